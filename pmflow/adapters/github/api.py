"""Sends requests, by PyGithub, and nothing else. What an answer means, `retry` decides.

Reads are sent again by PyGithub's own retry (urllib3's: a few times, on 5xx and lost connections); its own class would also
send POSTs again, and sleep for an hour. Queries (GraphQL) are POSTs, but read, so they are sent again here. So are writes, and
where nobody knows whether the first was done, it is looked for first. The pauses between writes are made here (`pacing`),
because PyGithub would make them before queries, too. One request at a time: PyGithub's objects are not safe between threads.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from pmflow.adapters.github import pacing, retry
from pmflow.adapters.github.app import App, authorised, check_handed_out
from pmflow.adapters.github.limits import Budget, budget_in
from pmflow.adapters.github.retry import Failure, Outcome
from pmflow.adapters.github_names import API
from pmflow.errors import TrackerMisunderstood, TrackerRefused, TrackerThrottled

PAGE = 100
NO_TOKEN = "{where}: no token is set, and GitHub answers nobody here without one; put one into GITHUB_TOKEN"
READS = frozenset({"GET", "HEAD"})
INSTALLED = "ghs_"
"""https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats"""
TIMEOUT = 15
"""Seconds; GitHub itself gives up after ten."""

T = TypeVar("T")

_TOKEN = re.compile(r"\b(?:gh[a-z]_|github_pat_)\w{8,}|\beyJ[\w-]+\.[\w-]+\.[\w-]+")
"""A token, or what an App signs."""


class _Failed(Exception):
    """A request that did not succeed, on its way to `Api._persist`."""

    def __init__(self, failure: Failure) -> None:
        super().__init__()
        self.failure = failure


class Api:
    """One connection. `token` never appears in what it says of itself, and in no message."""

    def __init__(
        self,
        token: str | App | None,
        address: str = API,
        *,
        between_writes: float = 1.0,
        patience: float = 60.0,
        timeout: int = TIMEOUT,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`between_writes`: seconds, as GitHub asks; `patience`: the longest that it waits for a limit to end;
        `timeout`: for an answer."""
        if isinstance(token, str) and (
            not token.isascii() or any(each.isspace() or not each.isprintable() for each in token)
        ):
            raise TrackerRefused("GITHUB_TOKEN holds a character that no token has; copy it again, without a line end")
        self.address = address.rstrip("/")
        self.has_token = token is not None
        self._patience, self._sleep, self._clock = patience, sleep, clock
        self._made: Any = None
        self.app = token if isinstance(token, App) else None
        self.timeout = timeout
        self.installed = isinstance(token, App) or (token is not None and token.startswith(INSTALLED))
        """Whether it is the token of an App's installation, as that of a workflow is: it reaches what it was installed in."""
        self.writes = 0
        """How many writes were sent so far, those that failed included."""
        self.reads = 0
        """Likewise, queries among them."""
        self.budgets: dict[str, Budget] = {}
        """What is left of each limit (`core`, `search`, `graphql`), by the last answers."""
        self._gap = between_writes
        self._last: float | None = None
        """When the last write was answered."""
        self._made_at: deque[float] = deque(maxlen=max(most for _, most in pacing.MADE))

        def connect() -> Any:
            return _requester(token, self.address, timeout)

        self._connect = connect
        # A function keeps it out of what the object says of itself; `partial` would show it.
        self._hide: Callable[[str], str] = lambda text: _hidden_in(text, token if isinstance(token, str) else None)

    def __repr__(self) -> str:
        return f"Api({self.address!r})"

    # Reading

    def get(self, path: str, *, where: str, **parameters: str | int) -> Any:
        """One answer. Raises `TrackerError`."""
        return self._persist(lambda: self._send("GET", path, parameters, None, where)[1], self._limit_ends)

    def read(self, path: str, *, where: str, **parameters: str | int) -> tuple[dict[str, str], Any]:
        """One answer with its headers (names in small letters). Raises `TrackerError`."""
        return self._persist(lambda: self._send("GET", path, parameters, None, where), self._limit_ends)

    def pages(self, path: str, *, where: str, **parameters: str | int) -> Iterator[Any]:
        """A list, page by page, each fetched when it is asked for."""
        number = 1
        while True:
            asked = {**parameters, "per_page": PAGE, **({"page": number} if number > 1 else {})}
            send = partial(self._send, "GET", path, asked, None, where)
            headers, data = self._persist(send, self._limit_ends)
            yield data
            if 'rel="next"' not in headers.get("link", ""):
                return
            number += 1

    def ask(self, query: str, variables: Mapping[str, Any], *, where: str, attempts: int = retry.ATTEMPTS) -> Any:
        """A GraphQL query's data; where something is null, the token does not see it. Raises `TrackerError`; `TrackerMissing`
        where the server has no GraphQL, or one that does not know all that is asked for."""

        def once() -> Any:
            headers, answer = self._send("POST", None, None, {"query": query, "variables": dict(variables)}, where)
            answer = answer if isinstance(answer, dict) else {}
            errors = _hidden(answer, self._hide)["errors"]
            failure = retry.judge_errors(errors, headers, where=where, now=self._clock())
            if failure is not None:
                raise _Failed(failure)
            if not isinstance(answer.get("data"), dict):
                raise _Failed(_unreadable(where, "no data", reads=True))
            return answer["data"]

        return self._persist(once, self._may_help, attempts=attempts)

    # Writing

    def write(
        self, verb: str, path: str, body: object, *, where: str, seen: Callable[[], T | None] = lambda: None
    ) -> Any | T:
        """Send one write and answer what it answers.

        `seen` looks whether it was done already; it is asked before the write is sent again (others may have written while
        a limit was waited for), and when its answer was lost for good. Without it the write must be one that can be done
        twice.
        """
        again = doubtful = False

        def once() -> Any:
            nonlocal again, doubtful
            if again:
                self.wait_turn()
                if (there := seen()) is not None:
                    return there
            self._pace(verb, path, where)
            try:
                return self._send(verb, path, None, body, where)[1]
            except _Failed as failed:
                again, doubtful = True, doubtful or failed.failure.outcome is Outcome.PERHAPS
                raise

        return self._persist(once, self._may_help, last=lambda: seen() if doubtful else None)

    def wait_turn(self) -> None:
        """Wait until the next write may be sent: before reading what it rests on, so that reading and writing lie together."""
        if (wait := pacing.pause_before(self._last, self._gap, self._clock())) > 0:
            self._sleep(wait)

    def _pace(self, verb: str, path: str, where: str) -> None:
        """Wait until a write may be sent. Raises `TrackerThrottled` where that would take too long."""
        wait = pacing.pause_before(self._last, self._gap, self._clock())
        if pacing.makes(verb, path):
            more = pacing.pause_before_making(self._made_at, self._clock())
            if more > self._patience:
                told = "as many issues and comments were made as GitHub wants in an hour"
                raise TrackerThrottled(f"{where}: {told}; run it again in {round(more)} s", retry_after=more)
            wait = max(wait, more)
            self._made_at.append(self._clock() + wait)
        if wait > 0:
            self._sleep(wait)

    def _persist(
        self,
        send: Callable[[], T],
        helps: Callable[[BaseException], bool],
        *,
        last: Callable[[], Any] = lambda: None,
        attempts: int = retry.ATTEMPTS,
    ) -> T | Any:
        """Send, and again after a while, as far as that may help. Raises what people are to be told."""
        from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            return retry.pause(error.failure, state.attempt_number) if isinstance(error, _Failed) else 0.0

        retrying = Retrying(
            stop=stop_after_attempt(attempts), retry=retry_if_exception(helps), wait=wait,
            sleep=self._sleep, reraise=True,
        )  # fmt: skip
        try:
            return retrying(send)
        except _Failed as failed:
            if failed.failure.outcome is Outcome.PERHAPS and (there := last()) is not None:
                return there
            raise failed.failure.error from None

    def _may_help(self, error: BaseException) -> bool:
        if not isinstance(error, _Failed) or error.failure.outcome is Outcome.NEVER:
            return False
        return error.failure.wait is None or error.failure.wait <= self._patience

    def _limit_ends(self, error: BaseException) -> bool:
        """For reads: all but limits PyGithub has sent again already."""
        return isinstance(error, _Failed) and error.failure.wait is not None and self._may_help(error)

    def _send(
        self, verb: str, path: str | None, parameters: Mapping[str, str | int] | None, body: object, where: str
    ) -> tuple[dict[str, str], Any]:
        """One request; `path` None: a query. Raises `_Failed`: a cause or a context would drag the request along, and its
        headers with it."""
        if self._made is None:
            self._made = self._connect()
        import requests
        from github import GithubException

        writes = verb not in READS and path is not None
        # https://docs.github.com/en/enterprise-server/graphql/guides: /api/v3 there has its GraphQL at /api/graphql.
        path = self._made.graphql_url if path is None else path
        if writes:
            self.writes += 1
        else:
            self.reads += 1
        try:
            headers, data = self._made.requestJsonAndCheck(
                verb, path, parameters=dict(parameters) if parameters else None, input=body
            )
            known = {str(name).lower(): str(value) for name, value in headers.items()}
            self._count(known)
            return known, data
        except GithubException as error:
            answered = {str(name): str(value) for name, value in (error.headers or {}).items()}
            self._count({name.lower(): value for name, value in answered.items()})
            data = error.data if isinstance(error.data, dict) else {}
            failure = retry.judge(
                error.status, answered, _hidden(data, self._hide), where=where, writes=writes, now=self._clock()
            )
            if error.status == 401 and not self.has_token:
                failure = Failure(Outcome.NEVER, retry.BadToken(NO_TOKEN.format(where=where)))
        except (
            requests.exceptions.ConnectTimeout,
            requests.exceptions.SSLError,
            requests.exceptions.ProxyError,
        ) as error:
            failure = retry.unsent(where, type(error).__name__)
        except requests.exceptions.ConnectionError as error:
            refused = "NewConnectionError" in repr(error) or "NameResolutionError" in repr(error)
            failure = retry.unsent(where, "no connection") if refused else retry.unanswered(where)
        except requests.exceptions.Timeout:
            failure = retry.unanswered(where)
        except (requests.exceptions.RequestException, ValueError) as error:
            failure = _unreadable(where, type(error).__name__, reads=not writes)
        finally:
            if writes:
                self._last = self._clock()
        raise _Failed(failure) from None

    def _count(self, headers: Mapping[str, str]) -> None:
        if (found := budget_in(headers)) is not None:
            self.budgets[found[0]] = found[1]


