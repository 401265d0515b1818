"""The page of a workflow's run: what happened, what was done or would be, in Markdown in which people's words are text."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pmflow.escalation.digest import About, Message
from pmflow.happenings import CommandGiven, IncidentTouched, PostmortemTouched, Touch
from pmflow.journal import REVERTED, Entry
from pmflow.model import ActionStatus, Finding, Level, State
from pmflow.plan import (
    AddLabel,
    Comment,
    CommentIncident,
    Notify,
    Plan,
    Refusal,
    SetState,
    UpdateActionItem,
    WriteJournal,
)
from pmflow.policy_change import Differs, KeyChanged
from pmflow.reacting import Reacted, Reaction, Reply
from pmflow.report.findings import CheckedFile
from pmflow.report.policy_change import policy_parts
from pmflow.report.summary import checked_parts, reaction_parts, sweep_parts
from pmflow.sweeping import Said, Swept
from pmflow.voice import Sent
from tests.action.test_runner import EVIL

PLACE = "https://github.com/acme/shop/issues/8"


def finding(message: str, suggestion: str | None = None) -> Finding:
    return Finding(
        rule="owner-missing", severity=Level.WARNING, line=12, column=1, message=message,
        suggestion=suggestion,
    )  # fmt: skip


def test_a_post_mortem_that_would_be_opened() -> None:
    """In mode observe: the draft, unfolded, and all that would be done."""
    plan = Plan("acme/shop#7", (SetState(State.DRAFT), Comment("opened", "Opened.")), before=None, after=State.DRAFT)
    reacted = Reacted(
        "acme/shop#7", (IncidentTouched("acme/shop#7", "labeled", "noor", label="incident"),),
        place="https://github.com/acme/shop/issues/7", title="Search went blank", opened=True,
        draft="# Search went blank\n\n## Timeline\n\n- 09:20 first alert\n", plans=(plan,),
        notes=("the review could be on Tue 2026-03-10 14:00 UTC",),
    )  # fmt: skip
    assert "\n".join(reaction_parts(Reaction((reacted,)))) == (
        "### [Search went blank](https://github.com/acme/shop/issues/7)\n\n"
        "- the incident acme/shop#7 was labeled (incident) by noor\n"
        "- the review could be on Tue 2026-03-10 14:00 UTC\n\n"
        "Would be done:\n\n- open the post-mortem\n- set the state to draft\n- comment: Opened.\n\n"
        "<details open><summary>The post-mortem as it would be opened</summary>\n\n"
        "```markdown\n# Search went blank\n\n## Timeline\n\n- 09:20 first alert\n```\n\n</details>\n"
    )


def test_a_step_that_was_refused() -> None:
    """A command with its answer, which names the guards that hold it back, and what the linter remarks."""
    given = CommandGiven("acme/shop#8", "/pmflow review\n", "1", "noor", place="acme/shop#8")
    plan = Plan(
        "acme/shop#8", refusals=(Refusal("review_held", ("hold the review meeting",)),), before=State.DRAFT,
        after=State.DRAFT,
    )  # fmt: skip
    reacted = Reacted(
        "acme/shop#8", (given,), PLACE, "Search went blank", plans=(plan,), state=State.DRAFT,
        replies=(Reply("/pmflow review", "noor", "refused", "still a draft: `review_held`"),),
        findings=(finding("nobody owns it", "Rahul: bound the queue"),),
    )  # fmt: skip
    assert "\n".join(reaction_parts(Reaction((reacted,)))) == (
        f"### [Search went blank]({PLACE})\n\n"
        "- noor, under acme/shop#8: /pmflow review\n\n"
        "| command | by |  | reply |\n| --- | --- | --- | --- |\n"
        "| /pmflow review | noor | refused | still a draft: `review_held` |\n\n"
        "<details open><summary>1 remark of the linter</summary>\n\n"
        "| level | rule | what to do |\n| --- | --- | --- |\n"
        "| warning | owner-missing | nobody owns it<br>better: `Rahul: bound the queue` |\n\n</details>\n"
    )


def test_a_refusal_with_several_reasons_lies_open() -> None:
    """Once; below the command that it answers."""
    plan = Plan("acme/shop#8", refusals=(Refusal("review_held", ("hold it",)), Refusal("owner", ("name one",))))
    reply = Reply("/pmflow review", "noor", "refused", "Not done:\n\n- `review_held`: hold it\n- `owner`: name one")
    parts = list(reaction_parts(Reaction((Reacted("acme/shop#8", plans=(plan,), replies=(reply,)),))))
    assert parts[2:] == [
        "| command | by |  | reply |\n| --- | --- | --- | --- |\n| /pmflow review | noor | refused | see below |\n",
        f"<details open><summary>The reply</summary>\n\n{reply.text}\n</details>\n",
    ]


@pytest.mark.parametrize(("what", "shown"), [("edited", True), ("labeled", False), ("closed", False)])
def test_the_linters_remarks_are_shown_to_whoever_wrote(what: Touch, shown: bool) -> None:
    """Folded away with every label that is set."""
    touched = PostmortemTouched("acme/shop#8", what, "noor")
    reacted = Reacted("acme/shop#8", (touched,), findings=(finding("nobody owns it"),))
    assert ("<details open><summary>1 remark of the linter" in "".join(reaction_parts(Reaction((reacted,))))) is shown


def test_what_is_missing_is_said_in_a_comments_words() -> None:
    """Who reads the page comes from a comment, and goes back there."""
    reasons = ("hold it: pmflow meeting 'acme/shop#8' --held 2026-01-05T10:00Z --came NAME", "say why: --reason")
    approve = Refusal("approved", ("pmflow approve acme/shop#8 --by NAME",))
    plan = Plan("acme/shop#8", refusals=(Refusal("review_held", reasons), approve), advice=(approve,))
    parts = list(reaction_parts(Reaction((Reacted("acme/shop#8", plans=(plan,)),))))
    assert parts[2:] == [
        "**Refused**. What is missing:\n\n"
        "- `review_held`: hold it: write at the top of the text when it was held (Review held) and who came (Came); "
        "say why: --reason WHY behind the command\n"
        "- `approved`: /pmflow approve\n",
        "Advice, which holds nothing back:\n\n- `approved`: /pmflow approve\n",
    ]


def test_a_state_that_was_taken_back() -> None:
    """Why is no mere advice; and what the comment says is no half a heading."""
    entry = Entry(key="k", at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC), by="noor", what=REVERTED)
    heading = "**closed was set by hand and taken back to draft.** These do not hold:\n- `x`: y"
    plan = Plan(
        "acme/shop#8", (WriteJournal(entry), Comment("c", heading)), advice=(Refusal("x", ("y",)),),
    )  # fmt: skip
    told = "".join(reaction_parts(Reaction((Reacted("acme/shop#8", plans=(plan,), applied=True),))))
    assert "- comment: closed was set by hand and taken back to draft.\n" in told
    assert told.endswith("Why it was taken back:\n\n- `x`: y\n")


def test_what_is_done_is_told_in_words() -> None:
    """A comment's bold words without their stars, wherever it is said; of an item what was set, also where that is a reason."""
    effects = (
        CommentIncident(
            "acme/shop#1", "c", "**The post-mortem of this is shared.** It can be read.", "**It is shared.**"
        ),
        UpdateActionItem("AI-3", reason="superseded"),
        UpdateActionItem("AI-4", status=ActionStatus.DONE),
    )
    told = "".join(reaction_parts(Reaction((Reacted("acme/shop#8", plans=(Plan("acme/shop#8", effects),)),))))
    assert told.endswith(
        "Would be done:\n\n"
        "- comment under acme/shop#1: The post-mortem of this is shared. It can be read.\n"
        "- AI-3: set the reason to superseded\n"
        "- AI-4: set status to done\n"
    ), told


