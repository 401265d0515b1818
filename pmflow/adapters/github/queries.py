"""What is asked of GitHub's GraphQL. Pure.

One rule keeps the price low (points are counted by the connections that are asked for): action items of many post-mortems are
asked for flat, by their label, and joined by `parent`; only those of a single post-mortem are nested in it.
https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
"""

from __future__ import annotations

from collections.abc import Sequence

from pmflow.adapters.github.refs import Ref

PAGE = 100
"""The most that a connection gives at a time."""
LAST_SAID = 30
"""Comments that are asked for with an incident among many."""
LAST_DONE = 30
"""Events that are asked for with an action item."""

HEARD: tuple[tuple[str, str, str], ...] = (
    ("IssueComment", "ISSUE_COMMENT", "author"),
    ("AssignedEvent", "ASSIGNED_EVENT", "actor"),
    ("UnassignedEvent", "UNASSIGNED_EVENT", "actor"),
    ("ClosedEvent", "CLOSED_EVENT", "actor"),
    ("ReopenedEvent", "REOPENED_EVENT", "actor"),
    ("RenamedTitleEvent", "RENAMED_TITLE_EVENT", "actor"),
    ("ReferencedEvent", "REFERENCED_EVENT", "actor"),
    ("CrossReferencedEvent", "CROSS_REFERENCED_EVENT", "actor"),
    ("ConnectedEvent", "CONNECTED_EVENT", "actor"),
    ("MilestonedEvent", "MILESTONED_EVENT", "actor"),
    ("DemilestonedEvent", "DEMILESTONED_EVENT", "actor"),
)
"""What is a sign of work on an action item: type, its name in `itemTypes`, the field that says who."""

_ISSUE = """
fragment issue on Issue {
  id fullDatabaseId number title url body state stateReason(enableDuplicate: true)
  createdAt updatedAt closedAt
  author { __typename login }
  labels(first: 100) { nodes { name } }
  assignees(first: 10) { nodes { login } }
  repository { nameWithOwner }
  subIssuesSummary { total }
}
"""
_SAID = """
fragment said on IssueCommentConnection {
  totalCount
  pageInfo { hasNextPage endCursor }
  nodes { id fullDatabaseId body author { __typename login } authorAssociation createdAt url }
}
"""
_DONE = (
    "\nfragment done on Issue {\n"
    f"  timelineItems(last: {LAST_DONE}, itemTypes: [{', '.join(name for _, name, _ in HEARD)}]) {{\n"
    "    pageInfo { hasPreviousPage }\n    nodes {\n      __typename\n"
    + "".join(f"      ... on {kind} {{ createdAt {who} {{ __typename login }} }}\n" for kind, _, who in HEARD)
    + "    }\n  }\n}\n"
)

LOAD = (
    """
query load($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      ...issue
      comments(first: 100) { ...said }
      subIssues(first: 100) { nodes { ...issue ...done } }
    }
  }
}
"""
    + _ISSUE
    + _SAID
    + _DONE
)
"""A post-mortem: a hundred sub-issues are all that an issue can have."""

LOAD_WITH_INCIDENT = LOAD.replace(
    "$number: Int!)", "$number: Int!, $ofOwner: String!, $ofName: String!, $ofNumber: Int!)"
).replace(
    "\n}\n\nfragment issue",
    "\n  incident: repository(owner: $ofOwner, name: $ofName) { issue(number: $ofNumber) { ...issue } }\n}\n\nfragment issue",
    1,
)
"""The same, and the incident that it was last seen to name."""

_LIST = """
query {name}($owner: String!, $name: String!, $label: String!, $size: Int!, $after: String) {{
  repository(owner: $owner, name: $name) {{
    hasIssuesEnabled
    issues(first: $size, after: $after, labels: [$label], orderBy: {{field: CREATED_AT, direction: ASC}}) {{
      pageInfo {{ hasNextPage endCursor }}
      nodes {{ ...issue {inside} }}
    }}
  }}
}}
"""
POSTMORTEMS = _LIST.format(name="postmortems", inside="comments(first: 100) { ...said }") + _ISSUE + _SAID
INCIDENTS = _LIST.format(name="incidents", inside=f"comments(last: {LAST_SAID}) {{ ...said }}") + _ISSUE + _SAID
ITEMS = _LIST.format(name="items", inside="parent { number repository { nameWithOwner } } ...done") + _ISSUE + _DONE


PARENT = """
query parent($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { issue(number: $number) { parent { number repository { nameWithOwner } } } }
}
"""
"""What an issue is a sub-issue of."""

EDITS = """
query edits($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { issue(number: $number) { userContentEdits(first: 5) { nodes { diff } } } }
}
"""
"""What an issue's text was after each of its last edits."""


def edits(nodes: Sequence[str], most: int) -> tuple[str, dict[str, str]]:
    """The newest edits of each of several comments, and how many there are, in one request: query and variables. No order is
    documented, so both ends are asked for."""
    head = ", ".join(f"$i{at}: ID!" for at in range(len(nodes)))
    inside = "".join(f"  n{at}: node(id: $i{at}) {{ ...edited }}\n" for at in range(len(nodes)))
    fragment = (
        "fragment edited on IssueComment {\n  body\n"
        f"  head: userContentEdits(first: {most}) {{ totalCount nodes {{ diff editedAt }} }}\n"
        f"  tail: userContentEdits(last: {most}) {{ nodes {{ diff editedAt }} }}\n}}\n"
    )
    return f"query edits({head}) {{\n{inside}}}\n{fragment}", {f"i{at}": node for at, node in enumerate(nodes)}


def of_ref(ref: Ref, prefix: str = "") -> dict[str, str | int]:
    """The variables that name an issue."""
    owner, _, name = ref.repo.partition("/")
    if prefix:
        return {f"{prefix}Owner": owner, f"{prefix}Name": name, f"{prefix}Number": ref.number}
    return {"owner": owner, "name": name, "number": ref.number}


def further_comments(places: Sequence[tuple[str, str | None]]) -> tuple[str, dict[str, str | None]]:
    """The next hundred comments of each of several issues, in one request: query and variables.

    `places`: node id of an issue, and the cursor after which to go on (None: from the first).
    """
    head = ", ".join(f"$i{at}: ID!, $c{at}: String" for at in range(len(places)))
    inside = "".join(
        f"  n{at}: node(id: $i{at}) {{ ... on Issue {{ comments(first: 100, after: $c{at}) {{ ...said }} }} }}\n"
        for at in range(len(places))
    )
    variables = {f"{key}{at}": value for at, place in enumerate(places) for key, value in zip("ic", place, strict=True)}
    return f"query comments({head}) {{\n{inside}}}\n{_SAID}", variables
