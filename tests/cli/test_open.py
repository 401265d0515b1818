"""`pmflow open`: from an incident, a title, a team's own template."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Pmflow


def test_a_team_s_own_template(pmflow: Pmflow, tmp_path: Path) -> None:
    """Its words stand in the new document, with the title filled in."""
    (tmp_path / "ours.md").write_text("# {{ title }}\n\n## What we saw\n")
    (tmp_path / "pmflow.yml").write_text("templates: {full: ours.md, stub: ours.md}\n")
    assert pmflow("open", "Search is blank", "--severity", "P1", "--by", "Ines").code == 0
    text = next((tmp_path / "postmortems").glob("*/postmortem.md")).read_text()
    assert "## What we saw" in text
    assert "# Search is blank" in text


def test_a_template_outside_of_the_folder_is_refused(pmflow: Pmflow, tmp_path: Path) -> None:
    """A link must not bring a file of the machine into a document."""
    (tmp_path / "link.md").symlink_to("/etc/hostname")
    (tmp_path / "pmflow.yml").write_text("templates: {stub: link.md}\n")
    ran = pmflow("open", "Search is blank", "--severity", "P1", "--by", "Ines")
    assert (ran.code, ran.out) == (2, "")
    assert "templates.stub: link.md leads out of" in ran.err
    assert not list(tmp_path.glob("postmortems/*"))


RUNNING = "title: Cache stampede\nseverity: P1\nstarted_at: 2026-03-10T10:00:00Z\n"
OVER = f"{RUNNING}resolved_at: 2026-03-10T11:05:00Z\n"


def test_opening_again_after_the_incident_brings_a_stub_up_to_date(pmflow: Pmflow, tmp_path: Path) -> None:
    """The end of the incident and the sections of the full template are added to what was written meanwhile."""
    incident = tmp_path / "incidents" / "2026-03-10-cache.yml"
    incident.parent.mkdir()
    incident.write_text(RUNNING)
    assert pmflow("open", "2026-03-10-cache", "--by", "Ines").code == 0
    [file] = (tmp_path / "postmortems").glob("*/postmortem.md")
    file.write_text(file.read_text().replace("## Timeline\n", "We could not sell.\n\n## Timeline\n"))
    incident.write_text(OVER)
    shown = pmflow("open", "2026-03-10-cache", "--by", "Ines", "--dry-run")
    assert "would do" in shown.out
    assert "Five whys" not in file.read_text()
    assert pmflow("open", "2026-03-10-cache", "--by", "Ines").code == 0
    text = file.read_text()
    assert "resolved: 2026-03-10T11:05:00Z" in text
    assert "### Five whys" in text
    assert "We could not sell." in text
    again = pmflow("open", "2026-03-10-cache", "--by", "Ines")
    assert (again.code, again.out) == (0, "2026-03-10-cache has its post-mortem already: 2026-03-10-cache-stampede\n")
    assert file.read_text() == text


def test_a_timeline_file_goes_into_a_post_mortem_that_is_there(pmflow: Pmflow, tmp_path: Path) -> None:
    """Its entries stand in order between those that are known."""
    assert (
        pmflow("open", "Search is blank", "--severity", "P1", "--started", "2026-03-10T10:00Z", "--by", "Ines").code
        == 0
    )
    [incident] = (tmp_path / "incidents").glob("*.yml")
    (tmp_path / "log.txt").write_text("2026-03-10 10:30 UTC Paged the search team\n")
    ran = pmflow("open", incident.stem, "--timeline", "log.txt", "--by", "Ines")
    assert (ran.code, "add 1 timeline entry" in ran.out) == (0, True)
    [file] = (tmp_path / "postmortems").glob("*/postmortem.md")
    assert "- **2026-03-10 10:30 UTC**: Paged the search team\n" in file.read_text()


def test_a_running_incident_says_what_to_do_when_it_is_over(pmflow: Pmflow) -> None:
    """That it counts as running, which file was written, and the key that ends it; a resolved one says none of it."""
    name = "2026-03-10-search-is-blank"
    ran = pmflow("open", "Search is blank", "--severity", "P1", "--started", "2026-03-10T10:00Z", "--by", "Ines")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"opened postmortems/{name}/postmortem.md (stub template)\n"
        f"it counts as running, and incidents/{name}.yml was written; when it is over, put resolved_at there and open it "
        f"again: pmflow open {name}\n"
        f"next: write it, then see what is missing: pmflow check {name} --for review\n"
    )
    over = ("--started", "2026-03-11T10:00Z", "--resolved", "2026-03-11T11:00Z")
    name = "2026-03-11-search-is-blank"
    ran = pmflow("open", "Search is blank", "--severity", "P1", *over, "--by", "Ines", "--now", "2026-03-11T12:00Z")
    assert ran.out == (
        f"opened postmortems/{name}/postmortem.md (full template)\n"
        "review: could be on Thursday 2026-03-12 11:00–12:00 UTC; who can come, and a calendar file: pmflow meeting "
        f"{name}\n"
        f"next: write it, then see what is missing: pmflow check {name} --for review\n"
    )


KNOWN = ("Mail queue", "--severity", "P1", "--started", "2026-11-20T10:00Z", "--by", "Ines")


@pytest.mark.parametrize(
    "words",
    [
        ("2026-11-20-mail-queue",),
        ("mail-queue",),
        ("Mail queue", "--severity", "P1", "--started", "2026-11-20T10:00Z"),
    ],
    ids=["id", "without its date", "title"],
)
def test_facts_of_a_known_incident_belong_into_its_file(pmflow: Pmflow, tmp_path: Path, words: tuple[str, ...]) -> None:
    """The refusal says which key to write into which file; nothing is changed."""
    pmflow("open", *KNOWN)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    started = () if "--started" in words else ("--started", "2026-11-20T10:00Z")
    ran = pmflow("open", *words, *started, "--resolved", "2026-11-20T12:00Z", "--by", "Ines")
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        "pmflow: 2026-11-20-mail-queue is known already; write `resolved_at: 2026-11-20T12:00:00Z` into "
        "incidents/2026-11-20-mail-queue.yml, and open it again: pmflow open 2026-11-20-mail-queue\n",
    )
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_an_incident_is_found_by_a_short_name(pmflow: Pmflow) -> None:
    """As a post-mortem is; several of that name are refused, and so is a new one that begins like another."""
    pmflow("open", *KNOWN)
    again = "2026-11-20-mail-queue has its post-mortem already: 2026-11-20-mail-queue\n"
    for name in ("mail-queue", "mail", "2026-11-20-mail"):
        assert pmflow("open", name, "--by", "Ines").out == again
    ran = pmflow("open", "mail", "--severity", "P2", "--by", "Ines")
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        "pmflow: mail is the beginning of 2026-11-20-mail-queue, which is known already: write `severity: P2` into "
        "incidents/2026-11-20-mail-queue.yml, and open it again: pmflow open 2026-11-20-mail-queue. A new incident needs "
        "a title that says more\n",
    )
    pmflow("open", "Mail queue again", "--severity", "P1", "--started", "2026-11-21T10:00Z", "--by", "Ines")
    ran = pmflow("open", "mail", "--by", "Ines")
    assert (ran.code, ran.err) == (
        3,
        "pmflow: mail: there are 2 incidents of that name: 2026-11-20-mail-queue, 2026-11-21-mail-queue-again; give one "
        "in full\n",
    )


def test_a_title_without_a_letter_is_refused(pmflow: Pmflow, tmp_path: Path) -> None:
    """It would name nothing."""
    ran = pmflow("open", "///", "--severity", "P1", "--by", "Ines")
    assert (ran.code, ran.err) == (2, "pmflow: give the incident a title: what went wrong, in a few words\n")
    assert not list(tmp_path.iterdir())


def test_a_title_in_another_script_keeps_its_letters(pmflow: Pmflow, tmp_path: Path) -> None:
    """The folder and the incident's file can be read by those who wrote the title; a dry run names both."""
    words = ("open", "Сбой оплаты", "--severity", "P1", "--started", "2026-11-23T10:00Z", "--by", "Инес")
    shown = pmflow(*words, "--dry-run")
    paths = ["incidents/2026-11-23-сбой-оплаты.yml", "postmortems/2026-11-23-сбой-оплаты/postmortem.md"]
    assert shown.err == "".join(f"would write {path}\n" for path in paths)
    assert shown.out.startswith("---\ntitle: Сбой оплаты\n")
    assert not list(tmp_path.iterdir())
    assert json.loads(pmflow(*words, "--dry-run", "--json").out)["paths"] == paths
    assert pmflow(*words).code == 0
    assert all((tmp_path / path).is_file() for path in paths)


