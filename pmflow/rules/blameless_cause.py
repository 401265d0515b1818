"""No person, role, team or vendor is the cause.

Why: who is named as the cause defends himself, and the next one keeps quiet; what made the act possible stays as it was.
Everybody acted sensibly on what they knew then.

What it cannot see: a cause that is told in plain facts ("Ana ran the script. The site was down"); see
`blameless-action`. An owner (`Owner: Ana`) is never a cause, and neither is the author, in the first person.

Bad: `John's careless deployment broke production.`
Good: `The deployment process lacked sufficient validation.`

Source: "Blame doesn't solve problems, it hides them".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import findings_of

WHY = "makes a person, a role, a team or a vendor the cause: the next one in their place would stand in the same trap"
BETTER = "What in the system let this happen and let it through? For example: “The deployment process lacked …”"


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "cause", document, policy, why=WHY, better=BETTER)


RULE = Rule("blameless-cause", "blameless", Level.ERROR, check, __doc__)
