"""Rows of tables as drafts: of Markdown, of lines, of HTML; rows that are titles for those below them; ditto marks."""

from __future__ import annotations

from pmflow.document.blocks import Block
from pmflow.document.html_tables import read_html_entries, read_html_table
from pmflow.document.item_draft import Draft
from pmflow.document.item_groups import read_group
from pmflow.document.item_guess import DITTO
from pmflow.document.item_labels import Name, label_starts
from pmflow.document.item_shapes import NOTHING
from pmflow.document.item_tables import ActionTable, TableRow, read_html, read_pandoc
from pmflow.document.item_walk import Walk
from pmflow.document.pandoc_tables import read_line_table
from pmflow.document.table_cells import TableCell

_REPEATED: tuple[Name, ...] = ("owner", "due", "priority", "status")


def read_html_block(walk: Walk, block: Block) -> None:
    """A table or a list that is written in HTML."""
    if walk.group.aside:
        return
    lower = block.source.lower()
    if "<table" in lower:
        first = block.line + lower[: lower.index("<table")].count("\n")
        table = read_html_table(walk.source.plain_lines, first) if walk.closed_tables else None
        walk.closed_tables = table is not None
        if table is not None:
            walk.until = max(block.end_line, table.end_line)
            if (found := read_html(table, walk.people)) is not None:
                read_rows(walk, found)
    elif "<li" in lower:
        for line, marked in read_html_entries(walk.source.plain_lines, block.line, block.end_line):
            if not NOTHING.match(marked.text):
                walk.add(Draft(marked, line, walk.group))


def read_table_of_lines(walk: Walk, line: int) -> bool:
    """A table drawn with lines (Pandoc's, Emacs') that begins there; False where there is none."""
    table = read_line_table(walk.source.plain_lines, line)
    if table is None:
        return False
    walk.until = table.end_line
    found = read_pandoc(table, walk.people)
    if found is not None and not walk.group.aside:
        read_rows(walk, found)
    return True


def read_rows(walk: Walk, table: ActionTable) -> None:
    """Each row with a title is an item; a row of one filled cell is a title for those below it."""
    taken = frozenset(name for name in table.columns if name is not None)
    depth = len(walk.groups)
    above: dict[Name, str] = {}
    repeats = bool(walk.words.inherits) or any(
        cell.text.lower() in DITTO
        for row in table.rows
        for cells in row.cells.values()
        for cell in cells
        if len(cell.text) < 16
    )
    for row in table.rows:
        cells = row.cells.get("title")
        if (label := _row_label(row)) is not None and len(table.columns) > 1:
            group = read_group(label.text, walk.people)
            if group.says_something or all(piece.strong for piece in label.marked.pieces if piece.text.strip()):
                walk.note_label(group)
                del walk.groups[depth:]
                walk.groups.append((30, group.within(walk.group)))
                continue
        if not cells or not cells[0].text or NOTHING.match(cells[0].text):
            continue
        draft = Draft(cells[0].marked, row.line, walk.group, cells=row.cells, table=table, taken=taken)
        if repeats:
            _note_repeats(walk, draft, above)
        if not taken & {"owner", "due"}:
            notes = row.cells.get("note", ())
            draft.details = tuple([c.marked for c in notes if len(label_starts(c.text, 0, len(c.text))) > 1])
        walk.add(draft)
    del walk.groups[depth:]


def _note_repeats(walk: Walk, draft: Draft, above: dict[Name, str]) -> None:
    """Note what the row above says for the cells that are ditto marks, or blank where blanks mean that."""
    for name in _REPEATED:
        cells = draft.cells.get(name)
        if not cells:
            continue
        text = next((cell.text for cell in cells if cell.text), "")
        if text.lower() in DITTO or (not text and name in walk.words.inherits):
            if name in above:
                draft.above = {**draft.above, name: above[name]}
        else:
            above[name] = text


def _row_label(row: TableRow) -> TableCell | None:
    """The only cell of a row that has words: a title for the rows below."""
    filled = [cell for cells in row.cells.values() for cell in cells if cell.text]
    return filled[0] if len(filled) == 1 else None