ZONELESS = (
    "2 times state no zone in log.csv: write it in place of “(local)” in the timeline (14:05 CET), or set "
    "calendar.timezone in pmflow.yml before you open it\n"
)


@pytest.mark.parametrize(
    ("policy", "header", "line", "noted"),
    [
        ("mode: enforce\n", "time", "2026-03-10 10:12 (local)", True),
        ("calendar: {week: monday-friday}\n", "time", "2026-03-10 10:12 (local)", True),
        ("calendar: {timezone: Europe/Berlin}\n", "time", "2026-03-10 09:12 UTC", False),
        ("mode: enforce\n", "time (UTC)", "2026-03-10 10:12 UTC", False),
    ],
    ids=["no zone", "no zone in the calendar", "the policy's", "the file's"],
)
def test_a_zone_counts_only_where_it_is_stated(
    pmflow: Pmflow, tmp_path: Path, policy: str, header: str, line: str, noted: bool
) -> None:
    """Else the times stay local, in the document and in the incident's file, and one line says so; a row without a time
    stays, too."""
    (tmp_path / "pmflow.yml").write_text(policy)
    (tmp_path / "log.csv").write_text(
        f"{header},event\n2026-03-10 10:12,Paged\n,Somebody called\n2026-03-10 10:30,Up\n"
    )
    words = ("open", "Search is blank", "--severity", "P1", "--started", "2026-03-10T08:00Z", "--by", "Ines")
    ran = pmflow(*words, "--timeline", "log.csv")
    assert (ran.code, ZONELESS in ran.out) == (0, noted)
    [file] = (tmp_path / "postmortems").glob("*/postmortem.md")
    assert f"- **{line}**: Paged\n- Somebody called\n- **" in file.read_text()
    shown = json.loads(pmflow("show", "search-is-blank", "--json").out)["timeline"]
    assert [(entry["text"], entry["at"] is None) for entry in shown] == [
        ("Paged", noted),
        ("Somebody called", True),
        ("Up", noted),
    ]
    [incident] = (tmp_path / "incidents").glob("*.yml")
    assert ("raw: '2026-03-10 10:12:00'" in incident.read_text()) is noted
    file.write_text(file.read_text().replace("(local)", "CET"))
    again = pmflow(*words[:4], "--started", "2026-03-10T08:00Z", "--by", "Ines")
    assert again.out == "2026-03-10-search-is-blank has its post-mortem already: 2026-03-10-search-is-blank\n"


