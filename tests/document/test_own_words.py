from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.own_words import content_hash, read_block, upsert_block, without_own
from pmflow.document.parse import parse
from pmflow.document.source import Source


def test_a_block_is_added_at_the_end() -> None:
    """A document without a block gets one behind its text, in its own line ends."""
    assert upsert_block(Source("text\n"), "hello").text == "text\n\n<!-- pmflow:begin -->\nhello\n<!-- pmflow:end -->\n"
    assert upsert_block(Source("text"), "a\nb").text == "text\n\n<!-- pmflow:begin -->\na\nb\n<!-- pmflow:end -->\n"
    assert upsert_block(Source("a\r\n"), "b").text == "a\r\n\r\n<!-- pmflow:begin -->\r\nb\r\n<!-- pmflow:end -->\r\n"
    assert upsert_block(Source(""), "b").text == "<!-- pmflow:begin -->\nb\n<!-- pmflow:end -->\n"


def test_a_block_is_replaced_where_it_stands() -> None:
    """The text around an old block stays byte for byte."""
    before = Source("a\n\n<!-- pmflow:begin -->\nold\n<!-- pmflow:end -->\n\nz  \n")
    assert upsert_block(before, "new").text == before.text.replace("old", "new")
    assert upsert_block(upsert_block(before, "new"), "new") == upsert_block(before, "new")


def test_markers_in_code_are_text() -> None:
    """A fence that shows the markers is no block."""
    text = "```\n<!-- pmflow:begin -->\nx\n<!-- pmflow:end -->\n```\n"
    assert read_block(Source(text)) is None
    assert upsert_block(Source(text), "y").text.startswith(text)


def test_a_begin_without_an_end_hides_nothing() -> None:
    """What follows a lone marker may be people's: it stays, and is content."""
    text = "<!-- pmflow:begin -->\nmine\n"
    assert read_block(Source(text)) is None
    assert upsert_block(Source(text), "y").text.startswith(text)
    assert "mine" in without_own(parse(text))


@given(
    before=st.sampled_from(["", "text", "text\n", "a\n\n", "```\nopen fence closed\n```\n"]),
    content=st.text(alphabet="ab\n`~<!->pmflow:endbegin ", max_size=60)
    | st.sampled_from(["x\n<!-- pmflow:end -->\ny", "<!--pmflow:begin-->"]),
)
def test_a_block_is_read_back(before: str, content: str) -> None:
    """Any content comes back as it was (blank lines at its ends aside), and a second block never appears."""
    once = upsert_block(Source(before), content)
    assert read_block(once) == content.strip("\n")
    assert upsert_block(once, content) == once
    assert once.text.startswith(before)


DOCUMENT = """---
title: It broke
pmflow:
  state: draft
tags: [a]
---

# It broke

## Action items

| Action | Owner | Due | Status |
|---|---|---|---|
| Add breaker | amy | 2025-07-01 | Open |
"""


def test_own_words_do_not_count() -> None:
    """State, block, status, owner, due, ref and padding change no hash."""
    plain = content_hash(parse(DOCUMENT))
    assert len(plain) == 16
    for old, new in (
        ("state: draft", "state: reviewed\n  more: [1, 2]"),
        ("amy", "bob"),
        ("2025-07-01", ""),
        ("Open", "✅ Done"),
        ("Add breaker", "Add breaker <!-- AI-1 -->"),
        ("| Add breaker |", "|   Add breaker|"),
    ):
        assert content_hash(parse(DOCUMENT.replace(old, new))) == plain
    assert content_hash(parse(upsert_block(Source(DOCUMENT), "words").encoded)) == plain


def test_people_s_words_count() -> None:
    """A title, a heading, a sentence or another key of the front matter changes the hash."""
    plain = content_hash(parse(DOCUMENT))
    for old, new in (
        ("Add breaker", "Add a breaker"),
        ("# It broke", "# It burst"),
        ("tags: [a]", "tags: [b]"),
        ("\n## A", "\nNew.\n\n## A"),
    ):
        assert content_hash(parse(DOCUMENT.replace(old, new))) != plain


def test_a_front_matter_of_pmflow_alone_is_nothing() -> None:
    """A document that had no front matter keeps its hash when pmflow makes one."""
    body = "# T\n\ntext\n"
    assert content_hash(parse(f"---\npmflow:\n  state: draft\n---\n\n{body}")) == content_hash(parse(body))
