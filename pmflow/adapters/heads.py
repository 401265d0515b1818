"""The head of a post-mortem's text: enough of it for one line of the board, without reading the document.

Front matter says state, severity, date, authors and incident; the title may be the first heading. What stands further
down is not looked for here: `load` and the parser read that.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pmflow.document.document import FrontMatter
from pmflow.document.frontmatter import split_front_matter
from pmflow.document.heading_index import known_wording
from pmflow.document.plain_words import plain_words
from pmflow.document.source import BOM, Source
from pmflow.errors import DocumentError
from pmflow.model import Severity, State
from pmflow.severity import normal_severity
from pmflow.tracker import Card

HEAD = 4096
"""Bytes in which the first heading, and nearly always the end of the front matter, stand."""

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_INCIDENT_FILE = re.compile(r"^(?:.*/)?([^/]+)\.ya?ml$")
_OPENS = ("---", "+++", "<!--")
"""What front matter begins with: a fence, or the mark of a list."""
_FENCES = ("```", "~~~")
_MARKUP = re.compile(r"[*_`\[\]<>&\\~!]")


def front_of(text: str) -> FrontMatter:
    """The front matter of a text. Raises `DocumentError`; a text without a fence costs nothing."""
    bare = text.removeprefix(BOM)
    if not bare.startswith(_OPENS):
        return FrontMatter()
    return split_front_matter(Source.of(bare).plain_lines)


def needs_more(head: bytes) -> bool:
    """True where front matter begins in these first bytes of a file but does not end in them."""
    bare = head.removeprefix(BOM.encode())
    fence = bare[:3]
    return fence in (b"---", b"+++") and len(head) >= HEAD and (b"\n" + fence) not in bare[3:].replace(b"\r", b"\n")


def card(
    ref: str, head: bytes | str, *, states: Iterable[State] | None = None, aliases: Mapping[str, Severity] | None = None
) -> Card:
    """The line of the board for a text of which `head` is the beginning. What cannot be read is `trouble`.

    `states` is what the tracker shows; None: the front matter says it.
    """
    try:
        source = Source.of(head if isinstance(head, str) else _whole_lines(head))
        front = split_front_matter(source.plain_lines) if source.text.startswith(_OPENS) else FrontMatter()
    except DocumentError as error:
        return Card(ref, None, None, date=day_in(ref), trouble=str(error.at(ref)))
    severity = _text(_said(front, "severity", "sev"))
    return Card(
        ref,
        _text(_said(front, "title")) or _title(source.plain_lines[front.end_line :]),
        next(iter(states), None) if states is not None else state_in(front),
        severity,
        normal_severity(severity, aliases),
        _day(_said(front, "date", "incident date")) or _day(_said(front, "started at", "start")) or day_in(ref),
        texts(_said(front, "authors", "author")),
        incident_in(front),
        near_miss=str(_said(front, "near miss")).lower() in ("true", "yes"),
    )


def state_in(front: FrontMatter) -> State | None:
    """The state that front matter shows under `pmflow:`."""
    value = _own(front).get("state")
    if isinstance(value, list):
        value = value[0] if value else None
    return State(str(value)) if value is not None else None


def labels_in(front: FrontMatter) -> tuple[str, ...]:
    """The labels that front matter holds under `pmflow:`."""
    return texts(_own(front).get("labels"))


def incident_in(front: FrontMatter) -> str | None:
    """The incident that front matter names; of a path to its file, the name alone."""
    named = _text(_said(front, "incident", "incident id"))
    return named and _INCIDENT_FILE.sub(r"\1", named)


def _own(front: FrontMatter) -> Mapping[str, Any]:
    own = front.data.get("pmflow")
    return own if isinstance(own, Mapping) else {}


def _said(front: FrontMatter, *names: str) -> Any:
    """The first of these keys that front matter holds; case, `_` and `-` do not count."""
    words = {key.lower().replace("_", " ").replace("-", " "): value for key, value in front.data.items()}
    return next((words[name] for name in names if words.get(name) is not None), None)


def _title(lines: list[str]) -> str | None:
    """The first heading, but for one that only names a section: "Summary" is nobody's title."""
    heading = first_heading(lines)
    if heading is None:
        return None
    found = known_wording(plain_words(heading))
    return None if found is not None and found.names else heading


def first_heading(lines: list[str]) -> str | None:
    """The words of the first heading; fenced code is passed over."""
    fence = ""
    for number, line in enumerate(lines):
        bare = line.strip()
        if fence:
            if bare.startswith(fence):
                fence = ""
        elif bare.startswith(_FENCES):
            fence = bare[:3]
        elif found := _HEADING.match(line):
            if found[1]:
                return rendered(found[1])
        elif (
            bare
            and number + 1 < len(lines)
            and _UNDERLINE.match(lines[number + 1])
            and not bare.startswith(("-", ">", "|", "<"))
        ):
            return rendered(bare)
    return None


def rendered(title: str) -> str:
    """A title as a reader sees it."""
    if not _MARKUP.search(title):
        return title
    from pmflow.document.blocks import read_blocks

    root = read_blocks("# " + title)
    return root.children[0].text.strip() or title if root.children else title


def texts(value: object) -> tuple[str, ...]:
    """A list of words, also where one word stands alone; of people given as mappings, their names."""
    if value is None:
        return ()
    values = value if isinstance(value, list | tuple) else [value]
    names = [v.get("name") if isinstance(v, Mapping) else v for v in values]
    return tuple(text for name in names if (text := _text(name)))


def day_in(name: str) -> dt.date | None:
    """The day that a file's or folder's name bears."""
    for found in _DAY_IN_NAME.finditer(name):
        try:
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue
    return None


def _text(value: object) -> str | None:
    if value is None or isinstance(value, Mapping | list | bool):
        return None
    return str(value).strip() or None


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return day_in(value[:10])
    return None


def _whole_lines(head: bytes) -> bytes:
    """Without the last line where it may be cut in the middle of a character."""
    if len(head) < HEAD:
        return head
    return head[: head.rfind(b"\n") + 1] or head.rstrip(bytes(range(0x80, 0x100)))
