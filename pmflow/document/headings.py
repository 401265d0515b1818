"""Reading one heading: which of the eight sections it names, which smaller topic, and how sure that is.

Words only: an ambiguous wording ("What happened?", "Remediation") is judged by `part_meanings.py`, which sees what stands
below it. The wordings are in `heading_wordings.py` and `heading_topics.py`, the grammar in `heading_grammar.py`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from pmflow.document.heading_grammar import FILLERS, TOO_LONG, read_phrase
from pmflow.document.heading_index import known_wording
from pmflow.document.heading_reading import Reading, Sure, Topic
from pmflow.document.plain_words import plain_words
from pmflow.document.time_labels import TimeLabel, read_time_label
from pmflow.model import SectionName
from pmflow.patterns import lazy

__all__ = ["NOTHING_READ", "Reading", "Sure", "Topic", "plain_words", "read_heading"]

NOTHING_READ = Reading(exact=False)


_MARKUP = lazy(r"\{[^}]*\}|\[\]|:[a-z0-9_+-]+:|<[^>]*>|`")
_PARENTHESES = lazy(r"\([^)]*\)|\[[^\]]*\]")
_NUMBERING = lazy(
    r"^(?:(?:section|part|step|abschnitt|kapitel|teil|chapter|question)\s+)?"
    r"(?:[0-9]+(?:\.[0-9]+)*|[a-z][-.]?[0-9]{1,2}(?:\.[0-9]+)*(?=[.):])|[ivx]{1,4}(?=[.):])|[a-z](?=[.):]))"
    r"[\s.):–—-]+(?=\S)"
)
_APPOSED = lazy(r"[,:;(]|\s[-–—]+\s")
"""What sets off words that say the same again, where "and" and "/" add others."""
_SEPARATORS = lazy(r"\s*[/|,;+:]\s*|\s+[-–—]+\s+|\s+(?:&|and|und|et|y|e|en|och|og|i|vs)\s+|\s*&\s*")


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Reading:
    """What a heading or label with this (rendered) text means. Never raises; unknown wordings have no names."""
    text = _MARKUP.sub(" ", text.strip().lower()).strip()
    if not text or len(text) > 120:
        return NOTHING_READ
    words = plain_words(text)
    if (found := known_wording(words)) is not None:
        return found
    bare = _NUMBERING.sub("", text.lstrip("#*->•· \t"), count=1)
    bare_out = _PARENTHESES.sub(" ", bare)
    for form in (bare, bare_out):
        words = plain_words(form)
        if (found := _look_up(words)) is not None:
            return found
    for inside in re.findall(r"[(\[]([^)\]]*)[)\]]", bare):
        found = known_wording(plain_words(inside))
        if found is not None and found.names and found.sure is Sure.YES and not plain_words(bare_out):
            return found
    found = _in_parts(bare_out if plain_words(bare_out) else bare, words) or read_phrase(words)
    if (
        found is None
        and not words.endswith(" for")
        and read_time_label(plain_words(bare_out)) in (TimeLabel.DURATION, TimeLabel.TIME_TO_RESOLVE)
    ):
        return Reading(topic=Topic.METADATA)
    return found or NOTHING_READ


def _look_up(words: str) -> Reading | None:
    found = known_wording(words)
    if found is not None:
        return found
    core = " ".join([w for w in words.split() if w not in FILLERS])
    if core and core != words and (found := known_wording(core)) is not None and found.sure is not Sure.PAIRED:
        return found
    return None


def _in_parts(text: str, words: str) -> Reading | None:
    """One heading for two sections ("Impact & Root Cause"), or one of the eight beside something else ("Cause &
    trigger")."""
    parts = [part for part in _SEPARATORS.split(text) if part]
    if len(parts) < 2 or len(words.split()) > TOO_LONG + 3:
        return None
    readings = [_look_up(plain_words(part)) for part in parts]
    if _APPOSED.search(text) is not None and any(r is not None and r.sure is Sure.TIMED for r in readings):
        told = [r or read_phrase(plain_words(part)) for r, part in zip(readings, parts, strict=True)]
        if all(r is not None and SectionName.TIMELINE in r.names for r in told):
            return Reading((SectionName.TIMELINE,))  # "What happened, by the clock"
        if (
            sum(r is not None for r in readings) == 1
            and (first := readings[0]) is not None
            and first.sure is Sure.TIMED
        ):
            return replace(first, exact=False)  # "What happened, in order": what stands below says it
    readings = [
        replace(r, names=(r.otherwise,), sure=Sure.YES) if r is not None and r.otherwise is not None else r
        for r in readings
    ]  # "What happened and why": beside another section, the first is the summary
    sure = [r for r in readings if r is not None and r.names and r.sure is Sure.YES]
    pairs = [r for r in readings if r is not None and r.sure is Sure.PAIRED]
    asks_why = plain_words(parts[-1]) in ("why", "and why")
    if asks_why and (first := readings[0]) is not None and SectionName.WENT_POORLY in first.names:
        return Reading((SectionName.ROOT_CAUSE,), exact=False)  # "What failed, and why" asks for the cause
    names = dict.fromkeys(name for r in sure for name in r.names)
    if pairs and (sure or len(pairs) > 1):
        names |= dict.fromkeys(name for r in pairs for name in r.names)
    if names:
        topic = next((r.topic for r in sure if r.topic not in (None, Topic.CAUSE)), None) if len(names) == 1 else None
        return Reading(
            tuple(names),
            topic if len(sure) == 1 else None,
            exact=all(r is not None for r in readings),
            container=any(r.container for r in sure),
        )
    if (found := read_phrase(words)) is not None:
        return found
    rest = [r for r in readings if r is not None]
    if rest and rest[0].sure is not Sure.PAIRED:
        return replace(rest[0], exact=len(rest) == len(parts))
    return None
