"""`pmflow tour OWNER/REPO`: what somebody sees of a repository that never heard of pmflow, for a few reads."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.github_server import TOKEN
from tests.adapters.github_wide import Wide
from tests.cli.conftest import Pmflow, Ran


@pytest.fixture(autouse=True)
def no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_TOKEN", "GITHUB_API_URL", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def shop(wide: Wide, monkeypatch: pytest.MonkeyPatch) -> Wide:
    """A team's own way: incidents by a label of its own, post-mortems by title, promises as follow-ups."""
    monkeypatch.setenv("GITHUB_API_URL", wide.address)
    wide.make("Search went blank", "type: incident", "SEV1", closed=True)
    wide.make("Payments slow", "kind/incident", "SEV2", closed=True)
    wide.make("Post-mortem: search went blank", body="About #1.")
    wide.make("Add an alert on empty answers", "Follow-up", body="From #3")
    wide.make("Write down how to fail over", "action item")
    wide.make("Button is blue", "bug")
    wide.make("Logins fail", "incident", body="Post-mortem: https://docs.example.org/pm/7", closed=True)
    wide.make("Still burning", "outage")
    return wide


def later(days: int) -> str:
    """The time given by hand: the emulator's issues are of today."""
    return f"--now={dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)}T10:00Z"


def seen(ran: Ran) -> dict[str, Any]:
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


def test_on_screen(pmflow: Pmflow, shop: Wide, tmp_path: Path) -> None:
    """One screen, one request, no token, no policy, nothing written here or there."""
    ran = pmflow("tour", shop.repo, later(212))
    assert (ran.code, ran.err) == (0, "")
    day = dt.datetime.now(dt.UTC).date()
    until = day + dt.timedelta(days=212)
    until += dt.timedelta(days=13 - until.weekday())
    hour = ran.out.rpartition("until ")[2]
    assert (
        ran.out
        == f"""\
{shop.repo}
4 incidents, 2 without a post-mortem; 1 post-mortem, 2 promises open, the oldest 212 days, 2 without a date, 2 without an owner
draft 1

Over, without a post-mortem  1, the newest first
  SEV2  {day}  {shop.repo}#2  Payments slow

Open, without a date  2, the oldest first
  212 days  nobody  {shop.repo}#4  Add an alert on empty answers
  212 days  nobody  {shop.repo}#5  Write down how to fail over

What pmflow would say  until {until:%a %Y-%m-%d}, if nothing is done
  nothing
every issue was looked at
1 request; 59 of 60 requests an hour left until {hour}"""
    )
    assert ([str(each) for each in shop.requests], list(tmp_path.iterdir())) == (["GET /issues"], [])


def test_what_comes(pmflow: Pmflow, shop: Wide) -> None:
    """With a date in a milestone and a severity that asks for a post-mortem, next week's messages are foretold."""
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=10)
    milestone = shop.ask("POST", "/milestones", {"title": "Q1", "due_on": f"{day}T08:00:00Z"})["number"]
    shop.ask("PATCH", "/issues/5", {"milestone": milestone, "assignees": ["noor"]})
    shop.make("Checkout gone", "incident", "SEV1", closed=True)
    found = seen(pmflow("tour", shop.repo, later(11), "--json"))
    assert [each["target"] for each in found["open"]] == [f"{shop.repo}#5"]
    assert found["promises"] == {
        "open": 2, "overdue": 1, "oldest_days": 1, "undated": 1, "unowned": 1
    }  # fmt: skip
    assert [(each["ref"], each["severity"]) for each in found["missing"]] == [(f"{shop.repo}#9", "SEV1")]
    assert {(each["target"], each["to"][0]) for each in found["coming"]} >= {(f"{shop.repo}#5", "noor")}


def test_a_large_repository(pmflow: Pmflow, shop: Wide) -> None:
    """Of thousands of issues, those of the labels that matter are asked for, and titles are searched: few requests."""
    small = seen(pmflow("tour", shop.repo, later(3), "--json"))
    shop.large, before = True, len(shop.requests)
    large = seen(pmflow("tour", shop.repo, later(3), "--json"))
    labels = "labels: Follow-up, action item, incident, kind/incident, outage, type: incident"
    assert large["notes"][0] == labels
    assert {**large, "notes": small["notes"]} == small
    assert [str(each) for each in shop.requests[before:]] == [
        "GET /issues", "GET /labels", *["GET /issues"] * 6, "GET /search/issues", "GET /search/issues"
    ]  # fmt: skip


