"""Names with an @ that ping nobody: the one rule of what pings. Pure.

Trackers tell people when their name is written after an @. Where pmflow repeats words of people's, they were told already.

GitHub looks for `(?:^|\\W)@[a-z0-9]`, in ASCII, in the text that is left once Markdown was read: a letter of another script
before the @ is none, an underscore may be emphasis, and `&#64;` is an @. Code is not spared: whether a backtick begins code
is not sure before somebody has escaped it. What is let be is mail, and what surely stays an address.
"""

from __future__ import annotations

import re

_ADDRESS = (
    r"(?<![A-Za-z])https?://[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![\w.@-])"
    r"(?:[/:?#][A-Za-z0-9._%&=+/?#:@,;!$-]*)?"
)
_AT = r"(?<![A-Za-z0-9])(?:@|&(?:#0*64|#[xX]0*40|commat);)"
_NAME = r"(?=[A-Za-z0-9]|&)"
_PINGS = re.compile(rf"({_ADDRESS})|({_AT}){_NAME}")
_HUSHED = re.compile(rf"({_ADDRESS})|({_AT})(\u200b*){_NAME}")
SPACE = "\u200b"
"""Has no width."""


def unpinged(text: str) -> str:
    """The same text, with a space of no width behind each @ that would ping somebody."""
    return _PINGS.sub(lambda found: found[1] or found[2] + SPACE, text)


def hushed(text: str) -> str:
    """The same, so that `unhushed` gives the text back to the character."""
    return _HUSHED.sub(lambda found: found[1] or found[2] + SPACE + found[3], text)


def unhushed(text: str) -> str:
    """The text that `hushed` was given."""
    return _HUSHED.sub(lambda found: found[1] or found[2] + found[3][1:], text)
