"""CSV, TSV and rows of JSON as a timeline: which column is the time, which says what happened, whatever their names.

Columns are judged by what stands in them first, by their names second: exports name them in many ways and languages.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pmflow.document.days import find_days
from pmflow.document.import_times import Draft, Times, When
from pmflow.document.zones import find_zone, zone_of
from pmflow.errors import DocumentError

_TIME_NAMES = """
    time timestamp datetime when at ts date/time clock uhrzeit zeit zeitpunkt zeitstempel heure hora ora tijd @timestamp
    eventtime event_time created created_at occurred occurred_at start started start_time from
"""
_ALSO_OTHERWISE = frozenset("from at when start started".split())
"""Words for a time that head other columns as well (a sender, a place): there the cells decide alone."""
_END_NAMES = "end ended end_time until to finish finished bis ende fin"
_TEXT_NAMES = """
    event what text message msg description what_happened details detail note notes entry action activity comment body
    summary log content title ereignis beschreibung nachricht evenement événement évènement evento descripcion
    descripción descrição mensaje mensagem messaggio descrizione omschrijving gebeurtenis was
"""
_WHO_NAMES = """
    who user author by name actor person username sender from_user posted_by reporter owner source wer autor auteur
    quien quién quem chi wie
"""
_ZONE_NAMES = "zone timezone time_zone tz utc_offset offset zeitzone fuseau"
_TIME, _END, _TEXT, _WHO, _ZONE = (
    frozenset(names.split()) for names in (_TIME_NAMES, _END_NAMES, _TEXT_NAMES, _WHO_NAMES, _ZONE_NAMES)
)
_NOTHING = frozenset("- – — ? n/a na none null nan".split())
"""What exports write into a cell that is empty."""
_SAMPLE = 60


@dataclass(frozen=True)
class Table:
    """Rows of equal meaning. `lines` are the 1-based lines in the file, 0 where it has none to tell."""

    header: list[str]
    rows: list[list[str]]
    lines: list[int]


@dataclass(frozen=True)
class Columns:
    """Which column is what, by number."""

    time: int | None
    day: int | None
    end: int | None
    zone: int | None
    who: int | None
    texts: list[int]


def split_table(text: str, *, sure: bool) -> Table | None:
    """The rows of a CSV or TSV, None where the text is none. `sure` where its name says that it is one.

    Raises `csv.Error` for quoting that cannot be read.
    """
    skip = 0
    delimiters = [",", ";", "\t", "|"]
    if (stated := re.match(r"sep=(.)\n", text)) is not None:  # spreadsheets write this
        delimiters, skip = [stated[1]], 1
        text = text[stated.end() :]
    best: tuple[float, int, str] = (0.0, 0, "")
    sample = text[:20_000]
    for delimiter in delimiters:
        rows = [
            row
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True)
            if any(row)
        ]
        rows = rows[:_SAMPLE]
        if not rows or len(rows[0]) < 2:
            continue
        even = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
        best = max(best, (even, len(rows[0]), delimiter))
    even, _, delimiter = best
    if not delimiter or (not sure and even < 0.7):
        return None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    rows, lines, before = [], [], skip
    for row in reader:
        if any(cell.strip() for cell in row):
            rows.append([" ".join(cell.split()) for cell in row])
            lines.append(before + 1)
        before = skip + reader.line_num
    first = rows[0]
    headed = not any(_is_time(cell) or _is_day(cell) for cell in first)
    if not sure and not headed and delimiter == ",":
        return None  # 10:12:33,123 INFO … is a line of a log
    if not sure and headed and not any(_key(cell) in _TIME or find_days(cell) for cell in first) and delimiter != "\t":
        return None
    if headed:
        return Table(first, rows[1:], lines[1:])
    return Table(["" for _ in first], rows, lines)


def read_table(table: Table, times: Times) -> list[Draft]:
    """One draft for each row; where its time is empty, an entry without one.

    Raises `DocumentError` with the line where the header says which column is the time and a cell there is none. Without
    a header nobody knows, and such a row joins the one before.
    """
    columns = find_columns(table)
    if columns.time is None and columns.day is None:
        return []
    for column in (columns.time, columns.day):
        if column is not None and times.stated is None:
            zone = find_zone(table.header[column].replace("_", " "))
            times.stated = zone if zone and zone_of(zone) else None
    drafts: list[Draft] = []
    for row, line in zip(table.rows, table.lines, strict=True):
        when = _when(row, columns, times)
        written = " ".join(
            cell for at in (columns.day, columns.time) if (cell := _cell(row, at)).lower() not in {"", *_NOTHING}
        )
        if when is None and written and any(table.header):
            place = "" if line else f"row {len(drafts) + 1}: "
            raise DocumentError(
                f"{place}the time “{written[:40]}” cannot be read; write it like 2026-03-10 10:12Z, or leave it empty",
                line=line or None,
            )
        words = " - ".join(cell for at in columns.texts if (cell := _cell(row, at)))
        who = _cell(row, columns.who)
        text = f"{who}: {words}" if who and words else words or who
        if when is None and written and drafts:
            drafts[-1].lines.append(text)
        elif when is not None or text:
            drafts.append(Draft(when, [text], line))
    return drafts


def find_columns(table: Table) -> Columns:
    """What each column is."""
    names = [_key(cell) for cell in table.header]
    width = len(names)
    cells = [[cell for row in table.rows[:_SAMPLE] if (cell := _cell(row, at))] for at in range(width)]
    timed = [at for at in range(width) if _mostly(cells[at], _is_time)]
    if not timed:  # by name, so that a cell that is no time is said and not passed over
        named = (at for at in range(width) if names[at] in _TIME - _ALSO_OTHERWISE and not _mostly(cells[at], _is_day))
        timed = [at for at in named if cells[at]][:1]
    days = [at for at in range(width) if at not in timed and _mostly(cells[at], _is_day)]
    end = next((at for at in timed if names[at] in _END), None)
    starts = [at for at in timed if at != end] or timed
    time = min(starts, key=lambda at: (not _names(names[at], _TIME), at), default=None)
    day = days[0] if days else None
    zone = next((at for at in range(width) if names[at] in _ZONE and at not in (time, day, end)), None)
    who = next((at for at in range(width) if names[at] in _WHO and at not in (time, day, end, zone)), None)
    left = [at for at in range(width) if at not in (*timed, *days, zone, who)]
    texts = [at for at in left if names[at] in _TEXT]
    if not texts and left:
        texts = [max(left, key=lambda at: sum(map(len, cells[at])) / (len(cells[at]) or 1))]
    return Columns(time, day, end, zone, who, texts)


def _when(row: list[str], columns: Columns, times: Times) -> When | None:
    clock, day = _cell(row, columns.time), _cell(row, columns.day)
    raw = " ".join(part for part in (day, clock) if part)
    zone = _cell(row, columns.zone)
    if not clock and day:  # a day is no time: the time of that row is not known
        found = find_days(day, order=times.order, near=times.day)
        return When(raw, 0) if found else None
    if not clock:
        return None
    when = times.read(f"{raw} {zone}" if zone and zone_of(zone) else raw)
    if when is None:
        return None
    until = when.until
    if (last := _cell(row, columns.end)) and when.at is not None:
        end = Times(when.at.date(), when.at.tzinfo, times.order).read(last)
        until = end.at if end is not None and end.at is not None and end.at >= when.at else until
    return When(raw, 0, when.at, until, when.local, when.approximate)


def _key(header: str) -> str:
    words = re.sub(r"[(\[].*?[)\]]", " ", header.lower()).replace("-", " ")
    return "_".join(words.split())


def _names(key: str, words: frozenset[str]) -> bool:
    return key in words or any(part in words for part in key.split("_"))


def _cell(row: list[str], at: int | None) -> str:
    return row[at] if at is not None and at < len(row) else ""


def _mostly(cells: Sequence[str], test: object) -> bool:
    assert callable(test)
    return bool(cells) and sum(bool(test(cell)) for cell in cells) * 5 >= len(cells) * 4


def _is_time(cell: str) -> bool:
    """Nothing but a time, with or without its day."""
    if not cell or len(cell) > 60 or not any(c.isdigit() for c in cell):
        return False
    when = Times(dt.date(2000, 1, 1)).read(cell)
    return when is not None and not when.before and not any(c.isalnum() for c in cell[when.end :])


def _is_day(cell: str) -> bool:
    if not cell or len(cell) > 40 or not any(c.isdigit() for c in cell):
        return False
    found = find_days(cell)
    return len(found) == 1 and not any(c.isalnum() for c in cell.replace(found[0].raw, ""))
