"""`pmflow audit verify REF`: is the journal whole, and does the tracker agree with it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.options import AsJson, Config, Ref, TrackerName

if TYPE_CHECKING:
    from pmflow.model import State


def audit(
    what: Annotated[str, typer.Argument(metavar="verify", help="What to do: verify.")],
    ref: Ref,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
) -> None:
    """Check a journal's chain and compare it with what the tracker shows; exit 10 when something is off."""
    from pmflow.cli.session import Session, console, journal_key, print_json
    from pmflow.errors import UsageError
    from pmflow.journal import replay, verify
    from pmflow.report.screen import one_line

    if what != "verify":
        raise UsageError(f'"{what}" is nothing that audit does; write: pmflow audit verify REF')
    session = Session(config, tracker, about=ref)
    full = session.tracker.resolve(ref)
    loaded = session.tracker.load(full)
    problems = [*loaded.troubles, *verify(loaded.journal, secret=journal_key())]
    problems += disagreement(ref, loaded.states, replay(loaded.journal).state)
    sealed = (
        "with the configured key"
        if journal_key()
        else "without a key: shows accidents and casual edits, not a determined forger"
    )
    if as_json:
        print_json(
            {
                "ref": full,
                "entries": len(loaded.journal),
                "whole": not problems,
                "problems": problems,
                "keyed": bool(journal_key()),
            }
        )
    else:
        out = console()
        for problem in problems:
            out.print(f"✗ {one_line(problem)}", markup=False)
        if not problems:
            out.print(f"✓ {full}: {len(loaded.journal)} entries, chain whole ({sealed})", markup=False)
    if problems:
        raise typer.Exit(10)


def disagreement(ref: str, shown: tuple[State, ...], journaled: State | None) -> list[str]:
    """What the tracker shows, held against the journal. Without any, both mean a draft."""
    known = journaled or "draft"
    if len(shown) > 1:
        return [f"the tracker shows {len(shown)} states: {', '.join(shown)}; run: pmflow sync {ref}"]
    if not shown and journaled:
        return [f"the tracker shows no state, the journal says {journaled}; run: pmflow sync {ref}"]
    if shown and shown[0] != known:
        return [f"the tracker shows {shown[0]}, the journal says {known}; run: pmflow sync {ref}"]
    return []
