"""Laws of the blameless rules: what stands elsewhere changes nothing, places are true, and work grows with the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.document import Document
from pmflow.document.parse import parse
from pmflow.language.judging import language_of
from pmflow.language.sentences import LONGEST, sentences_of
from pmflow.language.shape import shape_of
from pmflow.model import Finding
from pmflow.policy import Policy, parse_policy
from pmflow.rules import check
from tests.language.work import work_of

BLAME = [
    "Mike forgot to run the migration.",
    "John's careless deployment broke production.",
    "The database team should have caught this.",
    "How hard is it to read a runbook?",
    "Mistakes were made by operations.",
]
PLAIN = ["The disk was full.", "The server failed to start.", "I forgot the flag.", "An alert should have fired."]
ELSEWHERE = [
    "```\nMike forgot to run the migration.\n```",
    "## Another heading",
    "[a link](https://example.com/mike-forgot-to-run-it)",
    "<!-- Mike forgot to run the migration. -->",
    "> Mike forgot to run the migration.",
]


def found(text: str) -> list[Finding]:
    return list(check(parse(text), Policy(), select=["blameless"]))


@given(
    st.lists(st.sampled_from([*BLAME, *PLAIN]), min_size=1, max_size=6),
    st.lists(st.sampled_from(ELSEWHERE), max_size=4),
)
def test_what_stands_elsewhere_changes_no_finding(sentences: list[str], more: list[str]) -> None:
    """A code block, a link, a comment, a quotation, another heading, below."""
    text = "\n\n".join(sentences)
    assert found("\n\n".join([text, *more])) == found(text)


@given(
    st.lists(
        st.tuples(st.sampled_from([*BLAME, *PLAIN]), st.lists(st.sampled_from(ELSEWHERE), max_size=2)), max_size=6
    ),
    st.sampled_from(["", "## Timeline\n\n", "## Root cause\n\n", "# Outage\n\n## Contributing factors\n\n"]),
)
def test_what_stands_above_and_between_changes_no_finding(parts: list[tuple[str, list[str]]], head: str) -> None:
    """The same findings in the same columns, each in the line to which its words moved; a heading deeper than the section's."""
    text = head + "\n\n".join(sentence for sentence, _ in parts)
    pieces = [piece.replace("## Another", "#### Another") for sentence, more in parts for piece in (*more, sentence)]
    with_more = head + "\n\n".join(pieces)

    def told(source: str) -> list[tuple[object, ...]]:
        lines = source.split("\n")
        return [(f.rule, f.severity, f.column, f.end_column, f.message, lines[f.line - 1]) for f in found(source)]

    assert told(with_more) == told(text)


@given(st.sampled_from([*BLAME, *PLAIN]), st.data())
def test_words_wrapped_in_a_link_are_read_as_if_there_were_none(sentence: str, data: st.DataObject) -> None:
    """Whichever words of the sentence it is; the finding names the same words."""
    words = sentence.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    target = data.draw(st.sampled_from(["https://example.com/mike-forgot-to", "#part", "../notes.md"]))
    linked = " ".join([*words[:first], f"[{' '.join(words[first : last + 1])}]({target})", *words[last + 1 :]])
    assert [(f.rule, f.severity, f.message) for f in found(linked)] == [
        (f.rule, f.severity, f.message) for f in found(sentence)
    ]


@given(
    st.lists(st.sampled_from([*BLAME, *PLAIN]), min_size=1, max_size=6), st.sampled_from(["\n\n", "\n", " ", "\n- "])
)
def test_every_span_lies_on_the_words_that_it_names(sentences: list[str], between: str) -> None:
    """Also over a line end, in lists, and behind other sentences."""
    text = between.join(sentences)
    lines = text.split("\n")
    for each in found(text):
        assert each.end_line is not None
        assert each.end_column is not None
        inside = lines[each.line - 1 : each.end_line]
        inside[-1] = inside[-1][: each.end_column - 1]
        words = " ".join("\n".join(inside)[each.column - 1 :].split())
        named = re.match("“(.*?)”", each.message)
        assert named is not None
        assert words.startswith(named[1].rstrip("…"))


def test_a_sentence_is_pointed_at_once() -> None:
    """By the most telling rule, however many it breaks."""
    text = "As usual, John's careless deployment broke production, because he forgot to test it and should have known."
    assert len(found(text)) == 1


