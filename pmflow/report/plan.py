"""A plan as a person reads it, and as a program does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pmflow.journal import REVERTED
from pmflow.plan import EFFECT_NAMES, Effect, Notify, Plan, Refusal, SetState, UpsertBlock, WriteJournal
from pmflow.report.screen import marks, one_line, say

if TYPE_CHECKING:
    from rich.console import Console


def show_plan(console: Console, plan: Plan, *, applied: bool) -> None:
    """What was done or would be, what stands in the way and how to clear it, and what else is worth knowing.

    A plan with refusals says that it was refused.
    """
    sign = marks(console)
    title: list[str | tuple[str, str]] = [(one_line(plan.ref), "bold")]
    if plan.refusals:
        title += ["  ", ("refused", "bold red")]
        if plan.before is not None:
            title += [f", still {plan.before}"]
    elif plan.before is not None and plan.after is not None and plan.before is not plan.after:
        title += [f"  {plan.before} {sign.arrow} ", (plan.after.value, "bold green")]
    say(console, *title, hang=2)
    if plan.refusals:
        show_guards(console, plan.refusals, sign.no, "bold red")
    shown = [effect for effect in plan.effects if not (applied and _goes_without_saying(plan, effect))]
    if shown:
        if not applied:
            say(console, ("would do:", "dim"), indent=2)
        for effect in shown:
            _effect(console, plan, effect)
    if plan.advice:
        words = "why it was taken back:" if takes_back(plan) else "advice, holds nothing back:"
        say(console, (words, "dim"), indent=2)
        show_guards(console, plan.advice, "!", "yellow")
    for finding in plan.findings:
        say(console, ("! ", "yellow"), one_line(finding.message), indent=4, hang=2)
    if not plan.effects and not plan.refusals:
        say(console, ("nothing to do", "green"), indent=2)


def takes_back(plan: Plan) -> bool:
    """Whether a state that was set by hand is taken back: its advice says why."""
    return any(isinstance(effect, WriteJournal) and effect.entry.what == REVERTED for effect in plan.effects)


def _goes_without_saying(plan: Plan, effect: Effect) -> bool:
    """Once it is done, people want to read what is new to them: not that the state was set which the title names."""
    moved = plan.before is not plan.after
    return isinstance(effect, UpsertBlock) or (moved and isinstance(effect, SetState | WriteJournal))


def _effect(console: Console, plan: Plan, effect: Effect) -> None:
    sign = marks(console)
    target = plan.target(effect)
    item = target.removeprefix(f"{plan.ref}#") if target != plan.ref else ""
    words: list[str | tuple[str, str]] = [(f"{sign.arrow} ", "green")]
    if item:
        words += [(f"{item} ", "cyan")]
    say(console, *words, one_line(effect.summary), indent=4, hang=2)


def show_guards(console: Console, refusals: Sequence[Refusal], sign: str, style: str) -> None:
    """One guard with one reason is one line; several reasons stand below it, one a line."""
    for refusal in refusals:
        if len(refusal.reasons) == 1:
            reason = one_line(refusal.reasons[0])
            say(console, (f"{sign} ", style), (refusal.guard, "bold"), " - ", reason, indent=4, hang=2)
            continue
        say(console, (f"{sign} ", style), (refusal.guard, "bold"), indent=4)
        for reason in refusal.reasons:
            say(console, "- ", one_line(reason), indent=6, hang=2)


def show_plans(console: Console, plans: Sequence[Plan], *, applied: bool, examined: int, of: int) -> None:
    """Many plans, of a sync or a sweep: only those with something to say, and how many were looked at."""
    told = [plan for plan in plans if plan.effects or plan.refusals or plan.advice or plan.findings]
    for plan in told:
        show_plan(console, plan, applied=applied)
        console.print()
    if not told and (examined or not of):
        say(console, ("nothing to do", "green"))
    if examined < of:
        say(console, (f"looked at {examined} of {of}, run again for the rest", "yellow"))
    else:
        say(console, (f"looked at {examined} of {of}", "dim"))


def plan_as_json(plan: Plan, *, applied: bool) -> dict[str, Any]:
    """The contract of `advance --json`, for the one post-mortem that was looked at."""
    return plans_as_json([plan], applied=applied, examined=1, of=1)


def plans_as_json(plans: Sequence[Plan], *, applied: bool, examined: int, of: int) -> dict[str, Any]:
    """The contract of `advance`, `sync` and `sweep --json`. What is said to people has `to`, `rung` and `text`."""
    return {
        "plan": [_effect_as_json(plan, effect) for plan in plans for effect in plan.effects],
        "refusals": [_refusal_as_json(plan, refusal) for plan in plans for refusal in plan.refusals],
        "advice": [_refusal_as_json(plan, refusal) for plan in plans for refusal in plan.advice],
        "findings": [
            {"rule": f.rule, "severity": f.severity.value, "line": f.line, "message": f.message, "target": plan.ref}
            for plan in plans
            for f in plan.findings
        ],
        "applied": applied,
        "examined": examined,
        "of": of,
    }


def effects_of(plan: Plan) -> list[tuple[str, Effect]]:
    """Each effect with what it is done to."""
    return [(plan.target(effect), effect) for effect in plan.effects]


def _effect_as_json(plan: Plan, effect: Effect) -> dict[str, Any]:
    made: dict[str, Any] = {
        "effect": EFFECT_NAMES[type(effect)],
        "target": plan.target(effect),
        "summary": effect.summary,
    }
    if isinstance(effect, Notify):
        made |= {
            "rung": effect.rung, "to": list(effect.to), "text": effect.text,
            "at": effect.at.isoformat() if effect.at else None, "next": effect.after,
        }  # fmt: skip
    return made


def _refusal_as_json(plan: Plan, refusal: Refusal) -> dict[str, Any]:
    return {"guard": refusal.guard, "message": refusal.message, "target": plan.ref, "reasons": list(refusal.reasons)}
