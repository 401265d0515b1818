"""An action item is there twice, and somebody worked in the younger; or whoever takes it back dies halfway."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from pmflow.adapters.github.beyond import beyond
from pmflow.adapters.github.payloads import Issue, read
from pmflow.errors import TrackerError
from pmflow.events import Synced
from pmflow.sweeping import sweep
from tests.adapters.github_life import POLICY
from tests.adapters.github_server import Emulator, Fault, Front
from tests.adapters.test_github_twice import RIGHT, TITLES, TRACK, happening, seen, stage, text_of, tracker
from tests.good import NOW


@pytest.fixture(params=[True, False], ids=["graphql", "rest"])
def github(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[Front]:
    """With one post-mortem of three action items, tracked."""
    made = stage(emulator, graphql=request.param)
    happening(made, TRACK)()
    yield made
    made.stop()
    assert made.complaints == []


def twin(front: Front, **other: object) -> str:
    """The path of a second issue of AI-1, as a run makes it."""
    owner = [each["login"] for each in front.ask("GET", "/issues/2")["assignees"]]
    labels = [each["name"] for each in front.ask("GET", "/issues/2")["labels"]]
    sent = {"title": TITLES[0], "labels": labels, "assignees": owner, "body": text_of(front)}
    made = front.ask("POST", "/issues", {**sent, **other})
    front.tie(1, made)
    return f"/issues/{made['number']}"


def with_line(front: Front, line: str) -> dict[str, str]:
    return {"body": text_of(front).replace("<!-- pmflow:item-end", f"{line}\n<!-- pmflow:item-end")}


WORK: dict[str, Callable[[Front, str], object]] = {
    "comments": lambda front, path: front.ask("POST", f"{path}/comments", {"body": "I looked at it."}),
    "text": lambda front, path: front.ask("PATCH", path, {"body": f"{text_of(front)}\nI looked at it.\n"}),
    "another title": lambda front, path: front.ask("PATCH", path, {"title": "Another"}),
    "closed as completed": lambda front, path: front.ask("PATCH", path, {"state": "closed", "state_reason": "completed"}),
    "closed as not planned": lambda front, path: front.ask("PATCH", path, {"state": "closed", "state_reason": "not_planned"}),
    "assigned to wanda": lambda front, path: front.ask("POST", f"{path}/assignees", {"assignees": ["wanda"]}),
    "label pm-verified": lambda front, path: front.ask("POST", f"{path}/labels", {"labels": ["pm-verified"]}),
    "label checkout": lambda front, path: front.ask("POST", f"{path}/labels", {"labels": ["checkout"]}),
    "evidence: https://acme.example/pr/1": lambda front, path: front.ask(
        "PATCH", path, with_line(front, "- evidence: https://acme.example/pr/1")
    ),
    "Ivo looks at it": lambda front, path: front.ask("PATCH", path, with_line(front, "Ivo looks at it")),
}  # fmt: skip
"""What is said to be in it, and what somebody did."""


def left(there: dict[str, Any]) -> tuple[object, ...]:
    """All that people can have changed."""
    people, labels = ([each[key] for each in there[what]] for what, key in (("assignees", "login"), ("labels", "name")))
    return there["state"], there["state_reason"], there["title"], there["body"], people, sorted(labels)


@pytest.mark.parametrize("what", WORK)
def test_somebody_worked_there(github: Front, what: str) -> None:
    """It stays as it is; the people are told what is in it, once."""
    path = twin(github)
    WORK[what](github, path)
    before = left(github.ask("GET", path))
    sweep(tracker(github), POLICY, now=NOW)
    github.requests.clear()
    happening(github, Synced())()
    sweep(tracker(github), POLICY, now=NOW)
    assert (github.writes, left(github.ask("GET", path))) == ([], before)
    [told] = [each["body"] for each in github.comments(1) if "is there twice" in each["body"]]
    place = f"{github.repo}#{path.removeprefix('/issues/')}"
    assert told.endswith(
        f"AI-1 “{TITLES[0]}” is there twice: {github.repo}#2, the older, counts; {place} does not, but somebody worked there "
        f"({what}). Bring over what is in it, and close it.\n"
    )


@pytest.mark.parametrize(
    ("younger", "older", "more"),
    [
        ({"state_reason": "duplicate"}, {"state": "open"}, ()),
        ({"state_reason": "completed"}, {"state_reason": None}, ()),
        ({"state_reason": "not_planned"}, {"state_reason": "completed"}, ("closed as not planned",)),
        ({"state": "open"}, {}, ()),
        ({"sub_issues_summary": {"total": 1}}, {}, ("sub-issues",)),
        ({"own_fields": {"due": "2026-01-02"}}, {"own_fields": {"due": "2026-01-01"}}, ("due 2026-01-02",)),
    ],
)
def test_beyond(younger: dict[str, Any], older: dict[str, Any], more: tuple[str, ...]) -> None:
    """What the emulator cannot show: a reason `duplicate` settles nothing; sub-issues and an organisation's fields do."""
    body = "<!-- pmflow:item AI-1 acme/shop#1 -->\n<!-- pmflow:item-end -->\n"
    same = {
        "id": 1, "number": 5, "title": "Try it", "html_url": "", "body": body, "state": "closed",
        "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    one, other = (read(Issue, {**same, **each}, where="here") for each in (younger, older))
    assert beyond(one, other, label="postmortem-action") == more


def test_the_older_was_worked_on(github: Front) -> None:
    """The younger goes, whatever the older has that it lacks."""
    path = twin(github)
    WORK["label checkout"](github, "/issues/2")
    github.ask("PATCH", "/issues/2", {**with_line(github, "- evidence: https://acme.example/pr/1"), "state": "closed"})
    before = left(github.ask("GET", "/issues/2"))
    sweep(tracker(github), POLICY, now=NOW)
    assert (github.ask("GET", path)["state_reason"], left(github.ask("GET", "/issues/2"))) == ("not_planned", before)


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_dies_at_a_write(github: Front, at: int, done: bool) -> None:
    """Before or after it was done: the next sweep does the rest, and the one after that nothing."""
    twin(github)
    github.faults.append(Fault("401", match="^(PATCH|DELETE)", at=at, done=done, times=100))
    with suppress(TrackerError):
        sweep(tracker(github), POLICY, now=NOW)
    github.faults.clear()
    sweep(tracker(github), POLICY, now=NOW)
    assert seen(github) == RIGHT
    github.requests.clear()
    assert (sweep(tracker(github), POLICY, now=NOW).plans, github.writes) == ((), [])


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_person_carries_on(github: Front, at: int) -> None:
    """Somebody's `sync` in between does the rest as far as it sees it, and the next sweep what is left."""
    twin(github)
    github.faults.append(Fault("401", match="^(PATCH|DELETE)", at=at, times=100))
    with suppress(TrackerError):
        sweep(tracker(github), POLICY, now=NOW)
    github.faults.clear()
    happening(github, Synced())()
    sweep(tracker(github), POLICY, now=NOW)
    assert seen(github) == RIGHT


def test_opened_again(github: Front) -> None:
    """What somebody opened again after it was taken back stays open and tied."""
    path = twin(github)
    sweep(tracker(github), POLICY, now=NOW)
    github.ask("PATCH", path, {"state": "open"})
    github.tie(1, github.ask("GET", path))
    github.requests.clear()
    assert (sweep(tracker(github), POLICY, now=NOW).plans, github.writes) == ((), [])