def test_without_a_zone_nobody_knows_when_it_began(pmflow: Pmflow, tmp_path: Path) -> None:
    """An incident that begins now although its timeline is older is said, too."""
    (tmp_path / "log.csv").write_text("time,event\n2026-03-10 10:12,Paged\n2026-03-10 10:30,Up\n")
    ran = pmflow("open", "Search", "--severity", "P1", "--timeline", "log.csv", "--by", "I", "--now=2026-03-11T10:00Z")
    assert ran.out.splitlines()[2:4] == [
        ZONELESS.strip(),
        "nobody knows when it began, so it counts as begun now; if that is off, mend started_at and `started`",
    ]


def test_a_near_miss_never_ran(pmflow: Pmflow) -> None:
    """It gets its own template at once, and nothing is said of its end."""
    ran = pmflow("open", "Wrong table", "--near-miss", "--by", "Ines", "--now=2026-11-20T10:00Z")
    assert ran.out == (
        "opened postmortems/2026-11-20-wrong-table/postmortem.md (near-miss template)\n"
        "next: write it, then see what is missing: pmflow check 2026-11-20-wrong-table --for review\n"
    )


def test_a_time_that_cannot_be_read_stops_the_import(pmflow: Pmflow, tmp_path: Path) -> None:
    """With file and line; nothing is written."""
    (tmp_path / "log.csv").write_text("time,event\n2026-03-10 10:12Z,Paged\ntomorrowish,Up\n")
    ran = pmflow("open", "Search is blank", "--severity", "P1", "--timeline", "log.csv", "--by", "Ines")
    assert (ran.code, ran.out, ran.err) == (
        4,
        "",
        "pmflow: log.csv:3: the time “tomorrowish” cannot be read; write it like 2026-03-10 10:12Z, or leave it empty\n",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["log.csv"]


def test_one_time_in_two_places_is_written_twice(pmflow: Pmflow, tmp_path: Path) -> None:
    """YAML's anchors say nothing to people."""
    (tmp_path / "log.csv").write_text("time,event\n2026-03-10 10:12Z,Paged\n")
    pmflow("open", "Search is blank", "--severity", "P1", "--timeline", "log.csv", "--by", "Ines")
    assert (tmp_path / "incidents" / "2026-03-10-search-is-blank.yml").read_text() == (
        "title: Search is blank\n"
        "severity: P1\n"
        "started_at: 2026-03-10 10:12:00+00:00\n"
        "timeline:\n"
        "- at: 2026-03-10 10:12:00+00:00\n"
        "  text: Paged\n"
    )


ODD = """\
title: Cache stampede
severity: P1
started_at: 2026-03-10T10:00:00Z
timeline:
- {at: "2026-03-10T10:20:00.250Z", text: Later}
- {at: "2026-03-10T10:10:00.5Z", text: Earlier}
- {raw: about ten, text: Somebody called}
- {text: "12:00 inner time"}
"""


def test_opening_again_adds_nothing_whatever_the_entries(pmflow: Pmflow, tmp_path: Path) -> None:
    """Parts of a second, words for a time, a time in the words, rows of a file without any."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents/2026-03-10-cache.yml").write_text(ODD)
    (tmp_path / "log.csv").write_text("time,event\n2026-03-10 10:12:33.9Z,Paged\n,No time\n")
    words = ("open", "2026-03-10-cache", "--timeline", "log.csv", "--by", "Ines")
    assert pmflow("open", "2026-03-10-cache", "--by", "Ines").code == 0
    [file] = (tmp_path / "postmortems").glob("*/postmortem.md")
    assert (
        "- **2026-03-10 10:10 UTC**: Earlier\n- **about ten**: Somebody called\n- 12:00 inner time\n"
        "- **2026-03-10 10:20 UTC**: Later\n"
    ) in file.read_text()
    assert "2 timeline entries" in pmflow(*words).out
    text = file.read_text()
    for again in (pmflow(*words), pmflow("open", "2026-03-10-cache", "--by", "Ines")):
        assert (again.code, again.out) == (
            0,
            "2026-03-10-cache has its post-mortem already: 2026-03-10-cache-stampede\n",
        )
    assert file.read_text() == text


def test_opening_again_below_an_unclosed_fence(pmflow: Pmflow, tmp_path: Path) -> None:
    """Nothing is written, and the line says what is in the way."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents/2026-03-10-cache.yml").write_text(OVER)
    assert pmflow("open", "2026-03-10-cache", "--by", "Ines").code == 0
    [file] = (tmp_path / "postmortems").glob("*/postmortem.md")
    file.write_text("# Cache\n\n```\nlog\n")
    ran = pmflow("open", "2026-03-10-cache", "--by", "Ines")
    assert (ran.code, ran.out, ran.err) == (
        4,
        "",
        "pmflow: postmortems/2026-03-10-cache-stampede/postmortem.md:3: the code fence that begins here is never closed, so "
        "nothing below it is read; close it and open again\n",
    )
    assert file.read_text() == "# Cache\n\n```\nlog\n"


