"""What is replied to a command: what came of it, why not, and what a person should know besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pmflow.command_words import in_comments
from pmflow.document.document import Document
from pmflow.events import Event
from pmflow.happenings import CommandGiven
from pmflow.journal import Entry
from pmflow.model import State
from pmflow.plan import CommentIncident, Plan, Refusal, WriteJournal
from pmflow.policy import Policy
from pmflow.reacting.onward import next_after, ready_after
from pmflow.reacting.work import Work
from pmflow.status import sentence, with_reasons

REFUSED = "Not done, it is still {state}{reasons}"
CLAIMED = "{by} says that {approver} agreed."
MOVED = "{before} → **{after}**."
SAID = " It is said under {place}."
NOTHING = "Nothing to do: it is so already."
BY_NOW = " By now it is {state}."
MOST = 6
"""Remarks in one line."""


def answer(work: Work, given: CommandGiven, event: Event, plan: Plan) -> str:
    """What came of a command's event. A run that finishes what another one journaled says of it what the journal knows."""
    done = _done_before(work, event)
    if done is None or plan.refusals:
        return _told(work, given, plan)
    if done.to is not None and plan.after is not None and plan.after is not done.to:
        return _moved(done.source, done.to) + BY_NOW.format(state=_words(plan.after))
    return _told(work, given, _as_first(plan, done))


def _done_before(work: Work, event: Event) -> Entry | None:
    """The entry in which a run before this one said that it carried this out; it died before it could answer."""
    journal = work.decided_on.loaded.journal if work.decided_on else ()
    return next((entry for entry in journal if event.asked is not None and entry.asked == event.asked), None)


def _as_first(plan: Plan, done: Entry) -> Plan:
    """The plan of the run that died, as far as its entry tells."""
    effects = (WriteJournal(done), *plan.effects)
    return replace(plan, effects=effects, before=done.source or plan.before, after=done.to or plan.after)


def _told(work: Work, given: CommandGiven, plan: Plan) -> str:
    policy, document = work.around.policy, work.decided_on.document if work.decided_on else None
    if plan.refusals:
        return REFUSED.format(state=_words(plan.before) or "as it was", reasons=_reasons(plan.refusals, document))
    if plan.after is not None and plan.before is not plan.after:
        told = _moved(plan.before, plan.after) + next_after(work, plan)
        told += "".join(_claimed(plan, policy))
        told += "".join(_announced(work, plan))
    else:
        told = " ".join(_recorded(plan)) or ("" if plan.advice else NOTHING)
        told += ready_after(work, plan)
    remarks = "; ".join(_remarks(plan.advice, document))
    return f"{told} {_begun(remarks, _names(work, given))}.".lstrip() if remarks else told


def _moved(before: State | None, after: State) -> str:
    return MOVED.format(before=_words(before), after=_words(after))


def _words(state: State | None) -> str:
    return state.replace("_", " ") if state else ""


def _announced(work: Work, plan: Plan) -> Iterator[str]:
    """Where it was said; an incident that takes no comment leaves it to the post-mortem. Of what is taken back, nothing was."""
    for each in plan.effects if plan.after is State.SHARED else ():
        if isinstance(each, CommentIncident):
            here = each.key in work.snapshot().loaded.comments
            yield SAID.format(place=work.ref if here else each.incident)


def _names(work: Work, given: CommandGiven) -> frozenset[str]:
    """Who may be named here, in small letters."""
    loaded = work.decided_on.loaded if work.decided_on else None
    owners = [item.owner for item in loaded.items if item.owner] if loaded else []
    policy = [name for person in work.around.policy.people for name in person.names()]
    return frozenset(map(str.casefold, (given.by, *owners, *(loaded.logins if loaded else ()), *policy)))


def _begun(words: str, names: frozenset[str]) -> str:
    """With a capital, unless it begins with a name, an address or a value, which are spelled as they are."""
    first = words.partition(" ")[0].rstrip(".,;:")
    if not first.isalpha() or any(
        name == first.casefold() or words.casefold().startswith(f"{name} ") for name in names
    ):
        return words
    return words[:1].upper() + words[1:]


def _claimed(plan: Plan, policy: Policy) -> Iterator[str]:
    """Who is said to have agreed to a waiver, and by whom: they themselves said nothing here."""
    for effect in plan.effects:
        entry = effect.entry if isinstance(effect, WriteJournal) else None
        if entry and entry.waived_by and not policy.same_person(entry.by, entry.waived_by):
            yield f" {sentence(CLAIMED.format(by=entry.by, approver=entry.waived_by))}"


def _recorded(plan: Plan) -> Iterator[str]:
    """What was journaled, of whom and what."""
    for effect in plan.effects:
        if isinstance(effect, WriteJournal) and effect.entry.asked is not None:
            about = f"{effect.entry.answer.id}: " if effect.entry.answer else ""
            words = sentence(effect.summary.replace("record ", "recorded ", 1))
            yield f"{about}{words}." if about else f"{words[:1].upper()}{words[1:]}."


def _reasons(refusals: tuple[Refusal, ...], document: Document | None) -> str:
    """All of them: one reason goes on the line, several are a list, each with what to do."""
    if len(refusals) == 1 and len(refusals[0].reasons) == 1:
        return f": `{refusals[0].guard}`: {sentence(_said(refusals[0], document)).rstrip('.')}."
    lines = (line for each in refusals for line in with_reasons(f"- `{each.guard}`", each.reasons, document))
    return ":\n\n" + "\n".join(lines)


def _remarks(advice: tuple[Refusal, ...], document: Document | None) -> Iterator[str]:
    for remark in advice[:MOST]:
        yield sentence(_said(remark, document)).rstrip(".")


def _said(remark: Refusal, document: Document | None) -> str:
    return "; ".join(in_comments(reason, document) for reason in remark.reasons)
