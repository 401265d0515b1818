"""What people name on the command line: folders in part closed, names that are none, and what is no file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmflow.cli.files import expand, read_bytes
from pmflow.errors import DocumentError, UsageError
from tests.adapters.test_local import nobody, open_root, posix  # noqa: F401 (a fixture)
from tests.cli.conftest import Pmflow


@pytest.fixture
def closed(open_root: Path) -> Iterator[Path]:  # noqa: F811
    """A folder with a document, and two folders that may not be read."""
    for name in ("a", "b/below", ".hidden"):
        (open_root / name).mkdir(parents=True)
        (open_root / name / "x.md").write_text("# X\n")
    for name in ("a", "b/below", ".hidden"):
        (open_root / name).chmod(0)
    yield open_root
    for name in ("a", "b/below", ".hidden"):
        (open_root / name).chmod(0o755)


@posix
def test_a_closed_folder_is_said(closed: Path) -> None:
    """A folder below the named one that may not be read comes itself, in order, and reading it says why."""
    with nobody():
        found = list(expand([str(closed)]))
        assert found == [closed / "a", closed / "b/below", closed / "postmortems/pool.md"]
        for path in found[:2]:
            with pytest.raises(DocumentError) as caught:
                read_bytes(path)
            assert str(caught.value) == f"{path}: is a folder that may not be read; check its permissions (chmod u+rx)"


@posix
def test_check_does_not_pass_over_a_closed_folder(pmflow: Pmflow, closed: Path) -> None:
    """A check that could not see everything does not end as if it had."""
    with nobody():
        ran = pmflow("check", str(closed / "a"), str(closed / "b"), "--json")
    assert ran.code == 4
    assert ran.out.count("is a folder that may not be read") == 2


def test_an_empty_name(pmflow: Pmflow) -> None:
    """An empty word, as an unset variable leaves it, is no name for the folder one stands in."""
    with pytest.raises(UsageError):
        list(expand([""]))
    ran = pmflow("check", "")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == 'pmflow: "" names no file; give a document, a folder (. is this one) or a post-mortem\n'


@pytest.mark.parametrize("name", ["x" * 5000, "x" * 5000 + ".md", "a\0b.md"])
def test_a_name_that_no_disk_has(pmflow: Pmflow, name: str) -> None:
    """It is not there, in one line."""
    ran = pmflow("check", name)
    assert ran.code in (3, 4)
    assert "Traceback" not in ran.out + ran.err


@posix
def test_a_pipe_is_no_document(pmflow: Pmflow, tmp_path: Path) -> None:
    """A pipe or a device is refused without waiting; one that the shell opened is read."""
    os.mkfifo(tmp_path / "x.md")
    for name in ("x.md", "/dev/zero"):
        ran = pmflow("check", name)
        assert (ran.code, "is a pipe, a socket or a device" in ran.out + ran.err) == (4, True)
    reading, writing = os.pipe()
    os.write(writing, b"# T\n")
    os.close(writing)
    try:
        assert read_bytes(Path(f"/dev/fd/{reading}")) == b"# T\n"
    finally:
        os.close(reading)


def test_what_a_folder_stands_for(tmp_path: Path) -> None:
    """All Markdown below it in order, without what is hidden, what is no file, and what pmflow writes beside documents."""
    for name in ("b.md", "a/x.MD", "a/y.qmd", "a/comments.md", "x.comments.md", ".git/z.md", ".z.md", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "gone.md").symlink_to(tmp_path / "nothing")
    assert [path.relative_to(tmp_path).as_posix() for path in expand([str(tmp_path)])] == ["a/x.MD", "a/y.qmd", "b.md"]


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As by `<&-`: there is nothing to read from."""
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(DocumentError) as caught:
        read_bytes(Path("-"))
    assert str(caught.value) == "stdin: standard input cannot be read; give a file, or pipe a document into it"
