"""New post-mortems: what an incident knows goes in, and reading the result gives it back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmflow.document.blocks import read_blocks
from pmflow.document.escape import markdown_link, markdown_words, one_line, yaml_scalar
from pmflow.document.parse import parse
from pmflow.document.write import Kind, choose_template, new_postmortem
from pmflow.model import Evidence, Impact, Incident, SectionName, Severity, State, TimelineEntry

KINDS: tuple[Kind, ...] = ("stub", "full", "short", "near_miss")


def at(day: int, hour: int, minute: int, second: int = 0) -> dt.datetime:
    return dt.datetime(2025, 10, day, hour, minute, second, tzinfo=dt.UTC)


POOL = Incident(
    ref="2025-10-23-pool",
    title="Checkout fails: connection pool exhausted",
    severity="SEV-1",
    severity_normal=Severity.P1,
    started_at=at(23, 15, 15),
    detected_at=at(23, 15, 18),
    resolved_at=at(23, 16, 47),
    services=("checkout", "orders"),
    categories=("database",),
    responders=("Jane Doe", "Bob Ray"),
    impact=Impact(users="~15,000 could not pay", revenue="about 125,000 USD", duration_minutes=92),
    timeline=(
        TimelineEntry(at=at(23, 14, 32), text="Deployment of v2.4.5 completed"),
        TimelineEntry(at=at(23, 15, 12, 5), until=at(23, 15, 40), text="15:30 was the time | said <!-- to users -->"),
        TimelineEntry(at=at(23, 23, 50), until=at(24, 0, 10), text="snake_case *and* `code` & more", approximate=True),
    ),
    evidence=(
        Evidence(kind="log", label="app log", url="https://logs.example.com/a?q=1&b=(2)"),
        Evidence(kind="dashboard", label="pool [usage]", url="https://graphs.example.com/d/1"),
    ),
)
BARE = Incident(ref="bare", title="Search is slow")


def facts(incident: Incident) -> dict[str, object]:
    """What must survive: entries as (from, until, words, about), evidence, and the facts at the top."""
    return {
        "title": one_line(incident.title),
        "incident": incident.ref,
        "severity": incident.severity,
        "severity_normal": incident.severity_normal,
        "near_miss": incident.near_miss,
        "started_at": incident.started_at,
        "detected_at": incident.detected_at,
        "resolved_at": incident.resolved_at,
        "services": incident.services,
        "categories": incident.categories,
        "timeline": [(e.at, e.until, one_line(e.text), e.approximate) for e in incident.timeline],
    }


def read_back(text: str) -> dict[str, object]:
    read = parse(text).postmortem
    return {
        "title": read.title,
        "incident": read.incident,
        "severity": read.severity,
        "severity_normal": read.severity_normal,
        "near_miss": read.near_miss,
        "started_at": read.started_at,
        "detected_at": read.detected_at,
        "resolved_at": read.resolved_at,
        "services": read.services,
        "categories": read.categories,
        "timeline": [(e.at, e.until, e.text, e.approximate) for e in read.timeline],
    }


def of_kind(incident: Incident, kind: Kind) -> Incident:
    return incident.model_copy(update={"near_miss": kind == "near_miss"})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("incident", [POOL, BARE], ids=lambda incident: incident.ref)
def test_reads_back_what_went_in(incident: Incident, kind: Kind) -> None:
    """Every kind, of an incident that knows much and of one that knows nothing, reads back as it was."""
    incident = of_kind(incident, kind)
    text = new_postmortem(incident, kind=kind)
    assert read_back(text) == facts(incident)
    assert "\n\n\n" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_reads_back_the_rest(kind: Kind) -> None:
    """Authors, state, date, impact, evidence and responders are understood, too."""
    read = parse(new_postmortem(of_kind(POOL, kind), kind=kind, authors=("Ann Lee", "Raj Rao"))).postmortem
    assert read.authors == ("Ann Lee", "Raj Rao")
    assert (read.state, read.date, read.duration_minutes) == (State.DRAFT, dt.date(2025, 10, 23), 92)
    assert read.impact == POOL.impact.model_copy(update={"duration": "92 minutes"})
    assert read.evidence == POOL.evidence
    assert set(POOL.responders) <= set(read.people)


@pytest.mark.parametrize("kind", KINDS)
def test_untouched_template_is_empty(kind: Kind) -> None:
    """All eight sections are there, with nothing in them that could pass for somebody's own words."""
    read = parse(new_postmortem(of_kind(BARE, kind), kind=kind)).postmortem
    assert set(read.sections) == set(SectionName)
    assert (read.root_cause, read.contributing_factors, read.safeguards, read.five_whys) == (None, (), (), ())
    assert (read.went_well, read.went_poorly, read.lucky, read.surprised, read.lessons) == ((), (), (), (), ())
    assert (read.action_items, read.no_actions_reason, read.timeline, read.impact) == ((), None, (), Impact())
    prose = [SectionName.SUMMARY, SectionName.TIMELINE, SectionName.IMPACT, SectionName.WENT_WELL]
    prose += [SectionName.WENT_POORLY, SectionName.LESSONS_LEARNED]
    assert {name: read.sections[name].text for name in prose} == dict.fromkeys(prose, "")


