"""Paragraphs that are action items: numbered ones, lines of bullets, definitions, a line above its fields."""

from __future__ import annotations

import re

from pmflow.document.blocks import Block, inline_block
from pmflow.document.item_draft import Draft
from pmflow.document.item_groups import read_group
from pmflow.document.item_lists import read_item_of
from pmflow.document.item_reading import Known
from pmflow.document.item_rows import read_table_of_lines
from pmflow.document.item_shapes import (
    BULLET,
    NOTHING,
    NUMBER,
    SIGN_START,
    is_label,
    is_labelled_item,
    starts_with_label,
    starts_with_owner_or_due,
)
from pmflow.document.item_text import LineReader
from pmflow.document.item_walk import Walk
from pmflow.document.item_words import is_legend
from pmflow.document.marked import Marked, marked_block
from pmflow.document.pandoc_tables import is_grid_border
from pmflow.patterns import lazy

_DEFINITION = lazy(r"\n[ \t]{0,3}:[ \t]+(?=\S)")
_COUNTED = lazy(r"\s*(?:[A-Z]{1,4}[-. ]?\d{1,3}\s?[.:)–—]|\(\d{1,2}\)|\[\d{1,2}\]|§\s?\d+)\s+\S")
_PARTED = lazy(r"\s[·|•–—/-]\s|[,;] ")
_ACTION_WORD = lazy(
    r"\s*(?:action(?: item)?|ai|to[- ]?do|follow[- ]?up|task|maßnahme|acción|ação|azione|actie)\b"
    r"(?:\s?#?\d{1,2}\b)?\s*[:.–—-]?\s+(?=\S)",
    re.I,
)


def read_paragraph(walk: Walk, block: Block, following: Block | None) -> None:
    """What a paragraph is: items, a label for what follows, fields of what stands before it, or prose."""
    raw = block.raw
    if raw.startswith("+-") and is_grid_border(walk.source_line(block.line)) and read_table_of_lines(walk, block.line):
        return
    if walk.group.aside and not is_label(block):
        return
    if (SIGN_START.match(raw) or "=" in raw) and is_legend(block.text):
        return
    if BULLET.match(raw) or SIGN_START.match(block.text) or raw[:1] in walk.words.signs:
        _read_bullet_lines(walk, block)
        return
    if "\n" in raw and all(map(_COUNTED.match, raw.split("\n"))):
        _read_numbered_lines(walk, block)
        return
    if "\n" in raw and _DEFINITION.search(raw):
        _read_definitions(walk, block)
        return
    if (word := _ACTION_WORD.match(block.text)) is not None and (
        (word.end() > 4 and block.text[: word.end()].isupper())
        or block.pieces[0].strong
        or ":" in word[0]
        or any(map(str.isdigit, word[0]))
    ):
        walk.take(block, skip=word.end())
        walk.end = block.end_line
        return
    if block.line in walk.numbers:
        walk.take(block, skip=walk.numbers[block.line])
        walk.before = block if following is not None and following.kind == "list" else None
        walk.end = block.end_line
        return
    if is_label(block, following) or _introduces_aside(walk, block, following):
        walk.open(10, block.text)
        walk.before = block
        return
    if walk.drafts and block.line == walk.end + 1 and starts_with_label(block.text):
        walk.drafts[-1].details += (marked_block(block, walk.source),)
        walk.end = block.end_line
        return
    if walk.before is not None and _is_details_paragraph(walk, block):
        read_item_of(walk, walk.before, [marked_block(block, walk.source)])
        walk.end = block.end_line
        return
    if is_labelled_item(block):
        walk.take(block)
        walk.end = block.end_line
        return
    if walk.before is not None and walk.before.kind != "heading":
        walk.head = None
    walk.before = (
        block if len(raw) < 200 and following is not None and following.kind in ("list", "paragraph") else None
    )


def _introduces_aside(walk: Walk, block: Block, following: Block | None) -> bool:
    """True for a line like "Thanks to all who helped:" before a list that holds no action items."""
    text = block.text.strip()
    if following is None or following.kind != "list" or not text.endswith(":") or len(text.split()) > 10:
        return False
    return read_group(text, walk.people).aside


def _read_definitions(walk: Walk, block: Block) -> None:
    """A paragraph that other Markdown knows as a definition list: a line, and below it fields behind colons."""
    term: tuple[int, str] | None = None
    details: list[Marked] = []
    lines = [*enumerate(block.raw.split("\n"), block.line), (0, "")]
    for number, line in lines:
        if number and (value := _DEFINITION.match("\n" + line)) is not None:
            details.append(marked_block(inline_block(line[value.end() - 1 :], number), walk.source))
            continue
        if term is not None and details:
            part = inline_block(term[1], term[0])
            if not NOTHING.match(part.text):
                walk.add(Draft(marked_block(part, walk.source), term[0], walk.group, details=tuple(details)))
            term, details = None, []
        if number and line.strip():
            term = (number, line.strip()) if term is None else (term[0], f"{term[1]}\n{line.strip()}")
    walk.end = block.end_line


def _read_numbered_lines(walk: Walk, block: Block) -> None:
    """A paragraph of which each line is an entry with a number of its own (`AI1: …`, `(2) …`)."""
    for line, raw in enumerate(block.raw.split("\n"), block.line):
        part = inline_block(raw, line)
        number = NUMBER.match(part.text)
        walk.take(part, skip=number.end() if number is not None else 0)
    walk.end = block.end_line


def _read_bullet_lines(walk: Walk, block: Block) -> None:
    """A paragraph of which each line is an entry (`• …`, `✅ …`)."""
    raw = block.raw
    entries: list[tuple[int, str]] = []
    for offset, line in enumerate(raw.split("\n")):
        if BULLET.match(line) or SIGN_START.match(line) or not entries or line[:1] in walk.words.signs:
            entries.append((offset, line))
        else:
            entries[-1] = (entries[-1][0], entries[-1][1] + "\n" + line)
    for offset, text in entries:
        mark = re.match(r"^\s*(?:[•◦▪‣●○∙⁃·➢➤✦–—]|\d{1,2}[.)])\s+", text)
        part = inline_block(text[mark.end() :] if mark else text, block.line + offset)
        if not NOTHING.match(part.text):
            walk.take(part)


def _is_details_paragraph(walk: Walk, block: Block) -> bool:
    if starts_with_owner_or_due(block.text):
        return LineReader().read_detail(marked_block(block, walk.source)) is not None
    if walk.before is None or walk.before.kind != "heading" or len(block.raw) > 160 or not _PARTED.search(block.raw):
        return False
    detail = LineReader(Known(walk.people)).read_detail(marked_block(block, walk.source))
    return (
        detail is not None
        and not detail.notes
        and len(detail.fields) > 1
        and bool(detail.fields.keys() & {"owner", "due"})
    )
