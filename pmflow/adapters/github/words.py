"""Issues in pmflow's words: states from labels, incidents, cards. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pmflow.adapters import heads
from pmflow.adapters.github import story
from pmflow.adapters.github.payloads import Happened, Issue
from pmflow.adapters.github.refs import Ref, read_ref, spelled
from pmflow.document.document import FrontMatter
from pmflow.document.facts_list import read_list
from pmflow.errors import DocumentError
from pmflow.mentions import unpinged
from pmflow.model import Incident, Severity, State
from pmflow.severity import fold, normal_severity
from pmflow.tracker import Card


@dataclass(frozen=True, slots=True)
class Names:
    """What the labels are called; the defaults are the policy's."""

    incident: str = "incident"
    postmortem: str = "postmortem"
    action_item: str = "postmortem-action"
    state_prefix: str = "pm:"


# States


def state_of(label: str, prefix: str) -> State | None:
    """The state that a label names."""
    if not label.casefold().startswith(prefix.casefold()):
        return None
    try:
        return State(label[len(prefix) :].strip().casefold().replace("-", "_").replace(" ", "_"))
    except ValueError:
        return None


def states_of(labels: Iterable[str], prefix: str, timeline: Iterable[Happened] = ()) -> tuple[State, ...]:
    """The states that labels show. Of several, the newest that a person set comes first, then the newest of machines;
    those of which the timeline knows nothing come last, the least advanced first."""
    shown = {state for label in labels if (state := state_of(label, prefix)) is not None}
    if len(shown) < 2:
        return tuple(shown)
    newest: dict[State, tuple[bool, dt.datetime]] = {}
    for each in timeline:
        state = state_of(each.label.name, prefix) if each.label and each.event == "labeled" else None
        if state in shown and each.created_at is not None:
            newest[state] = (each.actor is not None and not each.actor.is_bot, each.created_at)
    known = sorted((state for state in State if state in newest), key=lambda state: newest[state], reverse=True)
    return (*known, *(state for state in State if state in shown - newest.keys()))


def own_state_in(timeline: Iterable[Happened], prefix: str, me: str = "") -> State | None:
    """The state whose label a machine was the last to set, or `me`: the user whose token pmflow has.

    With a person's token, pmflow's labels look like theirs. They are taken for pmflow's where they begin with a draft and go
    on from there, as pmflow's do; one that somebody set to have it so stands alone.
    """
    own = None
    mine: list[State] = []
    for each in timeline:
        if each.event != "labeled" or each.label is None or each.actor is None:
            continue
        state = state_of(each.label.name, prefix)
        if state is not None and each.actor.is_bot:
            own = state
        elif state is not None and me and each.actor.login.casefold() == me:
            mine.append(state)
    return mine[-1] if len(mine) > 1 and mine[0] is State.DRAFT else own


# Incidents

_MOMENTS = ("started", "detected", "resolved")
_UTC = re.compile(r" ?UTC$")
_SEVERITY = re.compile(r"(?:severity|sev|s|p)[\W_]*[0-5]|(?:severity|sev)[\W_]+\w+", re.I)
"""A bare word (`high`, `normal`) may be a label about anything."""


def severity_in(labels: Iterable[str], aliases: Mapping[str, Severity] | None = None) -> str | None:
    """The label that says how bad it is: `SEV1`, `P2`, `severity: high`, or a word of the team's own."""
    own = {fold(name) for name in aliases or {}}
    return next((label for label in labels if fold(label) in own or _is_severity(label, aliases)), None)


def _is_severity(label: str, aliases: Mapping[str, Severity] | None) -> bool:
    return _SEVERITY.fullmatch(label.strip()) is not None and normal_severity(label, aliases) is not None


