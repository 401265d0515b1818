"""How fast is written, and single exchanges with api.github.com: what was waited, what was sent, and the error as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import responses

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.retry import BadToken
from pmflow.errors import TrackerError, TrackerMisunderstood, TrackerThrottled
from tests.adapters.github_server import TOKEN

HOST = "https://api.github.com:443"
"""PyGithub names the port."""
ISSUE, COMMENTS, LABELS = (f"/repos/acme/shop/issues/1{rest}" for rest in ("", "/comments", "/labels"))
WHERE = "acme/shop#1"


@dataclass
class Time:
    """A clock that goes on by what is slept."""

    now: float = 1_000_000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def api(time: Time) -> Api:
    return Api(TOKEN, sleep=time.sleep, clock=time.clock)


@pytest.fixture
def answers() -> Iterator[responses.RequestsMock]:
    """What GitHub answers, in order; the last one again and again."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as made:
        yield made


def sent(answers: responses.RequestsMock) -> list[str]:
    return [f"{call.request.method} {str(call.request.url).removeprefix(HOST)}" for call in answers.calls]


def told(error: TrackerError) -> tuple[type[TrackerError], str, dict[str, Any]]:
    """An error whole: what can be done about it, its words, and its data."""
    return type(error), str(error), {name: value for name, value in vars(error).items() if value is not None}


# How fast


def test_one_write_a_second(api: Api, time: Time, answers: responses.RequestsMock) -> None:
    """Counted from the end of the last one; reads wait for nothing, and who has waited already does not wait again."""
    answers.post(HOST + LABELS, json=[])
    answers.get(HOST + ISSUE, json={})
    for _ in range(2):
        api.write("POST", LABELS, {"labels": ["a"]}, where=WHERE)
        api.get(ISSUE, where=WHERE)
    time.now += 0.25
    api.wait_turn()
    api.write("POST", LABELS, {"labels": ["a"]}, where=WHERE)
    time.now += 5
    api.write("POST", LABELS, {"labels": ["a"]}, where=WHERE)
    assert time.slept == [1.0, 0.75]


def test_eighty_comments_a_minute(time: Time, answers: responses.RequestsMock) -> None:
    """The eighty-first waits until the first is a minute old; labels are not counted."""
    answers.post(HOST + COMMENTS, json={}, status=201)
    answers.post(HOST + LABELS, json=[])
    api = Api(TOKEN, between_writes=0.5, sleep=time.sleep, clock=time.clock)
    began = time.now
    for _ in range(80):
        api.write("POST", COMMENTS, {"body": "a"}, where=WHERE)
        api.write("POST", LABELS, {"labels": ["a"]}, where=WHERE) if time.now < began + 1 else None
    assert time.now - began < 60
    api.write("POST", COMMENTS, {"body": "a"}, where=WHERE)
    assert time.now - began == 60


def test_five_hundred_an_hour(api: Api, time: Time, answers: responses.RequestsMock) -> None:
    """Then it is said for how long to wait, and nothing is sent."""
    answers.post(HOST + COMMENTS, json={}, status=201)
    began = time.now
    for _ in range(500):
        api.write("POST", COMMENTS, {"body": "a"}, where=WHERE)
    took = time.now - began
    with pytest.raises(TrackerThrottled) as refused:
        api.write("POST", COMMENTS, {"body": "a"}, where=WHERE)
    left = 3600 - took
    words = (
        f"{WHERE}: as many issues and comments were made as GitHub wants in an hour; run it again in {round(left)} s"
    )
    assert told(refused.value) == (TrackerThrottled, words, {"retry_after": left})
    assert (len(answers.calls), api.writes, took) == (500, 500, 499.0)
    time.now += left
    api.write("POST", COMMENTS, {"body": "a"}, where=WHERE)


# Single exchanges


