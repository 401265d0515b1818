"""Python's garbage collector at rest while a large document is read.

A document is a tree that lives until it is read: every collection walks all of it and finds nothing. For 5 MB that is
two fifths of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

LARGE = 200_000
"""Bytes or characters from which on it is worth it."""


@contextmanager
def collector_at_rest(size: int) -> Iterator[None]:
    """No collections inside for an input of this `size`; the collector runs on after it as before, on errors too."""
    if size < LARGE or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
