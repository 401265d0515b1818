"""Why a post-mortem stands where it stands: its state, the guards of its next step, what happened, what comes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from rich.text import Text

from pmflow.explain import Explanation, GuardNow, Happened
from pmflow.model import Level
from pmflow.report.board import STATE_STYLES
from pmflow.report.screen import columns, heading, marks, one_line, say

if TYPE_CHECKING:
    from rich.console import Console


def show_explain(console: Console, told: Explanation) -> None:
    """State, guards, history, who was told, what comes next."""
    sign = marks(console)
    say(console, (one_line(told.title or told.ref), "bold"))
    if told.title:
        say(console, (one_line(told.ref), "dim"))
    words: list[str | tuple[str, str]] = [
        "state: ",
        (told.state.value + (" (waived)" if told.waived else ""), f"bold {STATE_STYLES[told.state]}"),
    ]
    if told.step:
        fails = sum(not guard.holds and guard.level is Level.ERROR for guard in told.guards)
        ready = f"{fails} of {len(told.guards)} guards fail" if fails else "nothing stands in the way"
        words.append(f"   next step: {told.step} ({ready})")
    say(console, *words)
    for trouble in told.troubles:
        say(console, ("! ", "bold yellow"), one_line(trouble), hang=2)
    if told.guards:
        heading(console, f"Guards of {told.step}" if told.step else "Guards")
        for guard in told.guards:
            _guard(console, guard)
    for name, lines in (("History", told.history), ("Told", told.told)):
        if lines:
            heading(console, name, "UTC")
            columns(
                console,
                [[_when(line.at), Text(one_line(line.by)), Text(one_line(line.what))] for line in lines],
                most=20,
            )
    if told.others:
        say(console, ("also possible: " + ", ".join(told.others), "dim"))
    if told.next:
        heading(console, "Next")
        rows = [
            [
                Text(n.on.isoformat() if n.on else sign.dot, "bold red" if n.overdue else "cyan"),
                Text(("overdue: " if n.overdue else "") + one_line(n.what)),
            ]
            for n in told.next
        ]
        columns(console, rows)


def _guard(console: Console, guard: GuardNow) -> None:
    sign = marks(console)
    if guard.holds:
        say(console, (f"{sign.yes} ", "green"), guard.name, indent=2)
        return
    mark = (f"{sign.no} ", "bold red") if guard.level is Level.ERROR else ("! ", "yellow")
    if len(guard.reasons) <= 1:
        reason = f" - {one_line(guard.reasons[0])}" if guard.reasons else ""
        say(console, mark, (guard.name, "bold"), reason, indent=2, hang=2)
        return
    say(console, mark, (guard.name, "bold"), indent=2)
    for reason in guard.reasons:
        say(console, "- ", one_line(reason), indent=4, hang=2)


def _when(at: dt.datetime) -> Text:
    return Text(at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M"), "dim")


def explanation_as_json(told: Explanation) -> dict[str, Any]:
    """What `explain --json` prints."""

    def past(lines: tuple[Happened, ...]) -> list[dict[str, Any]]:
        return [
            {
                "at": line.at.isoformat(),
                "by": line.by,
                "what": line.what,
                "reason": line.reason,
                "overrides": list(line.overrides),
                "from": line.source,
                "to": line.to,
            }
            for line in lines
        ]

    return {
        "ref": told.ref,
        "title": told.title,
        "state": told.state.value,
        "waived": told.waived,
        "step": told.step.value if told.step else None,
        "guards": [
            {"guard": g.name, "level": g.level.value, "holds": g.holds, "reasons": list(g.reasons)} for g in told.guards
        ],
        "history": past(told.history),
        "told": past(told.told),
        "others": [step.value for step in told.others],
        "next": [{"on": n.on.isoformat() if n.on else None, "what": n.what, "overdue": n.overdue} for n in told.next],
        "troubles": list(told.troubles),
    }
