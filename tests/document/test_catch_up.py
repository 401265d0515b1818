"""Catching up with the incident: what a draft has not is added, and every line that was there stays."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.adapters.github.bodies import naming
from pmflow.document.catch_up import CaughtUp, catch_up
from pmflow.document.parse import parse
from pmflow.document.write import Kind, new_postmortem
from pmflow.errors import DocumentError
from pmflow.model import Incident, SectionName, Severity, TimelineEntry
from tests.laws import law


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


def test_a_severity_that_was_given_late() -> None:
    """It is added once where the text says none, in front matter or as a list of facts; one that people wrote stays."""
    unrated = new_postmortem(RUNNING.model_copy(update={"severity": None, "severity_normal": None}), kind="stub")
    for before in (unrated, naming(unrated, "acme/shop#1")):
        caught = catch_up(parse(before), OVER, full())
        after = caught.source.encoded.decode()
        assert "its severity" in caught.added
        assert (parse(after).postmortem.severity, parse(before).postmortem.severity) == ("P1", None)
        assert catch_up(parse(after), OVER, full()).added == ()
        assert "severity" not in " ".join(catch_up(parse(f"{before}\nSeverity: P2\n"), OVER, full()).added)


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


@law(40, of=100)
@given(st.permutations(SECTIONS), st.integers(0, 5), st.booleans())
def test_every_line_stays_and_a_second_time_adds_nothing(parts: list[str], count: int, closed: bool) -> None:
    """For any choice and order of sections."""
    text = "# Cache\n\n" + "\n".join(parts[:count]) + ("" if closed else "last words")
    caught = catch_up(parse(text), OVER, full())
    assert is_kept(text, caught.source.text)
    assert catch_up(parse(caught.source.text), OVER, full()).added == ()
    assert set(parse(caught.source.text).sections) == set(SectionName)


def with_entries(*entries: TimelineEntry) -> Incident:
    return OVER.model_copy(update={"timeline": entries})


NAIVE = dt.datetime(2026, 3, 10, 10, 12)  # noqa: DTZ001
ODD_ENTRIES = {
    "less than a second": TimelineEntry(at=at(10).replace(microsecond=250_000), text="Paged"),
    "an unreadable time": TimelineEntry(raw="about ten", text="Paged"),
    "a text that begins with a time": TimelineEntry(text="12:00 inner time"),
    "two times": TimelineEntry(at=at(10), text="12:00 inner time"),
    "no time": TimelineEntry(text="Paged"),
    "a local time": TimelineEntry(local=NAIVE, raw="10:12", text="Paged"),
    "a label of a section": TimelineEntry(at=at(10), text="Root cause: the disk"),
    "no words": TimelineEntry(at=at(10), text="→"),
    "neither time nor words": TimelineEntry(text="→"),
    "a range": TimelineEntry(at=at(10), until=at(11), text="Paged", approximate=True),
    "several lines": TimelineEntry(at=at(10), text="one\n\n## Impact\n- two\n```"),
}


@pytest.mark.parametrize("entry", ODD_ENTRIES.values(), ids=ODD_ENTRIES)
@pytest.mark.parametrize("text", ["", "# Cache\n\n## Timeline\n", begun("full"), begun("full") + "last words"])
def test_odd_entries_are_added_once(entry: TimelineEntry, text: str) -> None:
    """However they are read back, if at all."""
    incident = with_entries(entry)
    once = catch_up(parse(text), incident, full(incident))
    assert catch_up(parse(once.source.text), incident, full(incident)) == CaughtUp(once.source)
    opened = full(incident)
    assert catch_up(parse(opened), incident, full(incident)) == CaughtUp(parse(opened).source)


OPENINGS = {
    "```": "code fence", "~~~~ text\n```\n": "code fence", "<!-- note": "comment", "<pre>": "HTML", "<?php": "HTML",
}  # fmt: skip


@pytest.mark.parametrize(("opening", "what"), OPENINGS.items(), ids=[repr(each) for each in OPENINGS])
@pytest.mark.parametrize("above", ["# Cache\n\n", "# Cache\n\n## Timeline\n\n"], ids=["no section", "timeline"])
def test_nothing_is_added_below_what_is_never_closed(above: str, opening: str, what: str) -> None:
    """It would not be read, and be added every time; the line says what to close."""
    with pytest.raises(DocumentError) as caught:
        catch_up(parse(f"{above}{opening}\nOne line.\n\n"), OVER, full())
    line = above.count("\n") + 1
    assert (str(caught.value), caught.value.exit_code) == (
        f"line {line}: the {what} that begins here is never closed, so nothing below it is read; close it and open again",
        4,
    )


@pytest.mark.parametrize(
    "closed", ["```\nx\n```\n", "<!-- x -->\n", "<!-- x\n-->", "<pre>\nx</pre>\n", "    code", "<div>"]
)
def test_what_is_closed_is_not_in_the_way(closed: str) -> None:
    """Though it stands at the end."""
    caught = catch_up(parse(f"# Cache\n\n{closed}"), OVER, full())
    assert caught.source.text.startswith(f"# Cache\n\n{closed}")
    assert set(parse(caught.source.text).sections) == set(SectionName)


def test_a_template_with_its_timeline_at_the_first_level() -> None:
    """The draft gets it there, with the entries."""
    template = "# Summary\n\n# Timeline\n\n- **2026-03-10 10:00 UTC**: Errors begin\n"
    incident = with_entries(TimelineEntry(at=at(10), text="Errors begin"))
    caught = catch_up(parse("# Summary\n\nIt broke.\n"), incident, template)
    assert (caught.source.text, caught.added) == (
        "# Summary\n\nIt broke.\n\n# Timeline\n\n- **2026-03-10 10:00 UTC**: Errors begin\n\n",
        ("the section Timeline",),
    )


def test_neither_draft_nor_template_has_a_timeline() -> None:
    """It goes to the end."""
    incident = with_entries(TimelineEntry(at=at(10), text="Errors begin"))
    caught = catch_up(parse("# Cache\n\nIt broke.\n"), incident, "# Cache\n")
    assert (caught.source.text, caught.added) == (
        "# Cache\n\nIt broke.\n\n## Timeline\n\n- **2026-03-10 10:00 UTC**: Errors begin\n",
        ("1 timeline entry",),
    )


def test_entries_go_in_by_time() -> None:
    """Whatever their order in the incident's file."""
    late, early = TimelineEntry(at=at(11), text="Late"), TimelineEntry(at=at(9), text="Early")
    wanted = "- **2026-03-10 09:00 UTC**: Early\n- **2026-03-10 11:00 UTC**: Late\n"
    incident = with_entries(late, early)
    assert wanted in catch_up(parse("# Cache\n\n## Timeline\n"), incident, "# Cache\n").source.text
    assert wanted in full(incident)


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(["12:00 inner", "Impact: all", "2026-03-10 10:00 UTC: x", "- x", "| a | b |", "**Timeline**"]),
)  # fmt: skip
MOMENTS = st.datetimes(dt.datetime(2026, 3, 9), dt.datetime(2026, 3, 12), timezones=st.just(dt.UTC))  # noqa: DTZ001
ENTRIES = st.one_of(
    st.builds(TimelineEntry, at=MOMENTS, text=TEXTS, approximate=st.booleans()),
    st.builds(TimelineEntry, at=MOMENTS, until=st.just(at(20)), text=TEXTS),
    st.builds(TimelineEntry, raw=TEXTS, text=TEXTS),
    st.builds(TimelineEntry, local=st.datetimes(dt.datetime(2026, 3, 9), dt.datetime(2026, 3, 12)), text=TEXTS),  # noqa: DTZ001
)
TABLE = "| When | What |\n|---|---|\n| 10:00 | x |\n"
MARKS = (
    "```",
    "<!--",
    "-->",
    "- **2026-03-10 10:30 UTC**: Paged",
    "words",
    "# Cache",
    "> said",
    "- ```",
    "**Timeline**",
    "---",
)
PIECES = st.sampled_from([*SECTIONS, TABLE, *(f"{mark}\n" for mark in (*MARKS, "<div>", "1. one"))])


