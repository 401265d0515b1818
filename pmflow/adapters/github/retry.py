"""What an answer means for whoever asked: done, never, later, or perhaps. Pure.

A write of which nobody knows whether it was done is read before it is sent again (`api`): a second POST makes a second
issue. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from pmflow.errors import (
    TrackerError,
    TrackerForbidden,
    TrackerMissing,
    TrackerMisunderstood,
    TrackerRefused,
    TrackerThrottled,
    TrackerUnavailable,
)

ATTEMPTS = 4
"""How often anything is sent at the most."""
SECONDARY_WAIT = 60.0
"""Seconds to wait after a secondary limit that names none: the documentation's word."""
PAUSES = (1.0, 2.0, 4.0)
"""Seconds before an attempt after one that failed for no stated time."""


class Outcome(Enum):
    """What is known of a request that did not succeed."""

    NEVER = "asking again will not help"
    LATER = "it was not done, and may be asked again after a while"
    PERHAPS = "nobody knows whether it was done"


class BadToken(TrackerRefused):
    """No repository will answer."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that did not succeed: what may be done about it, and what to tell people if nothing is."""

    outcome: Outcome
    error: TrackerError
    wait: float | None = None
    """Seconds, where the answer names them."""


def judge(status: int, headers: Mapping[str, str], data: object, *, where: str, writes: bool, now: float) -> Failure:
    """An answer of 400 or more. `now` is seconds since 1970, by which a limit's end is told."""
    said = message_in(data)
    limited = status == 429 or (status == 403 and _is_limit(headers, said))
    if limited:
        wait = wait_in(headers, now)
        told = f"{where}: GitHub takes no more requests for now ({said}); run it again in {round(wait)} s"
        return Failure(Outcome.LATER, TrackerThrottled(told, retry_after=wait), wait)
    if status in (408, 500, 502, 503, 504):
        told = f"{where}: GitHub does not answer as it should ({status}); run it again, what was done is seen"
        return Failure(Outcome.PERHAPS, TrackerUnavailable(told))
    return Failure(Outcome.NEVER, _final(status, said, where=where, writes=writes))


def _final(status: int, said: str, *, where: str, writes: bool) -> TrackerError:
    match status:
        case 401:
            return BadToken(f"{where}: GitHub does not accept the token ({said}); put a valid one into GITHUB_TOKEN")
        case 403:
            need = "issues: write" if writes else "issues: read"
            return TrackerForbidden(
                f"{where}: the token may not do this ({said}); it needs the permission `{need}` there"
            )
        case 404:
            return unseen(where)
        case 410:
            return TrackerMissing(f"{where}: was deleted, or the repository has its issues switched off")
        case 409:
            return TrackerRefused(f"{where}: GitHub refuses this for now ({said}); run it again")
        case 422:
            return TrackerRefused(f"{where}: GitHub does not take this ({said}); mend it and run it again")
        case 451:
            return TrackerRefused(f"{where}: GitHub keeps this locked for legal reasons ({said})")
        case _:
            return TrackerMisunderstood(f"{where}: GitHub answered {status} ({said}), which pmflow does not understand")


def unseen(where: str) -> TrackerMissing:
    """GitHub does not tell what is not there from what a token may not see."""
    return TrackerMissing(f"{where}: is not there, or the token does not see it; look at the name and at GITHUB_TOKEN")


_HIDDEN = frozenset({"NOT_FOUND", "FORBIDDEN"})
"""GraphQL's words for what the token does not see: null stands there, and the rest of the answer is whole."""
_UNKNOWN = frozenset({"undefinedField", "undefinedType", "argumentNotAccepted", "argumentLiteralsIncompatible"})
"""GraphQL's words for a query of which an older server does not know all."""


def judge_errors(errors: object, headers: Mapping[str, str], *, where: str, now: float) -> Failure | None:
    """What a GraphQL answer with a 200 says of itself. None where what it holds may be believed; an answer that is whole but
    for a part that broke may not. https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
    """
    told = [each for each in errors if isinstance(each, Mapping)] if isinstance(errors, list) else []
    said = message_in({"message": (told[0].get("message") if told else None)})
    kinds = {str(each.get("type")) for each in told}
    if "RATE_LIMITED" in kinds:
        wait = wait_in(headers, now)
        text = f"{where}: GitHub takes no more requests for now ({said}); run it again in {round(wait)} s"
        return Failure(Outcome.LATER, TrackerThrottled(text, retry_after=wait), wait)
    codes = {str(extensions.get("code")) for each in told if isinstance(extensions := each.get("extensions"), Mapping)}
    if codes & _UNKNOWN:
        return Failure(Outcome.NEVER, TrackerMissing(f"{where}: this GitHub's GraphQL lacks something ({said})"))
    if kinds - _HIDDEN:
        text = f"{where}: GitHub answered in part only ({said}); run it again"
        return Failure(Outcome.PERHAPS, TrackerUnavailable(text))
    return None


def unsent(where: str, reason: str) -> Failure:
    """No connection: nothing reached GitHub."""
    told = f"{where}: GitHub cannot be reached ({reason}); look at the network and at GITHUB_API_URL, and run it again"
    return Failure(Outcome.LATER, TrackerUnavailable(told))


def unanswered(where: str) -> Failure:
    """Sent, and the answer was lost or late."""
    told = f"{where}: GitHub's answer did not come; run it again, what was done is seen"
    return Failure(Outcome.PERHAPS, TrackerUnavailable(told))


def pause(failure: Failure, attempt: int) -> float:
    """Seconds to wait after the n-th attempt (1: the first)."""
    return failure.wait if failure.wait is not None else PAUSES[min(attempt, len(PAUSES)) - 1]


def wait_in(headers: Mapping[str, str], now: float) -> float:
    """For how long an answer asks one to wait, in seconds; at least one."""
    known = {name.lower(): value for name, value in headers.items()}
    after = _number(known.get("retry-after"))
    if after is not None:
        return max(1.0, after)
    reset = _number(known.get("x-ratelimit-reset"))
    if reset is not None and known.get("x-ratelimit-remaining") == "0":
        return max(1.0, reset - now + 1)
    return SECONDARY_WAIT


def _number(text: str | None) -> float | None:
    try:
        found = float(text) if text else None
    except ValueError:
        return None
    return found if found is not None and 0 <= found < 1e11 else None


def _is_limit(headers: Mapping[str, str], said: str) -> bool:
    known = {name.lower(): value for name, value in headers.items()}
    words = said.lower()
    return (
        "rate limit" in words or "abuse detection" in words or "retry-after" in known
        or known.get("x-ratelimit-remaining") == "0"
    )  # fmt: skip


def message_in(data: object) -> str:
    """What an answer says of itself, in one short line."""
    said = ""
    if isinstance(data, Mapping):
        said = str(data.get("message") or "")
        errors = data.get("errors")
        for each in errors if isinstance(errors, list) else ():
            if isinstance(each, Mapping):
                parts = [str(each.get(name)) for name in ("field", "message", "code") if each.get(name)]
                said += f"; {' '.join(parts[:2])}"
            elif isinstance(each, str):
                said += f"; {each}"
    line = " ".join(said.split())
    return f"{line[:197]}..." if len(line) > 200 else line or "it says no more"
