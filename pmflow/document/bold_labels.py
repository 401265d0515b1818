"""A label at the beginning of a text, cut off from it: bold words, a line in capitals, words and a colon.

Only the cutting: whether a label stands for a heading is said by `part_starts.py`.
"""

from __future__ import annotations

import re

from pmflow.document.headings import Sure, Topic, read_heading
from pmflow.patterns import lazy

BOLD_LABEL = lazy(r"^[^\w*<]{0,6}(\*\*|__)(?=\S)(.+?)(?<=\S)\1[ \t]*([:.–—-]?)[ \t]*(.*)$", re.DOTALL)
BESIDE_LABEL = lazy(r"(\([^()\n]{2,60}\))[ \t]*[:.]?[ \t]*(?=\n|$)")
"""What may stand beside a label in its line: "**How it went** (Riyadh time)"."""
_ITALIC_LABEL = lazy(r"^(\*|_)(?![*_\s])([^*_\n]{2,60})\1(:?)(?!\w)(.*)$")
_LINK = lazy(r"!?\[([^\]]*)\]\([^)]*\)")


def label_of(raw: str) -> tuple[str, str] | None:
    """The bold label with which a text begins and what follows it, None where it begins with none.

    "**Impact:** none" is ("Impact", "none"). Bold words in a running sentence are no label.
    """
    found = BOLD_LABEL.match(raw)
    if found is None:
        return None
    label, mark, rest = found[2].strip(), found[3], found[4].lstrip("\n")
    if not mark and (beside := BESIDE_LABEL.match(found[4])) is not None:
        label, mark, rest = f"{label} {beside[1]}", ":", found[4][beside.end() :].lstrip("\n")
    if len(label) > 80 or "\n" in label:
        return None
    whole_line = not found[4] or found[4].startswith("\n")
    if not (mark or whole_line or label.endswith((":", ".", "?", "!"))):
        return None
    return clean_heading(label).rstrip("."), rest.strip(" ")


def clean_heading(text: str) -> str:
    """A heading as a reader sees it: links are their words, anchors and closing colons gone."""
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "{" in text:
        text = re.sub(r"\[\]\{[^}]*\}|\{[#.][^}]*\}", "", text)
    return text.replace("**", "").strip("*_ \t\n").rstrip(":").strip()


def labelled_chunks(raw: str) -> list[tuple[int, str]]:
    """The paragraph cut before each line that begins with a bold label: (offset in lines, text)."""
    lines = raw.split("\n")
    starts = [0] + [i for i, line in enumerate(lines) if i and BOLD_LABEL.match(line)]
    return [(a, "\n".join(lines[a:b])) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]


def mark_plain_labels(raw: str) -> str:
    """The lines that begin with a section's name and a colon, made bold: "Impact: none" becomes "**Impact:** none"."""
    lines = raw.split("\n")
    for at, line in enumerate(lines):
        label, mark, rest = line.partition(":")
        if mark and rest[:1] in ("", " ") and len(label) <= 40 and "*" not in label:
            reading = read_heading(label)
            if reading.exact and reading.names and reading.sure is Sure.YES:
                lines[at] = f"**{label.strip()}:**{rest}"
    return "\n".join(lines)


def lone_label(raw: str) -> tuple[str, str, int] | None:
    """A paragraph without bold that begins with a heading all the same: (label, what follows it, how many lines below).

    "Root cause:" alone in its line, "TIMELINE" in capitals, "*Summary*", "*Impact:* none".
    """
    first, _, below = raw.partition("\n")
    first = first.strip()
    if first[:1] in "*_" and (italic := _ITALIC_LABEL.match(first)) is not None:
        label, rest = italic[2], italic[4].strip()
        if rest and not (italic[3] or label.endswith(":")):
            return None
        text, offset = (f"{rest}\n{below}" if below else rest, 0) if rest else (below, 1)
    elif len(first) <= 60 and (first.endswith(":") or first.isupper()):
        label, text, offset = first, below, 1
    else:
        return None
    label = clean_heading(label.strip("*_: "))
    reading = read_heading(label)
    if not reading.exact or reading.sure is not Sure.YES or reading.topic in (Topic.METADATA, Topic.ASIDE):
        return None
    return (label, text, offset) if reading.names or reading.topic else None
