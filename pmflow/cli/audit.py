"""`pmflow audit verify REF`: is the journal whole, and does the tracker agree with it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.hints import command
from pmflow.cli.options import AsJson, Config, Ref, TrackerName

if TYPE_CHECKING:
    from pmflow.journal import Entry
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
    from pmflow.deciding.block import told_state
    from pmflow.document.own_words import read_block
    from pmflow.document.source import Source
    from pmflow.errors import UsageError
    from pmflow.journal import replay
    from pmflow.report.screen import marks, one_line

    if what != "verify":
        raise UsageError(f'"{what}" is nothing that audit does; write: pmflow audit verify REF')
    session = Session(config, tracker, about=ref)
    full = session.tracker.resolve(ref)
    loaded = session.tracker.load(full)
    problems = [*loaded.troubles, *unsound(loaded.journal)]
    record = replay(loaded.journal)
    problems += disagreement(full, loaded.states, record.state)
    told, _ = told_state(read_block(Source.of(loaded.body)))
    if told is not None and told is not record.state and not problems:
        known = f"says {record.state}" if record.state else "has no entry"
        problems.append(f"pmflow's block in the document tells {told}, the journal {known}; entries are missing")
    rebuilt = [f"{entry.at:%Y-%m-%d}" for entry in loaded.journal if entry.rebuilt]
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
                "rebuilt": rebuilt,
            }
        )
    else:
        out = console()
        sign = marks(out)
        for problem in problems:
            out.print(f"{sign.no} {one_line(problem)}", markup=False)
        if not problems:
            count = f"{len(loaded.journal)} {'entry' if len(loaded.journal) == 1 else 'entries'}"
            if not loaded.journal:
                out.print(f"{full}: nothing is journaled yet", markup=False)
            else:
                out.print(f"{sign.yes} {full}: {count}, chain whole ({sealed})", markup=False)
            for day in rebuilt:
                out.print(f"! begun anew on {day}, after the journal was lost: older entries are gone", markup=False)
    if problems:
        raise typer.Exit(10)


def unsound(journal: Sequence[Entry]) -> list[str]:
    """What is wrong with a chain, one sentence each; what lacks the configured key's seal is counted in one."""
    from pmflow.cli.session import journal_key
    from pmflow.journal import verify

    key = journal_key()
    problems = verify(journal)
    unsealed = [problem for problem in verify(journal, secret=key) if problem not in problems] if key else []
    if not unsealed:
        return problems
    whose = (
        "older than the key, or replaced by somebody without it; compare the journal with version control. If it is as it "
        "was, go on: the next entry is sealed and vouches for those before it"
        if not any(entry.mac for entry in journal)
        else "sealed with another key, or written by somebody without it; compare the journal with version control, and "
        "set PMFLOW_JOURNAL_KEY to the key that they were sealed with"
    )
    count = f"{len(unsealed)} of {len(journal)} {'entry' if len(journal) == 1 else 'entries'}"
    return [*problems, f"not sealed with PMFLOW_JOURNAL_KEY: {count}, {whose}"]


def disagreement(ref: str, shown: tuple[State, ...], journaled: State | None) -> list[str]:
    """What the tracker shows, held against the journal. Without any, both mean a draft."""
    known, sync = journaled or "draft", command("sync", ref)
    if len(shown) > 1:
        return [f"the tracker shows {len(shown)} states: {', '.join(shown)}; run: {sync}"]
    if not shown and journaled:
        return [f"the tracker shows no state, the journal says {journaled}; run: {sync}"]
    if shown and shown[0] != known:
        return [f"the tracker shows {shown[0]}, the journal says {known}; run: {sync}"]
    return []
