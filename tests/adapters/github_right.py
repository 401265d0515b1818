"""How the story of `github_life` looks when nothing goes wrong, and how to tell what is other than that."""

from __future__ import annotations

import difflib
import json

from tests.adapters.github_life import SCENES
from tests.adapters.github_server import Emulator
from tests.adapters.github_stage import Seen, staged

Right = tuple[tuple[Seen, ...], tuple[tuple[str, ...], ...]]
"""How it looks after each scene, and what was asked for in each."""


def right(emulator: Emulator) -> Right:
    """A story in which nothing goes wrong."""
    looks, asked = [], []
    with staged(emulator) as stage:
        for scene in SCENES:
            events = scene.people(stage)
            before = len(stage.requests)
            scene.run(stage, events)
            looks.append(stage.seen())
            asked.append(tuple(map(str, stage.requests[before:])))
    return tuple(looks), tuple(asked)


def difference(wanted: Seen, seen: Seen) -> str:
    """Line by line, for whoever reads a red test; empty where there is none."""
    lines = [json.dumps(each, indent=1, sort_keys=True).replace("\\n", "\n").splitlines() for each in (wanted, seen)]
    return "" if wanted == seen else "\n".join(difflib.unified_diff(*lines, "wanted", "seen", n=0, lineterm=""))
