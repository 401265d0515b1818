"""What `pmflow check` looks at: documents, refs, the guards of a step. How it is shown is `check.py`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pmflow.cli.changed import Changed
    from pmflow.cli.session import Session
    from pmflow.document.document import Document
    from pmflow.model import Finding, Step
    from pmflow.plan import Refusal
    from pmflow.report import CheckedFile
    from pmflow.tracker import Snapshot

STDIN = "stdin"
"""How standard input is called."""


class Asked(NamedTuple):
    """What each document is asked."""

    step: Step | None
    audience: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    changed: Changed | None = None
    """With `--diff`: the files and lines that count; None where all do."""
    fix: bool = False
    dry_run: bool = False
    """With `fix`: nothing is written; the findings are those that would be left, where they are now."""


def check_all(session: Session, arguments: list[str], asked: Asked) -> Iterator[CheckedFile]:
    """One result for each document; one that cannot be read does not hide the others."""
    from pmflow.cli.files import expand, is_file_argument, shown_path
    from pmflow.errors import DocumentError, TrackerError
    from pmflow.report import CheckedFile

    seen: set[str] = set()
    for argument in arguments:
        for path in expand([argument]) if is_file_argument(argument) else [None]:
            if path is not None and argument != "-":
                if (place := os.path.abspath(path)) in seen:  # noqa: PTH100 (never raises)
                    continue  # named twice, or in a folder that is named, too
                seen.add(place)
            if asked.changed is not None and path is not None and os.path.isfile(path) and not asked.changed.has(path):  # noqa: PTH113 (never raises)
                continue  # (what is no file is said when it is read)
            name = STDIN if argument == "-" else str(path or argument)
            try:
                if path is None:
                    ref = _resolve(session, argument)
                    name = shown_path(place := session.tracker.place(ref))
                    if asked.changed is None or asked.changed.has(Path(place)):
                        yield _check_one(session, name, ref, None, asked)
                else:
                    yield _check_one(session, name, argument, path, asked)
            except TrackerError as error:
                yield CheckedFile(name, error=str(error), exit_code=error.exit_code)
            except DocumentError as error:
                yield CheckedFile(
                    name, error=error.message if error.line is None else f"line {error.line}: {error.message}"
                )


def _resolve(session: Session, argument: str) -> str:
    from pmflow.cli.files import missing_file
    from pmflow.errors import TrackerMissing

    try:
        return session.tracker.resolve(argument)
    except TrackerMissing as error:
        raise missing_file(argument) or error from None


def _check_one(session: Session, name: str, ref: str, path: Path | None, asked: Asked) -> CheckedFile:
    """The rules on one document, and the guards of the step that was asked about; with `--fix`, as it is after it."""
    from pmflow.cli.files import read_document
    from pmflow.document.parse import parse
    from pmflow.report import CheckedFile
    from pmflow.rules import check

    lines = asked.changed.lines(path or Path(session.tracker.place(ref))) if asked.changed is not None else None

    def look(document: Document) -> tuple[Finding, ...]:
        found = check(document, session.policy, select=asked.select, ignore=asked.ignore)
        return _within(found, lines) if lines is not None else found

    refusals: tuple[Refusal, ...] = ()
    diff: tuple[str, ...] = ()
    text: str | None = None
    document = read_document(path) if path is not None and (asked.fix or asked.step is None) else None
    findings = look(document) if document is not None else ()
    if asked.fix and path is not None and document is not None:
        from pmflow.cli.fixing import before_edits, diff_lines, safe_edits, write_fixed

        if edits := safe_edits(findings):
            fixed = document.source.edited(edits)
            if asked.dry_run:
                text = document.source.plain  # the findings are shown in the file as it is
                diff = tuple(diff_lines(name, document.source, fixed))
            else:
                write_fixed(path, document.source, fixed, session.root)
            print(f"{'would fix' if asked.dry_run else 'fixed'} {name}", file=sys.stderr)
            document = parse(fixed.encoded, ref=document.postmortem.ref)
            findings = look(document)
            if asked.dry_run:
                findings = tuple(before_edits(finding, edits) for finding in findings)
    if asked.step is not None:
        snapshot = _snapshot(session, ref, path, document if diff else None)
        refusals = _refusals(session, snapshot, asked.step, asked.audience)
        if path is None or _has_state(snapshot):
            refusals = (*_not_allowed(session, snapshot, asked), *refusals)
        if document is None:
            document = snapshot.document
            findings = look(document)
    elif document is None:
        document = _snapshot(session, ref, path).document
        findings = look(document)
    return CheckedFile(name, findings, text=text or document.source.plain, refusals=refusals, diff=diff)


def _within(findings: tuple[Finding, ...], lines: frozenset[int]) -> tuple[Finding, ...]:
    """Those that stand on one of the lines."""
    return tuple(f for f in findings if not lines.isdisjoint(range(f.line, (f.end_line or f.line) + 1)))


def _snapshot(session: Session, ref: str, path: Path | None, fixed: Document | None = None) -> Snapshot:
    """A ref as its tracker has it. The guards want the journal as well, so a file of the local tracker is loaded as
    such; any other file is all that there is. `fixed` is the text that it would have."""
    from dataclasses import replace

    from pmflow.cli.files import read_document
    from pmflow.document.parse import parse
    from pmflow.engine import look, snapshot_of
    from pmflow.tracker import Loaded

    if path is None:
        return look(session.tracker, ref, session.policy, key=session.key)
    if ref != "-" and session.tracker.name == "local" and path.suffix == ".md":
        full = session.tracker.resolve(str(path))
        if fixed is None:
            return look(session.tracker, full, session.policy, key=session.key)
        loaded = replace(session.tracker.load(full), body=fixed.source.encoded.decode("utf-8"))
        document = parse(loaded.body, ref=full)
        return snapshot_of(loaded, document, session.policy, items_in_document=True, key=session.key)
    document = fixed or read_document(path)
    loaded = Loaded(document.postmortem.ref, document.source.text)
    return snapshot_of(loaded, document, session.policy, items_in_document=True)


def _has_state(snapshot: Snapshot) -> bool:
    """Whether a file is a post-mortem of the tracker: it stands among them (and so is called by a name), or was moved
    before. Any other file has no state, and every step may be asked about."""
    loaded = snapshot.loaded
    return bool(loaded.states or loaded.journal) or not loaded.ref.endswith((".md", ".markdown", STDIN))


def _not_allowed(session: Session, snapshot: Snapshot, asked: Asked) -> tuple[Refusal, ...]:
    """What `advance` would say where the step does not lead on from here: its own words, from its own table."""
    from pmflow.decide import decide
    from pmflow.events import StepAsked

    assert asked.step is not None
    plan = decide(snapshot, StepAsked(step=asked.step, audience=asked.audience), session.policy, now=session.now)
    return tuple(refusal for refusal in plan.refusals if refusal.guard == "step_allowed")


def _refusals(session: Session, snapshot: Snapshot, step: Step, audience: str | None) -> tuple[Refusal, ...]:
    from pmflow.decide import guards_now
    from pmflow.plan import Refusal

    _, looked = guards_now(snapshot, session.policy, now=session.now, step=step, audience=audience)
    refused = [guard for guard in looked if guard.reasons and guard.level == "error"]
    if snapshot.ref == STDIN:
        return tuple(Refusal(guard.guard, tuple(map(_without_command, guard.reasons))) for guard in refused)
    return tuple(Refusal(guard.guard, guard.reasons) for guard in refused)


def _without_command(reason: str) -> str:
    """A reason without the command that would clear it: standard input has no REF to put there."""
    import re

    return re.sub(rf",? (?:then record it: |\()?pmflow \w+ {STDIN}\b[^)]*\)?", "", reason).rstrip(" :")
