"""The lines of a list read together: its own labels, and which shapes are owners because most items have them."""

from __future__ import annotations

import re
from collections.abc import Collection

from pmflow.document.item_draft import Draft, Words, span_of
from pmflow.document.item_fields import is_full_name, is_nobody, is_somebody
from pmflow.document.item_labels import LINE_LABEL, Name, label_field, plain_label
from pmflow.document.item_reading import Known
from pmflow.document.item_text import LineReader
from pmflow.document.item_words import ListWords, learn_labels
from pmflow.document.statuses import SIGN_OF
from pmflow.model import ActionStatus
from pmflow.patterns import lazy

_SOME_LABEL = lazy(
    r"(?:^|(?<=[.;,|·(\[\n])[ \t]*|[ \t][-–—•][ \t]+)([^\W\d_](?:[\w '’/-]|\.(?=\w)){0,24}?)[ \t]?::?(?=\s)[ \t]*",
    re.MULTILINE,
)
_RELEARNED: frozenset[Name] = frozenset({"title", "kind", "improves"})
"""What a label may mean besides: "Class: A" is a priority where there are B and C, "Action: Okafor" an owner."""
_CHUNK = lazy(r"[,;(\])]\s*|\s[–—-]\s")


def learn_words(drafts: list[Draft], words: ListWords, people: Collection[str]) -> ListWords:
    """The list's own words, with the labels that its items have and no table knows."""
    found: list[dict[str, str]] = []
    known: list[set[Name]] = []
    strange = 0
    for draft in drafts:
        labels: dict[str, str] = {}
        names: set[Name] = set(draft.taken)
        texts = [(draft.marked.text[draft.skip :], False)] if ":" in draft.marked.text else []
        texts += [(marked.text, True) for marked in draft.details if ":" in marked.text]
        for text, whole in texts:
            if len(text) > 2000:
                continue
            marks = [m for m in _SOME_LABEL.finditer(text) if whole or m.start(1)]
            ends = [*[m.start() for m in marks[1:]], len(text)]
            for mark, after in zip(marks, ends, strict=False):
                plain = plain_label(mark[1])
                name = label_field(mark[1])
                if (
                    name is not None
                    and plain not in words.labels
                    and (name not in _RELEARNED or (whole and name == "title"))
                ):
                    names.add(name)
                elif plain:
                    strange += 1
                    labels.setdefault(plain, _CHUNK.split(text[mark.end() : after], 1)[0].strip(" .,;|·–—\n[()]"))
        found.append(labels)
        known.append(names)
    if strange < 2:
        return words
    learned = learn_labels(found, known, people)
    if not learned:
        return words
    return ListWords({**learned, **words.labels}, words.signs, words.codes, words.struck, words.periods, words.inherits)


def read_lines(drafts: list[Draft], people: Collection[str], words: ListWords) -> None:
    """Read each draft's own line; where a shape that may be an owner stands in most of them, it is one."""
    readers: dict[tuple[frozenset[Name], frozenset[str]], LineReader] = {}

    def reader(taken: frozenset[Name], trust: frozenset[str]) -> LineReader:
        if (taken, trust) not in readers:
            readers[taken, trust] = LineReader(Known(people, taken, trust, words))
        return readers[taken, trust]

    counts: dict[str, int] = {}
    leads: list[str] = []
    listed = 0
    for draft in drafts:
        draft.reading = reader(draft.taken, frozenset()).read(draft.marked, draft.skip)
        if "owner" in draft.taken:
            continue
        listed += 1
        for hint in draft.reading.hints:
            counts[hint] = counts.get(hint, 0) + 1
        if "lead-colon" in draft.reading.hints:
            leads.append(draft.reading.lead)
    trust = frozenset(hint for hint, count in counts.items() if count >= 2 and 2 * count >= listed)
    if "lead-colon" in trust and not _are_names(leads, drafts, listed, people):
        trust -= {"lead-colon"}
    if trust:
        for draft in drafts:
            if "owner" not in draft.reading.fields and "owner" not in draft.taken:
                draft.reading = reader(draft.taken, trust).read(draft.marked, draft.skip)
            elif "lead-key" in trust & draft.reading.hints:
                draft.reading = reader(draft.taken, frozenset({"lead-key"})).read(draft.marked, draft.skip)
    for draft in drafts:
        for name, value in draft.reading.fields.items():
            text = value.text
            if name == "due" and "~~" in draft.marked.raw:
                text = draft.marked.unstruck(value.start, value.end) or text
            draft.words[name] = Words(text, span_of(draft.marked, value.start, value.end))
        for marked in draft.details:
            detail = reader(frozenset(), frozenset()).read_detail(marked)
            if detail is None:
                continue
            subject = draft.reading.fields.get("owner")
            if subject is not None and subject.start < 0 and "owner" in detail.fields:
                draft.words.pop("owner", None)  # the word of a sentence, where a label says it
            for name, value in detail.fields.items():
                text = value.text if name != "link" else (marked.href(value.start, value.end) or value.text)
                draft.words.setdefault(name, Words(text, span_of(marked, value.start, value.end)))
            draft.reading.notes += detail.notes
            draft.reading.overruled += detail.overruled
            for name, value in detail.labels.items():
                draft.words.setdefault(name, Words(value.text, span_of(marked, value.start, value.end)))


def _are_names(leads: list[str], drafts: list[Draft], listed: int, people: Collection[str]) -> bool:
    """Whether the words before the items' colons are people: "Bob: …" has the shape of "Alerting: …".

    One of them is known or a full name, or another item says there that nobody has it or has a handle there; or all items
    of a list of boxes begin so.
    """
    if any(is_full_name(lead) or is_somebody(lead, people) for lead in leads):
        return True
    others = [
        label[1] for draft in drafts if (label := LINE_LABEL.match(draft.marked.text[draft.skip :].lstrip("[ ]xX")))
    ]
    if any(other[0] == "@" or (is_nobody(other) and len(other) > 2) or is_somebody(other, people) for other in others):
        return True
    boxed = sum(draft.reading.box_status is not None for draft in drafts)
    return len(leads) == listed and len(leads) >= 3 and boxed == len(drafts)


def meaning_of_cross(drafts: list[Draft]) -> ActionStatus:
    """❌ beside boxes or signs that say "not done yet" means that it will not be done; beside ticks alone, not done."""
    for draft in drafts:
        sign = draft.reading.sign
        if draft.reading.box_status is ActionStatus.PLANNED or (
            sign is not None and SIGN_OF.get(sign) is ActionStatus.PLANNED
        ):
            return ActionStatus.WONT_DO
        for cell in draft.cells.get("status", ()):
            if not cell.text.isascii() and any(SIGN_OF.get(char) is ActionStatus.PLANNED for char in cell.text):
                return ActionStatus.WONT_DO
    return ActionStatus.PLANNED
