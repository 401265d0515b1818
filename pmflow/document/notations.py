"""Headings that are no Markdown headings: bold run-in labels, lines in capitals, questions, admonitions, table rows.

A label of a known wording stands for a heading wherever it is (`sections.py`). Unknown ones do only where a document
plainly writes its sections so: at least three labels of the same notation speak for three sections, and its headings
for fewer. What is found out here is the notation; which section a label is, others say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from pmflow.document.blocks import Block, inline_block, read_blocks
from pmflow.document.bold_labels import BESIDE_LABEL
from pmflow.document.clocks import find_clock
from pmflow.document.heading_words import weigh_heading
from pmflow.document.headings import Sure, read_heading
from pmflow.model import SectionName
from pmflow.patterns import lazy


class Notation(StrEnum):
    """How a label is set off from the text."""

    BOLD = "bold"
    ITALIC = "italic"
    CAPITALS = "capitals"
    COLON = "colon"
    QUESTION = "question"
    DEFINITION = "definition"
    WIKI = "wiki"
    UNDERLINED = "underlined"
    TOGGLE = "toggle"
    ADMONITION = "admonition"
    ITEM = "item"
    ROW = "row"


class Label(NamedTuple):
    """A label at the beginning of a paragraph, and what follows it there."""

    words: str
    rest: str
    """Without the label; "" where the label stands alone."""
    notation: Notation
    numbered: bool
    offset: int = 0
    """Lines of the paragraph before `rest` begins."""
    level: int = 0
    """Of a heading in wiki markup, 0 for all others."""

    @property
    def style(self) -> Style:
        return (self.notation, self.numbered)


Style = tuple[Notation, bool]

_NUMBERED = lazy(
    r"^\W*(?:§+\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[IVX]{1,5})[.)]?\s|^\W*(?:\d{1,2}|[A-Z]|[IVX]{1,5})[.)]"
)
_BOLD = lazy(r"^[^\w*<]{0,6}(?:[\dA-Z]{1,3}[.)]\s+)?(\*\*|__)(?=\S)([^\n]{2,90}?)(?<=\S)\1[ \t]*([:.–—-]?)[ \t]*", re.S)
_ITALIC = lazy(r"^(\*|_)(?![*_\s])([^*_\n]{2,60})\1([:.]?)[ \t]*(?!\w)")
_CAPITALS = lazy(
    r"^((?:\d{1,2}[.)]\s+|[A-Z][.)]\s+|§\s*\d+\s+)?[^\W\d_][^\n.:|*_`a-z]{2,70}?)([.:?]?)(?=\n|$|(?<=[.:])\s)"
)
_COLON = lazy(r"^([^\W\d_][^:.!?|*_`\n]{2,50}):(?=\s|$)[ \t]*")
_QUESTION = lazy(r"^((?:Q\d*\s*[.:)]\s*)?[^\W\d_][^\n|*_`]{4,90}\?)[ \t]*(?=\n|$)")
_DEFINITION = lazy(r"^([^\n:|*_`]{2,60})\n:[ \t]+")
_WIKI = lazy(r"^(?:h([1-6])\.\s+([^\n]{2,90})|(={1,6})\s+([^=\n]{2,90}?)\s*=*)[ \t]*(?=\n|$)")
_UNDERLINED = lazy(r"^([^\n|]{2,70})\n[ \t]*([~^\"'+.*#])\2{2,}[ \t]*(?=\n|$)")
_ADMONITION = lazy(r"^(?:!!!|\?\?\?\+?)[ \t]+([a-z][\w-]*)(?:[ \t]+[\"“]([^\"”\n]*)[\"”])?[ \t]*(?=\n|$)", re.I)
_ALERT = lazy(r"^\[!([A-Za-z]+)\][+-]?[ \t]*([^\n]*)")
_CONTAINER = lazy(r"^:::+[ \t]*\{?\.?([a-z][\w-]*)\}?[ \t]*([^\n]*)", re.I)
_NAMES_ENOUGH = 3
_MANY_ALIKE = 5
"""So many labels of one kind in a document whose headings are no sections: two that speak for one will do."""
_ORDINAL = lazy(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d){1,3})\s+(?=[^\W\d])")
"""The number of a heading, which is no time: "11. Cause"."""
_BARE_WORDS = 4
"""Up to so many bold words in front of a sentence are a label without a stop."""


def labels_of(raw: str) -> Iterator[Label]:
    """The ways in which the beginning of a paragraph can be a label, likeliest first."""
    if (found := _BOLD.match(raw)) is not None:
        words, mark, rest = found[2].strip(), found[3], raw[found.end() :]
        if not mark and (beside := BESIDE_LABEL.match(rest)) is not None:
            yield _label(f"{words} {beside[1]}", raw, found.end() + beside.end(), Notation.BOLD, words)
            return
        bare = len(words.split()) <= _BARE_WORDS and (
            speaks_for(words) is not None or read_heading(words).topic is not None
        )
        if mark or bare or not rest.strip() or rest[:1] == "\n" or words.endswith((":", ".", "?", "!")):
            yield _label(words, raw, found.end(), Notation.BOLD, words if not raw[0].isalnum() else raw)
        return
    if (found := _WIKI.match(raw)) is not None:
        words, level = (found[2], int(found[1])) if found[1] else (found[4], len(found[3]))
        yield _label(words, raw, found.end(), Notation.WIKI, words, level)
        return
    if (found := _UNDERLINED.match(raw)) is not None:
        yield _label(found[1], raw, found.end(), Notation.UNDERLINED, found[1])
        return
    if (found := _ITALIC.match(raw)) is not None:
        rest = raw[found.end() :]
        if found[3] or found[2].endswith((":", ".")) or not rest.strip() or rest[:1] == "\n":
            yield _label(found[2], raw, found.end(), Notation.ITALIC, found[2])
        return
    if (
        raw[:1].isupper() is not raw[:1].isdigit()
        and (found := _CAPITALS.match(raw)) is not None
        and found[1].isupper()
    ):
        yield _label(found[1], raw, found.end(), Notation.CAPITALS, found[1])
    elif (found := _QUESTION.match(raw)) is not None:
        yield _label(found[1], raw, found.end(), Notation.QUESTION, found[1])
    elif (found := _DEFINITION.match(raw)) is not None:
        yield _label(found[1], raw, found.end(), Notation.DEFINITION, found[1])
    elif (found := _COLON.match(raw)) is not None:
        yield _label(found[1], raw, found.end(), Notation.COLON, found[1])


def _label(words: str, raw: str, end: int, notation: Notation, whole: str, level: int = 0) -> Label:
    rest = raw[end:]
    offset = raw.count("\n", 0, end)
    if rest.startswith("\n"):
        rest, offset = rest[1:], offset + 1
    if notation is Notation.DEFINITION:
        rest = re.sub(r"(?m)^:[ \t]+", "", rest)
    return Label(
        words.strip().strip("*_").rstrip(":.").strip(),
        rest.rstrip(),
        notation,
        bool(_NUMBERED.match(whole)),
        offset,
        level,
    )


def speaks_for(words: str, strong: float = 2.0) -> SectionName | None:
    """The section that a label's words speak for most, by the vocabulary or by evidence."""
    reading = read_heading(words)
    if reading.names and reading.sure is not Sure.TIMED:
        return reading.names[0]
    if reading.topic is not None:
        return None
    weights = weigh_heading(words)
    best = max(weights, key=lambda name: weights[name], default=None)
    return best if best is not None and weights[best] >= strong else None


