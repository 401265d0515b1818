"""`--fix`: the safe fixes of the findings, made in the file."""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmflow.cli.session import Session
    from pmflow.document.source import Edit, Source
    from pmflow.model import Finding

PATIENCE = 10.0
"""Seconds to wait for another writer, as the local tracker does."""


def safe_edits(findings: Iterable[Finding]) -> list[Edit]:
    """The safe fixes of the findings, from top to bottom. Of two on the same words the first is made."""
    from pmflow.document.source import Edit, Span

    edits: list[Edit] = []
    for edit in sorted(
        Edit(Span(finding.line, finding.column - 1, (finding.end_column or finding.column) - 1), finding.fix)
        for finding in findings
        if finding.fix is not None and finding.end_line in (None, finding.line)
    ):
        if not edits or edits[-1].span.line < edit.span.line or edits[-1].span.end <= edit.span.start:
            edits.append(edit)
    return edits


def before_edits(finding: Finding, edits: Iterable[Edit]) -> Finding:
    """A finding in the edited text with its columns in the text as it was; an edit stays on its line. What stands on new
    words gets the place of those that they replace."""
    first = _column_before(finding.line, finding.column, edits)
    if finding.end_column is None:
        return finding.model_copy(update={"column": first})
    last = _column_before(finding.end_line or finding.line, finding.end_column, edits, behind=True)
    return finding.model_copy(update={"column": first, "end_column": last})


def _column_before(line: int, column: int, edits: Iterable[Edit], *, behind: bool = False) -> int:
    """Where a column (1-based) was before the edits on its line; `behind`: it is the one behind a finding."""
    grown = 0
    for edit in edits:
        if edit.span.line != line:
            continue
        start = edit.span.start + 1 + grown
        if column < start + behind:
            break
        if column < start + len(edit.text) + behind:
            return (edit.span.end if behind else edit.span.start) + 1
        grown += len(edit.text) - (edit.span.end - edit.span.start)
    return column - grown


def write_fixed(path: Path, before: Source, after: Source, root: Path) -> None:
    """Put the fixed text in the file's place, if that still holds the text that was fixed; `root` is the tracker's folder.

    Under the lock, at one stroke, and through links as the local tracker does. Raises `TrackerError` where it cannot be
    written, or was changed meanwhile; it is as it was, then.
    """
    from pmflow.adapters import local_files
    from pmflow.errors import TrackerConflict

    real = local_files.really(Path(os.path.abspath(path)), Path(os.path.realpath(root)))  # noqa: PTH100 (links stay)
    with local_files.locked(local_files.lock_folder(real), seconds=PATIENCE) as outermost:
        if outermost:
            local_files.remove_leftovers(real.parent)
        if local_files.read(path) != before.encoded:
            raise TrackerConflict("was changed by somebody else meanwhile, nothing was written; run it again")
        local_files.replace(path, after.encoded)


def diff_lines(name: str, before: Source, after: Source) -> Iterator[str]:
    """What a fix changes, as `diff -U1` shows it; line ends are left out."""
    return unified_diff(before.plain_lines, after.plain_lines, name, name, n=1, lineterm="")


def refuse_unless_files(session: Session, arguments: Iterable[str]) -> None:
    """Raises `UsageError` for what `--fix` cannot write into, before anything is written."""
    from pmflow.cli.files import OPENED, is_file_argument, missing_file, shown_path
    from pmflow.errors import TrackerError, UsageError

    for argument in arguments:
        if argument == "-" or argument.startswith(OPENED):
            raise UsageError(f"--fix writes into files, and {_called(argument)} is none; name the document's file")
        if is_file_argument(argument) or missing_file(argument) is not None:
            continue
        try:
            place = shown_path(session.tracker.place(session.tracker.resolve(argument)))
        except TrackerError:
            continue  # there is no such post-mortem: that is said of it in its turn
        raise UsageError(
            f"--fix writes into files, and {argument} is a post-mortem of the tracker; name its file: {place}"
        )


def _called(argument: str) -> str:
    return "standard input" if argument == "-" else argument
