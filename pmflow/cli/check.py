"""`pmflow check FILE…`: all rules over documents, and with `--for STEP` that step's guards, too."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.options import AsJson, Config, Now, TrackerName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmflow.model import Step
    from pmflow.report import CheckedFile

FORMATS = ("text", "json", "sarif", "github")


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|DIR|REF|-…",
            help="Documents; a folder means all below it, - standard input. With --diff, the whole repository unless named.",
        ),
    ] = None,
    step: Annotated[str | None, typer.Option("--for", metavar="STEP", help="Also look at this step's guards.")] = None,
    audience: Annotated[str | None, typer.Option(help="With --for share: one of the policy's audiences.")] = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Only this rule or family; repeatable.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Not this rule or family; repeatable.")
    ] = None,
    diff: Annotated[
        str | None, typer.Option("--diff", metavar="BASE", help="Only what this branch changed since it left BASE.")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Make the safe fixes in the files; prose is never rewritten.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="With --fix: print what would change and what would be left, write nothing."),
    ] = False,
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
    from pmflow.cli.changed import changed_lines
    from pmflow.cli.checking import Asked, check_all
    from pmflow.cli.fixing import refuse_unless_files
    from pmflow.cli.session import Session, console, print_json
    from pmflow.errors import REFUSED, UsageError
    from pmflow.model import Level
    from pmflow.report.screen import plain
    from pmflow.rules.check import known_names

    if as_json and output not in (None, "json"):
        raise UsageError(f"--json and --format {output} exclude each other; give one of them")
    output = "json" if as_json else output or "text"
    if output not in FORMATS:
        raise UsageError(f'--format: "{output}" is none; one of {", ".join(FORMATS)}')
    if not files and diff is None:
        raise UsageError("name a document, a folder (. is this one) or a post-mortem; - is standard input")
    if diff is not None and "-" in (files or ()):
        raise UsageError("--diff looks at files of a repository, and standard input is none; name the document's file")
    changed = changed_lines(diff, Path.cwd()) if diff is not None else None
    if changed is not None and diff is not None:
        for each in files or ():
            if Path(each).exists():
                changed.refuse_elsewhere(Path(each), diff)
        files = files or [str(path) for path in changed.documents()]
    files = files or []
    asked = Asked(_step(step), audience, _names(select), _names(ignore), changed, fix, dry_run)
    known_names(asked.select)
    known_names(asked.ignore)
    session = Session(config, tracker, now, dry_run=True)
    if now is not None:
        _ = session.now  # a time that is none is said, also where nothing asks for it
    if fix:
        refuse_unless_files(session, files)
    checked = list(_watched(check_all(session, files, asked), quiet=output != "text"))
    if not checked and diff is None:
        raise UsageError(f"there is no Markdown file below {', '.join(files)}; name one, or a folder that holds some")
    for line in (line for each in checked for line in each.diff):
        print(plain(line), file=sys.stdout if output == "text" else sys.stderr)
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
        raise typer.Exit(REFUSED)
    if unread := [each.exit_code for each in checked if each.error]:
        raise typer.Exit(max(unread))


def _watched(checked: Iterable[CheckedFile], *, quiet: bool) -> Iterator[CheckedFile]:
    """The same, with a sign of life."""
    from pmflow.cli.progress import progress

    with progress("files", quiet=quiet) as meter:
        for number, each in enumerate(checked, 1):
            yield each
            meter(number)


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
