"""Facts in front matter and in lines: `Key: value`, also several in one, and bare ones between dots.

Which blocks of a document are looked at is decided in `pair_blocks.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pmflow.document.days import find_days
from pmflow.document.durations import whole_duration
from pmflow.document.fact_words import Fact
from pmflow.document.facts import Pair, fact_of
from pmflow.document.label_blocks import bare_pieces
from pmflow.document.plain_words import plain_words
from pmflow.document.severity_labels import BARE as BARE_SEVERITY
from pmflow.document.time_labels import may_time_the_incident, names_the_incident
from pmflow.patterns import lazy


def front_pairs(data: Mapping[str, Any], prefix: str = "") -> Iterator[Pair]:
    for key, value in data.items():
        name = f"{prefix}{key}".replace("_", " ").replace("-", " ")
        if isinstance(value, Mapping):
            if not prefix.count(" ") > 2 and key != "pmflow":
                yield from front_pairs(value, f"{name} ")
            continue
        fact = fact_of(name) or (fact_of(str(key).replace("_", " ")) if prefix and "meeting" not in prefix else None)
        if fact is None and isinstance(value, str) and not prefix:
            yield from unnamed(name, value, 1)
        if fact is None or value is None:
            continue
        if fact is Fact.DATE and name == "date":
            fact = Fact.WEAK_DATE
        yield Pair(fact, _front_text(value), name, 1, True, value)


def _front_text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(
            str(v.get("name", next(iter(v.values()), ""))) if isinstance(v, Mapping) and v else str(v) for v in value
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).strip()


_SHORTCODE = lazy(r"^\W*(?::[a-z0-9_+-]+:\s*)+")
"""Pictures in front of a label, as chats write them (`:stopwatch:`)."""


def pairs_in(line: str, number: int) -> Iterator[Pair]:
    """`Key: value`, also several in one line (`Severity: SEV-2 | Status: open`)."""
    line = without_gaps(line)
    if line.count(":") > 2:
        line = _SHORTCODE.sub("", line)
    bare_line = [] if _CELLS.search(line) else bare_pieces(line)
    pieces = bare_line or _CELLS.split(line)
    if bare_line and not any(BARE_SEVERITY.match(piece) or find_days(piece) for piece in bare_line):
        pieces = [line]  # a sentence with commas
    if len(pieces) == 1 and line.count(":") > 1 and " / " in line:
        pieces = line.split(" / ")  # "4 June 2025 / impact: 47 min / class: Blocker"
    for piece in pieces:
        key, mark, value = piece.partition(":")
        if value[:1] == ":":  # Dataview's "key:: value"; a tracker's label "severity::2" is no pair
            value = value[1:]
            if value[:1].strip() or not value:
                continue
        if not mark and (asked := _ASKED.match(piece)) is not None and fact_of(asked[1]) is not None:
            key, mark, value = asked[1], ":", asked[2]  # "How long were we down? 50 min"
        if not mark and (dashed := _DASHED.match(piece)) is not None and fact_of(dashed[1]) is not None:
            key, mark, value = dashed[1], ":", dashed[2]  # "Severidad — Alta", "severity = SEV-3"
        if not mark:
            if len(pieces) > 1 and len(piece) <= 40:  # "Severity 3 · 12 Feb 2025 · 90 minutes"
                bare = piece.strip(" *_()")
                if BARE_SEVERITY.match(bare):
                    yield Pair(Fact.SEVERITY, bare, "", number)
                elif whole_duration(bare) is not None:
                    yield Pair(Fact.DURATION, bare, "", number)
                elif (person := _PERSON.fullmatch(bare)) is not None:
                    fact = fact_of(person[1])
                    if person[1].lower() == "owner" or fact is Fact.AUTHORS:
                        yield Pair(Fact.AUTHORS, person[2], person[1], number)  # of the document, beside its status
                    elif fact in (Fact.PEOPLE, Fact.RESPONDERS):
                        yield Pair(fact, person[2], person[1], number)
            continue
        fact = fact_of(key.lstrip("-*•> "))
        if fact is not None:
            value = value.strip().strip("*").strip()
            if value or fact is Fact.CAME:
                yield Pair(fact, value, key.strip(), number)
            continue
        if (found := BEFORE_DIGIT.match(piece)) and (fact := fact_of(found[1])) is not None:
            yield Pair(fact, found[2].strip(), found[1].strip(), number)
            continue
        yield from unnamed(key, value.strip(" *"), number)


def unnamed(key: str, value: str, number: int) -> Iterator[Pair]:
    """A length or a day under a label that is not known, and that does not say that it times something else."""
    if not value or len(value) > 70 or len(key) > 60:
        return
    words = plain_words(key)
    if may_time_the_incident(words) and whole_duration(value) is not None:
        yield Pair(Fact.SOME_LENGTH, value, key.strip(), number)
    elif names_the_incident(words) and (days := find_days(value)) and len(value) - len(days[0].raw) <= 8:
        yield Pair(Fact.SOME_DAY, value, key.strip(), number)


def without_gaps(line: str) -> str:
    """The line with a short gap for each very long one, over which the expressions below would take too long."""
    return _GAP.sub(lambda gap: "\t" if "\t" in gap[0] else "   ", line)


_GAP = lazy(r"\s{20,}")
_CELLS = lazy(r"\s+[|·•]\s+|\t+|\s{3,}(?=[A-Z][\w ]{2,30}:)|(?<=[.;,])\s+(?=[A-Z][\w() ]{1,30}:\s)")
_PERSON = lazy(
    r"([^\W\d_][^\W\d_]+(?:\s(?:by|lead|commander|manager|owner))?)\s+(@?[A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*){0,3}|@[\w.-]+)"
)
"""Somebody in a line of facts without a colon: "owner Lena Fischer"."""
SEPARATOR = lazy(r" [·|=–—-] | [~≈]|\.{3}|\d[^\n]{0,60}[,/`] ")
_ASKED = lazy(r"^\W{0,4}([^\W\d][^:?]{3,50})\?\W{0,4}\s(\S.{0,80})$")
_DASHED = lazy(r"^\W{0,4}([^\W\d][^:—–=→|]{2,40}?)\s+(?:[—–=]+|[-=]*[>→])\s+(\S.{0,80})$")
BEFORE_DIGIT = lazy(r"^\W*([^\W\d][^\d:|,.]{2,40}?)\s*(?:[-–—(=]|\.{3,}|…)?\s*(\d.*)$")
