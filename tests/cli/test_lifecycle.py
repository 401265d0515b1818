"""One incident from draft to closed by the commands of the README, on a real folder."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Pmflow, Ran
from tests.good import GOOD


def refused(ran: Ran) -> list[str]:
    return [refusal["guard"] for refusal in json.loads(ran.out)["refusals"]]


def test_a_post_mortem_walks_the_whole_lifecycle(pmflow: Pmflow, there: Path) -> None:
    """Refused, mended, reviewed, tracked, shared, refused again, closed; the journal is whole."""
    day = "--now=2025-06-04T12:00Z"
    first = pmflow("advance", "search-blank", "review", "--by", "Ines Okafor", "--json", day)
    assert (first.code, refused(first)) == (10, ["review_held", "reviewer_independent"])
    assert there.read_text() == GOOD
    assert (
        pmflow("meeting", "search-blank", "--held", "2025-06-04", "--came", "Tariq", "--came", "Ines Okafor", day).code
        == 0
    )
    assert pmflow("approve", "search-blank", "--by", "Tariq", day).code == 0
    assert pmflow("advance", "search-blank", "review", "--by", "Ines Okafor", day).code == 0
    assert pmflow("advance", "search-blank", "track", "--by", "Ines Okafor", day).code == 0
    assert [line.count("<!-- AI-") for line in there.read_text().splitlines() if line.startswith("| P")] == [0, 1, 1, 1]
    assert pmflow("advance", "search-blank", "share", "--audience", "company", "--by", "Ines Okafor", day).code == 0
    early = pmflow("advance", "search-blank", "close", "--by", "Ines Okafor", "--json", day)
    assert (early.code, refused(early)) == (10, ["actions_settled"])
    text = there.read_text()
    there.write_text(text.replace("| In progress |", "| Done |").replace("| Planned |", "| Done |"))
    assert pmflow("advance", "search-blank", "close", "--by", "Ines Okafor", "--now=2025-06-20T12:00Z").code == 0
    assert pmflow("audit", "verify", "search-blank").code == 0
    listed = json.loads(pmflow("list", "--json").out)
    assert [(card["ref"], card["state"]) for card in listed["postmortems"]] == [("2025-06-03-search-blank", "closed")]


def test_an_approval_is_stale_after_an_edit_of_substance(pmflow: Pmflow, there: Path) -> None:
    """A new sentence asks for a new approval; a status that changed does not."""
    day = "--now=2025-06-04T12:00Z"
    pmflow("meeting", "search-blank", "--held", "2025-06-04", "--came", "Tariq", day)
    pmflow("approve", "search-blank", "--by", "Tariq", day)
    there.write_text(there.read_text().replace("In progress", "Done"))
    assert pmflow("advance", "search-blank", "review", "--dry-run", day).code == 0
    there.write_text(there.read_text().replace("four minutes", "two minutes"))
    late = pmflow("advance", "search-blank", "review", day)
    assert late.code == 10
    assert "the text changed after Tariq approved it" in late.out.replace("\n      ", " ")


def test_a_dry_run_writes_nothing(pmflow: Pmflow, there: Path, tmp_path: Path) -> None:
    """The plan is told, and no file changes or appears."""
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = pmflow(
        "meeting",
        "search-blank",
        "--held",
        "2025-06-04",
        "--came",
        "Tariq",
        "--dry-run",
        "--json",
        "--now=2025-06-04T12:00Z",
    )
    assert json.loads(ran.out)["plan"][0]["effect"] == "journal"
    assert json.loads(ran.out)["applied"] is False
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_init_open_and_a_first_draft_follow_with_nothing_to_edit_in_between(pmflow: Pmflow, tmp_path: Path) -> None:
    """An empty folder, two commands, and a document that tells what is missing."""
    assert pmflow("init").code == 0
    opened = pmflow(
        "open", "Checkout answers 502", "--severity", "SEV1", "--by", "Maya", "--json", "--now=2025-06-04T12:00Z"
    )
    assert opened.code == 0, opened
    ref = json.loads(opened.out)["ref"]
    assert Path(json.loads(opened.out)["path"]).is_file()
    assert json.loads(pmflow("show", ref, "--json").out)["state"] == "draft"
    assert pmflow("check", ref, "--for", "review").code == 10
    assert pmflow("doctor").code == 0
    again = pmflow("open", "2025-06-04-checkout-answers-502")
    assert again.code == 0
    assert "has its post-mortem already" in again.out


def test_init_leaves_what_is_there(pmflow: Pmflow, tmp_path: Path) -> None:
    """A second init changes nothing."""
    pmflow("init")
    (tmp_path / "pmflow.yml").write_text("mode: enforce\n")
    assert pmflow("init").code == 0
    assert (tmp_path / "pmflow.yml").read_text() == "mode: enforce\n"


def test_a_state_set_by_hand_is_taken_back_and_said(pmflow: Pmflow, there: Path) -> None:
    """Somebody writes `state: closed` into the front matter: sync restores the draft and comments why."""
    there.write_text(GOOD.replace("severity: P1", "pmflow: {state: reviewed}\nseverity: P1"))
    ran = pmflow("sync", "search-blank", "--json")
    assert ran.code == 0
    assert "state: draft" in there.read_text()
    comments = (there.parent / "comments.md").read_text()
    assert "reviewer_independent" in comments
    assert json.loads(pmflow("sync", "search-blank", "--json").out)["plan"] == []


def test_waive_closes_what_the_policy_does_not_ask_for(pmflow: Pmflow, there: Path) -> None:
    """A P3 may be waived with a reason and an approver; a P1 may not."""
    ran = pmflow("advance", "search-blank", "waive", "--json")
    assert refused(ran) == ["postmortem_optional", "reason_given", "approver_named"]
    there.write_text(GOOD.replace("severity: P1", "severity: P3"))
    assert (
        pmflow("advance", "search-blank", "waive", "--reason", "a typo in a tooltip", "--approver", "Wanda").code == 0
    )
    assert pmflow("advance", "search-blank", "reopen", "--reason", "it came back").code == 0
    assert json.loads(pmflow("show", "search-blank", "--json").out)["state"] == "draft"


def test_an_override_is_journaled_with_its_reason(pmflow: Pmflow, there: Path) -> None:
    """The guards that were passed over stand in the journal by name."""
    words = ("advance", "search-blank", "review", "--override", "review_held", "--override", "reviewer_independent")
    assert refused(pmflow(*words, "--json")) == ["reason_given"]
    assert pmflow(*words, "--reason", "the regulator wants it today").code == 0
    journal = (there.parent / "journal.jsonl").read_text()
    assert '"overrides":["review_held","reviewer_independent"]' in journal
    assert "the regulator wants it today" in journal


def test_a_changed_journal_fails_the_audit(pmflow: Pmflow, there: Path) -> None:
    """One letter in one entry is enough."""
    pmflow("approve", "search-blank", "--by", "Tariq")
    pmflow("meeting", "search-blank", "--held", "2025-06-04", "--came", "Tariq")
    journal = there.parent / "journal.jsonl"
    journal.write_text(journal.read_text().replace("Tariq", "Tarik", 1))
    assert pmflow("audit", "verify", "search-blank").code == 10
    assert pmflow("doctor").code == 10


def test_what_pmflow_writes_is_never_read_as_people_s_words(pmflow: Pmflow, there: Path) -> None:
    """The block stands below the action items, with names and days in it; it is no item, no person, no meeting."""
    head, _, rest = GOOD.partition("## Action items")
    items, _, lessons = rest.partition("## Lessons learned")
    there.write_text(f"{head}## Lessons learned{lessons}\n## Action items{items}")
    day = "--now=2025-06-04T12:00Z"
    pmflow("meeting", "search-blank", "--held", "2025-06-04", "--came", "Tariq", "--came", "Noor Haddad", day)
    pmflow("approve", "search-blank", "--by", "Tariq", day)
    assert pmflow("advance", "search-blank", "review", day).code == 0
    assert pmflow("advance", "search-blank", "track", day).code == 0
    shown = json.loads(pmflow("show", str(there), "--json").out)
    assert [item["ref"] for item in shown["action_items"]] == ["AI-1", "AI-2", "AI-3"]
    assert "Post-mortem state" not in json.dumps(shown)


def test_sharing_with_a_second_audience_is_refused_and_not_passed_over(pmflow: Pmflow, there: Path) -> None:
    """Asked again for the same audience it is done; for another, the table does not allow it from here."""
    day = "--now=2025-06-04T12:00Z"
    pmflow("meeting", "search-blank", "--held", "2025-06-04", "--came", "Tariq", day)
    pmflow("approve", "search-blank", "--by", "Tariq", day)
    for words in (("review",), ("track",), ("share", "--audience", "company"), ("share", "--audience", "company")):
        assert pmflow("advance", "search-blank", *words, day).code == 0
    assert refused(pmflow("advance", "search-blank", "share", "--audience", "public", "--json", day)) == [
        "step_allowed"
    ]


def test_a_lost_journal_begins_anew_from_what_the_document_shows(pmflow: Pmflow, there: Path) -> None:
    """Nothing falls back to draft; the new entry says that it was rebuilt."""
    day = "--now=2025-06-04T12:00Z"
    pmflow("meeting", "search-blank", "--held", "2025-06-04", "--came", "Tariq", day)
    pmflow("approve", "search-blank", "--by", "Tariq", day)
    pmflow("advance", "search-blank", "review", day)
    (there.parent / "journal.jsonl").unlink()
    ran = pmflow("sync", "search-blank", "--json", day)
    assert ran.code == 0
    assert "the journal was lost" in json.loads(ran.out)["advice"][0]["message"]
    assert json.loads(pmflow("show", "search-blank", "--json").out)["state"] == "reviewed"
    assert '"rebuilt":true' in (there.parent / "journal.jsonl").read_text()


def test_revising_never_publishes_the_new_text(pmflow: Pmflow, there: Path, tmp_path: Path) -> None:
    """What was published gets a line above it; the text that nobody reviewed stays at home."""
    day = "--now=2025-06-04T12:00Z"
    pmflow("meeting", "search-blank", "--held", "2025-06-04", "--came", "Tariq", day)
    pmflow("approve", "search-blank", "--by", "Tariq", day)
    for words in (("review",), ("track",), ("share", "--audience", "company")):
        assert pmflow("advance", "search-blank", *words, day).code == 0
    there.write_text(there.read_text().replace("about 3,100", "SECRET customer and about 3,100"))
    assert pmflow("advance", "search-blank", "revise", "--reason", "the numbers were wrong", day).code == 0
    published = next((tmp_path / "published" / "company").glob("*.md")).read_text()
    assert "SECRET" not in published
    assert "> This post-mortem is under revision: the numbers were wrong" in published
