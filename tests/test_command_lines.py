"""Which lines of a comment are commands."""

from __future__ import annotations

import pytest

from pmflow.command_lines import further, is_command


@pytest.mark.parametrize(
    ("text", "first", "below"),
    [
        ("/pmflow review", True, 0),
        ("/pmflow review\n/pmflow track\r\n/PMFLOW close", True, 2),
        ("\n\n/pmflow review", False, 1),
        ("Hello\n   /pmflow", False, 1),
        ("Hello\n    /pmflow review", False, 0),
        ("Hello\n> /pmflow review", False, 0),
        ("Hello\n`/pmflow review`", False, 0),
        ("~~~\n/pmflow review\n```\n/pmflow review", False, 0),
        ("````\n/pmflow review\n```\n/pmflow review\n````\n/pmflow review", False, 1),
        ("<!-- pmflow:comment x -->\n/pmflow review", False, 0),
        ("", False, 0),
    ],
)
def test_lines(text: str, first: bool, below: int) -> None:
    """The first line, and how many further ones stand outside of quotes and code."""
    assert (is_command(text), further(text)) == (first, below)
