"""Make `schema.graphql`: of GitHub's own schema what the tests need, so that a query that GitHub would refuse is refused here.

    npm pack @octokit/graphql-schema@15.26.1      (the schema is package/schema.graphql in it)
    python tests/data/github/trim_schema.py schema.graphql > tests/data/github/schema.graphql

`KEPT` says which fields of which types; their arguments stay whole, with all enums and inputs that these lead to.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphql import parse, print_ast
from graphql.language import ast

KEPT: dict[str, str] = {
    "Query": "id node nodes rateLimit repository",
    "RateLimit": "cost limit remaining resetAt used",
    "Repository": "hasIssuesEnabled id issue issues nameWithOwner isArchived",
    "IssueConnection": "nodes pageInfo totalCount",
    "PageInfo": "endCursor hasNextPage hasPreviousPage startCursor",
    "Issue": "id databaseId fullDatabaseId number title url body state stateReason author labels assignees comments createdAt "
    "updatedAt closedAt repository parent subIssues subIssuesSummary timelineItems userContentEdits",
    "UserContentEditConnection": "nodes pageInfo totalCount",
    "UserContentEdit": "diff editedAt id",
    "SubIssuesSummary": "completed percentCompleted total",
    "Label": "id name",
    "LabelConnection": "nodes pageInfo totalCount",
    "User": "id login",
    "Bot": "id login",
    "Mannequin": "id login",
    "Organization": "id login",
    "EnterpriseUserAccount": "id login",
    "UserConnection": "nodes pageInfo totalCount",
    "IssueComment": "id databaseId fullDatabaseId author authorAssociation body createdAt updatedAt url userContentEdits",
    "IssueCommentConnection": "nodes pageInfo totalCount",
    "IssueTimelineItemsConnection": "nodes pageInfo totalCount",
    **dict.fromkeys(
        (
            "AssignedEvent ClosedEvent CommentDeletedEvent ConnectedEvent ConvertedNoteToIssueEvent ConvertedToDiscussionEvent "
            "CrossReferencedEvent DemilestonedEvent DisconnectedEvent LabeledEvent LockedEvent MarkedAsDuplicateEvent "
            "MentionedEvent MilestonedEvent PinnedEvent ReferencedEvent RenamedTitleEvent ReopenedEvent SubscribedEvent "
            "TransferredEvent UnassignedEvent UnlabeledEvent UnlockedEvent UnmarkedAsDuplicateEvent UnpinnedEvent "
            "UnsubscribedEvent ParentIssueAddedEvent ParentIssueRemovedEvent SubIssueAddedEvent SubIssueRemovedEvent"
        ).split(),
        "id actor createdAt",
    ),
}
INTERFACES = {"Actor": "login", "Node": "id"}
UNIONS = ("IssueTimelineItems",)


def trimmed(schema: str) -> ast.DocumentNode:
    """The part of a schema that `KEPT` names."""
    known: dict[str, Any] = {each.name.value: each for each in parse(schema).definitions if hasattr(each, "name")}
    kept: dict[str, Any] = {}
    for name, fields in {**KEPT, **INTERFACES}.items():
        kept[name] = _with_fields(known[name], set(fields.split()))
    for name in UNIONS:
        made = known[name]
        kept[name] = _bare(made, types=tuple(each for each in made.types if each.name.value in {**KEPT}))
    waiting = [name for each in list(kept.values()) for name in _named(each)]
    while waiting:
        name = waiting.pop()
        if name not in kept and name in known:
            made = known[name]
            if isinstance(
                made, ast.ObjectTypeDefinitionNode | ast.InterfaceTypeDefinitionNode | ast.UnionTypeDefinitionNode
            ):
                raise SystemExit(f"{name} is reached and not in KEPT")
            kept[name] = _bare(made)
            waiting += _named(kept[name])
    return ast.DocumentNode(definitions=tuple(kept[name] for name in sorted(kept)))


def _with_fields(made: Any, fields: set[str]) -> Any:
    there = {each.name.value for each in made.fields}
    if missing := fields - there:
        raise SystemExit(f"{made.name.value} has no {', '.join(sorted(missing))}")
    same = tuple(each for each in made.interfaces or () if each.name.value in INTERFACES)
    return _bare(made, interfaces=same, fields=tuple(_bare(each) for each in made.fields if each.name.value in fields))


def _bare(made: Any, **changes: Any) -> Any:
    """A definition without its description and directives."""
    facts = {key: getattr(made, key) for key in made.keys if key != "loc"}
    facts |= {"description": None, "directives": ()} if "directives" in facts else {}
    for key in ("arguments", "values", "fields"):
        if key in facts and key not in changes:
            facts[key] = tuple(_bare(each) for each in facts[key] or ())
    return type(made)(**{**facts, **changes})


def _named(made: Any) -> Iterator[str]:
    """The types that a definition leads to."""
    for each in getattr(made, "fields", None) or ():
        yield _type(each.type)
        for argument in getattr(each, "arguments", None) or ():
            yield _type(argument.type)


def _type(node: Any) -> str:
    while not isinstance(node, ast.NamedTypeNode):
        node = node.type
    return node.name.value


if __name__ == "__main__":
    print(print_ast(trimmed(Path(sys.argv[1]).read_text(encoding="utf-8"))))
