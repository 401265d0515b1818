"""A journal whose author deleted their account: nothing proves whose words it has; a member vouches by posting them anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pmflow.journal import Entry, verify
from pmflow.model import State
from pmflow.plan import WriteJournal
from tests.adapters.github_server import Emulator, Front
from tests.adapters.test_github_requests import tracker
from tests.good import NOW


class Haunted(Front):
    """Where some comments are nobody's any more."""

    def __init__(self, emulator: Emulator) -> None:
        super().__init__(emulator)
        self.nobodys: set[int] = set()
        self.called: dict[str, str] | None = None

    def _with_sub_issues(self, data: Any) -> Any:
        data = super()._with_sub_issues(data)
        for each in data if isinstance(data, list) else [data]:
            if isinstance(each, dict) and "issue_url" in each and each["id"] in self.nobodys:
                each |= {"user": self.called, "author_association": "NONE"}
        return data


@pytest.fixture
def haunted(emulator: Emulator) -> Iterator[Haunted]:
    made = Haunted(emulator)
    yield made
    made.stop()
    assert made.complaints == []


@pytest.mark.parametrize("called", [None, {"login": "ghost", "type": "User"}])
def test_it_is_passed_over_until_somebody_posts_it_anew(haunted: Haunted, called: dict[str, str] | None) -> None:
    """Whatever `people` says of a `ghost`; posted anew, the chain holds."""
    labels = ["postmortem", "pm:reviewed"]
    haunted.ask("POST", "/issues", {"title": "Search", "body": "Blank.", "labels": labels})
    ref = f"{haunted.repo}#1"
    entry = Entry(key="a", at=NOW, by="noor", what="review", source=State.DRAFT, to=State.REVIEWED)
    tracker(haunted).apply(ref, WriteJournal(entry))
    [comment] = haunted.comments(1)
    haunted.nobodys, haunted.called = {comment["id"]}, called
    loaded = tracker(haunted, logins={"somebody": "ghost"}).load(ref)
    assert loaded.journal == ()
    assert ["the account of whoever wrote it was deleted" in trouble for trouble in loaded.troubles] == [True]
    haunted.ask("POST", "/issues/1/comments", {"body": comment["body"]})
    haunted.ask("DELETE", f"/issues/comments/{comment['id']}")
    loaded = tracker(haunted).load(ref)
    assert ([each.key for each in loaded.journal], verify(loaded.journal), loaded.troubles) == (["a"], [], ())
