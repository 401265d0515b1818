"""A voice that remembers what it was asked to say, for tests that send thousands of messages. Real ones: test_notify."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pmflow.voice import Delivery, Sent


@dataclass
class Remembered:
    """A voice into memory: what was sent, by target; `answers` are given in turn, then `Sent.SENT`."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)
    """Target, title, body."""
    answers: list[Delivery] = field(default_factory=list)

    def reaches(self, name: str, fill: Mapping[str, str]) -> bool:
        """Everybody with an e-mail; a channel always."""
        return name != "people" or "email" in fill

    def send(self, name: str, *, title: str, body: str, fill: Mapping[str, str]) -> Delivery:
        """Remember it."""
        answer = self.answers.pop(0) if self.answers else Delivery(Sent.SENT)
        if answer.outcome is not Sent.NOT_SENT:
            self.sent.append((fill.get("email", name), title, body))
        return answer
