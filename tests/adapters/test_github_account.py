"""What an incident's own text says: pure, without a GitHub."""

from __future__ import annotations

import pytest

from pmflow.adapters.github.account import CUT, LONGEST, MOST, MOST_LINKS, links_of, words_of
from pmflow.model import Evidence

FORM = """---
started_at: 2026-06-03T09:00Z
---
<!-- Tell us
what is broken -->
### What is broken? ###

Search is **blank** for @noor.

### Impact

_No response_



```text
index: 0 documents
```
| a | b |
<!-- pmflow:item x -->
"""


def test_the_words_of_an_incident() -> None:
    """As they were typed, without front matter, comments, empty answers of a form, and the signs of headings and code."""
    assert words_of(FORM.replace("\n", "\r\n")) == (
        "What is broken?\n\nSearch is **blank** for @noor.\n\nImpact\n\nindex: 0 documents\n\n| a | b |"
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "Before `<!--` appears in the log.\nAfter: ``a ` <!-- b``",
            "Before `<!--` appears in the log.\nAfter: ``a ` <!-- b``",
        ),
        ("a <!-- b\nc --> d \\<!-- e", "a  d \\<!-- e"),
        ("```sh\n# comment ##\n    <!-- kept\n```\nAfter", "# comment ##\n    <!-- kept\n\nAfter"),
        ("- x\n  - y <!-- z -->\n    ~~~\n    # c\n    ~~~", "- x\n  - y\n\n    # c"),
        ("Head\n===\n\n    # code\n    ```\n\n## `#` ##", "Head\n===\n\n    # code\n    ```\n\n`#`"),
        ("<!-- a\n\nb -->c\n\n<!-- all\n\nthe rest", "c"),
    ],
)
def test_what_stands_in_code_stays(body: str, words: str) -> None:
    """Neither comments nor the signs of headings nor blanks are taken out of it."""
    assert words_of(body) == words


@pytest.mark.parametrize(
    ("body", "urls"),
    [
        ("[wiki](https://a.example/Foo_(bar))", ["https://a.example/Foo_(bar)"]),
        ("(see https://a.example/x_(y)), then", ["https://a.example/x_(y)"]),
        ("[d](https://a.example/?x=1&amp;y=2) https://a.example/?x=1&amp;y=2", ["https://a.example/?x=1&y=2"]),
        ('"https://a.example/b_c", **https://a.example/d**; [https://a.example/e]',
         ["https://a.example/b_c", "https://a.example/d", "https://a.example/e"]),
        ("| a |\n|---|\n| <a href='https://a.example/?f=1&amp;g'>x</a> |", ["https://a.example/?f=1&g"]),
    ],
)  # fmt: skip
def test_an_address_is_whole(body: str, urls: list[str]) -> None:
    """With the parentheses that belong to it, and each once, however it is written."""
    assert [each.url for each in links_of(body)] == urls


@pytest.mark.parametrize("body", ["", " \n", "<!-- only a hint -->", "---\na: b\n---\n"])
def test_an_incident_that_says_nothing(body: str) -> None:
    """No words, no links."""
    assert (words_of(body), links_of(body)) == ("", ())


def test_front_matter_that_cannot_be_read_is_text() -> None:
    """Somebody looks at it."""
    assert words_of("---\na: [b\n---\nDown.") == "---\na: [b\n---\nDown."


def test_long_words_are_cut_at_a_line() -> None:
    """The rest is read where it stands."""
    assert words_of("word " * 500 + "\n" + "x" * MOST) == f"{('word ' * 500).strip()}\n{CUT}"
    assert words_of("x" * (MOST + 1)) == "x" * MOST + f"\n{CUT}"


def test_the_links_of_an_incident() -> None:
    """By their words or their address, each once, pictures too; nothing that a browser should not follow from here."""
    body = (
        "See [the graph of @noor](https://grafana.example/d/1) and https://logs.example/q?a=1, https://grafana.example/d/1.\n"
        '\n<img width="9" src="https://a.example/x.png" />\n\n![alt](https://a.example/y.png) [x](javascript:alert(1)) [y](/z)\n'
        "\n`https://in.code.example/a` <!-- https://hidden.example -->\n\n```\nhttps://in.code.example/b\n```\n"
    )
    assert links_of(body) == (
        Evidence(kind="dashboard", label="the graph of @\u200bnoor", url="https://grafana.example/d/1"),
        Evidence(kind="log", label="https://logs.example/q?a=1", url="https://logs.example/q?a=1"),
        Evidence(kind="screenshot", label="https://a.example/x.png", url="https://a.example/x.png"),
        Evidence(kind="screenshot", label="alt", url="https://a.example/y.png"),
        Evidence(label="https://in.code.example/a", url="https://in.code.example/a"),
    )


def test_many_and_long_links() -> None:
    """So many, and so much of each."""
    body = "\n".join(f"- [{'x' * 300}](https://a.example/{n})" for n in range(30))
    found = links_of(body)
    assert (len(found), {len(each.label) for each in found}) == (MOST_LINKS, {LONGEST})
