import datetime as dt
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmflow.adapters import heads
from pmflow.adapters.github.bodies import naming
from pmflow.document.facts_list import MARK, read_list, written
from pmflow.document.front_edit import set_front_matter
from pmflow.document.frontmatter import split_front_matter
from pmflow.document.own_words import content_hash, for_readers
from pmflow.document.parse import parse
from pmflow.document.source import Source
from pmflow.document.write import Kind, new_postmortem
from pmflow.errors import DocumentError
from pmflow.mentions import unpinged
from pmflow.model import Incident, State, TimelineEntry

BEGAN = dt.datetime(2026, 3, 10, 9, 20, 33, tzinfo=dt.UTC)
INCIDENT = Incident(
    ref="acme/shop#12", title="Checkout answers 502", severity="SEV1", started_at=BEGAN,
    detected_at=BEGAN + dt.timedelta(minutes=5), resolved_at=BEGAN + dt.timedelta(hours=2), services=("check_out", "pay"),
    categories=("capacity",), timeline=(TimelineEntry(at=BEGAN, text="First errors"),), responders=("noor",),
)  # fmt: skip


def edit(text: str, key: str, value: object) -> str:
    source = Source.of(text)
    return set_front_matter(source, split_front_matter(source.plain_lines), (key,), value).text


def data(text: str) -> Any:
    return split_front_matter(Source.of(text).plain_lines).data


# Reading


@pytest.mark.parametrize(
    ("text", "said", "end"),
    [
        (f"{MARK}\n- **Incident**: acme/shop#12\n- **Started**:\n\n# T\n", {"incident": "acme/shop#12", "started": ""}, 3),
        ("<!-- pmflow:facts -->\n\n* Severity: SEV1\n+ **Near miss:** yes\n# T\n", {"severity": "SEV1", "near miss": "yes"}, 4),
        (f"{MARK}\n- **Severity**: P1\n\n- **Date**: today\n\n- no fact\n", {"severity": "P1", "date": "today"}, 4),
        (f"{MARK}\n- **Authors**: @noor, **Jane**; [Ivo](https://a.example)\n", {"authors": ["@noor", "Jane", "Ivo"]}, 2),
        (f"{MARK}\n- **Came**:\n  - Ines\n  - Ivo\n- **Zone**: a\n  b\n", {"came": ["Ines", "Ivo"], "zone": "a b"}, 6),
        (f"{MARK}\n- At: <!-- ? --> 09:20\n- pmflow state: draft\n", {"at": "09:20", "pmflow": {"state": "draft"}}, 3),
        (f"{MARK}\n- **Severity**:\n- something\n- **Severity**: P1\n- **Severity**: P2\n", {"severity": "P1"}, 5),
        (f"{MARK}\n- **Incident**: [the outage](https://a.example/1)\n", {"incident": "https://a.example/1"}, 2),
        (f"{MARK}\n- **Incident**: [INC-7](https://a.example/1)\n", {"incident": "INC-7"}, 2),
        (f"{MARK}\n- **Evidence**: [a **b**](https://a.example/1)\n", {"evidence": "https://a.example/1"}, 2),
        (f"{MARK}\n- pmflow: x\n- pmflow state: bogus\n- pmflow labels: a\n", {"pmflow": {"labels": ["a"]}}, 4),
        (f"{MARK}\n- pmflow state: shared\n- State: draft\n", {"pmflow": {"state": "shared"}, "state": "draft"}, 3),
        (f"{MARK}\n", {}, 1),
        (f"{MARK}\n# Title\n", {}, 1),
    ],
)  # fmt: skip
def test_a_list_of_facts_is_read(text: str, said: dict[str, object], end: int) -> None:
    """Whatever bullet, bold or not, with comments, links and names below one another; to the first line that is no item; a state
    that is none says nothing."""
    front = split_front_matter(Source.of(text).plain_lines)
    assert (front.language, front.data, front.end_line) == ("list", said, end)


@pytest.mark.parametrize(
    "text", ["- **Severity**: P1\n", f"\n{MARK}\n- **Severity**: P1\n", "<!-- pmflow:facts\n-->\n- a: b\n"]
)
def test_a_list_without_its_mark_in_the_first_line_is_no_front_matter(text: str) -> None:
    """It is people's text, and read as that."""
    assert split_front_matter(Source.of(text).plain_lines).language is None


@pytest.mark.parametrize("kind", ["full", "short", "near_miss", "stub"])
@pytest.mark.parametrize("authors", [(), ("Maya", "Jane Doe (SRE, Payments)")])
@pytest.mark.parametrize(
    "incident",
    [
        INCIDENT,
        INCIDENT.model_copy(update={"severity": None, "started_at": None, "resolved_at": None, "near_miss": True}),
    ],
    ids=["known", "unknown"],
)
def test_a_list_says_what_front_matter_said(kind: Kind, authors: tuple[str, ...], incident: Incident) -> None:
    """A post-mortem reads the same in either form, but for its lines, and for the state that labels show."""
    body = new_postmortem(incident, kind=kind, authors=authors)
    whole = parse(body).postmortem.model_dump(exclude={"sections", "timeline", "state"})
    listed = parse(naming(body, incident.ref))
    assert listed.postmortem.model_dump(exclude={"sections", "timeline", "state"}) == whole
    assert listed.postmortem.state is None


