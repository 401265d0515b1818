import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.blocks import read_blocks
from pmflow.document.marked import Marked, marked_block
from pmflow.document.source import Source


def mark(text: str) -> tuple[Marked, list[str]]:
    source = Source.of(text)
    block = read_blocks(source.plain).children[0]
    while block.kind in ("list", "item", "quote"):
        block = block.children[0]
    return marked_block(block, source), source.plain_lines


@pytest.mark.parametrize(
    ("text", "words", "there"),
    [
        ("- plain words here", "words", "words"),
        ("1. 1", "1", "1"),
        ("- **bold** and `code` and end", "end", "end"),
        ("- a [link](https://x.example/end) end", "end", "end"),
        ("- a [link words](https://x.example) end", "link words", "[link words](https://x.example)"),
        ("- one <!-- AI-1 --> two", "two", "two"),
        ("> - in a quote", "quote", "quote"),
        ("- first line\n  second line", "second", "second"),
        ("- a ~~struck~~ b", "struck", "struck"),
    ],
)
def test_words_are_found_in_the_source(text: str, words: str, there: str) -> None:
    """A stretch of rendered text has its place in the file, a link's words the whole link."""
    marked, lines = mark(text)
    at = marked.text.rindex(words)
    span = marked.span(at, at + len(words))
    assert span is not None
    assert lines[span.line - 1][span.start : span.end] == there


def test_no_place_over_two_lines() -> None:
    """A stretch that runs over a line's end has no place."""
    marked, _ = mark("- first line\n  second line")
    assert marked.span(6, 14) is None


def test_the_end_is_behind_everything() -> None:
    """The place to append is behind closing marks and comments, and before blanks."""
    marked, lines = mark("- **bold** <!-- AI-1 -->  \n- next")
    assert lines[0][: marked.end.start] == "- **bold** <!-- AI-1 -->"


def test_looks() -> None:
    """Bold, struck out and linked stretches are told apart."""
    marked, _ = mark("- ~~old~~ **new** [words](https://x.example)")
    assert marked.struck_until(0) == 3
    assert (marked.is_strong(4, 7), marked.is_strong(0, 7)) == (True, False)
    assert (marked.is_link(8, 13), marked.is_link(4, 13)) == (True, False)
    assert marked.href(4, 13) == "https://x.example"
    assert marked.href(0, 7) is None


def test_code_separates_nothing() -> None:
    """Separators inside code are masked for the grammar, character by character."""
    marked, _ = mark("- a `b - c, d` - e")
    assert marked.scan == "a b x cx d - e"
    assert len(marked.scan) == len(marked.text)


@given(
    st.lists(
        st.sampled_from(
            [
                "word",
                "**bold**",
                "`co de`",
                "[li nk](https://x.example/word)",
                "<!-- c -->",
                "*em*",
                "~~s~~",
                "a\\*b",
                "&amp;",
            ]
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_character_that_has_a_place_has_the_right_one(parts: list[str]) -> None:
    """Whatever the mark-up: a character's place holds that character, or it has none."""
    marked, lines = mark("- x " + " ".join(parts))
    for at, char in enumerate(marked.text):
        offset = marked._raw_offset(at)
        span = marked.raw_span(offset, offset + 1) if offset is not None else None
        assert span is None or lines[span.line - 1][span.start] in (char, "\\", "&")
