"""Action items: from the blocks of their section to items, each with the places of its fields.

Items are the entries of lists (also of `•` lines, of lines with boxes), the rows of tables, and headings or bold
lines below which there is nothing but labelled fields. Prose is no item, nor is "None needed because …". What is
below an item (sub-bullets) are its details. A field that the text does not give is None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from pmflow.document.blocks import Block, inline_block, read_blocks
from pmflow.document.days import DayOrder, find_days
from pmflow.document.document import ItemField, ItemPlace, ReadItem, SectionBlocks
from pmflow.document.due import resolve_due
from pmflow.document.html_tables import read_html_entries, read_html_table
from pmflow.document.item_fields import (
    find_ref,
    is_due_words,
    is_full_name,
    is_no_date,
    is_nobody,
    is_somebody,
    is_tracker_url,
    read_owner,
)
from pmflow.document.item_groups import TOLD, Group, owners_among, read_group
from pmflow.document.item_guess import DITTO
from pmflow.document.item_labels import LINE_LABEL, Name, label_field, label_starts, plain_label
from pmflow.document.item_reading import Reading
from pmflow.document.item_tables import ActionTable, TableCell, TableRow, read_html, read_pandoc, read_table
from pmflow.document.item_text import LineReader
from pmflow.document.item_words import NO_WORDS, ListWords, is_legend, learn_labels, read_legend
from pmflow.document.kinds import read_improves, read_kind
from pmflow.document.marked import Marked, marked_block
from pmflow.document.pandoc_tables import is_grid_border, is_simple_border, read_line_table
from pmflow.document.priorities import read_priority
from pmflow.document.source import Source, Span
from pmflow.document.statuses import CROSSES, SIGN_OF, WORD_OF, exact_status, plain_words, read_status
from pmflow.model import ActionItem, ActionStatus
from pmflow.patterns import lazy

_NOTHING = lazy(
    r"\W*(?:none|n/?a|nothing|nil|tbd|tba|not applicable|to be (?:added|determined|filled in|discussed)"
    r"|no response|todo|empty|…|\.\.\.)?\W*$"
    r"|\W*(?:none|nothing|no)\b(?: (?:further|new|additional|more|action|actions|items?|follow[- ]?ups?|tasks?"
    r"|needed|required|necessary"
    r"|planned|identified|at this time|for now|so far|yet|to do|are|is|were|was|have been))*\W*(?:$|(?:because"
    r"|since|as|,|;|[-–—(:.]))",
    re.IGNORECASE,
)
_BULLET = lazy(r"^\s*(?:[•◦▪‣●○∙⁃·➢➤✦–—]\s+|\[[ xX\-~]\]\s+|\d{1,2}[.)]\s+)")
_SIGN_START = lazy(rf"^\s*(?:[{''.join(SIGN_OF)}{CROSSES}][\ufe0f]?|:[a-z_]+:)\s*\S")
_UPPER_TAIL = lazy(r"\b([A-Z]{2,}(?:[ -][A-Z]{2,})*)\W*$")
_BOX_CELL = lazy(r"^\[([ xX\-~]?)\]$")
_DEFINITION = lazy(r"\n[ \t]{0,3}:[ \t]+(?=\S)")
_NUMBER = lazy(
    r"\s*(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|finally|last)(?:ly)?\s?[:.)–—]"
    r"|§\s?\d+(?:\.\d+)*[.:)]?|\(\d{1,2}\)|\[\d{1,2}\]|\d{1,2}[.):](?=\s)|\d{1,2}(?:\.\d{1,2})+[.):]?"
    r"|(?-i:(?!P\d|S\d|Q\d|H\d)[A-Z]{1,3}-?\d{1,3}(?=\s+[A-Z]))"
    r"|\(?[a-zA-Z]\)|[a-z]\.|\(?[ivx]{1,4}[.)]|[A-Z]{1,4}[-. ]?\d{1,3}(?:\.\d{1,2})?\s?[.:)–—]"
    r"|(?:action|item|measure|step|task|promise|commitment|punkt|maßnahme|massnahme|mesure|acción|ação|azione|actie|åtgärd|tiltak)"
    r"\s+#?\d{1,2}\s?[.:)–—-])\s+(?=\S)",
    re.IGNORECASE,
)
"""A number, a letter or a word that makes a paragraph one of several: (1), 7.2, a), M3., First:, Action 4 –."""
_YAML_PAIR = lazy(r"\s*(-\s+)?([\w -]{2,24}):\s+(\S.*)$")
_PARTED = lazy(r"\s[·|•–—/-]\s|[,;] ")
_ACTION_WORD = lazy(
    r"\s*(?:action(?: item)?|ai|to[- ]?do|follow[- ]?up|task|maßnahme|acción|ação|azione|actie)\b"
    r"(?:\s?#?\d{1,2}\b)?\s*[:.–—-]?\s+(?=\S)",
    re.I,
)
_LAZY_LABEL = lazy(r"\n(\*\*[^*\n]{2,40}\*\*|__[^_\n]{2,40}__):?$")
_MAY_EXPLAIN = lazy(
    r"=|✔|✓|✅|☐|◐|●|○|❌|✗|\b(?:struck|crossed|strike|blank|empty|leere?|vides?|means|ends|closes|ships|durchgestrichen|barr|tachad)",
    re.IGNORECASE,
)
_SOME_LABEL = lazy(
    r"(?:^|(?<=[.;,|·(\[\n])[ \t]*|[ \t][-–—•][ \t]+)([^\W\d_](?:[\w '’/-]|\.(?=\w)){0,24}?)[ \t]?::?(?=\s)[ \t]*",
    re.MULTILINE,
)
_RELEARNED: frozenset[Name] = frozenset({"title", "kind", "improves"})
"""What a label may mean besides: "Class: A" is a priority where there are B and C, "Action: Okafor" an owner."""
_CHUNK = lazy(r"[,;(\])]\s*|\s[–—-]\s")
_REPEATED: tuple[Name, ...] = ("owner", "due", "priority", "status")
_ISO_DAY = lazy(r"20\d\d-\d\d-\d\d", re.ASCII)
_AI = lazy(r"AI-\d+")
_PLACED: tuple[ItemField, ...] = ("status", "owner", "due")


class _Words(NamedTuple):
    """A field's words with their place."""

    text: str
    span: Span | None


