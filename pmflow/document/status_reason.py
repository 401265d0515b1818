"""Why something will not be done, where the words stand with the status: "won't do: superseded by OPS-9".

In a cell, behind a label and at the end of a line alike. Only behind words that settle it: "open: waiting for parts" is no
reason.
"""

from __future__ import annotations

import re

from pmflow.document.statuses import IN_A_SENTENCE, WORD_OF, plain_words
from pmflow.model import ActionStatus
from pmflow.patterns import lazy

_CUT = lazy(
    r"\s*(?:[:;,.(\[–—=]|\s--?\s|\s(?=(?:because|since|as|due to|owing to|given|for want of|for lack of"
    r"|in favou?r of|by|of|weil|da|wegen"
    r"|parce que|car|porque|perché|omdat)\s))\s*",
    re.I,
)
_LEAD = lazy(
    r"^\W*(?:(?:the )?reason(?: is| was| being)?\s*[:=,–—-]\s*|because\s+|since\s+|as\s+(?=\w+ \w+)|weil\s+)", re.I
)
_GOES_ON = lazy(r"(?:by|of|in favou?r of)\s", re.I)
_MOST_WORDS = 4
_LONGEST = 600


def wont_do_reason(text: str) -> tuple[int, str] | None:
    """How long the words are that say that it will not be done, and the reason behind them; None where either is missing.

    Of "superseded by OPS-9" all is the reason.
    """
    if len(text) > _LONGEST:
        return None
    for cut in _CUT.finditer(text):
        head, rest = text[: cut.start()], text[cut.end() :]
        if len(head.split()) > _MOST_WORDS:
            return None
        if WORD_OF.get(plain_words(head)) is not ActionStatus.WONT_DO:
            continue
        reason = _bare(text if _GOES_ON.match(rest) and not plain_words(head).startswith("w") else _LEAD.sub("", rest))
        said_again = plain_words(reason).startswith(("wont", "will not"))  # "Obsolete (won't fix)"
        return (cut.start(), reason) if any(map(str.isalpha, reason)) and not said_again else None
    return None


def is_firm(text: str) -> bool:
    """Whether the words with which a text begins are a status also at the end of a sentence ("won't do", not "cut")."""
    return plain_words(text) not in IN_A_SENTENCE


def _bare(reason: str) -> str:
    bare = " ".join(reason.split()).strip(" *_`,;:–—")
    for opened, closed in ("()", "[]"):
        while bare.count(closed) > bare.count(opened) and bare.endswith((closed, closed + ".")):
            bare = bare.removesuffix(".").removesuffix(closed).rstrip()
    return bare
