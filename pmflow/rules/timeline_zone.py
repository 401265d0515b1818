"""The timeline says which time zone its times are in.

Why: responders sit in several zones and logs are in UTC; an hour's doubt spoils every comparison. Once is enough, in
the heading, in a line above, or in the column's name.

What it cannot see: whether the stated zone is the right one (summer time is often forgotten).

Bad: `## Timeline`
Good: `## Timeline (UTC)`

Source: "Times in UTC or clearly marked timezone".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import whole_line


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    postmortem = document.postmortem
    clocked = [entry for entry in postmortem.timeline if entry.raw and any(c.isdigit() for c in entry.raw)]
    if len(clocked) < 2 or postmortem.timezone is not None or any(entry.at for entry in clocked):
        return
    if not any(":" in (e.raw or "") or "h" in (e.raw or "") or "." in (e.raw or "") for e in clocked):
        return  # days only
    place = document.sections.get(SectionName.TIMELINE, ())
    yield RULE.finding(
        "The timeline does not say which time zone its times are in: add it once, in the heading",
        span=whole_line(document, place[0].line if place else clocked[0].line),
        section=SectionName.TIMELINE,
        suggestion=f"{place[0].heading} (UTC)" if place else "All times in UTC",
    )


RULE = Rule("timeline-zone", "document", Level.WARNING, check, __doc__)
