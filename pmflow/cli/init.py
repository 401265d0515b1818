"""`pmflow init`: begin in a folder of one's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pmflow.cli.options import AsJson, DryRun

IGNORE = ".gitignore"
LOCK = b".pmflow.lock"
PATTERNS = (".pmflow.lock", "*.pmflow-tmp")
"""What the local tracker leaves behind that is nobody's to commit: its lock, and a killed run's file in the making."""

NEXT = {
    "local": 'pmflow open "What went wrong" --severity P1',
    "github": "commit these, then give an issue the label incident: the run's summary shows what would be done",
}
"""What to do when it is there, by tracker."""


def init(
    tracker: Annotated[str, typer.Option("--tracker", metavar="NAME", help="Which tracker.")] = "local",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Write pmflow.yml and the folders or workflow files that the tracker needs; what is there already stays as it is.

    In a git repository, .gitignore gets the lock and what a killed run leaves behind.
    """
    from pmflow.adapters import local_files
    from pmflow.cli.session import console, print_json, refuse_tracker
    from pmflow.cli.workflow_files import workflow_files
    from pmflow.errors import TrackerRefused
    from pmflow.policy import PLACES, SCHEMA_PLACE, schema_text, starter

    refuse_tracker(tracker)
    here = top(Path.cwd()) if tracker == "github" else Path.cwd()  # workflows count on a repository's top only
    there = next((name for name in PLACES if os.path.lexists(here / name)), None)
    if there and not (here / there).is_file():
        raise TrackerRefused(f"{here / there}: is no file; a policy goes there, move this away")
    files: dict[str, bytes] = {}
    ignored = _to_ignore(here) if tracker == "local" else None
    if ignored is not None:
        files[IGNORE] = ignored
    if not os.path.lexists(here / SCHEMA_PLACE):
        files[SCHEMA_PLACE] = schema_text().encode("utf-8")  # for editors: the first line of pmflow.yml points to it
    files |= {name: data for name, data in workflow_files(tracker) if not os.path.lexists(here / name)}
    if not there:
        files["pmflow.yml"] = starter(tracker).encode("utf-8")  # last: where it stands, everything else does
    folders = (
        [name for name in ("incidents", "postmortems") if not (here / name).is_dir()] if tracker == "local" else []
    )
    extended = os.path.lexists(here / IGNORE)
    if not dry_run:
        for name in folders:
            local_files.make_folder(here / name)
        for name, data in files.items():
            local_files.make_folder((here / name).parent)
            local_files.replace(here / name, data)
    made = [os.path.relpath(here / name) for name in files] + [f"{name}/" for name in folders]
    if as_json:
        plan = [{"effect": "write_file", "target": name, "summary": _summary(name, extended)} for name in made]
        print_json({"plan": plan, "refusals": [], "advice": [], "applied": not dry_run and bool(made)})
        return
    out = console()
    if there:
        out.print(f"{os.path.relpath(here / there)} is here already and stays as it is", markup=False)
    if made:
        out.print(("would write " if dry_run else "wrote ") + ", ".join(made), markup=False)
    elif there:
        out.print("nothing to do", markup=False)
    if IGNORE in files:
        does = "git would ignore" if dry_run else "git now ignores"
        out.print(f"{does} {' and '.join(PATTERNS)} ({IGNORE})", markup=False)
    kind = _tracker_in(here / there) if there else None
    if kind not in (None, tracker):
        out.print(
            f"it says that post-mortems are kept elsewhere; for {tracker}, write into it: tracker: {tracker} (not {kind})",
            markup=False,
        )
    elif not dry_run:
        out.print(f"next: {NEXT[tracker]}", markup=False)


def top(folder: Path) -> Path:
    """The uppermost folder of the repository that this one is in; itself, where it is in none."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder)


def _tracker_in(policy: Path) -> str | None:
    """None where the policy cannot be obeyed: every other command says why."""
    from pmflow.errors import PolicyError
    from pmflow.policy import load_policy

    try:
        return load_policy(policy, policy.parent).tracker.kind
    except PolicyError:
        return None


def _summary(name: str, extended: bool) -> str:
    return f"add {', '.join(PATTERNS)} to {name}" if name == IGNORE and extended else f"write {name}"


def _to_ignore(here: Path) -> bytes | None:
    """What `.gitignore` is to hold; None outside of a git repository, and where nothing is missing in it.

    Lines that people wrote stay as they are, whatever their encoding and line ends. Raises `TrackerRefused` where it is no
    file.
    """
    from pmflow.adapters import local_files

    if not any((folder / ".git").exists() for folder in (here, *here.parents)):
        return None
    there = local_files.read_if_there(here / IGNORE)
    known = {line.strip().removeprefix(b"**/") for line in there.splitlines()}
    if b"/" + LOCK in known:  # the lock is beside it; a file in the making is not
        known.add(LOCK)
    missing = [pattern.encode() for pattern in PATTERNS if pattern.encode() not in known]
    if not missing:
        return None
    end = b"\r\n" if b"\r\n" in there else b"\n"
    return there + (end if there and not there.endswith(b"\n") else b"") + b"".join(line + end for line in missing)