_UNREAD = Reading()
_NO_CELLS: Mapping[Name, list[TableCell]] = {}
_NOTHING_ABOVE: Mapping[Name, str] = {}


@dataclass(slots=True)
class _Draft:
    """An item while it is being read."""

    marked: Marked
    line: int
    group: Group
    reading: Reading = field(default_factory=lambda: _UNREAD)
    words: dict[Name, _Words] = field(default_factory=dict)
    cells: Mapping[Name, list[TableCell]] = field(default_factory=lambda: _NO_CELLS)
    details: tuple[Marked, ...] = ()
    table: ActionTable | None = None
    taken: frozenset[Name] = frozenset()
    skip: int = 0
    """Length of the number in front of the title."""
    above: Mapping[Name, str] = field(default_factory=lambda: _NOTHING_ABOVE)
    """What the cells of the row above say, for those that only repeat it."""


def read_items(
    sections: tuple[SectionBlocks, ...],
    *,
    source: Source,
    anchor: dt.date | None,
    order: DayOrder | None,
    people: Collection[str] = (),
) -> tuple[ReadItem, ...]:
    """The action items in `sections`, in their order.

    `anchor` is the day from which relative dues count; `order` how the document writes `7/3/2025`; `people` are the
    names
    that it mentions elsewhere in a role.
    """
    if not sections:
        return ()
    known = _folded(people)
    walk = _Walk(source, known)
    for section in sections:
        walk.section(section)
    drafts = walk.drafts
    if not drafts:
        return ()
    words = _learned(drafts, walk.words, known)
    _read_lines(drafts, known, words)
    told = walk.nobody or any(TOLD.search(section.heading) for section in sections)
    owners = owners_among(walk.loose_labels, known, told=told)
    cross = _meaning_of_cross(drafts)
    found = tuple([_finish(draft, owners, cross, anchor, order, words) for draft in drafts])
    return _without_sizes(found)


def _folded(people: Collection[str]) -> frozenset[str]:
    """Names in lower case, with first names, so that "Idris" is known from "Idris Rahman"."""
    found: set[str] = set()
    for person in people:
        name = person.lower().strip().lstrip("@")
        found.add(name)
        parts = name.split()
        if len(parts) in (2, 3) and len(parts[0]) > 2 and parts[0].isalpha() and person[:1].isupper():
            found.add(parts[0])
    found -= {"", "the", "team"}
    return frozenset(found)


# -- finding the items


