"""The case that a guard judges: everything it may look at, and nothing that changes while it looks."""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import dataclass

from pmflow.journal import Meeting, Record
from pmflow.model import ActionItem, Approval, Finding, Level, Postmortem, Severity
from pmflow.owners import is_bot, is_nobody, same_name
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
    """The worse of what document and incident say."""
    near_miss: bool = False
    """By the incident where there is one, else by the document."""
    readers_hash: str = ""
    """Of the text as it would be published."""
    resolved_on: dt.date | None = None
    """Local day on which the incident was over, from the document, else from the incident."""
    assignees: tuple[str, ...] = ()
    authors_given: tuple[str, ...] = ()
    reason: str | None = None
    approver: str | None = None
    audience: str | None = None
    by: str = "pmflow"
    read_in_place: bool = False
    """People read it where it is kept, in the tracker: sharing tells of it, and need not copy it."""

    @property
    def began(self) -> dt.datetime | None:
        """The beginning of the day on which it began, UTC; None where that is not known."""
        day = self.postmortem.started_at.date() if self.postmortem.started_at else self.postmortem.date
        return dt.datetime.combine(day, dt.time(), dt.UTC) if day else None

    @property
    def ref(self) -> str:
        """How a person would name it on the command line, quoted as a shell wants it."""
        return shlex.quote(self.postmortem.ref) if self.postmortem.ref else "REF"

    @property
    def named_audience(self) -> str | None:
        """For whom it is: as somebody said, or as it goes without saying."""
        return self.audience or (self.policy.goes_without_saying() if self.read_in_place else None)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it: the document's authors, those named on the way, the tracker's assignees; never the bot."""
        everybody = (*self.postmortem.authors, *self.authors_given, *self.record.authors, *self.assignees)
        return tuple(dict.fromkeys(name for name in everybody if not is_bot(name) and not is_nobody(name)))

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
        """By people; pmflow cannot approve, and neither can nobody."""
        return _by_people(self.record.approvals)

    @property
    def redactions(self) -> tuple[Approval, ...]:
        """Reviews for confidential matter, by people."""
        return _by_people(self.record.redactions)

    def is_author(self, name: str) -> bool:
        """Whether somebody wrote it. "Ines" is taken for "Ines Okafor": who approves must be somebody else beyond doubt."""
        return any(self.same_person(name, author) for author in self.authors)

    def same_person(self, one: str, other: str) -> bool:
        """What the policy lists decides; of two that it does not both list, what the names look like."""
        person, another = self.policy.person(one), self.policy.person(other)
        if person is not None and another is not None:
            return person == another
        if person is None and another is None:
            return self.policy.same_person(one, other) or same_name(one, other)
        listed, name = (person, other) if person is not None else (another, one)
        assert listed is not None
        # Of a handle or an alias only the whole counts: "ana" is not every Ana.
        others = [known for known in listed.names() if known != listed.name]
        return same_name(listed.name, name) or any(_same_words(known, name) for known in others)

    def found(self, rule: str) -> list[Finding]:
        """Findings of one rule or one family (`blameless` stands for every `blameless-…`)."""
        return [f for f in self.findings if f.rule == rule or f.rule.startswith(rule + "-")]

    def errors_of(self, rule: str) -> list[Finding]:
        return [f for f in self.found(rule) if f.severity is Level.ERROR]


def _by_people(approvals: tuple[Approval, ...]) -> tuple[Approval, ...]:
    return tuple(a for a in approvals if not is_bot(a.by) and not is_nobody(a.by))


def _same_words(one: str, other: str) -> bool:
    """The same letters, whatever stands between them."""
    return same_name(one, other) and _letters(one) == _letters(other)


def _letters(name: str) -> list[str]:
    return sorted(letter for letter in name.casefold() if letter.isalnum())
