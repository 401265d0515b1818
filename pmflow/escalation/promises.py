"""What a post-mortem has promised: its action items, and its own deadlines, each with somebody and a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pmflow.journal import Entry, ItemValues, Record
from pmflow.model import ActionItem, ActionStatus, Incident, Severity, State
from pmflow.owners import is_bot, is_nobody
from pmflow.policy import Policy
from pmflow.tracker import Activity

OPEN, MEETING, REVIEWED, SHARED = "open", "meeting", "reviewed", "shared"
DEADLINES: Mapping[str, str] = {
    OPEN: "a post-mortem",
    MEETING: "the review meeting",
    REVIEWED: "the review",
    SHARED: "sharing what was learned",
}
"""A post-mortem's own deadlines, as what "was due on Friday"."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a sweep looks at: a post-mortem as it stands, without its words."""

    ref: str
    record: Record
    """What its journal amounts to, as far as that is believed."""
    journal: tuple[Entry, ...] = ()
    title: str | None = None
    place: str = ""
    """Where people find it."""
    severity: Severity | None = None
    near_miss: bool = False
    authors: tuple[str, ...] = ()
    items: tuple[ActionItem, ...] = ()
    """Its tracked action items as they are now: the tracker's, or the document's rows."""
    items_in_document: bool = True
    resolved_at: dt.datetime | None = None
    held: bool = False
    """The review meeting was held."""
    planned: dt.datetime | None = None
    """When it is to be held, where people planned that."""
    labels: tuple[str, ...] = ()
    item_labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    activity: tuple[Activity, ...] = ()
    comments: frozenset[str] = frozenset()
    """Keys of the comments that pmflow made there."""
    of_postmortem: bool = True
    """False: a place whose action items are nobody's; it counts as no post-mortem."""

    @property
    def state(self) -> State:
        """The journal's state; what nothing is journaled of is a draft."""
        return self.record.state or State.DRAFT


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that somebody said would be done by a day."""

    id: str
    """The action item (`AI-1`), or a name in `DEADLINES`."""
    title: str
    owner: str | None
    """Whose it is, as written; None where nobody said so."""
    due: dt.date
    severity: Severity | None = None
    """Of the incident: who is accountable in the end depends on it."""
    authors: tuple[str, ...] = ()
    """Who wrote the post-mortem: asked where nobody else is known."""
    quiet_since: dt.date | None = None
    """For an item in progress: the day on which a person was last heard of it."""
    snoozed: dt.date | None = None
    """Not to be asked after before this day."""

    @property
    def is_item(self) -> bool:
        """Whether it is an action item, and no deadline of the post-mortem's own."""
        return self.id not in DEADLINES


def promises_of(standing: Standing, policy: Policy) -> Iterator[Promise]:
    """Everything that is open and has a date. A closed post-mortem promises nothing."""
    if standing.state is State.CLOSED:
        return
    yield from _deadlines(standing, policy)
    authors = _people(standing.authors)
    heard = _heard(standing)
    for item in tracked(standing):
        if item.due is None or item.id is None:
            continue
        in_progress = item.status is ActionStatus.IN_PROGRESS and item.id in heard and not _moved_on(standing, item)
        yield Promise(
            item.id, item.title, item.owner, item.due, standing.severity, authors,
            policy.working_calendar.day_of(heard[item.id]) if in_progress else None,
            standing.record.snoozed.get((item.id, item.due)),
        )  # fmt: skip


def tracked(standing: Standing) -> Iterator[ActionItem]:
    """The action items that are commitments and not settled.

    A row is not asked to keep a promise: one that disappeared, or stands there twice, is what the journal says; an empty
    cell takes nothing back; "proposed" makes no proposal of it again, and "won't do" without a reason settles nothing.
    """
    base = standing.record.items
    rows: dict[str, list[ActionItem]] = {}
    for item in standing.items:
        if item.id is not None:
            rows.setdefault(item.id, []).append(item)
    for id, same in rows.items():
        was = base.get(id)
        if was is None:
            if standing.items_in_document:
                continue  # a proposal
            item = same[0]
        else:
            item = _kept(same[0], was) if len(same) == 1 else _from_journal(id, was)
        if item.status is not ActionStatus.PROPOSED and not _is_settled(item):
            yield item
    for id, values in base.items():
        if id not in rows and not _is_settled(gone := _from_journal(id, values)):
            yield gone


