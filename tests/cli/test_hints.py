"""What is printed behind `next:`: only what would work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Pmflow

DAY = "--now=2025-06-04T12:00Z"
REF = "search-blank"
FULL = "2025-06-03-search-blank"


def hint(out: str) -> list[str]:
    """The lines that say what comes next."""
    return [line for line in out.splitlines() if line.startswith("next: ")]


def test_a_hint_can_be_typed_as_it_is(pmflow: Pmflow, there: Path) -> None:
    """While guards fail it is `check`; then the step, with the only audience there is."""
    asked = (
        ("meeting", REF, "--held", "2025-06-04", "--came", "Tariq"),
        ("approve", REF, "--by", "Ines Okafor"),
        ("approve", REF, "--by", "Tariq"),
        ("advance", REF, "review"),
        ("advance", REF, "track"),
        ("advance", REF, "share", "--audience", "company"),
    )
    assert [hint(pmflow(*words, DAY).out) for words in asked] == [
        [f"next: see what is missing: pmflow check {FULL} --for review"],
        [],  # an author's own approval: somebody else is to act
        [f"next: pmflow advance {FULL} review"],
        [f"next: pmflow advance {FULL} track"],
        [f"next: pmflow advance {FULL} share --audience company"],
        [f"next: see what is missing: pmflow check {FULL} --for close"],
    ]


def test_several_audiences_are_named(pmflow: Pmflow, there: Path, tmp_path: Path) -> None:
    """Which one is the person's choice."""
    (tmp_path / "pmflow.yml").write_text("publishing: {audiences: {team: {to: out/team}, all: {to: out/all}}}\n")
    pmflow("meeting", REF, "--held", "2025-06-04", "--came", "Tariq", DAY)
    pmflow("approve", REF, "--by", "Tariq", DAY)
    pmflow("advance", REF, "review", DAY)
    [line] = hint(pmflow("advance", REF, "track", DAY).out)
    assert line.startswith(f"next: pmflow advance {FULL} share --audience NAME (one of ")


def test_a_name_with_a_space_is_quoted(pmflow: Pmflow, there: Path) -> None:
    """The shell must see one word."""
    there.parent.rename(there.parent.with_name("search is blank"))
    ran = pmflow("meeting", "search is blank", "--held", "2025-06-04", "--came", "Tariq", DAY)
    assert hint(ran.out) == ["next: see what is missing: pmflow check 'search is blank' --for review"]


@pytest.mark.parametrize(
    ("started", "held", "when"),
    [
        ("", "2025-06-02", "2025-06-03"),
        ("", "2025-06-02T23:00Z", "2025-06-03"),
        ("started: 2025-06-03T07:20:00Z\n", "2025-06-02", "2025-06-03 07:20Z"),
        ("started: 2025-06-03T07:20:00Z\n", "2025-06-03T07:00Z", "2025-06-03 07:20Z"),
    ],
)
def test_a_review_before_the_incident_is_refused(
    pmflow: Pmflow, there: Path, started: str, held: str, when: str
) -> None:
    """At once, like one in the future; nothing is written."""
    there.write_text(there.read_text().replace("---\n", f"---\n{started}", 1))
    ran = pmflow("meeting", REF, "--held", held, "--came", "Tariq", DAY)
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        f"pmflow: --held {held} is before the incident began ({when}); mend it, or `started` in the document if that is "
        "off\n",
    )
    assert not (there.parent / "journal.jsonl").exists()


def test_now_does_not_make_a_journal_run_backwards(pmflow: Pmflow, there: Path) -> None:
    """What writes is refused with the last entry's time; what only asks is answered."""
    pmflow("approve", REF, "--by", "Tariq", DAY)
    before = "--now=2025-06-04T11:59Z"
    for words in (("approve", REF, "--by", "Raj"), ("sync", REF), ("advance", REF, "review")):
        ran = pmflow(*words, before)
        assert (ran.code, ran.out, ran.err) == (
            2,
            "",
            f"pmflow: --now 2025-06-04T11:59Z is before the last entry of {FULL}'s journal (2025-06-04T12:00:00Z); give "
            "that time or a later one\n",
        )
    assert pmflow("approve", REF, "--by", "Raj", "--dry-run", before).code == 0
    assert len((there.parent / "journal.jsonl").read_text().splitlines()) == 1
