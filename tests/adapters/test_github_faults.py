"""Whatever goes wrong with whatever request of a post-mortem's whole life, the run or the next one ends as it should.

Every request of every scene (`github_life`), reads and writes, meets every fault (`github_faults`). pmflow keeps nothing
between two runs but what is on GitHub, so a scene that ends as if nothing had happened is followed by what would have
followed: each story breaks once in each of its scenes, and is compared whole after each.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from pmflow.errors import PmflowError
from pmflow.journal import verify
from tests.adapters.github_faults import KINDS, Kind
from tests.adapters.github_life import POSTMORTEM, SCENES, tracker
from tests.adapters.github_server import Emulator, NotThere
from tests.adapters.github_stage import Seen, staged

Right = tuple[tuple[Seen, ...], tuple[tuple[str, ...], ...]]
"""How it looks after each scene, and what was asked for in each."""


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Emulator]:
    """One for each kind: it becomes slow with what is in it."""
    try:
        made = Emulator(tmp_path)
    except NotThere as error:
        pytest.skip(f"no GitHub emulator: {error}")
    yield made
    made.stop()


@pytest.mark.parametrize("first", [1, 2])
def test_some_requests_that_fail(fresh: Emulator, first: int) -> None:
    """One fault after the other, each at another request: nothing is there twice, nothing is missing."""
    wanted = right(fresh)
    kinds = [kind for kind in KINDS.values() if not kind.late]
    places = range(first, max(map(len, wanted[1])) + 1, 7)
    wrong = [broken_at(fresh, wanted, kinds[(3 * at) % len(kinds)], at) for at in places]
    assert [line for each in wrong for line in each] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_every_request_that_fails(fresh: Emulator, name: str) -> None:
    """Every request of every scene, in every way: the run, or the next one, ends in the right state."""
    wanted, kind = right(fresh), KINDS[name]
    with ThreadPoolExecutor(8 if kind.late else 1) as stories:
        wrong = list(stories.map(partial(broken_at, fresh, wanted, kind), range(1, max(map(len, wanted[1])) + 1)))
    assert [line for each in wrong for line in each] == []


def right(emulator: Emulator) -> Right:
    """A story in which nothing goes wrong."""
    looks, asked = [], []
    with staged(emulator) as stage:
        for scene in SCENES:
            scene.people(stage)
            before = len(stage.requests)
            scene.run(stage)
            looks.append(stage.seen())
            asked.append(tuple(map(str, stage.requests[before:])))
    return tuple(looks), tuple(asked)


def broken_at(emulator: Emulator, wanted: Right, kind: Kind, at: int) -> list[str]:
    """One story, in which the `at`-th request of each scene fails. Answers what is wrong."""
    looks, asked = wanted
    last = max((number for number, scene in enumerate(asked) if len(scene) >= at), default=-1)
    wrong: list[str] = []
    with staged(emulator) as stage:
        stage.timeout = 1 if kind.late else 15
        for number, scene in enumerate(SCENES[: last + 1]):
            scene.people(stage)
            if len(asked[number]) < at or not re.search(kind.of, asked[number][at - 1]):
                scene.run(stage)
                continue
            stage.broken[stage.number + at] = kind.once()
            place = f"{scene.name}, request {at} ({asked[number][at - 1]})"
            for attempt in (1, 2, 3):
                try:
                    scene.run(stage)
                except PmflowError as error:
                    if attempt == 1 and not kind.gives_up:
                        wrong.append(f"{place}: gave up: {error}")
                    if attempt > 1:
                        wrong.append(f"{place}: run {attempt} failed: {error}")
                else:
                    if stage.seen() == looks[number]:
                        break
                finally:
                    stage.broken.clear()
                    stage.faults.clear()
            if differing := difference(looks[number], stage.seen()):
                wrong.append(f"{place}: {differing}")
                break
            if number >= 1 and (torn := verify(tracker(stage).load(f"{stage.repo}#{POSTMORTEM}").journal)):
                wrong.append(f"{place}: {torn}")
    return wrong


def difference(wanted: Seen, seen: Seen) -> str:
    """Line by line, for whoever reads a red test; empty where there is none."""
    lines = [json.dumps(each, indent=1, sort_keys=True).replace("\\n", "\n").splitlines() for each in (wanted, seen)]
    return "" if wanted == seen else "\n".join(difflib.unified_diff(*lines, "wanted", "seen", n=0, lineterm=""))
