"""Which text begins an action item, is a label for what follows, or says that there is none."""

from __future__ import annotations

import re

from pmflow.document.blocks import Block
from pmflow.document.days import find_days
from pmflow.document.item_labels import LINE_LABEL, Name, label_field
from pmflow.document.statuses import CROSSES, SIGN_OF, exact_status
from pmflow.patterns import lazy

NOTHING = lazy(
    r"\W*(?:none|n/?a|nothing|nil|tbd|tba|not applicable|to be (?:added|determined|filled in|discussed)"
    r"|no response|todo|empty|…|\.\.\.)?\W*$"
    r"|\W*(?:none|nothing|no)\b(?: (?:further|new|additional|more|action|actions|items?|follow[- ]?ups?|tasks?"
    r"|needed|required|necessary"
    r"|planned|identified|at this time|for now|so far|yet|to do|are|is|were|was|have been))*\W*(?:$|(?:because"
    r"|since|as|,|;|[-–—(:.]))",
    re.IGNORECASE,
)
BULLET = lazy(r"^\s*(?:[•◦▪‣●○∙⁃·➢➤✦–—]\s+|\[[ xX\-~]\]\s+|\d{1,2}[.)]\s+)")
SIGN_START = lazy(rf"^\s*(?:[{''.join(SIGN_OF)}{CROSSES}][\ufe0f]?|:[a-z_]+:)\s*\S")
NUMBER = lazy(
    r"\s*(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|finally|last)(?:ly)?\s?[:.)–—]"
    r"|§\s?\d+(?:\.\d+)*[.:)]?|\(\d{1,2}\)|\[\d{1,2}\]|\d{1,2}[.):](?=\s)|\d{1,2}(?:\.\d{1,2})+[.):]?"
    r"|(?-i:(?!P\d|S\d|Q\d|H\d)[A-Z]{1,3}-?\d{1,3}(?=\s+[A-Z]))"
    r"|\(?[a-zA-Z]\)|[a-z]\.|\(?[ivx]{1,4}[.)]|[A-Z]{1,4}[-. ]?\d{1,3}(?:\.\d{1,2})?\s?[.:)–—]"
    r"|(?:action|item|measure|step|task|promise|commitment|punkt|maßnahme|massnahme|mesure|acción|ação|azione|actie|åtgärd|tiltak)"
    r"\s+#?\d{1,2}\s?[.:)–—-])\s+(?=\S)",
    re.IGNORECASE,
)
"""A number, a letter or a word that makes a paragraph one of several: (1), 7.2, a), M3., First:, Action 4 –."""


_SHOUTED = lazy(r"[^\W\d_]{3}|^P\d$")


def _field_of(text: str) -> Name | None:
    """The field that a line "Label: value" is; "DONE: …" with a sentence behind it is an item."""
    label = LINE_LABEL.match(text)
    if label is None:
        return None
    name = label_field(label[1])
    if name in ("status", "completed") and exact_status(label[1]) is not None:
        value = text[label.end() :]
        return name if find_days(value) or len(value.split()) <= 2 else None
    return name


def starts_with_label(text: str) -> bool:
    return _field_of(text) not in (None, "title", "ignored")


def starts_with_owner_or_due(text: str) -> bool:
    return _field_of(text) in ("owner", "due", "priority", "status")


def is_label(block: Block, following: Block | None = None) -> bool:
    """True for a paragraph that is a label for what follows: all bold (italic, before a list), all in capitals, or one short
    line with a colon."""
    pieces = [piece for piece in block.pieces if piece.text.strip()]
    text = block.text.strip()
    if not pieces or len(text) > 80 or "\n" in text:
        return False
    if text.isupper() and len(text.split()) <= 8 and following is not None and _SHOUTED.search(text):
        return True
    if following is not None and following.kind == "list" and all(piece.emphasis for piece in pieces):
        return len(text.split()) <= 5
    if all(piece.strong for piece in pieces[:-1]) and (pieces[-1].strong or pieces[-1].text.strip() == ":"):
        return pieces[0].strong
    return text.endswith(":") and len(text.split()) <= 4


def is_labelled_item(block: Block) -> bool:
    """A paragraph that is an item because it says in labels who does it by when."""
    text = block.text
    if ":" not in text:
        return False
    found = {
        label_field(m[1]) for m in re.finditer(r"(?:^|[\n(\[|;,.]|\s[-–—])\s*([A-Za-z][A-Za-z ]{1,18}?)\s?:", text)
    }
    return {"owner", "due"} <= found and label_field(text.split(":", 1)[0]) not in ("owner", "due")


def is_details(block: Block) -> bool:
    """True for a list of labelled fields: "Owner: …", "Due: …"."""
    names: set[Name | None] = set()
    strange = 0
    for item in block.children:
        label = LINE_LABEL.match(item.own.text)
        if label is None:
            return False
        name = _field_of(item.own.text)
        strange += name in (None, "ignored")
        names.add(name)
    return bool(names & {"owner", "due", "status", "priority"}) and 2 * strange <= len(block.children)
