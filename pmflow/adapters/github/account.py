"""What an incident's own text says, for the draft of its post-mortem: its words, and what it points at. Pure.

The words are text: HTML comments, front matter and the signs of headings and code are left out, for forms and templates of
issues are full of them, and all else stays as it was typed.
"""

from __future__ import annotations

import re

from pmflow.adapters import heads
from pmflow.document.blocks import read_blocks
from pmflow.document.escape import one_line
from pmflow.document.prose import evidence_of
from pmflow.document.source import Source
from pmflow.errors import DocumentError
from pmflow.mentions import unpinged
from pmflow.model import Evidence

MOST = 4000
"""Characters that are copied: what is longer is read where it stands."""
MOST_LINKS = 20
LONGEST = 200
"""Characters of a link's words."""
CUT = "… (it goes on there)"

_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_SIGNS = re.compile(r"^ {0,3}(?:#{1,6}(?:\s+|$)|(?:```|~~~).*$)|[ \t]+#+$")
_NOTHING = re.compile(r"_?no response_?", re.I)
"""What GitHub's issue forms write where nobody filled in anything."""
_GAPS = re.compile(r"\n{3,}")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`()\[\]]+[^\s<>\"'`()\[\].,;:!?*_]")
_LINK = re.compile(r"https?://\S+")


def words_of(body: str) -> str:
    """The text's words, a line each, as long as they may be."""
    lines = (_SIGNS.sub("", line).strip() for line in _text(body).split("\n"))
    words = _GAPS.sub("\n\n", "\n".join("" if _NOTHING.fullmatch(line) else line for line in lines)).strip()
    if len(words) <= MOST:
        return words
    head = words[:MOST]
    return f"{head[: head.rfind(chr(10)) + 1 or MOST].rstrip()}\n{CUT}"


def links_of(body: str) -> tuple[Evidence, ...]:
    """Where the text links to on the web, each once, in its order; by the link's words, else by the address."""
    text = _text(body)
    if "://" not in text:
        return ()
    found: dict[str, Evidence] = {}
    for block in read_blocks(text).walk():
        for piece in block.pieces:
            if piece.href and _LINK.fullmatch(piece.href):
                label = unpinged(one_line(piece.text)[:LONGEST])
                found.setdefault(piece.href, evidence_of(label or piece.href, piece.href, ""))
        for url in _ADDRESS.findall(
            block.raw if block.kind != "code" else ""
        ):  # bare ones, and those of pictures in HTML
            found.setdefault(url, evidence_of(url, url, ""))
    return tuple(found.values())[:MOST_LINKS]


def _text(body: str) -> str:
    source = Source.of(body)
    try:
        end = heads.front_of(source.text).end_line
    except DocumentError:
        end = 0
    return _HIDDEN.sub("", "\n".join(source.plain_lines[end:]))
