"""Names of people, services and categories as they stand in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pmflow.document.fact_words import NOTHING, Fact
from pmflow.document.facts import Pair, is_given
from pmflow.document.plain_words import plain_words
from pmflow.patterns import lazy


def names_of(pairs: Iterable[Pair], fact: Fact) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for pair in pairs:
        if pair.fact is not fact or not is_given(pair.value):
            continue
        for name in split_names(pair.value):
            names.setdefault(name)
    return tuple(names)


_NAME_SEPARATOR = lazy(r"\s*(?:[,;\n•]|\s/\s|\s\|\s|\s&\s|\s\+\s|\s(?:and|und|et)\s)\s*")


_SAYING = lazy(r"^\s*(?:the|our)\s[^.,;:\n]{2,60}?\s(?:is|was|are|were)\s+", re.I)
"""A sentence around the names: "The point of contact is …"."""
_INITIAL = lazy(r"\s[A-ZÀ-Þ]\.$")
_REACHED = lazy(r"(?:ext|tel|phone|mobile|cell|pager|room)\b[.: ]*[\d+(]", re.I)


def split_names(text: str) -> list[str]:
    """The names in a list of people or services, without @, brackets and addresses."""
    depth, cleaned = 0, []
    for char in _SAYING.sub("", text):
        depth += (char in "([<") - (char in ")]>")
        if depth == 0 and char not in ")]>":
            cleaned.append(char)
    names = []
    for part in _NAME_SEPARATOR.split("".join(cleaned)):
        name = part.strip().strip("\"'`*_.:- ").removeprefix("@").removesuffix("@").strip()
        if _INITIAL.search(part.strip()):
            name += "."
        if name and len(name) <= 80 and not _REACHED.match(name) and plain_words(name) not in NOTHING:
            names.append(name)
    return names
