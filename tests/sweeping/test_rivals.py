"""Post-mortems that claim one incident show one another."""

from __future__ import annotations

from pmflow.adapters.memory import Memory
from pmflow.plan import ShowStatus
from pmflow.showing import show_status
from pmflow.sweeping import sweep
from tests.sweeping.scene import POLICY, at

TEXT = "---\ntitle: Search\nincident: {of}\nseverity: P1\n---\n\n# Search\n"
SHOWN = (
    "> ⚠️ The same incident is claimed by {others}. The oldest counts: bring over there what is in the others, and take their "
    "label off."
)


def lines(tracker: Memory, ref: str) -> list[str]:
    return [line for line in (tracker.load(ref).status or "").splitlines() if "claimed by" in line]


def test_they_are_shown_until_there_are_none() -> None:
    """A sweep shows and takes away; an event in between, which knows nothing of others, leaves what is shown."""
    tracker = Memory()
    refs = [tracker.add(TEXT.format(of="search")) for _ in range(2)] + [tracker.add(TEXT.format(of="cart"))]
    for ref in refs:
        show_status(tracker, ref, POLICY, now=at(19), first=True)
    sweep(tracker, POLICY, now=at(19), dry_run=True)
    assert [lines(tracker, ref) for ref in refs] == [[], [], []]
    sweep(tracker, POLICY, now=at(19))
    assert [lines(tracker, ref) for ref in refs] == [[SHOWN.format(others="PM-2")], [SHOWN.format(others="PM-1")], []]
    for ref in refs:
        show_status(tracker, ref, POLICY, now=at(20))
    assert lines(tracker, "PM-1") == [SHOWN.format(others="PM-2")]
    before = tracker.writes
    swept = sweep(tracker, POLICY, now=at(19))
    assert [plan for plan in swept.plans if any(isinstance(each, ShowStatus) for each in plan.effects)] == []
    assert tracker.writes == before
    tracker.edit("PM-2", TEXT.format(of="another"))
    sweep(tracker, POLICY, now=at(19))
    assert [lines(tracker, ref) for ref in refs] == [[], [], []]
    tracker.add(TEXT.format(of="cart"))
    sweep(tracker, POLICY, now=at(19))
    assert (lines(tracker, "PM-3"), tracker.load("PM-4").status) == ([SHOWN.format(others="PM-4")], None)
