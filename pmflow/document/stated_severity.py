"""The severity that a document states, under a key or in plain words, and whether it calls itself a near miss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from pmflow.document.document import FrontMatter
from pmflow.document.fact_words import NOTHING, Fact
from pmflow.document.facts import Pair
from pmflow.document.plain_words import plain_words
from pmflow.document.sections import Outline
from pmflow.document.severity_labels import BARE as BARE_SEVERITY
from pmflow.document.severity_labels import (
    looks_like_a_step,
    severity_among_tags,
    severity_in_prose,
    severity_in_title,
    severity_tag,
    severity_value,
)
from pmflow.model import SectionName
from pmflow.patterns import lazy


def severity_of(pairs: Iterable[Pair]) -> str | None:
    found: dict[Fact, str] = {}
    for pair in pairs:
        if (
            pair.fact in (Fact.SEVERITY, Fact.SOME_SEVERITY, Fact.PRIORITY)
            and pair.value
            and len(severity_value(pair.value)) <= 120
        ):
            words = plain_words(pair.value)
            if (words and words in NOTHING) or words.startswith(("n a", "none", "near miss", "no ")):
                continue
            if pair.fact is not Fact.SEVERITY and not looks_like_a_step(severity_value(pair.value)):
                continue
            found.setdefault(pair.fact, severity_value(pair.value))
        elif pair.fact is Fact.CATEGORIES and (tag := severity_among_tags(pair.value)) is not None:
            found.setdefault(Fact.SOME_SEVERITY, tag)
        elif pair.fact is Fact.INCIDENT and "," in pair.value:  # "TDX 1184420, P1"
            for part in pair.value.split(",")[1:]:
                if BARE_SEVERITY.match(part):
                    found.setdefault(Fact.SOME_SEVERITY, severity_value(part))
    return found.get(Fact.SEVERITY) or found.get(Fact.PRIORITY) or found.get(Fact.SOME_SEVERITY)


def severity_in_words(front: FrontMatter, outline: Outline, lines: Sequence[str]) -> str | None:
    """A severity in the title ("[SEV1] …"), plainly said in the first lines ("sev: SEV2"), or a tracker's label."""
    own = front.data.get("title")
    for title in (own if isinstance(own, str) else "", outline.title.heading if outline.title is not None else ""):
        if found := severity_in_title(title):
            return found
    blocks = [*outline.top.blocks, *(outline.title.blocks if outline.title is not None else [])]
    for name in (SectionName.SUMMARY, SectionName.IMPACT):
        for section in outline.sections.get(name, ()):
            blocks += section.blocks[:3]
    for block in blocks[:16]:
        for inner in islice(block.walk(), 40):
            if inner.kind == "paragraph" and (found := severity_in_prose(inner.text)):
                return found
            if inner.kind == "paragraph" and len(inner.text) <= 40 and BARE_SEVERITY.match(inner.text):
                return severity_value(inner.text)
    return next((tag for line in lines if (tag := severity_tag(line))), None)


_NEAR_MISS = lazy(
    r"\bnear[ -]?miss(?:es)?\b|\bbeinahe(?:-?vorfall|unfall)\b|\bpresque accident\b|"
    r"\bcuasi ?incidente\b",
    re.I,
)


def is_near_miss(outline: Outline, pairs: Iterable[Pair], title: str | None) -> bool:
    for pair in pairs:
        if pair.fact is Fact.NEAR_MISS:
            return plain_words(pair.value) in ("yes", "true", "y", "x", "ja", "oui", "si", "1")
        if pair.fact in (Fact.SEVERITY, Fact.CATEGORIES, Fact.TITLE) and _NEAR_MISS.search(pair.value):
            return True
    heading = outline.title.heading if outline.title is not None else ""
    return bool(_NEAR_MISS.search(heading) or (title and _NEAR_MISS.search(title)))