def is_time_label(words: str) -> bool:
    """A label that is the time or day of an entry, no heading."""
    words = _ORDINAL.sub("", words)
    digits = sum(c.isdigit() for c in words)
    return digits >= 2 and (digits * 3 >= len(words) or find_clock(words) is not None or words[:1].isdigit())


def section_styles(root: Block, by_headings: int) -> frozenset[Style]:
    """The notations in which a document writes its sections, beside Markdown headings (which name `by_headings`)."""
    named: dict[Style, set[SectionName]] = {}
    many: dict[Style, int] = {}
    for block in root.children:
        for words, style in _marks(block):
            if not is_time_label(words):
                many[style] = many.get(style, 0) + 1
                if (name := speaks_for(words)) is not None:
                    named.setdefault(style, set()).add(name)
    return frozenset(style for style, names in named.items() if _is_used(style, len(names), many[style], by_headings))


def _is_used(style: Style, names: int, many: int, by_headings: int) -> bool:
    """Whether a notation with so many labels, which speak for so many sections, is how the sections are written."""
    if style[0] in (Notation.TOGGLE, Notation.ADMONITION):
        return names >= 2 or (names == 1 and many >= _MANY_ALIKE and by_headings <= 1)
    if names < by_headings:
        return False
    if style[0] in (Notation.WIKI, Notation.UNDERLINED):
        return many >= 2
    few = 1 if style[0] in (Notation.BOLD, Notation.CAPITALS) else 2
    return names >= _NAMES_ENOUGH or (names >= few and many >= _MANY_ALIKE and by_headings <= 1)


