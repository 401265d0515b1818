"""A repository that was renamed: texts keep the name that it had, and GitHub redirects."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.model import ActionItem, ActionStatus
from pmflow.plan import CreateActionItem
from tests.adapters.github_server import Front
from tests.adapters.test_github_story import tracker

OLD = "acme/before"


@pytest.fixture
def renamed(github: Front) -> Front:
    """An incident, its post-mortem and an action item, made while the repository had another name."""
    github.ask("POST", "/issues", {"title": "Search", "labels": ["incident", "SEV1"]})
    here = tracker(github)
    ref = here.create(here.incident("#1"), f"---\nincident: {github.repo}#1\n---\n\n# Search\n")
    for number in (1, 2):
        item = ActionItem(id=f"AI-{number}", title=f"P{number}", due=dt.date(2026, 1, 16), status=ActionStatus.PLANNED)
        here.apply(ref, CreateActionItem(item))
    for number in (2, 3, 4):
        body = github.ask("GET", f"/issues/{number}")["body"]
        assert github.repo in body
        github.ask("PATCH", f"/issues/{number}", {"body": body.replace(github.repo, OLD)})
    github.former.add(OLD)
    github.requests.clear()
    return github


def test_its_incident_and_its_items(renamed: Front) -> None:
    """Are its own, and the incident gets no second post-mortem; the old name is asked about once."""
    here = tracker(renamed)
    assert here.incident("#1").postmortem == f"{renamed.repo}#2"
    assert here.create(here.incident("#1"), "# Search\n") == f"{renamed.repo}#2"
    assert [item.id for item in here.load("#2").items] == ["AI-1", "AI-2"]
    assert renamed.writes == []
    assert len([each for each in renamed.requests if each.path == f"/repos/{OLD}"]) == 1
    assert len([each for each in renamed.requests if each.path == f"/repos/{OLD}/issues/2"]) == 1


def test_a_survey(renamed: Front) -> None:
    """Tells the same."""
    survey = tracker(renamed).survey()
    [there] = survey.postmortems
    assert [item.id for item in there.load().items] == ["AI-1", "AI-2"]
    assert [each.postmortem for each in survey.incidents] == [f"{renamed.repo}#2"]


def test_a_name_that_lives(renamed: Front) -> None:
    """A sub-issue that says that it is another's, which is there, is that one's."""
    renamed.former.clear()
    body = renamed.ask("GET", "/issues/3")["body"]
    renamed.ask("PATCH", "/issues/3", {"body": body.replace(f"{OLD}#2", f"{renamed.repo}#1")})
    assert [item.id for item in tracker(renamed).load("#2").items] == ["AI-2"]  # whose name is nobody's any more
