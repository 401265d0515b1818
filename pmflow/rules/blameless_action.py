"""One person's act is no explanation.

Why: whatever somebody did was possible, made sense to them, and met no guard. That is the explanation; the act is where
it begins.

What it cannot see: whether a harmful act is the explanation or a fact on the way. "The intern deleted the table" is
a fact in the timeline, and the explanation under the root cause, the contributing factors and the five whys, behind
"root cause:" and behind "because". It is silent where the act helped ("rolled back", "restarted it to restore the
service"), and where the sentence goes on to say what made it possible.

Bad: `The site was lost when Bo typed the command in the production window.`
Good: `The console of the test database had been pointed at production, and deleting asks for no second person.`

Source: "Systems thinking: what allowed it?".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import findings_of

WHY = (
    "explains the incident by what one person did; why that made sense, and why nothing stopped it, is the explanation"
)
BETTER = "Say what the person saw, and what let the act through: a prompt, a permission, a default that was missing."


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "action", document, policy, why=WHY, better=BETTER)


RULE = Rule("blameless-action", "blameless", Level.WARNING, check, __doc__)
