"""Several repositories, and all of an owner's, as one tracker."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pmflow.adapters.github import GitHub
from pmflow.errors import TrackerMissing, TrackerRefused
from tests.adapters.github_server import TOKEN
from tests.adapters.github_wide import Wide
from tests.cli.conftest import Pmflow, Ran


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, wide: Wide) -> None:
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    monkeypatch.setenv("GITHUB_API_URL", wide.address)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)


def policy(folder: Path, *repos: str) -> None:
    (folder / "pmflow.yml").write_text(f"tracker: {{kind: github, repos: [{', '.join(repos)}]}}\nmode: enforce\n")


def postmortem(wide: Wide, repo: str, title: str) -> int:
    return wide.make(title, "postmortem", "pm:draft", repo=repo, body=f"# {title}\n")


def told(ran: Ran) -> Any:
    return json.loads(ran.out)


def tracker(wide: Wide, *repos: str, token: str = TOKEN) -> GitHub:
    return GitHub(repos, token=token, address=wide.address, between_writes=0, sleep=lambda _: None)


def test_which_repositories(wide: Wide) -> None:
    """Those named, then an owner's; left out is what is archived, disabled or without issues, and forks unless named."""
    plain, fork = wide.another(), wide.another(fork=True)
    wide.another(archived=True), wide.another(disabled=True), wide.another(has_issues=False), wide.another(fork=True)
    github = tracker(wide, fork, "acme/*")
    assert github.repositories.all == (fork, *sorted((wide.repo, plain)))
    assert github.repositories.all == github.repositories.all
    assert [str(each) for each in wide.requests] == ["GET /orgs/acme/repos"]


def test_a_user(wide: Wide) -> None:
    """An owner that is no organisation is a person."""
    wide.user_owned = True
    assert tracker(wide, "acme/*").repositories.all == (wide.repo,)
    assert [str(each) for each in wide.requests] == ["GET /orgs/acme/repos", "GET /users/acme/repos"]


def test_many(wide: Wide) -> None:
    """A hundred in one request, page by page."""
    names = [f"acme/made-up-{n:03}" for n in range(250)]
    wide.listed = [{"full_name": name} for name in names]
    assert tracker(wide, "acme/*").repositories.all == tuple(names)
    assert len(wide.requests) == 3


def test_an_installation(wide: Wide) -> None:
    """The token of an installation is asked what it reaches; what others own is not the owner's."""
    wide.listed = [{"full_name": "acme/one"}, {"full_name": "other/two"}, {"full_name": "ACME/three", "archived": True}]
    github = tracker(wide, "acme/*", token=wide.installation_token)
    assert github.repositories.all == ("acme/one",)
    assert [str(each) for each in wide.requests] == ["GET /installation/repositories"]


def test_no_such_owner(wide: Wide) -> None:
    """Said by name; beside others it is a trouble of its own."""
    with pytest.raises(TrackerMissing, match=r"nobody/\*: there is no such organisation or user"):
        list(tracker(wide, "nobody/*").cards())
    cards = list(tracker(wide, wide.repo, "nobody/*").cards())
    assert [(card.ref, bool(card.trouble)) for card in cards] == [("nobody/*", True)]


def test_a_bad_token_stops_everything(wide: Wide) -> None:
    """No repository will answer, so that one word is enough."""
    with pytest.raises(TrackerRefused, match="put a valid one into GITHUB_TOKEN"):
        list(tracker(wide, wide.repo, "acme/other", token="ghp_wrong").cards())
    assert len(wide.requests) == 1


def test_commands(pmflow: Pmflow, wide: Wide, tmp_path: Path) -> None:
    """Every command works across them; refs are in full."""
    pay = wide.another()
    policy(tmp_path, "acme/*")
    wide.make("Search went blank", "incident", "SEV1", repo=pay)
    assert told(pmflow("open", f"{pay}#1", "--by", "Noor", "--json"))["ref"] == f"{pay}#2"
    here = postmortem(wide, wide.repo, "Payments slow")
    assert [each["ref"] for each in told(pmflow("list", "--json"))["postmortems"]] == [
        f"{wide.repo}#{here}",
        f"{pay}#2",
    ]
    assert told(pmflow("show", f"{pay}#2", "--json"))["title"] == "Search went blank"
    assert pmflow("explain", f"{pay}#2").code == 0
    assert pmflow("advance", f"{pay}#2", "review").code == 10
    synced = told(pmflow("sync", "--all", "--json"))
    assert (synced["examined"], synced["of"], synced["troubles"]) == (2, 2, [])
    assert told(pmflow("sweep", "--json"))["examined"] >= 2
    assert pmflow("show", "#2").code == 3


@pytest.mark.parametrize("status", [404, 403, 410])
def test_one_that_cannot_be_read(pmflow: Pmflow, wide: Wide, tmp_path: Path, status: int) -> None:
    """It is named, with the reason, and stops nobody: exit 11, examined so many of so many."""
    gone = wide.another(gone=status)
    policy(tmp_path, wide.repo, gone)
    postmortem(wide, wide.repo, "Payments slow")
    for command in (("sync", "--all"), ("sweep",)):
        ran = pmflow(*command, "--json")
        found = told(ran)
        assert (ran.code, found["examined"], found["of"]) == (11, 1, 2)
        assert [each["target"] for each in found["troubles"]] == [gone]
        ran = pmflow(*command)
        assert (ran.code, gone in ran.out + ran.err) == (11, True)
        assert f"{gone}: {gone}" not in ran.out + ran.err
    ran = pmflow("list")
    assert (ran.code, "1 of 2 could not be read" in ran.err, gone in ran.out) == (4, True, True)
    assert gone in pmflow("tour").out
    assert pmflow("tour").out.startswith(f"{wide.repo}, {gone}\n")
    assert pmflow("show", f"{wide.repo}#1").code == 0
    incident = wide.make("Search went blank", "incident", "SEV1")
    assert pmflow("open", f"{wide.repo}#{incident}", "--by", "Noor").code == 0


def test_the_only_one(pmflow: Pmflow, wide: Wide, tmp_path: Path) -> None:
    """There is nothing else to look at, so it is an error."""
    policy(tmp_path, wide.another(gone=404))
    assert pmflow("sync", "--all").code == 3


def test_progress(wide: Wide, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal, a bar with the repository that is looked at; it is gone when the work ends."""
    from pmflow.cli import progress

    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    monkeypatch.setattr(progress, "OFTEN", -1.0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "100")
    names = sorted((wide.repo, wide.another()))
    with progress.progress("post-mortems") as step:
        for number, _ in enumerate(progress.watched(tracker(wide, "acme/*"), step).cards()):
            step(number)
    said = capsys.readouterr().err
    assert [re.sub(r"[━┄#-]{20} |, \d+ s.*", "", line) for line in said.split("\r")[1:3]] == [
        f"1/2 {names[0]}: 0 post-mortems", f"2/2 {names[1]}: 0 post-mortems"
    ]  # fmt: skip
    assert said.endswith("\r\x1b[K")


def test_two_of_one_incident(pmflow: Pmflow, wide: Wide, tmp_path: Path) -> None:
    """The tour says which counts."""
    policy(tmp_path, wide.repo)
    wide.make("Search went blank", "incident", "SEV1")
    for _ in range(2):
        wide.make("Search", "postmortem", "pm:draft", body=f"---\nincident: {wide.repo}#1\n---\n# Search\n")
    assert f"names {wide.repo}#1, and so does {wide.repo}#2, which is older and counts" in " ".join(
        pmflow("tour").out.split()
    )
