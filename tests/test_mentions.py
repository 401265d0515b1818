"""Repeated words ping nobody."""

from __future__ import annotations

import pytest

from pmflow.mentions import unpinged


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
    ],
)
def test_mentions(text: str) -> None:
    """Whatever stands before the @, but for a letter or a digit; the words stay."""
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
        "é@x",
        "`@retry`",
    ],
)
def test_no_mentions(text: str) -> None:
    """Mail, a lone @, addresses and code are let be."""
    assert unpinged(text) == text
