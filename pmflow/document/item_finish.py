"""A draft made into an item: what its words mean, and where they stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from functools import lru_cache

from pmflow.document.days import DayOrder, find_days
from pmflow.document.document import ItemField, ItemPlace, ReadItem
from pmflow.document.due import resolve_due
from pmflow.document.item_draft import Draft, Words, said_in, span_of
from pmflow.document.item_fields import is_due_words, is_no_date, read_owner, without_by
from pmflow.document.item_guess import DITTO
from pmflow.document.item_labels import Name
from pmflow.document.item_links import draft_id, draft_link
from pmflow.document.item_status import draft_status
from pmflow.document.item_words import ListWords
from pmflow.document.kinds import read_improves, read_kind
from pmflow.document.marked import Marked
from pmflow.document.priorities import read_priority
from pmflow.document.source import Span
from pmflow.document.status_reason import wont_do_reason
from pmflow.document.statuses import WORD_OF, plain_words, read_status
from pmflow.document.table_cells import TableCell
from pmflow.model import ActionItem, ActionStatus
from pmflow.patterns import lazy

_ISO_DAY = lazy(r"20\d\d-\d\d-\d\d", re.ASCII)
_PLACED: tuple[ItemField, ...] = ("status", "owner", "due")


def finish(
    draft: Draft,
    owners: Collection[str],
    cross: ActionStatus,
    anchor: dt.date | None,
    order: DayOrder | None,
    own: ListWords,
) -> ReadItem:
    """The item of a draft whose line was read.

    `owners` are the headings that are people, `cross` what ❌ means in this list, `anchor` the day from which relative
    dues count, `order` how the document writes `7/3/2025`, `own` the list's own words.
    """
    overruled = _settle_words(draft)
    words, reading = draft.words, draft.reading
    due, due_raw, day_format = _draft_due(words.get("due"), anchor, order, own)
    priority_raw = said_in(words.get("priority")) or draft.group.priority
    if priority_raw is not None and is_no_date(priority_raw):
        priority_raw = None
    status, status_raw = draft_status(draft, cross, own)
    kind_words, improves_words = said_in(words.get("kind")), said_in(words.get("improves"))
    note = said_in(words.get("note"))
    reasons = [*_beside_status(status_raw, status), *reading.notes, *([note] if note else [])]
    reason = "; ".join(dict.fromkeys(reasons)) or None
    done = status in (ActionStatus.DONE, ActionStatus.VERIFIED)
    item_id, ref = draft_id(draft)
    item = ActionItem(
        id=item_id,
        title=reading.title or " ".join(draft.marked.text.split()),
        owner=_owner(draft, owners),
        due=due,
        due_raw=due_raw,
        priority=read_priority(priority_raw) if priority_raw else None,
        priority_raw=priority_raw,
        status=status,
        status_raw=status_raw,
        kind=(read_kind(kind_words) if kind_words else None) or draft.group.kind,
        improves=read_improves(improves_words) if improves_words else None,
        done_when=said_in(words.get("done_when")),
        evidence=said_in(words.get("evidence")) if done or "evidence" in draft.cells else None,
        link=draft_link(draft),
        reason=reason if status is ActionStatus.WONT_DO else None,
        line=draft.line,
    )
    spans: dict[ItemField, Span] = {}
    for name in _PLACED:
        found = words.get(name)
        if found is not None and found.span is not None:
            spans[name] = found.span
    if ref is not None:
        spans["ref"] = ref
    return ReadItem(
        item,
        ItemPlace(
            spans,
            draft.marked.end,
            in_table=draft.table is not None,
            checkbox=draft.marked.span(reading.box, reading.box + 1) if reading.box is not None else None,
            overruled=tuple([span for span in overruled if span is not None]),
            day_format=day_format,
        ),
    )


def _beside_status(said: str | None, status: ActionStatus | None) -> tuple[str, ...]:
    """The reason that stands with the status itself: "won't do: superseded by OPS-9"."""
    if said is None or status is not ActionStatus.WONT_DO or (found := wont_do_reason(said)) is None:
        return ()
    return (found[1],)


def _settle_words(draft: Draft) -> list[Span | None]:
    """Add the words of the cells, and let `[Owner: X]` overrule what was read before; where that stands is returned."""
    words, reading = draft.words, draft.reading
    for name, cells in draft.cells.items():
        if name in _FROM_CELLS and name not in words:
            _from_cells(draft, name, cells)
    said = words.get("due")
    if said is not None and "status" not in words and plain_words(said.text) in WORD_OF and not is_no_date(said.text):
        field_name: Name = "due" if is_due_words(said.text) else "status"  # "Due: done"
        words[field_name] = words.pop("due")
    overruled = [span_of(draft.marked, value.start, value.end) for value in reading.overruled]
    for name, value in reading.labels.items():
        if (old := words.get(name)) is not None:
            overruled.append(old.span)
        words[name] = Words(value.text, span_of(draft.marked, value.start, value.end))
    return overruled


def _owner(draft: Draft, owners: Collection[str]) -> str | None:
    """The item's own owner, else that of its group."""
    words = draft.words.get("owner")
    if words is not None and ((owner := read_owner(words.text)) is not None or words.text):
        return owner
    if draft.group.owner is not None:
        return read_owner(draft.group.owner)
    return read_owner(draft.group.label) if draft.group.label in owners else None


