"""Nobody "forgot", "ignored" or "failed to".

Why: the words tell what did not happen, seen from the end. They leave out what people saw and had to do at the time,
and so they hide what would have helped: a check, a reminder, an alert, time.

What it cannot see: whether it is true. It is silent about systems ("the server failed to start"), about the first
person ("I forgot to enable the flag"), about conditions ("did not receive the page"), and where the sentence says why.

Bad: `Mike forgot to run the database migration before the release.`
Good: `The release has no step that runs the database migration, or tells that it is missing.`

Source: "Blameless Language Examples".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import Blamed, clean, findings_of

WHY = "faults somebody for what they did or left undone; it does not say what would have helped"


def _better(found: Blamed) -> str:
    """In the document's own words, where what was left undone follows: "forgot to rotate the key"."""
    rest = clean(found.rest)
    if rest and found.said.endswith((" to", " about")):
        verb = "reminds of it" if found.said.endswith(" about") else f"makes sure to {rest}"
        return f"Nothing in the process {verb}: is that so? Then write it, and what was in the way."
    return "What did they see, and what would have reminded, shown or checked? Write what was missing."


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "neglect", document, policy, why=WHY, better=_better)


RULE = Rule("blameless-neglect", "blameless", Level.WARNING, check, __doc__, level_of_name=Level.ERROR)
