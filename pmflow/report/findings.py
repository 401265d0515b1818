"""Findings as a person reads them: by file, with the line that they are about and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from pmflow.errors import DocumentError
from pmflow.model import Finding, Level
from pmflow.report.screen import count, marks, one_line, plain, say, writable

if TYPE_CHECKING:
    from rich.console import Console

    from pmflow.plan import Refusal

LEVEL_STYLES: dict[Level, str] = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "cyan"}
_CONTEXT = 24
"""Characters kept before the place, where a long line must be cut."""
_NARROW = 4
"""Characters looked at for each column there is room for: some have no width, but hardly more than this in a row."""
_Source = tuple[str, int]
"""A line as it is shown, and the blanks that it begins with."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file that was checked: what was found, or why it could not be read."""

    path: str
    findings: tuple[Finding, ...] = ()
    text: str | None = None
    """The document with `\\n` line ends; without it, no source lines are shown."""
    error: str | None = None
    """Why it could not be read, without the path."""
    exit_code: int = DocumentError.exit_code
    """What that means for the exit code: 4 for a document, 3 for a tracker."""
    refusals: tuple[Refusal, ...] = ()
    """Guards of a step that do not hold, where a step was asked about."""
    diff: tuple[str, ...] = ()
    """What a fix would change, where it was only asked what it would."""


def show_findings(console: Console, files: Sequence[CheckedFile], *, step: str | None = None) -> None:
    """Every finding as `path:line:col level rule message`, its source line with a caret, a suggestion; then a sum.

    With a `step`, its guards as well.
    """
    for file in files:
        if file.error is not None:
            say(console, (one_line(file.path), "bold"), ": ", ("error", "bold red"), " ", one_line(file.error), hang=2)
            console.print()
        lines = _sources(file.text) if file.text is not None and file.findings else []
        for finding in file.findings:
            _show(console, file.path, finding, lines)
        if file.findings:
            console.print()
        if step and file.error is None:
            _show_guards(console, file, step)
    say(console, *_sum(files))


def _sources(text: str) -> list[_Source]:
    """The lines, made ready once: a line may be long, and have many findings."""
    shown = [plain(line).rstrip() for line in text.split("\n")]
    return [(line, len(line) - len(line.lstrip())) for line in shown]


def _show(console: Console, path: str, finding: Finding, lines: list[_Source]) -> None:
    place = f"{one_line(path)}:{finding.line}:{finding.column}"
    head: list[str | tuple[str, str]] = [(place, "bold"), " ", (finding.severity.value, LEVEL_STYLES[finding.severity])]
    head += [" ", (finding.rule, "dim")]
    message = one_line(finding.message)
    length = cell_len(f"{place} {finding.severity.value} {finding.rule} {message}")
    if console.is_terminal and length > console.width:  # the message begins a line of its own rather than break early
        say(console, *head, hang=2)
        say(console, message, indent=4)
    else:
        say(console, *head, " ", message)
    if (excerpt := _excerpt(console, finding, lines)) is not None:
        source, caret = excerpt
        say(console, ("| ", "dim"), source, indent=4)
        say(console, ("| ", "dim"), Text(caret, LEVEL_STYLES[finding.severity]), indent=4)
    if finding.suggestion:
        say(console, ("better: ", "green"), one_line(finding.suggestion), indent=4, hang=8)


def _show_guards(console: Console, file: CheckedFile, step: str) -> None:
    from pmflow.report.plan import show_guards

    sign = marks(console)
    if not file.refusals:
        say(console, (f"{sign.yes} ", "green"), f"nothing stands in the way of {step}")
    else:
        say(console, (one_line(file.path), "bold"), f": {step} would be refused", hang=2)
        show_guards(console, file.refusals, sign.no, "bold red")
    console.print()


def _excerpt(console: Console, finding: Finding, lines: list[_Source]) -> tuple[str, str] | None:
    """The source line and the carets below it; None where the finding is about no place in a line."""
    if not 1 <= finding.line <= len(lines) or (finding.column == 1 and finding.end_column is None):
        return None
    line, lead = lines[finding.line - 1]
    if not line:
        return None
    begin = min(finding.column - 1, len(line) - 1)
    if finding.end_line not in (None, finding.line):
        end = len(line)
    else:
        end = finding.end_column - 1 if finding.end_column is not None else begin + 1
    end = max(begin + 1, min(end, len(line)))
    room = max(30, (console.width if console.is_terminal else 100) - 6)
    left = min(lead, begin)
    cut = marks(console).cut
    before = after = ""
    if not _fits(line, left, room):
        if begin - _CONTEXT > left:
            left, before = begin - _CONTEXT, cut
        if not _fits(line, left, room - cell_len(before)):
            after = cut
    source = line[left : left + room] if after else line[left:]  # no character is narrower than none
    while after and cell_len(before + source + after) > room:
        source = source[:-1]
    begin, end = begin - left, min(end - left, len(source))
    lead_in, place = writable(console, before + source[:begin]), writable(console, source[begin:end])
    return before + source + after, " " * cell_len(lead_in) + "^" * max(1, cell_len(place))


def _fits(line: str, begin: int, room: int) -> bool:
    """Whether a line from there on is no wider than that; no more of it is looked at than could be."""
    return len(line) - begin <= _NARROW * room and cell_len(line[begin:]) <= room


def _sum(files: Sequence[CheckedFile]) -> list[str | tuple[str, str]]:
    found = [finding.severity for file in files for finding in file.findings]
    unread = sum(file.error is not None for file in files)
    words: list[str | tuple[str, str]] = []
    for level, noun in ((Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.NOTE, "note")):
        if number := found.count(level):
            words += [", " if words else "", (count(number, noun), LEVEL_STYLES[level])]
    if not words:
        words.append(("no findings", "green"))
    words.append(f" in {count(len(files) - unread, 'file')}")
    if unread:
        words += ["; ", (f"{count(unread, 'file')} could not be read", "bold red")]
    return words


def findings_as_json(files: Sequence[CheckedFile]) -> dict[str, object]:
    """The contract of `check --json`; a file that could not be read has `error` besides."""
    found = [finding.severity for file in files for finding in file.findings]
    return {
        "files": [
            {
                "path": file.path,
                "findings": [
                    {
                        "rule": f.rule,
                        "severity": f.severity.value,
                        "line": f.line,
                        "column": f.column,
                        "section": f.section.value if f.section else None,
                        "message": f.message,
                        "suggestion": f.suggestion,
                    }
                    for f in file.findings
                ],
                **({"error": file.error} if file.error is not None else {}),
                **(
                    {"refusals": [{"guard": r.guard, "message": r.message} for r in file.refusals]}
                    if file.refusals
                    else {}
                ),
            }
            for file in files
        ],
        "summary": {"errors": found.count(Level.ERROR), "warnings": found.count(Level.WARNING)},
    }
