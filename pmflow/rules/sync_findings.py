"""What `pmflow sync`, and a step that reconciles, find about action items: remarks beside the linter's rules.

They are found while document and tracker are made one, not in a text, so `check` never says them, and a policy has no level
to set for them. `docs/rules.md` and `pmflow rules NAME` tell them from here; `tests/rules/test_sync_findings.py` holds them and
the code that says them together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmflow.model import Level

FAMILY = "sync"
"""The name under which all of them are listed. No family of rules: a policy cannot name it."""

QUESTION = "Do document and tracker say the same about each action item?"


@dataclass(frozen=True, slots=True)
class SyncFinding:
    """One remark: how much it weighs, what it says, what pmflow does, and what there is to do."""

    level: Level
    summary: str
    text: str


SYNC_FINDINGS: Mapping[str, SyncFinding] = {
    "item-conflict": SyncFinding(
        Level.WARNING,
        "A field was changed in the document and in the tracker.",
        "Since the last sync both sides changed the same field, to different values. The tracker's value holds, and is written "
        "into the row. If the document's was right, change it again now: it is then the only change, and goes over.",
    ),
    "item-id-twice": SyncFinding(
        Level.WARNING,
        "Two rows bear the same id.",
        "The first row is the action item; the second counts as a proposal without an id, most often a copied row. Remove the id "
        "from the copy, and it gets one of its own when it is tracked.",
    ),
    "item-ids-exchanged": SyncFinding(
        Level.WARNING,
        "A row has the title that another id had.",
        "Ids changed places, most often when rows were pasted or sorted, and what was promised under one number would go on "
        "under another. Put the ids back. Where it is the titles that were meant to change, give them words that no other "
        "item had.",
    ),
    "item-owner": SyncFinding(
        Level.WARNING,
        "The owner in the tracker is a name that no row can hold.",
        "Written into the row it would not read as an owner: `tbd-dev` reads as nobody. The row stays as it is, and the item "
        "counts as its former owner's. Give it to somebody in the tracker, or by `pmflow action assign`.",
    ),
    "item-row-gone": SyncFinding(
        Level.WARNING,
        "The row of a tracked action item disappeared.",
        "A promise does not end by deleting its row: it counts as before, and a comment says so once. Bring the row back with "
        "its id; there, or in the tracker where items are kept apart from the document, it can be settled: done, or won't do "
        "with a reason.",
    ),
    "item-gone": SyncFinding(
        Level.WARNING,
        "A tracked action item has its row, but is gone from the tracker.",
        "Somebody deleted it there, or it cannot be seen. Nothing is made anew. Settle it in its row: won't do, with a reason.",
    ),
    "item-emptied": SyncFinding(
        Level.WARNING,
        "A field was emptied in the tracker.",
        "Somebody unassigned it, or took the date or the priority away there, or wrote no date. It stays so: the row, "
        "which still says it, puts nothing back. Say something new on either side; the date in the row is still asked after.",
    ),
    "item-title": SyncFinding(
        Level.WARNING,
        "The title was changed in the tracker.",
        "pmflow writes no titles into a document, so which of the two is right is for people to say. Change the one that is off; "
        "once they are the same, this is no longer said.",
    ),
    "item-without-row": SyncFinding(
        Level.NOTE,
        "The tracker has an action item that has no row in the document.",
        "It was made in the tracker, and counts like the others. pmflow writes no rows of its own; add one with this id if the "
        "document is to tell of it.",
    ),
}
"""By the id under which they appear in `findings`; the rules' ids are others."""
