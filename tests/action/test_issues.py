"""Events of issues and comments: what the page, the log and the outputs say of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.action.conftest import RunAction
from tests.action.test_runner import EVIL, obeyed
from tests.action.test_sweep import OVER
from tests.adapters.github_server import TOKEN, Fault, Front
from tests.test_report_summary import tokens

OUTPUTS = {"state", "postmortem", "findings", "refusals", "plan"}

WHEN = {"created_at": "2026-03-10T09:20:00Z", "updated_at": "2026-03-10T09:20:00Z"}


def event(front: Front, number: int, action: str = "labeled", **more: Any) -> dict[str, Any]:
    """As GitHub sends it."""
    return {
        "action": action, "issue": front.ask("GET", f"/issues/{number}"), "repository": {"full_name": front.repo},
        "sender": {"login": "noor", "type": "User"}, **more,
    }  # fmt: skip


def policy(tmp_path: Path, front: Front, mode: str = "enforce") -> dict[str, str]:
    text = f"mode: {mode}\ntracker: {{kind: github, repos: [{front.repo}]}}\n"
    (tmp_path / "repo" / "pmflow.yml").write_text(text)
    return {"GITHUB_API_URL": front.address, "GITHUB_TOKEN": TOKEN}


def test_not_ours(action: RunAction, tmp_path: Path, github: Front) -> None:
    """An issue without a label of ours asks nothing of GitHub and leaves no page; nor where the policy has names of its own."""
    github.ask("POST", "/issues", {"title": "A button is green", "labels": ["bug"]})
    ran = action("issues", event(github, 1), **policy(tmp_path, github))
    assert (ran.code, ran.outputs, ran.summary, github.requests) == (0, {}, "", [])
    with (tmp_path / "repo" / "pmflow.yml").open("a") as file:
        file.write("severities: {aliases: {labels: P0, bug: P3}}\n")
    again = action("issues", event(github, 1))
    assert (again.code, again.outputs, again.summary, github.requests) == (0, {}, "", [])
    assert "not pmflow's business" in again.log


def test_an_incident_that_is_only_watched(action: RunAction, tmp_path: Path, github: Front) -> None:
    """In mode observe, and on a dry run: the page shows the draft with its timeline and all that would be done; nothing is
    written."""
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"], "body": OVER})
    github.ask("POST", "/issues/1/comments", {"body": "first alert, @noor looks"})
    payload = event(github, 1, label={"name": "incident"})
    for mode, dry_run, why in (("observe", "", "`mode` is `observe`"), ("enforce", "true", "`dry-run` is true")):
        ran = action("issues", payload, PMFLOW_DRY_RUN=dry_run, **policy(tmp_path, github, mode))
        assert (ran.code, github.writes, obeyed(ran.log)) == (0, [], [])
        assert (ran.outputs["state"], ran.outputs["postmortem"]) == ("", "")
        assert [(each["effect"], each["target"]) for each in ran.json("plan")] == [
            ("create_postmortem", f"{github.repo}#1")
        ]
        assert (why in ran.summary, "- open the post-mortem\n" in ran.summary) == (True, True)
        assert "first alert, @\u200bnoor looks" in ran.summary.split("## Timeline", 1)[1]
        assert f"- **Incident**: {github.repo}#1\n- **Severity**: SEV1\n" in ran.summary


def test_from_a_label_to_a_draft(action: RunAction, tmp_path: Path, github: Front) -> None:
    """In mode enforce, the post-mortem is there and the page links to it; the next event of the same issue adds nothing."""
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"], "body": OVER})
    payload = event(github, 1, label={"name": "incident"})
    ran = action("issues", payload, **policy(tmp_path, github))
    assert (ran.code, ran.outputs["state"], ran.outputs["postmortem"]) == (0, "draft", f"{github.repo}#2")
    assert ran.summary.startswith("### [Search went blank](http://localhost")
    assert "- open the post-mortem\n" in ran.summary
    github.requests.clear()
    again = action("issues", event(github, 1, label={"name": "SEV1"}))
    assert (again.code, github.writes) == (0, [])


def test_a_step_that_is_not_earned(action: RunAction, tmp_path: Path, github: Front) -> None:
    """It is answered in the comment and on the page; the run is green, unless it is asked to be red."""
    github.ask(
        "POST", "/issues", {"title": "Search went blank", "labels": ["postmortem"], "body": "# Search went blank\n"}
    )
    environment = policy(tmp_path, github, "observe")
    for fail_on, code in (("never", 0), ("refusal", 10)):
        said = github.ask("POST", "/issues/1/comments", {"body": "/pmflow review"})
        said["user"] = {"login": "noor", "type": "User"}
        payload = {**event(github, 1, "created"), "comment": said}
        ran = action("issue_comment", payload, PMFLOW_FAIL_ON=fail_on, **environment)
        assert (ran.code, ran.outputs["postmortem"]) == (code, f"{github.repo}#1")
        assert "review_held" in [each["guard"] for each in ran.json("refusals")]
        assert "| /pmflow review | noor | refused |" in ran.summary
        assert "Nothing was written" not in ran.summary
        assert all(line.startswith("::notice title=refused::") for line in obeyed(ran.log))


def test_a_question_in_mode_observe(action: RunAction, tmp_path: Path, github: Front) -> None:
    """It is replied to in either mode, so the page does not say that nothing was written."""
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["postmortem"], "body": "# Search\n"})
    said = github.ask("POST", "/issues/1/comments", {"body": "/pmflow explain"})
    said["user"] = {"login": "noor", "type": "User"}
    payload = {**event(github, 1, "created"), "comment": said}
    ran = action("issue_comment", payload, **policy(tmp_path, github, "observe"))
    assert ran.code == 0
    assert ("The reply was posted; nothing else" in ran.summary, "Nothing was written" in ran.summary) == (True, False)


def test_a_tracker_that_is_down(action: RunAction, tmp_path: Path, github: Front) -> None:
    """The run is red with 3 and says so; the next one carries on, and nothing is there twice."""
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"], "body": OVER})
    payload = event(github, 1, label={"name": "incident"})
    github.faults.append(Fault("502", match="POST .*/comments", times=99))
    broken = action("issues", payload, **policy(tmp_path, github))
    assert (broken.code, "next run carries on" in broken.summary) == (3, True)
    github.faults.clear()
    assert action("issues", payload).code == 0
    titles = [each["title"] for each in github.ask("GET", "/issues?labels=postmortem&state=all")]
    assert len(titles) == 1


@pytest.mark.parametrize("words", EVIL)
@pytest.mark.parametrize("mode", ["observe", "enforce"])
def test_hostile_words(action: RunAction, tmp_path: Path, github: Front, words: str, mode: str) -> None:
    """Title, body, label and comment full of shell, Markdown, HTML and commands of workflows change nothing but text."""
    said = words.encode("utf-8", "replace").decode()
    github.ask("POST", "/issues", {"title": f"x {said}", "labels": ["incident", "SEV1"], "body": f"{said}\n\n{said}"})
    environment = policy(tmp_path, github, mode)
    evil = {"name": words}
    payload = event(github, 1, label=evil)
    payload["issue"]["title"] = words
    payload["issue"]["labels"].append(evil)
    payload["sender"]["login"] = words
    ran = [action("issues", payload, **environment)]
    comment = {"id": 7, "body": f"/pmflow {words}", "user": {"login": "noor", "type": "User"}, **WHEN}
    ran.append(action("issue_comment", {**payload, "action": "created", "comment": comment}))
    for each in ran:
        assert set(each.outputs) == OUTPUTS, each
        assert all(isinstance(json.loads(each.outputs[name]), list) for name in ("findings", "refusals", "plan"))
        assert each.outputs["state"] in ("", "draft")
        assert [line for line in obeyed(each.log) if not line.startswith(("::notice title=", "::error title="))] == []
        kinds = {token.type for token in tokens(each.summary)}
        html = {token.content.strip() for token in tokens(each.summary) if token.type.startswith("html")}
        assert all(piece.startswith(("<details", "</details>", "<br>", "<!-- pmflow")) for piece in html), html
        assert "image" not in kinds
        assert TOKEN not in each.log + each.summary + str(each.outputs)
