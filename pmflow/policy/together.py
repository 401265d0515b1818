"""What is right key by key and wrong together: a rung to nobody, a name that means two people, leads in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmflow.model import State
from pmflow.policy.check import LOGIN, Problem, one_of, path_problem, shown, who
from pmflow.policy.names import ROLES, STRUCTURAL, meant

if TYPE_CHECKING:
    from pmflow.policy.parts import Person
    from pmflow.policy.policy import Policy


def problems(policy: Policy) -> Iterator[Problem]:
    """Everything that does not fit together, each with its place."""
    yield from _guards(policy)
    yield from _rungs(policy)
    yield from _reached(policy)
    yield from _destinations(policy)
    yield from _told(policy)
    yield from _names(policy)
    yield from _leads(policy)
    yield from _labels(policy)


def _guards(policy: Policy) -> Iterator[Problem]:
    for guard, weights in policy.guards.items():
        if guard in STRUCTURAL and set(weights.values()) != {"error"}:
            yield ("guards", guard), "always binds; take it out"


def _rungs(policy: Policy) -> Iterator[Problem]:
    known = [*ROLES, *policy.notify]
    seen: set[str] = set()
    for index, rung in enumerate(policy.ladder):
        if rung.to not in known:
            yield ("ladder", index, "to"), f"expected {one_of(known)}, got {shown(rung.to)}{meant(rung.to, known)}"
        if rung.name in seen:
            yield ("ladder", index, "name"), f"two rungs are called {shown(rung.name)}; each fires once, by its name"
        seen.add(rung.name)


def _reached(policy: Policy) -> Iterator[Problem]:
    for index, person in enumerate(policy.people):
        if person.notify is not None and person.notify not in policy.notify:
            known = one_of(policy.notify) if policy.notify else "a name in notify, which holds none"
            hint = meant(person.notify, list(policy.notify))
            yield ("people", index, "notify"), f"expected {known}, got {shown(person.notify)}{hint}"


def _destinations(policy: Policy) -> Iterator[Problem]:
    for name, audience in policy.publishing.audiences.items():
        if audience.to is None or audience.to in policy.notify:
            continue
        place = ("publishing", "audiences", name, "to")
        if wrong := path_problem(audience.to):
            yield place, f"expected a folder below the root, or an issue such as acme/handbook#7: {wrong}"
        elif kept := _kept(audience.to):
            yield place, f"{shown(audience.to)} is where {kept} are kept; choose another, such as published/company"


def _told(policy: Policy) -> Iterator[Problem]:
    """Nobody is told by a name that only looks like somebody's: on GitHub every word is a login of someone."""
    known = [*(name for person in policy.people for name in person.names()), *policy.teams, *policy.notify]
    for name, audience in policy.publishing.audiences.items():
        for index, told in enumerate(audience.tell):
            if not (LOGIN.fullmatch(told) or told in policy.notify or policy.is_person(told) or policy.maps_team(told)):
                place = ("publishing", "audiences", name, "tell", index)
                hint = meant(told, known)
                yield place, f"{shown(told)} is none of people, teams and notify, and no @login such as @acme/sre{hint}"


def _kept(place: str) -> str | None:
    """The folder of the local tracker that a place lies in; by its default name, in any case, as some disks see it."""
    parts = [part for part in re.split(r"[\\/]", place.casefold()) if part not in ("", ".")]
    return parts[0].strip() if parts and parts[0].strip() in ("postmortems", "incidents") else None


def _names(policy: Policy) -> Iterator[Problem]:
    """A name must mean one owner."""
    owners: dict[str, tuple[str | int, ...]] = {}
    labels: dict[tuple[str | int, ...], str] = {}
    called: list[tuple[tuple[str | int, ...], str, tuple[str, ...]]] = [
        *((("people", i), person.name, tuple(person.names())) for i, person in enumerate(policy.people)),
        *((("teams", key), key, (key, *team.aliases)) for key, team in policy.teams.items()),
    ]
    for place, label, names in called:
        labels[place] = label
        for name in {who(each): each for each in names}.values():
            first = owners.setdefault(who(name), place)
            if first != place:
                yield place, f"{shown(name)} is already a name of {shown(labels[first])}; a name must mean one owner"


def _labels(policy: Policy) -> Iterator[Problem]:
    """Each label says one thing: an incident that were a post-mortem, too, would get post-mortems for ever."""
    labels = policy.tracker.labels
    named = dict(labels)
    taken = {_label(f"{labels.state_prefix}{state}"): f"the state {state}" for state in State}
    for key, name in named.items():
        if not name.strip():
            words = "a prefix, such as pm:" if key == "state_prefix" else "the name of a label"
            yield ("tracker", "labels", key), f"expected {words}, got {shown(name)}"
        elif key != "state_prefix" and (other := taken.setdefault(_label(name), key)) != key:
            yield ("tracker", "labels"), f"{other} and {key} have one label, {shown(name)}; give each a name of its own"


def _label(name: str) -> str:
    """As labels are compared, and states in them are read."""
    return name.strip().casefold().replace("-", "_").replace(" ", "_")


def _leads(policy: Policy) -> Iterator[Problem]:
    """A lead is one of `people`, if there are any (else a name is enough), and nobody is their own lead's lead."""
    if not policy.people:
        return
    listed = [name for person in policy.people for name in person.names()]
    asked: list[tuple[tuple[str | int, ...], str]] = [
        *((("people", i, "lead"), person.lead) for i, person in enumerate(policy.people) if person.lead),
        *((("teams", key, "lead"), team.lead) for key, team in policy.teams.items()),
        *((("severities", "accountable", key), name) for key, name in policy.severities.accountable.items()),
        *((("answers", "wont_do", index), name) for index, name in enumerate(policy.answers.wont_do)),
    ]
    for place, name in asked:
        if not policy.person(name):
            yield place, f"{shown(name)} is not one of people{meant(name, listed)}"
    for index, person in enumerate(policy.people):
        if circle := _circle(policy, person):
            yield ("people", index, "lead"), f"leads go round in a circle: {' -> '.join(circle)}"
            return  # one is enough: everybody in the circle would say the same


def _circle(policy: Policy, start: Person) -> list[str] | None:
    chain, here = [start.name], start
    while here.lead and (lead := policy.person(here.lead)):
        chain.append(lead.name)
        if lead == start:
            return chain
        if len(chain) > len(policy.people):
            return None  # a circle further up; it is said for those who are in it
        here = lead
    return None
