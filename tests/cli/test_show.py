"""`pmflow show`, `list`, `rules` and `doctor`, as they look."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Pmflow
from tests.report_samples import Screen


def test_an_empty_stub_has_no_written_section(pmflow: Pmflow) -> None:
    """A heading with a comment below it is no content."""
    assert pmflow("open", "Mail queue is full", "--severity", "P1", "--by", "Ines", "--now=2026-11-20T10:00Z").code == 0
    shown = pmflow("show", "mail-queue").out
    assert "Sections  0 of 8\n" in shown
    assert "  ·  summary          empty  line 29  Summary\n" in shown
    assert "✓" not in shown


def test_when_the_review_was_held_is_an_instant_like_others(pmflow: Pmflow, there: Path) -> None:
    """Day, time, zone."""
    pmflow("meeting", "search-blank", "--held", "2025-06-04T09:10+02:00", "--came", "Tariq", "--now=2025-06-04T12:00Z")
    shown = [line.split(None, 1) for line in pmflow("show", "search-blank").out.splitlines() if "held " in line]
    assert shown == [["held", "2025-06-04 07:10 UTC"]]


def test_a_near_miss_is_marked(pmflow: Pmflow, tmp_path: Path) -> None:
    """On the board, and among the incidents without a post-mortem."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "2026-11-21-disk.yml").write_text(
        "title: Disk nearly full\nnear_miss: true\nstarted_at: 2026-11-21T10:00Z\n"
    )
    pmflow("open", "Wrong table", "--near-miss", "--by", "Ines", "--now=2026-11-20T10:00Z")
    out = pmflow("list").out
    assert "  2026-11-20  2026-11-20-wrong-table  near miss: Wrong table\n" in out
    assert "  2026-11-21  2026-11-21-disk  near miss: Disk nearly full\n" in out
    board = json.loads(pmflow("list", "--json").out)
    assert [card["near_miss"] for key in ("postmortems", "without_postmortem") for card in board[key]] == [True, True]


def test_doctor_says_each_mistake_of_the_policy_on_a_line(pmflow: Pmflow, tmp_path: Path) -> None:
    """Two mistakes are two lines."""
    (tmp_path / "pmflow.yml").write_text("mode: banana\nphase: x\n")
    assert pmflow("doctor").out.split("policy: ")[1] == (
        'pmflow.yml:1: mode: expected observe or enforce, got "banana"\n'
        '  pmflow.yml:2: phase: expected foundation, adoption, maturity or excellence, got "x"\n'
    )


def test_a_rule_that_is_none_has_its_line(pmflow: Pmflow, tmp_path: Path) -> None:
    """As every mistake in the policy."""
    (tmp_path / "pmflow.yml").write_text("rules:\n  levels:\n    due-late: off\n    due-lat: off\n    foo: off\n")
    ran = pmflow("list")
    assert (ran.code, ran.err) == (
        2,
        'pmflow: pmflow.yml:4: rules.levels: "due-lat" is no rule and no family; did you mean "due-late"? '
        "(see: pmflow rules)\n"
        'pmflow.yml:5: rules.levels: "foo" is no rule and no family (see: pmflow rules)\n',
    )


@pytest.mark.parametrize("name", ["memory", "jira"])
def test_a_tracker_that_no_command_works_with_is_refused_with_the_reason(pmflow: Pmflow, name: str) -> None:
    """Known names are not called unknown."""
    why = (
        "is for tests in Python: it forgets everything when the command ends"
        if name == "memory"
        else "is no tracker of this version yet"
    )
    for words in (("list",), ("init",)):
        ran = pmflow(*words, "--tracker", name)
        assert (ran.code, ran.err) == (2, f'pmflow: "{name}" {why}; one of local, github\n')


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("name", [None, "due-late"])
def test_rules_keep_within_the_screen(monkeypatch: pytest.MonkeyPatch, width: int, name: str | None) -> None:
    """What was broken for a file is not broken a second time."""
    from pmflow.cli import session
    from pmflow.cli.rules import rules

    screen = Screen(terminal=True, width=width)
    monkeypatch.setattr(session, "console", lambda: screen.console)
    rules(name)
    lines = screen.text.splitlines()
    assert max(map(len, lines)) <= width
    if name and width == 80:
        assert lines[4:7] == [
            "Why: a P0 that may wait for a quarter is no P0. By default P0 has 5 business",
            "days, P1 10, P2 30 and P3 60, counted from the resolution, else from the",
            "incident's date; `deadlines.action_days` in pmflow.yml says otherwise.",
        ]
