"""The journal as a chain, and what it amounts to."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.errors import TrackerMisunderstood
from pmflow.journal import (
    GENESIS,
    Answer,
    Break,
    Entry,
    ItemValues,
    Meeting,
    Record,
    Rung,
    Told,
    first_break,
    from_line,
    replay,
    seal,
    to_line,
    verify,
)
from pmflow.model import ActionStatus, Approval, Person, Priority, Sharing, State

NOW = dt.datetime(2026, 6, 3, 9, 0, tzinfo=dt.UTC)
D, R, T, S, C = State
APPROVAL = Approval(by="ivo", at=NOW, content_hash="abc")


def entry(key: str, what: str = "Synced", **more: object) -> Entry:
    return Entry.model_validate({"key": key, "at": NOW, "by": "noor", "what": what, **more})


def move(key: str, what: str, source: State, to: State) -> Entry:
    return entry(key, what, source=source, to=to)


def chain(*entries: Entry, secret: bytes | None = None) -> list[Entry]:
    sealed: list[Entry] = []
    for one in entries:
        sealed.append(seal(one, sealed[-1] if sealed else None, secret=secret))
    return sealed


keys = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=6, unique=True)


def test_empty() -> None:
    """No entries amount to nothing, and an empty chain is whole."""
    assert replay([]) == Record()
    assert verify([]) == []


def test_first_entry() -> None:
    """The first entry follows the fixed beginning."""
    assert chain(entry("a"))[0].previous == GENESIS


@given(keys)
def test_sealed_is_whole(names: list[str]) -> None:
    """Whatever was sealed in order verifies, also after a way through text."""
    sealed = chain(*[entry(name) for name in names])
    assert verify(sealed) == []
    assert verify([from_line(to_line(one)) for one in sealed]) == []


@given(keys, st.data())
def test_a_change_shows(names: list[str], data: st.DataObject) -> None:
    """Whoever changes one word of an entry is found at that entry."""
    sealed = chain(*[entry(name) for name in names])
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] = sealed[at].model_copy(update={"by": "somebody else"})
    assert verify(sealed) == [f"entry {at + 1} (Synced): was changed after it was written"]


@given(keys.filter(lambda names: len(names) > 1), st.data())
def test_a_gap_shows(names: list[str], data: st.DataObject) -> None:
    """An entry taken out is missed by the one after it; only the newest can go unseen."""
    sealed = chain(*[entry(name) for name in names])
    at = data.draw(st.integers(0, len(sealed) - 2))
    del sealed[at]
    assert verify(sealed) == [
        f"entry {at + 1} (Synced): does not follow the entry before it; one was removed, added or moved"
    ]


def test_a_key_twice_shows() -> None:
    """Two entries of one key are one too many."""
    assert verify(chain(entry("a"), entry("a"))) == ["entry 2 (Synced): stands twice (key a)"]


def test_secret() -> None:
    """With a key, a chain that was sealed without it or with another is found out; without one it passes."""
    forged = chain(entry("a"), secret=b"other")
    said = ["entry 1 (Synced): was not sealed with the configured key"]
    assert verify(chain(entry("a"), secret=b"right"), secret=b"right") == []
    assert verify(forged, secret=b"right") == said
    assert verify(chain(entry("a")), secret=b"right") == said
    assert verify(forged) == []


def test_replay_moves() -> None:
    """The state is where the last move led; a waived post-mortem stays so until it is reopened."""
    waived = replay([move("1", "waive", D, C), entry("2")])
    reopened = replay([move("1", "waive", D, C), move("2", "reopen", C, D)])
    by_hand = replay([move("1", "StateSet", D, C)])
    assert (waived.state, waived.came_from, waived.last_move, waived.waived) == (C, D, "waive", True)
    assert (reopened.state, reopened.came_from, reopened.last_move, reopened.waived) == (D, C, "reopen", False)
    assert by_hand.waived


def test_replay_facts() -> None:
    """Approvals add up; of meeting, items, sharing and authors the newest counts; the first due date stays."""
    early, late = dt.date(2026, 6, 12), dt.date(2026, 7, 1)
    first = {"AI-1": ItemValues(title="Close connections", owner="noor", due=early, priority=Priority.P1)}
    second = {"AI-1": first["AI-1"].model_copy(update={"due": late, "status": ActionStatus.IN_PROGRESS})}
    meeting = Meeting(held=NOW, invited=(Person(name="ivo"), Person(name="noor")), came=(Person(name="ivo"),))
    sharing = Sharing(audience="company", place="shared", at=NOW)
    told = [
        entry("1", approval=APPROVAL),
        entry("2", redaction=APPROVAL),
        entry("3", meeting=Meeting(held=dt.date(2026, 6, 1))),
        entry("4", meeting=meeting, authors=("noor",)),
        entry("5", items=first),
        entry("6", items=second, sharing=sharing),
    ]
    assert replay(told) == Record(
        approvals=(APPROVAL,),
        redactions=(APPROVAL,),
        meeting=meeting,
        items=second,
        first_due={"AI-1": early},
        last_due={"AI-1": late},
        moves={"AI-1": 1},
        heard={"AI-1": NOW},
        changed={"AI-1": NOW},
        sharing=sharing,
        shared_by=told[-1],
        authors=("noor",),
        keys=frozenset("123456"),
    )


def test_what_was_told_is_remembered_until_it_certainly_did_not_leave() -> None:
    """A rung fires once for a due date; a message that did not leave arms its rungs again and counts for nothing."""
    due = dt.date(2026, 6, 12)
    told = Told(to="noor", rungs=(Rung(id="AI-1", due=due, rung="due"),), text="AI-1 is due")
    to_channel = Told(to="channel", person=False, rungs=(Rung(id="AI-1", due=due, rung="channel"),))
    said = [entry("1", what="Told", told=told), entry("2", what="Told", told=to_channel)]
    assert (replay(said).told, replay(said).messages) == (
        {("AI-1", due, "due"), ("AI-1", due, "channel")},
        (("noor", NOW),),
    )
    undone = replay([*said, entry("3", what="NotTold", told=told)])
    assert (undone.told, undone.messages) == ({("AI-1", due, "channel")}, ())


def test_a_snooze_is_for_one_due_date() -> None:
    """Until when an item is left alone, how often for which date, and that somebody was heard."""
    due, until = dt.date(2026, 6, 12), dt.date(2026, 6, 15)
    record = replay([entry("1", what="ActionItemSnoozed", answer=Answer(id="AI-1", due=due, until=until))])
    assert (record.snoozed, record.snoozes, record.heard) == ({("AI-1", due): until}, {("AI-1", due): 1}, {"AI-1": NOW})


def test_one_line() -> None:
    """An entry is one line, whatever its words hold."""
    odd = entry("a", reason="two\nlines\r\u2028and \x1b more")
    assert len(to_line(odd).encode().splitlines()) == 1
    assert from_line(to_line(odd)) == odd


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "is no JSON"),
        ('{"key": "a"', "is no JSON"),
        ("[]", "is no journal entry"),
        ('{"key": "a"}', "is no journal entry"),
        ("[" * 100_000, "is no journal entry"),
        ('{"key": ' + "[" * 100_000, "is no journal entry"),
        ('{"key": ' + "9" * 5000 + "}", "is no journal entry"),
        ('{"key": "a", "at": ' + "9" * 400 + ', "by": "noor", "what": "x"}', "is no journal entry"),
        ('{"key": "a", "at": "0001-01-01T00:00:00+02:00", "by": "noor", "what": "x"}', "is no journal entry"),
        ('{"key": "a", "at": "2026-06-03T09:00:00Z", "by": "\\ud800", "what": "x"}', "is no journal entry"),
    ],
    ids=lambda value: value[:30],
)
def test_no_entry(line: str, reason: str) -> None:
    """A line that is no entry is refused with its place and what to do."""
    with pytest.raises(TrackerMisunderstood, match=f"^journal.jsonl:3: this line {reason}; restore the file"):
        from_line(line, place="journal.jsonl:3")


def test_what_counts_ends_at_the_first_break() -> None:
    """A changed, moved or unsealed entry, and all after it, are not believed; a journal older than the key is a case of
    its own."""
    whole = chain(entry("a"), entry("b"), entry("c"))
    changed = [whole[0], whole[1].model_copy(update={"by": "eve"}), whole[2]]
    forged = [*chain(entry("a"), secret=b"k"), seal(entry("b"), chain(entry("a"), secret=b"k")[0])]
    late = [whole[0], seal(entry("b"), whole[0], secret=b"k")]
    assert first_break(whole) is first_break(late, secret=b"k") is first_break([], secret=b"k") is None
    assert first_break(changed) == Break(1, "entry 2 (Synced) was changed after it was written")
    assert first_break([whole[0], whole[2]]) == Break(1, "entry 2 (Synced) does not follow the entry before it")
    assert first_break(forged, secret=b"k") == Break(1, "entry 2 (Synced) was not sealed with PMFLOW_JOURNAL_KEY")
    assert first_break(whole, secret=b"k") == Break(0, "entry 1 (Synced) was not sealed with PMFLOW_JOURNAL_KEY", True)
    assert first_break(changed, secret=b"k") == Break(0, "entry 1 (Synced) was not sealed with PMFLOW_JOURNAL_KEY")
