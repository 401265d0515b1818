"""Another team is no explanation.

Why: an incident that goes through several teams shows how they work together. "They did not tell us" ends at the border;
why it could not be told, or not be noticed, is on both sides of it.

What it cannot see: a hand-over that is told as a fact and meant as a reproach.

Bad: `Our side was fine, the carrier let us down again.`
Good: `The carrier's notices go to a mailbox that nobody reads since the reorganisation.`

Source: "Focus on systems, not people".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import findings_of

WHY = "passes the blame on; what was missing between the two sides is not said"
BETTER = "What would have made the hand-over work: a contract, a notice, a test, an alert?"


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "passed_on", document, policy, why=WHY, better=BETTER)


RULE = Rule("blameless-passed-on", "blameless", Level.WARNING, check, __doc__)
