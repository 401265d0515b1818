"""Catching up with the incident: what it knows by now, and what the template has, added to a draft that was begun early.

A stub is written while the incident is running. Later the incident has an end, more of a timeline, perhaps another
severity with another template. Only what is missing is added, where it belongs; every line that people wrote stays.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pmflow.document.blocks import Block
from pmflow.document.copied import copied_edit, is_copied, quoted
from pmflow.document.document import Document
from pmflow.document.edit import set_front_matter
from pmflow.document.escape import markdown_words, one_line
from pmflow.document.frontmatter import split_front_matter
from pmflow.document.imports import sorted_by_time
from pmflow.document.own_words import find_block
from pmflow.document.parse import parse
from pmflow.document.source import Edit, Source, Span
from pmflow.document.write import timeline_lines
from pmflow.errors import DocumentError
from pmflow.model import Incident, SectionName, TimelineEntry

_MOMENTS = ("started", "detected", "resolved")
_MARKERS = ("- ", "* ", "+ ")


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """The text with what was missing, and that in words for people; the same text and no words where nothing was."""

    source: Source
    added: tuple[str, ...] = ()


def catch_up(document: Document, incident: Incident, template: str) -> CaughtUp:
    """`document` with the severity, the moments, the timeline entries, the incident's words and the sections that it has not;
    `template` is the one that fits now, filled from the incident. Doing it again on the result adds nothing.

    Raises `DocumentError` where the front matter cannot be edited, and where what is added could not be read again.
    """
    wanted = parse(template)
    sections = list(_sections(document, wanted))
    people = _responders(document, incident)
    new = [e for s in sections for e in _before(document.source, s.line, s.text, gap=True)]
    read = _with(document, [*people, *new], document)
    entries = _entries(read, incident)
    if entries and SectionName.TIMELINE not in read.sections:
        level = min((heading.level for heading in _headings(wanted) if heading.level > 1), default=2)
        text = f"{'#' * level} Timeline\n\n{timeline_lines(entries)}\n"
        read = _with(read, list(_before(read.source, _end(read), text, gap=True)), document)
    else:
        read = _with(read, list(_entry_edits(read, entries)), document)
    if read is not document and (lost := next(_lost(read, wanted, incident), None)):
        raise DocumentError(f"{lost} cannot be added so that it would be read as that; write it there by hand")
    source, copied = _copied(read, incident)
    source, rated = _severity(source, read, incident)
    source, moments = _moments(source, incident)
    added = [f"when it {'was ' if moment != 'started' else ''}{moment}" for moment in moments]
    if rated:
        added.append("its severity")
    if entries:
        added.append(f"{len(entries)} timeline {'entry' if len(entries) == 1 else 'entries'}")
    if people:
        added.append("who responded")
    if copied:
        added.append("what it says itself")
    if sections:
        added.append(f"the {'section' if len(sections) == 1 else 'sections'} {', '.join(s.heading for s in sections)}")
    return CaughtUp(source, tuple(added))


def _with(document: Document, edits: list[Edit], first: Document) -> Document:
    """The document with the edits made. Raises `DocumentError` with its line in `first` for what would swallow them."""
    if not edits:
        return document
    if (open_ := _left_open(document)) and any(edit.span.line > open_[1].line for edit in edits):
        line = (_left_open(first) or open_)[1].line
        raise DocumentError(
            f"the {open_[0]} that begins here is never closed, so nothing below it is read; close it and open again",
            line=line,
        )
    return parse(document.source.edited(_joined(edits)).encoded)


_ENDS = {"<!--": "-->", "<?": "?>", "<![cdata[": "]]>", "<!": ">", "<pre": "</pre", "<script": "</script"}
_ENDS |= {"<style": "</style", "<textarea": "</textarea"}


def _left_open(document: Document) -> tuple[str, Block] | None:
    """The code fence, comment or other HTML that goes on to the end because nothing ends it, and what it is called."""
    block = document.root.children[-1] if document.root.children else None
    if block is None or block.kind not in ("code", "html"):
        return None
    lines = document.source.plain_lines[block.line - 1 : block.end_line]
    first = lines[0].strip().lower()
    if block.kind == "code":
        fence = re.match(r"`{3,}|~{3,}", first)
        ends = fence is not None and re.fullmatch(rf" {{0,3}}{fence[0]}{fence[0][0]}*[ \t]*", lines[-1])
        return None if fence is None or (ends and len(lines) > 1) else ("code fence", block)
    begin = next((begin for begin in _ENDS if first.startswith(begin)), None)
    if begin is None or _ENDS[begin] in "\n".join(lines).lower()[len(begin) :]:
        return None
    return ("comment" if begin == "<!--" else "HTML"), block


def _lost(document: Document, template: Document, incident: Incident) -> Iterator[str]:
    """What was added, and is not found when it is looked for."""
    for section in _sections(document, template):
        yield f"the section {section.heading}"
    for entry in _entries(document, incident):
        yield f"the timeline entry {one_line(entry.text)[:60]!r}"


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


def _severity(source: Source, document: Document, incident: Incident) -> tuple[Source, bool]:
    """The incident's severity, where it was rated late and the text says none anywhere."""
    front = split_front_matter(source.plain_lines)
    if incident.severity is None or document.postmortem.severity is not None or front.language is None:
        return source, False
    if front.data.get("severity") not in (None, ""):
        return source, False
    return set_front_matter(source, front, ("severity",), incident.severity), True


