"""Headings and bold labels between action items: what they say for all items below them.

"P1", "Done", "Prevent" and "Platform team" say a priority, a status, a kind, an owner; "Public endpoint" says
nothing. Some headings inside the section end the list: a reviewer's checklist below it holds no action items.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from pmflow.document.item_fields import is_full_name, is_nobody, is_somebody, may_be_party, may_be_somebody
from pmflow.document.kinds import read_kind
from pmflow.document.priorities import heads_priority, is_priority
from pmflow.document.statuses import WORD_OF, plain_words
from pmflow.model import ActionKind, ActionStatus
from pmflow.patterns import lazy

NOT_A_STATUS = frozenset(
    ("no", "yes", "new", "next", "later", "live", "upcoming", "idea", "draft", "ready", "running", "active", "filed",
     "void", "wont")
)  # fmt: skip
"""Words of the status table that as a heading mean a time or nothing ("Next")."""

_ASIDE = lazy(
    r"\b(?:checklist|parking lot|sign[ -]?offs?|approvals?|attendees|participants|thanks|acknowledge?ments?"
    r"|open questions?|questions"
    r"|references|appendix|appendices|glossary|definitions?|legend|distribution|document history|change log"
    r"|changelog|reviewers?"
    r"|went (?:well|wrong|poorly|badly)|lucky|investigation|verification before|considered alternatives|notes?"
    r"|history|faq"
    r"|lessons(?: learned)?|how to|said in|talked about|(?:also )?discussed|considered|brought up|left in the room"
    r"|concurrences?|signatures?|routing|circulation|wondering|unanswered|not recommended|accepted risks?|risks? accepted"
    r"|brainstorm(?:ing|ed)?|not (?:agreed|decided)|glossar|anhang|annexes?)\b",
    re.IGNORECASE,
)
_ASIDE_ALONE = lazy(
    r"contacts?|(?:useful |related )?links|attachments?|enclosures?|resources|related (?:documents?|incidents?|reading|material)"
    r"|further reading|see also|(?:next )?meetings?|next review|success (?:metrics|criteria|measures)|measures? of success"
    r"|how (?:we(?:['’]ll| will)?|to) (?:measure|know|track)\b.*|anlagen|anhänge|pièces jointes|anexos|allegati|bijlagen",
    re.IGNORECASE,
)
"""Whole headings of that kind; inside a longer one the words may mean anything ("Contacts service")."""
_PRIORITY_WORD = lazy(r"\s*\b(?:priority|prio|priorität|priorité|prioridad|prioridade)\b(?=\W*$)", re.IGNORECASE)
_NUMBER = lazy(r"^(?!P\d|S\d|Q\d|H\d)(?:[A-Z]{1,3}-?)?\d{1,2}(?:\.\d{1,2})*\s*[.):]?\s+(?=[^\W\d])")
_COUNT = lazy(r"\s*[(\[]\d+[)\]]\s*$")
_CUT = lazy(r"\s*[-–—:(\[,/]\s*|\s+\|\s+")
_BESIDE_NAME = lazy(r"\s*(?:[(\[,:|/]|[-–—]\s).*$|\s+[-–—]\s.*$")
_ITEM_WORDS = lazy(
    r"\b(?:action|actions|items?|tasks?|follow[- ]?ups?|improvements?|measures?|work|todos?)\b", re.IGNORECASE
)
_BRACKETED = lazy(r"[(\[]([^()\[\]]+)[)\]]\s*:?\s*$")
_OWNER_LABEL = lazy(r"^(?:owner|owned by|assignee|dri|team|for|responsible)\s*[:=]\s*(.+)$", re.IGNORECASE)
_POSSESSIVE = lazy(r"^(.+?)(?:['’]s|['’])\s+(?:actions?|items?|tasks?|follow[- ]?ups?|todos?|list)$", re.IGNORECASE)
_FOR = lazy(r"^(?:for|für|pour|para|voor|per)\s+(?=[A-ZÀ-Þ@]|nobody\b|no one\b|niemand)(.+)$", re.IGNORECASE)
_NOT_WORD = lazy(r"^[^\w@(\[]+")


@dataclass(frozen=True)
class Group:
    """What a heading says for the items below it; all None where it says nothing."""

    label: str = ""
    owner: str | None = None
    priority: str | None = None
    status: ActionStatus | None = None
    kind: ActionKind | None = None
    aside: bool = False
    nobody: bool = False
    """True for "Not assigned yet": what is below it has no owner, and the headings beside it are owners."""

    @property
    def says_something(self) -> bool:
        return bool(self.owner or self.priority or self.status or self.kind)

    def within(self, outer: Group) -> Group:
        """This group inside another: what it does not say, the outer one says."""
        return Group(
            self.label,
            self.owner or (None if self.nobody else outer.owner),
            self.priority or outer.priority,
            self.status or outer.status,
            self.kind or outer.kind,
            self.aside or outer.aside,
            self.nobody,
        )


def read_group(text: str, people: Collection[str]) -> Group:
    """What the heading `text` says for the items below it."""
    label = _COUNT.sub("", _NOT_WORD.sub("", text.strip())).strip().rstrip(":").strip()
    if not label or len(label) > 80:
        return Group(label)
    if labelled := _OWNER_LABEL.match(label):
        return Group(label, owner=labelled[1])
    if named := _FOR.match(label):
        label = named[1]
    if mine := _POSSESSIVE.match(label):
        return Group(label, owner=mine[1])
    if plain_words(label) in ("wont", "wont have", "wont do", "will not", "will not have"):
        return Group(label, priority=label, status=ActionStatus.WONT_DO)
    label = _NUMBER.sub("", label) or label
    first = _CUT.split(label, 1)[0].strip()
    for words in (label, first):
        if heads_priority(words):
            return Group(label, priority=_PRIORITY_WORD.sub("", words).strip() or words)
        if (kind := read_kind(words)) is not None:
            return Group(label, kind=kind)
        if (status := _status(words)) is not None:
            return Group(label, status=status)
    if (bracketed := _BRACKETED.search(label)) is not None:
        inside = bracketed[1]
        if (status := _status(inside)) is not None:
            return Group(label, status=status)
        if is_priority(inside):
            return Group(label, priority=inside)
    person = _BESIDE_NAME.sub("", label)
    if person != label and is_full_name(person):
        return Group(person)
    if is_nobody(label) and label.lower() not in ("open", "todo", "pending", "all", "various", "offen"):
        return Group(label, nobody=True)
    if is_somebody(label, people):
        return Group(label, owner=label)
    return Group(label, aside=_ASIDE.search(label) is not None or _ASIDE_ALONE.fullmatch(label) is not None)


def owners_among(labels: Collection[str], people: Collection[str], *, told: bool = False) -> frozenset[str]:
    """Which of a section's headings that say nothing else are owners: all or none of them.

    They are where one of them is surely a person or a team and the others may be, or where most are full names. `told` is
    whether something else says that the headings are people ("by person", "Nobody yet" beside them).
    """
    names = [label for label in labels if label.lower() not in _EVERYBODY]
    if not names:
        return frozenset()
    sure = [label for label in names if is_somebody(label, people) or is_full_name(label)]
    if told and all(may_be_party(label) for label in names):
        return (
            frozenset(names)
            if all(is_somebody(n, people) or may_be_somebody(n) for n in names) or sure
            else frozenset()
        )
    if not all(is_somebody(label, people) or may_be_somebody(label) for label in names):
        return frozenset()
    if any(is_somebody(label, people) for label in names) or len(sure) == len(names):
        return frozenset(names)
    return frozenset()


_EVERYBODY = frozenset(
    ["everyone", "everybody", "all", "all of us", "together", "alle", "tous", "todos", "tutti", "iedereen"]
)
TOLD = lazy(
    r"\b(?:by (?:person|owner|name|people|assignee|team|who)|per (?:person|owner|team)|who(?: does| is doing| will do)?"
    r"|each of us|of (?:us|each)|one takes|nach (?:person|verantwortlichen)"
    r"|par (?:personne|responsable)|por (?:persona|responsable))\b",
    re.IGNORECASE,
)
"""Words of a section's heading that make the headings below it people."""


def _status(words: str) -> ActionStatus | None:
    plain = plain_words(words)
    if plain in NOT_A_STATUS:
        return None
    found = WORD_OF.get(plain)
    if found is None:
        bare = plain_words(_ITEM_WORDS.sub(" ", words))
        if bare and bare not in NOT_A_STATUS:
            found = WORD_OF.get(bare)
    return found
