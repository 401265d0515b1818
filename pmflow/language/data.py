"""The language's data: text files in folders, a thing a line, `#` for remarks, `[name]` for groups."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path


def read(folder: str, name: str) -> bytes:
    """A data file as it is."""
    return Path(__file__).parent.joinpath(folder, name).read_bytes()


def is_language(folder: str) -> bool:
    """Whether there is a folder with a language's lists."""
    return folder.isalpha() and Path(__file__).parent.joinpath(folder, "macros.txt").is_file()


@cache
def text_of(folder: str, name: str) -> str:
    """A data file as it is, behind a line end."""
    return "\n" + read(folder, f"{name}.txt").decode().replace("\r\n", "\n")


@cache
def lines_of(folder: str, name: str) -> tuple[str, ...]:
    """The lines of a data file, without remarks and empty ones."""
    return tuple(line for line in text_of(folder, name).split("\n") if line and not line.startswith("#"))


def grouped(lines: tuple[str, ...]) -> Mapping[str, list[str]]:
    """Lines by the `[group]` above them; a line that begins with blanks goes on with the one above."""
    groups: dict[str, list[str]] = {}
    current: list[str] = groups.setdefault("", [])
    for line in lines:
        if line.startswith("[") and line.endswith("]"):
            current = groups.setdefault(line[1:-1], [])
        elif line[0] == " " and current:
            current[-1] += line
        else:
            current.append(line)
    return groups


@cache
def groups_of(folder: str, name: str) -> Mapping[str, list[str]]:
    """A data file by its groups."""
    return grouped(lines_of(folder, name))
