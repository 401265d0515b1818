# ruff: noqa: E501 - small documents read better in few lines
"""From blocks to sections: headings, labels, toggles, pairs, and what stands below ambiguous words."""

from __future__ import annotations

import pytest

from pmflow.document.blocks import read_blocks
from pmflow.document.bold_labels import label_of
from pmflow.document.headings import Topic
from pmflow.document.parse import parse
from pmflow.document.prose import rendered
from pmflow.document.sections import read_sections
from pmflow.model import SectionName as S


def found(text: str) -> dict[S, list[tuple[str, int]]]:
    """Heading and line of each section of `text`."""
    outline = read_sections(read_blocks(text))
    return {name: [(part.heading, part.line) for part in parts] for name, parts in outline.sections.items()}


def words(text: str, name: S) -> list[str]:
    """The rendered text of each place of one section."""
    return [rendered(part.blocks) for part in read_sections(read_blocks(text)).sections[name]]


def test_headings_of_any_level_and_underlined_ones_start_sections() -> None:
    """The level says nothing about what a heading means."""
    text = "# Title\n\nImpact\n------\n\nsome\n\n##### Timeline\n\n- 10:00 a\n"
    assert found(text) == {S.TIMELINE: [("Timeline", 8)], S.IMPACT: [("Impact", 3)]}


def test_the_title_is_no_section() -> None:
    """The only first-level heading is the title, whatever words are in it, unless it is nothing but a section's name."""
    assert found("# Summary of the March outage impact\n\n## Impact\n\nx\n") == {S.IMPACT: [("Impact", 3)]}
    assert found("# Summary\n\nx\n\n# Impact\n\ny\n") == {S.SUMMARY: [("Summary", 1)], S.IMPACT: [("Impact", 5)]}


def test_a_lead_paragraph_is_no_summary() -> None:
    """Only what has a heading or label of its own is a section."""
    assert found("# Title\n\nIt was bad.\n\n## Root cause\n\nx\n") == {S.ROOT_CAUSE: [("Root cause", 5)]}


def test_bold_lines_stand_for_headings() -> None:
    """A line that is nothing but bold is a heading, and an unknown one inside a list of owners is not."""
    text = "# T\n\n**Impact**\n\nmany\n\n**Resolution**\n\nrolled back\n\n**Action Items**\n\n**Alice**\n\n- fix\n"
    assert found(text) == {S.IMPACT: [("Impact", 3)], S.ACTION_ITEMS: [("Action Items", 11)]}
    assert words(text, S.IMPACT) == ["many"]
    assert words(text, S.ACTION_ITEMS) == ["Alice\nfix"]


def test_bold_labels_in_the_line_of_their_text() -> None:
    """The text after the label is the section's, line by line, and other labels end it."""
    text = "**Impact:** 5 % of users\n**Status page:** example\n**Root cause:** a leak\n"
    assert found(text) == {S.IMPACT: [("Impact", 1)], S.ROOT_CAUSE: [("Root cause", 3)]}
    assert words(text, S.IMPACT) == ["5 % of users"]
    assert words(text, S.ROOT_CAUSE) == ["a leak"]


def test_labels_in_list_items() -> None:
    """Items that begin with a bold section name are sections, with what is nested below them."""
    text = "# T\n\n- **Impact**:\n  - users saw errors\n\n- **Severity**: SEV-2\n\n- **Review actions**:\n  - fix it\n"
    assert found(text) == {S.IMPACT: [("Impact", 3)], S.ACTION_ITEMS: [("Review actions", 8)]}
    assert words(text, S.IMPACT) == ["users saw errors"]


def test_a_bare_label_item_owns_what_stands_below_its_list() -> None:
    """ "- **Impact**:" followed by a paragraph that is not indented."""
    text = (
        "# T\n\n- **Identified**:\n\nby hand\n\n- **Impact**:\n\nsecrets leaked\n\n- **Review actions**:\n\n1. rotate\n"
    )
    assert words(text, S.IMPACT) == ["secrets leaked"]
    assert words(text, S.ACTION_ITEMS) == ["rotate"]


def test_plain_lines_that_are_headings() -> None:
    """A known name alone in its line, with a colon, in capitals or in italics, is a heading."""
    text = "ROOT CAUSE\n\na leak\n\nWhat went well:\n\n- paging\n\n*Lessons learned*\n\n- test\n"
    assert found(text) == {
        S.ROOT_CAUSE: [("ROOT CAUSE", 1)],
        S.WENT_WELL: [("What went well", 5)],
        S.LESSONS_LEARNED: [("Lessons learned", 9)],
    }


