"""The review meeting as a calendar file (iCalendar, RFC 5545), made so that Outlook, Google and Apple take it.

Where somebody's e-mail is known, it is an invitation (`METHOD:REQUEST`, RFC 5546) from the organizer to those; else a
notice (`PUBLISH`), which may not name attendees. One post-mortem is one event: its UID stays, and SEQUENCE grows with the
clock, so that a file that is written again updates the event that is there. Text that people wrote goes through icalendar's
escaping and folding; before that, what is no text is taken out of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pmflow.meeting.slots import Attendee
from pmflow.meeting.zones import changes_around

UTC = ZoneInfo("UTC")
"""For a meeting in the hour that the clocks go through twice: a calendar would take it for the first."""

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//pmflow//review meeting//EN"
DIGEST = "X-PMFLOW-DIGEST"
"""A line with the hash of all others: a file that people changed is theirs."""
EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
MOST_TITLE, MOST_TEXT = 200, 8000
"""Letters of a summary and of a description; some calendars refuse more, and nobody reads it there."""
_NO_TEXT = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_FACE = re.compile(r'["\x00-\x1f\x7f-\x9f^]')


@dataclass(frozen=True, slots=True)
class Event:
    """What the calendar is told. Instants are aware; `zone` is the one that they are written in."""

    ref: str
    title: str
    start: dt.datetime
    end: dt.datetime
    zone: ZoneInfo
    now: dt.datetime
    attendees: tuple[Attendee, ...] = ()
    organizer: Attendee | None = None
    """Who invites; None where no address is known."""
    description: str = ""
    place: str = ""
    """Where the document is: a path, or an address."""
    settled: bool = True
    """Planned by people; False for what is only proposed."""

    @property
    def invites(self) -> bool:
        """Whether it is an invitation: that needs an organizer and somebody else with an address."""
        return self.organizer is not None and any(each.email for each in self.attendees)


def uid_of(ref: str) -> str:
    """The same for one post-mortem, whenever and wherever it is written."""
    return f"pmflow-{hashlib.sha256(ref.encode('utf-8', 'replace')).hexdigest()[:24]}@pmflow"


def sequence_at(now: dt.datetime) -> int:
    """Minutes since 2020: later files have a higher one, also where the file before is not at hand."""
    return max(0, int((now - EPOCH).total_seconds()) // 60)


def to_ics(event: Event, *, least: int = 0) -> bytes:
    """The calendar file. `least` is the lowest SEQUENCE that may stand in it (one more than in the file that it replaces)."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "REQUEST" if event.invites else "PUBLISH")
    zone = _zone_of(event)
    if zone.key != "UTC":
        calendar.add_component(_timezone(zone, event.start))
    calendar.add_component(_event(event, max(sequence_at(event.now), least)))
    return _sealed(calendar.to_ical())


def _event(event: Event, sequence: int) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("uid", uid_of(event.ref))
    made.add("dtstamp", event.now.astimezone(dt.UTC))
    made.add("sequence", sequence)
    zone = _zone_of(event)
    made.add("dtstart", _local(event.start, zone))
    made.add("dtend", _local(event.end, zone))
    made.add("summary", _text(f"Review: {event.title}", MOST_TITLE))
    made.add("description", _text(event.description, MOST_TEXT, lines=True))
    if re.match(r"https?://", event.place):
        made.add("url", _text(event.place, 2000).replace(" ", "%20"))
    made.add("status", "CONFIRMED" if event.settled else "TENTATIVE")
    made.add("transp", "OPAQUE")
    made.add("categories", ["post-mortem"])
    if event.organizer is not None and event.organizer.email:
        made["organizer"] = _address(event.organizer)
    if event.invites:
        for attendee in event.attendees:
            if attendee.email:
                address = _address(attendee)
                host = (
                    event.organizer is not None
                    and attendee.email.casefold() == (event.organizer.email or "").casefold()
                )
                address.params |= {
                    "CUTYPE": "INDIVIDUAL",
                    "ROLE": "REQ-PARTICIPANT",
                    "PARTSTAT": "ACCEPTED" if host else "NEEDS-ACTION",
                    "RSVP": "FALSE" if host else "TRUE",
                }
                made.add("attendee", address)
    return made


