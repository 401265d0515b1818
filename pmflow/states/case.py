"""The case that a guard judges: everything it may look at, and nothing that changes while it looks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmflow.journal import Meeting, Record
from pmflow.model import ActionItem, Approval, Finding, Level, Postmortem, Severity
from pmflow.policy import Policy

BOTS = frozenset({"pmflow", "pmflow[bot]", "github-actions[bot]", "github-actions"})


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
    """The worse of what document and incident say."""
    resolved_on: dt.date | None = None
    """Local day on which the incident was over, from the document, else from the incident."""
    assignees: tuple[str, ...] = ()
    authors_given: tuple[str, ...] = ()
    reason: str | None = None
    approver: str | None = None
    audience: str | None = None
    by: str = "pmflow"

    @property
    def began(self) -> dt.datetime | None:
        """The beginning of the day on which it began, UTC; None where that is not known."""
        day = self.postmortem.started_at.date() if self.postmortem.started_at else self.postmortem.date
        return dt.datetime.combine(day, dt.time(), dt.UTC) if day else None

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
        """The review meeting as recorded; what was not recorded, as the document itself states it."""
        recorded, stated = self.record.meeting, self.postmortem.review
        held = recorded.held if recorded else stated.held
        if held is None:
            return None
        invited = (recorded and recorded.invited) or stated.invited
        return Meeting(held=held, invited=invited, came=(recorded and recorded.came) or stated.came)

    @property
    def approvals(self) -> tuple[Approval, ...]:
        """By people; pmflow cannot approve."""
        return tuple(a for a in self.record.approvals if a.by.casefold() not in BOTS)

    def is_author(self, name: str) -> bool:
        """Whether somebody wrote it. "Ines" is taken for "Ines Okafor": who approves must be somebody else beyond doubt."""
        return any(self.policy.same_person(name, author) or _within(name, author) for author in self.authors)

    def found(self, rule: str) -> list[Finding]:
        """Findings of one rule or one family (`blameless` stands for every `blameless-…`)."""
        return [f for f in self.findings if f.rule == rule or f.rule.startswith(rule + "-")]

    def errors_of(self, rule: str) -> list[Finding]:
        return [f for f in self.found(rule) if f.severity is Level.ERROR]


def _within(one: str, other: str) -> bool:
    """The words of one name are all among the other's."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return bool(words and others) and (words <= others or others <= words)
