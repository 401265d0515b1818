"""What a command on GitHub says of what it cannot find, and with which exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.github_server import TOKEN, Front
from tests.cli.conftest import Pmflow


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, github: Front, tmp_path: Path) -> None:
    monkeypatch.setenv("GITHUB_API_URL", github.address)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    (tmp_path / "pmflow.yml").write_text(f"tracker: {{kind: github, repos: [{github.repo}]}}\n")


@pytest.mark.parametrize("ref", ["#999", "acme/none#1", "https://github.com/acme/none/issues/2"])
def test_an_issue_that_is_not_there(pmflow: Pmflow, ref: str) -> None:
    """Is the tracker's to say, however it is written."""
    ran = pmflow("show", ref)
    assert (ran.code, "is not there" in ran.err) == (3, True)


def test_opening_for_what_is_no_incident(pmflow: Pmflow, github: Front) -> None:
    """The reason is said: there is no such issue, or it has no label."""
    github.ask("POST", "/issues", {"title": "A button is green"})
    for ref, why in (("#999", "is not there"), ("#1", "is no incident but an issue without the label incident")):
        ran = pmflow("open", ref, "--by", "Noor")
        assert (ran.code, why in ran.err, "For a new one" in ran.err) == (3, True, False)


def test_no_repository_can_be_read(pmflow: Pmflow, tmp_path: Path) -> None:
    """That is the tracker's trouble."""
    (tmp_path / "pmflow.yml").write_text("tracker: {kind: github, repos: [acme/none, acme/nor-this]}\n")
    assert pmflow("list").code == 3


def test_another_server(pmflow: Pmflow) -> None:
    """Of an address on github.com, the hint is to leave the other server's out."""
    told = pmflow("tour", "https://github.com/acme/shop").err
    assert "GITHUB_API_URL names another server; run it without" in told
    assert (
        "set GITHUB_API_URL=https://ghe.example.org/api/v3" in pmflow("tour", "https://ghe.example.org/acme/shop").err
    )


def test_no_token(pmflow: Pmflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said that none is set."""
    monkeypatch.delenv("GITHUB_TOKEN")
    ran = pmflow("list")
    assert (ran.code, "no token is set" in ran.err, "does not accept" in ran.err) == (3, True, False)
