"""`/pmflow …` lines, read."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.command_words import in_comments
from pmflow.commands import RIGHTS, Command, read_command
from pmflow.deciding.draft import NOT_WHOLE
from pmflow.document.facts_list import MARK
from pmflow.document.parse import parse
from pmflow.errors import UsageError
from pmflow.events import AnswerGiven, Event, PostmortemApproved, PostmortemRead, StepAsked
from pmflow.model import Step
from pmflow.policy import Policy

NOW = dt.datetime(2026, 6, 3, 12, 0, tzinfo=dt.UTC)
WHO = {"by": "noor", "asked": "c1"}


def read(text: str, item: str | None = None) -> Command:
    return read_command(text, Policy(), by="noor", now=NOW, asked="c1", item=item)


def answer(id: str, verb: str, **values: object) -> AnswerGiven:
    return AnswerGiven.model_validate({"by": "noor", "asked": f"c1#{id}", "id": id, "answer": verb, **values})


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("/pmflow review", StepAsked(**WHO, step=Step.REVIEW)),
        ("  /PMFLOW  Review  \nand more", StepAsked(**WHO, step=Step.REVIEW)),
        ("/pmflow advance track", StepAsked(**WHO, step=Step.TRACK)),
        ("/pmflow share company", StepAsked(**WHO, step=Step.SHARE, audience="company")),
        ("/pmflow share --audience=company", StepAsked(**WHO, step=Step.SHARE, audience="company")),
        ("/pmflow share —audience company", StepAsked(**WHO, step=Step.SHARE, audience="company")),
        ("/pmflow revise the cause isn't right", StepAsked(**WHO, step=Step.REVISE, reason="the cause isn't right")),
        ("/pmflow reopen --reason “it came back”", StepAsked(**WHO, step=Step.REOPEN, reason="it came back")),
        ("/pmflow waive a drill", StepAsked(**WHO, step=Step.WAIVE, reason="a drill", approver="noor")),
        (
            "/pmflow waive --reason drill --approver Ada",
            StepAsked(**WHO, step=Step.WAIVE, reason="drill", approver="Ada"),
        ),
        (
            '/pmflow review --override review_held --reason "nobody could" --author @ivo --author "Ines O"',
            StepAsked(
                **WHO, step=Step.REVIEW, overrides=("review_held",), reason="nobody could", authors=("ivo", "Ines O")
            ),
        ),
        ("/pmflow approve", PostmortemApproved(**WHO, proven=True)),
        ("/pmflow approved --redaction", PostmortemApproved(**WHO, proven=True, redaction=True)),
        ("/pmflow read", PostmortemRead(**WHO)),
        ("/pmflow action due AI-1 in 5 business days", answer("AI-1", "due", due=dt.date(2026, 6, 10))),
        ("/pmflow snooze AI-1 3 days", answer("AI-1", "snooze", days=3)),
        ("/pmflow assign AI-1 @ivo", answer("AI-1", "assign", owner="ivo")),
        ("/pmflow verify ai-1", answer("AI-1", "verify")),
        ("/pmflow won't-do AI-1 old news", answer("AI-1", "wont_do", reason="old news", approver="noor")),
        (
            "/pmflow wont-do AI-1 --reason old --approver Ada",
            answer("AI-1", "wont_do", reason="old", approver="Ada"),
        ),
        ("/pmflow done AI-1 https://ci.example/1", answer("AI-1", "done", evidence="https://ci.example/1")),
    ],
)
def test_what_a_line_amounts_to(text: str, event: Event) -> None:
    """The command line's words, however a phone spells its dashes and quotes."""
    assert read(text).events == (event,)


def test_several_items_are_several_answers() -> None:
    """Each with a mark of its own, so that a run that died between the two carries on with the second."""
    told = read("/pmflow done AI-1 AI-2 ai-1 --evidence https://ci.example/1")
    assert (told.ids, told.events) == (
        ("AI-1", "AI-2"),
        tuple(answer(id, "done", evidence="https://ci.example/1") for id in ("AI-1", "AI-2")),
    )