def _is_settled(item: ActionItem) -> bool:
    if item.status is ActionStatus.WONT_DO:
        return bool(item.reason)
    return item.status in (ActionStatus.DONE, ActionStatus.VERIFIED)


def _kept(item: ActionItem, was: ItemValues) -> ActionItem:
    """An item with what the journal has of it where it says nothing itself."""
    return item.model_copy(
        update={
            "owner": item.owner or was.owner,
            "due": item.due or was.promised,
            "status": was.status if item.status in (None, ActionStatus.PROPOSED) else item.status,
            "reason": item.reason or was.reason,
        }
    )


def _from_journal(id: str, values: ItemValues) -> ActionItem:
    return ActionItem(
        id=id, title=values.title, owner=values.owner, due=values.due, status=values.status, reason=values.reason
    )


def _moved_on(standing: Standing, item: ActionItem) -> bool:
    """Whether a row says something else than the journal: somebody changed it, and a sync will tell when."""
    was = standing.record.items.get(item.id or "")
    if was is None or not standing.items_in_document:
        return False
    return (was.status, was.owner, was.due) != (item.status, item.owner, item.due)


def _heard(standing: Standing) -> dict[str, dt.datetime]:
    """When a person last did something with each item. Machines do not count, and neither does what pmflow says."""
    heard = dict(standing.record.heard)
    if standing.items_in_document:  # a row is changed by people; where a tracker keeps the items, it tells who did what
        heard |= {id: max(at, heard.get(id, at)) for id, at in standing.record.changed.items()}
    for each in standing.activity:
        if each.bot or is_bot(each.by):
            continue
        if each.id not in heard or each.at > heard[each.id]:
            heard[each.id] = each.at
    return heard


def _people(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if not is_bot(name) and not is_nobody(name))


# The post-mortem's own deadlines


def _deadlines(standing: Standing, policy: Policy) -> Iterator[Promise]:
    for id, due in deadlines(standing, policy):
        authors = _people(standing.authors)
        owner = authors[0] if authors else None
        yield Promise(id, DEADLINES[id], owner, due, standing.severity, authors)


def deadlines(standing: Standing, policy: Policy) -> Iterator[tuple[str, dt.date]]:
    """By when the next things of a post-mortem itself are to be done, in order. Nothing, where its severity asks for little.

    Days are the calendar's. A review meeting that is planned within the window is promised for that day; a later plan makes
    it no less late. The review counts from the resolution, or from when the draft was begun (or begun again) where
    that is later: who writes up an old incident is not late on the first day.
    """
    calendar, limits = policy.working_calendar, policy.deadlines
    binds = policy.profile(standing.severity, near_miss=standing.near_miss) == "full" or policy.requires_postmortem(
        standing.severity, standing.near_miss
    )
    if standing.state is State.DRAFT and binds and standing.resolved_at is not None:
        if not standing.held and policy.guard_level(
            "review_held", standing.severity, near_miss=standing.near_miss
        ) == "error":  # fmt: skip
            window = policy.review_window(standing.resolved_at)
            planned = standing.planned if standing.planned and standing.planned <= window.end else None
            yield MEETING, calendar.day_of(planned or window.end)
        begun = [entry.at for entry in standing.journal if entry.to is State.DRAFT]
        start = max([standing.resolved_at, *begun[-1:]])
        yield REVIEWED, calendar.add_workdays(calendar.day_of(start), limits.review_days)
    if standing.state in (State.REVIEWED, State.ACTIONS_TRACKED):
        # In the journal's order, not by its times. What was shared since its review is no news when it is reopened.
        steps = [entry for entry in standing.journal if entry.to in (State.REVIEWED, State.SHARED)]
        if steps and steps[-1].to is State.REVIEWED:
            yield SHARED, calendar.day_of(steps[-1].at) + dt.timedelta(days=limits.share_days)


def unopened(incident: Incident, policy: Policy) -> Promise | None:
    """The promise to write one, for an incident that needs a post-mortem, is over and has none."""
    severity = policy.normal_severity(incident.severity) or incident.severity_normal
    if incident.postmortem or incident.resolved_at is None or incident.trouble:
        return None
    if not policy.requires_postmortem(severity, incident.near_miss):
        return None
    calendar = policy.working_calendar
    due = calendar.add_workdays(calendar.day_of(incident.resolved_at), policy.deadlines.open_days)
    people = _people(incident.responders)
    return Promise(
        OPEN, f"{DEADLINES[OPEN]} of “{incident.title}”", people[0] if people else None, due, severity, people
    )
