"""No "as usual", no "they always", no "typical".

Why: a habit that is ascribed to a group cannot be changed by anybody, and everybody in it stops reading here.

What it cannot see: a pattern that was measured is worth telling: "the third time this quarter, see #12 and #31".

Bad: `As usual, the security team blocked the fix for hours.`
Good: `A fix to the firewall needs two approvals, and at night there is one approver.`

Source: "Focus on systems, not people".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import findings_of

WHY = "blames a whole group, and says what they are always like"
BETTER = "Say what happened this time, and what in the work between you made it likely."


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "group", document, policy, why=WHY, better=BETTER)


RULE = Rule("blameless-group", "blameless", Level.WARNING, check, __doc__)
