"""Document rows and tracker items, made one.

While an item is `proposed` (it has no id) the document is right; once it is tracked, the tracker's item is. Each field is
merged three ways against its last journaled value: one side changed, that change goes over to the other; both changed, the
tracker wins and a finding says so. A row that disappears deletes nothing: it is reported.

What a document does not say (None) is no statement, so it never unassigns or undates what the tracker knows. What somebody
takes away in the tracker stays away, though the row still says it, until either side says something new. And a row
is only ever given fields, never other words: title and priority travel from the document to the tracker, not back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pmflow.journal import ItemValues
from pmflow.model import ActionItem, ActionStatus, Finding, Level
from pmflow.plan import AssignActionItem, CreateActionItem, Effect, RowChange, SetDue, UpdateActionItem
from pmflow.policy import Policy

T = TypeVar("T")
ID = re.compile(r"AI-\d{1,9}", re.ASCII)
"""An id of pmflow's; a longer number is somebody's joke."""
COUNTED = 99_999
"""The highest number from which pmflow counts on: what is higher was typed by hand, and stays the only one of its kind."""


@dataclass(slots=True)
class Merged:
    """What is to be done so that both sides agree, and how things then stand."""

    items: list[ActionItem] = field(default_factory=list)
    """All items as they stand afterwards, in the document's order; those without a row last."""
    values: dict[str, ItemValues] = field(default_factory=dict)
    """The next base of the merge."""
    rows: list[RowChange] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    gone: list[ActionItem] = field(default_factory=list)
    """Tracked items whose row disappeared from the document."""
    unheld: dict[str, str] = field(default_factory=dict)
    """Owners in the tracker that no row can hold, by id: there the item counts as its former owner's."""
    lost: list[ActionItem] = field(default_factory=list)
    """Promises whose item disappeared from the tracker."""
    untracked: list[int] = field(default_factory=list)
    """Positions of the rows that are proposals: without an id, with one that nobody gave, or with a copied one."""


def values_of(item: ActionItem) -> ItemValues:
    """The part of an item that is merged."""
    return ItemValues(
        title=item.title, owner=item.owner, due=item.due, priority=item.priority,
        status=item.status if item.status not in (None, ActionStatus.PROPOSED) else ActionStatus.PLANNED,
        evidence=item.evidence, reason=item.reason,
    )  # fmt: skip


def _kept(values: ItemValues, was: ItemValues | None) -> ItemValues:
    """What neither row nor tracker holds stays as it was journaled: a reason while the item will not be done, evidence
    while it is done."""
    if was is None:
        return values
    reason = was.reason if values.status is ActionStatus.WONT_DO else None
    evidence = was.evidence if values.status in (ActionStatus.DONE, ActionStatus.VERIFIED) else None
    return values.model_copy(update={"reason": values.reason or reason, "evidence": values.evidence or evidence})


def rows_of(items: Iterable[ActionItem]) -> list[tuple[int, ActionItem]]:
    """Each row with its `nth`: how many rows of the same title stand above it."""
    seen: Counter[str] = Counter()
    numbered = []
    for item in items:
        numbered.append((seen[item.title], item))
        seen[item.title] += 1
    return numbered


def next_number(*known: Iterable[str]) -> int:
    """The number after the highest `AI-n` that was ever used, up to `COUNTED`; a number is never given twice."""
    numbers = {int(id[3:]) for ids in known for id in ids if ID.fullmatch(id)}
    number = max((each for each in numbers if each <= COUNTED), default=0) + 1
    while number in numbers:
        number += 1
    return number


def merge(
    rows: tuple[ActionItem, ...],
    tracked: tuple[ActionItem, ...],
    base: Mapping[str, ItemValues],
    policy: Policy,
    *,
    items_in_document: bool,
    ready: Collection[int] | None,
) -> Merged:
    """Reconcile. The proposals at the positions `ready` (None: all of them) become tracked items: they get an id, and an
    item in the tracker."""
    merged = Merged()
    in_tracker = {item.id: item for item in tracked if item.id}
    given = {id for id in (*base, *in_tracker, *(row.id for row in rows)) if id}
    number = next_number(given)
    seen: set[str] = set()
    rowless = {
        values.row_title or values.title: id for id, values in base.items() if id not in {row.id for row in rows}
    }
    for position, (nth, row) in enumerate(rows_of(rows)):
        if row.id in seen:
            told = f"{row.id} stands in two rows; remove the id from the copy"
            merged.findings.append(_finding("item-id-twice", row.line, told))
            merged.untracked.append(position)
            merged.items.append(row.model_copy(update={"id": None}))
        elif row.id and row.id not in base and row.id not in in_tracker and row.title in rowless:
            told = f'{row.id} is no id that pmflow gave: "{row.title}" was {rowless[row.title]}; put that back'
            merged.findings.append(_finding("item-ids-exchanged", row.line, told))
            merged.items.append(row)
        elif row.id is None or (row.id not in base and row.id not in in_tracker):
            if ready is not None and position not in ready:
                merged.untracked.append(position)
                merged.items.append(row)
                continue
            id = row.id or f"AI-{number}"
            given.add(id)
            while f"AI-{number}" in given:
                number += 1
            seen.add(id)
            _track(merged, nth, row, id, items_in_document)
        else:
            seen.add(row.id)
            _merge_one(merged, nth, row, in_tracker.get(row.id), base.get(row.id), policy, items_in_document)
    merged.findings.extend(_exchanged(rows, base))
    for id in sorted({*base, *in_tracker} - seen, key=lambda id: (len(id), id)):
        _without_row(merged, id, in_tracker.get(id), base.get(id), policy, items_in_document)
    return merged