def _unreadable(where: str, why: str, *, reads: bool) -> Failure:
    return Failure(
        Outcome.NEVER if reads else Outcome.PERHAPS,
        TrackerMisunderstood(f"{where}: GitHub's answer cannot be read ({why}); is GITHUB_API_URL the API's address?"),
    )


def _hidden_in(text: str, token: str | None) -> str:
    """The text without this token, and without any other that looks like one."""
    return _TOKEN.sub("***", text.replace(token, "***") if token else text)


def _hidden(data: dict[str, Any], hide: Callable[[str], str]) -> dict[str, Any]:
    """An error's words without the token, should a server repeat it."""
    errors = data.get("errors")
    return {
        "message": hide(str(data.get("message") or "")),
        "errors": [
            {key: value if isinstance(value, dict) else hide(str(value)) for key, value in each.items()}
            if isinstance(each, dict)
            else hide(str(each))
            for each in (errors if isinstance(errors, list) else ())
        ],
    }


def _requester(token: str | App | None, address: str, timeout: int) -> Any:
    import github
    import urllib3

    reads_only = urllib3.Retry(
        total=retry.ATTEMPTS - 1, backoff_factor=0.2, allowed_methods=READS, status_forcelist=(500, 502, 503, 504),
        respect_retry_after_header=False, raise_on_status=False,
    )  # fmt: skip
    auth: github.Auth.Auth | None = None
    if isinstance(token, App):
        auth = installed = authorised(token, address, timeout)
    elif token:
        auth = github.Auth.Token(token)
    made = github.Github(
        auth=auth, base_url=address, timeout=timeout, retry=reads_only,
        seconds_between_requests=None, seconds_between_writes=None, user_agent="pmflow",
    )  # fmt: skip
    if isinstance(token, App):
        check_handed_out(token, installed)
    return made.requester
