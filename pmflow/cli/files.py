"""Files that people name on the command line, read with one clear sentence for each thing that can be wrong."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pmflow.errors import DocumentError, UsageError
from pmflow.plain_file import NotPlainError, read_plain

if TYPE_CHECKING:
    from pmflow.document.document import Document

OPENED = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
SUFFIXES = (".md", ".markdown", ".qmd", ".mdx", ".txt")
BESIDE = ("comments.md", "agenda.md")
"""What pmflow itself writes beside a post-mortem, or beside `NAME.md` as `NAME.comments.md`."""


def is_file_argument(text: str) -> bool:
    """True where a word means a file or folder rather than a ref: it exists, or looks like a path to a document."""
    return text in ("-", "") or os.path.exists(text) or Path(text).suffix.lower() in SUFFIXES  # noqa: PTH110 (never raises)


def shown_path(path: str | Path) -> str:
    """A path as one would type it from here: relative where it is below this folder or beside it in one repository."""
    full, here = Path(path), Path.cwd()
    if not full.is_absolute():
        return str(path)
    if full.is_relative_to(here):
        return str(full.relative_to(here))
    from pmflow.cli.session import find_root

    root = find_root(here)
    return os.path.relpath(full, here) if root != here and full.is_relative_to(root) else str(full)


def is_issue(text: str) -> bool:
    """Whether a word is written as an issue of a tracker's: `owner/repo#12`, or its address."""
    return re.fullmatch(r"[^/\s]+/[^/\s]+#\d+|https?://\S+", text.strip()) is not None


def missing_file(text: str) -> DocumentError | None:
    """Why a word that is no REF cannot be read, where its slash says that a file is meant and none is there."""
    if "/" not in text.strip().rstrip("/") or os.path.lexists(text):
        return None
    return DocumentError("there is no such file or folder; check the path", path=text)


def read_bytes(path: Path) -> bytes:
    """A file's bytes; `-` is standard input. Raises `DocumentError`."""
    if str(path) == "-":
        return _standard_input()
    try:
        # What the shell opened for us, as in `pmflow check <(command)`, may be a pipe: somebody writes into it.
        return path.read_bytes() if str(path).startswith(OPENED) else read_plain(path)
    except FileNotFoundError:
        raise DocumentError("there is no such file; check the path", path=str(path)) from None
    except IsADirectoryError:
        raise DocumentError(_folder_trouble(path), path=str(path)) from None
    except NotPlainError:
        raise DocumentError(
            "is a pipe, a socket or a device; give a file, or - for standard input", path=str(path)
        ) from None
    except PermissionError:
        raise DocumentError("may not be read; check its permissions (chmod u+r)", path=str(path)) from None
    except OSError as error:
        raise DocumentError(f"cannot be read ({error.strerror})", path=str(path)) from None


def _standard_input() -> bytes:
    try:
        if sys.stdin is not None:  # None where whoever started us closed it
            return sys.stdin.buffer.read()
    except (OSError, ValueError):
        pass
    raise DocumentError("standard input cannot be read; give a file, or pipe a document into it", path="stdin")


def _folder_trouble(path: Path) -> str:
    try:
        os.scandir(path).close()
    except PermissionError:
        return "is a folder that may not be read; check its permissions (chmod u+rx)"
    except OSError as error:
        return f"is a folder that cannot be read ({error.strerror})"
    return "is a folder; name a Markdown file in it"


def read_document(path: Path) -> Document:
    """Read and parse one file. Raises `DocumentError` with its path."""
    from pmflow.document.parse import parse

    name = "stdin" if str(path) == "-" else str(path)
    try:
        return parse(read_bytes(path), ref=name)
    except DocumentError as error:
        raise error if error.path else error.at(name) from None


def expand(arguments: list[str]) -> Iterator[Path]:
    """The documents that the arguments name; a folder stands for all Markdown files below it, in order.

    A folder that may not be read comes itself: reading it says why. Raises `UsageError` for an empty name.
    """
    for argument in arguments:
        if not argument:
            raise UsageError('"" names no file; give a document, a folder (. is this one) or a post-mortem')
        if argument != "-" and os.path.isdir(argument):  # noqa: PTH112 (never raises)
            yield from sorted(_below(Path(argument)))
        else:
            yield Path(argument)


def _below(top: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for folder, folders, files in os.walk(top, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (path for name in files if is_document(path := Path(folder, name)) and _may_be_file(path))
    yield from (Path(error.filename) for error in closed)


def is_document(path: Path) -> bool:
    """Whether a file in a folder is one of its documents, by its name; what pmflow itself writes beside one is none."""
    name = path.name
    if name.startswith(".") or name in BESIDE or name.endswith(tuple(f".{own}" for own in BESIDE)):
        return False
    return path.suffix.lower() in SUFFIXES[:3]


def _may_be_file(path: Path) -> bool:
    """False for a pipe, or a link to nothing; what may not be looked at is said when it is read."""
    try:
        return path.is_file()
    except OSError:
        return True
