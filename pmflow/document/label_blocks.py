"""Labels and values in blocks that are neither a list nor a Markdown table: raw HTML, indented lines, definition lists.

Each gives lines of the one form "Label: value", which the metadata reader already knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.patterns import lazy

_ROW = lazy(r"<tr\b[^>]*>(.*?)(?:</tr>|(?=<tr\b)|$)", re.I | re.S)
_CELL = lazy(r"<t[dh]\b[^>]*>(.*?)(?=</t[dh]>|<t[dh]\b|</tr>|$)", re.I | re.S)
_TERM = lazy(r"<dt\b[^>]*>(.*?)(?:</dt>|(?=<dd\b))\s*<dd\b[^>]*>(.*?)(?:</dd>|(?=<d[td]\b)|</dl>|$)", re.I | re.S)
_BREAK = lazy(r"<(?:br|/p|/li|/div|/summary|/h\d)\b[^>]*>", re.I)
_TAG = lazy(r"<!--.*?-->|<[^>]+>", re.S)
_COMMENT = lazy(r"<!--.*?-->", re.S)
_LABEL_LINE = lazy(r"\s*[^\W\d][^:\n]{1,50}:\s*\S")


def html_lines(source: str, line: int) -> Iterator[tuple[str, int]]:
    """`Label: value` for every row of two (or four) cells, every `<dt>` with its `<dd>`, and other lines."""
    if "<" not in source or len(source) > 20_000:
        return
    source = _COMMENT.sub("", source)
    lower = source.lower()
    if "<tr" in lower:
        for row in _ROW.finditer(source):
            cells = [_words(cell) for cell in _CELL.findall(row[1])]
            if len(cells) in (2, 4):
                for at in range(0, len(cells), 2):
                    yield f"{cells[at].rstrip(': ')}: {cells[at + 1]}", line + source.count("\n", 0, row.start())
    elif "<dt" in lower:
        for term in _TERM.finditer(source):
            yield f"{_words(term[1]).rstrip(': ')}: {_words(term[2])}", line + source.count("\n", 0, term.start())
    elif ":" in source:
        for number, text in enumerate(_BREAK.sub("\n", source).split("\n")):
            if len(words := _words(text)) <= 200 and ":" in words:
                yield words, min(line + number, line + source.count("\n"))


def indented_lines(source: str, line: int) -> Iterator[tuple[str, int]]:
    """The lines of an indented or fenced block that is nothing but `Label: value`."""
    lines = [(text, line + number) for number, text in enumerate(source.split("\n")) if text.strip()]
    labelled = sum(_LABEL_LINE.match(text) is not None for text, _ in lines)
    if 2 <= len(lines) <= 30 and labelled * 4 >= len(lines) * 3:
        for text, number in lines:
            yield re.sub(r"^(\s*[^:]+?)\s*:\s*", r"\1: ", text).strip(), number


def definition_lines(text: str, line: int) -> Iterator[tuple[str, int]]:
    """`Label: value` for a line whose value follows below it behind a colon, as in a definition list."""
    lines = text.split("\n")
    for number in range(1, len(lines)):
        value = lines[number].lstrip()
        label = lines[number - 1].strip()
        if value.startswith(": ") and label and not label.startswith(":") and len(label) <= 60:
            yield f"{label.rstrip(':')}: {value[2:].strip()}", line + number - 1


def bare_pieces(line: str) -> list[str]:
    """The pieces of a line of facts without labels ("18 March 2025, 68 minutes, SEV-2"), where it may be one."""
    if len(line) > 120 or ":" in line or not any(c.isdigit() for c in line):
        return []
    pieces = [piece.strip(" *_`()") for piece in _BETWEEN_FACTS.split(line)]
    return pieces if 2 <= len(pieces) <= 8 else []


_BETWEEN_FACTS = lazy(r"\s*[,;/–—]\s+|`\s+`|\s{2,}")


def _words(html: str) -> str:
    from html import unescape

    return " ".join(unescape(_TAG.sub("", html)).split())
