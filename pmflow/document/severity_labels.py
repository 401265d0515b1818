"""How bad it was, as a document says it: under whatever label, in a line of facts, in the title, or in a sentence.

Kept as written; what the words rank is for `pmflow.severity`. A label that plainly says severity may have any value;
one that may mean something else ("Class", "Rating", "Level") only one that looks like a step on a scale.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pmflow.document.headings import plain_words
from pmflow.patterns import lazy
from pmflow.severity import WORDS

_PLAIN = frozenset(
    """
    severity sev severities schweregrad schwere storungsklasse storfallklasse kritikalitat dringlichkeit gravite
    severite
    criticite gravedad severidad criticidad severidade gravidade criticidade gravita criticita ernst ernstgraad
    allvarlighetsgrad alvorlighetsgrad alvorlighed dotkliwosc waznosc keparahan onem ciddiyet vakavuus criticality
    seriousness grading важность серьезность
    """.split()
)
_STEPS = frozenset(
    """
    level class rank grade rating category cat tier classification scale code colour color klasse stufe grad
    niveau clase
    nivel categoria livello classe klass niva nivå poziom tingkat derece seviye muc do prioriteitsklasse type ranking
    """.split()
)
_ABOUT = frozenset(
    """
    incident incidents outage event disturbance disruption failure problem fault crisis emergency alert impact
    the of an a
    our final initial assigned declared internal overall highest peak max maximum current original de la le du del da do
    der des vorfall vorfalls storung storungs ereignis incidente evento evenement kejadian olay su co set as and
    y et und
    urgency priority prio prioritat dringlichkeits
    """.split()
)
_ASKING = frozenset("how what which was is were it this that did does do we you give had has".split())
_OF_OTHERS = frozenset(
    "alarm alarms bug bugs vulnerability risk finding findings action item task log logs message error errors symptom "
    "weather storm vendor supplier ticket tickets default no without label labels tag tags".split()
)
"""What else has a severity."""
_HOW = frozenset("bad severe serious critical urgent grave big high".split())
"""What is asked for by "How severe was it?"; the answer must look like a step."""
_ENDINGS = ("schweregrad", "klasse", "stufe", "severity", "gradering", "graad")

# fmt: off
_WORDS = frozenset([
    *WORDS, "red", "amber", "orange", "yellow", "green", "black", "blue", "purple", "rot", "gelb", "grun",
    "rouge", "jaune",
    "vert", "rojo", "amarillo", "verde", "serious", "significant", "massive", "moderately", "limited",
    "extreme", "disaster",
    "partial", "total", "full", "degraded", "none", "very", "kritiek", "hoog", "laag", "gemiddeld", "hog",
    "lag", "tinggi",
    "rendah", "sedang", "yuksek", "orta", "dusuk", "cao", "trung", "thap", "wysoki", "niski", "sredni",
    "moyenne", "mayor",
    "menor", "maior", "bassa", "media", "minore", "maggiore", "grande", "schwerwiegend", "erheblich", "bloquant",
])
# fmt: on
_SCALE = (
    r"(?:sev(?:erity)?|priority|prio|level|class|cat(?:egory)?|tier|grade|stufe|klasse|niveau|nivel|schweregrad)"
    r"[\s.:_#-]{0,3}(?:level\s*)?(?:[0-5]|i{1,3}|iv|v|[a-e])\b|[psn]-?[0-5]\b"
)
_STEP = lazy(
    rf"^\W*(?:{_SCALE}|[0-5]\b|[a-f]\b|i{{1,3}}\b|iv\b|v\b|\d\s*(?:of|/|von|sur|de|out of)\s*\d+|severity::\S+)", re.I
)
_NOTE = lazy(
    r"\s*[(\[][^)\]]*\s[^)\]]*\s[^)\]]*[)\]]\s*$"
    r"|\s+(?:on (?:a|an|our|the|its|their)(?: [\w-]+){0,3} scale|as set by|at its peak)\b.*$"
)

_CODE_NOTE = lazy(r"^(\W*[a-z]{1,8}[\s-]?\d)\s*[(\[][^)\]\d]*\s[^)\]\d]*[)\]]\s*$", re.I)
"""A code, and words that say what it stands for: "F1 (telescope closed)"."""
_SENTENCE_END = lazy(r"(?<=[\w)*\"'])[.;]\s+(?=[\W\d]*[^\W\d_a-z])")

BARE = lazy(
    r"^\W*(?:(?:sev(?:erity)?|priority|prio|class|cat(?:egory)?|tier)[\s.:_#-]{0,3}(?:[0-5]|i{1,3}|iv|[a-e])|[ps]-?[0-5]|"
    r"level [0-5]|(?:critical|major|minor|moderate|blocker) incident)(?:\s*[(–—-].{0,30})?\W*$",
    re.I,
)
"""A piece of a line of facts that is a severity without a label: "P1", "SEV-2", "Class B"."""

_IN_TITLE = lazy(
    r"(?:^|[\[(|:,;\s–—-])((?:SEV|Sev|sev)(?:erity)?[ -]?[0-5]|[PS][0-4]|"
    r"(?:Priority|PRIORITY|Class|CAT) (?:[1-5]|I{1,3}|IV|[A-D]))"
    r"(?=[\])|:;,.\s–—-]|$)"
)
_GRADE = (
    r"(?:sev(?:erity)?[\s-]?(?:level\s)?[0-5]|[ps]-?[0-5]|priority[\s-][0-5]|"
    r"(?:class|category|cat|level|tier|grade)[\s-](?:[0-5]|i{1,3}|iv|[a-e]))\b"
)
_WORD = r"(?:critical|catastrophic|major|high|moderate|medium|minor|low|blocker|severe)"
_IN_PROSE = lazy(
    rf"\b(?:sev(?:erity)?|prio(?:rity)?|schweregrad|gravit[eé]|severidad|gravedad|severidade)(?=[\s:=])(?:\s+level)?\s*"
    rf"(?:[:=]|is|was|level|of|ist|war|:)?\s*(?:then\s+)?(?:set|rated|classed|declared|raised)?\s*(?:to|at|as|an?)?\s*"
    rf"((?:sev(?:erity)?|[ps])?[\s-]?[0-5]\b|{_GRADE}|{_WORD}\b)"
    rf"|\b(?:an?|this|the|as|our|to|was|be|it)\s+({_GRADE})"
    r"(?=\s+(?:incident|outage|event|disruption|for|by|at|from|on)\b|\s*[.,;:)]|\s*$)"
    rf"|\b(?:classified|rated|graded|declared|categori[sz]ed|treated|handled|recorded|logged|ranked|classed|"
    rf"eingestuft|class[eé]|clasificad[oa])\b[^.;\n]{{0,20}}?\b(?:as|at|to|a|an|als|comme|como)?\s*({_GRADE}|{_WORD}(?=\W))"
    rf"|\bmajor incident\s*\(\s*([^)]{{1,12}})\)",
    re.IGNORECASE,
)
_HEDGED = lazy(
    r"\b(?:would|could|might|should|call it|almost|nearly|not|no|never|n't|from|earlier|previous|wurde|wäre|like an?)"
    r"\b[^.;]*$",
    re.IGNORECASE,
)
_AMONG_TAGS = lazy(
    r"(?:^|[,;]\s*)[~\"']?((?:severity|sev|priority|prio)[/:=-]{1,2}\s?[\w-]+|sev-?[0-5]|p[0-4])[\"']?"
    r"(?=\s*(?:[,;]|$))",
    re.I,
)
_QUICK_LABEL = lazy(r"severity::\s?[\w-]+", re.I)


@lru_cache(maxsize=2048)
def read_severity_label(words: str) -> bool | None:
    """True for a label that says severity, False for one that may mean it ("Class"), None for any other.

    `words` are plain words. "Service level" and "confidence level" are none: what is left beside the label must be
    words about the incident.
    """
    tokens = words.split()
    if not tokens or len(tokens) > 6:
        return None
    if tokens[0] in _ASKING and len(tokens) > 1:
        asked = [token for token in tokens if token not in _ASKING and token not in _ABOUT]
        if asked and tokens[0] == "how":
            return False if all(token in _HOW for token in asked) else None
        tokens = asked or tokens
    left = [token for token in tokens if token not in _ABOUT]
    if left and all(token in _PLAIN or token in _STEPS or token.endswith(_ENDINGS) for token in left):
        return any(token in _PLAIN or token.endswith(_ENDINGS) for token in left)
    if len(left) == 2 and left[1] in _PLAIN and left[0] not in _OF_OTHERS:
        return False  # "Desk severity", "Ops severity": the house's own
    return None


def looks_like_a_step(value: str) -> bool:
    """Whether a value can be a step on a scale of severities: "B", "2", "Amber", "CAT II", "3 of 5"."""
    said = _NOTE.sub("", value).strip()
    if _STEP.match(said):
        return len(said) <= 40
    words = plain_words(said).split()
    return 0 < len(said) <= 12 if not words else len(words) <= 4 and words[0] in _WORDS


def severity_value(value: str) -> str:
    """A severity as written, without what explains it: "3 (scale 1 to 5, where 5 is worst)" is "3".

    What the next sentence says is not it: "Level 3. The figures were wrong" is "Level 3".
    """
    first = _SENTENCE_END.split(value.strip(), maxsplit=1)[0] if "." in value or ";" in value else value
    shorter = _CODE_NOTE.sub(r"\1", _NOTE.sub("", first)).strip(" *_`~\"'")
    return shorter.removesuffix(".") or value.strip()


def severity_in_title(title: str) -> str | None:
    """ "[SEV1] Checkout down"."""
    found = _IN_TITLE.search(title)
    return found[1] if found is not None else None


def severity_in_prose(text: str) -> str | None:
    """A severity that a sentence gives the incident: "treated as a P1"; a hedged one ("would have been") is none."""
    for found in _IN_PROSE.finditer(text[:3000]):
        if not _HEDGED.search(text[max(0, found.start() - 60) : found.start()]):
            return next(group for group in found.groups() if group is not None).strip()
    return None


def severity_among_tags(text: str) -> str | None:
    """The label for it among others: "incident, sev2, payments", "severity/high"."""
    found = _AMONG_TAGS.search(text)
    return found[1] if found is not None else None


def severity_tag(text: str) -> str | None:
    """A tracker's label for it, anywhere in the document: `severity::2`."""
    found = _QUICK_LABEL.search(text) if "everity::" in text else None
    return found[0] if found is not None else None
