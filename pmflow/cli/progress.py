"""A sign of life for what takes long: on a terminal's standard error only, and only after a moment."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

PATIENCE = 1.0
"""Seconds before anything is shown."""
OFTEN = 0.1
"""Seconds between two looks at it."""


@contextlib.contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Callable[[int], None]]:
    """A function that takes how many of `what` are done. What it shows is gone when the work ends.

    No bar: how many there are is known only when the last one was looked at.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    begun = time.monotonic()
    said = 0.0

    def step(done: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - begun > PATIENCE and now - said > OFTEN:
            said = now
            print(f"\r{done} {what}, {now - begun:.0f} s \x1b[K", end="", file=sys.stderr, flush=True)

    try:
        yield step
    finally:
        if said:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
