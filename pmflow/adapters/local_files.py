"""Files that are whole at any moment: replaced at one stroke, appended to durably, kept apart by a lock.

The only file of the local tracker that writes. What the operating system says is turned into one sentence each: what,
where, what to do. Knows nothing of post-mortems.

A write is durable when it returns: the data and the folder's entry are on the disk (`fsync`). A run that is killed
leaves the old text or the new one, and perhaps a temporary file beside it (`.<name>.<random>.pmflow-tmp`), which the
next one that takes the lock removes.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pmflow.errors import TrackerError, TrackerMissing, TrackerRefused, TrackerUnavailable
from pmflow.plain_file import NotPlainError, read_plain

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK = ".pmflow.lock"
TOPS = ("pmflow.yml", ".github/pmflow.yml", ".git")
"""What the folder that a team calls its own holds."""
TEMPORARY = ".pmflow-tmp"
_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)

_FULL = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file may not grow any more",
}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def complaint(error: OSError, path: Path | str, doing: str) -> TrackerError:
    """What went wrong with a file, as pmflow says it. `doing` is "read" or "write"."""
    if isinstance(error, NotPlainError):
        return TrackerRefused(f"{path}: is a pipe, a socket or a device where a file should be; move it away")
    code = error.errno
    if code in _FULL:
        # Of this one only: what the same command did before is done.
        return TrackerUnavailable(
            f"{path}: {_FULL[code]}, so this was left as it was; make room and run the same again, it carries on"
        )
    if code == errno.EROFS:
        return TrackerRefused(
            f"{path}: cannot {doing} it, the file system is read-only; mount it writable or work on a copy"
        )
    if code in _REFUSED:
        return TrackerRefused(
            f"{path}: no permission to {doing} it; give yourself access (chmod, chown) or run as its owner"
        )
    if code == errno.EISDIR:
        return TrackerRefused(f"{path}: is a folder where a file should be; move the folder away")
    if code == errno.ENOTDIR:
        return TrackerRefused(f"{path}: a file stands where a folder should be; move that file away")
    if code == errno.ENOENT:
        return TrackerMissing(f"{path}: there is no such file; check the name, or see `pmflow list`")
    if code == errno.ELOOP:
        return TrackerRefused(f"{path}: is a symbolic link that leads back to itself; mend the link")
    if code == errno.ENAMETOOLONG:
        return TrackerRefused(f"{path}: the name is too long for this file system; choose a shorter one")
    return TrackerUnavailable(
        f"{path}: cannot {doing} it ({error.strerror or error}); see to the disk and run it again"
    )


def read(path: Path, *, limit: int | None = None) -> bytes:
    """All bytes of a file, or the first `limit`. Raises `TrackerError` with one clear line."""
    try:
        return read_plain(path, limit=limit)
    except OSError as error:
        raise complaint(error, path, "read") from None


def read_if_there(path: Path) -> bytes:
    """All bytes of a file, none where there is no file."""
    try:
        return read(path)
    except TrackerMissing:
        return b""


def really(path: Path, root: Path) -> Path:
    """Where a file really is. Raises `TrackerRefused` where a link leads out of `root` (a real path) that seems to be
    below it."""
    real = Path(os.path.realpath(path))
    if path.is_relative_to(root) and not real.is_relative_to(root):
        raise TrackerRefused(
            f"{path}: a symbolic link leads out of {root}, to {real}; nothing is written there. Put the document "
            "itself in its place, or give the path that it really has"
        )
    return real


def replace(path: Path, data: bytes) -> None:
    """Put `data` in the file's place at one stroke, or leave it as it was. Follows a symbolic link; keeps the mode.

    Raises `TrackerRefused` (no permission, a folder in the way) or `TrackerUnavailable` (the disk is full).
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}{TEMPORARY}")
    try:
        mode = _mode(target)
        try:
            _write_new(temporary, data, mode)
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise complaint(error, path, "write") from None


def _mode(target: Path) -> int | None:
    """The mode bits to keep, None for a new file. Replacing needs no right to the file, so that is asked here."""
    try:
        there = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(there.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if not stat.S_ISREG(there.st_mode):
        raise NotPlainError(errno.EINVAL, "is no file")
    if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, "is write-protected")
    return stat.S_IMODE(there.st_mode)


