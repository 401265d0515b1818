"""The sentence as a whole does not read as blame.

Why: blame has more wordings than any list. Where the lists are silent, a small scorer adds up what the words of the sentence
weighed in thousands of sentences that were written for it, half of them blameful; it speaks only when it is nearly sure,
and never louder than a warning.

What it cannot see: why. It points at the whole sentence; which words hurt is for people to say. It is silent in the
timeline, and where nobody but the author is named. `pmflow/language/en/weights.tsv` holds all it knows.

Bad: `The secret was committed by one of the contractors, and from there came all the disaster.`
Good: `The secret was in the first commit of the repository; nothing looks for secrets before a push.`

Source: "Use neutral, fact-based language".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.language import findings_of

WHY = "reads as blame as a whole, though none of the phrases that pmflow knows is in it"
BETTER = "If it is: say what the system, the process or the situation made likely, and leave the person out."


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    return findings_of(RULE, "tone", document, policy, why=WHY, better=BETTER)


RULE = Rule("blameless-tone", "blameless", Level.WARNING, check, __doc__)
