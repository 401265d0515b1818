"""A sign of life for what takes long: on a terminal only, and only after a moment."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextlib.contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Callable[[int], None]]:
    """A function that takes how much is done. What it shows is gone when the work ends."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    began = time.monotonic()
    with Console(stderr=True).status("") as status:
        status.stop()

        def step(done: int) -> None:
            if time.monotonic() - began > PATIENCE:
                status.start()
                status.update(f"{what}: {done}")

        yield step
