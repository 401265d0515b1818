"""Everything that a server or a network does to one request, by name: the rows of the first table in `docs/reliability.md`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmflow.adapters.github.retry import ATTEMPTS
from tests.adapters.github_server import Fault

WRITES = "^(POST|PATCH|PUT|DELETE)"
NO_ANSWER = r"^(?!.*/(permission|reactions)$)"
"""Where it is no answer in itself: nobody of that login may do anything, and a comment that is gone needs no sign."""
SECONDARY = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}
USED_UP = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "99999999999"}
LIMITED = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded for installation ID 1."}]}


@dataclass(frozen=True)
class Kind:
    """One way to fail."""

    fault: Mapping[str, Any]
    gives_up: bool = False
    """The run may end with it, and the next one carries on; else the run itself ends as it should."""
    of: str = ""
    """Which requests fail in this way: a pattern on `VERB /path`."""
    late: bool = False
    """pmflow waits for the answer, as long as its patience lasts."""

    def once(self) -> Fault:
        return Fault(**self.fault)


KINDS: Mapping[str, Kind] = {
    "500": Kind({"kind": "500"}),
    "502": Kind({"kind": "502"}),
    "502, done": Kind({"kind": "502", "done": True}),
    "503": Kind({"kind": "503"}),
    "dropped": Kind({"kind": "drop"}),
    "dropped, done": Kind({"kind": "drop", "done": True}),
    "time-out": Kind({"kind": "late"}, late=True),
    "time-out, done": Kind({"kind": "late", "done": True}, late=True),
    "403 with Retry-After": Kind({"kind": "403", "headers": {"retry-after": "1"}, "body": SECONDARY}),
    "403 secondary limit": Kind({"kind": "403", "body": SECONDARY}),
    "403 limit used up": Kind({"kind": "403", "headers": USED_UP, "body": {"message": "API rate limit exceeded"}}, True),
    "429 with Retry-After": Kind({"kind": "429", "headers": {"retry-after": "1"}}),
    "429 without": Kind({"kind": "429"}),
    "RATE_LIMITED in a 200": Kind({"kind": "200", "headers": USED_UP, "body": LIMITED}, True, of="^QUERY"),
    "401": Kind({"kind": "401", "body": {"message": "Bad credentials"}}, True),
    "404": Kind({"kind": "404", "body": {"message": "Not Found"}}, True, of=NO_ANSWER),
    "410": Kind({"kind": "410", "body": {"message": "This issue was deleted"}}, True, of=NO_ANSWER),
    "422": Kind({"kind": "422", "body": {"message": "Validation Failed"}}, True, of=WRITES),
    "422 too long": Kind(
        {"kind": "422", "body": {"message": "Validation Failed", "errors": [{"message": "body is too long"}]}}, True, of=WRITES
    ),
    "no JSON": Kind({"kind": "200", "body": {"login": "<html>"}}, True, of="^(GET|QUERY)"),
    "down": Kind({"kind": "503", "times": ATTEMPTS}, True, of=WRITES),
    "down, done": Kind({"kind": "503", "times": ATTEMPTS, "done": True}, True, of=WRITES),
}  # fmt: skip
