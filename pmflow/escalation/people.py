"""Whom a rung speaks to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from pmflow.escalation.promises import Promise
from pmflow.owners import is_bot, is_nobody
from pmflow.policy import Policy
from pmflow.policy.hours import Hours, hours_for
from pmflow.policy.parts import Person

CHANNEL = "channel"
"""The notification target that the ladder's `channel` means."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is spoken to: a person, or a notification target."""

    name: str
    person: Person | None = None
    """As policy knows them; None where it does not, and for targets."""
    target: bool = False
    """True: `name` is a name in `notify`, or `channel`, and nobody in particular."""
    why: str | None = None
    """Why it is them and not the owner, where that is not the ladder's doing."""

    @property
    def key(self) -> str:
        """Names them in the journal: one person is one key, however a document spells them."""
        return self.person.name if self.person else self.name


def hours_of(recipient: Recipient, policy: Policy) -> Hours:
    """When somebody may be spoken to; a channel, in the team's hours."""
    return hours_for(recipient.person, policy.working_calendar)


LONG = dt.timedelta(days=30)
"""Whoever is away for longer from now on is not waited for."""

NOBODY = "nobody owns it"
GONE = "{owner} is away until {day}"
LEFT = "{owner} is no longer there"
UNKNOWN = "{owner} is nobody that pmflow.yml knows"
NO_LEAD = "{owner} has no lead in pmflow.yml"
FOR_TEAM = "you answer for {owner}"


def recipient_of(to: str, promise: Promise, policy: Policy, *, today: dt.date) -> Recipient:
    """Whom a rung's `to` means for a promise. Who is not there is stood in for, and it is said why.

    An owner who does not exist or has left: their lead, else who is accountable, else the channel, else an author of the
    post-mortem. There is always somebody.
    """
    if to == "owner":
        return _owner(promise, policy, today)
    if to == "lead":
        return _lead(promise, policy, today)
    if to == "accountable":
        return _accountable(promise, policy, today) or _last(promise, policy, today)
    return Recipient(to, target=True)


def _owner(promise: Promise, policy: Policy, today: dt.date) -> Recipient:
    owner = promise.owner
    if owner is None or is_nobody(owner) or is_bot(owner):
        return _instead(promise, policy, today, NOBODY)
    if policy.maps_team(owner):
        lead = policy.there(policy.lead_of(owner), today)
        why = FOR_TEAM.format(owner=owner)
        return Recipient(lead.name, lead, why=why) if lead else _instead(promise, policy, today, why)
    person = policy.person(owner)
    if person is not None and person.has_left(today):
        return _instead(promise, policy, today, LEFT.format(owner=person.name))
    if person is None and policy.people:
        return _instead(promise, policy, today, UNKNOWN.format(owner=owner))
    if person is not None and (back := _away_long(person, today)) is not None:
        return _instead(promise, policy, today, GONE.format(owner=person.name, day=back), but=person.name)
    return Recipient(owner, person)


def _away_long(person: Person, today: dt.date) -> dt.date | None:
    return next((each.last for each in person.away if each.first <= today and each.last - today > LONG), None)


def is_orphan(promise: Promise, policy: Policy, *, today: dt.date) -> bool:
    """Whether an action item has no owner who could do it, so that somebody should hear of it at once."""
    owner = promise.owner
    if not promise.is_item:
        return False
    if owner is None or is_nobody(owner) or is_bot(owner):
        return True
    person = policy.person(owner)
    return not policy.maps_team(owner) and (person.has_left(today) if person else bool(policy.people))


def _lead(promise: Promise, policy: Policy, today: dt.date) -> Recipient:
    """The lead of whoever was asked: of a team's lead, or of who stands in for somebody, that is another one."""
    asked = _owner(promise, policy, today)
    if asked.target:
        return _accountable(promise, policy, today) or asked
    lead = policy.there(policy.lead_of(asked.name), today)
    if lead and not policy.same_person(lead.name, asked.name):
        return Recipient(lead.name, lead)
    return _instead(promise, policy, today, NO_LEAD.format(owner=asked.name), but=asked.name)


def _instead(promise: Promise, policy: Policy, today: dt.date, why: str, *, but: str | None = None) -> Recipient:
    """Their lead, who is accountable, the channel, somebody who is left: the first that there is, and not `but`, who was
    asked already."""
    for found in _others(promise, policy, today):
        if but is None or found.target or not policy.same_person(found.name, but):
            return Recipient(found.name, found.person, found.target, why)
    return Recipient(CHANNEL, target=True, why=why)


def _others(promise: Promise, policy: Policy, today: dt.date) -> Iterator[Recipient]:
    if promise.owner and (lead := policy.there(policy.lead_of(promise.owner), today)):
        yield Recipient(lead.name, lead)
    if found := _accountable(promise, policy, today):
        yield found
    yield _last(promise, policy, today)


def _accountable(promise: Promise, policy: Policy, today: dt.date) -> Recipient | None:
    person = policy.there(policy.accountable_for(promise.severity), today)
    return Recipient(person.name, person) if person else None


def _last(promise: Promise, policy: Policy, today: dt.date) -> Recipient:
    if CHANNEL in policy.notify:
        return Recipient(CHANNEL, target=True)
    for author in promise.authors:
        person = policy.person(author)
        if promise.owner and policy.same_person(author, promise.owner):
            continue  # they were asked, and did not answer
        if person is None or not person.has_left(today):
            return Recipient(author, person)
    return Recipient(CHANNEL, target=True)
