"""The shell around `decide`: load, decide, apply, report. The one place where effects meet a tracker.

An apply that dies half way is run again with the same event; effects that were done are not in the new plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pmflow.decide import decide
from pmflow.document.catch_up import catch_up
from pmflow.document.document import Document
from pmflow.document.edit import ItemChange, content_hash, upsert_block, write_items
from pmflow.document.own_words import readers_hash
from pmflow.document.parse import parse
from pmflow.document.source import Source
from pmflow.errors import DocumentError, TrackerConflict, TrackerError, TrackerForbidden, TrackerMissing
from pmflow.events import AnswerGiven, Event, Synced
from pmflow.journal import first_break
from pmflow.plan import CatchUp, Comment, CommentIncident, Effect, Plan, RowChange, UpsertBlock, WriteRows
from pmflow.policy import Policy
from pmflow.rules import RULES, check
from pmflow.states.guards import LOOKS_AT
from pmflow.tracker import Loaded, Snapshot, Tracker

ATTEMPTS = 5
"""How often an event is decided anew when somebody else writes in between."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an event: the plan, and whether it was carried out."""

    plan: Plan
    applied: bool
    snapshot: Snapshot | None = None
    """What the plan was made from: how it still stands, where nothing of it was carried out."""


def look(tracker: Tracker, ref: str, policy: Policy, *, key: bytes | None = None) -> Snapshot:
    """Load one post-mortem, read its document and run the rules over it. Raises `TrackerError`, `DocumentError`.

    `key` is the one that the tracker seals its journals with: what lacks that seal is not believed.
    """
    loaded = tracker.load(ref)
    try:
        document = parse(loaded.body, ref=ref)
    except DocumentError as error:
        raise error.at(ref) from None
    return snapshot_of(loaded, document, policy, items_in_document=tracker.items_in_document, key=key)


def snapshot_of(
    loaded: Loaded, document: Document, policy: Policy, *, items_in_document: bool, key: bytes | None = None
) -> Snapshot:
    """A post-mortem as it stands, with the findings that guards look at, also those of rules that the policy has off."""
    quiet = [id for id in LOOKS_AT if policy.rule_level(id, RULES[id].family, RULES[id].level) is None]
    findings = check(document, policy) + (check(document, policy, select=quiet) if quiet else ())
    return Snapshot(
        replace(loaded, keyed=key is not None, broken=first_break(loaded.journal, secret=key)),
        document, findings, content_hash(document), readers_hash(document), items_in_document=items_in_document,
    )  # fmt: skip


def run(
    tracker: Tracker,
    ref: str,
    event: Event,
    policy: Policy,
    *,
    now: dt.datetime,
    dry_run: bool = False,
    key: bytes | None = None,
) -> Outcome:
    """Decide on one event and, unless `dry_run`, carry the plan out.

    What a plan with refusals holds beside them (a state taken back, say) is carried out; the step that was refused is not
    in it. Raises `TrackerError` or `DocumentError`; what was done until then stays done, and running again carries on.
    """
    if isinstance(event, AnswerGiven) and event.answer == "assign" and event.owner:
        event = event.model_copy(update={"stand_in": tracker.stand_in(ref, event.id, event.owner)})
    if dry_run:
        snapshot = look(tracker, ref, policy, key=key)
        return Outcome(decide(snapshot, event, policy, now=now), False, snapshot)
    for attempt in range(1, ATTEMPTS + 1):
        with tracker.hold(ref):
            snapshot = look(tracker, ref, policy, key=key)
            plan = decide(snapshot, event, policy, now=now)
            try:
                for effect in plan.effects:
                    carry_out(tracker, ref, effect)
            except TrackerConflict:
                if attempt == ATTEMPTS:
                    raise
                continue
        return Outcome(plan, bool(plan.effects) or not plan.refusals, snapshot)
    raise AssertionError("unreachable")


def carry_out(tracker: Tracker, ref: str, effect: Effect) -> None:
    """One effect. Those on the document are made on its text as it is right now, just before writing."""
    match effect:
        case CatchUp():
            _rewrite(tracker, ref, lambda document: catch_up(document, effect.incident, effect.template).source)
        case WriteRows():
            _rewrite(tracker, ref, lambda document: write_rows(document, effect.rows))
        case UpsertBlock():
            _rewrite(tracker, ref, lambda document: upsert_block(document.source, effect.content))
        case CommentIncident(incident=incident, key=key, text=text, here=here):
            try:
                tracker.comment_incident(incident, key, text)
            except (
                TrackerForbidden,
                TrackerMissing,
            ):  # its conversation is locked, or this token does not reach so far
                tracker.apply(ref, Comment(key, here, raced=True))
        case _:
            tracker.apply(ref, effect)


def _rewrite(tracker: Tracker, ref: str, change: Callable[[Document], Source]) -> None:
    body = tracker.load(ref).body
    try:
        after = change(parse(body, ref=ref))
    except DocumentError as error:
        raise error.at(ref) from None
    text = after.encoded.decode("utf-8")
    if text != body:
        tracker.write_body(ref, text, expected=body)


def write_rows(document: Document, rows: tuple[RowChange, ...]) -> Source:
    """The text with these rows' fields written. Raises `TrackerConflict` when a row is no longer there."""
    return write_items(
        document,
        [
            ItemChange(_find_row(document, row), status=row.status, owner=row.owner, due=row.due, id=row.new_id)
            for row in rows
        ],
    )


def _find_row(document: Document, change: RowChange) -> int:
    items = document.postmortem.action_items
    wanted = change.id or change.new_id
    if wanted is not None:
        for index, item in enumerate(items):
            if item.id == wanted and (change.id is not None or item.title == change.title):
                return index
    if change.id is None and all(item.id != change.new_id for item in items):
        same = [index for index, item in enumerate(items) if item.title == change.title]
        # Rows written before this one bear their ids already, but still count for `nth`.
        if change.nth < len(same) and items[same[change.nth]].id is None:
            return same[change.nth]
    raise TrackerConflict(
        f'{document.postmortem.ref}: the row "{change.title}" changed meanwhile; run the command again'
    )


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one post-mortem among many: an outcome, or why there is none."""

    ref: str
    outcome: Outcome | None
    trouble: str | None = None
    exit_code: int = 0
    """What the trouble means for the exit code: 4 for a document, 3 for the tracker."""


def sync_all(
    tracker: Tracker,
    refs: Iterator[str] | list[str],
    policy: Policy,
    *,
    now: dt.datetime,
    dry_run: bool = False,
    key: bytes | None = None,
) -> Iterator[Examined]:
    """Reconcile many, one after the other; one that fails does not stop the rest, and is reported."""
    for ref in refs:
        try:
            outcome = run(tracker, tracker.resolve(ref), Synced(), policy, now=now, dry_run=dry_run, key=key)
            yield Examined(ref, outcome)
        except (TrackerError, DocumentError) as error:
            yield Examined(ref, None, str(error), error.exit_code)
