"""Human error explains nothing.

Why: people err everywhere and always. A text that ends at "operator error", a slip or a lack of attention ends one
question too early.

What it cannot see: an error that is told without such a word. It is silent where the error is what something protects
from ("prone to human error"), and where the text says that it is no cause.

Bad: `The cluster was deleted because of human error by the on-call engineer.`
Good: `The deletion script acts on whichever cluster was last selected, and does not ask.`

Source: "Don't accept 'human error' as root cause - Always dig deeper".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.patterns import lazy
from pmflow.placeholders import UNKNOWN
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import Blamed, findings_of

WHY = (
    "is where the questions begin, not an answer: errors are everywhere, and what made this one possible can be changed"
)
BETTER = "What made the error easy to make, and what should have caught it? Write that."


_ALONE = lazy(
    r"[\W_]*+(?P<label>(?:(?:the )?(?:root )?cause|reason|rc)\b)?[\W_]*+(?:was|is)?[\W_]*+human (?:error|mistake)[\W_]*+",
    re.IGNORECASE,
)
_SAID = lazy(r"(?P<label>(?:(?:\w+ )*\w*[*_]*[:–—-][*_]* )?)human (?:error|mistake)", re.IGNORECASE)
"""The words of a finding, maybe with the label before them; nothing in them stands for something else (a link, a comment)."""


def _fix(found: Blamed) -> str | None:
    """Human error as the whole of a cause says that the cause is not known yet, which `placeholder` finds. The whole
    of a cause is a cell, an item, a paragraph, or a line with a label; where more is said behind it, it is prose."""
    if found.sentence.kind == "heading" or found.sentence.whole is None:
        return None
    alone, said = _ALONE.fullmatch(found.sentence.text), _SAID.fullmatch(found.said)
    if alone is None or said is None or (found.sentence.whole == "lines" and not alone["label"]):
        return None
    return said["label"] + UNKNOWN


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "human_error", document, policy, why=WHY, better=BETTER, fix=_fix)


RULE = Rule("blameless-human-error", "blameless", Level.ERROR, check, __doc__)
