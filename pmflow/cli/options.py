"""The options that several commands share, so that they are called and explained alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Ref = Annotated[str, typer.Argument(metavar="REF", help="A post-mortem: its folder's name or the path of its file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print the plan and write nothing.")]
Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Policy file; else pmflow.yml is looked for.")
]
TrackerName = Annotated[str | None, typer.Option("--tracker", metavar="NAME", help="Tracker; else the policy's.")]
Now = Annotated[
    str | None,
    typer.Option(
        "--now",
        metavar="ISO",
        help="Act as if it were that time (UTC where no offset is given); or a day: monday, tomorrow.",
    ),
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who does this; else the git identity.")]
