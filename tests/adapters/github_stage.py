"""A `Front` on which stories are played: the token is a workflow's own, people are somebody else, and at any request, by its
number, people do something or the connection breaks.

What is there is compared whole: `seen` answers everything that people see, without moments of the clock and the names that
differ from one repository to the next.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pmflow.adapters.github.markers import marked
from tests.adapters.github_server import Emulator, Fault, Front, Request

LOGINS = {"tariq": "ivo", "ines": "noor", "ines okafor": "noor", "wanda": "wanda"}
"""The policy's people. A journal may call them by either."""
Seen = dict[int, dict[str, object]]
"""Number → what the issue says."""


class Stage(Front):
    """`number` counts what pmflow asks for, from 1."""

    def __init__(self, emulator: Emulator) -> None:
        super().__init__(emulator)
        machine, noor = emulator.tokens()
        self._headers["Authorization"] = f"token {machine}"
        self._noor = {**self._headers, "Authorization": f"token {noor}"}
        self.number = 0
        self.timeout = 15
        """For how long pmflow waits for an answer, in seconds."""
        self.people: dict[int, Callable[[], object]] = {}
        """What people do just before the request with that number is answered."""
        self.broken: dict[int, Fault] = {}
        """What goes wrong with the request of that number."""
        self.gone: dict[str, int] = {}
        """Issues (`/issues/3`) that were deleted: the status that everything about them has."""

    def ask(self, verb: str, path: str, body: object = None) -> Any:
        """As noor would."""
        mine, self._headers = self._headers, self._noor
        try:
            return super().ask(verb, path, body)
        finally:
            self._headers = mine

    def delete_issue(self, number: int) -> None:
        """The emulator cannot; GitHub answers 410 from then on."""
        self.gone[f"/repos/{self.repo}/issues/{number}"] = 410

    def _fault(self, request: Request) -> Fault | None:
        self.number += 1
        if (act := self.people.pop(self.number, None)) is not None:
            act()
        for path, status in self.gone.items():
            if request.path == path or request.path.startswith(f"{path}/"):
                return Fault(str(status), body={"message": "This issue was deleted"})
        return self.broken.pop(self.number, None) or super()._fault(request)

    # Looking

    def seen(self) -> Seen:
        """What people see in the repository."""
        issues = self._all("/issues?state=all&sort=created&direction=asc")
        return {
            each["number"]: {
                "title": each["title"],
                "body": self._plain(each["body"] or ""),
                "labels": sorted(label["name"] for label in each["labels"]),
                "assignees": sorted(person["login"] for person in each["assignees"]),
                "state": (each["state"], each["state_reason"] if each["state"] == "closed" else None),
                "comments": sorted(
                    (
                        self._said(comment)
                        for comment in (self._all(f"/issues/{each['number']}/comments") if each["comments"] else ())
                    ),
                    key=str,
                ),
                "sub-issues": self._sub_issues_of(each["number"]),
            }
            for each in issues
        }

    def _sub_issues_of(self, number: int) -> list[str]:
        ids = self._children.get(f"/repos/{self.repo}/issues/{number}", [])
        return sorted(self._ids[id].rpartition("/")[2] for id in ids)

    def _all(self, path: str) -> list[Any]:
        sign = "&" if "?" in path else "?"
        status, _, answer = self.emulator.ask("GET", f"/repos/{self.repo}{path}{sign}per_page=100", None, self._noor)
        assert status == 200, f"{path}: {status}"
        found = json.loads(answer)
        assert isinstance(found, list)
        return found

    def _said(self, comment: dict[str, Any]) -> tuple[str, object]:
        """Who says what; of the journal, what its entries are about."""
        body = self._plain(comment["body"])
        kind = (marked(body) or ("",))[0]
        entries = [json.loads(line) for line in body.splitlines() if line.startswith("{")] if kind == "journal" else []
        return comment["user"]["login"], _journaled(entries) if entries else body

    def _plain(self, text: str) -> str:
        """Without the names and the moments that are this repository's alone, and what is sealed over them."""
        text = text.replace(self.repo, "acme/shop").replace("\r\n", "\n")
        text = re.sub(
            r'"owner":"([^"]*)"', lambda found: f'"owner":"{LOGINS.get(found[1].casefold(), found[1])}"', text
        )
        return re.sub(rf"{dt.datetime.now(dt.UTC):%Y-%m-%d}[T ][\d:.]+(Z| UTC)", "…", _HASH.sub("…", text))


_HASH = re.compile(r"\b[0-9a-f]{16}\b")


def _journaled(entries: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """The entries in their order; apart from them what was told, without what was then said not to have left: of two
    messages either may be the one that is said at the second try."""
    told: list[str] = []
    for entry in entries:
        if entry["what"] == "Told":
            told.append(json.dumps(entry["told"]))
        elif entry["what"] == "NotTold":
            told.remove(json.dumps(entry["told"]))
    return [json.dumps(entry) for entry in entries if "told" not in entry], sorted(told)


@contextmanager
def staged(emulator: Emulator) -> Iterator[Stage]:
    """A fresh repository; what was asked of it was all as GitHub describes it."""
    stage = Stage(emulator)
    try:
        yield stage
    finally:
        stage.stop()
    assert stage.complaints == []
