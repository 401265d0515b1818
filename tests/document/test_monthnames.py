"""Names of months and weekdays."""

from pmflow.document.monthnames import MONTHS, WEEKDAYS


def test_the_same_word_may_be_known_in_many_languages() -> None:
    """Months and weekdays of the languages that people mix into English reports."""
    assert [MONTHS[name] for name in ("märz", "agosto", "października", "ekim", "мая")] == [3, 8, 10, 10, 5]
    assert [WEEKDAYS[name] for name in ("rabu", "onsdag", "piątek", "cumartesi")] == [2, 2, 4, 5]
