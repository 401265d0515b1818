"""Severities under all labels, in lines of facts, titles and sentences: kept as written."""

from __future__ import annotations

import pytest

from pmflow.document.parse import parse
from pmflow.document.severity_labels import read_severity_label
from pmflow.model import Severity


def severity(text: str) -> str | None:
    return parse(text).postmortem.severity


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Severity: Sev 2", "Sev 2"),
        ("Incident class: B", "B"),
        ("Event level: Major", "Major"),
        ("Störungsklasse (severity): 2", "2"),
        ("Severity: III", "III"),
        ("Severity: 3 (scale 1 to 5, where 5 is worst)", "3"),
        ("**Severity:** 🟠", "🟠"),
        ("| | |\n|---|---|\n| Rating | Amber |", "Amber"),
        ("| Severity | S2 | Date | 2025-05-03 |\n|---|---|---|---|\n| Lead | Ana | Lasted | 2 h |", "S2"),
        ("<table><tr><th>Severity</th><td>High</td></tr></table>", "High"),
        ("Schweregrad: hoch", "hoch"),
        ("Severidad — Alta", "Alta"),
        ("Severity → SEV-3", "SEV-3"),
        ("2025-05-03 · SEV-2 · 2 h", "SEV-2"),
        ("Ticket: TDX 1184420, P1", "P1"),
        ("Labels: incident, sev2, payments", "sev2"),
        ("It was handled as a SEV-2 incident by the payments team.", "SEV-2"),
        ("We classified this as Priority 1.", "Priority 1"),
        ("Severity was set to **Sev 1** by the duty manager.", "Sev 1"),
        ('/label ~"severity::2"', "severity::2"),
        ("Severity: Level 3. The figures were wrong for six hours.", "Level 3"),
        ("Ana, Live Ops. How bad: SEV-1. Lobby down for 4 hours. Notes: Kenji.", "SEV-1"),
        ("### How severe was it?\n\nSEV-2\n\n### Timeline\n\n- 14:02 down", "SEV-2"),
        ("## Impact\n\nSEV-2\n\n- many", "SEV-2"),
        ("Desk severity: RED (red / amber / green)", "RED"),
        ("Level: F1 (telescope closed)", "F1"),
    ],
)
def test_as_written(head: str, said: str) -> None:
    """Labels of a table, a line, a bullet, a tracker; grades in prose; explanations left out."""
    assert severity(f"# Checkout down\n\n{head}\n\n## Summary\n\nIt was down.\n") == said


@pytest.mark.parametrize(
    "head",
    [
        "Service level: gold",
        "Classification: internal",
        "Class: java.lang.String",
        "Severity: none assigned",
        "Severity: TBD",
        "It would have been a SEV1 had anyone been awake.",
        "Not a sev anything, we do not have those.",
    ],
)
def test_null_where_none_is_given(head: str) -> None:
    """Other classes and levels, placeholders and hedged sentences give none."""
    assert severity(f"# Checkout down\n\n{head}\n\n## Summary\n\nIt was down.\n") is None


def test_labels_are_read_word_by_word() -> None:
    """True says severity plainly, False may mean it, None is another thing."""
    labels = ["severity", "severity of the incident", "incident rank", "rating", "service level", "log level", "date"]
    assert [read_severity_label(label) for label in labels] == [True, True, False, False, None, None, None]


def test_one_scale() -> None:
    """What the words rank comes from the one table for the whole of pmflow; an unknown word stays as written."""
    read = parse("# T\n\nSeverity: SEV-1\n").postmortem
    assert (read.severity, read.severity_normal) == ("SEV-1", Severity.P1)
    read = parse("# T\n\nRating: Amber\n").postmortem
    assert (read.severity, read.severity_normal) == ("Amber", None)
