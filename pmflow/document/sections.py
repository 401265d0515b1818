"""From blocks to sections: which stretch of a document is its timeline, which its impact, which is neither.

Headings of any level, bold labels that stand for headings (as paragraphs, as lines of a paragraph, as list items) and
toggles all start a part. What a part means is said by its words (`headings.py`) and, where those are ambiguous, by what
stands below it and beside it. Headings that the vocabulary does not know are left to the second line
(`second_line.py`). Nothing is read here but structure: times, items and prose have their own readers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pmflow.document.blocks import Block, inline_block, is_crowded
from pmflow.document.document import SectionBlocks
from pmflow.document.evidence import look_below
from pmflow.document.heading_words import weigh_heading
from pmflow.document.headings import Reading, Sure, Topic, plain_words, read_heading
from pmflow.document.notations import (
    Label,
    Notation,
    Style,
    admonition_body,
    admonition_title,
    cell_blocks,
    is_scheme,
    is_time_label,
    labels_of,
    section_styles,
    speaks_for,
)
from pmflow.document.second_line import Candidate, is_doubtful, settle
from pmflow.document.timeline import looks_like_timeline
from pmflow.model import SectionName
from pmflow.patterns import lazy

TOGGLE_LEVEL = 8
LABEL_LEVEL = 10
ITEM_LEVEL = 20
_CROWD = 150
"""From so many parts on, only headings with a word for a section are weighed: nobody's eight are hidden in more."""
_TIME_STARTS = frozenset("0123456789[~")
_PLAINLY_HEADED = 6
"""Sections named by headings from which on no other notation is looked for."""