@pytest.mark.parametrize("text", ["", "# Cache stampede\n\nIt broke.\n"])
def test_a_draft_that_lost_its_incident_is_found(pmflow: Pmflow, tmp_path: Path, text: str) -> None:
    """By the journal's first entry: no second one is made, and what is missing comes back."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents/2026-03-10-cache.yml").write_text(OVER)
    assert pmflow("open", "2026-03-10-cache", "--by", "Ines").code == 0
    [file] = (tmp_path / "postmortems").glob("*/postmortem.md")
    file.write_text(text)
    ran = pmflow("open", "2026-03-10-cache", "--by", "Ines")
    assert (ran.code, ran.out.splitlines()[0]) == (
        0,
        "2026-03-10-cache has its post-mortem already: 2026-03-10-cache-stampede",
    )
    assert list((tmp_path / "postmortems").glob("*/postmortem.md")) == [file]
    assert text in file.read_text()
    assert "## Action items" in file.read_text()
    assert pmflow("list", "--json").code == 0


def test_a_journal_that_is_a_link(pmflow: Pmflow, tmp_path: Path) -> None:
    """It is refused before anything is written to what it leads to."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents/2026-03-10-cache.yml").write_text(OVER)
    assert pmflow("open", "2026-03-10-cache", "--by", "Ines").code == 0
    [journal] = (tmp_path / "postmortems").glob("*/journal.jsonl")
    mine = tmp_path / "mine"
    mine.write_text("mine\n")
    for target in (mine, journal):
        journal.unlink()
        journal.symlink_to(target)
        ran = pmflow("approve", "2026-03-10-cache-stampede", "--by", "Jo")
        assert (ran.code, ran.out, ran.err) == (
            3,
            "",
            f"pmflow: {journal}: is a symbolic link where pmflow keeps its journal, which is a file; move it away\n",
        )
    assert mine.read_text() == "mine\n"
