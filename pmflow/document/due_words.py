"""The words of due dates in the languages that people write them in: numbers, units, points in a period, and what
stands around a date. Texts are alternatives of a pattern unless they are said to be names.
"""

from __future__ import annotations

import re

from pmflow.document.word_tables import meanings
from pmflow.patterns import lazy

NUMBERS: dict[str, float] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "couple of": 2, "a couple of": 2, "ein": 1, "eine": 1, "einer": 1, "einem": 1, "zwei": 2,
    "drei": 3, "vier": 4, "un": 1, "une": 1, "una": 1, "uma": 1, "um": 1, "een": 1, "deux": 2, "trois": 3, "quatre": 4,
    "dos": 2, "tres": 3, "cuatro": 4, "duas": 2, "dois": 2, "três": 3, "due": 2, "tre": 3, "quattro": 4, "twee": 2,
    "drie": 3, "vier weken": 4, "half a": 0.5, "two and a half": 2.5, "two to three": 3, "två": 2, "fyra": 4, "dwa": 2,
    "trzy": 3, "iki": 2, "üç": 3, "hai": 2, "ba": 3, "dua": 2, "tiga": 3, "kaksi": 2, "dva": 2, "fifteen": 15,
    "twenty": 20, "thirty": 30, "fourteen": 14, "zehn": 10, "dix": 10, "quinze": 15, "diez": 10, "quince": 15,
    "dez": 10,
}  # fmt: skip
_COUNTED: dict[str, str] = {
    "workday": "working days|working day|business days|business day|work days|workdays|workday|weekdays|bd|wd|bdays"
    "|werktage|werktagen|werktag|arbeitstage|arbeitstagen|arbeitstag|jours ouvrés|jours ouvrables|días hábiles"
    "|dias hábiles|dias úteis|días laborables|giorni lavorativi|werkdagen|werkdag",
    "day": "calendar days|days|day|d|tage|tagen|tag|jours|jour|j|días|dias|día|dia|giorni|giorno|dagen|dagar"
    "|dager|dage|dag|dni|gün|ngày|hari|päivää",
    "week": "weeks|week|wks|wk|w|wochen|woche|semaines|semaine|semanas|semana|settimane|settimana|weken|veckor"
    "|uker|uger|viikkoa|tygodnie|tygodni|hafta|tuần|minggu|týdny",
    "month": "months|month|mos|mo|mths|mth|monate|monaten|monat|mois|meses|mes|mês|mesi|mese|maanden|maand"
    "|månader|månad|måneder|måned|kuukautta|miesiące|miesiąc|tháng|bulan",
    "quarter": "quarters|quarter|qtrs|qtr|quartale|quartal",
    "year": "years|year|yrs|yr|jahre|jahr|jahren|ans|an|años|año|anos|ano|anni|anno|jaar",
    "hour": "hours|hour|hrs|hr|h|stunden|heures|horas|ore|uur",
    "fortnight": "fortnights|fortnight",
}
UNIT_OF = meanings(_COUNTED)
"""A unit as written, in lower case → the unit that it is."""
SIMPLE: dict[str, int] = {
    "today": 0, "tonight": 0, "eod": 0, "eob": 0, "cob": 0, "end of day": 0, "end of the day": 0, "same day": 0,
    "heute": 0, "aujourd'hui": 0, "hoy": 0, "hoje": 0, "oggi": 0, "vandaag": 0, "tomorrow": 1, "tmrw": 1,
    "morgen": 1, "demain": 1, "mañana": 1, "amanhã": 1, "domani": 1, "the next day": 1, "next day": 1,
    "day after tomorrow": 2, "the day after tomorrow": 2, "übermorgen": 2, "après-demain": 2, "pasado mañana": 2,
    "depois de amanhã": 2, "dopodomani": 2, "overmorgen": 2,
}  # fmt: skip
NEXT = (
    r"next|following|coming|nächste[nrs]?|kommende[nrs]?|nästa|neste|næste|ensi|przyszł\w+|następn\w+"
    r"|gelecek|önümüzdeki|příští|la\s+prochaine|prochaine?|próxim[oa]"
    r"|proxim[oa]|prossim[oa]|volgende|komende"
)
THIS = r"this|current|diese[nrs]?|cette|cet|ce|est[ea]|quest[oa]|deze|dit"
AFTER = r"prochaine?|próxim[oa]|proxim[oa]|prossim[oa]|que\s+viene|que\s+vem|depan|tới|sau"
WHEN = rf"(?P<when>{NEXT}|{THIS}|der\s+nächsten|des\s+nächsten|the|der|des|du|de\s+la|del?|do|da|della|van\s+de)"
POINT = (
    r"(?P<point>end|late|by\s+the\s+end|eo|ende|fin|finales|fim|final|fine|eind|einde"
    r"|mid(?:dle)?|mitte|mi|mediados|meados|metà|half|begin(?:ning)?|start|early|anfang|début|principios"
    r"|início|inizio|slutet|slutten|utgangen|końca|koniec|konce|akhir|cuối|mitten|połow\w+|pertengahan"
    r"|giữa|början|awal|đầu)"
    r"(?:\s+(?:of|av|der|des|de(?:\s+la|l)?|do|da|di|della|van(?:\s+de)?|du)\b|\s+d['’]|-)?\s*(?:the\s+)?"
)
WEEK = (
    r"week|wk|woche|semaine|semana|settimana|veckan?|uken?|uge|viikko\w*|tydzień|tygodni\w*|hafta|minggu"
    r"|tuần|týden"
)
MONTH_WORD = r"month|monats?|mois|mes|mês|mese|maand|månad(?:en)?|måned(?:en)?|miesiąc\w*|bulan|tháng(?!\s*\d)"
QUARTER_WORD = r"quarter|qtr|quartals?|trimestre|kwartaal"
YEAR_WORD = r"year|yr|jahr(?:es)?|année|an|año|ano|anno|jaar"


