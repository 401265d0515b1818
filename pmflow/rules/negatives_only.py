"""Who writes what went poorly also writes what went well.

Why: good responses are worth repeating, and people who only read about failures stop telling them.

What it cannot see: praise in other sections.

Bad: `## What went wrong` with five lines, and nothing else.
Good: both headings, each with content.

Source: "Don't focus only on negatives - Acknowledge good responses too".
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
    if document.postmortem.went_well or not _says_something(document, SectionName.WENT_POORLY):
        return
    if _says_something(document, SectionName.WENT_WELL):
        return
    yield RULE.finding(
        "It says what went poorly but not what went well: name at least one thing that helped",
        span=heading_of(document, SectionName.WENT_POORLY),
        section=SectionName.WENT_POORLY,
        suggestion="## What went well",
    )


def _says_something(document: Document, name: SectionName) -> bool:
    return any(not is_placeholder(line) for _, line in section_lines(document, name))


RULE = Rule("negatives-only", "document", Level.WARNING, check, __doc__)
