"""The root cause says why the existing safeguards did not stop it.

Why: reviews, tests, alerts and limits were there and let it through. Which one should have caught it, and why did it
not, is where the best action items come from.

What it cannot see: safeguards by other names. It is silent as soon as the analysis speaks of a test, review, alert,
check, limit, rollback, staging or the like.

Bad: "The certificate expired."
Good: "The certificate expired. The expiry alert was bound to the old host name, so it never fired."

Source: "Root Cause Analysis": why existing safeguards failed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.patterns import lazy
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import heading_of, section_lines

_SAFEGUARD = lazy(
    r"\b(?:safeguard|alert|alarm|monitor|paged?\b|pager|test|review|check|validat|lint|canary|staging|rollback|rolled "
    r"back|"
    r"fallback|failover|circuit.?breaker|rate.?limit|limit|quota|threshold|backup|redundan|replica|health|probe|guard|"
    r"policy|permission|approval|protect|prevent|detect|caught|catch|notice|warn|playbook|runbook|documentation|"
    r"documented|"
    r"safety|mitigat|CI\b|2FA|MFA|prüf|revis|vérif|supervis|überwach)",
    re.I,
)


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    if document.postmortem.safeguards or SectionName.ROOT_CAUSE not in document.sections:
        return
    lines = [line for _, line in section_lines(document, SectionName.ROOT_CAUSE)]
    if not lines or any(_SAFEGUARD.search(line) for line in lines):
        return
    yield RULE.finding(
        "The analysis does not say why existing safeguards (review, tests, alerts, limits) did not stop it: add a "
        "sentence",
        span=heading_of(document, SectionName.ROOT_CAUSE),
        section=SectionName.ROOT_CAUSE,
    )


RULE = Rule("safeguards-missing", "document", Level.NOTE, check, __doc__)
