"""A section that has a heading has content.

Why: an empty heading looks like an answer in the table of contents, and is none.

What it cannot see: content that says nothing.

Bad: `## Lessons learned`, and the next heading below it.
Good: a sentence, or no heading.

Source: "Essential Sections".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.author_words import own_words, words_of
from pmflow.document.blocks import Block
from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import short, whole_line


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    names = words_of(document).section
    headings = {block.line for block in document.root.children if block.kind == "heading"}
    for name in SectionName:
        for place in document.sections.get(name, ()):
            below = own_words(document, place.line + 1, place.end_line)
            if any(names[n - 1] is not name or (n not in headings and line.strip("-=*_ ")) for n, line in below):
                continue
            if any(_has_content(block) for block in place.blocks):
                continue
            yield RULE.finding(
                f"“{short(place.heading)}” is empty: write what there is to say, or “None” and why",
                span=whole_line(document, place.line),
                section=name,
            )


def _has_content(block: Block) -> bool:
    """Text, code or a picture in this block or below it."""
    return any(
        b.text.strip() or b.kind == "code" or any(piece.href for piece in b.pieces)
        for b in block.walk()
        if b.kind != "heading"
    )


RULE = Rule("section-empty", "document", Level.WARNING, check, __doc__)
