"""The case that a guard judges: everything it may look at, and nothing that changes while it looks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmflow.journal import Meeting, Record
from pmflow.model import ActionItem, Approval, Finding, Level, Postmortem, Severity
from pmflow.policy import Policy


@dataclass(frozen=True, slots=True)
class Case:
    """One post-mortem before one step."""

    postmortem: Postmortem
    items: tuple[ActionItem, ...]
    """The action items as they stand after the merge of document and tracker."""
    record: Record
    findings: tuple[Finding, ...]
    content_hash: str
    policy: Policy
    now: dt.datetime
    severity: Severity | None = None
    assignees: tuple[str, ...] = ()
    authors_given: tuple[str, ...] = ()
    reason: str | None = None
    approver: str | None = None
    audience: str | None = None
    by: str = "pmflow"

    @property
    def ref(self) -> str:
        """How a person would name it on the command line."""
        return self.postmortem.ref or "REF"

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it: the document's authors, those named on the way, the tracker's assignees; never the bot."""
        everybody = (*self.postmortem.authors, *self.authors_given, *self.record.authors, *self.assignees)
        return tuple(dict.fromkeys(name for name in everybody if name.casefold() not in BOTS))

    @property
    def meeting(self) -> Meeting | None:
        """The review meeting as recorded, else as the document itself states it."""
        if self.record.meeting:
            return self.record.meeting
        review = self.postmortem.review
        if review.held is None:
            return None
        return Meeting(held=review.held, invited=review.invited, came=review.came)

    @property
    def approvals(self) -> tuple[Approval, ...]:
        return self.record.approvals

    def found(self, rule: str) -> list[Finding]:
        """Findings of one rule or one family (`blameless` stands for every `blameless-…`)."""
        return [f for f in self.findings if f.rule == rule or f.rule.startswith(rule + "-")]

    def errors_of(self, rule: str) -> list[Finding]:
        return [f for f in self.found(rule) if f.severity is Level.ERROR]


BOTS = frozenset({"pmflow", "pmflow[bot]", "github-actions[bot]", "github-actions"})
