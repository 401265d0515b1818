"""How long an incident lasted, where only running text says so.

Every length in the text is weighed by the words around it: "lasted", "the outage of", "could not log in for" speak for
it; "every", "a timeout of", "after", "ago", "per" against it. The best one counts, of equals the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pmflow.document.duration_words import has_number_words, number_pattern
from pmflow.document.durations import WINDOW, parse_duration
from pmflow.patterns import lazy

_FIGURE = r"(?:\d[\d.,]*(?:\s?[½¼¾])?|[½¼¾])"
_UNIT = (
    r"(?:days?|d|hours?|hrs?|hr|h|minutes?|mins?|min|m|tage?n?|stunden?|std|minuten|jours?|heures?"
    r"|d[ií]as?|horas?|minutos?|giorn[io]|or[ae]|minut[io]"
    r"|dagen|uur|uren|minuten|timmar|timer|minut(?:er|ter)|weeks?|wochen?|semaines?|semanas?)"
)


def _length(words: str, articles: str) -> str:
    return (
        rf"(?<![\w.,:/$€£#-])(?:(?:{_FIGURE}|(?:{articles}|{words})(?:\s+and\s+a\s+half|\s+an?)?)(?:\s?(?:-"
        rf"|–|to|or|bis|à)\s?(?:{_FIGURE}|{words}))?[ -]?{_UNIT}\b"
        r"(?:\s+and\s+a\s+(?:half|quarter)|\s+et\s+demie|\s+y\s+media|\s+e\s+me(?:ia|zza))?"
        rf"(?:,?\s*(?:and|und|et|y|e)?\s*(?:{_FIGURE}|{words})[ -]?{_UNIT}\b)*|\d{{1,2}}:[0-5]\d\s?(?:h"
        rf"|hrs|hours|std|stunden)\b)"
    )


_IN_FIGURES = lazy(_length("(?!)", "(?!)"), re.I)
_IN_WORDS_TOO = lazy(lambda: _length(number_pattern(letters=3), "an?|half"), re.I)
_FILL = (
    r"(?:\s+(?:about|around|approximately|approx\.?|roughly|nearly|almost|just|over|under|well|some"
    r"|circa|ca\.?|up|to|a|an|the|those|these|our|little|bit|more|less"
    r"|than|full|whole|good|further|total|estimated|time|period|stretch|duration|space|of|was|is|for"
    r"|came|comes|amounted|adds|added|in|all|altogether|another|etwa|rund|knapp|gut|fast|environ|près|de|casi|unas?|unos|cerca"
    r"|quasi|circa|ongeveer|bijna|ungefär|omkring|cirka))*"
)
_SPEAKS = lazy(
    r"(?:(?P<sure>\b(?:last(?:ed|ing|s)?|dur(?:ó|ou|at[ao]|ation|ée|ación|ação|ait|é)|a\s+dur[ée]|dauerte[n]?"
    r"|length|downtime|elapsed|duurde|varade|varte|kesti|trwał[ao]?|persisted|continued"
    r"|went\s+on|down|offline|unavailable|unusable|inaccessible|unreachable|degraded|dark|out\s+of\s+(?:service|action)|extended|spanned)\b"
    rf"{_FILL}\s*:?\s*$)"
    r"|(?P<out>\b(?:outage|downtime|disruption|interruption|incident|unavailability|impact|degradation"
    r"|loss|window|period|total|standstill|ausfall|panne|interruzione|interrupción|interrupção|coupure"
    r"|storing)"
    rf"(?:\s+(?:of|lasting|for|von|de|di|van)|:|\s+was|\s+time)?{_FILL}\s*:?\s*$)"
    r"|(?P<fixed>\b(?:resolved|fixed|mitigated|restored|recovered|behoben|résolue?|resuelt[oa]|resolvid[oa]"
    r"|risolt[oa]|opgelost|repaired)\s+(?:[\w-]+\s+)?(?:in|after|within|nach|en|em|dopo|na)"
    rf"{_FILL}\s*$)"
    rf"|(?P<took>\b(?:took|cost|needed|required|brauchte[n]?|spent)(?:\s+(?:us|them|everyone|nobody))?{_FILL}\s*$)"
    r"|(?P<was>\b(?:it|that|this)\s+(?:was|is|makes|made)\s+(?:about\s+|around\s+)?$)"
    rf"|(?P<during>\b(?:for|during|throughout|pendant|durante|für|während|gedurende|per)(?=\s){_FILL}\s*$))",
    re.I,
)
_OUT_AFTER = lazy(
    r"[\s-]+(?:long\s+|full\s+|partial\s+|total\s+|of\s+|\w+\s+)?(?:outage|downtime|disruption|unavailability"
    r"|interruption|incident|blackout|standstill|degradation|window of)\b"
    r"|\s+(?:(?:long|passed|from start to|between the first|in total|altogether|overall|insgesamt|au total|en total))",
    re.I,
)
_FAILING = lazy(
    r"\b(?:outage|down|unavailable|unusable|inaccessible|could(?:n['’]t| not)|cannot|can['’]?t|unable|fail(?:ed|ing|ures?)?"
    r"|errors?|affected|impact(?:ed)?|broken|broke|degraded|offline"
    r"|stopped|stuck|lost|without|refused|rejected|locked|interrupt|missing|wrong|blank|slow|frozen"
    r"|stood still|standstill|nobody|no one|ausgefallen|ausfall|nicht|störung"
    r"|panne|indisponible|caíd[ao]|fora do ar|disrupt(?:ed|ion)?|incident|denied|delayed|stale|read-only)\b",
    re.I,
)
_NOT_BEFORE = lazy(
    r"\b(?:the\s+(?:last|past|next|first|previous|other)|every|each|per|within|retention|cached?|ttl"
    r"|timeouts?|expire[sd]?|older\s+than|at\s+least\s+every|up\s+to\s+date|limit(?:ed)?(?:\s+of|\s+to)?"
    r"|waits?|waited|for\s+the\s+(?:last|past|next)|wait(?:ing)?\s+time|lifetime|keep|keeps|kept|retry"
    r"|(?:keeps?|stores?|stored|retains?|retained|lives?)\s+(?:\w+\s+){0,2}for|retries|interval|sla|slo|target|goal|nearest|statutory|than\s+usual|notice"
    r"|(?:after|since|until|before|nach|après)\s+(?:about\s+|around\s+|some\s+)?)\s*(?:of\s+|for\s+"
    r"|is\s+|was\s+)?(?:about\s+|an?\s+)?$",
    re.I,
)
_OVER_AFTER = lazy(
    r"\b(?:resolved|fixed|mitigated|restored|recovered|back)\s+(?:\w+\s+)?(?:after|within)(?:\s+(?:about"
    r"|around|only))?\s*$",
    re.I,
)
_SPAN = lazy(
    r"\d{1,2}(?:[:.h]\d\d|\s?[ap]\.?m)\D{0,12}(?:-|–|—|to|and|until|till|bis|und|à|et|a|y)\D{0,12}\d{1,2}(?:[:.h]\d"
    r"\d|\s?[ap]\.?m)[^.;]*\(\s*(?:~|about\s+|i\.e\.\s+)?$",
    re.I,
)
_NOT_AFTER = lazy(
    r"\s*(?:ago|later|earlier|before|after(?:wards)?|older?|behind|ahead|late\b|early|apart|in\s+advance"
    r"|from\s+now|faster|slower|timeout|limit|window\b|interval|retention|cache|ttl|per\b"
    r"|a\s+(?:day|week|month)|each|every|of\s+(?:logs?|readings?|data|history|work|notice|retention"
    r"|metrics|backups?)|per\s+\w+|sooner|since|vorher|später|plus\s+tard|avant"
    r"|on\s+the\s+(?:fix|phone|call|bridge|investigation|repair|diagnosis)\b|notice|to\s+(?:detect|notice|find|acknowledge|page)"
    r"|(?:until|till|before)\s+(?:\w+\s+){1,3}?(?:notic|saw\b|knew\b|look|found\b|reali[sz]|detect|alert|page[ds]?\b|ack|answer"
    r"|pick|respond|woke|spotted|heard|reported|called|rang))",
    re.I,
)


def duration_in_prose(texts: Iterable[str], *, sure: bool = False) -> tuple[int | None, str | None]:
    """The incident's length in minutes as `texts` say it, and its words; `sure` wants the plainest words only."""
    best: tuple[int, int, str] | None = None
    for text in texts:
        if not any(c.isdigit() for c in text) and not _MAYBE.search(text):
            continue
        text = _LINE_END.sub(" ", text)
        lengths = _IN_WORDS_TOO if has_number_words(text) else _IN_FIGURES
        for found in lengths.finditer(text):
            weight = _weight(text, found.start(), found.end())
            if weight < (5 if sure else 3) or (best is not None and weight <= best[0]):
                continue
            said = found[0].strip()
            to = _TO.match(text, found.end())
            if to is not None and (upper := lengths.match(text, to.end())) is not None:
                said = text[found.start() : upper.end()].strip()
            minutes = parse_duration(said)
            if minutes:
                best = (weight, minutes, said)
    return (best[1], best[2]) if best is not None else (None, None)


