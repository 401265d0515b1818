"""Lower case, no accents, no punctuation: the form in which headings and labels are compared."""

from __future__ import annotations

import unicodedata

from pmflow.patterns import lazy

_NO_WORD = lazy(r"[^\w\s]+|_+")
_SPACES = lazy(r"\s+")


def plain_words(text: str) -> str:
    """Lower case, without accents, punctuation and emoji, single spaces: the form in which wordings are compared."""
    text = text.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("æ", "ae")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join([c for c in text if not unicodedata.combining(c)])
    return _SPACES.sub(" ", _NO_WORD.sub(" ", text.lower())).strip()