def test_plain_labels_count_where_there_are_no_headings() -> None:
    """ "Impact: none" is a section in a text without headings, and a line of metadata in one that has them."""
    text = "Incident: slow\n\nSummary: It was slow.\nImpact: 2 % failed.\n\nTimeline:\n12:00 slow\n"
    assert found(text) == {S.SUMMARY: [("Summary", 3)], S.IMPACT: [("Impact", 4)], S.TIMELINE: [("Timeline", 6)]}
    assert words(text, S.IMPACT) == ["2 % failed."]
    assert found("# T\n\nImpact: high\n\n## Summary\n\nx\n") == {S.SUMMARY: [("Summary", 5)]}


def test_toggles_and_html_headings() -> None:
    """A `<summary>` or an HTML heading with a section's name begins it."""
    text = (
        "<h2>Impact</h2>\n\nmany\n\n<details>\n<summary><b>Timeline</b></summary>\n\n- 10:00 a\n\n</details>\n\nmore\n"
    )
    assert found(text) == {S.TIMELINE: [("Timeline", 5)], S.IMPACT: [("Impact", 1)]}
    assert words(text, S.TIMELINE) == ["10:00 a"]


def test_rows_of_a_table_at_the_top_may_hold_sections() -> None:
    """A row whose first cell names a section counts where no heading does, and only with a sentence in it."""
    text = "# T\n\n| Field | Value |\n|--|--|\n| Impact | high |\n| **Summary** | The button was gone for all |\n\n## Timeline\n\nx\n"
    assert found(text) == {S.SUMMARY: [("Summary", 6)], S.TIMELINE: [("Timeline", 8)]}


def test_one_heading_for_two_sections() -> None:
    """A heading that names both sides is both, and what stands below is split by its labels later."""
    text = "## What went well / What went wrong\n\n**Well**\n- a\n\n**Wrong**\n- b\n\n## Root Cause and Impact\n\nx\n"
    assert set(found(text)) == {S.WENT_WELL, S.WENT_POORLY, S.ROOT_CAUSE, S.IMPACT}


def test_lessons_that_hold_only_well_and_wrong_are_no_lessons() -> None:
    """ "Lessons learned" is there only if it says something of its own; luck is a ninth section."""
    inner = "### What went well\n\n- a\n\n### What went wrong\n\n- b\n\n### Where we got lucky\n\n- c\n"
    assert set(found(f"## Lessons learned\n\n{inner}")) == {S.WENT_WELL, S.WENT_POORLY}
    assert set(found(f"## Lessons learned\n\nTest more.\n\n{inner}")) == {S.WENT_WELL, S.WENT_POORLY, S.LESSONS_LEARNED}


def test_small_words_count_in_pairs() -> None:
    """ "Good" means went well beside "Not so good", and nothing alone."""
    assert set(found("## Why\n\nx\n\n### Good\n\n- a\n\n### Not so good\n\n- b\n")) == {
        S.ROOT_CAUSE,
        S.WENT_WELL,
        S.WENT_POORLY,
    }
    assert found("## Good\n\n- a\n") == {}


def test_what_happened_is_judged_by_what_stands_below() -> None:
    """With times it is the timeline, with prose the summary, and beside a summary neither."""
    assert found("# T\n\n## What happened?\n\n- 10:00 a\n- 10:05 b\n- 10:10 c\n") == {
        S.TIMELINE: [("What happened?", 3)]
    }
    assert found("# T\n\n## What happened?\n\nIt fell over.\n") == {S.SUMMARY: [("What happened?", 3)]}
    assert found("# T\n\n## Summary\n\nx\n\n## What happened?\n\nIt fell.\n") == {S.SUMMARY: [("Summary", 3)]}


def test_a_timeline_under_any_words_is_found() -> None:
    """A part that is plainly timed is the timeline where no heading says so."""
    text = "# T\n\n## How the port reacted\n\n- 10:00 a\n- 10:05 b\n- 10:10 c\n"
    assert found(text) == {S.TIMELINE: [("How the port reacted", 3)]}


def test_groups_inside_a_section_stay_inside() -> None:
    """Sub-headings of actions and timelines are groups, unless they are plainly another section."""
    text = "## Action items\n\n### Detection\n\n- a\n\n### Short term\n\n- b\n\n## Timeline\n\n### Resolution\n\n- 10:00 c\n"
    assert words(text, S.ACTION_ITEMS) == ["Detection\na\nShort term\nb"]
    assert words(text, S.TIMELINE) == ["Resolution\n10:00 c"]


def test_checklists_below_actions_are_cut_out() -> None:
    """A parking lot inside the action section gives no actions."""
    assert words("## To do\n\n- a\n\n### Parking lot\n\n- b\n", S.ACTION_ITEMS) == ["a"]


def test_a_heading_comes_before_a_line_of_metadata() -> None:
    """The section's place is its heading, though a bold line at the top has the same name."""
    text = "# T\n\n**Impact:** high for all\n\n## Impact assessment\n\nmany\n"
    assert found(text) == {S.IMPACT: [("Impact assessment", 5), ("Impact", 3)]}


