"""Files that people name on the command line, read with one clear sentence for each thing that can be wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pmflow.errors import DocumentError

if TYPE_CHECKING:
    from pmflow.document.document import Document

SUFFIXES = (".md", ".markdown", ".qmd", ".mdx", ".txt")


def is_file_argument(text: str) -> bool:
    """True where a word means a file or folder rather than a ref: it exists, or looks like a path to a document."""
    return text == "-" or Path(text).exists() or Path(text).suffix.lower() in SUFFIXES


def read_bytes(path: Path) -> bytes:
    """A file's bytes; `-` is standard input. Raises `DocumentError`."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError("there is no such file; check the path", path=str(path)) from None
    except IsADirectoryError:
        raise DocumentError("is a folder; name a Markdown file in it", path=str(path)) from None
    except PermissionError:
        raise DocumentError("may not be read; check its permissions (chmod u+r)", path=str(path)) from None
    except OSError as error:
        raise DocumentError(f"cannot be read ({error.strerror})", path=str(path)) from None


def read_document(path: Path) -> Document:
    """Read and parse one file. Raises `DocumentError` with its path."""
    from pmflow.document.parse import parse

    name = "stdin" if str(path) == "-" else str(path)
    try:
        return parse(read_bytes(path), ref=name)
    except DocumentError as error:
        raise error if error.path else error.at(name) from None


def expand(arguments: list[str]) -> Iterator[Path]:
    """The documents that the arguments name; a folder stands for all Markdown files below it, in order."""
    for argument in arguments:
        path = Path(argument)
        if argument != "-" and path.is_dir():
            found = sorted(
                p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES[:3] and p.is_file() and not _hidden(p, path)
            )
            # What pmflow itself writes beside a post-mortem is none.
            yield from (p for p in found if p.name != "comments.md" and not p.name.endswith(".comments.md"))
        else:
            yield path


def _hidden(path: Path, below: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(below).parts)