LEAD = lazy(
    r"(?:(?:due|nlt|deadline|target(?:ed)?(?:\s+date)?|eta|planned|expected|scheduled|fällig|frist"
    r"|échéance|scadenza|prazo|plazo"
    r"|by|on|until|till|before|within|for|no\s+later\s+than|not\s+later\s+than|at\s+the\s+latest"
    r"|latest|around|about|approx\.?|ca\.?"
    r"|circa|roughly|~|≈|<|<=|≤|in|im|am|der|den|dem|zum|bis|spätestens|innerhalb\s+von|vor"
    r"|d['’]ici|avant|le|la|dans|sous|pour"
    r"|au\s+plus\s+tard|para|antes|del?|el|en|hasta|dentro|do|da|no|na|em|até|entro|il|fra"
    r"|tra|per|voor|op|binnen|uiterlijk|over|om|innan|före|innen|før|inom|senast|za|trong|dalam|sebelum"
    r"|trước|a(?=\s+(?:finales|principios|mediados))|the"
    r"|eod|eob|cob|close\s+of\s+business|end\s+of\s+(?:the\s+)?(?:business\s+)?day|moved\s+to"
    r"|now|\d{1,2}(?::\d\d)?\s?[ap]m|(?:the\s+)?week\s+(?:of|commencing|beginning)|w/c)\b[:,]?"
    r"|[~≈<(\[:=@→>-])\s*",
    re.I,
)
TAIL = lazy(
    r"[\s.,;:)\]!?]*(?:(?:at\s+the\s+latest|latest|eod|eob|cob|from\s+now|from\s+today|out"
    r"|if\s+possible|tentative(?:ly)?|max\.?"
    r"|(?:after|from|of)\s+(?:the\s+)?(?:incident|resolution|resolved|mitigation|review|postmortem"
    r"|post-mortem|meeting|pir|closure)"
    r"|noon|morning|afternoon|evening|end\s+of\s+day|spätestens|time|\d{1,2}(?::\d\d)?\s?(?:am"
    r"|pm|h|uhr)?|utc|\([^)]*\)|\[[^\]]*\])[\s.,;:)\]!?]*)*",
    re.I,
)
NOTHING = lazy(
    r"\W*(?:asap|a\.s\.a\.p\.?|tb[dacx]|n/?a|n\.a\.|none|nil|null|unknown|ongoing|immediately?"
    r"|someday|later|soon|backlog|unscheduled"
    r"|not\s+(?:set|scheduled|planned|decided)(?:\s+yet)?|no\s+(?:due\s+)?(?:date|deadline)(?:\s+yet)?"
    r"|to\s+be\s+\w+|open|offen|sofort|continuous(?:ly)?"
    r"|(?:the\s+)?(?:this|next|current|following|upcoming)\s+(?:sprint|release|iteration|cycle"
    r"|pi|planning|maintenance\s+window|milestone)"
    r"|\d+\s+sprints?|sprint\s*[\w-]+|when\s+possible)\W*",
    re.I,
)
WEEK_OF = lazy(r"(?:by\s+)?(?:the\s+)?(?:week\s+(?:of|commencing|beginning)|w/c)\b", re.I)
NAMES_TOO = frozenset(["jan", "may", "mar", "sam", "sun", "mo", "set", "mer", "dim", "ven", "april", "june", "august"])
"""Words for a time that are first names or plain words: alone they do not look like a due date."""
EMPTY = lazy(r"[\W_]*(?:n/?a|n\.a\.|none|nil|null)?[\W_]*", re.I)
NEW_DATE = lazy(r"(?:\bnow\b|\bmoved\s+to\b|\bextended\s+to\b|\bpostponed\s+to\b|\bpushed\s+to\b|→|->|=>)\W*$", re.I)
SPAN = lazy(r"\s*(?:-|–|—|to|until|through|bis|and)\s*(?:the\s+)?$", re.I)
