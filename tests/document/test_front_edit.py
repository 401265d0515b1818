import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmflow.document.front_edit import set_front_matter, without_key
from pmflow.document.frontmatter import read_front_matter, split_front_matter
from pmflow.document.source import Source
from pmflow.errors import DocumentError


def edit(text: str, path: tuple[str, ...], value: object) -> str:
    source = Source.of(text)
    return set_front_matter(source, split_front_matter(source.plain_lines), path, value).text


def test_front_matter_is_made_where_there_is_none() -> None:
    """A document without front matter gets one, and its text stays as it was below it."""
    assert (
        edit("# Title\n\ntext\n", ("pmflow", "state"), "draft")
        == "---\npmflow:\n  state: draft\n---\n\n# Title\n\ntext\n"
    )


def test_front_matter_is_made_before_an_empty_first_line() -> None:
    """No second blank line is put before a text that begins with one."""
    assert edit("\n# Title\n", ("a",), 1) == "---\na: 1\n---\n\n# Title\n"


def test_a_value_is_replaced_and_all_around_it_stays() -> None:
    """Comments, order, quotes and blank lines stay byte for byte."""
    before = (
        "---\n# who\ntitle: 'It broke'   # quoted\n\npmflow:   # ours\n  state: draft # now\n"
        '  id: "x"\ntags: [a, b]\n---\ntext\n'
    )
    assert edit(before, ("pmflow", "state"), "reviewed") == before.replace("state: draft #", "state: reviewed #")


def test_a_key_is_added_at_the_end_of_its_mapping() -> None:
    """A new key of a nested mapping goes below its last one, not to the end of the file."""
    before = "---\npmflow:\n    state: draft\n    # note\ntitle: x\n---\n"
    after = "---\npmflow:\n    state: draft\n    policy: abc\n    # note\ntitle: x\n---\n"
    assert edit(before, ("pmflow", "policy"), "abc") == after


def test_a_top_level_key_is_added_after_the_last_one() -> None:
    """A whole new mapping is written in block style."""
    assert edit("---\ntitle: x\n---\n", ("pmflow", "state"), "draft") == "---\ntitle: x\npmflow:\n  state: draft\n---\n"


def test_an_empty_key_becomes_a_mapping() -> None:
    """`pmflow:` with nothing behind it takes what is set below it, and keeps its comment."""
    assert edit("---\npmflow: # ours\ntitle: x\n---\n", ("pmflow", "state"), "draft") == (
        "---\npmflow: # ours\n  state: draft\ntitle: x\n---\n"
    )


def test_flow_mappings_stay_in_flow_style() -> None:
    """`{state: draft}` is edited inside its braces."""
    assert (
        edit("---\npmflow: {state: draft}\n---\n", ("pmflow", "state"), "closed")
        == "---\npmflow: {state: closed}\n---\n"
    )
    assert (
        edit("---\npmflow: {state: draft}\n---\n", ("pmflow", "id"), 7) == "---\npmflow: {state: draft, id: 7}\n---\n"
    )
    assert edit("---\npmflow: {}\n---\n", ("pmflow", "id"), 7) == "---\npmflow: {id: 7}\n---\n"


def test_lists_and_literals_are_replaced_whole() -> None:
    """A block list or a literal text makes room for the new value."""
    assert (
        edit("---\nauthors:\n  - a\n  - b\ntitle: x\n---\n", ("authors",), ["c"])
        == "---\nauthors:\n  - c\ntitle: x\n---\n"
    )
    assert (
        edit("---\nnote: |\n  long\n  text\n\ntitle: x\n---\n", ("note",), "short")
        == "---\nnote: short\n\ntitle: x\n---\n"
    )


def test_line_ends_and_mark_are_kept() -> None:
    """CRLF and a byte order mark survive an edit."""
    source = Source.of(b"\xef\xbb\xbf---\r\na: 1\r\n---\r\ntext\r\n")
    after = set_front_matter(source, split_front_matter(source.plain_lines), ("b",), "x")
    assert after.encoded == b"\xef\xbb\xbf---\r\na: 1\r\nb: x\r\n---\r\ntext\r\n"


def test_toml_is_edited_as_toml() -> None:
    """TOML front matter keeps its comments and its tables."""
    before = '+++\ntitle = "x" # keep\n\n[pmflow]\nstate = "draft" # now\n+++\ntext\n'
    assert edit(before, ("pmflow", "state"), "reviewed") == before.replace('"draft"', '"reviewed"')
    assert edit('+++\ntitle = "x"\n+++\n', ("pmflow", "state"), "draft") == (
        '+++\ntitle = "x"\n\n[pmflow]\nstate = "draft"\n+++\n'
    )


def test_a_path_through_a_scalar_is_refused() -> None:
    """A key below something that is no mapping cannot be set, and the message says where."""
    with pytest.raises(
        DocumentError, match=r"pmflow in the front matter is no mapping, so pmflow\.state cannot be set"
    ):
        edit("---\npmflow: yes\n---\n", ("pmflow", "state"), "draft")


def test_setting_what_is_there_changes_nothing() -> None:
    """The same value again gives the same source."""
    source = Source.of("---\na: 1\n---\n")
    assert set_front_matter(source, split_front_matter(source.plain_lines), ("a",), 1) == source


