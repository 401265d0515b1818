"""Markdown ⇄ post-mortem: reading what people wrote, and editing it without touching the rest. Pure.

The names are imported eagerly: `parse` is a function and a module, and a lazy name would be the one or the other by
chance.
Entry points that must start fast import this package inside the command that needs it.
"""

from __future__ import annotations

from pmflow.document.document import Document, FrontMatter, ItemPlace, ReadItem, SectionBlocks, render
from pmflow.document.parse import parse
from pmflow.document.source import Edit, Source, Span
from pmflow.document.to_json import as_json

__all__ = [
    "Document",
    "Edit",
    "FrontMatter",
    "ItemPlace",
    "ReadItem",
    "SectionBlocks",
    "Source",
    "Span",
    "as_json",
    "parse",
    "render",
]
