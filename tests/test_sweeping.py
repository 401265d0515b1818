"""A sweep over the memory tracker: what is written, what is said, and what is left behind when something breaks."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal

import pytest

from pmflow.adapters.memory import Memory
from pmflow.errors import TrackerUnavailable
from pmflow.journal import NOT_TOLD, TOLD, Entry, Rung, Told, verify
from pmflow.model import ActionStatus, State
from pmflow.plan import AddLabel, WriteJournal
from pmflow.policy import Policy
from pmflow.sweeping import GIVEN_UP, IN_TRACKER, Swept, sweep
from pmflow.tracker import Loaded
from pmflow.voice import Delivery, Sent
from tests.escalation.scene import BEGAN, incident, item, tracked
from tests.escalation.voices import Remembered

DUE = dt.date(2026, 1, 16)
"""A Friday."""
PEOPLE = [
    {"name": "Sarah", "email": "sarah@example.org", "handle": "sarah-ok", "lead": "Ada"},
    {"name": "Bo", "handle": "bo"},
    {"name": "Ada", "email": "ada@example.org"},
]


def policy(**more: object) -> Policy:
    return Policy.model_validate({"people": PEOPLE, "notify": {"people": "P", "channel": "C"}, **more})


POLICY = policy()


def at(day: int, hour: int = 10) -> dt.datetime:
    return dt.datetime(2026, 1, day, hour, tzinfo=dt.UTC)


def said(*swept: Swept) -> Counter[tuple[str, str | None, str | None, dt.date | None]]:
    """Every rung that was sent, or may have been."""
    return Counter(
        (about.ref, notice.id, notice.rung, notice.due)
        for each in swept
        for message in each.said
        if message.outcome in (Sent.SENT, Sent.UNSURE)
        for about, notice in message.notices
    )


def rungs(tracker: Memory, ref: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """What the journal says of messages."""
    return [
        (entry.what, entry.told.to, tuple(rung.rung for rung in entry.told.rungs))
        for entry in tracker.load(ref).journal
        if entry.told
    ]


# The ordinary


def test_one_message_to_each_of_all_that_there_is() -> None:
    """Over two post-mortems, by the ways that policy has; intents and labels where they belong."""
    tracker, voice = Memory(), Remembered()
    one = tracked(tracker, "a", [item(1, DUE), item(2, DUE, "@BO")])
    two = tracked(tracker, "b", [item(1, DUE, "sarah-ok")])
    swept = sweep(tracker, POLICY, now=at(19), voice=voice)
    assert [(each[0], each[1]) for each in voice.sent] == [
        ("channel", "pmflow: AI-2 “Promise 2” was due on Fri 2026-01-16, 1 business day ago"),
        ("sarah@example.org", "pmflow: 2 promises need you, 2 of them overdue"),
    ]
    assert voice.sent[0][2].startswith("@​bo:\n".replace("\u200b", ""))
    assert [(each.to, each.by_way, each.outcome) for each in swept.said] == [
        ("Bo", "channel", Sent.SENT),
        ("Sarah", "people", Sent.SENT),
    ]
    assert rungs(tracker, one) == [(TOLD, "Bo", ("overdue",)), (TOLD, "Sarah", ("overdue",))]
    assert rungs(tracker, two) == [(TOLD, "Sarah", ("overdue",))]
    assert tracker.load(one).labels == ("postmortem", "pm-overdue")
    assert tracker.load(one).item_labels == {"AI-1": ("pm-overdue",), "AI-2": ("pm-overdue",)}
    assert (swept.examined, swept.of, swept.troubles, swept.whole) == (2, 2, (), True)
    assert verify(tracker.load(one).journal) == []


def test_names_that_differ_only_in_case_are_one() -> None:
    """Also where policy knows nobody: one message, one count."""
    tracker, voice = Memory(), Remembered()
    tracked(tracker, "a", [item(1, DUE, "Kim"), item(2, DUE, "@kim"), item(3, DUE, "KIM")])
    none = Policy.model_validate({"notify": {"channel": "C"}, "messages": {"per_week": 1}})
    swept = sweep(tracker, none, now=at(19), voice=voice)
    assert [(each.to, len(each.notices)) for each in swept.said] == [("Kim", 3)]
    tracked(tracker, "b", [item(1, DUE, "kIM")])
    (waits,) = sweep(tracker, none, now=at(20), voice=voice).said
    assert (waits.outcome, "as many as messages.per_week allows" in waits.reason) == (None, True)


def test_a_name_from_a_document_pings_nobody() -> None:
    """What somebody wrote as the owner is words, also in front of a message."""
    tracker, voice = Memory(), Remembered()
    tracked(tracker, "a", [item(1, DUE, "@channel <!here>\n# x")])
    sweep(tracker, Policy.model_validate({"notify": {"channel": "C"}}), now=at(19), voice=voice)
    assert voice.sent[0][2].splitlines()[0] == "@\u200bchannel ‹!here› # x:"


def test_without_a_target_it_is_said_under_the_post_mortem() -> None:
    """To each by name, once."""
    tracker = Memory()
    ref = tracked(tracker, "a", [item(1, DUE), item(2, DUE, "Bo")])
    swept = sweep(tracker, policy(notify={}), now=at(19))
    assert [(each.to, each.by_way, each.outcome) for each in swept.said] == [
        ("Bo", IN_TRACKER, Sent.SENT),
        ("Sarah", IN_TRACKER, Sent.SENT),
    ]
    assert sorted(text.splitlines()[0] for text in tracker.comments(ref).values()) == ["@bo:", "@sarah-ok:"]
    before = tracker.comments(ref)
    sweep(tracker, policy(notify={}), now=at(20))
    assert tracker.comments(ref) == before


def test_a_target_called_tracker_is_a_target() -> None:
    """The word is not ours alone."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    own = Policy.model_validate({"notify": {"tracker": "T"}, "ladder": [{"name": "x", "day": 0, "to": "tracker"}]})
    sweep(tracker, own, now=at(19), voice=voice)
    assert ([each[0] for each in voice.sent], tracker.comments(ref)) == (["tracker"], {})


