"""Findings as SARIF 2.1.0, for code scanning and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from pmflow.model import Finding, Level
from pmflow.report.findings import CheckedFile

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True, slots=True)
class RuleNote:
    """What a viewer shows about a rule beside its findings."""

    id: str
    summary: str
    """One sentence."""
    help: str = ""
    """Markdown: why it matters, a bad and a good example."""
    level: Level = Level.WARNING
    url: str | None = None


def findings_as_sarif(
    files: Sequence[CheckedFile], *, rules: Sequence[RuleNote] = (), version: str = "", url: str | None = None
) -> dict[str, Any]:
    """One run with all findings. A rule that is not in `rules` is described by its id; `url` is pmflow's own page."""
    known = {rule.id: rule for rule in rules}
    for finding in (finding for file in files for finding in file.findings):
        known.setdefault(finding.rule, RuleNote(finding.rule, finding.rule))
    index = {id: number for number, id in enumerate(known)}
    driver: dict[str, Any] = {"name": "pmflow"}
    if version:
        driver["version"] = version
    if url:
        driver["informationUri"] = url
    driver["rules"] = [_rule(rule) for rule in known.values()]
    unread = [_unread(file) for file in files if file.error is not None]
    invocation: dict[str, Any] = {"executionSuccessful": not unread}
    if unread:
        invocation["toolExecutionNotifications"] = unread
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "invocations": [invocation],
                "results": [_result(file.path, finding, index) for file in files for finding in file.findings],
            }
        ],
    }


def _rule(rule: RuleNote) -> dict[str, Any]:
    made: dict[str, Any] = {"id": rule.id, "shortDescription": {"text": rule.summary}}
    if rule.help:
        made["help"] = {"text": rule.help, "markdown": rule.help}
    if rule.url:
        made["helpUri"] = rule.url
    made["defaultConfiguration"] = {"level": rule.level.value}
    return made


def _result(path: str, finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": finding.line, "startColumn": finding.column}
    if finding.end_line is not None:
        region["endLine"] = finding.end_line
    if finding.end_column is not None:
        region["endColumn"] = finding.end_column
    words = finding.message + (f" Better: {finding.suggestion}" if finding.suggestion else "")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity.value,
        "message": {"text": words},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": region}}],
    }
    if finding.section is not None:
        result["properties"] = {"section": finding.section.value}
    return result


def _unread(file: CheckedFile) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": file.error},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(file.path)}}}],
    }


def _uri(path: str) -> str:
    """A path as a URI: relative ones stay relative (to the repository), `-` is the standard input."""
    pure = PurePath(path)
    if path.startswith(("http://", "https://")):
        return quote(os.fsencode(path), safe=":/?#[]@!$&'()*+,;=%-._~")
    if pure.is_absolute():
        return pure.as_uri()
    return "stdin" if path == "-" else quote(os.fsencode(pure.as_posix()))
