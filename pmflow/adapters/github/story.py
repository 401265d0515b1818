"""What an incident's issue tells of how it went: entries for the timeline, and who responded. Pure.

Times are GitHub's, in UTC. People's words are quoted as people's words: their first line, pinging nobody, without hidden
comments; what pmflow said, and what was said to it, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pmflow.adapters.github import markers
from pmflow.adapters.github.payloads import Happened, Issue, User
from pmflow.command_lines import is_command
from pmflow.model import TimelineEntry

LONGEST = 200
"""Characters of a comment that are quoted."""
MOST = 100
"""Comments that are quoted: an issue's body takes 65,536 characters, and nobody reads more."""
MORE = "… and {count} more comments under {ref}"

_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_HEADING = re.compile(r"#{1,6}\s+")


def timeline_of(issue: Issue, happened: Iterable[Happened], ref: str) -> tuple[TimelineEntry, ...]:
    """The entries, in order of time."""
    opened = issue.user.login if issue.user else "somebody"
    entries = [TimelineEntry(at=issue.created_at, text=f"{markers.muted(opened)} opened {ref}")]
    quoted = left_out = 0
    last = issue.created_at
    for each in _labels_together(happened):
        if each.created_at is None or (text := _told(each)) is None:
            continue
        if each.event == "commented":
            quoted, left_out = (quoted + 1, left_out) if quoted < MOST else (quoted, left_out + 1)
            if left_out:
                last = each.created_at
                continue
        entries.append(TimelineEntry(at=each.created_at, text=text))
    if left_out:
        entries.append(TimelineEntry(at=last, text=MORE.format(count=left_out, ref=ref)))
    return tuple(entries)


def responders_of(issue: Issue, happened: Iterable[Happened]) -> tuple[str, ...]:
    """Whom it is assigned to, then who spoke there or closed it; machines left out."""
    spoke = (_who(each) for each in happened if each.event in ("commented", "closed", "reopened") and not _own(each))
    people = (user.login for user in spoke if user is not None and not user.is_bot)
    return tuple(dict.fromkeys((*issue.people, *people)))


def _who(each: Happened) -> User | None:
    return each.actor or each.user


def _own(each: Happened) -> bool:
    """Whether it is pmflow's, or for it."""
    return markers.marked(each.body) is not None or is_command(each.body)


def _labels_together(happened: Iterable[Happened]) -> Iterator[Happened]:
    """Labels that somebody set at one time are one thing that happened, not several."""
    held: Happened | None = None
    for each in happened:
        if (
            held is not None and held.label and each.label
            and (held.event, held.created_at, _who(held)) == (each.event, each.created_at, _who(each))
        ):  # fmt: skip
            together = held.label.model_copy(update={"name": f"{held.label.name}, {each.label.name}"})
            held = held.model_copy(update={"label": together})
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held


def _told(each: Happened) -> str | None:
    """One entry's words; None for what says nothing about the incident."""
    user = _who(each)
    who = markers.muted(user.login) if user else "somebody"
    match each.event:
        case "commented":
            line = None if _own(each) else first_line(each.body)
            return f"{who}: “{line}”" if line else None
        case "labeled" | "unlabeled" if each.label is not None:
            done = "set" if each.event == "labeled" else "took away"
            return f"{who} {done} {markers.muted(each.label.name)}"
        case "assigned" if each.assignee is not None:
            same = user is not None and each.assignee.login == user.login
            return f"{who} took it on" if same else f"{who} gave it to {markers.muted(each.assignee.login)}"
        case "closed":
            return f"{who} closed it"
        case "reopened":
            return f"{who} opened it again"
    return None


def first_line(text: str) -> str | None:
    """The first line of a comment that is its author's own words: no quote, no code, no heading's signs; cut where it is long."""
    fenced = False
    for line in _HIDDEN.sub("", text).splitlines():
        if _FENCE.match(line):
            fenced = not fenced
            continue
        words = markers.muted(_HEADING.sub("", line.strip()))
        if fenced or not words or line.lstrip().startswith(">"):
            continue
        return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
    return None
