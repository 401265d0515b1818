"""The title of a post-mortem."""

from __future__ import annotations

import pytest

from pmflow.document import parse
from pmflow.document.title import clean_title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Post-mortem: Checkout down", "Checkout down"),
        ("Postmortem – Checkout down", "Checkout down"),
        ("[incident]: Uploads answer 413 #1187", "Uploads answer 413"),
        ("Incident Report IR-2025-0117: Loss of data", "Loss of data"),
        ("inc-2025-06-17 checkout 502s", "checkout 502s"),
        ("🔥 Search frozen", "Search frozen"),
        ("Incident on 2024-03-12 - Latency", "Latency"),
        ("PIR - LDAP storm", "LDAP storm"),
        ("Total DNS outage", "Total DNS outage"),
        ("Störungsbericht: Portal aus", "Portal aus"),
    ],
)
def test_titles_lose_their_decoration(heading: str, title: str) -> None:
    """What every title of a house begins with is not part of this one."""
    assert clean_title(heading) == title


def test_a_generic_title_gives_way() -> None:
    """Under "Incident Postmortem" the next heading, or a key, is the title."""
    assert (
        parse("# Incident Postmortem\n\n## Button vanished\n\n### Summary\n\nx\n").postmortem.title == "Button vanished"
    )
    assert parse("# Incident Report\n\nTitle: Queue stuck\n").postmortem.title == "Queue stuck"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# MEMORANDUM\n\n**Re:** Loss of flight data\n", "Loss of flight data"),
        ("# Mesa School District\n# Form TS-14\n\n**Name of incident:** Sign-in down\n", "Sign-in down"),
        ("# Checkout down\n\nRe: what Ana asked\n\n## Summary\n\nx\n", "Checkout down"),
    ],
)
def test_a_letterhead_is_no_title(text: str, title: str) -> None:
    """Where the first heading only names the kind of paper or the house, the label for the matter gives the title."""
    assert parse(text).postmortem.title == title
