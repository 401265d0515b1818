"""What a column or a label means whose name is in no table, judged by what stands in it.

Dates are dues, words of the status table statuses, few and short steps of a scale priorities, names owners. A guess needs
most of the values; what could be two things is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pmflow.document.item_fields import (
    is_due_words,
    is_full_name,
    is_handle,
    is_no_date,
    is_nobody,
    is_somebody,
    may_be_party,
    may_be_somebody,
    read_owner,
)
from pmflow.document.item_labels import Name
from pmflow.document.priorities import is_priority, may_be_priority
from pmflow.document.statuses import read_status
from pmflow.patterns import lazy

_SHORT = 6
"""Most words of a value that is no sentence."""
_LOOKED_AT = 60
"""Values of a long column that are looked at: the first ones tell."""
_STEPS = 5
"""Most steps of a scale of priorities."""

_INITIALS = lazy(r"[A-ZÀ-Þ]{2,3}(?:\s?(?:,|/|&|\+|and)\s?[A-ZÀ-Þ]{2,3})*")


def guess(values: Sequence[str], people: Collection[str] = (), *, initials: bool = False) -> Name | None:
    """What `values` are: `due`, `status`, `priority`, `owner`; None where they are something else or cannot be told.

    `initials` is whether the header speaks for people, so that "TO" and "AK, JR" are some.
    """
    said = [text for value in values[:_LOOKED_AT] if (text := value.strip()) and text not in DITTO]
    some = [text for text in said if not (is_no_date(text) or is_nobody(text))]
    if not some or sum(len(text.split()) for text in some) > _SHORT * len(some):
        return None
    steps = {text.lower() for text in some}
    if all(may_be_priority(text) for text in some):
        if all(is_priority(text) for text in some):
            return "priority"
        counted = len(steps) == len(some) and all(
            len(text) < 4 or set(text) <= set("ivx") for text in steps if text.isascii()
        )
        counted = counted and not any(
            text in ("low", "mid", "med", "hot", "xl", "xs", "xxl", "red", "top") for text in steps
        )
        few = len(steps) <= _STEPS and not (counted and any(text.isalnum() for text in steps))
        return "priority" if few and (len(some) > 1 or len(said) > 1) else None
    if not all(text.isdigit() for text in some):
        if _share(is_due_words(text) for text in some):
            return "due"
        if _share(read_status(text) is not None for text in some):
            return "status"
    if initials and all(_INITIALS.fullmatch(text) for text in some):
        return "owner"
    named = any(_is_name(text, people) for text in some) or (len(some) > 1 and all(map(may_be_somebody, some)))
    if named and all(may_be_party(text) or is_handle(text) or is_somebody(text, people) for text in some):
        return "owner"
    return None


DITTO = frozenset(
    ['"', "''", "”", "“", "〃", "״", "ditto", "do.", "same", "same as above", "as above", "idem", "id.", "dito", "dto.", "s.o.",
     "wie oben", "ídem", "^", "↑", '""', "„", "see above", "same person", "same owner", "same date", "same day", "samma",
     "samme", "zelfde", "lo mismo", "stesso", "le même", "同上"]
)  # fmt: skip
"""What stands for the value of the item above."""


def _share(hits: Iterable[bool]) -> bool:
    """True for at least three of five."""
    found = list(hits)
    return sum(found) * 5 >= len(found) * 3


def _is_name(text: str, people: Collection[str]) -> bool:
    name = read_owner(text) or ""
    return is_handle(text) or is_full_name(name) or is_somebody(text, people)
