"""Which tracker it is that the Action works with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.action.conftest import RunAction
from tests.action.test_issues import event
from tests.action.test_runner import obeyed
from tests.adapters.github_server import TOKEN, Front


@pytest.mark.parametrize("text", ["mode: enforce\n", "mode: enforce\ntracker: {labels: {overdue: late}}\n"])
def test_none_is_named(action: RunAction, tmp_path: Path, github: Front, text: str) -> None:
    """On GitHub it is GitHub, for events and for the sweep."""
    (tmp_path / "repo" / "pmflow.yml").write_text(text)
    there = {"GITHUB_API_URL": github.address, "GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": github.repo}
    for number in (1, 3):
        github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"]})
        happened = ("issues", event(github, 1, label={"name": "incident"})) if number == 1 else ("schedule",)
        ran = action(*happened, **there)
        assert (ran.code, [each["effect"] for each in ran.json("plan")][:1]) == (0, ["create_postmortem"])


def test_an_empty_policy(action: RunAction, tmp_path: Path, github: Front) -> None:
    """Observes GitHub, and shows the draft."""
    (tmp_path / "repo" / "pmflow.yml").write_text("# nothing yet\n")
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"]})
    there = {"GITHUB_API_URL": github.address, "GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": github.repo}
    ran = action("issues", event(github, 1, label={"name": "incident"}), **there)
    assert (ran.code, github.writes, "# Search went blank" in ran.summary) == (0, [], True)


@pytest.mark.parametrize("name", ["issues", "schedule"])
def test_another_is_named(action: RunAction, tmp_path: Path, github: Front, name: str) -> None:
    """The run says that there is nothing to do, and what to write."""
    (tmp_path / "repo" / "pmflow.yml").write_text("tracker: local\n")
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident"]})
    ran = action(name, event(github, 1, label={"name": "incident"}))
    assert (ran.code, github.requests) == (0, [])
    told = "pmflow.yml keeps post-mortems elsewhere (tracker: local)"
    assert obeyed(ran.log)[0].startswith(f"::notice title=nothing to do::{told}")
    assert ran.summary.startswith(told)
