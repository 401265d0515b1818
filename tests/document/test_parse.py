# ruff: noqa: E501 - small documents read better in few lines
"""A whole document, understood; odd ones, read or refused."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmflow.document import parse
from pmflow.errors import DocumentError
from pmflow.model import ActionStatus, Priority, SectionName, Severity, State

WHOLE = """\
### Incident: Search index ran dry

**Date**: 2025-10-23
**Duration**: 2 hours 15 minutes
**Severity**: P1
**Impact**: ~9,000 users without results

#### Summary
On October 23rd at 14:32 UTC the index was emptied by a job.

#### Timeline (UTC)
- **14:32** - Job starts
- **15:18** - On-call engineer paged
- **16:47** - Service fully restored

#### Impact Assessment
- **Users Affected**: ~9,000 searches
- **Duration**: 1 hour 32 minutes of degraded service

#### Root Cause
The job ran against production.

**Contributing Factors**:
1. Same credentials everywhere
2. No dry run

#### What Went Well
✅ Fast page
✅ Clear words

#### What Went Poorly
❌No playbook

#### Action Items

| Priority | Action | Owner | Due Date | Status |
|----------|--------|-------|----------|--------|
| P0 | Separate the credentials | Sarah | 2025-10-25 | ✅ Done |
| P2 | Dry run by default | Infra | 2025-11-13 | 📅 Planned |

#### Lessons Learned
1. **Credentials are walls** - one per place
"""


def test_a_whole_document_is_understood() -> None:
    """Every part of a complete post-mortem is in its field."""
    pm = parse(WHOLE, ref="x").postmortem
    assert (pm.ref, pm.title, pm.severity, pm.severity_normal) == ("x", "Search index ran dry", "P1", Severity.P1)
    assert (pm.date, pm.duration_minutes, pm.timezone) == (dt.date(2025, 10, 23), 135, "UTC")
    assert (pm.resolved_on, pm.state) == (dt.date(2025, 10, 23), None)
    assert set(pm.sections) == set(SectionName)
    assert (pm.sections[SectionName.IMPACT].heading, pm.sections[SectionName.IMPACT].line) == ("Impact Assessment", 16)
    assert [(e.raw, e.at and e.at.isoformat(), e.text) for e in pm.timeline] == [
        ("14:32", "2025-10-23T14:32:00+00:00", "Job starts"),
        ("15:18", "2025-10-23T15:18:00+00:00", "On-call engineer paged"),
        ("16:47", "2025-10-23T16:47:00+00:00", "Service fully restored"),
    ]
    assert (pm.root_cause, pm.contributing_factors) == (
        "The job ran against production.",
        ("Same credentials everywhere", "No dry run"),
    )
    assert (pm.went_well, pm.went_poorly) == (("Fast page", "Clear words"), ("No playbook",))
    assert [(i.title, i.owner, i.due, i.priority, i.status) for i in pm.action_items] == [
        ("Separate the credentials", "Sarah", dt.date(2025, 10, 25), Priority.P0, ActionStatus.DONE),
        ("Dry run by default", "Infra", dt.date(2025, 11, 13), Priority.P2, ActionStatus.PLANNED),
    ]
    assert (pm.lessons, pm.unread) == (("Credentials are walls - one per place",), ())


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_change_nothing(newline: str, bom: bytes) -> None:
    """The same text with other line ends is the same post-mortem."""
    assert parse(bom + WHOLE.replace("\n", newline).encode()).postmortem == parse(WHOLE).postmortem


def test_an_empty_file_is_an_empty_post_mortem() -> None:
    """Nothing in it, nothing invented."""
    for text in ("", "\n\n", "   "):
        pm = parse(text).postmortem
        assert (pm.title, pm.date, pm.sections, pm.timeline, pm.action_items) == (None, None, {}, (), ())


def test_the_state_is_the_front_matters() -> None:
    """Only `pmflow: {state: …}` is a state; a foreign status is none."""
    assert parse("---\npmflow:\n  state: reviewed\n---\n# T\n").postmortem.state is State.REVIEWED
    assert parse("---\nstatus: reviewed\n---\n# T\n").postmortem.state is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a\x00b", "no text"),
        ("# X\n\nSt\u00f6rung".encode("latin-1"), "not UTF-8"),
        (b"---\na: 1\na: 2\n---\n", "twice"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, said: str) -> None:
    """Binary data, another encoding, untrustworthy front matter: one clear line."""
    with pytest.raises(DocumentError, match=said):
        parse(data)


def test_an_empty_action_section_may_give_its_reason() -> None:
    """ "None needed, because …" is a decision; "None." is nothing."""
    assert (
        parse("## Action items\n\nNone needed, because the part is retired.\n").postmortem.no_actions_reason
        == "the part is retired"
    )
    assert parse("## Action items\n\nNone.\n").postmortem.no_actions_reason is None


def test_a_second_incident_is_reported() -> None:
    """Two incidents in a file are read as one, and that is said with the line."""
    one = "### Summary\n\nx\n\n### Timeline\n\n- 10:00 UTC a\n- 10:05 UTC b\n\n"
    pm = parse(f"# Digest\n\n## DNS\n\n{one}## Cache\n\n{one}").postmortem
    assert [(u.line, u.end_line) for u in pm.unread] == [(14, 25)]
    assert len(pm.timeline) == 4


def test_relative_due_dates_count_from_the_resolution() -> None:
    """The day on which it was over, where the document tells it, else the incident's day."""
    text = "# T\n\nDate: 2025-06-01\nResolved: 2025-06-03 10:00 UTC\n\n## Action items\n\n- fix it [Owner: Ann, Due: 2 weeks]\n"
    assert parse(text).postmortem.action_items[0].due == dt.date(2025, 6, 17)
    assert parse(text.replace("Resolved: 2025-06-03 10:00 UTC\n", "")).postmortem.action_items[0].due == dt.date(
        2025, 6, 15
    )


