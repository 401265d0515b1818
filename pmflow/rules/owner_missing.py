"""Every open action item has an owner.

Why: what belongs to nobody is done by nobody. A proposed item promises nothing yet, and a settled one needs nobody
any more.

What it cannot see: an owner whom only the tracker knows (the assignee of a linked issue).

Bad: `- [ ] Add validation to the pipeline`
Good: `- [ ] Add validation to the pipeline [Owner: Bob]`

Source: "Clear owners".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.placeholders import is_placeholder
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.items import each_or_one, name_an_owner, promised


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    items = promised(document)
    yield from each_or_one(
        document,
        RULE,
        [p for p in items if p.item.owner is None or is_placeholder(p.item.owner)],
        len(items),
        one=lambda p: f"“{p.name}” has no owner: name the person who will see it done",
        none="has an owner",
        some="have no owner",
        advice="name the person who will see each done",
        suggestion=name_an_owner,
    )


RULE = Rule("owner-missing", "actions", Level.WARNING, check, __doc__)
