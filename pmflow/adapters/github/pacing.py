"""How fast GitHub wants to be written to. Pure; times are seconds on one clock.

https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api (a second between writes)
https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api (what is made, in a minute and an hour)
"""

from __future__ import annotations

from collections.abc import Sequence

MADE: tuple[tuple[float, int], ...] = ((60.0, 80), (3600.0, 500))
"""Issues and comments that may be made in so many seconds."""


def makes(verb: str, path: str) -> bool:
    """Whether a request makes something that people are told of."""
    return verb == "POST" and path.rsplit("/", 1)[-1] in ("issues", "comments")


def pause_before(last: float | None, gap: float, now: float) -> float:
    """Seconds to wait so that `gap` lie between the end of the last write and this one."""
    return 0.0 if last is None else min(gap, max(0.0, last + gap - now))


def pause_before_making(made: Sequence[float], now: float) -> float:
    """Seconds until one more may be made; `made`: when the others were, the oldest first."""
    waits = [0.0]
    for span, most in MADE:
        recent = [at for at in made if at > now - span]
        if len(recent) >= most:
            waits.append(recent[-most] + span - now)
    return max(waits)
