"""The HTML comments by which pmflow knows its own again. Pure.

A marker counts in the first line of a comment only, and only where somebody wrote it whom the repository trusts
(`payloads.Comment.trusted`): quoting one, or making one up, says nothing.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from pmflow import mentions
from pmflow.mentions import unpinged

LIMIT = 65_536
"""Characters that GitHub takes as the text of an issue or comment."""
ROOM = 60_000
"""What pmflow fills of that, so that people can still add a word."""
CUT = "\n\n… (cut: GitHub takes no longer comment)"

_MARKER = re.compile(r"\s*<!-- pmflow:([a-z-]+) (\S+) -->[ \t]*(?:\r?\n|\Z)")


def mark(kind: str, key: str, text: str) -> str:
    """A text with its marker above it; whatever is in the key, it ends neither marker nor line."""
    return f"<!-- pmflow:{kind} {quote(key, safe=':/#,|+@')} -->\n{text}"


def marked(body: str) -> tuple[str, str, str] | None:
    """Kind, key and text of what `mark` made; None where it made nothing."""
    found = _MARKER.match(body)
    return (found[1], unquote(found[2]), body[found.end() :]) if found else None


def key_of(kind: str, body: str) -> str | None:
    """The key of a comment of that kind."""
    found = marked(body)
    return found[1] if found and found[0] == kind else None


def length(text: str) -> int:
    """Characters as GitHub may count them: those beyond the first 65,536 as two."""
    return len(text) + sum(character > "\uffff" for character in text)


def fitting(text: str, room: int = ROOM) -> str:
    """The text, cut at a line where it is too long for a comment."""
    if length(text) <= room:
        return text
    head = text[: room // 2 if length(text[:room]) > room else room]
    return head[: head.rfind("\n") + 1 or len(head)].rstrip() + CUT


def muted(text: str) -> str:
    """People's words on one line, where pmflow writes them: they ping nobody and begin no HTML comment."""
    return unpinged(" ".join(text.split())).replace("<!--", "&lt;!--").replace("-->", "--&gt;")


def unmuted(text: str) -> str:
    """The words that `muted` was given."""
    return text.replace("@\u200b", "@").replace("&lt;!--", "<!--").replace("--&gt;", "-->")


_OPENS = re.compile(r"<!--|&(amp;)*lt;!--")
_HUSHED_OPENS = re.compile(r"&((?:amp;)*)lt;!--")


def hushed(text: str) -> str:
    """A text of several lines that pings nobody and begins no HTML comment; `unhushed` gives it back to the character."""
    quieter = mentions.hushed(text.replace("\r\n", "\n"))
    return _OPENS.sub(lambda found: "&lt;!--" if found[0] == "<!--" else f"&amp;{found[0][1:]}", quieter)


def unhushed(text: str) -> str:
    """The text that `hushed` was given."""
    louder = _HUSHED_OPENS.sub(lambda found: f"&{found[1][4:]}lt;!--" if found[1] else "<!--", text)
    return mentions.unhushed(louder)
