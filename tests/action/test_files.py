"""The files that a team copies: one source, pinned, with the least that they need; and what the Action installs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pmflow import __version__
from pmflow.action.pull_request import POSTMORTEMS
from pmflow.action.runner import INPUTS
from pmflow.action.trigger import WORK
from pmflow.cli.workflow_files import SHIPPED, workflow_files
from pmflow.commands import RIGHTS
from pmflow.policy.schedule import SCHEDULE

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "workflows" / "github").glob("*.yml"))
ACTION = ROOT / "action.yml"


def read(path: Path) -> dict[Any, Any]:
    """A workflow; YAML 1.1 takes its key `on` for True."""
    made = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(made, dict)
    return made


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_one_source() -> None:
    """What `pmflow init` writes is what is shipped with the package is what stands on top of the repository."""
    assert [path.name for path in FILES] == ["pmflow-check.yml", "pmflow-sweep.yml", "pmflow.yml"]
    on_top = {f".github/workflows/{path.name}": path.read_bytes() for path in FILES}
    assert dict(workflow_files("github")) == on_top
    assert sorted(path.name for path in (SHIPPED / "github").iterdir()) == [path.name for path in FILES]
    assert dict(workflow_files("local")) == {}


@pytest.mark.parametrize("path", [*FILES, ACTION], ids=lambda path: path.name)
def test_pins(path: Path) -> None:
    """Others' actions by their commit, with the version beside it; our own by the tag of this version, in each file."""
    used = re.findall(r"uses: (\S+)(.*)", path.read_text(encoding="utf-8"))
    ours = [f"pmflow/pmflow@v{__version__}"] if path != ACTION else []
    assert [name for name, _ in used if name.startswith("pmflow/")] == ours
    for name, beside in used:
        if name not in ours:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name), name
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", beside), name


def test_rights() -> None:
    """No workflow has any right, and each job two: to read the contents, and issues; the check of a pull request writes none."""
    for path in FILES:
        workflow = read(path)
        assert list(workflow)[1:3] == [True, "permissions"]
        assert workflow["permissions"] == {}
        issues = "read" if path.name == "pmflow-check.yml" else "write"
        assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read", "issues": issues}]
        assert [step["with"]["persist-credentials"] for step in steps(workflow) if "checkout" in step["uses"]] == [
            False
        ]


def test_events() -> None:
    """Every event that the files ask for is one that the Action knows, and no job reacts to another's."""
    asked = {name for path in FILES for name in read(path)[True]}
    assert asked == set(WORK)
    assert "pull_request_target" not in asked


def test_one_run_for_each_issue() -> None:
    """Runs on one issue wait for one another, and none is dropped or ended in the middle."""
    concurrency = read(FILES[2])["concurrency"]
    assert concurrency == {
        "group": "pmflow-${{ github.event.issue.number }}", "queue": "max", "cancel-in-progress": False,
    }  # fmt: skip


def test_when_it_sweeps() -> None:
    """The file's own cron is the policy's schedule, by which doctor reckons whom a sweep meets."""
    assert read(FILES[1])[True]["schedule"] == [{"cron": SCHEDULE.cron}]
    assert SCHEDULE.minute % 5


def test_what_is_checked() -> None:
    """The paths that start the check are those of which the Action looks at the documents."""
    paths = read(FILES[0])[True]["pull_request"]["paths"]
    assert paths == ["**/postmortem*/**", "**/post-mortem*/**", "pmflow.yml", ".github/pmflow.yml"]
    for path in ("postmortems/2026-01-01-x/postmortem.md", "docs/post-mortems/a.md", "team/postmortem/x.md"):
        assert POSTMORTEMS.fullmatch(path)
    for path in ("README.md", "docs/postmortem-guide.md", "src/main.md"):
        assert not POSTMORTEMS.fullmatch(path)


def test_no_event_in_a_shell() -> None:
    """Where something is run, no expression stands: whatever people write gets there as text in a file, or not at all."""
    for path in (*FILES, ACTION):
        text = path.read_text(encoding="utf-8")
        for script in re.findall(r"run: \|\n((?: {8,}.*\n|\n)+)", text):
            assert "${{" not in script
        assert "github.event.issue.title" not in text
    run = [step for step in read(ACTION)["runs"]["steps"] if "run" in step]
    assert len(run) == 1
    assert set(run[0]["env"]) - {"GITHUB_TOKEN"} == INPUTS - {"PMFLOW_DEBUG"}


def versions(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in entry, entry
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.M))


def test_what_is_installed() -> None:
    """Locked by hashes, the same versions as everywhere, and less than all: no second set of libraries to keep in step."""
    run, action = versions("run.txt"), versions("action.txt")
    assert action.items() < run.items()
    assert {"icalendar", "filelock", "hatchling"}.isdisjoint(action)
    assert list(versions("uv.txt")) == ["uv"]


def rows(page: str, heading: str) -> list[str]:
    """The first cells of a table of the docs, below a heading."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("|")][2:]


def test_what_is_documented() -> None:
    """Every input, output and command stands in docs/action.md, and no other."""
    action = read(ACTION)
    assert rows("action.md", "Inputs") == [f"`{name}`" for name in action["inputs"]]
    assert rows("action.md", "Outputs") == [f"`{name}`" for name in action["outputs"]]
    told = {word for row in rows("action.md", "Commands") for word in re.findall(r"`(?:/pmflow )?([a-z-]+)", row)}
    assert told == set(RIGHTS)
