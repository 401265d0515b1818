"""Incidents without a post-mortem."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from pmflow.adapters.memory import Memory
from pmflow.journal import TOLD
from pmflow.policy import Policy
from pmflow.sweeping import sweep
from tests.escalation.scene import incident, item, tracked
from tests.escalation.voices import Remembered
from tests.sweeping.scene import DUE, POLICY, at, policy, rungs


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
    assert said.endswith("For inc: `/pmflow open`\n")
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
    own = policy(people=[], notify={"channel": "C"}, ladder=[{"name": "a|b", "day": 0, "to": "owner"}])
    for hour in (10, 11, 12):
        sweep(tracker, own, now=at(16, hour), voice=voice)
    assert len(voice.sent) == 1


def test_hostile_incidents_are_only_words() -> None:
    """In what is said under them."""
    tracker = unwritten("inc", "@channel")
    tracker.add_incident(tracker.incident("inc").model_copy(update={"title": "<!-- x -->\n[a](b) @here"}))
    sweep(tracker, Policy(opens_on="request"), now=at(16))
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
