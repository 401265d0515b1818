"""No punishment, no admonition, no "be more careful".

Why: a warning, a reminder or a training for the one who slipped changes nobody's tools, and teaches everybody to keep
slips to themselves. General advice ("operators should pay attention") is a wish, not an action item.

What it cannot see: a talk that is meant kindly. Training that is missing for everybody, a checklist, a drill are
changes to the system.

Bad: `Developers must be more careful in future.`
Good: `The migration tool refuses to drop a column that is still read.`

Source: "Accountability without blame".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import findings_of

WHY = "wants people to be better; nothing in the system is different afterwards"
BETTER = "Change what people work with: a check, a limit, a default, an alert. What would it be here?"


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "punishment", document, policy, why=WHY, better=BETTER)


RULE = Rule("blameless-punishment", "blameless", Level.WARNING, check, __doc__, level_of_name=Level.ERROR)
