"""Answers to reminders: an action item is done, verified, needs longer, is somebody else's, or will not be done.

An answer is a change that somebody asks for: it is judged first, then written where the item is kept (the tracker's item,
else the row, else the journal alone), and the rest is the merge of `items`. What people changed by hand before is merged
and journaled apart, so that nobody is said to have answered what they did not.

A run that died half way is finished by running it again: what stands as wanted already may be its own doing, so for that
the journal's last word counts, and the answer is journaled once more to be sure.
"""

from __future__ import annotations

import datetime as dt
import difflib
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmflow.deciding.draft import ANY_STEP, Draft
from pmflow.deciding.items import rows_of
from pmflow.events import AnswerGiven, Answering
from pmflow.journal import Answer, ItemValues
from pmflow.model import ActionStatus, State
from pmflow.owners import is_bot, is_nobody, team_reason
from pmflow.placeholders import is_placeholder
from pmflow.plan import AssignActionItem, Refusal, RowChange, SetDue, UpdateActionItem, WriteRows
from pmflow.policy.names import nearest
from pmflow.states.answer_guards import PASSED_OVER

WHAT: Mapping[Answering, str] = {
    "done": "ActionItemDone",
    "verify": "ActionItemVerified",
    "due": "ActionItemDated",
    "snooze": "ActionItemSnoozed",
    "assign": "ActionItemAssigned",
    "wont_do": "ActionItemSettled",
}
"""What the journal calls each."""

AGREED = "{reason}; agreed by {approver}"
"""The reason of what will not be done, as it is kept."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer, before it is judged."""

    draft: Draft
    event: AnswerGiven
    stands: ItemValues
    """The item as it stands, by hand or not."""
    before: ItemValues
    """As it stood before this answer: of what stands as wanted already, as it was journaled."""
    wanted: Mapping[str, object]
    """The values that the answer changes."""

    @property
    def today(self) -> dt.date:
        """The team's local day."""
        return self.draft.policy.working_calendar.day_of(self.draft.now)

    def command(self, verb: str, *words: str) -> str:
        """What to type, quoted as a shell wants it; words in capitals are to be filled in."""
        return " ".join(["pmflow action", verb, shlex.quote(self.draft.snapshot.ref), self.event.id, *words])


def give_answer(draft: Draft, event: AnswerGiven) -> None:
    """Take an answer, or say what stands in its way."""
    known = draft.record.items.get(event.id)
    if draft.state is State.CLOSED:
        reopen = f"pmflow advance {shlex.quote(draft.snapshot.ref)} reopen --reason WHY"
        draft.refusals.append(Refusal("step_allowed", (f"it is closed; to change {event.id}, reopen it: {reopen}",)))
        return
    if known is None:
        draft.refusals.append(Refusal("item_tracked", (_unknown(draft, event.id),)))
        return
    merged = draft.merged()
    stands = merged.values.get(event.id, known)
    wanted = _wanted(draft, event, stands)
    ours = {name: getattr(known, name) for name, value in wanted.items() if getattr(stands, name) == value}
    asked = Asked(draft, event, stands, stands.model_copy(update=ours), wanted)
    if already := _already(asked):
        draft.advice.append(Refusal("answer_allowed", (f"{event.id} {already} already; nothing to do",)))
        return
    overrides = _judge(asked)
    if overrides is None:
        return
    before = {**merged.values, event.id: asked.before}
    if before != dict(draft.record.items) or merged.rows or merged.effects:
        draft.carry_out(merged)
        if before != dict(draft.record.items):
            draft.journal("ActionItemsMerged", by="pmflow", items=before)
    _write(draft, event.id, wanted)
    after = draft.merged()
    after.values[event.id] = after.values.get(event.id, asked.before).model_copy(update=dict(wanted))
    draft.carry_out(after)
    what = WHAT[event.answer]
    draft.journal(
        what, by=event.by, key=f"{what}:{event.id}:{draft.record.tip}", reason=_reason(asked), overrides=overrides,
        items=draft.changed(after), answer=_answer(asked),
    )  # fmt: skip
    draft.advice.extend(_advice(asked))


