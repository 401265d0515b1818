"""Action items in tables: any order of columns, any of their names, empty cells, several tables, pandoc's own
tables.

A column is known by its header. Where no header names the title, the column with the longest words is it. A table
of which no column says anything about action items is none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pmflow.document.blocks import Block, inline_block
from pmflow.document.html_tables import HtmlTable
from pmflow.document.item_guess import guess
from pmflow.document.item_labels import TITLE_ORDER, Name, header_field, label_starts, plain_label
from pmflow.document.marked import Marked, Row
from pmflow.document.pandoc_tables import LineCell, LineTable
from pmflow.document.source import Source, Span
from pmflow.document.table_cells import TableCell, cell_places
from pmflow.patterns import lazy


@dataclass(frozen=True)
class TableRow:
    """A row by what its cells mean; a meaning that several columns share keeps them all."""

    line: int
    cells: dict[Name, list[TableCell]]


@dataclass(frozen=True)
class ActionTable:
    """A table of action items: what its columns are, and its rows."""

    columns: tuple[Name | None, ...]
    rows: tuple[TableRow, ...]


def read_table(
    table: Block, source: Source, people: Collection[str] = (), codes: Collection[str] = ()
) -> ActionTable | None:
    """The action items' table that this GFM table is; None where it is another kind of table."""
    header = [cell.text.strip() for cell in table.header]
    rows = _Texts(table.rows)
    if len(header) == 2 and (sheet := _read_sheet(table, source)) is not None:
        return sheet
    columns = read_columns(header, rows, people, codes)
    if columns is None:
        return None
    found = []
    for row in table.rows:
        places = cell_places(source.plain_lines[row.line - 1], len(columns))
        cells: dict[Name, list[TableCell]] = {}
        for index, (cell, name) in enumerate(zip(row.children, columns, strict=False)):
            if name is None:
                continue
            place = places[index] if index < len(places) else None
            if place is None:
                made = TableCell(cell, None)
            else:
                start, end, escapes = place
                made = TableCell(cell, Span(row.line, start, end), escapes)
            if name in cells:
                cells[name].append(made)
            else:
                cells[name] = [made]
        found.append(TableRow(row.line, cells))
    return ActionTable(columns, tuple(found))


class _Texts(Sequence[Sequence[str]]):
    """The texts of a table's rows, made when somebody looks at them."""

    def __init__(self, rows: Sequence[Block]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: Any) -> Any:
        row = self._rows[index]
        if isinstance(row, list):
            return [[cell.text.strip() for cell in one.children] for one in row]
        return [cell.text.strip() for cell in row.children]


def _read_sheet(table: Block, source: Source) -> ActionTable | None:
    """One item per table, a field in each row: "Action | …", "Owner | …", "Due | …"."""
    rows = [row for row in table.children if len(row.children) == 2]
    names = [header_field(row.children[0].text) for row in rows]
    if names.count("title") != 1 or not {"owner", "due", "status"} & set(names):
        if names.count("title") == 2 and names[0] == "title" and {"owner", "due"} <= set(names):
            rows, names = rows[1:], names[1:]  # a header like "Item | Value"
        else:
            return None
    if names.count(None) * 2 > len(names):
        return None
    cells: dict[Name, list[TableCell]] = {}
    for row, name in zip(rows, names, strict=True):
        places = cell_places(source.plain_lines[row.line - 1], 2)
        if name is not None and len(places) == 2:
            start, end, escapes = places[1]
            cells.setdefault(name, []).append(TableCell(row.children[1], Span(row.line, start, end), escapes))
    if "title" not in cells:
        return None
    line = rows[names.index("title")].line
    return ActionTable(tuple(dict.fromkeys(name for name in names if name)), (TableRow(line, cells),))


def read_columns(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    people: Collection[str] = (),
    codes: Collection[str] = (),
) -> tuple[Name | None, ...] | None:
    """What each column is. None where the table is not one of action items.

    `codes` are the letters that a legend gives for statuses.
    """
    columns: list[Name | None] = [header_field(text) for text in header]
    if any(name not in _PLAIN for name in columns):
        _judge(columns, header, rows, people, codes)
    titles = [index for index, name in enumerate(columns) if name == "title"]
    if _is_signed(header, titles):
        return None
    if not titles:
        named = [index for index, name in enumerate(columns) if name is not None]
        if not named:
            return None
        free = [
            index
            for index, name in enumerate(columns)
            if name in (None, "link", "note", "improves", "done_when", "kind", "ignored")
        ]
        widths = {i: sum(len(row[i]) for row in rows if i < len(row)) / max(1, len(rows)) for i in free}
        best = max(widths, key=lambda index: widths[index], default=None)
        if best is None or widths[best] < 8 or plain_label(header[best]) in _NO_WORK:
            return None
        columns[best] = "title"
        titles = [best]
    if len(titles) > 1:
        ranks = {index: _title_rank(header[index]) for index in titles}
        chosen = min(titles, key=lambda index: (ranks[index], index))
        for index in titles:
            if index != chosen:
                columns[index] = "note" if "note" not in columns else None
    if "due" not in columns and "completed" not in columns and len(columns) == 1:
        return None
    dues = [index for index, name in enumerate(columns) if name == "due"]
    if len(dues) > 1:
        plain = [i for i in dues if plain_label(header[i]) not in ("date", "timeline", "term")]
        for index in dues:
            if plain and index not in plain:
                columns[index] = None
    return tuple(columns)


