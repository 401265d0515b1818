"""The timeline runs forwards.

Why: a reader takes what stands above for what came before. An entry out of order is a typing error more often than not,
and then the durations are wrong, too.

What it cannot see: entries whose day or zone is not known. A clock that only goes past midnight is no fault.

Bad: `15:12 …`, `15:05 …`
Good: `15:05 …`, `15:12 …`

Source: "Chronological sequence of events".
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName, TimelineEntry
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import line_list, whole_line


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    placed = [(at, entry) for entry in document.postmortem.timeline if not entry.approximate and (at := _moment(entry))]
    moments = [at for at, _ in placed]
    if _runs_backwards(moments):
        yield RULE.finding(
            "The timeline runs backwards, newest first: turn it round",
            span=whole_line(document, placed[0][1].line),
            section=SectionName.TIMELINE,
        )
        return
    fitting = _longest_run(moments)
    astray = [i for i in range(len(placed)) if i not in fitting]
    if not astray:
        return
    at, entry = placed[astray[0]]
    above = max((i for i in fitting if i < astray[0]), default=None)
    if above is not None and at < moments[above]:
        where = f"is earlier than {placed[above][1].raw} above it (line {placed[above][1].line})"
    else:
        below = min(i for i in fitting if i > astray[0])
        where = f"is later than {placed[below][1].raw} below it (line {placed[below][1].line})"
    more = f" (and {line_list(placed[i][1].line for i in astray[1:])}, too)" if len(astray) > 1 else ""
    yield RULE.finding(
        f"Out of order{more}: {entry.raw} {where}; move it, or correct its time or day",
        span=whole_line(document, entry.line),
        section=SectionName.TIMELINE,
    )


def _moment(entry: TimelineEntry) -> dt.datetime | None:
    """Comparable within one document: naive, in UTC where the zone is known, else as written."""
    if entry.at is not None:
        return entry.at.astimezone(dt.UTC).replace(tzinfo=None)
    return entry.local


def _runs_backwards(moments: list[dt.datetime]) -> bool:
    steps = list(pairwise(moments))
    return len(steps) > 1 and all(a >= b for a, b in steps) and moments[0] > moments[-1]


def _longest_run(moments: list[dt.datetime]) -> set[int]:
    """Indexes of the longest part that runs forwards; what is not in it stands in the wrong place. n log n.

    It is built from the end, so that of two that could each be wrong the lower one is.
    """
    ends: list[int] = []
    values: list[dt.timedelta] = []
    after: list[int | None] = [None] * len(moments)
    latest = max(moments, default=None)
    for index in range(len(moments) - 1, -1, -1):
        value = (latest or moments[index]) - moments[index]
        at = bisect_right(values, value)
        after[index] = ends[at - 1] if at else None
        ends[at : at + 1] = [index]
        values[at : at + 1] = [value]
    run: set[int] = set()
    here = ends[-1] if ends else None
    while here is not None:
        run.add(here)
        here = after[here]
    return run


RULE = Rule("timeline-order", "document", Level.WARNING, check, __doc__)