def _write_new(path: Path, data: bytes, mode: int | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        if mode is not None:
            path.chmod(mode)
        _write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder durable. Where a folder cannot be opened (Windows) there is nothing to do."""
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except PermissionError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def append(path: Path, data: bytes) -> None:
    """Add `data` at the end of a file, created if absent; durable on return. Half a success is undone.

    Follows no symbolic link.
    """
    try:
        is_new = not os.path.lexists(path)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY | _NO_LINK, 0o666)
        try:
            before = os.fstat(handle).st_size
            try:
                _write_all(handle, data)
                os.fsync(handle)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, before)
                    if is_new:
                        path.unlink()
                raise
        finally:
            os.close(handle)
        if is_new:
            _sync_folder(path.parent)
    except OSError as error:
        raise complaint(error, path, "write") from None


def cut(path: Path, size: int) -> Path:
    """Shorten a file to `size` bytes; the rest goes to `<name>.torn-<n>` beside it first, which is answered."""
    try:
        with path.open("r+b") as file:
            file.seek(size)
            rest = file.read()
            number = 1
            while (kept := path.with_name(f"{path.name}.torn-{number}")).exists():
                number += 1
            try:
                _write_new(kept, rest, None)
            except BaseException:
                with contextlib.suppress(OSError):
                    kept.unlink()
                raise
            _sync_folder(path.parent)
            file.truncate(size)
            os.fsync(file.fileno())
        return kept
    except OSError as error:
        raise complaint(error, path, "write") from None


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there yet. A complaint names the folder that refuses."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise complaint(NotADirectoryError(errno.ENOTDIR, ""), folder, "write") from None
    except OSError as error:
        refusing = next((above for above in folder.parents if os.path.lexists(above)), folder)
        raise complaint(error, refusing if error.errno in _REFUSED else folder, "write") from None


def make_folder_with(folder: Path, name: str, data: bytes) -> bool:
    """Make `folder` with one file in it, both at one stroke; False when something bears that name already."""
    temporary = folder.with_name(f".{folder.name[:100]}.{secrets.token_hex(4)}{TEMPORARY}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            return False
        try:
            temporary.mkdir()
            _write_new(temporary / name, data, None)
            _sync_folder(temporary)
            temporary.rename(folder)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        _sync_folder(folder.parent)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY):
            return False
        raise complaint(error, folder, "write") from None
    return True


def remove_leftovers(folder: Path) -> None:
    """Take away what a killed run left here. Only under the lock: another's file in the making looks the same."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and entry.name.endswith(TEMPORARY):
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    with contextlib.suppress(OSError):
                        Path(entry.path).unlink()


@contextlib.contextmanager
def locked(folder: Path, *, seconds: float) -> Iterator[bool]:
    """Hold the folder's lock; again inside itself it is free. Yields True for the outermost one.

    Raises `TrackerUnavailable` when another process keeps it longer than `seconds`.
    """
    from filelock import FileLock, Timeout

    path = folder / LOCK
    refuse_unless_file(path, "lock")
    try:
        # One object for a path in the whole process, so that two trackers on one folder do not wait for each other.
        lock: BaseFileLock = FileLock(path, is_singleton=True)
        outermost = not lock.is_locked
        lock.acquire(timeout=seconds, poll_interval=0.01)
    except Timeout:
        raise TrackerUnavailable(
            f"{path}: another pmflow has kept this lock for over {seconds:g} s; wait for it to end and run this again"
        ) from None
    except OSError as error:
        refuse_unless_file(path, "lock")
        raise complaint(error, path if os.path.lexists(path) else folder, "write") from None
    try:
        yield outermost
    finally:
        lock.release()


def refuse_unless_file(path: Path, kept: str) -> None:
    """For what pmflow keeps for itself: a link may lead to somebody's own file, and a pipe keeps nothing.

    Raises `TrackerRefused`; what is not there yet is fine.
    """
    try:
        mode = path.lstat().st_mode
    except OSError:
        return  # not there yet, or making it says why not
    if not stat.S_ISREG(mode):
        what = "a symbolic link" if stat.S_ISLNK(mode) else "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
        raise TrackerRefused(f"{path}: is {what} where pmflow keeps its {kept}, which is a file; move it away")


def lock_folder(document: Path) -> Path:
    """The folder whose lock a document is written under: the same for whoever writes it, from wherever.

    The nearest one above it that holds a policy or is a repository's top; else the one that holds `postmortems/`; else
    the document's own.
    """
    above = Path(os.path.realpath(document)).parents
    for folder in above:
        if any(os.path.lexists(folder / name) for name in TOPS):
            return folder
    return next((folder.parent for folder in above if folder.name == "postmortems"), above[0])
