"""The walk over the blocks of an action section: each goes to the reader of its kind."""

from __future__ import annotations

import re

from pmflow.document.blocks import Block
from pmflow.document.document import SectionBlocks
from pmflow.document.item_code import list_in_code, read_yaml
from pmflow.document.item_groups import Group, read_group
from pmflow.document.item_headings import read_headings
from pmflow.document.item_lists import read_list
from pmflow.document.item_paragraphs import read_paragraph
from pmflow.document.item_rows import read_html_block, read_rows, read_table_of_lines
from pmflow.document.item_shapes import NUMBER, is_label
from pmflow.document.item_tables import read_table
from pmflow.document.item_walk import Walk
from pmflow.document.item_words import ListWords, read_legend
from pmflow.document.pandoc_tables import is_simple_border
from pmflow.patterns import lazy

_MAY_EXPLAIN = lazy(
    r"=|✔|✓|✅|☐|◐|●|○|❌|✗|\b(?:struck|crossed|strike|blank|empty|leere?|vides?|means|ends|closes|ships|durchgestrichen|barr|tachad)",
    re.IGNORECASE,
)
_NUMBERED = lazy(r"\s*(?:§\s?)?((?:\d{1,2}\.)*)(\d{1,2})[.)]?\s+(?=\S)")


def walk_section(walk: Walk, section: SectionBlocks) -> None:
    """Gather the drafts of one section. Quotes and headings count only where nothing else is an item."""
    walk.enter()
    blocks = _own_blocks(section)
    count = len(walk.drafts)
    _look_around(walk, section.heading, blocks)
    heading = read_group(section.heading, ())
    if heading.status is not None and heading.label.lower() not in ("to do", "todo", "todos", "next", "follow up"):
        walk.groups.append((0, Group("", status=heading.status)))
    _walk_blocks(walk, blocks)
    if len(walk.drafts) == count:
        for block in blocks:
            if block.kind == "quote":
                _walk_blocks(walk, tuple(block.children))
    if len(walk.drafts) == count:
        read_headings(walk, blocks)


def _own_blocks(section: SectionBlocks) -> tuple[Block, ...]:
    """The blocks up to the label that numbers the next section ("15. …" where this one's label is "14. …")."""
    own = _NUMBERED.match(section.label.text) if section.label is not None else None
    if own is None:
        return section.blocks
    for index, block in enumerate(section.blocks):
        if block.kind != "paragraph" or not _looks_like_label(block):
            continue
        following = _NUMBERED.match(block.text)
        if following is not None and following[1] == own[1] and int(following[2]) == int(own[2]) + 1:
            return section.blocks[:index]
    return section.blocks


def _looks_like_label(block: Block) -> bool:
    return is_label(block) or (block.text.isupper() and "\n" not in block.text)


_FEW = 2
_NOUGHT = lazy(r"\W*(?:\d{1,2}(?:\.\d{1,2})*\.)?0\W*")


def _look_around(walk: Walk, heading: str, blocks: tuple[Block, ...]) -> None:
    """Read the legend, and see which paragraphs are numbered."""
    texts = [heading] if not heading.isalpha() else []
    numbers: dict[int, int] = {}
    for block in blocks:
        if block.kind in ("paragraph", "heading"):
            raw = block.raw
            if _MAY_EXPLAIN.search(raw):
                texts.append(block.text)
            if block.kind == "paragraph" and (number := NUMBER.match(block.text)) is not None:
                numbers[block.line] = number.end()
    lines = {block.line: block.text for block in blocks}
    if len(numbers) > _FEW:
        # "7.0." before "7.1." introduces them.
        numbers = {line: length for line, length in numbers.items() if not _NOUGHT.fullmatch(lines[line][:length])}
    shouted = {block.line for block in blocks if block.line in numbers and block.text.isupper()}
    if len(shouted) < len(numbers):
        # Among numbered sentences a line in capitals is a label that happens to be numbered.
        numbers = {line: length for line, length in numbers.items() if line not in shouted}
    walk.numbers = numbers if len(numbers) > 1 else {}
    if texts and (words := read_legend(texts)):
        walk.words = ListWords(
            {**walk.words.labels, **words.labels},
            {**walk.words.signs, **words.signs},
            {**walk.words.codes, **words.codes},
            words.struck or walk.words.struck,
            {**walk.words.periods, **words.periods},
            walk.words.inherits | words.inherits,
        )


def _walk_blocks(walk: Walk, blocks: tuple[Block, ...]) -> None:
    """Give each block to the reader of its kind; what was read with a block above it is left out."""
    for index, block in enumerate(blocks):
        if block.line <= walk.until and block.kind != "heading":
            continue
        match block.kind:
            case "heading":
                walk.open(block.level, block.text)
                walk.before = walk.head = block
            case "list":
                read_list(walk, block)
            case "table":
                if (
                    not walk.group.aside
                    and (table := read_table(block, walk.source, walk.people, walk.words.codes)) is not None
                ):
                    read_rows(walk, table)
            case "paragraph":
                read_paragraph(walk, block, blocks[index + 1] if index + 1 < len(blocks) else None)
            case "rule":
                if is_simple_border(walk.source_line(block.line)):
                    read_table_of_lines(walk, block.line)
            case "code":
                if block.marker.strip().lower() in ("yaml", "yml"):
                    read_yaml(walk, block)
                else:
                    _walk_blocks(walk, list_in_code(walk, block))
            case "html":
                read_html_block(walk, block)
            case "item":
                read_list(walk, Block("list", block.line, block.end_line, level=block.level, children=[block]))
            case _:
                pass
