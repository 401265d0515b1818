"""Where a policy is found, and how its bytes become text. What the text means is `parse.py`, loaded only when there is
a file: most folders have none, and YAML and its complaints cost a tenth of a short command."""

from __future__ import annotations

import os
from pathlib import Path

from pmflow.errors import PolicyError
from pmflow.plain_file import NotPlainError, read_plain
from pmflow.policy.policy import Policy

PLACES = ("pmflow.yml", ".github/pmflow.yml")
"""Where a policy is looked for below the root, in this order."""

_LARGEST = 256_000
"""Bytes. Ten times the longest policy that one would want to read."""


def find_policy(root: Path) -> Path | None:
    """The policy file below `root`, or None where there is none."""
    return next((root / place for place in PLACES if os.path.lexists(root / place)), None)


def load_policy(path: Path | None, root: Path) -> Policy:
    """The policy in `path`, else the one found below `root`, else the defaults; or a PolicyError."""
    file = path or find_policy(root)
    if file is None:
        return Policy()
    name = _name(file, root)
    return parse_policy(_text(file, name), path=name)


def parse_policy(text: str, path: str = "pmflow.yml") -> Policy:
    """The policy that `text` states; `path` is how messages call it. PolicyError with one line for each problem."""
    from pmflow.policy.parse import parse

    return parse(text, path)


def _text(file: Path, name: str) -> str:
    try:
        raw = read_plain(file, limit=_LARGEST + 1)
    except IsADirectoryError:
        raise PolicyError(f"{name}: this is a folder, not a policy file; write the policy into {PLACES[0]}") from None
    except NotPlainError:
        raise PolicyError(f"{name}: this is a pipe or a device; write the policy into a file") from None
    except FileNotFoundError:
        raise PolicyError(f"{name}: there is no such file; `pmflow init` writes one") from None
    except OSError as error:
        raise PolicyError(f"{name}: cannot be read ({error.strerror}); make it readable") from None
    if len(raw) > _LARGEST:
        raise PolicyError(f"{name}: more than {_LARGEST // 1000} kB is no policy; is this the right file?")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise PolicyError(f"{name}:{line}: this is not UTF-8; save the file as UTF-8") from None


def _name(file: Path, root: Path) -> str:
    try:
        return file.relative_to(root).as_posix()
    except ValueError:
        return str(file)
