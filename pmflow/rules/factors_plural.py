"""At least two contributing factors are named.

Why: it is never just one thing. Whoever names one factor has found where to stop, not why it happened; what else had
to be true for this to hurt (a missing check, an alert that came late, an environment that differs)?

What it cannot see: factors told in running prose, without a list. Write them as one, they are what readers come for.

Bad: `Root cause: a connection leak in v2.4.5.`
Good: `Contributing factors:` with `- Load test ran 5 minutes` and `- Staging has a smaller pool`

Source: "Identify multiple contributing factors - It's rarely one thing".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import heading_of, section_lines


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    factors = document.postmortem.contributing_factors
    if len(factors) > 1 or SectionName.ROOT_CAUSE not in document.sections:
        return
    if not any(True for _ in section_lines(document, SectionName.ROOT_CAUSE)):
        return
    found = "No contributing factors are listed" if not factors else "Only one contributing factor is listed"
    yield RULE.finding(
        f"{found}: list at least two; what else had to be true for this to happen, and to last?",
        span=heading_of(document, SectionName.ROOT_CAUSE),
        section=SectionName.ROOT_CAUSE,
        suggestion="**Contributing factors**",
    )


RULE = Rule("factors-plural", "document", Level.WARNING, check, __doc__)
