"""What is said of a promise: to whom, since when, and what comes next. One line each."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pmflow.escalation.ladder import ORPHAN, STALE, Reached
from pmflow.escalation.people import Recipient, recipient_of
from pmflow.escalation.promises import Promise
from pmflow.policy import Policy

Task = Literal["help", "overdue", "today", "stale", "coming"]

AHEAD = "{what} is due on {day}"
TODAY = "{what} is due today, {day}"
BEHIND = "{what} was due on {day}, {n} ago"
SILENT = "{what} is in progress, and nobody was heard of it since {day}: how does it go?"
ORPHANED = "{what} needs an owner, because {why}; it is due on {day}"
WHOSE = " ({owner})"
AWAY = ", away until {day}"
BECAUSE = "; you are asked because {why}"
NEXT = "on {day} {who} is asked ({rung})"
LAST = "nobody further is asked"
LONG_TITLE, LONG_NAME = 200, 80
"""Characters of a title and a name in one line."""


def line_of(promise: Promise, reached: Reached, to: Recipient, policy: Policy, *, today: dt.date) -> str:
    """One promise, as it is said to one recipient."""
    title = shortened(" ".join(promise.title.split()), LONG_TITLE)
    what = f"{promise.id} “{title}”" if promise.is_item else _upper(title)
    if reached.rung.name.startswith(ORPHAN.name) and to.why:
        return ORPHANED.format(what=what, why=to.why, day=spoken(promise.due))
    if promise.owner and not _is_owner(promise, to, policy):
        what += WHOSE.format(owner=shortened(promise.owner, LONG_NAME) + _away(promise.owner, policy, today))
    said = _when(what, promise, reached, policy, today)
    return said + (BECAUSE.format(why=to.why) if to.why else "")


def shortened(text: str, most: int) -> str:
    """Its beginning, where it is longer than people read."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _when(what: str, promise: Promise, reached: Reached, policy: Policy, today: dt.date) -> str:
    if reached.rung is STALE and promise.quiet_since:
        return SILENT.format(what=what, day=spoken(promise.quiet_since))
    day = spoken(promise.due)
    if today < promise.due:
        return AHEAD.format(what=what, day=day)
    late = policy.working_calendar.workdays_between(promise.due, today)
    if today == promise.due or late <= 0:
        return (TODAY if today == promise.due else BEHIND).format(what=what, day=day, n=_days(today - promise.due))
    return BEHIND.format(what=what, day=day, n=f"{late} business day{'s' if late > 1 else ''}")


def _away(owner: str, policy: Policy, today: dt.date) -> str:
    """That somebody is away, so that whoever stands in for them does not wonder."""
    person = policy.person(owner)
    last = (
        max((each.last for each in person.away if each.first <= today <= each.last), default=None) if person else None
    )
    return AWAY.format(day=spoken(last)) if last else ""


def _days(time: dt.timedelta) -> str:
    return f"{time.days} day{'s' if time.days > 1 else ''}"


def _is_owner(promise: Promise, to: Recipient, policy: Policy) -> bool:
    return promise.owner is not None and not to.target and policy.same_person(promise.owner, to.name)


def next_of(promise: Promise, coming: tuple[Reached, ...], policy: Policy) -> str:
    """What happens next if nothing is done."""
    if not coming:
        return LAST
    first = coming[0]
    who = recipient_of(first.rung.to, promise, policy, today=first.on)
    return NEXT.format(day=spoken(first.on), who=named(who), rung=first.rung.name)


def named(to: Recipient) -> str:
    """A recipient in a sentence."""
    return f"the target {to.name}" if to.target and to.name != "channel" else "the channel" if to.target else to.name


def spoken(day: dt.date) -> str:
    """`Fri 2026-11-27`: a day that one knows in any country."""
    return f"{'Mon Tue Wed Thu Fri Sat Sun'.split()[day.weekday()]} {day.isoformat()}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def task_of(reached: Reached, promise: Promise, *, today: dt.date) -> Task:
    """What somebody is asked to do: to look ahead, to answer, to say how it goes, or to help."""
    if reached.rung is STALE:
        return "stale"
    if reached.rung.name.startswith(ORPHAN.name):
        return "help"
    if today <= promise.due:
        return "today" if today == promise.due else "coming"
    return "overdue" if reached.rung.to == "owner" else "help"
