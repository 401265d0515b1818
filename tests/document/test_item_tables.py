import pytest

from pmflow.document.item_tables import read_columns
from pmflow.document.table_cells import cell_places
from tests.document.reading import said

TABLES: dict[str, tuple[str, list[dict[str, str]]]] = {
    "renamed columns": (
        "| Follow-up | Assignee | Target date | Sev | State | Bug |\n|---|---|---|---|---|---|\n"
        "| Add breaker | ines.duarte@ | 2025-07-14 | P0 | Fixed | b/48240 |\n"
        "| Tune alert | unassigned | TBD | P3 | Obsolete (won't fix) | - |",
        [
            {"title": "Add breaker", "owner": "ines.duarte", "due": "2025-07-14", "priority": "P0",
                "status": "done", "link": "b/48240"},
            {"title": "Tune alert", "priority": "P3", "status": "wont_do"},
        ],
    ),
    "a bank's words": (
        "| Ref | Remediation action | Accountable executive | Due date | Rating | Status as at 31 Jan 2025 |\n"
        "|:--|:--|:--|:--|:--|:--|\n"
        "| R1 | Add breaker | Manager, Payments Technology | End of Q3 | High | On track |\n"
        "| R2 | Tune alert | Chief Customer Officer | Closed without action | Low | Withdrawn |",
        [
            {"title": "Add breaker", "owner": "Manager, Payments Technology", "due": "2025-09-30",
                "priority": "P1", "status": "in_progress"},
            {"title": "Tune alert", "owner": "Chief Customer Officer", "priority": "P3", "status": "wont_do"},
        ],
    ),
    "MoSCoW": (
        "| # | Action | Owner | ETA | MoSCoW | Status |\n|---|---|---|---|---|---|\n"
        "| 1 | Add breaker | FM | 21/11/2025 | Must | Yet to start |\n| 2 | Tune alert | DL | - | Won't | |",
        [
            {"title": "Add breaker", "owner": "FM", "due": "2025-11-21", "priority": "P1", "status": "planned"},
            {"title": "Tune alert", "owner": "DL", "priority_raw": "Won't", "status": "wont_do"},
        ],
    ),
    "who, what, when": (
        "| Who | What | By when | Done? |\n|---|---|---|---|\n| @amy | Add breaker | in two weeks | no |\n"
        "| | Tune alert | ASAP | yes |",
        [
            {"title": "Add breaker", "owner": "amy", "due": "2025-06-24", "status": "planned"},
            {"title": "Tune alert", "due_raw": "ASAP", "status": "done"},
        ],
    ),
    "the status beside the ticket": (
        "| Action Item | Type | Owner | Bug |\n| --- | --- | --- | --- |\n"
        "| Add breaker | prevent | alice | n/a **DONE** |\n"
        "| Tune alert | detect | bob | Bug 555482 TODO |",
        [
            {"title": "Add breaker", "owner": "alice", "status": "done", "kind": "prevent"},
            {"title": "Tune alert", "owner": "bob", "status": "planned", "kind": "detect", "link": "Bug 555482"},
        ],
    ),
    "signs alone": (
        "Status | Task | DRI\n:-: | --- | ---\n✅ | Add breaker | amy\n❌ | Tune alert | bob",
        [
            {"title": "Add breaker", "owner": "amy", "status": "done"},
            {"title": "Tune alert", "owner": "bob", "status": "planned"},
        ],
    ),
    "boxes in cells": (
        "| | Task | DRI |\n|---|---|---|\n| [x] | Add a breaker | amy |".replace("| | Task", "| Done | Task"),
        [{"title": "Add a breaker", "owner": "amy", "status": "done"}],
    ),
    "struck out and escaped": (
        "| Action | Owner | Due |\n|---|---|---|\n| ~~Add `a \\| b`~~ | amy | ~~1 July 2025~~ 22 July 2025 |",
        [{"title": "Add a | b", "owner": "amy", "due": "2025-07-22", "status": "wont_do"}],
    ),
    "rows that are titles": (
        "| Action | Owner | ETA |\n|---|---|---|\n| **Detect** | | |\n| Tune alert | amy | 15 Aug |\n"
        "| **Prevent** | | |\n| Add breaker | bob | |",
        [
            {"title": "Tune alert", "owner": "amy", "due": "2025-08-15", "kind": "detect"},
            {"title": "Add breaker", "owner": "bob", "kind": "prevent"},
        ],
    ),
    "a pandoc grid": (
        "+-----+-----------------+---------------------+-------------+--------+\n"
        "| No. | Action          | Owner               | Due         | Status |\n"
        "+=====+=================+=====================+=============+========+\n"
        "| 1   | Add a breaker   | [Amy Ek](/~amy)     | 28 Aug 2025 | WIP    |\n"
        "|     | to the client   |                     |             |        |\n"
        "+-----+-----------------+---------------------+-------------+--------+\n"
        "| 2   | Tune alert      | Service desk        |             | DONE   |\n"
        "+-----+-----------------+---------------------+-------------+--------+",
        [
            {"title": "Add a breaker to the client", "owner": "Amy Ek", "due": "2025-08-28", "status": "in_progress"},
            {"title": "Tune alert", "owner": "Service desk", "status": "done"},
        ],
    ),
    "a pandoc simple table": (
        "  Action          Owner          Due             Status\n"
        "  --------------  -------------  --------------  -----------\n"
        "  Add breaker     Amy Ek         28 Aug 2025     Open\n  Tune alert      Service desk   30 Sept 2025    Done",
        [
            {"title": "Add breaker", "owner": "Amy Ek", "due": "2025-08-28", "status": "planned"},
            {"title": "Tune alert", "owner": "Service desk", "due": "2025-09-30", "status": "done"},
        ],
    ),
    "one table per item": (
        "| Item | Value |\n|---|---|\n| Action | Add breaker |\n| Owner | Amy Ek |\n| Due | 15 Aug 2025 |\n\n"
        "| Action | Tune alert |\n|---|---|\n| Owner | Service desk |\n| Status | Done |",
        [
            {"title": "Add breaker", "owner": "Amy Ek", "due": "2025-08-15"},
            {"title": "Tune alert", "owner": "Service desk", "status": "done"},
        ],
    ),
    "two columns of states": (
        "| Task | Lead | Target | RAG | Progress |\n|---|---|---|---|---|\n"
        "| Add breaker | Amy | Q4 | 🔴 | Blocked on vendor |",
        [{"title": "Add breaker", "owner": "Amy", "due": "2025-12-31", "status": "planned"}],
    ),
    "acceptance and evidence": (
        "| Action | Type | Area | Success criteria | Evidence | Status |\n|---|---|---|---|---|---|\n"
        "| Tune alert | Detection | Alerting | pages in 5 min | https://x.example/1 | Verified |",
        [
            {
                "title": "Tune alert", "status": "verified", "kind": "detect", "improves": "alerting",
                "done_when": "pages in 5 min", "evidence": "https://x.example/1",
            }
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_understood(name: str) -> None:
    """Any order and any names of columns, empty cells and pandoc's tables give every field that is written, and no
    other."""
    text, expected = TABLES[name]
    assert said(text) == expected


def test_columns_are_known_by_their_headers() -> None:
    """The last words of a header say most; the longest column is the title where no header names it."""
    assert read_columns(["Action owner", "Action item", "Due (UTC)"], []) == ("owner", "title", "due")
    assert read_columns(["Owner", "Topic", "Due"], [["amy", "Add a breaker to the client", "soon"]]) == (
        "owner",
        "title",
        "due",
    )
    assert read_columns(["Component", "On-call rotation"], [["a", "b"]]) is None


def test_cells_are_found_in_their_line() -> None:
    """Empty cells, escaped bars and rows in a quote have their places."""
    line = r"> | a \| b |  || c |"
    assert [line[start:end] for start, end, _ in cell_places(line, 4)] == [r"a \| b", "", "", "c"]
