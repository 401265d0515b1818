"""Whether a text is somebody's own words, or only what a template left: TBD, TODO, "…", `<describe>`, "Write here".

Pure, and careful: "None" and "N/A" are answers, "not yet" is not. What it cannot see is an example that was copied
from a template and left standing, since it looks like an answer."""

from __future__ import annotations

import re

from pmflow.patterns import lazy

_MARKS = lazy(r"^(?:\s|[-*+•>|#]+(?=\s|$)|\d+[.)](?=\s|$)|\[[ xX]?\](?=\s|$))+")
"""List markers, checkboxes, quote marks and heading marks at the beginning of a line."""
_LABEL = lazy(r"^[*_]{0,3}[^\W\d_][\w /&'()-]{0,40}?[*_]{0,3}\s?:[*_]{0,3}\s+(?=\S)")
"""`Severity: `, `**Users affected**: `."""
_BARE_LABEL = lazy(r"^[*_]{0,3}[^\W\d_][\w /&'()-]{0,40}?[*_]{0,3}\s?:[*_]{0,3}$")

_NOTHING = frozenset("- -- --- — – . .. ... .... … ? ?? ??? ???? _ __ ___ * / : [ ] [] ()".split()) | {""}
"""Nothing was written. A dash in a table is no fault; a section of dashes is an empty section."""

_WORDS = frozenset(
    """
    tbd tba tbc tbw t.b.d t.b.a t.b.c todo to-do fixme xxx xxxx wip placeholder lorem unfilled yyyy-mm-dd yyyy/mm/dd
    dd/mm/yyyy mm/dd/yyyy dd.mm.yyyy hh:mm hh:mm:ss yyyy-mm-dd hh:mm
    """.split()
) | {
    "to do", "n/a yet", "na yet", "none yet", "nothing yet", "not yet", "not known yet", "not yet known", "unknown yet",
    "unknown as yet", "no response", "coming soon", "work in progress", "under construction", "more to come",
    "more soon",
    "details to follow", "will follow", "to follow", "your text here", "your text", "text here", "text goes here",
    "write here", "not filled in", "still to be written", "yyyy-mm-dd hh:mm", "name here", "first last",
}  # fmt: skip
_OWNERLESS = {
    "unassigned", "not assigned", "not yet assigned", "unassigned yet", "nobody yet", "no one yet", "no owner yet",
    "no owner",
    "no date yet", "no date", "to be named", "to be assigned",
}  # fmt: skip
"""Honest answers in a list of action items: nobody has it yet. They are no owner and no date, but nobody forgot the
template."""
_TO_BE = lazy(
    r"(?:still |yet )?to be (?:determined|decided|defined|confirmed|added|written|completed|filled(?: in| out)?|"
    r"announced|"
    r"provided|updated|done|discussed|investigated|agreed|found|scheduled|set)(?: (?:later|soon|asap|yet))?"
)
_BEGINS = lazy(
    r"(?:TBD|TBA|TBC|TODO|FIXME|XXX|WIP)\b(?:$|\s*[:.\-–—(,!?/]|\s(?:by|from|with|after|when|once|in|at)\b|\s@)"
)
_BRACKETED = lazy(r"<[^<>\n]{2,120}>|\[[^\][\n]{2,120}\](?![(\[:])|\{\{?[^{}\n]{2,120}\}\}?")
_BRACKET_WORDS = lazy(
    r"\b(?:describe|description|insert|fill|your|tbd|todo|placeholder|yyyy|hh:mm|explain|please|enter|write|provide)\b"
    r"|^\W*(?:add|list|link|links|name|names|date|time|title|owner|owners|author|authors|severity|duration|who|what|"
    r"when|"
    r"why|how|person|number|summary|impact|details|text|e\.g\.|optional)\b(?=\W*$|\s(?!\d))",
    re.I,
)
_TAG = lazy(
    r"</?(?:a|abbr|b|blockquote|br|center|code|col|dd|del|details|div|dl|dt|em|figure|figcaption|font|h[1-6]|hr|i|img|"
    r"ins|"
    r"kbd|li|mark|ol|p|picture|pre|q|s|samp|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|"
    r"tfoot|th|thead|tr|"
    r"tt|u|ul|var|video)\b|^<[^>]*(?:=|://|@|\?|!)|^\{[#.]",
    re.I,
)
_INSTRUCTS = lazy(
    r"(?:please |briefly |here,? )?(?:describe|provide|summari[sz]e|explain|outline(?! of)|enter|insert|write|fill|"
    r"list|give|add|state|"
    r"replace|include|document|specify|tell)\b(?=\s\w)",
    re.I,
)
_HERE = lazy(
    r"\bhere\b(?!,? (?:we|the|is|are|and|at)\b)|\bthis (?:section|template|text|line|placeholder|field)\b", re.I
)
_OF_TEMPLATE = lazy(
    r"\bwhat (?:happened|went|worked|did|we)\b|\bthe (?:incident|impact|root cause|outage|timeline|event|problem|"
    r"contributing)\b"
    r"|\b(?:in|using|with) (?:one|two|three|a|1|2|3|a few)(?:[-–]\w+| to \w+| or \w+)? (?:short )?(?:sentence|"
    r"paragraph|line|word)s?\b"
    r"|\ba (?:brief|short|high-level|one-paragraph|concise)\b|\b(?:who|how many|how long|which users)\b",
    re.I,
)

