"""What people do in between, by name: the rows of the second table in `docs/reliability.md`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from tests.adapters.github_life import POSTMORTEM, SECOND
from tests.adapters.github_stage import Stage

THOUGHT = "- A second thought of noor's: `-->` & <b>all</b>\n"
WORD = "Noor's word on the item: <!-- pmflow:item-end -->\n"
OWN = "team: search"


@dataclass(frozen=True)
class Meddling:
    """`act`, and what of the end is other than if nobody had done it."""

    act: Callable[[Stage], object]
    word: str = ""
    """What they wrote, and where: it is still there in the end, to the letter."""
    number: int = 0
    since: str = "approve"
    """The scene from which on there is something to meddle with."""
    again: bool = False
    """What they took away has to be said again: the step is refused until it was."""
    labels: bool = False
    """Labels that tell a field of an item, or that somebody was reminded, are gone with what they took away."""
    rebuilt: bool = False
    """The journal has an entry that was made up again."""
    said: tuple[str, ...] = ()
    """The beginnings of keys of comments that are there, or not there, because of it."""


def _there(stage: Stage, number: int) -> bool:
    return any(each["number"] == number for each in stage.ask("GET", "/issues?state=all&per_page=100"))


def _append(number: int, words: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        if _there(stage, number):
            body = stage.ask("GET", f"/issues/{number}")["body"]
            stage.ask("PATCH", f"/issues/{number}", {"body": body + words})

    return act


def _labels(stage: Stage) -> list[str]:
    found = stage.ask("GET", f"/issues/{POSTMORTEM}")["labels"] if _there(stage, POSTMORTEM) else ()
    return [each["name"] for each in found]


def _add(label: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        if _there(stage, POSTMORTEM):
            stage.ask("POST", f"/issues/{POSTMORTEM}/labels", {"labels": [label]})

    return act


def _remove_state(stage: Stage) -> None:
    for name in _labels(stage):
        if name.startswith("pm:"):
            stage.ask("DELETE", f"/issues/{POSTMORTEM}/labels/{name}")


def _delete_labels(stage: Stage) -> None:
    """From the whole repository."""
    for each in stage.ask("GET", "/labels?per_page=100"):
        if each["name"].startswith(("pm", "priority", "kind")) and each["name"] != "postmortem":
            stage.ask("DELETE", f"/labels/{quote(each['name'])}")


def _delete_comments(marker: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        for each in stage.comments(POSTMORTEM) if _there(stage, POSTMORTEM) else ():
            if each["body"].startswith(f"<!-- pmflow:{marker} "):
                stage.ask("DELETE", f"/issues/comments/{each['id']}")

    return act


MEDDLING: Mapping[str, Meddling] = {
    "text edited": Meddling(_append(POSTMORTEM, THOUGHT), THOUGHT, POSTMORTEM, again=True),
    "item's text edited": Meddling(_append(SECOND, WORD), WORD, SECOND, since="work"),
    "label of their own": Meddling(_add(OWN)),
    "second state": Meddling(_add("pm:closed"), said=("reverted:", "by-hand:")),
    "state taken away": Meddling(_remove_state),
    "labels deleted": Meddling(_delete_labels, labels=True),
    "journal deleted": Meddling(_delete_comments("journal"), again=True, labels=True, rebuilt=True, said=("told:",)),
    "comments deleted": Meddling(_delete_comments("comment"), said=("told:", "shared:", "answer:")),
}
