"""Every open action item has a due date that a calendar can hold.

Why: "soon" is never late, so nobody asks. "2 weeks" is fine where the document says when the incident was resolved,
since relative dates count from there.

What it cannot see: a date that only the tracker knows.

Bad: `- [ ] Add validation to the pipeline [Owner: Bob, Due: soon]`
Good: `- [ ] Add validation to the pipeline [Owner: Bob, Due: 2025-11-06]`

Source: "Target completion dates".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.days import find_bad_days
from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.placeholders import is_placeholder
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.items import Placed, each_or_one, name_a_day, promised


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    items = promised(document)
    undated = [p for p in items if p.item.due is None and not find_bad_days(p.item.due_raw or "")]
    yield from each_or_one(
        document,
        RULE,
        undated,
        len(items),
        one=_one,
        none="has a due date",
        some="have no due date",
        advice="give each a day on which it will be done",
        suggestion=name_a_day,
        field="due",
    )


def _one(placed: Placed) -> str:
    raw = placed.item.due_raw
    if raw and not is_placeholder(raw):
        return f"“{placed.name}” is due “{raw}”, which gives no date here: write the day, as in 2025-11-06"
    return f"“{placed.name}” has no due date: write the day on which it will be done"


RULE = Rule("due-missing", "actions", Level.WARNING, check, __doc__)
