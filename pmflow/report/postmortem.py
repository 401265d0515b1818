"""A post-mortem as pmflow understands it, so that its authors see what was read and what was not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rich.text import Text

from pmflow.model import ActionItem, ActionStatus, Postmortem, SectionName, TimelineEntry
from pmflow.placeholders import is_placeholder
from pmflow.report.board import STATE_STYLES
from pmflow.report.screen import columns, count, heading, length, marks, one_line, say

if TYPE_CHECKING:
    from rich.console import Console

_WIDE = 110
"""From this width on an action item fits on one line."""
_STATUS_STYLES: dict[ActionStatus, str] = {
    ActionStatus.PROPOSED: "dim",
    ActionStatus.PLANNED: "yellow",
    ActionStatus.IN_PROGRESS: "cyan",
    ActionStatus.DONE: "green",
    ActionStatus.VERIFIED: "bold green",
    ActionStatus.WONT_DO: "dim",
}


def show_postmortem(console: Console, postmortem: Postmortem) -> None:
    """Head, sections, timeline, causes, what went well and poorly, action items, lessons, what was not read."""
    _head(console, postmortem)
    _sections(console, postmortem)
    _timeline(console, postmortem)
    _facts(console, "Impact", _impact(postmortem))
    if postmortem.root_cause:
        heading(console, "Root cause")
        say(console, one_line(postmortem.root_cause), indent=2)
    _listed(console, "Contributing factors", postmortem.contributing_factors)
    _listed(console, "Why safeguards failed", postmortem.safeguards)
    if postmortem.five_whys:
        heading(console, "Five whys")
        for number, why in enumerate(postmortem.five_whys, 1):
            answer = f" {marks(console).arrow} {one_line(why.answer)}" if why.answer else ""
            say(console, f"{number}. ", one_line(why.question), answer, indent=2, hang=3)
    _listed(console, "Went well", postmortem.went_well)
    _listed(console, "Went poorly", postmortem.went_poorly)
    _listed(console, "Where we were lucky", postmortem.lucky)
    _listed(console, "What surprised us", postmortem.surprised)
    _actions(console, postmortem)
    _listed(console, "Lessons learned", postmortem.lessons)
    _facts(console, "Review", _review(postmortem))
    if postmortem.unread:
        heading(console, "Not understood", "kept as it is")
        rows = [[Text(_lines(u.line, u.end_line), "yellow"), Text(one_line(u.reason))] for u in postmortem.unread]
        columns(console, rows)


def _head(console: Console, postmortem: Postmortem) -> None:
    dot = f" {marks(console).dot} "
    say(console, (one_line(postmortem.title or "(no title)"), "bold"))
    if postmortem.ref:
        say(console, (one_line(postmortem.ref), "dim"))
    parts: list[str | tuple[str, str]] = []
    state = postmortem.state
    parts.append((state.value, f"bold {STATE_STYLES[state]}") if state else ("no state", "dim"))
    severity = postmortem.severity_normal or postmortem.severity
    parts.append(one_line(severity) if severity else ("no severity", "dim"))
    if postmortem.near_miss:
        parts.append("near miss")
    parts.append(postmortem.date.isoformat() if postmortem.date else ("no date", "dim"))
    minutes = postmortem.duration_minutes
    parts.append(length(minutes) if minutes is not None else ("no duration", "dim"))
    line: list[str | tuple[str, str]] = [parts[0]]
    for part in parts[1:]:
        line += [dot, part]
    say(console, *line)
    more = {"authors": postmortem.authors, "services": postmortem.services, "incident": (postmortem.incident,)}
    for name, words in more.items():
        if shown := ", ".join(one_line(word) for word in words if word):
            say(console, (f"{name}: ", "dim"), shown, hang=2)


def _sections(console: Console, postmortem: Postmortem) -> None:
    """Those that are there; one without words of one's own, as the guard `sections_complete` sees it, counts as empty."""
    empty = {name for name, section in postmortem.sections.items() if is_placeholder(section.text)}
    missing = [name for name in SectionName if name not in postmortem.sections]
    written = sum(name not in empty for name in postmortem.sections)
    heading(console, "Sections", f"{written} of {len(SectionName)}")
    sign = marks(console)
    rows = [
        [
            Text(sign.dot, "yellow") if name in empty else Text(sign.yes, "green"),
            Text(name.value),
            Text("empty", "yellow") if name in empty else Text(),
            Text(f"line {section.line}", "dim"),
            Text(one_line(section.heading), "dim"),
        ]
        for name in SectionName
        if (section := postmortem.sections.get(name)) is not None
    ]
    columns(console, rows)
    if missing:
        say(console, (f"{sign.no} ", "red"), "missing: ", ", ".join(missing), indent=2, hang=2)


