"""`/pmflow help`, and what is said under an issue that pmflow does not know."""

from __future__ import annotations

from pmflow.commands import RIGHTS
from pmflow.reacting.helping import HELP, NO_INCIDENT, SAYS
from tests.adapters.github_server import Front
from tests.adapters.test_github_react import Repository
from tests.reacting.conftest import Stage
from tests.reacting.test_commands import answer


def test_help_lists_what_this_version_can_do() -> None:
    """Each command once, on a line of its own."""
    assert set(SAYS) == set(RIGHTS) - {"related"}
    assert HELP.count("\n- `/pmflow ") == len(SAYS)


def test_help_is_given_anywhere(stage: Stage) -> None:
    """To anybody: under a post-mortem, an action item, an incident with and without a post-mortem."""
    ref = stage.good()
    stage.incident()
    stage.tracker.writers = frozenset()
    for text, place, how in (
        ("/pmflow help", ref, {}),
        ("/pmflow HELP me", ref, {"id": "AI-1"}),
        ("/pmflow help", "INC-1", {"under_incident": True}),
    ):
        stage.says(text, place, by="mallory", **how)
        assert answer(stage) == ("seen", HELP)


def test_under_an_issue_without_the_label(github: Front) -> None:
    """Whoever may write there is told that it is no incident, and how it becomes one; anybody else's words stay their own."""
    there = Repository(github)
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["bug"]})
    told = NO_INCIDENT.format(label="incident")
    assert there.says(1, "/pmflow open", "noor") == f"confused {told}"
    assert there.says(1, "/pmflow help", "noor").startswith(f"eyes {told}\n\n{HELP[:20]}")
    writes = len(github.writes)
    said = github.ask("POST", "/issues/1/comments", {"body": "/pmflow open"})
    comment = {**said, "user": {"login": "wanda", "type": "User"}}
    there.tell("issue_comment", there.payload(1, "created", "wanda", comment=comment))
    assert github.writes[writes:] == []
    there.labels(1, "incident", "noor")
    assert len(github.ask("GET", "/issues?state=all")) == 2
