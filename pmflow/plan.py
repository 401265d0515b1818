"""The plan: what would make the tracker as it should be, as small repeatable effects, and what stands in the way.

An effect is imperative and idempotent; its `key` recognises a repeat. Effects are data: the adapters carry them out.
`target` is the post-mortem's ref, or `<ref>#AI-n` for an action item.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pmflow.journal import Answer, Entry
from pmflow.model import ActionItem, ActionStatus, Finding, Incident, Priority, State


@dataclass(frozen=True, slots=True)
class SetState:
    """Make this the one state that the tracker shows."""

    state: State
    waived: bool = False
    """It is closed without a post-mortem."""

    @property
    def key(self) -> str:
        return f"state:{self.state}"

    @property
    def summary(self) -> str:
        return f"set the state to {self.state}"


@dataclass(frozen=True, slots=True)
class AddLabel:
    """On the post-mortem; with `item`, on that action item (trackers whose items are their own have labels on each)."""

    label: str
    item: str | None = None

    @property
    def key(self) -> str:
        return f"label:{self.label}:{self.item}"

    @property
    def summary(self) -> str:
        return f"add the label {self.label}"


@dataclass(frozen=True, slots=True)
class RemoveLabel:
    """From the post-mortem; with `item`, from that action item."""

    label: str
    item: str | None = None

    @property
    def key(self) -> str:
        return f"unlabel:{self.label}:{self.item}"

    @property
    def summary(self) -> str:
        return f"remove the label {self.label}"


@dataclass(frozen=True, slots=True)
class CreateActionItem:
    """Make an item in the tracker for a row of the document; `item.id` is set."""

    item: ActionItem

    @property
    def key(self) -> str:
        return f"create:{self.item.id}"

    @property
    def summary(self) -> str:
        return f'create "{self.item.title}"'


@dataclass(frozen=True, slots=True)
class UpdateActionItem:
    """Change what is not None."""

    id: str
    title: str | None = None
    status: ActionStatus | None = None
    priority: Priority | None = None
    evidence: str | None = None
    reason: str | None = None

    @property
    def key(self) -> str:
        return f"update:{self.id}:{self.title}:{self.status}:{self.priority}:{self.evidence}:{self.reason}"

    @property
    def summary(self) -> str:
        words = {
            "title": self.title, "status": self.status, "priority": self.priority, "evidence": self.evidence,
            "the reason": self.reason,
        }  # fmt: skip
        return "set " + ", ".join(f"{name} to {value}" for name, value in words.items() if value is not None)


@dataclass(frozen=True, slots=True)
class AssignActionItem:
    id: str
    owner: str

    @property
    def key(self) -> str:
        return f"assign:{self.id}:{self.owner}"

    @property
    def summary(self) -> str:
        return f"assign to {self.owner}"


@dataclass(frozen=True, slots=True)
class SetDue:
    id: str
    due: dt.date

    @property
    def key(self) -> str:
        return f"due:{self.id}:{self.due}"

    @property
    def summary(self) -> str:
        return f"set the due date to {self.due}"


@dataclass(frozen=True, slots=True)
class RestoreActionItem:
    """Put pmflow's words back into an item in which somebody wrote over them, with what they said."""

    id: str
    due: dt.date | None = None
    evidence: str | None = None
    reason: str | None = None

    @property
    def key(self) -> str:
        return f"restore:{self.id}"

    @property
    def summary(self) -> str:
        return "put back pmflow's words, which were written over"


@dataclass(frozen=True, slots=True)
class WithdrawActionItem:
    """Take back what was made twice (`Twin`), where nothing is in it that the other lacks; else people are told, once."""

    id: str
    title: str
    place: str
    counts: str

    @property
    def key(self) -> str:
        return f"twice:{self.place}"

    @property
    def summary(self) -> str:
        return f"take back {self.place}, made in the same moment as {self.counts}"


@dataclass(frozen=True, slots=True)
class RowChange:
    """New field values for one action item's row. The row is found by its id, else by title and `nth` of that title."""

    title: str
    nth: int = 0
    id: str | None = None
    """The id that the row bears now."""
    new_id: str | None = None
    status: ActionStatus | None = None
    owner: str | None = None
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Add to a draft what its incident knows by now and its template has; no line that people wrote is touched."""

    incident: Incident
    template: str
    added: tuple[str, ...]
    """In words for people."""

    @property
    def key(self) -> str:
        return "catch_up:" + ";".join(self.added)

    @property
    def summary(self) -> str:
        return f"add {', '.join(self.added)}"


@dataclass(frozen=True, slots=True)
class WriteRows:
    """Write fields (status, owner, due, ref) into the document's action-item rows; nothing else of it is touched."""

    rows: tuple[RowChange, ...]

    @property
    def key(self) -> str:
        return "rows:" + ";".join(f"{r.new_id or r.id}:{r.status}:{r.owner}:{r.due}" for r in self.rows)

    @property
    def summary(self) -> str:
        ids = ", ".join(row.new_id or row.id or row.title for row in self.rows)
        names = [
            name for name in ("status", "owner", "due") if any(getattr(row, name) is not None for row in self.rows)
        ]
        if not names:
            return f"number the rows {ids}"
        return f"write {' and '.join(names)} into the rows of {ids}"


