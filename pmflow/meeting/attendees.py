"""Who should be at the review: those who responded, were affected, know the matter, wrote it down, or promised something.

Known from the document (who was invited, authors, everybody named in a role, owners of action items) and the incident
(its responders). A team stands for the person who answers for it; bots and nobody are left out; who is no longer there is
stood in for by their lead. Each of these is said in a note, nobody is left out in silence.

Names that are given replace all that (`invited`), or come on top (`also`).

What it cannot see: that "Ana" in the action items is not the Ana Ruiz who wrote the document. Where one of several people
can be meant, they stay apart.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pmflow.journal import Record
from pmflow.meeting.slots import Attendee, Slot
from pmflow.model import Person
from pmflow.owners import is_bot, is_nobody, listed, same_name, team_reason
from pmflow.policy import Policy
from pmflow.policy.hours import hours_for
from pmflow.policy.parts import Person as Listed
from pmflow.tracker import Snapshot

_WITH_ADDRESS = re.compile(r"\s*(.*?)\s*<([^<>]*)>\s*")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")


VAGUE = ("involved", "invited")
"""Roles that say nothing where there is another."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked to come, and what there is to say about that."""

    attendees: tuple[Attendee, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Entry:
    name: str
    person: Listed | None = None
    email: str | None = None
    roles: dict[str, None] = field(default_factory=dict)


def who_is_asked(
    snapshot: Snapshot,
    record: Record,
    policy: Policy,
    *,
    now: dt.datetime,
    invited: Iterable[Person] = (),
    also: Iterable[Person] = (),
) -> Asked:
    """Everybody who should come, each once, authors and responders first. `now` decides who is no longer there."""
    notes: list[str] = []
    known = _entries(_known(snapshot), policy, now, [])
    given = tuple(invited)
    planned = record.planned.invited if record.planned and not given else ()
    if named := _named(given or planned):
        entries = _entries([*named, *_named(also)], policy, now, notes)
        _add_roles(entries, known, policy)
        if planned:
            since = [one.name for one in known if not any(_same(one, entry, policy) for entry in entries)]
            notes += [
                f"{name} is named in document or incident, and was not invited: --plan with --also" for name in since
            ]
    else:
        entries = _entries([*_known(snapshot), *_named(also)], policy, now, notes)
    attendees = tuple(_attendee(entry, policy) for entry in entries)
    if strange := [each.name for each in attendees if not each.known]:
        who = f"{', '.join(strange)} {'is' if len(strange) == 1 else 'are'} none of the people in pmflow.yml"
        notes.append(f"{who}: nobody knows when they work, the team's hours are a guess")
    return Asked(attendees, tuple(dict.fromkeys(notes)))


def _entries(named: Iterable[tuple[str, str]], policy: Policy, now: dt.datetime, notes: list[str]) -> list[_Entry]:
    """Everybody of these once."""
    entries: list[_Entry] = []
    for name, role in named:
        _add(entries, name, role, policy, now, notes)
    return _merged(entries, notes)


def _add_roles(entries: list[_Entry], known: list[_Entry], policy: Policy) -> None:
    """The roles that the document knows hold for the names that were given, too."""
    for entry in entries:
        for one in known:
            if _same(one, entry, policy):
                entry.roles.update(one.roles)


def _same(one: _Entry, other: _Entry, policy: Policy) -> bool:
    return policy.same_person(one.name, other.name) or (
        (one.person is None or other.person is None) and same_name(one.name, other.name)
    )


def _named(people: Iterable[Person]) -> list[tuple[str, str]]:
    return [(person.name, person.role or "invited") for person in people]


def _known(snapshot: Snapshot) -> Iterable[tuple[str, str]]:
    """Names and roles, as document and incident have them."""
    postmortem, incident = snapshot.document.postmortem, snapshot.loaded.incident
    authors = (*postmortem.authors, *snapshot.loaded.assignees)
    yield from ((name, "author") for name in authors)
    if incident:
        yield from ((name, "responder") for name in incident.responders)
    yield from ((person.name, person.role or "invited") for person in postmortem.review.invited)
    items = snapshot.loaded.items or postmortem.action_items
    owners = [item.owner for item in items if item.owner and (item.status is None or item.status.is_open)]
    all_owners = {item.owner.casefold() for item in (*items, *postmortem.action_items) if item.owner}
    others = (*authors, *(person.name for person in postmortem.review.invited))
    elsewhere = all_owners | {name.casefold() for name in others}
    # Whoever is named in a role (responders, experts, affected): the reader does not keep which.
    yield from ((name, "involved") for name in postmortem.people if name.casefold() not in elsewhere)
    yield from ((name, "owner") for name in owners)


def _add(entries: list[_Entry], written: str, role: str, policy: Policy, now: dt.datetime, notes: list[str]) -> None:
    name, email = _name_and_address(written)
    if is_bot(name) or is_nobody(name):
        return
    person = policy.person(written) or policy.person(name)
    if person is None and not policy.maps_team(name) and (person := listed(name, policy)):
        notes.append(f'"{name}" is taken for {person.name}')
    if person is None and policy.maps_team(name):
        person = policy.lead_of(name)
        assert person is not None
        notes.append(f"{name}: {person.name} is asked, who answers for it")
    elif person is None and (reason := team_reason(name)):
        notes.append(f'"{name}" {reason}: name who should come (--also NAME), or a lead in pmflow.yml (teams)')
        return
    if person is not None and person.has_left(today := policy.working_calendar.day_of(now)):
        lead = policy.there(person, today)
        if lead is None:
            notes.append(f"{person.name} is no longer there, and no lead is named in their place")
            return
        notes.append(f"{person.name} is no longer there: {lead.name} is asked in their place")
        person, role = lead, "lead"
    if person is not None:
        name, email = person.name, person.email or email
    known = next((each for each in entries if policy.same_person(each.name, name)), None)
    if known is None:
        known = _Entry(name, person)
        entries.append(known)
    known.email = known.email or email
    known.roles.setdefault(role)


def _name_and_address(written: str) -> tuple[str, str | None]:
    """`Ada Park <ada@example.org>` is a name and an address, an address alone is both."""
    if found := _WITH_ADDRESS.fullmatch(written):
        return found[1] or found[2], found[2] if _ADDRESS.fullmatch(found[2]) else None
    name = written.strip().removeprefix("@")
    return name, name if _ADDRESS.fullmatch(name) else None


def _merged(entries: list[_Entry], notes: list[str]) -> list[_Entry]:
    """ "Ines" is taken for "Ines Okafor" where she is the only one of that name here."""
    kept = list(entries)
    for at, entry in enumerate(entries):
        if entry.person is not None:
            continue
        same = [
            other
            for place, other in enumerate(entries)
            if other is not entry
            and other in kept
            and _fuller(other, place, entry, at)
            and same_name(other.name, entry.name)
        ]
        if len(same) == 1:
            same[0].roles.update(entry.roles)
            same[0].email = same[0].email or entry.email
            kept.remove(entry)
            notes.append(f'"{entry.name}" is taken for {same[0].name}')
    return kept


def _fuller(other: _Entry, place: int, entry: _Entry, at: int) -> bool:
    words, own = len(other.name.split()), len(entry.name.split())
    return other.person is not None or words > own or (words == own and place < at)


def _roles(entry: _Entry) -> tuple[str, ...]:
    """What is known, the vague last: whoever responded is involved anyhow."""
    known = tuple(role for role in entry.roles if role not in VAGUE)
    return known or tuple(entry.roles)


def somebody(written: str, policy: Policy) -> Attendee | None:
    """One person by any name; None for a bot, and for what is no name."""
    name, email = _name_and_address(written)
    if is_bot(name) or is_nobody(name):
        return None
    person = policy.person(written) or policy.person(name)
    return _attendee(
        _Entry(person.name if person else name, person, (person.email if person else None) or email), policy
    )


def _attendee(entry: _Entry, policy: Policy) -> Attendee:
    person, hours = entry.person, hours_for(entry.person, policy.working_calendar)
    email = entry.email if entry.email and _ADDRESS.fullmatch(entry.email) else None
    made = Attendee(entry.name, hours.zone, hours.opens, hours.closes, _roles(entry), email)
    if person is None:
        # Where a policy lists nobody, everybody works the team's hours: that is what it says.
        return replace(made, known=not policy.people)
    return replace(made, is_off=lambda day: person.is_away(day) or person.has_left(day))


def why_not(attendee: Attendee, policy: Policy, slot: Slot) -> str:
    """Why somebody cannot come then, in a few words."""
    local, until = slot.start.astimezone(attendee.zone), slot.end.astimezone(attendee.zone)
    person = policy.person(attendee.name)
    if person and person.has_left(local.date()):
        return "is no longer there"
    if person and person.is_away(local.date()):
        return "is away"
    if not policy.working_calendar.is_workday(local.date()):
        return f"has the day off, it is {local:%A %Y-%m-%d} there"
    works = f"works {attendee.opens:%H:%M}–{attendee.closes:%H:%M}"
    if attendee.opens <= local.time() < attendee.closes:
        return f"{works}, and it ends at {until:%H:%M} there, after {attendee.closes:%H:%M}"
    return f"{works}, and it is {local:%H:%M} there"
