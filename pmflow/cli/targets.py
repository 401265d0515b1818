"""Notification targets, as the environment has them. Here, and nowhere below, their addresses are read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pmflow.errors import UsageError

if TYPE_CHECKING:
    from pmflow.notify import Notifier
    from pmflow.policy import Policy


def set_targets(policy: Policy) -> dict[str, str]:
    """Name in `notify` → address, of those whose variable is set. Secrets: for `Notifier` only."""
    return {name: os.environ[variable] for name, variable in policy.notify.items() if os.environ.get(variable)}


def notifier(policy: Policy) -> Notifier:
    """What sends, for a command that will. Raises `UsageError` for an address that cannot be used, before anything is done.

    A variable that is not set is no error: the target is not known then, and what it would have been told is said
    elsewhere. `pmflow doctor` tells.
    """
    from pmflow.notify import Notifier

    made = Notifier(set_targets(policy))
    if wrong := [address_problem(policy, name, problem) for name, problem in made.problems()]:
        raise UsageError("\n".join(wrong))
    return made


def address_problem(policy: Policy, name: str, problem: str) -> str:
    """`notify.channel: the address in PMFLOW_CHANNEL is empty`."""
    return f"notify.{name}: the address in {policy.notify[name]} {problem}"
