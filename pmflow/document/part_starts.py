"""Whether a label stands for a heading where it is: by its words, and by the section that is open around it.

The same bold "Detection:" is a heading in one document and a group of action items in another.
"""

from __future__ import annotations

from pmflow.document.blocks import Block
from pmflow.document.bold_labels import BOLD_LABEL, label_of
from pmflow.document.headings import Reading, Sure, Topic, read_heading
from pmflow.document.notations import Label, Notation, Style, is_time_label, labels_of, speaks_for
from pmflow.document.parts import LABEL_LEVEL, Part
from pmflow.model import SectionName

_WELL, _POORLY = SectionName.WENT_WELL, SectionName.WENT_POORLY


def scheme_label(block: Block, styles: frozenset[Style]) -> Label | None:
    """The label with which a paragraph begins, where it is of a notation in which this document writes its sections."""
    if not styles:
        return None
    for label in labels_of(block.raw):
        if label.style in styles and not is_time_label(label.words) and not _is_line_of_labels(label):
            reading = read_heading(label.words)
            if reading.topic is Topic.METADATA and not reading.names:
                return None
            return label
    return None


def _is_line_of_labels(label: Label) -> bool:
    """A first label among others, line by line: "Severity: 2" above "Author: …" (an address block, no sections)."""
    lines = label.rest.split("\n")
    if not lines[0].strip() or len(lines[0].split()) > 12:
        return False
    if label.notation in (Notation.BOLD, Notation.ITALIC):
        return len(lines) > 1 and all(BOLD_LABEL.match(line) for line in lines[1:])
    return (
        label.notation is Notation.COLON
        and (len(lines) == 1 or any(":" in line[:40] for line in lines[1:]))
        and (speaks_for(label.words) is None)
    )


def starts_toggle(reading: Reading, title: str, open_parts: list[Part], scheme: bool) -> bool:
    """Whether a toggle or an admonition stands for a heading, here."""
    around = section_around(open_parts)
    other = around is None or (reading.sure is Sure.YES and not set(reading.names) & set(around.reading.names))
    if reading.names and reading.exact and reading.sure is not Sure.PAIRED and other:
        return True
    if not scheme:
        return False
    return around is None or (speaks_for(title) not in (None, *around.reading.names))


def starts_part(reading: Reading, open_parts: list[Part], rest: str) -> bool:
    """Whether a bold label stands for a heading, here."""
    if not reading.exact:
        return not rest and looks_back(open_parts)
    around = section_around(open_parts, label=True)
    if around is None:
        if reading.sure is Sure.PAIRED:
            return not rest or any(part.reading.container for part in open_parts)
        if rest and (reading.sure is Sure.ALONE or (reading.topic is Topic.METADATA and reading.sure is not Sure.YES)):
            return False
        return bool(reading.names or reading.topic or reading.container)
    if reading.sure is Sure.PAIRED:
        return around.reading.container or bool({_WELL, _POORLY} & set(around.reading.names))
    if reading.sure is Sure.YES and reading.names:
        return not set(reading.names) <= set(around.reading.names) or reading.topic is not None
    if reading.topic in (
        Topic.LUCKY,
        Topic.SURPRISED,
        Topic.SAFEGUARDS,
        Topic.FIVE_WHYS,
        Topic.FACTORS,
        Topic.EVIDENCE,
    ):
        return True
    return around.level >= LABEL_LEVEL and not rest and bool(reading.names or reading.topic or reading.container)


def looks_back(open_parts: list[Part]) -> bool:
    """Whether the heading that is open holds what went well and what went poorly: there, a bold line is a heading,
    whatever it says."""
    around = next((part for part in reversed(open_parts) if part.level < LABEL_LEVEL), None)
    return around is not None and around.level > 1 and around.reading.container and not around.reading.names


def section_around(open_parts: list[Part], label: bool = False) -> Part | None:
    """The innermost open part that is plainly one of the eight."""
    for part in reversed(open_parts):
        if part.reading.names and part.reading.sure is Sure.YES and part.level > 0:
            if label and part.inline:
                continue
            return part
    return None


def is_bare_label(item: Block) -> bool:
    """An item that is a bold label and nothing else: what it is about stands below its list."""
    if item.own is item or item.rest or "**" not in item.own.raw:
        return False
    found = label_of(item.own.raw)
    return found is not None and not found[1]


def holds_labels(block: Block, around: Part | None) -> bool:
    if around is not None and not (around.reading.container or SectionName.SUMMARY in around.reading.names):
        return False
    if block.level > 6:
        return False
    for item in block.children:
        own = item.own
        if own is item:
            continue
        raw = own.raw
        if (
            ("**" in raw or "__" in raw)
            and (found := label_of(raw))
            and is_item_label(
                read_heading(found[0]), around, bool(found[1]) or bool(item.rest) or item is block.children[-1]
            )
        ):
            return True
        if any(child.kind == "list" and holds_labels(child, around) for child in item.rest):
            return True
    return False


def is_item_label(reading: Reading, around: Part | None, has_content: bool) -> bool:
    if not reading.exact or not reading.names or not has_content:
        return False
    if around is not None:
        if reading.sure is Sure.PAIRED:
            return around.reading.container or bool({_WELL, _POORLY} & set(around.reading.names))
        return reading.sure is Sure.YES and not set(reading.names) <= set(around.reading.names)
    return reading.sure in (Sure.YES, Sure.TIMED, Sure.LISTED)
