"""The texts of issues: what fits, what names its incident, what changed meanwhile. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pmflow.adapters import heads
from pmflow.adapters.github import markers
from pmflow.adapters.github.refs import Ref
from pmflow.document.document import FrontMatter
from pmflow.document.facts_list import OWN, flat, without_fact, written
from pmflow.document.front_edit import set_front_matter
from pmflow.document.source import Source
from pmflow.errors import DocumentError, TrackerConflict, TrackerRefused
from pmflow.mentions import unpinged

_KEY = re.compile(r"^([ \t]*)([\w-]+)[ \t]*[:=](?=\s|$)")
_TABLE = re.compile(r"^\[+([\w.-]+)\]+")
_ITEM = re.compile(r"[ \t]*-[ \t]")
_COMMENT = re.compile(r"\s*#+\s*(.*?)\s*")
_BEHIND = re.compile(r"[ \t]*(?:\[\]|\"\"|''|(?:[^'\"#]|(?<=\S)#)*?)[ \t]+#+\s*(\S.*?)\s*$")
_DASHES = re.compile(r"-{2,}")


def naming(body: str, incident: str) -> str:
    """The body of a new post-mortem as GitHub shows it well: its front matter as a list of facts, which names the incident;
    its comments are hidden ones there.

    It says no state, for labels show that here; nor the title that the first heading has, too.
    """
    source = Source.of(body)
    try:
        front = heads.front_of(source.text)
        named = heads.incident_in(front) is not None
        if front.language == "list" and not named:
            source = set_front_matter(source, front, ("incident",), incident)
            front = heads.front_of(source.text)
    except DocumentError as error:
        raise error.at(incident) from None
    lines = source.plain_lines[front.end_line :]
    facts = {key: value for key, value in front.data.items() if key != OWN}
    if facts.get("title") is not None and str(facts["title"]) == heads.first_heading(lines):
        del facts["title"]
    if not named:
        facts = {"incident": incident, **{key: value for key, value in facts.items() if key.lower() != "incident"}}
    rest = "\n".join(lines).lstrip("\n")
    if front.language == "list":
        listed = f"{source.plain_lines[0]}\n{_kept(front)}"
    else:
        listed = written(facts, _hints(front, facts))
    text = f"{listed}\n{rest}".replace("\n", source.newline)
    return Source(text, source.bom).encoded.decode("utf-8")


def _kept(front: FrontMatter) -> str:
    """A list of facts as the team's template has it, which pings nobody."""
    return "".join(f"{unpinged(line)}\n" for line in without_fact(front.raw, OWN).split("\n") if line.strip())


def _hints(front: FrontMatter, facts: Mapping[str, Any]) -> dict[str, str]:
    """What a team's own template says in comments: behind the fact that each stands above or beside; of a fact that is not in
    the list, behind the first."""
    places = [" ".join(path) for path, _ in flat(facts)]
    said: dict[str, list[str]] = {}
    for key, hint in _comments(front.raw):
        place = next((place for place in places if f"{place} ".startswith(f"{key} ")), places[0])
        said.setdefault(place, []).append(_DASHES.sub("-", hint).rstrip("-"))
    return {place: "; ".join(hints) for place, hints in said.items()}


def _comments(raw: str) -> Iterator[tuple[str, str]]:
    """The comments of front matter, each with the words of its key: `review held` of a `held` below `review`. Those behind
    values in quotes are passed over, as `#` is a sign of its own there."""
    above: list[str] = []
    table: tuple[str, ...] = ()
    path: list[tuple[int, str]] = []
    key = ""
    for line in raw.split("\n"):
        if (comment := _COMMENT.fullmatch(line)) is not None:
            above += [comment[1]] if comment[1] else []
            continue
        if (head := _TABLE.match(line)) is not None:
            table, path, key = tuple(head[1].split(".")), [], " ".join(head[1].split("."))
        elif (found := _KEY.match(line)) is not None:
            path = [*((wide, name) for wide, name in path if wide < len(found[1])), (len(found[1]), found[2])]
            key = " ".join((*table, *(name for _, name in path)))
            if (behind := _BEHIND.match(line, found.end())) is not None:
                above.append(behind[1])
        elif not line.strip():
            continue
        elif _ITEM.match(line) and (behind := _BEHIND.match(line)) is not None:
            above.append(behind[1])
        yield from ((key, hint) for hint in above)
        above = []
    yield from ((key, hint) for hint in above)


def check_length(body: str, where: str) -> None:
    """Raises `TrackerRefused` for a text that no issue takes."""
    if (long := markers.length(body)) > markers.LIMIT:
        raise TrackerRefused(
            f"{where}: the text has {long} characters, and an issue of GitHub's takes {markers.LIMIT}; shorten it, or move "
            "parts of it (logs, chats) into files that it links to"
        )


def changed(ref: Ref) -> TrackerConflict:
    """What to raise where somebody else wrote in between."""
    return TrackerConflict(f"{ref}: was changed by somebody else meanwhile, nothing was written; run it again")
