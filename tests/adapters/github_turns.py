"""Runs at once, whose requests GitHub answers one after the other in an order that a seed decides: the same one each time."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from pmflow.errors import TrackerError

if TYPE_CHECKING:
    from tests.adapters.github_server import Front


class Turns:
    """Each run asks at `<address>/runs/<name>`. No request is answered before every run has one waiting or is over."""

    def __init__(self, seed: int, runs: Iterable[str], dies: Mapping[str, int] | None = None) -> None:
        """`dies`: at which of its requests (1: the first) a run is stopped; that one and all after it get no answer of use."""
        self._random = random.Random(seed)
        self._busy = set(runs)
        self._waiting: set[str] = set()
        self._left = dict(dies or {})
        self._turn = threading.Condition()

    def wait(self, run: str) -> bool:
        """Until it is this run's turn; whether it still lives."""
        with self._turn:
            self._waiting.add(run)
            self.over(run)
            self._turn.wait_for(lambda: run not in self._waiting)
            if run in self._left:
                self._left[run] -= 1
            return self._left.get(run, 1) > 0

    def over(self, run: str) -> None:
        """The run sends nothing now; without a request that waits it is over."""
        with self._turn:
            self._busy.discard(run)
            if not self._busy and self._waiting:
                chosen = self._random.choice(sorted(self._waiting))
                self._waiting.discard(chosen)
                self._busy.add(chosen)
                self._turn.notify_all()


def by_turns(
    front: Front, seed: int, runs: Mapping[str, Callable[[], object]], dies: Mapping[str, int] | None = None
) -> None:
    """Run them, each in a thread, in an order that the seed decides. What stops one is its own: to the dead nobody answers."""
    turns = front.turns = Turns(seed, runs, dies)

    def one(name: str) -> None:
        try:
            with suppress(TrackerError):
                runs[name]()
        finally:
            turns.over(name)

    threads = [threading.Thread(target=one, args=(name,)) for name in runs]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    front.turns = None