def window_in_prose(texts: Iterable[str]) -> tuple[int | None, str | None]:
    """The time between two times of day that a sentence on something broken joins ("between 14:02 and 15:10 UTC")."""
    for text in texts:
        for found in WINDOW.finditer(text):
            sentence = _SENTENCE.split(text[max(0, found.start() - 160) : found.start()])[-1]
            sentence += _SENTENCE.split(text[found.end() : found.end() + 160], maxsplit=1)[0]
            minutes = parse_duration(found[0]) if _FAILING.search(sentence) else None
            if minutes:
                return minutes, found[0].strip()
    return None, None


_TO = lazy(r"\s*(?:-|–|—|\bto\b|\bor\b|\bbis\b|\bà\b|\ba\b)\s*(?:about\s+)?(?=\d)")
_LABEL_OF_LENGTH = lazy(
    r"(?:^|[.\n]\s*|\|\s*)\W*(?:the\s+)?(?:"
    r"(?:total|overall|entire|combined|cumulative|whole|net|elapsed|longest|worst|maximum)\s+(?!(?:response|reaction|repair|detection|queue|"
    r"waiting|build|handling|review|travel|support|work|working|man|staff|engineer\w*|overtime|lead|cycle|call|meeting)\b)(?:\w+\s+){0,2}(?:time|duration|length|"
    r"period|outage|downtime)\b(?!\s+to\b)"
    r"|(?:time|duration|period|length of time|stretch)\s+(?:during which|in which|for which|that|when|while"
    r"|without|with no|of no)\b"
    r"|how long\b)[^:.;?\n]{0,100}:\s*(?:about\s+|approx\.?\s+|~|up to\s+)?$",
    re.I,
)
"""A label of many words, whatever it counts: "Total time during which more than half of the mirrors were stale: …"."""
_OF_ERRORS = lazy(
    r"\s+of\s+(?:\w+\s+)?(?:errors?|failures?|failed|failing|silence|outages?|downtime|disruption)\b", re.I
)
_HAD_TO_WAIT = lazy(r"\b(?:it|that)\s+(?:was|took)\s+(?:about\s+|around\s+|another\s+)?$", re.I)
_UNTIL_BACK = lazy(r"\s+(?:before|until|till)\b[^.;]{0,60}\b(?:again|back|restored|recovered|normal|resolved)\b", re.I)
"""It was 38 minutes before orders flowed again."""
_AT_LAST = lazy(r"(?:^|[.!?\n]\s*)after\s+(?:about\s+|around\s+|some\s+)?$", re.I)
_BACK = lazy(
    r",?\s+(?:\w+\s+){1,4}?(?:was|were|is|came)\s+(?:\w+\s+)?"
    r"(?:back|restored|recovered|resolved|available|running|normal)\b",
    re.I,
)
"""After 55 minutes the service was back."""
_MAYBE = lazy(r"\b(?:hour|minute|day|stunde|heure|hora|ora|uur|tag|jour|d[ií]a)", re.I)
_IN_ALL = lazy(r"\b(?:all told|altogether|in all|in total|overall|insgesamt|au total|en total|in totale)\b", re.I)
_LINE_END = lazy(r"(?<!\n)\n(?!\n)")
_SENTENCE = lazy(r"(?:[.!?]\s+|\n\n)(?=[^a-z])")


