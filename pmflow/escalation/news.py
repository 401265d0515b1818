"""That a post-mortem was shared, told to the notification targets that its audience names: once, and while it is news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pmflow.escalation.promises import Standing
from pmflow.plan import Notify
from pmflow.policy import Policy
from pmflow.policy.hours import hours_for

NEWS = "news"
"""What it is remembered by, as a promise is by its id, with the time that it was shared; the rung is the target."""
FRESH = dt.timedelta(days=7)
"""Older is no news: a target that is named later is not told of all that was ever shared."""
TEXT = "“{title}” is shared with {audience}"


def is_news(id: str | None) -> bool:
    """Whether that is what was told is remembered by."""
    return (id or "").partition(":")[0] == NEWS


def news(standing: Standing, policy: Policy, *, now: dt.datetime) -> Iterator[Notify]:
    """What there is to tell, in the team's working hours. `now` is aware."""
    sharing = standing.record.sharing
    shared_by = standing.record.shared_by
    if (
        sharing is None
        or shared_by is None
        or sharing.at is None
        or sharing.audience is None
        or now - sharing.at > FRESH
    ):
        return
    audience = policy.audience(sharing.audience)
    named = (*audience.tell, audience.to) if audience else ()
    day, id = policy.working_calendar.day_of(sharing.at), f"{NEWS}:{shared_by.made_on}"
    for target in dict.fromkeys(name for name in named if name in policy.notify):
        assert target is not None
        if (id, day, target) not in standing.record.told:
            yield Notify(
                key=f"told:{id}:{day}:{target}",
                to=(target,),
                text=TEXT.format(title=" ".join((standing.title or standing.ref).split()), audience=sharing.audience),
                rung=target,
                id=id,
                due=day,
                at=hours_for(None, policy.working_calendar).next_working(now),
                person=False,
                task="news",
            )
