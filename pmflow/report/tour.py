"""The tour in one screen: the sentence that decides, then what is missing, what is late, and what would be said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.text import Text

from pmflow.model import Incident, State
from pmflow.report.board import STATE_STYLES
from pmflow.report.screen import columns, count, heading, marks, one_line, say

if TYPE_CHECKING:
    from rich.console import Console

    from pmflow.escalation.digest import About
    from pmflow.escalation.touring import Tour
    from pmflow.plan import Notify

MOST = 5
"""Lines of one part: all of it is one screen of 40 lines."""
MOST_COMING = 8
MOST_TROUBLES = 3


def show_tour(console: Console, seen: Tour, *, zone: dt.tzinfo, name: str) -> None:
    """What is here, missing, late, and coming."""
    say(console, (one_line(name), "bold"))
    say(console, *_sentence(seen))
    if seen.postmortems:
        parts: list[str | tuple[str, str]] = []
        for state in State:
            if number := seen.postmortems.get(state):
                parts += [(f"{state.value} ", STATE_STYLES[state]), f"{number}   "]
        say(console, *parts)
    if seen.missing:
        heading(console, "No post-mortem yet", f"{len(seen.missing)} that the policy asks for")
        _incidents(console, seen.missing)
    if seen.unwritten and len(seen.missing) < MOST:
        heading(console, "Over, without a post-mortem", f"{len(seen.unwritten)}, the newest first")
        _incidents(console, seen.unwritten, MOST if not seen.missing else MOST - 2)
    late = [each for each in (*seen.open, *seen.deadlines) if each.days > 0]
    if late:
        heading(console, "Overdue")
        columns(
            console,
            [
                [
                    Text(count(each.days, "day"), "bold red"),
                    Text(one_line(each.promise.owner or "nobody"), "" if each.promise.owner else "yellow"),
                    Text(
                        one_line(_target(each.about.ref, each.promise.id) if each.promise.is_item else each.about.ref)
                    ),
                    Text(one_line(each.promise.title)),
                ]
                for each in sorted(late, key=lambda each: -each.days)[:MOST]
            ],
            whole=2,
            wrap=False,
        )
        _more(console, len(late))
    if seen.waiting:
        heading(console, "Open, without a date", f"{len(seen.waiting)}, the oldest first")
        columns(
            console,
            [
                [
                    Text(count(each.days, "day"), "yellow"),
                    Text(one_line(each.owner or "nobody"), "" if each.owner else "yellow"),
                    Text(one_line(_target(each.about.ref, each.id))),
                    Text(one_line(each.title)),
                ]
                for each in seen.waiting[:MOST]
            ],
            whole=2,
            wrap=False,
        )
        _more(console, len(seen.waiting))
    heading(console, "What pmflow would say", f"until {seen.until:%a %Y-%m-%d}, if nothing is done")
    _coming(console, seen, zone)
    for ref, trouble in seen.troubles[:MOST_TROUBLES]:
        say(console, ("! ", "bold yellow"), f"{one_line(ref)}: {one_line(trouble)}", hang=2)
    _more(console, len(seen.troubles), MOST_TROUBLES)
    for note in seen.notes:
        say(console, (one_line(note), "dim"))


def _incidents(console: Console, incidents: Sequence[Incident], most: int = MOST) -> None:
    columns(
        console,
        [
            [
                Text(each.severity or ""),
                Text(_day(each.resolved_at)),
                Text(one_line(each.ref)),
                Text(one_line(each.title)),
            ]
            for each in incidents[:most]
        ],
        whole=2,
        wrap=False,
    )
    _more(console, len(incidents), most)


def _target(ref: str, id: str, between: str = " ") -> str:
    """`acme/shop#12 AI-3`; an issue that has no number of pmflow's is itself."""
    return id if "#" in id else f"{ref}{between}{id}"


