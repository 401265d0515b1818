"""What `share` says where a post-mortem is read in the tracker itself: that it is there, in short, and what will change.

The issue is the document, so nothing is copied. It is said once, where the incident was worked on: whoever spoke there or
is assigned hears of it by that. Mentioned are besides those whom the policy names for the audience; nobody else is, whatever
the text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pmflow.deciding.draft import Draft
from pmflow.document.escape import shown_words
from pmflow.journal import Entry
from pmflow.model import ActionItem, ActionStatus, SectionName
from pmflow.owners import is_bot
from pmflow.plan import Comment, CommentIncident, Effect, MarkPublished
from pmflow.policy import Policy
from pmflow.policy.check import LOGIN, who
from pmflow.policy.parts import Audience

HEAD = "**The post-mortem of this incident is shared with {audience}: {place}**"
HEAD_HERE = "**This post-mortem is shared with {audience}.**"
HEAD_ELSEWHERE = "**This post-mortem is shared with {audience}: {place}**"
CHANGES = "What we will change:"
ITEM = "- {title}: {owner}{due}{status}"
NO_CHANGES = "Nothing is to be changed: {why}"
NEWS_FOR = "For {people}. Whoever read it may say so there: `/pmflow read`"
ANYBODY = "Whoever read it may say so there: `/pmflow read`"
UNDER_REVISION = "This post-mortem is under revision."
"""All that is said of it in another repository, which others may read."""
NOBODY = "nobody yet"
SENTENCES, LONGEST = 3, 600
"""Of the summary: sentences, and characters."""
MOST_ITEMS, MOST_PEOPLE = 20, 25
"""Items that are listed, and people who are mentioned: GitHub tells fifty at the most."""
MORE_ITEMS = "- … and {count} more"

_ENDS = re.compile(r"(?<=[.!?…])[\"”’)]?\s+(?=[\"“‘(]?[A-Z0-9À-Þ])")
_SETTLED = {ActionStatus.DONE: "done", ActionStatus.VERIFIED: "done", ActionStatus.WONT_DO: "will not be done"}


def announced_at(draft: Draft) -> str:
    """Where it is said: under the incident, or under the post-mortem itself where the tracker knows no incident of it."""
    incident = draft.snapshot.loaded.incident
    return incident.ref if incident else draft.snapshot.ref


def key_before(ref: str) -> str:
    """How the key of each announcement of a post-mortem begins."""
    return f"shared:{ref}:"


def announcement(
    draft: Draft, shared_by: Entry, name: str, audience: Audience, place: str, *, quiet: bool = False
) -> Effect | None:
    """The effect that says it; None where it is known to be said. `place` is where it is read. Its key is of the entry by
    which it was shared: whoever says it once more says the same."""
    loaded, at = draft.snapshot.loaded, announced_at(draft)
    key = f"{key_before(loaded.ref)}{shared_by.made_on}"
    if key in loaded.comments or (loaded.incident and key in loaded.incident.comments):
        return None
    here = text_of(draft, name, audience, place, loaded.ref, quiet=quiet)
    return (
        Comment(key, here, raced=True)
        if at == loaded.ref
        else CommentIncident(at, key, text_of(draft, name, audience, place, at, quiet=quiet), here)
    )


def taken_back(draft: Draft, audience: str, note: str) -> Iterator[Effect]:
    """The note above what was said last: under the incident, or here, where that took no comment."""
    ref, at = draft.snapshot.ref, announced_at(draft)
    said = (*draft.snapshot.loaded.comments, *(each.key for each in draft.effects if isinstance(each, CommentIncident)))
    said_here = any(key.startswith(key_before(ref)) for key in said)
    for place in dict.fromkeys((at, *([ref] if said_here else []))):
        yield MarkPublished(audience, place, note if _home(place) == _home(ref) else UNDER_REVISION)


def text_of(draft: Draft, name: str, audience: Audience, place: str, at: str, *, quiet: bool) -> str:
    """The announcement, in Markdown, as it is said under `at`; `quiet`: its head alone. Another repository than the post-mortem's
    own may have other readers: there it says no more than that, and where."""
    ref, postmortem = draft.snapshot.ref, draft.snapshot.document.postmortem
    at_home = _home(at) == _home(ref)
    title = f"{shown_words(postmortem.title, 200)}, " if postmortem.title and at_home else ""
    head = HEAD_HERE if place == at else HEAD if at != ref else HEAD_ELSEWHERE
    parts = [head.format(audience=shown_words(name, 80), place=f"{title}{place}")]
    if quiet:
        return f"{parts[0]}\n"
    if at_home:
        summary = postmortem.sections.get(SectionName.SUMMARY)
        parts += [shortly(summary.text) if summary else "", "\n".join(_changes(draft))]
    people = mentioned(draft, audience)
    parts.append(NEWS_FOR.format(people=" ".join(people)) if people else ANYBODY)
    return "\n\n".join(part for part in parts if part) + "\n"


def _home(ref: str) -> str:
    """The repository, where a ref names one."""
    return ref.rpartition("#")[0].casefold()


def shortly(text: str) -> str:
    """The first sentences of people's words, which ping nobody and format nothing."""
    first = _ENDS.split(" ".join(text.split()))[:SENTENCES]
    return shown_words(" ".join(first), LONGEST)


def _changes(draft: Draft) -> Iterator[str]:
    items = draft.tracked or draft.rows
    if not items:
        if why := draft.snapshot.document.postmortem.no_actions_reason:
            yield NO_CHANGES.format(why=shown_words(why, 300))
        return
    yield CHANGES
    yield ""
    for item in items[:MOST_ITEMS]:
        yield _line(item, draft.policy)
    if len(items) > MOST_ITEMS:
        yield MORE_ITEMS.format(count=len(items) - MOST_ITEMS)


def _line(item: ActionItem, policy: Policy) -> str:
    person = policy.person(item.owner) if item.owner else None
    owner = person.name if person else item.owner or NOBODY
    title = shown_words(item.title, 200)
    settled = _SETTLED.get(item.status) if item.status else None
    return ITEM.format(
        title=f"{item.id} {title}" if item.id else title,
        owner=shown_words(owner, 80),
        due=f", due {item.due}" if item.due else "",
        status=f" ({settled})" if settled else "",
    )


def mentioned(draft: Draft, audience: Audience) -> list[str]:
    """`@login` of each whom the audience names, each once. Who took part hears of it without: who is named in an incident's
    text is named by whoever wrote that."""
    return list({who(login): login for login in _named(draft, audience.tell)}.values())[:MOST_PEOPLE]


def _named(draft: Draft, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if LOGIN.fullmatch(name):
            yield name
        elif name not in draft.policy.notify and (login := _login(draft, name)):
            yield login


def _login(draft: Draft, name: str) -> str | None:
    """How one mentions somebody; of a team, its lead. None for who left, for machines, and for whom nobody knows here: on
    GitHub every word is the login of someone."""
    policy = draft.policy
    person = policy.lead_of(name) if policy.maps_team(name) else policy.person(name)
    if person is not None:
        gone = person.has_left(policy.working_calendar.day_of(draft.now))
        return None if gone or not person.handle else f"@{person.handle}"
    known = next((login for login in draft.snapshot.loaded.logins if who(login) == who(name)), None)
    return f"@{known}" if known and not is_bot(known) else None