def test_topics_inside_sections() -> None:
    """Factors, whys and luck are found inside their sections."""
    outline = read_sections(
        read_blocks(
            "## Root cause\n\nx\n\n**Contributing factors**:\n1. a\n2. b\n\n### Five whys\n\n1. Why? y\n\n## Luck\n\n- z\n"
        )
    )
    assert {topic: [rendered(p.blocks) for p in parts] for topic, parts in outline.topics.items()} == {
        Topic.CAUSE: ["x\nContributing factors:\na\nb\nFive whys\nWhy? y"],
        Topic.FACTORS: ["a\nb"],
        Topic.FIVE_WHYS: ["Why? y"],
        Topic.LUCKY: ["z"],
    }


def test_a_second_incident_is_noticed() -> None:
    """The same headings again under another one: its line is said, and all sections are read as one."""
    one = "### Summary\n\nx\n\n### Timeline\n\n- 10:00 a\n\n"
    text = f"# Digest\n\n## DNS\n\n{one}## Cache\n\n{one}"
    outline = read_sections(read_blocks(text))
    assert outline.second_incident == text[: text.index("## Cache")].count("\n") + 1
    assert len(outline.sections[S.TIMELINE]) == 2


def test_labels_are_told_from_bold_words() -> None:
    """A label ends with a mark or its line; bold words in a sentence are none."""
    assert label_of("**Impact:** none") == ("Impact", "none")
    assert label_of("**Impact**: none") == ("Impact", "none")
    assert label_of("✅ **Root cause.** a leak") == ("Root cause", "a leak")
    assert label_of("**Impact**\nnone") == ("Impact", "none")
    assert label_of("**Alice** fixed it") is None
    assert label_of("no **Impact:** here") is None


@pytest.mark.parametrize(
    ("well", "poorly"),
    [
        ("Controls that held", "Controls that failed"),
        ("What supported recovery", "What held us back"),
        ("What worked in our favour", "What worked against us"),
        ("F-1. What went right?", "F-2. What went wrong?"),
        ("Worked as it should", "Did not work"),
    ],
)
def test_pairs_of_praise_and_regret(well: str, poorly: str) -> None:
    """What stood the test and what did not, in the words of controls, of forces, and of forms with numbers."""
    text = f"# T\n\n## Summary\n\nIt broke.\n\n## {well}\n\n- a b\n\n## {poorly}\n\n- c d\n\n## Actions\n\n- [ ] e f\n"
    sections = parse(text).postmortem.sections
    assert (sections[S.WENT_WELL].heading, sections[S.WENT_POORLY].heading) == (
        well,
        poorly,
    )


@pytest.mark.parametrize(("heading", "name"), [("In one breath", "summary"), ("Work orders raised", "action_items")])
def test_more_words_for_the_short_and_the_work(heading: str, name: str) -> None:
    """A slide's "In one breath" is the summary, a logbook's work orders are the items."""
    text = f"# T\n\n## {heading}\n\n- [ ] Fix the sheet, Ana, by 2025-03-04\n- [ ] Replace the disk, Bo, by 2025-03-05\n\n## Impact\n\nx\n\n## Timeline\n\n- 14:02 z\n\n## Root cause\n\ny\n"
    assert heading in [section.heading for key, section in parse(text).postmortem.sections.items() if key == name]


WRAPPED = """\
# Labels missing

## Description

Nothing could be printed.

### Business effect

* 64 people sent home

### What happened, by the clock (JST)

* 17:30 certificate exchanged
* 18:40 printers silent
* 20:05 no more space

### Cause analysis

A trust store of its own, because no list knew it.

### Positive points

* Packing did not stop

### Points to improve

* A ticket named "printer" gets what a printer gets

## Countermeasures

| Until | Person in charge | Content |
|---|---|---|
| 2025/09/12 | Bernd Albers | Alarm when no label was printed |
"""


def test_a_description_may_hold_the_other_sections() -> None:
    """A tracker has one field for the text: its sub-headings are read as if they stood alone."""
    assert set(parse(WRAPPED).sections) == {
        S.SUMMARY, S.IMPACT, S.TIMELINE, S.ROOT_CAUSE, S.WENT_WELL,
        S.WENT_POORLY, S.ACTION_ITEMS,
    }  # fmt: skip


def test_loose_thoughts_are_no_lessons() -> None:
    """Boxes that somebody keeps for later are none of the sections."""
    text = "# X\n\n## Summary\n\nIt broke.\n\n## Tasks\n\n- [ ] Mend it @bo\n\n## Loose thoughts\n\n- [ ] read the manual again\n"
    assert set(parse(text).sections) == {S.SUMMARY, S.ACTION_ITEMS}
