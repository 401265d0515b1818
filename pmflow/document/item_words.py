"""What a list of action items says of its own notation: a legend ("R = responsible", "◐ on it", "struck out = done"),
labels that only it uses ("Obligor: …"), and whether a blank cell means what stands above it.

Labels in no table are learned from their values, where several items have them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pmflow.document.days import find_days
from pmflow.document.item_fields import may_be_party
from pmflow.document.item_guess import guess
from pmflow.document.item_labels import Name, header_field, plain_label
from pmflow.document.statuses import CROSSES, SIGN_OF, WORD_OF, plain_words, read_status
from pmflow.model import ActionStatus
from pmflow.patterns import lazy


@dataclass(frozen=True)
class ListWords:
    """A list's own notation."""

    labels: Mapping[str, Name] = field(default_factory=dict)
    """Folded label to field."""
    signs: Mapping[str, ActionStatus] = field(default_factory=dict)
    codes: Mapping[str, ActionStatus] = field(default_factory=dict)
    """Letters for a status, in lower case: "W = working on it"."""
    struck: ActionStatus | None = None
    """What a struck-out title means, where the list says so."""
    periods: Mapping[str, str] = field(default_factory=dict)
    """Days of sprints and releases, by their last word in lower case: "Sprint Heron ends 14 Nov 2025"."""
    inherits: frozenset[Name] = frozenset()
    """Fields whose blank cells mean what stands above."""

    def __bool__(self) -> bool:
        return bool(self.labels or self.signs or self.codes or self.struck or self.periods or self.inherits)


NO_WORDS = ListWords()

_PARTS = lazy(r"[,;·|\n]|\.(?:\s|$)|\s{2,}|\s[–—]\s")
_EQUAL = lazy(
    r"^[\W_]*?([\w][\w .'’/-]{0,24}?|[^\w\s]\ufe0f?)\s*(?:=|→|:|\bmeans\b|\bis\b|\bstands for\b|\bheißt\b)\s*(.{1,40}?)\W*$"
)
_SIGN_WORD = lazy(r"^\W*?([^\w\s.,;:()\[\]'\"“”‘’*_`~-])\ufe0f?\s*[=:–-]?\s*(\w[\w ’']{1,24})$")
_STRUCK = lazy(
    r"\b(?:struck(?:[ -](?:out|through))?|strike(?:[ -]?through|d)?|crossed[ -]out|durchgestrichen\w*|barrée?s?|tachad[oa]s?)\b"
    r"\s*(?:=|:|→|means|is|are|heißt)?\s*(\w[\w ’']{1,24})",
    re.IGNORECASE,
)
_BLANK = lazy(r"\b(?:blank|empty|missing|leere?|vides?|en blanco|vac[ií][oa]s?|vuot[oe]|no entry)\b", re.IGNORECASE)
_ABOVE = lazy(
    r"\b(?:as|same|like|see|the one|from|wie|comme|como|come|als|som)\b[^.;]{0,30}\b(?:above|before|previous|oben|au-dessus"
    r"|dessus|arriba|acima|sopra|boven|ovan|darüber)\b|\b(?:previous|preceding) (?:row|line|one|item|action)|\binherit",
    re.IGNORECASE,
)
_FIELDS: tuple[Name, ...] = ("owner", "due", "priority", "status")


_PERIOD = lazy(
    r"\b(\w[\w.-]*) (?:ends|closes|finishes|runs (?:to|until|till)|lasts until|endet|ships"
    r"|is released|goes out)(?: on| am| at)?\s+"
)