def test_a_list_that_goes_by_a_cursor(pmflow: Pmflow, shop: Wide) -> None:
    """Where GitHub does not tell how many pages there are, three are read before the labels are asked for."""
    shop.large, shop.tells_last = True, False
    found = seen(pmflow("tour", shop.repo, later(3), "--json"))
    assert (found["incidents"], found["troubles"]) == (4, [])
    assert [str(each) for each in shop.requests] == [
        *["GET /issues"] * 3, "GET /labels", *["GET /issues"] * 6, "GET /search/issues", "GET /search/issues"
    ]  # fmt: skip


def test_everything_of_an_owner(pmflow: Pmflow, shop: Wide, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole organisation costs five searches, however many repositories it has; archived ones are passed over."""
    pay, old = shop.another(), shop.another(archived=True)
    shop.make("Ledger stuck", "incident", "P1", repo=pay, closed=True)
    shop.make("Long ago", "incident", "P1", repo=old, closed=True)
    shop.make("Postmortem for ledger", body=f"{pay}#1", repo=shop.repo)
    found = seen(pmflow("tour", "acme/*", later(3), "--json"))
    assert (found["incidents"], found["without_postmortem"], found["postmortems"]) == (5, 2, {"draft": 2})
    assert [str(each) for each in shop.requests] == ["GET /search/issues"] * 5


@pytest.mark.parametrize(
    "named", ["https://{host}/{repo}", "https://{host}/{repo}/issues?q=is%3Aopen", "ssh://git@{host}/{repo}.git"]
)
def test_an_address(pmflow: Pmflow, shop: Wide, named: str) -> None:
    """As people copy it: a repository, a page of it, a remote. On another server it is not asked for by this token."""
    host = shop.address.removeprefix("http://")
    assert "4 incidents" in pmflow("tour", named.format(host=host, repo=shop.repo)).out
    ran = pmflow("tour", named.format(host="ghe.example.org", repo=shop.repo))
    assert (ran.code, "set GITHUB_API_URL=https://ghe.example.org/api/v3" in ran.err) == (2, True)


def test_a_folder_comes_first(pmflow: Pmflow, shop: Wide, tmp_path: Path) -> None:
    """`acme/shop-001` may be a folder here; `--tracker github` says that it is meant to be none."""
    (tmp_path / shop.repo).mkdir(parents=True)
    assert "0 incidents" in pmflow("tour", shop.repo).out
    assert "4 incidents" in pmflow("tour", shop.repo, "--tracker", "github").out


def test_not_there(pmflow: Pmflow, shop: Wide, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository that cannot be seen: whether for its name or for want of a token, one is told what to try."""
    ran = pmflow("tour", "acme/nowhere")
    assert (ran.code, "acme/nowhere: is not there, or cannot be seen without a token" in ran.err) == (3, True)
    assert ran.err.endswith("; and there is no folder acme/nowhere here\n")
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    assert "cannot be seen with this token" in pmflow("tour", "acme/nowhere").err
    assert pmflow("tour", "nowhere").code == 2


def test_limited(pmflow: Pmflow, shop: Wide) -> None:
    """Where the limit ends it, what was seen until then is shown, what is missing is said, and the exit code is 11."""
    shop.large, shop.limits["core"].used = True, 55
    ran = pmflow("tour", shop.repo)
    told = " ".join(ran.out.split())
    assert ran.code == 11
    assert (
        f"{shop.repo}: GitHub takes no more requests for now, so this is not all; without a token it allows 60" in told
    )
    assert "run it again in 60 min" in told
    assert "6 requests; 0 of 60 requests an hour left until" in told
    shop.limits["core"].used = 60
    ran = pmflow("tour", shop.repo)
    assert (ran.code, "without a token it allows 60 requests an hour" in ran.err) == (3, True)
    assert shop.writes == []
