"""`pmflow audit verify REF`: is the journal whole, and does the tracker agree with it?"""

from __future__ import annotations

from typing import Annotated

import typer

from pmflow.cli.options import AsJson, Config, Ref, TrackerName


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

    if what != "verify":
        raise UsageError(f'"{what}" is nothing that audit does; write: pmflow audit verify REF')
    session = Session(config, tracker)
    full = session.tracker.resolve(ref)
    loaded = session.tracker.load(full)
    problems = [*loaded.troubles, *verify(loaded.journal, secret=journal_key())]
    state = replay(loaded.journal).state
    if len(loaded.states) > 1:
        problems.append(f"the tracker shows {len(loaded.states)} states: {', '.join(loaded.states)}")
    elif loaded.states and loaded.states[0] is not (state or loaded.states[0]):
        problems.append(f"the tracker shows {loaded.states[0]}, the journal says {state}; run: pmflow sync {ref}")
    elif loaded.states and not loaded.journal and loaded.states[0] != "draft":
        problems.append(f"the tracker shows {loaded.states[0]}, but there is no journal that says how it came to that")
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
            out.print(f"✗ {problem}", markup=False)
        if not problems:
            out.print(f"✓ {full}: {len(loaded.journal)} entries, chain whole ({sealed})", markup=False)
    if problems:
        raise typer.Exit(10)