def closed(tracker: Memory, ref: str, when: dt.datetime) -> None:
    """It was closed in the proper way."""
    entry = Entry(key=f"closed:{ref}", at=when, by="noor", what="close", source=State.SHARED, to=State.CLOSED)
    tracker.apply(ref, WriteJournal(entry))
    tracker.set_state(ref, State.CLOSED)


def test_a_state_that_was_set_by_hand_closes_nothing() -> None:
    """The journal's counts; that they differ is said, and sync judges it."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    tracker.set_state(ref, State.CLOSED)
    swept = sweep(tracker, POLICY, now=at(16), voice=voice)
    assert ([said.to for said in swept.said], swept.examined, swept.of) == (["Sarah"], 1, 1)
    (advice,) = swept.plans[0].advice
    assert advice.guard == "state_shown"


def test_labels_of_what_is_closed_go() -> None:
    """Those of its items, too."""
    tracker = Memory()
    ref = tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(21), voice=Remembered())
    closed(tracker, ref, at(21))
    swept = sweep(tracker, POLICY, now=at(22), voice=Remembered())
    assert (tracker.load(ref).labels, tracker.load(ref).item_labels) == (("postmortem",), {"AI-1": ()})
    assert (swept.examined, swept.of, len(swept.plans), swept.said) == (0, 0, 1, ())
    assert sweep(tracker, POLICY, now=at(22), voice=Remembered()).plans == ()


def test_a_label_that_cannot_be_taken_from_what_is_closed_stops_nothing() -> None:
    """It is said, and the rest is swept."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [])
    tracker.apply(ref, AddLabel("pm-overdue"))
    tracker.set_state(ref, State.CLOSED)
    tracked(tracker, "b", [item(1, dt.date(2026, 1, 9))])
    tracker.fail_after(1)
    swept = sweep(tracker, POLICY, now=at(9), voice=voice)
    assert [trouble[0] for trouble in swept.troubles] == [ref]
    assert (len(voice.sent), swept.whole) == (1, False)
    assert sweep(tracker, POLICY, now=at(9), voice=voice).whole
    assert tracker.load(ref).labels == ("postmortem",)


