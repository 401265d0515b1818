"""The status of a draft: what its words, its strike-through, its box, its sign and its group say, in that order."""

from __future__ import annotations

from pmflow.document.days import find_days
from pmflow.document.item_draft import Draft, said_in
from pmflow.document.item_fields import is_no_date
from pmflow.document.item_words import ListWords
from pmflow.document.statuses import exact_status, plain_words, read_status
from pmflow.model import ActionStatus
from pmflow.patterns import lazy

_YES_NO = {"y": ActionStatus.DONE, "n": ActionStatus.PLANNED}
"""What a letter says in a column of its own."""
_UPPER_TAIL = lazy(r"\b([A-Z]{2,}(?:[ -][A-Z]{2,})*)\W*$")
_BOX_CELL = lazy(r"^\[([ xX\-~]?)\]$")


def draft_status(draft: Draft, cross: ActionStatus, own: ListWords) -> tuple[ActionStatus | None, str | None]:
    reading = draft.reading
    words = draft.words.get("status")
    if (
        "status" in reading.labels
        and words is not None
        and (labelled := read_status(words.text, cross=cross)) is not None
    ):
        return labelled, said_in(words)
    if words is not None and words.text and not is_no_date(words.text):
        if box := _BOX_CELL.match(words.text):
            return (ActionStatus.PLANNED if not box[1].strip() else ActionStatus.DONE), words.text
        if "status" in draft.taken and (yes := _YES_NO.get(words.text.lower())) is not None:
            return yes, words.text
        found = (
            own.signs.get(words.text[:1]) or own.codes.get(words.text.lower()) or read_status(words.text, cross=cross)
        )
        if reading.struck and own.struck is None and found in (ActionStatus.PLANNED, ActionStatus.PROPOSED):
            return ActionStatus.WONT_DO, said_in(words)
        if found is not None or plain_words(words.text):
            if reading.struck and (found is None or found.is_open) and reading.sign is None and "status" in draft.taken:
                return ActionStatus.WONT_DO, said_in(words)
            if found is not None:
                return found, said_in(words)
    raw = said_in(words)
    if reading.struck and own.struck is not None:
        return own.struck, raw
    if reading.struck:
        return (ActionStatus.DONE if reading.box_status is ActionStatus.DONE else ActionStatus.WONT_DO), raw
    if reading.box_status is not None:
        return reading.box_status, raw
    if (elsewhere := _status_elsewhere(draft)) is not None:
        return elsewhere
    if draft.group.status is not None:
        return draft.group.status, raw
    priority = draft.words.get("priority")
    if priority is not None and plain_words(priority.text) in ("wont", "wont have", "would not"):
        return ActionStatus.WONT_DO, raw
    return None, raw


def _status_elsewhere(draft: Draft) -> tuple[ActionStatus, str] | None:
    """A status in a column that is not the status's: "Bug 5554 **DONE**", notes that say "Done", a date of
    completion."""
    if "status" in draft.taken:
        return None
    for name in ("note", "link", "ref"):
        for cell in draft.cells.get(name, ()):
            text = cell.text
            if not text:
                continue
            for piece in cell.marked.pieces:
                if piece.strong and (found := exact_status(piece.text)) is not None:
                    return found, piece.text
            if name == "note" and (found := exact_status(text.split(".")[0])) is not None:
                return found, text
            tail = _UPPER_TAIL.search(text)
            if tail and (found := exact_status(tail[1])) is not None:
                return found, tail[1]
    completed = draft.words.get("completed")
    if (
        completed is not None
        and completed.text
        and (find_days(completed.text) or plain_words(completed.text) in ("yes", "y"))
    ):
        return ActionStatus.DONE, completed.text
    return None
