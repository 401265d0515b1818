"""The whole story on GitHub, from `labeled` to `closed`, told by nothing but GitHub's events, as a workflow gets them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from pmflow.adapters.github.markers import marked
from pmflow.adapters.github.webhook import happenings
from pmflow.adapters.github.words import Names
from pmflow.document.facts_list import MARK
from pmflow.journal import replay, verify
from pmflow.model import ActionStatus, State
from pmflow.policy import Policy
from pmflow.reacting import Reacted, react
from tests.adapters.github_server import BOT, Emulator, Fault, Front
from tests.adapters.test_github_story import KINDS, POLICY, another, tracker
from tests.good import GOOD, NOW

ENFORCE = Policy.model_validate({**POLICY.model_dump(exclude_unset=True), "mode": "enforce"})
HELD = GOOD.replace("authors: [Ines Okafor]", "authors: [Ines Okafor]\nreview:\n  held: 2025-06-04\n  came: [Tariq]")


@dataclass
class Repository:
    """What people do there, each told by the event that GitHub would send."""

    front: Front
    policy: Policy = ENFORCE
    reads: list[int] = field(default_factory=list)
    patient: bool = False
    """Whether a run that gave up is followed by another."""

    def tell(self, event: str, payload: dict[str, Any]) -> Reacted:
        """In a run of its own, as each workflow is; delivered again, nothing is written."""
        told = self.once(event, payload)
        writes = len(self.front.writes)
        assert not self.once(event, payload).applied
        assert self.front.writes[writes:] == []
        return told

    def once(self, event: str, payload: dict[str, Any]) -> Reacted:
        reads = len(self.front.reads)
        [happened] = happenings(payload, event, Names())
        [reacted] = react(tracker(self.front), self.policy, [happened], now=NOW).reacted
        self.reads.append(len(self.front.reads) - reads)
        if reacted.trouble is not None and self.patient:
            # The workflow's run is red; what it was told of is told again.
            assert reacted.exit_code == 3, reacted.trouble
            self.front.faults.clear()
            return self.once(event, payload)
        assert reacted.trouble is None
        return reacted

    def payload(self, number: int, action: str, by: str, **more: Any) -> dict[str, Any]:
        return {
            "action": action, "issue": self.front.ask("GET", f"/issues/{number}"), "sender": {"login": by, "type": "User"},
            "repository": {"full_name": self.front.repo}, **more,
        }  # fmt: skip

    def does(self, number: int, action: str, by: str, **more: Any) -> Reacted:
        return self.tell("issues", self.payload(number, action, by, **more))

    def changes(self, number: int, action: str, by: str, **values: Any) -> Reacted:
        self.front.ask("PATCH", f"/issues/{number}", values)
        return self.does(number, action, by)

    def labels(self, number: int, label: str, by: str) -> Reacted:
        self.front.ask("POST", f"/issues/{number}/labels", {"labels": [label]})
        return self.does(number, "labeled", by, label={"name": label})

    def says(self, number: int, text: str, by: str) -> str:
        """A command; answers what was answered."""
        said = self.front.ask("POST", f"/issues/{number}/comments", {"body": text})
        comment = {**said, "user": {"login": by, "type": "User"}}
        self.tell("issue_comment", self.payload(number, "created", by, comment=comment))
        [answer] = [text for kind, key, text in self.said(number) if key == f"answer:{said['id']}"]
        sign = next(content for id, content in self.front.reactions if id == said["id"])
        return f"{sign} {answer}"

    def said(self, number: int) -> list[tuple[str, str, str]]:
        """pmflow's own comments under an issue: kind, key, text."""
        return [found for each in self.front.comments(number) if (found := marked(each["body"]))]

    def state(self, number: int) -> tuple[str, list[str]]:
        issue = self.front.ask("GET", f"/issues/{number}")
        return issue["state"], sorted(each["name"] for each in issue["labels"])