def _weight(text: str, start: int, end: int) -> int:
    """From 5 (sure) down to 0 (something else)."""
    before, after = text[max(0, start - 80) : start], text[end : end + 60]
    if _LABEL_OF_LENGTH.search(text[max(0, start - 160) : start]) and not _NOT_AFTER.match(after):
        return 6
    if _UNTIL_BACK.match(after) and _HAD_TO_WAIT.search(before):
        return 4
    if _AT_LAST.search(before) and _BACK.match(after):
        return 5
    if _NOT_AFTER.match(after) or (_NOT_BEFORE.search(before) and not _OVER_AFTER.search(before)):
        return 0
    breaks = list(_SENTENCE.finditer(before))
    clause = before[breaks[-1].end() :] if breaks else before
    following = _SENTENCE.split(after, maxsplit=1)[0]
    failing = _FAILING.search(clause) is not None or _FAILING.search(following) is not None
    if _OUT_AFTER.match(after):
        return 6
    said = _SPEAKS.search(clause)
    if said is None and _OF_ERRORS.match(after):
        return 4
    if said is None:
        return 5 if _SPAN.search(clause) else 0
    if said["sure"] is not None or said["out"] is not None:
        return 7 if failing or re.search(r"\btotal\b", clause, re.I) else 5
    if said["fixed"] is not None:
        return 5
    if said["during"] is not None:
        return 5 if failing and _IN_ALL.search(clause) else 4 if failing else 3
    return 4