def _exchanged(rows: tuple[ActionItem, ...], base: Mapping[str, ItemValues]) -> Iterator[Finding]:
    """Ids that changed places: a row has the title that another id had, and that other id has another title now."""
    titles = {row.id: row.title for row in reversed(rows) if row.id in base}
    were: dict[str, list[str]] = {}
    for id, values in base.items():
        were.setdefault(values.row_title or values.title, []).append(id)
    for row in rows:
        if row.id and row.id in base and titles[row.id] == row.title != (base[row.id].row_title or base[row.id].title):
            other = next((id for id in were.get(row.title, ()) if titles.get(id, row.title) != row.title), None)
            if other is not None:
                told = f'"{row.title}" was {other} and bears {row.id} now; put the ids back where they were'
                yield _finding("item-ids-exchanged", row.line, told)


def _track(merged: Merged, nth: int, row: ActionItem, id: str, items_in_document: bool) -> None:
    new = row.model_copy(update={"id": id, "status": values_of(row).status})
    status = ActionStatus.PLANNED if row.status is ActionStatus.PROPOSED else None
    if row.id is None or status:
        merged.rows.append(RowChange(row.title, nth, row.id, new_id=id if row.id is None else None, status=status))
    if not items_in_document:
        merged.effects.append(CreateActionItem(new))
    merged.items.append(new)
    merged.values[id] = values_of(new)


def _merge_one(
    merged: Merged,
    nth: int,
    row: ActionItem,
    other: ActionItem | None,
    was: ItemValues | None,
    policy: Policy,
    items_in_document: bool,
) -> None:
    id = row.id or ""
    if items_in_document:
        here = row.model_copy(update={"status": values_of(row).status})
        merged.items.append(here)
        merged.values[id] = _kept(values_of(here), was)
        return
    if other is None:
        assert was is not None  # else the row would be a proposal
        told = f"{id} is gone from the tracker; settle it in its row: won't do, with a reason"
        merged.findings.append(_finding("item-gone", row.line, told))
        here = row.model_copy(update={"status": row.status or was.status, "reason": row.reason or was.reason})
        merged.items.append(here)
        if here.status is None or here.status.is_open:
            merged.lost.append(here)
        merged.values[id] = was if here.status is was.status else _kept(values_of(here), was)
        return

    mine_status = None if row.status in (None, ActionStatus.PROPOSED) else row.status
    shown = values_of(other).status
    if mine_status is not ActionStatus.VERIFIED:
        other = _counted(other, was)
    left: set[str] = set()

    def pick(name: str, mine: T | None, theirs: T | None, base: T | None, held: T | None, same: bool) -> T | None:
        known = base if base is not None else held
        if mine is None or same:
            return theirs
        if theirs is None:
            if known is None or mine != known:
                return mine
            left.add(name)
            merged.findings.append(_finding("item-emptied", row.line, _emptied(id, name, mine, other)))
            return None
        if was is None:
            return theirs
        if theirs == base:
            return mine
        if mine != known:
            merged.findings.append(
                _finding(
                    "item-conflict",
                    row.line,
                    f"{id}: {name} was changed in both places ({mine} here, {theirs} in the tracker); the tracker's holds",
                )
            )
        return theirs

    there = values_of(other)
    same_owner = row.owner is not None and there.owner is not None and policy.same_person(row.owner, there.owner)
    their_owner = _as_journaled(there.owner, was, policy)
    my_owner = _as_journaled(row.owner, was, policy)
    owner = pick("owner", my_owner, their_owner, was.owner if was else None, was.row_owner if was else None, same_owner)
    due = pick(
        "due date", row.due, there.due, was.due if was else None, was.row_due if was else None, row.due == there.due
    )
    status = (
        pick("status", mine_status, there.status, was.status if was else None, None, mine_status == there.status)
        or there.status
    )
    if was is None:
        title, priority = row.title, row.priority or there.priority
    else:
        title = _newer(row.title, there.title, was.title, was.row_title)
        priority = _newer(row.priority, there.priority, was.priority, was.row_priority)
        if priority is None and row.priority is not None:
            merged.findings.append(_finding("item-emptied", row.line, _emptied(id, "priority", row.priority, other)))
    if there.title != row.title and title != row.title:
        merged.findings.append(
            _finding(
                "item-title", row.line, f'{id} is called "{there.title}" in the tracker; pmflow does not rewrite titles'
            )
        )

    update = UpdateActionItem(
        id,
        title=title if title != there.title else None,
        status=_to_show(status, shown, was),
        priority=priority if priority != there.priority else None,
    )
    if update != UpdateActionItem(id):
        merged.effects.append(update)
    if owner is not None and owner != their_owner and not same_owner:
        merged.effects.append(AssignActionItem(id, owner))
    if due is not None and due != there.due:
        merged.effects.append(SetDue(id, due))
    change = RowChange(
        row.title, nth, id,
        status=status if status != (mine_status or ActionStatus.PLANNED) else None,
        owner=there.owner if owner == their_owner != my_owner and not same_owner else None,
        due=due if due is not None and due != row.due else None,
    )  # fmt: skip
    if change != RowChange(row.title, nth, id):
        merged.rows.append(change)
    here = row.model_copy(
        update={
            "owner": row.owner if same_owner else owner, "due": due, "status": status, "priority": priority,
            "link": other.link or row.link, "reason": other.reason or row.reason, "evidence": other.evidence or row.evidence,
        }
    )  # fmt: skip
    merged.items.append(here)
    values = ItemValues(
        title=title, owner=their_owner if same_owner else owner, due=due, priority=priority, status=status,
        evidence=here.evidence, reason=here.reason,
        row_owner=my_owner if "owner" in left else None, row_due=row.due if "due date" in left else None,
        row_title=row.title if row.title != title else None, row_priority=row.priority if row.priority != priority else None,
    )  # fmt: skip
    merged.values[id] = _kept(values, was)


