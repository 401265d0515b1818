"""The journal as a file: one sealed entry on a line, only ever added to.

Damage is never a crash. The readable entries are used and a sentence says what is wrong; `audit verify` then finds the
gap in the chain. A last line that a crash cut short is no damage to what was acknowledged: the next write moves it into
`<name>.torn-<n>`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pmflow.adapters import local_files
from pmflow.errors import TrackerMisunderstood
from pmflow.journal import Entry, from_line, seal, to_line

_BEGUN = re.compile(rb'\{\s*(?:"|$)')
"""How an entry begins."""


@dataclass(frozen=True, slots=True)
class JournalFile:
    """What a journal file holds."""

    entries: tuple[Entry, ...] = ()
    troubles: tuple[str, ...] = ()
    torn_at: int | None = None
    """Offset at which the torn last line begins."""
    ends_open: bool = False
    """The last line is whole, but its line end is missing."""
    foreign: bool = False
    """There are lines, and none of them is an entry or the beginning of one: it is somebody else's file."""


def read_journal(path: Path) -> JournalFile:
    """The readable entries of a journal and what is wrong with the rest; empty where there is no file.

    Raises `TrackerRefused` for a symbolic link: it may lead anywhere, and the journal is written to.
    """
    local_files.refuse_unless_file(path, "journal")
    data = local_files.read_if_there(path)
    entries: list[Entry] = []
    troubles: list[str] = []
    at = 0
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        whole = line.endswith((b"\n", b"\r"))
        try:
            if line.strip():
                entries.append(from_line(line.decode(), place=f"{path}:{number}"))
        except UnicodeDecodeError:
            problem = f"{path}:{number}: this line is not UTF-8; restore the file from version control"
        except TrackerMisunderstood as error:
            problem = str(error)
        else:
            at += len(line)
            continue
        if whole:
            troubles.append(problem)
            at += len(line)
        else:
            moved = f"the next write moves it to {path.name}.torn-1 (or the next free number)"
            troubles.append(
                f"{path}:{number}: the last line was cut short by a crash; nothing that was finished is lost, and {moved}"
                if _cut_short(line)
                else f"{path}:{number}: the last line is no journal entry; look whose it is, {moved}"
            )
            foreign = not entries and not (len(troubles) == 1 and _cut_short(line))
            return JournalFile(tuple(entries), tuple(troubles), at, foreign=foreign)
    ends_open = bool(data) and not data.endswith((b"\n", b"\r"))
    return JournalFile(tuple(entries), tuple(troubles), None, ends_open, foreign=bool(troubles) and not entries)


def _cut_short(line: bytes) -> bool:
    """Whether it is the beginning of an object, and not a whole one."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return _BEGUN.match(line) is not None
    return False


def append_entries(path: Path, entries: Sequence[Entry], *, secret: bytes | None) -> None:
    """Seal each entry on the one before it and add them, durably; not those whose keys are there. Under the lock only.

    Raises `TrackerMisunderstood` for a file with lines of which none is an entry.
    """
    there = read_journal(path)
    if there.foreign:
        raise TrackerMisunderstood(
            f"{path}: none of its lines is a journal entry, so nothing is added; look whose file it is and move it away, or "
            "restore the journal from version control"
        )
    known = {old.key for old in there.entries}
    last = there.entries[-1] if there.entries else None
    lines: list[str] = []
    for entry in entries:
        if entry.key not in known:
            last = seal(entry, last, secret=secret)
            lines.append(f"{to_line(last)}\n")
            known.add(entry.key)
    if not lines:
        return
    if there.torn_at is not None:
        local_files.cut(path, there.torn_at)
    local_files.append(path, (("\n" if there.ends_open else "") + "".join(lines)).encode())
