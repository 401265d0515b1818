"""By which way somebody is reached, and how they are called there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmflow.escalation.digest import plain
from pmflow.escalation.people import CHANNEL
from pmflow.plan import Notify
from pmflow.policy import Policy
from pmflow.policy.check import who
from pmflow.sweeping.words import IN_TRACKER
from pmflow.voice import Delivery, Sent, Voice, fill_for

PEOPLE = "people"
"""The notification target that reaches everybody."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody whom there is something to say to."""

    to: str
    person: bool
    """False for a target that is nobody in particular."""
    by_way: str
    """The notification target, or `IN_TRACKER`."""
    named: str | None
    """How they are called where others read it, too."""

    @property
    def in_tracker(self) -> bool:
        return self.by_way == IN_TRACKER


Part = tuple[Addressee, list[Notify]]
"""What there is to say to somebody of one post-mortem or incident."""


def way_to(to: str, person: bool, policy: Policy, voice: Voice | None) -> Addressee:
    """The first way that leads to them: their own target, everybody's, the channel, the tracker."""
    voice = voice or _Silent()
    if not person:
        return Addressee(to, person, to if voice.reaches(to, {}) else IN_TRACKER, None)
    known = policy.person(to)
    for target in (known.notify if known else None, PEOPLE):
        if target is not None and voice.reaches(target, fill_of(to, policy)):
            return Addressee(to, person, target, None)
    return Addressee(to, person, CHANNEL if voice.reaches(CHANNEL, {}) else IN_TRACKER, called(to, policy))


def called(to: str, policy: Policy) -> str:
    """How somebody is called where others read it, too: by a handle, where policy knows one, so that they hear of it."""
    known = policy.person(to)
    return f"@{known.handle}" if known and known.handle else plain(to)


def called_among(logins: Iterable[str], to: str, policy: Policy) -> str:
    """The same, below something that is assigned to these logins: policy need not know the handle of who is one of them."""
    found = called(to, policy)
    login = next((login for login in logins if who(login) == who(to)), None)
    return f"@{login}" if login is not None and found == plain(to) else found


def fill_of(to: str, policy: Policy) -> dict[str, str]:
    """What an address may ask for."""
    person = policy.person(to)
    return fill_for(person) if person else {"name": to}


class _Silent:
    """A voice that reaches nobody."""

    def reaches(self, name: str, fill: Mapping[str, str]) -> bool:  # noqa: ARG002
        return False

    def send(self, name: str, *, title: str, body: str, fill: Mapping[str, str]) -> Delivery:  # noqa: ARG002
        return Delivery(Sent.NOT_SENT)