# The cap


def test_the_cap_counts_over_all_post_mortems() -> None:
    """Closed ones of this week, too; what is over waits, and comes as one message when the week has passed."""
    tracker, voice = Memory(), Remembered()
    daily = [{"name": f"r{n}", "day": n, "to": "owner"} for n in range(9)]
    capped = policy(messages={"per_week": 2}, ladder=daily)
    one = tracked(tracker, "a", [item(1, DUE)])
    for day in (16, 19):
        sweep(tracker, capped, now=at(day), voice=voice)
    closed(tracker, one, at(19))
    tracked(tracker, "b", [item(1, dt.date(2026, 1, 20))])
    tracked(tracker, "c", [item(1, dt.date(2026, 1, 20))])
    (waits,) = sweep(tracker, capped, now=at(20), voice=voice).said
    assert (waits.outcome, waits.at, len(waits.notices)) == (None, None, 2)
    assert waits.reason == "was sent 2 messages in seven days, as many as messages.per_week allows; it waits"
    assert sweep(tracker, capped, now=at(23, 9), voice=voice).whole
    assert len(voice.sent) == 2
    sweep(tracker, capped, now=at(23, 11), voice=voice)  # seven days after the first
    assert [title for _, title, _ in voice.sent[2:]] == ["pmflow: 2 promises need you, 2 of them overdue"]


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


def test_a_channel_has_no_cap() -> None:
    """It is nobody in particular."""
    tracker, voice = Memory(), Remembered()
    own = policy(messages={"per_week": 1}, ladder=[{"name": f"r{n}", "day": n, "to": "channel"} for n in range(4)])
    tracked(tracker, "a", [item(1, DUE)])
    for day in (16, 19, 20, 21):
        sweep(tracker, own, now=at(day), voice=voice)
    assert len(voice.sent) == 4


def test_a_lower_cap_holds_at_once() -> None:
    """And a higher one lets what waited go."""
    tracker, voice = Memory(), Remembered()
    tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(16), voice=voice)
    sweep(tracker, policy(messages={"per_week": 1}), now=at(19), voice=voice)
    assert len(voice.sent) == 1
    sweep(tracker, policy(messages={"per_week": 2}), now=at(19, 11), voice=voice)
    assert len(voice.sent) == 2


# What a message may come to


def test_what_certainly_did_not_leave_is_said_at_the_next_sweep() -> None:
    """It is journaled, costs nothing of the cap, and is exit 11."""
    tracker = Memory()
    ref = tracked(tracker, "a", [item(1, DUE)])
    two = tracked(tracker, "b", [item(1, DUE)])
    voice = Remembered(answers=[Delivery(Sent.NOT_SENT, "down")] * 3)
    capped = policy(messages={"per_week": 1})
    for hour in (10, 11, 12):
        swept = sweep(tracker, capped, now=at(19, hour), voice=voice)
        assert [(each.outcome, each.reason) for each in swept.said] == [(Sent.NOT_SENT, "down")]
        assert (swept.whole, swept.troubles) == (False, ())
    swept = sweep(tracker, capped, now=at(19, 13), voice=voice)
    assert ([each[0] for each in voice.sent], swept.whole) == (["sarah@example.org"], True)
    assert (
        rungs(tracker, ref)
        == rungs(tracker, two)
        == [(what, "Sarah", ("overdue",)) for what in (TOLD, NOT_TOLD, TOLD, NOT_TOLD, TOLD, NOT_TOLD, TOLD)]
    )
    assert sweep(tracker, capped, now=at(19, 14), voice=voice).said == ()


