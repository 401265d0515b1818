"""`pmflow check FILE…`: all rules over documents, and with `--for STEP` that step's guards, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional

import typer

from pmflow.cli.options import AsJson, Config, Now, TrackerName

if TYPE_CHECKING:
    from pmflow.cli.session import Session
    from pmflow.model import Step
    from pmflow.report import Checked


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE|DIR|REF|-…", help="Documents; a folder means all below it, - standard input.")],
    step: Annotated[Optional[str], typer.Option("--for", metavar="STEP", help="Also look at this step's guards.")] = None,
    select: Annotated[Optional[list[str]], typer.Option(metavar="RULE", help="Only this rule or family; repeatable.")] = None,
    ignore: Annotated[Optional[list[str]], typer.Option(metavar="RULE", help="Not this rule or family; repeatable.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    output: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json, sarif or github (annotations).")] = "text",
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
    from pmflow.rules import RULES

    output = "json" if as_json else output
    if output not in ("text", "json", "sarif", "github"):
        raise UsageError(f'--format: "{output}" is none; one of text, json, sarif, github')
    wanted = _rules(select, "--select")
    unwanted = _rules(ignore, "--ignore")
    session = Session(config, tracker, now, dry_run=True)
    checked = _check_all(session, files, _step(step), wanted, unwanted)

    if output == "json":
        print_json(report.checked_as_json(checked))
    elif output == "sarif":
        print_json(report.findings_as_sarif(checked, RULES))
    elif output == "github":
        print(report.findings_as_github(checked), end="")
    else:
        report.show_findings(console(), checked)
    findings = [finding for each in checked for finding in each.findings]
    bad = [f for f in findings if f.severity is Level.ERROR or (strict and f.severity is Level.WARNING)]
    if bad or any(refusal for each in checked for refusal in each.refusals):
        raise typer.Exit(10)
    if any(each.error for each in checked):
        raise typer.Exit(4)


def _check_all(
    session: Session, files: list[str], step: Step | None, select: tuple[str, ...], ignore: tuple[str, ...]
) -> list[Checked]:
    from pathlib import Path

    from pmflow.cli.files import expand, is_file_argument
    from pmflow.errors import DocumentError

    checked: list[Checked] = []
    for argument in files:
        paths = expand([argument]) if is_file_argument(argument) else iter([None])
        for path in paths:
            try:
                checked.append(_check_one(session, argument, path, step, select, ignore))
            except DocumentError as error:
                from pmflow.report import Checked

                checked.append(Checked(str(path or Path(argument)), error=str(error)))
    if not checked:
        from pmflow.errors import UsageError

        raise UsageError(f"no Markdown file below {', '.join(files)}; name one, or a folder that holds some")
    if len(checked) == 1 and checked[0].error:
        raise DocumentError(checked[0].error)
    return checked


def _check_one(session, argument, path, step, select, ignore):  # type: ignore[no-untyped-def]
    from pmflow.cli.files import read_document
    from pmflow.document.edit import content_hash
    from pmflow.engine import look
    from pmflow.report import Checked
    from pmflow.rules import check
    from pmflow.tracker import Loaded, Snapshot

    if path is None:
        snapshot = look(session.tracker, session.tracker.resolve(argument), session.policy)
        name = snapshot.ref
    else:
        document = read_document(path)
        name = document.postmortem.ref
        snapshot = None
        if step is not None and str(path) != "-" and session.policy.tracker.kind == "local":
            # A file of the local tracker has a journal beside it, which the guards of a step want to see.
            snapshot = look(session.tracker, session.tracker.resolve(str(path)), session.policy)
        if snapshot is None:
            snapshot = Snapshot(
                Loaded(name, document.source.text), document, check(document, session.policy), content_hash(document),
                items_in_document=True,
            )  # fmt: skip
    findings = check(snapshot.document, session.policy, select=select, ignore=ignore) if select or ignore else snapshot.findings
    refusals = ()
    if step is not None:
        from pmflow.decide import guards_now
        from pmflow.plan import Refusal

        row, looked = guards_now(snapshot, session.policy, now=session.now, step=step)[0]
        refusals = tuple(Refusal(j.guard, j.reasons) for j in looked if j.reasons and j.level == "error")
    return Checked(name, findings, source=snapshot.document.source.plain_lines, refusals=refusals)


def _step(name: str | None) -> Step | None:
    from pmflow.errors import UsageError
    from pmflow.model import Step

    if name is None:
        return None
    try:
        return Step(name.lower())
    except ValueError:
        raise UsageError(f'--for: "{name}" is no step; one of {", ".join(Step)}') from None


def _rules(names: list[str] | None, option: str) -> tuple[str, ...]:
    """Rule or family names, comma-separated or repeated. Raises `UsageError` with the nearest known one."""
    import difflib

    from pmflow.errors import UsageError
    from pmflow.rules import RULES

    wanted = tuple(part.strip() for name in names or () for part in name.split(",") if part.strip())
    known = {*RULES, *(rule.family for rule in RULES.values()), "blameless"}
    for name in wanted:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            raise UsageError(f'{option}: "{name}" is no rule and no family' + (f'; did you mean "{near[0]}"?' if near else ""))
    return wanted
