"""Rows are numbered by the engine on the text as it is at that moment: another run may have numbered some before."""

from __future__ import annotations

import pytest

from pmflow.document.parse import parse
from pmflow.engine import write_rows
from pmflow.errors import TrackerConflict
from pmflow.plan import RowChange
from tests.good import GOOD

FIRST, SECOND = (
    "Compare group names without regard to case in the access filter",
    "Run the smoke test as a guest and as a member of two groups",
)


def numbered(text: str, *rows: RowChange) -> str:
    return write_rows(parse(text, ref="PM-1"), rows).encoded.decode()


def test_numbered_by_another_run() -> None:
    """The same number for the same row is no change."""
    change = RowChange(FIRST, new_id="AI-1")
    assert numbered(numbered(GOOD, change), change) == numbered(GOOD, change)


def test_a_number_that_another_row_has() -> None:
    """Is not given a second time, nor written into that row: it is decided anew."""
    with pytest.raises(TrackerConflict, match="Run the smoke test"):
        numbered(numbered(GOOD, RowChange(FIRST, new_id="AI-1")), RowChange(SECOND, new_id="AI-1"))
