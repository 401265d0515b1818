"""`pmflow demo`: one real incident through the whole lifecycle, with the very commands that a person would type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.errors import REFUSED

if TYPE_CHECKING:
    from rich.console import Console

INCIDENT = "2026-03-10-checkout-pool"
REF = "checkout-ran-out"


@dataclass(frozen=True)
class Scene:
    """A sentence of narration, then either a command or something that a person does to a file."""

    says: str
    types: tuple[str, ...] = ()
    does: Callable[[Path], None] | None = None
    exits: int = 0


def demo(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="Where to play it; else a new scratch folder.")
    ] = None,
) -> None:
    """Take one incident from draft to closed on the local tracker, in a scratch folder.

    It writes there and nowhere else, so it has no --dry-run.
    """
    import os
    import tempfile

    from pmflow.cli.session import console
    from pmflow.errors import UsageError

    root = folder or Path(tempfile.mkdtemp(prefix="pmflow-demo-"))
    if folder and folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; name a folder that is, or none")
    root.mkdir(parents=True, exist_ok=True)
    root = root.resolve()
    here = Path.cwd()
    out = console()
    os.chdir(root)
    try:
        for scene in SCENES:
            _play(out, root, scene)
    finally:
        os.chdir(here)
    out.print(
        f"\nAll of it is in [bold]{folder or root}[/bold]: the document, its journal, what was published. Look around."
    )


def _play(out: Console, root: Path, scene: Scene) -> None:
    from pmflow.cli.app import app

    if scene.says:
        out.print(f"\n[dim]# {scene.says}[/dim]")
    if scene.does is not None:
        scene.does(root)
    if scene.types:
        shown = " ".join(f'"{word}"' if " " in word else word for word in scene.types if not word.startswith("--now="))
        out.print(f"[bold]$ pmflow {shown}[/bold]", markup=True)
        answer = app(list(scene.types), standalone_mode=False)
        code = answer if isinstance(answer, int) else 0
        if code != scene.exits:
            raise AssertionError(f"the demo expected exit {scene.exits} and got {code}")


def _data(name: str) -> str:
    from importlib.resources import files

    return (files("pmflow.demo") / name).read_text(encoding="utf-8")


def _record_incident(root: Path) -> None:
    (root / "incidents" / f"{INCIDENT}.yml").write_text(_data(f"{INCIDENT}.yml"), encoding="utf-8")


def _write(name: str) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        """Replace what stands below the front matter, as an editor would."""
        path = next((root / "postmortems").glob("*/postmortem.md"))
        head, fence, _ = path.read_text(encoding="utf-8")[4:].partition("\n---\n")
        path.write_text(f"---\n{head}{fence}\n{_data(name)}", encoding="utf-8")

    return write


def _settle(root: Path) -> None:
    path = next((root / "postmortems").glob("*/postmortem.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("| In progress |", "| Done |").replace("| Planned |", "| Done |"), encoding="utf-8")


def _at(moment: str) -> str:
    return f"--now={moment}"


SCENES: tuple[Scene, ...] = (
    Scene("A folder of one's own is all it takes.", ("init",)),
    Scene(
        "10 March, 09:20 UTC: checkout is down. The incident is written down in incidents/.",
        does=_record_incident,
    ),
    Scene(
        "Maya opens the post-mortem; the timeline is there already.",
        ("open", INCIDENT, "--by", "Maya", _at("2026-03-10T13:00Z")),
    ),
    Scene(
        "She writes a first draft, and asks for the review step.",
        ("advance", REF, "review", "--by", "Maya", _at("2026-03-11T09:00Z")),
        does=_write("draft.md"),
        exits=REFUSED,
    ),
    Scene("So she mends it. The team meets; Priya, who did not write it, approves.", does=_write("mended.md")),
    Scene(
        "",
        (
            "meeting",
            REF,
            "--held",
            "2026-03-11T14:00Z",
            "--invited",
            "Maya:responder",
            "--invited",
            "Priya:expert",
            "--came",
            "Maya",
            "--came",
            "Priya",
            "--by",
            "Maya",
            _at("2026-03-11T15:00Z"),
        ),
    ),
    Scene("", ("approve", REF, "--by", "Priya", _at("2026-03-11T15:10Z"))),
    Scene("", ("advance", REF, "review", "--by", "Maya", _at("2026-03-11T15:20Z"))),
    Scene(
        "The action items become promises: each gets a number.",
        ("advance", REF, "track", "--by", "Maya", _at("2026-03-11T15:30Z")),
    ),
    Scene(
        "Others can learn from it.",
        ("advance", REF, "share", "--audience", "company", "--by", "Maya", _at("2026-03-12T10:00Z")),
    ),
    Scene(
        "Closing has to wait until the work is done.",
        ("advance", REF, "close", "--by", "Maya", _at("2026-03-16T10:00Z")),
        exits=REFUSED,
    ),
    Scene(
        "April: everything is done and marked so in the document.",
        ("advance", REF, "close", "--by", "Maya", _at("2026-04-09T10:00Z")),
        does=_settle,
    ),
    Scene("How it came to this is in the journal, each entry sealed with the one before.", ("audit", "verify", REF)),
    Scene("", ("list",)),
)
