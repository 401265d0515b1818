"""A way to run the command as a person does, in a folder of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pmflow.cli.app import _run
from tests.good import GOOD


@dataclass(frozen=True)
class Ran:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Pmflow = Callable[..., Ran]


@pytest.fixture
def pmflow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Pmflow:
    """Runs `pmflow …` in `tmp_path`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PMFLOW_JOURNAL_KEY", raising=False)
    monkeypatch.delenv("PMFLOW_DEBUG", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: str) -> Ran:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["pmflow", *words])
        code = _run()
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A good post-mortem in the folder, as the local tracker keeps it; its path."""
    path = tmp_path / "postmortems" / "2025-06-03-search-blank" / "postmortem.md"
    path.parent.mkdir(parents=True)
    path.write_text(GOOD, encoding="utf-8")
    return path
