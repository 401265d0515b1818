"""Front matter: found, read with its dates, or refused with the line."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.document.document import FrontMatter
from pmflow.document.frontmatter import split_front_matter
from pmflow.errors import DocumentError


def test_yaml_is_split_off_with_the_line_of_its_closing_fence() -> None:
    """YAML front matter is read, and the body begins after its closing fence."""
    found = split_front_matter(["---", "title: Outage", "date: 2025-03-01", "---", "# Body"])
    assert found == FrontMatter(
        "yaml", {"title": "Outage", "date": dt.date(2025, 3, 1)}, "title: Outage\ndate: 2025-03-01\n", 4
    )


def test_toml_is_read_with_its_dates() -> None:
    """TOML front matter between plus signs is read, dates included."""
    found = split_front_matter(["+++", 'title = "Outage"', "date = 2025-03-01", "+++"])
    assert found == FrontMatter(
        "toml",
        {"title": "Outage", "date": dt.date(2025, 3, 1)},
        'title = "Outage"\ndate = 2025-03-01\n',
        4,
    )


@pytest.mark.parametrize(
    "lines",
    [[], [""], ["# Title"], ["---"], ["---", "", "text", "---"], ["---", "title: x"], ["----", "a: b", "----"]],
    ids=["nothing", "blank", "heading", "rule", "rule-then-blank", "never-closed", "longer-rule"],
)
def test_what_is_no_front_matter_is_left_alone(lines: list[str]) -> None:
    """A rule, or a fence that is never closed, is the body's own."""
    assert split_front_matter(lines) == FrontMatter()


def test_times_stay_as_they_were_written() -> None:
    """`1:30` stays text: YAML 1.1 would make it the number 90."""
    found = split_front_matter(["---", "start: 14:32", "length: 1:30", "count: 12", "share: 0.5", "---"])
    assert found.data == {"start": "14:32", "length": "1:30", "count": 12, "share": 0.5}


def test_empty_front_matter_has_no_keys() -> None:
    """Two fences around a comment are front matter without keys."""
    found = split_front_matter(["---", "# nothing yet", "---"])
    assert (found.language, found.data, found.end_line) == ("yaml", {}, 3)


REFUSED = [
    (["---", "a: 1", "b: 2", "a: 3", "---"], 4, "the key `a` twice"),
    (["---", "pmflow:", "  state: draft", "  state: closed", "---"], 4, "the key `state` twice"),
    (["---", "- one", "- two", "---"], 2, "is a list"),
    (["---", "just words", "---"], 2, "a single value"),
    (["---", "a: [1", "---"], 3, "no valid YAML"),
    (["---", "a: 1", "due: 2025-02-31", "---"], 3, "day is out of range"),
    (["---", "a: 1", "b: \x07", "---"], 3, "control character U+0007"),
    (["---", "a: !!python/object:os.system x", "---"], 2, "no valid YAML"),
    (["---", "? [a]", ": b", "---"], 2, "no valid YAML"),
    (["---", "pmflow: {state: [draft, closed]}", "---"], 2, "two states, draft and closed"),
    (["---", "pmflow:", "  state: draft", "state: closed", "---"], 3, "two states, draft and closed"),
    (["---", "pmflow: {state: finished}", "---"], 2, "the state `finished`, which is none"),
    (["+++", "a = 1", "a = 2", "+++"], 3, "no valid TOML"),
    (["+++", "a = ", "+++"], 2, "no valid TOML"),
    (["+++", "a = 2025-02-31", "+++"], 2, "no valid TOML"),
]


@pytest.mark.parametrize(("lines", "line", "said"), REFUSED)
def test_front_matter_that_cannot_be_trusted_is_refused_with_its_line(lines: list[str], line: int, said: str) -> None:
    """Broken, doubled or contradictory front matter stops the reading and names the line."""
    with pytest.raises(DocumentError) as refused:
        split_front_matter(lines)
    assert refused.value.line == line
    assert said in refused.value.message


def test_one_state_said_twice_is_one_state() -> None:
    """The same state in both places is no contradiction; a foreign `state` that is no state of ours is no concern."""
    same = split_front_matter(["---", "pmflow: {state: draft}", "state: draft", "---"])
    foreign = split_front_matter(["---", "pmflow: {state: draft}", "state: final", "---"])
    assert (same.data["state"], foreign.data["state"]) == ("draft", "final")


LAUGHS = ["a0: &a0 [lol]", *[f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)], "title: *a9"]

ODD = [
    (["---", "a: 1", "x: !!bool q", "---"], 3, "`q` is no bool"),
    (["---", 'title: !!timestamp "abc"', "---"], 2, "`abc` is no timestamp"),
    (["---", 'x: !!int ""', "---"], 2, "`` is no int"),
    (["---", "a: 1", "x: " + "9" * 5000, "---"], 3, "is no int"),
    (["---", "x: !!int 0x" + "f" * 5000, "---"], 1, "too many digits"),
    (["+++", "a = 1", "x = " + "9" * 5000, "+++"], 3, "too many digits"),
    (["---", "pmflow: &a {x: *a}", "---"], 2, "the anchor or alias `a`"),
    (["---", "b: 1", "a: &a [*a]", "---"], 3, "the anchor or alias `a`"),
    (["---", "a: &a {<<: *a}", "---"], 2, "the anchor or alias `a`"),
    (["---", "pmflow: {state: &s draft}", "old: *s", "---"], 2, "the anchor or alias `s`"),
    (["---", "<<: {title: a}", "---"], 2, "a merge key"),
    (["---", *LAUGHS, "---"], 2, "the anchor or alias `a0`"),
    (["---", "a: " + "[" * 3000, "---"], 2, "nested too deep"),
    (["---", "a:", " " + "- " * 3000, "---"], 3, "nested too deep"),
    (["+++", "a = " + "[" * 3000, "+++"], 1, "nested too deep"),
    (["+++", ".".join("a" * 3000) + " = 1", "+++"], 1, "nested too deep"),
    (["---", 'a: "x\u2028y"', "b: [", "---"], 4, "no valid YAML"),
]


@pytest.mark.parametrize(("lines", "line", "said"), ODD, ids=range(len(ODD)))
def test_odd_front_matter_is_refused_with_its_line(lines: list[str], line: int, said: str) -> None:
    """Values of another kind, numbers without end, anchors and deep nesting make one unreadable document."""
    with pytest.raises(DocumentError) as refused:
        split_front_matter(lines)
    assert (refused.value.line, said in refused.value.message) == (line, True)


def test_a_tab_after_a_key_is_read() -> None:
    """The loader that reads a document is the one that edits it, and takes a tab for a blank."""
    assert split_front_matter(["---", "pmflow:\t{state: draft}", "---"]).data == {"pmflow": {"state": "draft"}}
