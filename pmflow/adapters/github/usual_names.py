"""What teams that never heard of pmflow call incidents, post-mortems and action items, as labels and in titles. Pure.

A label is compared by its words alone: `Type: Incident`, `kind/incident` and `🔥 incident` are one. A team's own names stand in
its policy; these are for looking around where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from pmflow.adapters.github.words import Names


class Kind(StrEnum):
    """What an issue is for pmflow."""

    INCIDENT = "incident"
    POSTMORTEM = "postmortem"
    ACTION_ITEM = "action item"


USUAL: dict[Kind, tuple[str, ...]] = {
    Kind.INCIDENT: (
        "incident", "incidents", "outage", "outages", "production incident", "prod incident", "live incident",
        "major incident", "service incident", "incident report", "postmortem needed", "postmortem required",
        "needs postmortem", "requires postmortem",
    ),
    Kind.POSTMORTEM: (
        "postmortem", "postmortems", "incident review", "post incident review", "incident postmortem",
        "incident retrospective", "pir", "rca", "root cause analysis",
    ),
    Kind.ACTION_ITEM: (
        "action item", "action items", "postmortem action", "postmortem actions", "postmortem action item",
        "postmortem followup", "incident action", "incident action item", "incident followup", "followup", "followups",
        "followup action", "corrective action", "remediation", "remediation item",
    ),
}  # fmt: skip
"""In small letters, without punctuation; `post-mortem` and `follow-up` as one word."""

SEARCHED: dict[Kind, tuple[str, ...]] = {
    Kind.INCIDENT: (
        "incident", "incidents", "outage", "type: incident", "type/incident", "kind/incident", "type: outage",
        "production incident", "production-incident", "incident report", "incident-report", "postmortem-needed",
        "post-mortem-needed", "needs-postmortem", "needs-post-mortem", "needs postmortem",
    ),
    Kind.POSTMORTEM: (
        "postmortem", "post-mortem", "post mortem", "postmortems", "type: postmortem", "type: post-mortem",
        "kind/postmortem", "incident review", "incident-review", "post-incident-review", "incident postmortem",
        "incident-postmortem", "rca",
    ),
    Kind.ACTION_ITEM: (
        "action item", "action-item", "action items", "action-items", "postmortem action", "postmortem-action",
        "post-mortem-action", "postmortem action item", "postmortem-action-item", "incident action item",
        "incident-action-item", "incident-followup", "incident-follow-up", "follow-up", "followup", "remediation",
    ),
}  # fmt: skip
"""The same as labels are most often written: GitHub's search compares letter by letter (but for their case)."""

PREFIXES = frozenset({"area", "c", "category", "kind", "label", "status", "t", "tag", "topic", "type", "workflow"})
"""First words that say only what sort of label it is: `type: incident`."""

_WORDS = re.compile(r"[a-z0-9]+")
_ONE_WORD = (("post mortem", "postmortem"), ("follow up", "followup"))

_NAMED = r"post[ -]?mortem|(?:post[ -])?incident (?:review|retrospective)|root cause analysis|rca|pir"
_TITLE = re.compile(
    rf"^\W*(?:{_NAMED})\b\s*(?:[:\]|)–—-]|(?:for|of|on|about)\b|#?\d|$)|[:([|–—-]\s*(?:{_NAMED})\W*$", re.I
)


def folded(label: str) -> str:
    """The words of a label, without what says only what sort of label it is."""
    words = _WORDS.findall(label.casefold())
    if len(words) > 1 and words[0] in PREFIXES:
        words = words[1:]
    text = " ".join(words)
    for two, one in _ONE_WORD:
        text = text.replace(two, one)
    return text


_KINDS = {name: kind for kind, names in USUAL.items() for name in names}


def kind_of_label(label: str, names: Names) -> Kind | None:
    """What a label makes of an issue: by the policy's own names first, then by the usual ones."""
    own = {names.incident: Kind.INCIDENT, names.postmortem: Kind.POSTMORTEM, names.action_item: Kind.ACTION_ITEM}
    for name, kind in own.items():
        if label.casefold() == name.casefold():
            return kind
    return _KINDS.get(folded(label))


def kinds_of(labels: Iterable[str], names: Names) -> frozenset[Kind]:
    """All that its labels make of an issue."""
    return frozenset(kind for label in labels if (kind := kind_of_label(label, names)) is not None)


def is_postmortem_title(title: str) -> bool:
    """`Post-mortem: …`, `[RCA] …`, `Outage of 3 May - postmortem`; not `Postmortem page is slow`."""
    return _TITLE.search(title.strip()) is not None
