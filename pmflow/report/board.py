"""The board: every post-mortem on one line, by state, in the order of the lifecycle."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from pmflow.model import State
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


def show_board(console: Console, cards: Iterable[Card]) -> None:
    """Severity, date, ref and title of each, under its state; those that could not be read last, with the reason."""
    by_state: dict[State | None, list[Card]] = {}
    troubled: list[Card] = []
    total = 0
    for card in cards:
        total += 1
        if card.trouble is not None:
            troubled.append(card)
        else:
            by_state.setdefault(card.state, []).append(card)
    if not total:
        say(console, "no post-mortems here; make one with: pmflow open INCIDENT")
        return
    for state in (*State, None):
        if group := by_state.get(state):
            style = STATE_STYLES[state] if state else "bold"
            say(console, (state or "no state", f"bold {style}"), (f"  {len(group)}", "dim"))
            columns(console, [_row(card) for card in group])
            console.print()
    if troubled:
        say(console, ("could not be read", "bold red"), (f"  {len(troubled)}", "dim"))
        columns(console, [[_words(card.ref), _words(card.trouble)] for card in troubled])
        console.print()
    say(console, (count(total, "post-mortem"), "dim"))


def _row(card: Card) -> list[Text]:
    severity = card.severity_normal or card.severity or ""
    style = "bold red" if severity in ("P0", "P1") else ""
    return [
        Text(one_line(severity), style),
        Text(card.date.isoformat() if card.date else ""),
        _words(card.ref),
        _words(card.title or "(no title)"),
    ]


def _words(words: str | None) -> Text:
    return Text(one_line(words or ""))
