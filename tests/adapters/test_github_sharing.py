"""Sharing on GitHub: the issue is the document, so sharing tells people, once, where the incident was worked on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.markers import marked
from pmflow.adapters.github.retry import ATTEMPTS
from pmflow.engine import run
from pmflow.errors import TrackerUnavailable
from pmflow.events import PostmortemApproved, StepAsked, Synced
from pmflow.model import State, Step
from pmflow.policy import Policy
from tests.adapters.github_server import TOKEN, Fault, Front
from tests.adapters.github_stage import LOGINS
from tests.adapters.github_turns import by_turns
from tests.adapters.test_github_react import ENFORCE, Repository
from tests.adapters.test_github_story import story, tracker
from tests.good import NOW

WORDS = """\
**The post-mortem of this incident is shared with company: Search went blank for signed-in users, {ref}**

Search answered with an empty page for signed-in users for 50 minutes, until the old index was put back.

What we will change:

- AI-1 Compare group names without regard to case in the access filter: Tariq, due 2025-06-10
- AI-2 Run the smoke test as a guest and as a member of two groups: Ines Okafor, due 2025-06-13
- AI-3 Rewrite the roll-back page for the new cluster and try it once: Wanda, due 2025-06-27
"""


def policy(**publishing: Any) -> Policy:
    """The team's, with other audiences."""
    return Policy.model_validate({**ENFORCE.model_dump(exclude_unset=True), "publishing": {"audiences": publishing}})


def tracked(front: Front) -> str:
    """A post-mortem whose action items are tracked; its ref."""
    for name, act in story(front):
        act()
        if name == "track":
            break
    return f"{front.repo}#2"


def said(front: Front, number: int) -> list[str]:
    """What pmflow said of sharing under an issue."""
    found = (marked(each["body"]) for each in front.comments(number))
    return [each[2] for each in found if each and (each[0] == "published" or each[1].startswith("shared:"))]


def test_share_tells_where_the_incident_was_worked_on(github: Front) -> None:
    """The only audience goes without saying; nothing is copied, and nobody is mentioned whom only a text names: who took part
    hears of it anyhow; delivered again, or asked for again, nothing is said twice."""
    ref = tracked(github)
    github.ask("PATCH", "/issues/1", {"assignees": ["ivo"]})
    there = Repository(github)
    assert there.says(2, "/pmflow share", "noor") == (
        "+1 actions tracked → **shared**. Next: `/pmflow close`, which still waits for 1 thing: `actions_settled` (the status "
        f"says what to do). It is said under {github.repo}#1."
    )
    assert said(github, 1) == [WORDS.format(ref=ref) + "\nWhoever read it may say so there: `/pmflow read`\n"]
    assert said(github, 2) == []
    writes = len(github.writes)
    assert there.says(2, "/pmflow share", "noor").startswith("+1 It is shared already")
    run(tracker(github), ref, Synced(), ENFORCE, now=NOW)
    assert [path for path in github.writes[writes:] if "/issues/1" in path] == []


def test_what_is_revised_is_marked_and_told_anew(github: Front) -> None:
    """What was said is marked; sharing again says it again, below."""
    ref = tracked(github)
    there = Repository(github)
    there.says(2, "/pmflow share company", "noor")
    there.says(2, '/pmflow revise "the cause is another, @wanda"', "noor")
    [told] = said(github, 1)
    assert told.startswith(
        "> This post-mortem is under revision: the cause is another, @\u200bwanda\n\n**The post-mortem of this incident"
    )
    for step in (Step.REVIEW, Step.TRACK, Step.SHARE):
        assert run(tracker(github), ref, StepAsked(step=step, by="Ines"), ENFORCE, now=NOW).plan.refusals == ()
    assert [text.startswith("> This") for text in said(github, 1)] == [True, False]
    run(tracker(github), ref, StepAsked(step=Step.REVISE, by="Ines", reason="once more"), ENFORCE, now=NOW)
    assert [text.splitlines()[0] for text in said(github, 1)] == [
        "> This post-mortem is under revision: the cause is another, @\u200bwanda",
        "> This post-mortem is under revision: once more",
    ]


