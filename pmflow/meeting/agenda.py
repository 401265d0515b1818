"""The facilitator's agenda: what to say and ask in this review, with what this post-mortem has so far and what it lacks.

Markdown, made for one post-mortem at one time. Facts come first and causes later, what went well before what did not, and
systems are asked about, not people. The timeboxes add up to the length of the meeting, in whole minutes.

The first line says that pmflow wrote it, and bears the hash of the rest: once somebody took notes in it, it is theirs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmflow.document.escape import markdown_words, one_line
from pmflow.meeting.propose import Proposal, span
from pmflow.model import ActionItem, Postmortem, TimelineEntry
from pmflow.owners import looks_like_team
from pmflow.placeholders import is_placeholder
from pmflow.questions import QUESTIONS

WEIGHTS: Mapping[str, int] = {
    "Welcome and ground rules": 4,
    "What happened?": 14,
    "Why did it happen?": 16,
    "How did we respond?": 9,
    "What did we learn?": 5,
    "What will we change?": 9,
    "Close": 3,
}
"""The parts of the meeting and how its length is shared out: minutes of an hour. The five questions are the practice's."""

assert [part for part in WEIGHTS if part.endswith("?")] == list(QUESTIONS)

GROUND_RULES = (
    "Everybody did what made sense with what they knew at the time. We ask how it came to make sense.",
    "We talk about systems: processes, tools, signals. Nobody is the cause, and nobody is asked to defend themselves.",
    "Facts first; what we think of them comes later.",
    "More than one thing made it possible. We do not stop at the first one that we find.",
    "Whoever saw it differently says so. A disagreement is written down, not settled by rank.",
)

REFLECTION = (
    "Did we look at the system, or at somebody?",
    "Could everybody say what they saw, also what was awkward?",
    "Did we stop at an error of a person anywhere, and what is behind it?",
    "Did we say what went well, as clearly as what did not?",
    "Is there an action item that we would bet on being forgotten? What would keep it from that?",
    "Who else should read this, and where will they find it?",
)

