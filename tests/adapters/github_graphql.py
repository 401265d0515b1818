"""GraphQL for the tests' GitHub: GitHub's own schema (`tests/data/github/schema.graphql`), resolved from what REST answers.

A query that the schema does not know is answered as GitHub does, and is a complaint like a request that OpenAPI does not know.
"""

from __future__ import annotations

import json
import re
import urllib.parse
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import graphql
from graphql import GraphQLError, GraphQLSchema

SCHEMA = Path(__file__).parents[2] / "tests" / "data" / "github" / "schema.graphql"
NAMES = {"RenamedEvent": "RenamedTitleEvent", "CommentedEvent": "IssueComment"}

Get = Callable[[str], Any]
"""A REST path → its answer, all pages of a list; None where it is not there."""


class NotFound(GraphQLError):
    """GitHub's word for what is not there."""


@cache
def schema() -> GraphQLSchema:
    return graphql.build_schema(SCHEMA.read_text(encoding="utf-8"))


@cache
def judged(query: str) -> tuple[graphql.DocumentNode, list[GraphQLError]]:
    """A query as read, and what the schema has against it."""
    document = graphql.parse(query)
    return document, graphql.validate(schema(), document)


def operation(body: Any) -> str:
    """What a query is called."""
    found = re.match(r"\s*query (\w+)", str((body or {}).get("query")))
    return found[1] if found else "?"


def answer(
    body: dict[str, Any],
    get: Get,
    children: dict[str, list[int]],
    paths: dict[int, str],
    edits: dict[str, list[str]],
    versions: Callable[[str], list[tuple[str, str]]],
) -> tuple[dict[str, Any], list[str]]:
    """The answer, and what GitHub's schema has against the query.

    `children`: REST path of an issue → ids of its sub-issues; `paths`: id of an issue → its REST path;
    `edits`: REST path of an issue → the texts that it had, the newest first;
    `versions`: REST path of a comment → its versions, text and when, in the order in which they are told.
    """
    state = _State(get, children, paths, edits, versions)
    root = {
        "repository": state.repository,
        "node": state.node,
        "rateLimit": lambda _info, **_: {"cost": 1, "remaining": 4999},
    }
    try:
        document, wrong = judged(body["query"])
    except GraphQLError as error:
        return {"errors": [{"message": error.message}]}, [error.message]
    if wrong:
        code = {"code": "undefinedField"}
        return (
            {"errors": [{"message": each.message, "extensions": code} for each in wrong]},
            [each.message for each in wrong],
        )
    done = graphql.execute_sync(schema(), document, root, variable_values=body.get("variables"))
    errors = [
        {"message": each.message, "path": each.path, **({"type": "NOT_FOUND"} if _is_missing(each) else {})}
        for each in done.errors or ()
    ]
    complaints = [each.message for each in done.errors or () if not _is_missing(each)]
    return {"data": done.data, **({"errors": errors} if errors else {})}, complaints


def without(answer: dict[str, Any], path: str) -> dict[str, Any]:
    """Partial data: what stands at a dotted path is null, and an error says so."""
    at: Any = answer["data"]
    *before, last = path.split(".")
    for name in before:
        at = at[int(name) if name.isdecimal() else name]
    at[int(last) if last.isdecimal() else last] = None
    told = {"message": "Something went wrong while executing your query.", "path": path.split(".")}
    return {**answer, "errors": [told]}


def _is_missing(error: GraphQLError) -> bool:
    return isinstance(error.original_error or error, NotFound)


