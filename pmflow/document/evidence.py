"""What stands below a heading, as evidence for one of the eight sections: timed entries, owners, numbers, whys.

Only looked at for headings whose words nobody has listed. Cheap signs only: the readers of entries and items come later
and read properly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pmflow.document.blocks import Block
from pmflow.document.timeline import looks_like_timeline
from pmflow.model import SectionName
from pmflow.patterns import lazy

_S = SectionName
_OWNER = lazy(
    r"(?:^|[\s*_(\[{|;,.·—–-])(?:owner|who|assignee|assigned|responsible|resp|opr|prime|lead|dri|r|wer|verantwortlich|"
    r"responsable|responsavel|zustandig|obligor|by whom|pic|action by|sorumlu|on it)\s*[:=]|(?:^|\s|\()@[a-z][\w.-]+",
    re.I,
)
_DUE = lazy(
    r"\b(?:due|deadline|eta|ecd|term|termin|target|when|until|till|before|by|bis|no later than|echeance|plazo|prazo)\b"
    r"\s*(?:date)?\s*[:=]?\s*\S|\b\d{4}[-/.]\d\d?[-/.]\d\d?\b|\b\d\d?[./]\d\d?[./](?:\d{4}|\d\d)\b|"
    r"\b\d\d? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b|\bnext (?:week|month|sprint|quarter|monday|"
    r"friday|release)\b|\bend of \w+|\bin \w+ (?:days|weeks)\b",
    re.I,
)
_STATUS = lazy(
    r"\[[ xX~-]\]\s|~~|[✅☑✔☐⬜🔲◐🔄❌✗]|\b(?:done|open|closed|in progress|todo|to do|planned|wip|"
    r"not started|pending|merged|under way|shipped|offen|erledigt)\b",
    re.I,
)
_TICKET = lazy(r"\b[A-Z][A-Z0-9]{1,9}-\d+\b|(?:^|[\s(\[])#\d{2,}\b|/issues/\d+|/browse/")
_BOX = lazy(r"^\s*\[[ xX~-]\]\s")
_DIGITS = lazy(r"\d")
_WHY = lazy(r"^\W*(?:\d[.)]?\s*)?(?:why\b|warum\b|wieso\b|pourquoi\b|por ?qu[eé]\b|perch[eé]\b)", re.I)
_COUNTED = lazy(
    r"\d[\d.,  ]{0,12}\s?(?:%|k\b|m\b|million|thousand|lakh|mio|€|\$|£)?\s?\S{0,20}\s?\S{0,20}?"
    r"\b(?:customer|user|client|order|request|call|"
    r"ticket|account|payment|patient|passenger|player|reader|member|people|merchant|shop|site|store|parcel|transaction|"
    r"message|mail|contact|complaint|failed|lost|late|affected|kunden|nutzer|clients|usuarios|clientes)|[€$£₹]\s?\d|"
    r"\b(?:eur|usd|gbp|chf|sek|nok|jpy|inr|krw|aud|cad|nzd)\s?\d|\d\s?(?:eur|usd|gbp|chf|€|%)",
    re.I,
)
_REGRET = lazy(
    r"\b(?:no|not|nobody|none|never|nothing|without|too|only|late|later|missing|missed|wrong|gone|slow|slowly|took|"
    r"twice|unclear|confus\w*|had to|could not|couldn|didn|did not|wasn|weren|isn|nowhere|lack\w*|fail\w*|lost|"
    r"outdated|stale|unaware|old|hidden|buried|ignored|silent\w*|stuck|alone|wait\w*|delay\w*|hours?|guess\w*|unknown|noisy|"
    r"kein\w*|nicht|niemand|zu spat|fehlt\w*|pas|personne|trop|aucun\w*|nadie|sin|falta\w*|demasiado|nao|ninguem|niet|"
    r"niemand|geen|te laat|ikke|ingen|inte|ingen|nie|tidak|khong)\b",
    re.I,
)
_PRAISE = lazy(
    r"\b(?:within|quick\w*|fast|immediately|at once|ready|worked|helped|saved|calm\w*|clear\w*|well|good|great|early|"
    r"already|kept|first try|first time|easy|easily|right away|smooth\w*|held|thanks|nice|accurate\w*|correct\w*|"
    r"automatic\w*|fired|prepared|practi[cs]ed|answered|spotted|caught|in minutes|no data|nobody was|"
    r"schnell|sofort|gut|rasch|vite|bien|aussitot|rapid\w*|pronto|logo|snel|meteen|goed|direct|raskt|straks|snabbt)\b",
    re.I,
)
_BECAUSE = lazy(
    r"\b(?:because|caused|due to|since|therefore|so that|never released|config\w*|default|bug|upgrade\w*|version|"
    r"when the|weil|denn|parce que|car|porque|omdat|fordi|eftersom|gdyz|karena)\b",
    re.I,
)
_TEACHING = lazy(
    r"\b(?:should|ought|must|always|next time|trust|remember|means|looks? the same|a \w+ that|if (?:you|we|something)|"
    r"when you|nothing replaces|better to|worth|habit|assum\w*|believe|sollte\w*|faut|deber\w*|moet\w*|bor|skal)\b",
    re.I,
)
_COLUMNS: Mapping[str, str] = {
    "owner": "owner assignee who responsible lead prime assigned verantwortlich responsable opr dri pic person by",
    "due": "due deadline eta when target term termin ecd date plazo echeance",
    "status": "status state priority prio progress",
    "what": "action task item what measure step work todo ticket issue description follow up",
}
_COLUMN_OF = {word: name for name, words in _COLUMNS.items() for word in words.split()}
_ENTRIES_LOOKED_AT = 40
_A_SENTENCE_OR_TWO = 100


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below a heading, and how much it speaks for each section."""

    weights: Mapping[SectionName, float]
    empty: bool
    coded: bool
    """Nothing but code."""
    listed: bool
    glossary: bool
    checklist: bool
    """Boxes to tick that nobody owns."""


