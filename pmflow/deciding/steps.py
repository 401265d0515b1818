"""Taking a step: the guards, then what the step itself does, then the journal and the state.

The journal comes before the state, so that a run which dies between the two is known by it (`facing`); what a step needs
comes before both, and is done again without harm.
"""

from __future__ import annotations

from typing import TypedDict

from pmflow.deciding.draft import Draft
from pmflow.deciding.judging import Verdict, judge
from pmflow.document.own_words import for_readers
from pmflow.events import StepAsked
from pmflow.journal import ItemValues
from pmflow.model import Sharing, State, Step
from pmflow.plan import MarkPublished, Publish, Refusal
from pmflow.states.machine import attempt
from pmflow.states.table import Transition, steps_from

TRACKED = frozenset({State.ACTIONS_TRACKED, State.SHARED, State.CLOSED})
"""The states in which action items are promises."""

SHARED = "Shared with {audience} at {place}: {title}"
UNDER_REVISION = "This post-mortem is under revision: {reason}"


def take_step(draft: Draft, event: StepAsked) -> None:
    """Move on, or say what stands in the way."""
    state, step = draft.state, event.step
    other = draft.record.sharing is not None and event.audience not in (None, draft.record.sharing.audience)
    if draft.record.last_move == step and not (step is Step.SHARE and other):
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
    draft.state = after
    draft.show(after)


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
    elif event.step is Step.REVISE and draft.record.sharing:
        known = draft.record.sharing
        note = UNDER_REVISION.format(reason=event.reason)
        draft.effects.append(MarkPublished(known.audience or "", known.place or "", note))
    return facts


def _share(draft: Draft, event: StepAsked) -> Sharing | None:
    audience = draft.policy.audience(event.audience or "")
    if audience is None or event.audience is None:
        return None
    document = draft.snapshot.document
    draft.effects.append(Publish(event.audience, audience.to, for_readers(document)))
    title = document.postmortem.title or draft.snapshot.ref
    text = SHARED.format(audience=event.audience, place=audience.to, title=title)
    draft.comment(f"shared:{draft.record.tip}", text)
    return Sharing(audience=event.audience, place=audience.to, at=draft.now)


def _advise_on_days(draft: Draft) -> None:
    """A due date on a day off is no reason to refuse, but worth knowing."""
    days = tuple(f"line {f.line}: {f.message}" for f in draft.snapshot.findings if f.rule == "due-non-working-day")
    if days:
        draft.advice.append(Refusal("actions_dated", days))