def test_what_may_have_arrived_is_never_said_again() -> None:
    """It counts, and is told."""
    tracker = Memory()
    ref = tracked(tracker, "a", [item(1, DUE)])
    voice = Remembered(answers=[Delivery(Sent.UNSURE, "it stumbled")])
    swept = sweep(tracker, policy(messages={"per_week": 1}), now=at(19), voice=voice)
    assert ([each.outcome for each in swept.said], swept.whole) == ([Sent.UNSURE], False)
    assert sweep(tracker, policy(messages={"per_week": 1}), now=at(20), voice=voice).said == ()
    assert (len(voice.sent), rungs(tracker, ref)) == (1, [(TOLD, "Sarah", ("overdue",))])
    (waits,) = sweep(tracker, policy(messages={"per_week": 1}), now=at(21), voice=voice).said[:1]
    assert waits.to == "Ada"


def test_one_channel_that_is_down_holds_up_nobody_else() -> None:
    """Ada, Bo and Sarah; Bo's way is down."""
    tracker = Memory()
    tracked(tracker, "a", [item(n, DUE, who) for n, who in enumerate(("Ada", "Bo", "Sarah"), 1)])
    voice = Remembered(answers=[Delivery(Sent.SENT), Delivery(Sent.NOT_SENT, "down"), Delivery(Sent.SENT)])
    swept = sweep(tracker, POLICY, now=at(19), voice=voice)
    assert [(each.to, each.outcome) for each in swept.said] == [
        ("Ada", Sent.SENT),
        ("Bo", Sent.NOT_SENT),
        ("Sarah", Sent.SENT),
    ]


# Working hours


