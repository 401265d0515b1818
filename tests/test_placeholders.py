"""Placeholders: what a template left behind, and what somebody wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.placeholders import UNKNOWN, is_placeholder, template_text

OWN_WORDS = (
    "None",
    "None.",
    "N/A",
    "n/a",
    "Nothing.",
    "No users were affected",
    "not known",
    "The todo service crashed at 14:02",
    "We have no runbook for this, to be honest",
    "Add connection leak detection to the code review checklist",
    "Provide a shared dashboard for all of payments",
    "List all consumers of the topic in the catalogue",
    "Explain the new limits to support",
    "Write a playbook for connection exhaustion",
    "[#528](https://example.org/528)",
    "See [the issue](https://example.org/1) for details",
    "[13:26] pods evicted",
    "[x] done",
    "a < b and c > d",
    "`<none>` was printed",
    "<br>",
    '<a href="https://example.org">link</a>',
    "<https://example.org>",
    "Users saw <error> pages",
    "it was quiet ... until 15:00",
    "Duration: 92 minutes",
    "**Users affected:** about 300",
    "Please describe: how is this possible, asked a customer",
    "to be fair, the alert fired",
    "Here is what I did",
)

TEMPLATES = (
    "",
    "  \n\n",
    "-",
    "—",
    "...",
    "…",
    "???",
    "TBD",
    "tbd.",
    "T.B.D.",
    "TODO",
    "TODO: write this",
    "TBD - Jane will fill this in",
    "TBC by Friday",
    "FIXME",
    "- TBD",
    "* [ ] TODO",
    "| TBD",
    "**TBD**",
    "_No response_",
    "*No response*",
    "N/A yet",
    "none yet",
    "to be determined",
    "To be filled in later",
    "still to be written",
    "coming soon",
    "Lorem ipsum dolor sit amet",
    "<describe>",
    "<describe the impact on users>",
    "<!-- x -->".replace("<!-- x -->", "<insert date>"),
    "<YYYY-MM-DD>",
    "YYYY-MM-DD",
    "[Describe the impact]",
    "[insert link here]",
    "[your name]",
    "{{ describe the root cause }}",
    UNKNOWN,
    f"- {UNKNOWN}",
    f"**{UNKNOWN.capitalize()}**.",
    f"{UNKNOWN}. {UNKNOWN}.",
    f"**Root cause:** {UNKNOWN}",
    f"The root cause was {UNKNOWN}.",
    "Write here",
    "_Write here what happened._",
    "Describe what happened in two or three sentences.",
    "(Provide a brief summary of the incident)",
    "Please summarize the impact here",
    "List the contributing factors here",
    "Your text here",
    "Text goes here",
    "- TBD\n- TBD\n",
    "**Users affected:**\n**Duration:** TBD",
    "Owner: TBD",
    "Duration:",
)


@pytest.mark.parametrize("text", OWN_WORDS)
def test_own_words_are_no_placeholder(text: str) -> None:
    """What somebody wrote stays, "None" and "N/A" included, however much it looks like a template."""
    assert not is_placeholder(text)
    assert template_text(text) is None


@pytest.mark.parametrize("text", TEMPLATES)
def test_what_a_template_left_is_a_placeholder(text: str) -> None:
    """Nothing of anybody's own was written there."""
    assert is_placeholder(text)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("**Duration**: TBD", "TBD"),
        ("Severity: <severity>", "<severity>"),
        ("The outage began at <time> and hit [number] users", "<time>"),
        ("Author: [your name], reviewer: Jane", "[your name]"),
        ("- Owner: TODO", "TODO"),
        (f"The reason is {UNKNOWN}. A flag was missing.", f"The reason is {UNKNOWN}"),
        (f"A flag was missing, and {UNKNOWN}", UNKNOWN),
    ],
)
def test_a_placeholder_inside_a_line_is_named(line: str, what: str) -> None:
    """The line has words of its own, and a part that is not filled in; that part is what is reported."""
    assert template_text(line) == what


def test_an_instruction_may_be_somebodys_own_sentence() -> None:
    """Where instructions are off (titles of action items), "Describe the impact" is a person's plan."""
    assert template_text("Describe the impact", instructions=True) == "Describe the impact"
    assert template_text("Describe the impact", instructions=False) is None


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    """No text crashes it, and a text of own words stays one when a placeholder is added below."""
    if not is_placeholder(text):
        assert not is_placeholder(text + "\n\nTBD")
