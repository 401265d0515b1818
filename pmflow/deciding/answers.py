"""Answers to reminders: an action item is done, verified, needs longer, is somebody else's, or will not be done.

An answer is a change that somebody asks for: it is judged first, then written where the item is kept (the tracker's item,
else the row, else the journal alone), and the rest is the merge of `items`. What people changed by hand before is merged
and journaled apart, so that nobody is said to have answered what they did not.

A run that died half way is finished by running it again: what stands as wanted already may be its own doing, so of that
the journal's last word counts as what was before. Only what the journal has is answered already.
"""

from __future__ import annotations

import datetime as dt
import difflib
import shlex
from collections.abc import Iterator, Mapping

from pmflow.deciding.answer_judging import Asked, judge, times
from pmflow.deciding.draft import Draft
from pmflow.deciding.items import rows_of
from pmflow.events import AnswerGiven, Answering
from pmflow.journal import DONE, Answer, ItemValues
from pmflow.model import ActionStatus, State
from pmflow.owners import listed
from pmflow.plan import AssignActionItem, Refusal, RowChange, SetDue, UpdateActionItem, WriteRows

WHAT: Mapping[Answering, str] = {
    "done": DONE,
    "verify": "ActionItemVerified",
    "due": "ActionItemDated",
    "snooze": "ActionItemSnoozed",
    "assign": "ActionItemAssigned",
    "wont_do": "ActionItemSettled",
}
"""What the journal calls each."""

AGREED = "{reason}; agreed by {approver}"
"""The reason of what will not be done, as it is kept."""
CLAIMED = "{reason}; {by} says that {approver} agreed"
"""Where it was asked for in a comment: whose comment it is, is proven, and the approver said nothing."""

GIVEN_TO = "it is assigned to {to} instead, who answers for them; give them access there, and say it again"
GIVEN_TO_LEAD = "{team} is a team; it is assigned to {to}, its lead"
GIVEN_TO_NOBODY = "it is assigned to nobody, and its text says whose it is; give them access there, and say it again"


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
    asked = Asked(draft, event, stands.model_copy(update=ours), wanted)
    mends = event.answer == "assign" and event.id in merged.unheld
    if not mends and (already := _already(asked)):
        draft.advice.append(Refusal("answer_allowed", (f"{event.id} {already} already; nothing to do",)))
        return
    overrides = judge(asked)
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
        what, by=event.by, key=f"{what}:{event.id}:{draft.record.tip}", told=_told(asked), reason=_reason(asked),
        overrides=overrides, items=draft.changed(after), answer=_answer(asked),
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
            # Nobody is asked on a day off. Said instead, it would cost whoever mends it one of few moves.
            return {"due": event.due and draft.policy.working_calendar.next_workday(event.due)}
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
                "reason": _agreed(draft, event).format(
                    reason=(event.reason or "").strip(), approver=approver, by=event.by
                ),
            }


def _agreed(draft: Draft, event: AnswerGiven) -> str:
    own = draft.policy.same_person(event.by, (event.approver or "").strip().removeprefix("@"))
    return AGREED if event.asked is None or own else CLAIMED


def _known_as(draft: Draft, name: str) -> str:
    """The name that the policy has for somebody ("Renata" where she is the only one), else the one that was given."""
    plain = " ".join(name.split()).removeprefix("@")
    person = None if draft.policy.maps_team(plain) else listed(plain, draft.policy)
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
        until = asked.draft.record.snoozed.get((event.id, before.promised), dt.date.min)
        return f"is snoozed until {until}" if before.status.is_open and until >= _until(asked) else None
    if any(getattr(before, name) != value for name, value in asked.wanted.items()):
        return None
    if event.answer == "due":
        return f"is due {before.due}"
    if event.answer == "assign":
        return f"is {before.owner}'s"
    return "is settled (won't do)" if event.answer == "wont_do" else f"is {before.status}"


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


def _told(asked: Asked) -> str | None:
    """What a person wants to read back that the entry alone does not show: which date was understood."""
    day, was = asked.wanted.get("due"), asked.before.due
    if not isinstance(day, dt.date):
        return None
    told = f"{day} ({day:%a})"
    if was is None or day < was:
        return told if was is None else f"{told} instead of {was}"
    draft = asked.draft
    moves = draft.record.moves.get(asked.event.id, 0) + 1
    return f"{told} instead of {was}; moved {times(moves)} of {draft.policy.answers.moves}"


def _answer(asked: Asked) -> Answer:
    if asked.event.answer != "snooze":
        return Answer(id=asked.event.id)
    return Answer(id=asked.event.id, due=asked.before.promised, until=_until(asked))


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
        day = calendar.next_workday(event.due)
        told = f"{id}: {event.due} is a {event.due:%A} on which nobody works; it is due on the next working day, {day}"
        yield Refusal("actions_dated", (told,))
    if event.answer == "assign" and event.stand_in is not None:
        to, team = event.stand_in.to, " ".join((event.owner or "").split()).removeprefix("@")
        instead = GIVEN_TO.format(to=to) if to else GIVEN_TO_NOBODY
        told = f"{event.stand_in.why}; {instead}"
        if to and policy.maps_team(team):  # nobody expects a team to have a login
            told = GIVEN_TO_LEAD.format(team=team, to=to)
        yield Refusal("actions_owned", (f"{id}: {told}",))
    if event.answer == "assign" and (person := policy.person(event.owner or "")) and person.is_away(asked.today):
        last = max(away.last for away in person.away if away.first <= asked.today <= away.last)
        yield Refusal("actions_owned", (f"{id}: {person.name} is away until {last}",))
