"""How many requests GitHub is asked for what, counted on the wire."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from math import ceil
from typing import Any

import pytest

from pmflow.adapters.github import GitHub
from pmflow.engine import run
from pmflow.events import Event, PostmortemApproved, PostmortemOpened, ReviewMeetingHeld, StepAsked, Synced
from pmflow.model import Person, Step
from pmflow.policy import Policy
from pmflow.sweeping import sweep
from tests.adapters.github_many import fill
from tests.adapters.github_server import TOKEN, Front
from tests.escalation.scene import BEGAN
from tests.good import GOOD, NOW
from tests.sweeping.scene import at

SOON, LATER = dt.date(2026, 1, 16), dt.date(2026, 9, 1)
POLICY = Policy.model_validate(
    {"tracker": "github", "ladder": [{"name": "late", "day": 1, "to": "owner", "label": "overdue"}]}
)


def tracker(front: Front, **options: Any) -> GitHub:
    return GitHub([front.repo], token=TOKEN, address=front.address, between_writes=0, sleep=lambda _: None, **options)


def filled(front: Front, postmortems: int, each: int, due: int) -> list[str]:
    refs = fill(front, postmortems, each, due, soon=SOON, later=LATER, began=BEGAN)
    front.requests.clear()
    return refs


@pytest.mark.parametrize(("postmortems", "each", "due"), [(3, 2, 0), (3, 2, 5), (12, 10, 20)])
def test_a_sweep(github: Front, postmortems: int, each: int, due: int) -> None:
    """A read for each hundred of each, and three; one more for each item that is due. A label and a comment for each rung, and
    one entry in the journal of each post-mortem; done again, nothing is written."""
    filled(github, postmortems, each, due)
    swept = sweep(tracker(github), POLICY, now=at(19))
    assert (swept.whole, swept.examined, len([n for said in swept.said for n in said.notices])) == (
        True,
        postmortems,
        due,
    )
    listed = 2 * ceil(postmortems / 100) + ceil(postmortems * each / 100)
    assert len(github.reads) <= listed + 3 + due, github.reads
    assert len(github.writes) <= 2 * due + min(due, postmortems), github.writes
    github.requests.clear()
    assert sweep(tracker(github), POLICY, now=at(19, 11)).whole
    # One more: whose token it is, because the emulator knows nobody as a member.
    assert (github.reads, github.writes) == ([*github.reads[:listed], "GET /user"], [])


# One post-mortem

BY = {"by": "Ines Okafor"}
PEOPLE = Policy.model_validate(
    {
        "tracker": "github",
        "people": [{"name": "Tariq", "handle": "ivo"}, {"name": "Ines Okafor", "handle": "noor", "aliases": ["Ines"]}],
    }
)
LOGINS = {"tariq": "ivo", "ines": "noor", "ines okafor": "noor"}
ROW = "| P1 | Compare group names without regard to case in access filter {n} | Tariq | 2025-06-10 | Planned |\n"


def ten_items(about: str) -> str:
    """A good document with ten action items."""
    head, table, rest = GOOD.replace("incident: search-blank", f"incident: {about}").partition(
        "|---|---|---|---|---|\n"
    )
    return head + table + "".join(ROW.format(n=n) for n in range(10)) + "\n" + rest[rest.index("## Lessons") :]


def test_a_life(github: Front) -> None:
    """Ten action items cost two writes each and four more; opening costs two, and a look at what has not changed three reads."""
    made = github.ask(
        "POST", "/issues", {"title": "Search went blank", "labels": ["incident", "SEV1"], "body": "Blank."}
    )
    about, ref = f"{github.repo}#{made['number']}", f"{github.repo}#{made['number'] + 1}"
    here = partial(tracker, github, logins=LOGINS)
    spent = {}

    def count(name: str, act: Callable[[], object]) -> None:
        github.requests.clear()
        act()
        spent[name] = (len(github.reads), len(github.writes))

    def happen(event: Event) -> Callable[[], object]:
        def act() -> object:
            one = here()
            return run(one, one.resolve(ref), event, PEOPLE, now=NOW)

        return act

    count("create", lambda: here().create(here().incident(about), ten_items(about)))
    count("open", happen(PostmortemOpened(**BY, incident=about)))
    tariq = (Person(name="Tariq"),)
    happen(ReviewMeetingHeld(**BY, held=NOW, invited=tariq, came=tariq))()
    happen(PostmortemApproved(by="Tariq"))()
    happen(StepAsked(**BY, step=Step.REVIEW))()
    count("track", happen(StepAsked(**BY, step=Step.TRACK)))
    count("sync", happen(Synced()))
    assert len(here().load(ref).items) == 10, github.requests
    assert spent["create"][1] + spent["open"][1] <= 3
    assert spent["track"][0] <= 9
    assert spent["track"][1] <= 4 + 2 * 10
    assert (spent["sync"][0] <= 3, spent["sync"][1]) == (True, 0), (spent, github.reads)