def test_without_an_incident_it_is_said_under_the_post_mortem(github: Front) -> None:
    """So it is where nobody may say anything under the incident."""
    tracked(github)
    body = github.ask("GET", "/issues/2")["body"]
    github.ask("PATCH", "/issues/2", {"body": body.replace(f"- **Incident**: {github.repo}#1\n", "")})
    there = Repository(github)
    there.says(2, "/pmflow approve", "ivo")
    assert there.says(2, "/pmflow share", "noor").startswith("+1 actions tracked → **shared**.")
    [told] = said(github, 2)
    assert told.startswith("**This post-mortem is shared with company.**\n\nSearch answered with")
    assert said(github, 1) == []
    there.says(2, '/pmflow revise "once more"', "noor")
    assert said(github, 2)[0].startswith("> This post-mortem is under revision: once more\n")


def test_where_the_incident_takes_no_comment(github: Front) -> None:
    """Its conversation is locked: it is said under the post-mortem, and nothing is held back by that."""
    tracked(github)
    locked = {"message": "Unable to create comment because issue is locked."}
    github.faults.append(Fault("403", match="^POST .*/issues/1/comments", body=locked, times=9))
    there = Repository(github)
    assert there.says(2, "/pmflow share", "noor").endswith(f" It is said under {github.repo}#2.")
    assert said(github, 1) == []
    assert [text.splitlines()[0] for text in said(github, 2)] == ["**This post-mortem is shared with company.**"]
    there.says(2, '/pmflow revise "once more"', "noor")
    assert said(github, 2)[0].startswith("> This post-mortem is under revision: once more\n")


@pytest.mark.parametrize("at", [3, 4, 5, 6, 7, 8, 9])
def test_a_revise_in_between(github: Front, at: int) -> None:
    """Wherever it comes in, nothing that was said stands on a draft without the note."""
    ref = tracked(github)
    revise, share = StepAsked(step=Step.REVISE, by="wanda", reason="wrong"), StepAsked(step=Step.SHARE, by="Ines")
    github.before += [("", lambda: None)] * (at - 1)
    github.before.append(("", lambda: run(tracker(github), ref, revise, ENFORCE, now=NOW)))
    run(tracker(github), ref, share, ENFORCE, now=NOW)
    assert {text.splitlines()[0] for text in said(github, 1)} <= {"> This post-mortem is under revision: wrong"}
    assert len(said(github, 1)) <= 1


@pytest.mark.parametrize("seed", range(6))
def test_two_share_at_once(github: Front, seed: int) -> None:
    """It is said once."""
    ref = tracked(github)

    def one(name: str) -> Callable[[], object]:
        there = GitHub(
            [github.repo], token=TOKEN, address=f"{github.address}/runs/{name}", logins=LOGINS, between_writes=0,
            sleep=lambda _: None,
        )  # fmt: skip
        return lambda: run(there, ref, StepAsked(step=Step.SHARE, by="Ines"), ENFORCE, now=NOW)

    by_turns(github, seed, {"a": one("a"), "b": one("b")})
    assert len(said(github, 1)) == 1


@pytest.mark.parametrize(
    "dies_at", ["^PATCH .*/issues/comments", "^POST .*/issues/1/comments", "^POST .*/issues/2/labels"]
)
def test_a_run_that_dies(github: Front, dies_at: str) -> None:
    """At the journal, at what is said, at the label: whatever is done next, it is said once that it is shared."""
    ref = tracked(github)
    share = StepAsked(step=Step.SHARE, by="Ines")
    github.faults.append(Fault("503", match=dies_at, times=ATTEMPTS))
    with pytest.raises(TrackerUnavailable):
        run(tracker(github), ref, share, ENFORCE, now=NOW)
    github.faults.clear()
    for event in (PostmortemApproved(by="Wanda"), share, Synced()):
        run(tracker(github), ref, event, ENFORCE, now=NOW)
    assert (len(said(github, 1)), tracker(github).load(ref).states) == (1, (State.SHARED,))


def test_a_revise_after_a_run_that_dies(github: Front) -> None:
    """Nobody was told yet, and nobody is told now what is in it, nor pinged; shared again, it is said as ever."""
    ref = tracked(github)
    told = policy(company={"tell": ["@acme/everyone"]})
    share, revise = (
        StepAsked(step=Step.SHARE, by="Ines"),
        StepAsked(step=Step.REVISE, by="ivo", reason="a customer's name"),
    )
    github.faults.append(Fault("503", match="^POST .*/issues/1/comments", times=ATTEMPTS))
    with pytest.raises(TrackerUnavailable):
        run(tracker(github), ref, share, told, now=NOW)
    github.faults.clear()
    github.requests.clear()
    run(tracker(github), ref, revise, told, now=NOW)
    sent = [str(each.body) for each in github.requests if each.path.endswith("/issues/1/comments") and each.writes]
    assert not any("@acme/everyone" in each or "Search answered" in each for each in sent)
    assert [text.splitlines()[0] for text in said(github, 1)] == [
        "> This post-mortem is under revision: a customer's name"
    ]
    assert tracker(github).load(ref).states == (State.DRAFT,)


