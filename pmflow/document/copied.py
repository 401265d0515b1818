"""Words that pmflow copied from the incident into a draft: under its summary, for whoever writes that, until it is written.

They are quoted below a mark that no reader sees. Nothing in them is read, counted, judged or published: they are neither the
authors' words nor pmflow's, and whoever may write an incident could otherwise fill in a post-mortem. The mark vouches only for
what pmflow wrote: it holds a digest of the quotation, and what was edited or added there is a person's text like any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pmflow.document.escape import markdown_text, markdown_words
from pmflow.document.frontmatter import front_end
from pmflow.document.source import Edit, Source, Span
from pmflow.mentions import unpinged
from pmflow.model import Incident, SectionName
from pmflow.patterns import lazy

MARK = "<!-- pmflow:copied {digest}, for whoever writes the summary; delete it with what it quotes once that is written -->"
LEAD = "Copied from **{ref}** (as it stands here it does not count as the summary, and is not published):"
DEEPEST = 40
"""Columns of indentation that are shown."""

_MARK = lazy(r"^<!--\s*pmflow:copied\b(?: ([0-9a-f]{16})\b)?[^>]*-->\s*$")
_QUOTE = lazy(r"^ {0,3}>")


def copied_lines(lines: Sequence[str]) -> frozenset[int]:
    """The lines (1-based) of such quotations, with their marks, as far as they are as pmflow wrote them."""
    found: set[int] = set()
    for number, line in enumerate(lines, start=1):
        if line.startswith("<!--") and (mark := _MARK.match(line)) is not None and mark[1]:
            found.update(range(number, _end(lines, number, mark[1]) + 1))
    return frozenset(found)


def is_copied(lines: Sequence[str]) -> bool:
    """Whether such a mark stands there, whatever became of what was below it."""
    return any(line.startswith("<!--") and _MARK.match(line) is not None for line in lines)


def _end(lines: Sequence[str], mark: int, digest: str) -> int:
    """The last line of the quotation below the mark that has the digest; 0 where none has."""
    said = hashlib.sha256()
    for number in range(mark, len(lines)):
        if _QUOTE.match(lines[number]) is None:
            break
        said.update(f"{lines[number].rstrip()}\n".encode("utf-8", "replace"))
        if said.hexdigest().startswith(digest):
            return number + 1
    return 0


def without_copied(lines: Sequence[str]) -> list[str]:
    """The lines without such quotations."""
    found = copied_lines(lines)
    return [line for number, line in enumerate(lines, start=1) if number not in found] if found else list(lines)


def quoted(incident: Incident) -> str:
    """The mark, and what the incident's own text says; empty where it says nothing. It pings nobody and is only text."""
    told = "\n".join(unpinged(_indented(line)) for line in incident.said.splitlines()).strip("\n").split("\n")
    if told == [""]:
        return ""
    lines = [f"> {line}".rstrip() for line in (LEAD.format(ref=markdown_words(incident.ref)), "", *told)]
    digest = hashlib.sha256("".join(f"{line}\n" for line in lines).encode("utf-8", "replace")).hexdigest()[:16]
    return "\n".join([MARK.format(digest=digest), *lines])


def _indented(line: str) -> str:
    """One line of a text, with its indentation as blanks that Markdown leaves alone."""
    words = markdown_text(line)
    wide = line.expandtabs(4)
    return "\u00a0" * min(len(wide) - len(wide.lstrip(" ")), DEEPEST) + words if words else ""


def with_copied(text: str, incident: Incident) -> str:
    """A new post-mortem with the incident's words below the heading and the guidance of its summary; at its end, where the
    template has no summary."""
    if not (words := quoted(incident)):
        return text
    edit = copied_edit(text.split("\n"), words)
    return Source(text).edited([edit]).text if edit else f"{text.rstrip()}\n\n{words}\n"


def copied_edit(lines: Sequence[str], words: str) -> Edit | None:
    """What puts them below the heading and the guidance of the summary; None where a text has no summary."""
    from pmflow.document.blocks import read_blocks
    from pmflow.document.sections import read_sections

    head = front_end(lines) or 0
    found = read_sections(read_blocks("\n".join(lines[head:]), head + 1)).sections.get(SectionName.SUMMARY)
    if not found:
        return None
    after = found[0].line
    for block in found[0].blocks:
        if block.kind != "html":
            break
        after = block.end_line
    while not lines[after - 1].strip():
        after -= 1
    gap = "\n" if after < len(lines) and lines[after].strip() else ""
    end = len(lines[after - 1])
    return Edit(Span(after, end, end), f"\n\n{words}{gap}")
