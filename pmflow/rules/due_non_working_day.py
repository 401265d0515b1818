"""A due date is a working day of the team.

Why: what is due on a Sunday is due on Monday, or was due on Friday; say which. This is advice and holds nothing back.

What it cannot see: holidays, unless pmflow.yml names the country (`calendar.country`).

Bad: `Due: 2025-11-09` (a Sunday)
Good: `Due: 2025-11-10`

Source: "Target completion dates".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.items import Placed, each_or_one, promised


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    calendar = policy.working_calendar
    items = promised(document)

    def one(placed: Placed) -> str:
        due = placed.item.due
        assert due is not None  # only items with a date come here
        return f"“{placed.name}” is due on a {due:%A} on which nobody works ({due}): take {calendar.next_workday(due)}"

    yield from each_or_one(
        document,
        RULE,
        [p for p in items if p.item.due and not calendar.is_workday(p.item.due)],
        len(items),
        one=one,
        none="is due on a working day",
        some="are due on a day on which nobody works",
        advice="take the next working day",
        field="due",
    )


RULE = Rule("due-non-working-day", "actions", Level.NOTE, check, __doc__)
