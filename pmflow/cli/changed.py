"""What a branch changed: the lines of each file that are not as they were at a base."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pmflow.errors import UsageError

_HUNK = re.compile(r"^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_LONE_CR = re.compile(rb"\r(?!\n)")
"""A line end that git does not count: its lines are not ours then, and all of the file is looked at."""
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)")
_LETTERS = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
_OPTIONS = (  # whatever the person's own settings are
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-relative",
    "--text",
    "--find-renames",
    "--ignore-submodules=all",
    "--unified=0",
    "--inter-hunk-context=0",
    "--src-prefix=a/",
    "--dst-prefix=b/",
)


@dataclass(frozen=True)
class Changed:
    """What was changed in a repository."""

    top: Path
    """Its uppermost folder."""
    files: Mapping[Path, frozenset[int] | None]
    """Files (absolute) with the lines (1-based) that are not as at the base; None for all of them."""

    def has(self, path: Path) -> bool:
        """Whether a file was changed, by whatever path it is called."""
        return path.resolve() in self.files

    def lines(self, path: Path) -> frozenset[int] | None:
        """The lines that count of a file that was changed; None for all."""
        lines = self.files.get(path.resolve(), frozenset())
        return None if lines and _LONE_CR.search(path.read_bytes()) else lines

    def documents(self) -> Iterator[Path]:
        """The changed files that a person who names the top folder means, by their paths from here."""
        from pmflow.cli.files import is_document

        for path in sorted(self.files):
            inside = path.relative_to(self.top)
            if is_document(inside) and not any(part.startswith(".") for part in inside.parts) and path.is_file():
                yield Path(os.path.relpath(path))

    def refuse_elsewhere(self, path: Path, base: str) -> None:
        """Raises `UsageError` for a file or folder of another repository: what was changed there is not known here."""
        from pmflow.cli.hints import command

        real = path.resolve()
        if not real.is_relative_to(self.top):
            raise UsageError(
                f"--diff: {path} is not in the repository {self.top}; go to the folder it is in (cd) and check it there"
            )
        for folder in (real, *real.parents):
            if folder == self.top:
                return
            if (folder / ".git").exists():
                inner = os.path.relpath(folder)
                where = command("check", *([] if folder == real else [os.path.relpath(real, folder)]), "--diff", base)
                raise UsageError(
                    f"--diff: {path} is in {inner}, a repository of its own (a submodule perhaps); run it in there, with a "
                    f"base of that repository: cd {inner} && {where}"
                )


def changed_lines(base: str, folder: Path) -> Changed:
    """What differs in the repository of a folder from where this branch left `base`; new files are all lines.

    What is not committed yet counts, and so do files that git does not know yet. Raises `UsageError` where there is no
    repository, no such base, or no git.
    """
    if base.startswith("-") or not base.strip():
        raise UsageError(f'--diff: "{base}" is no branch, tag or commit')
    top = _top(folder)
    found = _read(_said(top, "-c", "core.quotePath=false", "diff", *_OPTIONS, _left(top, base), "--"), top)
    for name in _said(top, "ls-files", "--others", "--exclude-standard", "-z").split("\0"):
        if name:
            found[top / name] = None
    return Changed(top, found)


def _top(folder: Path) -> Path:
    ran = _git(folder, "rev-parse", "--show-toplevel")
    if ran.returncode == 0 and (said := os.fsdecode(ran.stdout).rstrip("\n")):
        return Path(said).resolve()
    trouble = ran.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in trouble or not trouble:
        raise UsageError(
            f"--diff works in a git repository, and {folder} is in none; go into the one of your documents (cd), or leave "
            "--diff away"
        )
    command = next((line.strip() for line in trouble.split("\n") if line.strip().startswith("git config")), "")
    said = trouble.split("\n")[0].removeprefix("fatal: ")
    raise UsageError(f"--diff: git refuses: {said}" + (f"; to allow it: {command}" if command else ""))


def _left(top: Path, base: str) -> str:
    """The commit at which the branch left its base."""
    if _git(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").returncode:
        raise UsageError("--diff: there is no commit here yet, so nothing to compare with; leave --diff away")
    shallow = _said(top, "rev-parse", "--is-shallow-repository").strip() == "true"
    deeper = f"this clone is shallow: {_fetch(base, '--unshallow')} (for actions/checkout, fetch-depth: 0)"
    if _git(top, "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}").returncode:
        if ".." in base:  # no name of a branch or tag has it
            one = next((name for name in re.split(r"\.{2,3}", base) if name), "main")
            raise UsageError(
                f'--diff: "{base}" is a range, and one base is wanted: what changed since this branch left it; give '
                f"--diff {shlex.quote(one)}"
            )
        remotes = [name for name in _said(top, "remote").split() if _is_commit(top, f"{name}/{base}")]
        if remotes:
            raise UsageError(f'--diff: git knows no "{base}" here; did you mean {remotes[0]}/{base}?')
        hint = deeper if shallow else f"fetch it ({_fetch(base)}), or name another branch, tag or commit"
        raise UsageError(f'--diff: git knows no "{base}" here; {hint}')
    ran = _git(top, "merge-base", base, "HEAD")
    if ran.returncode:
        short = "this clone is shallow: git fetch --unshallow (for actions/checkout, fetch-depth: 0)"
        hint = short if shallow else "name the branch that this one came from"
        raise UsageError(f'--diff: "{base}" and this branch have no commit in common here; {hint}')
    return ran.stdout.decode().strip()


def _fetch(base: str, *options: str) -> str:
    """The command that brings a base, by its name there and here."""
    name = base.removeprefix("origin/")
    here = base if name == base else f"refs/remotes/{base}"
    return shlex.join(["git", "fetch", *options, "origin", f"{name}:{here}"])


def _is_commit(top: Path, name: str) -> bool:
    return not _git(top, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").returncode


def _read(diff: str, top: Path) -> dict[Path, frozenset[int] | None]:
    found: dict[Path, set[int]] = {}
    current: set[int] = set()
    left = 0  # lines of the hunk still to come: what they look like is the document's affair
    for line in diff.split("\n"):
        if left:
            left -= not line.startswith("\\")
        elif line.startswith("+++ "):
            name = _unquoted(line[4:].rstrip("\t"))
            current = found.setdefault(top / name.removeprefix("b/"), set()) if name != "/dev/null" else set()
        elif hunk := _HUNK.match(line):
            begin, count = int(hunk[2]), int(hunk[3] or 1)
            current.update(range(begin, begin + count))
            left = int(hunk[1] or 1) + count
    return {path: frozenset(lines) for path, lines in found.items()}


def _unquoted(name: str) -> str:
    """A name as git writes it where it holds a quotation mark, a backslash or a control character."""
    if len(name) < 2 or name[0] != '"' or name[-1] != '"':
        return name
    raw = name[1:-1].encode("utf-8", "surrogateescape")
    plain = _ESCAPED.sub(lambda m: bytes([int(m[1], 8)]) if m[1].isdigit() else _LETTERS.get(m[1], m[1]), raw)
    return plain.decode("utf-8", "surrogateescape")


def _said(folder: Path, *words: str) -> str:
    ran = _git(folder, *words)
    if ran.returncode:
        raise UsageError(f"--diff: git refuses: {ran.stderr.decode('utf-8', 'replace').strip().split(chr(10))[0]}")
    return ran.stdout.decode("utf-8", "surrogateescape")


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *words],
            capture_output=True,
            check=False,
            timeout=60,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError:
        raise UsageError("--diff needs git, and there is none; install it, or leave --diff away") from None
    except (OSError, subprocess.SubprocessError) as error:
        raise UsageError(f"--diff: git gave no answer ({error}); run it again, or leave --diff away") from None
