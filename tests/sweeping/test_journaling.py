"""What is journaled before it is said."""

from __future__ import annotations

from collections.abc import Mapping

from pmflow.adapters.memory import Memory
from pmflow.journal import TOLD, Entry, Rung, Told, verify
from pmflow.plan import WriteJournal
from pmflow.sweeping import sweep
from tests.escalation.scene import item, tracked
from tests.escalation.voices import Remembered
from tests.sweeping.scene import DUE, POLICY, at, policy, rungs, said


def test_the_cap_is_looked_at_again_under_the_lock() -> None:
    """Somebody else's message that was journaled since this sweep looked counts as well."""
    tracker, capped = Memory(), policy(messages={"per_week": 1})
    ref = tracked(tracker, "a", [item(1, DUE)])

    class Late(Remembered):
        def reaches(self, name: str, fill: Mapping[str, str]) -> bool:
            told = Told(to="Sarah", rungs=(Rung(id="AI-9", due=DUE, rung="due"),))
            tracker.apply(ref, WriteJournal(Entry(key="other", at=at(16), by="pmflow", what=TOLD, told=told)))
            return super().reaches(name, fill)

    voice = Late()
    assert [each.outcome for each in sweep(tracker, capped, now=at(19), voice=voice).said] == [None]
    assert (voice.sent, rungs(tracker, ref)) == ([], [(TOLD, "Sarah", ("due",))])


def test_five_hundred_promises_are_one_message() -> None:
    """Each is journaled where it belongs, forty are spelled out."""
    tracker, voice = Memory(), Remembered()
    refs = [tracked(tracker, f"i{n}", [item(k, DUE) for k in range(1, 51)]) for n in range(10)]
    swept = sweep(tracker, POLICY, now=at(19), voice=voice)
    assert [title for _, title, _ in voice.sent] == ["pmflow: 500 promises need you, 500 of them overdue"]
    assert len(voice.sent[0][2].splitlines()) < 140
    assert [len(tracker.load(ref).journal[-1].told.rungs) for ref in refs] == [50] * 10  # type: ignore[union-attr]
    assert sum(said(swept).values()) == 500


def test_a_title_that_nobody_should_have_written() -> None:
    """A NUL, a line break, an escape: said as words, journaled as they are, and the chain holds."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE, title="a\x00b\nc\x1b[31m\u202ed")])
    sweep(tracker, POLICY, now=at(19), voice=voice)
    assert voice.sent[0][1] == "pmflow: AI-1 “a b c [31m d” was due on Fri 2026-01-16, 1 business day ago"
    assert verify(tracker.load(ref).journal) == []


def test_somebody_else_who_was_quicker() -> None:
    """The intent is looked for again under the lock; what was said meanwhile is not said."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    taken = sweep(tracker, POLICY, now=at(19), voice=None, dry_run=True)

    class Late(Remembered):
        def reaches(self, name: str, fill: Mapping[str, str]) -> bool:
            if not hasattr(self, "met"):
                self.met = True
                sweep(tracker, POLICY, now=at(19), voice=voice)
            return super().reaches(name, fill)

    late = Late()
    (held,) = sweep(tracker, POLICY, now=at(19), voice=late).said
    assert len(taken.said) == 1
    assert (held.outcome, held.reason, late.sent, len(voice.sent)) == (
        None,
        "was said, or is no longer due: somebody else was quicker",
        [],
        1,
    )
    assert rungs(tracker, ref) == [(TOLD, "Sarah", ("overdue",))]


def test_a_journal_that_is_lost_forgets_what_was_told() -> None:
    """Nobody can know better; it is said once more, and not every hour."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    before = tracker.load(ref).journal
    sweep(tracker, POLICY, now=at(19), voice=voice)
    tracker.lose_journal(ref)
    for entry in before:
        tracker.apply(ref, WriteJournal(entry))
    for hour in (11, 12, 13):
        sweep(tracker, POLICY, now=at(19, hour), voice=voice)
    assert len(voice.sent) == 2
