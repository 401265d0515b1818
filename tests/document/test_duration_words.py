"""Number words, and whether a text has them before a unit."""

from __future__ import annotations

import re

import pytest

from pmflow.document.duration_words import NUMBERS, has_number_words, number_pattern


def test_the_pattern_matches_every_number() -> None:
    """Each number in words matches as a whole, compounds too, also where a longer one begins alike."""
    pattern = re.compile(number_pattern())
    assert [name for name in NUMBERS if pattern.fullmatch(name) is None] == []
    assert [name for name in NUMBERS if (found := pattern.match(f"{name} ")) is None or found[0] != name] == []


def test_a_number_before_a_unit_is_seen() -> None:
    """Whatever the number, it is seen before a unit, in a range and with a half; without a unit it is not."""
    for name in NUMBERS:
        for text in (f"{name} minutes", f"{name} to {name} hours", f"{name} to 3 hours", f"{name} and a half days"):
            assert has_number_words(text), text
    assert [name for name in NUMBERS if has_number_words(f"{name} cats")] == ["half uur"]


@pytest.mark.parametrize("text", ["40 minutes", "a customer called after 40 minutes", "one of two nodes", ""])
def test_figures_need_no_words(text: str) -> None:
    """Where only a figure stands before the unit, the words are not needed."""
    assert not has_number_words(text)
