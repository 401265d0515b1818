"""`pmflow check FILE…`: all rules over documents, and with `--for STEP` that step's guards, too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from pmflow.cli.options import AsJson, Config, Now, TrackerName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmflow.cli.session import Session
    from pmflow.model import Step
    from pmflow.plan import Refusal
    from pmflow.report import CheckedFile
    from pmflow.tracker import Snapshot

STDIN = "stdin"
"""How standard input is called."""
FORMATS = ("text", "json", "sarif", "github")


class _Asked(NamedTuple):
    """What each document is asked."""

    step: Step | None
    audience: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]


def check(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE|DIR|REF|-…", help="Documents; a folder means all below it, - standard input."),
    ],
    step: Annotated[str | None, typer.Option("--for", metavar="STEP", help="Also look at this step's guards.")] = None,
    audience: Annotated[str | None, typer.Option(help="With --for share: one of the policy's audiences.")] = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Only this rule or family; repeatable.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Not this rule or family; repeatable.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    output: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="text (the default), json, sarif or github (annotations)."),
    ] = None,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
    now: Now = None,
) -> None:
    """Read documents and say what would make them better. Exit 10 on findings at error level, 4 on an unreadable one."""
    from pmflow import report
    from pmflow.cli.session import Session, console, print_json
    from pmflow.errors import UsageError
    from pmflow.model import Level
    from pmflow.rules.check import known_names

    if as_json and output not in (None, "json"):
        raise UsageError(f"--json and --format {output} exclude each other; give one of them")
    output = "json" if as_json else output or "text"
    if output not in FORMATS:
        raise UsageError(f'--format: "{output}" is none; one of {", ".join(FORMATS)}')
    asked = _Asked(_step(step), audience, _names(select), _names(ignore))
    known_names(asked.select)
    known_names(asked.ignore)
    session = Session(config, tracker, now, dry_run=True)
    if now is not None:
        _ = session.now  # a time that is none is said, also where nothing asks for it
    checked = list(_check_all(session, files, asked))
    if not checked:
        raise UsageError(f"there is no Markdown file below {', '.join(files)}; name one, or a folder that holds some")
    match output:
        case "json":
            print_json(report.findings_as_json(checked))
        case "sarif":
            print_json(_sarif(checked))
        case "github":
            print(report.findings_as_github(checked), end="")
        case _:
            report.show_findings(console(), checked, step=asked.step)
    findings = [finding for each in checked for finding in each.findings]
    counted = (Level.ERROR, Level.WARNING) if strict else (Level.ERROR,)
    if any(f.severity in counted for f in findings) or any(each.refusals for each in checked):
        raise typer.Exit(10)
    if unread := [each.exit_code for each in checked if each.error]:
        raise typer.Exit(max(unread))


def _check_all(session: Session, arguments: list[str], asked: _Asked) -> Iterator[CheckedFile]:
    """One result for each document; one that cannot be read does not hide the others."""
    from pmflow.cli.files import expand, is_file_argument, shown_path
    from pmflow.errors import DocumentError, TrackerError
    from pmflow.report import CheckedFile

    for argument in arguments:
        for path in expand([argument]) if is_file_argument(argument) else [None]:
            name = STDIN if argument == "-" else str(path or argument)
            try:
                if path is None:
                    ref = _resolve(session, argument)
                    name = shown_path(session.tracker.place(ref))
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


def _check_one(session: Session, name: str, ref: str, path: Path | None, asked: _Asked) -> CheckedFile:
    """The rules on one document, and the guards of the step that was asked about."""
    from pmflow.cli.files import read_document
    from pmflow.report import CheckedFile
    from pmflow.rules import check

    refusals: tuple[Refusal, ...] = ()
    if path is not None and asked.step is None:
        document = read_document(path)
    else:
        snapshot = _snapshot(session, ref, path)
        document = snapshot.document
        if asked.step is not None:
            refusals = _refusals(session, snapshot, asked.step, asked.audience)
            if path is None or _has_state(snapshot):
                refusals = (*_not_allowed(session, snapshot, asked), *refusals)
    findings = check(document, session.policy, select=asked.select, ignore=asked.ignore)
    return CheckedFile(name, findings, text=document.source.plain, refusals=refusals)


def _snapshot(session: Session, ref: str, path: Path | None) -> Snapshot:
    """A ref as its tracker has it. The guards want the journal as well, so a file of the local tracker is loaded as
    such; any other file is all that there is."""
    from pmflow.cli.files import read_document
    from pmflow.engine import look, snapshot_of
    from pmflow.tracker import Loaded

    if path is None:
        return look(session.tracker, ref, session.policy, key=session.key)
    if ref != "-" and session.tracker.name == "local" and path.suffix == ".md":
        return look(session.tracker, session.tracker.resolve(str(path)), session.policy, key=session.key)
    document = read_document(path)
    loaded = Loaded(document.postmortem.ref, document.source.text)
    return snapshot_of(loaded, document, session.policy, items_in_document=True)


def _has_state(snapshot: Snapshot) -> bool:
    """Whether a file is a post-mortem of the tracker: it stands among them (and so is called by a name), or was moved
    before. Any other file has no state, and every step may be asked about."""
    loaded = snapshot.loaded
    return bool(loaded.states or loaded.journal) or not loaded.ref.endswith((".md", ".markdown", STDIN))


def _not_allowed(session: Session, snapshot: Snapshot, asked: _Asked) -> tuple[Refusal, ...]:
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


def _sarif(checked: list[CheckedFile]) -> object:
    from pmflow import __version__
    from pmflow.report import RuleNote, findings_as_sarif
    from pmflow.rules import RULES

    notes = [RuleNote(rule.id, rule.summary, rule.text, rule.level) for rule in RULES.values()]
    return findings_as_sarif(checked, rules=notes, version=__version__)


def _step(name: str | None) -> Step | None:
    from pmflow.errors import UsageError
    from pmflow.model import Step

    try:
        return Step(name.lower()) if name is not None else None
    except ValueError:
        raise UsageError(f'--for: "{name}" is no step; one of {", ".join(Step)}') from None


def _names(given: list[str] | None) -> tuple[str, ...]:
    """Rule or family names, repeated or separated by commas."""
    return tuple(part.strip() for name in given or () for part in name.split(",") if part.strip())
