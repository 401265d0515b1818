"""Statements that hold in general: what a lesson is made of, where an account is made of what happened.

The tense tells them apart. "The alarm went to a mailbox" is an account; "an alarm must reach a person" is a lesson. English
only: in other languages nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pmflow.document.blocks import Block
from pmflow.patterns import lazy

_PAST = lazy(
    r"\b(?:was|were|had|did|been|went|took|came|got|saw|knew|found|made|sent|left|kept|lost|thought|told|gave|broke|fell|"
    r"began|ran|said|felt|wrote|read out|brought|held|stood|led|met|became|meant|could|couldn|didn|wasn|weren|hadn|"
    r"(?!need|feed|speed|seed|indeed|exceed|proceed|embed|bed|red|shed|hundred)[a-z]{2,}[^e\W]ed)\b",
    re.I,
)
_GENERAL = lazy(
    r"\b(?:is|are|isn|aren|must|should|ought|means?|never|always|can|cannot|may|needs?|if|when(?:ever)?|every|does|don|"
    r"deserves?|looks?|belongs?|makes?|takes?|costs?|counts?|beats?|becomes?|has to|have to|nothing|nobody|only|not)\b",
    re.I,
)
_NAMED = lazy(r"\d{1,2}[:.h]\d\d|\b\d{4}\b|(?<=[a-z,] )[A-Z][a-z]+|@\w")
"""A time, a year, a name within a sentence: it is about somebody or some day."""
_SUBORDINATE = lazy(
    r",?\s+(?:(?:even )?if|because|although|though|since|while|after|before|until|who|which|that)\s", re.I
)
_SENTENCE = lazy(r"(?<=[.!?])\s+")
_LOOKED_AT = 20


def teaches(blocks: Iterable[Block]) -> bool:
    """Whether most statements in these blocks hold in general, and none of them is about a day or a person."""
    said = list(_statements(blocks))[:_LOOKED_AT]
    general = sum(_is_general(text) for text in said)
    return (
        bool(said)
        and general * 2 > len(said)
        and sum(_NAMED.search(text) is not None for text in said) * 4 <= len(said)
    )


def _is_general(text: str) -> bool:
    main = _SUBORDINATE.split(text, maxsplit=1)[0]
    clause = main if len(main.split()) > 2 else text
    return _GENERAL.search(clause) is not None and not _PAST.search(clause)


def _statements(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind == "list":
            yield from (item.own.text[:400] for item in block.children)
        elif block.kind in ("paragraph", "quote"):
            text = block.text if block.kind == "paragraph" else " ".join(inner.text for inner in block.children)
            yield from (sentence for sentence in _SENTENCE.split(text[:2000]) if len(sentence.split()) > 2)