def look_below(blocks: Iterable[Block]) -> Below:
    """Evidence in the blocks of one part, those of its sub-parts among them."""
    every = [block for block in blocks if block.kind not in ("rule",)]
    prose = [b.text[:2000] for b in every if b.kind == "paragraph"][:_ENTRIES_LOOKED_AT]
    lists = [b for b in every if b.kind == "list"]
    tables = [b for b in every if b.kind == "table"]
    entries = list(_entries(lists))
    weights: dict[SectionName, float] = {}
    timed = looks_like_timeline(every)
    rows = len(entries) + sum(len(t.rows) for t in tables)
    if timed >= 3 and timed * 3 >= rows:
        weights[_S.TIMELINE] = 3.0
    elif timed >= 2:
        weights[_S.TIMELINE] = 1.0
    promises = sum(_is_promise(text) for text in entries)
    boxed = sum(_BOX.match(text) is not None for text in entries)
    owned = any(_OWNER.search(text) or _DUE.search(text) for text in entries)
    checklist = bool(entries) and boxed >= 0.7 * len(entries) and not owned
    actions = 0.0
    labelled = sum(_OWNER.search(text) is not None for text in entries)
    if entries and not checklist and promises * 2 >= len(entries):
        if labelled * 2 > len(entries):
            weights.pop(_S.TIMELINE, None)
            timed = 0
        if timed * 2 <= len(entries):
            dated = sum(_DUE.search(text) is not None for text in entries)
            both = labelled * 2 > len(entries) and (dated * 2 > len(entries))
            actions = 1.0 if len(entries) < 2 else 3.0 if both else 2.0
    for table in tables:
        if _has_action_columns(table):
            actions = max(actions, 3.0)
    labelled = sum(bool(_OWNER.search(text)) + bool(_DUE.search(text)) for text in prose if len(text) < 400)
    if not actions and labelled >= 3 and timed < 3:
        actions = 1.5
    if actions:
        weights[_S.ACTION_ITEMS] = actions
    if timed < 3 and not actions:
        numbered = sum(_DIGITS.search(text) is not None for text in entries)
        counted = sum(_COUNTED.search(text) is not None for text in entries)
        if entries and numbered * 2 >= len(entries):
            weights[_S.IMPACT] = 1.5 if counted * 2 >= len(entries) else 1.0
        elif not entries and any(len(_COUNTED.findall(text)) > 1 for text in prose):
            weights[_S.IMPACT] = 1.0
        elif not entries and sum(len(_DIGITS.findall(text)) > 2 for text in prose):
            weights[_S.IMPACT] = 0.5
        for table in tables:
            cells = [cell.text for row in table.rows for cell in row.children[1:]]
            if cells and sum(_DIGITS.search(cell) is not None for cell in cells) * 2 >= len(cells):
                weights[_S.IMPACT] = 1.0
        if sum(_WHY.match(text) is not None for text in (*entries, *prose)) >= 2:
            weights[_S.ROOT_CAUSE] = 2.0
        elif prose and not entries:
            said = " ".join(prose)[:3000]
            reasons, teachings = len(_BECAUSE.findall(said)), len(_TEACHING.findall(said))
            weights[_S.ROOT_CAUSE] = 0.5 + min(0.5, 0.25 * reasons)
            if len(said) >= _A_SENTENCE_OR_TWO:
                weights[_S.SUMMARY] = 0.7 if len(said) < 700 else 0.4
            weights[_S.LESSONS_LEARNED] = min(1.2, 0.3 + 0.4 * teachings)
        points = entries or [text for text in prose if len(text) < 500]
        if points and not numbered * 2 > len(points):
            regrets = sum(_REGRET.search(text) is not None for text in points)
            praises = sum(_PRAISE.search(text) is not None for text in points)
            least = 0.4 if entries else 0.1
            weights[_S.WENT_POORLY] = least + (0.6 if regrets > praises else 0.0) if regrets >= praises else least - 0.1
            weights[_S.WENT_WELL] = least + (0.6 if praises > regrets else 0.0) if praises >= regrets else least - 0.1
    return Below(
        weights,
        empty=not any(b.kind in ("paragraph", "list", "table", "quote", "code") for b in every),
        coded=bool(every) and all(b.kind == "code" for b in every),
        listed=bool(entries or tables),
        glossary=_is_glossary(lists, prose),
        checklist=checklist,
    )