@pytest.mark.parametrize("kind", KINDS)
def test_guidance_has_questions_and_whys(kind: Kind) -> None:
    """The five questions and the five whys stand in every template, out of readers' sight."""
    text = new_postmortem(of_kind(BARE, kind), kind=kind)
    words = " ".join(text.lower().split())
    for question in ("what happened", "why", "how did we respond", "what did we learn", "what will we change"):
        assert question in words
    assert all(f"  {number}. Why" in text for number in range(1, 6))


def test_action_table() -> None:
    """The action items have a table with a column for each field that pmflow keeps in step."""
    text = new_postmortem(BARE, kind="full")
    assert "\n| Ref | Priority | Action | Owner | Due | Status | Done when |\n" in text


def test_front_matter_whole() -> None:
    """Front matter is plain YAML that a person can go on with."""
    text = new_postmortem(POOL, kind="full", authors=("Ann Lee",))
    assert text.split("---\n")[1] == (
        "title: 'Checkout fails: connection pool exhausted'\n"
        "incident: 2025-10-23-pool\n"
        "severity: SEV-1\n"
        "date: 2025-10-23\n"
        "authors: [Ann Lee]\n"
        "services: [checkout, orders]\n"
        "categories: [database]\n"
        "started: 2025-10-23T15:15:00Z\n"
        "detected: 2025-10-23T15:18:00Z\n"
        "resolved: 2025-10-23T16:47:00Z\n"
        "review:\n"
        "  held:\n"
        "  invited: []\n"
        "  came: []\n"
        "pmflow:\n"
        "  state: draft\n"
    )


def test_body_of_a_running_incident() -> None:
    """The stub of a running incident has its timeline, and ends as a file should."""
    running = Incident(ref="r", title="R", timeline=POOL.timeline[:1])
    text = new_postmortem(running, kind="stub")
    assert "\n-->\n\n- **2025-10-23 14:32 UTC**: Deployment of v2.4.5 completed\n\n## Impact\n" in text
    assert text.endswith("-->\n")
    assert "\n\n\n" not in text


