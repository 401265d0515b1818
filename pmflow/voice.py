"""The port for messages: what a sweep needs of whatever carries words to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pmflow.policy.parts import Person


class Sent(StrEnum):
    """What became of a message."""

    SENT = "sent"
    """It was taken."""
    NOT_SENT = "not_sent"
    """Certainly nothing of it left this machine: it may be tried again."""
    UNSURE = "unsure"
    """Something left, and the answer was no, or none: never sent again."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a message, and why: a sentence for people, without a secret."""

    outcome: Sent
    reason: str = ""


def fill_for(person: Person) -> dict[str, str]:
    """What is known of somebody in `people`, for the placeholders of an address."""
    known = {"email": person.email, "handle": person.handle, "account": person.account, "name": person.name}
    return {key: value.removeprefix("@") for key, value in known.items() if value}


class Voice(Protocol):
    """Carries messages to notification targets by their names in `notify`. It never raises for a target that is down."""

    def reaches(self, name: str, fill: Mapping[str, str]) -> bool:
        """Whether the target's address has all that it asks for (`{email}`…)."""
        ...

    def send(self, name: str, *, title: str, body: str, fill: Mapping[str, str]) -> Delivery:
        """Send one message (Markdown) and answer what became of it."""
        ...
