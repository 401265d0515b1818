"""`pmflow meeting`: propose, plan, hand out, record; and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import vobject

from tests.cli.conftest import Pmflow
from tests.good import GOOD

DAY = "--now=2025-06-03T12:00Z"
POLICY = "people: [{name: Ines Okafor, email: ines@example.org}, {name: Tariq, email: tariq@example.org}]\n"


@pytest.fixture
def over(there: Path, tmp_path: Path) -> Path:
    """The good post-mortem, with the time at which its incident was over."""
    there.write_text(
        GOOD.replace("date: 2025-06-03\n", "date: 2025-06-03\nresolved: 2025-06-03T10:00Z\n"), encoding="utf-8"
    )
    (tmp_path / "pmflow.yml").write_text(POLICY, encoding="utf-8")
    return there


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".pmflow.lock"}


def test_a_proposal_is_for_programs_too(pmflow: Pmflow, over: Path) -> None:
    """Window, slot, who can come, and notes."""
    told = json.loads(pmflow("meeting", "search-blank", "--json", DAY).out)
    assert told["window"] == {"start": "2025-06-04T10:00:00+00:00", "end": "2025-06-05T10:00:00+00:00"}
    assert told["proposed"] == {
        "start": "2025-06-04T10:00:00+00:00", "end": "2025-06-04T11:00:00+00:00", "zone": "UTC", "inside_window": True,
    }  # fmt: skip
    assert told["attendees"][0] == {
        "name": "Ines Okafor", "roles": ["author", "owner"], "zone": "UTC", "local_start": "2025-06-04T10:00:00+00:00",
        "available": True, "email": "ines@example.org",
    }  # fmt: skip
    assert [other["start"] for other in told["alternatives"]] == [
        "2025-06-04T13:00:00+00:00", "2025-06-04T16:00:00+00:00", "2025-06-05T09:00:00+00:00",
    ]  # fmt: skip
    assert (told["late_minutes"], told["planned"], told["written"]) == (0, False, [])


def test_looking_writes_nothing(pmflow: Pmflow, over: Path, tmp_path: Path) -> None:
    """Neither does a dry run of all that writes; it says what it would."""
    before = files(tmp_path)
    assert pmflow("meeting", "search-blank", DAY).code == 0
    ran = pmflow(
        "meeting", "search-blank", "--plan", "2025-06-04T10:00Z", "--ics", "r.ics", "--agenda", "a.md", "--dry-run", DAY
    )
    assert ran.code == 0
    assert ran.out.splitlines()[-3:] == ["would write the plan down", "would write r.ics", "would write a.md"]
    assert files(tmp_path) == before


def test_without_a_resolution_it_says_what_to_write(pmflow: Pmflow, there: Path) -> None:
    """A sentence and exit code 2; for programs, nulls; an agenda needs no time."""
    ran = pmflow("meeting", "search-blank", DAY)
    assert (ran.code, ran.out) == (2, "")
    assert "write `resolved: 2025-06-03T15:30Z` into the front matter of the document" in ran.err
    ran = pmflow("meeting", "search-blank", "--json", DAY)
    assert (ran.code, json.loads(ran.out)["window"], json.loads(ran.out)["proposed"]) == (2, None, None)
    assert pmflow("meeting", "search-blank", "--ics", "-", DAY).code == 2
    ran = pmflow("meeting", "search-blank", "--agenda", "-", DAY)
    assert (ran.code, ran.out.splitlines()[1]) == (0, "# Review: Search went blank for signed-in users")
    assert pmflow("meeting", "search-blank", "--plan", "2025-06-04T10:00Z", DAY).code == 0


def test_a_calendar_file_on_standard_output(pmflow: Pmflow, over: Path) -> None:
    """The file alone, with its line ends; what there is to say goes to standard error."""
    ran = pmflow("meeting", "search-blank", "--ics", "-", "--by", "Tariq", DAY)
    assert ran.code == 0
    seen = vobject.readOne(ran.out)
    assert seen.vevent.organizer.value == "mailto:tariq@example.org"
    assert [each.value for each in seen.vevent.attendee_list] == ["mailto:ines@example.org", "mailto:tariq@example.org"]
    assert (
        "Document: postmortems/2025-06-03-search-blank/postmortem.md (read it before)" in seen.vevent.description.value
    )
    assert "no e-mail of Wanda" in ran.err
    assert ran.out.count("\r\n") == ran.out.count("\n")


def test_a_plan_is_shown_wherever_one_looks(pmflow: Pmflow, over: Path, tmp_path: Path) -> None:
    """In the proposal, in explain, in show, in pmflow's block, and in the calendar file; a second plan moves the same event."""
    assert (
        pmflow(
            "meeting", "search-blank", "--plan", "2025-06-04T12:00+02:00", "--ics", "r.ics", "--by", "Ines", DAY
        ).code
        == 0
    )
    first = vobject.readOne((tmp_path / "r.ics").read_bytes().decode()).vevent
    assert (first.status.value, first.dtstart.value.isoformat()) == ("CONFIRMED", "2025-06-04T10:00:00+00:00")
    explained = json.loads(pmflow("explain", "search-blank", "--json", DAY).out)
    assert explained["history"][-1]["what"] == "planned the review meeting for 2025-06-04 10:00 UTC"
    assert {
        "on": "2025-06-04",
        "what": "the review meeting, planned for 10:00 UTC (Ines Okafor)",
        "overdue": False,
    } in explained["next"]
    assert json.loads(pmflow("show", "search-blank", "--json").out)["review"]["planned"].startswith(
        "2025-06-04T10:00:00"
    )
    again = pmflow("meeting", "search-blank", "--ics", "r.ics", "--by", "Ines", DAY)
    assert again.out.splitlines()[-1] == "says so already: r.ics"
    assert (
        pmflow("meeting", "search-blank", "--plan", "2025-06-04T13:00Z", "--ics", "r.ics", "--by", "Ines", DAY).code
        == 0
    )
    second = vobject.readOne((tmp_path / "r.ics").read_bytes().decode()).vevent
    assert second.uid.value == first.uid.value
    assert int(second.sequence.value) == int(first.sequence.value) + 1
    assert second.dtstart.value.isoformat() == "2025-06-04T13:00:00+00:00"