def test_from_labeled_to_closed(github: Front) -> None:
    """Each scene in a run of its own, each event delivered twice."""
    there = Repository(github)
    ref = f"{github.repo}#2"
    body = "---\nstarted_at: 2025-06-03T09:10Z\nresolved_at: 2025-06-03T10:00Z\n---\nSearch is blank."
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["SEV1"]})

    # A stub while it runs, named under the incident; what is said there goes into it once it is over.
    opened = there.labels(1, "incident", "noor")
    assert (opened.ref, opened.opened, opened.state) == (ref, True, State.DRAFT)
    assert there.said(1) == [("comment", f"postmortem:{ref}", f"Its post-mortem is {ref}.")]
    github.ask("POST", "/issues/1/comments", {"body": "The access filter matches nothing, @ivo.\nDetails follow."})
    github.ask("PATCH", "/issues/1", {"body": body})
    there.changes(1, "closed", "ivo", state="closed")
    draft = github.ask("GET", "/issues/2")["body"]
    assert f"{BOT}: “The access filter matches nothing, @\u200bivo.”" in draft
    assert draft.startswith(f"{MARK}\n- **Incident**: {ref[:-1]}1\n- **Severity**: SEV1\n")
    assert "\n- **Resolved**: 2025-06-03 10:00 UTC\n" in draft
    assert "> Search is blank.\n\n## Timeline\n" in draft
    assert "### Five whys" in draft

    # A label is no way round the guards; neither is closing the issue.
    there.labels(2, "pm:closed", "noor")
    assert there.state(2) == ("open", ["pm:draft", "postmortem"])
    assert any(text.startswith("**closed was set by hand and taken back to draft.**") for _, _, text in there.said(2))
    there.changes(2, "closed", "noor", state="closed")
    assert there.state(2)[0] == "open"
    assert any(text.startswith("**This was closed early, and is open again.**") for _, _, text in there.said(2))

    # It is written, approved, reviewed and tracked.
    written = there.changes(2, "edited", "noor", body=HELD.replace("incident: search-blank", f"incident: {ref[:-1]}1"))
    assert (written.findings, written.state) == ((), State.DRAFT)
    assert there.says(2, "/pmflow review", "noor").startswith(
        "confused Not done, it is still draft: `reviewer_independent`: "
    )
    assert there.says(2, "/pmflow approve", "ivo") == (
        "+1 Recorded the approval by ivo. Nothing stands in the way of `/pmflow review`."
    )
    assert there.says(2, "/pmflow review", "noor") == "+1 draft → **reviewed**. Next: `/pmflow track`."
    assert there.says(2, "/pmflow track", "wanda") == (
        "confused `/pmflow track` is for people who may write to this repository; wanda may not."
    )
    assert there.says(2, "/pmflow track", "noor").startswith("+1 reviewed → **actions tracked**.")

    # An owner answers under their own item, without the right to write; the others close their issues.
    assert there.says(5, "/pmflow done --evidence https://ci.example/1", "wanda") == (
        "+1 AI-3: recorded that wanda says it is done. AI-3: the policy wants it verified"
        if ENFORCE.verify_actions
        else "+1 AI-3: recorded that wanda says it is done."
    )
    there.changes(3, "closed", "ivo", state="closed", state_reason="completed")
    assert there.says(2, "/pmflow share company", "noor").startswith("+1 actions tracked → **shared**.")
    there.changes(4, "closed", "noor", state="closed", state_reason="completed")
    assert there.says(2, "/pmflow read", "wanda") == "+1 Recorded that wanda read it."
    assert there.says(2, "/pmflow explain", "wanda").startswith("eyes ### This post-mortem is **shared**")

    # Closing the issue of what is settled is the last step.
    there.changes(2, "closed", "noor", state="closed")
    assert there.state(2) == ("closed", ["pm:closed", "postmortem"])
    loaded = tracker(github).load(ref)
    assert (loaded.states, loaded.troubles, verify(loaded.journal)) == ((State.CLOSED,), (), [])
    assert {item.id: item.status for item in loaded.items} == dict.fromkeys(("AI-1", "AI-2", "AI-3"), ActionStatus.DONE)
    record = replay(loaded.journal)
    assert [(each.by, each.asserted) for each in record.approvals] == [("ivo", False)]
    assert [entry.what for entry in loaded.journal if entry.to] == [
        "PostmortemOpened",
        "review",
        "track",
        "share",
        "close",
    ]
    assert len(github.ask("GET", "/issues?state=all&per_page=100")) == 5