def test_a_long_answer() -> None:
    """What is more than a line does not fit into a table."""
    answered = Reply("/pmflow explain", "noor", "seen", "It is a draft.\n\n- hold the review")
    told = list(reaction_parts(Reaction((Reacted("acme/shop#8", replies=(answered,)),))))
    assert told[2:] == [
        "| command | by |  | reply |\n| --- | --- | --- | --- |\n| /pmflow explain | noor | replied | see below |\n",
        "<details><summary>The reply</summary>\n\nIt is a draft.\n\n- hold the review\n</details>\n",
    ]


def test_nothing_to_do() -> None:
    """A page that is empty would leave one wondering."""
    assert list(reaction_parts(Reaction())) == ["Nothing to do.\n"]
    assert list(sweep_parts(Swept(examined=3, of=3), applied=True, zone=dt.UTC)) == [
        "### Sweep: examined 3 of 3\n", "Nothing is due.\n",
    ]  # fmt: skip
    assert list(checked_parts([])) == ["It changes no post-mortem.\n"]


def test_a_change_of_the_policy() -> None:
    """Its keys, and for each post-mortem that is open what would be so no more, and what from now on."""
    parts = policy_parts(
        [KeyChanged("mode", '"observe"', '"enforce"')],
        [
            Differs("acme/shop#8", "Search went blank", (), ("review_held holds back the step review",)),
            Differs("acme/shop#9", None, ("needs a post-mortem",), (), postmortem=False),
        ],
        looked=3, troubles=["acme/shop#4: is gone"],
    )  # fmt: skip
    assert "\n".join(parts) == (
        "### What this change of the policy would do\n\n"
        '| key | is | would be |\n| --- | --- | --- |\n| `mode` | "observe" | "enforce" |\n\n'
        "> [!WARNING]\n> Not everything that is open could be looked at.\n\n- acme/shop#4: is gone\n\n"
        "| what is open | would be so no more | would be so from now on |\n| --- | --- | --- |\n"
        "| acme/shop#8<br>Search went blank | - | review_held holds back the step review |\n"
        "| acme/shop#9 | needs a post-mortem | - |\n\n"
        "Of 3 open post-mortems, 1 would be treated differently; so would 1 incident without one.\n"
    )


