"""The timeline has at least two entries with a time.

Why: when it began and when it was over is the least that a reader wants; without times nobody can tell how long
detection, diagnosis and repair took.

What it cannot see: what is missing between the entries.

Bad: a timeline that is one paragraph of prose.
Good: `- 14:32 - Deployment of v2.4.5 completed`, and so on, one line for each thing that happened.

Source: "Lay out clear timeline without interpretation".
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
    if SectionName.TIMELINE not in document.sections:
        return
    timed = sum(1 for entry in document.postmortem.timeline if entry.raw)
    if timed >= 2 or not any(True for _ in section_lines(document, SectionName.TIMELINE)):
        return
    found = "no entry" if timed == 0 else "only one entry"
    yield RULE.finding(
        f"The timeline has {found} with a time: write one line for each thing that happened, with its time first",
        span=heading_of(document, SectionName.TIMELINE),
        section=SectionName.TIMELINE,
        suggestion="- 14:32 UTC - …",
    )


RULE = Rule("timeline-short", "document", Level.WARNING, check, __doc__)
