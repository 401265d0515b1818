"""Known places in a text."""

from __future__ import annotations

import re

from pmflow.document.places import first_place, first_words, place_ends
from pmflow.document.zone_names import NAMES, REGIONS
from pmflow.document.zones import find_zone


def test_each_place_is_found_as_a_whole() -> None:
    """In any case, with something before and after it, each name of the table is found from end to end."""
    for written in [form for name in NAMES for form in (name, name.title(), name.upper())]:
        text = f"Seen ({written}) today"
        assert first_place(text) == (6, 6 + len(written)), text
        assert place_ends(text, 6)[0] == 6 + len(written), text


def test_the_longest_place_comes_first() -> None:
    """Of places that begin with the same words, the longest is preferred; parts of words are no places."""
    text = "central european"
    assert place_ends(text, 0) == [16, 7]
    assert first_place("Romania and Romanesque") == (0, 7)
    assert first_place("Romanesque") is None
    assert first_words("in New York and PARIS") == {"new", "paris"}


def test_every_abbreviation_is_found() -> None:
    """Whatever is in the table has the shape that is looked for."""
    assert [name for name in REGIONS if find_zone(f"14:02 {name} x") != name] == []
    assert all(re.fullmatch(r"[A-Z]{2,4}|ChST", name) for name in REGIONS)
