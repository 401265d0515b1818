"""The board: every post-mortem on one line, by state, in the order of the lifecycle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from pmflow.model import Incident, State
from pmflow.report.screen import columns, count, one_line, say
from pmflow.tracker import Card

if TYPE_CHECKING:
    from rich.console import Console

STATE_STYLES: dict[State, str] = {
    State.DRAFT: "yellow",
    State.REVIEWED: "cyan",
    State.ACTIONS_TRACKED: "blue",
    State.SHARED: "magenta",
    State.CLOSED: "green",
}


def show_board(console: Console, cards: Iterable[Card], without: Sequence[Incident] = ()) -> None:
    """Severity, date, ref and title of each, under its state; those that could not be read, with the reason; and last the
    incidents that have no post-mortem.

    A card without a state is a draft that nobody has moved yet.
    """
    by_state: dict[State, list[Card]] = {}
    troubled: list[Card] = []
    total = 0
    for card in cards:
        total += 1
        if card.trouble is not None:
            troubled.append(card)
        else:
            by_state.setdefault(card.state or State.DRAFT, []).append(card)
    if not total and not without:
        say(console, "no post-mortems here; make one with: pmflow open INCIDENT")
        return
    for state in State:
        if group := by_state.get(state):
            say(console, (state, f"bold {STATE_STYLES[state]}"), (f"  {len(group)}", "dim"))
            columns(console, [_row(card) for card in group], whole=2)
            console.print()
    if troubled:
        say(console, ("could not be read", "bold red"), (f"  {len(troubled)}", "dim"))
        columns(console, [[_words(card.ref), _words(card.trouble)] for card in troubled], whole=0)
        console.print()
    if without:
        say(console, ("incidents without a post-mortem", "bold red"), (f"  {len(without)}", "dim"))
        columns(console, [_incident(incident) for incident in without], whole=2)
        console.print()
    say(console, (count(total, "post-mortem"), "dim"))


def board_as_json(cards: Iterable[Card], without: Sequence[Incident] = ()) -> dict[str, Any]:
    """What `list --json` prints."""
    return {
        "postmortems": [
            {
                "ref": card.ref,
                "title": card.title,
                "state": (card.state or State.DRAFT).value if card.trouble is None else None,
                "severity": card.severity,
                "severity_normal": card.severity_normal.value if card.severity_normal else None,
                "near_miss": card.near_miss,
                "date": card.date.isoformat() if card.date else None,
                "authors": list(card.authors),
                "incident": card.incident,
                "trouble": card.trouble,
            }
            for card in cards
        ],
        "without_postmortem": [
            {
                "ref": i.ref,
                "title": i.title,
                "severity": i.severity,
                "near_miss": i.near_miss,
                "status": i.status.value,
                "trouble": i.trouble,
            }
            for i in without
        ],
    }


def _incident(incident: Incident) -> list[Text]:
    severity = incident.severity_normal or incident.severity or ""
    began = incident.started_at
    return [
        Text(one_line(severity), "bold red" if severity in ("P0", "P1") else ""),
        Text(began.date().isoformat() if began else ""),
        _words(incident.ref),
        _titled(incident.trouble or incident.title, near_miss=incident.near_miss),
    ]


def _row(card: Card) -> list[Text]:
    severity = card.severity_normal or card.severity or ""
    style = "bold red" if severity in ("P0", "P1") else ""
    return [
        Text(one_line(severity), style),
        Text(card.date.isoformat() if card.date else ""),
        _words(card.ref),
        _titled(card.title or "(no title)", near_miss=card.near_miss),
    ]


def _titled(title: str, *, near_miss: bool) -> Text:
    """A near miss is marked: its severity says what might have been."""
    return Text.assemble(("near miss: " if near_miss else "", "dim"), one_line(title), end="")


def _words(words: str | None) -> Text:
    return Text(one_line(words or ""))
