"""By what pmflow is known to GitHub. Reads the environment for it; nothing of it is ever shown.

GITHUB_TOKEN                a workflow's own token, a fine-grained one, or that of a GitHub App's installation
GITHUB_APP_ID               a GitHub App's number or client id, with
GITHUB_APP_PRIVATE_KEY      its key: the text of the .pem file, or its path, and
GITHUB_APP_INSTALLATION_ID  the number of the installation; absent: that of the first repository's owner
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmflow.errors import UsageError

if TYPE_CHECKING:
    from pmflow.adapters.github.app import App

ID, KEY, INSTALLATION = "GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_APP_INSTALLATION_ID"
LARGEST = 64_000
"""Bytes; a key has three thousand."""


def login(repos: Sequence[str]) -> str | App | None:
    """The App where there is one, else the token, else None. Raises `UsageError` for half an App."""
    id, key, installation = (os.environ.get(name, "").strip() for name in (ID, KEY, INSTALLATION))
    if not (id or key):
        return os.environ.get("GITHUB_TOKEN") or None
    if not (id and key):
        missing, there = (KEY, ID) if id else (ID, KEY)
        raise UsageError(f"{there} is set and {missing} is not; a GitHub App needs both, a token neither")
    if installation and not (installation.isascii() and installation.isdecimal()):
        raise UsageError(f"{INSTALLATION} is no number; it stands at the end of the address of the App's installation")
    from pmflow.adapters.github.app import App

    return App(id, _key(key), int(installation) if installation else None, repos[0])


def _key(text: str) -> str:
    """The PEM text: as it is, with `\\n` for line ends as some secret stores keep it, or read from the path."""
    from pmflow.adapters.github.app import BEGINS
    from pmflow.plain_file import NotPlainError, read_plain

    if BEGINS in text:
        return text.replace("\\n", "\n") + "\n"
    try:
        found = read_plain(Path(text).expanduser(), limit=LARGEST).decode("ascii")
    except (OSError, ValueError, NotPlainError):
        # Not shown: it may be the key itself, spoiled.
        raise UsageError(f"{KEY} is neither the text of a .pem file nor the path of one that can be read") from None
    return found