MOST = 40
"""Lines of a list: the document has the rest."""
WHYS = 5


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A guard of the review step that fails now, and why."""

    guard: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """All that an agenda is made of."""

    proposal: Proposal
    postmortem: Postmortem
    items: tuple[ActionItem, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
    place: str = ""
    """Where the document is."""
    record_with: str = ""
    """The command that records the meeting afterwards."""


def timeboxes(minutes: int) -> dict[str, int]:
    """Whole minutes for each part, at least one each, that add up to `minutes` (seven or more)."""
    whole = sum(WEIGHTS.values())
    spare = minutes - len(WEIGHTS)
    shares = {part: spare * weight / whole for part, weight in WEIGHTS.items()}
    boxes = {part: 1 + int(share) for part, share in shares.items()}
    # What rounding left over goes where most was cut off; of equals to the earlier part.
    for part in sorted(shares, key=lambda each: int(shares[each]) - shares[each])[: minutes - sum(boxes.values())]:
        boxes[part] += 1
    return boxes


def agenda(matter: Matter) -> str:
    """The agenda as Markdown. Everything that people wrote is escaped, so that it shows as it was written."""
    body = "\n".join(_lines(matter)).rstrip() + "\n"
    return f"<!-- pmflow:agenda {_digest(body)} {_slug(matter.proposal.ref)} -->\n{body}"


def outline(matter: Matter) -> str:
    """The agenda in a few plain lines, for a calendar."""
    boxes = timeboxes(matter.proposal.minutes)
    lines = [f"Blameless review of: {one_line(matter.postmortem.title or matter.proposal.ref)}"]
    if matter.place:
        lines.append(f"Document: {one_line(matter.place)} (read it before)")
    lines += [
        "",
        *(f"{_clock(start)}  {part} ({box} min)" for start, part, box in _schedule(boxes)),
        "",
        GROUND_RULES[0],
    ]
    return "\n".join(lines)


_MARK = re.compile(r"<!-- pmflow:agenda ([0-9a-f]{16}) (\S+) -->\n")


def why_not_ours(data: bytes, ref: str) -> str | None:
    """Why a file may not be written over, as the end of a sentence; None where it is pmflow's agenda of this post-mortem
    and nobody wrote into it."""
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return "is not an agenda that pmflow wrote"
    found = _MARK.match(text)
    if found is None:
        return "is not an agenda that pmflow wrote"
    if found[1] != _digest(text[found.end() :]):
        return "was changed since pmflow wrote it"
    return None if found[2] == _slug(ref) else "is the agenda of another post-mortem"


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()[:16]


def _slug(ref: str) -> str:
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w./#-]", "-", ref)) or "-"


def _schedule(boxes: Mapping[str, int]) -> Iterator[tuple[int, str, int]]:
    start = 0
    for part, box in boxes.items():
        yield start, part, box
        start += box


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _lines(matter: Matter) -> Iterator[str]:
    proposal, postmortem = matter.proposal, matter.postmortem
    yield f"# Review: {markdown_words(postmortem.title or proposal.title or proposal.ref)}"
    yield ""
    yield from _when_and_who(matter)
    if matter.unsettled:
        yield "## To be settled in this meeting"
        yield ""
        yield "Without these, the post-mortem cannot be reviewed:"
        yield ""
        yield from _list(
            f"`{each.guard}`: {markdown_words(reason)}" for each in matter.unsettled for reason in each.reasons
        )
    parts = {
        "Welcome and ground rules": _welcome,
        "What happened?": _what_happened,
        "Why did it happen?": _why,
        "How did we respond?": _response,
        "What did we learn?": _learned,
        "What will we change?": _change,
        "Close": _close,
    }
    for start, part, box in _schedule(timeboxes(proposal.minutes)):
        yield f"## {_clock(start)} {part} ({box} min)"
        yield ""
        yield from parts[part](matter)


def _when_and_who(matter: Matter) -> Iterator[str]:
    proposal = matter.proposal
    if proposal.slot is not None:
        start, end = (moment.astimezone(proposal.zone) for moment in (proposal.slot.start, proposal.slot.end))
        word = "Planned" if proposal.planned else "Proposed"
        yield f"- {word}: {start:%A %Y-%m-%d %H:%M}–{end:%H:%M} {start:%Z} ({proposal.minutes} min)"
        if proposal.resolved is not None and start > proposal.resolved:
            yield f"- That is {span(start - proposal.resolved)} after the incident was over"
    else:
        yield f"- Length: {proposal.minutes} min"
    if matter.place:
        yield f"- Document: {markdown_words(matter.place)}"
    yield "- Facilitator: somebody who was not in the incident, where there is one"
    yield ""
    yield "## Who is invited"
    yield ""
    if not proposal.attendees:
        yield from _list(["Nobody is known yet: those who responded, those affected, those who know the matter."])
        return
    yield "| Name | Role | At their place | |"
    yield "|---|---|---|---|"
    can = proposal.slot.can if proposal.slot else ()
    for at, each in enumerate(proposal.attendees):
        local = f"{proposal.slot.start.astimezone(each.zone):%a %H:%M %Z}" if proposal.slot else ""
        there = "hours not known" if not each.known else "" if not can or can[at] else "cannot come"
        yield f"| {_short(each.name)} | {', '.join(each.roles)} | {local} | {there} |"
    yield ""


def _welcome(_: Matter) -> Iterator[str]:
    yield from _list(GROUND_RULES)


def _what_happened(matter: Matter) -> Iterator[str]:
    postmortem = matter.postmortem
    yield "Walk through the timeline, top to bottom. Only what happened and when, no causes yet. Who saw more adds it."
    yield ""
    timed = [entry for entry in postmortem.timeline if entry.raw]
    yield from _list(_entries(postmortem.timeline), most=MOST)
    gaps = []
    if len(timed) < 2:
        gaps.append("the document has no timeline to speak of: make it here, from logs and chat")
    if any(entry.at is None for entry in timed):
        gaps.append("some times have no day or zone: say which")
    if postmortem.detected_at is None:
        gaps.append("when, and by what, did we notice?")
    if matter.proposal.resolved is None:
        gaps.append("when was it over?")
    if postmortem.impact.users is None:
        gaps.append("how many people were hurt, and how?")
    yield from _gaps(gaps)


def _entries(entries: Iterable[TimelineEntry]) -> Iterator[str]:
    for entry in entries:
        time = f"**{markdown_words(entry.raw)}** " if entry.raw else ""
        yield f"{time}{_short(entry.text)}"


def _why(matter: Matter) -> Iterator[str]:
    postmortem = matter.postmortem
    yield "What conditions made it possible? Not who, and never only one."
    yield ""
    factors = postmortem.contributing_factors
    yield from _named("Contributing factors so far", factors)
    yield from _named("Why safeguards did not hold", postmortem.safeguards)
    yield from _five_whys(matter)
    gaps = []
    if len(factors) < 2:
        gaps.append(f"{'no' if not factors else 'only one'} contributing factor is named: what else had to be so?")
    if not postmortem.safeguards:
        gaps.append("which safeguard should have caught it, and why did it not?")
    if not postmortem.root_cause:
        gaps.append(
            "the root cause is not written down: which condition in the system, without which it could not have happened?"
        )
    yield from _gaps(gaps)


def _five_whys(matter: Matter) -> Iterator[str]:
    whys = matter.postmortem.five_whys[:MOST]
    yield "Five whys: each answer is the next question, until it is something that we can change. Follow more than one branch."
    yield ""
    number = 0
    for number, why in enumerate(whys, 1):
        open_ = not why.answer or is_placeholder(why.answer)
        answer = "_open_" if open_ else _short(why.answer or "")
        yield f"{number}. {_short(why.question)}"
        yield f"   - {answer}"
    last = next((why.answer for why in reversed(whys) if why.answer and not is_placeholder(why.answer)), None)
    for more in range(number + 1, WHYS + 1):
        if more == 1:
            yield f"{more}. Why could this happen: {_short(matter.postmortem.title or 'the incident')}?"
        elif more == number + 1 and last:
            yield f"{more}. And why is that: {_short(last.rstrip('.?! '))}?"
        else:
            yield f"{more}. Why?"
        yield "   - _open_"
    yield ""


def _response(matter: Matter) -> Iterator[str]:
    postmortem = matter.postmortem
    yield "What went well comes first: it is worth repeating."
    yield ""
    yield from _named("Went well", postmortem.went_well)
    yield from _named("Went poorly", postmortem.went_poorly)
    yield from _named("Where we were lucky", postmortem.lucky)
    yield from _named("What surprised us", postmortem.surprised)
    gaps = []
    if not postmortem.went_well:
        gaps.append("nothing that went well is named: what made it shorter than it could have been?")
    if not postmortem.went_poorly:
        gaps.append("what took longer than it should, or was missing: tools, playbooks, information?")
    yield from _gaps(gaps)


def _learned(matter: Matter) -> Iterator[str]:
    yield from _named("Lessons so far", matter.postmortem.lessons)
    gaps = ["what do we know now that we did not know before?", "whom else could it help?"]
    yield from _gaps(gaps[:] if not matter.postmortem.lessons else gaps[1:])


def _change(matter: Matter) -> Iterator[str]:
    open_ = [item for item in matter.items if item.status is None or item.status.is_open]
    yield "Each change: one owner, a date, a priority, and how we will see that it is done."
    yield ""
    yield from _list((_item(item) for item in open_), most=MOST)
    gaps = []
    if not matter.items and not matter.postmortem.no_actions_reason:
        gaps.append("no action item is written down: which one would have made this harmless?")
    for item in open_[:MOST]:
        if lacks := _lacks(item):
            gaps.append(f"“{_short(item.title)}” has no {' and no '.join(lacks)}")
    yield from _gaps(gaps, escaped=True)


def _item(item: ActionItem) -> str:
    facts = [item.priority, item.owner, f"due {item.due}" if item.due else item.due_raw]
    told = ", ".join(markdown_words(str(fact)) for fact in facts if fact)
    name = f"{item.id} " if item.id else ""
    return f"{name}{_short(item.title)}" + (f" ({told})" if told else "")


def _lacks(item: ActionItem) -> list[str]:
    lacks = []
    if item.owner is None or is_placeholder(item.owner):
        lacks.append("owner")
    elif looks_like_team(item.owner):
        lacks.append("owner who is one person")
    if item.due is None:
        lacks.append("date")
    if item.priority is None:
        lacks.append("priority")
    return lacks


def _close(matter: Matter) -> Iterator[str]:
    yield from _list(REFLECTION)
    yield "Afterwards:"
    yield ""
    after = ["put what was said into the document, and have it approved by somebody who did not write it"]
    if matter.record_with:
        after.append(f"record the meeting: `{matter.record_with.replace('`', '')}`")
    yield from _list(after)


def _named(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{heading}:"
        yield ""
        yield from _list((_short(line) for line in lines), most=MOST)


def _gaps(gaps: Sequence[str], *, escaped: bool = False) -> Iterator[str]:
    """What the document lacks, as boxes to tick."""
    if gaps:
        yield "To ask:"
        yield ""
        yield from _list(f"[ ] {gap if escaped else markdown_words(gap)}" for gap in gaps)


def _list(lines: Iterable[str], *, most: int | None = None) -> Iterator[str]:
    every = list(lines)
    shown = every[:most]
    yield from (f"- {line}" for line in shown)
    if len(every) > len(shown):
        yield f"- … and {len(every) - len(shown)} more in the document"
    if every:
        yield ""


def _short(words: str, most: int = 240) -> str:
    line = one_line(words)
    return markdown_words(line if len(line) <= most else line[: most - 1].rstrip() + "…")
