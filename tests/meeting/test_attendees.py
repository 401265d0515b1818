"""Who is asked: everybody whom document and incident name, each once, and what is said about those who are not."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from pmflow.journal import Planned, Record
from pmflow.meeting.attendees import Asked, who_is_asked
from pmflow.model import Person
from pmflow.policy import Policy
from pmflow.tracker import Snapshot
from tests.meeting.sample import DRAFT, NOW, policy, snapshot

PLAIN = Policy()


def asked(seen: Snapshot, rules: Policy = PLAIN, *, record: Record | None = None, **given: tuple[Person, ...]) -> Asked:
    return who_is_asked(seen, record or Record(), rules, now=NOW, **given)


def names(who: Asked) -> dict[str, tuple[str, ...]]:
    return {each.name: each.roles for each in who.attendees}


def test_everybody_whom_document_and_incident_name() -> None:
    """Authors, responders, owners of what is still open; "Ines" is the Ines who wrote it, and that is said."""
    who = asked(snapshot(responders=("Noor Haddad", "Tariq")))
    assert names(who) == {
        "Ines Okafor": ("author", "owner"),
        "Noor Haddad": ("responder",),
        "Tariq": ("responder", "owner"),
        "Wanda": ("owner",),
    }
    assert who.notes == ('"Ines" is taken for Ines Okafor',)


def test_who_was_invited_and_who_is_named_in_a_role() -> None:
    """The document's own list keeps its roles; who is named in another role is involved."""
    body = DRAFT.replace(
        "authors: [Ines Okafor]\n",
        "authors: [Ines Okafor]\nresponders: [Noor]\nexperts: [Zoe]\nreview:\n  invited: [Zoe, Kim]\n",
    )
    assert names(asked(snapshot(body))) == {
        "Ines Okafor": ("author", "owner"),
        "Zoe": ("expert",),
        "Kim": ("invited",),
        "Noor": ("involved",),
        "Tariq": ("owner",),
        "Wanda": ("owner",),
    }


def test_who_owns_only_what_is_done_need_not_come() -> None:
    """The work is over."""
    body = DRAFT.replace("| Tariq | 2025-06-10 | In progress |", "| Tariq | 2025-06-10 | Done |")
    assert "Tariq" not in names(asked(snapshot(body)))


def test_bots_and_nobody_are_left_out_and_teams_have_a_lead() -> None:
    """A machine is not asked, a team that policy maps is its lead, and one that it does not is said."""
    rules = policy(people=[{"name": "Ada Park"}], teams={"Infra": "Ada Park"})
    seen = snapshot(responders=("pmflow-bot", "TBD", "Infra", "Ops Team", "Jane and Bob", "@noor"))
    who = asked(seen, rules)
    assert list(names(who)) == ["Ines Okafor", "Ada Park", "noor", "Tariq", "Wanda"]
    assert who.notes == (
        "Infra: Ada Park is asked, who answers for it",
        '"Ops Team" is a team: name who should come (--also NAME), or a lead in pmflow.yml (teams)',
        '"Jane and Bob" is more than one person: name who should come (--also NAME), or a lead in pmflow.yml (teams)',
        '"Ines" is taken for Ines Okafor',
        "Ines Okafor, noor, Tariq, Wanda are none of the people in pmflow.yml: nobody knows when they work, the team's "
        "hours are a guess",
    )


def test_a_lead_comes_for_who_left() -> None:
    """In their place, as a lead and no responder; without one, it is said that nobody comes."""
    rules = policy(
        people=[
            {"name": "Ada Park"},
            {"name": "Bob", "left": "2025-01-01", "lead": "Ada Park"},
            {"name": "Cy", "left": "2025-06-01"},
        ]
    )
    who = asked(snapshot(responders=("Bob", "Cy")), rules, invited=(Person(name="Bob"), Person(name="Cy")))
    assert names(who) == {"Ada Park": ("lead",)}
    assert who.notes == (
        "Bob is no longer there: Ada Park is asked in their place",
        "Cy is no longer there, and no lead is named in their place",
    )


def test_whoever_left_is_the_first_lead_who_is_there_on_the_teams_day() -> None:
    """Up the whole chain; and who leaves on the 4th has left at 12:00 UTC on the 3rd, where it is the 4th."""
    people = [{"name": "Ada", "left": "2025-01-01", "lead": "Bob"}, {"name": "Bob", "left": "2025-06-04", "lead": "Cy"}]
    for zone, there in (("UTC", "Bob"), ("Pacific/Auckland", "Cy")):
        rules = policy(calendar={"timezone": zone}, people=[*people, {"name": "Cy"}])
        who = asked(snapshot(), rules, invited=(Person(name="Ada"),))
        assert names(who) == {there: ("lead",)}
        assert who.notes == (f"Ada is no longer there: {there} is asked in their place",)


