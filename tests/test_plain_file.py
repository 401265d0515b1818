"""Reading what is a file, and refusing at once what is none."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from pmflow.plain_file import NotPlainError, read_plain


def test_a_file_is_read(tmp_path: Path) -> None:
    """All of it, or its beginning, to the byte; also through a link."""
    (tmp_path / "a").write_bytes(b"one\r\ntwo\0")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert [read_plain(tmp_path / name) for name in "ab"] == [b"one\r\ntwo\0"] * 2
    assert read_plain(tmp_path / "a", limit=3) == b"one"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe, a socket and a device are refused without waiting; a folder, and a name that is none, as by the system."""
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket")
        for name in ("pipe", "socket", "/dev/zero"):
            with pytest.raises(NotPlainError):
                read_plain(Path(name))
    for name, error in ((".", IsADirectoryError), ("gone", FileNotFoundError), ("a\0b", FileNotFoundError)):
        with pytest.raises(error):
            read_plain(Path(name))