class _Walk:
    """Goes through a section's blocks and gathers drafts."""

    def __init__(self, source: Source, people: Collection[str]) -> None:
        self.source = source
        self.people = people
        self.drafts: list[_Draft] = []
        self.loose_labels: set[str] = set()
        self._groups: list[tuple[int, Group]] = []
        self._before: Block | None = None
        self._until = 0
        self.words = NO_WORDS
        self.nobody = False
        """True where a heading says that nobody has what is below it."""
        self._numbers: dict[int, int] = {}
        """The paragraphs that are numbered like a list: their line, and the length of the number."""
        self._closed_tables = True
        """False once an HTML table had no end: no later one is looked for, which keeps reading linear."""
        self._head: Block | None = None
        """The heading above the last paragraph."""
        self._end = -1
        """The last line of an item that was a paragraph or a heading: labels in the next line are its own."""

    @property
    def group(self) -> Group:
        return self._groups[-1][1] if self._groups else Group()

    def section(self, section: SectionBlocks) -> None:
        self._groups.clear()
        self._before = None
        self._until = 0
        self._head = None
        count = len(self.drafts)
        self._look_around(section)
        heading = read_group(section.heading, ())
        if heading.status is not None and heading.label.lower() not in ("to do", "todo", "todos", "next", "follow up"):
            self._groups.append((0, Group("", status=heading.status)))
        self.blocks(section.blocks)
        if len(self.drafts) == count:
            for block in section.blocks:
                if block.kind == "quote":
                    self.blocks(tuple(block.children))
        if len(self.drafts) == count:
            self._headings(section)

    def _headings(self, section: SectionBlocks) -> None:
        """Headings are the items where nothing else is one: they are numbered, or they or the prose below them hold
        fields."""
        levels = [block.level for block in section.blocks if block.kind == "heading"]
        if len(levels) < 2:
            return
        found: list[tuple[Block, int, list[Marked]]] = []
        signs = 0
        for index, block in enumerate(section.blocks):
            if block.kind != "heading" or block.level != min(levels):
                continue
            below: list[Marked] = []
            for following in section.blocks[index + 1 :]:
                if following.kind == "heading":
                    break
                if following.kind == "paragraph" and _starts_with_owner_or_due(following.text):
                    below.append(marked_block(following, self.source))
            number = _NUMBER.match(block.text)
            reading = LineReader(self.people).read(marked_block(block, self.source), number.end() if number else 0)
            signs += bool(number or below or reading.fields.keys() & {"owner", "due", "status"})
            found.append((block, number.end() if number else 0, below))
        if len(found) < 2 or 2 * signs < len(found):
            return
        for block, skip, details in found:
            if not read_group(block.text, self.people).aside:
                self._add(
                    _Draft(marked_block(block, self.source), block.line, Group(), details=tuple(details), skip=skip)
                )

    def _look_around(self, section: SectionBlocks) -> None:
        """Read the legend, and see which paragraphs are numbered."""
        texts = [section.heading] if not section.heading.isalpha() else []
        numbers: dict[int, int] = {}
        for block in section.blocks:
            if block.kind in ("paragraph", "heading"):
                raw = block.raw
                if _MAY_EXPLAIN.search(raw):
                    texts.append(block.text)
                if block.kind == "paragraph" and (number := _NUMBER.match(block.text)) is not None:
                    numbers[block.line] = number.end()
        self._numbers = numbers if len(numbers) > 1 else {}
        if texts and (words := read_legend(texts)):
            self.words = ListWords(
                {**self.words.labels, **words.labels},
                {**self.words.signs, **words.signs},
                {**self.words.codes, **words.codes},
                words.struck or self.words.struck,
                {**self.words.periods, **words.periods},
                self.words.inherits | words.inherits,
            )

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        for index, block in enumerate(blocks):
            if block.line <= self._until and block.kind != "heading":
                continue
            match block.kind:
                case "heading":
                    self._open(block.level, block.text)
                    self._before = self._head = block
                case "list":
                    self._list(block)
                case "table":
                    if (
                        not self.group.aside
                        and (table := read_table(block, self.source, self.people, self.words.codes)) is not None
                    ):
                        self._table(table)
                case "paragraph":
                    self._paragraph(block, blocks[index + 1] if index + 1 < len(blocks) else None)
                case "rule":
                    if is_simple_border(self._source_line(block.line)):
                        self._line_table(block.line)
                case "code":
                    self._code(block)
                case "html":
                    self._html(block)
                case "item":
                    self._list(Block("list", block.line, block.end_line, level=block.level, children=[block]))
                case _:
                    pass

    def _html(self, block: Block) -> None:
        """A table or a list that is written in HTML."""
        if self.group.aside:
            return
        lower = block.source.lower()
        if "<table" in lower:
            first = block.line + lower[: lower.index("<table")].count("\n")
            table = read_html_table(self.source.plain_lines, first) if self._closed_tables else None
            self._closed_tables = table is not None
            if table is not None:
                self._until = max(block.end_line, table.end_line)
                if (found := read_html(table, self.people)) is not None:
                    self._table(found)
        elif "<li" in lower:
            for line, marked in read_html_entries(self.source.plain_lines, block.line, block.end_line):
                if not _NOTHING.match(marked.text):
                    self._add(_Draft(marked, line, self.group))

    def _source_line(self, line: int) -> str:
        lines = self.source.plain_lines
        return lines[line - 1] if 0 < line <= len(lines) else ""

    def _open(self, level: int, text: str) -> None:
        while self._groups and self._groups[-1][0] >= level:
            self._groups.pop()
        group = read_group(text, self.people)
        self._note_label(group)
        self._groups.append((level, group.within(self.group)))

    def _note_label(self, group: Group) -> None:
        """Remember a heading that says nothing by itself: with its neighbours it may be an owner."""
        self.nobody = self.nobody or group.nobody
        if group.label and not group.aside and not (group.priority or group.status or group.kind or group.nobody):
            self.loose_labels.add(group.label)

    def _line_table(self, line: int) -> bool:
        table = read_line_table(self.source.plain_lines, line)
        if table is None:
            return False
        self._until = table.end_line
        found = read_pandoc(table, self.people)
        if found is not None and not self.group.aside:
            self._table(found)
        return True

    def _table(self, table: ActionTable) -> None:
        taken = frozenset(name for name in table.columns if name is not None)
        depth = len(self._groups)
        above: dict[Name, str] = {}
        repeats = bool(self.words.inherits) or any(
            cell.text.lower() in DITTO
            for row in table.rows
            for cells in row.cells.values()
            for cell in cells
            if len(cell.text) < 16
        )
        for row in table.rows:
            cells = row.cells.get("title")
            if (label := _row_label(row)) is not None and len(table.columns) > 1:
                group = read_group(label.text, self.people)
                if group.says_something or all(piece.strong for piece in label.marked.pieces if piece.text.strip()):
                    self._note_label(group)
                    del self._groups[depth:]
                    self._groups.append((30, group.within(self.group)))
                    continue
            if not cells or not cells[0].text or _NOTHING.match(cells[0].text):
                continue
            draft = _Draft(cells[0].marked, row.line, self.group, cells=row.cells, table=table, taken=taken)
            if repeats:
                self._repeat(draft, above)
            if not taken & {"owner", "due"}:
                notes = row.cells.get("note", ())
                draft.details = tuple([c.marked for c in notes if len(label_starts(c.text, 0, len(c.text))) > 1])
            self._add(draft)
        del self._groups[depth:]

    def _repeat(self, draft: _Draft, above: dict[Name, str]) -> None:
        """Note what the row above says for the cells that are ditto marks, or blank where blanks mean that."""
        for name in _REPEATED:
            cells = draft.cells.get(name)
            if not cells:
                continue
            text = next((cell.text for cell in cells if cell.text), "")
            if text.lower() in DITTO or (not text and name in self.words.inherits):
                if name in above:
                    draft.above = {**draft.above, name: above[name]}
            else:
                above[name] = text

    def _add(self, draft: _Draft) -> None:
        self.drafts.append(draft)
        self._before = self._head = None

    def _code(self, block: Block) -> None:
        """An indented code block that is a list all the same (a mail's, a careless indentation), or a list in YAML."""
        if block.marker.strip().lower() in ("yaml", "yml"):
            self._yaml(block)
            return
        if block.marker or not self._source_line(block.line).startswith(("    ", "\t")):
            return
        lines = block.source.split("\n")
        if not lines or not re.match(r"\s*(?:[-*+]|\d+[.)])\s", lines[0]):
            return
        self.blocks(tuple(read_blocks(block.source.rstrip("\n"), block.line).children))

    def _yaml(self, block: Block) -> None:
        """Entries of which each is a few lines of `key: value`."""
        title: _Draft | None = None
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
                title = _Draft(marked_block(part, self.source), number, self.group)
                self._add(title)
            elif name is not None and title is not None:
                title.details += (marked_block(inline_block(line.strip(), number), self.source),)

    def _paragraph(self, block: Block, following: Block | None) -> None:
        raw = block.raw
        if raw.startswith("+-") and is_grid_border(self._source_line(block.line)) and self._line_table(block.line):
            return
        if self.group.aside and not _is_label(block):
            return
        if (_SIGN_START.match(raw) or "=" in raw) and is_legend(block.text):
            return
        if _BULLET.match(raw) or _SIGN_START.match(block.text) or raw[:1] in self.words.signs:
            self._bullet_lines(block)
            return
        if "\n" in raw and _DEFINITION.search(raw):
            self._definitions(block)
            return
        if (word := _ACTION_WORD.match(block.text)) is not None and (
            (word.end() > 4 and block.text[: word.end()].isupper())
            or block.pieces[0].strong
            or ":" in word[0]
            or any(map(str.isdigit, word[0]))
        ):
            self._add(_Draft(marked_block(block, self.source), block.line, self.group, skip=word.end()))
            self._end = block.end_line
            return
        if block.line in self._numbers:
            self._add(_Draft(marked_block(block, self.source), block.line, self.group, skip=self._numbers[block.line]))
            self._before = block if following is not None and following.kind == "list" else None
            self._end = block.end_line
            return
        if _is_label(block, following):
            self._open(10, block.text)
            self._before = block
            return
        if self.drafts and block.line == self._end + 1 and _starts_with_label(block.text):
            self.drafts[-1].details += (marked_block(block, self.source),)
            self._end = block.end_line
            return
        if self._before is not None and self._is_details_paragraph(block):
            self._item_of(self._before, [marked_block(block, self.source)])
            self._end = block.end_line
            return
        if self._is_labelled_item(block):
            self._add(_Draft(marked_block(block, self.source), block.line, self.group))
            self._end = block.end_line
            return
        if self._before is not None and self._before.kind != "heading":
            self._head = None
        self._before = (
            block if len(raw) < 200 and following is not None and following.kind in ("list", "paragraph") else None
        )

    def _definitions(self, block: Block) -> None:
        """A paragraph that other Markdown knows as a definition list: a line, and below it fields behind colons."""
        term: tuple[int, str] | None = None
        details: list[Marked] = []
        lines = [*enumerate(block.raw.split("\n"), block.line), (0, "")]
        for number, line in lines:
            if number and (value := _DEFINITION.match("\n" + line)) is not None:
                details.append(marked_block(inline_block(line[value.end() - 1 :], number), self.source))
                continue
            if term is not None and details:
                part = inline_block(term[1], term[0])
                if not _NOTHING.match(part.text):
                    self._add(_Draft(marked_block(part, self.source), term[0], self.group, details=tuple(details)))
                term, details = None, []
            if number and line.strip():
                term = (number, line.strip()) if term is None else (term[0], f"{term[1]}\n{line.strip()}")
        self._end = block.end_line

    def _bullet_lines(self, block: Block) -> None:
        """A paragraph of which each line is an entry (`• …`, `✅ …`)."""
        raw = block.raw
        entries: list[tuple[int, str]] = []
        for offset, line in enumerate(raw.split("\n")):
            if _BULLET.match(line) or _SIGN_START.match(line) or not entries or line[:1] in self.words.signs:
                entries.append((offset, line))
            else:
                entries[-1] = (entries[-1][0], entries[-1][1] + "\n" + line)
        for offset, text in entries:
            mark = re.match(r"^\s*(?:[•◦▪‣●○∙⁃·➢➤✦–—]|\d{1,2}[.)])\s+", text)
            part = inline_block(text[mark.end() :] if mark else text, block.line + offset)
            if not _NOTHING.match(part.text):
                self._add(_Draft(marked_block(part, self.source), part.line, self.group))

    def _is_details_paragraph(self, block: Block) -> bool:
        if _starts_with_owner_or_due(block.text):
            return LineReader().read_detail(marked_block(block, self.source)) is not None
        if (
            self._before is None
            or self._before.kind != "heading"
            or len(block.raw) > 160
            or not _PARTED.search(block.raw)
        ):
            return False
        detail = LineReader(self.people).read_detail(marked_block(block, self.source))
        return (
            detail is not None
            and not detail.notes
            and len(detail.fields) > 1
            and bool(detail.fields.keys() & {"owner", "due"})
        )

    def _is_labelled_item(self, block: Block) -> bool:
        """A paragraph that is an item because it says in labels who does it by when."""
        text = block.text
        if ":" not in text:
            return False
        found = {
            label_field(m[1]) for m in re.finditer(r"(?:^|[\n(\[|;,.]|\s[-–—])\s*([A-Za-z][A-Za-z ]{1,18}?)\s?:", text)
        }
        return {"owner", "due"} <= found and label_field(text.split(":", 1)[0]) not in ("owner", "due")

    def _item_of(self, block: Block, details: list[Marked]) -> None:
        """The heading or line `block` is an item, and what came below it its details."""
        if self._groups and self._groups[-1][1].label and block.kind in ("heading", "paragraph"):
            label = self._groups[-1][1].label
            if label and label in block.text:
                self.loose_labels.discard(label)
                self._groups.pop()
        number = re.match(
            r"^\s*(?:\d{1,2}[.)]|(?:action|item|ai)(?: item)? #?\d{1,2}\s*[:.\-–—]+)\s*", block.text, re.IGNORECASE
        )
        source = block
        if number:
            source = inline_block(
                block.raw.lstrip("*_ ")[number.end() :] if "*" not in block.raw else block.raw, block.line
            )
        self._add(_Draft(marked_block(source, self.source), block.line, self.group, details=tuple(details)))

    # -- lists

    def _list(self, block: Block) -> None:
        if self.group.aside:
            return
        if self._before is not None and self._before.kind in ("heading", "paragraph") and self._is_details(block):
            if self._before.kind == "paragraph" and self._before.line in self._numbers:
                own = [marked_block(i.own, self.source) for i in block.children if i.own is not i]
                self.drafts[-1].details += tuple(own)
                self._before = None
                return
            if (
                self._before.kind == "paragraph"
                and self._head is not None
                and not read_group(self._head.text, self.people).says_something
                and not _is_label(self._before, block)
            ):
                self._before = self._head  # the paragraph between them tells more, the heading is the title
            self._item_of(self._before, [marked_block(i.own, self.source) for i in block.children if i.own is not i])
            return
        for item in block.children:
            self._item(item)

    def _is_details(self, block: Block) -> bool:
        """True for a list of labelled fields: "Owner: …", "Due: …"."""
        names: set[Name | None] = set()
        strange = 0
        for item in block.children:
            label = LINE_LABEL.match(item.own.text)
            if label is None:
                return False
            name = _field_of(item.own.text)
            strange += name in (None, "ignored")
            names.add(name)
        return bool(names & {"owner", "due", "status", "priority"}) and 2 * strange <= len(block.children)

    def _item(self, item: Block) -> None:
        own = item.own
        if own is item:
            for child in item.children:
                if child.kind == "list":
                    self._list(child)
                elif child.kind == "heading":
                    self._heading_item(item, child)
                    return
            return
        text = own.text
        if not text.strip() or _NOTHING.match(text):
            return
        lists = [child for child in item.rest if child.kind == "list"]
        if lists and self._is_group(own, lists):
            self._open(20 + item.level, text)
            for child in lists:
                self._list(child)
            self._groups.pop()
            return
        if (lazy := _LAZY_LABEL.search(own.raw)) is not None and self._source_line(own.end_line)[:1] in "*_":
            # A label right below a list that Markdown takes for the end of its last entry.
            part = inline_block(own.raw[: lazy.start()], own.line)
            self._add(
                _Draft(marked_block(part, self.source), own.line, self.group, details=tuple(self._details(item.rest)))
            )
            label = inline_block(lazy[0].strip(), own.end_line)
            self._open(10, label.text)
            self._before = label
            return
        self._add(_Draft(marked_block(own, self.source), own.line, self.group, details=tuple(self._details(item.rest))))

    def _heading_item(self, item: Block, heading: Block) -> None:
        rest = [child for child in item.children if child is not heading]
        self._add(
            _Draft(marked_block(heading, self.source), heading.line, self.group, details=tuple(self._details(rest)))
        )

    def _is_group(self, own: Block, lists: list[Block]) -> bool:
        """True for an entry that only names the group of the entries below it."""
        text = own.text.strip()
        if len(text) > 60 or text.startswith("["):
            return False
        children = [child for entries in lists for child in entries.children]
        if any(_starts_with_label(child.own.text) for child in children):
            return False
        if len(children) > 1 and all(
            len(child.own.text) < 80 and LINE_LABEL.match(child.own.text) is not None for child in children
        ):
            return False
        if read_group(text, self.people).says_something and len(text.split()) <= 5:
            return True
        bold = all(piece.strong or not piece.text.strip(" :\n") for piece in own.pieces)
        return (bold and len(text.split()) <= 5) or (text.endswith(":") and len(text.split()) <= 3)

    def _details(self, blocks: list[Block]) -> Iterator[Marked]:
        for block in blocks:
            if block.kind == "list":
                for item in block.children:
                    if item.own is not item and not item.own.text.startswith(("[ ]", "[x]", "[X]")):
                        yield marked_block(item.own, self.source)
            elif block.kind == "paragraph":
                yield marked_block(block, self.source)


