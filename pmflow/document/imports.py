"""A file from elsewhere as a timeline: a Slack export, CSV or TSV, rows of JSON, or lines of a log or chat.

Nothing is invented: a time without a zone or day stays as it was written, and a line of a log without a time belongs to
the entry before it. Entries come out in order of time, to the second.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from operator import itemgetter
from pathlib import PurePath
from typing import Any

from pmflow.document.days import guess_order
from pmflow.document.import_slack import read_slack, slack_messages
from pmflow.document.import_table import Table, read_table, split_table
from pmflow.document.import_times import Draft, Times
from pmflow.document.source import Source
from pmflow.errors import DocumentError
from pmflow.model import TimelineEntry

ACCEPTED = (
    "give a Slack export (JSON), a CSV or TSV with a column of times, or lines that begin with a time "
    "(2025-11-04T10:12:33Z, Nov  4 10:12:33, [10:12], epoch seconds)"
)


def read_timeline_file(
    data: bytes, *, name: str, day: dt.date | None = None, zone: dt.tzinfo | None = None
) -> tuple[TimelineEntry, ...]:
    """The entries in a file, in order of time.

    `day` is that of times without one, `zone` that of times for which the file states none; without them such times
    stay `raw` (with a day also `local`). A table's row without a time is an entry without one. Raises `DocumentError`
    with file and line for what cannot be read, is empty or has no times.
    """
    try:
        text = Source.of(data).plain
    except DocumentError as error:
        raise error.at(name) from None
    if not text.strip():
        raise DocumentError(f"is empty; {ACCEPTED}", path=name, line=1)
    times = Times(day, zone, guess_order(text[:200_000]))
    entries = _in_order(_entries(text, name, times))
    if not any(entry.raw for entry in entries):
        raise DocumentError(f"has no times in it; {ACCEPTED}", path=name, line=1)
    return entries


def _entries(text: str, name: str, times: Times) -> list[TimelineEntry]:
    suffix = PurePath(name).suffix.lower()
    if suffix in (".json", ".jsonl", ".ndjson") or text.lstrip()[0] in "[{":
        found = _json(text, name, times, sure=suffix == ".json")
        if found is not None:
            return found
    try:
        table = split_table(text, sure=suffix in (".csv", ".tsv"))
    except csv.Error as error:
        if suffix in (".csv", ".tsv"):
            raise DocumentError(f"cannot be read as CSV: {error}; check its quotes", path=name, line=1) from None
        table = None
    if table is not None and (drafts := _drafts(table, times, name)):
        return [draft.entry() for draft in drafts]
    return [draft.entry() for draft in _lines(text, times)]


def _json(text: str, name: str, times: Times, *, sure: bool) -> list[TimelineEntry] | None:
    """Slack's messages, or rows; None where the text is no JSON and need not be."""
    try:
        read = json.loads(text)
    except RecursionError:
        if not sure:
            return None
        raise DocumentError(f"is nested too deep to be read; {ACCEPTED}", path=name, line=1) from None
    except json.JSONDecodeError as error:
        rows = _json_lines(text)
        if rows is None and sure:
            said = error.msg[:1].lower() + error.msg[1:]
            raise DocumentError(
                f"is no valid JSON: {said}; export it again, or mend it", path=name, line=error.lineno
            ) from None
        read = rows
    except ValueError:  # Python does not turn thousands of digits into a number
        if not sure:
            return None
        raise DocumentError(f"has a number with thousands of digits; {ACCEPTED}", path=name, line=1) from None
    if read is None:
        return None
    if (messages := slack_messages(read)) is not None:
        return read_slack(messages)
    rows = _rows(read)
    if rows is None:
        raise DocumentError(f"is JSON, but no list of messages or rows; {ACCEPTED}", path=name, line=1)
    header = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[_cell(row.get(key)) for key in header] for row in rows]
    return [draft.entry() for draft in _drafts(Table(header, cells, [0] * len(cells)), times, name)]


def _drafts(table: Table, times: Times, name: str) -> list[Draft]:
    try:
        return read_table(table, times)
    except DocumentError as error:
        raise error.at(name) from None


def _json_lines(text: str) -> list[Mapping[str, Any]] | None:
    """One object a line, as structured logs are written; None for anything else."""
    rows: list[Mapping[str, Any]] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            return None
        if not isinstance(row, Mapping):
            return None
        rows.append(row)
    return rows


def _rows(read: object) -> list[Mapping[str, Any]] | None:
    """The first list of objects: the value itself, or the one under any key of it."""
    if isinstance(read, Mapping):
        lists = [value for value in read.values() if isinstance(value, list)]
        read = lists[0] if len(lists) == 1 else [read]
    if not isinstance(read, list):
        return None
    rows = [row for row in read if isinstance(row, Mapping)]
    return rows if rows and len(rows) == len(read) else None


def _cell(value: object) -> str:
    if value is None or isinstance(value, bool | list | dict):
        return ""
    return " ".join(str(value).split())


def _lines(text: str, times: Times) -> list[Draft]:
    """Lines that begin with a time, and those that belong to the line before."""
    drafts: list[Draft] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        when = times.read(line)
        if when is not None:
            drafts.append(Draft(when, [when.before.strip(), line[when.end :].strip()], number))
        elif times.take_note(line):
            continue
        elif drafts:
            drafts[-1].lines.append(line.strip())
        else:
            drafts.append(Draft(None, [line.strip()], number))
    return drafts


def _in_order(entries: Sequence[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """By time, where every time is known well enough to be compared; else as in the file."""
    timed = [entry for entry in entries if entry.raw]
    if all(entry.at for entry in timed) or all(entry.local for entry in timed):
        return sorted_by_time(entries)
    return tuple(entries)


def sorted_by_time(entries: Sequence[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """Instants by time; what has no time of its own, or no zone, stays behind the entry that it follows.

    Where none is an instant, local times are compared.
    """
    instants = any(entry.at for entry in entries)
    leading: list[TimelineEntry] = []
    groups: list[tuple[dt.datetime, list[TimelineEntry]]] = []
    for entry in entries:
        moment = entry.at if instants else entry.local
        if moment is not None:
            groups.append((moment, [entry]))
        else:
            (groups[-1][1] if groups else leading).append(entry)
    groups.sort(key=itemgetter(0))
    return (*leading, *(entry for _, group in groups for entry in group))
