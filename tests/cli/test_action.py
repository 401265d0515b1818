"""Answering for action items as a person does, on a folder of Markdown."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Pmflow, Ran
from tests.good import GOOD

REF = "search-blank"
DAY = "--now=2025-06-04T12:00Z"
PAGE = Path(__file__).parents[2] / "docs" / "answers.md"


@pytest.fixture
def tracked(pmflow: Pmflow, there: Path) -> Path:
    """A post-mortem whose three items are tracked."""
    pmflow("meeting", REF, "--held", "2025-06-04", "--came", "Tariq", "--by", "Ines", DAY)
    pmflow("approve", REF, "--by", "Tariq", DAY)
    assert pmflow("advance", REF, "review", "--by", "Ines", DAY).code == 0
    assert pmflow("advance", REF, "track", "--by", "Ines", DAY).code == 0
    return there


def rows(there: Path) -> list[list[str]]:
    """Id, owner, due and status of each row."""
    cells = [[c.strip() for c in line.split("|")] for line in there.read_text().splitlines() if "<!-- AI-" in line]
    return [[re.findall(r"AI-\d+", row[2])[0], *row[3:6]] for row in cells]


def guards(ran: Ran) -> list[str]:
    assert ran.code == 10, ran
    return [refusal["guard"] for refusal in json.loads(ran.out)["refusals"]]


def test_a_users_session(pmflow: Pmflow, tracked: Path) -> None:
    """From the reminder to the closed post-mortem: the rows, the history, a whole journal."""
    for words in (
        ("done", REF, "AI-1", "--evidence", "https://ci.example/run/42", "--by", "Tariq"),
        ("verify", REF, "AI-1", "--by", "Noor"),
        ("due", REF, "AI-2", "2", "weeks", "--by", "Ines"),
        ("snooze", REF, "AI-2", "3", "--by", "Ines"),
        ("assign", REF, "AI-2", "AI-3", "Noor", "Haddad", "--by", "Ines"),
        ("wont-do", REF, "AI-3", "superseded", "by", "AI-2", "--approver", "Ines", "--by", "Wanda"),
        ("done", REF, "ai-2", "--by", "Noor"),
    ):
        ran = pmflow("action", *words, DAY)
        assert (ran.code, ran.err) == (0, "")
    assert rows(tracked) == [
        ["AI-1", "Tariq", "2025-06-10", "Verified"],
        ["AI-2", "Noor Haddad", "2025-06-18", "Done"],
        ["AI-3", "Noor Haddad", "2025-06-27", "Won't do"],
    ]
    past = json.loads(pmflow("explain", REF, "--json", DAY).out)["history"]
    assert [(line["by"], line["what"]) for line in past[4:]] == [
        ("Tariq", "said that AI-1 is done, evidence: https://ci.example/run/42"),
        ("Noor", "verified AI-1"),
        ("Ines", "set AI-2 due 2025-06-18, was 2025-06-13"),
        ("Ines", "snoozed AI-2 until 2025-06-09"),
        ("Ines", "gave AI-2 to Noor Haddad, was Ines"),
        ("Ines", "gave AI-3 to Noor Haddad, was Wanda"),
        ("Wanda", "settled AI-3: it will not be done (superseded by AI-2; agreed by Ines)"),
        ("Noor", "said that AI-2 is done"),
    ]
    assert pmflow("sync", REF, DAY).out.startswith("nothing to do")
    assert pmflow("advance", REF, "share", "--audience", "company", DAY).code == 0
    assert pmflow("advance", REF, "close", DAY).code == 0
    assert guards(pmflow("action", "done", REF, "AI-3", "--json", DAY)) == ["step_allowed"]
    assert pmflow("audit", "verify", REF).code == 0


def test_the_last_answer_says_what_comes_next(pmflow: Pmflow, tracked: Path) -> None:
    """Once nothing holds `close` back, and not before."""
    pmflow("advance", REF, "share", "--audience", "company", DAY)
    assert "next:" not in pmflow("action", "done", REF, "AI-1", DAY).out
    assert (
        "next: pmflow advance 2025-06-03-search-blank close" in pmflow("action", "done", REF, "AI-2", "AI-3", DAY).out
    )


def test_a_dry_run_tells_all_and_writes_nothing(pmflow: Pmflow, tracked: Path) -> None:
    """For several ids, too; as JSON in the form of every plan."""
    before = {path: path.read_bytes() for path in tracked.parent.iterdir()}
    ran = pmflow("action", "done", REF, "AI-1", "AI-2", "--by", "Tariq", "--dry-run", "--json", DAY)
    told = json.loads(ran.out)
    ref = "2025-06-03-search-blank"
    assert told["plan"] == [
        {"effect": "write_rows", "target": ref, "summary": "write status into the rows of AI-1"},
        {"effect": "journal", "target": f"{ref}#AI-1", "summary": "record that Tariq says it is done"},
        {"effect": "write_rows", "target": ref, "summary": "write status into the rows of AI-2"},
        {"effect": "journal", "target": f"{ref}#AI-2", "summary": "record that Tariq says it is done"},
    ]
    assert (told["applied"], told["examined"], told["of"], told["refusals"]) == (False, 1, 1, [])
    assert {path: path.read_bytes() for path in tracked.parent.iterdir()} == before


def test_of_several_one_that_is_refused_does_not_stop_the_next(pmflow: Pmflow, tracked: Path) -> None:
    """The exit code says that not all went well; run again, what was done is nothing to do."""
    words = ("action", "done", REF, "AI-9", "AI-2", "--by", "Ines", "--json", DAY)
    assert guards(pmflow(*words)) == ["item_tracked"]
    assert [row[3] for row in rows(tracked)] == ["In progress", "Done", "Planned"]
    again = json.loads(pmflow(*words).out)
    assert (again["plan"], [a["guard"] for a in again["advice"]]) == ([], ["answer_allowed"])


def test_only_fields_of_the_row_are_written(pmflow: Pmflow, tracked: Path) -> None:
    """Every other byte stays: evidence and reasons go into no prose."""
    before = tracked.read_bytes()
    pmflow("action", "done", REF, "AI-1", "--evidence", "https://ci.example/run/42", "--by", "Tariq", DAY)
    assert tracked.read_bytes() == before.replace(b"| In progress |", b"| Done |")


def test_checkbox_lists_take_answers_too(pmflow: Pmflow, there: Path) -> None:
    """Not every team has a table."""
    head, _, rest = GOOD.partition("| Priority |")
    lessons = rest[rest.index("\n## Lessons") :]
    items = (
        "- [ ] P1: Compare group names without regard to case in the access filter (owner: Tariq, due: 2025-06-10)\n"
        "- [ ] P1: Run the smoke test as a guest and as a member of two groups (owner: Ines, due: 2025-06-13)\n"
    )
    there.write_text(head + items + lessons)
    pmflow("meeting", REF, "--held", "2025-06-04", "--came", "Tariq", DAY)
    pmflow("approve", REF, "--by", "Tariq", DAY)
    pmflow("advance", REF, "review", DAY)
    assert pmflow("advance", REF, "track", DAY).code == 0
    assert pmflow("action", "done", REF, "AI-1", "--by", "Tariq", DAY).code == 0
    assert pmflow("action", "verify", REF, "AI-1", "--by", "Noor", DAY).code == 0
    assert pmflow("action", "due", REF, "AI-2", "2025-06-20", "--by", "Ines", DAY).code == 0
    ran = pmflow("action", "wont-do", REF, "AI-2", "superseded by OPS-9", "--approver", "Noor", "--by", "Ines", DAY)
    assert ran.code == 0
    shown = json.loads(pmflow("show", REF, "--json").out)["action_items"]
    assert [(i["ref"], i["status"], i["due"]) for i in shown] == [
        ("AI-1", "verified", "2025-06-10"), ("AI-2", "wont_do", "2025-06-20"),
    ]  # fmt: skip
    assert pmflow("sync", REF, DAY).out.startswith("nothing to do")


def test_an_override_is_shown_and_journaled(pmflow: Pmflow, tracked: Path) -> None:
    """Refused without, taken with; `explain` names the guard and the reason."""
    words = ("action", "due", REF, "AI-1", "2025-08-01", "--by", "Tariq", DAY)
    assert guards(pmflow(*words, "--json")) == ["due_movable"]
    assert pmflow(*words, "--override", "due_movable", "--reason", "the part is late").code == 0
    last = json.loads(pmflow("explain", REF, "--json", DAY).out)["history"][-1]
    assert last["what"] == "set AI-1 due 2025-08-01, was 2025-06-10, passing over due_movable (the part is late)"
    assert (last["overrides"], last["reason"]) == (["due_movable"], "the part is late")


def test_alone_it_shows_how_it_is_typed(pmflow: Pmflow) -> None:
    """One example for each answer, and no complaint."""
    ran = pmflow("action")
    assert (ran.code, ran.err) == (0, "")
    for verb in ("done", "verify", "due", "snooze", "assign", "wont-do"):
        assert f"\n  pmflow action {verb} REF AI-1" in ran.out
        assert f"\n  pmflow action {verb} REF AI-1" in pmflow("action", "--help").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("dnoe R AI-1", '"dnoe" is no answer; did you mean "done"?'),
        ("finish R AI-1", '"finish" is no answer; one of done, verify, due, snooze, assign, wont-do'),
        ("R done AI-1", "the verb stands first: pmflow action done R AI-1"),
        ("AI-1 done R", "the verb stands first: pmflow action done R AI-1"),
        ("done AI-1", "say which post-mortem: pmflow action done REF"),
        ("done R", "say which action item: pmflow action done REF"),
        ("due R friday AI-1", "the ids stand before the rest: pmflow action due R AI-1 friday"),
        ("due R AI-1", "say the new date: pmflow action due REF"),
        ("due R AI-1 someday", '"someday" is no date; write it like 2025-06-18, friday,'),
        ("due R AI-1 2025-06-12 friday", '"2025-06-12 friday": 2025-06-12 (Thu) is read, and "friday" is left over; give one'),
        ("snooze R AI-1 0", '"0" is no number of business days; write 1 or more'),
        ("snooze R AI-1 soon", '"soon" is no number of business days'),
        ("assign R AI-1", "say who does it: pmflow action assign REF"),
        ("wont-do R AI-1 AI-2 moot --approver Noor", "wont-do takes one action item at a time"),
        ("wont-do R AI-1 moot --reason moot", "say why once: behind the id, or with --reason"),
        ("due R AI-1 friday --evidence x.png", "--evidence belongs to done, not to due"),
        ("done R AI-1 --approver Noor", "--approver belongs to wont-do, not to done"),
        ("done R AI-1 --override due_movable", "--override belongs to verify, due, snooze, not to done"),
        ("due R AI-1 friday --override due_ahead", "--override: due_ahead cannot be passed over; only"),
        ("due R AI-1 friday --override due_moveable", '"due_moveable" is no guard of answers; did you mean "due_movable"?'),
        ("done R AI-1 --evidence yes", '"yes" is no link; write an http(s) address, or a path'),
        ("done R AI-1 --by ''", "--by names nobody"),
    ],
)  # fmt: skip
def test_what_was_typed_wrongly_is_said_in_one_line(pmflow: Pmflow, tracked: Path, words: str, told: str) -> None:
    """Exit 2, nothing written, and how to type it."""
    before = {path: path.read_bytes() for path in tracked.parent.iterdir()}
    ran = pmflow("action", *shlex.split(words.replace("R ", f"{REF} ") if "stand" not in told else words), DAY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("pmflow: ")
    assert ran.err.count("\n") == 1
    assert told in ran.err
    assert {path: path.read_bytes() for path in tracked.parent.iterdir()} == before


@pytest.mark.parametrize(
    "owner", ["Jane | Doe", "<!-- x -->", "*Bob*", "`rm -rf`", "Ｊａｎｅ", "Zoë \u202eX", "x" * 400]
)
def test_odd_names_are_written_so_that_they_read_back_or_not_at_all(pmflow: Pmflow, tracked: Path, owner: str) -> None:
    """Exit 0 and nothing left to do, or 4 (or 10) and nothing changed; never a torn row."""
    before = tracked.read_bytes()
    ran = pmflow("action", "assign", REF, "AI-2", owner, "--by", "Ines", DAY)
    assert ran.code in (0, 4, 10), ran
    if ran.code:
        assert tracked.read_bytes() == before
    assert len(rows(tracked)) == 3
    assert pmflow("sync", REF, DAY).out.startswith("nothing to do")


def test_the_page_shows_what_is_printed(pmflow: Pmflow, tracked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of docs/answers.md, in its order, on the tracked post-mortem."""
    examples = re.findall(r"^\$ pmflow (.+)\n((?:(?!\$ |```).*\n)*)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(examples) == 6
    monkeypatch.setenv("COLUMNS", "200")
    for words, printed in examples:
        shown = pmflow(*shlex.split(words), DAY).out
        assert [line.rstrip() for line in shown.splitlines()] == printed.splitlines(), words
