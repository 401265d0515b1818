"""The document says how long it lasted.

Why: the length of an outage is what everybody compares. A stated duration, or a beginning and an end, is enough.

What it cannot see: a duration that only the reader could add up from several outages.

Bad: `## Impact`, "All users saw errors."
Good: `- **Duration**: 1 hour 32 minutes`

Source: "Impact Assessment": duration of impact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.patterns import lazy
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import heading_of, section_lines

_SPAN = lazy(
    r"\b(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a few|few|half an?|couple "
    r"of)\s?-?"
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?|nights?|stunden?|minuten?|"
    r"tage?n?|"
    r"heures?|jours?|horas?|minutos|días|dias)\b|\b(?:all (?:day|night|morning|afternoon|weekend|week)|overnight|"
    r"whole (?:day|night|weekend|week)|\d\d?[:.h]\d\d\b.{0,120}\b\d\d?[:.h]\d\d)\b",
    re.I,
)


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    postmortem = document.postmortem
    if SectionName.IMPACT not in document.sections or postmortem.near_miss:
        return
    if postmortem.duration_minutes is not None or postmortem.duration_raw or postmortem.impact.duration:
        return
    if (postmortem.started_at or postmortem.detected_at) and postmortem.resolved_at:
        return
    for name in (SectionName.IMPACT, SectionName.SUMMARY):
        if any(_SPAN.search(line) for _, line in section_lines(document, name)):
            return
    yield RULE.finding(
        "The impact does not say how long it lasted: add the duration, or when it began and when it ended",
        span=heading_of(document, SectionName.IMPACT),
        section=SectionName.IMPACT,
        suggestion="- **Duration**: …",
    )


RULE = Rule("impact-duration", "document", Level.WARNING, check, __doc__)