def _marks(block: Block) -> Iterator[tuple[str, Style]]:
    if block.kind == "paragraph":
        raw = block.raw
        if (title := admonition_title(block)) is not None:
            yield title, (Notation.ADMONITION, False)
            return
        for label in labels_of(raw):
            yield label.words, label.style
    elif block.kind == "quote" and (title := admonition_title(block)) is not None:
        yield title, (Notation.ADMONITION, False)
    elif block.kind == "list":
        for item in block.children:
            if item.own is not item:
                for label in labels_of(item.own.raw):
                    if label.notation in (Notation.BOLD, Notation.CAPITALS) and (label.rest or item.rest):
                        yield label.words, (Notation.ITEM, False)
    elif block.kind == "table" and len(block.header) == 2:
        for row in (block.children[0], *block.rows):
            if len(row.children) > 1 and row.children[1].raw.strip():
                yield row.children[0].text.strip().rstrip(":"), (Notation.ROW, False)
    elif block.kind == "html" and "<summary" in (low := block.source.lower()):
        for found in re.finditer(r"<summary[^>]*>(.*?)</summary>", low, re.S):
            yield re.sub(r"<[^>]*>", "", found[1]).strip(), (Notation.TOGGLE, False)


def is_scheme(block: Block, styles: frozenset[Style]) -> bool:
    """Whether this very list or table has labels for sections (another one in the document need not)."""
    names = {name for words, _ in _marks(block) if (name := speaks_for(words)) is not None}
    return bool(styles) and len(names) >= 2


# Admonitions: MkDocs (`!!! type "title"`), GitHub (`> [!NOTE] title`), containers (`::: type title`).


def admonition_title(block: Block) -> str | None:
    """The title of the admonition that begins with this block, None where none begins."""
    raw = block.raw if block.kind == "paragraph" else ""
    if block.kind == "quote" and block.children and block.children[0].kind == "paragraph":
        first = block.children[0].raw
        if (found := _ALERT.match(first)) is None:
            return None
        return found[2].strip().strip("*_").rstrip(":.") or _first_label(first[found.end() :]) or found[1]
    if raw[:3] in ("!!!", "???") and (found := _ADMONITION.match(raw)) is not None:
        return found[2] if found[2] is not None else found[1]
    if raw[:3] == ":::" and (found := _CONTAINER.match(raw)) is not None:
        return found[2].strip() or found[1]
    return None


def _first_label(text: str) -> str | None:
    label = next(labels_of(text.lstrip("\n")), None)
    return label.words if label is not None and label.notation is Notation.BOLD else None


def admonition_body(block: Block, following: Iterable[Block]) -> tuple[list[Block], int]:
    """What stands in the admonition that begins with `block`, and how many of the following blocks that takes."""
    if block.kind == "quote":
        first = block.children[0]
        rest = first.raw.partition("\n")[2]
        lead = [inline_block(rest, first.line + 1)] if rest.strip() else []
        return [*lead, *block.children[1:]], 0
    rest = block.raw.partition("\n")[2]
    if block.raw.startswith(":::"):
        return _contained(block, rest, following)
    body = list(read_blocks(_dedented(rest), block.line + 1).children) if rest.strip() else []
    used = 0
    for inner in following:
        if inner.kind != "code" or inner.end_line - inner.line >= inner.source.count("\n") + 1:
            break  # a fence, or no code
        body += read_blocks(inner.source.rstrip("\n"), inner.line).children
        used += 1
    return body, used


def _contained(block: Block, rest: str, following: Iterable[Block]) -> tuple[list[Block], int]:
    lines = rest.split("\n") if rest else []
    if lines and lines[-1].strip() == ":::":
        text = "\n".join(lines[:-1])
        return ([inline_block(text, block.line + 1)] if text.strip() else []), 0
    body = [inline_block(rest, block.line + 1)] if rest.strip() else []
    used = 0
    for inner in following:
        used += 1
        if inner.kind == "paragraph" and inner.raw.rstrip().endswith(":::"):
            text = inner.raw.rstrip().removesuffix(":::").rstrip()
            if text:
                body.append(inline_block(text, inner.line))
            return body, used
        if inner.kind == "heading":
            break
        body.append(inner)
    return body, max(0, used - 1)


def _dedented(text: str) -> str:
    return "\n".join([line.removeprefix("    ") for line in text.split("\n")])


def cell_blocks(cell: Block) -> list[Block]:
    """A cell's text as blocks: lines divided by `<br>` are the items of a list."""
    raw = cell.raw.strip()
    parts = [part.strip() for part in re.split(r"<br\s*/?>", raw, flags=re.I) if part.strip()]
    if len(parts) < 2:
        return [inline_block(re.sub(r"^[-*•]\s+", "", raw), cell.line)] if raw else []
    items = []
    for part in parts:
        own = inline_block(re.sub(r"^(?:[-*•+]|\d{1,2}[.)])\s+", "", part), cell.line)
        items.append(Block("item", cell.line, cell.end_line, level=1, marker="-", children=[own]))
    return [Block("list", cell.line, cell.end_line, level=1, children=items)]