_NOTHING = Reading(exact=False)
_LABEL = lazy(r"^[^\w*<]{0,6}(\*\*|__)(?=\S)(.+?)(?<=\S)\1[ \t]*([:.–—-]?)[ \t]*(.*)$", re.DOTALL)
_ITALIC_LABEL = lazy(r"^(\*|_)(?![*_\s])([^*_\n]{2,60})\1(:?)(?!\w)(.*)$")
_HTML_HEADING = lazy(r"\s*<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)
_SUMMARY_TAG = lazy(r"<summary[^>]*>(.*?)</summary>", re.DOTALL | re.IGNORECASE)
_TAG = lazy(r"<[^>]*>")
_LINK = lazy(r"!?\[([^\]]*)\]\([^)]*\)")
_WELL, _POORLY = SectionName.WENT_WELL, SectionName.WENT_POORLY
_OWN_GROUPS = (SectionName.ACTION_ITEMS, SectionName.TIMELINE)
"""Sections whose sub-headings group their own content ("Prevent", "Detection", "Tuesday") unless they are plainly
another."""
_CUTTING_TOPICS = (Topic.LUCKY, Topic.SURPRISED, Topic.REVIEW, Topic.SHARING, Topic.ASIDE, Topic.EVIDENCE)


@dataclass(eq=False)
class Part:
    """A heading, label or toggle, and the blocks directly below it."""

    heading: str
    level: int
    line: int
    label: Block | None
    reading: Reading
    inline: bool = False
    """The label stands in the same line as its text ("**Impact:** none")."""
    scheme: bool = False
    """A label of a notation in which this document writes its sections, whatever its words."""
    blocks: list[Block] = field(default_factory=list)
    parent: Part | None = None
    children: list[Part] = field(default_factory=list)
    place: int = 0
    """Among its parent's children."""
    names: tuple[SectionName, ...] = ()
    topic: Topic | None = None
    end_line: int = 0

    def lineage(self) -> Iterator[Part]:
        """The parts around this one, innermost first."""
        part = self.parent
        while part is not None:
            yield part
            part = part.parent

    def below(self) -> Iterator[Part]:
        """This part and all parts inside it, in document order."""
        stack = [self]
        while stack:
            part = stack.pop()
            yield part
            stack.extend(reversed(part.children))


@dataclass(frozen=True)
class Outline:
    """A document as parts."""

    top: Part
    """What stands before the first heading; all other parts are inside it."""
    title: Part | None
    sections: Mapping[SectionName, tuple[SectionBlocks, ...]]
    topics: Mapping[Topic, tuple[SectionBlocks, ...]]
    loose: tuple[Part, ...]
    """Parts that are none of the eight, where metadata may stand."""
    unheaded: Mapping[SectionName, tuple[SectionBlocks, ...]] = field(default_factory=dict)
    """A timeline or action items under no heading of their own, where there is no such section."""
    crowded: tuple[Block, ...] = ()
    """Blocks with so many brackets that their markup was not read."""
    second_incident: int | None = None
    """Line at which a second incident begins, None where the file is about one."""


def read_sections(root: Block) -> Outline:
    """The parts of a document and which of the eight sections each is."""
    top = _gather(root)
    headed = [part for part in top.below() if 0 < part.level <= 6]
    named = {name for part in headed if part.reading.sure is Sure.YES for name in part.reading.names}
    if len(named) < _PLAINLY_HEADED:
        for part in headed:
            if not part.reading.names and (name := speaks_for(part.heading)) is not None:
                named.add(name)
        styles = section_styles(root, len(named))
        plain = not any(part.reading.names and part.reading.sure is Sure.YES for part in headed)
        if styles or plain:
            top = _gather(root, plain=plain, styles=styles)
    parts = list(top.below())[1:]
    _end_lines(top, root.end_line)
    title = _title_part(parts)
    _decide(parts, title)
    sections: dict[SectionName, list[SectionBlocks]] = {}
    topics: dict[Topic, list[SectionBlocks]] = {}
    for part in parts:
        for name in part.names:
            if not any(name in outer.names for outer in part.lineage()):
                sections.setdefault(name, []).append(_section(part, name))
        if part.topic is not None:
            topics.setdefault(part.topic, []).append(
                _section(part, part.names[0] if part.names else SectionName.SUMMARY)
            )
    inline = {id(part.label) for part in parts if part.inline}
    for found in sections.values():  # a line of metadata ("**Impact:** high") yields to a heading
        found.sort(key=lambda section: id(section.label) in inline)
    loose = tuple(
        part
        for part in [top, *parts]
        if not part.names and (part.topic in (None, Topic.METADATA, Topic.REVIEW)) and not _inside_section(part)
    )
    first = min([section.line for found in sections.values() for section in found], default=root.end_line + 1)
    for name, row in _rows_that_are_sections(part for part in loose if part.line < first):
        if name not in sections:
            sections[name] = [row]
    return Outline(
        top,
        title,
        {name: tuple(sections[name]) for name in SectionName if name in sections},
        {topic: tuple(found) for topic, found in topics.items()},
        loose,
        _unheaded(loose, sections),
        tuple(_crowded(root)),
        _second_incident(parts),
    )


def _unheaded(
    loose: Iterable[Part], sections: Mapping[SectionName, list[SectionBlocks]]
) -> dict[SectionName, tuple[SectionBlocks, ...]]:
    """Lists and tables that are plainly a timeline or action items, though no heading says so."""
    wanted = [name for name in _OWN_GROUPS if name not in sections]
    found: dict[SectionName, tuple[SectionBlocks, ...]] = {}
    if not wanted:
        return found
    for part in loose:
        if part.topic is not None:
            continue
        for block in part.blocks:
            if block.kind not in ("list", "table") or len(block.children) < 2:
                continue
            weights = look_below([block]).weights
            for name in wanted:
                if name in found or weights.get(name, 0.0) < 3.0:
                    continue
                if name is SectionName.TIMELINE and not _begins_with_times(block):
                    continue
                found[name] = (
                    SectionBlocks(name, part.heading, block.line, block.end_line, part.level, (block,), part.label),
                )
    return found


def _begins_with_times(block: Block) -> bool:
    """Every entry: a header's "Began: 16:40" is no entry of a timeline."""
    texts = [item.own.text if block.kind == "list" else item.children[0].text for item in block.children]
    timed = sum(text[:1] in _TIME_STARTS for text in texts)
    return timed >= 3 and timed * 4 >= len(texts) * 3


def _crowded(root: Block) -> Iterator[Block]:
    for top in root.children:
        for block in top.walk():
            if block.inline is not None and is_crowded(block.inline.content):
                yield block


def _rows_that_are_sections(parts: Iterable[Part]) -> Iterator[tuple[SectionName, SectionBlocks]]:
    """Rows of a two-column table at the top that hold a section: "| **Summary** | A change hid the button … |"."""
    for part in parts:
        for table in part.blocks:
            if table.kind != "table" or len(table.header) != 2:
                continue
            for row in table.children:
                label, cell = row.children[0], row.children[1]
                reading = read_heading(clean_heading(label.text))
                if reading.exact and reading.names and reading.sure is Sure.YES and len(cell.text.split()) >= 5:
                    for name in reading.names:
                        yield (
                            name,
                            SectionBlocks(
                                name, clean_heading(label.text), row.line, row.end_line, LABEL_LEVEL, (cell,), label=row
                            ),
                        )


# Gathering: one pass over the blocks, a stack of open parts.


_NO_STYLES: frozenset[Style] = frozenset()


def _gather(root: Block, *, plain: bool = False, styles: frozenset[Style] = _NO_STYLES) -> Part:
    """The parts of a document. `plain` also takes "Impact: none" for one: in a document that has no headings; `styles`
    are the notations of which every label is one."""
    top = Part("", 0, root.line, None, _NOTHING)
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
                if _starts_toggle(reading, title, open_parts, (Notation.ADMONITION, False) in styles):
                    start(Part(title, TOGGLE_LEVEL, block.line, block, reading, scheme=bool(styles)))
                    take(body)
                    close(TOGGLE_LEVEL)
                elif block.kind == "quote":
                    open_parts[-1].blocks.append(block)
                else:
                    open_parts[-1].blocks += body
            elif block.kind == "paragraph":
                if (label := _scheme_label(block, styles)) is None:
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


def _scheme_label(block: Block, styles: frozenset[Style]) -> Label | None:
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
        return len(lines) > 1 and all(_LABEL.match(line) for line in lines[1:])
    return (
        label.notation is Notation.COLON
        and (len(lines) == 1 or any(":" in line[:40] for line in lines[1:]))
        and (speaks_for(label.words) is None)
    )


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


def _starts_toggle(reading: Reading, title: str, open_parts: list[Part], scheme: bool) -> bool:
    """Whether a toggle or an admonition stands for a heading, here."""
    around = _section_around(open_parts)
    other = around is None or (reading.sure is Sure.YES and not set(reading.names) & set(around.reading.names))
    if reading.names and reading.exact and reading.sure is not Sure.PAIRED and other:
        return True
    if not scheme:
        return False
    return around is None or (speaks_for(title) not in (None, *around.reading.names))


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
        if _starts_toggle(reading, text, open_parts, (Notation.TOGGLE, False) in styles):
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
    if plain and ":" in raw and (marked := _mark_plain_labels(raw)) != raw:
        block = Block(
            block.kind, block.line, block.end_line, inline=inline_block(marked, block.line).inline, links=block.links
        )
        raw = marked
    if "**" not in raw and "__" not in raw:
        lone = _lone_label(raw)
        if lone is None or not _starts_part(reading := read_heading(lone[0]), open_parts, lone[1]):
            open_parts[-1].blocks.append(block)
            return
        words, below, offset = lone
        start(Part(words, LABEL_LEVEL, block.line, block, reading, inline=bool(below) and offset == 0))
        if below:
            open_parts[-1].blocks.append(inline_block(below, block.line + offset))
        return
    chunks = _chunks(raw)
    whole = len(chunks) == 1
    for offset, chunk in chunks:
        line = block.line + offset
        found = label_of(chunk)
        if found is None:
            open_parts[-1].blocks.append(block if whole else inline_block(chunk, line))
            continue
        label, rest = found
        reading = read_heading(label)
        if not _starts_part(reading, open_parts, rest):
            if rest and open_parts[-1].inline:
                close(LABEL_LEVEL)  # the next line of a block of labels
            open_parts[-1].blocks.append(block if whole else inline_block(chunk, line))
            continue
        start(Part(label, LABEL_LEVEL, line, block if whole else inline_block(chunk, line), reading, inline=bool(rest)))
        if rest:
            skipped = chunk[: len(chunk) - len(rest)].count("\n")
            open_parts[-1].blocks.append(inline_block(rest, line + skipped))


def _mark_plain_labels(raw: str) -> str:
    """The lines that begin with a section's name and a colon, made bold: "Impact: none" becomes "**Impact:** none"."""
    lines = raw.split("\n")
    for at, line in enumerate(lines):
        label, mark, rest = line.partition(":")
        if mark and rest[:1] in ("", " ") and len(label) <= 40 and "*" not in label:
            reading = read_heading(label)
            if reading.exact and reading.names and reading.sure is Sure.YES:
                lines[at] = f"**{label.strip()}:**{rest}"
    return "\n".join(lines)


def _lone_label(raw: str) -> tuple[str, str, int] | None:
    """A paragraph without bold that begins with a heading all the same: (label, what follows it, how many lines below).

    "Root cause:" alone in its line, "TIMELINE" in capitals, "*Summary*", "*Impact:* none".
    """
    first, _, below = raw.partition("\n")
    first = first.strip()
    if first[:1] in "*_" and (italic := _ITALIC_LABEL.match(first)) is not None:
        label, rest = italic[2], italic[4].strip()
        if rest and not (italic[3] or label.endswith(":")):
            return None
        text, offset = (f"{rest}\n{below}" if below else rest, 0) if rest else (below, 1)
    elif len(first) <= 60 and (first.endswith(":") or first.isupper()):
        label, text, offset = first, below, 1
    else:
        return None
    label = clean_heading(label.strip("*_: "))
    reading = read_heading(label)
    if not reading.exact or reading.sure is not Sure.YES or reading.topic in (Topic.METADATA, Topic.ASIDE):
        return None
    return (label, text, offset) if reading.names or reading.topic else None


def _starts_part(reading: Reading, open_parts: list[Part], rest: str) -> bool:
    """Whether a bold label stands for a heading, here."""
    if not reading.exact:
        return False
    around = _section_around(open_parts, label=True)
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


def _section_around(open_parts: list[Part], label: bool = False) -> Part | None:
    """The innermost open part that is plainly one of the eight."""
    for part in reversed(open_parts):
        if part.reading.names and part.reading.sure is Sure.YES and part.level > 0:
            if label and part.inline:
                continue
            return part
    return None


def _list(
    block: Block,
    open_parts: list[Part],
    start: Callable[[Part], None],
    close: Callable[[int], None],
    styles: frozenset[Style] = _NO_STYLES,
) -> None:
    around = _section_around(open_parts[: _first_item_part(open_parts)])
    scheme = (Notation.ITEM, False) in styles and around is None and is_scheme(block, styles)
    if not _holds_labels(block, around) and not scheme:
        if _is_bare_label(block.children[-1]):
            close(ITEM_LEVEL)  # "- **Identified**:", its text below the list
        open_parts[-1].blocks.append(block)
        return
    for item in block.children:
        found = label_of(item.own.raw) if item.own is not item else None
        if scheme and found is None and item.own is not item:
            found = next(((label.words, label.rest) for label in labels_of(item.own.raw)), None)
        reading = read_heading(found[0]) if found else _NOTHING
        content = bool(found and found[1]) or bool(item.rest) or item is block.children[-1]
        unlisted = scheme and content and not (reading.topic is Topic.METADATA and not reading.names)
        if found and (unlisted or _is_item_label(reading, around, content)):
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
        nested = [child for child in item.rest if child.kind == "list" and _holds_labels(child, around)]
        if nested:
            for child in item.children:
                if child in nested:
                    _list(child, open_parts, start, close)
                else:
                    open_parts[-1].blocks.append(child)
        else:
            open_parts[-1].blocks.append(Block("list", item.line, item.end_line, level=block.level, children=[item]))
    if not _is_bare_label(block.children[-1]):
        close(ITEM_LEVEL)


def _first_item_part(open_parts: list[Part]) -> int:
    return next((i for i, part in enumerate(open_parts) if part.level >= ITEM_LEVEL), len(open_parts))


def _is_bare_label(item: Block) -> bool:
    """An item that is a bold label and nothing else: what it is about stands below its list."""
    if item.own is item or item.rest or "**" not in item.own.raw:
        return False
    found = label_of(item.own.raw)
    return found is not None and not found[1]


def _holds_labels(block: Block, around: Part | None) -> bool:
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
            and _is_item_label(
                read_heading(found[0]), around, bool(found[1]) or bool(item.rest) or item is block.children[-1]
            )
        ):
            return True
        if any(child.kind == "list" and _holds_labels(child, around) for child in item.rest):
            return True
    return False


