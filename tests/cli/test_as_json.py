"""What programs read beside the contracts: the lifecycle, and a history in fields."""

from __future__ import annotations

import json
from pathlib import Path

from pmflow.states.diagram import mermaid
from pmflow.states.table import TRANSITIONS
from tests.cli.conftest import Pmflow

DAY = "--now=2025-06-04T12:00Z"


def test_the_diagram_as_data(pmflow: Pmflow) -> None:
    """`diagram --json` has every row of the table, and the drawing."""
    made = json.loads(pmflow("diagram", "--json").out)
    assert made["states"] == ["draft", "reviewed", "actions_tracked", "shared", "closed"]
    assert made["transitions"] == [
        {"from": row.source, "step": row.step, "to": row.to, "guards": list(row.guards), "when": row.when}
        for row in TRANSITIONS
    ]
    assert pmflow("diagram").out == made["mermaid"] + "\n" == mermaid() + "\n"


def test_the_history_in_fields(pmflow: Pmflow, there: Path) -> None:
    """`explain --json` gives reason, overrides, from and to apart from the sentence, which stays as it was."""
    words = (
        "--override",
        "review_held",
        "--override",
        "reviewer_independent",
        "--reason",
        "the regulator asks",
        "--by",
        "Ines",
    )
    assert pmflow("advance", "search-blank", "review", *words, DAY).code == 0
    assert pmflow("approve", "search-blank", "--by", "Tariq", DAY).code == 0
    assert json.loads(pmflow("explain", "search-blank", "--json", DAY).out)["history"] == [
        {
            "at": "2025-06-04T12:00:00+00:00",
            "by": "Ines",
            "what": "review: draft → reviewed, passing over review_held, reviewer_independent (the regulator asks)",
            "reason": "the regulator asks",
            "overrides": ["review_held", "reviewer_independent"],
            "from": "draft",
            "to": "reviewed",
        },
        {
            "at": "2025-06-04T12:00:00+00:00",
            "by": "Tariq",
            "what": "approved",
            "reason": None,
            "overrides": [],
            "from": None,
            "to": None,
        },
    ]


def test_where_options_stand(pmflow: Pmflow) -> None:
    """The help says that they stand after the command, and that the demo needs no dry run."""
    assert "stand after the command" in " ".join(pmflow("--help").out.split())
    assert "so it has no --dry-run" in " ".join(pmflow("demo", "--help").out.split())