@dataclass(frozen=True, slots=True)
class UpsertBlock:
    """Put this into pmflow's own marked block of the document."""

    content: str

    @property
    def key(self) -> str:
        return "block"

    @property
    def summary(self) -> str:
        return "update pmflow's own block"


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """Show people how things stand, in a place of pmflow's own beside the document; what was shown there before goes."""

    text: str
    """Markdown."""

    @property
    def key(self) -> str:
        return "status"

    @property
    def summary(self) -> str:
        return "show how things stand"


@dataclass(frozen=True, slots=True)
class KeepOpen:
    """Open the post-mortem's own issue again, which people closed while work was left; its state is not touched."""

    @property
    def key(self) -> str:
        return "keep_open"

    @property
    def summary(self) -> str:
        return "open its issue again"


@dataclass(frozen=True, slots=True)
class Comment:
    """Say something under the post-mortem, once for each key."""

    key: str
    text: str
    raced: bool = False
    """Two runs may well say it in the same moment: what one that died left unsaid, the next one says."""

    @property
    def summary(self) -> str:
        return "comment: " + self.text.splitlines()[0]


@dataclass(frozen=True, slots=True)
class CommentIncident:
    """Say something under the incident, once for each key; where nobody may say anything there, say `here` under the
    post-mortem."""

    incident: str
    key: str
    text: str
    here: str

    @property
    def summary(self) -> str:
        return f"comment under {self.incident}: " + self.text.splitlines()[0]


@dataclass(frozen=True, slots=True)
class Notify:
    """Tell somebody about one promise, at most once: the intent is journaled before it is sent."""

    key: str
    to: tuple[str, ...]
    """People by the names that policy or document has for them, targets by theirs in `notify`."""
    text: str
    """What there is to say, one line."""
    rung: str | None = None
    id: str | None = None
    """The action item, or the post-mortem's own deadline, that it is about."""
    due: dt.date | None = None
    """The date by which the rung is remembered."""
    at: dt.datetime | None = None
    """Not before: when they work. Aware, UTC."""
    person: bool = True
    """False for a target that is nobody in particular."""
    task: Literal["help", "overdue", "today", "stale", "coming", "news"] = "overdue"
    """What they are asked to do: a message is grouped by it."""
    after: str | None = None
    """What happens next, and when."""

    @property
    def summary(self) -> str:
        return f"tell {', '.join(self.to)}: {self.text.splitlines()[0]}"


@dataclass(frozen=True, slots=True)
class OpenPostmortem:
    """Make the post-mortem of an incident that has none. The plan's `ref` is the incident's, and its adapter is not asked:
    opening takes several effects (`pmflow.opening`)."""

    title: str
    """The incident's."""
    why: str
    """In words that end a sentence."""

    @property
    def key(self) -> str:
        return "open"

    @property
    def summary(self) -> str:
        return f"open the post-mortem of “{self.title}”: {self.why}"


@dataclass(frozen=True, slots=True)
class Publish:
    """Put the text where this audience reads; the same place is overwritten."""

    audience: str
    place: str
    text: str

    @property
    def key(self) -> str:
        return f"publish:{self.audience}:{self.place}"

    @property
    def summary(self) -> str:
        return f"publish to {self.audience} at {self.place}"


@dataclass(frozen=True, slots=True)
class MarkPublished:
    """Put a line such as "under revision" above what was published, or what was said last of it where it is read in place
    (`place` is then where it was said). The text itself stays: the new one was not reviewed, and perhaps not redacted."""

    audience: str
    place: str
    note: str

    @property
    def key(self) -> str:
        return f"mark:{self.audience}:{self.place}"

    @property
    def summary(self) -> str:
        return f"mark what was published to {self.audience} at {self.place}: {self.note}"


