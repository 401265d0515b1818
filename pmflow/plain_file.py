"""Reading a file without being held up: a pipe that nobody writes into, or a device without an end, is no file."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NotPlainError(OSError):
    """A pipe, a socket or a device stands where a file should be."""


def read_plain(path: Path, *, limit: int | None = None) -> bytes:
    """All bytes of a file, or the first `limit`. OSError as ever, `NotPlainError` where it is no plain file.

    It is looked at before it is opened, since opening alone may wait or wind a tape; and again once it is open.
    """
    try:
        _refuse(path.stat().st_mode)
    except ValueError:  # a NUL in the name
        raise FileNotFoundError(errno.ENOENT, "there is no such file") from None
    with open(os.open(path, _OPEN), "rb") as file:  # noqa: PTH123 (flags)
        _refuse(os.fstat(file.fileno()).st_mode)
        return file.read() if limit is None else file.read(limit)


def _refuse(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if not stat.S_ISREG(mode):
        raise NotPlainError(errno.EINVAL, "is a pipe, a socket or a device")