def _sentence(seen: Tour) -> list[str | tuple[str, str]]:
    postmortems = sum(seen.postmortems.values())
    parts: list[str | tuple[str, str]] = [
        count(seen.incidents, "incident") + ", ",
        (f"{seen.without} without a post-mortem", "bold yellow" if seen.without else ""),
        f"; {count(postmortems, 'post-mortem')}, {count(len(seen.open) + seen.undated, 'promise')} open",
    ]
    if seen.oldest is not None:
        parts.append(f", the oldest {count(seen.oldest, 'day')}")
    if seen.overdue:
        by = "the oldest by" if seen.oldest is None else "by up to"
        parts += [", ", (f"{seen.overdue} overdue", "bold red"), f", {by} {count(seen.open[0].days, 'day')}"]
    for number, what in ((seen.undated, "without a date"), (seen.unowned, "without an owner")):
        if number:
            parts.append(f", {number} {what}")
    return parts


def _coming(console: Console, seen: Tour, zone: dt.tzinfo) -> None:
    if not seen.coming:
        say(console, ("nothing", "green"), indent=2)
        if not seen.postmortems and not seen.incidents:
            say(console, ("begin with: pmflow open TITLE, or: pmflow check OLD-POSTMORTEM.md", "dim"), indent=2)
        return
    rows = []
    for (day, to), group in groupby(seen.coming, key=lambda each: (_local_day(each[1], zone), each[1].to[0])):
        rows.append([Text(f"{day:%a %Y-%m-%d}", "cyan"), Text(one_line(to), "bold"), Text(_told(list(group)))])
    columns(console, rows[:MOST_COMING], wrap=False)
    _more(console, len(rows), MOST_COMING)


def _told(group: list[tuple[About, Notify]]) -> str:
    first = one_line(group[0][1].text)
    return first if len(group) == 1 else f"{len(group)} in one message, first: {first}"


def _local_day(notice: Notify, zone: dt.tzinfo) -> dt.date:
    return notice.at.astimezone(zone).date() if notice.at else dt.date.max


def _more(console: Console, number: int, most: int = MOST) -> None:
    if number > most:
        say(console, (f"{marks(console).cut} and {number - most} more (--json has all)", "dim"), indent=2)


def _day(at: dt.datetime | None) -> str:
    return at.date().isoformat() if at else ""


def tour_as_json(seen: Tour) -> dict[str, Any]:
    """What `tour --json` prints."""

    def said(coming: Iterable[tuple[About, Notify]]) -> list[dict[str, Any]]:
        return [
            {
                "at": notice.at.isoformat() if notice.at else None,
                "to": list(notice.to),
                "rung": notice.rung,
                "target": _target(about.ref, str(notice.id), "#"),
                "text": notice.text,
            }
            for about, notice in coming
        ]

    def written(incident: Incident) -> dict[str, Any]:
        return {
            "ref": incident.ref,
            "title": incident.title,
            "severity": incident.severity,
            "resolved": _day(incident.resolved_at) or None,
        }

    return {
        "incidents": seen.incidents,
        "without_postmortem": seen.without,
        "missing": [written(each) for each in seen.missing],
        "unwritten": [written(each) for each in seen.unwritten],
        "postmortems": {state.value: number for state, number in seen.postmortems.items()},
        "promises": {
            "open": len(seen.open) + seen.undated,
            "overdue": seen.overdue,
            "oldest_days": max([each.days for each in seen.open if each.days > 0], default=None),
            "undated": seen.undated,
            "unowned": seen.unowned,
        },
        "oldest_open_days": seen.oldest,
        "open": [
            {
                "target": _target(each.about.ref, each.promise.id, "#"),
                "title": each.promise.title,
                "owner": each.promise.owner,
                "due": each.promise.due.isoformat(),
                "days_overdue": each.days,
            }
            for each in (*seen.open, *seen.deadlines)
        ],
        "waiting": [
            {
                "target": _target(each.about.ref, each.id, "#"),
                "title": each.title,
                "owner": each.owner,
                "days_open": each.days,
            }
            for each in seen.waiting
        ],
        "coming": said(seen.coming),
        "until": seen.until.isoformat(),
        "troubles": [{"target": ref, "message": message} for ref, message in seen.troubles],
        "notes": list(seen.notes),
    }