def test_a_team_s_own_phrases() -> None:
    """Added, excused, and taken away."""
    text = "Mike rode the yak. Ana forgot the flag. Kim forgot the key, as drilled."
    policy = parse_policy("language: {add: {neglect: [DID ride+/rode the yak], excuse: [as drilled]}}")
    told = [each.message.split("”")[0] for each in check(parse(text), policy, select=["blameless"])]
    assert [words.split()[0] for words in told] == ["“Mike", "“Ana"]


HUGE = {
    "one line of 1 MB, all of it prose": "Mike looked at the graph and the server failed and then " * 18_000,
    "100,000 short sentences": "Mike ran it. " * 100_000,
    "5 MB": "The server failed to start because the disk was full, and Ana put it back.\n\n" * 66_000,
    "nothing but people": "Ana and Bo and " * 60_000,
    "one word": "forgot" * 150_000,
    "commas": "Ana, " * 180_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HUGE)
def test_a_long_text_is_judged_in_short_pieces(name: str) -> None:
    """However long a line, its pieces are of a bounded length, and together no more than the text."""
    pieces = [len(sentence.text) for sentence in sentences_of(parse(HUGE[name]))]
    assert max(pieces) <= LONGEST
    assert sum(pieces) <= len(HUGE[name])


GROWING = {
    "one line of 1 MB": ("Mike looked at the graph and the server failed and then he forgot to run it and ", 12_500),
    "one line of people": ("Ana and Bo and ", 60_000),
    "one line of one word": ("forgot", 150_000),
    "100,000 short sentences": ("Mike ran it. ", 100_000),
    "100,000 short paragraphs": ("Mike ran it.\n\n", 100_000),
    "5,000 comments": ("<!-- pmflow: allow blameless-neglect so -->\n\nMike forgot to run it.\n\n", 5_000),
    "5,000 comments in one line": ("Mike forgot it. <!-- pmflow: allow blameless-neglect so --> ", 5_000),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", GROWING)
def test_no_input_is_more_work_than_its_length(name: str) -> None:
    """Twice the text is about twice the work: of all blameless rules, with their suppressions."""
    piece, often = GROWING[name]
    half, whole = (parse(piece * number) for number in (often // 2, often))
    assert counted(whole) < 2.6 * counted(half)


@pytest.mark.parametrize("name", GROWING)
def test_a_small_input_is_no_more_work_than_its_length(name: str) -> None:
    """The same on a twentieth, for every day."""
    piece, often = GROWING[name]
    half, whole = (parse(piece * number) for number in (often // 40, often // 20))
    assert counted(whole) < 2.6 * counted(half)


def counted(document: Document) -> int:
    check(parse("Mike forgot it."), Policy(), select=["blameless"])  # what is made once is made
    return work_of(lambda: check(document, Policy(), select=["blameless"]))


def test_a_quadratic_judge_would_be_caught() -> None:
    """By looking at all sentences for each, or by being given the whole text for each."""

    def again(document: Document) -> None:
        for sentence in sentences_of(document):
            len(sentence.text)
            for other in sentences_of(document):
                len(other.text)

    def whole(document: Document) -> None:
        people = language_of("en").people
        for _ in sentences_of(document):
            shape_of(document.source.plain, people)

    half, full = (parse("Mike ran it. " * number) for number in (30, 60))
    for judge in (again, whole):
        assert work_of(lambda judge=judge: judge(full)) > 3.2 * work_of(lambda judge=judge: judge(half))


def test_the_index_is_what_the_lists_say() -> None:
    """After a change in a list: python -m pmflow.language.phrases"""
    from pmflow.language.phrases import index_text

    file = Path(__file__).parents[2] / "pmflow" / "language" / "en" / "index.txt"
    assert file.read_text(encoding="utf-8") == index_text("en")


def test_the_names_are_sorted() -> None:
    """They are looked up by halves."""
    file = Path(__file__).parents[2] / "pmflow" / "language" / "names" / "names.txt"
    names = file.read_text(encoding="utf-8").splitlines()
    assert names == sorted(set(names))


def test_no_phrase_is_all_options() -> None:
    """One that may be empty would be in every sentence."""
    from pmflow.language.notation import parts_of
    from pmflow.language.phrases import lists_of

    loose = [
        p
        for phrases in lists_of("en").values()
        for p in phrases
        if all(part.optional or part.is_sign for part in parts_of(p))
    ]
    assert loose == []
