"""What is left of GitHub's limits, as each answer's headers tell it. Pure.

https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """One limit: of how many requests, how many are left until when."""

    limit: int
    left: int
    ends: float
    """Seconds since 1970."""


def budget_in(headers: Mapping[str, str]) -> tuple[str, Budget] | None:
    """Which limit an answer counted against, and what is left of it; None where it does not say. Names in small letters."""
    try:
        limit, left, ends = (int(headers[f"x-ratelimit-{name}"]) for name in ("limit", "remaining", "reset"))
    except (KeyError, ValueError):
        return None
    # Later than that no date can be, and earlier neither.
    if not 0 <= ends < 1e11 or limit < 0 or left < 0:
        return None
    return headers.get("x-ratelimit-resource", "core"), Budget(limit, left, float(ends))
