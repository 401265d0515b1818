"""The same action item is not promised twice.

Why: two rows get two owners and two reminders, and each owner believes that the other one does it.

What it cannot see: the same promise in other words.

Bad: `Add an alert on pool usage` and, further down, `add alert on pool usage.`
Good: one of them.

Source: "Clear owners".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.patterns import lazy
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.items import Placed, every
from pmflow.rules.text import short

_WORD = lazy(r"\w+")
_LITTLE = frozenset("a an the our to of for in on and please todo".split())


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    seen: dict[tuple[str, ...], Placed] = {}
    for placed in every(document):
        words = normal_title(placed.item.title)
        if len(words) < 2:
            continue
        first = seen.setdefault(words, placed)
        if first is not placed:
            yield RULE.finding(
                f"“{short(placed.item.title)}” is promised in line {first.item.line} already: keep one of the two",
                span=placed.span(document),
                section=SectionName.ACTION_ITEMS,
            )


def normal_title(title: str) -> tuple[str, ...]:
    """The title's words without case, punctuation and articles."""
    return tuple(word for word in _WORD.findall(title.casefold()) if word not in _LITTLE)


RULE = Rule("action-duplicate", "actions", Level.WARNING, check, __doc__)
