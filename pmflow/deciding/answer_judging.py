"""What stands in the way of an answer: the guards of action items, each with its reasons and with what to do instead.

How far an answer reaches is the policy's (`answers`); `pmflow.states.answer_guards` says what each name means.
"""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmflow.deciding.draft import ANY_STEP, Draft
from pmflow.document.edit import row_holds
from pmflow.events import AnswerGiven
from pmflow.journal import ItemValues
from pmflow.model import ActionStatus
from pmflow.owners import is_bot, is_nobody, listed, team_reason, whom
from pmflow.placeholders import is_placeholder
from pmflow.plan import Refusal
from pmflow.policy.names import nearest
from pmflow.states.answer_guards import PASSED_OVER


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer, before it is judged."""

    draft: Draft
    event: AnswerGiven
    before: ItemValues
    """The item as it stood before this answer: of what stands as wanted already, as it was journaled."""
    wanted: Mapping[str, object]
    """The values that the answer changes."""

    @property
    def today(self) -> dt.date:
        """The team's local day."""
        return self.draft.policy.working_calendar.day_of(self.draft.now)

    def command(self, verb: str, *words: str) -> str:
        """What to type, quoted as a shell wants it; words in capitals are to be filled in."""
        return " ".join(["pmflow action", verb, shlex.quote(self.draft.snapshot.ref), self.event.id, *words])


def status_in_words(status: ActionStatus) -> str:
    """As people say it."""
    return "won't do" if status is ActionStatus.WONT_DO else status.value.replace("_", " ")


def judge(asked: Asked) -> tuple[str, ...] | None:
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
    by, id = asked.event.by, asked.event.id
    if is_nobody(by) or is_bot(by):
        # Not to be passed over: whoever does that must have a name as well.
        yield Refusal("answer_allowed", (f'{id}: "{by}" is nobody who could answer for it; say who does: --by NAME',))
        return
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
            if told := _no_owner(asked) or _no_row(asked) or _not_there(asked):
                yield Refusal("actions_owned", (f"{asked.event.id}: {told}",))
        case "wont_do":
            yield from _settling(asked)


def _not_now(asked: Asked) -> str | None:
    """Why the item's status takes no such answer."""
    before, answer = asked.before, asked.event.answer
    status = status_in_words(before.status)
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
    done_by = asked.draft.record.done_by.get(id)
    if owner is not None and case.same_person(by, owner):
        told = f"{id}: {by} owns it; somebody else must look whether it is done (--by NAME)"
        yield Refusal("verifier_independent", (told,))
    elif owner and policy.maps_team(owner) and (lead := policy.lead_of(owner)) and case.same_person(by, lead.name):
        told = f"{id}: {by} answers for its owner, {owner}; somebody else must look whether it is done (--by NAME)"
        yield Refusal("verifier_independent", (told,))
    elif done_by is not None and case.same_person(by, done_by):
        told = f"{id}: {by} said that it is done; somebody else must look whether it is (--by NAME)"
        yield Refusal("verifier_independent", (told,))


def _dating(asked: Asked) -> Iterator[Refusal]:
    draft, id, said, was = asked.draft, asked.event.id, asked.event.due, asked.before.due
    if said is None:
        yield Refusal("due_ahead", (f"{id}: say when it is due",))
        return
    if said < asked.today:
        yield Refusal("due_ahead", (f"{id}: {said} is past; today is {asked.today}",))
        return
    day = draft.policy.working_calendar.next_workday(said)  # as it will be written
    if was is not None and day < was:
        return
    reasons = []
    answers = draft.policy.answers
    moves = draft.record.moves.get(id, 0) + _moved_by_hand(asked)
    other = f"have it done by somebody else ({asked.command('assign', 'NAME')})"
    settle = f"or say why it will not be done ({asked.command('wont-do', 'REASON', '--approver', 'NAME')})"
    if was is not None and moves >= answers.moves:
        often = "cannot be moved" if not answers.moves else f"was moved {times(moves)}, from {_first(asked)} to {was}"
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
    """1 where the date was moved to a later day by hand and that is not journaled yet."""
    known, due = asked.draft.record.last_due.get(asked.event.id), asked.before.due
    return int(known is not None and due is not None and due > known)


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
    draft, id, days, due = asked.draft, asked.event.id, asked.event.days or 0, asked.before.promised
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
        often = f"was snoozed {times(snoozes)} for {due}" if answers.snoozes else "cannot be snoozed"
        reasons.append(f"{id}: {often}; {later}")
    if reasons:
        yield Refusal("snooze_allowed", tuple(reasons))


def times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _no_owner(asked: Asked) -> str | None:
    """Why this name can own nothing."""
    name, policy = " ".join((asked.event.owner or "").split()), asked.draft.policy
    person = None if policy.maps_team(name) else listed(name, policy)
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
        there = [person for person in policy.people if not person.has_left(asked.today)]
        near = nearest(
            name.removeprefix("@"), [*(known for person in there for known in person.names()), *policy.teams]
        )
        hint = f"; did you mean {near}?" if near else f"; there are {', '.join(p.name for p in there[:8])}"
        return f"{name} is none of the people in pmflow.yml, so nobody could reach them{hint}"
    return None


def _no_row(asked: Asked) -> str | None:
    """Why the item's row cannot hold this name: what would not read back from there would stop all that comes after it."""
    owner = str(asked.wanted["owner"])
    if row_holds(asked.draft.snapshot.document, asked.event.id, owner):
        return None
    return f'"{owner}" would not read as an owner in the item\'s row of the document; name a person by another name'


def _not_there(asked: Asked) -> str | None:
    """Why the tracker cannot give it to them, where nobody stands in and nobody knows them either: most often a slip of the pen.
    One of the policy's people the item's text can name."""
    stand_in, policy = asked.event.stand_in, asked.draft.policy
    name = " ".join((asked.event.owner or "").split())
    if stand_in is None or stand_in.to is not None or policy.maps_team(name) or listed(name, policy) is not None:
        return None
    stays = f"it stays {asked.before.owner}'s" if asked.before.owner else "it stays nobody's"
    return (
        f"{stand_in.why}; {stays}. Look at the name, give them access there, or list them in pmflow.yml (people), with a handle "
        "or a lead"
    )


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
    if may and whom(name, may, policy) is None:
        return f"{name} cannot agree to that; ask {who}"
    if not may and owner is not None and draft.case(ANY_STEP, ()).same_person(name, owner):
        return f"{name} owns it; somebody else must agree (--approver NAME)"
    person = listed(name, policy)
    if person is not None and person.has_left(asked.today):
        return f"{person.name} is no longer there (since {person.left}); ask somebody who is"
    return None