def test_a_limit_that_ends_soon(api: Api, time: Time, answers: responses.RequestsMock) -> None:
    """It is waited for as long as it says, and the write sent again."""
    limit = {"message": "You have exceeded a secondary rate limit."}
    answers.post(HOST + LABELS, json=limit, status=403, headers={"Retry-After": "7"})
    answers.post(HOST + LABELS, json=[{"name": "a"}])
    assert api.write("POST", LABELS, {"labels": ["a"]}, where=WHERE) == [{"name": "a"}]
    assert (time.slept, sent(answers)) == ([7.0], [f"POST {LABELS}"] * 2)


def test_a_limit_that_ends_late(api: Api, time: Time, answers: responses.RequestsMock) -> None:
    """It is told, with the seconds that it takes."""
    limit = {"message": "You have exceeded a secondary rate limit."}
    answers.post(HOST + LABELS, json=limit, status=403, headers={"Retry-After": "600"})
    with pytest.raises(TrackerThrottled) as refused:
        api.write("POST", LABELS, {"labels": ["a"]}, where=WHERE)
    words = f"{WHERE}: GitHub takes no more requests for now (You have exceeded a secondary rate limit.); run it again in 600 s"
    assert told(refused.value) == (TrackerThrottled, words, {"retry_after": 600.0})
    assert (time.slept, len(answers.calls)) == ([], 1)


def test_too_many_requests_for_nobody_knows_how_long(api: Api, time: Time, answers: responses.RequestsMock) -> None:
    """A 429 without `Retry-After` is waited for a minute, as the documentation says, three times at the most."""
    answers.get(HOST + ISSUE, json={"message": "Too many requests"}, status=429)
    with pytest.raises(TrackerThrottled) as refused:
        api.get(ISSUE, where=WHERE)
    words = f"{WHERE}: GitHub takes no more requests for now (Too many requests); run it again in 60 s"
    assert told(refused.value) == (TrackerThrottled, words, {"retry_after": 60.0})
    assert (time.slept, sent(answers)) == ([60.0] * 3, [f"GET {ISSUE}"] * 4)


def test_a_limit_in_a_200(api: Api, time: Time, answers: responses.RequestsMock) -> None:
    """GraphQL says so in its errors, and when it ends in the headers."""
    limit = {"type": "RATE_LIMITED", "message": "API rate limit exceeded"}
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": f"{time.now + 900:.0f}"}
    answers.post(f"{HOST}/graphql", json={"errors": [limit]}, headers=headers)
    with pytest.raises(TrackerThrottled) as refused:
        api.ask("query q { rateLimit { cost } }", {}, where="acme/shop")
    words = "acme/shop: GitHub takes no more requests for now (API rate limit exceeded); run it again in 901 s"
    assert told(refused.value) == (TrackerThrottled, words, {"retry_after": 901.0})
    assert (time.slept, len(answers.calls)) == ([], 1)


def test_a_token_that_is_not_accepted(api: Api, time: Time, answers: responses.RequestsMock) -> None:
    """It is said once, what to do, and without the token."""
    answers.get(HOST + ISSUE, json={"message": f"Bad credentials: {TOKEN}"}, status=401)
    with pytest.raises(BadToken) as refused:
        api.get(ISSUE, where=WHERE)
    words = f"{WHERE}: GitHub does not accept the token (Bad credentials: ***); put a valid one into GITHUB_TOKEN"
    assert told(refused.value) == (BadToken, words, {})
    assert (time.slept, len(answers.calls)) == ([], 1)


def test_a_body_that_is_no_json(time: Time, answers: responses.RequestsMock) -> None:
    """Somebody else answers in GitHub's name: a proxy's page is no issue."""
    answers.get(HOST + ISSUE, body="<html>Please log in</html>", content_type="text/html")
    with pytest.raises(TrackerMisunderstood) as refused:
        GitHub(["acme/shop"], token=None, sleep=time.sleep, clock=time.clock).load(WHERE)
    words = (
        f"{WHERE}: GitHub's answer is not what it should be (id: Field required); is GITHUB_API_URL the address of the API "
        "itself?"
    )
    assert told(refused.value) == (TrackerMisunderstood, words, {})
    assert (time.slept, len(answers.calls)) == ([], 1)
