"""Words that pmflow copied from the incident into a draft: under its summary, for whoever writes that, until it is written.

They are quoted below a mark that no reader sees. Nothing in them is read, counted, judged or published: they are neither the
authors' words nor pmflow's, and whoever may write an incident could otherwise fill in a post-mortem.
"""

from __future__ import annotations

from collections.abc import Sequence

from pmflow.document.escape import markdown_text, markdown_words
from pmflow.document.frontmatter import front_end
from pmflow.document.source import Edit, Source, Span
from pmflow.mentions import unpinged
from pmflow.model import Incident, SectionName
from pmflow.patterns import lazy

MARK = "<!-- pmflow:copied, for whoever writes the summary; delete it with what it quotes once that is written -->"
LEAD = "Copied from **{ref}** (it does not count as the summary, and is not published):"

_MARK = lazy(r"^<!--\s*pmflow:copied\b[^>]*-->\s*$")
_QUOTE = lazy(r"^ {0,3}>")


def copied_lines(lines: Sequence[str]) -> frozenset[int]:
    """The lines (1-based) of such quotations, with their marks."""
    found: set[int] = set()
    for number, line in enumerate(lines, start=1):
        if (line.startswith("<!--") and _MARK.match(line)) or (number - 1 in found and _QUOTE.match(line)):
            found.add(number)
    return frozenset(found)


def without_copied(lines: Sequence[str]) -> list[str]:
    """The lines without such quotations."""
    found = copied_lines(lines)
    return [line for number, line in enumerate(lines, start=1) if number not in found] if found else list(lines)


def quoted(incident: Incident) -> str:
    """The mark, and what the incident's own text says; empty where it says nothing. It pings nobody and is only text."""
    if not incident.said.strip():
        return ""
    told = [LEAD.format(ref=markdown_words(incident.ref)), "", *incident.said.strip().splitlines()]
    lines = [told[0], *(unpinged(markdown_text(line)) for line in told[1:])]
    return "\n".join([MARK, *(f"> {line}".rstrip() for line in lines)])


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
