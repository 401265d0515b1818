"""Events that are not as GitHub sends them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.action.conftest import RunAction
from tests.action.test_issues import event, policy
from tests.action.test_runner import obeyed
from tests.adapters.github_server import Front


@pytest.mark.parametrize("action_", [["labeled"], {"labeled": 1}, None, 7])
def test_an_action_that_is_no_word(action: RunAction, tmp_path: Path, github: Front, action_: object) -> None:
    """Is nobody's business."""
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident"]})
    payload = {**event(github, 1), "action": action_}
    for name in ("issues", "issue_comment"):
        assert action(name, payload, **policy(tmp_path, github)).code == 0
    assert github.requests == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"sender": "noor"}, "it: "), ({"issue": {"title": None}}, "title: "), ({"issue": {"body": 5}}, "body: ")],
)
def test_another_shape(action: RunAction, tmp_path: Path, github: Front, wrong: dict[str, Any], told: str) -> None:
    """The message is about the event's file."""
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident"]})
    payload = event(github, 1, label={"name": "incident"})
    payload |= {"issue": {**payload["issue"], **wrong["issue"]}} if "issue" in wrong else wrong
    ran = action("issues", payload, **policy(tmp_path, github))
    [line] = obeyed(ran.log)
    assert (ran.code, "GITHUB_API_URL" in line) == (3, False)
    assert f"the event issues: is not as GitHub sends it ({told}" in line
    assert line.endswith("; look at the event's file (GITHUB_EVENT_PATH)")
