"""PMFLOW_JOURNAL_KEY, set when there is a journal already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmflow.journal import Entry, from_line, seal, to_line
from pmflow.model import State
from tests.cli.conftest import Pmflow

OLDER = (
    "not sealed with PMFLOW_JOURNAL_KEY: 2 of 2 entries, older than the key, or replaced by somebody without it; compare "
    "the journal with version control. If it is as it was, vouch for it: pmflow audit accept REF --reason WHY"
)
OTHER = (
    "not sealed with PMFLOW_JOURNAL_KEY: 3 of 3 entries, sealed with another key, or written by somebody without it; "
    "compare the journal with version control, and set PMFLOW_JOURNAL_KEY to the key that they were sealed with"
)


def test_entries_without_the_key_s_seal_are_one_line(
    pmflow: Pmflow, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts them, and says what that means and what to do: nothing else is done until somebody vouches for them."""
    for name in ("Tariq", "Raj"):
        pmflow("approve", "search-blank", "--by", name)
    monkeypatch.setenv("PMFLOW_JOURNAL_KEY", "first")
    ran = pmflow("audit", "verify", "search-blank")
    assert (ran.code, ran.out) == (10, f"✗ {OLDER}\n")
    assert f"✗ 2025-06-03-search-blank journal: {OLDER}\n" in pmflow("doctor").out
    refused = pmflow("approve", "search-blank", "--by", "Wanda")
    assert (refused.code, "vouch for it: pmflow audit accept 2025-06-03" in " ".join(refused.out.split())) == (10, True)
    assert pmflow("audit", "accept", "search-blank", "--by", "Wanda").code == 10
    assert pmflow("audit", "accept", "search-blank", "--by", "Wanda", "--reason", "as in git").code == 0
    assert pmflow("approve", "search-blank", "--by", "Wanda").code == 0
    assert pmflow("audit", "verify", "search-blank").code == 0
    monkeypatch.setenv("PMFLOW_JOURNAL_KEY", "second")
    assert pmflow("audit", "verify", "search-blank").out == f"✗ {OTHER.replace('3 of 3', '2 of 4')}\n"


DAY = "--now=2025-06-04T12:00Z"
REF = "search-blank"


@pytest.fixture
def sealed(pmflow: Pmflow, there: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The good post-mortem, shared with the company; its journal is sealed with a key."""
    monkeypatch.setenv("PMFLOW_JOURNAL_KEY", "first")
    there.parents[2].joinpath("pmflow.yml").write_text("publishing: {audiences: {company: {to: out}}}\n")
    pmflow("meeting", REF, "--held", "2025-06-04", "--came", "Tariq", DAY)
    pmflow("approve", REF, "--by", "Tariq", DAY)
    for step in (("review",), ("track",), ("share", "--audience", "company")):
        assert pmflow("advance", REF, *step, "--by", "Ines Okafor", DAY).code == 0
    return there


def refused(said: str) -> list[str]:
    return [each["guard"] for each in json.loads(said)["refusals"]]


def test_an_entry_written_without_the_key_is_not_believed(pmflow: Pmflow, sealed: Path) -> None:
    """A chain that is whole but for the seal stops counting there, for every command, and nothing is written."""
    journal = sealed.parent / "journal.jsonl"
    entries = [from_line(line) for line in journal.read_text().splitlines()]
    forged = Entry(key="x", at=entries[-1].at, by="Wanda", what="close", source=State.SHARED, to=State.CLOSED)
    with journal.open("a") as file:
        file.write(to_line(seal(forged, entries[-1])) + "\n")
    before = (journal.read_text(), sealed.read_text())
    for command in (
        ("approve", REF),
        ("sync", REF),
        ("advance", REF, "close"),
        ("audit", "accept", REF, "--reason", "x"),
    ):
        assert refused(pmflow(*command, "--json", DAY).out) == ["journal_whole"]
    assert "journal_whole" in pmflow("check", REF, "--for", "close").out
    assert "state: shared" in pmflow("explain", REF).out
    assert (journal.read_text(), sealed.read_text()) == before


def test_losing_the_journal_is_no_way_round_the_guards(pmflow: Pmflow, sealed: Path) -> None:
    """With a key the way to the state is judged without what was lost; what was published is marked; it is said until
    somebody vouches for the new beginning."""
    (sealed.parent / "journal.jsonl").unlink()
    said = json.loads(pmflow("sync", REF, "--json", DAY).out)
    assert [each["guard"] for each in said["advice"]] == ["review_held", "reviewer_independent", "state_shown"]
    assert "state: draft" in sealed.read_text()
    assert "under revision: its journal was lost" in (sealed.parents[2] / "out/2025-06-03-search-blank.md").read_text()
    ran = pmflow("audit", "verify", REF)
    assert (ran.code, "✗ begun anew on 2025-06-04, after the journal was lost" in ran.out) == (10, True)
    assert pmflow("sync", REF, "--json", DAY).out.count('"effect"') == 0
    assert pmflow("audit", "accept", REF, "--reason", "the disk died", "--by", "Wanda", DAY).code == 0
    assert pmflow("audit", "verify", REF).code == 0
    assert pmflow("audit", "accept", REF, "--reason", "again", "--by", "Wanda", DAY).out.count("nothing to accept") == 1
