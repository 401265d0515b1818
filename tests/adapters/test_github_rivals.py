"""Two post-mortems of one incident: made in the same moment by two runs, or written by people."""

from __future__ import annotations

import pytest

from pmflow.showing import show_status
from pmflow.status import shown_rivals, told_rivals
from pmflow.sweeping import sweep
from tests.adapters.github_server import Front
from tests.adapters.test_github_story import tracker
from tests.sweeping.scene import at
from tests.sweeping.test_on_github import POLICY

DRAFT = "---\ntitle: Search\nincident: {ref}\n---\n\n# Search\n"


@pytest.fixture
def incident(github: Front) -> str:
    github.ask("POST", "/issues", {"title": "Search", "labels": ["incident", "SEV1"]})
    return f"{github.repo}#1"


def another(front: Front, ref: str) -> None:
    """What another run makes."""
    labels = ["postmortem", "pm:draft"]
    front.ask("POST", "/issues", {"title": "Post-mortem: Search", "labels": labels, "body": DRAFT.format(ref=ref)})


def issue(front: Front, number: int) -> tuple[str, str | None, list[str]]:
    there = front.ask("GET", f"/issues/{number}")
    return there["state"], there["state_reason"], sorted(each["name"] for each in there["labels"])


def test_the_younger_is_withdrawn(github: Front, incident: str) -> None:
    """Closed as not planned, without its label, with a comment that names the older, which is answered."""
    github.before.append((r"^POST /issues$", lambda: another(github, incident)))
    here = tracker(github)
    assert here.create(here.incident(incident), DRAFT.format(ref=incident)) == f"{github.repo}#2"
    assert issue(github, 2) == ("open", None, ["pm:draft", "postmortem"])
    assert issue(github, 3) == ("closed", "not_planned", ["pm:draft"])
    [said] = github.comments(3)
    assert f"Another run opened {github.repo}#2 for {incident} in the same moment." in said["body"]


def test_the_older_stays(github: Front, incident: str) -> None:
    """Whoever was first keeps its own, for one read and no write more."""
    here = tracker(github)
    there = here.incident(incident)
    github.requests.clear()
    github.before.append((r"^GET /issues$", lambda: None))
    github.before.append((r"^GET /issues$", lambda: another(github, incident)))
    assert here.create(there, DRAFT.format(ref=incident)) == f"{github.repo}#2"
    assert [str(each) for each in github.requests] == ["GET /issues", "POST /issues", "GET /issues"]


def test_one_that_somebody_wrote_to(github: Front, incident: str) -> None:
    """Is left as it is."""
    github.before.append((r"^POST /issues$", lambda: another(github, incident)))
    github.before.append((r"^GET /issues$", lambda: None))
    github.before.append((r"^GET /issues$", lambda: None))
    touch = {"body": DRAFT.format(ref=incident) + "We could not sell.\n"}
    github.before.append((r"^GET /issues$", lambda: github.ask("PATCH", "/issues/3", touch)))
    here = tracker(github)
    assert here.create(here.incident(incident), DRAFT.format(ref=incident)) == f"{github.repo}#2"
    assert (issue(github, 3)[0], github.comments(3)) == ("open", [])


def test_a_sweep_reports_the_second(github: Front, incident: str) -> None:
    """And asks nobody for it."""
    another(github, incident)
    another(github, incident)
    swept = sweep(tracker(github), POLICY, now=at(19), dry_run=True)
    [told] = [(plan.ref, advice.message) for plan in swept.plans for advice in plan.advice]
    assert told[0] == f"{github.repo}#3"
    assert f"names {incident}, and so does {github.repo}#2, which is older and counts" in told[1]
    assert {about.ref for each in swept.said for about, _ in each.notices} <= {f"{github.repo}#2"}


def test_rivals_that_stand_cost_nothing(github: Front, incident: str) -> None:
    """Two show one another: a later sweep loads neither, and writes nothing."""
    for number in (2, 3):
        another(github, incident)
        show_status(tracker(github), f"{github.repo}#{number}", POLICY, now=at(19), first=True)
    sweep(tracker(github), POLICY, now=at(19))
    shown = [shown_rivals(tracker(github).load(f"{github.repo}#{number}").status) for number in (2, 3)]
    assert shown == [told_rivals((f"{github.repo}#{number}",)) for number in (3, 2)]
    github.requests.clear()
    sweep(tracker(github), POLICY, now=at(19))
    assert (sorted(github.reads), github.writes) == (["GET /user", "QUERY incidents", "QUERY postmortems"], [])
