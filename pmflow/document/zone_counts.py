"""A clock said by its distance from UTC: "two hours ahead of UTC", "to get UTC, subtract two hours"."""

from __future__ import annotations

import re

from pmflow.patterns import lazy

_COUNTS = {
    word: float(hours)
    for hours, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"an": 1.0}


def _hours(at: int) -> str:
    """The pattern of a number of hours, its groups numbered `at`."""
    return (
        rf"(?P<hours{at}>\d{{1,2}}(?:[.,:]\d{{1,2}})?|{'|'.join(_COUNTS)})(?P<half{at}>½|\s+and\s+a\s+half)?"
        r"\s*-?(?:h\b|hrs?\b|hours?\b)"
        rf"(?P<more{at}>\s+and\s+a\s+half|\s+(?:and\s+)?\d\d?\s*min(?:utes)?)?"
    )


_UTC = r"(?:UTC|GMT|Greenwich|Zulu)"
_TAKE = r"subtract|take\s+away|take\s+off|deduct|take|add"
_COUNTED = lazy(
    lambda: (
        rf"\b{_hours(1)}\s+(?P<way1>ahead\s+of|in\s+front\s+of|in\s+advance\s+of|east\s+of|behind|west\s+of)\s+{_UTC}\b"
        rf"|\b{_UTC}\s*,?\s*(?P<way2>plus|minus|and|less)\s+{_hours(2)}"
        rf"|\b(?P<way3>{_TAKE})\s+{_hours(3)}(?:\s+\w+)?\s+(?:to|for)\s+(?:get|have|obtain|reach)\s+{_UTC}\b"
        rf"|\b(?:to\s+(?:get|have|obtain|reach)|for)\s+{_UTC}\s*,?\s*(?:please\s+)?(?P<way4>{_TAKE})\s+{_hours(4)}"
    ),
    re.I,
)
_OF_UTC = lazy(rf"\b{_UTC}\b", re.I)
_EAST = frozenset("ahead in east plus and subtract take deduct".split())
"""First words of the ways to say that the clock is ahead of UTC."""


def counted_from_utc(text: str) -> tuple[str, float] | None:
    """The words of `text` that say how many hours a clock is ahead of UTC (behind it: less than 0), and how many."""
    match = _COUNTED.search(text) if _OF_UTC.search(text) is not None else None
    if match is None:
        return None
    at = next(number for number in "1234" if match[f"hours{number}"] is not None)
    said = match[f"hours{at}"].lower().replace(",", ".")
    whole, _, minutes = said.partition(":")
    count = _COUNTS.get(said) or float(whole) + int(minutes or 0) / 60
    more = match[f"more{at}"] or ""
    if match[f"half{at}"] or "half" in more:
        count += 0.5
    elif (part := re.search(r"\d+", more)) is not None:
        count += int(part[0]) / 60
    return match[0], count if match[f"way{at}"].lower().split()[0] in _EAST else -count
