"""That something was shared is told to the targets of its audience, once."""

from __future__ import annotations

import datetime as dt

from pmflow.adapters.memory import Memory
from pmflow.journal import Entry
from pmflow.model import Sharing, State
from pmflow.plan import WriteJournal
from pmflow.sweeping import sweep
from tests.escalation.scene import tracked
from tests.escalation.voices import Remembered
from tests.sweeping.scene import at, policy

TOLD = {"notify": {"channel": "C", "news": "N"}, "publishing": {"audiences": {"company": {"tell": ["news"]}}}}


def shared(tracker: Memory, ref: str, when: dt.datetime) -> str:
    """A post-mortem that was shared at a moment."""
    made = tracked(tracker, ref, [], at=when)
    sharing = Sharing(audience="company", at=when)
    entry = Entry(key=f"s:{ref}:{when}", at=when, by="noor", what="share", to=State.SHARED, sharing=sharing)
    tracker.apply(made, WriteJournal(entry))
    return made


def test_it_is_told_once() -> None:
    """With title and place, in working hours; the next sweep has nothing to say."""
    tracker, voice = Memory(), Remembered()
    shared(tracker, "a", at(19))
    team = policy(**TOLD)
    assert sweep(tracker, team, now=at(19, 3), voice=voice).said[0].reason == "waits for their working hours"
    sweep(tracker, team, now=at(19), voice=voice)
    assert sweep(tracker, team, now=at(20), voice=voice).said == ()
    assert voice.sent == [
        (
            "news",
            "pmflow: “Incident a” is shared with company",
            "**Shared, and worth reading**\n\n- “Incident a” is shared with company\n  of: Incident a (P1), PM-1\n",
        )
    ]


def test_shared_anew_is_news_on_the_same_day() -> None:
    """With another audience, or after a revision; what was shared once is told once."""
    tracker, voice = Memory(), Remembered()
    ref = shared(tracker, "a", at(19))
    team = policy(**TOLD)
    sweep(tracker, team, now=at(19), voice=voice)
    sharing = Sharing(audience="company", at=at(19))
    for key, moved in {"r": {"to": State.DRAFT}, "t": {"to": State.SHARED, "sharing": sharing}}.items():
        tracker.apply(ref, WriteJournal(Entry(key=key, at=at(19), by="noor", what="moved", **moved)))
    for _ in range(2):
        sweep(tracker, team, now=at(19), voice=voice)
    assert [to for to, _, _ in voice.sent] == ["news", "news"]


def test_what_is_old_is_no_news() -> None:
    """A target that is named later is not told of all that was ever shared; two at once are one message."""
    tracker, voice = Memory(), Remembered()
    shared(tracker, "old", at(5))
    for ref in ("a", "b"):
        shared(tracker, ref, at(19))
    sweep(tracker, policy(**TOLD), now=at(20), voice=voice)
    assert [title for _, title, _ in voice.sent] == ["pmflow: 2 post-mortems were shared"]


def test_a_target_without_an_address_is_told_nowhere_else() -> None:
    """In the tracker it was said when it was shared."""
    tracker = Memory()
    ref = shared(tracker, "a", at(19))
    assert sweep(tracker, policy(**TOLD), now=at(20), voice=None).said == ()
    assert tracker.comments(ref) == {}
