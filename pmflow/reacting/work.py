"""What reacting works with, and a `Reacted` in the making."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pmflow.deciding.draft import Draft
from pmflow.deciding.twins import withdrawals
from pmflow.engine import Outcome, carry_out, look, run
from pmflow.events import Event
from pmflow.happenings import Happening
from pmflow.model import Finding, State
from pmflow.plan import Effect, Plan, ShowStatus, WriteJournal
from pmflow.policy import Policy
from pmflow.reacting.words import Reacted, Reply
from pmflow.rules import check
from pmflow.status import explained, says_the_same, status_of
from pmflow.tracker import Snapshot, Tracker


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Tracker, policy, time; and what may be written."""

    tracker: Tracker
    policy: Policy
    now: dt.datetime
    key: bytes | None
    root: Path | None
    on_its_own: bool
    """Whether pmflow may write what nobody asked it for."""
    when_asked: bool
    """Whether it may write what a person commands."""


@dataclass(slots=True)
class Work:
    """One happening, being reacted to."""

    around: Surroundings
    happening: Happening
    ref: str
    """What it is about: the post-mortem, once there is one."""
    plans: list[Plan] = field(default_factory=list)
    applied: bool = False
    opened: bool = False
    draft: str | None = None
    replies: list[Reply] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    shown: bool = False
    """Whether the status is to be kept, also where pmflow writes nothing on its own: a person just had it do something."""
    place: str = ""
    decided_on: Snapshot | None = None
    """What the last plan was made from."""
    _snapshot: Snapshot | None = None
    _journaled: list[WriteJournal] = field(default_factory=list)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def run(self, event: Event, *, write: bool) -> Plan:
        """Decide on an event, and carry it out where that may be."""
        around = self.around
        return self.keep(
            run(
                around.tracker, self.ref, event, around.policy,
                now=around.now, dry_run=not write, key=around.key,
            )
        )  # fmt: skip

    def keep(self, outcome: Outcome) -> Plan:
        """Remember what came of something."""
        self.plans.append(outcome.plan)
        self.decided_on = outcome.snapshot
        moved = outcome.applied and bool(outcome.plan.effects)
        if moved:
            self._journaled += [each for each in outcome.plan.effects if isinstance(each, WriteJournal)]
        self.applied = self.applied or moved
        self._snapshot = None if moved else outcome.snapshot
        return outcome.plan

    def apply(self, effects: Sequence[Effect], *, write: bool) -> None:
        """Plan effects that no deciding makes, and carry them out where that may be."""
        if not effects:
            return
        self.plans.append(Plan(self.ref, tuple(effects)))
        if not write:
            return
        for effect in effects:
            carry_out(self.around.tracker, self.ref, effect)
        self.applied, self._snapshot = True, None

    def snapshot(self) -> Snapshot:
        """How it stands now; read anew only where something was written since."""
        if self._snapshot is None:
            self._snapshot = look(self.around.tracker, self.ref, self.around.policy, key=self.around.key)
        return self._snapshot

    def current(self) -> Draft:
        """What the journal says of it."""
        return Draft.of(self.snapshot(), self.around.policy, now=self.around.now)

    def _journal_again(self) -> None:
        """What this run journaled, and another wrote over at the same time: a tracker may have no locks. It costs nothing to
        see, for the journal is read anyhow."""
        there = {entry.key for entry in self.snapshot().loaded.journal}
        for lost in [each for each in self._journaled if not there.issuperset(entry.key for entry in each.entries)]:
            carry_out(self.around.tracker, self.ref, lost)
            self._snapshot = None

    def finish(self) -> Reacted:
        """How it stands in the end; and the status that people see is brought up to date."""
        self._journal_again()
        self.apply(withdrawals(self.snapshot().loaded), write=self.around.on_its_own or self.applied)
        around, snapshot = self.around, self.snapshot()
        self.place = around.tracker.place(self.ref)
        told = explained(snapshot, around.policy, now=around.now)
        status = status_of(snapshot, around.policy, now=around.now, told=told)
        if not around.tracker.items_in_document and not says_the_same(snapshot.loaded.status, status):
            write = around.on_its_own or (self.shown and around.when_asked)
            self.apply((ShowStatus(status),), write=write)
        return self.reacted(
            state=told.state,
            title=told.title,
            status=status,
            # Of one that was opened just now, they would only say that nobody wrote it yet.
            findings=() if self.opened else check(snapshot.document, around.policy),
        )

    def reacted(
        self,
        *,
        title: str | None = None,
        state: State | None = None,
        status: str | None = None,
        findings: tuple[Finding, ...] = (),
        trouble: str | None = None,
        exit_code: int = 0,
    ) -> Reacted:
        """What came of it, as a value."""
        there = self._snapshot or self.decided_on
        return Reacted(
            ref=self.ref,
            happened=(self.happening,),
            place=self.place,
            title=title,
            state=state,
            status=status,
            opened=self.opened,
            draft=self.draft,
            plans=tuple(self.plans),
            applied=self.applied,
            findings=findings,
            document=there.document if there else None,
            replies=tuple(self.replies),
            notes=tuple(self.notes),
            trouble=trouble,
            exit_code=exit_code,
        )
