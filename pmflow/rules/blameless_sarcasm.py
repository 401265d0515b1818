"""No sarcasm, and no questions that want no answer.

Why: irony tells one group of readers that another one is stupid. They stop reading, and they stop telling.

What it cannot see: dry humour that needs to know the people. A joke about a system is a joke.

Bad: `Who needs backups anyway?`
Good: `The backup ran, and nothing tells whether it can be restored.`

Source: "Use neutral, fact-based language".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import findings_of

WHY = "is heard as contempt, whatever was meant"
BETTER = "Say the fact alone."


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "sarcasm", document, policy, why=WHY, better=BETTER)


RULE = Rule("blameless-sarcasm", "blameless", Level.WARNING, check, __doc__)
