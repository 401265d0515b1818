"""One fact as written (`Pair`), and which fact a key names (`fact_of`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pmflow.document.fact_words import KEYS, NOTHING, Fact
from pmflow.document.plain_words import plain_words
from pmflow.document.severity_labels import read_severity_label
from pmflow.document.time_labels import read_time_label
from pmflow.document.word_tables import meanings
from pmflow.patterns import lazy

_FACTS: dict[str, Fact] = meanings(KEYS)
_KEY_LIMIT = max(len(phrase) for phrase in _FACTS) + 12


@dataclass(frozen=True, slots=True)
class Pair:
    """One fact as written."""

    fact: Fact
    value: str
    key: str
    line: int
    front: bool = False
    given: Any = None
    """The front matter's own value: a date is a date there."""


@lru_cache(maxsize=4096)
def fact_of(key: str) -> Fact | None:
    """What a key in front of a value says something about, in whatever house's words."""
    if not key or len(key) > _KEY_LIMIT:
        return None
    key = _ENUMERATED.sub("", key)
    words = plain_words(key.partition("(")[0] or key)
    if (fact := _FACTS.get(words)) is not None:
        return fact
    if (timed := read_time_label(words)) is not None:
        return Fact(timed.value)
    if (severe := read_severity_label(words)) is not None:
        return Fact.SEVERITY if severe else Fact.SOME_SEVERITY
    return _of_two_languages(key) if "/" in key or "(" in key else None


_ENUMERATED = lazy(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]|\([0-9a-z]{1,2}\)|[0-9a-z]\))\s+", re.I)
"""The number of a line in a form: "3. Date of event", "(b) Duration"."""
_OTHER_NAME = lazy(r"[/()\[\]]")


def _of_two_languages(key: str) -> Fact | None:
    """ "Ngày / Date", "Störungsklasse (severity)": the one fact that the parts of such a label name."""
    facts = {fact for part in _OTHER_NAME.split(key) if (fact := _FACTS.get(plain_words(part))) is not None}
    return facts.pop() if len(facts) == 1 else None


def is_given(value: str) -> bool:
    return len(value) > 24 or plain_words(value) not in NOTHING
