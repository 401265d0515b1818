"""People do what they like with a post-mortem on GitHub, in between any two requests: the story ends as it should, no word of
theirs is lost, and nothing is there twice."""

from __future__ import annotations

import os
import re
from collections import Counter

import pytest

from pmflow.adapters.github.comments import keys
from pmflow.adapters.github.payloads import Comment
from pmflow.engine import run
from pmflow.errors import PmflowError
from pmflow.events import Synced
from pmflow.journal import verify
from pmflow.model import State
from pmflow.reacting import Reaction
from tests.adapters.github_life import POLICY, POSTMORTEM, SCENES, SWEPT, Scene, tracker
from tests.adapters.github_meddling import MEDDLING, OWN, Meddling
from tests.adapters.github_right import Right, difference
from tests.adapters.github_server import Emulator
from tests.adapters.github_stage import Seen, Stage, staged

WRITES = re.compile("^(POST|PATCH|PUT|DELETE)")
APPROVE, MEET = SCENES[3], SCENES[4]


@pytest.mark.parametrize("name", ["text edited", "second state", "journal deleted"])
def test_now_and_then(fresh: Emulator, wanted: Right, name: str) -> None:
    """Just before one of the writes."""
    places = points(wanted, MEDDLING[name])
    scene, at = places[(7 * len(name)) % len(places)]
    assert meddled(fresh, wanted, MEDDLING[name], scene, at) == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", MEDDLING)
def test_at_any_time(fresh: Emulator, wanted: Right, name: str) -> None:
    """Before each scene and just before each write: a third of these places for each of them, all with PMFLOW_FAULTS=all."""
    every = points(wanted, MEDDLING[name])
    thinned = every if os.environ.get("PMFLOW_FAULTS") == "all" else every[list(MEDDLING).index(name) % 3 :: 3]
    wrong = [meddled(fresh, wanted, MEDDLING[name], scene, at) for scene, at in thinned]
    assert [each for each in wrong if each] == []


def points(wanted: Right, meddling: Meddling) -> list[tuple[int, int]]:
    """Scene and request."""
    first = [scene.name for scene in SCENES].index(meddling.since)
    return [
        (scene, at)
        for scene, asked in enumerate(wanted[1])
        for at, request in enumerate(asked, 1)
        if scene >= first and (at == 1 or WRITES.match(request))
    ]


def meddled(emulator: Emulator, wanted: Right, meddling: Meddling, where: int, at: int) -> str:
    """One story in which somebody does that there. Answers what is wrong."""
    place = f"{SCENES[where].name}, request {at} ({wanted[1][where][at - 1]})"
    with staged(emulator) as stage:
        for number, scene in enumerate(SCENES):
            if trouble := persevere(stage, scene, meddling, at if number == where else None):
                return f"{place}: {scene.name}: {trouble}"
        ref = f"{stage.repo}#{POSTMORTEM}"
        run(tracker(stage), ref, Synced(), POLICY, now=SWEPT)
        loaded = tracker(stage).load(ref)
        if (loaded.states, loaded.troubles, verify(loaded.journal)) != ((State.CLOSED,), (), []):
            return f"{place}: {loaded.states}, {loaded.troubles}, {verify(loaded.journal)}"
        if any(entry.rebuilt for entry in loaded.journal) > meddling.rebuilt:
            return f"{place}: the journal was rebuilt"
        seen, asked = stage.seen(), Counter[str]()
        if meddling.word and meddling.word not in str(stage.ask("GET", f"/issues/{meddling.number}")["body"]):
            return f"{place}: their word is lost"
        for issue in seen:
            said = [Comment.model_validate(each) for each in stage.comments(issue)]
            asked.update(key for each in said for key in keys([each]))
        if twice := [key for key, times in asked.items() if times > 1]:
            return f"{place}: said twice: {twice}"
        return f"{place}: {told}" if (told := difference(like(wanted[0][-1], meddling), like(seen, meddling))) else ""


def persevere(stage: Stage, scene: Scene, meddling: Meddling, at: int | None) -> str:
    """What people do: they run it again where it failed, and say again what was lost. Answers why that was not enough."""
    events = scene.people(stage)
    if at is not None:
        stage.people[stage.number + at] = lambda: meddling.act(stage)
    told = ""
    for _ in range(4):
        try:
            came = scene.run(stage, events)
        except PmflowError as error:
            told = str(error)
            if "pmflow sync" in told:
                run(tracker(stage), f"{stage.repo}#{POSTMORTEM}", Synced(), POLICY, now=SWEPT)
            continue
        answers = (
            [each for one in came if isinstance(one, Reaction) for each in one.reacted]
            if isinstance(came, list)
            else []
        )
        told = "; ".join(each.text for one in answers for each in one.replies if each.sign == "refused")
        if not told:
            return ""
        if not meddling.again:
            break
        for other in (APPROVE, MEET):
            other.run(stage, other.people(stage))
        events = scene.people(stage)
    return told


def like(seen: Seen, meddling: Meddling) -> Seen:
    """What must be the same, whatever people did: issues and their numbers, texts, owners, states, and what was said."""
    return {number: {**issue, **_alike(number, issue, meddling)} for number, issue in seen.items()}


def _alike(number: int, issue: dict[str, object], meddling: Meddling) -> dict[str, object]:
    body, labels, comments = issue["body"], issue["labels"], issue["comments"]
    assert isinstance(body, str)
    assert isinstance(labels, list)
    assert isinstance(comments, list)
    own = ("pm:", "postmortem", "incident", "SEV")
    begin = tuple(f"<!-- pmflow:comment {key}" for key in (*meddling.said, *(("answer:",) if meddling.again else ())))
    return {
        "body": body.replace(meddling.word, "") if meddling.word and meddling.number == number else body,
        "labels": [each for each in labels if each != OWN and (each.startswith(own) or not meddling.labels)],
        "comments": sorted(
            {
                text.replace(meddling.word, "") if meddling.word else text
                for _, text, _ in comments
                if isinstance(text, str) and not (begin and text.startswith(begin))
            }
        ),
    }
