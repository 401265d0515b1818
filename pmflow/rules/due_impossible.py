"""A due date is a day that exists and lies after the incident.

Why: 31 February never comes, and a date in the wrong year was overdue before it was written. Both are typing errors
that would be chased for months.

What it cannot see: a date that is merely wrong.

Bad: `Due: 2025-02-31`; `Due: 2024-11-06` for an incident in 2025
Good: `Due: 2025-11-06`

Source: "Target completion dates".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.days import find_bad_days
from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.items import promised


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    postmortem = document.postmortem
    for placed in promised(document):
        item = placed.item
        if item.due is None and item.due_raw and (bad := find_bad_days(item.due_raw)):
            message = f"“{placed.name}” is due on {bad[0].raw}, a day that no calendar has: correct it"
        elif item.due and postmortem.date and item.due < postmortem.date:
            message = f"“{placed.name}” is due {item.due}, before the incident ({postmortem.date}): correct the date"
        else:
            continue
        yield RULE.finding(message, span=placed.span(document, "due"), section=SectionName.ACTION_ITEMS)


RULE = Rule("due-impossible", "actions", Level.WARNING, check, __doc__)
