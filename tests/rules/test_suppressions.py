"""`<!-- pmflow: allow RULE reason -->`: what it covers, and when it is itself a finding."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from pmflow.document.parse import parse
from pmflow.policy import Policy
from pmflow.rules import check

ALLOW = "<!-- pmflow: allow blameless-neglect the team wants it told so -->"
BLAME = "Mike forgot to run the migration."


def found(text: str) -> list[tuple[str, int]]:
    """Rule and line of the blameless findings."""
    return [(f.rule, f.line) for f in check(parse(text), Policy(), select=["blameless"])]


def test_without_one_the_sentence_is_found() -> None:
    """So that the other tests say something."""
    assert found(BLAME) == [("blameless-neglect", 1)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{BLAME} {ALLOW}", id="in the line"),
        pytest.param(f"Mike forgot it\nand went home. {ALLOW}", id="at the end of a sentence of two lines"),
        pytest.param(
            f"It broke. Mike forgot it\nand went\nhome. {ALLOW}\nIt was mended.", id="of three, before another"
        ),
        pytest.param(f"- It broke.\n- Mike forgot it\n  and went home. {ALLOW}", id="of two, in an item"),
        pytest.param(f"- {BLAME} {ALLOW}", id="in an item"),
        pytest.param(f"| what |\n|---|\n| {BLAME} {ALLOW} |", id="in a cell"),
        pytest.param(f"{ALLOW}\n{BLAME}", id="above the paragraph"),
        pytest.param(f"{ALLOW}\n\n{BLAME}", id="above, with an empty line"),
        pytest.param(f"It broke.\n{BLAME}\n{ALLOW}", id="below the paragraph"),
        pytest.param(f"{ALLOW}\n\n- It broke.\n- {BLAME}\n", id="above a list"),
        pytest.param(f"## Why\n\n{ALLOW}\n\nIt broke.\n\n{BLAME}\n", id="below a heading: the section"),
        pytest.param(f"## Why\n{ALLOW}\nIt broke.\n\n### More\n\n{BLAME}\n", id="and what is below it"),
        pytest.param(f"- It broke.\n- {BLAME}\n{ALLOW}", id="below a list"),
        pytest.param(f"- It broke, and\n  {BLAME}\n  {ALLOW}\n- It was mended.", id="inside an item"),
        pytest.param(
            f"{BLAME} <!-- pmflow: allow blameless-cause, blameless-neglect both are meant -->", id="several rules"
        ),
    ],
)
def test_what_it_covers(text: str) -> None:
    """The line, the paragraph, or the section."""
    assert [each for each in found(text) if each[0] == "blameless-neglect"] == []


@pytest.mark.parametrize("mark", ["", "> ", "> > "])
def test_a_sentence_of_two_lines_in_a_quotation(mark: str) -> None:
    """Block quotes are not the author's words, but placeholders are looked for in them."""
    text = f"{mark}The outage took <duration> and\n{mark}was over then."
    for allow, found in (("", [1]), (" <!-- pmflow: allow placeholder it is a sample -->", [])):
        made = check(parse(text + allow), Policy(), select=["placeholder", "blameless"])
        assert [each.line for each in made] == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"It broke. {ALLOW}\n{BLAME}", id="another line"),
        pytest.param(f"{BLAME}\nIt broke, and\nwas mended. {ALLOW}", id="another sentence above"),
        pytest.param(f"- {BLAME}\n- It broke, and\n  was mended. {ALLOW}", id="another item above"),
        pytest.param(f"{ALLOW}\nIt broke.\n\n{BLAME}", id="another paragraph"),
        pytest.param(f"## Why\n\n{ALLOW}\n\nIt broke.\n\n## How\n\n{BLAME}", id="another section"),
        pytest.param(f"```\n{ALLOW}\n```\n\n{BLAME}", id="in code it is no suppression"),
        pytest.param(f"`{ALLOW}` {BLAME}", id="nor in a code span"),
        pytest.param(f"- It broke, and\n  it was mended.\n  {ALLOW}\n- {BLAME}", id="another item"),
    ],
)
def test_what_it_does_not_cover(text: str) -> None:
    """And there it is told that it suppresses nothing."""
    rules = [rule for rule, _ in found(text)]
    assert "blameless-neglect" in rules
    assert ("blameless-allow" in rules) is ("`" not in text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!-- pmflow: allow -->", "this allows nothing: name the rule, and say why"),
        (f"{BLAME} <!-- pmflow: allow blameless-neglect -->", "say why blameless-neglect may be broken here"),
        (f"It broke. {ALLOW}", "blameless-neglect finds nothing here any more: take this away"),
        (
            "It broke. <!-- pmflow: allow blameless-cause, blameless-hunt we are sure -->",
            "blameless-cause and blameless-hunt find nothing here any more: take this away",
        ),
        ("It broke. <!-- pmflow: allow blame because -->", 'there is no rule "blame" (see: pmflow rules)'),
        (
            "It broke. <!-- pmflow: allow blameless-neglet it is so -->",
            'there is no rule "blameless-neglet"; did you mean blameless-neglect? (see: pmflow rules)',
        ),
        (
            "It broke. <!-- pmflow: allow neglect -->",
            'there is no rule "neglect"; did you mean blameless-neglect? (see: pmflow rules)',
        ),
        (
            "It broke. <!-- pmflow: allow blameless-cause blameless-hunt we are sure -->",
            "blameless-cause finds nothing here; several rules have commas between them",
        ),
        ("It broke. <!-- pmflow: allow blameless-cause … -->", "say why blameless-cause may be broken here"),
    ],
)
def test_a_suppression_that_is_a_finding(text: str, message: str) -> None:
    """Without a rule, without a reason, or without anything to suppress."""
    told = [f.message for f in check(parse(text), Policy(), select=["blameless"]) if f.rule == "blameless-allow"]
    assert told == [message]


