"""Why an item will not be done, where the reason stands with the status."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.document.edit import write_item
from pmflow.document.parse import parse
from pmflow.document.status_reason import wont_do_reason
from pmflow.model import ActionItem, ActionStatus

HEAD = "# X\n\nDate: 2026-01-05\n\n## Action items\n\n"
CELLS = [
    ("wont_do (reason: the vendor left)", "the vendor left"),
    ("won't do: superseded by OPS-9, agreed with Ana", "superseded by OPS-9, agreed with Ana"),
    ("Won't do - too costly", "too costly"),
    ("Cancelled, since nobody uses it", "nobody uses it"),
    ("closed as won't fix because the part is gone", "the part is gone"),
    ("superseded by OPS-9", "superseded by OPS-9"),
    ("Won't do", None),
    ("Obsolete (won't fix)", None),
]
LINES = [
    ("- [ ] Fix c (Ed, 2026-01-20, P1) won't do: superseded", "superseded"),
    ("- [ ] Fix c (Ed, 2026-01-20, P1) wont_do (reason: too dear)", "too dear"),
    ("- [ ] Fix c (Ed, 2026-01-20, P1) Won't do - too costly", "too costly"),
    ("- [ ] Fix c [Owner: Ed, Due: 2026-01-20, Status: won't do: superseded by OPS-9]", "superseded by OPS-9"),
    ("- [ ] Fix c [Owner: Ed, Due: 2026-01-20] - won't do because the part is gone", "the part is gone"),
    ("- Fix c - owner: Ed, due: 2026-01-20, status: won't do (no budget)", "no budget"),
    ("- Fix c\n  - Owner: Ed\n  - Due: 2026-01-20\n  - Status: Won't do, no budget", "no budget"),
]


def item_of(text: str) -> ActionItem:
    [item] = parse(HEAD + text + "\n").postmortem.action_items
    return item


def in_a_table(cell: str) -> str:
    return f"| Action | Owner | Due | Status |\n|---|---|---|---|\n| Fix c | Ed | 2026-01-20 | {cell} |"


@pytest.mark.parametrize(("cell", "reason"), CELLS)
def test_a_cell_says_why(cell: str, reason: str | None) -> None:
    """What stands behind the status in its cell is the reason; the status alone, twice even, is none."""
    item = item_of(in_a_table(cell))
    assert (item.status, item.reason) == (ActionStatus.WONT_DO, reason)


@pytest.mark.parametrize(("line", "reason"), LINES)
def test_a_line_says_why(line: str, reason: str) -> None:
    """The same at the end of a line, behind a label, below the item; the title stays as it was."""
    item = item_of(line)
    assert (item.title, item.owner, item.due) == ("Fix c", "Ed", dt.date(2026, 1, 20))
    assert (item.status, item.reason) == (ActionStatus.WONT_DO, reason)


@pytest.mark.parametrize("text", [*[in_a_table(cell) for cell, _ in CELLS], *[line for line, _ in LINES]])
@pytest.mark.parametrize("status", [ActionStatus.DONE, ActionStatus.PLANNED])
def test_another_status_can_be_written_over_it(text: str, status: ActionStatus) -> None:
    """The new status is what is read then, without a reason, and nothing else changes."""
    before = parse(HEAD + text + "\n")
    [old] = before.postmortem.action_items
    after = parse(write_item(before, 0, status=status).encoded)
    [new] = after.postmortem.action_items
    assert (new.status, new.reason) == (status, None)
    assert (new.title, new.owner, new.due) == (old.title, old.owner, old.due)


@pytest.mark.parametrize(
    "text", ["open: waiting for parts", "done - by Ana", "cut the cord", "Won't", "x" * 700 + ": y"]
)
def test_other_words_are_no_reason(text: str) -> None:
    """Only words that settle that it will not be done have their reason behind them."""
    assert wont_do_reason(text) is None
