"""A document's text as it is on disk, and edits to it that leave every other byte alone.

Line ends and a byte order mark are kept. The readers see `plain` (line ends as `\\n`); positions count in lines (1-based)
and characters of that line (0-based), which are the same in both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pmflow.errors import DocumentError

BOM = "\ufeff"


class Span(NamedTuple):
    """A stretch within one line: `start` inclusive, `end` exclusive, in characters. Empty spans are places to insert."""

    line: int
    start: int
    end: int


class Edit(NamedTuple):
    """Put `text` where `span` is."""

    span: Span
    text: str


@dataclass(frozen=True)
class Source:
    """One document's text, exactly as it was decoded (without the byte order mark, which `bom` remembers)."""

    text: str
    bom: bool = False

    @classmethod
    def of(cls, data: bytes | str) -> Source:
        """Decode UTF-8, with or without BOM. Raises `DocumentError` with the line for another encoding or for binary data."""
        if isinstance(data, str):
            return cls(data.removeprefix(BOM), data.startswith(BOM))
        if b"\x00" in data:
            if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise DocumentError(
                    "is UTF-16, not UTF-8; convert it with: iconv -f UTF-16 -t UTF-8 FILE > NEW", line=1
                )
            line = data[: data.index(b"\x00")].count(b"\n") + 1
            raise DocumentError("is no text (it holds a zero byte); give a Markdown file in UTF-8", line=line)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise DocumentError(
                "is not UTF-8 (Latin-1 perhaps); convert it with: iconv -f ISO-8859-1 -t UTF-8 FILE > NEW", line=line
            ) from None
        return cls(text.removeprefix(BOM), text.startswith(BOM))

    @cached_property
    def plain(self) -> str:
        """The text with `\\n` line ends."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def plain_lines(self) -> list[str]:
        """Line N is `plain_lines[N - 1]`, without its line end."""
        return self.plain.split("\n")

    @cached_property
    def newline(self) -> str:
        """The line end that this document uses (its first)."""
        first = self.text.find("\n")
        if first > 0 and self.text[first - 1] == "\r":
            return "\r\n"
        return "\n" if first >= 0 or "\r" not in self.text else "\r"

    @cached_property
    def starts(self) -> list[int]:
        """Offset in `text` at which each line begins; `\\r\\n`, `\\n` and a lone `\\r` end a line."""
        starts, at, text = [0], 0, self.text
        for line in self.plain_lines[:-1]:
            at += len(line)
            at += 2 if text.startswith("\r\n", at) else 1
            starts.append(at)
        return starts

    def edited(self, edits: Iterable[Edit]) -> Source:
        """This text with the edits made; line ends in the new text become the document's own. Edits must not overlap."""
        pieces: list[str] = []
        done = 0
        for (line, start, end), new in sorted(edits, key=lambda edit: edit.span):
            begin = self.starts[line - 1] + start
            if begin < done:
                raise ValueError(f"edits overlap in line {line}")
            pieces += self.text[done:begin], new.replace("\n", self.newline)
            done = self.starts[line - 1] + end
        pieces.append(self.text[done:])
        return Source("".join(pieces), self.bom)

    @property
    def encoded(self) -> bytes:
        """The bytes to write back."""
        return ((BOM if self.bom else "") + self.text).encode("utf-8")
