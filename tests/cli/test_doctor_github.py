"""`pmflow doctor` with GitHub: who the token is, how far it reaches, what is missing; nothing is written, no token shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmflow.cli.workflow_files import workflow_files
from tests.adapters.github_server import BOT, TOKEN
from tests.adapters.github_wide import Wide
from tests.cli.conftest import Pmflow, Ran
from tests.cli.test_github_app import KEY, PEM

MAY = {"admin": False, "maintain": False, "push": True, "triage": True, "pull": True}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, wide: Wide, tmp_path: Path) -> None:
    for name in ("GITHUB_REPOSITORY", "GITHUB_ACTIONS", "GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GITHUB_API_URL", wide.address)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    wide.repos[wide.repo].facts["permissions"] = MAY
    policy(tmp_path, wide.repo)


def policy(folder: Path, *repos: str, more: str = "", items: str = "") -> None:
    place = f", action_items: {{kind: github, repos: [{items}]}}" if items else ""
    (folder / "pmflow.yml").write_text(f"tracker: {{kind: github, repos: [{', '.join(repos)}]{place}}}\n{more}")


def looks(ran: Ran) -> dict[str, tuple[bool, str]]:
    return {each["name"]: (each["ok"], each["message"]) for each in json.loads(ran.out)["checks"]}


def test_healthy(pmflow: Pmflow, wide: Wide) -> None:
    """A person's token that may write: what is there, what is not there yet, what is left of the limits."""
    wide.make("Down", "incident")
    ran = pmflow("doctor", "--json")
    found = looks(ran)
    assert ran.code == 0
    until = found["rate limit"][1].rpartition(" until ")[2]
    assert {name: found[name] for name in ("github", "token", "rate limit", "graphql", wide.repo)} == {
        "github": (True, f"{wide.address} answers"),
        "token": (True, f"{BOT}'s"),
        "rate limit": (True, f"4990 of 5000 requests left until {until}"),
        "graphql": (True, "5000 of 5000 points left"),
        wide.repo: (
            True,
            f"{BOT} may write there; whether this token may, GitHub does not tell: it needs Issues: read and write",
        ),
    }
    assert found[f"{wide.repo} labels"][1].startswith("not there yet: postmortem, pm:draft, pm:reviewed, ")
    assert found[f"{wide.repo} sub-issues"] == (True, "there")
    assert found[f"{wide.repo} workflows"][1].startswith("not installed")
    shown = [line for line in pmflow("doctor").out.splitlines() if f"{wide.repo} workflows" in line]
    assert [line[0] for line in shown] in (["·"], ["-"])  # nothing to tick off
    assert wide.writes == []
    assert TOKEN not in ran.out + ran.err + pmflow("doctor").out


@pytest.mark.parametrize(
    ("facts", "scopes", "why"),
    [
        ({"permissions": {**MAY, "push": False}}, None, f"{BOT} may read it, but not write issues"),
        ({"archived": True}, None, "is archived"),
        ({"has_issues": False}, None, "has its issues switched off"),
        ({}, "gist, read:org", "the token has the scopes gist, read:org, and needs `repo`"),
        ({"private": True}, "public_repo", "the token has the scopes public_repo"),
    ],
)
def test_what_is_in_the_way(pmflow: Pmflow, wide: Wide, facts: dict[str, object], scopes: str | None, why: str) -> None:
    """A repository in which pmflow could not write makes it unhealthy, with what to do."""
    wide.repos[wide.repo].facts |= facts
    wide.scopes = scopes
    ran = pmflow("doctor", "--json")
    ok, told = looks(ran)[wide.repo]
    assert (ran.code, ok, why in told) == (10, False, True)


def test_the_repository_of_action_items(pmflow: Pmflow, wide: Wide, tmp_path: Path) -> None:
    """It is looked at, too, and people are assigned there; one that is not there does not hide the rest."""
    work = wide.another(permissions=MAY)
    people = "people: [{name: Noor, handle: noor}, {name: Zoe, handle: zoe}]\n"
    policy(tmp_path, wide.repo, items=work, more=people)
    found = looks(pmflow("doctor", "--json"))
    assert (found[wide.repo][0], found[work][0]) == (True, True)
    assert found[f"{work} assignees"] == (
        False, "Zoe cannot be assigned there: give them access, or mend their handle in people"
    )  # fmt: skip
    assert "postmortem-action" in found[f"{work} labels"][1]
    assert "postmortem-action" not in found[f"{wide.repo} labels"][1]
    policy(tmp_path, wide.repo, items="acme/nowhere")
    found = looks(pmflow("doctor", "--json"))
    assert (found[wide.repo][0], found["acme/nowhere"]) == (
        True, (False, "is not there, or the token does not see it; look at the name and at GITHUB_TOKEN")
    )  # fmt: skip