def incident_of(
    issue: Issue,
    ref: Ref,
    *,
    postmortem: str | None = None,
    comments: frozenset[str] = frozenset(),
    aliases: Mapping[str, Severity] | None = None,
    happened: Sequence[Happened] = (),
) -> Incident:
    """An issue as the incident that it is; with what `happened` to it, where that was read.

    Front matter, or a list of facts in its place, says when it began, was noticed and was over, where people wrote some; else it
    was noticed when the issue was opened, and over when it was closed. A time without a zone says nothing. Its words,
    repeated, ping nobody.
    """
    try:
        front, trouble = heads.front_of(issue.body), None
    except DocumentError as error:
        front, trouble = FrontMatter(), str(error.at(str(ref)))
    said = {key.lower().replace("_", " ").replace("-", " "): value for key, value in front.data.items()}
    severity = _word(said.get("severity")) or severity_in(issue.names, aliases)
    started, detected, resolved = (_instant(said.get(f"{word} at") or said.get(word)) for word in _MOMENTS)
    if started is None and detected is None:
        detected = issue.created_at
    near_miss = str(said.get("near miss")).lower() in ("true", "yes") or any(
        fold(n) == "near miss" for n in map(_spaced, issue.names)
    )
    return Incident(
        ref=str(ref), title=unpinged(issue.title), severity=severity, severity_normal=normal_severity(severity, aliases),
        started_at=started, detected_at=detected,
        resolved_at=resolved or (issue.closed_at if issue.state == "closed" else None),
        near_miss=near_miss, services=heads.texts(said.get("services")), categories=heads.texts(said.get("categories")),
        responders=tuple(name.lstrip("@") for name in heads.texts(said.get("responders")))
        or story.responders_of(issue, happened),
        postmortem=postmortem,
        timeline=story.timeline_of(issue, happened, str(ref)) if happened else (), comments=comments, trouble=trouble,
    )  # fmt: skip


def named_under(comments: Iterable[str]) -> list[str]:
    """The post-mortems that pmflow named under an incident, by the keys of its comments (`pmflow.opening`)."""
    return sorted(key.removeprefix("postmortem:") for key in comments if key.startswith("postmortem:"))


def _spaced(label: str) -> str:
    return label.replace("-", " ").replace("_", " ")


def _word(value: object) -> str | None:
    words = heads.texts(value)
    return words[0] if words else None


def _instant(value: object) -> dt.datetime | None:
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(_UTC.sub("Z", value.strip()))
        except ValueError:
            return None
    return value if isinstance(value, dt.datetime) and value.tzinfo is not None else None


# Post-mortems


_TOP = re.compile(r"^ {0,3}#{1,6}[ \t]", re.M)
_INCIDENT = re.compile(
    r"^(?:[-*+][ \t]+)?(?:\*\*)?incident(?:\*\*:|:\*\*|:)[ \t]*(\[[^\]\n]*\]\([^)\s]+\)|\S+)[ \t]*(?:<!--.*?-->)?[ \t]*\r?$",
    re.I | re.M,
)
"""Said without a mark: somebody wrote it by hand, or took the mark away."""


def incident_named(body: str, repo: str, repos: Sequence[str]) -> str | None:
    """The incident that a post-mortem names at its top, above the second heading: the full ref of an issue, however it is
    written; else the word, where it stands among the facts or in front matter."""
    try:
        named = heads.incident_in(heads.front_of(body))
    except DocumentError:
        return None
    if named is None:
        heading = next(islice(_TOP.finditer(body), 1, None), None)
        line = _INCIDENT.search(body[: heading.start() if heading else None])
        said = str(read_list(f"- incident: {line[1]}").get("incident")) if line else ""
        named = said if read_ref(said, (repo,)) else None
    return named and full_incident(named, repo, repos)


def full_incident(named: str, repo: str, repos: Sequence[str]) -> str:
    """An incident's ref in full; a number alone is an issue of the repository where it is named."""
    found = read_ref(named, (repo,)) or read_ref(named, repos)
    return str(Ref(spelled(found.repo, repos), found.number)) if found else named


def card_of(
    issue: Issue, ref: Ref, names: Names, repos: Sequence[str], aliases: Mapping[str, Severity] | None = None
) -> Card:
    """A post-mortem's line of the board. Of two states the least advanced is shown: `load` knows better."""
    states = states_of(issue.names, names.state_prefix)
    made = heads.card(str(ref), issue.body, states=states, aliases=aliases)
    severity = made.severity or severity_in(issue.names, aliases)
    return replace(
        made,
        title=made.title or issue.title,
        severity=severity,
        severity_normal=made.severity_normal or normal_severity(severity, aliases),
        authors=made.authors or issue.people,
        incident=made.incident and full_incident(made.incident, ref.repo, repos),
        changed=issue.updated_at,
    )
