"""Files that a command writes where a person says so: at one stroke, and never over somebody else's."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from pmflow.errors import UsageError

NotOurs = Callable[[bytes], str | None]
"""Why a file that is there may not be written over, as the end of a sentence; None where it may."""


def there_now(path: Path, option: str, why_not: NotOurs) -> bytes:
    """What stands there, written by pmflow; empty where nothing does. Raises `UsageError` for a file that is somebody's."""
    from pmflow.adapters.local_files import read_if_there

    if not str(path).strip() or str(path) == ".":
        raise UsageError(f"{option} names no file; give one, or - for standard output")
    if not os.path.lexists(path.parent):
        raise UsageError(f"{option}: there is no folder {path.parent}; make it first")
    if path.is_dir():
        raise UsageError(f"{option}: {path} is a folder; name a file in it")
    data = read_if_there(path)
    if data and (reason := why_not(data)):
        raise UsageError(f"{option}: {path} {reason}, and stays as it is; choose another name, or move it away")
    return data


def put(path: Path, data: bytes) -> None:
    """The whole file at one stroke. Raises `TrackerError` where the system refuses."""
    from pmflow.adapters.local_files import replace

    replace(path, data)
