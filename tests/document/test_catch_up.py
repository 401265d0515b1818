"""Catching up with the incident: what a draft has not is added, and every line that was there stays."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.catch_up import catch_up
from pmflow.document.parse import parse
from pmflow.document.write import Kind, new_postmortem
from pmflow.model import Incident, SectionName, Severity, TimelineEntry


def at(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 3, 10, hour, minute, tzinfo=dt.UTC)


RUNNING = Incident(
    ref="2026-03-10-cache",
    title="Cache stampede",
    severity="P1",
    severity_normal=Severity.P1,
    started_at=at(10),
    timeline=(TimelineEntry(at=at(10), text="Errors begin"),),
)
OVER = RUNNING.model_copy(
    update={
        "detected_at": at(10, 2),
        "resolved_at": at(11, 5),
        "timeline": (
            TimelineEntry(at=at(9, 55), text="Deployment of cache 3"),
            TimelineEntry(at=at(10), text="Errors begin"),
            TimelineEntry(at=at(11), text="Rolled back"),
        ),
    }
)


def begun(kind: Kind = "stub") -> str:
    return new_postmortem(RUNNING, kind=kind, authors=["Ines"])


def full(incident: Incident = OVER) -> str:
    return new_postmortem(incident, kind="full", authors=["Ines"])


def is_kept(before: str, after: str) -> bool:
    """Whether every line of the one stands in the other, in the same order; an empty key may have got its value."""
    lines = iter(after.splitlines())
    return all(any(line == kept or line.startswith(f"{kept} ") for line in lines) for kept in before.splitlines())


def test_a_stub_gets_the_moments_the_entries_and_the_sections_of_the_full_template() -> None:
    """What was added is told in words."""
    caught = catch_up(parse(begun()), OVER, full())
    read = parse(caught.source.text).postmortem
    assert caught.added == (
        "when it was detected",
        "when it was resolved",
        "2 timeline entries",
        "the section Five whys",
    )
    assert (read.started_at, read.detected_at, read.resolved_at) == (at(10), at(10, 2), at(11, 5))
    assert [(entry.at, entry.text) for entry in read.timeline] == [(e.at, e.text) for e in OVER.timeline]
    assert is_kept(begun(), caught.source.text)


def test_doing_it_again_adds_nothing() -> None:
    """The result has all that the incident knows."""
    once = catch_up(parse(begun()), OVER, full())
    again = catch_up(parse(once.source.text), OVER, full())
    assert (again.source.text, again.added) == (once.source.text, ())


def test_a_moment_that_people_wrote_stays() -> None:
    """They may know better than the incident."""
    text = begun().replace("detected:\n", "detected: 2026-03-10T10:30:00Z\n")
    caught = catch_up(parse(text), OVER, full())
    assert parse(caught.source.text).postmortem.detected_at == at(10, 30)


def test_a_section_that_people_call_otherwise_is_not_added_again() -> None:
    """ "How we got here" is a timeline."""
    text = begun().replace("## What went well", "## What helped us")
    caught = catch_up(parse(text), OVER, full())
    assert caught.source.text.count("## What went well") == 0


def test_a_section_that_is_gone_comes_back_where_the_template_has_it() -> None:
    """Behind the one that it follows there."""
    text = begun()
    begin, end = text.index("## Impact"), text.index("## Root cause")
    caught = catch_up(parse(text[:begin] + text[end:]), OVER, full())
    after = caught.source.text
    assert after.index("## Timeline") < after.index("## Impact") < after.index("## Root cause")
    assert "the sections Impact, Five whys" in caught.added


def test_a_section_goes_above_pmflow_s_own_block() -> None:
    """The block stays last."""
    text = begun()
    text = text[: text.index("## Responders")] + "<!-- pmflow:begin -->\nours\n<!-- pmflow:end -->\n"
    caught = catch_up(parse(text), OVER, full())
    assert caught.source.text.endswith("<!-- pmflow:begin -->\nours\n<!-- pmflow:end -->\n")
    assert "## Responders" in caught.source.text


def test_entries_of_a_timeline_in_a_table_go_below_it() -> None:
    """No row is guessed into columns that are somebody else's."""
    table = "| When (UTC) | What |\n|---|---|\n| 2026-03-10 10:00 | Errors begin |\n"
    text = f"# Cache\n\n## Timeline\n\n{table}\n## Impact\n\nNobody.\n"
    caught = catch_up(parse(text), OVER, full())
    assert caught.source.text.startswith(
        f"# Cache\n\n## Timeline\n\n{table}\n- **2026-03-10 09:55 UTC**: Deployment of cache 3\n"
    )


def test_a_document_without_any_heading_gets_the_sections_at_its_end() -> None:
    """In the template's order."""
    caught = catch_up(parse("It broke."), OVER, full())
    found = parse(caught.source.text).sections
    assert caught.source.text.startswith("It broke.\n\n## Summary")
    assert list(found) == list(parse(full()).sections)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_stay(newline: str) -> None:
    """What is added has the document's own."""
    caught = catch_up(parse(begun().replace("\n", newline)), OVER, full())
    plain = catch_up(parse(begun()), OVER, full())
    assert caught.source.text == plain.source.text.replace("\n", newline)


SECTIONS = [f"## {name}\n\nWords of {name}.\n" for name in ("Summary", "Timeline", "Impact", "Notes", "Action items")]


@given(st.permutations(SECTIONS), st.integers(0, 5), st.booleans())
def test_every_line_stays_and_a_second_time_adds_nothing(parts: list[str], count: int, closed: bool) -> None:
    """For any choice and order of sections."""
    text = "# Cache\n\n" + "\n".join(parts[:count]) + ("" if closed else "last words")
    caught = catch_up(parse(text), OVER, full())
    assert is_kept(text, caught.source.text)
    assert catch_up(parse(caught.source.text), OVER, full()).added == ()
    assert set(parse(caught.source.text).sections) == set(SectionName)
