"""`pmflow sync`: of named post-mortems, and of all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Pmflow


def broken(folder: Path) -> str:
    """A post-mortem that cannot be read; its name."""
    path = folder / "postmortems" / "2025-06-01-torn" / "postmortem.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"# Caf\xe9\n")
    return path.parent.name


def test_a_ref_that_is_none(pmflow: Pmflow, there: Path) -> None:
    """One line and exit 3, as with every command; the others that were named are left alone."""
    for words in (("nothing-like-it",), ("search-blank", "nothing-like-it")):
        ran = pmflow("sync", *words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
        assert ran.err.startswith("pmflow: nothing-like-it: there is no post-mortem of that name in ")


def test_an_unreadable_document(pmflow: Pmflow, there: Path, tmp_path: Path) -> None:
    """Exit 4 where it was named, also beside others; with --all it only was not looked at, which is 11."""
    name = broken(tmp_path)
    alone = pmflow("sync", name)
    assert (alone.code, alone.out, "is not UTF-8" in alone.err) == (4, "", True)
    both = pmflow("sync", name, "search-blank")
    assert (both.code, "looked at 1 of 2" in both.out, "is not UTF-8" in both.err) == (4, True, True)
    assert pmflow("sync", "--all").code == 11


DAY = "--now=2025-06-04T12:00Z"
ROW = "| P2 | Rewrite the roll-back page for the new cluster and try it once <!-- AI-3 --> | Wanda | 2025-06-27 | Planned |\n"


def tracked(pmflow: Pmflow) -> None:
    """Lead the good post-mortem on to where its action items are promises."""
    for words in (
        ("meeting", "search-blank", "--held", "2025-06-04", "--came", "Tariq", "--by", "Ines"),
        ("approve", "search-blank", "--by", "Tariq"),
        ("advance", "search-blank", "review", "--by", "Ines"),
        ("advance", "search-blank", "track", "--by", "Ines"),
    ):
        assert pmflow(*words, DAY).code == 0


def sync(pmflow: Pmflow, *words: str) -> dict[str, Any]:
    """`pmflow sync --json`, which succeeds."""
    ran = pmflow("sync", "search-blank", "--json", DAY, *words)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def effects(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """What was done: each effect's name and words."""
    return [(effect["effect"], effect["summary"]) for effect in answer["plan"]]


def test_nothing_to_do(pmflow: Pmflow, there: Path) -> None:
    """Where all agree, the plan is empty, nothing is applied, and no byte of the folder changes."""
    tracked(pmflow)
    before = {path.name: path.read_bytes() for path in there.parent.iterdir()}
    answer = sync(pmflow)
    assert answer == {
        "plan": [], "refusals": [], "advice": [], "findings": [], "applied": False, "examined": 1, "of": 1, "troubles": [],
    }  # fmt: skip
    assert pmflow("sync", "--all", DAY).out == "nothing to do\nlooked at 1 of 1\n"
    assert {path.name: path.read_bytes() for path in there.parent.iterdir()} == before


def test_a_change_in_a_row_is_journaled(pmflow: Pmflow, there: Path) -> None:
    """A row that was marked done: a dry run tells it and applies nothing, a sync does it once, the next has nothing to do."""
    tracked(pmflow)
    there.write_text(there.read_text().replace("| In progress |", "| Done |"))
    journal = (there.parent / "journal.jsonl").read_bytes()
    tried = sync(pmflow, "--dry-run")
    assert (effects(tried), tried["applied"]) == ([("journal", "record how the action items stand")], False)
    assert (there.parent / "journal.jsonl").read_bytes() == journal
    done = sync(pmflow)
    assert (done["plan"], done["applied"]) == (tried["plan"], True)
    history = json.loads(pmflow("explain", "search-blank", "--json", DAY).out)["history"]
    assert history[-1]["what"] == "action items moved on: AI-1 status done"
    again = sync(pmflow)
    assert (again["plan"], again["applied"]) == ([], False)


def test_a_row_that_vanished_is_reported_and_not_forgotten(pmflow: Pmflow, there: Path) -> None:
    """The finding comes with every sync, the comment once; the promise stands until the row is back or settled."""
    tracked(pmflow)
    whole = there.read_text()
    assert whole.count(ROW) == 1
    there.write_text(whole.replace(ROW, ""))
    first, second = sync(pmflow), sync(pmflow)
    gone = (
        'the row of AI-3 "Rewrite the roll-back page for the new cluster and try it once" disappeared; '
        'it stays a promise until it is done or "won\'t do"'
    )
    assert [[(f["rule"], f["message"]) for f in answer["findings"]] for answer in (first, second)] == [
        [("item-row-gone", gone)],
        [("item-row-gone", gone)],
    ]
    assert [name for name, _ in effects(first)] == ["comment"]
    assert (second["plan"], second["applied"]) == ([], False)
    assert (there.parent / "comments.md").read_text().count("The row of AI-3") == 1
    there.write_text(whole)
    assert (sync(pmflow)["findings"], there.read_text()) == ([], whole)


def test_a_state_set_by_hand_that_is_not_earned(pmflow: Pmflow, there: Path) -> None:
    """It is taken back, the advice names what does not hold, and a repeat has nothing to do."""
    tracked(pmflow)
    whole = there.read_text()
    there.write_text(whole.replace("state: actions_tracked", "state: shared"))
    answer = sync(pmflow)
    assert ([name for name, _ in effects(answer)], answer["applied"]) == (["journal", "set_state", "comment"], True)
    assert [(a["guard"], a["message"]) for a in answer["advice"]][-1] == (
        "state_shown",
        "shared was set by hand and is taken back to actions_tracked",
    )
    assert there.read_text() == whole
    assert "audience_named" in (there.parent / "comments.md").read_text()
    assert sync(pmflow)["plan"] == []


def test_a_state_set_by_hand_that_is_earned(pmflow: Pmflow, there: Path) -> None:
    """Where the guards hold it is accepted, and journaled as set by hand."""
    tracked(pmflow)
    assert pmflow("advance", "search-blank", "share", "--audience", "company", "--by", "Ines", DAY).code == 0
    text = there.read_text().replace("| In progress |", "| Done |").replace("| Planned |", "| Done |")
    there.write_text(text.replace("state: shared", "state: closed"))
    answer = sync(pmflow)
    assert (answer["advice"], answer["applied"]) == ([], True)
    assert json.loads(pmflow("show", "search-blank", "--json").out)["state"] == "closed"
    history = json.loads(pmflow("explain", "search-blank", "--json", DAY).out)["history"]
    assert ("shared", "closed") in [(line["from"], line["to"]) for line in history]
