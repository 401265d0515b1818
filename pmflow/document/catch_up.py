"""Catching up with the incident: what it knows by now, and what the template has, added to a draft that was begun early.

A stub is written while the incident is running. Later the incident has an end, more of a timeline, perhaps another
severity with another template. Only what is missing is added, where it belongs; every line that people wrote stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pmflow.document.blocks import Block
from pmflow.document.document import Document
from pmflow.document.edit import set_front_matter
from pmflow.document.frontmatter import split_front_matter
from pmflow.document.own_words import find_block
from pmflow.document.parse import parse
from pmflow.document.source import Edit, Source, Span
from pmflow.document.write import timeline_lines
from pmflow.model import Incident, SectionName, TimelineEntry

_MOMENTS = ("started", "detected", "resolved")
_MARKERS = ("- ", "* ", "+ ")


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """The text with what was missing, and that in words for people; the same text and no words where nothing was."""

    source: Source
    added: tuple[str, ...] = ()


def catch_up(document: Document, incident: Incident, template: str) -> CaughtUp:
    """`document` with the moments, the timeline entries and the sections that it has not; `template` is the one that
    fits now, filled from the incident. Raises `DocumentError` where the front matter cannot be edited.
    """
    sections = list(_sections(document, parse(template)))
    whole = {section.name for section in sections}
    entries = [] if SectionName.TIMELINE in whole else _entries(document, incident)
    edits = list(_entry_edits(document, entries))
    for section in sections:
        edits += _before(document.source, section.line, section.text)
    source = document.source.edited(_joined(edits))
    source, moments = _moments(source, incident)
    added = [f"when it {'was ' if moment != 'started' else ''}{moment}" for moment in moments]
    if entries:
        added.append(f"{len(entries)} timeline {'entry' if len(entries) == 1 else 'entries'}")
    if sections:
        added.append(f"the {'section' if len(sections) == 1 else 'sections'} {', '.join(s.heading for s in sections)}")
    return CaughtUp(source, tuple(added))


def _moments(source: Source, incident: Incident) -> tuple[Source, list[str]]:
    """Front matter that has none of an incident's moments gets those that are known; one that people wrote stays."""
    done: list[str] = []
    for name in _MOMENTS:
        front = split_front_matter(source.plain_lines)
        moment = getattr(incident, f"{name}_at")
        if moment is not None and front.language is not None and front.data.get(name) in (None, ""):
            source = set_front_matter(source, front, (name,), moment.replace(microsecond=0))
            done.append(name)
    return source, done


def _entries(document: Document, incident: Incident) -> list[TimelineEntry]:
    """The incident's entries that the document has not: none at that instant, or with other words."""
    known = {(entry.at, _words(entry.text)) for entry in document.postmortem.timeline}
    return [entry for entry in incident.timeline if (entry.at, _words(entry.text)) not in known]


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _entry_edits(document: Document, entries: list[TimelineEntry]) -> Iterator[Edit]:
    """Each entry before the first later one where the timeline is a plain list, else at the end of its section."""
    if not entries:
        return
    lines = document.source.plain_lines
    listed = [entry for entry in document.postmortem.timeline if entry.line and entry.at]
    a_list = bool(listed) and all(lines[entry.line - 1].startswith(_MARKERS) for entry in document.postmortem.timeline)
    section = document.sections[SectionName.TIMELINE][-1]
    end = _last_text(lines, section.line, section.end_line) + 1
    at_end: list[TimelineEntry] = []
    for entry in entries:
        later = next((known.line for known in listed if a_list and entry.at and known.at and known.at > entry.at), None)
        if later is None:
            at_end.append(entry)
        else:
            yield Edit(Span(later, 0, 0), timeline_lines([entry]) + "\n")
    if at_end:
        text = timeline_lines(at_end) + "\n"
        yield from _before(document.source, end, text if a_list else "\n" + text)


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of the template that the document has not."""

    heading: str
    name: SectionName | None
    line: int
    """Before this line of the document it goes."""
    text: str


def _sections(document: Document, template: Document) -> Iterator[_Section]:
    """Each goes behind the section that it follows in the template, and what is below that."""
    here, theirs = _headings(document), _headings(template)
    lines = template.source.plain_lines
    block = find_block(document.source)
    last = block[0] if block else len(document.source.plain_lines) + 1
    known = {_words(heading.text): heading.line for heading in reversed(here)}
    meant = {part.line: name for name, parts in template.sections.items() for part in parts[:1]}
    after = 0
    for heading, following in zip(theirs, [*theirs[1:], None], strict=True):
        name = meant.get(heading.line)
        line = known.get(_words(heading.text))
        if line is None and name is not None and name in document.sections:
            line = document.sections[name][0].line
        if line is not None:
            after = line
        elif heading.level > 1:
            before = next((h.line for h in here if h.line > after and h.level <= heading.level), last)
            end = following.line - 1 if following else len(lines)
            body = "\n".join(lines[heading.line - 1 : end]).strip("\n")
            yield _Section(heading.text, name, before if after else last, body + "\n\n")


def _headings(document: Document) -> list[Block]:
    return [block for block in document.root.children if block.kind == "heading"]


def _last_text(lines: list[str], begin: int, end: int) -> int:
    """The last line (1-based) between the two that is not empty."""
    return next((number for number in range(min(end, len(lines)), begin, -1) if lines[number - 1].strip()), begin)


def _before(source: Source, line: int, text: str) -> Iterator[Edit]:
    """`text` before `line`, which may be one behind the last; an empty line above it where there is none."""
    lines = source.plain_lines
    if line <= len(lines):
        gap = "\n" if line > 1 and lines[line - 2].strip() and text.startswith("#") else ""
        yield Edit(Span(line, 0, 0), gap + text)
    else:
        gap = "\n\n" if lines[-1].strip() else "\n" if len(lines) > 1 and lines[-2].strip() else ""
        yield Edit(Span(len(lines), len(lines[-1]), len(lines[-1])), gap + text)


def _joined(edits: list[Edit]) -> list[Edit]:
    """Edits at one place made one, in their order."""
    texts: dict[Span, str] = {}
    for edit in edits:
        texts[edit.span] = texts.get(edit.span, "") + edit.text
    return [Edit(span, text) for span, text in texts.items()]