def _counted(item: ActionItem, was: ItemValues | None) -> ActionItem:
    """The tracker's item as it counts: only what was done is verified. Of what was open until now, a mark that says so is left
    from an earlier time, and it is done."""
    stale = was is not None and was.status.is_open and item.status is ActionStatus.VERIFIED
    return item.model_copy(update={"status": ActionStatus.DONE}) if stale else item


def _to_show(status: ActionStatus, shown: ActionStatus, was: ItemValues | None) -> ActionStatus | None:
    """The status that the tracker is told; None where it shows it already. Where what was verified is open again, it is told all
    the same: a mark of the former time may be left there."""
    again = was is not None and was.status is ActionStatus.VERIFIED and status.is_open
    return status if again or status is not shown else None


def _newer(mine: T, theirs: T, base: T, held: T | None) -> T:
    """What holds of what is never written into a row: the row's where it alone says something new, else the tracker's."""
    unchanged = mine is None or mine == (held if held is not None else base)
    return theirs if unchanged or theirs not in (base, None) else mine


def _emptied(id: str, name: str, mine: object, other: ActionItem) -> str:
    """What is said of a field that was emptied in the tracker: it stays empty, and nobody's silence is taken for a word."""
    if name == "due date" and other.due_raw:
        return f'{id}: its due date in the tracker, "{other.due_raw}", is no date (the row says {mine}); mend it there'
    return (
        f"{id}: its {name} was taken away in the tracker, where the row still says {mine}; give it one, here or there"
    )


def _as_journaled(owner: str | None, was: ItemValues | None, policy: Policy) -> str | None:
    """Who is meant, as the journal spells them: a document has names, a tracker logins, and neither is a change."""
    known = (was.owner or was.row_owner) if was else None
    return known if owner is not None and known is not None and policy.same_person(owner, known) else owner


def _without_row(
    merged: Merged,
    id: str,
    other: ActionItem | None,
    was: ItemValues | None,
    policy: Policy,
    items_in_document: bool,
) -> None:
    if other is None and was is None:
        return
    if other is not None:
        shown, other = values_of(other).status, _counted(other, was)
        values = _kept(values_of(other), was)
        if not items_in_document and (status := _to_show(values.status, shown, was)) is not None:
            merged.effects.append(UpdateActionItem(id, status=status))
        item, values = other, values.model_copy(update={"owner": _as_journaled(values.owner, was, policy)})
    else:
        assert was is not None
        values = was
        item = ActionItem(
            id=id,
            title=was.title,
            owner=was.owner,
            due=was.due,
            priority=was.priority,
            status=was.status,
            reason=was.reason,
        )
    merged.items.append(item)
    merged.values[id] = values
    if was is None and not items_in_document:
        merged.findings.append(
            _finding(
                "item-without-row",
                1,
                f'{id} "{item.title}" is in the tracker, but has no row in the document',
                Level.NOTE,
            )
        )
        return
    merged.gone.append(item)
    merged.findings.append(
        _finding(
            "item-row-gone",
            1,
            f'the row of {id} "{item.title}" disappeared; it stays a promise until it is done or "won\'t do"',
        )
    )


def no_such_owner(id: str, owner: str, line: int) -> Finding:
    """Of an owner in the tracker that the item's row cannot hold."""
    return _finding(
        "item-owner",
        line,
        f'{id}: "{owner}" is its owner in the tracker, but would not read as an owner in its row, which stays as it is; '
        "give it to somebody else in the tracker",
    )


def _finding(rule: str, line: int, message: str, level: Level = Level.WARNING) -> Finding:
    return Finding(rule=rule, severity=level, line=max(line, 1), message=message)
