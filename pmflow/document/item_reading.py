"""What one line of an action list says, before it is decided what its words mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pmflow.document.item_labels import Name
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
