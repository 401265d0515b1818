"""Ask what, not who.

Why: the search for the guilty one ends the search for causes, and whoever fears to be found will not tell what they saw.

What it cannot see: a hunt in a meeting. Asking who can help, or who owns a system, is fine.

Bad: `Whoever did this should own up.`
Good: `The change has no author in the log, as it was made with a shared account.`

Source: "Don't allow blame - Shut it down immediately".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import findings_of

WHY = "hunts for who; the answer changes nothing"
BETTER = "Ask what and how: what did the system allow, how did it look at the time?"


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "hunt", document, policy, why=WHY, better=BETTER)


RULE = Rule("blameless-hunt", "blameless", Level.WARNING, check, __doc__)
