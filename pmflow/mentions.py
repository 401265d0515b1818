"""Names with an @ that ping nobody. Pure.

Trackers tell people when their name is written after an @. Where pmflow repeats words of people's, they were told already.
"""

from __future__ import annotations

import re

_MENTION = re.compile(
    r"(https?://[A-Za-z0-9][\w.-]*\.[A-Za-z]{2,}(?:[/:?#][^\s<>()\[\]]*)?|(?<![\\`])`[^`\n]+`(?!`))|(?<!\w)@(?=[A-Za-z0-9])"
)
"""An @ after anything but a letter or digit counts, also behind a slash or a lone backtick; in an address, and in code, it is
let be."""


def unpinged(text: str) -> str:
    """The same text, with a space of no width behind each @ that would ping somebody."""
    return _MENTION.sub(lambda found: found[1] or "@\u200b", text)