def test_the_block_tells_the_plan_until_it_was_held(pmflow: Pmflow, over: Path) -> None:
    """Then it tells the meeting; the journal stays whole, and who was asked is who was invited."""
    pmflow("sync", "search-blank", DAY)
    pmflow("advance", "search-blank", "waive", DAY)  # refused: a P1; nothing moves
    pmflow("meeting", "search-blank", "--plan", "2025-06-04T10:00Z", "--by", "Ines", DAY)
    later = "--now=2025-06-04T12:00Z"
    ran = pmflow("meeting", "search-blank", "--held", "2025-06-04T10:00Z", "--came", "Tariq", "--json", later)
    assert json.loads(ran.out)["participation"] == {
        "invited": ["Ines Okafor", "Tariq", "Wanda"], "came": ["Tariq"], "missed": ["Ines Okafor", "Wanda"], "guests": [],
    }  # fmt: skip
    assert pmflow("audit", "verify", "search-blank").code == 0
    ran = pmflow("meeting", "search-blank", later)
    assert ran.code == 0
    assert "the review was held on 2025-06-04: 1 of 3 invited came (not: Ines Okafor, Wanda)" in ran.out
    assert pmflow("meeting", "search-blank", "--ics", "-", later).code == 2


def test_the_block_bears_the_plan(pmflow: Pmflow) -> None:
    """Of an opened post-mortem, the plan stands in the document, and the journal and the block agree."""
    now = ("--by", "Maya", "--now=2025-06-04T12:00Z")
    opened = pmflow(
        "open", "Checkout answers 502", "--severity", "P1", "--started", "2025-06-04T08:00Z", "--resolved",
        "2025-06-04T10:00Z", "--json", *now,
    )  # fmt: skip
    told = json.loads(opened.out)
    assert told["meeting"]["proposed"]["start"] == "2025-06-05T10:00:00+00:00"
    assert pmflow("meeting", told["ref"], "--plan", "2025-06-05T10:00Z", *now).code == 0
    assert "- review planned for 2025-06-05 10:00 UTC" in Path(told["path"]).read_text(encoding="utf-8")
    later = ("--by", "Maya", "--now=2025-06-05T12:00Z")
    ran = pmflow("meeting", told["ref"], "--held", "2025-06-05T10:00Z", "--came", "Maya", "--json", *later)
    assert json.loads(ran.out)["advice"] == []
    text = Path(told["path"]).read_text(encoding="utf-8")
    assert "review planned" not in text
    assert "- review held 2025-06-05; came: Maya" in text