def test_the_meeting_is_read_from_the_list() -> None:
    """Filled in behind the words that stand there."""
    body = naming(new_postmortem(INCIDENT, kind="full"), INCIDENT.ref)
    for empty, said in (
        ("Review held", "2026-03-12 14:00 UTC"),
        ("Invited", "Maya, @noor"),
        ("Came", "@noor and Ines"),
    ):
        body = body.replace(f"- **{empty}**:\n", f"- **{empty}**: {said}\n")
    review = parse(body).postmortem.review
    assert review.held == dt.datetime(2026, 3, 12, 14, tzinfo=dt.UTC)
    assert [p.name for p in review.invited] == ["Maya", "noor"]
    assert [p.name for p in review.came] == ["noor", "Ines"]


@given(st.lists(st.sampled_from([
    "- **pmflow state**: bogus", "- pmflow: x", "- **State**: shared", "- **pmflow state**: draft", "- **Started**: 31 Feb",
    "  - a", "- **Incident**: [x](", "- **Incident**: [](https://a.example)", "- **Resolved**: never", "- **Near miss**: ?",
    "- : b", "* [ ] x", "- **Review held**: 2026-99-99", "- **pmflow labels**:", "",
])))  # fmt: skip
def test_nothing_that_stands_in_the_list_is_an_error(lines: list[str]) -> None:
    """Whatever somebody types there, the post-mortem is read."""
    assert parse("\n".join([MARK, *lines, "# Search"])).postmortem.title == "Search"


# Writing

VALUES = st.one_of(
    st.text(),
    st.sampled_from(["-->", "<!-- x -->", "**a**: b", "a | b", "@noor", "\u2028", "- x", "a_b_c", "`x`", "&lt;"]),
)


@given(VALUES, VALUES)
@example("[x](y)\n- **Date**: 1", "\\")
def test_what_is_written_is_read_again(title: str, place: str) -> None:
    """Whatever the words are, they are one value of one line; and they ping nobody."""
    text = f"{written({'severity': title, 'review': {'place': place}})}\n# T\n"
    said = data(text)
    assert list(said) == ["severity", "review place"]
    assert unpinged(text) == text
    assert written(said) == written(read_list(written(said)))


def test_any_front_matter_can_be_a_list() -> None:
    """Mappings become words of the key, lists and people with a role names with commas."""
    facts = {
        "incident": "#1", "at": BEGAN, "day": dt.date(2026, 3, 10), "local": BEGAN.replace(tzinfo=None), "near_miss": True,
        "authors": [{"name": "Maya", "role": "SRE"}, "Ivo"], "on-call": {"first": "Ana", "hours": [1, 2]}, "empty": {},
        "a:b*": None,
    }  # fmt: skip
    assert written(facts, {"authors": "who wrote it"}) == (
        f"{MARK}\n- **Incident**: #1\n- **At**: 2026-03-10 09:20:33 UTC\n- **Day**: 2026-03-10\n"
        "- **Local**: 2026-03-10 09:20:33\n"
        "- **Near miss**: yes\n- **Authors**: Maya (SRE), Ivo <!-- who wrote it -->\n- **On call first**: Ana\n"
        "- **On call hours**: 1, 2\n- **Empty**:\n- **A b**:\n"
    )


def test_a_fact_is_written_where_its_word_stands() -> None:
    """Behind it, with its comment behind that; every other character stays."""
    text = f"{MARK}\r\n* **Severity:** P1 <!-- or P2 -->\r\n- **Resolved**:<!-- when? -->\r\n- Came:\r\n  - Ines\r\n\r\n# T\r\n"
    assert edit(text, "resolved", BEGAN) == text.replace("ed**:<", "ed**: 2026-03-10 09:20:33 UTC <")
    assert edit(text, "severity", "P2") == text.replace("P1 <", "P2 <")


def test_a_fact_whose_word_is_missing_is_written_last() -> None:
    """Also where the list is empty, and where the text ends with it."""
    assert edit(f"{MARK}\n- **Severity**: P1\n\n# T\n", "started", BEGAN) == (
        f"{MARK}\n- **Severity**: P1\n- **Started**: 2026-03-10 09:20:33 UTC\n\n# T\n"
    )
    assert edit(MARK, "started", "09:20") == f"{MARK}\n- **Started**: 09:20"


def test_what_could_not_be_read_again_is_not_written() -> None:
    """Names below one another are people's: pmflow does not write beside them."""
    with pytest.raises(DocumentError, match="the list at the top cannot be edited at came; write it there by hand"):
        edit(f"{MARK}\n- **Came**:\n  - Ines\n", "came", ["Ivo"])


