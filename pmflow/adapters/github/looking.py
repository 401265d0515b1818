"""Looking around where nothing is installed: which issues to ask for, so that a few requests are enough. Only reads.

A small repository is read whole, a hundred issues in one request. Of a large one: its labels, then the issues of those that
sound like incidents, post-mortems and action items, and the post-mortems that are told by their titles alone. Everything
that an owner has is searched, which costs the same few requests for one repository as for a thousand.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

from pmflow.adapters.github.api import PAGE, Api
from pmflow.adapters.github.first_look import Sighted
from pmflow.adapters.github.payloads import Label, read_all
from pmflow.adapters.github.usual_names import SEARCHED, Kind, kind_of_label
from pmflow.adapters.github.words import Names
from pmflow.errors import TrackerError, TrackerMissing, TrackerMisunderstood, TrackerThrottled

WHOLE = 3
"""Pages: a repository of no more is read whole."""
MOST = 3
"""Pages of each label, the newest issues first."""
MOST_LABELS = 5
"""Pages of labels."""
TITLES = ("postmortem", "post-mortem")

_LAST = re.compile(r'[?&]page=(\d+)[^>]*>; rel="last"')

LIMITED = "GitHub takes no more requests for now, so this is not all; {more}run it again in {wait}"
NO_TOKEN = (
    "without a token it allows 60 requests an hour and 10 searches a minute from one address, with one in GITHUB_TOKEN "
    "5,000 and 30; "
)
CUT = "{what}: the newest {shown} of {of} were looked at"
NO_SUCH = "{where}: is not there, or cannot be seen {how}; look at the name{hint}"


@dataclass(slots=True)
class Around:
    """What was found, and what is to be said of how."""

    issues: list[Sighted] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What was looked for and where."""
    troubles: list[str] = field(default_factory=list)
    """What was not looked at, and why."""


def look_around(api: Api, where: str, names: Names, *, token: bool) -> Around:
    """The issues of `owner/name`, or of all repositories of `owner/*`, that matter.

    Raises `TrackerError` where nothing could be looked at; what breaks off later is among the troubles.
    """
    around = Around()
    owner, _, name = where.partition("/")
    seen: dict[int, Sighted] = {}
    try:
        for issue in _searched(api, owner, names, around) if name == "*" else _listed(api, where, names, around):
            seen.setdefault(issue.id, issue)
    except TrackerThrottled as error:
        told = _limited(error, token)
        if not seen:
            raise TrackerThrottled(f"{where}: {told}", retry_after=error.retry_after) from None
        around.troubles.append(told)
    except TrackerMissing:
        if not seen:
            how, hint = (
                ("with this token", "") if token else ("without a token", "; for a private one set GITHUB_TOKEN")
            )
            raise TrackerMissing(NO_SUCH.format(where=where, how=how, hint=hint)) from None
        raise
    except TrackerError as error:
        if not seen:
            raise
        around.troubles.append(str(error))
    around.issues = list(seen.values())
    return around


def _limited(error: TrackerThrottled, token: bool) -> str:
    seconds = round(error.retry_after or 60)
    wait = f"{seconds} s" if seconds < 120 else f"{round(seconds / 60)} min"
    return LIMITED.format(more="" if token else NO_TOKEN, wait=wait)


def _listed(api: Api, repo: str, names: Names, around: Around) -> Iterator[Sighted]:
    path = f"/repos/{repo}/issues"
    asked: dict[str, str | int] = {"state": "all", "sort": "created", "direction": "desc"}
    if (yield from _some(api, path, repo, WHOLE, asked)) is None:
        around.notes.append("every issue was looked at")
        return
    labels = list(_labels(api, repo, names))
    for kind, label in labels:
        # Of action items only what is open is a promise.
        state = "open" if kind is Kind.ACTION_ITEM else "all"
        more = yield from _some(api, path, repo, MOST, {**asked, "state": state, "labels": label})
        if more is not None:
            around.troubles.append(CUT.format(what=f"label {label}", shown=MOST * PAGE, of=more))
    around.notes.append(
        f"labels: {', '.join(sorted(label for _, label in labels))}"
        if labels
        else "no label sounds like incidents, post-mortems or action items"
    )
    yield from _titled(api, f"repo:{repo}", repo, around)


