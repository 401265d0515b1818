"""Patterns made of many names."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.monthnames import MONTHS, WEEKDAYS, one_of

NAMES = st.lists(st.text(alphabet="abc.-", min_size=1, max_size=5), min_size=1, max_size=12)


@given(NAMES)
def test_a_pattern_of_names_matches_each_of_them(names: list[str]) -> None:
    """However their beginnings overlap, each name matches as a whole, and nothing else does."""
    pattern = re.compile(one_of(names))
    assert all(pattern.fullmatch(name) for name in names)
    assert pattern.fullmatch("x") is None


@given(NAMES)
def test_the_longest_name_is_preferred(names: list[str]) -> None:
    """Of "mar" and "march" the longer one that fits is taken."""
    longest = max(names, key=len)
    found = re.match(one_of(names), longest)
    assert found is not None
    assert found[0] == longest


def test_the_same_word_may_be_known_in_many_languages() -> None:
    """Months and weekdays of the languages that people mix into English reports."""
    assert [MONTHS[name] for name in ("märz", "agosto", "października", "ekim", "мая")] == [3, 8, 10, 10, 5]
    assert [WEEKDAYS[name] for name in ("rabu", "onsdag", "piątek", "cumartesi")] == [2, 2, 4, 5]
