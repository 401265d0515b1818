"""Who of the invited came. For the metric `participation`, `explain`, and whoever records a meeting. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from pmflow.journal import Meeting
from pmflow.model import Person
from pmflow.owners import whom
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
    """Compare who was invited with who came; two names of one person are one, as far as policy knows, and a name that can be
    only one of the invited is theirs: "Noa" is Noa Barak."""
    invited, came = _once(meeting.invited, policy), _once(meeting.came, policy)
    meant = {name: whom(name, invited, policy) for name in came}
    return Attendance(
        invited,
        tuple(name for name in invited if name in meant.values()),
        tuple(name for name in invited if name not in meant.values()),
        tuple(name for name in came if meant[name] is None),
    )


def _once(people: tuple[Person, ...], policy: Policy) -> tuple[str, ...]:
    names: list[str] = []
    for person in people:
        if not any(policy.same_person(person.name, known) for known in names):
            names.append(person.name)
    return tuple(names)
