"""What pmflow said under a post-mortem, as a Markdown file: each comment below a marker that bears its key."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from pmflow.adapters import local_files

_MARKER = re.compile(r"^<!-- pmflow:comment (.+?) -->\s*$", re.MULTILINE)
_UNSAFE = {"%": "%25", ">": "%3E", "\n": "%0A", "\r": "%0D"}
"""Characters that would end the marker or its line."""


def comment_keys(path: Path) -> frozenset[str]:
    """Keys of the comments in the file."""
    return frozenset(unquote(key) for key in _MARKER.findall(_text(path)))


def add_comment(path: Path, key: str, text: str) -> None:
    """Add a comment at the end; nothing where its key is there already. Under the lock only."""
    if key in comment_keys(path):
        return
    before = _text(path)
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    marker = "".join(_UNSAFE.get(character, character) for character in key)
    said = text.rstrip("\n").replace("<!-- pmflow:", "<!-- pmflow&#58;")  # a quoted marker is no marker
    after = f"{before}{gap}<!-- pmflow:comment {marker} -->\n{said}\n"
    local_files.replace(path, after.encode("utf-8", "surrogateescape"))


def _text(path: Path) -> str:
    local_files.refuse_unless_file(path, "comments")
    return local_files.read_if_there(path).decode("utf-8", "surrogateescape")
