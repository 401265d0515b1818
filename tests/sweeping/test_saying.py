"""One message to each recipient: how many, when, and what becomes of it."""

from __future__ import annotations

import datetime as dt

from pmflow.adapters.memory import Memory
from pmflow.journal import NOT_TOLD, TOLD
from pmflow.policy import Policy
from pmflow.sweeping import sweep
from pmflow.voice import Delivery, Sent
from tests.escalation.scene import item, tracked
from tests.escalation.voices import Remembered
from tests.sweeping.scene import DUE, POLICY, at, closed, policy, rungs, said


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


def test_what_must_wait_is_shown_and_not_journaled() -> None:
    """Labels are set on a Saturday, the message is for Monday."""
    tracker, voice = Memory(), Remembered()
    ref = tracked(tracker, "a", [item(1, dt.date(2026, 1, 15))])
    swept = sweep(tracker, POLICY, now=at(17), voice=voice)
    assert [(each.to, each.at, each.outcome, each.reason) for each in swept.said] == [
        ("Sarah", at(19, 9), None, "waits for their working hours")
    ]
    assert (rungs(tracker, ref), tracker.load(ref).item_labels, swept.whole) == ([], {"AI-1": ("pm-overdue",)}, True)


def test_who_is_away_for_years() -> None:
    """Somebody stands in, and it is said why."""
    away = [{"name": "Sarah", "email": "s@example.org", "away": [{"first": "2026-01-01", "last": "2029-01-01"}]}]
    tracker, voice = Memory(), Remembered()
    tracked(tracker, "a", [item(1, DUE)])
    (said,) = sweep(tracker, policy(people=away), now=at(19), voice=voice).said
    assert (said.to, said.outcome) == ("channel", Sent.SENT)
    assert "because Sarah is away until 2029-01-01" in said.message.body


def test_a_comment_that_cannot_be_made_is_made_later() -> None:
    """Under one post-mortem; the other's is made now."""
    tracker = Memory()
    refs = [tracked(tracker, name, [item(1, dt.date(2026, 1, 20))]) for name in "ab"]
    none = policy(notify={}, ladder=[{"name": "due", "day": 0, "to": "owner"}])
    tracker.fail_after(2)  # the intent, then the first comment
    first = sweep(tracker, none, now=at(20))
    assert [(each.outcome, [about.ref for about, _ in each.notices]) for each in first.said] == [
        (Sent.NOT_SENT, [refs[0]]),
        (Sent.SENT, [refs[1]]),
    ]
    assert [len(tracker.comments(ref)) for ref in refs] == [0, 1]
    second = sweep(tracker, none, now=at(20, 11))
    assert said(first, second) == dict.fromkeys([(ref, "AI-1", "due", dt.date(2026, 1, 20)) for ref in refs], 1)
    assert [len(tracker.comments(ref)) for ref in refs] == [1, 1]
