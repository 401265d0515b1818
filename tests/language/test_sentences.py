"""Sentences, and where each of their characters stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.author_words import CODE
from pmflow.document.parse import parse
from pmflow.language.sentences import LONGEST, sentences_of


def read(text: str) -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in sentences_of(parse(text))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It broke. We mended it.", ["It broke.", "We mended it."]),
        ("It broke\nat once. Then\nit was mended.", ["It broke at once.", "Then it was mended."]),
        (
            "See e.g. the log, i.e. Dr. Meyer's copy, at approx. 14:00.",
            ["See e.g. the log, i.e. Dr. Meyer's copy, at approx. 14:00."],
        ),
        ("Who did this? nobody knows! ok", ["Who did this?", "nobody knows!", "ok"]),
        ("- one. Two\n- three\n  - four", ["one.", "Two", "three", "four"]),
        ("| a | b |\n|---|---|\n| it broke | why. So |", ["a", "b", "it broke", "why.", "So"]),
        ("## Root cause\n\nA flag.", ["Root cause", "A flag."]),
        ("v1.2 failed, v1.3 did not. 3 nodes stayed.", ["v1.2 failed, v1.3 did not.", "3 nodes stayed."]),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    """At a full stop before a capital, at ? and !, and with their block; not at an abbreviation or inside a number."""
    assert read(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('It said "Bob forgot" in the log.', ["It said in the log."]),
        ("It said “Bob forgot” there.", ["It said there."]),
        ("> Bob forgot it.", []),
        ("```\nBob forgot it.\n```", []),
        ("See [the page](https://example.com/bob-forgot-it).", ["See [the page]( )."]),
        ("<!-- Bob forgot it. -->\n\nFine.", ["Fine."]),
        ("<!-- pmflow:begin -->\nBob forgot it.\n<!-- pmflow:end -->\n\nFine.", ["Fine."]),
        ("The `bob` job ran.", [f"The {CODE * 5} job ran."]),
    ],
)
def test_what_is_not_the_author_s_is_left_out(text: str, sentences: list[str]) -> None:
    """Quotations, code, targets, comments, pmflow's own block; a word that is code stays as a sign."""
    assert read(text) == sentences


def test_a_sentence_that_never_ends_is_read_in_pieces() -> None:
    """Each no longer than the limit, and together they are all of it."""
    text = "word " * 1000
    pieces = [sentence.text for sentence in sentences_of(parse(text))]
    assert max(map(len, pieces)) <= LONGEST
    assert "".join(pieces).split() == text.split()


LINES = [
    "It broke.",
    "Bob said so. Then",
    "- an item. Two",
    "| a. B | c |",
    "## Head",
    "",
    "> quote",
    "```",
    "1. one",
    "`x` y. Z",
    "<!-- c -->",
]


@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["\n", "\r\n"]))
def test_every_character_stands_where_the_sentence_says(lines: list[str], newline: str) -> None:
    """The letters of a sentence are those of the source at their places."""
    document = parse(newline.join(lines))
    for sentence in sentences_of(document):
        for offset, letter in enumerate(sentence.text):
            if not letter.isspace() and letter != CODE:
                line, column = sentence.place(offset)
                assert document.source.plain_lines[line - 1][column] == letter