def test_open_names_a_slot_once_it_is_over(pmflow: Pmflow) -> None:
    """One line; none while it is running."""
    words = ("open", "Search answers nothing", "--severity", "P1", "--started", "2025-06-04T08:00Z", "--by", "Maya")
    ran = pmflow(*words, "--resolved", "2025-06-04T10:00Z", "--now=2025-06-04T12:00Z")
    assert (
        "review: could be on Thursday 2025-06-05 10:00–11:00 UTC; who can come, and a calendar file: pmflow meeting"
        in ran.out
    )
    assert "review:" not in pmflow("open", "Mail is late", "--severity", "P1", "--now=2025-06-04T12:00Z").out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--plan", "2025-06-04"), "at what time? Write it like 2025-06-04T14:00, on the clocks of UTC"),
        (("--plan", "tomorrow"), '"tomorrow" is no ISO time'),
        (("--plan", "2025-06-03T11:00Z"), "a meeting that was is recorded with --held"),
        (("--held", "2025-06-04"), "is in the future"),
        (("--held", "2025-06-03", "--plan", "2025-06-04T10:00Z"), "--plan is for a meeting that is to come"),
        (("--held", "2025-06-03", "--ics", "r.ics"), "--ics is for a meeting that is to come"),
        (("--came", "Maya"), "--came needs --held"),
        (("--minutes", "5"), "a review takes 15 to 480 minutes"),
        (("--minutes", "481"), "a review takes 15 to 480 minutes"),
        (("--ics", "-", "--json"), "both want standard output"),
        (("--agenda", "-", "--json"), "both want standard output"),
        (("--agenda", "-", "--ics", "-"), "both want standard output"),
        (("--ics", "none/r.ics"), "there is no folder none; make it first"),
        (("--ics", "postmortems"), "postmortems is a folder; name a file in it"),
        (("--ics", ""), "names no file"),
        (("--ics", "pmflow.yml"), "pmflow.yml is not a calendar file that pmflow wrote, and stays as it is"),
        (("--agenda", "pmflow.yml"), "pmflow.yml is not an agenda that pmflow wrote, and stays as it is"),
        (("--agenda", "postmortems/notes.md"), "there it would be taken for a post-mortem; call it agenda.md"),
        (("--invited", "Maya:boss"), '"boss" is no role'),
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    pmflow: Pmflow, over: Path, tmp_path: Path, words: tuple[str, ...], complaint: str
) -> None:
    """One sentence, exit code 2, every file as it was."""
    before = files(tmp_path)
    ran = pmflow("meeting", "search-blank", *words, DAY)
    assert (ran.code, ran.out) == (2, "")
    assert complaint in ran.err
    assert files(tmp_path) == before


def test_a_file_in_the_way_stops_the_plan_as_well(pmflow: Pmflow, over: Path, tmp_path: Path) -> None:
    """All or nothing: what cannot be written is found before anything is journaled."""
    (tmp_path / "r.ics").write_text("BEGIN:VCALENDAR\n", encoding="utf-8")
    before = files(tmp_path)
    assert pmflow("meeting", "search-blank", "--plan", "2025-06-04T10:00Z", "--ics", "r.ics", DAY).code == 2
    assert files(tmp_path) == before


def test_a_time_without_an_offset_is_the_teams(pmflow: Pmflow, over: Path, tmp_path: Path) -> None:
    """Planned and held on the clocks that the whole view is in, and said; an offset is taken at its word."""
    (tmp_path / "pmflow.yml").write_text("calendar: {timezone: Europe/Berlin}\n", encoding="utf-8")
    ran = pmflow("meeting", "search-blank", "--plan", "2025-06-04T14:30", "--by", "Ines", DAY)
    assert "planned: Wednesday 2025-06-04 14:30–15:30 CEST" in ran.out
    ran = pmflow("meeting", "search-blank", "--plan", "2025-06-03T13:30", "--by", "Ines", DAY)
    assert (ran.code, "--plan 2025-06-03T13:30 is over (2025-06-03 14:00 CEST now)" in ran.err) == (2, True)
    later = "--now=2025-06-04T14:00Z"
    held = ("meeting", "search-blank", "--by", "Ines", later, "--dry-run", "--held")
    assert pmflow(*held, "2025-06-04T14:30").out.startswith("held: 2025-06-04 14:30 CEST\n")
    assert json.loads(pmflow(*held, "2025-06-04T14:30", "--json").out)["held"] == "2025-06-04T14:30:00+02:00"
    assert pmflow(*held, "2025-06-04T14:30Z").code == 2
    ran = pmflow(*held, "2025-06-04T16:30")
    assert (ran.code, "is in the future (it is 2025-06-04 16:00 CEST)" in ran.err) == (2, True)


