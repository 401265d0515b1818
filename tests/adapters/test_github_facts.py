"""The list of facts on top of a post-mortem on GitHub, as people edit it there."""

from __future__ import annotations

import pytest

from pmflow.adapters.github.words import incident_named
from pmflow.document.facts_list import MARK
from tests.adapters.github_server import Front
from tests.adapters.test_github_no_incident import begun

REPO = "acme/shop"
LINK = "[the outage](https://github.com/acme/shop/issues/1)"


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (f"{MARK}\n- **Incident**: {LINK}\n", "acme/shop#1"),
        (f"# Search\n\n{MARK}\n- **Severity**: P1\n- **Incident**: {LINK} <!-- ours -->\n", "acme/shop#1"),
        (f"# Search\n\nincident: {LINK}\n\n## Summary\n", "acme/shop#1"),
        ("# Search\n\n## Summary\n\nIncident: #1\n", None),
        ("# Search\n\nIncident: [ours](https://a.example/1)\n", None),
    ],
)
def test_the_incident_is_found_at_the_top(body: str, named: str | None) -> None:
    """Also as a link with words of its own, and below the title; no further down."""
    assert incident_named(body, REPO, [REPO]) == named


@pytest.mark.parametrize("edit", ["link", "title", "mark"])
def test_a_list_that_people_edited_still_names_the_incident(github: Front, edit: str) -> None:
    """The incident is changed, and no second post-mortem is opened."""
    there = begun(github)
    body = github.ask("GET", "/issues/2")["body"]
    named = f"- **Incident**: {github.repo}#1"
    assert named in body
    said = {
        "link": body.replace(named, f"- **Incident**: [the outage](https://github.com/{github.repo}/issues/1)"),
        "title": f"# Search outage\n\n{body}",
        "mark": body.split("\n", 1)[1],
    }
    edited = there.changes(2, "edited", "noor", body=said[edit])
    assert [advice for plan in edited.plans for advice in plan.advice] == []
    there.labels(1, "SEV1", "noor")
    assert [issue["number"] for issue in github.ask("GET", "/issues?state=all")] == [2, 1]


def test_a_list_without_its_incident_is_told_of(github: Front) -> None:
    """At the edit, with what to write."""
    there = begun(github)
    body = github.ask("GET", "/issues/2")["body"].replace(f"- **Incident**: {github.repo}#1\n", "")
    edited = there.changes(2, "edited", "noor", body=body)
    assert [advice.message for plan in edited.plans for advice in plan.advice] == [
        f"{github.repo}#2: was opened for {github.repo}#1, and its text names no incident any more; write "
        f"`- **Incident**: {github.repo}#1` into the list at the top, or another post-mortem will be opened"
    ]
