"""`pmflow action VERB REF AI-n …`: answer for an action item.

One command with the verb as a word, not a group of commands: each command costs every start of pmflow a millisecond, and
here it can be said what is wrong with the words in the order in which people type them.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.options import AsJson, By, Config, DryRun, Now, TrackerName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmflow.cli.session import Session
    from pmflow.events import AnswerGiven
    from pmflow.plan import Plan

VERBS: dict[str, str] = {
    "done": "pmflow action done REF AI-1 AI-2 --evidence https://ci.example/run/42",
    "verify": "pmflow action verify REF AI-1 --by NAME",
    "due": 'pmflow action due REF AI-1 "in 5 business days"',
    "snooze": "pmflow action snooze REF AI-1 3",
    "assign": 'pmflow action assign REF AI-1 "Ines Okafor"',
    "wont-do": 'pmflow action wont-do REF AI-1 "superseded by OPS-9" --approver NAME',
}
"""What one can answer, each with how it is typed."""

VALUES = {"due": "the new date", "snooze": "for how many business days", "assign": "who does it", "wont-do": "why"}
"""What stands behind the ids."""

OPTIONS = {
    "--evidence": ("done",),
    "--approver": ("wont-do",),
    "--override": ("verify", "due", "snooze"),
}
"""Options that only some verbs have."""


def action(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="VERB REF AI-n… [VALUE]", help="As in the examples.", show_default=False),
    ] = None,
    evidence: Annotated[
        str | None, typer.Option(metavar="URL", help="For done: a link that shows it, or a path.")
    ] = None,
    approver: Annotated[str | None, typer.Option(metavar="NAME", help="For wont-do: who agreed.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why; asked for by wont-do and --override.")] = None,
    override: Annotated[
        list[str] | None, typer.Option(metavar="GUARD", help="Pass over a guard by name; repeatable.")
    ] = None,
    by: By = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
    now: Now = None,
) -> None:
    """Answer for an action item: done, verify, due, snooze, assign, wont-do.

    \b
    pmflow action done REF AI-1 AI-2 --evidence https://ci.example/run/42
    pmflow action verify REF AI-1 --by NAME          somebody who is not the owner
    pmflow action due REF AI-1 friday                2025-06-20, "2 weeks", "in 5 business days"
    pmflow action snooze REF AI-1 3                  not asked after for 3 business days
    pmflow action assign REF AI-1 "Ines Okafor"      or a team that the policy maps to a lead
    pmflow action wont-do REF AI-1 "superseded by OPS-9" --approver NAME

    Several ids may stand side by side, but for wont-do. How far a date can be moved, and how often, is the policy's
    (answers).
    """
    if not words:
        typer.echo("Answer for an action item; pmflow action --help tells more:\n\n  " + "\n  ".join(VERBS.values()))
        return
    from pmflow.cli.session import Session

    verb = _verb(words[0], words[1:])
    given = {"--evidence": evidence, "--approver": approver, "--override": override}
    for option, verbs in OPTIONS.items():
        if given[option] and verb not in verbs:
            _refuse(f"{option} belongs to {', '.join(verbs)}, not to {verb}")
    _check_overrides(override or [])
    ref, ids, value = _read(verb, words[1:], reason)
    session = Session(config, tracker, now, dry_run, by, about=ref)
    facts = _facts(session, verb, value, evidence, approver)
    facts |= {"by": session.by, "reason": value if verb == "wont-do" else reason, "overrides": tuple(override or ())}
    _carry_out(session, ref, [_event(verb, id, facts) for id in ids], as_json=as_json)


def _refuse(message: str) -> None:
    from pmflow.errors import UsageError

    raise UsageError(message)


def _verb(word: str, rest: Sequence[str]) -> str:
    """The verb that is meant. Raises `UsageError` with the command as it should have been typed, where that is clear."""
    verb = _plain(word)
    if verb in VERBS:
        return verb
    other = next((_plain(each) for each in rest if _plain(each) in VERBS), None)
    if other is not None:
        left = [word, *(each for each in rest if _plain(each) != other)]
        left.sort(key=_is_id)  # REF before the ids
        _refuse(f"the verb stands first: {shlex.join(['pmflow', 'action', other, *left])}")
    from pmflow.policy.names import meant

    _refuse(f'"{word}" is no answer' + (meant(verb, list(VERBS)) or f"; one of {', '.join(VERBS)}"))
    raise AssertionError("unreachable")


def _plain(word: str) -> str:
    plain = word.lower().replace("_", "-").replace("'", "").replace("’", "")
    return {"wontdo": "wont-do", "wontfix": "wont-do", "wont-fix": "wont-do", "verified": "verify"}.get(plain, plain)


def _is_id(word: str) -> bool:
    from pmflow.deciding.answer_words import ID

    return ID.fullmatch(word) is not None


def _no_id(word: str) -> bool:
    return not _is_id(word)


def _check_overrides(guards: Sequence[str]) -> None:
    from pmflow.policy.names import meant
    from pmflow.states.answer_guards import ANSWER_GUARDS, PASSED_OVER

    for guard in guards:
        if guard in PASSED_OVER:
            continue
        if guard in ANSWER_GUARDS:
            _refuse(f"--override: {guard} cannot be passed over; only {', '.join(PASSED_OVER)} can")
        _refuse(f'--override: "{guard}" is no guard of answers{meant(guard, PASSED_OVER)}')


def _read(verb: str, words: Sequence[str], reason: str | None) -> tuple[str, list[str], str]:
    """REF, ids, and what stands behind them. Raises `UsageError`."""
    from pmflow.deciding.answer_words import item_ids

    if not words or (_is_id(words[0]) and not (len(words) > 1 and _is_id(words[1]))):
        _refuse(f"say which post-mortem: {VERBS[verb]}")
    ref, rest = words[0], words[1:]
    if not rest:
        _refuse(f"say which action item: {VERBS[verb]}")
    if not _is_id(rest[0]) and any(map(_is_id, rest)):
        _refuse(
            f"the ids stand before the rest: {shlex.join(['pmflow', 'action', verb, ref, *sorted(rest, key=_no_id)])}"
        )
    if verb in ("done", "verify"):
        return ref, list(dict.fromkeys(word.upper() for word in rest)), ""
    ids, behind = (rest[:1], rest[1:]) if verb == "wont-do" else item_ids(rest)
    value = " ".join(" ".join(behind).split())
    if verb == "wont-do" and behind and _is_id(behind[0]):
        _refuse(f"wont-do takes one action item at a time, each with its reason: {VERBS[verb]}")
    if verb == "wont-do" and reason is not None:
        if value:
            _refuse("say why once: behind the id, or with --reason")
        value = " ".join(reason.split())
    if not value and verb != "wont-do":  # which is refused with all that it lacks
        _refuse(f"say {VALUES[verb]}: {VERBS[verb]}")
    return ref, [id.upper() for id in ids], value


def _facts(session: Session, verb: str, value: str, evidence: str | None, approver: str | None) -> dict[str, object]:
    """What was typed, as the event has it. Raises `UsageError` for what cannot be read."""
    from pmflow.deciding.answer_words import business_days, day_meant, evidence_link

    match verb:
        case "done":
            return {"evidence": evidence_link(evidence)} if evidence is not None else {}
        case "due":
            return {"due": day_meant(value, session.policy, session.now)}
        case "snooze":
            return {"days": business_days(value)}
        case "assign":
            return {"owner": value}
        case "wont-do":
            return {"approver": approver}
    return {}


def _event(verb: str, id: str, facts: dict[str, object]) -> AnswerGiven:
    from pmflow.events import AnswerGiven

    return AnswerGiven.model_validate({"id": id, "answer": verb.replace("-", "_"), **facts})


def _carry_out(session: Session, ref: str, events: Sequence[AnswerGiven], *, as_json: bool) -> None:
    """One answer after the other; what one is refused does not stop the next. Leaves with `REFUSED` where any was."""
    from pmflow import report
    from pmflow.cli.hints import next_command
    from pmflow.cli.session import console, print_json
    from pmflow.errors import REFUSED
    from pmflow.model import State

    full = session.tracker.resolve(ref)
    session.check_now(full)
    done = [session.happen(full, event) for event in events]
    plan, applied = _together([each.plan for each in done]), any(each.applied for each in done)
    if as_json:
        print_json(report.plan_as_json(plan, applied=applied))
    else:
        out = console()
        report.show_plan(out, plan, applied=applied)
        # The last item may be what held `close` back; any other step waits for something else.
        hint = next_command(session, plan) if applied and plan.effects and plan.after is State.SHARED else None
        if hint and hint.startswith("pmflow advance"):
            out.print(f"next: {hint}", style="dim", markup=False)
    if plan.refusals:
        raise typer.Exit(REFUSED)


def _together(plans: Sequence[Plan]) -> Plan:
    """Several plans of one post-mortem as one; what stands in each, such as a merge that a dry run did not do, once."""
    from pmflow.plan import Plan

    effects = {effect.key: effect for plan in plans for effect in plan.effects}
    return Plan(
        plans[0].ref,
        tuple(effects.values()),
        tuple(dict.fromkeys(refusal for plan in plans for refusal in plan.refusals)),
        tuple(dict.fromkeys(advice for plan in plans for advice in plan.advice)),
        tuple(dict.fromkeys(finding for plan in plans for finding in plan.findings)),
        plans[0].before,
        plans[-1].after,
    )
