import pytest

from pmflow.document.priorities import FOREIGN, WORD_OF, WORDS, is_priority, read_priority
from pmflow.model import Priority


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("P1", Priority.P1),
        ("p-2", Priority.P2),
        ("SEV-0", Priority.P0),
        ("High", Priority.P1),
        ("🔴 High", Priority.P1),
        ("Medium (agreed)", None),
        ("High priority", Priority.P1),
        ("1 - Critical", Priority.P0),
        ("P2 (next quarter)", Priority.P2),
        ("Must", Priority.P1),
        ("Nice to have", Priority.P3),
        ("3", Priority.P3),
        ("🔥🔥🔥", None),
        ("Won't", None),
        ("P4", None),
        ("", None),
    ],
)
def test_a_priority_field_is_read(text: str, priority: Priority | None) -> None:
    """Known words and numbers are put on the scale; a team's own scale is not guessed."""
    assert read_priority(text) == priority


def test_only_words_that_can_be_nothing_else_are_a_priority_alone() -> None:
    """A number or "normal" needs a label or a column."""
    assert [text for text in ("P1", "[P1]", "High", "low priority", "Sev 2", "1", "normal", "Highway",
        "urgent matter") if is_priority(text)] == [
        "P1", "[P1]", "High", "low priority", "Sev 2",
    ]  # fmt: skip


def test_each_word_has_one_place() -> None:
    """No word is in two rows of the tables, in whatever language."""
    pairs = {(word, priority) for priority, words in WORDS.items() for word in words}
    pairs |= {(word, WORD_OF[word]) for word in WORD_OF}
    assert len(WORD_OF) == len(pairs)
    assert all(read_priority(word) is priority for priority, words in FOREIGN.items() for word in words.split())