def test_what_must_wait_is_shown_and_not_journaled() -> None:
    """Labels are set on a Saturday, the message is for Monday."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, dt.date(2026, 1, 15))])
    swept = sweep(tracker, POLICY, now=at(17), voice=voice)
    assert [(each.to, each.at, each.outcome, each.reason) for each in swept.said] == [
        ("Sarah", at(19, 9), None, "waits for their working hours")
    ]
    assert (rungs(tracker, ref), tracker.load(ref).labels, swept.whole) == ([], ("postmortem", "pm-overdue"), True)


def test_who_is_away_for_years() -> None:
    """Somebody stands in, and it is said why."""
    away = [{"name": "Sarah", "email": "s@example.org", "away": [{"first": "2026-01-01", "last": "2029-01-01"}]}]
    tracker, voice = Memory(), Remembered()
    tracked(tracker, "a", [item(1, DUE)])
    (said,) = sweep(tracker, policy(people=away), now=at(19), voice=voice).said
    assert (said.to, said.outcome) == ("channel", Sent.SENT)
    assert "because Sarah is away until 2029-01-01" in said.message.body


# Breaking


@pytest.mark.parametrize("lost", ["write", "answer"])
@pytest.mark.parametrize("by_voice", [True, False])
def test_whatever_write_fails_nothing_is_said_twice(lost: Literal["write", "answer"], by_voice: bool) -> None:
    """At each write in turn: no crash, it is told, and the next sweeps set things right."""
    k, broke = 0, True
    while broke:
        k += 1
        tracker, voice = Memory(), Remembered() if by_voice else None
        refs = [
            tracked(tracker, name, [item(1, DUE), item(2, DUE, "Bo"), item(3, dt.date(2026, 1, 13))]) for name in "ab"
        ]
        tracker.add_incident(incident("c", resolved=at(14)).model_copy(update={"responders": ("Sarah",)}))
        tracker.fail_after(k, lost=lost)
        before = tracker.writes
        first = sweep(tracker, POLICY, now=at(19), voice=voice)
        broke = tracker.writes - before >= k
        assert first.whole is not broke
        assert bool(first.troubles) is broke
        second = sweep(tracker, POLICY, now=at(19, 11), voice=voice)
        third = sweep(tracker, POLICY, now=at(19, 12), voice=voice)
        assert (second.whole, second.troubles, third.plans, third.said) == (True, (), (), ())
        told = said(first, second)
        assert max(told.values()) == 1
        expected = {
            (ref, f"AI-{n}", rung) for ref in refs for n, rung in ((1, "overdue"), (2, "overdue"), (3, "lead"))
        } | {("c", "open", "overdue")}
        missing = expected - {key[:3] for key in told}
        # A write that was lost costs nothing. One whose answer was lost may cost its own post-mortem's part of one message.
        assert len({ref for ref, _, _ in missing}) <= (1 if lost == "answer" else 0), (k, missing)
        if voice is not None:
            assert Counter(title for _, title, _ in voice.sent)
        for ref in refs:
            loaded = tracker.load(ref)
            assert loaded.labels == ("postmortem", "pm-overdue", "pm-escalated")
            assert loaded.item_labels["AI-3"] == ("pm-overdue", "pm-escalated")
            assert verify(loaded.journal) == []
            if voice is None:
                texts = "".join(tracker.comments(ref).values())
                for n in (1, 2, 3):
                    assert texts.count(f"AI-{n} “Promise {n}”") == 1  # what a dead run did not say, the next does
    assert k > 12


def test_a_comment_that_cannot_be_made_is_made_later() -> None:
    """Under one post-mortem; the other's is made now."""
    tracker = Memory()
    refs = [tracked(tracker, name, [item(1, dt.date(2026, 1, 20))]) for name in "ab"]
    none = policy(notify={}, ladder=[{"name": "due", "day": 0, "to": "owner"}])
    tracker.fail_after(3)  # two intents, then the first comment
    first = sweep(tracker, none, now=at(20))
    assert [(each.outcome, [about.ref for about, _ in each.notices]) for each in first.said] == [
        (Sent.NOT_SENT, [refs[0]]),
        (Sent.SENT, [refs[1]]),
    ]
    assert [len(tracker.comments(ref)) for ref in refs] == [0, 1]
    second = sweep(tracker, none, now=at(20, 11))
    assert said(first, second) == dict.fromkeys([(ref, "AI-1", "due", dt.date(2026, 1, 20)) for ref in refs], 1)
    assert [len(tracker.comments(ref)) for ref in refs] == [1, 1]


@dataclass
class Flaky(Memory):
    """A tracker that does not answer for some post-mortems."""

    silent: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        Memory.__init__(self)

    def load(self, ref: str) -> Loaded:
        self.asked.append(ref)
        if ref in self.silent:
            raise TrackerUnavailable(f"{ref}: no answer")
        return super().load(ref)


def test_a_tracker_that_stays_silent_is_left_alone() -> None:
    """After five in a row; what was seen until then is said, and the rest is counted."""
    tracker, voice = Flaky(), Remembered()
    for n in range(9):
        tracked(tracker, f"i{n}", [item(1, DUE)])
    tracker.silent = {f"PM-{n}" for n in range(2, 10)}
    tracker.asked.clear()
    swept = sweep(tracker, POLICY, now=at(19), voice=voice)
    assert tracker.asked[: 1 + GIVEN_UP] == [f"PM-{n}" for n in range(1, 7)]
    assert set(tracker.asked) == {f"PM-{n}" for n in range(1, 7)}
    assert [trouble[0] for trouble in swept.troubles] == [*(f"PM-{n}" for n in range(2, 7)), ""]
    assert swept.troubles[-1][1] == "the tracker does not answer; 8 were left for the next sweep"
    assert (swept.examined, swept.of, len(voice.sent)) == (1, 9, 1)


