# ruff: noqa: E501 - small documents read better in few lines
"""The prose fields: lists become tuples, decoration goes, nothing is made up."""

from __future__ import annotations

from pmflow.document import parse
from pmflow.document.blocks import read_blocks
from pmflow.document.prose import first_letter, points, rendered
from pmflow.model import Evidence, Impact, Why


def test_points_of_every_kind_of_list() -> None:
    """Bullets, numbers, marked lines, lettered lines and paragraphs each give their points, without the marks."""
    assert points(read_blocks("- ✅ a\n- [x] b\n1. c\n").children) == ("a", "b", "c")
    assert points(read_blocks("✅ a\n✅ b goes\non here\n❌ c\n").children) == ("a", "b goes on here", "c")
    assert points(read_blocks("(a) one\n(b) two\n").children) == ("one", "two")
    assert points(read_blocks("First thing.\n\nSecond thing.\n").children) == ("First thing.", "Second thing.")
    assert points(read_blocks("| # | What |\n|--|--|\n| 1 | one |\n| 2 | two |\n").children) == ("one", "two")


def test_placeholders_are_nothing() -> None:
    """ "None." and the form's own words are no content."""
    assert points(read_blocks("None.\n").children) == ()
    assert points(read_blocks("_No response_\n").children) == ()
    assert points(read_blocks("- TBD\n- n/a\n").children) == ()


def test_marks_before_the_first_letter() -> None:
    """Emoji, boxes and enumerators go; words and numbers stay."""
    assert [first_letter(t) for t in ("✅ ok", "👍🏽 ok", ":tada: ok", "[ ] ok", "2) ok", "47 users", "“ok”")] == [
        "ok", "ok", "ok", "ok", "ok", "47 users", "“ok”",
    ]  # fmt: skip


def test_rendered_text_leaves_out_code_and_comments() -> None:
    """What a reader sees: words, links reduced to theirs."""
    assert rendered(read_blocks("A [link](x).\n\n<!-- no -->\n\n```\ncode\n```\n\n- b\n").children) == "A link.\nb"


def test_cause_factors_and_safeguards() -> None:
    """The cause is the text without its factors; factors and safeguards have labels of their own."""
    pm = parse(
        "## Root Cause\n\nA leak.\n\n**Contributing Factors**:\n1. no review\n2. no alert\n\n"
        "### Why existing safeguards failed\n\n- canary had no tenants\n"
    ).postmortem
    assert (pm.root_cause, pm.contributing_factors, pm.safeguards) == (
        "A leak.",
        ("no review", "no alert"),
        ("canary had no tenants",),
    )


def test_factors_alone_are_no_root_cause() -> None:
    """A document that names factors only has no single cause, and gets none."""
    pm = parse("## Contributing Factors\n\n- one\n- two\n").postmortem
    assert (pm.root_cause, pm.contributing_factors) == (None, ("one", "two"))


def test_a_list_of_causes_is_plural() -> None:
    """Several causes in a list are the factors, too."""
    assert parse("## Causes\n\n1. one\n2. two\n").postmortem.contributing_factors == ("one", "two")


FIVE = (
    Why(question="Why did the site go down?", answer="The database stopped."),
    Why(question="Why did it stop?", answer="The disk was full."),
)


def test_five_whys_in_every_form() -> None:
    """Answers beside the question, below it, nested, in a table, with or without numbers."""
    beside = "1. **Why did the site go down?** The database stopped.\n2. **Why did it stop?** The disk was full.\n"
    below = "1. **Why did the site go down?**\n   - Because: The database stopped.\n2. Why did it stop?\n   - The disk was full.\n"
    nested = "- Why did the site go down? The database stopped.\n  - Why did it stop? The disk was full.\n"
    lines = "Why 1: Why did the site go down?\n\nAnswer: The database stopped.\n\nWhy 2: Why did it stop?\n\nAnswer: The disk was full.\n"
    table = "| # | Question | Answer |\n|--|--|--|\n| 1 | Why did the site go down? | The database stopped. |\n| 2 | Why did it stop? | The disk was full. |\n"
    for text in (beside, below, nested, lines, table):
        assert parse(f"## Five whys\n\n{text}").postmortem.five_whys == FIVE, text


def test_a_why_without_an_answer_has_none() -> None:
    """An open question stays open."""
    assert parse("## Five whys\n\n1. Why did it fail?\n").postmortem.five_whys == (Why(question="Why did it fail?"),)


def test_well_and_poorly_under_one_heading() -> None:
    """Split by labels, by words in the line, by marks or by columns."""
    expected = (("fast page",), ("no runbook",))
    for text in (
        "**Well**\n- fast page\n\n**Wrong**\n- no runbook\n",
        "Right: fast page\n\nWrong: no runbook\n",
        "✅ fast page\n\n❌ no runbook\n",
        "| What went well | What went wrong |\n|--|--|\n| fast page | no runbook |\n",
        "### Good\n- fast page\n### Bad\n- no runbook\n",
    ):
        pm = parse(f"# T\n\n## What went well / What went wrong\n\n{text}").postmortem
        assert (pm.went_well, pm.went_poorly) == expected, text


def test_luck_surprise_and_lessons() -> None:
    """Each has its own field."""
    pm = parse(
        "## Lessons learned\n\n- test more\n\n### Where we got lucky\n\n- it was night\n\n### What surprised us\n\n- DNS\n"
    )
    assert (pm.postmortem.lessons, pm.postmortem.lucky, pm.postmortem.surprised) == (
        ("test more",),
        ("it was night",),
        ("DNS",),
    )


def test_impact_fields_in_their_own_words() -> None:
    """Labelled lines of the impact section, in a list or a table."""
    expected = Impact(
        users="~15,000 shoppers", revenue="$125k", reputation="a thread on a forum", duration="1 hour 32 minutes",
        support_tickets="47", duration_minutes=92,
    )  # fmt: skip
    listed = (
        "- **Users affected**: ~15,000 shoppers\n- **Revenue impact**: $125k\n- **Reputation**: a thread on a forum\n"
        "- **Duration**: 1 hour 32 minutes\n- **Support tickets**: 47\n"
    )
    table = (
        "| What | How much |\n|--|--|\n| Customers affected | ~15,000 shoppers |\n| Lost revenue | $125k |\n| Trust | a thread on a forum |\n"
        "| Duration | 1 hour 32 minutes |\n| Complaints | 47 |\n"
    )
    for text in (listed, table):
        assert parse(f"# T\n\n## Impact\n\n{text}").postmortem.impact == expected


def test_evidence_is_what_can_be_followed() -> None:
    """Links under evidence headings and in metadata, with their kind."""
    pm = parse(
        "# T\n\n**Dashboard:** https://g.example/d\n\n## Evidence\n\n- [error log](https://l.example/1)\n"
    ).postmortem
    assert pm.evidence == (
        Evidence(kind="dashboard", label="Dashboard", url="https://g.example/d"),
        Evidence(kind="log", label="error log", url="https://l.example/1"),
    )
