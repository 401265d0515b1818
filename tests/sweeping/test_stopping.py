"""A sweep that must stop: it says how far it came, and the next one carries on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from pmflow.errors import TrackerThrottled, TrackerUnavailable
from pmflow.sweeping import sweep
from pmflow.tracker import Card
from pmflow.voice import Sent
from tests.escalation.scene import incident, item, tracked
from tests.escalation.voices import Remembered
from tests.sweeping.scene import DUE, POLICY, Counted, at, policy, said

SILENT = policy(notify={})


def full() -> tuple[Counted, list[str]]:
    """Two post-mortems, each with something to say to two people, and an incident without one."""
    tracker = Counted()
    items = [item(1, DUE), item(2, DUE, "Bo"), item(3, dt.date(2026, 1, 13))]
    refs = [tracked(tracker, name, items) for name in "ab"]
    tracker.add_incident(incident("c", resolved=at(14)).model_copy(update={"responders": ("Sarah",)}))
    tracker.asked.clear()
    return tracker, refs


@pytest.mark.parametrize("by_voice", [True, False])
def test_wherever_the_limit_is_reached_all_is_said_once(by_voice: bool) -> None:
    """Not one request is sent after the one that was refused; when the limit has passed, what is left is done."""
    needed = full()[0]
    undisturbed = said(sweep(needed, POLICY, now=at(19), voice=Remembered() if by_voice else None))
    assert len(needed.asked) > 15
    for allowed in range(len(needed.asked)):
        tracker, refs = full()
        voice = Remembered() if by_voice else None
        tracker.allowed = allowed
        first = sweep(tracker, POLICY, now=at(19), voice=voice)
        assert (len(tracker.asked), first.whole) == (allowed + 1, False)
        assert first.troubles[0][1].endswith("too many requests; run it again in 3601 s")
        tracker.allowed = None
        second = sweep(tracker, POLICY, now=at(19, 12), voice=voice)
        third = sweep(tracker, POLICY, now=at(19, 13), voice=voice)
        assert (second.whole, third.plans, third.said) == (True, (), ())
        told = said(first, second)
        assert max(told.values()) == 1
        if voice is not None:
            assert told == undisturbed
        else:
            for ref in refs:
                texts = "".join(tracker.comments(ref).values())
                assert [texts.count(f"AI-{n} “") for n in (1, 2, 3)] == [1, 1, 1], (allowed, texts)


def test_what_was_journaled_on_a_friday_is_said_on_monday() -> None:
    """Nobody sweeps on a weekend. It is said late, and by the bare words; what was taken away after a week stays away."""
    tracker = Counted()
    ref = tracked(tracker, "a", [item(1, DUE)])
    once = policy(notify={}, ladder=[{"name": "due", "day": 0, "to": "owner"}])
    tracker.asked.clear()
    tracker.allowed = 3
    swept = sweep(tracker, once, now=at(16, 16))
    assert tracker.asked == ["load PM-1", "load PM-1", "journal PM-1", "comment PM-1"]
    assert [(each.outcome, each.reason) for each in swept.said] == [(Sent.NOT_SENT, "left for the next sweep")]
    tracker.allowed = None
    assert sweep(tracker, once, now=at(19, 9)).said == ()
    assert [*tracker.comments(ref).values()] == ["@sarah-ok: AI-1 “Promise 1” is due today, Fri 2026-01-16\n"]
    tracker._postmortems[ref].comments.clear()
    sweep(tracker, once, now=at(23))
    assert tracker.comments(ref) == {}


def test_how_far_it_came_is_told() -> None:
    """What was not looked at is counted; what was, and has something to say, waits."""
    tracker, refs = full()
    tracker.allowed = 4  # the first is read, and three labels are set; the fourth is refused
    swept = sweep(tracker, SILENT, now=at(19))
    assert (swept.examined, swept.of) == (0, 2)
    assert swept.troubles == (
        (refs[0], "too many requests; run it again in 3601 s"),
        (
            "",
            "the tracker takes no more requests for now; 2 were left for the next sweep, and incidents not yet looked at",
        ),
    )
    assert swept.said == ()


def test_what_is_left_to_be_said_is_shown() -> None:
    """With why it was not."""
    tracker, _ = full()
    sweep(tracker, SILENT, now=at(19), dry_run=True)
    reads = len(tracker.asked)
    labels = sum(each.startswith("add_label") for each in full_asked())
    tracker.asked.clear()
    tracker.allowed = reads + labels
    swept = sweep(tracker, SILENT, now=at(19))
    assert {(each.to, each.outcome, each.reason) for each in swept.said} == {
        (name, None, "left for the next sweep") for name in ("Ada", "Bo", "Sarah")
    }
    assert (swept.examined, swept.of) == (3, 3)


def full_asked() -> list[str]:
    tracker, _ = full()
    sweep(tracker, SILENT, now=at(19))
    return tracker.asked


def test_a_list_that_breaks_off() -> None:
    """What was read of it is looked at and said; that there is more, and why it was not read, is told."""

    class Torn(Counted):
        def cards(self) -> Iterator[Card]:
            yield next(super().cards())
            raise TrackerUnavailable("acme/shop: no answer")

    tracker, voice = Torn(), Remembered()
    for name in "ab":
        tracked(tracker, name, [item(1, DUE)])
    swept = sweep(tracker, POLICY, now=at(19), voice=voice)
    assert (swept.examined, swept.of, len(voice.sent)) == (1, 2, 1)
    assert swept.troubles == (("", "the list of post-mortems broke off: acme/shop: no answer"),)


def test_a_list_that_does_not_begin() -> None:
    """There is nothing to count: that is the tracker's error, and no sweep."""
    tracker, _ = full()
    tracker.allowed = 0

    def refused() -> Iterator[Card]:
        raise TrackerThrottled("too many requests")
        yield

    tracker.cards = refused  # type: ignore[method-assign]
    with pytest.raises(TrackerThrottled):
        sweep(tracker, POLICY, now=at(19))