def test_four_in_a_row_are_only_four() -> None:
    """One that answers begins the count anew."""
    tracker, voice = Flaky(), Remembered()
    for n in range(9):
        tracked(tracker, f"i{n}", [item(1, DUE)])
    tracker.silent = {f"PM-{n}" for n in (1, 2, 3, 4, 6, 7, 8, 9)}
    swept = sweep(tracker, POLICY, now=at(19), voice=voice)
    assert (swept.examined, swept.of, len(swept.troubles)) == (1, 9, 8)


def test_a_broken_journal_is_not_believed() -> None:
    """Nothing is set or said there, and it is told; the others are looked at."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    tracked(tracker, "b", [item(1, DUE, "Ada")])
    tracker._postmortems[ref].journal.append(Entry(key="forged", at=BEGAN, by="x", what="share"))
    writes = tracker.writes
    swept = sweep(tracker, POLICY, now=at(19), voice=voice)
    assert [ref for ref, _ in swept.troubles] == ["PM-1"]
    assert "its journal cannot be believed" in swept.troubles[0][1]
    assert ([each[0] for each in voice.sent], swept.examined, swept.of) == (["ada@example.org"], 1, 2)
    assert tracker.writes == writes + 3  # two labels and an intent, of the other


def test_a_document_that_cannot_be_read_is_told() -> None:
    """A draft must be read."""
    tracker = Memory()
    tracker.add("---\ntitle: [x\n---\n\n# T\n")
    swept = sweep(tracker, POLICY, now=at(19), voice=Remembered())
    assert ([ref for ref, _ in swept.troubles], swept.examined, swept.of) == (["PM-1"], 0, 1)


# Incidents without a post-mortem


def unwritten(ref: str = "inc", *responders: str) -> Memory:
    tracker = Memory()
    tracker.add_incident(incident(ref, resolved=at(15)).model_copy(update={"responders": responders or ("Sarah",)}))
    return tracker


def test_an_incident_without_a_post_mortem_is_asked_after_once_for_each_rung() -> None:
    """Known by the comments under it; until there is one."""
    tracker, voice = unwritten(), Remembered()
    swept = sweep(tracker, POLICY, now=at(16), voice=voice)
    assert (swept.examined, swept.of) == (1, 1)
    assert list(tracker.incident_comments("inc")) == ["told|open|2026-01-16|due|2026-01-16T10:00:00+00:00|Sarah"]
    (said,) = tracker.incident_comments("inc").values()
    assert said.startswith(
        "Sarah:\n\n**Due today**\n\n- A post-mortem of “Incident inc” is due today, Fri 2026-01-16\n"
    )
    assert said.endswith("For inc: `pmflow open inc`\n")
    for hour in (11, 12):
        assert sweep(tracker, POLICY, now=at(16, hour), voice=voice).said == ()
    sweep(tracker, POLICY, now=at(19), voice=voice)
    assert [each[1] for each in voice.sent] == [
        "pmflow: A post-mortem of “Incident inc” is due today, Fri 2026-01-16",
        "pmflow: A post-mortem of “Incident inc” was due on Fri 2026-01-16, 1 business day ago",
    ]
    tracker.create(tracker.incident("inc"), "---\nincident: inc\n---\n\n# T\n")
    swept = sweep(tracker, POLICY, now=at(30), voice=voice)
    assert not [notice for each in swept.said for _, notice in each.notices if notice.id == "open"]


def test_what_an_incident_was_asked_counts_for_the_cap() -> None:
    """A message is a message."""
    tracker, voice = unwritten(), Remembered()
    capped = policy(messages={"per_week": 1})
    sweep(tracker, capped, now=at(16), voice=voice)
    tracked(tracker, "a", [item(1, DUE)])
    (waits,) = sweep(tracker, capped, now=at(16, 11), voice=voice).said
    assert (waits.outcome, len(voice.sent)) == (None, 1)


def test_words_of_people_in_a_comments_key() -> None:
    """A rung or a name with a bar in it is said once all the same."""
    tracker, voice = unwritten("inc", "Kim | Ops"), Remembered()
    own = Policy.model_validate({"notify": {"channel": "C"}, "ladder": [{"name": "a|b", "day": 0, "to": "owner"}]})
    for hour in (10, 11, 12):
        sweep(tracker, own, now=at(16, hour), voice=voice)
    assert len(voice.sent) == 1


def test_hostile_incidents_are_only_words() -> None:
    """In what is said under them."""
    tracker = unwritten("inc", "@channel")
    tracker.add_incident(tracker.incident("inc").model_copy(update={"title": "<!-- x -->\n[a](b) @here"}))
    sweep(tracker, Policy(), now=at(16))
    (text,) = tracker.incident_comments("inc").values()
    assert "- @\u200bchannel: A post-mortem" not in text
    assert "A post-mortem of “‹!-- x --› [a]\u200b(b) @\u200bhere” is due today, Fri 2026-01-16" in text
    assert not [word for word in ("@c", "@h", "<", "](") if word in text]


def test_an_incident_and_a_post_mortem_of_one_name() -> None:
    """Each has its own book."""
    tracker, voice = unwritten("PM-1"), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    assert ref == "PM-1"
    sweep(tracker, POLICY, now=at(16), voice=voice)
    assert rungs(tracker, "PM-1") == [(TOLD, "Sarah", ("due",))]
    assert [key.split("|")[1] for key in tracker.incident_comments("PM-1")] == ["open"]
    assert len(voice.sent) == 1
    assert sweep(tracker, POLICY, now=at(16, 11), voice=voice).said == ()


def test_an_incident_that_cannot_be_read_is_counted() -> None:
    """Nobody knows whether it needs a post-mortem."""
    tracker = Memory()
    tracker.add_incident(incident("inc").model_copy(update={"trouble": "no YAML"}))
    swept = sweep(tracker, POLICY, now=at(16), voice=Remembered())
    assert (swept.troubles, swept.examined, swept.of, swept.whole) == ((("inc", "no YAML"),), 0, 1, False)


def test_two_sweeps_at_once_ask_after_an_incident_once() -> None:
    """At different seconds, so that the comments' keys differ: the lock decides."""

    class Meets(Memory):
        """Both sweeps have seen the incident before either goes on."""

        def __init__(self) -> None:
            super().__init__()
            self.meet = threading.Barrier(2, timeout=5)

        def comment_incident(self, ref: str, key: str, text: str) -> None:
            """Slowly, so that the other one could look in between."""
            threading.Event().wait(0.1)
            super().comment_incident(ref, key, text)

    class Waits(Remembered):
        def reaches(self, name: str, fill: Mapping[str, str]) -> bool:
            if not hasattr(self, "met"):
                self.met = True
                tracker.meet.wait()
            return super().reaches(name, fill)

    tracker = Meets()
    tracker.add_incident(incident("inc", resolved=at(15)).model_copy(update={"responders": ("Sarah",)}))
    voices = [Waits(), Waits()]
    with ThreadPoolExecutor(2) as pool:
        for n, voice in enumerate(voices):
            pool.submit(sweep, tracker, POLICY, now=at(16) + dt.timedelta(seconds=n), voice=voice)
    assert sum(len(voice.sent) for voice in voices) == 1


