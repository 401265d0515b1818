"""The issue of a post-mortem was closed while work was left: what is said and done, as policy has it. Pure."""

from __future__ import annotations

import datetime as dt

from pmflow.command_words import in_comments, typed
from pmflow.model import Level, State, Step
from pmflow.plan import Comment, Effect, KeepOpen
from pmflow.policy import Policy
from pmflow.status import explained, sentence
from pmflow.tracker import Snapshot

REOPENED = "**This was closed early, and is open again.** {why}"
WARNED = "**This was closed early.** {why}"
WAITS = "It is {state}; `{command}` still waits for this:\n{reasons}"
READY = "It is {state}, and nothing stands in the way of `{command}`; after that come {then}."
LAST = "It is {state}, and nothing stands in the way of `{command}`, which closes it."
OR_NONE = '\n\nIf none is needed: `/pmflow waive "WHY"`.'
AHEAD = {State.DRAFT: "track, share and close", State.REVIEWED: "share and close", State.ACTIONS_TRACKED: "close"}


def reply_early(snapshot: Snapshot, policy: Policy, *, now: dt.datetime, at: str | None) -> tuple[Effect, ...]:
    """The effects: nothing; a comment, once for each time (`at`) that it was closed; or that, and the issue open again."""
    if policy.closed_early == "accept":
        return ()
    told = explained(snapshot, policy, now=now)
    state = told.state.replace("_", " ")
    reasons = [
        f"- `{guard.name}`: {sentence('; '.join(in_comments(each, snapshot.document) for each in guard.reasons))}"
        for guard in told.guards
        if not guard.holds and guard.level is Level.ERROR
    ]
    command = typed(told.step, policy) if told.step else ""
    if reasons:
        why = WAITS.format(state=state, command=command, reasons="\n".join(reasons))
    elif told.state in AHEAD:
        why = READY.format(state=state, command=command, then=AHEAD[told.state])
    else:
        why = LAST.format(state=state, command=command)
    why += OR_NONE if Step.WAIVE in told.others else ""
    key = f"closed-early:{at or now.isoformat(timespec='minutes')}"
    text = (REOPENED if policy.closed_early == "reopen" else WARNED).format(why=why)
    if key in snapshot.loaded.comments:
        return ()
    # The comment last: where it stands, all was done.
    said = Comment(key, text + "\n")
    return (KeepOpen(), said) if policy.closed_early == "reopen" else (said,)
