"""GitHub as the tracker of a command: which repository, which token, whose names."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from pmflow.adapters.github import GitHub
from pmflow.cli.github_tracker import action_repository, address, leads, logins, repositories
from pmflow.errors import UsageError
from pmflow.plan import Publish
from pmflow.policy import Policy
from tests.adapters.github_server import TOKEN, Front
from tests.cli.conftest import Pmflow

POLICY = Policy.model_validate(
    {
        "people": [
            {"name": "Tariq", "handle": "@ivo", "lead": "Noor El-Sayed"},
            {"name": "Noor El-Sayed", "handle": "noor", "aliases": ["Noor"]},
            {"name": "Somebody", "email": "some@example.org"},
        ],
        "teams": {"ops": {"lead": "Noor El-Sayed", "aliases": ["Operations"]}},
    }
)


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a developer or a workflow has set is no business of these tests."""
    for name in ("GITHUB_TOKEN", "GITHUB_API_URL", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)


def test_names() -> None:
    """Everything that a person is called leads to the login; a team has none, and its lead is asked."""
    assert logins(POLICY) == {
        "ops": "", "operations": "", "tariq": "ivo", "ivo": "ivo", "noor el-sayed": "noor", "noor": "noor",
    }  # fmt: skip
    assert leads(POLICY) == {"tariq": "noor", "ivo": "noor", "ops": "noor", "operations": "noor"}


@pytest.mark.parametrize(
    "origin",
    ["git@github.com:acme/shop.git", "https://github.com/acme/shop", "ssh://git@ghe.example.org:22/acme/shop.git/"],
)
def test_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    """The policy's repositories; else the workflow's own; else that of the git remote."""
    with pytest.raises(UsageError, match=r"name it under tracker\.repos in pmflow\.yml"):
        repositories((), tmp_path)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", origin], check=True)
    assert repositories((), tmp_path) == ("acme/shop",)
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/pay")
    assert repositories((), tmp_path) == ("acme/pay",)
    assert repositories(("acme/a", "acme/b", "acme/a"), tmp_path) == ("acme/a", "acme/b")


@pytest.mark.parametrize("named", ["shop", "acme/*x", "*/shop", "acme/"])
def test_no_repository(named: str) -> None:
    """What cannot be one is refused, by the key; all of an owner's can."""
    assert repositories(("acme/*",), Path()) == ("acme/*",)
    with pytest.raises(UsageError, match=r"tracker\.repos: .*is no repository"):
        repositories((named,), Path())


def test_an_address_that_would_show_the_token() -> None:
    """An open line leads to one's own machine only; an address with a password in it is none, and is not repeated."""
    for right in (
        "https://api.github.com",
        "https://ghe.example.org/api/v3",
        "http://localhost:4000",
        "http://127.0.0.1:1/x",
    ):
        assert address(right) == right
    for wrong in ("http://ghe.example.org/api/v3", "https://me:secret@ghe.example.org", "ftp://x", "api.github.com"):
        with pytest.raises(UsageError, match="GITHUB_API_URL is no address of an API") as caught:
            address(wrong)
        assert "secret" not in str(caught.value)


def test_where_action_items_go() -> None:
    """Beside their post-mortem, or in one other repository; nowhere else in this version."""
    assert action_repository(POLICY) is None
    items = {"kind": "github", "repos": ["acme/work"]}
    there = Policy.model_validate({"tracker": {"kind": "github", "action_items": items}})
    assert action_repository(there) == "acme/work"
    with pytest.raises(UsageError, match="in this version"):
        action_repository(Policy.model_validate({"tracker": {"kind": "github", "action_items": {"kind": "jira"}}}))


def test_a_command_on_github(pmflow: Pmflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, github: Front) -> None:
    """An incident becomes a post-mortem; an incident that is none yet is made on GitHub; a wrong token is said, not shown."""
    (tmp_path / "pmflow.yml").write_text(f"tracker: {{kind: github, repos: [{github.repo}]}}\n")
    monkeypatch.setenv("GITHUB_API_URL", github.address)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    body = "---\nstarted_at: 2025-06-03T09:10Z\n---\n"
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"], "body": body})
    opened = pmflow("open", "#1", "--by", "Noor", "--json")
    assert opened.code == 0, opened.err
    assert json.loads(opened.out)["ref"] == f"{github.repo}#2"
    shown = json.loads(pmflow("show", "#2", "--json").out)
    assert (shown["title"], shown["state"], shown["severity_normal"]) == ("Search went blank", "draft", "P1")
    listed = pmflow("list")
    assert (listed.code, f"{github.repo}#2" in listed.out) == (0, True)
    new = pmflow("open", "Something else broke", "--severity", "P1")
    assert (new.code, "make one with the label incident" in new.err) == (3, True)
    wrong = "ghp_wrong0000000000000000000000000000000"
    monkeypatch.setenv("GITHUB_TOKEN", wrong)
    refused = pmflow("list")
    assert (refused.code, "put a valid one into GITHUB_TOKEN" in refused.err) == (3, True)
    assert wrong not in refused.out + refused.err


def test_repeated_words_ping_nobody(
    pmflow: Pmflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, github: Front
) -> None:
    """Title, names and comments of an incident go into the draft, its text into what is published; people were told already."""
    (tmp_path / "pmflow.yml").write_text(f"tracker: {{kind: github, repos: [{github.repo}]}}\n")
    monkeypatch.setenv("GITHUB_API_URL", github.address)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    body = "---\nresponders: ['@wanda']\n---\n@noor saw it\n"
    github.ask("POST", "/issues", {"title": "Search @noor went blank", "labels": ["incident"], "body": body})
    github.ask("POST", "/issues/1/comments", {"body": "`@ivo look at /@wanda"})
    assert pmflow("open", "#1", "--by", "Noor").code == 0
    tracker = GitHub((github.repo,), token=TOKEN, address=github.address, between_writes=0)
    tracker.apply(f"{github.repo}#2", Publish("company", "comment", "Owner: @noor, see https://a.example/@ivo\n"))
    tracker.apply(f"{github.repo}#2", Publish("company", "comment", "Owner: @noor, see https://a.example/@ivo\n"))
    made = [github.ask("GET", "/issues/2")["body"], *(each["body"] for each in github.comments(2))]
    assert [re.findall(r"(?<!\w)(?<!example/)@\w+", text) for text in made] == [[] for _ in made]
    assert "Owner: @\u200bnoor, see https://a.example/@ivo" in made[-1]
    assert github.writes.count("POST /issues/2/comments") == 2
