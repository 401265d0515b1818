"""A way to run the Action as a workflow's step does, without installing anything."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pmflow.action.__main__ import main
from tests.action.test_runner import outputs


@dataclass(frozen=True)
class Ran:
    """What a step left."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str

    def json(self, name: str) -> Any:
        """One of the outputs that are lists."""
        return json.loads(self.outputs[name])


RunAction = Callable[..., Ran]


@pytest.fixture
def action(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> RunAction:
    """Runs the Action on an event, in the folder `repo` of `tmp_path`, with inputs and environment as they are given."""
    repo = tmp_path / "repo"
    repo.mkdir()
    monkeypatch.chdir(repo)
    for name in [name for name in os.environ if name.startswith(("GITHUB_", "PMFLOW_", "RUNNER_"))]:
        monkeypatch.delenv(name)

    def run(event: str, payload: dict[str, Any] | None = None, **environment: str) -> Ran:
        files = {name: tmp_path / name for name in ("event.json", "output", "summary")}
        files["event.json"].write_text(json.dumps(payload or {}))
        for name in ("output", "summary"):
            files[name].write_text("")
        monkeypatch.setenv("GITHUB_EVENT_NAME", event)
        monkeypatch.setenv("GITHUB_EVENT_PATH", str(files["event.json"]))
        monkeypatch.setenv("GITHUB_OUTPUT", str(files["output"]))
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(files["summary"]))
        monkeypatch.setenv("GITHUB_WORKSPACE", str(repo))
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/shop")
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        code = main([])
        said = capsys.readouterr()
        assert said.err == ""
        return Ran(code, said.out, outputs(files["output"].read_text()), files["summary"].read_text())

    return run
