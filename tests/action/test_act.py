"""The workflow files, run for real: from a label to a post-mortem, a sweep, a check, with what they install and all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.action.act import act
from tests.action.test_pull_request import BLAME, POSTMORTEM, git, merged
from tests.action.test_sweep import OVER
from tests.adapters.github_server import TOKEN, Fault, Front
from tests.good import GOOD

pytestmark = pytest.mark.slow


@pytest.fixture
def repo(tmp_path: Path, github: Front) -> Iterator[Path]:
    """What a team has: a repository with a policy."""
    made = tmp_path / "repo"
    made.mkdir()
    git(made, "init", "-q")
    (made / "pmflow.yml").write_text(f"mode: enforce\ntracker: {{kind: github, repos: [{github.repo}]}}\n")
    return made


def labeled(github: Front, number: int, label: str) -> dict[str, Any]:
    """The event as GitHub sends it."""
    return {
        "action": "labeled", "issue": github.ask("GET", f"/issues/{number}"), "label": {"name": label},
        "repository": {"full_name": github.repo}, "sender": {"login": "noor", "type": "User"},
    }  # fmt: skip


def test_an_issue_that_is_nobodys(repo: Path, github: Front) -> None:
    """Nothing is installed, nothing asked of GitHub, and the run is green."""
    github.ask("POST", "/issues", {"title": "A button is green", "labels": ["bug"]})
    ran = act(repo, "pmflow.yml", "issues", labeled(github, 1, "bug"), GITHUB_API_URL=github.address)
    assert (ran.code, ran.summary, github.requests) == (0, "", []), ran
    assert "issues labeled: not pmflow's business" in ran.log
    assert "Install" not in ran.whole.split("raw_output", 1)[-1]


def test_from_a_label_to_a_draft(repo: Path, github: Front) -> None:
    """Label an issue `incident`, and its post-mortem is there, drafted from what was said; what people wrote, shell and all, is
    text."""
    evil = "$(touch owned) `id` <b>x</b> ::set-output name=state::closed"
    github.ask("POST", "/issues", {"title": f"Search went blank {evil}", "labels": ["incident", "SEV1"], "body": OVER})
    github.ask("POST", "/issues/1/comments", {"body": f"09:20 first alert\n::error::{evil}"})
    ran = act(repo, "pmflow.yml", "issues", labeled(github, 1, "incident"), GITHUB_API_URL=github.address)
    assert ran.code == 0, ran
    ref = f"{github.repo}#2"
    assert (ran.outputs["state"], ran.outputs["postmortem"], ran.commands) == ("draft", ref, [])
    made = github.ask("GET", "/issues/2")
    assert {label["name"] for label in made["labels"]} == {"postmortem", "pm:draft"}
    assert "first alert" in made["body"]
    assert f"opened {ref}" in ran.log
    assert "The post-mortem that was opened" in ran.summary
    assert [each for each in (repo / "owned", repo.parent / "owned") if each.exists()] == []


def test_a_sweep(repo: Path, github: Front) -> None:
    """By hand, and dry: the page says what is due, and GitHub is as it was."""
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"], "body": OVER})
    payload = {"inputs": {"dry-run": "true"}}
    ran = act(repo, "pmflow-sweep.yml", "workflow_dispatch", payload, GITHUB_API_URL=github.address)
    assert (ran.code, github.writes) == (0, []), ran
    assert "### Sweep: examined 1 of 1" in ran.summary
    assert [each["effect"] for each in json.loads(ran.outputs["plan"])] == ["notify"]


def test_a_check(repo: Path, github: Front) -> None:
    """A pull request that blames is red, with an annotation; modules that it brings along are not run."""
    here = repo.parent / "run"
    evil = f"open({str(here)!r}, 'w'); raise SystemExit(66)\n"
    after = {POSTMORTEM: GOOD + "\n" + BLAME, "json.py": evil, "pip/__init__.py": evil, "sitecustomize.py": evil}
    merged(repo, {POSTMORTEM: GOOD}, after)
    owned = repo.parent / "owned"
    request = {"number": 3, "title": f"$(touch {owned})", "head": {"ref": f"x`touch${{IFS}}{owned}`"}}
    ran = act(repo, "pmflow-check.yml", "pull_request", {"pull_request": request}, GITHUB_API_URL=github.address)
    assert (ran.code, here.exists(), owned.exists()) == (1, False, False), ran
    assert [(kind, message[:20]) for kind, message in ran.commands] == [("error", "“because Mike forgot")]
    assert [each["rule"] for each in json.loads(ran.outputs["findings"])] == ["blameless-cause"]


def test_the_token(repo: Path, github: Front) -> None:
    """A server that repeats the token does not get it into the log, the page or an output."""
    github.faults.append(Fault("401", times=99, body={"message": f"Bad credentials: {TOKEN}"}))
    ran = act(repo, "pmflow-sweep.yml", "schedule", {}, GITHUB_API_URL=github.address)
    assert ran.code == 1
    assert TOKEN not in ran.whole
    assert "**Stopped.**" in ran.summary
