import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmflow.document.front_edit import set_front_matter
from pmflow.document.own_words import content_hash, find_block, read_block, upsert_block, without_own
from pmflow.document.parse import parse
from pmflow.document.source import Source
from pmflow.model import SectionName


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


def test_a_second_begin_starts_the_block_again() -> None:
    """A begin marker that another one follows is nobody's, and the text between the two stays, and is content."""
    text = "<!-- pmflow:begin -->\nmine\n\n<!-- pmflow:begin -->\nold\n<!-- pmflow:end -->\n"
    assert read_block(Source(text)) == "old"
    assert upsert_block(Source(text), "new").text == text.replace("old", "new")
    assert "mine" in without_own(parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "- <!-- pmflow:begin -->\n\nx\n\n- <!-- pmflow:end -->\n",
        "- ```\n  <!-- pmflow:begin -->\n  x\n  <!-- pmflow:end -->\n  ```\n",
        "    <!-- pmflow:begin -->\n    x\n    <!-- pmflow:end -->\n",
        "---\nnote: |\n<!-- pmflow:begin -->\n---\nx\n<!-- pmflow:end -->\n",
    ],
    ids=["bullets", "code-in-a-list", "indented", "front-matter"],
)
def test_a_marker_elsewhere_than_in_a_line_of_the_body_is_text(text: str) -> None:
    """Markers behind a bullet, in indented code or in front matter make no block."""
    assert find_block(Source(text)) is None


def test_a_block_goes_above_a_fence_that_is_never_closed() -> None:
    """Below it Markdown would take the block for code; a block that stands there is moved."""
    block = "<!-- pmflow:begin -->\nb\n<!-- pmflow:end -->\n"
    assert upsert_block(Source("text\n\n```\ncode\n"), "b").text == f"text\n\n{block}\n```\ncode\n"
    assert upsert_block(Source(f"```\ncode\n\n{block}"), "b").text.startswith(f"{block}\n```\ncode\n")


def test_code_left_open_in_the_block_hides_nothing() -> None:
    """A fence that pmflow's block never closes does not take people's text below it out of the reading."""
    text = "# T\n\n<!-- pmflow:begin -->\n```\n<!-- pmflow:end -->\n\n## Summary\n\nIt broke.\n"
    assert parse(text).postmortem.sections[SectionName.SUMMARY].text == "It broke."


LINES = st.sampled_from(
    [
        "<!-- pmflow:begin -->",
        "<!-- pmflow:end -->",
        "  <!-- pmflow:begin -->",
        "    <!-- pmflow:end -->",
        "- <!-- pmflow:end -->",
        "- <!-- pmflow:begin -->",
        "<!--pmflow:begin-->",
        "```",
        "````",
        "```sh",
        "~~~",
        "  ```",
        "```a```",
        "---",
        "+++",
        "...",
        "a: 1",
        "text",
        "",
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    lines=st.lists(LINES, max_size=14),
    newlines=st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=1, max_size=3),
    content=st.lists(LINES, max_size=6),
)
def test_writing_the_block_twice_is_writing_it_once(lines: list[str], newlines: list[str], content: list[str]) -> None:
    """For any text: the second time changes nothing, the block is read back, and every other line stays."""
    mixed = "".join(line + newlines[at % len(newlines)] for at, line in enumerate(lines))
    source, words = Source(mixed), "\n".join(content)
    once = upsert_block(source, words)
    assert upsert_block(once, words) == once
    assert (read_block(once) or "").replace("<!-- pm", "<!--pm") == words.strip("\n").replace("<!-- pm", "<!--pm")
    assert [line for line in people_s(once) if line] == [line for line in people_s(source) if line]


def people_s(source: Source) -> list[str]:
    begin, end = find_block(source) or (1, 0)
    return [*source.plain_lines[: begin - 1], *source.plain_lines[end:]]


FRONTS = [
    "---\ntitle: a\n---\n",
    "---\n{title: a}\n---\n",
    "---\n{title: a,}\n---\n",
    "---\n{ title: a,\n  tags: [x] }\n---\n",
    "---\n{}\n---\n",
    "---\n# nothing\n---\n",
    '---\ntitle: "a\u2028b"\n---\n',
    "---\ntitle: |\n  a\n\n---\n",
    "+++\na = 1\n+++\n",
    "+++\na = nan\n[b]\nc = 1\n+++\n",
]


@pytest.mark.parametrize("front", FRONTS)
def test_setting_pmflow_s_own_key_changes_no_hash(front: str) -> None:
    """Whatever the style of the front matter, the content hash is the same before and after."""
    before = parse(f"{front}# T\n\ntext\n")
    after = set_front_matter(before.source, before.front, ("pmflow", "state"), "draft")
    assert content_hash(parse(after.text)) == content_hash(before)
