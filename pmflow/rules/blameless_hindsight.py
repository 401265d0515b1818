"""No "should have", "could have" or "if only" about people.

Why: hindsight makes the path look plain. What somebody should have done describes a world that was not there; why it
made sense to do what they did is where one learns.

What it cannot see: who is meant by a passive ("should have been caught"). About systems and processes it is silent:
"an alert should have fired" is a good sentence, and so is "we should have tested this".

Bad: `The database team should have caught this.`
Good: `Nothing compares the schema with the queries before a release.`

Source: "Use neutral language - Fact-based, not judgmental".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import findings_of

WHY = "judges by what is known only now; at the time it was one of many possibilities"
BETTER = "What did people see at the time, and what would have shown them more? Write that."


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "hindsight", document, policy, why=WHY, better=BETTER)


RULE = Rule("blameless-hindsight", "blameless", Level.WARNING, check, __doc__, level_of_name=Level.ERROR)
