"""Taking a step: the guards, then what the step itself does, then the journal and the state.

What a step needs comes first, and is done again without harm; then the journal, then what is said of it, then the state. A run
that dies between the journal and the state is known by that (`facing`), and the next one says what it left unsaid.
"""

from __future__ import annotations

from typing import TypedDict

from pmflow.deciding.announcing import announcement, taken_back
from pmflow.deciding.draft import Draft
from pmflow.deciding.judging import Verdict, judge
from pmflow.document.own_words import for_readers
from pmflow.events import StepAsked
from pmflow.journal import ItemValues
from pmflow.model import Sharing, State, Step
from pmflow.plan import MarkPublished, Publish, Refusal
from pmflow.policy.parts import Audience
from pmflow.states.machine import attempt
from pmflow.states.table import Transition, step_between, steps_from

TRACKED = frozenset({State.ACTIONS_TRACKED, State.SHARED, State.CLOSED})
"""The states in which action items are promises."""

SHARED = "Shared with {audience} at {place}: {title}"
UNDER_REVISION = "This post-mortem is under revision: {reason}"


def take_step(draft: Draft, event: StepAsked) -> None:
    """Move on, or say what stands in the way."""
    state, step = draft.state, event.step
    other = draft.record.sharing is not None and event.audience not in (None, draft.record.sharing.audience)
    if _was_last(draft, step) and not (step is Step.SHARE and other):
        if _moved_nothing(draft):
            tell_of_sharing(draft)
        draft.advice.append(Refusal("step_allowed", (f"it is {state} already; nothing to do",)))
        return
    merged = draft.merged(None if step is Step.TRACK else frozenset())
    verdicts: list[Verdict] = []

    def holds(row: Transition) -> bool:
        verdicts.append(judge(row, draft.case(event, tuple(merged.items)), event.overrides))
        return verdicts[-1].holds

    after, row = attempt(state, step, waived=draft.record.waived, judge=holds)
    if row is None:
        allowed = ", ".join(r.step for r in steps_from(state, waived=draft.record.waived))
        draft.refusals.append(Refusal("step_allowed", (f"{step} does not lead on from {state}; from here: {allowed}",)))
        return
    verdict = verdicts[-1]
    draft.advice.extend(verdict.advice)
    if step in (Step.TRACK, Step.SHARE) and (changed := draft.unapproved()):
        draft.advice.append(changed)
    if not verdict.holds:
        draft.refusals.extend(verdict.refusals)
        return
    facts = prepare(draft, event, after)
    draft.journal(
        step, by=event.by, source=state, to=after, reason=event.reason, overrides=tuple(verdict.overridden),
        authors=event.authors, waived_by=event.approver if step is Step.WAIVE else None, **facts,
    )  # fmt: skip
    if facts.get("sharing"):
        tell_of_sharing(draft)
    draft.state = after
    draft.show(after)


def _was_last(draft: Draft, step: Step) -> bool:
    """Whether it is where the step leads by that very step, or by a hand that did as much."""
    record = draft.record
    if record.last_move != "StateSet" or record.came_from is None:
        return record.last_move == step
    row = step_between(record.came_from, draft.state, waived=record.waived)
    return row is not None and row.step is step


def _moved_nothing(draft: Draft) -> bool:
    """Whether it was shared without moving what the tracker shows, so that nothing there tells of a run that died after that."""
    return draft.record.last_move == "StateSet" or draft.record.came_from is draft.state


class Facts(TypedDict, total=False):
    """What the journal is to keep of a step's own effects."""

    items: dict[str, ItemValues] | None
    sharing: Sharing | None


def prepare(draft: Draft, event: StepAsked, after: State) -> Facts:
    """Plan the step's own effects, and answer what the journal is to keep of them."""
    facts: Facts = {}
    if after in TRACKED and event.step is not Step.WAIVE:
        merged = draft.merged(None if event.step is Step.TRACK else frozenset())
        facts["items"] = draft.changed(merged)
        draft.carry_out(merged)
    if event.step is Step.TRACK:
        _advise_on_days(draft)
    elif event.step is Step.SHARE:
        facts["sharing"] = _share(draft, event)
    elif event.step is Step.REVISE:
        take_back(draft, draft.record.sharing, UNDER_REVISION.format(reason=event.reason))
    return facts


def take_back(draft: Draft, known: Sharing | None, note: str) -> None:
    """Mark what was published, and what was said of it."""
    if known is None and draft.state not in (State.SHARED, State.CLOSED):
        return
    audience = (known and known.audience) or ""
    if known and known.place:
        draft.effects.append(MarkPublished(audience, known.place, note))
    if draft.snapshot.loaded.address is not None:
        draft.effects.extend(taken_back(draft, audience, note))


def _share(draft: Draft, event: StepAsked) -> Sharing | None:
    in_place = draft.snapshot.loaded.address is not None
    name = event.audience or (draft.policy.goes_without_saying() if in_place else None)
    audience = draft.policy.audience(name or "")
    if audience is None or name is None:
        return None
    if in_place:
        return _share_in_place(draft, name, audience)
    place = draft.policy.folder_for(name) or ""
    draft.effects.append(Publish(name, place, for_readers(draft.snapshot.document)))
    return Sharing(audience=name, place=place, at=draft.now)


def _share_in_place(draft: Draft, name: str, audience: Audience) -> Sharing:
    """It is read where it is: nothing is copied, but to another place that the policy names."""
    elsewhere = audience.to if audience.to not in (None, draft.snapshot.ref, *draft.policy.notify) else None
    if elsewhere:
        draft.effects.append(Publish(name, elsewhere, for_readers(draft.snapshot.document)))
    return Sharing(audience=name, place=elsewhere, at=draft.now)


def tell_of_sharing(draft: Draft, *, quiet: bool = False) -> None:
    """Say that it is shared, once for each time that it was: so a run that died before it said so is made good. `quiet`: no more
    than that, and to nobody; it keeps a run that is about to say all of it from doing so."""
    sharing, shared_by, ref = draft.record.sharing, draft.record.shared_by, draft.snapshot.ref
    if draft.record.state is not State.SHARED or sharing is None or shared_by is None or sharing.audience is None:
        return
    if draft.snapshot.loaded.address is None:
        title = draft.snapshot.document.postmortem.title or ref
        told = SHARED.format(audience=sharing.audience, place=sharing.place or "", title=title)
        draft.comment(f"shared:{shared_by.made_on}", told)
    elif audience := draft.policy.audience(sharing.audience):
        said = announcement(draft, shared_by, sharing.audience, audience, sharing.place or ref, quiet=quiet)
        draft.effects += [said] if said and said not in draft.effects else []


def _advise_on_days(draft: Draft) -> None:
    """A due date on a day off is no reason to refuse, but worth knowing."""
    days = tuple(f"line {f.line}: {f.message}" for f in draft.snapshot.findings if f.rule == "due-non-working-day")
    if days:
        draft.advice.append(Refusal("actions_dated", days))
