"""What is left of GitHub's limits, read from headers that a server of any make may send."""

from __future__ import annotations

import pytest

from pmflow.adapters.github.limits import Budget, budget_in

HEADERS = {"x-ratelimit-limit": "60", "x-ratelimit-remaining": "12", "x-ratelimit-reset": "1770000000"}


def test_what_is_left() -> None:
    """Which limit, of how many, how many, until when; without a name it is the usual one."""
    assert budget_in(HEADERS) == ("core", Budget(60, 12, 1770000000.0))
    assert budget_in({**HEADERS, "x-ratelimit-resource": "search"}) == ("search", Budget(60, 12, 1770000000.0))


@pytest.mark.parametrize(
    "changed",
    [
        {"x-ratelimit-limit": ""},
        {"x-ratelimit-remaining": "many"},
        {"x-ratelimit-reset": "9" * 20},
        {"x-ratelimit-limit": "-1"},
    ],
)
def test_nonsense(changed: dict[str, str]) -> None:
    """What cannot be is as if it were not there."""
    assert budget_in({**HEADERS, **changed}) is None
    assert budget_in({}) is None
