"""What reading a document gives: the post-mortem, and where in the text each part of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pmflow.document.blocks import Block
from pmflow.document.source import Source, Span
from pmflow.model import ActionItem, Postmortem, SectionName

ItemField = Literal["status", "owner", "due", "ref"]
"""The only parts of an action item that pmflow ever writes; title and all else are people's words."""


@dataclass(frozen=True)
class ItemPlace:
    """Where an action item's fields stand. A field without a span is written where `append` says."""

    spans: Mapping[ItemField, Span]
    append: Span
    """Empty span at the end of the title: `[Owner: X, Due: Y]` and the `<!-- AI-1 -->` comment go there."""
    in_table: bool = False
    checkbox: Span | None = None
    """The one character between the brackets of `[ ]`."""
    overruled: tuple[Span, ...] = ()
    """Words for a field that a label further on overrules ("@alice: … [Owner: bob]"): still no prose."""
    day_format: str | None = None
    """strftime format of the due date as written, so that a new date looks like the old one."""


@dataclass(frozen=True)
class ReadItem:
    """An action item and its place."""

    item: ActionItem
    place: ItemPlace


@dataclass(frozen=True)
class FrontMatter:
    """The facts at the top of a text, between fences or as a list; `data` is empty where there are none."""

    language: Literal["yaml", "toml", "list"] | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    raw: str = ""
    """Between the fences, or below the list's mark; `\\n` line ends."""
    end_line: int = 0
    """Line of the closing fence, or of the list's last item; 0 where there is no front matter."""


@dataclass(frozen=True)
class SectionBlocks:
    """The blocks below one section's heading (or bold label)."""

    name: SectionName
    heading: str
    line: int
    end_line: int
    level: int
    blocks: tuple[Block, ...]
    label: Block | None = None
    """The heading's own block, or the paragraph or item that starts with the bold label."""


@dataclass(frozen=True)
class Document:
    """A document that was read."""

    source: Source
    front: FrontMatter
    root: Block
    sections: Mapping[SectionName, tuple[SectionBlocks, ...]]
    """A section may stand in several places ("what went wrong" under two headings)."""
    postmortem: Postmortem
    places: tuple[ItemPlace, ...]
    """One for each of `postmortem.action_items`, in their order."""


def render(document: Document) -> bytes:
    """The document as bytes: those it was read from, for what was not edited in between."""
    return document.source.encoded
