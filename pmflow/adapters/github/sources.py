"""What post-mortems and incidents are read from, together: each module takes from it what it needs."""

from __future__ import annotations

from dataclasses import dataclass

from pmflow.adapters.github.comments import Comments
from pmflow.adapters.github.graph import Graph
from pmflow.adapters.github.issues import Issues
from pmflow.adapters.github.repositories import Repositories
from pmflow.adapters.github.settings import Settings
from pmflow.adapters.github.tracked import Tracked


@dataclass(frozen=True, slots=True)
class Sources:
    """Those of one tracker."""

    settings: Settings
    issues: Issues
    comments: Comments
    tracked: Tracked
    repositories: Repositories
    graph: Graph