def test_without_a_reason_nothing_is_allowed() -> None:
    """The finding stays, and the suppression is one as well."""
    rules = [rule for rule, _ in found(f"{BLAME} <!-- pmflow: allow blameless-neglect -->")]
    assert sorted(rules) == ["blameless-allow", "blameless-neglect"]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- pmflow: Allow blameless-neglect he wants it -->",
        "<!-- PMFLOW: ALLOW Blameless-Neglect he wants it -->",
        "<!--pmflow:allow blameless-neglect he wants it-->",
        "<!-- pmflow : allow blameless-neglect he wants it -->",
        "<!-- pmflow: allow: blameless-neglect he wants it -->",
        "<!-- pmflow: allow blameless-neglect: he wants it -->",
        "<!-- pmflow: allow blameless-neglect — he wants it -->",
        "<!-- pmflow: allow blameless_neglect he wants it -->",
        "<!--- pmflow: allow blameless-neglect he wants it --->",
        "<!-- pmflow: allow\nblameless-neglect he\nwants it -->",
    ],
)
def test_what_is_no_matter_in_a_suppression(comment: str) -> None:
    """Capitals, blanks, line ends, a colon or dash more, an underscore for a hyphen: it works."""
    assert found(f"{BLAME} {comment}") == []


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("pmflow: ignore blameless-neglect he wants it", "pmflow: ignore"),
        ("pmflow: disable blameless-neglect he wants it", "pmflow: disable"),
        ("pmflow: alow blameless-neglect he wants it", "pmflow: alow"),
        ("pmflow: allows blameless-neglect he wants it", "pmflow: allows"),
        ("pmflow allow blameless-neglect he wants it", "pmflow allow"),
        ("pmflow; allow blameless-neglect he wants it", "pmflow; allow"),
        ("pm-flow: allow blameless-neglect he wants it", "pm-flow: allow"),
        ("pmflow: allow(blameless-neglect) he wants it", "pmflow: allow("),
        ("pmflow: allow-blameless-neglect he wants it", "pmflow: allow-"),
        ("pmflow: blameless-neglect he wants it", "pmflow:"),
    ],
)
def test_a_near_miss_allows_nothing_and_names_the_right_spelling(comment: str, said: str) -> None:
    """The sentence is found, and so is the comment, with what it should have been."""
    told = [
        (f.rule, f.message, f.suggestion)
        for f in check(parse(f"{BLAME} <!-- {comment} -->"), Policy(), select=["blameless"])
    ]
    assert [rule for rule, _, _ in told] == ["blameless-neglect", "blameless-allow"]
    assert told[1][1:] == (
        f"“{said}” allows nothing: it is written “pmflow: allow RULE reason”",
        "<!-- pmflow: allow blameless-neglect he wants it -->",
    )


