"""The port for messages: what a sweep needs of whatever carries words to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Sent(StrEnum):
    """What became of a message."""

    SENT = "sent"
    NOT_SENT = "not_sent"
    """Certainly nothing left: it may be tried again."""
    UNSURE = "unsure"
    """Something left, and the answer was no, or none. It is not sent again: at most once is better than twice."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The answer for one message."""

    outcome: Sent
    reason: str = ""
    """For people; no address and no secret is in it."""


class Voice(Protocol):
    """Carries messages to notification targets by their names in `notify`. It never raises for a target that is down."""

    def reaches(self, name: str, fill: Mapping[str, str]) -> bool:
        """Whether the target's address has all that it asks for (`{email}`…)."""
        ...

    def send(self, name: str, *, title: str, body: str, fill: Mapping[str, str]) -> Delivery:
        """Send one message (Markdown) and answer what became of it."""
        ...
