"""The label `incident` is taken off an issue, and set again, by GitHub's own events."""

from __future__ import annotations

import pytest

from pmflow.adapters.github.retry import ATTEMPTS
from pmflow.adapters.github.webhook import happenings
from pmflow.adapters.github.words import Names
from pmflow.engine import run
from pmflow.events import PostmortemApproved
from pmflow.journal import verify
from pmflow.policy import Policy
from pmflow.reacting import react
from pmflow.sweeping import sweep
from tests.adapters.github_server import Emulator, Fault, Front
from tests.adapters.test_github_react import ENFORCE, Repository
from tests.adapters.test_github_story import another, tracker
from tests.good import NOW

WORDS = "---\nstarted_at: 2025-06-03T09:10Z\n---\nSearch is blank, says @noor.\n"


def begun(github: Front) -> Repository:
    there = Repository(github)
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["SEV1"]})
    there.labels(1, "incident", "noor")
    return there


def take_off(there: Repository) -> None:
    there.front.ask("DELETE", "/issues/1/labels/incident")
    there.does(1, "unlabeled", "noor", label={"name": "incident"})


def test_a_draft_that_caught_up(github: Front) -> None:
    """What was added once it was over is read back from GitHub as it was written."""
    there = begun(github)
    there.changes(1, "closed", "noor", state="closed")
    assert "### Five whys" in github.ask("GET", "/issues/2")["body"]
    take_off(there)
    assert there.state(2) == ("closed", ["pm:closed", "postmortem"])


@pytest.mark.parametrize("wrote", [False, True])
@pytest.mark.parametrize("finished_by", ["event", "sweep"])
def test_a_run_that_died_while_it_opened(emulator: Emulator, finished_by: str, wrote: bool) -> None:
    """Whichever write was its last, and whoever finishes it while the incident is as it was, knows whether somebody wrote."""
    for write in (2, 3, 4):
        with another(emulator) as github:
            there = Repository(github, patient=True)
            github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["SEV1"], "body": WORDS})
            github.ask("POST", "/issues/1/labels", {"labels": ["incident"]})
            labeled = there.payload(1, "labeled", "noor", label={"name": "incident"})
            github.faults.append(Fault("503", "^(POST|PATCH)", at=write, times=ATTEMPTS))
            [died] = react(tracker(github), ENFORCE, happenings(labeled, "issues", Names()), now=NOW).reacted
            assert died.exit_code == 3
            github.faults.clear()
            if wrote:
                github.ask("PATCH", "/issues/2", {"body": github.ask("GET", "/issues/2")["body"] + "\nWe looked.\n"})
            if finished_by == "event":
                there.tell("issues", labeled)
            else:
                assert sweep(tracker(github), ENFORCE, now=NOW).whole
            take_off(there)
            assert there.state(2)[0] == ("open" if wrote else "closed"), f"write {write}"


@pytest.mark.parametrize("told", ["event", "sweep"])
def test_a_label_that_is_off_before_the_opening_is_finished(github: Front, told: str) -> None:
    """Nobody knows any more what the text was made of, so it stays, for people to end; a sweep has nothing to complain of."""
    there = Repository(github, patient=True)
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["SEV1", "incident"]})
    labeled = there.payload(1, "labeled", "noor", label={"name": "incident"})
    github.faults.append(Fault("503", "^(POST|PATCH)", at=2, times=ATTEMPTS))
    assert react(tracker(github), ENFORCE, happenings(labeled, "issues", Names()), now=NOW).exit_code == 3
    github.faults.clear()
    github.ask("DELETE", "/issues/1/labels/incident")
    if told == "event":
        there.does(1, "unlabeled", "noor", label={"name": "incident"})
        assert [key for _, key, text in there.said(2) if "People may have been here" in text]
    swept = sweep(tracker(github), ENFORCE, now=NOW)
    assert (swept.whole, swept.troubles) == (True, ())
    assert tracker(github).load(f"{github.repo}#2").journal[0].what == "PostmortemOpened"


@pytest.mark.parametrize("by", ["comment", "assignee"])
def test_people_who_were_there_and_wrote_nothing_in_it(github: Front, by: str) -> None:
    """What they said below it, and that somebody took it on, is theirs."""
    there = begun(github)
    if by == "comment":
        github.ask("POST", "/issues/2/comments", {"body": "I found the cause. Please keep this."})
    else:
        github.ask("POST", "/issues/2/assignees", {"assignees": ["ivo"]})
    take_off(there)
    assert there.state(2) == ("open", ["pm:draft", "postmortem"])


@pytest.mark.parametrize("at", range(4, 11))
def test_an_approval_in_between(github: Front, at: int) -> None:
    """Wherever it comes in, one thing is said of it, and that is so."""
    there = begun(github)
    github.ask("DELETE", "/issues/1/labels/incident")
    approval = PostmortemApproved(by="Wanda")
    github.before += [("", lambda: None)] * (at - 1)
    github.before.append(("", lambda: run(tracker(github), f"{github.repo}#2", approval, ENFORCE, now=NOW)))
    there.does(1, "unlabeled", "noor", label={"name": "incident"})
    github.before.clear()
    [told] = [text for _, key, text in there.said(2) if key.startswith("retracted:")]
    assert ("this draft is closed" in told) is (there.state(2)[0] == "closed")


@pytest.mark.parametrize("wrote", [False, True])
def test_taken_off_and_set_again(github: Front, wrote: bool) -> None:
    """The draft of a SEV1 is closed where nobody wrote there, else people can waive it; set again, the same one goes on."""
    there, ref = begun(github), f"{github.repo}#2"
    if wrote:
        body = github.ask("GET", "/issues/2")["body"] + "\nWe looked into it.\n"
        there.changes(2, "edited", "noor", body=body)
    take_off(there)
    closed = ("closed", ["pm:closed", "postmortem"])
    assert there.state(2) == (("open", ["pm:draft", "postmortem"]) if wrote else closed)
    words = "People may have been here, so this stays." if wrote else "Nobody had written here, so this draft is closed"
    assert [words in text for _, key, text in there.said(2) if key.startswith("retracted:")] == [True]
    if wrote:
        assert there.says(2, '/pmflow waive "false alarm" --approver ivo', "noor").startswith("+1 draft → **closed**.")
        assert there.state(2) == closed
        assert "Waived by noor; noor says that ivo agreed: false alarm." in (tracker(github).load(ref).status or "")
    assert github.ask("GET", "/issues/2")["state_reason"] == "not_planned"
    there.labels(1, "incident", "noor")
    assert there.state(2) == (closed if wrote else ("open", ["pm:draft", "postmortem"]))
    assert len(github.ask("GET", "/issues?state=all&per_page=100")) == 2
    loaded = tracker(github).load(f"{github.repo}#2")
    assert (verify(loaded.journal), loaded.troubles) == ([], ())


def test_waived_by_hand(github: Front) -> None:
    """Its issue is closed as not planned, as by command."""
    there = begun(github)
    there.policy = Policy.model_validate(
        {**ENFORCE.model_dump(exclude_unset=True), "required": [], "state_changes": "warn"}
    )
    github.ask("DELETE", "/issues/2/labels/pm%3Adraft")
    there.labels(2, "pm:closed", "noor")
    assert (there.state(2)[0], github.ask("GET", "/issues/2")["state_reason"]) == ("closed", "not_planned")
    assert "Waived by noor; no reason is given." in (tracker(github).load(f"{github.repo}#2").status or "")
