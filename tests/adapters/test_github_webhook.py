"""GitHub's events as happenings: pure, without a GitHub."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pmflow.adapters.github.items import body_for
from pmflow.adapters.github.webhook import happenings
from pmflow.adapters.github.words import Names
from pmflow.adapters.github_events import concerns
from pmflow.errors import TrackerMisunderstood
from pmflow.happenings import ActionItemTouched, CommandGiven, Happening, IncidentTouched, PostmortemTouched
from pmflow.model import ActionItem

ROOT = Path(__file__).parents[2]
EXAMPLES: dict[str, list[dict[str, Any]]] = json.loads((ROOT / "tests/data/github/webhooks.json").read_text())
NAMES = Names()
LABELS = (NAMES.incident, NAMES.postmortem, NAMES.action_item)
ITEM = body_for(ActionItem(id="AI-2", title="Alert on lag"), "acme/shop#12")
MOMENT = "2026-06-03T09:00:00Z"


def event(action: str, *labels: str, body: str | None = "", **more: Any) -> dict[str, Any]:
    issue = {
        "id": 1, "number": 7, "title": "Search went blank", "html_url": "https://github.com/acme/shop/issues/7", "body": body,
        "labels": [{"name": each} for each in labels], "created_at": MOMENT, "updated_at": MOMENT,
    }  # fmt: skip
    sender = {"login": "noor", "type": "User"}
    return {"action": action, "issue": issue, "repository": {"full_name": "acme/shop"}, "sender": sender, **more}


def comment(body: str, *labels: str, action: str = "created", about: str = "", **user: str) -> dict[str, Any]:
    said = {"id": 99, "body": body, "user": {"login": "noor", "type": "User", **user}, "created_at": MOMENT}
    return event(action, *labels, body=about, comment=said)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_of_githubs_is_accepted(name: str) -> None:
    """Also where its labels are what pmflow looks for, as they are in none of them."""
    for example in EXAMPLES[name]:
        assert happenings(example, name, NAMES) == ()
        theirs = [each["name"] for each in example["issue"].get("labels", ())] or ["none"]
        known = happenings(example, name, Names(incident=theirs[0]))
        assert all(isinstance(each, IncidentTouched) for each in known)
        assert bool(known) == concerns(example, name, (theirs[0],))


def test_an_incident_is_told_from_its_type() -> None:
    """Where the policy names an issue type; giving it is as good as a label."""
    payload = event("typed", type={"name": "Outage"})
    payload["issue"]["type"] = {"name": "Outage"}
    assert happenings(payload, "issues", NAMES) == ()
    assert happenings(payload, "issues", NAMES, "outage") == (
        IncidentTouched("acme/shop#7", "labeled", "noor", label="Outage"),
    )  # fmt: skip


def test_an_incident_is_told_from_its_label() -> None:
    """However the label is written, with who did it and which label it was."""
    payload = event("labeled", "Incident", "SEV1", label={"name": "SEV1"})
    assert happenings(payload, "issues", NAMES) == (
        IncidentTouched("acme/shop#7", "labeled", "noor", label="SEV1"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        (event("edited", "postmortem", "incident"), PostmortemTouched("acme/shop#7", "edited", "noor", at=MOMENT)),
        (
            event("closed", "postmortem-action", body=ITEM, sender={"login": "robo[bot]", "type": "Bot"}),
            ActionItemTouched("acme/shop#12", "closed", "robo[bot]", bot=True, id="AI-2", place="acme/shop#7"),
        ),
        (event("reopened", "incident", body=None, sender=None), IncidentTouched("acme/shop#7", "reopened")),
    ],
)
def test_each_kind_of_issue_is_told_apart(payload: dict[str, Any], told: Happening) -> None:
    """A post-mortem is one also where it bears the incident's label; an action item names its own post-mortem."""
    assert happenings(payload, "issues", NAMES) == (told,)


@pytest.mark.parametrize(
    "payload",
    [
        event("labeled", "bug", label={"name": "bug"}),
        event("pinned", "incident"),
        event("transferred", "postmortem"),
        {**event("closed", "incident"), "issue": None},
        {"action": "closed"},
        {},
    ],
)
def test_other_issues_are_nobodys_business(payload: dict[str, Any]) -> None:
    """Other labels, other actions, and what is no issue at all."""
    assert happenings(payload, "issues", NAMES) == ()


def test_an_item_that_was_written_over_is_known_by_what_stood_there() -> None:
    """An edit tells the text before."""
    payload = event("edited", "postmortem-action", body="My own words.", changes={"body": {"from": ITEM}})
    [told] = happenings(payload, "issues", NAMES)
    assert told == ActionItemTouched("acme/shop#12", "edited", "noor", False, None, "AI-2", "acme/shop#7")