_FROM_CELLS: frozenset[Name] = frozenset(
    {"owner", "due", "priority", "status", "kind", "improves", "done_when", "evidence", "note", "completed"}
)


def _from_cells(draft: Draft, name: Name, cells: list[TableCell]) -> None:
    """A field's words from its column, where the title's own label does not say it."""
    chosen = cells[0] if len(cells) == 1 else next((cell for cell in cells if cell.text), cells[0])
    if name == "status" and len(cells) > 1:
        chosen = next((cell for cell in cells if read_status(cell.text) is not None), chosen)
    raw = chosen.raw
    text = _unstruck(chosen.marked).strip() if "~~" in raw or "<" in raw else chosen.text
    if name in draft.above and (not text or text.lower() in DITTO):
        text = draft.above[name]
    draft.words[name] = Words(text, chosen.span)


def _unstruck(marked: Marked) -> str:
    """A cell's text without what is struck out in it, where something else remains."""
    kept = "".join([piece.text for piece in marked.pieces if not piece.struck])
    return kept if kept.strip() else marked.text


def _draft_due(
    words: Words | None, anchor: dt.date | None, order: DayOrder | None, own: ListWords
) -> tuple[dt.date | None, str | None, str | None]:
    """Date, its words, its format."""
    said = said_in(words)
    if said is None or is_no_date(said) or said.lower() in ("open", "offen", "abierto", "ouvert", "aperto", "öppen"):
        return None, None, None
    if _ISO_DAY.fullmatch(said) is not None:
        try:
            return dt.date.fromisoformat(said), said, "%Y-%m-%d"
        except ValueError:
            return None, said, None
    day, day_format = _day_of(said, anchor, order)
    if day is None and own.periods and (period := own.periods.get(said.split()[-1].strip(").").lower())) is not None:
        return _day_of(period, anchor, order)[0], said, None
    if day is None and plain_words(said) in WORD_OF and not is_due_words(said):
        return None, None, None
    return day, said, day_format


@lru_cache(maxsize=2048)
def _day_of(said: str, anchor: dt.date | None, order: DayOrder | None) -> tuple[dt.date | None, str | None]:
    """The date of a due's words, and how its day is written."""
    said = without_by(said)
    day = resolve_due(said, anchor=anchor, order=order, near=anchor)
    found = find_days(said, order=order, near=anchor)
    return day, found[-1].format if found else None