def _is_item_label(reading: Reading, around: Part | None, has_content: bool) -> bool:
    if not reading.exact or not reading.names or not has_content:
        return False
    if around is not None:
        if reading.sure is Sure.PAIRED:
            return around.reading.container or bool({_WELL, _POORLY} & set(around.reading.names))
        return reading.sure is Sure.YES and not set(reading.names) <= set(around.reading.names)
    return reading.sure in (Sure.YES, Sure.TIMED, Sure.LISTED)


def _chunks(raw: str) -> list[tuple[int, str]]:
    """The paragraph cut before each line that begins with a bold label: (offset in lines, text)."""
    lines = raw.split("\n")
    starts = [0] + [i for i, line in enumerate(lines) if i and _LABEL.match(line)]
    return [(a, "\n".join(lines[a:b])) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]


def label_of(raw: str) -> tuple[str, str] | None:
    """The bold label with which a text begins and what follows it, None where it begins with none.

    "**Impact:** none" is ("Impact", "none"). Bold words in a running sentence are no label.
    """
    found = _LABEL.match(raw)
    if found is None:
        return None
    label, mark, rest = found[2].strip(), found[3], found[4].lstrip("\n")
    if len(label) > 80 or "\n" in label:
        return None
    whole_line = not found[4] or found[4].startswith("\n")
    if not (mark or whole_line or label.endswith((":", ".", "?", "!"))):
        return None
    return clean_heading(label).rstrip("."), rest.strip(" ")


