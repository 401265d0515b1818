"""The readers on whole documents: what is understood, and that nothing is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.adapters.memory import Memory
from pmflow.document import render
from pmflow.document.own_words import upsert_block
from pmflow.document.parse import parse
from pmflow.engine import look, run
from pmflow.events import StepAsked, Synced
from pmflow.model import ActionStatus, Step
from pmflow.policy import Policy
from pmflow.states.guards import GUARDS
from tests.document.corpus import documents, score
from tests.good import GOOD

ALL = [*documents("seen"), *documents("seen2"), *documents("held")]
FLOORS = {
    "sections": 0.98, "timeline": 0.98, "times": 0.98, "items": 0.98, "owner": 0.98, "due": 0.98, "relative due": 0.98,
    "priority": 0.98, "status": 0.98, "date": 0.98,
}  # fmt: skip
SEEN2 = dict.fromkeys(FLOORS, 0.98)
"""Three more writers, opened once their first figures had been noted: two with sections 0.96, times 0.75, items 0.97,
owners 0.99, dates 0.95; the third with 0.97, 0.77, 1.0, 0.97, 0.9. All that they wrote is read since, by grammar."""
HELD = {
    "sections": 0.9, "timeline": 0.98, "times": 0.92, "items": 0.98, "owner": 0.98, "due": 0.98, "relative due": 0.98,
    "priority": 0.98, "status": 0.98, "date": 0.89,
}  # fmt: skip
"""Measured. `items` counts an item that is made up as a miss, too. Before anybody had opened these documents the readers
reached 0.78 for items, 0.91 for owners and 0.90 for dues there; that is what a stranger's document may expect at least."""


@pytest.mark.parametrize(("part", "floors"), [("seen", FLOORS), ("seen2", SEEN2), ("held", HELD)])
def test_documents_are_understood(part: str, floors: dict[str, float]) -> None:
    """Sections, timelines, items and their fields are read as careful readers noted them."""
    total = score(part)
    assert len(documents(part)) >= 20
    below = {what: round(total.ratio(what), 3) for what, floor in floors.items() if total.ratio(what) < floor}
    assert below == {}, "\n".join(total.misses)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_what_need_not_change_stays_as_it_was(path: Path) -> None:
    """Reading and writing back gives the same bytes, with any line ends."""
    data = path.read_bytes()
    for variant in (data, data.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + data):
        assert render(parse(variant)) == variant


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=400))
def test_any_text_is_read_and_stays_as_it_was(text: str) -> None:
    """Whatever people write below the head of a document is read, and no byte of it changes."""
    data = ("# T\n\n" + text).encode()
    assert render(parse(data)) == data


@given(st.lists(st.sampled_from([line + "\n" for line in GOOD.splitlines()] + ["```\n", "> q\n", "\n"]), max_size=60))
def test_shuffled_documents_are_read_and_stay_as_they_were(lines: list[str]) -> None:
    """Lines of a post-mortem in any order are no reason to fail."""
    data = ("\n" + "".join(lines)).encode()
    assert render(parse(data)) == data


@given(st.text(alphabet=st.sampled_from("a|<>!-` \n*é"), max_size=80))
def test_the_block_is_replaced_and_nothing_else(content: str) -> None:
    """Writing the block twice is as writing it once, and people's lines stand before it as they were."""
    source = parse(GOOD).source
    once = upsert_block(source, content)
    assert upsert_block(once, content) == once
    assert once.text.startswith(GOOD)


SOME = [path if number % 3 == 0 else pytest.param(path, marks=pytest.mark.slow) for number, path in enumerate(ALL)]
OVERRIDE = tuple(GUARDS)
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_foreign_documents_can_be_tracked_and_written_back(path: Path) -> None:
    """Every item gets its number in its own row, takes a new owner, date and status there, and is then at rest."""
    tracker, policy = Memory(), Policy()
    ref = tracker.add(path.read_text(encoding="utf-8"))
    before = look(tracker, ref, policy).document.postmortem.action_items
    for step in (Step.REVIEW, Step.TRACK):
        asked = StepAsked(step=step, by="Noor", reason="moved over", overrides=OVERRIDE)
        assert run(tracker, ref, asked, policy, now=NOW).plan.refusals == ()
    tracked = look(tracker, ref, policy).document.postmortem.action_items
    assert [item.title for item in tracked] == [item.title for item in before]
    if not before:
        return
    assert [item.id for item in tracked] == [f"AI-{number}" for number in range(1, len(before) + 1)]
    for item in tracked:
        tracker.close_item(ref, item.id or "")
        tracker.assign_item(ref, item.id or "", "Noor Haddad")
        tracker.set_due(ref, item.id or "", dt.date(2026, 2, 3))
    run(tracker, ref, Synced(), policy, now=NOW)
    after = look(tracker, ref, policy).document.postmortem.action_items
    wanted = [("Noor Haddad", dt.date(2026, 2, 3), ActionStatus.DONE)] * len(before)
    assert [(item.owner, item.due, item.status) for item in after] == wanted
    assert run(tracker, ref, Synced(), policy, now=NOW).plan.effects == ()
