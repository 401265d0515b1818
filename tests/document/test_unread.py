"""What is listed as not understood."""

from __future__ import annotations

import pytest

from pmflow.document.parse import parse

BODY = "# Tills down\n\n{}\n\n## Summary\n\nTills were down.\n\n{}\n\n## Timeline\n\n- 10:00 UTC down\n- 11:00 UTC up\n"


def listed(before: str, after: str = "") -> list[tuple[int, int, str]]:
    return [(each.line, each.end_line, each.reason) for each in parse(BODY.format(before, after)).postmortem.unread]


def test_a_part_whose_heading_means_nothing_is_one_entry() -> None:
    """Whatever stands in it, sub-headings and all."""
    text = "## Retro\n\nWe talked.\n\n### Mood\n\n- tired\n- glad"
    assert listed("", text) == [(9, 16, "the heading “Retro” names no section that pmflow knows")]


@pytest.mark.parametrize(
    "text",
    [
        "## Retro\n\n<!-- fill in -->",
        "## Glossary\n\n- broker: the queue",
        "## 9. Approvals\n\n| Who | When |\n|---|---|\n| Ana | today |",
        "## Background\n\nThe broker is old.",
        "## Details\n\n- Severity: SEV-2\n- Owner: Ana Diaz",
        "## What went well\n\n- calm",
    ],
)
def test_what_is_empty_known_or_an_appendix_is_not_listed(text: str) -> None:
    """Sections, topics, facts about the incident, glossaries and the like are no news to anybody."""
    assert listed("", text) == []


def test_a_part_that_holds_sections_is_not_listed_for_them() -> None:
    """Its own words are."""
    text = "## Zweiter Teil\n\nSome words of its own.\n\n### Root cause\n\nA disk."
    assert listed("", text) == [(9, 11, "the heading “Zweiter Teil” names no section that pmflow knows")]


def test_a_table_that_gave_nothing_is_listed() -> None:
    """Where entries should be, and none was read."""
    text = "# X\n\n## Timeline\n\n| a | b |\n|---|---|\n| red | blue |\n"
    [found] = parse(text).postmortem.unread
    assert (found.line, found.end_line, found.reason) == (
        5,
        7,
        "a table in the section timeline that gave nothing; name its columns in the first row",
    )