@law(40, of=100)
@given(st.lists(PIECES, max_size=8), st.lists(ENTRIES, max_size=5), st.sampled_from(["full", "short"]))
def test_opening_again_adds_nothing(pieces: list[str], entries: list[TimelineEntry], kind: Kind) -> None:
    """Whatever the document and the incident's entries; or nothing was added in the first place."""
    text, incident = "\n".join(pieces), with_entries(*entries)
    template = new_postmortem(incident, kind=kind)
    try:
        once = catch_up(parse(text), incident, template)
    except DocumentError:
        assert {"```\n", "<!--\n", "- ```\n"} & set(pieces)
        return
    assert is_kept(text, once.source.text)
    assert catch_up(parse(once.source.text), incident, template) == CaughtUp(once.source)


def test_responders_are_named_where_nobody_wrote_any() -> None:
    """Below the template's note; a section in which people wrote is theirs, and so is one that they took away."""
    over = OVER.model_copy(update={"responders": ("ivo", "Ines_O_")})
    caught = catch_up(parse(begun()), over, full(over))
    assert "who responded" in caught.added
    assert caught.source.text.endswith("which role. -->\n\n- ivo\n- Ines_O_\n")
    assert is_kept(begun(), caught.source.text)
    assert catch_up(parse(caught.source.text), over, full(over)).added == ()
    theirs = begun() + "\n- Tariq, on call\n"
    assert "who responded" not in catch_up(parse(theirs), over, full(over)).added
    between = begun().replace("## Evidence", "## Responders\n\n## Evidence").rpartition("## Responders")[0]
    assert "## Responders\n\n- ivo\n- Ines_O_\n\n## Evidence" in catch_up(parse(between), over, full(over)).source.text


def test_the_incidents_words_are_quoted_for_a_summary_that_nobody_wrote() -> None:
    """Once: not where they are, and not where there is a summary; the line ends are the document's."""
    told = OVER.model_copy(update={"said": "Pages are slow."})
    template = new_postmortem(told, kind="full")
    draft = new_postmortem(OVER, kind="full").replace("\n", "\r\n")
    done = catch_up(parse(draft), told, template)
    begin, end = (template.index(words) for words in ("<!-- pmflow:copied", "\n## Timeline"))
    assert done.added == ("what it says itself",)
    assert done.source.text.replace("\r\n", "\n") == template
    assert template[begin:end].replace("\n", "\r\n") in done.source.text
    assert catch_up(parse(done.source.text), told, template).added == ()
    written = draft.replace("## Timeline", "Pages were slow.\r\n\r\n## Timeline", 1)
    assert catch_up(parse(written), told, template).added == ()
