"""`/pmflow VERB …`, the first line of a comment, as what is asked for. Pure.

The words are the command line's, without the REF: the comment stands under it. Under an action item's own issue the id may be
left out, too. What cannot be read is refused with `UsageError`, which says what can be said.

    /pmflow review                                   the steps: review, track, share, close, revise, reopen, waive
    /pmflow share company
    /pmflow revise "the cause was another"           or --reason "…"
    /pmflow review --override review_held --reason "nobody could come"
    /pmflow approve                                  --redaction: for a public text
    /pmflow done AI-1 AI-2 --evidence https://ci.example/run/42
    /pmflow due AI-1 in 5 business days
    /pmflow explain
"""

from __future__ import annotations

import datetime as dt
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pmflow.deciding.answer_words import ID, business_days, day_meant, evidence_link, item_ids
from pmflow.document.escape import unsteered
from pmflow.errors import UsageError
from pmflow.events import AnswerGiven, Event, PostmortemApproved, PostmortemRead, StepAsked
from pmflow.mentions import SPACE
from pmflow.model import Step
from pmflow.policy import Policy
from pmflow.policy.names import meant
from pmflow.states.answer_guards import PASSED_OVER
from pmflow.states.guards import GUARDS, STRUCTURAL

Right = Literal["anyone", "owner", "writer"]
"""Who may: whoever can comment; the owner of the action items; whoever may write to the repository."""

RIGHTS: Mapping[str, Right] = {
    **dict.fromkeys((step.value for step in Step), "writer"),
    "open": "writer",
    "approve": "writer",
    "assign": "writer",
    "due": "owner",
    "done": "owner",
    "verify": "writer",
    "wont-do": "writer",
    "snooze": "owner",
    "related": "anyone",
    "read": "anyone",
    "explain": "anyone",
    "help": "anyone",
}
"""Each verb, and who may say it. `open` stands under an incident, and is no step of a post-mortem."""

STEPS = frozenset(step.value for step in Step)
ANSWERS = frozenset({"done", "verify", "due", "snooze", "assign", "wont-do"})
VALUES = {"due": "the new date", "snooze": "for how many business days", "assign": "who does it", "wont-do": "why"}
OPTIONS: Mapping[str, frozenset[str]] = {
    "--reason": frozenset({*STEPS, *ANSWERS}),
    "--override": frozenset({*STEPS, "verify", "due", "snooze"}),
    "--author": STEPS,
    "--audience": frozenset({"share"}),
    "--approver": frozenset({"waive", "wont-do"}),
    "--evidence": frozenset({"done"}),
    "--redaction": frozenset({"approve"}),
}
"""Each option, and the verbs that have it."""

_LINE = re.compile(r" {0,3}/pmflow(?:[ \t]+(?P<rest>.*))?", re.I)
_QUOTES = str.maketrans("“”„«»", '"""""')
"""What phones make of quotation marks."""
_DASHES = re.compile(r"(?<!\S)[—–](?=[a-z])")
_SAME = {"wontdo": "wont-do", "wont_do": "wont-do", "wont": "wont-do", "verified": "verify", "approved": "approve"}
_PREFIXES = frozenset({"advance", "action"})
"""Words of the command line that a comment needs not, and people type."""


@dataclass(frozen=True, slots=True)
class Command:
    """What was asked for."""

    verb: str
    line: str
    """As it was given."""
    right: Right
    events: tuple[Event, ...] = ()
    """What it amounts to, one after the other; none where it only asks to be told something."""
    ids: tuple[str, ...] = ()
    """The action items that it is about."""


@dataclass(slots=True)
class _Words:
    plain: list[str] = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)

    def last(self, option: str) -> str | None:
        given = self.options.get(option)
        return given[-1] if given else None


def first_line(text: str) -> str:
    """The line of a comment that may be a command, as a reader sees it; copied from pmflow's words, names have a space behind
    their @."""
    return unsteered(next(iter(text.splitlines()), "").replace(SPACE, "")).strip()


def read_command(
    text: str, policy: Policy, *, by: str, now: dt.datetime, asked: str | None = None, item: str | None = None
) -> Command:
    """What a comment's first line asks for. `by` gave it, `asked` is by what a repeat of it is known, `item` is the action item
    under which it stands. Raises `UsageError` for what cannot be read."""
    line = first_line(text)
    found = _LINE.fullmatch(line)
    words = _split(found["rest"] or "") if found else []
    if words and words[0].lower() in _PREFIXES:
        words = words[1:]
    if not words:
        raise UsageError(f"say what: {_all()}")
    verb = _verb(words[0])
    given = _options(verb, words[1:])
    who: dict[str, object] = {"by": by, "asked": asked}
    if verb in STEPS:
        return Command(verb, line, RIGHTS[verb], (_step(verb, given, who),))
    if verb in ANSWERS:
        ids, events = _answers(verb, given, who, policy, now, item)
        return Command(verb, line, RIGHTS[verb], events, ids)
    if given.plain and verb != "related":
        raise UsageError(f"{verb} takes no further words; “{' '.join(given.plain)}” is left over")
    if verb == "approve":
        approved = PostmortemApproved.model_validate(
            {**who, "proven": True, "redaction": "--redaction" in given.options}
        )
        return Command(verb, line, RIGHTS[verb], (approved,))
    if verb == "read":
        return Command(verb, line, RIGHTS[verb], (PostmortemRead.model_validate(who),))
    return Command(verb, line, RIGHTS[verb])


