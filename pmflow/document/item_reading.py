"""What one line of an action list says, before it is decided what its words mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pmflow.document.item_fields import find_ref
from pmflow.document.item_labels import Name
from pmflow.document.item_segments import Segment
from pmflow.document.item_words import NO_WORDS, ListWords
from pmflow.document.marked import Marked
from pmflow.model import ActionStatus


class Value(NamedTuple):
    """A field's words, and where they stand in the text."""

    text: str
    start: int
    end: int


_NONE: Mapping[Name, Value] = {}


@dataclass(slots=True)
class Reading:
    """What one line says. Field words are as written; what they mean is for `items` to say."""

    title: str = ""
    fields: dict[Name, Value] = field(default_factory=dict)
    box: int | None = None
    """Offset of the character between the brackets of a box."""
    box_status: ActionStatus | None = None
    sign: str | None = None
    """The sign (✅, ❌ …) at the front."""
    struck: bool = False
    notes: tuple[str, ...] = ()
    weak: tuple[Value, ...] = ()
    """"TBD" and its like, which may stand for an owner or a date."""
    hints: set[str] = field(default_factory=set)
    id: Value | None = None
    labels: Mapping[Name, Value] = field(default_factory=lambda: _NONE)
    """Owner, due and status in a bracket of labels (`[Owner: X]`), which overrules all else: so pmflow writes."""
    overruled: tuple[Value, ...] = ()
    lead: str = ""
    """The name, if it is one, that stands before a colon or a dash at the front."""
    bare: bool = False
    """True where fields are all there is: nothing is left for a title."""


@dataclass(frozen=True)
class Known:
    """What is known of a list before one of its lines is read."""

    people: Collection[str] = ()
    """Folded names from the rest of the document."""
    taken: frozenset[Name] = frozenset()
    """Fields that have a column of their own: only a label says them in the title."""
    trust: frozenset[str] = frozenset()
    """Hints that the list as a whole has proven."""
    words: ListWords = NO_WORDS


NOTHING_KNOWN = Known()


def fill(trial: Reading, name: Name, marked: Marked, start: int, end: int) -> int:
    trial.fields.setdefault(name, Value(marked.text[start:end], start, end))
    return 1


def fill_ref(trial: Reading, marked: Marked, start: int, end: int) -> None:
    said = marked.text[start:end]
    href = marked.href(start, end) if start < end else None
    ref = href or find_ref(said)
    if ref:
        trial.fields.setdefault("link", Value(ref, start, end))


def has_label(marked: Marked, segment: Segment) -> bool:
    return ":" in marked.text[segment.start : segment.end]