def test_a_family_is_no_rule() -> None:
    """It would hide what nobody has looked at; the finding names the rule that found something there."""
    told = check(parse(f"{BLAME} <!-- pmflow: allow blameless he wants it -->"), Policy(), select=["blameless"])
    assert [(f.rule, f.message, f.suggestion) for f in told if f.rule == "blameless-allow"] == [
        (
            "blameless-allow",
            '"blameless" is a family: name the rule, here blameless-neglect (see: pmflow rules)',
            "<!-- pmflow: allow blameless-neglect he wants it -->",
        )
    ]
    assert len(told) == 2


@pytest.mark.parametrize(
    "text",
    [
        "<!-- pmflow:begin -->\nIt broke.\n<!-- pmflow:end -->",
        "<!-- pmflow allows us to leave this to the next review -->",
        "<!-- pmflow: see the handbook -->",
        "<!-- the flag was off, pmflow: allow blameless-neglect is no help -->",
        "`<!-- pmflow: ignore blameless-neglect -->`",
        "``<!-- pmflow: allow\nblameless-neglect he ` wants it -->``",
        "    <!-- pmflow: ignore blameless-neglect -->",
        "\\<!-- pmflow: ignore blameless-neglect -->",
        "---\ntitle: x # <!-- pmflow: allow blameless-neglect he wants it -->\n---\n\nIt broke.",
    ],
)
def test_what_is_no_suppression_at_all(text: str) -> None:
    """Other comments, code (also over two lines), and front matter are left alone."""
    assert found(text) == []


def test_a_backtick_in_a_reason_opens_no_code() -> None:
    """The comment came first."""
    assert found(f"{BLAME} <!-- pmflow: allow blameless-neglect it ` is so --> and ` it was mended.") == []


def test_suppressions_below_each_other_cover_the_same() -> None:
    """Above a paragraph as well as below a heading."""
    other = "<!-- pmflow: allow blameless-hunt we looked -->"
    assert found(f"{ALLOW}\n{other}\n{BLAME}") == [("blameless-allow", 2)]
    assert found(f"{BLAME}\n{other}\n{ALLOW}") == [("blameless-allow", 2)]


def test_words_below_a_heading_end_its_reach() -> None:
    """A comment in their line makes none of them a comment."""
    text = f"## Why\n\n{BLAME} {ALLOW}\n\n{ALLOW}\n\nIt broke.\n\n{BLAME}"
    assert found(text) == [("blameless-allow", 5), ("blameless-neglect", 9)]


def test_a_comment_that_is_never_closed() -> None:
    """It is told once a block, however many there are."""
    told = check(parse("<!-- pmflow: allow " * 20_000), Policy(), select=["blameless"])
    assert [(f.line, f.message) for f in told] == [
        (1, "this comment is never closed, so it allows nothing: end it with -->")
    ]


def test_a_comment_over_several_lines_is_pointed_at_whole() -> None:
    """From where it begins to where it ends."""
    [told] = check(parse("It broke. <!-- pmflow:\nallow blameless-neglect so -->\n"), Policy(), select=["blameless"])
    assert (told.line, told.column, told.end_line, told.end_column) == (1, 11, 2, 31)


def work(text: str) -> int:
    """Calls that reading the suppressions of a text takes, resumed generators included."""
    document = parse(text)
    calls = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        check(document, Policy(), select=["blameless-allow", "blameless-tone"])
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param(f"{ALLOW}\n\nIt broke.\n\n", id="above paragraphs"),
        pytest.param(f"{ALLOW}\n", id="below each other"),
        pytest.param(f"## Why\n\n{ALLOW}\n\n", id="below headings"),
        pytest.param(f"- It broke.\n  {ALLOW}\n", id="in items"),
        pytest.param(f"It broke. {ALLOW} ", id="in one line"),
    ],
)
def test_many_suppressions_are_no_more_work_each(piece: str) -> None:
    """Twice as many of them take twice the work: nothing is walked anew for each."""
    assert work(piece * 400) < 2.3 * work(piece * 200)


def test_a_rule_that_was_not_run_could_find_nothing() -> None:
    """So its suppression is left alone."""
    text = f"It broke. {ALLOW}"
    assert check(parse(text), Policy(), select=["blameless-allow"]) == ()
    assert check(parse(text), Policy(), ignore=["blameless-neglect"], select=["blameless"]) == ()


def test_a_suppression_works_for_every_rule() -> None:
    """Not only for the blameless ones."""
    text = "## Root cause\n\nHuman error. <!-- pmflow: allow human-error-cause, blameless-human-error it is what they wrote -->\n"
    rules = {f.rule for f in check(parse(text), Policy())}
    assert not rules & {"human-error-cause", "blameless-human-error", "blameless-allow"}
