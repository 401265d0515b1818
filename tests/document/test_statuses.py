import pytest

from pmflow.document.statuses import (
    CLOSED_AS,
    FOREIGN,
    SHORTCODES,
    SIGN_OF,
    WORD_OF,
    WORDS,
    exact_status,
    plain_words,
    read_status,
    without_shortcodes,
)
from pmflow.model import ActionStatus

PROPOSED, PLANNED, IN_PROGRESS, DONE, VERIFIED, WONT_DO = ActionStatus


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Done", DONE),
        ("✅ Done", DONE),
        ("✅", DONE),
        ("Done (12 Aug)", DONE),
        ("DONE in #12", DONE),
        ("100%", DONE),
        ("70 % done", IN_PROGRESS),
        ("Not done", PLANNED),
        ("not yet started", PLANNED),
        ("TO DO", PLANNED),
        ("🔴 Not started", PLANNED),
        ("📅 Planned", PLANNED),
        ("In-Progress", IN_PROGRESS),
        (":construction:", IN_PROGRESS),
        ("WIP", IN_PROGRESS),
        ("Obsolete (won't fix)", WONT_DO),
        ("Closed - won’t do", WONT_DO),
        ("Closed without action", WONT_DO),
        ("Done and verified", VERIFIED),
        ("done, verified by Amy", VERIFIED),
        ("done, to be verified", DONE),
        ("❌", PLANNED),
        ("🟢", None),
        ("blue", None),
        ("", None),
    ],
)
def test_a_status_field_is_read(text: str, status: ActionStatus | None) -> None:
    """Words win over signs, longer phrases over shorter ones, and what is unknown stays unknown."""
    assert read_status(text) is status


def test_a_cross_is_what_the_caller_says() -> None:
    """❌ has the meaning that its neighbours leave to it."""
    assert read_status("❌", cross=WONT_DO) is WONT_DO


def test_plain_words_are_no_status_in_a_sentence() -> None:
    """ "next" and "live" are statuses in a column only; in capitals they are also elsewhere."""
    assert exact_status("live") is None
    assert exact_status("OPEN") is PLANNED
    assert exact_status("in progress") is IN_PROGRESS


def test_the_tables_do_not_contradict_themselves() -> None:
    """Each word and sign has one meaning, words are in the form in which they are looked up, shortcodes are known
    signs."""
    pairs = {(plain_words(word), status) for status, words in WORDS.items() for word in words}
    pairs |= {(plain_words(word), status) for status, words in FOREIGN.items() for word in words.split()}
    assert len(WORD_OF) == len(pairs | CLOSED_AS.items())
    assert [word for word in WORD_OF if plain_words(word) != word] == []
    assert {sign for sign in SHORTCODES.values() if sign not in SIGN_OF} == {"❌"}


def test_unknown_shortcodes_stay() -> None:
    """Only shortcodes that say a status are translated."""
    assert without_shortcodes(":x: a :heart: b") == "❌ a :heart: b"
