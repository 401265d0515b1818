"""Findings as annotations beside the lines of a pull request, by GitHub's workflow commands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pmflow.model import Finding, Level
from pmflow.report.findings import CheckedFile
from pmflow.report.workflow_commands import AnnotationKind, workflow_command

KINDS: dict[Level, AnnotationKind] = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark, at a place where there is one."""

    kind: AnnotationKind
    message: str
    place: Mapping[str, str] = field(default_factory=dict)
    """`file`, `line`, `endLine`, `col`, `endColumn`, `title`, as GitHub calls them."""

    @property
    def command(self) -> str:
        return workflow_command(self.kind, self.message, self.place)


def said_of(ref: str, told: str) -> str:
    """What is said of something, which is named once."""
    return told if not ref or told.startswith(ref) else f"{ref}: {told}"


def findings_as_github(files: Sequence[CheckedFile]) -> str:
    """One command a line, with a line end after each; empty where nothing was found."""
    return "".join(f"{each.command}\n" for file in files for each in annotations_of(file))


def annotations_of(file: CheckedFile) -> Iterator[Annotation]:
    """What there is to say of one file."""
    if file.error is not None:
        yield Annotation("error", file.error, {"file": _shown(file.path), "title": "unreadable"})
    for finding in file.findings:
        yield _annotation(file.path, finding)


def _annotation(path: str, finding: Finding) -> Annotation:
    place = {"file": _shown(path), "line": str(finding.line)}
    if finding.end_line is not None and finding.end_line != finding.line:
        place["endLine"] = str(finding.end_line)  # GitHub refuses columns on more than one line
    else:
        place["col"] = str(finding.column)
        if finding.end_column is not None:
            place["endColumn"] = str(finding.end_column)
    place["title"] = finding.rule
    words = finding.message + (f"\nbetter: {finding.suggestion}" if finding.suggestion else "")
    return Annotation(KINDS[finding.severity], words, place)


def _shown(path: str) -> str:
    """A path with U+FFFD for what in it is not UTF-8, as GitHub shows it; there is no way to write the byte."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
