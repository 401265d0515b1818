"""`--diff BASE`: which lines a branch changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pmflow.cli.changed import changed_lines
from pmflow.errors import UsageError


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one file on main, and a branch to work on."""
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "config", "user.email", "ana@example.com")
    git(tmp_path, "config", "user.name", "Ana")
    (tmp_path / "a b.md").write_text("one\ntwo\nthree\nfour\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "begin")
    git(tmp_path, "checkout", "-qb", "work")
    return tmp_path


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def test_lines_that_were_changed_added_and_never_committed(repository: Path) -> None:
    """A deletion alone gives no line; a file that git does not know yet is new from top to bottom."""
    (repository / "a b.md").write_text("one\nTWO\nthree\nmore\nmore\n")
    git(repository, "commit", "-qam", "change")
    (repository / "ä.md").write_text("new\nfile\n")
    assert dict(changed_lines("main", repository)) == {
        repository / "a b.md": frozenset({2, 4, 5}),
        repository / "ä.md": frozenset({1, 2, 3}),
    }


def test_what_others_did_on_the_base_meanwhile_is_not_ours(repository: Path) -> None:
    """The diff begins where the branch left."""
    git(repository, "checkout", "-q", "main")
    (repository / "a b.md").write_text("other\ntwo\nthree\nfour\n")
    git(repository, "commit", "-qam", "theirs")
    git(repository, "checkout", "-q", "work")
    assert dict(changed_lines("main", repository)) == {}


def test_a_base_that_there_is_not(repository: Path) -> None:
    """It says which, and what to do."""
    with pytest.raises(UsageError, match='git knows no "mian" here; fetch it, or name another'):
        changed_lines("mian", repository)


def test_no_repository(tmp_path: Path) -> None:
    """It says so."""
    with pytest.raises(UsageError, match="--diff works in a git repository"):
        changed_lines("main", tmp_path)


def test_a_base_that_is_an_option() -> None:
    """No word of a person becomes an option of git."""
    with pytest.raises(UsageError, match="is no branch, tag or commit"):
        changed_lines("--output=x", Path())
