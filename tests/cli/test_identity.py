"""Who acts, where nobody says it: the git identity of the repository that the post-mortem is in."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Pmflow
from tests.good import GOOD


def repository(folder: Path, name: str) -> None:
    """A git repository with an identity of its own."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    subprocess.run(["git", "-C", str(folder), "config", "user.name", name], check=True)


def test_the_name_is_that_of_the_post_mortem_s_repository(
    pmflow: Pmflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standing in one repository and naming a file in another, one acts under the other's name."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    for folder, name in (("here", "Mallory Here"), ("there", "Tariq There")):
        repository(tmp_path / folder, name)
    path = tmp_path / "there" / "postmortems" / "2025-06-03-search-blank" / "postmortem.md"
    path.parent.mkdir(parents=True)
    path.write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    assert pmflow("approve", str(path)).code == 0
    monkeypatch.chdir(tmp_path / "there")
    history = json.loads(pmflow("explain", "search-blank", "--json").out)["history"]
    assert [line["by"] for line in history] == ["Tariq There"]