def test_the_state_of_a_file_can_stand_in_the_list() -> None:
    """Who keeps such a text as a file has its state there, too; it is no part of what is approved, nor of what is published."""
    before = f"{MARK}\n- **Severity**: P1\n\n# T\n"
    source = Source.of(before)
    after = set_front_matter(source, split_front_matter(source.plain_lines), ("pmflow", "state"), "reviewed")
    after = set_front_matter(after, split_front_matter(after.plain_lines), ("pmflow", "labels"), ["a", "b"])
    assert after.text == f"{MARK}\n- **Severity**: P1\n- **Pmflow state**: reviewed\n- **Pmflow labels**: a, b\n\n# T\n"
    assert parse(after.text).postmortem.state is State.REVIEWED
    assert heads.labels_in(heads.front_of(after.text)) == ("a", "b")
    assert content_hash(parse(after.text)) == content_hash(parse(before))
    assert for_readers(parse(after.text)) == before


def test_a_changed_fact_is_a_changed_text() -> None:
    """Who approved it approved its facts, too."""
    before = f"{MARK}\n- **Severity**: P1\n\n# T\n"
    assert content_hash(parse(before)) != content_hash(parse(before.replace("P1", "P2")))


# On GitHub


def test_a_teams_template_is_a_list_on_github() -> None:
    """What it says beside facts to be filled in stays; its title only where no heading has it; it names the incident."""
    body = "---\ntitle: Search\nlead:  # who led it -->\nteam: [a, b]  # ours\nauthors: []\n---\nText.\n"
    assert naming(body, "acme/shop#1") == (
        f"{MARK}\n- **Incident**: acme/shop#1\n- **Title**: Search\n- **Lead**: <!-- who led it -> -->\n"
        "- **Team**: a, b <!-- ours -->\n- **Authors**:\n\nText.\n"
    )
    assert naming("# Search\n", "acme/shop#1") == f"{MARK}\n- **Incident**: acme/shop#1\n\n# Search\n"


def test_the_comments_of_a_template_stay() -> None:
    """Hidden, behind the fact that each stands above or beside, whatever the depth; of a fact that went, behind the first."""
    body = (
        '---\n# Ask the lead.\n# Twice --->\ntitle: Search  # short\nrun: https://a.example/#b  # there\nq: "x # y"\n'
        "review:  # the meeting\n  # when\n  held:\n  place: x\nlist:\n  - a  # first\n  - b\n# end\n---\n# Search\n"
    )
    assert naming(body, "acme/shop#1") == (
        f"{MARK}\n- **Incident**: acme/shop#1 <!-- Ask the lead.; Twice ->; short -->\n"
        "- **Run**: https://a.example/#b <!-- there -->\n- **Q**: x # y\n- **Review held**: <!-- the meeting; when -->\n"
        "- **Review place**: x\n- **List**: a, b <!-- first; end -->\n\n# Search\n"
    )
    toml = '+++\n# who\nlead = "" # it was\n[review]\n# when\nheld = ""\n+++\n'
    assert data(naming(toml, "#1")) == {"incident": "#1", "lead": "", "review held": ""}
    assert "- **Lead**: <!-- who; it was -->\n- **Review held**: <!-- when -->\n" in naming(toml, "#1")


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("---\nincident:\nlead: Ana\n---\n# T\n", f"{MARK}\n- **Incident**: a/b#1\n- **Lead**: Ana\n\n# T\n"),
        (f"{MARK}\n- **Incident**:\n- Lead: <!-- who? -->\n- pmflow state: draft\n# T\n",
         f"{MARK}\n- **Incident**: a/b#1\n- Lead: <!-- who? -->\n\n# T\n"),
        (f"{MARK}\n- Lead: @noor\n", f"{MARK}\n- Lead: {unpinged('@noor')}\n- **Incident**: a/b#1\n\n"),
    ],
)  # fmt: skip
def test_an_empty_place_for_the_incident_is_filled_in(body: str, made: str) -> None:
    """Else a second post-mortem would be opened; a list of the team's own stays as it is typed, and pings nobody."""
    assert naming(body, "a/b#1") == made


def test_a_body_with_a_list_keeps_it() -> None:
    """Made into one again, it is the same."""
    body = naming(new_postmortem(INCIDENT, kind="full", authors=("Maya", "Ivo")), INCIDENT.ref)
    assert naming(body, "other/repo#1") == body


@pytest.mark.parametrize(
    "line", ["-" + " " * 200_000 + "x", "- **Incident**: " + "<!--" * 50_000, "- " + "x" * 200_000]
)
def test_long_lines_cost_no_more_than_their_length(line: str) -> None:
    """Each is read in far less than the minutes that trying every place twice would take."""
    assert set(read_list(f"{MARK}\n{line}")) <= {"incident"}