def clean_heading(text: str) -> str:
    """A heading as a reader sees it: links are their words, anchors and closing colons gone."""
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "{" in text:
        text = re.sub(r"\[\]\{[^}]*\}|\{[#.][^}]*\}", "", text)
    return text.replace("**", "").strip("*_ \t\n").rstrip(":").strip()


# Deciding: words first, then what stands below and beside.


def _title_part(parts: list[Part]) -> Part | None:
    """The heading that is the document's title: the first, where no other of its level is, and its words are no
    section's."""
    headings = [part for part in parts if part.level <= 6]
    if not headings:
        return None
    first = headings[0]
    if first.reading.exact and first.reading.names and first.reading.sure is Sure.YES:
        return None
    known = first.reading.topic is not None or (bool(first.reading.names) and first.level > 1)
    if first.reading.exact and known and len(first.heading.split()) <= 3:
        return None
    lower = [part for part in headings[1:] if part.level <= first.level]
    if lower and first.place == 0 and first.parent is not None and not first.parent.blocks:
        others = {name for part in lower if part.reading.exact for name in part.reading.names}
        if len(others) >= 2 and not first.reading.names and speaks_for(first.heading) is None:
            return first  # on one level with its sections, but the first thing in the file, and about none of them
    if not lower or (first.level == 1 and not any(part.reading.exact and part.reading.names for part in lower)):
        return first
    return first if first.level == 1 and not first.reading.names else None


