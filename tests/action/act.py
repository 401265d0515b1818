"""Runs the workflow files as they are, by `act`, which does on this machine what GitHub's runner does, without docker.

Other people's actions are stubs here: the network of a test is a package index and nothing more.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.adapters.github_server import TOKEN

ROOT = Path(__file__).parents[2]
STUB = """\
name: stub
description: stands in for somebody else's action
inputs:
  python-version: {default: ""}
  update-environment: {default: ""}
  persist-credentials: {default: ""}
  sparse-checkout: {default: ""}
  fetch-depth: {default: ""}
outputs:
  python-path:
    description: the Python of these tests
    value: ${{ steps.stub.outputs.python-path }}
runs:
  using: composite
  steps:
    - id: stub
      shell: bash
      run: echo "python-path=PYTHON" >> "$GITHUB_OUTPUT"
"""


@dataclass(frozen=True)
class Acted:
    """What a run of a workflow left."""

    code: int
    log: str
    """The lines that were printed, those that the runner took for commands left out."""
    commands: list[tuple[str, str]]
    """Annotations: kind and message."""
    outputs: dict[str, str]
    """Of the step with our action."""
    summary: str
    whole: str = field(repr=False)
    """All that act itself printed, secrets masked as GitHub masks them."""


def act(repo: Path, workflow: str, event: str, payload: dict[str, Any], **environment: str) -> Acted:
    """Run one of our workflow files in a folder, on an event."""
    where = repo.parent
    files = repo / ".github" / "workflows"
    files.mkdir(parents=True, exist_ok=True)
    text = (ROOT / "workflows" / "github" / workflow).read_text(encoding="utf-8")
    # `queue: max` is taken out: act does not know the key yet, and refuses the file for it (https://github.com/nektos/act). That
    # runs on one issue wait for one another in order is GitHub's doing, and is not tested here.
    (files / workflow).write_text(re.sub(r"^  queue: max\n", "", text, flags=re.M), encoding="utf-8")
    (where / "event.json").write_text(json.dumps(payload))
    (where / "stub").mkdir(exist_ok=True)
    (where / "stub" / "action.yml").write_text(STUB.replace("PYTHON", sys.executable))
    used = {name for each in (text, (ROOT / "action.yml").read_text()) for name in re.findall(r"uses: (\S+)", each)}
    ours = _tagged(where / "ours")
    local = {name: str(ours if name.startswith("pmflow/") else where / "stub") for name in used}
    program = shutil.which("act", path=str(Path(sys.executable).parent)) or "act"
    command = [
        program, event, "--json", "-P", "ubuntu-latest=-self-hosted", "-e", str(where / "event.json"),
        "-s", f"GITHUB_TOKEN={TOKEN}", "-W", str(files / workflow), "--action-cache-path", str(where / "cache"),
        *(word for name, path in local.items() for word in ("--local-repository", f"{name}={path}")),
        *(word for name, value in environment.items() for word in ("--env", f"{name}={value}")),
    ]  # fmt: skip
    ran = subprocess.run(command, cwd=repo, capture_output=True, text=True, timeout=300, check=False)
    return _read(ran.returncode, ran.stdout + ran.stderr)


def _tagged(folder: Path) -> Path:
    """What a tag holds, as far as the Action uses it: act copies the whole folder, and a developer's has environments in it."""
    if not folder.exists():
        skip = shutil.ignore_patterns("__pycache__")
        for name in ("pmflow", "requirements"):
            shutil.copytree(ROOT / name, folder / name, ignore=skip)
        shutil.copy(ROOT / "action.yml", folder)
    return folder


def _read(code: int, whole: str) -> Acted:
    log, commands, outputs, summary = [], [], {}, ""
    for line in whole.splitlines():
        if not line.startswith("{"):
            continue
        told = json.loads(line)
        match told.get("command"):
            case "set-output" if told["stepID"] == ["1"]:
                outputs[told["name"]] = told["arg"]
            case "summary":
                summary = told["content"]
            case "error" | "warning" | "notice":
                commands.append((told["command"], told["arg"]))
            case None if told.get("raw_output"):
                log.append(told["msg"])
    return Acted(code, "".join(log), commands, outputs, summary, whole)