def _row_label(row: TableRow) -> TableCell | None:
    """The only cell of a row that has words: a title for the rows below."""
    filled = [cell for cells in row.cells.values() for cell in cells if cell.text]
    return filled[0] if len(filled) == 1 else None


def _field_of(text: str) -> Name | None:
    """The field that a line "Label: value" is; "DONE: …" with a sentence behind it is an item."""
    label = LINE_LABEL.match(text)
    if label is None:
        return None
    name = label_field(label[1])
    if name in ("status", "completed") and exact_status(label[1]) is not None:
        value = text[label.end() :]
        return name if find_days(value) or len(value.split()) <= 2 else None
    return name


def _starts_with_label(text: str) -> bool:
    return _field_of(text) not in (None, "title", "ignored")


def _starts_with_owner_or_due(text: str) -> bool:
    return _field_of(text) in ("owner", "due", "priority", "status")


def _is_label(block: Block, following: Block | None = None) -> bool:
    """True for a paragraph that is a label for what follows: all bold (italic, before a list), or one short line with a
    colon."""
    pieces = [piece for piece in block.pieces if piece.text.strip()]
    text = block.text.strip()
    if not pieces or len(text) > 80 or "\n" in text:
        return False
    if following is not None and following.kind == "list" and all(piece.emphasis for piece in pieces):
        return len(text.split()) <= 5
    if all(piece.strong for piece in pieces[:-1]) and (pieces[-1].strong or pieces[-1].text.strip() == ":"):
        return pieces[0].strong
    return text.endswith(":") and len(text.split()) <= 4


