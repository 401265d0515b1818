"""Finding the places of `zone_names.NAMES` in a text, by looking its words up: a pattern of so many names takes longer
to make than a short document to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pmflow.document.zone_names import NAMES
from pmflow.patterns import lazy

_WORD = lazy(r"\w+")


@cache
def places_by_word() -> dict[str, list[str]]:
    """The known places by their first word, the longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted(NAMES, key=len, reverse=True):
        found.setdefault(_WORD.findall(name)[0], []).append(name)
    return found


_LONGEST = max(map(len, NAMES))


def place_ends(text: str, at: int) -> list[int]:
    """Where the known places end that begin at `at`, the longest first."""
    return _ends(_lower(text[at : at + _LONGEST + 1]), 0, at)


def first_place(text: str) -> tuple[int, int] | None:
    """Where the first known place of `text` begins and ends; None where there is none."""
    return next(_places(text), None)


def place_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the known places of `text` begin and end, in order."""
    return _places(text)


def first_words(text: str) -> set[str]:
    """The first words, in lower case, of the known places in `text`."""
    return {_lower(_WORD.findall(text[start:end])[0]) for start, end in _places(text)}


def _places(text: str) -> Iterator[tuple[int, int]]:
    lower = _lower(text)
    for word in _WORD.finditer(lower):
        for end in _ends(lower, word.start(), 0)[:1]:
            yield word.start(), end


def _ends(lower: str, at: int, shift: int) -> list[int]:
    word = _WORD.match(lower, at)
    names = places_by_word().get(word[0], ()) if word is not None else ()
    return [at + len(name) + shift for name in names if lower.startswith(name, at) and _is_end(lower, at + len(name))]


def _is_end(text: str, at: int) -> bool:
    return not text[at - 1].isalnum() or (not text[at : at + 1].isalnum() and text[at : at + 1] != "_")


def _lower(text: str) -> str:
    """In lower case, each letter at its place ("İ" would become two)."""
    return text.replace("İ", "i").replace("ı", "i").lower()
