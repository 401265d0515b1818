"""How a post-mortem stands, as people read it in the tracker: Markdown, of bounded length. Pure.

What holds the next step back, as a checklist with what to do; and the action items. People's words are shown as words: they
ping nobody and format nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from pmflow.command_words import in_comments, typed, usual_audience
from pmflow.document.document import Document
from pmflow.document.escape import markdown_link, shown_words, unsteered
from pmflow.explain import Explanation, GuardNow, agreed, explain
from pmflow.journal import RETRACTED, Entry
from pmflow.meeting.propose import propose
from pmflow.meeting.slots import slot_words
from pmflow.mentions import unpinged
from pmflow.model import ActionItem, ActionStatus, Level, State
from pmflow.policy import Policy
from pmflow.tracker import Snapshot

MOST_ITEMS = 30
MOST_REASONS = 5
LONGEST = 300
"""Characters of one reason; of a title, a third. All in all a status stays far below what a comment takes."""
AHEAD = 5
"""What is to come, for whoever asks for an explanation."""

_QUOTED = re.compile(r"(“[^”]*)")
HEAD = "### This post-mortem is {article}**{state}**"
WAIVED = "Waived by {who}: {why}"
WAIVED_AS_NONE = "Waived, as {why}"
WAIVED_UNSAID = "Waived by {who}; no reason is given."
READY = "Nothing stands in the way of `{command}`."
WAITING = "`{command}` still waits for {things}:"
DUE = "{what} is due by **{day}**."
OVERDUE = "{what} was due by **{day}** and is **overdue**."
RUNNING = "The incident is still going on: note only what would be forgotten, such as times, what was tried, links."
CATCHES_UP = "Once it is closed, this gets the rest of its template."
LATER = "<details><summary>What the review will wait for</summary>\n\n{checklist}\n\n</details>"
PROPOSED = "The review could be on **{slot}**{people}{late}."
LATE = ", after the review window"
PLANNED = "The review is planned for **{slot}**."
RIVALS_BEGIN = "> ⚠️ The same incident is claimed by "
RIVALS = RIVALS_BEGIN + "{others}. The oldest counts: bring over there what is in the others, and take their label off."
MORE_ITEMS = "… and {count} more."


def status_of(
    snapshot: Snapshot,
    policy: Policy,
    *,
    now: dt.datetime,
    told: Explanation | None = None,
    rivals: tuple[str, ...] | None = None,
) -> str:
    """The status. `now` is aware, and decides what is overdue; `told` is what `explained` says, where that is known. `rivals`
    are other post-mortems of the same incident; None: nobody looked, and what is shown of them stays."""
    told = told or explained(snapshot, policy, now=now)
    today = policy.working_calendar.day_of(now)
    state = told.state.replace("_", " ") + (" (waived)" if told.waived else "")
    parts = [HEAD.format(article="a " if told.state is State.DRAFT else "", state=state)]
    parts += [f"> ⚠️ {sentence(in_comments(trouble, snapshot.document))}" for trouble in told.troubles[:MOST_REASONS]]
    parts += shown_rivals(snapshot.loaded.status) if rivals is None else told_rivals(rivals)
    parts += [
        _waived(told.waived_by, policy) if told.waived_by else "",
        _due(told),
        _meeting(snapshot, policy, now) if told.state is State.DRAFT else "",
        _ahead(told, snapshot, policy),
        "\n".join(_items(snapshot, today)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def shown_rivals(status: str | None) -> list[str]:
    """What a status that is shown says of other post-mortems of the incident."""
    return [line for line in (status or "").splitlines() if line.startswith(RIVALS_BEGIN)][:1]


def told_rivals(rivals: tuple[str, ...]) -> list[str]:
    """What it should say of them."""
    return [RIVALS.format(others=", ".join(rivals[:MOST_REASONS]))] if rivals else []


def explained(snapshot: Snapshot, policy: Policy, *, now: dt.datetime) -> Explanation:
    """What `explain` says of the next step as the status names its command."""
    return explain(snapshot, policy, now=now, audience=usual_audience(policy))


def says_the_same(shown: str | None, wanted: str) -> bool:
    """Whether what is shown need not be written anew: all is the same but for a proposed time, which moves with the clock."""

    def lasting(status: str) -> list[str]:
        return [line for line in status.splitlines() if not line.startswith(PROPOSED[: PROPOSED.index("{")])]

    return shown is not None and lasting(shown) == lasting(wanted)


def explanation(snapshot: Snapshot, policy: Policy, *, now: dt.datetime) -> str:
    """The status, and below it what comes next: the answer to `/pmflow explain`."""
    told = explained(snapshot, policy, now=now)
    ahead = [
        f"- {f'**{each.on}**: ' if each.on else ''}{'overdue: ' if each.overdue else ''}{sentence(each.what)}"
        for each in told.next[:AHEAD]
    ]
    others = f"Also possible: {', '.join(f'`{typed(step, policy)}`' for step in told.others)}" if told.others else ""
    below = ["What comes:\n\n" + "\n".join(ahead)] if ahead else []
    return (
        "\n\n".join([status_of(snapshot, policy, now=now, told=told).rstrip("\n"), *below, *filter(None, [others])])
        + "\n"
    )


def sentence(words: str, longest: int = LONGEST) -> str:
    """One line of pmflow's own with people's words in it: those ping nobody and are no HTML; what stands in “quotes” formats
    nothing either. `code` stays code."""
    line = " ".join(words.split())
    line = line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
    parts = _QUOTED.split(line)
    parts[::2] = [part.replace("<", "&lt;") for part in parts[::2]]
    parts[1::2] = [f"“{shown_words(part[1:], longest)}" for part in parts[1::2]]
    return unpinged("".join(parts))


def _waived(entry: Entry, policy: Policy) -> str:
    """Who closed it without a post-mortem, who agreed, and why."""
    if not entry.reason:
        return WAIVED_UNSAID.format(who=shown_words(entry.by, LONGEST))
    why = shown_words(entry.reason, LONGEST)
    why += "" if why.endswith((".", "?", "!", "…")) else "."
    if entry.what == RETRACTED:
        return WAIVED_AS_NONE.format(why=why)
    return WAIVED.format(who=shown_words(f"{entry.by}{agreed(entry, policy)}", LONGEST), why=why)


def _meeting(snapshot: Snapshot, policy: Policy, now: dt.datetime) -> str:
    """When the review could be, or is planned to be, while it was not held."""
    proposal = propose(snapshot, policy, now=now)
    if proposal.slot is None:
        return ""
    words = slot_words(proposal.slot, proposal.zone)
    if proposal.planned:
        return PLANNED.format(slot=words)
    people = shown_words(", ".join(each.name for each in proposal.attendees), LONGEST)
    return PROPOSED.format(
        slot=words, late="" if proposal.slot.inside else LATE, people=f" with {people}" if people else ""
    )


def _due(told: Explanation) -> str:
    if told.due is None:
        return ""
    what = f"{told.due.what[:1].upper()}{told.due.what[1:]}"
    return (OVERDUE if told.due.overdue else DUE).format(what=what, day=told.due.on)


def _ahead(told: Explanation, snapshot: Snapshot, policy: Policy) -> str:
    """What the next step waits for. Of a review nobody thinks while the incident goes on; whoever looks for it finds it."""
    checklist = "\n".join(_checklist(told, policy, snapshot.document))
    if not told.running:
        return checklist
    running = f"{RUNNING} {CATCHES_UP}" if policy.mode == "enforce" else RUNNING
    return f"{running}\n\n{LATER.format(checklist=checklist)}"


def _checklist(told: Explanation, policy: Policy, document: Document) -> Iterator[str]:
    if told.step is None:
        return
    failing = sum(not guard.holds and guard.level is Level.ERROR for guard in told.guards)
    command = typed(told.step, policy)
    things = "1 thing" if failing == 1 else f"{failing} things"
    yield WAITING.format(command=command, things=things) if failing else READY.format(command=command)
    if told.guards:
        yield ""
    for guard in told.guards:
        yield from _guard(guard, document)


def _guard(guard: GuardNow, document: Document) -> Iterator[str]:
    if guard.holds:
        yield f"- [x] `{guard.name}`"
        return
    weight = "" if guard.level is Level.ERROR else " (advice)"
    yield from with_reasons(f"- [ ] `{guard.name}`{weight}", guard.reasons, document)


def with_reasons(head: str, reasons: Sequence[str], document: Document | None) -> Iterator[str]:
    """The lines of a guard that does not hold: one reason behind it, several below it."""
    told = [sentence(in_comments(reason, document)) for reason in reasons[:MOST_REASONS]]
    if len(reasons) > MOST_REASONS:
        told.append(f"… and {len(reasons) - MOST_REASONS} more")
    if len(told) == 1:
        yield f"{head}: {told[0]}"
        return
    yield head
    yield from (f"  - {each}" for each in told)


def _items(snapshot: Snapshot, today: dt.date) -> Iterator[str]:
    """The tracker's, and the rows that are no more than proposals."""
    kept = snapshot.loaded.items
    known = {item.id for item in kept}
    items = [
        *kept,
        *(row for row in snapshot.document.postmortem.action_items if row.id is None or row.id not in known),
    ]
    if not items:
        return
    yield "| action item | owner | due | state |"
    yield "|---|---|---|---|"
    for item in items[:MOST_ITEMS]:
        yield _row(item, today)
    if len(items) > MOST_ITEMS:
        yield ""
        yield MORE_ITEMS.format(count=len(items) - MOST_ITEMS)


def _row(item: ActionItem, today: dt.date) -> str:
    status = item.status or ActionStatus.PROPOSED
    title = shown_words(item.title, LONGEST // 3)
    if item.link and item.link.startswith(("https://", "http://")):
        title = unpinged(markdown_link(unsteered(item.title[: LONGEST // 3]), item.link))
    late = " **overdue**" if item.due and item.due < today and status.is_open else ""
    due = f"{item.due}{late}" if item.due else shown_words(item.due_raw or "", 40)
    state = "won't do" if status is ActionStatus.WONT_DO else status.replace("_", " ")
    cells = (f"{item.id} {title}" if item.id else title, shown_words(item.owner or "", 80), due, state)
    return f"| {' | '.join(cell or '–' for cell in cells)} |"