# -- reading their lines


def _learned(drafts: list[_Draft], words: ListWords, people: Collection[str]) -> ListWords:
    """The list's own words, with the labels that its items have and no table knows."""
    found: list[dict[str, str]] = []
    known: list[set[Name]] = []
    strange = 0
    for draft in drafts:
        labels: dict[str, str] = {}
        names: set[Name] = set(draft.taken)
        texts = [(draft.marked.text[draft.skip :], False)] if ":" in draft.marked.text else []
        texts += [(marked.text, True) for marked in draft.details if ":" in marked.text]
        for text, whole in texts:
            if len(text) > 2000:
                continue
            marks = [m for m in _SOME_LABEL.finditer(text) if whole or m.start(1)]
            ends = [*[m.start() for m in marks[1:]], len(text)]
            for mark, after in zip(marks, ends, strict=False):
                plain = plain_label(mark[1])
                name = label_field(mark[1])
                if (
                    name is not None
                    and plain not in words.labels
                    and (name not in _RELEARNED or (whole and name == "title"))
                ):
                    names.add(name)
                elif plain:
                    strange += 1
                    labels.setdefault(plain, _CHUNK.split(text[mark.end() : after], 1)[0].strip(" .,;|·–—\n[()]"))
        found.append(labels)
        known.append(names)
    if strange < 2:
        return words
    learned = learn_labels(found, known, people)
    if not learned:
        return words
    return ListWords({**learned, **words.labels}, words.signs, words.codes, words.struck, words.periods, words.inherits)


