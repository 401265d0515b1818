"""One sweep over so many open action items on the `memory` tracker, 2 % of them due: `python benchmarks/sweep.py 100000`.

Prints JSON: seconds of the sweep, seconds of loading every post-mortem once (the limit that no sweep can beat), MB that
the process grew while it swept (Linux alone tells that), and what was said. A process of its own for each size, so that
memory is its own, too.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from pmflow.adapters.memory import Memory
from pmflow.journal import Entry, ItemValues
from pmflow.model import ActionItem, ActionStatus, Incident, Severity, State
from pmflow.plan import CreateActionItem, WriteJournal
from pmflow.policy import Policy
from pmflow.sweeping import sweep
from pmflow.voice import Delivery, Sent

NOW = dt.datetime(2026, 2, 2, 12, tzinfo=dt.UTC)
TODAY, LATER = NOW.date(), dt.date(2026, 9, 1)
EACH, OWNERS, ONE_IN = 10, 400, 50
"""Action items of a post-mortem, people who own them, and one in how many is due."""


class Nowhere:
    """A voice that takes everything: what a message costs to send is not what is measured."""

    def reaches(self, name: str, fill: Mapping[str, str]) -> bool:
        return bool(name or fill)

    def send(self, name: str, *, title: str, body: str, fill: Mapping[str, str]) -> Delivery:
        return Delivery(Sent.SENT if title and body and (name or fill) else Sent.NOT_SENT)


def filled(count: int) -> Memory:
    """A tracker with so many open items."""
    tracker = Memory()
    at = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
    for number in range(count // EACH):
        there = Incident(
            ref=f"i{number:06}", title=f"Incident {number}", severity="P1", severity_normal=Severity.P1,
            started_at=at, resolved_at=at,
        )  # fmt: skip
        tracker.add_incident(there)
        text = f"---\ntitle: {there.title}\nincident: {there.ref}\nseverity: P1\n---\n\n# {there.title}\n"
        ref = tracker.create(there, text)
        values = {}
        for n in range(EACH):
            k = number * EACH + n
            item = ActionItem(
                id=f"AI-{n + 1}", title=f"Promise {k}", owner=f"Person {k % OWNERS}",
                due=LATER if k % ONE_IN else TODAY, status=ActionStatus.PLANNED,
            )  # fmt: skip
            tracker.apply(ref, CreateActionItem(item))
            values[str(item.id)] = ItemValues(title=item.title, owner=item.owner, due=item.due)
        entry = Entry(key="t", at=at, by="x", what="share", to=State.SHARED, source=State.ACTIONS_TRACKED, items=values)
        tracker.apply(ref, WriteJournal(entry))
        tracker.set_state(ref, State.SHARED)
    return tracker


def megabytes(what: str) -> float:
    """What this process has now (`VmRSS`), or had at the most since `forget_peak` (`VmHWM`)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(f"{what}:", 1)[1].split()[0]) / 1024


def forget_peak() -> None:
    """What filling the tracker took must not hide what the sweep takes."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def main(count: int) -> None:
    """Fill, load, sweep, print."""
    policy = Policy.model_validate(
        {"mode": "enforce", "notify": {"people": "PMFLOW_PEOPLE", "channel": "PMFLOW_CHANNEL"}}
    )
    tracker = filled(count)
    gc.collect()
    begun = time.perf_counter()
    for card in tracker.cards():
        tracker.load(card.ref)
    forget_peak()
    before, loaded = megabytes("VmRSS"), time.perf_counter()
    swept = sweep(tracker, policy, now=NOW, voice=Nowhere())
    took = time.perf_counter() - loaded
    said = sum(len(each.notices) for each in swept.said)
    assert (swept.examined, said, swept.whole) == (count // EACH, count // ONE_IN, True)
    print(json.dumps({"seconds": took, "loading": loaded - begun, "grew": megabytes("VmHWM") - before, "said": said}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