def _unknown(draft: Draft, id: str) -> str:
    """Which ids there are, the nearest first."""
    if not draft.record.items:
        track = f"pmflow advance {shlex.quote(draft.snapshot.ref)} track"
        return f"there is no {id}: no action item is tracked yet; they get their ids by: {track}"

    def distance(known: str) -> tuple[float, int, str]:
        return -difflib.SequenceMatcher(None, id.upper(), known).ratio(), len(known), known

    listed = sorted(draft.record.items, key=distance)
    named = [f'{other} "{_short(draft.record.items[other].title)}"' for other in listed[:5]]
    more = f" and {len(listed) - 5} more" if len(listed) > 5 else ""
    return f"there is no tracked action item {id}; there are {', '.join(named)}{more}"


def _short(title: str) -> str:
    return title if len(title) <= 40 else title[:39].rstrip() + "…"


# What is wanted


def _wanted(draft: Draft, event: AnswerGiven, stands: ItemValues) -> dict[str, object]:
    match event.answer:
        case "done":
            evidence = {"evidence": _both(stands.evidence, event.evidence)} if event.evidence else {}
            verified = stands.status is ActionStatus.VERIFIED  # and so done, too
            return {**({} if verified else {"status": ActionStatus.DONE}), **evidence}
        case "verify":
            return {"status": ActionStatus.VERIFIED}
        case "due":
            return {"due": event.due}
        case "snooze":
            return {}
        case "assign":
            owner = _known_as(draft, event.owner or "")
            same = stands.owner is not None and draft.policy.same_person(stands.owner, owner)
            return {"owner": stands.owner if same else owner}
        case "wont_do":
            approver = _known_as(draft, event.approver or "")
            return {
                "status": ActionStatus.WONT_DO,
                "reason": AGREED.format(reason=(event.reason or "").strip(), approver=approver),
            }


def _known_as(draft: Draft, name: str) -> str:
    """The name that the policy has for somebody, else the one that was given."""
    plain = " ".join(name.split()).removeprefix("@")
    person = draft.policy.person(plain)
    return person.name if person else plain


def _both(there: str | None, more: str) -> str:
    """Evidence has no spaces in it, so that several can stand together."""
    return " ".join(dict.fromkeys([*(there or "").split(), *more.split()]))


def _until(asked: Asked) -> dt.date:
    return asked.draft.policy.working_calendar.add_workdays(asked.today, asked.event.days or 1)


def _already(asked: Asked) -> str | None:
    """What it is already, where it is all that was asked for."""
    before, event = asked.before, asked.event
    if event.answer == "snooze":
        until = asked.draft.record.snoozed.get(event.id, dt.date.min)
        return f"is snoozed until {until}" if before.status.is_open and until >= _until(asked) else None
    if any(getattr(before, name) != value for name, value in asked.wanted.items()):
        return None
    if event.answer == "due":
        return f"is due {before.due}"
    if event.answer == "assign":
        return f"is {before.owner}'s"
    return "is settled (won't do)" if event.answer == "wont_do" else f"is {before.status}"


def _status(status: ActionStatus) -> str:
    return "won't do" if status is ActionStatus.WONT_DO else status.value.replace("_", " ")


# What stands in the way


def _judge(asked: Asked) -> tuple[str, ...] | None:
    """The guards that were passed over; None where it is refused, with the refusals in the draft."""
    draft, event = asked.draft, asked.event
    refusals = list(_refusals(asked))
    passed = [r.guard for r in refusals if r.guard in event.overrides and r.guard in PASSED_OVER]
    left = [refusal for refusal in refusals if refusal.guard not in passed]
    if passed and _says_nothing(event.reason):
        left.append(Refusal("reason_given", ("an override needs a reason: --reason",)))
    if passed and not draft.policy.allows_override(event.by):
        allowed = ", ".join(draft.policy.may_override)
        left.append(Refusal("override_permitted", (f"{event.by} may not override; ask {allowed}",)))
    draft.refusals.extend(left)
    return None if left else tuple(passed)