def _timeline(console: Console, postmortem: Postmortem) -> None:
    entries = postmortem.timeline
    if not entries:
        return
    zone = ", no zone stated" if any(entry.at is None and entry.raw for entry in entries) else ""
    if postmortem.timezone:
        zone = f", zone {one_line(postmortem.timezone)}"
    heading(console, "Timeline", f"{count(len(entries), 'entry', 'entries')}{zone}")
    rows: list[list[Text]] = []
    shown: dt.date | None = None
    for entry in entries:
        moment = entry.at or entry.local
        day = moment.date() if moment else None
        rows.append(
            [Text(day.isoformat() if day and day != shown else "", "dim"), _clock(entry), Text(one_line(entry.text))]
        )
        shown = day or shown
    columns(console, rows)


def _clock(entry: TimelineEntry) -> Text:
    """The time with its offset; as written where pmflow does not know which instant it is."""
    moment = entry.at or entry.local
    if moment is None:
        return Text(one_line(entry.raw or ""), "yellow")
    about = "~" if entry.approximate else ""
    words = about + _hour(moment)
    if entry.until is not None:
        words += "-" + _hour(entry.until)
    if entry.at is None:
        return Text(f"{words} ?", "yellow")
    offset = entry.at.utcoffset()
    return Text(f"{words} {_offset(offset) if offset else 'UTC'}", "cyan")


def _hour(moment: dt.datetime) -> str:
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


def _offset(offset: dt.timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _impact(postmortem: Postmortem) -> list[tuple[str, str]]:
    impact = postmortem.impact
    named = {
        "users": impact.users,
        "duration": impact.duration,
        "revenue": impact.revenue,
        "reputation": impact.reputation,
        "support tickets": impact.support_tickets,
    }
    return [(name, words) for name, words in named.items() if words]


def _review(postmortem: Postmortem) -> list[tuple[str, str]]:
    review = postmortem.review
    named = {
        "planned": _when(review.planned),
        "held": _when(review.held),
        "invited": ", ".join(person.name for person in review.invited),
        "came": ", ".join(person.name for person in review.came),
        "approved by": ", ".join(approval.by for approval in review.approvals),
    }
    return [(name, words) for name, words in named.items() if words]


def _when(moment: dt.datetime | dt.date | None) -> str:
    """A day, or a day and time with its zone."""
    if not isinstance(moment, dt.datetime):
        return moment.isoformat() if moment else ""
    offset = moment.utcoffset()
    return f"{moment:%Y-%m-%d} {_hour(moment)} {_offset(offset) if offset else 'UTC'}"


def _facts(console: Console, name: str, facts: list[tuple[str, str]]) -> None:
    if facts:
        heading(console, name)
        columns(console, [[Text(label, "dim"), Text(one_line(words))] for label, words in facts])


def _listed(console: Console, name: str, lines: tuple[str, ...]) -> None:
    if lines:
        heading(console, name, str(len(lines)))
        for line in lines:
            say(console, "- ", one_line(line), indent=2, hang=2)


def _actions(console: Console, postmortem: Postmortem) -> None:
    items = postmortem.action_items
    if items:
        heading(console, "Action items", str(len(items)))
        rows = [_action(number, item) for number, item in enumerate(items, 1)]
        if console.is_terminal and console.width < _WIDE:
            _stacked(console, rows)
        else:
            columns(console, rows)
    elif postmortem.no_actions_reason:
        heading(console, "Action items", "none needed")
        say(console, one_line(postmortem.no_actions_reason), indent=2)


def _stacked(console: Console, rows: list[list[Text]]) -> None:
    """On a narrow terminal the title has a line, and who, when and how far stand below it."""
    lead = max(row[0].cell_len for row in rows)
    for number, *facts, title in rows:
        say(console, number, " " * (lead - number.cell_len + 1), title, indent=2, hang=lead + 1)
        line: list[str | tuple[str, str] | Text] = []
        for fact in facts:
            if fact.plain:
                line += [f" {marks(console).dot} " if line else "", fact]
        say(console, *line, indent=2 + lead + 1)


def _action(number: int, item: ActionItem) -> list[Text]:
    status = item.status
    due = Text((item.due_raw and one_line(item.due_raw)) or "no due", "yellow" if item.due_raw else "red")
    if item.due:
        due = Text(item.due.isoformat())
    return [
        Text(item.id or f"{number}.", "cyan"),
        Text(item.priority or one_line(item.priority_raw or "") or "no prio", "" if item.priority else "red"),
        Text(status, _STATUS_STYLES[status]) if status else Text(one_line(item.status_raw or ""), "dim"),
        Text(one_line(item.owner)) if item.owner else Text("no owner", "red"),
        due,
        Text(one_line(item.title), "strike" if status is ActionStatus.WONT_DO else ""),
    ]


def _lines(first: int, last: int) -> str:
    return f"line {first}" if last <= first else f"lines {first}-{last}"