def test_under_an_items_own_issue_the_id_may_be_left_out() -> None:
    """And another may be named."""
    assert [read(text, item="AI-3").ids for text in ("/pmflow done", "/pmflow due friday", "/pmflow done AI-4")] == [
        ("AI-3",), ("AI-3",), ("AI-4",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "/pmflow",
            "say what: `/pmflow` and one of review, track, share, close, revise, reopen, waive, open, approve, ",
        ),
        ("/pmflow revew", "“revew” is no command; did you mean `review`?"),
        ("/pmflow sudo make", "“sudo” is no command; say `/pmflow` and one of review"),
        ("/pmflow explain please", "explain takes no further words; “please” is left over"),
        ("/pmflow verify AI-1 quickly", "verify takes no further words; “quickly” is left over"),
        ("/pmflow close now", '“now” is left over; a reason is --reason "WHY"'),
        ('/pmflow revise "why', "a quotation mark is never closed"),
        ("/pmflow done", "say which action item: `/pmflow done AI-1`"),
        ("/pmflow due friday", "say which action item: `/pmflow due AI-1 …`"),
        ("/pmflow due AI-1", "say the new date: `/pmflow due AI-1 …`"),
        ("/pmflow due AI-1 someday", "“someday” is no date".replace("“", '"').replace("”", '"')),
        ("/pmflow snooze AI-1 0", "is no number of business days"),
        ("/pmflow wont-do AI-1", "say why: `/pmflow wont-do AI-1 …`"),
        ("/pmflow wont-do AI-1 AI-2 old", "wont-do takes one action item at a time"),
        ("/pmflow done AI-1 --evidence later", '"later" is no link'),
        ("/pmflow done AI-1 --evidense x", 'done has no option --evidense; did you mean "--evidence"?'),
        ("/pmflow explain --all", "explain has no option --all; it has none"),
        ("/pmflow approve --loudly", "approve has no option --loudly; there is --redaction"),
        ("/pmflow revise --reason", "--reason says nothing"),
        ("/pmflow review --override review_hold --reason x", 'is no guard; did you mean "review_held"?'),
        ("/pmflow revise --override reason_given", "reason_given cannot be passed over"),
        ("/pmflow due AI-1 friday --override item_tracked", "“item_tracked” cannot be passed over; only"),
        ("pmflow close", "say what"),
    ],
)
def test_what_cannot_be_read_is_answered(text: str, told: str) -> None:
    """With what can be said, and the nearest."""
    with pytest.raises(UsageError) as refused:
        read(text)
    assert told in str(refused.value)


def test_who_may_say_what() -> None:
    """Everybody may ask and acknowledge; an owner answers for their item; the rest is for those who may write."""
    assert {verb for verb, right in RIGHTS.items() if right == "anyone"} == {"explain", "help", "read", "related"}
    assert {verb for verb, right in RIGHTS.items() if right == "owner"} == {"done", "due", "snooze"}


@given(st.text(max_size=80))
def test_no_line_is_a_crash(text: str) -> None:
    """Whatever people write."""
    for line in (f"/pmflow {text}", f"/pmflow due AI-1 {text}", f"/pmflow review --reason {text}"):
        with suppress(UsageError):
            assert read(line).verb in RIGHTS


def test_the_mark_of_the_facts_is_told_by_what_it_is() -> None:
    """No reader sees it, so its words lead nobody there; those of any other line do."""
    document = parse(f"{MARK}\n- **Severity**: SEV1\n\n# Search\n")
    assert [in_comments(f"line {line}: mend it", document) for line in (1, 2)] == [
        "the facts at the top: mend it", "“Severity: SEV1”: mend it",
    ]  # fmt: skip


def test_messages_name_commands_as_one_gives_them_here() -> None:
    """Who reads a comment has no command line."""
    told = in_comments(
        "reopen it: pmflow advance acme/shop#2 reopen --reason WHY; pmflow approve acme/shop#2 --by NAME; "
        "pmflow action done acme/shop#2 AI-1 --evidence URL"
    )
    assert told == "reopen it: /pmflow reopen --reason WHY; /pmflow approve; /pmflow done AI-1 --evidence URL"
    for words, there in {
        "label it anew, or pmflow open": "label it anew, or /pmflow open",
        "is settled: done; to open it again, change its status by hand, then: pmflow sync a/b#2": "is settled: done; to open it "
        "again, reopen its issue",
        "it says draft; `pmflow sync a/b#2` judges it": "it says draft; pmflow judges it at the next event here: a label set, "
        "the text edited",
        "it cannot be believed; pmflow audit verify a/b#1 says more": "it cannot be believed; pmflow audit verify says more on a "
        "command line",
        NOT_WHOLE.format(
            reason="entry 2 is torn", ref="'a b'"
        ): "entry 2 is torn; nothing from there on counts. It stands in a "
        "comment of pmflow's; that comment's edit history has what was there: put it back, or delete the comment to begin a "
        "new one",
        "or by `pmflow action assign`": "or by `/pmflow assign`",
        "`/pmflow open` under it": "`/pmflow open` under it",
    }.items():
        assert in_comments(words) == there
    assert in_comments("name them: --by NAME") == "name them: --by NAME"
    assert in_comments("say why: --reason") == "say why: --reason WHY behind the command"
    assert in_comments("`authors: [NAME]`, or --author NAME") == (
        "`authors: [NAME]`, or --author NAME behind the command"
    )
    assert in_comments("say for whom: --audience, one of company, public") == (
        "say for whom: /pmflow share company or /pmflow share public"
    )


def test_lines_are_told_by_their_words() -> None:
    """Where a document is shown without line numbers; people's own words about lines stay."""
    document = parse("# T\n\n## Summary\n\n- **TODO** write\n\n## Timeline (UTC)\n\n| 09:10 | it began | in line 3 |\n")
    for message, there in {
        "line 5: say what": "“TODO write” under Summary: say what",
        "replace the placeholders in line 5, 9": "replace the placeholders in “TODO write”, “09:10 | it began | in line 3”",
        "is earlier than 09:20 above it (line 9)": "is earlier than 09:20 above it (“09:10 | it began | in line 3”)",
        "“we changed line 5: all of it”: who?": "“we changed line 5: all of it”: who?",
        "line 99: gone": "the text: gone",
        "line 3: empty": "“Summary” under Summary: empty",
    }.items():
        assert in_comments(message, document) == there
