"""People's words made safe for Markdown, YAML and TOML: shown as they were said, and changing nothing around them.

A title with a pipe must not break a table, one with `-->` must not end a comment, one with a line break must not begin
a list. Words that Markdown would show unchanged stay as they are, so that documents keep readable in the raw.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from pmflow.document.blocks import Block, read_blocks
from pmflow.mentions import unpinged
from pmflow.patterns import lazy

_CONTROL = lazy(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_STEERING = lazy(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATE = lazy(r"[\ud800-\udfff]")
_ACTIVE = lazy(r"[\\`*_\[\]<>&|~#]")
_OPENS_BLOCK = lazy(r"[-+=]|\d{1,9}(?=[.)])")
_OPENS_LINE = lazy(r"[-+=:]|\d{1,9}(?=[.)])")
_ADDRESS = lazy(r"(https?://[A-Za-z0-9%./?=&;,:@!$'+#_-]*[A-Za-z0-9/])")
"""What is surely an address to whoever makes links of them, and nothing else to Markdown."""
_LINKABLE = lazy(r"(?:https?|ftp)://[^\s]+|mailto:[^\s]+", re.I)


def one_line(words: str) -> str:
    """The words on one line: line breaks and runs of blanks are one blank, control characters are gone.

    Half a surrogate pair, which JSON can carry and UTF-8 cannot, becomes the replacement character.
    """
    return _CONTROL.sub("", _SURROGATE.sub("\ufffd", " ".join(words.split())))


def markdown_words(words: str) -> str:
    """One line of Markdown that a reader sees as exactly these words: in a paragraph, heading, item or table cell."""
    line = one_line(words)
    if not line or (not _ACTIVE.search(line) and not _OPENS_BLOCK.match(line)):
        return line
    if "|" not in line and "-->" not in line and _shown_as_is(line):
        return line
    escaped = _ACTIVE.sub(r"\\\g<0>", line)
    if opens := _OPENS_BLOCK.match(escaped):
        at = opens.end() if opens[0].isdigit() else 0
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return escaped


def markdown_text(line: str) -> str:
    """One line of a paragraph of several that a reader sees as exactly these words; addresses in it stay addresses."""
    words = unsteered(one_line(line))
    parts = _ADDRESS.split(words)
    safe = "".join(part if at % 2 else _ACTIVE.sub(r"\\\g<0>", part) for at, part in enumerate(parts))
    if opens := _OPENS_LINE.match(safe):
        at = opens.end() if opens[0].isdigit() else 0
        safe = f"{safe[:at]}\\{safe[at:]}"
    return safe


def shown_words(words: str, most: int) -> str:
    """People's words on one line of Markdown, cut after so many characters: seen as exactly these words, pinging nobody."""
    line = unsteered(one_line(words))
    words = markdown_words(line if len(line) <= most else f"{line[: most - 1].rstrip()}…")
    return unpinged(words.replace("\\<", "&lt;"))  # so that a comment that pmflow begins nowhere needs no other escape


def unsteered(words: str) -> str:
    """Without the characters that make a reader see others than there are: control characters but line ends and tabs, and those
    that turn the direction of writing."""
    return _STEERING.sub("", words)


def _shown_as_is(line: str) -> bool:
    return all(
        _words_of(lead + line, kind) == after + line
        for lead, after, kind in (("x ", "x ", "paragraph"), ("# ", "", "heading"), ("- ", "", "item"))
    )


def _words_of(text: str, kind: str) -> str | None:
    """The plain words of a text that is one block of that kind, None where it is something else or has looks."""
    blocks = read_blocks(text).children
    if len(blocks) != 1:
        return None
    block: Block = blocks[0]
    if kind == "item":
        if block.kind != "list" or len(block.children) != 1 or len(block.children[0].children) != 1:
            return None
        block = block.children[0].children[0]
        kind = "paragraph"
    if block.kind != kind or any(p.strong or p.emphasis or p.struck or p.code or p.href for p in block.pieces):
        return None
    return block.text


def markdown_link(label: str, url: str | None) -> str:
    """A link; words alone where there is no address, or one that no browser should follow from here (`javascript:`)."""
    words = markdown_words(label)
    if not url:
        return words
    address = one_line(url)
    if not _LINKABLE.fullmatch(address):
        return f"{words} ({markdown_words(address)})" if words else markdown_words(address)
    parentheses = "()" if _balanced(address) else ""
    safe = quote(address, safe="%:/?#[]@!$&'*+,;=-._~" + parentheses)
    return f"[{words or markdown_words(address)}]({safe})"


def _balanced(address: str) -> bool:
    depth = 0
    for char in address:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def yaml_scalar(value: object) -> str:
    """One value as YAML on one line; nothing for None."""
    if value is None:
        return ""
    import yaml

    if isinstance(value, str):
        value = one_line(value)
    dumped: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=float("inf"))
    return dumped.removesuffix("...\n").strip()


def toml_string(words: str) -> str:
    """Words as a TOML basic string."""
    return json.dumps(one_line(words), ensure_ascii=False)
