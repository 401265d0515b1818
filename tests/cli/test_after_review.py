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


@pytest.fixture
def tracked(pmflow: Pmflow, reviewed: Path) -> Path:
    """Its action items are tracked; there is a place for the company and one for the public."""
    audiences = "publishing: {audiences: {company: {to: out}, public: {to: open, redaction_review: true}}}\n"
    reviewed.parents[2].joinpath("pmflow.yml").write_text(audiences)
    assert pmflow("advance", REF, "track", "--by", "Ines Okafor", DAY).code == 0
    return reviewed


@pytest.fixture
def shared(pmflow: Pmflow, tracked: Path) -> Path:
    """Shared with the company."""
    assert pmflow("advance", REF, "share", "--audience", "company", "--by", "Ines Okafor", DAY).code == 0
    return tracked


def test_a_forged_entry_counts_for_nothing(pmflow: Pmflow, there: Path) -> None:
    """An approval typed into the journal is behind a break of the chain: the step is refused and says what to do."""
    pmflow("meeting", REF, "--held", "2025-06-04", "--came", "Tariq", DAY)
    pmflow("approve", REF, "--by", "Ines Okafor", DAY)
    journal = there.parent / "journal.jsonl"
    journal.write_text(journal.read_text().replace("Ines Okafor", "Wanda"))
    said = json.loads(pmflow("advance", REF, "review", "--override", "review_held", "--reason", "x", "--json", DAY).out)
    assert [each["guard"] for each in said["refusals"]] == ["journal_whole"]
    assert "Restore the journal from version control" in said["refusals"][0]["message"]
    assert (said["plan"], "state:" in there.read_text()) == ([], False)
    assert "nothing from there on counts" in pmflow("explain", REF, DAY).out


def test_a_redaction_review_is_of_every_letter(pmflow: Pmflow, tracked: Path) -> None:
    """What somebody types into an owner's cell afterwards does not reach the public."""
    assert pmflow("approve", REF, "--redaction", "--by", "Tariq", DAY).code == 0
    tracked.write_text(tracked.read_text().replace("| Wanda |", "| Wanda 555-0147 |"))
    share = ("advance", REF, "share", "--audience", "public", "--by", "Ines Okafor", DAY)
    ran = pmflow(*share)
    assert (ran.code, "text that would be published changed since" in " ".join(ran.out.split())) == (10, True)
    assert pmflow("approve", REF, "--redaction", "--by", "Tariq", DAY).code == 0
    assert pmflow(*share).code == 0


def test_nobody_and_bots_cannot_approve(pmflow: Pmflow, there: Path) -> None:
    """It is refused, and nothing is journaled."""
    assert [pmflow("approve", REF, "--by", name, DAY).code for name in ("-", "n/a", "@pmflow", "pmflow [bot]")] == [
        10
    ] * 4
    assert not (there.parent / "journal.jsonl").exists()


def test_an_audit_finds_a_journal_that_was_cut(pmflow: Pmflow, shared: Path) -> None:
    """Also where the state is the same without the entries that are gone; and a block that is behind asks for a sync."""
    older = shared.read_text()
    assert pmflow("advance", REF, "share", "--audience", "company", "--by", "Ines Okafor", DAY).code == 0
    pmflow("meeting", REF, "--held", "2025-06-04", "--came", "Wanda", DAY)
    assert pmflow("audit", "verify", REF).code == 0
    newer = shared.read_text()
    shared.write_text(older)
    ran = pmflow("audit", "verify", REF)
    assert (ran.code, "is older than the journal; run: pmflow sync" in " ".join(ran.out.split())) == (10, True)
    shared.write_text(newer)
    journal = shared.parent / "journal.jsonl"
    journal.write_text("".join(journal.read_text().splitlines(True)[:-1]))
    ran = pmflow("audit", "verify", REF)
    assert (ran.code, "tells of what the journal has not" in " ".join(ran.out.split())) == (10, True)
    assert advice(pmflow("sync", REF, "--dry-run", "--json", DAY).out) == ["journal_readable"]


def test_what_was_published_is_marked_also_after_a_lost_journal(pmflow: Pmflow, shared: Path) -> None:
    """The block tells with whom and where, so that `revise` finds the copy."""
    (shared.parent / "journal.jsonl").unlink()
    assert pmflow("sync", REF, DAY).code == 0
    assert "- shared with company at out\n" in shared.read_text()
    assert pmflow("advance", REF, "revise", "--reason", "wrong numbers", "--by", "Ines", DAY).code == 0
    copy = (shared.parents[2] / "out/2025-06-03-search-blank.md").read_text()
    assert "> This post-mortem is under revision: wrong numbers" in copy
