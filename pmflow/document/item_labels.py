"""What people call an action item's fields: the words before a colon, and the headers of columns.

One table for both. A header of several words is read from its end first ("Action owner" is an owner), then from its
front ("Status as at 31 Jan").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, get_args

Name = Literal[
    "title", "owner", "due", "priority", "status", "ref", "link", "kind", "improves", "done_when",
        "evidence", "note",
    "completed", "ignored",
]  # fmt: skip

LABELS: dict[Name, tuple[str, ...]] = {
    "title": (
        "action", "action item", "action items", "actions", "task", "tasks", "follow up", "followup", "follow ups",
        "what",
        "corrective action", "preventive action", "preventative action", "remediation action",
        "remediation", "measure",
        "countermeasure", "item", "todo", "to do", "improvement", "recommendation", "activity", "deliverable",
        "commitment",
        "next step", "step", "fix", "proposed action", "mitigation", "action description", "change", "work",
        "title", "name",
        "description", "summary", "detail", "details", "finding",
    ),
    "owner": (
        "owner", "owners", "owner s", "assignee", "assignees", "assigned to", "assigned", "responsible",
        "responsibility",
        "responsible person", "responsible party", "responsible team", "dri", "who", "lead", "poc",
        "point of contact", "contact",
        "driver", "accountable", "accountable executive", "accountable person", "person", "resp",
        "owned by", "by whom",
        "led by", "pic", "person in charge", "team", "squad", "action owner", "champion", "delegate", "executive",
        "raci",
        "actioned by", "actionee", "holder", "engineer", "sponsor", "action by", "whom", "in charge", "manager",
    ),
    "due": (
        "due", "due date", "due by", "due on", "deadline", "eta", "target", "target date", "when", "by when", "by",
        "finish by", "complete by", "to be done by", "expected", "expected by", "expected date",
        "expected completion",
        "target completion", "planned for", "planned date", "planned completion", "timeframe", "time frame",
        "end date", "ecd",
        "date", "delivery", "delivery date", "completion date", "target quarter", "timeline", "term", "needed by",
        "committed date",
        "commit date", "commitment date", "agreed date", "forecast", "done by", "until", "timescale", "duedate",
    ),
    "priority": (
        "priority", "prio", "pri", "severity", "sev", "moscow", "importance", "urgency", "rating", "rank",
        "criticality",
        "risk rating", "risk", "p", "priority level", "impact",
    ),
    "status": ("status", "state", "progress", "current status", "done", "complete", "stage", "rag",
        "action status"),
    "ref": ("ref", "reference", "id", "no", "nr", "ai", "action id", "ai id", "item id", "item no", "num",
        "number", "key"),
    "link": (
        "ticket", "tickets", "bug", "bugs", "issue", "issues", "link", "links", "jira", "tracking", "tracking bug",
        "tracking issue", "tracking ticket", "tracking item", "pr", "prs", "mr", "github issue", "github", "gitlab",
        "story",
        "epic", "url", "tracker", "tracked in", "tracked by", "tracked", "jira ticket", "jira issue", "jira link",
        "ticket link",
        "work order", "change request", "case", "record", "card", "ticket id", "issue link", "ado",
        "linear", "asana",
    ),
    "kind": ("type", "kind", "category", "action type", "class", "classification", "nature"),
    "improves": ("improves", "area", "theme", "practice"),
    "done_when": (
        "done when", "acceptance", "acceptance criteria", "acceptance criterion", "success criteria",
        "success criterion",
        "definition of done", "dod", "success metric", "success measure", "measure of success", "exit criteria",
        "measurable outcome", "measured by", "how we will know", "how we ll know",
        "we know it is done when", "outcome",
        "verification", "how verified", "verify by", "verified when", "complete when", "expected outcome",
        "success looks like",
        "closure criteria", "effectiveness check",
    ),
    "evidence": ("evidence", "proof", "evidence link", "evidence of completion"),
    "note": (
        "note", "notes", "comment", "comments", "remark", "remarks", "update", "updates", "reason",
        "rationale", "why",
        "agreed by", "context", "justification", "background", "latest update", "decision",
    ),
    "completed": (
        "completed", "completed on", "closed on", "closed", "date closed", "date completed", "done on",
        "closed date",
        "completed date", "finished", "finished on", "actual", "actual date", "actual completion", "implemented on",
        "done date",
        "resolved on", "delivered", "date done",
    ),
    "ignored": (
        "opened", "created", "raised", "date raised", "raised on", "created on", "date opened", "opened on",
        "raised by", "start",
        "start date", "effort", "estimate", "size", "points", "cost", "reviewer", "approver", "source",
        "root cause", "factor",
        "contributing factor", "component", "service", "system", "effort estimate", "confidence", "value",
        "addresses", "control",
        "location", "department", "days", "last updated", "updated", "sla",
    ),
}  # fmt: skip
FIELD_OF: dict[str, Name] = {label: name for name, labels in LABELS.items() for label in labels}

TITLE_ORDER = LABELS["title"]
"""Where several columns could be the title, the one that stands first here is it."""

INLINE_LABELS: dict[str, Name] = {
    label: name
    for name, labels in LABELS.items()
    if name not in ("title", "ignored")
    for label in labels
    if label not in ("by", "p", "no", "date", "term", "key", "number", "num", "ai", "impact", "card",
        "value", "closed",
                     "finished", "done", "complete", "completed", "delivered", "mitigation", "why", "context",
                     "background",
                     "verification", "case", "record", "github", "pr", "prs", "mr", "manager", "engineer", "name",
                     "actual",
                     "stage", "rag", "target", "expected", "work", "update", "when", "until", "until", "delivery",
                     "contact",
                     "issue", "issues", "tracked", "person", "holder", "driver", "champion", "delegate",
        "executive",
                     "sponsor", "squad", "raci", "whom", "in charge", "step", "stage", "rank", "importance",
                     "record", "story", "epic", "lead", "team", "theme", "class", "nature", "risk", "decision")
}  # fmt: skip
"""Labels that are one also in the middle of a line, where a sentence may have the same words before a colon."""

_LAST_WORDS = frozenset(label.rsplit(" ", 1)[-1] for label in INLINE_LABELS)
_BEFORE_COLON = re.compile(r"(\w+)\s?[:=]")
_NOISE = re.compile(r"[^a-z0-9]+")
_NUMBER_SIGN = re.compile(r"^\s*(?:#|№|no\.?|nr\.?)\s*$", re.IGNORECASE)


def plain_label(text: str) -> str:
    """Lower case words only: "Bug #" is "bug", "Follow-up" is "follow up"."""
    return _NOISE.sub(" ", text.lower()).strip()


def label_field(text: str) -> Name | None:
    """The field that a label of its own line means: "Due date" of "Due date: 3 May"."""
    return FIELD_OF.get(plain_label(text))


@lru_cache(maxsize=512)
def header_field(text: str) -> Name | None:
    """The field that a column's header means; None for a header that says nothing about action items."""
    words = plain_label(text)
    if not words:
        return "ref" if _NUMBER_SIGN.match(text) else None
    found = FIELD_OF.get(words)
    if found is not None:
        return found
    parts = words.split()
    for cut in range(1, len(parts)):
        if (found := FIELD_OF.get(" ".join(parts[cut:]))) is not None:
            return found
    for cut in range(len(parts) - 1, 0, -1):
        if (found := FIELD_OF.get(" ".join(parts[:cut]))) is not None:
            return found
    return None


def may_hold_label(text: str) -> bool:
    """False where no colon in `text` follows a word with which a label ends: the cheap test before the full one."""
    return any(word.lower() in _LAST_WORDS for word in _BEFORE_COLON.findall(text))


def _pattern(labels: list[str]) -> str:
    return "|".join(re.escape(label).replace(r"\ ", r"[ -]") for label in sorted(labels, key=len, reverse=True))


INLINE_LABEL = re.compile(rf"(?:{_pattern(list(INLINE_LABELS))})(?=\s?[:=])", re.IGNORECASE)
LABEL_AHEAD = rf"(?:{_pattern(list(INLINE_LABELS))})\s?[:=]"
LINE_LABEL = re.compile(r"\s*([A-Za-z#][\w /()'’#-]{0,40}?)\s?[:=]\s*")

assert set(LABELS) == set(get_args(Name))