ODD_TITLES = [
    "'single' and \"double\" quotes",
    "pipes | in | it",
    "colon: and another: one",
    "rocket 🚒 and flags 🇳🇴",
    "first line\nsecond line\r\n\tthird",
    "x" * 5000,
    "תקלה בשירות התשלומים",
    "انقطاع خدمة الدفع (checkout)",
    "# no heading",
    "- no item",
    "1. no list",
    "a > b >= c",
    "ends in a hash #",
    "C# and F#",
    "**bold** _it_ `code` ~~no~~",
    "<b>tags</b> <!-- and --> comments -->",
    "&amp; &lt; &#65;",
    "a\\b \\* c",
    "yes",
    "null",
    "2025-11-04",
    "12",
    "1:30",
    "---",
    "+++",
    "```",
    "Timeline",
    "Root cause",
    "Action items",
    "Impact of the move on orders",
    "What went well",
    "100 % of {requests} failed",
    "café – naïve — “quotes”",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("title", ODD_TITLES, ids=lambda title: title[:20].replace("\n", " "))
def test_odd_titles(title: str, kind: Kind) -> None:
    """A title is only a title, whatever is in it."""
    incident = of_kind(POOL.model_copy(update={"title": title}), kind)
    text = new_postmortem(incident, kind=kind)
    assert read_back(text) == facts(incident)
    assert set(parse(text).postmortem.sections) == set(SectionName)


@pytest.mark.parametrize("words", ODD_TITLES, ids=lambda words: words[:20].replace("\n", " "))
def test_odd_timeline(words: str) -> None:
    """What happened is told in its own words, whatever is in them."""
    incident = POOL.model_copy(update={"timeline": (TimelineEntry(at=at(23, 1, 2), text=f"x {words}"), *POOL.timeline)})
    assert read_back(new_postmortem(incident, kind="full")) == facts(incident)


def test_times_without_zone_or_day() -> None:
    """A time of which the zone or the day is not known is written as it was, and never made UTC."""
    entries = (
        TimelineEntry(local=dt.datetime(2025, 10, 23, 14, 32), raw="14:32", text="a"),  # noqa: DTZ001
        TimelineEntry(raw="14:40", text="b"),
        TimelineEntry(text="c"),
    )
    text = new_postmortem(Incident(ref="r", title="R", timeline=entries), kind="short")
    assert "\n- **2025-10-23 14:32**: a\n- **14:40**: b\n- c\n" in text
    assert [(e.at, e.text) for e in parse(text).postmortem.timeline if e.raw] == [(None, "a"), (None, "b")]


def test_day_format() -> None:
    """A team that writes its days otherwise gets them so in the text; front matter stays ISO."""
    text = new_postmortem(POOL, kind="short", day_format="%-d %B %Y")
    assert "- **23 October 2025 14:32 UTC**: Deployment" in text
    assert "\ndate: 2025-10-23\n" in text
    assert read_back(text) == facts(POOL)


def test_unsafe_evidence() -> None:
    """An address that runs code is shown and not linked; one with blanks or brackets stays one link."""
    assert markdown_link("x", "javascript:alert(1)") == "x (javascript:alert(1))"
    assert markdown_link("a|b", "https://e.example/a(b)|c") == "[a\\|b](https://e.example/a(b)%7Cc)"
    assert markdown_link("a", "https://e.example/)x") == "[a](https://e.example/%29x)"
    assert markdown_link("", "https://e.example/") == "[https://e.example/](https://e.example/)"
    assert markdown_link("chat", None) == "chat"


def test_template_by_state_and_severity() -> None:
    """A near miss has its own template, a running incident the stub; then severity decides, and none means full."""
    resolved = BARE.model_copy(update={"resolved_at": at(23, 1, 0)})
    near = BARE.model_copy(update={"near_miss": True})
    chosen = [choose_template(BARE, Severity.P1), choose_template(near), choose_template(resolved)]
    assert chosen == ["stub", "near_miss", "full"]
    assert [choose_template(resolved, severity) for severity in Severity] == ["full", "full", "full", "short", "short"]
    assert choose_template(resolved.model_copy(update={"severity_normal": Severity.P4})) == "short"


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_words_are_shown_as_they_are(words: str) -> None:
    """In a paragraph, a heading, an item and a table cell a reader sees the words, and nothing else happens."""
    line, made = one_line(words), markdown_words(words)
    if not line:
        assert made == ""
        return
    shown = read_blocks(f"x {made}\n\n# {made}\n\n- {made}\n\n| a | b |\n|---|---|\n| {made} | x |\n\nend")
    paragraph, heading, items, table, end = shown.children
    texts = [paragraph.text, heading.text, items.children[0].own.text, table.rows[0].children[0].text, end.text]
    assert texts == [f"x {line}", line, line, line, "end"]


YAML_SIGNS = "~ 0x1f 1e3 on = - a: #c @x %y !z ' \" {} [] ? | > & * 2025-11-04 1:30 .inf"


@settings(max_examples=300, deadline=None)
@given(st.one_of(WORDS, st.sampled_from(YAML_SIGNS.split())))
def test_yaml_gives_back_the_words(words: str) -> None:
    """Any words on one line are one YAML value on one line, and read back as words."""
    import yaml

    made = yaml_scalar(words)
    assert "\n" not in made
    assert yaml.safe_load(f"key: {made}") == {"key": one_line(words)}


def test_times_at_the_edges_of_the_calendar_are_written() -> None:
    """An instant that has no day in UTC is left out, and nothing fails."""
    first = dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=14)))
    last = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.timezone(-dt.timedelta(hours=14)))
    entry = TimelineEntry(at=first, raw="long ago", text="x")
    incident = Incident(ref="INC-1", title="T", started_at=first, resolved_at=last, timeline=(entry,))
    made = new_postmortem(incident, kind="short")
    read = parse(made).postmortem
    assert (read.started_at, read.resolved_at) == (None, None)
