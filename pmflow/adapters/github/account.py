"""What an incident's own text says, for the draft of its post-mortem: its words, and what it points at. Pure.

The words are text: HTML comments, front matter and the signs of headings and code are left out, for forms and templates of
issues are full of them, and all else stays as it was typed: in code everything, also what looks like a comment.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby

from pmflow.adapters import heads
from pmflow.document.blocks import Block, is_crowded, read_blocks
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
_OPENS = re.compile(r"\\[\s\S]|(`+)|<!--")
_RUN = re.compile(r"`+")
_HEADING = re.compile(r"#{1,6}(?:[ \t]+|$)")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")
_FENCE = re.compile(r"^((?:[\s>]|[-*+][ \t]|\d{1,9}[.)][ \t])*)((?:`{3,}|~{3,}).*)$")
_FENCE_END = re.compile(r"[\s>]*(?:`{3,}|~{3,})\s*")
_NOTHING = re.compile(r"_?no response_?", re.I)
"""What GitHub's issue forms write where nobody filled in anything."""
_GAPS = re.compile(r"\n{3,}")
_ADDRESS = re.compile(r"https?://[^\s<>\"`]+")
_AROUND = {")": "(", "]": "["}
"""Behind an address they belong to it only where what opens them does."""
_LINK = re.compile(r"https?://\S+")
_TAG = re.compile(r"<(?:a|img|video)\b[^<>]*?\b(?:href|src)\s*=\s*[\"']?(https?://[^\s\"'<>]+)", re.I)


def words_of(body: str) -> str:
    """The text's words, a line each, as long as they may be."""
    text = _text(body)
    lines = text.split("\n")
    for block in read_blocks(text).walk():
        begin, end = block.line - 1, min(block.end_line, len(lines))
        if block.kind == "code":
            if (fence := _FENCE.match(lines[begin])) and not block.source.startswith(fence[2]):
                lines[begin] = fence[1]
                if end - 1 > begin and _FENCE_END.fullmatch(lines[end - 1]):
                    lines[end - 1] = ""
            continue
        if block.inline is not None or block.kind == "html":
            shown = "\n".join(lines[begin:end])
            if "<!--" in shown:
                shown = _HIDDEN.sub("", shown) if block.kind == "html" else without_comments(shown)
                left = shown.split("\n")
                lines[begin:end] = [*left, *[""] * (end - begin - len(left))]
        if block.kind == "heading" and block.marker.startswith("#"):
            lines[begin] = _HEADING_END.sub("", _HEADING.sub("", lines[begin], count=1))
        elif block.kind == "paragraph":
            lines[begin:end] = ["" if _NOTHING.fullmatch(line.strip()) else line for line in lines[begin:end]]
    words = _GAPS.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")
    if len(words) <= MOST:
        return words
    head = words[:MOST]
    return f"{head[: head.rfind(chr(10)) + 1 or MOST].rstrip()}\n{CUT}"


def without_comments(raw: str) -> str:
    """Inline Markdown without its HTML comments; what stands in code or is never closed is none."""
    ends: dict[int, int] = {}
    """Where the last run of so many backticks begins."""
    for run in _RUN.finditer(raw):
        ends[len(run[0])] = run.start()
    last = raw.rfind("-->")
    kept: list[str] = []
    at = begin = 0
    while (sign := _OPENS.search(raw, at)) is not None:
        at = sign.end()
        if sign[1]:
            if ends[len(sign[1])] >= at:
                at = next(run.end() for run in _RUN.finditer(raw, at) if len(run[0]) == len(sign[1]))
        elif sign[0] == "<!--" and at <= last:
            kept.append(raw[begin : sign.start()])
            at = begin = raw.index("-->", at) + 3
    return "".join([*kept, raw[begin:]])


def links_of(body: str) -> tuple[Evidence, ...]:
    """Where the text links to on the web, each once, in its order; by the link's words, else by the address."""
    text = _text(body)
    if "://" not in text:
        return ()
    found: dict[str, Evidence] = {}
    for block in read_blocks(text).walk():
        for words, url in _links(block):
            found.setdefault(url, evidence_of(unpinged(one_line(words)[:LONGEST]) or url, url, ""))
    return tuple(found.values())[:MOST_LINKS]


def _links(block: Block) -> Iterator[tuple[str, str]]:
    """The words and addresses of one block: its links and pictures, bare addresses, and those in HTML. None of one whose markup
    nobody reads (`is_crowded`): what is no link there could only be guessed."""
    if block.kind == "html":
        yield from _tagged(_HIDDEN.sub("", block.source))
        return
    if block.inline is None or is_crowded(block.raw):
        return
    for (href, _), pieces in groupby(block.pieces, key=lambda piece: (piece.href, piece.code and not piece.href)):
        words = "".join(piece.text for piece in pieces)
        if href is None:
            for found in _ADDRESS.finditer(words):
                if (url := _bare(found[0])) is not None:
                    yield url, url
        elif _LINK.fullmatch(href):
            yield words, href
    yield from _tagged(without_comments(block.raw))


def _tagged(raw: str) -> Iterator[tuple[str, str]]:
    for found in _TAG.finditer(raw):
        url = html.unescape(found[1])
        yield url, url


def _bare(url: str) -> str | None:
    """An address in a sentence, without what belongs to the sentence."""
    over = {sign: url.count(sign) - url.count(opening) for sign, opening in _AROUND.items()}
    end = len(url)
    while end and (url[end - 1] in ".,:;!?*_~'" or over.get(url[end - 1], 0) > 0):
        end -= 1
        if url[end] in over:
            over[url[end]] -= 1
    return url[:end] if _LINK.fullmatch(url[:end]) else None


def _text(body: str) -> str:
    source = Source.of(body)
    try:
        end = heads.front_of(source.text).end_line
    except DocumentError:
        end = 0
    return "\n".join(source.plain_lines[end:])
