"""One can see when an action item is done.

Why: "reduce the noise of alerts" is never finished. With a figure, a "done when" or a ticket that says so, there
comes a day on which everybody agrees that it is done.

What it cannot see: whether the measure is a good one. It asks only where more or less of something is promised, since
"Add X" shows by itself.

Bad: `Reduce alert noise`
Good: `Reduce pages per week from 40 to 10`

Source: "Generate Actionable Improvements": measurable outcomes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.patterns import lazy
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.items import Placed, each_or_one, promised
from pmflow.rules.wording import content_words, is_concrete, without_lead_in

_MORE_OR_LESS = lazy(
    r"^(?:improve|enhance|increase|reduce|decrease|speed up|strengthen|harden|optimi[sz]e|simplify|clean up|tidy(?: "
    r"up)?|minimi[sz]e|maximi[sz]e|"
    r"streamline|encourage|work on|better|more|faster|fewer|less)\b|^make\b.{0,60}\b(?:more|less|better|faster|easier|"
    r"clearer|simpler)\b",
    re.I,
)
_SHOWS = lazy(r"\d|\b(?:by|through|via) \w+ing\b|\bso that\b|\buntil\b|\bsuch that\b|\busing\b|[;:→]|->", re.I)


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    items = promised(document)
    open_ended = [placed for placed in items if _open_ended(placed)]
    yield from each_or_one(
        document,
        RULE,
        open_ended,
        len(items),
        one=lambda p: (
            f"“{p.name}” promises more or less of something; say how one can see that it is done "
            "(a figure, a “done when”)"
        ),
        none="says how one can see that it is done",
        some="promise more or less of something and do not say when it is enough",
        advice="add a figure or a “done when”",
    )


def _open_ended(placed: Placed) -> bool:
    item = placed.item
    text = without_lead_in(item.title)
    if item.done_when or item.link or item.evidence or not _MORE_OR_LESS.match(text) or _SHOWS.search(text):
        return False
    rest = text.split(" ", 1)[-1]
    return bool(content_words(rest)) or is_concrete(rest)  # else `action-vague` has said more


RULE = Rule("action-outcome", "actions", Level.NOTE, check, __doc__)
