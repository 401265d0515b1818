"""What came of a run, before anything of it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pmflow.action.runner import FAIL_ON, FailOn
from pmflow.errors import REFUSED
from pmflow.model import Level
from pmflow.report.github import Annotation

LARGEST_OUTPUT = 200_000
"""Characters. All outputs of a job together may have a megabyte."""


@dataclass(frozen=True, slots=True)
class Result:
    """The summary's parts, the log's text, annotations, outputs, and what there was to find fault with."""

    parts: Iterable[str] = ()
    log: str = ""
    annotations: tuple[Annotation, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    refused: bool = False
    """Something that was asked for is held back by a guard."""
    levels: frozenset[Level] = frozenset()
    """Of the findings."""
    exit_code: int = 0
    """Of what stopped it; 0 where nothing did."""

    def code(self, fail_on: FailOn) -> int:
        """The exit code of the run. What stopped it comes before what it found."""
        found: dict[FailOn, bool] = {
            "never": False,
            "refusal": self.refused,
            "error": Level.ERROR in self.levels,
            "warning": Level.WARNING in self.levels,
        }
        looked_at = FAIL_ON[: FAIL_ON.index(fail_on) + 1]
        return self.exit_code or (REFUSED if any(found[each] for each in looked_at) else 0)


def listed(entries: list[object]) -> str:
    """A JSON list that is short enough for an output; `{"more": 12}` stands for what was left out at its end."""
    import json

    made = [json.dumps(each, separators=(",", ":")) for each in entries]
    size, kept = 0, 0
    while kept < len(made) and size + len(made[kept]) < LARGEST_OUTPUT:
        size += len(made[kept]) + 1
        kept += 1
    rest = [f'{{"more":{len(made) - kept}}}'] if kept < len(made) else []
    return f"[{','.join([*made[:kept], *rest])}]"
