"""The facilitator's agenda: facts first, made of what this post-mortem has and lacks, in minutes that add up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmflow.document.blocks import read_blocks
from pmflow.meeting.agenda import WEIGHTS, Matter, Unsettled, agenda, outline, timeboxes, why_not_ours
from pmflow.meeting.propose import LONGEST, SHORTEST, propose
from pmflow.model import ActionItem, Person, Postmortem, TimelineEntry, Why
from pmflow.policy import Policy
from tests.meeting.sample import NOW, snapshot

SEEN = snapshot()
PROPOSAL = propose(SEEN, Policy(), now=NOW)


def matter(**changes: Any) -> Matter:
    postmortem = SEEN.document.postmortem.model_copy(update=changes)
    return Matter(
        PROPOSAL,
        postmortem,
        postmortem.action_items,
        place="postmortems/x/postmortem.md",
        record_with="pmflow meeting x",
    )


def part(text: str, name: str) -> str:
    """What stands below the heading with these words."""
    return next(chunk for chunk in text.split("\n## ") if name in chunk.split("\n")[0]).split("\n", 1)[1]


@given(st.integers(SHORTEST, LONGEST))
def test_timeboxes_add_up(minutes: int) -> None:
    """Whole minutes, at least one for each part, and together the length of the meeting."""
    boxes = timeboxes(minutes)
    assert list(boxes) == list(WEIGHTS)
    assert sum(boxes.values()) == minutes
    assert min(boxes.values()) >= 1


def test_the_order_is_the_practice_s() -> None:
    """Ground rules, what happened, why, how we responded, what we learned, what we change; each with its time."""
    text = agenda(matter())
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Who is invited",
        "## 0:00 Welcome and ground rules (5 min)",
        "## 0:05 What happened? (13 min)",
        "## 0:18 Why did it happen? (15 min)",
        "## 0:33 How did we respond? (9 min)",
        "## 0:42 What did we learn? (5 min)",
        "## 0:47 What will we change? (9 min)",
        "## 0:56 Close (4 min)",
    ]
    assert "Proposed: Wednesday 2025-06-04 10:00–11:00 UTC (60 min)" in text
    assert "| Ines Okafor | author, owner | Wed 10:00 UTC |  |" in text


def test_it_is_made_of_what_the_document_has() -> None:
    """The timeline without causes, factors, what went well before what went poorly, action items with owner and date."""
    text = agenda(matter())
    assert "- **09:14** Empty-result alert pages the on-call" in part(text, "What happened?")
    assert "- Staging has one user, who is in no group" in part(text, "Why did it happen?")
    response = part(text, "How did we respond?")
    assert response.index("four minutes after") < response.index("roll-back page")
    assert "(P1, Tariq, due 2025-06-10)" in part(text, "What will we change?")
    assert "To ask:" not in part(text, "What will we change?")


def test_it_asks_for_what_the_document_lacks() -> None:
    """One factor, no owner, no date, nothing that went well: each is a box to tick."""
    items = (ActionItem(title="Improve it"), ActionItem(title="Alert on it", owner="Ops Team", due=None, priority=None))
    text = agenda(
        matter(contributing_factors=("the test has no groups",), went_well=(), timeline=(), action_items=items)
    )
    assert "- [ ] the document has no timeline to speak of: make it here, from logs and chat" in part(
        text, "What happened?"
    )
    assert "- [ ] only one contributing factor is named: what else had to be so?" in part(text, "Why did it happen?")
    assert "- [ ] nothing that went well is named: what made it shorter than it could have been?" in part(
        text, "respond"
    )
    change = part(text, "What will we change?")
    assert "- [ ] “Improve it” has no owner and no date and no priority" in change
    assert "- [ ] “Alert on it” has no owner who is one person and no date and no priority" in change


def test_five_whys_go_on_where_the_document_stops() -> None:
    """Two are answered: the third asks on from the last answer, and five are there."""
    whys = (
        Why(question="Why was search empty?", answer="The filter matched nothing."),
        Why(question="Why?", answer="TBD"),
    )
    lines = part(agenda(matter(five_whys=whys)), "Why did it happen?").splitlines()
    numbered = [line for line in lines if line[:2] in ("1.", "2.", "3.", "4.", "5.") or line.startswith("   - ")]
    assert numbered == [
        "1. Why was search empty?",
        "   - The filter matched nothing.",
        "2. Why?",
        "   - _open_",
        "3. And why is that: The filter matched nothing?",
        "   - _open_",
        "4. Why?",
        "   - _open_",
        "5. Why?",
        "   - _open_",
    ]


def test_what_the_meeting_should_settle() -> None:
    """The guards of the review step that fail now stand before the meeting begins."""
    made = Matter(
        PROPOSAL, SEEN.document.postmortem, unsettled=(Unsettled("factors_plural", ("name two", "or three")),)
    )
    settle = part(agenda(made), "To be settled in this meeting")
    assert "- `factors_plural`: name two\n- `factors_plural`: or three\n" in settle


def test_an_empty_post_mortem_has_an_agenda() -> None:
    """Nobody is known, nothing is written: it still says what to do, and in which time."""
    bare = propose(snapshot("", resolved_at=None), Policy(), now=NOW, minutes=15)
    text = agenda(Matter(bare, Postmortem()))
    assert text.count("\n## ") == 8
    assert "Nobody is known yet" in text
    assert "- [ ] no action item is written down: which one would have made this harmless?" in text


def test_only_an_agenda_without_notes_is_written_over() -> None:
    """Whoever takes notes in it keeps them."""
    data = agenda(matter()).encode()
    ref = PROPOSAL.ref
    assert why_not_ours(data, ref) is None
    assert why_not_ours(data.replace(b"\n", b"\r\n"), ref) is None
    assert why_not_ours(data, "another") == "is the agenda of another post-mortem"
    assert why_not_ours(data.replace(b"- [ ]", b"- [x]", 1), ref) == "was changed since pmflow wrote it"
    for other in (b"", b"# Notes\n", b"\xff"):
        assert why_not_ours(other, ref) == "is not an agenda that pmflow wrote"


def test_the_calendar_gets_an_outline() -> None:
    """What, where, and when each part begins."""
    assert outline(matter()).splitlines()[:6] == [
        "Blameless review of: Search went blank for signed-in users",
        "Document: postmortems/x/postmortem.md (read it before)",
        "",
        "0:00  Welcome and ground rules (5 min)",
        "0:05  What happened? (13 min)",
        "0:18  Why did it happen? (15 min)",
    ]


HOSTILE = st.one_of(
    st.sampled_from([
        "# Heading\n\n## Another", "--> <script>alert(1)</script> <!--", "| a | b |\n|---|---|", "```\ncode", "- [x] done",
        "x" * 10_000, "[link](javascript:x)", "<!-- pmflow:agenda 0123456789abcdef x -->", "1. one", "> quote", "===", "\x00\x1b",
    ]),
    st.text(max_size=80),
)  # fmt: skip


@settings(max_examples=60)
@given(HOSTILE)
def test_no_words_change_its_shape(text: str) -> None:
    """Titles, names and entries show as they were written: same headings, no HTML but the first line, lists as long."""
    changed = matter(
        title=text,
        timeline=(TimelineEntry(raw=text, text=text),),
        contributing_factors=(text, text),
        five_whys=(Why(question=text, answer=text),),
        went_well=(text,),
        action_items=(ActionItem(title=text, owner=text),),
    )
    given = propose(SEEN, Policy(), now=NOW, also=(Person(name=text),))
    made = agenda(Matter(given, changed.postmortem, changed.items, place=text))
    kinds = [
        (block.kind, block.level)
        for block in read_blocks(made).children
        if block.kind in ("heading", "html", "code", "quote")
    ]
    assert [kind for kind in kinds if kind[0] == "heading"] == [("heading", 1), *[("heading", 2)] * 8]
    assert sum(kind == "html" for kind, _ in kinds) <= 1
    assert not {"code", "quote", "fence"} & {kind for kind, _ in kinds}
    assert why_not_ours(made.encode("utf-8", "replace"), given.ref) is None


@pytest.mark.parametrize("minutes", [15, 45, 60, 90, 480])
def test_every_length_has_all_parts(minutes: int) -> None:
    """Also a quarter of an hour."""
    made = agenda(Matter(propose(SEEN, Policy(), now=NOW, minutes=minutes), SEEN.document.postmortem))
    assert made.count("\n## ") == 8
    assert f"({minutes} min)" in made
