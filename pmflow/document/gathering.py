"""From blocks to parts: one pass, with a stack of open parts.

Headings of any level, bold labels that stand for headings (as paragraphs, as lines of a paragraph, as list items, as rows
of a table) and toggles all start a part; whether a label is one of these is said by `part_starts.py`. What a part means is
not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pmflow.document.blocks import Block, inline_block
from pmflow.document.bold_labels import clean_heading, label_of, labelled_chunks, lone_label, mark_plain_labels
from pmflow.document.headings import NOTHING_READ, Topic, read_heading
from pmflow.document.notations import (
    Notation,
    Style,
    admonition_body,
    admonition_title,
    cell_blocks,
    is_scheme,
    labels_of,
)
from pmflow.document.part_starts import (
    holds_labels,
    is_bare_label,
    is_item_label,
    scheme_label,
    section_around,
    starts_part,
    starts_toggle,
)
from pmflow.document.parts import ITEM_LEVEL, LABEL_LEVEL, TOGGLE_LEVEL, Part
from pmflow.patterns import lazy

_HTML_HEADING = lazy(r"\s*<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)
_SUMMARY_TAG = lazy(r"<summary[^>]*>(.*?)</summary>", re.DOTALL | re.IGNORECASE)
_TAG = lazy(r"<[^>]*>")
_NO_STYLES: frozenset[Style] = frozenset()


def gather_parts(root: Block, *, plain: bool = False, styles: frozenset[Style] = _NO_STYLES) -> Part:
    """The parts of a document. `plain` also takes "Impact: none" for one: in a document that has no headings; `styles`
    are the notations of which every label is one."""
    top = Part("", 0, root.line, None, NOTHING_READ)
    open_parts = [top]

    def start(part: Part) -> None:
        while open_parts[-1].level >= part.level:
            open_parts.pop()
        part.parent = open_parts[-1]
        part.place = len(part.parent.children)
        part.parent.children.append(part)
        open_parts.append(part)

    def close(level: int) -> None:
        while open_parts[-1].level >= level:
            open_parts.pop()

    def take(blocks: Sequence[Block]) -> None:
        skip = 0
        for at, block in enumerate(blocks):
            if skip:
                skip -= 1
            elif block.kind == "heading":
                text = clean_heading(block.text)
                start(Part(text, block.level, block.line, block, read_heading(text)))
            elif (title := admonition_title(block)) is not None:
                body, skip = admonition_body(block, blocks[at + 1 :])
                reading = read_heading(title)
                if starts_toggle(reading, title, open_parts, (Notation.ADMONITION, False) in styles):
                    start(Part(title, TOGGLE_LEVEL, block.line, block, reading, scheme=bool(styles)))
                    take(body)
                    close(TOGGLE_LEVEL)
                elif block.kind == "quote":
                    open_parts[-1].blocks.append(block)
                else:
                    open_parts[-1].blocks += body
            elif block.kind == "paragraph":
                if (label := scheme_label(block, styles)) is None:
                    _paragraph(block, open_parts, start, close, plain)
                    continue
                level = label.level or LABEL_LEVEL
                reading = read_heading(label.words)
                start(Part(label.words, level, block.line, block, reading, inline=bool(label.rest), scheme=True))
                if label.rest.strip():
                    open_parts[-1].blocks.append(inline_block(label.rest, block.line + label.offset))
            elif block.kind == "list":
                _list(block, open_parts, start, close, styles)
            elif block.kind == "table":
                open_parts[-1].blocks.append(block)
                if (Notation.ROW, False) in styles and is_scheme(block, styles):
                    _rows(block, start)
                    close(LABEL_LEVEL)
            elif block.kind == "html":
                _html(block, open_parts, start, close, styles)
            else:
                open_parts[-1].blocks.append(block)

    take(root.children)
    return top


def _rows(table: Block, start: Callable[[Part], None]) -> None:
    """The rows of a table of two columns as parts: the first cell is the heading."""
    for row in (table.children[0], *table.rows):
        if len(row.children) < 2:
            continue
        words = clean_heading(row.children[0].text.strip())
        reading = read_heading(words)
        if not words or (reading.topic is Topic.METADATA and not reading.names):
            continue
        if reading.names or len(row.children[1].text.split()) >= 4:
            part = Part(words, LABEL_LEVEL, row.line, row, reading, inline=True, scheme=True)
            part.blocks.extend(cell_blocks(row.children[1]))
            start(part)


def _html(
    block: Block,
    open_parts: list[Part],
    start: Callable[[Part], None],
    close: Callable[[int], None],
    styles: frozenset[Style],
) -> None:
    heading = _HTML_HEADING.match(block.source)
    if heading is not None:
        text = clean_heading(_TAG.sub("", heading[2]))
        start(Part(text, int(heading[1]), block.line, block, read_heading(text)))
        return
    summary = _SUMMARY_TAG.search(block.source)
    if summary is not None:
        text = clean_heading(_TAG.sub("", summary[1]))
        reading = read_heading(text)
        if (Notation.TOGGLE, False) in styles:
            close(TOGGLE_LEVEL)
        if starts_toggle(reading, text, open_parts, (Notation.TOGGLE, False) in styles):
            start(Part(text, TOGGLE_LEVEL, block.line, block, reading, scheme=bool(styles)))
            return
    if "</details" in block.source.lower():
        close(TOGGLE_LEVEL)
    open_parts[-1].blocks.append(block)


def _paragraph(
    block: Block,
    open_parts: list[Part],
    start: Callable[[Part], None],
    close: Callable[[int], None],
    plain: bool,
) -> None:
    raw = block.raw
    if plain and ":" in raw and (marked := mark_plain_labels(raw)) != raw:
        block = Block(
            block.kind, block.line, block.end_line, inline=inline_block(marked, block.line).inline, links=block.links
        )
        raw = marked
    if "**" not in raw and "__" not in raw:
        lone = lone_label(raw)
        if lone is None or not starts_part(reading := read_heading(lone[0]), open_parts, lone[1]):
            open_parts[-1].blocks.append(block)
            return
        words, below, offset = lone
        start(Part(words, LABEL_LEVEL, block.line, block, reading, inline=bool(below) and offset == 0))
        if below:
            open_parts[-1].blocks.append(inline_block(below, block.line + offset))
        return
    chunks = labelled_chunks(raw)
    whole = len(chunks) == 1
    for offset, chunk in chunks:
        line = block.line + offset
        found = label_of(chunk)
        if found is None:
            open_parts[-1].blocks.append(block if whole else inline_block(chunk, line))
            continue
        label, rest = found
        reading = read_heading(label)
        if not starts_part(reading, open_parts, rest):
            if rest and open_parts[-1].inline:
                close(LABEL_LEVEL)  # the next line of a block of labels
            open_parts[-1].blocks.append(block if whole else inline_block(chunk, line))
            continue
        own = block if whole else inline_block(chunk, line)
        scheme = not reading.exact
        start(Part(label, LABEL_LEVEL, line, own, reading, inline=bool(rest), scheme=scheme))
        if rest:
            skipped = chunk[: len(chunk) - len(rest)].count("\n")
            open_parts[-1].blocks.append(inline_block(rest, line + skipped))


def _list(
    block: Block,
    open_parts: list[Part],
    start: Callable[[Part], None],
    close: Callable[[int], None],
    styles: frozenset[Style] = _NO_STYLES,
) -> None:
    around = section_around(open_parts[: _first_item_part(open_parts)])
    scheme = (Notation.ITEM, False) in styles and around is None and is_scheme(block, styles)
    if not holds_labels(block, around) and not scheme:
        if is_bare_label(block.children[-1]):
            close(ITEM_LEVEL)  # "- **Identified**:", its text below the list
        open_parts[-1].blocks.append(block)
        return
    for item in block.children:
        found = label_of(item.own.raw) if item.own is not item else None
        if scheme and found is None and item.own is not item:
            found = next(((label.words, label.rest) for label in labels_of(item.own.raw)), None)
        reading = read_heading(found[0]) if found else NOTHING_READ
        content = bool(found and found[1]) or bool(item.rest) or item is block.children[-1]
        unlisted = scheme and content and not (reading.topic is Topic.METADATA and not reading.names)
        if found and (unlisted or is_item_label(reading, around, content)):
            start(
                Part(found[0], ITEM_LEVEL + item.level, item.line, item, reading, inline=bool(found[1]), scheme=scheme)
            )
            if found[1]:
                raw = item.own.raw
                skipped = raw[: len(raw) - len(found[1])].count("\n")
                open_parts[-1].blocks.append(inline_block(found[1], item.own.line + skipped))
            open_parts[-1].blocks.extend(item.rest)
            continue
        close(ITEM_LEVEL)
        nested = [child for child in item.rest if child.kind == "list" and holds_labels(child, around)]
        if nested:
            for child in item.children:
                if child in nested:
                    _list(child, open_parts, start, close)
                else:
                    open_parts[-1].blocks.append(child)
        else:
            open_parts[-1].blocks.append(Block("list", item.line, item.end_line, level=block.level, children=[item]))
    if not is_bare_label(block.children[-1]):
        close(ITEM_LEVEL)


def _first_item_part(open_parts: list[Part]) -> int:
    return next((i for i, part in enumerate(open_parts) if part.level >= ITEM_LEVEL), len(open_parts))