def test_a_day_is_the_teams(pmflow: Pmflow, over: Path, tmp_path: Path) -> None:
    """What was held on Wednesday morning in Auckland can be recorded there at once, though it is Tuesday in London."""
    (tmp_path / "pmflow.yml").write_text("calendar: {timezone: Pacific/Auckland}\n", encoding="utf-8")
    ran = pmflow("meeting", "search-blank", "--held", "2025-06-04", "--by", "Ines", "--now=2025-06-03T22:00Z")
    assert (ran.code, ran.err) == (0, "")


def test_a_first_name_is_who_was_invited(pmflow: Pmflow, over: Path) -> None:
    """Not a guest of that name, while the one whom it names is missed."""
    words = ("--invited", "Ines Okafor", "--invited", "Tariq", "--came", "Ines", "--came", "Zoe", "--by", "Tariq")
    ran = pmflow("meeting", "search-blank", "--held", "2025-06-03T11:30Z", *words, DAY)
    assert ran.out.splitlines()[1] == "1 of 2 invited came (not: Tariq), and Zoe"


def test_nobody_is_told_of_hours_that_nobody_knows(pmflow: Pmflow, over: Path) -> None:
    """Where the policy lists people, somebody else can neither come nor not: that is said, in text and for programs."""
    words = ("meeting", "search-blank", "--invited", "Ines", "--also", "oskar", DAY)
    said = pmflow(*words).out
    assert "(1 of 2 can come)" in said
    assert "? oskar" in " ".join(said.split())
    assert "oskar is none of the people in pmflow.yml: nobody knows when they work" in " ".join(said.split())
    told = json.loads(pmflow(*words, "--json").out)
    assert {each["name"]: each["available"] for each in told["attendees"]} == {"Ines Okafor": True, "oskar": None}
    assert {name for other in told["alternatives"] for name in other["available"]} == {"Ines Okafor"}


def test_notes_in_an_agenda_are_safe_and_it_is_no_post_mortem(pmflow: Pmflow, over: Path) -> None:
    """Beside its post-mortem it is called agenda.md; what somebody wrote into it stays; check and list pass it by."""
    notes = over.parent / "agenda.md"
    name = "postmortems/2025-06-03-search-blank/agenda.md"
    for _ in range(2):
        assert pmflow("meeting", "search-blank", "--agenda", name, DAY).code == 0
    notes.write_text(notes.read_text(encoding="utf-8") + "\nJo: the page was slow before that, too\n", encoding="utf-8")
    ran = pmflow("meeting", "search-blank", "--agenda", name, DAY)
    assert (ran.code, "was changed since pmflow wrote it" in ran.err) == (2, True)
    assert "Jo: the page was slow" in notes.read_text(encoding="utf-8")
    checked = json.loads(pmflow("check", "postmortems", "--json").out)
    assert [Path(each["path"]).name for each in checked["files"]] == ["postmortem.md"]


def test_a_broken_journal_takes_no_plan(pmflow: Pmflow, over: Path) -> None:
    """Refused with 10, and no file is written."""
    pmflow("approve", "search-blank", "--by", "Tariq", DAY)
    journal = over.parent / "journal.jsonl"
    journal.write_text(journal.read_text().replace("Tariq", "Tarik", 1))
    ran = pmflow("meeting", "search-blank", "--plan", "2025-06-04T10:00Z", "--ics", "r.ics", "--json", DAY)
    assert (ran.code, [each["guard"] for each in json.loads(ran.out)["refusals"]]) == (10, ["journal_whole"])
    assert not Path("r.ics").exists()