def test_a_run_that_dies_after_a_label_by_hand(github: Front) -> None:
    """The journal has it and the label is there: by command it is said."""
    tracked(github)
    there = Repository(github)
    github.faults.append(Fault("503", match="^POST .*/issues/1/comments", times=ATTEMPTS))
    github.ask("POST", "/issues/2/labels", {"labels": ["pm:shared"]})
    with pytest.raises(AssertionError, match="run it again"):
        there.once("issues", there.payload(2, "labeled", "noor", label={"name": "pm:shared"}))
    github.faults.clear()
    assert said(github, 1) == []
    there.says(2, "/pmflow share", "noor")
    assert (len(said(github, 1)), there.state(2)[1]) == (1, ["pm:shared", "postmortem"])


def test_whom_the_policy_names_is_mentioned(github: Front) -> None:
    """People by their handles, a team's lead, a team of GitHub's; who left is not."""
    tracked(github)
    told = Policy.model_validate(
        {
            **ENFORCE.model_dump(exclude_unset=True),
            "people": [
                {"name": "Tariq", "handle": "ivo"}, {"name": "Ines Okafor", "handle": "noor"},
                {"name": "Wanda", "handle": "wanda", "left": "2025-01-01"},
            ],
            "teams": {"Search": {"lead": "Tariq"}},
            "publishing": {"audiences": {"company": {"tell": ["Search", "ines okafor", "Wanda", "@acme/sre"]}}},
        }
    )  # fmt: skip
    Repository(github, told).says(2, "/pmflow share", "noor")
    assert said(github, 1)[0].endswith("\nFor @ivo @noor @acme/sre. Whoever read it may say so there: `/pmflow read`\n")


def test_the_public_wants_the_redaction_review(github: Front) -> None:
    """With two audiences it is to be said for whom; for the public somebody accepts this very text first."""
    ref = tracked(github)
    there = Repository(github, policy(company={}, public={}))
    assert there.says(2, "/pmflow share", "noor") == (
        "confused Not done, it is still actions tracked: `audience_named`: say for whom: /pmflow share company or "
        "/pmflow share public."
    )
    assert there.says(2, "/pmflow share public", "noor") == (
        "confused Not done, it is still actions tracked: `redacted`: have somebody check it for confidential matter: "
        "/pmflow approve --redaction."
    )
    there.says(2, "/pmflow approve --redaction", "ivo")
    assert there.says(2, "/pmflow share public", "noor").startswith("+1 actions tracked → **shared**.")
    assert said(github, 1)[0].startswith("**The post-mortem of this incident is shared with public: ")
    assert tracker(github).load(ref).states == (State.SHARED,)


def test_a_folder_is_no_place_on_github_and_another_issue_is(github: Front) -> None:
    """The refusal says what to write; under the issue that is named the whole text is put, and both are marked when revised."""
    ref = tracked(github)
    there = Repository(github, policy(company={"to": "published/company"}))
    assert there.says(2, "/pmflow share company", "noor") == (
        "confused Not done, it is still actions tracked: `destination_known`: publishing.audiences.company.to names the folder "
        "published/company, and here nothing is put into folders: take it out of pmflow.yml, and company reads it where it is; "
        "or name an issue, such as acme/handbook#7."
    )
    handbook = github.ask("POST", "/issues", {"title": "What we learned"})["number"]
    there = Repository(github, policy(company={"to": f"{github.repo}#{handbook}"}))
    there.says(2, "/pmflow share", "noor")
    [copy] = said(github, handbook)
    assert (copy.count("## Summary"), f"{github.repo}#{handbook}**" in said(github, 1)[0]) == (1, True)
    run(tracker(github), ref, StepAsked(step=Step.REVISE, by="Ines", reason="once more"), there.policy, now=NOW)
    assert [said(github, at)[0].count("under revision: once more") for at in (1, handbook)] == [1, 1]


def test_a_label_by_hand_shares_with_the_only_audience(github: Front) -> None:
    """Where the guards hold, setting the label is as good as the command."""
    tracked(github)
    there = Repository(github)
    there.labels(2, "pm:shared", "noor")
    assert there.state(2)[1] == ["pm:shared", "postmortem"]
    assert len(said(github, 1)) == 1
