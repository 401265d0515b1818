"""A sentence as the phrases see it."""

from __future__ import annotations

import pytest

from pmflow.document.author_words import CODE
from pmflow.language.people import people_of
from pmflow.language.shape import shape_of


def shape(text: str, *known: str) -> str:
    return shape_of(text, people_of("en"), known).text.strip()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("John didn't read it.", "<p> did not read it ."),
        ("Maya Lindqvist's fix", "<p> 's fix"),
        ("On Friday Dr. Meyer left", "on friday dr . <p> left"),
        ("@kdrews and @a.b-c ran it", "<p> and <p> ran it"),
        ("The on-call engineer won't", "the <r> will not"),
        ("The payments team's DBA", "the <t> 's <r>"),
        ("Networking never tells us", "<b> never tells us"),
        ("Customers couldn't pay", "<u> could not pay"),
        ("at 14:02 (UTC) 3 of 12 nodes", "at <n> ( utc ) <n> of <n> nodes"),
        (f"The {CODE * 3} job", "the <x> job"),
        ("They'd gone", "they 'd gone"),
    ],
)
def test_people_are_marks(text: str, seen: str) -> None:
    """By name, handle, role, team; contractions are taken apart, numbers and code are one mark."""
    assert shape(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "The package manager failed",
        "The operator pods restarted",
        "Kafka ignored it",
        "Jenkins forgot the key",
        "In May it broke",
        "The admin panel was slow",
    ],
)
def test_things_are_not_people(text: str) -> None:
    """Package managers, operator pods, products, months."""
    assert "<" not in shape(text)


def test_they_are_people_where_people_were_named() -> None:
    """And things where only things were."""
    assert shape("The pods restarted, and so they ignored it").split()[-3] == "<it>"
    assert shape("The engineers left, and so they ignored it").split()[-3] == "they"
    assert shape("They ignored it").split()[0] == "they"


def test_names_that_the_document_knows() -> None:
    """An author or owner counts, however rare the name."""
    assert shape("Qwertzu ran it") == "qwertzu ran it"
    assert shape("Qwertzu ran it", "qwertzu") == "<p> ran it"


def test_a_stretch_of_a_shape_is_a_place_in_the_sentence() -> None:
    """Also around marks and contractions."""
    text = "Then Maya Lindqvist didn't read it."
    found = shape_of(text, people_of("en"))
    begin = found.text.index("<p> did not")
    start, end = found.within(begin, begin + len("<p> did not"))
    assert text[start:end] == "Maya Lindqvist didn't"
