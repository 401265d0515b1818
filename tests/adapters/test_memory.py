"""What `memory` offers to tests beside the port."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.adapters.memory import Memory
from pmflow.errors import TrackerMissing, TrackerUnavailable
from pmflow.journal import Entry, verify
from pmflow.model import ActionItem, ActionStatus, Incident, State
from pmflow.plan import Comment, CreateActionItem, SetState, ShowStatus, UpdateActionItem, WriteJournal

NOW = dt.datetime(2026, 6, 3, 9, 0, tzinfo=dt.UTC)
ITEM = ActionItem(id="AI-1", title="Close connections", status=ActionStatus.PLANNED, line=12)


def test_people_act() -> None:
    """What people do behind pmflow's back is there at the next look."""
    tracker = Memory()
    ref = tracker.add("# One\n", states=(State.DRAFT,), assignees=("noor",))
    tracker.apply(ref, CreateActionItem(ITEM))
    tracker.edit(ref, "# Two\n")
    tracker.set_state(ref, State.SHARED, State.DRAFT)
    tracker.assign_item(ref, "AI-1", "ivo")
    tracker.set_due(ref, "AI-1", dt.date(2026, 7, 1))
    tracker.close_item(ref, "AI-1")
    loaded = tracker.load(ref)
    assert (loaded.body, loaded.states, loaded.assignees) == ("# Two\n", (State.SHARED, State.DRAFT), ("noor",))
    assert loaded.items == (
        ActionItem(
            id="AI-1",
            title="Close connections",
            owner="ivo",
            due=dt.date(2026, 7, 1),
            status=ActionStatus.DONE,
            link="memory:PM-1#AI-1",
        ),
    )
    tracker.reopen_item(ref, "AI-1")
    assert [item.status for item in tracker.load(ref).items] == [ActionStatus.PLANNED]
    tracker.delete_item(ref, "AI-1")
    assert tracker.load(ref).items == ()
    with pytest.raises(TrackerMissing, match="AI-1"):
        tracker.close_item(ref, "AI-1")


def test_status() -> None:
    """What is shown of how things stand is there at the next look."""
    tracker = Memory()
    ref = tracker.add("# One\n")
    tracker.apply(ref, ShowStatus("All is **well**."))
    assert tracker.load(ref).status == "All is **well**."


def test_update_says_what_is_given() -> None:
    """An update changes what it gives and leaves the rest."""
    tracker = Memory()
    ref = tracker.add("# One\n")
    tracker.apply(ref, CreateActionItem(ITEM))
    tracker.apply(ref, UpdateActionItem("AI-1", status=ActionStatus.WONT_DO, reason="agreed with ivo"))
    assert tracker.load(ref).items == (
        ITEM.model_copy(
            update={"status": ActionStatus.WONT_DO, "reason": "agreed with ivo", "link": "memory:PM-1#AI-1", "line": 0}
        ),
    )


def test_item_without_id() -> None:
    """An item without an id is a mistake of the caller's."""
    tracker = Memory()
    with pytest.raises(ValueError, match="has no id"):
        tracker.apply(tracker.add("# One\n"), CreateActionItem(ActionItem(title="Close connections")))


def test_comments() -> None:
    """What pmflow said can be read; a ref may be typed in lower case."""
    tracker = Memory()
    ref = tracker.add("# One\n")
    tracker.apply(tracker.resolve("pm-1"), Comment("a", "Said."))
    assert tracker.comments(ref) == {"a": "Said."}


def test_lost_write() -> None:
    """A lost write is not done; the same again succeeds."""
    tracker = Memory()
    ref = tracker.add("# One\n")
    tracker.fail_after(2, lost="write")
    tracker.apply(ref, SetState(State.DRAFT))
    with pytest.raises(TrackerUnavailable, match="nothing was written"):
        tracker.apply(ref, SetState(State.REVIEWED))
    assert tracker.load(ref).states == (State.DRAFT,)
    tracker.apply(ref, SetState(State.REVIEWED))
    assert (tracker.load(ref).states, tracker.writes) == ((State.REVIEWED,), 3)


def test_lost_answer() -> None:
    """A lost answer belongs to a write that was done; the same again does it no second time."""
    tracker = Memory()
    tracker.add_incident(Incident(ref="pool", title="Pool exhausted"))
    tracker.fail_after(1, lost="answer")
    with pytest.raises(TrackerUnavailable, match="answer was lost"):
        tracker.create(tracker.incident("pool"), "# One\n")
    ref = tracker.create(tracker.incident("pool"), "# One\n")
    entry = Entry(key="a", at=NOW, by="noor", what="Synced")
    for effect in (WriteJournal(entry), Comment("a", "Done."), CreateActionItem(ITEM)):
        tracker.fail_after(1, lost="answer")
        with pytest.raises(TrackerUnavailable):
            tracker.apply(ref, effect)
        tracker.apply(ref, effect)
    loaded = tracker.load(ref)
    assert (len(loaded.journal), verify(loaded.journal), len(loaded.items), len(loaded.comments)) == (1, [], 1, 1)
    assert [card.ref for card in tracker.cards()] == [ref]


def test_lost_journal() -> None:
    """A journal that was lost is empty, and begins anew."""
    tracker = Memory(secret=b"key")
    ref = tracker.add("# One\n")
    tracker.apply(ref, WriteJournal(Entry(key="a", at=NOW, by="noor", what="Synced")))
    tracker.lose_journal(ref)
    assert tracker.load(ref).journal == ()
    tracker.apply(ref, WriteJournal(Entry(key="b", at=NOW, by="noor", what="Synced")))
    assert verify(tracker.load(ref).journal, secret=b"key") == []
