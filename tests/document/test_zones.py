"""Zones as people state them."""

import datetime as dt

import pytest

from pmflow.document.zones import aware, find_zone, stated_zone, zone_of


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("All times UTC", "UTC"),
        ("Time (AEDT)", "AEDT"),
        ("Timeline (PT)", "PT"),
        ("times in UTC+2", "UTC+2"),
        ("clock is +05:30", "+05:30"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("all in San Francisco time", "San Francisco time"),
        ("local time (Berlin)", "Berlin"),
        ("Ore locali (Roma).", "Roma"),
        ("heure de Paris", "Paris"),
        ("Horário de Brasília", "Brasília"),
        ("my slack so central time (CDT)", "CDT"),
        ("All times in PST (UTC-7)", "PST"),
        ("Times in Pacific", "Pacific"),
        ("All entries are ET.", "ET"),
        ("CET/CEST", "CET/CEST"),
        ("the ET team met", None),
        ("an AST parser", None),
        ("local time, as normal", None),
        ("", None),
    ],
)
def test_the_stated_zone_is_found_as_written(text: str, zone: str | None) -> None:
    """Abbreviations, offsets, names and places are zones; words that look like them need a time beside them."""
    assert find_zone(text) == zone


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("All times in CEST", "CEST"),
        ("Times are Berlin local time", "Berlin"),
        ("Timestamps are in UTC unless noted", "UTC"),
        ("We deployed at 14:02 UTC", None),
        ("The EST team was paged", None),
    ],
)
def test_prose_states_a_zone_only_where_it_speaks_of_times(text: str, zone: str | None) -> None:
    """One entry's zone is not everybody's."""
    assert stated_zone(text) == zone


@pytest.mark.parametrize(
    ("name", "winter", "summer"),
    [
        ("UTC", "+00:00", "+00:00"),
        ("Z", "+00:00", "+00:00"),
        ("GMT", "+00:00", "+00:00"),
        ("UTC+2", "+02:00", "+02:00"),
        ("GMT-3", "-03:00", "-03:00"),
        ("+05:30", "+05:30", "+05:30"),
        ("-0300", "-03:00", "-03:00"),
        ("CET", "+01:00", "+02:00"),
        ("CET/CEST", "+01:00", "+02:00"),
        ("PST", "-08:00", "-07:00"),
        ("PT", "-08:00", "-07:00"),
        ("Pacific", "-08:00", "-07:00"),
        ("AEDT", "+11:00", "+10:00"),
        ("IST", "+05:30", "+05:30"),
        ("JST", "+09:00", "+09:00"),
        ("BST", "+00:00", "+01:00"),
        ("San Francisco time", "-08:00", "-07:00"),
        ("Europe/Berlin", "+01:00", "+02:00"),
        ("Eastern Daylight Time", "-05:00", "-04:00"),
    ],
)
def test_a_name_means_the_clock_of_its_region(name: str, winter: str, summer: str) -> None:
    """Abbreviations follow the region's summer time; offsets and GMT are literal."""
    offsets = []
    for month in (1, 7):
        at = aware(dt.datetime.fromisoformat(f"2025-{month:02}-15T12:00"), name)
        assert at is not None
        offsets.append(at.isoformat()[-6:])
    assert offsets == [winter, summer]


@pytest.mark.parametrize(
    ("name", "hint", "key"),
    [
        ("IST", None, "Asia/Kolkata"),
        ("IST", "our Tel Aviv office", "Asia/Jerusalem"),
        ("IST", "the Dublin region", "Europe/Dublin"),
        ("CST", None, "America/Chicago"),
        ("CST", "the Shanghai site", "Asia/Shanghai"),
        ("AEST", "Brisbane", "Australia/Brisbane"),
        ("Mountain Standard Time", "Tucson", "America/Phoenix"),
        ("Mountain Standard Time", "we do not change our clocks", "UTC-07:00"),
        ("CST", "the Querétaro depot", "America/Mexico_City"),
        ("HAE", None, "America/Toronto"),
        ("WITA", None, "Asia/Makassar"),
        ("heure de l'Est", None, "America/Toronto"),
        ("hora del centro de México", None, "America/Mexico_City"),
        ("Turkey time", None, "Europe/Istanbul"),
        ("Porto Velho", None, "America/Porto_Velho"),
    ],
)
def test_the_document_tells_which_of_two_is_meant(name: str, hint: str | None, key: str) -> None:
    """IST is India's and CST Chicago's, unless the document names another place."""
    assert str(zone_of(name, country_hint=hint)) == key


def test_unknown_names_are_no_zone() -> None:
    """Nothing is guessed from a word that names no zone."""
    assert [zone_of(name) for name in ("", "XYZ", "Nowhere/City", "UTC+99", "local time")] == [None] * 5


def test_the_repeated_hour_is_told_by_its_letter() -> None:
    """On the night when summer time ends, 01:30 EDT is the first and 01:30 EST the second."""
    night = dt.datetime.fromisoformat("2024-11-03T01:30")
    first, second = aware(night, "EDT"), aware(night, "EST")
    assert first is not None
    assert second is not None
    assert (first.isoformat(), second.isoformat()) == ("2024-11-03T01:30:00-04:00", "2024-11-03T01:30:00-05:00")


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Everything in PT.", "PT"),
        ("In ET", "ET"),
        ("Everything below is in Eastern.", "Eastern"),
        ("(Pacific)", "Pacific"),
        ("CET throughout", "CET"),
        ("The ET team joined.", None),
        ("We were all in Berlin for the offsite.", None),
        ("pacific", None),
    ],
)
def test_a_line_that_says_nothing_else_states_its_zone(line: str, zone: str | None) -> None:
    """Where nothing but words of statement stand beside it, even "PT" and "Pacific" are zones."""
    assert stated_zone(line) == zone