class _State:
    def __init__(
        self,
        get: Get,
        children: dict[str, list[int]],
        paths: dict[int, str],
        edits: dict[str, list[str]],
        versions: Callable[[str], list[tuple[str, str]]],
    ) -> None:
        self._get, self._children, self._paths, self._edits, self._versions = get, children, paths, edits, versions
        self._parents = {child: path for path, each in children.items() for child in each}

    def repository(self, _info: Any, owner: str, name: str, **_: Any) -> dict[str, Any]:
        path = f"/repos/{owner}/{name}"
        if self._get(path) is None:
            raise NotFound(f"Could not resolve to a Repository with the name '{owner}/{name}'.")
        return {
            "id": f"R:{path}",
            "hasIssuesEnabled": self._get(path).get("has_issues", True),
            "nameWithOwner": f"{owner}/{name}",
            "issue": lambda _info, number: self._issue(f"{path}/issues/{number}"),
            "issues": partial(self._issues, path),
        }

    def node(self, _info: Any, id: str) -> dict[str, Any]:
        return self._comment(id.removeprefix("C:")) if id.startswith("C:") else self._issue(id.removeprefix("I:"))

    def _comment(self, path: str) -> dict[str, Any]:
        found = self._get(path)
        if found is None:
            raise NotFound(f"Could not resolve to a node with the global id of 'C:{path}'.")
        told = [
            {"id": f"E:{at}", "diff": text, "editedAt": when} for at, (text, when) in enumerate(self._versions(path))
        ]
        return {
            "__typename": "IssueComment",
            "body": found["body"],
            "userContentEdits": lambda _info, **page: _page(told, **page),
        }

    def _issue(self, path: str) -> dict[str, Any]:
        found = self._get(path)
        if found is None or "pull_request" in found:
            number = path.rpartition("/")[2]
            raise NotFound(f"Could not resolve to an Issue with the number of {number}.")
        return self._made(found, path)

    def _issues(
        self, path: str, _info: Any, labels: list[str] | None = None, states: list[str] | None = None,
        orderBy: dict[str, str] | None = None, **page: Any,
    ) -> dict[str, Any]:  # fmt: skip
        assert orderBy == {"field": "CREATED_AT", "direction": "ASC"}
        listed = self._get(f"{path}/issues?labels={','.join(labels or ())}&state=all&sort=created&direction=asc")
        found = [self._made(each, f"{path}/issues/{each['number']}") for each in listed if "pull_request" not in each]
        return _page([each for each in found if not states or each["state"] in states], **page)

    def _made(self, issue: dict[str, Any], path: str) -> dict[str, Any]:
        children = self._children.get(path, [])
        parent = self._parents.get(issue["id"])
        return {
            "__typename": "Issue", "id": f"I:{path}", "databaseId": issue["id"], "fullDatabaseId": str(issue["id"]),
            "number": issue["number"], "title": issue["title"], "url": issue["html_url"], "body": issue["body"] or "",
            "state": issue["state"].upper(),
            "stateReason": lambda _info, **_: (issue.get("state_reason") or "").upper() or None,
            "author": _actor(issue["user"]),
            "labels": lambda _info, **page: _page([{"name": each["name"]} for each in issue["labels"]], **page),
            "assignees": lambda _info, **page: _page([_actor(each) for each in issue["assignees"]], **page),
            "createdAt": issue["created_at"], "updatedAt": issue["updated_at"], "closedAt": issue["closed_at"],
            "repository": {"nameWithOwner": "/".join(path.split("/")[2:4])},
            "comments": lambda _info, **page: _page(self._comments(path, issue["comments"]), **page),
            "subIssues": lambda _info, **page: _page(
                [self._issue(self._paths[each]) for each in children if self._get(self._paths[each])], **page
            ),
            "subIssuesSummary": {"total": len(children), "completed": 0, "percentCompleted": 0},
            "parent": lambda _info: self._issue(parent) if parent and self._get(parent) else None,
            "timelineItems": partial(self._timeline, path),
            "userContentEdits": lambda _info, **page: _page([{"diff": each} for each in self._edits.get(path, ())], **page),
        }  # fmt: skip

    def _comments(self, path: str, count: int) -> list[dict[str, Any]]:
        return [
            {
                "__typename": "IssueComment", "id": f"C:{urllib.parse.urlsplit(each['url']).path}",
                "fullDatabaseId": str(each["id"]),
                "author": _actor(each["user"]), "authorAssociation": each["author_association"],
                "body": each["body"], "createdAt": each["created_at"], "updatedAt": each["updated_at"],
                "url": each["html_url"],
            }
            for each in (self._get(f"{path}/comments") if count else ())
        ]  # fmt: skip

    def _timeline(self, path: str, _info: Any, itemTypes: list[str] | None = None, **page: Any) -> dict[str, Any]:
        found = []
        for each in self._get(f"{path}/timeline"):
            name = "".join(part.title() for part in re.split("[-_]", each["event"])) + "Event"
            kind = NAMES.get(name, name)
            if itemTypes is None or re.sub(r"(?<!^)(?=[A-Z])", "_", kind).upper() in itemTypes:
                who = _actor(each.get("actor") or each.get("user"))
                found.append({"__typename": kind, "actor": who, "author": who, "createdAt": each["created_at"]})
        return _page(found, **page)


def _actor(user: dict[str, Any] | None) -> dict[str, Any] | None:
    """GraphQL calls a machine by its bare name, REST adds `[bot]`."""
    if user is None:
        return None
    bot = user.get("type") == "Bot" or user["login"].endswith("[bot]")
    return {"__typename": "Bot" if bot else "User", "login": user["login"].removesuffix("[bot]")}


def _page(
    found: list[Any], first: int | None = None, last: int | None = None, after: str | None = None, **_: Any
) -> dict[str, Any]:
    if (first or last or 101) > 100:
        raise GraphQLError("`first` or `last` must be given, and at most 100")
    begin = int(after) if after else 0
    end = min(begin + first, len(found)) if first else len(found)
    if last:
        begin = max(begin, len(found) - last)
    return {
        "totalCount": len(found),
        "nodes": found[begin:end],
        "pageInfo": {
            "hasNextPage": end < len(found), "hasPreviousPage": begin > 0, "endCursor": str(end), "startCursor": str(begin),
        },
    }  # fmt: skip


def encoded(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, default=str).encode()
