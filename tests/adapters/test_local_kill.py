"""The folder of Markdown files under `kill -9`, and under two writers at once.

The writers are processes of their own. What one of them was told is done it notes in a file of acknowledgements; after
a kill the folder must hold all of that, and at most the one write more that was under way.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import random
import re
import signal
import time
from collections.abc import Callable
from itertools import count
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from pmflow.adapters.local import Local
from pmflow.errors import TrackerConflict
from pmflow.journal import Entry, verify
from pmflow.model import State
from pmflow.plan import Comment, Effect, SetDue, SetState, WriteJournal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here"),
]

ROUNDS = 200
ROUNDS_PER_DOCUMENT = 20
INCREMENTS = 200
FROM_TWO_FOLDERS = 60
NOW = dt.datetime(2026, 6, 3, 9, 0, tzinfo=dt.UTC)
FIRST_DUE = dt.date(2026, 6, 12)
STATES = tuple(State)
TEXT = """\
---
title: Connection pool exhausted
pmflow:
  state: {state}
---

# Connection pool exhausted

## Summary

{words}

## Action items

| ID | Action | Owner | Due | Status |
|----|--------|-------|-----|--------|
| AI-1 | Close connections in the retry path | noor | {due} | Planned |
"""
WORDS = "Checkout answered with errors for 86 minutes. " * 200


def nth(number: int) -> Effect:
    """The write that comes as `number`, from 0; every one changes something."""
    turn, kind = divmod(number, 4)
    match kind:
        case 0:
            return SetState(STATES[(turn + 1) % len(STATES)])
        case 1:
            return SetDue("AI-1", FIRST_DUE + dt.timedelta(days=turn + 1))
        case 2:
            return WriteJournal(Entry(key=f"j{turn}", at=NOW, by="noor", what="Synced", reason="why " * (turn % 50)))
        case _:
            return Comment(f"c{turn}", f"Said for the {turn}. time.\n" * (turn % 9 + 1))


def after(writes: int) -> tuple[str, list[str], frozenset[str]]:
    """Document, keys of the journal and of the comments after that many writes."""
    states, dues = (writes + 3) // 4, (writes + 2) // 4
    body = TEXT.format(state=STATES[states % len(STATES)], words=WORDS, due=FIRST_DUE + dt.timedelta(days=dues))
    return body, [f"j{n}" for n in range((writes + 1) // 4)], frozenset(f"c{n}" for n in range(writes // 4))


def write_for_ever(root: str, ref: str, start: int, acknowledged: str) -> None:
    """Make one write after the other and note each one that is done."""
    tracker = Local(Path(root))
    notes = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in count(start):
        tracker.apply(ref, nth(number))
        os.write(notes, b".")


def started(target: Callable[..., None], *arguments: object) -> ForkServerProcess:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["pmflow.adapters.local", "pmflow.document.edit", "pmflow.document.parse", "filelock", "yaml", "pytest"]
    )
    process = context.Process(target=target, args=arguments)
    process.start()
    return process


def test_kill(tmp_path: Path, record_testsuite_property: Callable[[str, object], None]) -> None:
    """Killed at any moment, the document is whole and nothing acknowledged is lost, nothing is there twice."""
    chance = random.Random(20260602)
    total = midway = 0
    for round_ in range(ROUNDS):
        if round_ % ROUNDS_PER_DOCUMENT == 0:
            ref, done = f"pool-{round_}", 0
            folder = tmp_path / "postmortems" / ref
            folder.mkdir(parents=True)
            (folder / "postmortem.md").write_text(after(0)[0])
        acknowledged = tmp_path / f"acknowledged-{round_}"
        acknowledged.touch()
        writer = started(write_for_ever, str(tmp_path), ref, done, str(acknowledged))
        until = time.monotonic() + 30
        while not acknowledged.stat().st_size and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.06))
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        told = acknowledged.stat().st_size
        assert told > 0
        done += told
        total += told
        loaded = Local(tmp_path).load(ref)
        found = (loaded.body, [entry.key for entry in loaded.journal], loaded.comments)
        assert found in (after(done), after(done + 1))
        assert verify(loaded.journal) == []
        midway += found == after(done + 1)
    for path in tmp_path.glob("postmortems/*"):
        Local(tmp_path).apply(path.name, SetState(State.DRAFT))
        assert {left.name for left in path.iterdir()} <= {"postmortem.md", "journal.jsonl", "comments.md"}
    record_testsuite_property("kill -9", f"{ROUNDS} rounds, {total} acknowledged writes, {midway} done but not told")


COUNTER = re.compile(r"Counted: (\d+)")


def count_up(root: str, ref: str, who: str, hold: bool) -> None:
    """Count up in the document, under the lock or by trying again, and journal every time."""
    tracker = Local(Path(root), patience=60)
    for number in range(INCREMENTS):
        if hold:
            with tracker.hold(ref):
                _count_one(tracker, ref)
        else:
            while True:
                try:
                    _count_one(tracker, ref)
                    break
                except TrackerConflict:
                    continue
        tracker.apply(ref, WriteJournal(Entry(key=f"{who}{number}", at=NOW, by=who, what="Synced")))
        if number % 20 == 0:
            tracker.apply(ref, Comment(f"{who}{number}", "Counted."))


def _count_one(tracker: Local, ref: str) -> None:
    body = tracker.load(ref).body
    found = COUNTER.search(body)
    assert found is not None
    tracker.write_body(ref, body.replace(found[0], f"Counted: {int(found[1]) + 1}"), expected=body)


def test_two_writers_from_two_folders(tmp_path: Path) -> None:
    """Two processes that began in different folders write one document and one journal, which is one chain."""
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems/counter.md").write_text("# Counter\n\nCounted: 0\n")
    places = (("noor", tmp_path, "counter"), ("ivo", tmp_path / "postmortems", "counter.md"))
    writers = [started(journal_only, str(root), ref, who) for who, root, ref in places]
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    loaded = Local(tmp_path).load("counter")
    assert len(loaded.journal) == 2 * FROM_TWO_FOLDERS
    assert (verify(loaded.journal), loaded.troubles) == ([], ())
    assert [path.parent for path in tmp_path.rglob(".pmflow.lock")] == [tmp_path]


def journal_only(root: str, ref: str, who: str) -> None:
    """Write one entry after the other."""
    tracker = Local(Path(root), patience=60)
    for number in range(FROM_TWO_FOLDERS):
        tracker.apply(ref, WriteJournal(Entry(key=f"{who}{number}", at=NOW, by=who, what="Synced")))


def test_two_writers(tmp_path: Path) -> None:
    """Two processes that write the same post-mortem at once lose nothing of each other's, held or not."""
    ref = "counter"
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems/counter.md").write_text("# Counter\n\nCounted: 0\n")
    writers = [started(count_up, str(tmp_path), ref, who, hold) for who, hold in (("noor", True), ("ivo", False))]
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    loaded = Local(tmp_path).load(ref)
    keys = [entry.key for entry in loaded.journal]
    assert loaded.body == f"# Counter\n\nCounted: {2 * INCREMENTS}\n"
    assert sorted(keys) == sorted(f"{who}{number}" for who in ("noor", "ivo") for number in range(INCREMENTS))
    for who in ("noor", "ivo"):
        assert [key for key in keys if key.startswith(who)] == [f"{who}{number}" for number in range(INCREMENTS)]
    assert verify(loaded.journal) == []
    assert len(loaded.comments) == 2 * len(range(0, INCREMENTS, 20))
