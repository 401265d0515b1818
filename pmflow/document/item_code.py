"""Lists that Markdown takes for code: indented too far, or written in YAML."""

from __future__ import annotations

import re

from pmflow.document.blocks import Block, inline_block, read_blocks
from pmflow.document.item_draft import Draft
from pmflow.document.item_labels import label_field
from pmflow.document.item_walk import Walk
from pmflow.document.marked import marked_block
from pmflow.patterns import lazy

_YAML_PAIR = lazy(r"\s*(-\s+)?([\w -]{2,24}):\s+(\S.*)$")


def list_in_code(walk: Walk, block: Block) -> tuple[Block, ...]:
    """The blocks of an indented code block that is a list all the same: a mail's, or one of a careless indentation."""
    if block.marker or not walk.source_line(block.line).startswith(("    ", "\t")):
        return ()
    lines = block.source.split("\n")
    if not lines or not re.match(r"\s*(?:[-*+]|\d+[.)])\s", lines[0]):
        return ()
    return tuple(read_blocks(block.source.rstrip("\n"), block.line).children)


def read_yaml(walk: Walk, block: Block) -> None:
    """Entries of which each is a few lines of `key: value`."""
    title: Draft | None = None
    entry = -1
    for number, line in enumerate(block.source.split("\n"), block.line + 1):
        pair = _YAML_PAIR.match(line)
        if pair is None:
            continue
        if pair[1]:
            title, entry = None, number
        name = label_field(pair[2])
        if name == "title" and title is None and entry > 0:
            part = inline_block(pair[3].strip("\"'"), number)
            title = Draft(marked_block(part, walk.source), number, walk.group)
            walk.add(title)
        elif name is not None and title is not None:
            title.details += (marked_block(inline_block(line.strip(), number), walk.source),)