def test_workflow_files(pmflow: Pmflow, wide: Wide) -> None:
    """Installed and current, changed, or missing."""
    shipped = dict(workflow_files("github"))
    files = wide.repos[wide.repo].files
    files |= shipped
    assert looks(pmflow("doctor", "--json"))[f"{wide.repo} workflows"] == (True, "installed and current")
    first, second = list(shipped)[:2]
    files[first] = b"name: other\n"
    del files[second]
    told = looks(pmflow("doctor", "--json"))[f"{wide.repo} workflows"][1]
    assert told == f"{Path(first).name}: not as this version ships it; {Path(second).name}: missing"


def test_the_token_of_a_workflow(pmflow: Pmflow, wide: Wide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reaches its own repository alone, whatever GitHub says of another."""
    other = wide.another()
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_REPOSITORY", wide.repo)
    monkeypatch.setenv("GITHUB_TOKEN", wide.installation_token)
    policy(tmp_path, wide.repo, items=other)
    ran = pmflow("doctor", "--json")
    found = looks(ran)
    assert (ran.code, found["token"]) == (10, (True, "the workflow's own"))
    assert found[wide.repo] == (
        True, "reached; that issues may be written is said in the workflow's file: permissions: issues: write"
    )  # fmt: skip
    assert found[other][1].startswith(f"a workflow's own token reaches {wide.repo} alone")
    assert "GET /user" not in [str(each) for each in wide.requests]


def test_an_app(pmflow: Pmflow, wide: Wide, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an App, GitHub tells what it may do."""
    monkeypatch.setenv("GITHUB_APP_ID", "4711")
    monkeypatch.setenv("GITHUB_APP_PRIVATE_KEY", PEM)
    wide.app = ("4711", KEY.public_key())
    ran = pmflow("doctor", "--json")
    found = looks(ran)
    assert (ran.code, found["token"], found["permissions"]) == (
        0, (True, "of a GitHub App's installation"), (True, "the App may do with issues: write")
    )  # fmt: skip
    wide.app_may = "read"
    ran = pmflow("doctor", "--json")
    assert (ran.code, looks(ran)["permissions"]) == (
        10, (False, "the App may do with issues: read; give it Issues: read and write")
    )  # fmt: skip


def test_no_token_and_a_wrong_one(pmflow: Pmflow, wide: Wide, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one nothing can be written; a wrong one is said once, and not shown."""
    monkeypatch.delenv("GITHUB_TOKEN")
    ran = pmflow("doctor", "--json")
    assert (ran.code, looks(ran)["token"][0]) == (10, False)
    wrong = "ghp_wrong0000000000000000000000000000000"
    monkeypatch.setenv("GITHUB_TOKEN", wrong)
    ran = pmflow("doctor", "--json")
    assert (ran.code, wrong in ran.out + ran.err) == (10, False)
    assert looks(ran)["tracker"] == (
        False, "the token: GitHub does not accept the token (Bad credentials); put a valid one into GITHUB_TOKEN"
    )  # fmt: skip


def test_little_left(pmflow: Pmflow, wide: Wide) -> None:
    """A limit that is nearly used up, a server without limits, and one without GraphQL."""
    wide.rates = {"core": (5000, 12)}
    found = looks(pmflow("doctor", "--json"))
    assert (found["rate limit"][0], found["graphql"]) == (False, (True, "not here; more requests are needed"))
    wide.rates = None
    assert looks(pmflow("doctor", "--json"))["rate limit"] == (True, "this server has none")


def test_a_wrong_address(pmflow: Pmflow, wide: Wide, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address at which nobody speaks GitHub's language."""
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:1")
    ran = pmflow("doctor", "--json")
    assert (ran.code, looks(ran)["tracker"][1].startswith("the token: GitHub cannot be reached")) == (10, True)
