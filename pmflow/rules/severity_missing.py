"""The severity is stated.

Why: how soon action items must be done, who must come to the review and whether a post-mortem is asked for at all
follow from it. Where it is not stated, the policy treats the incident as a P2.

What it cannot see: whether the severity is right.

Bad: no word about it; `Severity: bad`
Good: `**Severity**: P1`

Source: "Example Post-Mortem Structure"; completion rate by severity in "Key Metrics".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.placeholders import is_placeholder
from pmflow.policy import Policy
from pmflow.rules.base import Rule


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    postmortem = document.postmortem
    if postmortem.near_miss or postmortem.severity_normal or policy.normal_severity(postmortem.severity):
        return
    if postmortem.severity and not is_placeholder(postmortem.severity):
        yield RULE.finding(
            f"The severity “{postmortem.severity}” is none that pmflow knows: write P0 to P4, "
            "or add it to severities.aliases in pmflow.yml"
        )
    else:
        yield RULE.finding("The severity is not stated: say how bad it was, P0 to P4", suggestion="**Severity**: P2")


RULE = Rule("severity-missing", "document", Level.NOTE, check, __doc__, about_absence=True)
