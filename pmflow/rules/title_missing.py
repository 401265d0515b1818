"""The post-mortem has a title.

Why: lists, search results and reminders show nothing else of it.

What it cannot see: whether the title says anything ("Incident report").

Bad: a file that begins with `## Summary`.
Good: `# 2025-10-23 Checkout fails: connection pool exhausted`

Source: "Example Post-Mortem Structure".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    if not (document.postmortem.title or "").strip():
        yield RULE.finding(
            "No title: begin with a heading that says what broke", suggestion="# What broke, in a few words"
        )


RULE = Rule("title-missing", "document", Level.NOTE, check, __doc__, about_absence=True)