def test_american_days_in_american_zones() -> None:
    """07/09/2025 is July where the clock is Pacific and nothing else tells."""
    assert parse(
        "# T\n\n*07/09/2025*\n\n## Timeline (all times PT)\n\n- 9:41am a\n- 9:50am b\n"
    ).postmortem.date == dt.date(2025, 7, 9)


@pytest.mark.parametrize(
    "text",
    [
        ">" * 500 + " x",
        "\n".join("  " * i + "- **Impact**: x" for i in range(500)),
        "[" * 500 + "x",
        "**" * 500,
        "---\na: " + "[" * 500 + "]" * 500 + "\n---\n",
        "| a |\n|--|\n" + "| **Impact** |\n" * 500,
    ],
    ids=["quotes", "lists", "brackets", "stars", "yaml", "table"],
)
def test_deep_nesting_is_read(text: str) -> None:
    """Nested 500 deep is odd, and no reason to fall over."""
    assert parse(text).postmortem is not None


def test_any_size_is_read() -> None:
    """Half a megabyte of incidents in one file: all entries, all items (how fast is for the benchmarks to say)."""
    pm = parse(WHOLE * 300).postmortem
    assert (len(pm.timeline), len(pm.action_items)) == (900, 600)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(WHOLE.split("\n")),
            st.sampled_from(["# T", "**Good**", "- **Impact**:", "<details><summary>Timeline</summary>", "---", "+++", "a: b", "```", "> x", "Why? y"]),
            st.text(max_size=40),
        ),
        max_size=25,
    )
)  # fmt: skip
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    """Whatever the lines, the outcome is a document or one `DocumentError`."""
    try:
        found = parse("\n".join(lines))
    except DocumentError:
        return
    assert len(found.places) == len(found.postmortem.action_items)


def test_a_template_without_words_is_empty() -> None:
    """Sub-headings, a table that is only a header, and pmflow's own block are nobody's words, and no complaint."""
    own = "<!-- pmflow:begin -->\n## Impact\n\n- 09:12 fixed (owner: Ana)\n<!-- pmflow:end -->\n"
    text = f"# T\n\n## Root cause\n\n### Five whys\n\n## Action items\n\n| Action | Owner |\n|---|---|\n\n{own}"
    read = parse(text).postmortem
    assert {name: section.text for name, section in read.sections.items()} == {
        SectionName.ROOT_CAUSE: "",
        SectionName.ACTION_ITEMS: "",
    }
    assert (read.unread, read.action_items) == ((), ())


def test_a_title_that_pmflow_wrote_is_taken_whole() -> None:
    """Where front matter has `pmflow:`, nothing in its title is decoration; elsewhere a kind or number in front is."""
    title = "INC-7: review of Friday"
    assert parse(f"---\ntitle: '{title}'\npmflow:\n  state: draft\n---\n# x\n").postmortem.title == title
    assert parse("---\ntitle: 'INC-7: lost orders'\n---\n# x\n").postmortem.title == "lost orders"


def test_iso_times_in_front_matter_name_their_zone() -> None:
    """Z is UTC; another offset is written as people write it."""
    front = "---\nstarted: 2025-05-03T09:00:00{0}\nresolved: 2025-05-03T10:00:00{0}\n---\n# T\n"
    assert [parse(front.format(z)).postmortem.timezone for z in ("Z", "+02:00")] == ["UTC", "+02:00"]


def test_evidence_without_a_link_is_kept() -> None:
    """An entry of the evidence list counts also where it links to nothing; placeholders do not."""
    text = "# T\n\n## Evidence\n\n- Panel 3 of the order dashboard\n- [app log](https://logs.example.com/a)\n- TBD\n"
    found = [(e.label, e.url) for e in parse(text).postmortem.evidence]
    assert found == [("Panel 3 of the order dashboard", None), ("app log", "https://logs.example.com/a")]