def _read_lines(drafts: list[_Draft], people: Collection[str], words: ListWords) -> None:
    """Read each draft's own line; where a shape that may be an owner stands in most of them, it is one."""
    readers: dict[tuple[frozenset[Name], frozenset[str]], LineReader] = {}

    def reader(taken: frozenset[Name], trust: frozenset[str]) -> LineReader:
        if (taken, trust) not in readers:
            readers[taken, trust] = LineReader(people, taken, trust, words)
        return readers[taken, trust]

    counts: dict[str, int] = {}
    leads: list[str] = []
    listed = 0
    for draft in drafts:
        draft.reading = reader(draft.taken, frozenset()).read(draft.marked, draft.skip)
        if "owner" in draft.taken:
            continue
        listed += 1
        for hint in draft.reading.hints:
            counts[hint] = counts.get(hint, 0) + 1
        if "lead-colon" in draft.reading.hints:
            leads.append(draft.reading.lead)
    trust = frozenset(hint for hint, count in counts.items() if count >= 2 and 2 * count >= listed)
    if "lead-colon" in trust and not _are_names(leads, drafts, listed, people):
        trust -= {"lead-colon"}
    if trust:
        for draft in drafts:
            if "owner" not in draft.reading.fields and "owner" not in draft.taken:
                draft.reading = reader(draft.taken, trust).read(draft.marked, draft.skip)
    for draft in drafts:
        for name, value in draft.reading.fields.items():
            text = value.text
            if name == "due" and "~~" in draft.marked.raw:
                text = draft.marked.unstruck(value.start, value.end) or text
            draft.words[name] = _Words(text, _span(draft.marked, value.start, value.end))
        for marked in draft.details:
            detail = reader(frozenset(), frozenset()).read_detail(marked)
            if detail is None:
                continue
            subject = draft.reading.fields.get("owner")
            if subject is not None and subject.start < 0 and "owner" in detail.fields:
                draft.words.pop("owner", None)  # the word of a sentence, where a label says it
            for name, value in detail.fields.items():
                text = value.text if name != "link" else (marked.href(value.start, value.end) or value.text)
                draft.words.setdefault(name, _Words(text, _span(marked, value.start, value.end)))
            draft.reading.notes += detail.notes
            draft.reading.overruled += detail.overruled
            for name, value in detail.labels.items():
                draft.words.setdefault(name, _Words(value.text, _span(marked, value.start, value.end)))


def _are_names(leads: list[str], drafts: list[_Draft], listed: int, people: Collection[str]) -> bool:
    """Whether the words before the items' colons are people: "Bob: …" has the shape of "Alerting: …".

    One of them is known or a full name, or another item says there that nobody has it or has a handle there; or all items
    of a list of boxes begin so.
    """
    if any(is_full_name(lead) or is_somebody(lead, people) for lead in leads):
        return True
    others = [
        label[1] for draft in drafts if (label := LINE_LABEL.match(draft.marked.text[draft.skip :].lstrip("[ ]xX")))
    ]
    if any(other[0] == "@" or (is_nobody(other) and len(other) > 2) or is_somebody(other, people) for other in others):
        return True
    boxed = sum(draft.reading.box_status is not None for draft in drafts)
    return len(leads) == listed and len(leads) >= 3 and boxed == len(drafts)


def _span(marked: Marked, start: int, end: int) -> Span | None:
    if start < 0:
        return None
    if start < end:
        return marked.span(start, end)
    before = marked.span(start - 2, start) if start >= 2 else None
    return Span(before.line, before.end, before.end) if before is not None else None