# What changes between sweeps


def test_a_clock_that_is_put_back_says_nothing_new() -> None:
    """A day, or a month; and when it is right again, it goes on where it was."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(21), voice=voice)
    for day in (20, 19, 16, 14, 6):
        swept = sweep(tracker, POLICY, now=at(day), voice=voice)
        assert swept.said == ()
    sweep(tracker, POLICY, now=at(22), voice=voice)
    assert (len(voice.sent), rungs(tracker, ref)) == (1, [(TOLD, "Ada", ("lead",))])
    assert tracker.load(ref).labels == ("postmortem", "pm-overdue", "pm-escalated")


def test_a_rung_that_was_renamed_is_another_rung() -> None:
    """It speaks once more at the most, and then never."""
    tracker, voice = Memory(), Remembered()
    tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(19), voice=voice)
    renamed = policy(ladder=[{"name": "late", "day": 1, "to": "owner"}, {"name": "early", "day": -2, "to": "owner"}])
    for hour in (11, 12, 13):
        sweep(tracker, renamed, now=at(19, hour), voice=voice)
    for hour in (14, 15):
        sweep(tracker, POLICY, now=at(19, hour), voice=voice)
    assert len(voice.sent) == 2


def test_a_person_who_is_taken_out_of_the_policy() -> None:
    """Who is accountable is asked for them, else the channel; what was told stays told."""
    tracker, voice = Memory(), Remembered()
    tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(16), voice=voice)
    without = policy(people=PEOPLE[1:])
    (orphaned,) = sweep(tracker, without, now=at(16, 11), voice=voice).said
    assert [notice.rung for _, notice in orphaned.notices] == ["orphan: Sarah"]
    sweep(tracker, without, now=at(19), voice=voice)
    assert voice.sent[-1][0] == "channel"
    assert "you are asked because Sarah is nobody that pmflow.yml knows" in voice.sent[-1][2]


@pytest.mark.parametrize("due", [dt.date(1, 1, 1), dt.date(1999, 1, 1), dt.date(2026, 1, 17)])
def test_a_date_that_is_moved_into_the_past(due: dt.date) -> None:
    """It is asked after once, by the highest rung."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(16), voice=voice)
    tracker.set_due(ref, "AI-1", due)
    for hour in (10, 11):
        sweep(tracker, POLICY, now=at(19, hour), voice=voice)
    assert len(voice.sent) == 2