def test_an_item_that_does_not_tell_whose_it_is() -> None:
    """What happens to it, and commands under it, are told without: the tracker is asked."""
    payload = event("closed", "postmortem-action", body="My own words.")
    assert happenings(payload, "issues", NAMES) == (ActionItemTouched("", "closed", "noor", place="acme/shop#7"),)
    given = comment("/pmflow done", "postmortem-action", about="My own words.")
    told = CommandGiven("", "/pmflow done", "99", "noor", place="acme/shop#7", id="")
    assert happenings(given, "issue_comment", NAMES) == (told,)


def test_a_command_is_told_with_its_place() -> None:
    """Under a post-mortem, an action item, and an incident."""
    text = "/pmflow done --evidence https://ci.example/1\nthanks"
    assert [
        happenings(comment(text, label, about=ITEM), "issue_comment", NAMES)
        for label in ("postmortem", "postmortem-action", "incident")
    ] == [
        (CommandGiven("acme/shop#7", text, "99", "noor", place="acme/shop#7"),),
        (CommandGiven("acme/shop#12", text, "99", "noor", place="acme/shop#7", id="AI-2"),),
        (CommandGiven("acme/shop#7", text, "99", "noor", place="acme/shop#7", under_incident=True),),
    ]


@pytest.mark.parametrize(
    "payload",
    [
        comment("> /pmflow close", "postmortem"),
        comment("    /pmflow close", "postmortem"),
        comment("```\n/pmflow close\n```", "postmortem"),
        comment("Let us\n> /pmflow close", "postmortem"),
        comment("<!-- pmflow:comment x -->\n/pmflow close", "postmortem"),
        comment("/pmflowers are nice", "postmortem"),
        comment("", "postmortem"),
        comment("/pmflow close", "postmortem", action="edited"),
        comment("/pmflow close", "postmortem", action="deleted"),
        comment("/pmflow close", "postmortem", type="Bot"),
        comment("/pmflow close", "postmortem", login="robo[bot]"),
        comment("/pmflow close", "bug"),
        {**comment("/pmflow close", "postmortem"), "comment": None},
    ],
)
def test_what_is_no_command_is_nobodys_business(payload: dict[str, Any]) -> None:
    """A quote, a code block, a comment of pmflow's, an edited comment, a machine: none of them is obeyed."""
    assert happenings(payload, "issue_comment", NAMES) == ()


def test_a_command_further_down_is_told() -> None:
    """It is not obeyed, but whoever wrote it is to hear of it."""
    text = "Let us\n/pmflow close"
    [told] = happenings(comment(text, "postmortem"), "issue_comment", NAMES)
    assert told == CommandGiven("acme/shop#7", text, "99", "noor", place="acme/shop#7")


def test_pull_requests_are_nobodys_business() -> None:
    """GitHub calls comments on them issue comments, too."""
    payload = comment("/pmflow close", "postmortem")
    payload["issue"]["pull_request"] = {"url": "https://api.github.com/repos/acme/shop/pulls/7"}
    assert happenings(payload, "issue_comment", NAMES) == ()


def test_other_events_are_nobodys_business() -> None:
    """Whatever they hold."""
    assert happenings(event("closed", "incident"), "milestone", NAMES) == ()


def test_what_github_does_not_send_is_refused() -> None:
    """With what is wrong about it; and without a repository nobody knows where it was."""
    broken = event("closed", "incident")
    broken["issue"]["number"] = "seven"
    with pytest.raises(TrackerMisunderstood, match=r"the event issues: .*number"):
        happenings(broken, "issues", NAMES)
    homeless = event("closed", "incident")
    del homeless["repository"]
    assert happenings(homeless, "issues", NAMES) == ()


def test_asking_whether_it_concerns_imports_nothing_heavy() -> None:
    """Most events are not pmflow's business; each that is not should cost next to nothing."""
    code = (
        "import sys; from pmflow.adapters.github_events import concerns; "
        "print([name for name in ('pydantic', 'github', 'yaml', 'requests') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout == "[]\n"


def test_labels_may_be_words_alone() -> None:
    """As some webhooks have them."""
    payload = event("closed")
    payload["issue"]["labels"] = ["incident", 7]
    assert concerns(payload, "issues", LABELS)
    assert not concerns({**payload, "issue": {"labels": 3}}, "issues", LABELS)


def test_a_happening_says_itself() -> None:
    """In one line, for a log."""
    assert [
        IncidentTouched("acme/shop#7", "labeled", "noor", label="SEV1").summary,
        PostmortemTouched("acme/shop#8", "closed").summary,
        ActionItemTouched("acme/shop#8", "closed", "ivo", id="AI-2").summary,
        CommandGiven("acme/shop#8", "/pmflow close\nplease", "9", "ivo", place="acme/shop#9").summary,
    ] == [
        "the incident acme/shop#7 was labeled (SEV1) by noor",
        "the post-mortem acme/shop#8 was closed",
        "AI-2 of acme/shop#8 was closed by ivo",
        "ivo, under acme/shop#9: /pmflow close",
    ]
