"""What a branch changed: the lines of each file that are not as they were at a base."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from pmflow.errors import UsageError

_HUNK = re.compile(r"^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def changed_lines(base: str, folder: Path) -> Mapping[Path, frozenset[int]]:
    """Files (absolute) with the lines (1-based) that differ from where this branch left `base`; new files are all lines.

    What is not committed yet counts, and so do files that git does not know yet. Raises `UsageError` where there is no
    repository, no such base, or no git.
    """
    if base.startswith("-"):
        raise UsageError(f'--diff: "{base}" is no branch, tag or commit')
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    left = _git(
        folder, "merge-base", base, "HEAD", trouble=f'--diff: git knows no "{base}" here; fetch it, or name another'
    )
    options = (
        "--no-ext-diff",
        "--no-textconv",
        "--no-color",
        "--find-renames",
        "--unified=0",
        "--src-prefix=a/",
        "--dst-prefix=b/",
    )
    found = _read(_git(top, "-c", "core.quotePath=false", "diff", *options, left.strip(), "--"), top)
    for name in _git(top, "ls-files", "--others", "--exclude-standard", "-z").split("\0"):
        if name:
            found[top / name] = _whole(top / name)
    return found


def _read(diff: str, top: Path) -> dict[Path, frozenset[int]]:
    found: dict[Path, set[int]] = {}
    current: set[int] = set()
    left = 0  # lines of the hunk still to come: what they look like is the document's affair
    for line in diff.split("\n"):
        if left:
            left -= not line.startswith("\\")
        elif line.startswith("+++ "):
            name = line[4:].rstrip("\t")
            current = found.setdefault(top / name.removeprefix("b/"), set()) if name != "/dev/null" else set()
        elif hunk := _HUNK.match(line):
            begin, count = int(hunk[2]), int(hunk[3] or 1)
            current.update(range(begin, begin + count))
            left = int(hunk[1] or 1) + count
    return {path: frozenset(lines) for path, lines in found.items()}


def _whole(path: Path) -> frozenset[int]:
    try:
        return frozenset(range(1, path.read_bytes().count(b"\n") + 2))
    except OSError:
        return frozenset()


def _git(folder: Path, *words: str, trouble: str | None = None) -> str:
    try:
        ran = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False, timeout=60)
    except FileNotFoundError:
        raise UsageError("--diff needs git, and there is none; install it, or leave --diff away") from None
    except (OSError, subprocess.SubprocessError) as error:
        raise UsageError(f"--diff: git gave no answer ({error})") from None
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise UsageError(trouble or f"--diff works in a git repository: {said}")
    return ran.stdout.decode("utf-8", "surrogateescape")
