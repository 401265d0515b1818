"""The calendar file, read back by vobject, which shares nothing with the library that wrote it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from pmflow.meeting.ics import Event, same_event, sequence_in, to_ics, uid_of, why_not_ours
from pmflow.meeting.slots import Attendee

NOW = dt.datetime(2026, 3, 10, 13, 0, tzinfo=dt.UTC)
START = dt.datetime(2026, 3, 11, 13, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")


def person(name: str, email: str | None = None) -> Attendee:
    return Attendee(name, BERLIN, dt.time(9), dt.time(17), email=email)


def event(**changes: Any) -> Event:
    given: dict[str, Any] = {
        "ref": "checkout", "title": "Checkout", "start": START, "end": START + HOUR, "zone": BERLIN, "now": NOW,
        "description": "0:00 Welcome\n0:05 What happened?", "place": "postmortems/checkout/postmortem.md",
    }  # fmt: skip
    return Event(**{**given, **changes})


def read(data: bytes) -> Any:
    return vobject.readOne(data.decode("utf-8"))


MAYA, JO = person("Maya Lindqvist", "maya@example.org"), person("Jo", "jo@example.org")


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "UTC", "Asia/Kathmandu"])
@pytest.mark.parametrize(
    "start",
    [
        "2026-03-07T20:00", "2026-03-08T20:00", "2026-03-09T20:00",  # North America goes forward
        "2026-03-28T12:00", "2026-03-29T12:00", "2026-03-30T12:00",  # Europe goes forward
        "2026-04-04T22:00", "2026-04-05T22:00",  # New Zealand goes back
        "2026-09-25T22:00", "2026-09-27T22:00",  # New Zealand goes forward
        "2026-10-24T12:00", "2026-10-26T12:00",  # Europe goes back
        "2026-10-31T20:00", "2026-11-01T20:00",  # North America goes back
        "2026-12-31T23:30",
    ],
)  # fmt: skip
def test_another_library_reads_the_same_instants(zone: str, start: str) -> None:
    """In each zone, before and after the clocks change, beginning and end are those that were meant."""
    moment = dt.datetime.fromisoformat(start).replace(tzinfo=dt.UTC)
    seen = read(to_ics(event(zone=ZoneInfo(zone), start=moment, end=moment + HOUR))).vevent
    assert seen.dtstart.value.astimezone(dt.UTC) == moment
    assert seen.dtend.value.astimezone(dt.UTC) == moment + HOUR
    local = moment.astimezone(ZoneInfo(zone))
    assert seen.dtstart.value.replace(tzinfo=None) == local.replace(tzinfo=None)
    assert seen.dtstart.value.utcoffset() == local.utcoffset()


@pytest.mark.parametrize("minutes", [30, 90])
def test_the_hour_that_comes_twice_is_told_without_doubt(minutes: int) -> None:
    """02:30 in Berlin at the end of October may be the first or the second; in UTC it is one."""
    start = dt.datetime(2025, 10, 26, 1, 30, tzinfo=dt.UTC)
    seen = read(to_ics(event(start=start, end=start + dt.timedelta(minutes=minutes)))).vevent
    assert seen.dtstart.value.astimezone(dt.UTC) == start
    assert seen.dtend.value.astimezone(dt.UTC) == start + dt.timedelta(minutes=minutes)


def test_it_is_an_invitation_where_addresses_are_known() -> None:
    """From the organizer to those with an address; who has none is left out, since an attendee is an address."""
    data = to_ics(event(attendees=(MAYA, JO, person("Zoe")), organizer=MAYA))
    seen = read(data)
    assert seen.method.value == "REQUEST"
    assert (seen.vevent.organizer.value, seen.vevent.organizer.params["CN"]) == (
        "mailto:maya@example.org",
        ["Maya Lindqvist"],
    )
    assert [(a.value, a.params["CN"], a.params["PARTSTAT"]) for a in seen.vevent.attendee_list] == [
        ("mailto:maya@example.org", ["Maya Lindqvist"], ["ACCEPTED"]),
        ("mailto:jo@example.org", ["Jo"], ["NEEDS-ACTION"]),
    ]
    assert seen.vevent.description.value == "0:00 Welcome\n0:05 What happened?"
    assert (seen.vevent.summary.value, seen.vevent.status.value) == ("Review: Checkout", "CONFIRMED")


def test_without_addresses_it_is_a_notice() -> None:
    """A notice names no attendees, and what is only proposed is tentative."""
    seen = read(to_ics(event(attendees=(person("Zoe"),), settled=False)))
    assert (seen.method.value, seen.vevent.status.value) == ("PUBLISH", "TENTATIVE")
    assert "attendee" not in seen.vevent.contents
    assert "organizer" not in seen.vevent.contents


def test_a_later_file_updates_the_same_event() -> None:
    """The UID stays; the SEQUENCE grows with the clock, and by one at least over the file that is replaced."""
    first = to_ics(event())
    later = to_ics(event(now=NOW + HOUR, start=START + HOUR, end=START + 2 * HOUR))
    at_once = to_ics(event(start=START + HOUR, end=START + 2 * HOUR), least=sequence_in(first) + 1)
    uids = {read(data).vevent.uid.value for data in (first, later, at_once)}
    assert uids == {uid_of("checkout")}
    assert uid_of("checkout") != uid_of("other")
    assert sequence_in(later) - sequence_in(first) == 60
    assert sequence_in(at_once) - sequence_in(first) == 1
    assert same_event(first, to_ics(event(now=NOW + HOUR)))
    assert not same_event(first, at_once)


def test_only_our_own_untouched_file_is_written_over() -> None:
    """A file of others, one that was edited, one of another post-mortem: each says what it is."""
    ours = to_ics(event())
    assert why_not_ours(ours, "checkout") is None
    assert why_not_ours(ours.replace(b"\r\n", b"\n"), "checkout") is None  # git may do that
    assert why_not_ours(ours, "other") == "is the meeting of another post-mortem"
    assert why_not_ours(ours.replace(b"Checkout", b"Checkouts"), "checkout") == "was changed since pmflow wrote it"
    for other in (b"", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"\xff\x00"):
        assert why_not_ours(other, "checkout") == "is not a calendar file that pmflow wrote"


HOSTILE = [
    "a\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil",
    "a\r\nATTENDEE:mailto:evil@example.org",
    'semi;colon,comma:colon\\n back\\slash "quoted" ^n ^\'',
    "nul\x00bell\x07esc\x1b[31m del\x7f",
    "\u2028line\u2029para\x85next\x0bvt\x0cff",
    "emoji 👩‍👩‍👧‍👦 🔥 ümläut 漢字 \U0001f600",
    "x" * 10_000,
    "🔥" * 10_000,
    "",
    "https://example.org/x\r\nEND:VEVENT",
    "HTTPS://example.org/a;b,c?d=\\n e",
]
SAFE = {
    "uid", "dtstamp", "sequence", "dtstart", "dtend", "summary", "description", "status", "transp", "categories", "organizer",
    "attendee", "url",
}  # fmt: skip


def holds(text: str) -> None:
    """One event with the properties that we wrote and no other, in lines of 75 octets, whatever the words are."""
    people = (person(text, "evil@example.org"), JO)
    data = to_ics(event(title=text, description=text, attendees=people, organizer=JO, ref=text, place=text))
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert not any(byte < 32 and byte not in b"\r\n" for byte in data)
    seen = read(data)
    assert list(seen.contents) == ["version", "x-pmflow-digest", "prodid", "calscale", "method", "vtimezone", "vevent"]
    assert len(seen.vevent_list) == 1
    assert set(seen.vevent.contents) <= SAFE
    assert len(seen.vevent.attendee_list) == 2
    assert seen.vevent.uid.value == uid_of(text)
    assert len(seen.vevent.summary.value) <= 200
    assert seen.vevent.dtstart.value == START
    assert why_not_ours(data, text) is None


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_words_break_out(text: str) -> None:
    """Titles, names, refs and descriptions stay the text of one property."""
    holds(text)


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_out(text: str) -> None:
    """Any text, as hypothesis makes them up."""
    holds(text)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co", "Cf")), max_size=150))
def test_words_come_back_as_they_were(text: str) -> None:
    """What is plain text survives escaping and folding, but for runs of blanks."""
    assert read(to_ics(event(title=text))).vevent.summary.value == " ".join(f"Review: {text}".split())