UNKNOWN = "not known yet (what made the error possible, and what should have caught it?)"
"""What `check --fix` writes for a cause that was human error and nothing else: it asks, and is nobody's answer."""
_CORE = UNKNOWN.removesuffix(")")
"""`bare` takes the last bracket where emphasis stands before the words."""
_ASKED = lazy(
    rf"(?:\b(?:the )?(?:root )?(?:cause|reason|rc)[\W_]*+(?:(?:was|is)[\W_]++)?)?{re.escape(_CORE)}\)?", re.IGNORECASE
)


def bare(line: str) -> str:
    """The words of one line: no list marker, no checkbox, no emphasis, no final full stop."""
    text = _unwrapped(_MARKS.sub("", line).strip())
    return text.strip("*_~ ").strip() if text.strip("*_~ ") else text


def _unwrapped(text: str) -> str:
    """Without the pairs of quotation marks, brackets and emphasis around it; one line may have a million of them."""
    begin, end = 0, len(text)
    while end - begin > 1 and text[begin] in "_*~\"'“‘(" and text[end - 1] in "_*~\"'”’).":
        begin, end = begin + 1, end - 1
        while begin < end and text[begin].isspace():
            begin += 1
        while begin < end and text[end - 1].isspace():
            end -= 1
    return text[begin:end]


def template_text(line: str, *, instructions: bool = True) -> str | None:
    """What in this line is a template's and not the author's, or None. A line of nothing but a dash is not reported.

    `instructions=False` leaves sentences such as "Describe the impact" alone, for places where they may be a person's
    own (the title of an action item)."""
    text = bare(line)
    if not text:
        return None
    if (asked := _asked(text)) is not None:
        return asked
    if found := _whole(text, instructions):
        return found
    if ":" in text and (label := _LABEL.match(text)) and (found := _whole(bare(text[label.end() :]), False)):
        return found
    if not ("[" in text or "<" in text or "{" in text):
        return None
    for match in _BRACKETED.finditer(text):
        if _BRACKET_WORDS.search(match[0]) and not _TAG.match(match[0]) and match[0].strip("[] xX"):
            return match[0]
    return None


def _asked(text: str) -> str | None:
    found = _ASKED.search(text) if _CORE in text.casefold() else None
    return found[0] if found else None


def is_asked(found: str) -> bool:
    """Whether what `template_text` found is what pmflow itself wrote for a cause."""
    return _CORE in found.casefold()


def _whole(text: str, instructions: bool) -> str | None:
    """The text when the whole of it is a placeholder."""
    if len(text) > 240:
        return text if text[:11].casefold() == "lorem ipsum" else None
    low = text.casefold().rstrip(".!: ")
    if low in _WORDS or low.startswith("lorem ipsum") or low.endswith(" goes here"):
        return text
    if "to be" in low[:12] and _TO_BE.fullmatch(low):
        return text
    if text[:3].isupper() and _BEGINS.match(text) and len(text.split()) <= 9:
        return text
    if instructions and _INSTRUCTS.match(text) and (_HERE.search(text) or _OF_TEMPLATE.search(text)):
        return text
    return None


def is_placeholder(text: str) -> bool:
    """True when nothing in `text` is anybody's own words: it is empty, or each line is a dash, a bare label or a
    template's text. "None" and "N/A" are answers.

    >>> is_placeholder("TBD"), is_placeholder("None."), is_placeholder("")
    (True, False, True)
    """
    return all(_says_nothing(line) for line in text.splitlines())


def _says_nothing(line: str) -> bool:
    text = bare(line)
    if text in _NOTHING or text.strip("*_~.-—– ") == "" or text.casefold() in _OWNERLESS or _BARE_LABEL.match(text):
        return True
    found = template_text(line)
    if found is None:
        return False
    rest = text.replace(found, "", 1) if not is_asked(found) else _ASKED.sub("", text)
    label = _LABEL.match(rest + " x")
    return not (rest[label.end() :] if label else rest).strip("*_~.,:;-—–()[]| ")
