"""Whether an event is pmflow's business: told at once, and from the standard library alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pmflow.action.trigger import LABELS, Trigger, is_ours, read_trigger
from pmflow.action.trigger import PLACES as SAID
from pmflow.errors import UsageError
from pmflow.policy import PLACES, starter
from pmflow.policy.parts import Labels

ROOT = Path(__file__).parents[2]


def labeled(*names: str, **more: Any) -> dict[str, Any]:
    issue = {"number": 7, "title": "It broke", "labels": [{"name": name} for name in names]}
    return {"action": "labeled", "issue": issue, **more}


def test_what_is_said_twice() -> None:
    """The few words that stand here, too, because reading a policy is dear, are the policy's."""
    assert SAID == PLACES
    assert (Labels().incident, Labels().postmortem, Labels().action_item) == LABELS


@pytest.mark.parametrize(
    ("name", "payload", "ours"),
    [
        ("issues", labeled("incident", "P1"), True),
        ("issues", labeled("postmortem"), True),
        ("issues", labeled("bug"), False),
        ("issues", labeled(), False),
        ("issues", {}, False),
        ("issue_comment", labeled("incident", comment={"body": "me, too", "user": {"login": "noor"}}), False),
        ("schedule", {}, True),
        ("workflow_dispatch", {}, True),
        ("pull_request", {}, True),
        ("push", labeled("incident"), False),
    ],
)
def test_whose_business(tmp_path: Path, name: str, payload: dict[str, Any], ours: bool) -> None:
    """Issues with a label of pmflow's, and commands under them; the sweep's and the check's events; nothing else."""
    assert is_ours(Trigger(name, payload), tmp_path) is ours


@pytest.mark.parametrize(
    ("policy", "labels", "kind", "ours"),
    [
        ("mode: enforce\n", "outage", "", False),
        (starter("github"), "outage", "", False),
        ("tracker:\n  labels: {incident: Outage}\n", "outage", "", True),
        ("tracker:\n  labels: {incident: Outage}\n", "bug", "", False),
        ("tracker:\n  labels: {incident: Outage}\n", "incident", "", True),  # the policy will tell, a moment later
        ("tracker:\n  labels: {incident: 'it''s\n    down'}\n", "it's down", "", True),
        ('tracker:\n  labels: {incident: "out\\u0061ge"}\n', "bug", "", True),
        ("tracker:\n  incident_type: Outage\n", "", "outage", True),
        ("tracker:\n  incident_type: Outage\n", "", "Bug", False),
        ("mode: enforce\n", "", "Epic", False),
    ],
)
def test_own_names(tmp_path: Path, policy: str, labels: str, kind: str, ours: bool) -> None:
    """Labels and types that the policy calls otherwise; where it may mean one in a way that only YAML tells, in doubt it does."""
    payload = labeled(*filter(None, [labels]))
    payload["issue"]["type"] = {"name": kind} if kind else None
    assert is_ours(Trigger("issues", payload), tmp_path) is (labels == "incident")
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "pmflow.yml").write_text(policy)
    assert is_ours(Trigger("issues", payload), tmp_path) is ours
    (tmp_path / "team.yml").write_text("labels: {incident: elsewhere}")
    assert is_ours(Trigger("issues", payload), tmp_path, "team.yml") is (labels == "incident")


def test_an_event_that_is_none(tmp_path: Path) -> None:
    """Outside of a workflow, or with a file that no runner wrote, it is said."""
    file = tmp_path / "event.json"
    for name, path, content in (
        ("", "", ""),
        ("issues", "x", ""),
        ("issues", str(file), "{"),
        ("issues", str(file), "[]"),
    ):
        file.write_text(content)
        with pytest.raises(UsageError, match="GITHUB_EVENT_PATH"):
            read_trigger(name, path)
    file.write_text("[" * 100_000)
    with pytest.raises(UsageError, match=r"RecursionError|JSONDecodeError"):
        read_trigger("issues", str(file))


def test_half_a_letter(tmp_path: Path) -> None:
    """JSON can hold half of a surrogate pair; a whole one stays what it is."""
    file = tmp_path / "event.json"
    file.write_text('{"a": "x\\ud800y", "b": "\\uD83D\\uDE00", "c": "\\\\ud800"}')
    assert read_trigger("issues", str(file)).payload == {"a": "x?y", "b": "\U0001f600", "c": "\\ud800"}


LOOK = """
import sys
from pmflow.action.__main__ import main
code = main(sys.argv[1:])
print(code, sorted({name.split(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)))
"""


def test_the_quick_way_out(tmp_path: Path) -> None:
    """An event that is not pmflow's business costs the standard library and a moment, and nothing is installed for it."""
    event = tmp_path / "event.json"
    event.write_text(json.dumps(labeled("bug")))
    environment = {
        "GITHUB_EVENT_NAME": "issues", "GITHUB_EVENT_PATH": str(event), "GITHUB_WORKSPACE": str(tmp_path),
        "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1",
    }  # fmt: skip
    for words, code in (("look", 100), ("", 0)):
        ran = subprocess.run(
            [sys.executable, "-S", "-c", LOOK, *words.split()],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.splitlines()[-1] == f"{code} ['__main__', 'pmflow']"
        assert "issues labeled: not pmflow's business" in ran.stdout
    event.write_text(json.dumps(labeled("incident")))
    looked = [sys.executable, "-m", "pmflow.action", "look"]
    assert (
        subprocess.run(looked, env=environment, check=False).returncode == 0
    )  # how long it takes, benchmarks/ measures


def test_nothing_of_the_repository_is_run(tmp_path: Path) -> None:
    """A pull request's own `json.py` or `pmflow/` on top of the repository is no module of ours."""
    for name in ("json.py", "dataclasses.py", "pmflow/__init__.py", "sitecustomize.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("raise SystemExit(66)\n")
    event = tmp_path / "event.json"
    event.write_text("{}")
    environment = {
        "GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": str(event), "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "pmflow.action", "look"], env=environment, cwd=tmp_path, capture_output=True, check=False
    )
    assert ran.returncode == 100
    script = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert "PYTHONSAFEPATH=1" in script
