"""Entries of lists as drafts, with what is below them; entries that only name a group."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.document.blocks import Block, inline_block
from pmflow.document.item_draft import Draft
from pmflow.document.item_groups import read_group
from pmflow.document.item_labels import LINE_LABEL
from pmflow.document.item_shapes import NOTHING, is_details, is_label, starts_with_label
from pmflow.document.item_walk import Walk
from pmflow.document.marked import Marked, marked_block
from pmflow.patterns import lazy

_QUESTION = lazy(r"(?!\[)[^.!?\n]{8,}\?")
_SIGNED_BY = lazy(
    r"(?:\[[ xX]\]\s*)?(?:approved|reviewed|signed(?: off)?|countersigned|prepared|acknowledged|authori[sz]ed|concurred|endorsed"
    r"|geprüft|freigegeben|genehmigt|approuvé|validé|aprobado|revisado|aprovado)(?:\s(?:by|von|par|por))?(?:\s?:|\s[–—-])\s",
    re.IGNORECASE,
)
_STUCK_LABEL = lazy(r"\n(\*\*[^*\n]{2,40}\*\*|__[^_\n]{2,40}__):?$")


def read_item_of(walk: Walk, block: Block, details: list[Marked]) -> None:
    """The heading or line `block` is an item, and what came below it its details."""
    if walk.groups and walk.groups[-1][1].label and block.kind in ("heading", "paragraph"):
        label = walk.groups[-1][1].label
        if label and label in block.text:
            walk.loose_labels.discard(label)
            walk.groups.pop()
    number = re.match(
        r"^\s*(?:\d{1,2}[.)]|(?:action|item|ai)(?: item)? #?\d{1,2}\s*[:.\-–—]+)\s*", block.text, re.IGNORECASE
    )
    source = block
    if number:
        source = inline_block(
            block.raw.lstrip("*_ ")[number.end() :] if "*" not in block.raw else block.raw, block.line
        )
    walk.take(source, details=details)


# -- lists


def read_list(walk: Walk, block: Block) -> None:
    if walk.group.aside or _promises_nothing(block):
        return
    if walk.before is not None and walk.before.kind in ("heading", "paragraph") and is_details(block):
        if walk.before.kind == "paragraph" and walk.before.line in walk.numbers:
            own = [marked_block(i.own, walk.source) for i in block.children if i.own is not i]
            walk.drafts[-1].details += tuple(own)
            walk.before = None
            return
        if (
            walk.before.kind == "paragraph"
            and walk.head is not None
            and not read_group(walk.head.text, walk.people).says_something
            and not is_label(walk.before, block)
        ):
            walk.before = walk.head  # the paragraph between them tells more, the heading is the title
        read_item_of(walk, walk.before, [marked_block(i.own, walk.source) for i in block.children if i.own is not i])
        return
    for item in block.children:
        _read_entry(walk, item)


def _read_entry(walk: Walk, item: Block) -> None:
    own = item.own
    if own is item:
        for child in item.children:
            if child.kind == "list":
                read_list(walk, child)
            elif child.kind == "heading":
                _read_heading_entry(walk, item, child)
                return
        return
    text = own.text
    if not text.strip() or NOTHING.match(text):
        return
    lists = [child for child in item.rest if child.kind == "list"]
    if lists and _is_group(walk, own, lists):
        walk.open(20 + item.level, text)
        for child in lists:
            read_list(walk, child)
        walk.groups.pop()
        return
    if (stuck := _STUCK_LABEL.search(own.raw)) is not None and walk.source_line(own.end_line)[:1] in "*_":
        # A label right below a list that Markdown takes for the end of its last entry.
        part = inline_block(own.raw[: stuck.start()], own.line)
        walk.add(
            Draft(marked_block(part, walk.source), own.line, walk.group, details=tuple(_details_below(walk, item.rest)))
        )
        label = inline_block(stuck[0].strip(), own.end_line)
        walk.open(10, label.text)
        walk.before = label
        return
    walk.take(own, details=_details_below(walk, item.rest))


def _read_heading_entry(walk: Walk, item: Block, heading: Block) -> None:
    rest = [child for child in item.children if child is not heading]
    walk.take(heading, details=_details_below(walk, rest))


def _promises_nothing(block: Block) -> bool:
    """True for a list of questions, or of who approved and read it."""
    texts = [item.own.text for item in block.children]
    return all(map(_SIGNED_BY.match, texts)) or (len(texts) > 1 and all(map(_QUESTION.match, texts)))


def _is_group(walk: Walk, own: Block, lists: list[Block]) -> bool:
    """True for an entry that only names the group of the entries below it."""
    text = own.text.strip()
    if len(text) > 60 or text.startswith("["):
        return False
    children = [child for entries in lists for child in entries.children]
    if any(starts_with_label(child.own.text) for child in children):
        return False
    if len(children) > 1 and all(
        len(child.own.text) < 80 and LINE_LABEL.match(child.own.text) is not None for child in children
    ):
        return False
    if read_group(text, walk.people).says_something and len(text.split()) <= 5:
        return True
    bold = all(piece.strong or not piece.text.strip(" :\n") for piece in own.pieces)
    return (bold and len(text.split()) <= 5) or (text.endswith(":") and len(text.split()) <= 3)


def _details_below(walk: Walk, blocks: list[Block]) -> Iterator[Marked]:
    for block in blocks:
        if block.kind == "list":
            for item in block.children:
                if item.own is not item and not item.own.text.startswith(("[ ]", "[x]", "[X]")):
                    yield marked_block(item.own, walk.source)
        elif block.kind == "paragraph":
            yield marked_block(block, walk.source)