@pytest.mark.parametrize("due", [dt.date(2031, 1, 1), dt.date(9999, 12, 31)])
def test_a_date_that_is_moved_far_away(due: dt.date) -> None:
    """Nothing is said, and the labels go."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, DUE)])
    sweep(tracker, POLICY, now=at(21), voice=voice)
    tracker.set_due(ref, "AI-1", due)
    assert sweep(tracker, POLICY, now=at(22), voice=voice).said == ()
    assert (tracker.load(ref).labels, tracker.load(ref).item_labels) == (("postmortem",), {"AI-1": ()})


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


def test_an_answer_in_between_is_heard() -> None:
    """Done: nothing more is said, labels go. In progress, or "won't do" without a word why: the ladder goes on."""
    for status, more in ((ActionStatus.DONE, 0), (ActionStatus.WONT_DO, 1), (ActionStatus.IN_PROGRESS, 1)):
        tracker, voice = Memory(), Remembered()
        ref = tracked(tracker, "a", [item(1, DUE)])
        sweep(tracker, POLICY, now=at(16), voice=voice)
        tracker.close_item(ref, "AI-1", status)
        sweep(tracker, POLICY, now=at(19), voice=voice)
        assert len(voice.sent) == 1 + more


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


def test_a_comment_that_a_dead_run_did_not_make_is_made_by_the_next() -> None:
    """What is said in the tracker is neither lost nor said twice, wherever a run dies."""
    for lost in ("write", "answer"):
        for write in range(1, 8):
            tracker = Memory()
            ref = tracked(tracker, "a", [item(1, DUE), item(2, DUE, "Bo")])
            tracker.fail_after(write, lost=lost)  # type: ignore[arg-type]
            sweep(tracker, Policy(), now=at(16), voice=None)
            for hour in (11, 12, 13):
                sweep(tracker, Policy(), now=at(16, hour), voice=None)
            said = list(tracker.comments(ref).values())
            assert (sum("AI-1" in text for text in said), sum("AI-2" in text for text in said)) == (1, 1), (lost, write)