def _zone_of(event: Event) -> ZoneInfo:
    """The zone in which its times are written."""
    return UTC if any(at.astimezone(event.zone).fold for at in (event.start, event.end)) else event.zone


def _local(at: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    return at.astimezone(dt.UTC if zone.key == "UTC" else zone)


def _address(attendee: Attendee) -> icalendar.vCalAddress:
    import icalendar

    made = icalendar.vCalAddress(f"mailto:{attendee.email}")
    made.params["CN"] = " ".join(_FACE.sub(" ", _text(attendee.name, MOST_TITLE)).split()) or str(attendee.email)
    return made


def _timezone(zone: ZoneInfo, start: dt.datetime) -> icalendar.Timezone:
    import icalendar

    made = icalendar.Timezone()
    made.add("tzid", zone.key)
    for change in changes_around(zone, start):
        part = icalendar.TimezoneDaylight() if change.summer else icalendar.TimezoneStandard()
        part.add("dtstart", change.at)
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        part.add("tzname", change.name)
        if change.rule:
            part.add("rrule", {"freq": "yearly", "bymonth": change.rule[0], "byday": change.rule[1]})
        made.add_component(part)
    return made


def _text(words: str, most: int, *, lines: bool = False) -> str:
    """What a calendar can show of people's words: no control characters, on one line unless it may have more, not endless."""
    clean = "\n".join(" ".join(_NO_TEXT.sub(" ", line).split(" ")) for line in words.splitlines())
    if not lines:
        clean = " ".join(clean.split())
    return clean if len(clean) <= most else clean[: most - 1].rstrip() + "…"


# The file that is there already


def _sealed(data: bytes) -> bytes:
    """With the line that tells its hash, among the properties at the top."""
    top, version, rest = data.partition(b"VERSION:2.0\r\n")
    return top + version + f"{DIGEST}:{_digest(data)}\r\n".encode() + rest


def _digest(data: bytes) -> str:
    return hashlib.sha256(data.replace(b"\r\n", b"\n").strip()).hexdigest()[:16]


_SEAL = re.compile(rb"^" + DIGEST.encode() + rb":([0-9a-f]{16})\r?\n", re.M)
_OWN_UID = re.compile(rb"^UID:(\S+?)\r?$", re.M)
_OWN_SEQUENCE = re.compile(rb"^SEQUENCE:(\d{1,9})\r?$", re.M)
_MOVING = re.compile(rb"^(?:DTSTAMP|SEQUENCE|" + DIGEST.encode() + rb"):.*\r?\n", re.M)


def why_not_ours(data: bytes, ref: str) -> str | None:
    """Why a file may not be written over, as the end of a sentence; None where pmflow wrote it for this post-mortem and
    nobody changed it since."""
    seals = _SEAL.findall(data)
    if len(seals) != 1 or PRODUCT.encode() not in data:
        return "is not a calendar file that pmflow wrote"
    if seals[0].decode() != _digest(_SEAL.sub(b"", data)):
        return "was changed since pmflow wrote it"
    uids: Sequence[bytes] = _OWN_UID.findall(data)
    if [uid.decode("utf-8", "replace") for uid in uids] != [uid_of(ref)]:
        return "is the meeting of another post-mortem"
    return None


def sequence_in(data: bytes) -> int:
    """The SEQUENCE of a file that pmflow wrote; -1 where it has none."""
    found = _OWN_SEQUENCE.search(data)
    return int(found[1]) if found else -1


def same_event(one: bytes, other: bytes) -> bool:
    """Whether two files tell the same but for when they were written."""
    return _MOVING.sub(b"", one) == _MOVING.sub(b"", other)
