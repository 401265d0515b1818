"""Somebody signs the post-mortem.

Why: readers have questions, and the review wants somebody who did not write it.

What it cannot see: an author whom only the tracker knows (the assignee of the issue), or a signature in running text.

Bad: no name at all.
Good: `authors: [Sarah, Mike]` in the front matter, or `**Authors**: Sarah, Mike`

Source: "Assume everyone acted with best knowledge available" needs people who can be asked; step 3, "Documentation".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    if not document.postmortem.authors:
        yield RULE.finding("No author is named: say who wrote it, so that readers can ask", suggestion="**Authors**: …")


RULE = Rule("authors-missing", "document", Level.NOTE, check, __doc__, about_absence=True)
