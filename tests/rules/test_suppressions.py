"""`<!-- pmflow: allow RULE reason -->`: what it covers, and when it is itself a finding."""

from __future__ import annotations

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


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"It broke. {ALLOW}\n{BLAME}", id="another line"),
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
        ("It broke. <!-- pmflow: allow blame because -->", "there is no rule blame; see: pmflow rules"),
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


def test_many_suppressions_in_one_line_are_read_once() -> None:
    """Also unclosed ones."""
    assert found("<!-- pmflow: allow " * 20_000) == []


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
