"""`--fix`: the safe fixes of the findings, made in the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmflow.document.document import Document
    from pmflow.model import Finding


def fixed_file(path: Path, document: Document, findings: Iterable[Finding]) -> Document | None:
    """The document after its safe fixes were written into the file; None where there are none.

    Raises `TrackerError` where the file cannot be written; it is as it was, then.
    """
    from pmflow.adapters.local_files import replace
    from pmflow.document.parse import parse
    from pmflow.document.source import Edit, Span

    edits = [
        Edit(Span(finding.line, finding.column - 1, (finding.end_column or finding.column) - 1), finding.fix)
        for finding in findings
        if finding.fix is not None and finding.end_line in (None, finding.line)
    ]
    if not edits:
        return None
    data = document.source.edited(edits).encoded
    replace(path, data)
    return parse(data, ref=document.postmortem.ref)
