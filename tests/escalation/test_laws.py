"""What holds of follow-through whatever the calendar, the people and the times at which a sweep comes by."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from pmflow.adapters.memory import Memory
from pmflow.escalation.following import follow
from pmflow.escalation.ladder import days_of
from pmflow.model import ActionStatus
from pmflow.plan import Notify
from pmflow.policy import Policy
from pmflow.policy.names import WEEKDAYS
from pmflow.policy.parts import LADDER, Away, Calendar, Deadlines, Messages, Person
from pmflow.sweeping import Swept, standing_of, sweep
from tests.escalation.scene import BEGAN, item, tracked
from tests.escalation.voices import Remembered
from tests.laws import law
from tests.sweeping.scene import Counted

ZONES = [
    "UTC", "Europe/Berlin", "America/Los_Angeles", "America/St_Johns", "Asia/Kolkata", "Asia/Riyadh",
    "Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "America/Sao_Paulo",
]  # fmt: skip
WEEKS = ["monday-friday", "sunday-thursday", "saturday-wednesday", "tuesday", "monday-sunday"]
HOURS = ["09:00-17:00", "00:00-01:00", "22:00-23:59", "06:30-14:00", "12:00-12:40"]
ENDS = [dt.date(2026, 3, 27), dt.date(2026, 10, 23), dt.date(2026, 12, 30), dt.date(2026, 2, 27), dt.date(2026, 4, 3)]
"""Days near changes of the clocks, a year's end, a month's end."""


M = TypeVar("M", bound=Memory)


@dataclass
class Scene:
    """A policy, and what was promised under it."""

    policy: Policy
    dues: list[tuple[dt.date, str]]

    def tracker(self, made: M) -> M:
        """Post-mortems of up to three promises each; the second is in progress, and nobody was heard of it."""
        status = (ActionStatus.PLANNED, ActionStatus.IN_PROGRESS, ActionStatus.PLANNED)
        for n in range(0, len(self.dues), 3):
            some = enumerate(self.dues[n : n + 3])
            tracked(made, f"i{n}", [item(k + 1, *pair, status=status[k]) for k, pair in some])
        return made


@st.composite
def scenes(draw: st.DrawFn, *, per_week: int = 100, away: bool = True, most: int = 7) -> Scene:
    """Any calendar, any people, promises around a day that is likely to make trouble."""
    calendar = Calendar.model_validate(
        {
            "timezone": draw(st.sampled_from(ZONES)), "week": draw(st.sampled_from(WEEKS)),
            "hours": draw(st.sampled_from(HOURS)), "country": draw(st.sampled_from([None, "DE", "SA", "US"])),
        }
    )  # fmt: skip
    end = draw(st.sampled_from(ENDS))
    absence = Away(first=end - dt.timedelta(days=2), last=end + dt.timedelta(days=draw(st.integers(-1, 9))))

    def person(name: str, lead: str | None) -> Person:
        return Person(
            name=name, email=f"{name.lower()}@example.org", lead=lead,
            timezone=draw(st.sampled_from([None, *ZONES])), hours=draw(st.sampled_from([None, *HOURS])),
            away=(absence,) if away and draw(st.booleans()) else (),
        )  # fmt: skip

    policy = Policy(
        mode="enforce",
        calendar=calendar,
        people=(person("Sarah", "Ada"), person("Bo", "Ada"), person("Ada", None)),
        notify={"people": "PMFLOW_PEOPLE", "channel": "PMFLOW_CHANNEL"},
        messages=Messages(per_week=per_week),
        deadlines=Deadlines(stale_days=draw(st.sampled_from([1, 10, 60]))),
    )
    days = st.integers(-4, 4).map(lambda n: end + dt.timedelta(days=n))
    dues = draw(
        st.lists(st.tuples(days, st.sampled_from(["Sarah", "Bo", "Ada", "Nobody we know"])), min_size=1, max_size=most)
    )
    return Scene(policy, dues)


@st.composite
def times(draw: st.DrawFn, scene: Scene) -> list[dt.datetime]:
    """When sweeps come by: minutes, hours or days apart, days missed, the clock put back by an hour or by days."""
    at = dt.datetime.combine(min(due for due, _ in scene.dues), dt.time(), dt.UTC) - dt.timedelta(days=4)
    steps = st.sampled_from([1, 59, 60, 120, 300, 300, 600, 600, 600, 1440, 1440, 5000, -60, -61, -1440, -4000])
    found = []
    for minutes in draw(st.lists(steps, min_size=25, max_size=60)):
        at += dt.timedelta(minutes=minutes)
        found.append(at)
    return found


def spoken(swept: Iterable[Swept]) -> list[tuple[dt.datetime, str, str, Notify]]:
    """Everything that was sent: when, to whom, about which post-mortem, what."""
    return [
        (said.at, said.to, about.ref, notice)
        for each in swept
        for said in each.said
        if said.outcome is not None and said.at is not None
        for about, notice in said.notices
    ]


@law(20, of=60)
@given(st.data())
def test_a_rung_fires_once_in_order_and_in_working_hours(data: st.DataObject) -> None:
    """Whatever the times: once per due date, never a lower rung after a higher one, only while they work, under the cap."""
    per_week = data.draw(st.sampled_from([1, 2, 100]))
    scene = data.draw(scenes(per_week=per_week))
    tracker, voice = scene.tracker(Memory()), Remembered()
    moments = data.draw(times(scene))
    told = spoken(sweep(tracker, scene.policy, now=now, voice=voice) for now in moments)
    assert max(Counter((ref, n.id, n.due, n.rung) for _, _, ref, n in told).values(), default=1) == 1
    rungs = {rung.name: rung.day for rung in LADDER}
    heights: dict[object, int] = {}
    for at, to, ref, notice in told:
        if notice.rung in rungs:
            height = rungs[notice.rung]
            assert height >= heights.get((ref, notice.id, notice.due), -99)
            heights[ref, notice.id, notice.due] = height
        assert _works(scene.policy, to, at)
    for to in {to for _, to, _, _ in told if to != "channel"}:
        sent = sorted({at for at, other, _, _ in told if other == to})
        for first in sent:
            assert sum(first <= at < first + dt.timedelta(days=7) for at in sent) <= per_week


def _works(policy: Policy, name: str, at: dt.datetime) -> bool:
    """Whether somebody works at an instant, said in other words than the package's."""
    import holidays

    person = policy.person(name)
    calendar = policy.calendar
    local = at.astimezone(ZoneInfo((person.timezone if person else None) or calendar.timezone))
    opens, closes = ((person.hours if person else None) or calendar.hours).split("-")
    if WEEKDAYS[local.weekday()] not in calendar.week or not opens <= f"{local:%H:%M}" < closes:
        return False
    if calendar.country and local.date() in holidays.country_holidays(calendar.country, years=local.year):
        return False
    return not (person and person.is_away(local.date()))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_second_sweep_writes_nothing(data: st.DataObject) -> None:
    """A sweep over a tracker in which nothing changed since the last one at that time asks for no write."""
    scene = data.draw(scenes())
    tracker, voice = scene.tracker(Memory()), Remembered()
    for now in data.draw(times(scene))[:12]:
        sweep(tracker, scene.policy, now=now, voice=voice)
        writes, sent = tracker.writes, len(voice.sent)
        again = sweep(tracker, scene.policy, now=now, voice=voice)
        assert (tracker.writes, len(voice.sent), spoken([again])) == (writes, sent, [])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_dry_run_writes_nothing_and_tells_the_truth(data: st.DataObject) -> None:
    """What a dry run says would be said is what is said."""
    scene = data.draw(scenes())
    tracker, voice = scene.tracker(Memory()), Remembered()
    for now in data.draw(times(scene))[:8]:
        writes = tracker.writes
        would = sweep(tracker, scene.policy, now=now, voice=voice, dry_run=True)
        assert tracker.writes == writes
        done = sweep(tracker, scene.policy, now=now, voice=voice)
        assert would.plans == done.plans
        assert [(s.to, s.at, s.message) for s in would.said] == [(s.to, s.at, s.message) for s in done.said]


