"""Published texts as files: what may be written where, and that nobody's own file is replaced."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pmflow.adapters import local_files
from pmflow.adapters.published import marked, signed, signed_by
from pmflow.errors import TrackerRefused


def target(root: Path, place: str, name: str, *, kept: Iterable[Path]) -> Path:
    """The file for a text called `name` at `place`: below `root`, or anywhere where the place is absolute.

    Raises `TrackerRefused` for a place that leads out of `root`, or into one of the folders `kept` for documents.
    """
    if "\0" in place:
        raise TrackerRefused("the place to publish at holds a NUL character; give a folder's name")
    folder = root / place
    real = Path(os.path.realpath(folder))
    if not Path(place).is_absolute() and not real.is_relative_to(root):
        raise TrackerRefused(f"{place}: leads out of {root}; give a folder inside it, or an absolute path")
    for own in kept:
        if any(_same(above, own) for above in (real, *real.parents)):
            raise TrackerRefused(
                f"{place}: is where {own.name} are kept, nothing is published there; choose another place, "
                "such as published/company"
            )
    return folder / f"{name}.md"


def _same(one: Path, other: Path) -> bool:
    """One folder, also where names differ in case only and the file system does not mind."""
    try:
        return one == Path(os.path.realpath(other)) or one.samefile(other)
    except OSError:
        return False


def publish(file: Path, ref: str, text: str) -> None:
    """Write the text, in place of what was published of the same post-mortem before."""
    local_files.make_folder(file.parent)
    there = _ours(file, ref)
    data = signed(text, ref).encode("utf-8")
    if there != data:
        local_files.replace(file, data)


def mark(file: Path, ref: str, note: str) -> None:
    """Put a note above what was published; nothing where that is gone."""
    if there := _ours(file, ref):
        data = marked(there.decode("utf-8", "surrogateescape"), note).encode("utf-8", "surrogateescape")
        if data != there:
            local_files.replace(file, data)


def _ours(file: Path, ref: str) -> bytes | None:
    """What pmflow published there of `ref`, None where nothing is. Raises `TrackerRefused` for all else."""
    if file.is_symlink():
        raise TrackerRefused(f"{file}: is a symbolic link, which is not followed; remove it or choose another place")
    if not os.path.lexists(file):
        return None
    there = local_files.read(file)
    whose = signed_by(there.decode("utf-8", "surrogateescape"))
    if whose != ref:
        what = "is somebody's own file" if whose is None else f"is what was published of {whose}"
        raise TrackerRefused(f"{file}: {what}; move it or choose another place")
    return there
