"""No text of the template is left: TBD, TODO, "…", `<describe the impact>`, "_No response_", "Write here".

Why: a reader cannot tell whether there is nothing to say or nobody has said it yet. Each section is one finding,
however many placeholders it holds. Owners and dates of action items are the business of `owner-missing` and
`due-missing`.

What it cannot see: an example that was copied from a template and left standing. "None" and "N/A" are answers and stay.

Bad: `**Duration**: TBD`
Good: `**Duration**: 1 hour 32 minutes`

Source: "Essential Sections".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.author_words import own_words
from pmflow.document.document import Document
from pmflow.document.source import Span
from pmflow.model import Finding, Level, SectionName
from pmflow.placeholders import bare, is_asked, is_placeholder, template_text
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.items import every
from pmflow.rules.text import SECTION_WORDS, line_list, section_at, short


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    found: dict[SectionName | None, list[tuple[Span, str]]] = {}
    items = {placed.item.line for placed in every(document)}
    headings = {block.line for block in document.root.walk() if block.kind == "heading"}
    headings.update(place.line for places in document.sections.values() for place in places)
    for number, line in own_words(document, 1, len(document.source.plain_lines)):
        section = section_at(document, number)
        for start, text in _cells(line):
            what = template_text(text, instructions=section is not SectionName.ACTION_ITEMS)
            if what is None or (number in headings and what != "TBD" and not is_asked(what)):
                continue
            if (
                section is SectionName.ACTION_ITEMS
                and not is_asked(what)
                and (start or (number in items and what != bare(text)) or _label_value(text, what))
            ):
                continue
            at = line.find(what, start)
            span = Span(number, at, at + len(what)) if at >= 0 else Span(number, start, start + len(text))
            found.setdefault(section, []).append((span, what))
    for name, places in document.postmortem.sections.items():
        if name not in found and places.text.strip() and is_placeholder(places.text) and _only_dashes(document, name):
            line_number = places.line + 1
            found[name] = [(Span(line_number, 0, 0), places.text.strip().splitlines()[0])]
    for section, spans in found.items():
        where = f" under “{SECTION_WORDS[section]}”" if section else ""
        more = f" (also {line_list(span.line for span, _ in spans[1:])})" if len(spans) > 1 else ""
        yield RULE.finding(
            f"“{short(spans[0][1])}” is a placeholder{where}{more}: write what is known, or “not known”, and why",
            span=spans[0][0],
            section=section,
        )


def _label_value(text: str, what: str) -> bool:
    """`Owner: TBD`, in a list of action items, is said by `owner-missing`."""
    return text.rstrip().endswith(what) and ":" in text[: -len(what)]


def _cells(line: str) -> Iterator[tuple[int, str]]:
    """The cells of a table's row with their offsets; any other line whole."""
    if not line.lstrip().startswith("|"):
        yield 0, line
        return
    at = 0
    for cell in line.split("|"):
        if cell.strip():
            yield at, cell
        at += len(cell) + 1


def _only_dashes(document: Document, name: SectionName) -> bool:
    places = document.sections.get(name, ())
    return all(
        not line.strip(" -*_.…?—–")
        for place in places
        for _, line in own_words(document, place.line + 1, place.end_line)
    )


RULE = Rule("placeholder", "document", Level.WARNING, check, __doc__)
