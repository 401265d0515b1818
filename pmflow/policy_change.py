"""What another policy would make of what is open: asked before it is in force, so that nobody is surprised by it.

Nothing is read or written here: snapshots and the moment are given. The rules look at each anew (`engine.snapshot_of`).
Both policies look at the same snapshots at the same moment; what they see alike is not told.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmflow.decide import decide
from pmflow.deciding.draft import Draft
from pmflow.engine import snapshot_of
from pmflow.escalation.following import follow
from pmflow.escalation.promises import unopened
from pmflow.escalation.standing import standing_in
from pmflow.events import Synced
from pmflow.explain import explain
from pmflow.model import Incident, Level
from pmflow.plan import UpsertBlock
from pmflow.policy import Policy
from pmflow.tracker import Snapshot

NEEDED = "needs a post-mortem"


@dataclass(frozen=True, slots=True)
class KeyChanged:
    """One key of the policy, as it holds in effect; None where it is not there."""

    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Differs:
    """One post-mortem, or an incident without, for which the change makes a difference."""

    ref: str
    title: str | None
    no_more: tuple[str, ...]
    """What is so now, and would be no longer."""
    from_now: tuple[str, ...]
    """What would be so."""
    postmortem: bool = True
    """False: an incident without."""


def keys_changed(before: Policy, after: Policy) -> tuple[KeyChanged, ...]:
    """The keys that differ, presets worked in, in order."""
    old, new = dict(_flat(before.model_dump(mode="json"))), dict(_flat(after.model_dump(mode="json")))
    return tuple(
        KeyChanged(key, old.get(key), new.get(key)) for key in sorted({*old, *new}) if old.get(key) != new.get(key)
    )


def _flat(value: object, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _flat(below, f"{at}.{key}" if at else str(key))
    else:
        yield at, json.dumps(value, ensure_ascii=False)


def differs(
    snapshot: Snapshot, before: Policy, after: Policy, *, now: dt.datetime, key: bytes | None
) -> Differs | None:
    """What the change does to one post-mortem; None where that is nothing. `now` is aware UTC."""
    old, new = (tuple(_facts(_under(snapshot, policy, key), policy, now)) for policy in (before, after))
    if set(old) == set(new):
        return None
    title = snapshot.document.postmortem.title
    return Differs(
        snapshot.ref, title,
        no_more=tuple(fact for fact in old if fact not in new),
        from_now=tuple(fact for fact in new if fact not in old),
    )  # fmt: skip


def incident_differs(incident: Incident, before: Policy, after: Policy) -> Differs | None:
    """The same for an incident without a post-mortem."""
    old, new = (unopened(incident, policy) is not None for policy in (before, after))
    if old == new:
        return None
    return Differs(incident.ref, incident.title, (NEEDED,) if old else (), (NEEDED,) if new else (), postmortem=False)


def _under(snapshot: Snapshot, policy: Policy, key: bytes | None) -> Snapshot:
    """The same post-mortem with what the rules remark by that policy."""
    return snapshot_of(
        snapshot.loaded, snapshot.document, policy, items_in_document=snapshot.items_in_document, key=key
    )


def _facts(snapshot: Snapshot, policy: Policy, now: dt.datetime) -> Iterator[str]:
    """All that a policy has to say of a post-mortem, one sentence each."""
    told = explain(snapshot, policy, now=now)
    for guard in told.guards:
        if not guard.holds:
            verb = "holds back" if guard.level is Level.ERROR else "advises against"
            yield f"{guard.name} {verb} the step {told.step}"
    if told.others:
        yield f"also possible: {', '.join(told.others)}"
    for coming in told.next:
        yield f"{coming.on or 'no date'}: {coming.what}"
    plan = decide(snapshot, Synced(), policy, now=now)
    standing = standing_in(Draft.of(snapshot, policy, now=now))
    for effect in (*plan.effects, *follow(standing, policy, now=now).effects):
        if not isinstance(effect, UpsertBlock):
            yield f"to be done now: {effect.summary}"
