"""One file is about one incident.

Why: date, duration, severity and due dates belong to one incident; of several in a file pmflow reads one, and the
metrics count one.

What it cannot see: two incidents told in one timeline.

Bad: `# Outage of 3 May` and, in the same file, `# Outage of 9 May`, each with a timeline.
Good: two files that name each other.

Source: "% of incidents with completed post-mortems" counts incidents.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import whole_line

_OWN = (SectionName.SUMMARY, SectionName.TIMELINE, SectionName.IMPACT, SectionName.ROOT_CAUSE)


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    headings = [block for block in document.root.children if block.kind == "heading" and block.level < 4]
    for level in (1, 2, 3):
        starts = [block.line for block in headings if block.level == level]
        told: dict[int, set[SectionName]] = {}
        for name in _OWN:
            for place in document.sections.get(name, ()):
                above = bisect_left(starts, place.line) - 1
                if above >= 0:
                    told.setdefault(starts[above], set()).add(name)
        incidents = sorted(line for line, names in told.items() if len(names) > 1)
        if len(incidents) > 1:
            yield RULE.finding(
                f"This file tells {len(incidents)} incidents (the second begins here); they are read as one: give each "
                "its own file",
                span=whole_line(document, incidents[1]),
            )
            return


RULE = Rule("several-incidents", "document", Level.WARNING, check, __doc__)
