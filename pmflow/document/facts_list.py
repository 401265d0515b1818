"""The facts on top of a text as a list that readers see, for trackers that would show front matter as a huge heading.

    <!-- pmflow:facts ... -->
    - **Incident**: acme/shop#12
    - **Authors**: Maya, Priya
    - **Review held**:

It is read and edited as front matter is, in the same words (`review: {held: ...}` is `Review held`), and nothing that somebody
types there is an error: it ends with the first line that is no item of it. Values are text, without looks and comments; of an
incident and of evidence that are links, where they lead. Names with commas between them are several. Of an entry that stands
there twice, the first counts; a state that is none is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pmflow.document.blocks import inline_block
from pmflow.document.escape import markdown_words
from pmflow.document.fact_words import Fact
from pmflow.document.facts import fact_of
from pmflow.document.source import Edit, Span
from pmflow.mentions import SPACE, unpinged
from pmflow.model import State
from pmflow.patterns import lazy

MARK = "<!-- pmflow:facts, one on each line; names with commas between them -->"
OWN = "pmflow"
"""The key of what is pmflow's own: the one mapping in a mapping of facts."""

_MARK = lazy(r"^<!--\s*pmflow:facts\b[^>]*-->\s*$")
_FACT = lazy(r"^[-*+][ \t]++(?:\*\*([^*:]++)(?::\*\*|\*\*[ \t]*:)|([^*:]++):)[ \t]*")
_BOLD = lazy(r"^[-*+][ \t]++\*\*[^*:]++(?::\*\*|\*\*[ \t]*:)")
_ITEM = lazy(r"^(?:[-*+][ \t]|[ \t]+\S)")
_INNER = lazy(r"^\s+[-*+][ \t]+")
_MARKUP = lazy(r"[*_`\[<&\\~]")
_SEVERAL = (Fact.AUTHORS, Fact.SERVICES, Fact.CATEGORIES, Fact.RESPONDERS, Fact.INVITED, Fact.CAME)
_PLACES = (Fact.INCIDENT, Fact.EVIDENCE)
"""Of which an address tells more than its words."""
_ADDRESS = lazy(r"https?://\S+")
_KEY = lazy(r"[A-Z][A-Z0-9_]*-\d+")
"""An incident's key in another tracker, which says which one it is wherever the link leads."""
_SHORTER = {"review invited": "Invited", "review came": "Came"}


def is_mark(line: str) -> bool:
    """Whether the list begins below this line, the first of a text."""
    return line.startswith("<!--") and _MARK.match(line) is not None


def list_end(lines: Sequence[str]) -> int:
    """The last line (1-based) of the list below the mark in the first line; 1 where it is empty."""
    end, gap = 1, False
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            gap = True
        elif (_BOLD if gap and end > 1 else _ITEM).match(line) is None:
            break
        else:
            end, gap = number, False
    return end


def read_list(raw: str) -> dict[str, Any]:
    """The facts by their words in lower case; of what is pmflow's own, a mapping."""
    said: dict[str, str] = {}
    key: str | None = None
    for line in raw.split("\n"):
        if (found := _FACT.match(line)) is not None:
            key = _key(found[1] or found[2])
            key = None if said.get(key) else key
            if key is not None:
                said[key] = _without_comments(line[found.end() :]).strip()
        elif key is not None and (more := _without_comments(line).strip()) and line[:1].isspace():
            inner = _INNER.match(line)
            words = _INNER.sub("", line).strip() if inner else more
            said[key] = (", " if inner else " ").join(filter(None, (said[key], words)))
        elif line.strip():
            key = None
    data: dict[str, Any] = {}
    for key, text in said.items():
        if key == OWN or (key == f"{OWN} state" and text not in State._value2member_map_):
            continue
        where, name = data, key
        if key.startswith(f"{OWN} "):
            where, name = data.setdefault(OWN, {}), key.removeprefix(f"{OWN} ")
        where[name] = _value(name, text)
    return data


def _key(words: str) -> str:
    return " ".join(words.replace("_", " ").replace("-", " ").lower().split())


