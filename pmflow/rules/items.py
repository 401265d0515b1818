"""Action items for rules: which of them are promises, where they stand, and one finding in place of a dozen alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pmflow.document.document import Document, ItemField, ItemPlace
from pmflow.document.source import Span
from pmflow.model import ActionItem, ActionStatus, Finding, SectionName
from pmflow.rules.base import Rule
from pmflow.rules.text import line_list, short, whole_line
from pmflow.rules.wording import tells_of_the_past

MOST = 2
"""So many alike are said one by one; more become one finding."""

_DONE = (ActionStatus.DONE, ActionStatus.VERIFIED, ActionStatus.WONT_DO)


class Placed(NamedTuple):
    """An action item and where its fields stand."""

    item: ActionItem
    place: ItemPlace | None

    @property
    def name(self) -> str:
        return short(self.item.title)

    def has_cell(self, field: ItemField) -> bool:
        """Whether it is a row of a table with a column for this field."""
        return self.place is not None and self.place.in_table and field in self.place.spans

    def span(self, document: Document, field: ItemField | None = None) -> Span:
        """The field as written, else the item's line."""
        if field and self.place and (found := self.place.spans.get(field)) and found.end > found.start:
            return found
        return whole_line(document, self.item.line)


def every(document: Document) -> list[Placed]:
    """All action items."""
    items, places = document.postmortem.action_items, document.places
    return [Placed(item, places[i] if i < len(places) else None) for i, item in enumerate(items)]


def promised(document: Document) -> list[Placed]:
    """Action items that somebody still has to do: neither proposed nor settled.

    A bare bullet is a promise, unless its words tell of something that was done ("The action has been disabled").
    """
    return [placed for placed in every(document) if _is_promise(placed.item)]


def _is_promise(item: ActionItem) -> bool:
    if item.status is None:
        return not tells_of_the_past(item.title)
    return item.status is not ActionStatus.PROPOSED and item.status not in _DONE


def each_or_one(
    document: Document,
    rule: Rule,
    lacking: Sequence[Placed],
    among: int,
    *,
    one: Callable[[Placed], str],
    none: str,
    some: str,
    advice: str,
    suggestion: Callable[[Placed], str] | str | None = None,
    field: ItemField | None = None,
) -> Iterator[Finding]:
    """A finding for each of `lacking`; for more than a few, or for all, one at the first of them.

    Read as "None of the 6 action items {none} (lines …): {advice}" and "4 of the 6 action items {some} …".
    """

    def better(placed: Placed) -> str | None:
        return suggestion(placed) if callable(suggestion) else suggestion

    if len(lacking) <= (MOST if len(lacking) < among else 1):
        for placed in lacking:
            yield rule.finding(
                one(placed),
                span=placed.span(document, field),
                section=SectionName.ACTION_ITEMS,
                suggestion=better(placed),
            )
        return
    who = (
        f"None of the {among} action items {none}"
        if len(lacking) == among
        else f"{len(lacking)} of the {among} action items {some}"
    )
    yield rule.finding(
        f"{who} ({line_list(p.item.line for p in lacking)}): {advice}",
        span=lacking[0].span(document),
        section=SectionName.ACTION_ITEMS,
        suggestion=better(lacking[0]),
    )


def name_an_owner(placed: Placed) -> str:
    """Where an item has its owner."""
    return "a name in the Owner cell" if placed.has_cell("owner") else "[Owner: NAME]"


def name_a_day(placed: Placed) -> str:
    """Where an item has its due date."""
    return "YYYY-MM-DD in the Due cell" if placed.has_cell("due") else "[Due: YYYY-MM-DD]"
