"""A sweep as a person reads it, and as a program does: whom it spoke to, what waits, what could not be looked at."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pmflow.plan import Notify, OpenPostmortem, Plan
from pmflow.report.plan import effects_of, plans_as_json, show_guards
from pmflow.report.screen import count, heading, marks, one_line, say
from pmflow.voice import Sent

if TYPE_CHECKING:
    from rich.console import Console

    from pmflow.sweeping import Said, Swept

OUTCOMES = {
    Sent.SENT: ("said", "green"),
    Sent.NOT_SENT: ("could not be said, tried again at the next sweep", "bold red"),
    Sent.UNSURE: ("perhaps said, and not said again", "yellow"),
}


def show_sweep(console: Console, swept: Swept, *, applied: bool, zone: dt.tzinfo) -> None:
    """Messages, labels, what waits and why; the count of what was looked at comes last and is always there."""
    _opened(console, swept, applied=applied)
    for said in swept.said:
        _message(console, said, zone)
    _labels(console, swept.plans, applied=applied)
    for plan in swept.plans:
        if plan.advice:
            say(console, (one_line(plan.ref), "bold"))
            show_guards(console, plan.advice, "!", "yellow")
    if not swept.said and not swept.plans:
        say(console, ("nothing is due", "green"))
    for ref, trouble in swept.troubles:
        words = f"{one_line(ref)}: {one_line(trouble)}" if ref else one_line(trouble)
        say(console, ("! ", "bold red"), words, hang=2)
    console.print()
    say(console, (f"examined {swept.examined} of {swept.of}", "dim" if swept.whole else "bold red"))


def _message(console: Console, said: Said, zone: dt.tzinfo) -> None:
    sign = marks(console)
    way = "in the tracker" if said.by_way == "the tracker" else f"(notify.{said.by_way})"
    if said.outcome is not None:
        words, style = OUTCOMES[said.outcome]
    elif said.reason:
        words, style = said.reason, "yellow"
    else:
        words, style = "would be said", "cyan"
    when = f", {local(said.at, zone)}" if said.at and (said.outcome is None) else ""
    title: list[str | tuple[str, str]] = [(one_line(said.to), "bold"), f" {way}{when}: ", (words, style)]
    if said.reason and said.outcome is not None:
        title.append(f" ({one_line(said.reason)})")
    say(console, *title, hang=2)
    for about, notice in said.notices:
        say(console, f"{sign.arrow} ", (f"{one_line(about.ref)} ", "dim"), one_line(notice.text), indent=4, hang=2)
        if notice.after:
            say(console, ("then: " + one_line(notice.after), "dim"), indent=6, hang=2)


def _opened(console: Console, swept: Swept, *, applied: bool) -> None:
    made = dict(swept.opened)
    for plan in swept.plans:
        for effect in plan.effects:
            if isinstance(effect, OpenPostmortem):
                words = f"opened {one_line(made.get(plan.ref, ''))}" if applied else "would open a post-mortem"
                say(console, (one_line(plan.ref), "bold"), ": ", (words, "green" if applied else "cyan"), ", ",
                    one_line(effect.why), hang=2)  # fmt: skip


def _labels(console: Console, plans: tuple[Plan, ...], *, applied: bool) -> None:
    lines = [line for plan in plans for line in effects_of(plan) if not isinstance(line[1], Notify | OpenPostmortem)]
    if not lines:
        return
    heading(console, count(len(lines), "label"), "" if applied else "not written")
    for target, effect in lines:
        say(console, f"{one_line(target)}: {one_line(effect.summary)}", indent=2, hang=2)


def local(at: dt.datetime, zone: dt.tzinfo) -> str:
    """`Mon 2026-11-30 09:00 CET`: an instant where the team is."""
    here = at.astimezone(zone)
    return f"{here:%a %Y-%m-%d %H:%M} {here.tzname()}"


def sweep_as_json(swept: Swept, *, applied: bool) -> dict[str, Any]:
    """The contract of `sweep --json`, with the messages that it came to."""
    answer = plans_as_json(swept.plans, applied=applied, examined=swept.examined, of=swept.of)
    return {
        **answer,
        "messages": [
            {
                "to": said.to,
                "by_way": said.by_way,
                "at": said.at.isoformat() if said.at else None,
                "title": said.message.title,
                "body": said.message.body,
                "outcome": said.outcome.value if said.outcome else None,
                "reason": said.reason or None,
                "rungs": [f"{about.ref}#{notice.id}:{notice.rung}" for about, notice in said.notices],
            }
            for said in swept.said
        ],
        "opened": [{"incident": incident, "ref": ref} for incident, ref in swept.opened],
        "troubles": [{"target": ref, "message": message} for ref, message in swept.troubles],
    }