def _value(key: str, text: str) -> str | list[str]:
    if _MARKUP.search(text):
        block = inline_block(text, 1)
        text = block.text
        if fact_of(key) in _PLACES and _KEY.fullmatch(text.strip()) is None:
            text = next((piece.href for piece in block.pieces if piece.href and _ADDRESS.fullmatch(piece.href)), text)
    text = text.replace(f"@{SPACE}", "@").strip()
    if key == "labels" or fact_of(key) in _SEVERAL:
        return [name for part in text.replace(";", ",").split(",") if (name := part.strip())]
    return text


def written(data: Mapping[str, Any], hints: Mapping[str, str] | None = None) -> str:
    """The list with its mark, of any front matter's data; `hints` are comments behind single facts. Pings nobody."""
    facts = (_line(path, value, (hints or {}).get(" ".join(path))) for path, value in flat(data))
    return "\n".join([MARK, *facts]) + "\n"


def flat(data: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each fact of any front matter's data with its keys, from the outer to the inner one."""
    for key, value in data.items():
        if isinstance(value, Mapping) and value:
            yield from flat(value, (*path, str(key)))
        else:
            yield (*path, str(key)), value


def _line(path: tuple[str, ...], value: Any, hint: str | None = None) -> str:
    words = " ".join("".join(c if c.isalnum() else " " for c in " ".join(path)).split()) or "?"
    label = _SHORTER.get(words.lower(), words[0].upper() + words[1:])
    return " ".join(filter(None, (f"- **{label}**:", _text(value), f"<!-- {hint} -->" if hint else "")))


def _text(value: Any) -> str:
    """A value in Markdown, on one line."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dt.datetime():
            moment = value.astimezone(dt.UTC) if value.tzinfo else value
            clock = moment.strftime("%H:%M:%S" if moment.second else "%H:%M")
            return f"{moment.date()} {clock}{' UTC' if value.tzinfo else ''}"
        case Mapping():
            first, *others = map(_text, value.values()) if value else [""]
            return f"{first} ({', '.join(others)})" if others else first
        case list() | tuple() | set():
            return ", ".join(map(_text, value))
    return unpinged(markdown_words(str(value)))


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Where comments begin and end. A pattern would look for the end of each that has none."""
    at = 0
    while (begin := text.find("<!--", at)) >= 0:
        end = text.find("-->", begin + 4)
        if end < 0:
            return
        if begin and text[begin - 1] == "\\":
            at = begin + 4
            continue
        yield begin, end + 3
        at = end + 3


def _without_comments(text: str) -> str:
    kept, at = [], 0
    for begin, end in _comments(text):
        kept.append(text[at:begin])
        at = end
    return "".join((*kept, text[at:]))


def fact_edit(lines: Sequence[str], end: int, path: tuple[str, ...], value: Any) -> Edit:
    """What writes one fact into the list that ends in line `end`: behind its words where they stand, else as a new last line.
    A comment behind it stays."""
    line = _line(path, value)
    found = _FACT.match(line)
    assert found is not None
    wanted = _key(found[1] or found[2])
    for number, old in enumerate(lines[1:end], start=2):
        if (there := _FACT.match(old)) is not None and _key(there[1] or there[2]) == wanted:
            begin = there.end()
            comment = next((begin + at for at, _ in _comments(old[begin:])), None)
            until = begin + len(old[begin:comment].rstrip())
            lead = "" if old[begin - 1].isspace() else " "
            tail = " " if comment is not None and comment == until else ""
            return Edit(Span(number, begin, until), lead + line[found.end() :] + tail)
    last = lines[end - 1]
    return Edit(Span(end, len(last), len(last)), f"\n{line}")


def without_fact(raw: str, key: str) -> str:
    """The list's text without the facts below the key."""

    def is_it(line: str) -> bool:
        found = _FACT.match(line)
        return found is not None and (_key(found[1] or found[2]) + " ").startswith(f"{key} ")

    return "\n".join(line for line in raw.split("\n") if not is_it(line))