def _refusals(asked: Asked) -> Iterator[Refusal]:
    if told := _not_now(asked):
        yield Refusal("answer_allowed", (f"{asked.event.id} {told}",))
        return
    match asked.event.answer:
        case "done":
            return
        case "verify":
            yield from _verifying(asked)
        case "due":
            yield from _dating(asked)
        case "snooze":
            yield from _snoozing(asked)
        case "assign":
            if told := _no_owner(asked):
                yield Refusal("actions_owned", (f"{asked.event.id}: {told}",))
        case "wont_do":
            yield from _settling(asked)


def _not_now(asked: Asked) -> str | None:
    """Why the item's status takes no such answer."""
    before, answer = asked.before, asked.event.answer
    status = _status(before.status)
    if answer == "verify" and before.status.is_open:
        return f"is {status}; say that it is done first: {asked.command('done')}"
    if before.status.is_open or (answer == "verify" and before.status is ActionStatus.DONE):
        return None
    if answer == "done" and before.status is not ActionStatus.WONT_DO:
        return None
    if answer == "wont_do" and before.status is ActionStatus.WONT_DO and before.reason is None:
        return None
    why = f" ({before.reason})" if before.status is ActionStatus.WONT_DO and before.reason else ""
    ref = shlex.quote(asked.draft.snapshot.ref)
    return f"is settled: {status}{why}; to open it again, change its status by hand, then: pmflow sync {ref}"


def _verifying(asked: Asked) -> Iterator[Refusal]:
    by, owner, policy = asked.event.by, asked.before.owner, asked.draft.policy
    case = asked.draft.case(ANY_STEP, ())
    id = asked.event.id
    if is_nobody(by) or is_bot(by):
        # Not to be passed over: whoever does that must have a name as well.
        yield Refusal("approver_named", (f'{id}: "{by}" is nobody who could verify it; say who does: --by NAME',))
    elif owner is None:
        return
    elif case.same_person(by, owner):
        told = f"{id}: {by} owns it; somebody else must look whether it is done (--by NAME)"
        yield Refusal("verifier_independent", (told,))
    elif policy.maps_team(owner) and (lead := policy.lead_of(owner)) and case.same_person(by, lead.name):
        told = f"{id}: {by} answers for its owner, {owner}; somebody else must look whether it is done (--by NAME)"
        yield Refusal("verifier_independent", (told,))


def _dating(asked: Asked) -> Iterator[Refusal]:
    draft, id, day, was = asked.draft, asked.event.id, asked.event.due, asked.before.due
    if day is None:
        yield Refusal("due_ahead", (f"{id}: say when it is due",))
        return
    if day < asked.today:
        yield Refusal("due_ahead", (f"{id}: {day} is past; today is {asked.today}",))
        return
    if was is not None and day < was:
        return
    reasons = []
    answers = draft.policy.answers
    moves = draft.record.moves.get(id, 0) + _moved_by_hand(asked)
    other = f"have it done by somebody else ({asked.command('assign', 'NAME')})"
    settle = f"or say why it will not be done ({asked.command('wont-do', 'REASON', '--approver', 'NAME')})"
    if was is not None and moves >= answers.moves:
        often = "cannot be moved" if not answers.moves else f"was moved {_times(moves)}, from {_first(asked)} to {was}"
        reasons.append(f"{id}: its due date {often}; do it by then, {other}, {settle}")
    first = _first(asked)
    if first is not None:
        last = draft.policy.working_calendar.add_workdays(first, answers.move_days)
        if day > last:
            days = f"{answers.move_days} business day{'s' if answers.move_days > 1 else ''}"
            reasons.append(
                f"{id}: {day} is too far; {last} is the last day, {days} after {first}, for which it was promised first"
            )
    elif (limit := _limit(asked)) is not None and day > limit:
        reasons.append(f"{id}: {day} is past the limit for {asked.before.priority}, {limit}; take an earlier day")
    if reasons:
        yield Refusal("due_movable", tuple(reasons))