def _some(
    api: Api, path: str, repo: str, most: int, asked: dict[str, str | int]
) -> Generator[Sighted, None, str | None]:
    """Up to `most` pages, the newest issues first; how many there are, in words, where that is not all. Where it is told at
    once that there are more pages than that, the first is enough to know it."""
    for page in range(1, most + 1):
        headers, data = api.read(
            path, where=repo, **asked, per_page=PAGE, **({"page": page} if page > 1 else {})
        )  # fmt: skip
        yield from read_all(Sighted, data, where=repo)
        last, more = _pages_in(headers)
        if not more:
            return None
        if last is not None and last > most and "labels" not in asked:
            return f"about {last * PAGE}"
    return f"about {last * PAGE}" if last is not None else "many"


def _labels(api: Api, repo: str, names: Names) -> Iterator[tuple[Kind, str]]:
    """The labels that say something, each with what."""
    for page in range(1, MOST_LABELS + 1):
        headers, data = api.read(f"/repos/{repo}/labels", where=repo, per_page=PAGE, page=page)
        for label in read_all(Label, data, where=repo):
            if (kind := kind_of_label(label.name, names)) is not None:
                yield kind, label.name
        if not _pages_in(headers)[1]:
            return


def _pages_in(headers: dict[str, str]) -> tuple[int | None, bool]:
    """The last page, where the answer tells it (lists that go by a cursor do not), and whether there is a next one."""
    link = headers.get("link", "")
    found = _LAST.search(link)
    return int(found[1]) if found else None, 'rel="next"' in link


# Searching: https://docs.github.com/en/search-github/searching-on-github/searching-issues-and-pull-requests


def _searched(api: Api, owner: str, names: Names, around: Around) -> Iterator[Sighted]:
    for kind, own in zip(Kind, (names.incident, names.postmortem, names.action_item), strict=True):
        labels = ",".join(f'"{label}"' for label in dict.fromkeys((own.casefold(), *SEARCHED[kind])))
        query = f"user:{owner} is:issue archived:false label:{labels}"
        yield from _found(api, query + (" state:open" if kind is Kind.ACTION_ITEM else ""), owner, around, str(kind))
    yield from _titled(api, f"user:{owner} archived:false", owner, around)
    around.notes.append("searched for the usual labels and titles, in all repositories that are not archived")


def _titled(api: Api, scope: str, where: str, around: Around) -> Iterator[Sighted]:
    """Post-mortems that only their titles tell. Where searching does not work, the labels have to do."""
    for title in TITLES:
        try:
            yield from _found(api, f'{scope} is:issue in:title "{title}"', where, around, f"title {title}")
        except TrackerThrottled:
            raise
        except TrackerError as error:
            around.troubles.append(f"post-mortems by title: {error}")
            return


def _found(api: Api, query: str, where: str, around: Around, what: str) -> Iterator[Sighted]:
    total, page = PAGE, 1
    while page <= MOST and (page - 1) * PAGE < total:
        data = api.read(
            "/search/issues", where=where, q=query, sort="created", order="desc", per_page=PAGE,
            **({"page": page} if page > 1 else {}),
        )[1]  # fmt: skip
        if not isinstance(data, dict) or not isinstance(data.get("total_count"), int):
            raise TrackerMisunderstood(f"{where}: GitHub's search answered something that pmflow does not understand")
        answer: dict[str, Any] = data
        total = answer["total_count"]
        if answer.get("incomplete_results"):
            around.troubles.append(f"{what}: GitHub's search gave up half way, so that there may be more")
        yield from read_all(Sighted, answer.get("items"), where=where)
        page += 1
    if total > MOST * PAGE:
        around.troubles.append(CUT.format(what=what, shown=MOST * PAGE, of=total))
