"""Tables of words written once by meaning, and turned round to be looked up by word or
found by a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pmflow.patterns import lazy

Meaning = TypeVar("Meaning")


def meanings(table: Mapping[Meaning, str], mark: str = "|") -> dict[str, Meaning]:
    """Word or phrase → what it means, of a table of meanings with their words in one text, `mark` or a line end
    between them. A phrase that stands under two meanings has the later one.
    """
    return {
        phrase: meaning
        for meaning, text in table.items()
        for part in text.replace("\n", mark).split(mark)
        if (phrase := part.strip())
    }


def one_of(names: Iterable[str], *, without: frozenset[str] = frozenset()) -> str:
    """A pattern for one of the names, the longest that fits."""
    return any_of(re.escape(name) for name in names if name not in without)


def any_of(patterns: Iterable[str]) -> str:
    """A pattern for one of these (escaped) texts, the longest that fits: common beginnings are written once, so that
    hundreds of names take hardly longer to try than a few.
    """
    tree: dict[str, Any] = {}
    for pattern in patterns:
        node = tree
        for piece in _PIECES.findall(pattern):
            node = node.setdefault(piece, {})
        node[""] = {}
    return _pattern(tree)


_PIECES = lazy(r"(?:\\.|\[[^\]]*\]|[^\\])[*+?]?")


def _pattern(tree: dict[str, Any]) -> str:
    branches = [piece + (_pattern(below) if below != {"": {}} else "") for piece, below in tree.items() if piece]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return f"{body}?" if "" in tree else body
