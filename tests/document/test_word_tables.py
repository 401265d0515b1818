"""Tables turned round, and patterns made of many names."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.word_tables import meanings, one_of

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


def test_a_table_by_meaning_is_turned_round() -> None:
    """Words of one meaning stand in one text; white space and empty entries are dropped."""
    assert meanings({1: "one | a single\n  uno", 2: "two||zwei"}) == {
        "one": 1,
        "a single": 1,
        "uno": 1,
        "two": 2,
        "zwei": 2,
    }
