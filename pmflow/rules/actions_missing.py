"""The action items are items: one line or row for each promise.

Why: prose ("we are working on a more resilient set-up") cannot be assigned, dated or followed up. Where there is
nothing to do, that is worth a sentence: "None needed, because …".

What it cannot see: promises that stand in other sections.

Bad: `## Action items`, "The team will think about alerting."
Good: `- [ ] Page at 60 % of the connection pool [Owner: Sarah, Due: 2025-10-25, P1]`

Source: "Define concrete improvements to prevent recurrence".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.placeholders import is_placeholder
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import heading_of, section_lines


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    postmortem = document.postmortem
    if postmortem.action_items or postmortem.no_actions_reason or SectionName.ACTION_ITEMS not in document.sections:
        return
    lines = [line for _, line in section_lines(document, SectionName.ACTION_ITEMS)]
    if all(is_placeholder(line) for line in lines):
        return  # `section-empty` and `placeholder` say so
    yield RULE.finding(
        "No action item was found here: write each promise as an item of a list (or a row) with an owner and a date, "
        "or “None needed, because …”",
        span=heading_of(document, SectionName.ACTION_ITEMS),
        section=SectionName.ACTION_ITEMS,
        suggestion="- [ ] What will be different [Owner: NAME, Due: YYYY-MM-DD, P2]",
    )


RULE = Rule("actions-missing", "actions", Level.WARNING, check, __doc__)
