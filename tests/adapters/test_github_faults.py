"""Whatever goes wrong with whatever request of a post-mortem's whole life, the run or the next one ends as it should.

Every request of every scene (`github_life`), reads and writes, meets every fault (`github_faults`). pmflow keeps nothing
between two runs but what is on GitHub, so a scene that ends as if nothing had happened is followed by what would have
followed: each story breaks once in each of its scenes, and is compared whole after each.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from pmflow.errors import PmflowError
from pmflow.journal import verify
from tests.adapters.github_faults import KINDS, Kind
from tests.adapters.github_life import POSTMORTEM, SCENES, tracker
from tests.adapters.github_right import Right, difference
from tests.adapters.github_server import Emulator
from tests.adapters.github_stage import staged


@pytest.mark.parametrize("first", [1, 2])
def test_some_requests_that_fail(fresh: Emulator, wanted: Right, first: int) -> None:
    """One fault after the other, each at another request: nothing is there twice, nothing is missing."""
    kinds = [kind for kind in KINDS.values() if not kind.late]
    places = range(first, max(map(len, wanted[1])) + 1, 12)
    wrong = [broken_at(fresh, wanted, kinds[(3 * at) % len(kinds)], [at] * len(SCENES)) for at in places]
    assert [line for each in wrong for line in each] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_every_request_that_fails(fresh: Emulator, wanted: Right, name: str) -> None:
    """In every way: the run, or the next one, ends in the right state. Each kind meets every second request, the odd or the even
    ones by turns, so that each request meets one of two that are alike; with PMFLOW_FAULTS=all each meets all."""
    kind, turn, most = KINDS[name], list(KINDS).index(name), max(map(len, wanted[1]))
    every = [[at] * len(SCENES) for at in range(1, most + 1)]
    second = [[2 * at - (scene + turn) % 2 for scene in range(len(SCENES))] for at in range(1, most // 2 + 2)]
    places = every if os.environ.get("PMFLOW_FAULTS") == "all" else second
    with ThreadPoolExecutor(4 if kind.late else 1) as stories:
        wrong = list(stories.map(partial(broken_at, fresh, wanted, kind), places))
    assert [line for each in wrong for line in each] == []


def broken_at(emulator: Emulator, wanted: Right, kind: Kind, places: Sequence[int]) -> list[str]:
    """One story, in which of each scene the request of that number fails. Answers what is wrong."""
    looks, asked = wanted
    last = max((number for number, scene in enumerate(asked) if len(scene) >= places[number]), default=-1)
    wrong: list[str] = []
    with staged(emulator) as stage:
        stage.timeout = 1 if kind.late else 15
        for number, scene in enumerate(SCENES[: last + 1]):
            events, at = scene.people(stage), places[number]
            if len(asked[number]) < at or not re.search(kind.of, asked[number][at - 1]):
                scene.run(stage, events)
                continue
            stage.broken[stage.number + at] = kind.once()
            place = f"{scene.name}, request {at} ({asked[number][at - 1]})"
            for attempt in (1, 2, 3):
                try:
                    scene.run(stage, events)
                except PmflowError as error:
                    if attempt == 1 and not kind.gives_up:
                        wrong.append(f"{place}: gave up: {error}")
                    if attempt > 1:
                        wrong.append(f"{place}: run {attempt} failed: {error}")
                else:
                    if stage.seen() == looks[number]:
                        break
                    if stage.was_refused():
                        events = scene.people(stage)
                finally:
                    stage.broken.clear()
                    stage.faults.clear()
            if differing := difference(looks[number], stage.seen()):
                wrong.append(f"{place}: {differing}")
                break
            if number >= 1 and (torn := verify(tracker(stage).load(f"{stage.repo}#{POSTMORTEM}").journal)):
                wrong.append(f"{place}: {torn}")
    return wrong
