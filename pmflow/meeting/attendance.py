"""Who of the invited came. For the metric `participation`, `explain`, and whoever records a meeting. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from pmflow.journal import Meeting
from pmflow.model import Person
from pmflow.policy import Policy


@dataclass(frozen=True, slots=True)
class Attendance:
    """Names as they were written, each person once."""

    invited: tuple[str, ...]
    came: tuple[str, ...]
    """Of the invited; who came without an invitation is welcome, and counts neither above nor below the line."""
    missed: tuple[str, ...]
    guests: tuple[str, ...] = ()
    """Who came without being invited."""

    @property
    def words(self) -> str:
        """`2 of 3 invited came (not: Ben)`."""
        missed = f" (not: {', '.join(self.missed)})" if self.missed else ""
        guests = f", and {', '.join(self.guests)}" if self.guests else ""
        return f"{len(self.came)} of {len(self.invited)} invited came{missed}{guests}"


def attendance(meeting: Meeting, policy: Policy) -> Attendance:
    """Compare who was invited with who came; two names of one person are one, as far as policy knows."""
    invited, came = _once(meeting.invited, policy), _once(meeting.came, policy)

    def among(name: str, others: tuple[str, ...]) -> bool:
        return any(policy.same_person(name, other) for other in others)

    return Attendance(
        invited,
        tuple(name for name in invited if among(name, came)),
        tuple(name for name in invited if not among(name, came)),
        tuple(name for name in came if not among(name, invited)),
    )


def _once(people: tuple[Person, ...], policy: Policy) -> tuple[str, ...]:
    names: list[str] = []
    for person in people:
        if not any(policy.same_person(person.name, known) for known in names):
            names.append(person.name)
    return tuple(names)
