"""By which way somebody is reached, and how they are called there."""

from __future__ import annotations

from collections.abc import Mapping

from pmflow.escalation.digest import plain
from pmflow.escalation.people import CHANNEL
from pmflow.policy import Policy
from pmflow.sweeping.words import IN_TRACKER
from pmflow.voice import Delivery, Sent, Voice, fill_for

PEOPLE = "people"
"""The notification target that reaches everybody."""


def way_to(to: str, person: bool, policy: Policy, voice: Voice | None) -> tuple[str, str | None]:
    """The target that reaches them, and how they are called where others read it, too."""
    if voice is None:
        voice = _Silent()
    if not person:
        return (to, None) if voice.reaches(to, {}) else (IN_TRACKER, None)
    known = policy.person(to)
    for target in (known.notify if known else None, PEOPLE):
        if target is not None and voice.reaches(target, fill_of(to, policy)):
            return target, None
    called = f"@{known.handle}" if known and known.handle else plain(to)
    return (CHANNEL, called) if voice.reaches(CHANNEL, {}) else (IN_TRACKER, called)


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