_PLAIN: frozenset[Name | None] = frozenset({"title", "owner", "status", "ref", "link"})
"""Headers that leave no doubt, so that their cells need no look."""


def _judge(
    columns: list[Name | None],
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    people: Collection[str],
    codes: Collection[str],
) -> None:
    """Give the columns whose header says nothing, or may say two things, what their cells say."""
    guessed: dict[int, Name] = {}
    for index, name in enumerate(columns):
        if name in _PLAIN or (name in ("due", "priority") and plain_label(header[index]) not in _AMBIGUOUS):
            continue
        cells = [row[index] for row in rows if index < len(row)]
        if codes and any(cells) and all(cell.lower() in codes for cell in cells if cell):
            found: Name | None = "status"
        else:
            found = guess(cells, people, initials=plain_label(header[index]) == "by")
        if name is None and found is None and sum(len(label_starts(c, 0, len(c))) > 1 for c in cells) * 2 > len(cells):
            columns[index] = "note"
        if name == "priority" and found is None and sum(len(cell.split()) for cell in cells) > 4 * len(cells):
            columns[index] = None
        if found is None or found == name:
            continue
        if name in ("due", "priority", "status") and found not in ("owner", "due"):
            continue
        others = [other for at, other in enumerate(columns) if at not in guessed]
        if found not in others and found not in guessed.values():
            guessed[index] = found
    named = set(columns) - {None, "ref", "link", "note", "ignored"}
    if not named and not ({"due", "status"} & set(guessed.values()) and len(guessed) > 1):
        return
    for index, found in guessed.items():
        columns[index] = found


_AMBIGUOUS = frozenset(
    "by target date term latest when expected data impact risk rating rank p severity finish horizon sprint on".split()
)
"""Headers of dues and priorities that may as well be something else."""


_NO_WORK = frozenset(
    """
    event events meeting meetings metric metrics observation observations term definition contact phone email mail role office
    """.split()
)
"""Headers of what is no work, so that the table is one of something else."""


def _is_signed(header: Sequence[str], titles: Sequence[int]) -> bool:
    """True for a sheet that people sign: it names nobody's work."""
    words = [plain_label(text) for text in header]
    if any(_SIGNED.match(text) for text in words):
        return all(words[index] in _WHO_SIGNS for index in titles)
    return bool(titles) and all(words[index] in _WHO_SIGNS for index in titles) and not _APPROVED.isdisjoint(words)


_SIGNED = lazy(
    r"(?:concur|concurs|concurrence|signed|signature|initials|sign off|vote|unterschrift|firma|assinatura)\b"
)
_APPROVED = frozenset(["approved", "approval", "agrees", "agreed", "accepted", "present", "attended", "acknowledged"])
_WHO_SIGNS = frozenset(["name", "title"])
"""What the people are called there, which elsewhere is what the work is called."""


def _title_rank(header: str) -> int:
    words = plain_label(header)
    if words in TITLE_ORDER:
        return TITLE_ORDER.index(words)
    return 10 if "action" in words else len(TITLE_ORDER)


def read_pandoc(table: LineTable, people: Collection[str] = ()) -> ActionTable | None:
    """The action items' table that this pandoc table is."""
    header = [cell.text for cell in table.header]
    if not header:
        return None
    columns = read_columns(header, [[cell.text for cell in row] for row in table.rows], people)
    if columns is None:
        return None
    rows = []
    for row in table.rows:
        cells: dict[Name, list[TableCell]] = {}
        for cell, name in zip(row, columns, strict=False):
            if name is None:
                continue
            block = inline_block(cell.text, cell.width.line)
            cells.setdefault(name, []).append(_pandoc_cell(cell, block))
        rows.append(TableRow(row[0].width.line, cells))
    return ActionTable(columns, tuple(rows))


def _pandoc_cell(cell: LineCell, block: Block) -> TableCell:
    rows: list[Row] = []
    at = 0
    for part in cell.parts:
        rows.append(Row(at, part.line, part.start))
        at += part.end - part.start + 1
    marked = Marked(block.text, block.pieces, cell.text, rows=rows or [Row(0, cell.width.line, cell.width.start + 1)])
    if len(cell.parts) > 1:
        return TableCell(marked, None)
    if cell.parts:
        line, start, end = cell.parts[0]
        if marked.id_comment is not None:  # behind the last column, where the title has no room for it
            end = start + len(cell.text[: cell.text.index("<!--")].rstrip())
        return TableCell(marked, Span(line, start, end))
    column = min(cell.width.start + 1, cell.width.end)
    return TableCell(marked, Span(cell.width.line, column, column))


def read_html(table: HtmlTable, people: Collection[str] = ()) -> ActionTable | None:
    """The action items' table that this HTML table is."""
    (_, header), *body = table.rows
    if not body or not any(cell.text for cell in header):
        return None
    columns = read_columns([cell.text for cell in header], [[cell.text for cell in cells] for _, cells in body], people)
    if columns is None:
        return None
    rows = []
    for line, row in body:
        cells: dict[Name, list[TableCell]] = {}
        for index, (cell, name) in enumerate(zip(row, columns, strict=False)):
            if name is None or (index and cell is row[index - 1]):
                continue
            cells.setdefault(name, []).append(TableCell(cell.marked, cell.span))
        rows.append(TableRow(line, cells))
    return ActionTable(columns, tuple(rows))
