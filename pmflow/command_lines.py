"""Where in a comment a line begins with `/pmflow`. Pure, and of the standard library alone: the Action's first look asks it.

Only a comment's first line is a command. One further down is not obeyed, but not passed over in silence either: whoever
wrote it waits for something. In a quote or in code it is somebody's example.
"""

from __future__ import annotations

import re

COMMAND = re.compile(r" {0,3}/pmflow(?:[ \t]|\r?\n|\Z)", re.I)
"""How a comment begins that is a command. Further in it is code; below `>` it is a quote."""
ANYWHERE = re.compile(r" {0,3}/pmflow[ \t]+(?:open|help)(?!\S)", re.I)
OWN = re.compile(r"\s*<!-- pmflow:")
"""How a comment begins that pmflow wrote."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def is_command(text: str) -> bool:
    """Whether a comment's first line is a command."""
    return COMMAND.match(text) is not None


def asks_anywhere(text: str) -> bool:
    """Whether it is a command that is answered under any issue: whoever gives it does not know which issues are pmflow's."""
    return ANYWHERE.match(text) is not None


def further(text: str) -> int:
    """How many lines below the first would be commands, had they been the first."""
    if OWN.match(text):
        return 0
    found, fence = 0, ""
    for at, line in enumerate(text.splitlines()):
        mark = _FENCE.match(line)
        if fence:
            # https://spec.commonmark.org/0.31.2/#fenced-code-blocks: closed by at least as many of the same
            fence = "" if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]) else fence
        elif mark:
            fence = mark[1]
        elif at and is_command(line):
            found += 1
    return found
