"""The title of a post-mortem, without what every title says ("Post-mortem:", a number, a date)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pmflow.document.document import FrontMatter
from pmflow.document.fact_words import Fact
from pmflow.document.facts import Pair, fact_of
from pmflow.document.parts import Part
from pmflow.document.sections import Outline
from pmflow.patterns import lazy

_KIND = (
    r"(?:(?:blameless|draft|final|public|internal|mini|full)\s+)?"
    r"(?:(?:incident|outage|service|production|security)\s+)?"
    r"(?:post[\s-]?mortem|postmortem|post[\s-]incident\s+(?:review|report|analysis)|pir|rca|root\s+cause\s+analysis|"
    r"incident\s+(?:report|review|retrospective|retro|summary|analysis|write-?up)|retrospective|retro|"
    r"after[\s-]action\s+(?:review|report)|aar|"
    r"incident|incidente|vorfall|störung|outage|near[\s-]?miss|post-?incident|rfo|reason\s+for\s+outage|debrief|"
    r"learning\s+review|memorandum|memo|minutes|letter|briefing\s+note|file\s+note|major\s+incident\s+report|incident\s+postmortem\s+report|relatório\s+de\s+incidente|"
    r"störungsbericht|vorfallbericht|rapport\s+d[’']incident|"
    r"informe\s+de\s+incidente|informe\s+postmortem|coe|correction\s+of\s+errors?|review|report)"
)
_NUMBER = r"(?:#\d+|[A-Z]{2,10}-\d[\w-]*|\d{1,6}|(?:19|20)\d\d-\d+(?:-\d+)?)"
_DECORATION = lazy(
    rf"^\W*(?:{_KIND}(?:\s+(?:for|on|of))?(?:\s+(?:no\.?\s*)?{_NUMBER})?\s*(?:\([^)]*\)\s*)?(?:[:|–—]|\s-)\s*"
    rf"|\[[^\]]{{1,40}}\]\s*[:–—-]?\s*"
    rf"|{_NUMBER}\s*(?:[:|–—]|\s-)\s+"
    r"|(?:inc(?:ident)?)[-\s](?:19|20)\d\d-\d\d-\d\d\s*[:–—-]?\s+"
    r"|(?:19|20)\d\d-\d\d-\d\d\s*(?:[:|–—]|\s-)\s*)",
    re.IGNORECASE,
)
_TAIL = lazy(r"\s*(?:\s#\d+|\(#\d+\)|\[#\d+\]|\{#[^}]*\})\s*$")
_GENERIC = lazy(
    rf"^\W*(?:(?:inter-?office|office|technical|confidential|executive|management|restricted)\s+)?{_KIND}"
    rf"(?:\s+(?:template|{_NUMBER}|(?:(?:no|nr|num|number|ref)\.?|n[º°]|#)\s*[:.]?\s*[\w./-]*\d[\w./-]*|\d+[/.-]\d+))?\W*$",
    re.IGNORECASE,
)


def clean_title(text: str) -> str:
    """A title without "Post-mortem:", a number in front or an issue number behind."""
    title = " ".join(text.split())
    title = _TAIL.sub("", title)
    for _ in range(3):
        shorter = _DECORATION.sub("", title, count=1)
        if shorter == title or len(shorter) < 4:
            break
        title = shorter
    start = 0
    while start < len(title) and not (title[start].isalnum() or title[start] in "\"'`([<*#@$&“‘«¿¡/.+-~"):
        start += 1
    return title[start:].strip()


def read_title(front: FrontMatter, outline: Outline, first: Mapping[Fact, Pair]) -> str | None:
    candidates: list[str] = []
    own = front.data.get("title")
    if isinstance(own, str) and own.strip() and "pmflow" in front.data:
        return " ".join(own.split())  # pmflow wrote it, or somebody over it: nothing in it is decoration
    if isinstance(own, str | int):
        candidates.append(str(own))
    if outline.title is not None:
        candidates.append(outline.title.heading)
    else:
        lone = _bold_title(outline)
        if lone is not None:
            candidates.append(lone)
    if len(candidates) == 1 and Fact.TITLE in first and outline.title is not None and _is_letterhead(outline.title):
        return clean_title(first[Fact.TITLE].value)
    for candidate in candidates:
        if candidate.strip() and not _GENERIC.match(candidate):
            return clean_title(candidate)
    if Fact.TITLE in first:
        return clean_title(first[Fact.TITLE].value)
    if outline.title is not None:
        for child in outline.title.children[:2]:
            if child.level <= 6 and not child.names and child.topic is None and not child.reading.container:
                return clean_title(child.heading)
    stated = first.get(Fact.INCIDENT)
    if stated is not None and len(stated.value.split()) > 1:
        return clean_title(stated.value)
    return clean_title(candidates[0]) if candidates else None


def _is_letterhead(title: Part) -> bool:
    """Whether a first heading only names the house or the form: nothing is below it but another one of its level."""
    beside = title.parent.children if title.parent is not None else []
    after = beside[title.place + 1] if title.place + 1 < len(beside) else None
    return not title.blocks and not title.children and after is not None and after.level == title.level


def _bold_title(outline: Outline) -> str | None:
    """Where no heading is the title: a first paragraph that is nothing but bold, or a line "Post-mortem: …"."""
    for block in outline.top.blocks[:2]:
        if block.kind != "paragraph":
            continue
        text = block.text.strip()
        bold = block.raw.startswith("**") and all(piece.strong for piece in block.pieces)
        if bold and "\n" not in text and len(text) <= 150 and not text.endswith(":"):
            return text
        for line in text.split("\n")[:2]:
            found = _DECORATION.match(line) if len(line) <= 150 else None
            if found is not None and found[0].strip() and len(line) > found.end():
                if fact_of(line.partition(":")[0]) is not None:
                    continue
                return line
    return None
