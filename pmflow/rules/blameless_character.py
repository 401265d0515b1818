"""Nobody is careless, lazy or out of their depth.

Why: character, competence and attitude are no cause that anybody can change, and whoever reads it about a colleague will
not report the next slip.

What it cannot see: a judgement that only those understand who know the person. Designs, defaults and alerts may be
careless, clumsy or poor.

Bad: `The technician who pulled the cable is careless.`
Good: `Both cables bear the same label.`

Source: "Don't use judgmental language - Creates defensive posture".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import findings_of

WHY = "judges a person, and a judgement cannot be repaired"
BETTER = "Leave it out, or say what the situation was: the hour, the load, what the tool showed."


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "character", document, policy, why=WHY, better=BETTER)


RULE = Rule("blameless-character", "blameless", Level.WARNING, check, __doc__, level_of_name=Level.ERROR)