def test_a_part_of_a_name_is_the_one_of_the_people_whom_it_can_be() -> None:
    """With that said; of two, nobody is meant, and their hours are not made up."""
    rules = policy(
        people=[{"name": "Noa Barak", "timezone": "Asia/Jerusalem"}, {"name": "Ben Ash"}, {"name": "Ben Oz"}]
    )
    who = asked(snapshot(), rules, invited=(Person(name="Noa"), Person(name="Ben")))
    assert [(each.name, str(each.zone), each.known) for each in who.attendees] == [
        ("Noa Barak", "Asia/Jerusalem", True), ("Ben", "UTC", False),
    ]  # fmt: skip
    assert who.notes == (
        '"Noa" is taken for Noa Barak',
        "Ben is none of the people in pmflow.yml: nobody knows when they work, the team's hours are a guess",
    )


def test_policy_knows_zone_hours_absences_and_address() -> None:
    """By any of their names; for who is not listed, the calendar's hold, and an address in a git identity is one."""
    rules = policy(
        calendar={"timezone": "Europe/Berlin", "hours": "08:00-16:00"},
        people=[{
            "name": "Kiri Tane", "handle": "kiri", "email": "kiri@example.org", "timezone": "Pacific/Auckland",
            "hours": "10:00-18:00", "away": [{"first": "2025-06-05", "last": "2025-06-06"}], "left": "2025-07-01",
        }],
    )  # fmt: skip
    kiri, jo = asked(snapshot(), rules, invited=(Person(name="@kiri"), Person(name="Jo <jo@example.org>"))).attendees
    assert (kiri.name, kiri.email, kiri.zone, kiri.opens, kiri.closes) == (
        "Kiri Tane", "kiri@example.org", ZoneInfo("Pacific/Auckland"), dt.time(10), dt.time(18),
    )  # fmt: skip
    days = [dt.date(2025, 6, 4), dt.date(2025, 6, 5), dt.date(2025, 6, 7), dt.date(2025, 7, 1)]
    assert [kiri.is_off(day) for day in days] == [False, True, False, True]
    assert (jo.name, jo.email, jo.zone, jo.opens, jo.closes) == (
        "Jo", "jo@example.org", ZoneInfo("Europe/Berlin"), dt.time(8), dt.time(16),
    )  # fmt: skip


def test_an_address_that_is_none_is_not_used() -> None:
    """What the calendar would refuse is not written into it."""
    rules = policy(
        people=[{"name": "Jo", "email": "jo at example"}, {"name": "Al", "email": "a@b.example\nATTENDEE:x"}]
    )
    assert [
        each.email for each in asked(snapshot(), rules, invited=(Person(name="Jo"), Person(name="Al"))).attendees
    ] == [None] * 2


def test_invited_replaces_and_also_adds() -> None:
    """Who is named with --invited is all; --also comes on top of whoever is there; roles that are known stay."""
    seen = snapshot(responders=("Noor",))
    only = asked(seen, invited=(Person(name="Noor"), Person(name="Zoe", role="expert")))
    assert names(only) == {"Noor": ("responder",), "Zoe": ("expert",)}
    more = asked(seen, also=(Person(name="Zoe", role="expert"),))
    assert list(names(more)) == ["Ines Okafor", "Noor", "Tariq", "Wanda", "Zoe"]


def test_a_plan_keeps_who_was_asked_and_says_who_was_not() -> None:
    """Who is named in the document only since then was not invited, and that is said."""
    planned = Planned(at=NOW, invited=(Person(name="Ines Okafor"), Person(name="Tariq")))
    who = asked(snapshot(), record=Record(planned=planned))
    assert names(who) == {"Ines Okafor": ("author", "owner"), "Tariq": ("owner",)}
    assert who.notes == ("Wanda is named in document or incident, and was not invited: --plan with --also",)


def test_two_of_one_name_stay_apart() -> None:
    """ "Ana" can be either; nobody guesses."""
    seen = snapshot(responders=("Ana Ruiz", "Ana Silva", "Ana"))
    assert list(names(asked(seen)))[1:4] == ["Ana Ruiz", "Ana Silva", "Ana"]