@law(15, of=40)
@given(st.data())
def test_machines_change_no_decision(data: st.DataObject) -> None:
    """Whatever bots do with action items, the same is decided as without them."""
    scene = data.draw(scenes())
    quiet, busy = scene.tracker(Memory()), scene.tracker(Memory())
    moments = data.draw(times(scene))[:15]
    for tracker in (quiet, busy):
        for card in list(tracker.cards()):
            for each in tracker.load(card.ref).items:
                tracker.close_item(card.ref, str(each.id), ActionStatus.IN_PROGRESS)
    for now in moments:
        for card in list(busy.cards()):
            for each in busy.load(card.ref).items:
                busy.act_on_item(
                    card.ref, str(each.id), by=data.draw(st.sampled_from(["pmflow", "dependabot[bot]"])), at=now
                )
                busy.act_on_item(card.ref, str(each.id), by="helper", at=now, bot=True)
        one = sweep(quiet, scene.policy, now=now, voice=Remembered())
        other = sweep(busy, scene.policy, now=now, voice=Remembered())
        assert (one.plans, one.said) == (other.plans, other.said)


@law(3, of=12)
@given(st.data())
def test_every_rung_fires_within_one_business_day(data: st.DataObject) -> None:
    """With a sweep in each hour (at a minute in which they work), every rung that is reached is said on its own day."""
    scene = data.draw(scenes(away=False, most=2))
    tracker, voice = scene.tracker(Memory()), Remembered()
    calendar = scene.policy.working_calendar
    first = min(due for due, _ in scene.dues)
    start = calendar.add_workdays(first, -3)
    end = calendar.add_workdays(max(due for due, _ in scene.dues), 12)
    moment = dt.datetime.combine(start, dt.time(), dt.UTC) - dt.timedelta(days=2)
    told = []
    while moment.date() <= end + dt.timedelta(days=2):
        told += spoken([sweep(tracker, scene.policy, now=moment, voice=voice)])
        moment += dt.timedelta(minutes=30)  # zones do not all stand at a full hour
    fired = {(ref, n.id, n.rung): (at, to) for at, to, ref, n in told}
    for number, (due, _) in enumerate(scene.dues):
        ref, id = f"PM-{number // 3 + 1}", f"AI-{number % 3 + 1}"
        for rung in LADDER:
            on = next(on for on, each in days_of(LADDER, calendar, due) if each == rung)
            assert (ref, id, rung.name) in fired, (ref, id, rung.name)
            at, to = fired[ref, id, rung.name]
            person = scene.policy.person(to)
            zone = ZoneInfo((person.timezone if person else None) or scene.policy.calendar.timezone)
            assert calendar.workdays_between(on, at.astimezone(zone).date()) <= 1


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_is_said_in_the_tracker_costs_one_look_and_one_journal_write(data: st.DataObject) -> None:
    """For each post-mortem of which something is said, however many it is said to; the others are not looked at again."""
    scene = data.draw(scenes())
    tracker = scene.tracker(Counted())
    for now in data.draw(times(scene))[:12]:
        tracker.asked.clear()
        swept = sweep(tracker, scene.policy, now=now, voice=None)
        asked = Counter(tracker.asked)
        told = {about.ref for said in swept.said if said.outcome is not None for about, _ in said.notices}
        refs = [card.ref for card in tracker.cards()]
        assert {ref: asked[f"load {ref}"] for ref in refs} == {ref: 1 + (ref in told) for ref in refs}
        assert {ref: asked[f"journal {ref}"] for ref in refs} == {ref: int(ref in told) for ref in refs}
        assert sum(asked[f"comment {ref}"] for ref in refs) == sum(
            len({about.ref for about, _ in said.notices}) for said in swept.said if said.outcome is not None
        )