def _decide(parts: list[Part], title: Part | None) -> None:
    if title is not None:
        title.reading = _NOTHING
    sure = {
        name for part in parts if part.reading.sure is Sure.YES and part.reading.exact for name in part.reading.names
    }
    for part in parts:
        part.names, part.topic = _meaning(part, sure)
    _second_line(parts, title)
    for part in parts:
        if part.scheme and not part.names and part.topic is None:
            _give_back(part)
    for part in parts:
        if SectionName.LESSONS_LEARNED in part.names and part.reading.container and _holds_only_well_and_poorly(part):
            part.names = ()
    if not any(SectionName.TIMELINE in part.names for part in parts):
        for part in parts:
            if (
                not part.names
                and part.topic is None
                and part is not title
                and not _inside_section(part)
                and _timed(part) >= 3
            ):
                part.names = (SectionName.TIMELINE,)
                break


def _second_line(parts: list[Part], title: Part | None) -> None:
    """Names for the headings that nobody has listed, by the evidence in, below and around them."""
    considered: list[Part] = []
    candidates: list[Candidate] = []
    crowd = len(parts) > _CROWD
    for part in parts:
        if part is title or part.parent is None or (part.level > 6 and not part.scheme and not part.names):
            continue
        if not part.names and part.heading[:1] in _TIME_STARTS and is_time_label(part.heading.partition(" - ")[0]):
            continue
        around = next((outer for outer in part.lineage() if outer.names), None)
        if around is not None and not part.names and not around.reading.container:
            continue
        doubtful = not part.reading.exact and (
            is_doubtful(part.heading, part.names) or _holds_another(part)
            if part.names
            else is_doubtful(part.heading, ())
        )
        known = part.topic is not None and (part.reading.exact or part.topic is not Topic.METADATA)
        aside = not doubtful and (known or (part.reading.sure is Sure.YES and part.reading.container))
        open_ = doubtful or (not part.names and not aside)
        if crowd and open_ and speaks_for(part.heading) is None:
            continue
        hint = part.names if doubtful else part.reading.names if open_ and part.reading.sure is Sure.PAIRED else ()
        considered.append(part)
        candidates.append(
            Candidate(
                part.heading,
                () if doubtful else part.names,
                look_below(_blocks_below(part)) if open_ else None,
                aside,
                part.level,
                hint=hint,
            )
        )
    if not any(c.below is not None for c in candidates):
        return
    for part, name in zip(considered, settle(candidates), strict=True):
        if name is not None:
            part.names = (name,)
            part.topic = None