def test_a_key_can_be_taken_out() -> None:
    """The text without pmflow's key has all the other keys as they were written."""
    front = split_front_matter(["---", "a: 1 # x", "pmflow:", "  state: draft", "  b:", "    - c", "z: 2", "---"])
    assert without_key(front, "pmflow") == "a: 1 # x\nz: 2\n"
    assert without_key(front, "none") == front.raw
    flow = split_front_matter(["---", "{a: 1, pmflow: {state: draft}, b: 2}", "---"])
    assert "pmflow" not in without_key(flow, "pmflow")
    toml = split_front_matter(["+++", "a = 1", "[pmflow]", 'state = "draft"', "+++"])
    assert without_key(toml, "pmflow").strip() == "a = 1"


KEYS = st.sampled_from(["a", "b", "state", "pmflow", "deep key", "ü"])
SCALARS = st.one_of(
    st.text(alphabet="abc: #-'\"é{}[]\n,&*!|>%@`~", max_size=12),
    st.integers(-5, 5),
    st.booleans(),
    st.none(),
    st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)


@given(
    data=st.dictionaries(KEYS, VALUES, max_size=4),
    path=st.lists(KEYS, min_size=1, max_size=3),
    value=VALUES,
    flow=st.booleans(),
)
def test_what_is_set_is_read_back(data: dict[str, object], path: list[str], value: object, flow: bool) -> None:
    """For any front matter: the new value is there, every other key is as it was, and the body is untouched; or it
    is refused."""
    import yaml

    text = (
        f"---\n{yaml.safe_dump(data, default_flow_style=flow, sort_keys=False, allow_unicode=True)}---\nbody\n"
        if data
        else "body\n"
    )
    source = Source.of(text)
    try:
        front = split_front_matter(source.plain_lines)
        after = set_front_matter(source, front, tuple(path), value)
    except DocumentError:
        return
    read = split_front_matter(after.plain_lines)
    found: object = read.data
    for key in path:
        assert isinstance(found, dict)
        found = found[key]
    assert found == value
    assert after.text.endswith("body\n")
    assert {k: v for k, v in read.data.items() if k != path[0]} == {k: v for k, v in front.data.items() if k != path[0]}


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_the_line_ends_of_yaml_are_no_line_ends_of_the_text(sign: str) -> None:
    """A separator that only YAML takes for a line end shifts no line that is set or taken out."""
    text = f'---\ntitle: "a{sign}b"\npmflow:\n  state: draft\nz: 2\n---\n'
    assert edit(text, ("pmflow", "state"), "closed") == text.replace("draft", "closed")
    assert edit(text, ("new",), 1) == text.replace("z: 2\n", "z: 2\nnew: 1\n")
    assert without_key(split_front_matter(text.split("\n")), "pmflow") == f'title: "a{sign}b"\nz: 2\n'


def test_a_key_is_taken_out_of_braces_with_its_comma() -> None:
    """What is left is a mapping as somebody would write it."""
    for text, left in (
        ("{a: 1, pmflow: {state: draft}}", "{a: 1}"),
        ("{pmflow: {state: draft}, a: 1}", "{a: 1}"),
        ("{a: 1, pmflow: {state: draft}, b: 2}", "{a: 1, b: 2}"),
        ("{pmflow: {state: draft}}", "{}"),
    ):
        assert without_key(split_front_matter(["---", text, "---"]), "pmflow") == f"{left}\n"


def test_a_number_that_is_none_can_stand_beside_what_is_set() -> None:
    """`nan` is not equal to itself, and still the same before and after."""
    assert edit("+++\nx = nan\n+++\n", ("a",), 1) == "+++\nx = nan\na = 1\n+++\n"


def test_what_one_reader_takes_for_yaml_the_editor_does_too() -> None:
    """A tab after a key is read, edited and taken out by the same loader."""
    front = split_front_matter(["---", "pmflow:\t{state: draft}", "a: 1", "---"])
    assert without_key(front, "pmflow") == "a: 1\n"
    assert (
        edit("---\npmflow:\t{state: draft}\n---\n", ("pmflow", "state"), "closed")
        == "---\npmflow:\t{state: closed}\n---\n"
    )


ODD = st.lists(
    st.sampled_from(
        [
            *(
                "title: x",
                "{a: 1}",
                "a: |",
                "  b",
                "- c",
                "pmflow:",
                "  state: draft",
                "pmflow: {}",
                "# c",
                "",
                "x = nan",
            ),
            *('t: "a\u2028b"', "\u2028", "u: a\x85", "? k", ": v", "[pmflow]", 'state = "draft"', "b.c = 1", "e:\t[1]"),
        ]
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(fence=st.sampled_from(["---", "+++"]), lines=ODD)
def test_a_set_key_can_be_taken_out_again(fence: str, lines: list[str]) -> None:
    """For any front matter: what is left without pmflow's key says what it said before, or it is refused."""
    source = Source("\n".join([fence, *lines, fence, "body", ""]))
    try:
        front = split_front_matter(source.plain_lines)
        after = set_front_matter(source, front, ("pmflow", "state"), "draft")
        left = without_key(split_front_matter(after.plain_lines), "pmflow")
    except DocumentError:
        return
    if front.language is not None:
        read = read_front_matter(left, front.language)
        assert repr(read) == repr({k: v for k, v in front.data.items() if k != "pmflow"})