def test_in_mode_observe_nothing_is_written(github: Front) -> None:
    """The draft can be read in the run's summary."""
    there = Repository(github, POLICY)
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["SEV1"]})
    told = there.labels(1, "incident", "noor")
    assert (told.opened, told.applied, github.writes) == (True, False, [])
    assert f"- **{github.ask('GET', '/issues/1')['created_at'][:10]}" in (told.draft or "")


def test_opening_costs_four_writes(github: Front) -> None:
    """The issue with its labels, the comment that names it, the journal, and the status."""
    there = Repository(github)
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["SEV1"]})
    there.labels(1, "incident", "noor")
    assert len(github.writes) <= 4, github.writes


def test_an_edit_that_changes_nothing_costs_little(github: Front) -> None:
    """No write; and the text is not read twice to say so."""
    there = Repository(github)
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["SEV1"]})
    there.labels(1, "incident", "noor")
    writes = len(github.writes)
    there.does(2, "edited", "noor")
    assert github.writes[writes:] == []
    assert there.reads[-1] <= 3


def test_nobody_is_taken_at_their_word_while_github_cannot_say(github: Front) -> None:
    """A permission that cannot be asked for is a trouble of the run, and no refusal; the next run carries on."""
    there = Repository(github)
    github.ask("POST", "/issues", {"title": "Search went blank", "labels": ["SEV1"]})
    there.labels(1, "incident", "noor")
    said = github.ask("POST", "/issues/2/comments", {"body": '/pmflow waive "a drill" --approver ivo'})
    payload = there.payload(2, "created", "noor", comment={**said, "user": {"login": "noor"}})
    github.faults.append(Fault(kind="503", match="permission", times=9))
    [happened] = happenings(payload, "issue_comment", Names())
    [reacted] = react(tracker(github), ENFORCE, [happened], now=NOW).reacted
    assert (reacted.exit_code, github.reactions) == (3, [])
    github.faults.clear()
    there.tell("issue_comment", payload)
    assert [content for _, content in github.reactions] == ["confused"]  # policy wants one of a P1


def a_part_of_the_story(front: Front) -> object:
    """Opened, closed, a label by hand, a command; and what people see in the end, but for times and hashes."""
    there = Repository(front, patient=True)
    front.ask("POST", "/issues", {"title": "Search went blank", "labels": ["SEV1"]})
    there.labels(1, "incident", "noor")
    there.changes(1, "closed", "ivo", state="closed")
    there.labels(2, "pm:closed", "noor")
    there.changes(2, "closed", "noor", state="closed")
    there.changes(2, "edited", "noor", body=HELD.replace("incident: search-blank", f"incident: {front.repo}#1"))
    assert there.says(2, "/pmflow approve", "ivo").startswith("+1 ")
    assert there.says(2, "/pmflow review", "noor").startswith("+1 ")
    return [
        (there.state(number), sorted((kind, plain(key), plain(text)) for kind, key, text in there.said(number)))
        for number in (1, 2)
    ], len(front.ask("GET", "/issues?state=all&per_page=100"))


def plain(text: str) -> object:
    """Of the journal what it says happened; of all else the words."""
    said = re.findall(r'"what":"(\w+)"', text)
    return said or re.sub(r"[0-9a-f]{16}|shop-\d+|\d\d:\d\d(:\d\d)?|answer:\d+", "…", text)


def fail_each(emulator: Emulator, kinds: Sequence[str], step: int) -> None:
    with another(emulator) as front:
        right = a_part_of_the_story(front)
        writes = len(front.writes)
    for kind in kinds:
        for at in range(1, writes + 1, step):
            with another(emulator) as front:
                front.faults.append(Fault(match="^(POST|PATCH|DELETE)", at=at, **KINDS[kind]))  # type: ignore[arg-type]
                assert a_part_of_the_story(front) == right, f"{kind} at write {at}"


def test_whatever_write_fails_the_next_run_carries_on(emulator: Emulator) -> None:
    """Nothing twice, nothing lost, every command obeyed and answered once."""
    fail_each(emulator, ("down",), 6)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["dropped, done", "down", "down, done"])
def test_every_write_that_fails(emulator: Emulator, kind: str) -> None:
    """The same for every write: its answer lost, and GitHub down before it was done, and after."""
    fail_each(emulator, (kind,), 1)
