"""Pieces of Markdown for a page of GitHub's, with people's words in them as text: no markup, no HTML, no ping. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pmflow.document.escape import one_line, shown_words, unsteered
from pmflow.mentions import unpinged

LONG = 400
"""Characters of somebody's words in one line."""
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'*+,;=%-]+")
_TICKS = re.compile(r"`+")


def words(text: str, *, most: int = LONG) -> str:
    """One line, seen as exactly these words."""
    return shown_words(text, most)


def code(text: str, *, most: int = LONG) -> str:
    """One line as code, also in a table: for Markdown that somebody is to write."""
    line = unsteered(one_line(text))[:most]
    if not line:
        return ""
    fence = "`" * (max(map(len, _TICKS.findall(line)), default=0) + 1)
    pad = " " if "`" in (line[0], line[-1]) else ""
    return unpinged(f"{fence}{pad}{line}{pad}{fence}".replace("|", "\\|"))


def link(text: str, address: str) -> str:
    """A link where the address is one of the web; else the words."""
    return f"[{words(text)}]({address})" if _ADDRESS.fullmatch(address) else words(text)


def listed(lines: Iterable[str]) -> str:
    """Lines of Markdown as items."""
    return "".join(f"- {line}\n" for line in lines)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Cells are Markdown on one line, with their pipes escaped (as `words` does)."""
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *rows))


def verbatim(text: str, language: str = "") -> str:
    """A text as it is, in a fence that nothing in it can close."""
    most = max(map(len, _TICKS.findall(text)), default=0)
    fence = "`" * max(3, most + 1)
    return f"{fence}{language}\n{unsteered(text).rstrip()}\n{fence}\n"


def folded(title: str, markdown: str, *, opened: bool = False) -> str:
    """Something to unfold; the title is ours."""
    return f"<details{' open' if opened else ''}><summary>{title}</summary>\n\n{markdown}\n</details>\n"