def _meaning_of_cross(drafts: list[_Draft]) -> ActionStatus:
    """❌ beside boxes or signs that say "not done yet" means that it will not be done; beside ticks alone, not done."""
    for draft in drafts:
        sign = draft.reading.sign
        if draft.reading.box_status is ActionStatus.PLANNED or (
            sign is not None and SIGN_OF.get(sign) is ActionStatus.PLANNED
        ):
            return ActionStatus.WONT_DO
        for cell in draft.cells.get("status", ()):
            if not cell.text.isascii() and any(SIGN_OF.get(char) is ActionStatus.PLANNED for char in cell.text):
                return ActionStatus.WONT_DO
    return ActionStatus.PLANNED


# -- from words to values


def _finish(
    draft: _Draft,
    owners: Collection[str],
    cross: ActionStatus,
    anchor: dt.date | None,
    order: DayOrder | None,
    own: ListWords,
) -> ReadItem:
    words = draft.words
    for name, cells in draft.cells.items():
        if name in _FROM_CELLS and name not in words:
            _from_cells(draft, name, cells)
    reading = draft.reading
    said = words.get("due")
    if said is not None and "status" not in words and plain_words(said.text) in WORD_OF and not is_no_date(said.text):
        field_name: Name = "due" if is_due_words(said.text) else "status"  # "Due: done"
        words[field_name] = words.pop("due")
    overruled = [_span(draft.marked, value.start, value.end) for value in reading.overruled]
    for name, value in reading.labels.items():
        if (old := words.get(name)) is not None:
            overruled.append(old.span)
        words[name] = _Words(value.text, _span(draft.marked, value.start, value.end))
    due, due_raw, day_format = _due(words.get("due"), anchor, order, own)
    priority_raw = _said(words.get("priority")) or draft.group.priority
    if priority_raw is not None and is_no_date(priority_raw):
        priority_raw = None
    status, status_raw = _status(draft, cross, own)
    owner_words = words.get("owner")
    owner = read_owner(owner_words.text) if owner_words is not None else None
    if owner is None and (owner_words is None or not owner_words.text):
        owner = _group_owner(draft.group, owners)
    kind_words, improves_words = _said(words.get("kind")), _said(words.get("improves"))
    kind = read_kind(kind_words) if kind_words else None
    note = _said(words.get("note"))
    reason = "; ".join([*reading.notes, *([note] if note else [])]) or None
    done = status in (ActionStatus.DONE, ActionStatus.VERIFIED)
    item_id, ref = _id(draft)
    item = ActionItem(
        id=item_id,
        title=_title(draft),
        owner=owner,
        due=due,
        due_raw=due_raw,
        priority=read_priority(priority_raw) if priority_raw else None,
        priority_raw=priority_raw,
        status=status,
        status_raw=status_raw,
        kind=kind or draft.group.kind,
        improves=read_improves(improves_words) if improves_words else None,
        done_when=_said(words.get("done_when")),
        evidence=_said(words.get("evidence")) if done or "evidence" in draft.cells else None,
        link=_link(draft),
        reason=reason if status is ActionStatus.WONT_DO else None,
        line=draft.line,
    )
    spans: dict[ItemField, Span] = {}
    for name in _PLACED:
        found = words.get(name)
        if found is not None and found.span is not None:
            spans[name] = found.span
    if ref is not None:
        spans["ref"] = ref
    box = draft.marked.span(reading.box, reading.box + 1) if reading.box is not None else None
    return ReadItem(
        item,
        ItemPlace(
            spans,
            draft.marked.end,
            in_table=draft.table is not None,
            checkbox=box,
            overruled=tuple([span for span in overruled if span is not None]),
            day_format=day_format,
        ),
    )


_SIZES = frozenset(["XS", "XL", "XXL", "XXS"])


def _without_sizes(items: tuple[ReadItem, ...]) -> tuple[ReadItem, ...]:
    """T-shirt sizes are a scale of their own: where there is an XL, L is not low."""
    if not any((read.item.priority_raw or "").upper() in _SIZES for read in items):
        return items
    return tuple(
        [
            ReadItem(read.item.model_copy(update={"priority": None}), read.place)
            if (read.item.priority_raw or "").upper() in _SIZES | {"S", "M", "L"}
            else read
            for read in items
        ]
    )


def _said(words: _Words | None) -> str | None:
    text = " ".join(words.text.split()) if words is not None else ""
    return text or None


def _title(draft: _Draft) -> str:
    return draft.reading.title or " ".join(draft.marked.text.split())


_FROM_CELLS: frozenset[Name] = frozenset(
    {"owner", "due", "priority", "status", "kind", "improves", "done_when", "evidence", "note", "completed"}
)


def _from_cells(draft: _Draft, name: Name, cells: list[TableCell]) -> None:
    """A field's words from its column, where the title's own label does not say it."""
    chosen = cells[0] if len(cells) == 1 else next((cell for cell in cells if cell.text), cells[0])
    if name == "status" and len(cells) > 1:
        chosen = next((cell for cell in cells if read_status(cell.text) is not None), chosen)
    raw = chosen.raw
    text = _unstruck(chosen.marked).strip() if "~~" in raw or "<" in raw else chosen.text
    if name in draft.above and (not text or text.lower() in DITTO):
        text = draft.above[name]
    draft.words[name] = _Words(text, chosen.span)


def _unstruck(marked: Marked) -> str:
    """A cell's text without what is struck out in it, where something else remains."""
    kept = "".join([piece.text for piece in marked.pieces if not piece.struck])
    return kept if kept.strip() else marked.text