def _give_back(part: Part) -> None:
    """An unknown label below a section that has groups of its own is one of them: the people of an action list."""
    above = part.parent
    if above is None or part.place == 0:
        return
    before = above.children[part.place - 1]
    if before.level != part.level or not set(before.names) & set(_OWN_GROUPS) or weigh_heading(part.heading):
        return
    above.children.remove(part)
    for place, child in enumerate(above.children):
        child.place = place
    before.children.append(part)
    part.parent, part.place, part.level = before, len(before.children) - 1, part.level + 1
    before.end_line = max(before.end_line, part.end_line)


def _holds_another(part: Part) -> bool:
    """Whether what stands below is plainly a timeline or action items, and the heading was taken for neither."""
    strong = {name for name, weight in look_below(_blocks_below(part)).weights.items() if weight >= 3.0}
    return bool(strong) and not strong & set(part.names)


def _blocks_below(part: Part) -> list[Block]:
    return [
        block
        for inner in part.below()
        for block in ([inner.label] if inner is not part and inner.label else []) + inner.blocks
    ]


def _meaning(part: Part, sure: set[SectionName]) -> tuple[tuple[SectionName, ...], Topic | None]:
    reading = part.reading
    around = next((outer for outer in part.lineage() if outer.names), None)
    topic = reading.topic
    if around is not None and around.level < part.level:
        if not reading.exact and reading.names:
            return (), None  # a sub-heading that only mentions another section
        if set(around.names) & set(_OWN_GROUPS) and reading.sure is not Sure.YES:
            return (), None
        if (
            set(around.names) & set(_OWN_GROUPS)
            and topic is not None
            and not reading.names
            and topic not in _CUTTING_TOPICS
        ):
            return (), None
    if reading.beside is not None and _paired(part, reading.beside):
        return (reading.beside,), None
    if topic is Topic.SAFEGUARDS and not reading.names and around is None and _answers_praise(part):
        return (_POORLY,), topic
    if reading.sure is Sure.YES:
        return reading.names, topic
    name = reading.names[0]
    if reading.sure is Sure.PAIRED:
        return ((name,), None) if _paired(part, name) else ((), topic)
    if around is not None:
        return (), topic
    if reading.sure is Sure.TIMED:
        if name not in sure and _timed(part) >= 2:
            return (name,), None
        if reading.otherwise is not None and reading.otherwise not in sure:
            return (reading.otherwise,), None
        return (), topic
    if reading.sure is Sure.LISTED:
        held = name not in sure and any(b.kind in ("list", "table") for p in part.below() for b in p.blocks)
        return ((name,), None) if held else ((), topic)
    held = name not in sure and bool(part.blocks) and not reading.container
    if reading.container and name not in sure and part.blocks:
        held = True
    return ((name,), None) if held else ((), topic)


