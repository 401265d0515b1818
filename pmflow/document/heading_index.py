"""The listed wordings, indexed: what a heading means whose plain words stand in one of the tables.

The index maps a wording to its table only, and is made when the first heading is read: some two thousand `Reading`s would
cost every start of the command as much as reading a document does.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TypeVar

from pmflow.document.heading_reading import Reading, Sure, Topic
from pmflow.document.heading_topics import TOPICS
from pmflow.document.heading_wordings import (
    ALONE,
    BOTH_WELL_AND_POORLY,
    CONTAINERS,
    LISTED_ACTIONS,
    PAIRED,
    TIMED_ELSE_SUMMARY,
    TIMED_ONLY,
    WORDINGS,
)
from pmflow.model import SectionName

_Key = TypeVar("_Key")


class _Index:
    def __init__(self) -> None:
        self.sections = _by_wording(WORDINGS)
        self.both = frozenset(wordings(BOTH_WELL_AND_POORLY))
        self.timed: dict[str, SectionName | None] = dict.fromkeys(wordings(TIMED_ONLY))
        """To what each is without timed entries."""
        self.timed.update(dict.fromkeys(wordings(TIMED_ELSE_SUMMARY), SectionName.SUMMARY))
        self.listed = frozenset(wordings(LISTED_ACTIONS))
        self.alone = _by_wording(ALONE)
        self.paired = _by_wording(PAIRED)
        self.topics = _by_wording(TOPICS)
        self.containers = frozenset(wordings(CONTAINERS))


_index = cache(_Index)


@lru_cache(maxsize=4096)
def known_wording(words: str) -> Reading | None:
    """What the plain words of a heading mean as a whole, None where no table has them.

    A wording may stand in several tables: the section that it plainly names comes first, then what it is under a condition,
    then its topic.
    """
    index = _index()
    topic = index.topics.get(words)
    container = words in index.containers
    if words in index.both:
        return Reading((SectionName.WENT_WELL, SectionName.WENT_POORLY))
    if (name := index.sections.get(words)) is not None:
        beside = index.paired.get(words)
        return Reading(
            (name,),
            None if topic in (Topic.METADATA, Topic.ASIDE) else topic,
            beside=beside if beside is not name else None,
            container=container,
        )
    if words in index.timed:
        return Reading((SectionName.TIMELINE,), topic, Sure.TIMED, index.timed[words], container=container)
    if words in index.listed:
        return Reading((SectionName.ACTION_ITEMS,), topic, Sure.LISTED)
    if (name := index.alone.get(words)) is not None:
        return Reading((name,), topic, Sure.ALONE, container=container)
    if (name := index.paired.get(words)) is not None:
        return Reading((name,), sure=Sure.PAIRED)
    return Reading((), topic, container=container) if topic is not None or container else None


def _by_wording(tables: Mapping[_Key, str]) -> dict[str, _Key]:
    return {wording: key for key, table in tables.items() for wording in wordings(table)}


def wordings(table: str) -> list[str]:
    """The entries of a table, each as it stands there: tables are kept in plain words, so that nothing need be made plain."""
    return [wording for entry in table.replace("\n", "|").split("|") if (wording := entry.strip())]