def _first(asked: Asked) -> dt.date | None:
    return asked.draft.record.first_due.get(asked.event.id) or asked.before.due


def _moved_by_hand(asked: Asked) -> int:
    """1 where the date was moved by hand and that is not journaled yet."""
    known = asked.draft.record.items[asked.event.id].due
    return int(known is not None and asked.before.due not in (None, known))


def _limit(asked: Asked) -> dt.date | None:
    """By when an item of this priority is to be due. Where that has passed, it is counted from today: any date is better
    than none."""
    case = asked.draft.case(ANY_STEP, ())
    start, priority = case.resolved_on or case.postmortem.date, asked.before.priority
    if priority is None or start is None:
        return None
    limit = case.policy.action_limit(priority, start)
    return limit if limit >= asked.today else case.policy.action_limit(priority, asked.today)


def _snoozing(asked: Asked) -> Iterator[Refusal]:
    draft, id, days, due = asked.draft, asked.event.id, asked.event.days or 0, asked.before.due
    answers = draft.policy.answers
    reasons = []
    later = f"to have longer, move the date: {asked.command('due', 'DATE')}"
    if due is None or days < 1:  # which is no question of how far one may go, so nothing to be passed over
        why = "has no due date to be asked after" if due is None else "is snoozed for 1 business day or more"
        yield Refusal("answer_allowed", (f"{id} {why}; {later}",))
        return
    if days > answers.snooze_days:
        most = f"1 to {answers.snooze_days} business days" if answers.snooze_days > 1 else "1 business day"
        reasons.append(f"{id}: can be snoozed for {most}, not {days}; {later}")
    snoozes = draft.record.snoozes.get((id, due), 0)
    if snoozes >= answers.snoozes:
        often = f"was snoozed {_times(snoozes)} for {due}" if answers.snoozes else "cannot be snoozed"
        reasons.append(f"{id}: {often}; {later}")
    if reasons:
        yield Refusal("snooze_allowed", tuple(reasons))


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _no_owner(asked: Asked) -> str | None:
    """Why this name can own nothing."""
    name, policy = " ".join((asked.event.owner or "").split()), asked.draft.policy
    person = policy.person(name)
    if person is not None:
        return _gone(asked, person.name, person.left) if person.has_left(asked.today) else None
    if policy.maps_team(name):
        lead = policy.lead_of(name)
        if lead is not None and lead.has_left(asked.today):
            return f"{name} is led by {lead.name}, who is no longer there; name a person, or the new lead (teams)"
        return None
    if is_placeholder(name) or is_nobody(name) or is_bot(name):
        return f'"{name}" is nobody who could do it; name a person'
    if told := team_reason(name):
        return f"{name} {told}; name a person, or map the team to a lead in pmflow.yml (teams)"
    if policy.people:
        names = [*(known for person in policy.people for known in person.names()), *policy.teams]
        near = nearest(name.removeprefix("@"), names)
        hint = f"; did you mean {near}?" if near else f"; there are {', '.join(p.name for p in policy.people[:8])}"
        return f"{name} is none of the people in pmflow.yml, so nobody could reach them{hint}"
    return None


def _gone(asked: Asked, name: str, left: dt.date | None) -> str:
    lead = asked.draft.policy.lead_of(name)
    hint = f", {lead.name} for one" if lead is not None and not lead.has_left(asked.today) else ""
    return f"{name} is no longer there (since {left}); name somebody who is{hint}"


def _settling(asked: Asked) -> Iterator[Refusal]:
    id = asked.event.id
    if _says_nothing(asked.event.reason):
        yield Refusal("reason_given", (f"{id}: say why it will not be done",))
    if told := _no_approver(asked):
        yield Refusal("approver_named", (f"{id}: {told}",))


def _says_nothing(reason: str | None) -> bool:
    return is_placeholder(reason or "") or is_nobody(reason or "")


