"""A `Front` on which stories are played: the token is a workflow's own, people are somebody else, and at any request, by its
number, people do something or the connection breaks.

What is there is compared whole: `seen` answers everything that people see, without moments of the clock and the names that
differ from one repository to the next.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import urllib.parse
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
        self._as = {
            who: {**self._headers, "Authorization": f"token {token}"} for who, token in emulator.tokens().items()
        }
        self._headers = self._as["machine"]
        self._commands: list[int] = []
        self.number = 0
        self.timeout = 15
        """For how long pmflow waits for an answer, in seconds."""
        self.people: dict[int, Callable[[], object]] = {}
        """What people do just before the request with that number is answered."""
        self.broken: dict[int, Fault] = {}
        """What goes wrong with the request of that number."""
        self.gone: dict[str, int] = {}
        """Issues (`/issues/3`) that were deleted: the status that everything about them has."""

    def ask(self, verb: str, path: str, body: object = None, by: str = "noor") -> Any:
        """As one of the people would."""
        mine, self._headers = self._headers, self._as[by]
        try:
            return super().ask(verb, path, body)
        finally:
            self._headers = mine

    def say(self, number: int, text: str, by: str = "noor") -> dict[str, Any]:
        """A comment of one of the people's; answers the event that GitHub makes of it."""
        comment = self.ask("POST", f"/issues/{number}/comments", {"body": text}, by)
        self._commands.append(comment["id"])
        return self.event(number, "created", by, comment=comment)

    def event(self, number: int, action: str, by: str = "noor", **more: Any) -> dict[str, Any]:
        """What GitHub tells of an issue that was touched."""
        return {
            "action": action, "issue": self.ask("GET", f"/issues/{number}"), "repository": {"full_name": self.repo},
            "sender": {"login": by, "type": "User"}, **more,
        }  # fmt: skip

    def delete_issue(self, number: int) -> None:
        """The emulator cannot: it is in no list any more, and GitHub answers 410 from then on."""
        there = self.ask("GET", f"/issues/{number}")
        for each in there["labels"]:
            self.ask("DELETE", f"/issues/{number}/labels/{urllib.parse.quote(each['name'])}")
        self.ask("PATCH", f"/issues/{number}", {"title": "(deleted)", "body": "", "state": "closed"})
        path = f"/repos/{self.repo}/issues/{number}"
        for children in self._children.values():
            children[:] = [id for id in children if self._ids[id] != path]
        self.gone[path] = 410

    def _fault(self, request: Request) -> Fault | None:
        self.number += 1
        if (act := self.people.pop(self.number, None)) is not None:
            act()
        for path, status in self.gone.items():
            if request.path == path or request.path.startswith(f"{path}/"):
                return Fault(str(status), body={"message": "This issue was deleted"})
        return self.broken.pop(self.number, None) or super()._fault(request)

    @property
    def refused(self) -> set[int]:
        """Commands that were not carried out: whoever gave one gives it again, and only that is looked at."""
        return {id for id in self._commands if (id, "confused") in self.reactions and (id, "+1") not in self.reactions}

    def was_refused(self) -> bool:
        """Whether the last command was."""
        return bool(self._commands) and self._commands[-1] in self.refused

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
                        if not self._is_about_refused(comment)
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
        status, _, answer = self.emulator.ask(
            "GET", f"/repos/{self.repo}{path}{sign}per_page=100", None, self._as["noor"]
        )
        assert status == 200, f"{path}: {status}"
        found = json.loads(answer)
        assert isinstance(found, list)
        return found

    def _is_about_refused(self, comment: dict[str, Any]) -> bool:
        answer = re.match(r"<!-- pmflow:comment answer:(\d+) ", comment["body"])
        return comment["id"] in self.refused or (answer is not None and int(answer[1]) in self.refused)

    def _said(self, comment: dict[str, Any]) -> tuple[str, object, list[str]]:
        """Who says what, and how it was acknowledged; of the journal, what its entries are about. In which words a command was
        answered, or somebody reminded, is left out: whoever gives one again that was stopped half way is told that it is so
        already."""
        signs = sorted(sign for id, sign in self.reactions if id == comment["id"])
        body = self._plain(comment["body"])
        kind = (marked(body) or ("",))[0]
        entries = [json.loads(line) for line in body.splitlines() if line.startswith("{")] if kind == "journal" else []
        if body.startswith(("<!-- pmflow:comment answer:", "<!-- pmflow:comment told:")):
            body = body.partition("\n")[0]
        return comment["user"]["login"], _journaled(entries) if entries else body, signs

    def _plain(self, text: str) -> str:
        """Without the names and the moments that are this repository's alone, and what is sealed over them."""
        text = text.replace(self.repo, "acme/shop").replace("\r\n", "\n").replace(self.address, "")
        at = 1
        for id in self._commands:
            text = re.sub(rf"\b(comment|answer):{id}\b", rf"\1:c{at}", text)
            at += id not in self.refused
        text = re.sub(r"http://localhost:\d+", "", text)
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
