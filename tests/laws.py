"""Laws that take long to try: a few examples in `make test`, all of them in `make slow`."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import settings

WHOLE = os.environ.get("PMFLOW_LAWS") == "whole"
"""What `make slow` sets."""

T = TypeVar("T", bound=Callable[..., object])


def law(few: int, *, of: int) -> Callable[[T], T]:
    """A property test that is tried on `few` examples in `make test`, and on `of` in `make slow`."""
    return lambda test: pytest.mark.law(settings(max_examples=examples(few, of=of), deadline=None)(test))


def examples(few: int, *, of: int) -> int:
    """How many."""
    return of if WHOLE else few
