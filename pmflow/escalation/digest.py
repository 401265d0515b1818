"""All that there is to say to somebody, as one message: grouped by what they are asked to do, worst first."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pmflow.escalation.news import is_news
from pmflow.escalation.promises import MEETING, OPEN, REVIEWED, SHARED
from pmflow.escalation.words import LONG_TITLE, shortened
from pmflow.model import Severity
from pmflow.plan import Notify


@dataclass(frozen=True, slots=True)
class About:
    """The post-mortem (or incident) that something is said of."""

    ref: str
    title: str | None = None
    place: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: a title, and a body in Markdown."""

    title: str
    body: str


TASKS: Mapping[str, str] = {
    "help": "Needs your help: do it, or see that somebody does",
    "overdue": "Overdue: finish it, or say what becomes of it",
    "today": "Due today",
    "stale": "Say how it goes",
    "coming": "Coming up",
    "news": "Shared, and worth reading",
}
"""What people are asked to do, the most pressing first."""

ANSWERS: Mapping[str, str] = {
    MEETING: "pmflow meeting {ref}",
    REVIEWED: "pmflow explain {ref}",
    SHARED: "pmflow advance {ref} share --audience AUDIENCE",
    OPEN: "pmflow open {ref}",
}
"""What moves a post-mortem's own deadlines."""
ITEM_ANSWERS = (
    "done {ref} {id} --evidence URL",
    "due {ref} {id} DATE",
    "snooze {ref} {id} DAYS",
    "assign {ref} {id} NAME",
    'wont-do {ref} {id} "WHY" --approver NAME',
)
TYPED: Mapping[str, str] = {
    MEETING: "write at the top of the text when it was held (Review held) and who came (Came)",
    REVIEWED: "`/pmflow explain`",
    SHARED: "`/pmflow share AUDIENCE`",
    OPEN: "`/pmflow open`",
}
"""The same, as one says it in a comment there; what no comment can say, the document or the command line does."""
LONG_SUBJECT = 150
"""Characters of a message's title."""
MOST = 40
"""Promises that one message spells out; of the others it tells how many there are."""


def message_of(said: Sequence[tuple[About, Notify]], *, name: str | None = None, commented: bool = False) -> Message:
    """One message of all that is said to somebody; `name` is how they are called where others read it, too, as it is.
    `commented`: it stands where commands are given in comments, so that it is answered below it."""
    ordered = sorted(said, key=lambda each: (list(TASKS).index(each[1].task), each[0].severity or "P9", each[1].due))
    count = len(said)
    if count == 1:
        title = f"pmflow: {plain(ordered[0][1].text)}"
    elif all(each.task == "news" for _, each in ordered):
        title = f"pmflow: {count} post-mortems were shared"
    else:
        late = sum(each.task in ("help", "overdue") for _, each in ordered)
        title = f"pmflow: {count} promises need you" + (f", {late} of them overdue" if late else "")
    lines = [f"{name}:", ""] if name else []
    for task, heading in TASKS.items():
        part = [each for each in ordered[:MOST] if each[1].task == task]
        if part:
            lines += [f"**{heading}**", "", *_lines(part), ""]
    if count > MOST:
        lines += [f"… and {count - MOST} more" + ("" if commented else ": `pmflow tour` shows all") + ".", ""]
    lines += _answers(ordered, commented=commented)
    return Message(shortened(title, LONG_SUBJECT), "\n".join(lines).strip() + "\n")


def _lines(part: Iterable[tuple[About, Notify]]) -> Iterable[str]:
    for about, each in part:
        yield f"- {plain(each.text)}"
        severity = f" ({about.severity})" if about.severity else ""
        # An address leads there from anywhere; the path of somebody's machine leads nowhere but on it.
        where = plain(about.place) if "://" in about.place else plain(about.ref)
        yield f"  of: {plain(shortened(about.title or about.ref, LONG_TITLE))}{severity}, {where}"
        if each.after:
            yield f"  then: {plain(each.after)}"


def _answers(said: Sequence[tuple[About, Notify]], *, commented: bool) -> list[str]:
    """How to answer: the commands once, filled in where there is one item only."""
    items = [(about, each) for about, each in said if each.id and each.id not in ANSWERS and not is_news(each.id)]
    lines = []
    if items:
        refs = {about.ref for about, _ in items}
        ref = shlex.quote(items[0][0].ref) if len(refs) == 1 else "REF"
        id = items[0][1].id if len(items) == 1 else "AI-n"
        asked = [answer.format(ref=ref, id=id) for answer in ITEM_ANSWERS]
        if commented:
            asked = [answer.replace("{ref} ", "").format(id=id) for answer in ITEM_ANSWERS]
        commands = " · ".join(f"`{'/pmflow' if commented else 'pmflow action'} {answer}`" for answer in asked)
        lines.append(f"Answer: {commands}")
    for about, each in said:
        if commented and (typed := TYPED.get(each.id or "")) is not None:
            lines.append(f"For {plain(about.ref)}: {typed}")
        elif (command := ANSWERS.get(each.id or "")) is not None:
            lines.append(f"For {plain(about.ref)}: `{command.format(ref=shlex.quote(about.ref))}`")
    return lines


def plain(text: str) -> str:
    """People's words on one line, without what would ping a whole channel or begin markup of its own."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    for what, harmless in _HARMLESS.items():
        line = line.replace(what, harmless)
    return line


_HARMLESS: Mapping[str, str] = {
    "@": "@\u200b",
    "<": "‹",
    ">": "›",
    "`": "'",
    # A link would say one thing and lead to another; an address that stands there as it is is nobody's disguise.
    "](": "]\u200b(",
    "][": "]\u200b[",
}