def _copied(document: Document, incident: Incident) -> tuple[Source, bool]:
    """The incident's own words for whoever writes the summary, where nobody has yet, and none are there."""
    lines = document.source.plain_lines
    summary = document.postmortem.sections.get(SectionName.SUMMARY)
    if summary is None or summary.text.strip() or is_copied(lines) or not (words := quoted(incident)):
        return document.source, False
    edit = copied_edit(lines, words)
    return (document.source.edited([edit]), True) if edit else (document.source, False)


def _entries(document: Document, incident: Incident) -> list[TimelineEntry]:
    """The incident's entries that the document has not, by time.

    It has one where it has its words at its second; where it has its very line, however that is read (a text may begin
    with a time of its own); and where no instant is known, one with its words: the zone may have been added by hand.
    """
    listed = document.postmortem.timeline
    known = {(_second(entry.at), _words(entry.text)) for entry in listed}
    texts = {_words(entry.text) for entry in listed}
    lines = {_bag(line) for line in document.source.plain_lines}

    def is_there(entry: TimelineEntry) -> bool:
        words = _words(one_line(entry.text))
        said = (_second(entry.at), words) in known if entry.at else words in texts
        return said or _bag(timeline_lines([entry])) in lines

    return [entry for entry in sorted_by_time(incident.timeline) if not is_there(entry)]


def _second(moment: dt.datetime | None) -> dt.datetime | None:
    """As precise as it is written."""
    return moment.replace(microsecond=0) if moment else None


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold())) or text.strip()


def _bag(line: str) -> str:
    """A line's words, whichever column of a table they stand in."""
    return " ".join(sorted(re.findall(r"\w+", line.casefold()))) or line.strip()


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
        yield from _before(document.source, end, text if a_list else "\n" + text, gap=False)


def _responders(document: Document, incident: Incident) -> list[Edit]:
    """Their names, in a section of that heading in which nobody wrote anything yet."""
    if not incident.responders:
        return []
    blocks = document.root.children
    at = next(
        (n for n, block in enumerate(blocks) if block.kind == "heading" and _words(block.text) == "responders"), None
    )
    if at is None:
        return []
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    # A note between comment signs is the template's, not a person's.
    after = at + 2 if below is not None and below.kind == "html" and below.end_line < _end(document) else at + 1
    next_ = blocks[after] if after < len(blocks) else None
    if next_ is not None and next_.kind != "heading" and next_.line < _end(document):
        return []
    names = "\n".join(f"- {markdown_words(name)}" for name in incident.responders)
    line = next_.line if next_ else _end(document)
    gap = "\n" if line <= len(document.source.plain_lines) else ""
    return list(_before(document.source, line, f"{names}\n{gap}", gap=True))


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
    last = _end(document)
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
        elif heading.level > 1 or name is not None:
            before = next((h.line for h in here if h.line > after and h.level <= heading.level), last)
            end = following.line - 1 if following else len(lines)
            body = "\n".join(lines[heading.line - 1 : end]).strip("\n")
            yield _Section(heading.text, name, before if after else last, body + "\n\n")


def _end(document: Document) -> int:
    """The line before which something goes that goes to the end: pmflow's own block stays last."""
    block = find_block(document.source)
    return block[0] if block else len(document.source.plain_lines) + 1


def _headings(document: Document) -> list[Block]:
    return [block for block in document.root.children if block.kind == "heading"]


def _last_text(lines: list[str], begin: int, end: int) -> int:
    """The last line (1-based) between the two that is not empty."""
    return next((number for number in range(min(end, len(lines)), begin, -1) if lines[number - 1].strip()), begin)


def _before(source: Source, line: int, text: str, *, gap: bool) -> Iterator[Edit]:
    """`text` before `line`, which may be one behind the last; with a `gap`, an empty line above it where there is none."""
    lines = source.plain_lines
    if line <= len(lines):
        above = "\n" if gap and line > 1 and lines[line - 2].strip() else ""
        yield Edit(Span(line, 0, 0), above + text)
    else:
        above = "\n\n" if lines[-1].strip() else "\n" if len(lines) > 1 and lines[-2].strip() else ""
        yield Edit(Span(len(lines), len(lines[-1]), len(lines[-1])), above + text)


def _joined(edits: list[Edit]) -> list[Edit]:
    """Edits at one place made one, in their order."""
    texts: dict[Span, str] = {}
    for edit in edits:
        texts[edit.span] = texts.get(edit.span, "") + edit.text
    return [Edit(span, text) for span, text in texts.items()]