def _no_approver(asked: Asked) -> str | None:
    """Why nobody, or the wrong one, agreed that it will not be done."""
    draft, owner = asked.draft, asked.before.owner
    policy = draft.policy
    name = " ".join((asked.event.approver or "").split()).removeprefix("@")
    may = list(policy.answers.wont_do)
    if not may and (accountable := policy.accountable_for(draft.severity())) is not None:
        may = [accountable.name]
    who = " or ".join(may) if may else "anybody but its owner"
    if not name:
        return f"say who agreed: --approver NAME ({who})"
    if is_placeholder(name) or is_nobody(name) or is_bot(name):
        return f'"{name}" is nobody who could agree; name a person: --approver NAME ({who})'
    if may and not any(policy.same_person(name, each) for each in may):
        return f"{name} cannot agree to that; ask {who}"
    if not may and owner is not None and draft.case(ANY_STEP, ()).same_person(name, owner):
        return f"{name} owns it; somebody else must agree (--approver NAME)"
    person = policy.person(name)
    if person is not None and person.has_left(asked.today):
        return f"{person.name} is no longer there (since {person.left}); ask somebody who is"
    return None


# What is done


def _write(draft: Draft, id: str, wanted: Mapping[str, object]) -> None:
    """Plan what makes the item so, where it is kept. What is kept nowhere any more, the journal alone keeps."""
    item = next((item for item in draft.tracked if item.id == id), None)
    if item is not None:
        new = {name: value for name, value in wanted.items() if getattr(item, name) != value}
        update = UpdateActionItem(id, **{n: v for n, v in new.items() if n in ("status", "evidence", "reason")})  # type: ignore[arg-type]
        if update != UpdateActionItem(id):
            draft.effects.append(update)
        if isinstance(owner := new.get("owner"), str):
            draft.effects.append(AssignActionItem(id, owner))
        if isinstance(due := new.get("due"), dt.date):
            draft.effects.append(SetDue(id, due))
        draft.tracked = tuple(t.model_copy(update=new) if t is item else t for t in draft.tracked)
        return
    for at, (nth, row) in enumerate(rows_of(draft.rows)):
        if row.id == id:
            new = {n: v for n, v in wanted.items() if n in ("status", "owner", "due") and getattr(row, n) != v}
            if new:
                draft.effects.append(WriteRows((RowChange(row.title, nth, id, **new),)))  # type: ignore[arg-type]
            draft.rows = (*draft.rows[:at], row.model_copy(update=new), *draft.rows[at + 1 :])
            return


def _reason(asked: Asked) -> str | None:
    if asked.event.answer == "wont_do":
        return str(asked.wanted["reason"])
    return (asked.event.reason or "").strip() or None


def _answer(asked: Asked) -> Answer:
    if asked.event.answer != "snooze":
        return Answer(id=asked.event.id)
    return Answer(id=asked.event.id, due=asked.before.due, until=_until(asked))


def _advice(asked: Asked) -> Iterator[Refusal]:
    """What is worth knowing after it."""
    event, policy = asked.event, asked.draft.policy
    id = event.id
    if event.answer == "done" and event.evidence is None and asked.before.evidence is None:
        told = f"{id}: a link that shows it helps whoever asks later: {asked.command('done', '--evidence', 'URL')}"
        yield Refusal("evidence_given", (told,))
    if event.answer == "done" and policy.verify_actions and "status" in asked.wanted:
        told = f"{id}: the policy wants it verified by somebody else: {asked.command('verify', '--by', 'NAME')}"
        yield Refusal("actions_settled", (told,))
    calendar = policy.working_calendar
    if event.answer == "due" and event.due is not None and not calendar.is_workday(event.due):
        told = f"{id}: {event.due} is a {event.due:%A} on which nobody works; take {calendar.next_workday(event.due)}"
        yield Refusal("actions_dated", (told,))
    if event.answer == "assign" and (person := policy.person(event.owner or "")) and person.is_away(asked.today):
        last = max(away.last for away in person.away if away.first <= asked.today <= away.last)
        yield Refusal("actions_owned", (f"{id}: {person.name} is away until {last}",))
