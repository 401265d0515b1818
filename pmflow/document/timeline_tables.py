"""Timelines in tables: which column holds the time, the date, the end and the words, whatever they are called.

The figures decide, the names only help: a column of clock times is the time column, unless its name says that it holds
durations. A table of measures ("TTD | 00:20") is none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pmflow.document.blocks import Block
from pmflow.document.clocks import FoundClock
from pmflow.document.day_counts import day_count
from pmflow.document.days import FoundDay, find_days
from pmflow.document.days_of_month import day_of_month
from pmflow.document.monthnames import WEEKDAYS
from pmflow.document.timeline_rows import ANY_DIGIT, DayMark, Gathered, Row, clock_of, mark_of, raw_of, row_of
from pmflow.document.zones import find_zone, zone_of
from pmflow.patterns import lazy

CELL_GAP = lazy(r"\s{2,}|\t+")
GRID_RULE = lazy(r"\s*\+[-=+:]{3,}\+?\s*$")
_PIPE_RULE = lazy(r"\s*\|?[\s:|-]*-{2,}[\s:|-]*$")
_UNTIMED_CELL = lazy(r"[\s\-–—?.…]*(?:n/?a|unknown|unclear|tbc|tbd|\?+)?[\s\-–—?.…]*", re.I)
_TIME_HEAD = lazy(
    r"\b(?:time|timestamp|when|at|actual|start(?:ed)?|begin|from|hour|clock|utc|gmt|zeit|uhrzeit|zeitpunkt"
    r"|beginn|heure|début|hora|início"
    r"|inicio|ora|orario|tijd|tijdstip|horário|t|hh:mm)\b|時刻|時間",
    re.I,
)
_END_HEAD = lazy(r"\b(?:end(?:ed)?|until|to|till|finish(?:ed)?|stop|bis|ende|fin|hasta|fim|até|fine|eind|tot)\b", re.I)
_DATE_HEAD = lazy(r"\b(?:date|day|datum|tag|jour|fecha|día|data|dia|giorno|dag)\b|日付", re.I)
_LENGTH_HEAD = lazy(
    r"\b(?:duration|elapsed|delta|took|length|latency|dauer|durée|duración|duração|durata|duur|lag|since)\b|Δ", re.I
)
_MEASURE = lazy(
    r"\b(?:M?TT[A-Z]{1,2}|time to|duration|downtime|elapsed|total (?:time|duration|impact)|dauer|durée)\b", re.I
)
_TEXT_HEAD = lazy(
    r"\b(?:events?|what|description|details?|happened|actions?|entry|activity|step|message|summary|update"
    r"|ereignis|beschreibung|was|événement|evenement|descripción|evento|descrição|acontecimento|descrizione"
    r"|gebeurtenis|wat|qué|quoi)\b",
    re.I,
)
_NOTE_HEAD = lazy(r"\b(?:notes?|observations?|comments?|remarks?|bemerkung|notiz|nota|remarque|opmerking)\b", re.I)


_FIRST_CELLS = 2


def gather_table(block: Block, got: Gathered) -> None:
    header = [cell.text.strip() for cell in block.header]
    rows = [([cell.text.strip() for cell in row.children], row.line) for row in block.rows]
    if any(_clock_cell(cell, got) is not None for cell in header[:_FIRST_CELLS]):
        rows.insert(0, (header, block.line))  # a table whose first entry was put where the header belongs
        header = ["" for _ in header]
    _gather_cells(header, rows, got)


def gather_grid(lines: list[tuple[str, int]], got: Gathered) -> None:
    """A table drawn with `|` that Markdown does not know (a grid, or one without its second line)."""
    grid = any(GRID_RULE.match(line) for line, _ in lines)
    rows: list[tuple[list[str], int]] = []
    fresh = True
    for line, number in lines:
        if GRID_RULE.match(line) or _PIPE_RULE.fullmatch(line):
            fresh = True
            continue
        if line.count("|") < 1:
            continue
        cells = [cell.strip(" *`") for cell in line.strip().strip("|").split("|")]
        if grid and not fresh and rows:
            last = rows[-1][0]
            for i, cell in enumerate(cells[: len(last)]):
                last[i] = f"{last[i]} {cell}".strip()
        else:
            rows.append((cells, number))
        fresh = not grid
    if not rows:
        return
    header: list[str] = []
    if not any(_clock_cell(cell, got) for cell in rows[0][0]):
        header, rows = rows[0][0], rows[1:]
    _gather_cells(header, rows, got)


def row_of_cells(cells: list[str], line: int, got: Gathered) -> Row | None:
    """A line of a table drawn with spaces, whose time is not in the first column."""
    for column, cell in enumerate(cells[:3]):
        if (clock := _clock_cell(cell, got)) is not None:
            rest = [c for i, c in enumerate(cells) if i != column]
            return Row(max(rest, key=len), line, clock, clock.day, raw_of(clock), clock.zone, got.place)
    return None


def _gather_cells(header: list[str], rows: list[tuple[list[str], int]], got: Gathered) -> None:
    width = max((len(cells) for cells, _ in rows), default=0)
    header = header + [""] * (width - len(header))
    clocks: list[list[FoundClock | None]] = []
    days: list[list[FoundDay | None]] = []
    compact = got.compact
    measures = [any(_MEASURE.search(cell) and len(cell) < 40 for cell in cells) for cells, _ in rows]
    for column in range(width):
        texts = [cells[column] if column < len(cells) else "" for cells, _ in rows]
        if (
            not compact
            and texts
            and sum(bool(re.fullmatch(r"~?[0-2]\d[0-5]\d", t)) for t in texts) >= max(2, len(texts) // 2)
            and _TIME_HEAD.search(header[column])
        ):
            got = replace(got, compact=True)
        clocks.append([None if measures[i] else _clock_cell(text, got) for i, text in enumerate(texts)])
        got = replace(got, compact=compact) if got.compact != compact else got
        days.append([_day_cell(text, got) for text in texts])
    figures = [sum(c is not None for c in column) for column in clocks]
    usable = [n if not _LENGTH_HEAD.search(header[i]) else 0 for i, n in enumerate(figures)]
    if not any(usable):
        _gather_day_table(header, rows, days, got)
        return
    named = [i for i, n in enumerate(usable) if n and _TIME_HEAD.search(header[i]) and not _END_HEAD.search(header[i])]
    best = max(usable)
    named.sort(key=lambda i: (re.search(r"\b(?:actual|real)\b", header[i], re.I) is None, i))
    time_column = next((i for i in named if usable[i] * 2 >= best), None)
    if time_column is None:
        time_column = next(i for i, n in enumerate(usable) if n * 2 > best)
    if usable[time_column] < 2 and len(rows) > 4 and usable[time_column] * 4 < len(rows):
        return  # one time somewhere in a table of something else
    day_figures = [sum(d is not None for d in column) if i != time_column else 0 for i, column in enumerate(days)]
    day_column = next(
        (
            i
            for i, n in enumerate(day_figures)
            if n and (_DATE_HEAD.search(header[i]) or i < time_column) and not _text_like(i, rows)
        ),
        None,
    )
    end_column = next(
        (
            i
            for i, n in enumerate(usable)
            if i != time_column and n * 2 >= usable[time_column] and _END_HEAD.search(header[i])
        ),
        None,
    )
    second_zone = [
        i for i, n in enumerate(usable) if i not in (time_column, end_column) and n * 2 >= usable[time_column]
    ]
    weekday_column = _weekday_column(header, rows, time_column) if day_column is None else None
    taken = {time_column, day_column, end_column, weekday_column, *second_zone}
    text_column = _text_column(header, rows, taken)
    column_zone = find_zone(header[time_column]) or _bare_zone(header[time_column])
    got.columned = got.columned or column_zone is not None
    got.enter()
    for number, (cells, line) in enumerate(rows):
        clock = clocks[time_column][number]
        text = cells[text_column] if text_column is not None and text_column < len(cells) else ""
        day = days[day_column][number] if day_column is not None else None
        if day is not None and clock is None and not text:
            got.rows.append(DayMark(day, line=line))
            continue
        if clock is None:
            filled = [c for c in cells if c]
            if len(filled) == 1 and (mark := mark_of(filled[0], line, got, whole=True)) is not None:
                got.rows.append(mark)
                continue
            own = _day_cell(cells[time_column], got) if time_column < len(cells) else None
            if own is not None:
                got.rows.append(Row(text, line, None, own, own.raw, None, got.place))
            elif day is not None and text and not (cells[time_column] if time_column < len(cells) else ""):
                got.rows.append(Row(text, line, None, day, day.raw, None, got.place))
            elif text:
                label = cells[time_column] if time_column < len(cells) else ""
                raw = label if label and not _UNTIMED_CELL.fullmatch(label) and len(label) < 40 else None
                got.rows.append(Row(text, line, None, None, raw, None, got.place))
            continue
        if end_column is not None and (end := clocks[end_column][number]) is not None and clock.until is None:
            clock = replace(clock, until=end)
        row = (
            row_of(clock, cells[time_column], line, got)
            if clock.elapsed == 0
            else Row("", line, clock, None, raw_of(clock))
        )
        if weekday_column is not None and weekday_column < len(cells):
            said = WEEKDAYS.get(cells[weekday_column].strip(" .*").lower())
            row.clock = replace(clock, weekday=clock.weekday if said is None else said)
        row.text, row.place = text, got.place
        row.day = row.day or clock.day or day
        row.zone = row.zone or clock.zone or column_zone
        got.rows.append(row)


def _clock_cell(text: str, got: Gathered) -> FoundClock | None:
    """The time of a cell that holds a time and little else."""
    if len(text) > 70:
        return None
    clock = clock_of(text, got)
    if clock is None:
        return None
    left = re.sub(r"\([^)]*\)", "", text[clock.end :]).strip(" .,;:)]*-–—")
    return clock if len(left) <= 14 else None


def _day_cell(text: str, got: Gathered) -> FoundDay | None:
    if got.counted and (counted := day_count(text, got.base or got.near)) is not None:
        return counted if not text[counted.end :].strip(" *_`.)]") else None
    if not text or len(text) > 40 or not ANY_DIGIT.search(text):
        return None
    found = find_days(text, order=got.order, near=got.base or got.near)
    if not found:
        numbered = day_of_month(text.strip(), 0, got.base or got.near)
        return numbered if numbered is not None and numbered.end == len(text.strip()) else None
    return found[0] if len(text) - (found[0].end - found[0].start) <= 12 else None


def _weekday_column(header: list[str], rows: list[tuple[list[str], int]], time_column: int) -> int | None:
    """The column that names weekdays and nothing else ("Tue", "Wed", "")."""
    for column in range(len(header)):
        said = [cells[column].strip(" .*").lower() for cells, _ in rows if column < len(cells)]
        if column != time_column and any(said) and all(not word or word in WEEKDAYS for word in said):
            return column
    return None


_HEAD_WORDS = lazy(
    r"\b(?:times?|when|clock|hours?|local|wall|at|in|of|on|the|as|hh:mm(?::ss)?|start(?:ed)?|began|from|date|day|and|zeit|uhrzeit"
    r"|wann|heure|quand|hora|cuando|quando|ora|orario|tijd|tijdstip|wanneer|klokkeslett?|klockan|kl|tid|aika|czas|čas|saat|jam|waktu)\b"
    r"|[^\w\s/+'’.-]+",
    re.I,
)


def _bare_zone(header: str) -> str | None:
    """A column that is called "PT", "Berlin" or "When, Lagos" is a column of times there."""
    words = _HEAD_WORDS.sub(" ", header).strip(" .,-/'’")
    words = " ".join(words.split())
    return words if words and len(words) <= 20 and words[0].isupper() and zone_of(words) else None


def _text_like(column: int, rows: list[tuple[list[str], int]]) -> bool:
    lengths = [len(cells[column]) for cells, _ in rows if column < len(cells)]
    return bool(lengths) and sum(lengths) / len(lengths) > 40


def _text_column(header: list[str], rows: list[tuple[list[str], int]], taken: set[int | None]) -> int | None:
    free = [i for i in range(len(header)) if i not in taken]
    for pattern in (_TEXT_HEAD, _NOTE_HEAD):
        for i in free:
            if pattern.search(header[i]):
                return i
    lengths = {i: sum(len(cells[i]) for cells, _ in rows if i < len(cells)) for i in free}
    return max(free, key=lambda i: lengths[i], default=None)


def _gather_day_table(
    header: list[str], rows: list[tuple[list[str], int]], days: list[list[FoundDay | None]], got: Gathered
) -> None:
    """A table of days without times: entries by date, if its first columns are dates and it reads like a timeline."""
    for column, found in enumerate(days[:2]):
        if sum(d is not None for d in found) * 2 > len(found) and not re.search(
            r"\bdue\b|deadline|owner", " ".join(header), re.I
        ):
            text_column = _text_column(header, rows, {column})
            got.enter()
            for (cells, line), day in zip(rows, found, strict=True):
                text = cells[text_column] if text_column is not None and text_column < len(cells) else ""
                if text or day:
                    got.rows.append(Row(text, line, None, day, day.raw if day else None, None, got.place))
            return