def read_legend(texts: Iterable[str]) -> ListWords:
    """The notation that `texts` (the lines of prose around a list) explain."""
    labels: dict[str, Name] = {}
    signs: dict[str, ActionStatus] = {}
    codes: dict[str, ActionStatus] = {}
    struck: ActionStatus | None = None
    periods: dict[str, str] = {}
    inherits: set[Name] = set()
    for text in texts:
        if len(text) > 600:
            continue
        if _BLANK.search(text) and _ABOVE.search(text):
            words = re.findall(r"[^\W\d_]+", text)
            named = {found for word in words if (found := header_field(word)) in _FIELDS}
            inherits |= named or set(_FIELDS)
        for period in _PERIOD.finditer(text):
            days = find_days(text[period.end() : period.end() + 30])
            if days and days[0].start <= 4:
                periods[period[1].lower()] = text[period.end() : period.end() + days[0].end]
        if (crossed := _STRUCK.search(text)) is not None and (said := read_status(crossed[1])) is not None:
            struck = said
        if "=" not in text and ":" not in text and text.isascii():
            continue
        for part in _PARTS.split(text):
            if not 2 < len(part) <= 70:
                continue
            sign = _SIGN_WORD.match(part.strip())
            if sign is not None and (status := read_status(sign[2])) is not None:
                signs[sign[1]] = _of_sign(sign[1], status)
                continue
            pair = _EQUAL.match(part)
            if pair is None:
                continue
            mark, meaning = pair[1].strip(), pair[2].strip()
            name = header_field(meaning) if len(meaning.split()) <= 4 else None
            coded = mark.isalnum() and len(mark) <= 3 and plain_words(meaning) in WORD_OF
            if mark and mark[0].isalnum() and len(mark) <= 4 and name in _FIELDS and not coded:
                labels[plain_label(mark)] = name
            elif mark and mark.isalnum() and len(mark) <= 3 and (status := read_status(meaning)) is not None:
                codes[mark.lower()] = status
            elif len(mark) <= 2 and not mark[0].isalnum() and (status := read_status(meaning)) is not None:
                signs[mark[0]] = _of_sign(mark[0], status)
    if signs and all(SIGN_OF.get(sign) is status for sign, status in signs.items()):
        signs = {}
    words_of_list = ListWords(labels, signs, codes if len(codes) > 1 else {}, struck, periods, frozenset(inherits))
    return words_of_list or NO_WORDS


def _of_sign(sign: str, said: ActionStatus) -> ActionStatus:
    """A cross that means "no" says that it will not be done, though "no" in a column says that it is not done yet."""
    return ActionStatus.WONT_DO if said is ActionStatus.PLANNED and SIGN_OF.get(sign) is ActionStatus.WONT_DO else said


def is_legend(text: str) -> bool:
    """True for a line that does nothing but explain signs: "✔ done · ◐ on it · ☐ to do"."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    if len(parts) < 2 or len(text) > 200:
        return False
    return all(
        (sign := _SIGN_WORD.match(part.strip())) is not None and read_status(sign[2]) is not None for part in parts
    ) or (
        all(_EQUAL.match(part) for part in parts)
        and sum(read_status(m[2]) is not None or m[1] in CROSSES for part in parts if (m := _EQUAL.match(part))) >= 2
    )


_FOR_WHOM = frozenset(["action", "actions", "for action", "for", "by", "with", "on", "an", "para", "pour", "per"])
"""Labels of minutes that mean whose it is where names follow: "[ACTION: Okafor]"."""


def learn_labels(
    found: Sequence[Mapping[str, str]], known: Sequence[Collection[Name]], people: Collection[str]
) -> dict[str, Name]:
    """What the labels mean that are in no table. `found` has each item's unknown labels with their values, `known` the
    fields that the same item has under labels that everybody knows.
    """
    values: dict[str, list[str]] = {}
    beside: dict[str, list[Collection[Name]]] = {}
    for labels, names in zip(found, known, strict=True):
        for label, value in labels.items():
            values.setdefault(label, []).append(value)
            beside.setdefault(label, []).append(names)
    learned: dict[str, Name] = {}
    for label, said in values.items():
        if len(said) < 2:
            continue
        name = guess(said, people)
        if name is None and label in _FOR_WHOM and all(may_be_party(text) and text[:1].isupper() for text in said):
            name = "owner"
        if name is None or name in learned.values():
            continue
        if 2 * sum(name in names for names in beside[label]) >= len(said):
            continue
        if name == "owner" and not any(beside[label]) and len(values) < 2 and label not in _FOR_WHOM:
            continue
        learned[label] = name
    return learned
