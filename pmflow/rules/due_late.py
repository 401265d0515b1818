"""A due date lies within the policy's limit for the item's priority.

Why: a P0 that may wait for a quarter is no P0. By default P0 has 5 business days, P1 10, P2 30 and P3 60, counted
from the resolution, else from the incident's date; `deadlines.action_days` in pmflow.yml says otherwise.

What it cannot see: anything where priority, due date or the incident's date is missing.

Bad: resolved on 2025-10-23; `P0 … Due: 2025-12-31`
Good: `P0 … Due: 2025-10-25`

Source: "Target completion dates", "Priority levels".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.items import Placed, each_or_one, promised


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    start = document.postmortem.resolved_on or document.postmortem.date
    if start is None:
        return

    def limit(placed: Placed) -> dt.date | None:
        item = placed.item
        return policy.action_limit(item.priority, start) if item.priority and item.due else None

    items = promised(document)
    yield from each_or_one(
        document,
        RULE,
        [p for p in items if (last := limit(p)) and p.item.due and p.item.due > last],
        len(items),
        one=lambda p: (
            f"“{p.name}” is due {p.item.due}, past the limit for {p.item.priority}, {limit(p)}: "
            "move it up, or lower the priority"
        ),
        none="is due within the limit for its priority",
        some="are due past the limit for their priority",
        advice="move them up, or lower the priority",
        field="due",
    )


RULE = Rule("due-late", "actions", Level.WARNING, check, __doc__)
