"""The tables of wordings: kept so that an index can be made of them as they stand."""

from __future__ import annotations

from collections import Counter

import pytest

from pmflow.document import heading_evidence, heading_topics, heading_wordings
from pmflow.document.heading_index import known_wording, wordings
from pmflow.document.heading_reading import Reading, Sure, Topic
from pmflow.document.plain_words import plain_words
from pmflow.model import SectionName as S

LISTED = {
    **{f"wordings of {name}": table for name, table in heading_wordings.WORDINGS.items()},
    **{f"alone {name}": table for name, table in heading_wordings.ALONE.items()},
    **{f"paired {name}": table for name, table in heading_wordings.PAIRED.items()},
    **{f"topic {topic}": table for topic, table in heading_topics.TOPICS.items()},
    "timed, else summary": heading_wordings.TIMED_ELSE_SUMMARY,
    "timed only": heading_wordings.TIMED_ONLY,
    "listed actions": heading_wordings.LISTED_ACTIONS,
    "both": heading_wordings.BOTH_WELL_AND_POORLY,
    "containers": heading_wordings.CONTAINERS,
}
WEIGHED = {
    f"{name} {weight}": table for name, tables in heading_evidence.EVIDENCE.items() for weight, table in tables.items()
}


@pytest.mark.parametrize("table", [*LISTED.values(), *WEIGHED.values()], ids=[*LISTED, *WEIGHED])
def test_tables_are_in_plain_words(table: str) -> None:
    """Every entry stands in the form in which headings are compared: nothing is made plain when a table is read."""
    assert [words for words in wordings(table) if plain_words(words) != words.removesuffix("*")] == []


@pytest.mark.parametrize(
    "tables",
    [heading_wordings.WORDINGS, heading_wordings.ALONE, heading_wordings.PAIRED, heading_topics.TOPICS],
    ids=["wordings", "alone", "paired", "topics"],
)
def test_a_wording_has_one_place_in_a_group_of_tables(tables: dict[str, str]) -> None:
    """No wording names two sections, nor two topics: which of them it means would hang on their order."""
    places = Counter(words for table in tables.values() for words in set(wordings(table)))
    assert [words for words, count in places.items() if count > 1] == []


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("summary", Reading((S.SUMMARY,))),
        ("root cause", Reading((S.ROOT_CAUSE,), Topic.CAUSE)),
        ("what happened", Reading((S.TIMELINE,), None, Sure.TIMED, S.SUMMARY)),
        ("remediation", Reading((S.ACTION_ITEMS,), None, Sure.LISTED)),
        ("keep", Reading((S.WENT_WELL,), sure=Sure.PAIRED)),
        ("glossary", Reading((), Topic.EVIDENCE)),
        ("good and bad", Reading((S.WENT_WELL, S.WENT_POORLY))),
        ("retrospective", Reading((), container=True)),
        ("lunch", None),
    ],
)
def test_a_wording_is_read_by_the_tables_it_stands_in(words: str, reading: Reading | None) -> None:
    """The section that a wording plainly names comes first, then what it is under a condition, then its topic."""
    assert known_wording(words) == reading
