"""How lines get onto a terminal, a pipe or a picture: the only file that knows widths, marks and encodings.

People's words are shown as they are: never read as markup, never as emoji codes, and without control characters, so
that a title cannot move the cursor or paint the screen. A terminal gets lines wrapped to its width; a pipe gets one
line for each thing, so that `grep` finds it. Where the encoding has no `→`, ASCII stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

_ASCII = str.maketrans(
    {
        "→": "->", "✓": "ok", "✗": "x", "…": "...", "·": "-", "—": "-", "–": "-",
        "‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ",
    }
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Besides the control characters: overrides of the writing direction (they would turn our own words round) and halves
of surrogate pairs (no encoding has them)."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The few signs that pmflow draws."""

    yes: str
    no: str
    arrow: str
    dot: str
    cut: str


_UNICODE_MARKS = Marks("✓", "✗", "→", "·", "…")
_ASCII_MARKS = Marks("ok", "x", "->", "-", "...")


def marks(console: Console) -> Marks:
    """The signs that this console's encoding has."""
    return _ASCII_MARKS if console.options.ascii_only else _UNICODE_MARKS


def one_line(words: str) -> str:
    """People's words on one line, without what would steer a terminal."""
    return _CONTROL.sub("", " ".join(words.split()))


def plain(words: str) -> str:
    """The same number of characters, each of them printable: columns still count."""
    return _CONTROL.sub(" ", words)


def writable(console: Console, words: str) -> str:
    """The same words in characters that the console can write: `→` as `->`, what has no likeness as `?`."""
    if not console.options.ascii_only:
        return words
    return words.translate(_ASCII).encode(console.encoding, "replace").decode(console.encoding)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def length(minutes: int) -> str:
    """Minutes as people say them: `45 min`, `2 h 15 min`, `3 d 4 h`."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [f"{n} {unit}" for n, unit in ((days, "d"), (hours, "h"), (left, "min")) if n]
    return " ".join(parts) or "0 min"


def say(console: Console, *parts: str | tuple[str, str] | Text, indent: int = 0, hang: int = 0) -> None:
    """Print one thing, of words, `(words, style)` and Text; `indent` is for all lines, `hang` for all but the first."""
    text = Text(end="")
    for part in parts:
        if isinstance(part, tuple):
            text.append(plain(part[0]), part[1])
        elif isinstance(part, Text):
            text.append_text(part)
        else:
            text.append(plain(part))
    text = _writable_text(console, text)
    if not console.is_terminal:
        _out(console, " " * indent, text)
        return
    room = max(20, console.width - indent)
    first, *_ = text.wrap(console, room) or [text]
    lines = [first]
    if len(first.plain) < len(text.plain.rstrip()):
        rest = text[len(first.plain) :]
        rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
        lines += rest.wrap(console, max(20, room - hang))
    for number, line in enumerate(lines):
        line.rstrip()
        _out(console, " " * (indent + (hang if number else 0)), line)


def heading(console: Console, words: str, note: str = "") -> None:
    """A bold line above a part of the report, with an empty line before it."""
    console.print()
    say(console, (words, "bold"), (f"  {note}", "dim") if note else "")


def columns(
    console: Console,
    rows: list[list[Text]],
    *,
    indent: int = 2,
    gap: int = 2,
    most: int = 34,
    whole: int | None = None,
    wrap: bool = True,
) -> None:
    """Rows as columns; all but the last as wide as their widest cell (at most `most`, then cut), the last one wraps; on a
    screen without `wrap` it is cut, too, and a row is a line.

    Column `whole` is never cut: what people copy into the next command. On a screen that is too narrow for it, it has a
    line of its own, which the terminal may wrap but we do not, and the others stand below.
    """
    if not rows:
        return
    rows = [[_writable_text(console, cell) for cell in row] for row in rows]
    widths = [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)][:-1]
    if console.is_terminal:
        widths = [width if number == whole else min(width, most) for number, width in enumerate(widths)]
    if console.is_terminal and whole is not None:
        lead = indent + sum(width + gap for width in widths[: whole + 1] if width) - gap
        if lead > console.width:
            _stacked(console, rows, whole, indent)
            return
    for row in rows:
        line = Text(end="")
        for cell, width in zip(row, widths, strict=False):
            if not width:
                continue
            shown = cell.copy()
            if shown.cell_len > width:
                cut = marks(console).cut
                shown.truncate(width - len(cut))
                shown.append(cut)
            shown.append(" " * (width - shown.cell_len + gap))
            line.append_text(shown)
        hang = line.cell_len
        line.append_text(row[-1])
        if console.is_terminal and not wrap and line.cell_len > (room := max(20, console.width - indent)):
            line.truncate(room - len(marks(console).cut))
            line.append(marks(console).cut)
        line.rstrip()
        say(console, line, indent=indent, hang=min(hang, max(0, console.width - indent - 30)))


def _stacked(console: Console, rows: list[list[Text]], whole: int, indent: int) -> None:
    for row in rows:
        _out(console, " " * indent, row[whole])
        rest = [cell for number, cell in enumerate(row) if number != whole and cell.plain]
        say(console, Text(" ").join(rest), indent=indent + 2)


def _writable_text(console: Console, text: Text) -> Text:
    """The same text, `writable`, in its styles."""
    if not console.options.ascii_only:
        return text
    made = Text(end="")
    for start, end, style in _runs(text):
        made.append(writable(console, text.plain[start:end]), style)
    return made


def _runs(text: Text) -> list[tuple[int, int, str]]:
    """The stretches of one style (ours never overlap)."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for span in sorted(text.spans):
        if span.start > at:
            found.append((at, span.start, ""))
        found.append((span.start, span.end, str(span.style)))
        at = span.end
    if at < len(text.plain):
        found.append((at, len(text.plain), ""))
    return found


def _out(console: Console, lead: str, line: Text) -> None:
    whole = Text(lead, end="")
    whole.append_text(line)
    whole.rstrip()
    console.print(whole, soft_wrap=True, highlight=False, markup=False, emoji=False)
