"""The passive voice blames, too.

Why: "the procedure was not followed" is "they did not follow the procedure" in a suit. It also hides who could tell what
the procedure was like.

What it cannot see: the passive about systems ("the flag was ignored by the parser") is a fact.

Bad: `Mistakes were made by operations.`
Good: `The procedure has two steps with the same number, and the second one was done twice.`

Source: "Blameless Language Examples".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import findings_of

WHY = "blames without a name; everybody knows who is meant, and nobody learns what was missing"
BETTER = "What made it possible, and what should have caught it? Say that in place of what was not done."


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "passive", document, policy, why=WHY, better=BETTER)


RULE = Rule("blameless-passive", "blameless", Level.WARNING, check, __doc__)
