"""Repeated words ping nobody."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmflow.adapters.github import markers
from pmflow.document.escape import markdown_words, shown_words
from pmflow.mentions import hushed, unhushed, unpinged
from pmflow.status import sentence

GITHUBS = re.compile(r"(?:^|[^a-z0-9])@[a-z0-9]", re.I | re.A | re.M)
"""What GitHub looks for, with the underscore, which may be emphasis."""
ADDRESS = re.compile(r"https?://\S+")
WORDS = st.lists(
    st.sampled_from(
        ["@", "ivo", "@noor", " ", "\n", "`", "```", "_", "*", "|", "\\", "请", "é", "\u200b", "https://a.example", "/", "<b>",
         "&#64;", "a@b.example", "[x](", ")", "1.", "#", "~~~", ">"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "@ivo",
        "thanks @ivo!",
        "(@ivo)",
        "cc:@ivo",
        "`@ivo",
        "/@ivo",
        ".@ivo",
        "@acme/ops",
        "\n@ivo",
        "https://@ivo",
        "\\`@ivo`",
        "@1ivo",
        "`@retry`",
        "`a @noor `",
        "请@noor看",
        "é@x",
        "_@ivo_",
        "a_@ivo",
        "https://a.example/|@ivo",
        "`https://a.example/`@ivo",
        "xhttps://a.example/@ivo",
        "https://a_b.example/@ivo",
    ],
)
def test_mentions(text: str) -> None:
    """Whatever stands before the @, but for an ASCII letter or a digit, in code as well; the words stay."""
    assert unpinged(text) == text.replace("@", "@\u200b")
    assert unpinged(unpinged(text)) == unpinged(text)


@pytest.mark.parametrize(
    "text",
    [
        "ivo@example.org",
        "a @ b",
        "@",
        "https://social.example/@ivo",
        "[x](https://a.example/@ivo) @",
    ],
)
def test_no_mentions(text: str) -> None:
    """Mail, a lone @ and addresses are let be."""
    assert unpinged(text) == text


@given(WORDS)
@example("`a @noor `")
@example("请@noor看")
@example("_@ivo_")
def test_github_finds_no_mention(text: str) -> None:
    """Whatever pmflow makes of people's words, GitHub finds nobody in it, escaped or not."""
    for made in (
        unpinged(text), shown_words(text, 300), sentence(text), markers.muted(text),
        markdown_words(markers.muted(text)), hushed(text),
    ):  # fmt: skip
        assert not GITHUBS.search(ADDRESS.sub("", made)), made


@given(WORDS)
def test_hushed_comes_back(text: str) -> None:
    """What was hushed is given back to the character."""
    assert unhushed(hushed(text)) == text


@pytest.mark.parametrize("entity", ["&#64;", "&#064;", "&#x40;", "&commat;"])
def test_entities(entity: str) -> None:
    """An @ that is written as an entity is one, and so is a letter behind it."""
    assert unpinged(f"{entity}ivo @&#105;vo") == f"{entity}\u200bivo @\u200b&#105;vo"
