"""Post-mortems and promises of which no journal was read, as follow-through looks at them. Pure.

What somebody opened and called an action item is taken as promised. Deadlines of the post-mortems themselves are not
reckoned: without a journal nobody knows which meeting was held.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pmflow.escalation.promises import Standing
from pmflow.journal import Record
from pmflow.model import ActionItem, State
from pmflow.tracker import Card, Promised


@dataclass(frozen=True, slots=True)
class Sight:
    """What there is to reckon with."""

    standings: tuple[Standing, ...] = ()
    since: Mapping[tuple[str, str], dt.date] = field(default_factory=dict)
    """When each was opened, by the ref of its standing and its id."""


def sight(cards: Iterable[Card], promised: Iterable[Promised], places: Mapping[str, str]) -> Sight:
    """A standing for each post-mortem with its items, and one for each place whose items are nobody's."""
    by_ref = {card.ref: card for card in cards}
    items: dict[str, list[ActionItem]] = {}
    since: dict[tuple[str, str], dt.date] = {}
    for each in promised:
        # What a closed post-mortem left open is open all the same.
        card = by_ref.get(each.postmortem or "")
        ref = each.kept_in if card is None or card.state is State.CLOSED else card.ref
        items.setdefault(ref, []).append(each.item)
        since[ref, each.item.id or ""] = each.since
    return Sight(tuple(_standings(by_ref, items, places)), since)


def _standings(
    cards: Mapping[str, Card], items: Mapping[str, list[ActionItem]], places: Mapping[str, str]
) -> Iterator[Standing]:
    for ref, card in cards.items():
        yield Standing(
            ref, Record(state=card.state), title=card.title, place=places.get(ref, ""), severity=card.severity_normal,
            near_miss=card.near_miss, authors=card.authors, items=tuple(items.get(ref, ())), items_in_document=False,
        )  # fmt: skip
    for ref in items.keys() - cards.keys():
        yield Standing(
            ref, Record(state=State.ACTIONS_TRACKED), items=tuple(items[ref]), items_in_document=False, of_postmortem=False,
        )  # fmt: skip