RECORDED: Mapping[str, str] = {
    "PostmortemOpened": "record that it was opened by {by}",
    "PostmortemCaughtUp": "record what it was given",
    "IncidentRetracted": "record that it was no incident, as {by} says",
    "IncidentConfirmed": "record that it is an incident after all",
    "PostmortemApproved": "record the approval by {by}",
    "PostmortemRead": "record that {by} read it",
    "RedactionApproved": "record the redaction review by {by}",
    "ReviewMeetingHeld": "record the review meeting",
    "ReviewMeetingPlanned": "plan the review meeting",
    "StateSet": "record that the state was set by hand",
    "StateReverted": "record that a state set by hand was taken back",
    "JournalRebuilt": "rebuild the journal's state from what the document shows",
    "JournalAccepted": "record that {by} vouches for the journal as it is",
    "ActionItemsMerged": "record how the action items stand",
    "ActionItemDone": "record that {by} says it is done",
    "ActionItemVerified": "record that {by} verified it",
    "ActionItemDated": "record the due date that {by} set",
    "ActionItemSnoozed": "record that {by} snoozed it until {until}",
    "ActionItemAssigned": "record that {by} gave it to {owner}",
    "ActionItemSettled": "record that it will not be done: {reason}",
}
"""A journal entry in words, by what it is about; steps are the rest."""


@dataclass(frozen=True, slots=True)
class WriteJournal:
    entry: Entry
    told: str | None = field(default=None, compare=False)
    """What the summary says besides: facts that the entry alone does not show, such as the date that it moved away from."""
    more: tuple[Entry, ...] = ()
    """Entries after it, in the same write as far as they fit; those whose keys are there already are passed over."""
    status: str | None = field(default=None, compare=False)
    """How it stands, shown in the same write where the tracker shows that beside the journal."""

    @property
    def key(self) -> str:
        return "journal:" + ",".join(entry.key for entry in self.entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (self.entry, *self.more)

    @property
    def summary(self) -> str:
        entry = self.entry
        words = RECORDED.get(entry.what, "record the step {what} by {by}")
        about = entry.answer and (entry.items or {}).get(entry.answer.id)
        facts = {
            "what": entry.what, "by": entry.by, "reason": entry.reason,
            "until": entry.answer and entry.answer.until, "owner": about and about.owner,
        }  # fmt: skip
        moved = f": {self.entry.source} → {self.entry.to}" if self.entry.source and self.entry.to else ""
        passed = f", passing over {', '.join(entry.overrides)}" if entry.answer and entry.overrides else ""
        told = f": {self.told}" if self.told else ""
        more = f", and {len(self.more)} more" if self.more else ""
        return words.format(**facts) + told + moved + passed + more


Effect = (
    SetState
    | AddLabel
    | RemoveLabel
    | CreateActionItem
    | UpdateActionItem
    | AssignActionItem
    | SetDue
    | RestoreActionItem
    | WithdrawActionItem
    | CatchUp
    | WriteRows
    | UpsertBlock
    | ShowStatus
    | KeepOpen
    | Comment
    | CommentIncident
    | Notify
    | OpenPostmortem
    | Publish
    | MarkPublished
    | WriteJournal
)

EFFECT_NAMES: Mapping[type, str] = {
    SetState: "set_state",
    AddLabel: "add_label",
    RemoveLabel: "remove_label",
    CreateActionItem: "create_action_item",
    UpdateActionItem: "update_action_item",
    AssignActionItem: "assign",
    SetDue: "set_due",
    RestoreActionItem: "restore_action_item",
    WithdrawActionItem: "withdraw_action_item",
    CatchUp: "catch_up",
    WriteRows: "write_rows",
    UpsertBlock: "upsert_block",
    ShowStatus: "show_status",
    KeepOpen: "keep_open",
    Comment: "comment",
    CommentIncident: "comment_incident",
    Notify: "notify",
    OpenPostmortem: "create_postmortem",
    Publish: "publish",
    MarkPublished: "mark_published",
    WriteJournal: "journal",
}
"""The names under which effects appear in JSON."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One guard that does not hold, and what to do about it."""

    guard: str
    reasons: tuple[str, ...]

    @property
    def message(self) -> str:
        return "; ".join(self.reasons)


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer of `decide`."""

    ref: str
    effects: tuple[Effect, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    """Guards at error level that fail; a plan with refusals does not do what was asked."""
    advice: tuple[Refusal, ...] = ()
    """Guards at warning level that fail, and other things worth knowing; they hold nothing back."""
    findings: tuple[Finding, ...] = ()
    """What deciding itself found: conflicts between document and tracker, rows that are gone. The linter's are `check`'s."""
    before: State | None = None
    after: State | None = None

    def target(self, effect: Effect) -> str:
        match effect:
            case CreateActionItem(item=item):
                return f"{self.ref}#{item.id}"
            case UpdateActionItem(id=id) | AssignActionItem(id=id) | SetDue(id=id):
                return f"{self.ref}#{id}"
            case RestoreActionItem(id=id) | WithdrawActionItem(id=id):
                return f"{self.ref}#{id}"
            case AddLabel(item=str(id)) | RemoveLabel(item=str(id)) | Notify(id=str(id)) if id.startswith("AI-"):
                return f"{self.ref}#{id}"
            case WriteJournal(Entry(answer=Answer(id=id))):
                return f"{self.ref}#{id}"
            case _:
                return self.ref
