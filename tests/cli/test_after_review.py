"""What is said of a post-mortem that changed, or lost something, after it was reviewed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Pmflow

DAY = "--now=2025-06-04T12:00Z"
REF = "search-blank"


@pytest.fixture
def reviewed(pmflow: Pmflow, there: Path) -> Path:
    """The good post-mortem, reviewed."""
    pmflow("meeting", REF, "--held", "2025-06-04", "--came", "Tariq", DAY)
    pmflow("approve", REF, "--by", "Tariq", DAY)
    assert pmflow("advance", REF, "review", "--by", "Ines Okafor", DAY).code == 0
    return there


def advice(said: str) -> list[str]:
    return [each["guard"] for each in json.loads(said)["advice"]]


@pytest.mark.parametrize("command", [("sync", REF), ("advance", REF, "track")])
def test_a_text_that_changed_after_its_approval_is_told(
    pmflow: Pmflow, reviewed: Path, command: tuple[str, ...]
) -> None:
    """Until somebody approves it as it is now."""
    assert advice(pmflow(*command, "--dry-run", "--json", DAY).out) == []
    reviewed.write_text(reviewed.read_text().replace("count what it removes", "ask Ines"))
    assert advice(pmflow(*command, "--dry-run", "--json", DAY).out) == ["approval_current"]
    assert "the text changed after Tariq approved it" in pmflow("explain", REF, DAY).out
    pmflow("approve", REF, "--by", "Wanda", DAY)
    assert advice(pmflow(*command, "--dry-run", "--json", DAY).out) == []


def test_the_block_names_those_who_approved_the_text_as_it_was_reviewed(pmflow: Pmflow, there: Path) -> None:
    """Not who approved an earlier one."""
    pmflow("approve", REF, "--by", "Early Bird", DAY)
    there.write_text(there.read_text().replace("four minutes", "two minutes"))
    pmflow("meeting", REF, "--held", "2025-06-04", "--came", "Tariq", DAY)
    pmflow("approve", REF, "--by", "Tariq", DAY)
    assert pmflow("advance", REF, "review", "--by", "Ines Okafor", DAY).code == 0
    assert "- approved by Tariq (2025-06-04)\n" in there.read_text()


def test_an_audit_says_that_a_journal_is_gone(pmflow: Pmflow, reviewed: Path) -> None:
    """State and block tell of entries that are not there."""
    (reviewed.parent / "journal.jsonl").unlink()
    assert pmflow("audit", "verify", REF).code == 10


def test_an_audit_says_that_a_journal_was_begun_anew(pmflow: Pmflow, reviewed: Path) -> None:
    """The chain is whole, and yet the older entries are gone."""
    (reviewed.parent / "journal.jsonl").unlink()
    assert pmflow("sync", REF, DAY).code == 0
    ran = pmflow("audit", "verify", REF)
    assert (ran.code, "! begun anew on 2025-06-04, after the journal was lost" in ran.out) == (0, True)
    assert json.loads(pmflow("audit", "verify", REF, "--json").out)["rebuilt"] == ["2025-06-04"]


def test_an_audit_of_what_was_never_journaled_claims_nothing(pmflow: Pmflow, there: Path) -> None:
    """There is no chain to be whole."""
    assert pmflow("audit", "verify", REF).out == "2025-06-03-search-blank: nothing is journaled yet\n"


def test_explain_tells_who_agreed_to_a_waiver(pmflow: Pmflow, there: Path) -> None:
    """A name stands behind it."""
    there.write_text(there.read_text().replace("severity: P1", "severity: P3"))
    assert pmflow("advance", REF, "waive", "--reason", "a typo", "--approver", "Wanda").code == 0
    assert "agreed by Wanda" in pmflow("explain", REF).out


def test_explain_tells_what_moved(pmflow: Pmflow, reviewed: Path) -> None:
    """Which action item, and to what."""
    assert pmflow("advance", REF, "track", "--by", "Ines Okafor", DAY).code == 0
    reviewed.write_text(reviewed.read_text().replace("In progress", "Done"))
    assert pmflow("sync", REF, DAY).code == 0
    assert "action items moved on: AI-1 status done" in pmflow("explain", REF, DAY).out


def test_what_was_set_by_hand_and_does_not_hold_is_told_as_the_reason(pmflow: Pmflow, there: Path) -> None:
    """Not as advice that holds nothing back."""
    there.write_text(there.read_text().replace("severity: P1", "pmflow: {state: reviewed}\nseverity: P1"))
    out = pmflow("sync", REF).out
    assert ("why it was taken back:" in out, "holds nothing back" in out) == (True, False)