def _paired(part: Part, name: SectionName) -> bool:
    other = _POORLY if name is _WELL else _WELL
    if part.parent is None:
        return False
    siblings = part.parent.children
    if any(other in sibling.reading.names for sibling in siblings[max(0, part.place - 2) : part.place + 3]):
        return True
    return any(outer.reading.container or {_WELL, _POORLY} & set(outer.names) for outer in part.lineage())


def _answers_praise(part: Part) -> bool:
    """Whether a heading right before or after says of the same things that they went well ("Controls that held")."""
    if part.parent is None:
        return False
    beside = part.parent.children[max(0, part.place - 1) : part.place + 2]
    kind = plain_words(part.heading).split()[:1]
    return any(_WELL in other.reading.names and plain_words(other.heading).split()[:1] == kind for other in beside)


def _holds_only_well_and_poorly(part: Part) -> bool:
    if any(b.kind not in ("rule", "html", "quote") for b in part.blocks):
        return False
    return bool(part.children) and all(
        {_WELL, _POORLY} & set(child.names) or child.topic in (Topic.LUCKY, Topic.SURPRISED) for child in part.children
    )


def _timed(part: Part) -> int:
    return looks_like_timeline(_blocks_below(part))


def _inside_section(part: Part) -> bool:
    return any(outer.names for outer in part.lineage())


def _second_incident(parts: Iterable[Part]) -> int | None:
    """The line of a second incident: the same two headings again, under another heading than the first time."""
    first: dict[SectionName, Part] = {}
    again: dict[int, tuple[Part, set[SectionName]]] = {}
    for part in parts:
        if part.level > 6:
            continue
        for name in part.names:
            earlier = first.setdefault(name, part)
            above = part.parent
            if (
                earlier is not part
                and above is not None
                and above is not earlier.parent
                and earlier.level == part.level
            ):
                if above.names or above.level == 0:
                    continue
                seen = again.setdefault(id(above), (above, set()))[1]
                seen.add(name)
                if len(seen) >= 2:
                    return above.line
    return None


def _end_lines(top: Part, last: int) -> None:
    ordered = list(top.below())
    top.end_line = last
    # The last line of a part is the line before the next part that is not inside it.
    for part in ordered[1:]:
        part.end_line = max([part.line, *[b.end_line for b in part.blocks]], default=part.line)
        if part.label is not None and part.level <= 6:
            part.end_line = max(part.end_line, part.label.end_line)
    for part in reversed(ordered):
        if part.parent is not None:
            part.parent.end_line = max(part.parent.end_line, part.end_line)


def _section(part: Part, name: SectionName) -> SectionBlocks:
    return SectionBlocks(
        name, part.heading, part.line, part.end_line, part.level, tuple(_collect(part, name)), label=part.label
    )


def _collect(part: Part, name: SectionName) -> list[Block]:
    """The blocks of a section: its own and those of nested parts that are no section of their own."""
    blocks = list(part.blocks)
    for child in part.children:
        if child.names and name not in child.names:
            continue
        if child.topic in _CUTTING_TOPICS and name not in child.names:
            continue
        if child.label is not None and (child.level <= 6 or not child.inline):
            blocks.append(child.label)
        blocks += _collect(child, name)
    return blocks
