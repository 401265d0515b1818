"""Sharing on GitHub from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.adapters.github_server import TOKEN, Front
from tests.adapters.test_github_sharing import WORDS, said, tracked
from tests.cli.conftest import Pmflow


def test_by_command_line(pmflow: Pmflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, github: Front) -> None:
    """The plan says what will be said and where; then it is."""
    ref = tracked(github)
    (tmp_path / "pmflow.yml").write_text(f"tracker: {{kind: github, repos: [{github.repo}]}}\n")
    monkeypatch.setenv("GITHUB_API_URL", github.address)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    share = ("advance", ref, "share", "--by", "Ines Okafor", "--json")
    plan = json.loads(pmflow(*share, "--dry-run").out)["plan"]
    assert [each["summary"] for each in plan if each["effect"] == "comment_incident"] == [
        f"comment under {github.repo}#1: {WORDS.format(ref=ref).splitlines()[0]}"
    ]
    assert said(github, 1) == []
    assert pmflow(*share).code == 0
    assert said(github, 1)[0].startswith(WORDS.format(ref=ref).partition("- AI-1")[0])
