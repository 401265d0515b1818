"""How a document writes its statuses, so that a new one looks like the others: "✅ Done", "DONE", "In progress",
"✅"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmflow.document.statuses import CROSSES, SHORTCODES, SIGN_OF, plain_words
from pmflow.model import ActionStatus

PLAIN: dict[ActionStatus, str] = {
    ActionStatus.PROPOSED: "proposed",
    ActionStatus.PLANNED: "planned",
    ActionStatus.IN_PROGRESS: "in progress",
    ActionStatus.DONE: "done",
    ActionStatus.VERIFIED: "verified",
    ActionStatus.WONT_DO: "won't do",
}
SIGNS: dict[ActionStatus, str] = {
    ActionStatus.PROPOSED: "💡",
    ActionStatus.PLANNED: "📅",
    ActionStatus.IN_PROGRESS: "🔄",
    ActionStatus.DONE: "✅",
    ActionStatus.VERIFIED: "✅",
    ActionStatus.WONT_DO: "🚫",
}
SHORT: dict[ActionStatus, str] = {
    ActionStatus.PROPOSED: ":bulb:",
    ActionStatus.PLANNED: ":date:",
    ActionStatus.IN_PROGRESS: ":arrows_counterclockwise:",
    ActionStatus.DONE: ":white_check_mark:",
    ActionStatus.VERIFIED: ":white_check_mark:",
    ActionStatus.WONT_DO: ":no_entry_sign:",
}


def spellings(status: ActionStatus, old: str, others: Sequence[tuple[ActionStatus | None, str]]) -> Iterable[str]:
    """Ways to write `status`, the most fitting first. `old` is what stands there now, `others` what other items
    have."""
    for other, words in others:
        if other is status and words.strip():
            yield words.strip()
    examples = [text for text in (old.strip(), *(words.strip() for _, words in others)) if text]
    word = _cased(status, [plain for text in examples if (plain := _words(text))])
    first = examples[0] if examples else ""
    if first.startswith(":") and first.strip(":") in SHORTCODES:
        yield SHORT[status]
        yield f"{SHORT[status]} {word}"
    elif first and (first[0] in SIGN_OF or first[0] in CROSSES or (not first[0].isalnum() and first[0] > "\u2000")):
        if not _words(first):
            yield SIGNS[status]
        yield f"{SIGNS[status]} {word}"
    yield word
    yield PLAIN[status]


def _words(text: str) -> str:
    """The words in a status, without its signs."""
    kept = "".join(char if char.isascii() or char.isalpha() else " " for char in text)
    return kept.strip() if plain_words(kept) else ""


def _cased(status: ActionStatus, examples: Sequence[str]) -> str:
    word = PLAIN[status]
    if not examples:
        return word
    if all(text.isupper() for text in examples):
        return word.upper()
    if all(text[:1].islower() for text in examples):
        return word
    if any(" " in text and text.istitle() for text in examples):
        return " ".join(part[:1].upper() + part[1:] for part in word.split())
    return word[:1].upper() + word[1:]