def _entries(lists: Iterable[Block]) -> Iterator[str]:
    count = 0
    for block in lists:
        for item in block.children:
            count += 1
            if count > _ENTRIES_LOOKED_AT:
                return
            below = [child.own.text for inner in item.rest if inner.kind == "list" for child in inner.children[:6]]
            yield " ; ".join([item.own.raw[:600], *below])


_UNDERTAKES = lazy(
    r"^\W*(?:\[[ xX]\]\s*)?(?:the )?[A-ZÀ-Þ][\w'’.-]*(?: (?:[A-ZÀ-Þ][\w'’.-]*|and|&|de|da|al|el|van|von|bin|binti"
    r"|team|desk)){0,5}"
    r"(?:,| and [A-ZÀ-Þ]\w+)? (?:to|will|shall|is to|are to|promised to|has agreed to|agreed to|undertakes to"
    r"|takes on|owes) [a-z]"
)
"""Somebody, and what they will do: "Joanna Pereira to write to the three importers"."""


def _is_promise(text: str) -> bool:
    if _UNDERTAKES.match(text) is not None and (_DUE.search(text) or _STATUS.search(text) or _SOON.search(text)):
        return True
    signs = (
        bool(_OWNER.search(text)) + bool(_DUE.search(text)) + bool(_STATUS.search(text)) + bool(_TICKET.search(text))
    )
    return signs >= 2 or (signs == 1 and bool(_OWNER.search(text) or _STATUS.match(text.lstrip()[:4])))


def _has_action_columns(table: Block) -> bool:
    found = {_COLUMN_OF[word] for cell in table.header for word in cell.text.lower().split()[:2] if word in _COLUMN_OF}
    return {"owner", "due"} <= found or {"owner", "status", "what"} <= found or {"due", "status", "what"} <= found


_SOON = lazy(
    r",\s+(?:(?:by|before|until|on|this|next|in|within|at)\s+\w+|no date|tomorrow|today|asap)\b[^,]{0,40}$", re.I
)
_TERM = lazy(r"^\s*(?:\*\*[^*]{1,30}\*\*|`[^`]{1,30}`|__[^_]{1,30}__|[A-Z]{2,6})\s*(?:[:–—-]|\bis\b)\s*\S")


def _is_glossary(lists: Iterable[Block], prose: Iterable[str]) -> bool:
    """Every entry is a term and what it means."""
    raws = [item.own.raw for block in lists for item in block.children]
    terms = sum(_TERM.match(raw) is not None and not _OWNER.search(raw) for raw in raws)
    defined = [text for text in prose if "\n: " in text or "\n:   " in text]
    return (len(raws) >= 2 and terms == len(raws)) or (len(defined) >= 2 and not lists)
