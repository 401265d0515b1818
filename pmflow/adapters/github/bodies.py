"""The texts of issues: what fits, what names its incident, what changed meanwhile. Pure."""

from __future__ import annotations

import re

from pmflow.adapters import heads
from pmflow.adapters.github import markers
from pmflow.adapters.github.refs import Ref
from pmflow.document.document import FrontMatter
from pmflow.document.facts_list import OWN, written
from pmflow.document.source import Source
from pmflow.errors import DocumentError, TrackerConflict, TrackerRefused

_HINT = re.compile(r"^([\w-]+)\s*[:=]\s*(?:\[\]|\"\"|''|~|null)?\s*#\s*(\S.*?)\s*$", re.M)
"""A comment behind a fact that nobody has stated yet."""


def naming(body: str, incident: str) -> str:
    """The body of a new post-mortem as GitHub shows it well: its front matter as a list of facts, which names the incident.

    It says no state, for labels show that here; nor the title that the first heading has, too.
    """
    source = Source.of(body)
    try:
        front = heads.front_of(source.text)
    except DocumentError as error:
        raise error.at(incident) from None
    lines = source.plain_lines[front.end_line :]
    facts = {key: value for key, value in front.data.items() if key != OWN}
    if facts.get("title") is not None and str(facts["title"]) == heads.first_heading(lines):
        del facts["title"]
    if heads.incident_in(front) is None:
        facts = {"incident": incident, **facts}
    rest = "\n".join(lines).lstrip("\n")
    text = f"{written(facts, _hints(front))}\n{rest}".replace("\n", source.newline)
    return Source(text, source.bom).encoded.decode("utf-8")


def _hints(front: FrontMatter) -> dict[str, str]:
    """What a team's own template says about facts that are to be filled in."""
    return {
        key: hint.replace("--", "-").rstrip("-") for key, hint in _HINT.findall(front.raw) if not front.data.get(key)
    }


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