def _due(
    words: _Words | None, anchor: dt.date | None, order: DayOrder | None, own: ListWords
) -> tuple[dt.date | None, str | None, str | None]:
    """Date, its words, its format."""
    said = _said(words)
    if said is None or is_no_date(said) or said.lower() in ("open", "offen", "abierto", "ouvert", "aperto", "öppen"):
        return None, None, None
    if _ISO_DAY.fullmatch(said) is not None:
        try:
            return dt.date.fromisoformat(said), said, "%Y-%m-%d"
        except ValueError:
            return None, said, None
    day, day_format = _day_of(said, anchor, order)
    if day is None and own.periods and (period := own.periods.get(said.split()[-1].strip(").").lower())) is not None:
        return _day_of(period, anchor, order)[0], said, None
    if day is None and plain_words(said) in WORD_OF and not is_due_words(said):
        return None, None, None
    return day, said, day_format


@lru_cache(maxsize=2048)
def _day_of(said: str, anchor: dt.date | None, order: DayOrder | None) -> tuple[dt.date | None, str | None]:
    """The date of a due's words, and how its day is written."""
    day = resolve_due(said, anchor=anchor, order=order, near=anchor)
    found = find_days(said, order=order, near=anchor)
    return day, found[-1].format if found else None


def _status(draft: _Draft, cross: ActionStatus, own: ListWords) -> tuple[ActionStatus | None, str | None]:
    reading = draft.reading
    words = draft.words.get("status")
    if (
        "status" in reading.labels
        and words is not None
        and (labelled := read_status(words.text, cross=cross)) is not None
    ):
        return labelled, _said(words)
    if words is not None and words.text and not is_no_date(words.text):
        if box := _BOX_CELL.match(words.text):
            return (ActionStatus.PLANNED if not box[1].strip() else ActionStatus.DONE), words.text
        found = (
            own.signs.get(words.text[:1]) or own.codes.get(words.text.lower()) or read_status(words.text, cross=cross)
        )
        if reading.struck and own.struck is None and found in (ActionStatus.PLANNED, ActionStatus.PROPOSED):
            return ActionStatus.WONT_DO, _said(words)
        if found is not None or plain_words(words.text):
            if reading.struck and (found is None or found.is_open) and reading.sign is None and "status" in draft.taken:
                return ActionStatus.WONT_DO, _said(words)
            if found is not None:
                return found, _said(words)
    raw = _said(words)
    if reading.struck and own.struck is not None:
        return own.struck, raw
    if reading.struck:
        return (ActionStatus.DONE if reading.box_status is ActionStatus.DONE else ActionStatus.WONT_DO), raw
    if reading.box_status is not None:
        return reading.box_status, raw
    if (elsewhere := _status_elsewhere(draft)) is not None:
        return elsewhere
    if draft.group.status is not None:
        return draft.group.status, raw
    priority = draft.words.get("priority")
    if priority is not None and plain_words(priority.text) in ("wont", "wont have", "would not"):
        return ActionStatus.WONT_DO, raw
    return None, raw


def _status_elsewhere(draft: _Draft) -> tuple[ActionStatus, str] | None:
    """A status in a column that is not the status's: "Bug 5554 **DONE**", notes that say "Done", a date of
    completion."""
    if "status" in draft.taken:
        return None
    for name in ("note", "link", "ref"):
        for cell in draft.cells.get(name, ()):
            text = cell.text
            if not text:
                continue
            for piece in cell.marked.pieces:
                if piece.strong and (found := exact_status(piece.text)) is not None:
                    return found, piece.text
            if name == "note" and (found := exact_status(text.split(".")[0])) is not None:
                return found, text
            tail = _UPPER_TAIL.search(text)
            if tail and (found := exact_status(tail[1])) is not None:
                return found, tail[1]
    completed = draft.words.get("completed")
    if (
        completed is not None
        and completed.text
        and (find_days(completed.text) or plain_words(completed.text) in ("yes", "y"))
    ):
        return ActionStatus.DONE, completed.text
    return None


def _group_owner(group: Group, owners: Collection[str]) -> str | None:
    if group.owner is not None:
        return read_owner(group.owner)
    return read_owner(group.label) if group.label in owners else None


def _id(draft: _Draft) -> tuple[str | None, Span | None]:
    """The id that pmflow gave, and the place where it stands or belongs."""
    marked = draft.marked
    row = (cell.marked for cells in draft.cells.values() for cell in cells if "<!--" in cell.raw)
    for text in (marked, *row):
        if text.id_comment is not None:
            said, start, end = text.id_comment
            return said, text.raw_span(start, end)
    if draft.reading.id is not None:
        found = draft.reading.id
        return found.text, _span(marked, found.start, found.end)
    place: Span | None = None
    for name in ("ref", "link"):
        for cell in draft.cells.get(name, ()):
            if _AI.fullmatch(cell.text):
                return cell.text, cell.span
            if name == "ref" and not cell.text and place is None:
                place = cell.span
    return None, place


def _link(draft: _Draft) -> str | None:
    for cell in draft.cells.get("link", ()):
        href = next((piece.href for piece in cell.marked.pieces if piece.href), None)
        if href and not href.startswith("#"):
            return href
        if (ref := find_ref(cell.text)) is not None and not _AI.fullmatch(ref):
            return ref
        if cell.text and re.search(r"\d", cell.text) and len(cell.text) < 40 and not _AI.fullmatch(cell.text):
            return cell.text
    words = draft.words.get("link")
    if words is not None and words.text:
        return _target(draft.marked, words.text)
    for piece in draft.marked.pieces:
        if piece.href and is_tracker_url(piece.href):
            return piece.href
    for marked in draft.details:
        for piece in marked.pieces:
            if piece.href and is_tracker_url(piece.href):
                return piece.href
    return None


def _target(marked: Marked, text: str) -> str | None:
    """The address behind a link's words; else the reference in them."""
    at = marked.text.find(text)
    if at >= 0 and (href := marked.href(at, at + len(text))):
        return href
    return find_ref(text) or (text.strip() if re.search(r"\d", text) else None)
