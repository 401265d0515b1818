"""Findings as GitHub workflow commands, which become annotations beside the lines of a pull request.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Sequence

from pmflow.model import Finding, Level
from pmflow.report.findings import CheckedFile

_COMMANDS: dict[Level, str] = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def findings_as_github(files: Sequence[CheckedFile]) -> str:
    """One command a line, with a line end after each; empty where nothing was found."""
    lines: list[str] = []
    for file in files:
        if file.error is not None:
            lines.append(f"::error file={_property(_shown(file.path))},title=unreadable::{_message(file.error)}")
        lines += [_command(file.path, finding) for finding in file.findings]
    return "".join(f"{line}\n" for line in lines)


def _command(path: str, finding: Finding) -> str:
    place = {"file": _shown(path), "line": str(finding.line)}
    if finding.end_line is not None and finding.end_line != finding.line:
        place["endLine"] = str(finding.end_line)  # GitHub refuses columns on more than one line
    else:
        place["col"] = str(finding.column)
        if finding.end_column is not None:
            place["endColumn"] = str(finding.end_column)
    place["title"] = finding.rule
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    words = finding.message + (f"\nbetter: {finding.suggestion}" if finding.suggestion else "")
    return f"::{_COMMANDS[finding.severity]} {properties}::{_message(words)}"


def _shown(path: str) -> str:
    """A path with U+FFFD for what in it is not UTF-8, as GitHub shows it; there is no way to write the byte."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _message(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _message(words).replace(":", "%3A").replace(",", "%2C")
