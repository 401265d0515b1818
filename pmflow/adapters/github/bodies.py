"""The texts of issues: what fits, what names its incident, what changed meanwhile. Pure."""

from __future__ import annotations

from pmflow.adapters import heads
from pmflow.adapters.github import markers
from pmflow.adapters.github.refs import Ref
from pmflow.document.source import Source
from pmflow.errors import DocumentError, TrackerConflict, TrackerRefused


def naming(body: str, incident: str) -> str:
    """The body with the incident in its front matter, where it names none, and without a state: labels show that here."""
    from pmflow.document.edit import set_front_matter
    from pmflow.document.front_edit import without_key

    source = Source.of(body)
    try:
        front = heads.front_of(source.text)
        if heads.incident_in(front) is None:
            source = set_front_matter(source, front, ("incident",), incident)
            front = heads.front_of(source.text)
        if "pmflow" in front.data:
            lines = source.text.splitlines(keepends=True)
            head = without_key(front, "pmflow").strip("\n").replace("\n", source.newline)
            rest = "".join(lines[front.end_line - 1 :])
            source = Source(f"{lines[0]}{head}{source.newline}{rest}", source.bom)
    except DocumentError as error:
        raise error.at(incident) from None
    return source.encoded.decode("utf-8")


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
