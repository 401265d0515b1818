"""`pmflow init`: begin in a folder of one's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pmflow.cli.options import AsJson, DryRun


def init(
    tracker: Annotated[str, typer.Option("--tracker", metavar="NAME", help="Which tracker.")] = "local",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Write pmflow.yml and the folders that the tracker needs; what is there already stays as it is."""
    from pmflow.adapters import local_files
    from pmflow.cli.session import console, print_json, refuse_tracker
    from pmflow.errors import TrackerRefused
    from pmflow.policy import PLACES, SCHEMA_PLACE, schema_text, starter

    refuse_tracker(tracker)
    here = Path.cwd()
    there = next((name for name in PLACES if os.path.lexists(here / name)), None)
    if there and not (here / there).is_file():
        raise TrackerRefused(f"{here / there}: is no file; a policy goes there, move this away")
    files = {}
    if not os.path.lexists(here / SCHEMA_PLACE):
        files[SCHEMA_PLACE] = schema_text()  # for editors: the first line of pmflow.yml points to it
    if not there:
        files["pmflow.yml"] = starter(tracker)  # last: where it stands, everything else does
    folders = (
        [name for name in ("incidents", "postmortems") if not (here / name).is_dir()] if tracker == "local" else []
    )
    if not dry_run:
        for name in folders:
            local_files.make_folder(here / name)
        for name, text in files.items():
            local_files.make_folder((here / name).parent)
            local_files.replace(here / name, text.encode("utf-8"))
    made = [*files, *(f"{name}/" for name in folders)]
    if as_json:
        plan = [{"effect": "write_file", "target": name, "summary": f"write {name}"} for name in made]
        print_json({"plan": plan, "refusals": [], "advice": [], "applied": not dry_run and bool(made)})
        return
    out = console()
    if there:
        out.print(f"{there} is here already and stays as it is", markup=False)
    if made:
        out.print(("would write " if dry_run else "wrote ") + ", ".join(made), markup=False)
    elif there:
        out.print("nothing to do", markup=False)
    if not dry_run:
        out.print('next: pmflow open "What went wrong" --severity P1', markup=False)
