"""Where in the policy file a complaint belongs: each line of a `PolicyError` begins with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLACE = re.compile(r"(?P<file>[^:\n]+\.ya?ml):(?P<line>\d+): (?P<what>.*)", re.S)


def places_of(message: str) -> Iterator[tuple[str, str | None, str | None]]:
    """Message, file and line; one for each line that names its place, and one for all that does not."""
    left: list[str] = []
    for line in message.splitlines():
        if found := _PLACE.fullmatch(line):
            yield found["what"], found["file"], found["line"]
        else:
            left.append(line)
    if left:
        yield "\n".join(left), None, None
