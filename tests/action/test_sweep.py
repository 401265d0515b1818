"""The sweep as the Action does it: on a schedule, or by hand to see what it would say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.action.conftest import RunAction
from tests.action.test_runner import obeyed
from tests.adapters.github_server import TOKEN, Fault, Front

OVER = """---
started_at: 2025-06-03T09:10Z
resolved_at: 2025-06-03T11:05Z
---
"""


@pytest.fixture
def incident(github: Front) -> Front:
    """A GitHub with one incident that is long over and has no post-mortem."""
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"], "body": OVER})
    return github


def policy(tmp_path: Path, front: Front, mode: str, more: str = "") -> dict[str, str]:
    text = f"mode: {mode}\ntracker: {{kind: github, repos: [{front.repo}]}}\n{more}"
    (tmp_path / "repo" / "pmflow.yml").write_text(text)
    return {"GITHUB_API_URL": front.address, "GITHUB_TOKEN": TOKEN}


@pytest.mark.parametrize(
    ("mode", "dry_run", "told"), [("observe", "", "`mode` is `observe`"), ("enforce", "true", "`dry-run` is true")]
)
def test_what_it_would_say(
    action: RunAction, tmp_path: Path, incident: Front, mode: str, dry_run: str, told: str
) -> None:
    """In mode observe, and on a dry run, the page says what would be said and why it is not; nothing is written."""
    ran = action("workflow_dispatch", PMFLOW_DRY_RUN=dry_run, **policy(tmp_path, incident, mode))
    assert (ran.code, incident.writes, obeyed(ran.log)) == (0, [], [])
    assert ("### Sweep: examined 1 of 1" in ran.summary, told in ran.summary) == (True, True)
    assert "Search went blank" in ran.summary
    assert [each["effect"] for each in ran.json("plan")] == ["notify"]


def test_what_another_workflow_labeled(action: RunAction, tmp_path: Path, github: Front) -> None:
    """Its label starts no workflow; the sweep opens the post-mortem, and the page says which."""
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"]})
    ran = action("schedule", **policy(tmp_path, github, "enforce"))
    assert (ran.code, [each["effect"] for each in ran.json("plan")]) == (0, ["create_postmortem"])
    assert f"#### {github.repo}#1 → {github.repo}#2\n" in ran.summary
    assert {each["name"] for each in github.ask("GET", "/issues/2")["labels"]} == {"postmortem", "pm:draft"}


def test_a_target_without_an_address(action: RunAction, tmp_path: Path, incident: Front) -> None:
    """It is said, at every sweep, that what it would have been told is said in the tracker."""
    ran = action("schedule", **policy(tmp_path, incident, "enforce", "notify: {channel: PMFLOW_CHANNEL}\n"))
    assert obeyed(ran.log) == [
        "::warning title=no address::notify.channel: PMFLOW_CHANNEL is not set, so what it would have been told is said in "
        "the tracker"
    ]


def test_a_tracker_that_is_down(action: RunAction, tmp_path: Path, incident: Front) -> None:
    """The run is red with 3, and says that the next one carries on."""
    environment = policy(tmp_path, incident, "enforce")
    ran = action("schedule", **{**environment, "GITHUB_API_URL": "http://localhost:9"})
    assert ran.code == 3
    assert obeyed(ran.log)[0].startswith("::error title=pmflow::")
    assert "**Stopped.**" in ran.summary


def test_a_token_that_the_server_repeats(action: RunAction, tmp_path: Path, incident: Front) -> None:
    """Whatever a server says of a token, nobody gets to see it."""
    body = {"message": f"Bad credentials: Authorization was token {TOKEN}"}
    incident.faults.append(Fault("401", times=99, body=body))
    ran = action("schedule", **policy(tmp_path, incident, "enforce"))
    assert ran.code == 3
    assert TOKEN not in ran.log + ran.summary + str(ran.outputs)


def test_post_mortems_that_are_kept_elsewhere(action: RunAction, tmp_path: Path) -> None:
    """A policy for another tracker is left in peace."""
    (tmp_path / "repo" / "pmflow.yml").write_text("mode: enforce\ntracker: local\n")
    ran = action("schedule")
    assert (ran.code, "keeps post-mortems elsewhere (tracker: local)" in ran.log, ran.outputs) == (0, True, {})


def test_without_a_policy(action: RunAction, incident: Front) -> None:
    """Defaults hold, nothing is written, and the page says how to begin."""
    ran = action("schedule", GITHUB_API_URL=incident.address, GITHUB_TOKEN=TOKEN, GITHUB_REPOSITORY=incident.repo)
    assert (ran.code, incident.writes, "`pmflow init --tracker github` writes one" in ran.summary) == (0, [], True)


def test_a_policy_that_cannot_be_obeyed(action: RunAction, tmp_path: Path) -> None:
    """It stops the run with 2 and an annotation at its line; a crash of ours says that it is one."""
    (tmp_path / "repo" / "pmflow.yml").write_text("mode: enfroce\n")
    ran = action("schedule")
    assert (ran.code, obeyed(ran.log)[0].partition("::")[2].partition("::")[0]) == (
        2, "error file=pmflow.yml,line=1,title=pmflow",
    )  # fmt: skip
    (tmp_path / "repo" / "pmflow.yml").write_text("mode: enforce\ntracker: github\n")
    assert action("schedule", PMFLOW_FAIL_ON="sometimes").code == 2


def test_a_crash(action: RunAction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said in one line, and where it happened only where debug logging is on, with commands switched off."""
    (tmp_path / "repo" / "pmflow.yml").write_text("tracker: local\n")
    monkeypatch.setattr("pmflow.action.work.Session", None)
    ran = action("schedule")
    assert (ran.code, ran.log.count("\n")) == (1, 1)
    assert ran.log.startswith("::error::crashed (TypeError: ")
    loud = action("schedule", RUNNER_DEBUG="1")
    assert ("Traceback" in loud.log, len(obeyed(loud.log))) == (True, 1)
