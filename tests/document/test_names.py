"""Names in a row."""

from __future__ import annotations

from pmflow.document.names import split_names


def test_names_lose_handles_and_brackets() -> None:
    """A list of people in any punctuation."""
    assert split_names("@ana, mkowal@; Bo Lee (scribe) and Rhea <rhea@x.example>") == [
        "ana",
        "mkowal",
        "Bo Lee",
        "Rhea",
    ]


def test_a_sentence_around_names_is_taken_off() -> None:
    """ "The point of contact is …" names whom it says, without the telephone."""
    assert split_names("The point of contact is TSgt Moana Kealoha, ext. 4471") == ["TSgt Moana Kealoha"]
