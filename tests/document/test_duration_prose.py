"""How long it lasted, in sentences."""

import pytest

from pmflow.document.duration_prose import duration_in_prose, window_in_prose


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Checkout was down for 47 minutes on Tuesday.", 47),
        ("For about five and a half hours nobody could log in.", 330),
        ("A 45-minute outage hit our customers. The cache has a 10 minute TTL.", 45),
        ("The token expires after 30 minutes. Users could not sign in for 2h 15m.", 135),
        ("In total, this incident was resolved in 2 hours and 2 minutes.", 122),
        ("It failed for an estimated time of 10-15 minutes.", 15),
        ("Der Ausfall dauerte 2 Stunden und 15 Minuten.", 135),
        ("Pendant près de 3 heures, les clients ne pouvaient pas se connecter.", 180),
        ("Riders were idle for more than 40 minutes. Total downtime was 85 minutes.", 85),
        ("Total customer-facing duration: 1 hr 25 min.", 85),
        ("Between 14:02 and 15:10 UTC the API returned errors (68 minutes).", 68),
        ("We had roughly 20 hours of downtime.", 1200),
        ("It was read-only for 3 hours and 12 minutes. 2 days later we fixed the backup.", 192),
        ("The job runs every 5 minutes and keeps 7 days of history.", None),
        ("Two weeks ago we upgraded the cluster.", None),
        ("We were paged 12 minutes later.", None),
        ("Our systems were offline for most of the day.", None),
        ("until 18 March 2025\nminutes of the meeting", None),
    ],
)
def test_the_words_around_a_length_tell_whether_it_is_the_incidents(text: str, minutes: int | None) -> None:
    """ "Lasted" and "could not" speak for it, "every", "ago" and "later" against it; the plainest sentence wins."""
    assert duration_in_prose([text])[0] == minutes


def test_a_window_in_a_sentence_about_something_broken_is_its_length() -> None:
    """Two joined times of day count where something failed, and nowhere else."""
    assert window_in_prose(["Between 23:40 and 00:48 UTC logins failed."]) == (68, "Between 23:40 and 00:48 UTC")
    assert window_in_prose(["The desk is open from 09:00 to 17:00."]) == (None, None)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Sales were wrong for 50 minutes until we switched the widget off.", 50),
        ("After 55 minutes the service was back.", 55),
        ("It was 38 minutes before orders flowed again.", 38),
        ("Total downtime came to 1 hour 12 minutes.", 72),
        ("We had 2 hours of errors.", 120),
        ("Die Suche war fünfundzwanzig Minuten offline, für fünf Stunden ausgefallen.", 300),
        ("The board was wrong for 20 minutes before anyone noticed.", None),
        ("After 10 minutes the alert fired.", None),
        ("We keep logs for 30 days.", None),
        ("The team spent 6 hours on the fix.", None),
    ],
)
def test_until_it_was_over_or_until_it_was_seen(text: str, minutes: int | None) -> None:
    """What lasted until things were put right is the length; until somebody noticed, or what is kept, is not."""
    assert duration_in_prose([text])[0] == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Total time during which more than half of the mirrors were stale: 1 day 19 hours.", 2580),
        ("Time without card payments: 3 h 20 min", 200),
        ("How long shops could not print: 50 min", 50),
        ("The outage lasted 1 hr 50 min to 2 hr 15 min, depending on the site.", 135),
        ("Total response time: 20 minutes", None),
        ("Longest time to first reply: 4 h", None),
        ("Total time to detect: 5 min", None),
    ],
)
def test_a_label_of_many_words(text: str, minutes: int | None) -> None:
    """A label that counts what was wrong names the length, one that counts an answer does not; of a range the end."""
    assert duration_in_prose([text])[0] == minutes
