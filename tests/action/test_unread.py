"""A repository that the token does not see stands among those of the policy: with a workflow's own token that is usual."""

from __future__ import annotations

from pathlib import Path

from tests.action.conftest import RunAction
from tests.action.test_issues import event
from tests.adapters.github_server import TOKEN
from tests.adapters.github_wide import Wide


def policy(tmp_path: Path, wide: Wide, *repos: str) -> dict[str, str]:
    text = f"mode: enforce\ntracker: {{kind: github, repos: [{', '.join(repos)}]}}\n"
    (tmp_path / "repo" / "pmflow.yml").write_text(text)
    return {"GITHUB_API_URL": wide.address, "GITHUB_TOKEN": TOKEN}


def test_a_label_and_a_command(action: RunAction, tmp_path: Path, wide: Wide) -> None:
    """The post-mortem is opened, a command under the incident answered; what could not be read is on the page."""
    gone = wide.another(gone=404)
    number = wide.make("Search went blank", "incident", "SEV1")
    environment = policy(tmp_path, wide, wide.repo, gone)
    ran = action("issues", event(wide, number, label={"name": "incident"}), **environment)
    assert (ran.code, ran.outputs["postmortem"]) == (0, f"{wide.repo}#2")
    assert f"a post-mortem of it that is kept elsewhere would not be seen: {gone}: is not there" in ran.summary
    comment = wide.ask("POST", "/issues/1/comments", {"body": "/pmflow explain"})
    comment["user"] = {"login": "noor", "type": "User"}
    ran = action("issue_comment", event(wide, number, "created", comment=comment), **environment)
    assert (ran.code, f"would not be seen: {gone}: " in ran.summary) == (0, True)
    assert "This post-mortem is a **draft**" in wide.comments(1)[-1]["body"]


def test_the_only_one_that_is_named(action: RunAction, tmp_path: Path, wide: Wide) -> None:
    """An event of another repository is answered where it happened, all the same."""
    gone = wide.another(gone=404)
    number = wide.make("Search went blank", "incident", "SEV1")
    ran = action("issues", event(wide, number, label={"name": "incident"}), **policy(tmp_path, wide, gone))
    assert (ran.code, ran.outputs["postmortem"]) == (0, f"{wide.repo}#2")
    assert f"would not be seen: {gone}: " in ran.summary


def test_a_sweep(action: RunAction, tmp_path: Path, wide: Wide) -> None:
    """It opens what is wanted elsewhere, and says what it could not look at."""
    gone = wide.another(gone=404)
    wide.make("Search went blank", "incident", "SEV1")
    ran = action("schedule", **policy(tmp_path, wide, wide.repo, gone))
    assert (ran.code, [each["effect"] for each in ran.json("plan")]) == (11, ["create_postmortem"])
    assert f"{gone}: is not there" in ran.summary