def everything(words: str) -> str:
    """Every kind of part, with these words wherever people's can be."""
    plan = Plan(
        words, (AddLabel(words, words), Comment(words, words or "-")), (Refusal("review_held", (words, words)),),
        (Refusal("state_shown", (words,)),), (finding(words, words),), State.DRAFT, State.REVIEWED,
    )  # fmt: skip
    reacted = Reacted(
        words, (IncidentTouched(words, "labeled", words, label=words), CommandGiven(words, words, "1", words)), words,
        words, draft=words, plans=(plan,), replies=(Reply(words, words, "seen", "fine"),), notes=(words,),
        findings=(finding(words, words),), trouble=words,
    )  # fmt: skip
    notice = Notify("k", (words,), words or "-")
    said = Said(words, words, Message(words, words), ((About(words, words), notice),), None, Sent.NOT_SENT, words)
    swept = Swept((plan,), (said,), ((words, words), ("", words)), 1, 2)
    files = [CheckedFile(words, (finding(words, words),)), CheckedFile(words, error=words)]
    changed = policy_parts(
        [KeyChanged("calendar", words, None)], [Differs(words, words, (words,), (words,))], looked=1, troubles=[words]
    )
    parts = (
        *reaction_parts(Reaction((reacted,))), *sweep_parts(swept, applied=True, zone=dt.UTC), *checked_parts(files), *changed,
    )  # fmt: skip
    return "\n\n".join(parts)


def tokens(markdown: str) -> list[Token]:
    made = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown)
    return [each for token in made for each in (token, *(token.children or ()))]


@pytest.mark.parametrize("words", EVIL)
def test_peoples_words_are_text(words: str) -> None:
    """Whatever they hold, they make no link, no image, no HTML and no ping, and the page has the headings and tables it had."""
    usual, found = tokens(everything("plain words")), tokens(everything(words))
    kinds = {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "heading_open",
        "table_open",
        "tr_open",
        "td_open",
        "fence",
    }
    assert [each.type for each in found if each.type in kinds] == [each.type for each in usual if each.type in kinds]
    html = {each.content.strip() for each in found if each.type.startswith("html")}
    assert {re.sub(r"<details open>", "<details>", each) for each in html} <= {
        "<br>", "</details>", "<details><summary>The post-mortem as it would be opened</summary>",
        "<details><summary>1 remark of the linter</summary>",
    }  # fmt: skip
    assert not re.search(r"@[A-Za-z0-9]", re.sub(r"(?s)```.*?```", "", everything(words)))