@pytest.mark.parametrize("opening", ["<!--", "[", "![a](", "`a``", "<a "])
def test_crowded_lines_are_read_as_words(opening: str) -> None:
    """A line with thousands of openings is not searched for their ends; it is said that its markup was not read."""
    read = parse(f"# T\n\n## Summary\n\n{opening * 4000}x\n").postmortem
    assert [unread.line for unread in read.unread] == ([] if opening == "<!--" else [5])
    assert SectionName.SUMMARY in read.sections


@pytest.mark.parametrize(
    "text",
    [
        "# Action item\n[ ]d -Owner:\nDue:\n",
        "# Action\n[ ]g [Owner: , Due:",
        f"---\nduration: {'9' * 400} days\n---\n# T\n",
        f"---\nduration: {'9' * 400}\n---\n# T\n",
        f"# T\n\n**Duration**: {'9' * 5000} days\n",
        f"# T\n\n## Timeline\n\n- T+{'9' * 5000} x\n- 10:00 y\n",
        f"# T\n\n## Action items\n\n- Do it <!-- AI-{'9' * 5000} --> [Priority: {'9' * 5000}, Due: T+{'9' * 5000}]\n",
        "---\nstarted: 0001-01-01T00:00:00+14:00\nresolved: 9999-12-31T23:59:59-14:00\n---\n# T\n\n"
        "## Timeline\n\n- 23:50 a\n- 00:10 b\n\n## Action items\n\n- Do it [Due: in 2 weeks]\n",
        "+++\ndate = 9999-12-31\n+++\n# T\n\n## Timeline\n\n- 23:50 a\n- 00:10 b\n\n"
        "## Action items\n\n- Do it [Due: next month]\n",
    ],
    ids=["labels", "bracket", "front-days", "front-number", "days", "elapsed", "items", "edges", "last-day"],
)
def test_odd_documents_are_read(text: str) -> None:
    """Labels without values, figures without end and days at the edges of the calendar leave things out, no more."""
    pm = parse(text).postmortem
    assert (pm.started_at, pm.resolved_at, pm.duration_minutes) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n## Timeline\n\n" + "\n".join(f"{n // 60 % 24:02}:{n % 60:02} thing" for n in range(4000)),
        "# T\n\n## Impact\n\n- x" + "\x85" * 12_000 + "y\n",
        "# T\n\n" + "".join(f"## Blorb{n} wabble\n\nfoo\n\n" for n in range(3000)),
    ],
    ids=["log", "blanks", "headings"],
)
def test_long_documents_are_read_in_time(text: str) -> None:
    """What is thousands of lines or blanks long takes a second or so, not minutes."""
    begin = time.process_time()
    parse(text)
    assert time.process_time() - begin < 5


def test_the_day_on_which_it_happened_wins_over_other_days_of_a_letter() -> None:
    """Minutes name many days; the sentence that says when it happened gives the incident's, with weekdays counted from it."""
    text = (
        "**From:** Lama\n**Sent:** Tuesday 14 October 2025 15:22\n**Subject:** Minutes: messages stuck\n\n"
        "This week ends on Thursday 16 October.\n\nIt happened on Sunday 12 October.\n\n"
        "**How it went** (Riyadh time, UTC+3)\n\n- Sun 06:35 - first refusal\n- Mon 10:00 - this meeting\n\n"
        "**What was wrong underneath**\n\nA habit.\n\n**In a nutshell**\n\nIt ran out.\n"
    )
    read = parse(text).postmortem
    assert (str(read.date), [f"{entry.at:%d %H:%M}" for entry in read.timeline if entry.at]) == (
        "2025-10-12",
        ["12 06:35", "13 10:00"],
    )


@pytest.mark.parametrize(
    ("top", "authors"),
    [
        ("*Status: DRAFT · Sev2 · owner Lena Fischer · 12.09.2025*", ("Lena Fischer",)),
        ("| Role | Name |\n|---|---|\n| Scribe | Oluwaseun A. |", ("Oluwaseun A.",)),
        ("Recorder: Ottoline Grabowski", ("Ottoline Grabowski",)),
        ("Owner: Lena Fischer", ()),
    ],
)
def test_who_wrote_it_down_is_an_author(top: str, authors: tuple[str, ...]) -> None:
    """The scribe, the recorder, the owner in the line of the document's status; an owner under a label is no author."""
    assert parse(f"# Tills down\n\n{top}\n\n## Summary\n\nTills were down.\n").postmortem.authors == authors


def test_what_is_in_hand_is_not_read_again() -> None:
    """The same text under the same name is the same document as long as anybody has it; under another name it is another."""
    document = parse("# Tills down\n", ref="PM-1")
    assert parse("# Tills down\n", ref="PM-1") is document
    assert parse("# Tills down\n", ref="PM-2").postmortem.ref == "PM-2"
    assert parse(b"# Tills down\n", ref="PM-1") == document
