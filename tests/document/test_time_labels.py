"""Labels about time, in whatever words."""

import pytest

from pmflow.document.headings import plain_words
from pmflow.document.time_labels import TimeLabel, may_time_the_incident, names_the_incident, read_time_label

LABELS = {
    TimeLabel.DURATION: "Duration | Length of disturbance | How long did it last? | Outage duration"
    " | Elapsed | Down for"
    " | Players locked out for | Total customer-facing duration"
    " | Störungsdauer | Durée de la panne | Duration (min)"
    " | Minutes of downtime | Total time",
    TimeLabel.TIME_TO_RESOLVE: "Time to restore | Time to full recovery | MTTR | Time until service was restored",
    TimeLabel.DATE: "Date of the event | Event day | Day of occurrence | Occurred | When | Begin / end | Incident time",
    TimeLabel.STARTED: "Began | Start (UTC) | Beginning | Début",
    TimeLabel.EFFECT: "Customer impact began | Outage start",
    TimeLabel.DETECTED: "First noticed | Raised | Reported | Erkannt",
    TimeLabel.RESOLVED: "Over | Service restored | End of incident | Behoben",
    TimeLabel.ZONE: "Clock | Time zone | All times",
    None: "Report date | Time to detect | Detected by | Meeting length | Cache duration | Release date | Queue length"
    " | Deadline | Data loss | What ended | Who could not work, and for how long?",
}


@pytest.mark.parametrize(
    ("label", "meaning"), [(label.strip(), kind) for kind, text in LABELS.items() for label in text.split("|")]
)
def test_a_label_is_read_word_by_word(label: str, meaning: TimeLabel | None) -> None:
    """Words about the incident fall away; a word for something else makes the label none of these."""
    assert read_time_label(plain_words(label)) == meaning


def test_an_unknown_label_may_still_stand_for_the_incident() -> None:
    """Unless it says that something else was timed."""
    assert may_time_the_incident("customers without the map")
    assert not may_time_the_incident("time to acknowledge")
    assert not may_time_the_incident("length of the review meeting")
    assert names_the_incident("night of the outage")
    assert not names_the_incident("go live")
