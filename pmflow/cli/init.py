"""`pmflow init`: begin in a folder of one's own."""

from __future__ import annotations

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
    from pmflow.adapters import ADAPTERS
    from pmflow.cli.session import console, print_json
    from pmflow.errors import TrackerRefused, UsageError
    from pmflow.policy import PLACES, SCHEMA_PLACE, schema_text, starter

    offered = [name for name in ADAPTERS if name != "memory"]
    if tracker not in offered:
        raise UsageError(f'--tracker: "{tracker}" is none that can be set up; one of {", ".join(offered)}')
    here = Path.cwd()
    there = next((name for name in PLACES if (here / name).is_file()), None)
    files = {} if there else {"pmflow.yml": starter(tracker)}
    if not (here / SCHEMA_PLACE).exists():
        files[str(SCHEMA_PLACE)] = schema_text()  # for editors: the first line of pmflow.yml points to it
    folders = (
        [name for name in ("incidents", "postmortems") if not (here / name).is_dir()] if tracker == "local" else []
    )
    try:
        if not dry_run:
            for name in folders:
                (here / name).mkdir()
            for name, text in files.items():
                (here / name).parent.mkdir(exist_ok=True)
                with (here / name).open("x", encoding="utf-8") as file:
                    file.write(text)
    except OSError as error:
        raise TrackerRefused(
            f"{here}: nothing can be written here ({error.strerror}); choose a folder of your own"
        ) from None
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