def test_two_sweeps_at_once_say_everything_once() -> None:
    """Two sweeps that run at the same time over the same tracker send each message once."""
    policy = Policy(mode="enforce", notify={"people": "P", "channel": "C"})
    now = dt.datetime(2026, 1, 20, 10, tzinfo=dt.UTC)
    for _ in range(20):
        tracker = Memory()
        for n in range(6):
            tracked(tracker, f"i{n}", [item(k, dt.date(2026, 1, 20), who) for k, who in enumerate(("Sarah", "Bo"), 1)])
        with ThreadPoolExecutor(2) as pool:
            running = [pool.submit(sweep, tracker, policy, now=now, voice=Remembered()) for _ in range(2)]
        counted = Counter((ref, n.id, n.rung) for _, _, ref, n in spoken(each.result() for each in running))
        assert counted == {(f"PM-{k}", f"AI-{n}", "due"): 1 for k in range(1, 7) for n in (1, 2)}


def test_deciding_again_is_empty() -> None:
    """Once a plan is carried out, there is nothing to do."""
    tracker = Memory()
    tracked(tracker, "a", [item(1, dt.date(2026, 1, 12)), item(2, dt.date(2026, 1, 30))])
    policy, now = Policy(mode="enforce"), dt.datetime(2026, 1, 20, 10, tzinfo=dt.UTC)
    sweep(tracker, policy, now=now, voice=None)
    card = next(tracker.cards())
    standing = standing_of(tracker, card, tracker.load(card.ref), policy, now=now)
    assert follow(standing, policy, now=now).effects == ()
    assert now > BEGAN
