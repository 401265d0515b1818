"""The words in which people say how soon, and what each is on the scale P0 to P3.

A word that is not here gives None, and the caller keeps it as written: flames, colours and a team's own scale are
not guessed.
"""

from __future__ import annotations

import re

from pmflow.model import Priority

P0, P1, P2, P3 = Priority

WORDS: dict[Priority, tuple[str, ...]] = {
    P0: ("p0", "0", "sev0", "prio0", "critical", "blocker", "urgent", "highest", "immediate", "emergency",
        "very high", "asap"),
    P1: ("p1", "1", "sev1", "s1", "prio1", "high", "hi", "must", "must have", "major", "important", "h"),
    P2: ("p2", "2", "sev2", "s2", "prio2", "medium", "med", "mid", "moderate", "normal", "should",
        "should have", "standard", "m"),
    P3: ("p3", "3", "sev3", "s3", "prio3", "low", "lo", "could", "could have", "minor", "lowest",
        "trivial", "nice to have",
         "very low", "l"),
}  # fmt: skip

WORD_OF: dict[str, Priority] = {word: priority for priority, words in WORDS.items() for word in words}

OUT_OF_SENTENCE = frozenset(
    [
        "p0",
        "p1",
        "p2",
        "p3",
        "p4",
        "sev0",
        "sev1",
        "sev2",
        "sev3",
        "critical",
        "highest",
        "urgent",
        "high",
        "medium",
        "low",
        "lowest",
        "blocker",
        "must",
        "should",
        "could",
        "must_have",
        "should_have",
        "could_have",
        "nice_to_have",
        "high_priority",
        "medium_priority",
        "low_priority",
        "critical_priority",
    ]
)
"""Words that are a priority also without a label, where they stand alone between separators (`_` for a space)."""

_NOISE = re.compile(r"[^a-z0-9]+")
_NUMBERED = re.compile(r"^(?:p|s|sev|prio|priority|severity|level) ?([0-3])\b")


def read_priority(text: str) -> Priority | None:
    """The priority that a priority field says: "P1", "High", "🔴 High", "SEV-2", "1 - Critical", "Must"."""
    words = _NOISE.sub(" ", text.lower()).strip()
    if not words:
        return None
    found = WORD_OF.get(words)
    if found is not None:
        return found
    if numbered := _NUMBERED.match(words):
        return Priority("P" + numbered[1])
    first, _, rest = words.partition(" ")
    if first.isdigit() and rest in WORD_OF:
        return WORD_OF[rest]
    for cut in (" priority", " prio", " severity"):
        if words.endswith(cut):
            return WORD_OF.get(words.removesuffix(cut))
    return WORD_OF.get(first) if rest and not rest[0].isalpha() else None


def is_priority(text: str) -> bool:
    """True for words that can be nothing but a priority where they stand alone: "P1", "High", "low priority"."""
    words = _NOISE.sub("_", text.lower()).strip("_")
    return words in OUT_OF_SENTENCE or (len(words) <= 11 and _NUMBERED.fullmatch(words.replace("_", " ")) is not None)
