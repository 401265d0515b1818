"""A sign of life for what takes long: on a terminal's standard error only, and only after a moment."""

from __future__ import annotations

import contextlib
import shutil
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmflow.tracker import Tracker

PATIENCE = 1.0
"""Seconds before anything is shown."""
OFTEN = 0.1
"""Seconds between two looks at it."""
WIDTH = 20
"""Columns of the bar."""


class Meter:
    """Told how far the work is: `meter(12)` of what is counted, `meter.place(…)` of the places that it goes through.

    How many things there are is known only when the last one was looked at, so that they make no bar; how many places
    (repositories) there are is known at once.
    """

    def __init__(self, what: str, *, shown: bool) -> None:
        self._what, self._shown = what, shown
        self._begun, self._said = time.monotonic(), 0.0
        self._done, self._place = 0, ("", 1, 1)

    def __call__(self, done: int) -> None:
        self._done = done
        self._draw()

    def place(self, name: str, number: int, of: int) -> None:
        """The how many-th of how many is begun."""
        self._place = (name, number, of)
        self._draw()

    def clear(self) -> None:
        """What was shown is gone."""
        if self._said:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _draw(self) -> None:
        now = time.monotonic()
        if not self._shown or now - self._begun <= PATIENCE or now - self._said <= OFTEN:
            return
        self._said = now
        line = f"{self._bar()}{self._done} {self._what}, {now - self._begun:.0f} s"
        print(f"\r{line[: shutil.get_terminal_size().columns - 1]}\x1b[K", end="", file=sys.stderr, flush=True)

    def _bar(self) -> str:
        name, number, of = self._place
        if of < 2:
            return ""
        filled = WIDTH * (number - 1) // of
        letters = (sys.stderr.encoding or "").lower().startswith("utf")
        full, empty = ("━", "┄") if letters else ("#", "-")
        return f"{full * filled}{empty * (WIDTH - filled)} {number}/{of} {name}: "


@contextlib.contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Meter]:
    """A `Meter` that counts `what`. What it shows is gone when the work ends."""
    meter = Meter(what, shown=not quiet and sys.stderr is not None and sys.stderr.isatty())
    try:
        yield meter
    finally:
        meter.clear()


def watched(tracker: Tracker, meter: Meter) -> Tracker:
    """The tracker; one that goes through repositories says which."""
    from pmflow.tracker import Roaming

    if isinstance(tracker, Roaming):
        tracker.watch(meter.place)
    return tracker
