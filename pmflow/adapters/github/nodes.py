"""GraphQL's answers as the payloads that REST's are: the same words, whichever way they came. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pmflow.adapters.github.edits import Edit, History, newest
from pmflow.adapters.github.payloads import Comment, Happened, Issue, Payload, read, read_all
from pmflow.adapters.github.queries import HEARD
from pmflow.errors import TrackerMissing, TrackerMisunderstood

_WHO = {kind: who for kind, _, who in HEARD}


class _Summary(Payload):
    """A page of a connection, without what is on it."""

    hasNextPage: bool = False
    hasPreviousPage: bool = False
    endCursor: str | None = None


@dataclass(frozen=True, slots=True)
class CommentPage:
    """The comments of an issue that an answer holds."""

    comments: tuple[Comment, ...] = ()
    total: int = 0
    cursor: str | None = None
    """Of those that follow; None where none do."""

    @property
    def whole(self) -> bool:
        return len(self.comments) >= self.total


@dataclass(frozen=True, slots=True)
class Found:
    """An issue with what was asked for beside it."""

    issue: Issue
    node: str
    """By which GraphQL knows it."""
    said: CommentPage = CommentPage()
    children: tuple[Found, ...] = ()
    parent: tuple[str, int] | None = None
    """Repository and number of the issue that it is a sub-issue of."""
    done: tuple[Happened, ...] | None = None
    """What happened to it; None where the newest of people is perhaps not among what was asked for."""


def found_in(node: object, *, where: str) -> Found:
    """One issue. Raises `TrackerMisunderstood`."""
    if not isinstance(node, Mapping):
        raise TrackerMisunderstood(
            f"{where}: GitHub answered no issue; is GITHUB_API_URL the address of the API itself?"
        )
    repo = _inside(node, "repository", "nameWithOwner")
    payload = {
        "id": node.get("fullDatabaseId"), "number": node.get("number"), "title": node.get("title"),
        "html_url": node.get("url"), "body": node.get("body"), "state": _small(node.get("state")) or "open",
        "state_reason": _small(node.get("stateReason")), "user": _user(node.get("author")),
        "labels": [each.get("name") for each in _nodes(node, "labels")],
        "assignees": [_user(each) for each in _nodes(node, "assignees")],
        "comments": _inside(node, "comments", "totalCount") or 0, "created_at": node.get("createdAt"),
        "updated_at": node.get("updatedAt"), "closed_at": node.get("closedAt"),
        "repository_url": f"/repos/{repo}", "sub_issues_summary": node.get("subIssuesSummary"),
    }  # fmt: skip
    parent, number = _inside(node, "parent", "repository", "nameWithOwner"), _inside(node, "parent", "number")
    return Found(
        issue=read(Issue, payload, where=where),
        node=str(node.get("id")),
        said=said_in(node.get("comments"), where=where),
        children=tuple(found_in(each, where=where) for each in _nodes(node, "subIssues")),
        parent=(str(parent), int(number)) if parent and isinstance(number, int) else None,
        done=_done(node.get("timelineItems"), where=where),
    )


def said_in(connection: object, *, where: str) -> CommentPage:
    """A page of comments."""
    if not isinstance(connection, Mapping):
        return CommentPage()
    payloads = [
        {
            "id": each.get("fullDatabaseId"), "node_id": each.get("id") or "", "body": each.get("body"),
            "user": _user(each.get("author")), "author_association": each.get("authorAssociation") or "NONE",
            "created_at": each.get("createdAt"), "html_url": each.get("url") or "",
        }
        for each in _nodes({"here": connection}, "here")
    ]  # fmt: skip
    page = read(_Summary, connection.get("pageInfo") or {}, where=where)
    total = connection.get("totalCount")
    return CommentPage(
        tuple(read_all(Comment, payloads, where=where)),
        total if isinstance(total, int) else 0,
        page.endCursor if page.hasNextPage else None,
    )


def page_of(data: Mapping[str, Any], *, where: str) -> tuple[list[Found], str | None] | None:
    """The issues of one page, and the cursor of the next; None where the token does not see the repository. Raises
    `TrackerMissing` where it has its issues switched off: GitHub would say that there are none."""
    if _inside(data, "repository", "hasIssuesEnabled") is False:
        raise TrackerMissing(f"{where}: has its issues switched off")
    issues = _inside(data, "repository", "issues")
    if not isinstance(issues, Mapping):
        return None
    page = read(_Summary, issues.get("pageInfo") or {}, where=where)
    found = [found_in(each, where=where) for each in _nodes({"here": issues}, "here")]
    return found, page.endCursor if page.hasNextPage else None


def edits_of(comment: Mapping[str, Any] | None) -> History:
    """The newest edits of a comment that GitHub tells; one that people deleted from the history is left out."""
    if comment is None:
        return History()
    now = str(comment.get("body") or "")
    head, tail = (
        tuple(
            Edit(each["diff"], str(each.get("editedAt")))
            for each in _nodes(comment, name)
            if isinstance(each.get("diff"), str)
        )
        for name in ("head", "tail")
    )
    total = _inside(comment, "head", "totalCount")
    told = len(list(_nodes(comment, "head")))
    return History(newest(head, tail, now), isinstance(total, int) and total <= told)


def _done(connection: object, *, where: str) -> tuple[Happened, ...] | None:
    if not isinstance(connection, Mapping):
        return ()
    payloads = []
    for each in _nodes({"here": connection}, "here"):
        kind = str(each.get("__typename"))
        who = _user(each.get(_WHO.get(kind, "actor")))
        payloads.append({"event": kind, "actor": who, "created_at": each.get("createdAt")})
    happened = tuple(read_all(Happened, payloads, where=where))
    earlier = bool(_inside(connection, "pageInfo", "hasPreviousPage"))
    return None if earlier and all(each.actor is None or each.actor.is_bot for each in happened) else happened


def _nodes(node: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """What stands on a connection; null, of which the token does not see what it is, is passed over."""
    nodes = _inside(node, name, "nodes")
    for each in nodes if isinstance(nodes, list) else ():
        if isinstance(each, Mapping):
            yield each


def _inside(node: object, *names: str) -> Any:
    for name in names:
        node = node.get(name) if isinstance(node, Mapping) else None
    return node


def _small(word: object) -> str | None:
    return word.lower() if isinstance(word, str) else None


def _user(actor: object) -> dict[str, str] | None:
    """GraphQL calls a machine by its bare name, where REST adds `[bot]`."""
    if not isinstance(actor, Mapping) or not isinstance(actor.get("login"), str):
        return None
    login, kind = actor["login"], str(actor.get("__typename") or "User")
    bot = kind == "Bot" and not login.endswith("[bot]")
    return {"login": f"{login}[bot]" if bot else login, "type": kind}
