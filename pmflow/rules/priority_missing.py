"""Every open action item has a priority, P0 to P3.

Why: when there is no time for all of it, which comes first? The limit for its due date follows from it, too.

What it cannot see: a ranking by order.

Bad: `- [ ] Add validation to the pipeline [Owner: Bob]`
Good: `- [ ] **P1** Add validation to the pipeline [Owner: Bob]`

Source: "Priority levels".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.placeholders import is_placeholder
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.items import Placed, each_or_one, promised


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    items = promised(document)
    yield from each_or_one(
        document,
        RULE,
        [p for p in items if p.item.priority is None],
        len(items),
        one=_one,
        none="has a priority",
        some="have no priority",
        advice="say which comes first, P0 to P3",
        suggestion="P2",
    )


def _one(placed: Placed) -> str:
    raw = placed.item.priority_raw
    if raw and not is_placeholder(raw):
        return f"“{placed.name}” has the priority “{raw}”, which is none that pmflow knows: write P0 to P3"
    return f"“{placed.name}” has no priority: write P0 to P3"


RULE = Rule("priority-missing", "actions", Level.WARNING, check, __doc__)
