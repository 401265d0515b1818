"""Where post-mortems are below a folder, and what they are called: refs ⇄ paths. Reads names only, never a document."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pmflow.adapters import local_files
from pmflow.errors import TrackerMissing

DOCUMENT = "postmortem.md"
SUFFIXES = (".md", ".markdown")
NOT_POSTMORTEMS = frozenset({"readme.md", "index.md", "template.md", "contributing.md", "comments.md", "agenda.md"})
"""Files that people keep beside post-mortems; each can still be given by its path."""
OWN = (".comments.md", ".agenda.md")
"""What pmflow writes beside a document that has no folder of its own."""
SHORTEST = 4
"""Characters from which on the beginning of a name is taken for it."""

STARTS_WITH_DAY = re.compile(r"\d{4}-?\d\d-?\d\d[-_ ]*")


def matching(asked: str, names: Iterable[str]) -> list[str]:
    """The names that a short one means: those that are it but for their date, else those that begin with it."""
    bare = {name: STARTS_WITH_DAY.sub("", name, count=1) for name in names}
    same = [name for name in bare if bare[name] == asked]
    if not same and len(asked) >= SHORTEST:
        same = [name for name in bare if bare[name].startswith(asked) or name.startswith(asked)]
    return same


class Places:
    """The post-mortems below `root`; those that are listed stand in `folder`."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self._folder = folder

    def resolve(self, ref: str) -> str:
        """The full ref: a folder's or file's name below `postmortems/`, else the path (relative where inside `root`).

        Takes a name with or without its date, or the beginning of one where no other begins so; a path to the document or
        its folder, from here or from `root`.
        """
        asked = ref.strip().rstrip("/")
        if asked and (found := self.named(asked)):
            return self.ref(found)
        # A name with no slash in it means the post-mortem of that name before anything else that is called so.
        for path in (Path(asked).absolute(), self._root / asked) if asked else ():
            kind = _kind(path)
            if kind == "folder" and not _is_markdown(path):
                if _kind(path / DOCUMENT):
                    return self.ref(path / DOCUMENT)
            elif kind:
                if not _is_markdown(path):
                    raise TrackerMissing(f"{ref}: is no Markdown file; a post-mortem is a .md file")
                return self.ref(path)
        names = self.names()
        same = matching(asked, names)
        if len(same) == 1:
            return same[0]
        if same:
            some = ", ".join((*same[:5], "…") if same[5:] else same)
            raise TrackerMissing(f"{ref}: there are {len(same)} post-mortems of that name: {some}; give one in full")
        raise self._missing(ref, names)

    def _missing(self, ref: str, names: list[str] | None = None) -> TrackerMissing:
        names = self.names() if names is None else names
        if not names:
            return TrackerMissing(f"{ref}: there is no post-mortem of that name, nor any other in {self._folder}")
        bare = {STARTS_WITH_DAY.sub("", name, count=1): name for name in reversed(names)}
        asked = ref.strip().rstrip("/")
        begin = [name for bare_name, name in bare.items() if asked and bare_name.startswith(asked)]
        if len(asked) < SHORTEST and len(begin) == 1:
            return TrackerMissing(
                f"{ref}: there is no post-mortem of that name in {self._folder}; did you mean {begin[0]}? The beginning of a "
                f"name is enough from {SHORTEST} letters on"
            )
        near = (
            begin[:1]
            or get_close_matches(ref, names, 1, 0.4)
            or [bare[m] for m in get_close_matches(ref, bare, 1, 0.4)]
        )
        hint = f"did you mean {near[0]}?" if near else "`pmflow list` shows what is there"
        return TrackerMissing(f"{ref}: there is no post-mortem of that name in {self._folder}; {hint}")

    def named(self, name: str) -> Path | None:
        """The document of that name directly below `postmortems/`."""
        if "/" in name or "\\" in name or name in (".", ".."):
            return None
        folder, file = self._folder / name / DOCUMENT, self._folder / f"{name}.md"
        return folder if _kind(folder) else file if _kind(file) else None

    def path(self, ref: str) -> Path:
        """Where the document of a full ref is."""
        path = self.named(ref) or Path(os.path.normpath(self._root / ref))
        kind = _kind(path)
        if kind is None or (kind == "folder" and not _is_markdown(path)):
            raise self._missing(ref)
        return path

    def ref(self, path: Path) -> str:
        """The full ref of the document at `path`."""
        path = Path(os.path.normpath(path))
        for candidate in (path, Path(os.path.realpath(path.parent)) / path.name):
            name = candidate.parent.name if candidate.name == DOCUMENT else candidate.stem
            if self.named(name) == candidate:
                return name
            if candidate.is_relative_to(self._root):
                return candidate.relative_to(self._root).as_posix()
        return str(path)

    def names(self) -> list[str]:
        """Full refs of all post-mortems directly below `postmortems/`, in order."""
        folders: set[str] = set()
        files: set[str] = set()
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    if entry.name.startswith((".", "_")):
                        continue
                    if entry.name.endswith(".md"):
                        if entry.name.lower() not in NOT_POSTMORTEMS and not entry.name.endswith(OWN):
                            files.add(entry.name.removesuffix(".md"))
                    elif entry.is_dir() and _kind(Path(entry.path) / DOCUMENT):
                        folders.add(entry.name)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise local_files.complaint(error, self._folder, "read") from None
        hidden = {(self._folder / f"{name}.md").relative_to(self._root).as_posix() for name in files & folders}
        return sorted(folders | files | hidden)

    @staticmethod
    def beside(path: Path, name: str) -> Path:
        """`journal.jsonl` or `comments.md` of the document at `path`."""
        return path.with_name(name) if path.name == DOCUMENT else path.with_name(f"{path.stem}.{name}")


def _kind(path: Path) -> Literal["file", "folder"] | None:
    """What is there. What may not be looked at, or is a link to nothing, is called a file: reading it says why."""
    try:
        return "folder" if stat.S_ISDIR(path.stat().st_mode) else "file"
    except PermissionError:
        return "file"
    except (OSError, ValueError):
        return "file" if os.path.islink(path) else None  # noqa: PTH114 (never raises, whatever the name)


def _is_markdown(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES
