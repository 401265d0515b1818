"""How bad an incident was, in everybody's own words: SEV2, S-1, "Priority 1", "critical", `severity/high` → P0…P4.

The number counts as it stands (SEV1 is P1): a team that writes numbers has a ladder like ours.
Words are read only where they stand alone or at the front: "P2 (major)" is P2, "not critical" is nothing that we know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from pmflow.model import Severity
from pmflow.patterns import lazy

_RANKED: Mapping[Severity, str] = {
    Severity.P0: "blocker catastrophic crit critical emergency highest critica critico critique kritisch",
    Severity.P1: "high major severe urgent alta alto eleve elevee grave haute hoch majeur majeure schwer",
    Severity.P2: "med medium moderate normal media medio mittel moderada moyen moyenne",
    Severity.P3: "low minor baixa baja bajo faible gering leicht mineur mineure niedrig",
    Severity.P4: "cosmetic info informational lowest negligible trivial",
}

WORDS: Mapping[str, Severity] = {word: severity for severity, words in _RANKED.items() for word in words.split()}
"""Words for severities, as most incident handbooks rank them; without accents, as `fold` leaves them."""

NUMBERS: Mapping[str, Severity] = {
    **{str(number): severity for number, severity in enumerate(Severity)},
    "5": Severity.P4,  # a five-step ladder that starts at 1: its mildest step is our mildest
    "i": Severity.P1,
    "ii": Severity.P2,
    "iii": Severity.P3,
    "iv": Severity.P4,
}
"""What may follow "P", "S", "SEV", "Priority"…; a bare Roman number is read only after such a word."""

_DECORATION = lazy(r"^[\W_]+|(?:(?!%)[\W_])+$")
_NUMBERED = lazy(
    r"\b(?:severity|sev|s|priority|prio|pri|p|level|lvl|class|cat(?:egory)?|tier|stufe|niveau|nivel)"
    r"[\W_]*(?:level[\W_]*)?([0-5]|i{1,3}|iv)(?![\w%]|\.\d)"
)
_BARE = lazy(r"([0-5])(?=\s*(?:$|[^\w\s.,%]))")
_FIELD = lazy(r"^(?:incident[\W_]+)?(?:severity|sev|priority|prio|impact|urgency|level)[\s:/=_\-–—]+")
_AFTER_WORD = r"(?=\s*(?:$|[(\[{:;,/|–—\-]|(?:incident|outage|severity|priority|impact)\b))"


def normal_severity(text: str | None, aliases: Mapping[str, Severity] | None = None) -> Severity | None:
    """The severity that `text` names, or None where it names none that is known.

    `aliases` are a team's own words; they win over the built-in ones, and are compared without regard to case.
    """
    if text is None:
        return None
    words = fold(text)
    own = {fold(name): severity for name, severity in (aliases or {}).items()}
    inner = _FIELD.sub("", words)
    if words in own:
        return own[words]
    if ours := _leading_word(words, own) or _leading_word(inner, own):
        return ours
    if bare := _BARE.match(inner):
        return NUMBERS[bare[1]]
    numbered = [NUMBERS[found[1]] for found in _NUMBERED.finditer(words)]
    if numbered and (len(set(numbered)) == 1 or _NUMBERED.match(inner)):
        return numbered[0]
    return None if numbered else _leading_word(inner, WORDS)


def fold(text: str) -> str:
    """`text` as it is compared: case, accents, width, white space and decoration at the ends do not count."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _DECORATION.sub("", " ".join(plain.split()))


def _leading_word(text: str, table: Mapping[str, Severity]) -> Severity | None:
    for word, severity in table.items():
        if word and re.match(re.escape(word) + _AFTER_WORD, text):
            return severity
    return None