def _all() -> str:
    return f"`/pmflow` and one of {', '.join(verb for verb in RIGHTS if verb != 'related')}"


def _split(rest: str) -> list[str]:
    """Words, and what stands in double quotes as one. A lone apostrophe is one."""
    lexer = shlex.shlex(_DASHES.sub("--", rest.translate(_QUOTES)), posix=True)
    lexer.whitespace_split, lexer.commenters, lexer.quotes, lexer.escape = True, "", '"', ""
    try:
        return list(lexer)
    except ValueError:
        raise UsageError('a quotation mark is never closed; write --reason "WHY"') from None


def _verb(word: str) -> str:
    plain = word.lower().replace("'", "").replace("’", "")
    verb = _SAME.get(plain, plain)
    if verb not in RIGHTS:
        raise UsageError(
            f"“{word}” is no command{meant(verb, list(RIGHTS)).replace(chr(34), '`') or f'; say {_all()}'}"
        )
    return verb


def _options(verb: str, words: Sequence[str]) -> _Words:
    found = _Words()
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--") or len(word) < 3:
            found.plain.append(word)
            continue
        name, equals, value = word.partition("=")
        name = name.lower()
        if verb not in OPTIONS.get(name, ()):
            mine = [option for option, verbs in OPTIONS.items() if verb in verbs]
            hint = meant(name, mine) or (f"; there is {', '.join(mine)}" if mine else "; it has none")
            raise UsageError(f"{verb} has no option {name}{hint}")
        if name == "--redaction":
            found.options[name] = [""]
            continue
        if not equals:
            if not rest:
                raise UsageError(f"{name} says nothing; write {name} followed by what is meant")
            value = rest.pop(0)
        found.options.setdefault(name, []).append(" ".join(value.split()))
    return found


def _step(verb: str, given: _Words, who: Mapping[str, object]) -> StepAsked:
    words = " ".join(given.plain)
    reason, audience = given.last("--reason"), given.last("--audience")
    if words and verb == "share" and audience is None:
        audience = words
    elif words and verb in ("revise", "reopen", "waive") and reason is None:
        reason = words
    elif words:
        raise UsageError(f'“{words}” is left over; a reason is --reason "WHY"')
    overrides = tuple(given.options.get("--override", ()))
    for guard in overrides:
        if guard in STRUCTURAL:
            raise UsageError(f"{guard} cannot be passed over; without it the journal would not say what happened")
        if guard not in GUARDS:
            raise UsageError(f"“{guard}” is no guard{meant(guard, list(GUARDS))}")
    authors = tuple(name.removeprefix("@") for name in given.options.get("--author", ()))
    approver = given.last("--approver") or (who["by"] if verb == "waive" else None)
    return StepAsked.model_validate(
        {
            **who, "step": verb, "reason": reason, "overrides": overrides, "audience": audience, "authors": authors,
            "approver": approver,
        }
    )  # fmt: skip


def _answers(
    verb: str, given: _Words, who: Mapping[str, object], policy: Policy, now: dt.datetime, item: str | None
) -> tuple[tuple[str, ...], tuple[Event, ...]]:
    """The ids, and an answer for each."""
    words = given.plain
    named = bool(words) and ID.fullmatch(words[0]) is not None
    if not named and item is None:
        raise UsageError(f"say which action item: `/pmflow {verb} AI-1{' …' if verb in VALUES else ''}`")
    ids, behind = item_ids(words) if named else ([item or ""], words)
    value = " ".join(behind)
    facts: dict[str, object] = {
        "reason": given.last("--reason"),
        "overrides": tuple(given.options.get("--override", ())),
    }
    for guard in given.options.get("--override", ()):
        if guard not in PASSED_OVER:
            raise UsageError(f"“{guard}” cannot be passed over; only {', '.join(PASSED_OVER)} can")
    if verb == "wont-do":
        value = value or given.last("--reason") or ""
        if len(ids) > 1:
            raise UsageError("wont-do takes one action item at a time, each with its reason")
    if not value and verb in VALUES:
        raise UsageError(f"say {VALUES[verb]}: `/pmflow {verb} {' '.join(ids)} …`")
    match verb:
        case "done":
            link = given.last("--evidence") or value or None
            facts["evidence"] = evidence_link(link) if link else None
        case "due":
            facts["due"] = day_meant(value, policy, now)
        case "snooze":
            facts["days"] = business_days(value)
        case "assign":
            facts["owner"] = value.removeprefix("@")
        case "wont-do":
            facts |= {"reason": value, "approver": given.last("--approver") or who["by"]}
        case _ if value:
            raise UsageError(f"{verb} takes no further words; “{value}” is left over")
    answer = verb.replace("-", "_")
    asked = {id: f"{who['asked']}#{id}" if who["asked"] else None for id in ids}
    return tuple(ids), tuple(
        AnswerGiven.model_validate({**who, **facts, "id": id, "answer": answer, "asked": asked[id]}) for id in ids
    )
