"""A plan in the making, and how things will stand after it."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field

from pmflow.deciding.items import Merged, merge, no_such_owner
from pmflow.document.edit import row_holds
from pmflow.events import StepAsked
from pmflow.journal import Break, Entry, ItemValues, Record, first_break, replay, with_entry
from pmflow.mentions import unpinged
from pmflow.model import ActionItem, Finding, Severity, State, Step
from pmflow.plan import (
    AssignActionItem,
    Comment,
    CreateActionItem,
    Effect,
    Plan,
    Refusal,
    RestoreActionItem,
    SetState,
    WriteJournal,
    WriteRows,
)
from pmflow.policy import Policy
from pmflow.states.case import Case
from pmflow.tracker import Snapshot

ROW_GONE = (
    "The row of {id} “{title}” disappeared from the document. The work is not deleted: bring it back, or settle {id}."
)
ITEM_GONE = (
    "**{id} “{title}” is gone from the tracker.** It stays a promise all the same: `/pmflow done {id}` where it is done, "
    '`/pmflow wont-do {id} "WHY"` where it will not be.'
)
WORDS_GONE = (
    "In {id} “{title}” pmflow's words were written over; they are put back below what is there. By them the item is known: its "
    "id, and its due date."
)
NOT_WHOLE = (
    "{reason}; nothing from there on counts. Restore the journal from version control, or move it away to begin a new one "
    "(pmflow audit verify {ref} says more)"
)
NOT_SEALED = (
    "no entry of the journal is sealed with PMFLOW_JOURNAL_KEY: older than the key, or replaced by somebody without it. "
    "Compare it with version control, and restore it, or vouch for it: pmflow audit accept {ref} --reason WHY"
)
ANY_STEP = StepAsked(step=Step.REVIEW)


@dataclass(slots=True)
class Draft:
    """What was decided so far. `state` and `record` are as they will be once the effects so far are carried out."""

    snapshot: Snapshot
    policy: Policy
    now: dt.datetime
    record: Record
    state: State
    shown: State | None
    """What the tracker shows, None where it shows nothing."""
    rows: tuple[ActionItem, ...] = ()
    """The document's action items, as they will be."""
    tracked: tuple[ActionItem, ...] = ()
    """The tracker's, likewise; none where the document's rows are the tracker's items."""
    broken: Break | None = None
    """From where on the journal is not believed. `record` is made of what stands before."""
    ambiguous: bool = False
    """The tracker shows more than one state."""
    effects: list[Effect] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    advice: list[Refusal] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, snapshot: Snapshot, policy: Policy, *, now: dt.datetime) -> Draft:
        """Nothing decided yet."""
        journal, states = snapshot.loaded.journal, snapshot.loaded.states
        broken = snapshot.loaded.broken or first_break(journal)
        record = replay(journal[: broken.at] if broken else journal)
        shown = states[0] if states else None
        # A broken journal knows the state no better than the tracker does; with it nothing is moved anyhow.
        return cls(
            snapshot, policy, now, record,
            state=(shown if broken else None) or record.state or State.DRAFT, shown=shown, ambiguous=len(states) > 1,
            rows=snapshot.document.postmortem.action_items, tracked=snapshot.loaded.items, broken=broken,
        )  # fmt: skip

    # What will be

    def journal(self, what: str, *, by: str, key: str | None = None, told: str | None = None, **facts: object) -> None:
        """Plan an entry, once, and let the record know it. The key comes from the chain unless it has one of its own.
        `told` is what its summary says besides."""
        key = key or f"{what}:{self.record.tip}"
        if key in self.record.keys:
            return
        made = Entry.model_validate(
            {"key": key, "at": self.now, "by": by, "what": what, "policy": self.policy.hash, **facts}
        )
        self.effects.append(WriteJournal(made, told))
        self.record = with_entry(self.record, made)

    def show(self, state: State) -> None:
        """Have the tracker show this one state, and no other beside it."""
        if self.shown is not state or self.ambiguous:
            self.effects.append(SetState(state, waived=state is State.CLOSED and self.record.waived))
            self.shown, self.ambiguous = state, False

    def comment(self, key: str, text: str, *, raced: bool = False) -> None:
        """Say something, once; it repeats people's words, so that it pings nobody."""
        said = {effect.key for effect in self.effects if isinstance(effect, Comment)}
        if key not in self.snapshot.loaded.comments and key not in said:
            self.effects.append(Comment(key, unpinged(text), raced))

    def plan(self, before: State) -> Plan:
        """All of it, as a value."""
        return Plan(
            self.snapshot.ref, tuple(self.effects), tuple(self.refusals), tuple(self.advice), tuple(self.findings),
            before, self.state,
        )  # fmt: skip

    # What is

    def not_whole(self) -> Refusal | None:
        """Said while the journal is not to be believed: nothing can be decided on its word."""
        if self.broken is None:
            return None
        words = NOT_SEALED if self.broken.unsealed else NOT_WHOLE
        ref = shlex.quote(self.snapshot.ref)
        return Refusal("journal_whole", (words.format(reason=self.broken.reason, ref=ref),))

    def unapproved(self) -> Refusal | None:
        """Said of a text that was reviewed and then changed in substance: whoever approved it has not seen this."""
        approvals = self.record.approvals
        if self.state in (State.DRAFT, State.CLOSED) or not approvals:
            return None
        if any(approval.content_hash == self.snapshot.content_hash for approval in approvals):
            return None
        told = (
            f"the text changed after {approvals[-1].by} approved it; have it approved as it is now "
            f"(pmflow approve {shlex.quote(self.snapshot.ref)} --by NAME), or put back what was reviewed"
        )
        return Refusal("approval_current", (told,))

    def severity(self) -> Severity | None:
        """By what the policy judges: the worse of what document and incident say."""
        postmortem, incident = self.snapshot.document.postmortem, self.snapshot.loaded.incident
        said = [(postmortem.severity, postmortem.severity_normal)]
        if incident:
            said.append((incident.severity, incident.severity_normal))
        found = [
            severity
            for written, normal in said
            if (severity := (self.policy.normal_severity(written) if written else None) or normal) is not None
        ]
        return min(found, default=None)

    def near_miss(self) -> bool:
        """The incident's word where there is one: a document alone does not make a near-miss of what hurt people."""
        incident = self.snapshot.loaded.incident
        return incident.near_miss if incident else self.snapshot.document.postmortem.near_miss

    def case(self, event: StepAsked, items: tuple[ActionItem, ...]) -> Case:
        """What the guards may look at."""
        snapshot = self.snapshot
        incident = snapshot.loaded.incident
        zone = self.policy.working_calendar.zone
        resolved = incident.resolved_at.astimezone(zone).date() if incident and incident.resolved_at else None
        return Case(
            postmortem=snapshot.document.postmortem,
            items=items,
            record=self.record,
            findings=snapshot.findings,
            content_hash=snapshot.content_hash,
            policy=self.policy,
            now=self.now,
            severity=self.severity(),
            near_miss=self.near_miss(),
            readers_hash=snapshot.readers_hash,
            resolved_on=snapshot.document.postmortem.resolved_on or resolved,
            assignees=snapshot.loaded.assignees,
            authors_given=event.authors,
            reason=event.reason,
            approver=event.approver,
            audience=event.audience,
            by=event.by,
            read_in_place=snapshot.loaded.address is not None,
        )

    # Action items

    def merged(self, ready: frozenset[int] | None = frozenset()) -> Merged:
        """Document and tracker made one; `ready` are the rows (by position) to be tracked, None means all."""
        unheld = dict(self._unheld())
        tracked = tuple(
            item.model_copy(update={"owner": self._known_owner(item.id)}) if item.id in unheld else item
            for item in self.tracked
        )
        merged = merge(
            self.rows, tracked, self.record.items, self.policy,
            items_in_document=self.snapshot.items_in_document, ready=ready,
        )  # fmt: skip
        merged.unheld.update(unheld)
        lines = {row.id: row.line for row in self.rows}
        merged.findings.extend(no_such_owner(id, owner, lines[id]) for id, owner in unheld.items())
        return merged

    def _known_owner(self, id: str | None) -> str | None:
        known = self.record.items.get(id or "")
        return known.owner if known else next((row.owner for row in self.rows if row.id == id), None)

    def _unheld(self) -> Iterator[tuple[str, str]]:
        """The tracker's owners, by id, that would not read back from the item's row. Only what changed is tried."""
        rows = {row.id: row.owner for row in self.rows if row.id}
        for item in self.tracked:
            id, owner = item.id, item.owner
            if id is None or owner is None or id not in rows:
                continue
            same = any(known and self.policy.same_person(known, owner) for known in (rows[id], self._known_owner(id)))
            if not same and not row_holds(self.snapshot.document, id, owner):
                yield id, owner

    def carry_out(self, merged: Merged) -> None:
        """The effects of a merge. Rows first: an item whose row does not bear its id yet would be made twice after a crash."""
        if merged.rows:
            self.effects.append(WriteRows(tuple(merged.rows)))
        self.effects.extend(merged.effects)
        self.findings.extend(finding for finding in merged.findings if finding not in self.findings)
        self.rows = tuple(merged.items[: len(self.rows)])
        if not self.snapshot.items_in_document:
            values = merged.values
            # What is gone from the tracker is not there for a second merge either.
            there = {item.id for item in self.tracked}
            there |= {effect.item.id for effect in merged.effects if isinstance(effect, CreateActionItem)}
            given = {effect.id for effect in merged.effects if isinstance(effect, AssignActionItem)}
            stays = {id: {"owner": owner} for id, owner in merged.unheld.items() if id not in given}
            self.tracked = tuple(
                item.model_copy(
                    update={n: v for n, v in values[item.id] if n in ActionItem.model_fields} | stays.get(item.id, {})
                )
                for item in merged.items
                if item.id in values and item.id in there
            )
        for id in sorted(self.snapshot.loaded.unmarked & merged.values.keys()):
            known = merged.values[id]
            put_back = RestoreActionItem(id, known.due, known.evidence, known.reason)
            if not any(isinstance(effect, RestoreActionItem) and effect.id == id for effect in self.effects):
                self.effects.append(put_back)
            self.comment(f"words-gone:{id}", WORDS_GONE.format(id=id, title=known.title))
        for item in merged.lost:
            self.comment(f"item-gone:{item.id}", ITEM_GONE.format(id=item.id, title=item.title))
        for item in merged.gone:
            self.comment(f"row-gone:{item.id}", ROW_GONE.format(id=item.id, title=item.title))

    def changed(self, merged: Merged) -> dict[str, ItemValues] | None:
        """The next base of the merge, where it differs from the last."""
        return dict(merged.values) if merged.values != dict(self.record.items) else None
