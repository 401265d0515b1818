"""`pmflow audit verify REF`: is the journal whole, and does the tracker agree with it? `accept`: somebody vouches for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pmflow.cli.hints import command
from pmflow.cli.options import AsJson, By, Config, DryRun, Now, Ref, TrackerName

if TYPE_CHECKING:
    from pmflow.cli.session import Session
    from pmflow.journal import Entry
    from pmflow.model import State
    from pmflow.tracker import Loaded


def audit(
    what: Annotated[str, typer.Argument(metavar="verify|accept", help="Check a journal, or vouch for it.")],
    ref: Ref,
    reason: Annotated[str | None, typer.Option(help="For accept: what it was compared with.")] = None,
    by: By = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    config: Config = None,
    tracker: TrackerName = None,
    now: Now = None,
) -> None:
    """Check a journal's chain and compare it with what the tracker shows; exit 10 when something is off.

    accept: vouch for a journal that is older than its key, or was begun anew after a loss.
    """
    from pmflow.cli.session import Session
    from pmflow.errors import UsageError
    from pmflow.events import JournalAccepted

    if what == "accept":
        session = Session(config, tracker, now, dry_run, by, about=ref)
        session.carry_out(ref, JournalAccepted(by=session.by, reason=reason), as_json=as_json)
        return
    if what != "verify":
        raise UsageError(f'"{what}" is nothing that audit does; write: pmflow audit verify REF')
    _verify(Session(config, tracker, about=ref), ref, as_json=as_json)


def _verify(session: Session, ref: str, *, as_json: bool) -> None:
    from pmflow.cli.session import console, journal_key, print_json
    from pmflow.deciding.recording import begun_anew
    from pmflow.errors import REFUSED
    from pmflow.journal import replay
    from pmflow.report.screen import marks, one_line

    full = session.tracker.resolve(ref)
    loaded = session.tracker.load(full)
    problems = [*loaded.troubles, *unsound(loaded.journal)]
    record = replay(loaded.journal)
    problems += disagreement(full, loaded.states, record.state)
    if not problems:
        problems += block_disagrees(full, loaded) if session.tracker.items_in_document else []
    if journal_key() and (anew := begun_anew(loaded.journal)):
        accept = f"{command('audit', 'accept', full)} --reason WHY"
        problems.append(
            f"begun anew on {anew[-1].at:%Y-%m-%d}, after the journal was lost: restore it from version control, or, where "
            f"it is gone for good, say so: {accept}"
        )
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
        raise typer.Exit(REFUSED)


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
        "was, vouch for it: pmflow audit accept REF --reason WHY"
        if not any(entry.mac for entry in journal)
        else "sealed with another key, or written by somebody without it; compare the journal with version control, and "
        "set PMFLOW_JOURNAL_KEY to the key that they were sealed with"
    )
    count = f"{len(unsealed)} of {len(journal)} {'entry' if len(journal) == 1 else 'entries'}"
    return [*problems, f"not sealed with PMFLOW_JOURNAL_KEY: {count}, {whose}"]


def block_disagrees(ref: str, loaded: Loaded) -> list[str]:
    """pmflow's block, held against all that the journal amounts to: it remembers entries that were cut off at the end."""
    from pmflow.deciding.block import told_by, told_state
    from pmflow.document.own_words import read_block
    from pmflow.document.source import Source
    from pmflow.journal import replay

    block = read_block(Source.of(loaded.body))
    if block is None:
        return []
    match told_by(block, loaded.journal):
        case "all":
            return []
        case "some":
            return [f"pmflow's block in the document is older than the journal; run: {command('sync', ref)}"]
    state, (told, _) = replay(loaded.journal).state, told_state(block)
    if told is not None and told is not state:
        known = f"says {state}" if state else "has no entry"
        return [f"pmflow's block in the document tells {told}, the journal {known}; entries are missing"]
    return [
        "pmflow's block in the document tells of what the journal has not: entries are missing, or the block was edited; "
        f"compare both with version control, then run: {command('sync', ref)}"
    ]


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
