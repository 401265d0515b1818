"""Events of issues and comments: what the page, the log and the outputs say of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.action.conftest import RunAction
from tests.action.test_runner import EVIL, obeyed
from tests.adapters.github_server import TOKEN, Front
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
        file.write("severities: {aliases: {labels: P0}}\n")
    again = action("issues", event(github, 1))
    assert (again.code, again.outputs, again.summary, github.requests) == (0, {}, "", [])
    assert "not pmflow's business" in again.log


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
