"""Consoles and values for the tests of the reports; every text in them tries to be markup, or to be long."""

from __future__ import annotations

import datetime as dt
import io

from rich.console import Console

from pmflow.journal import Entry
from pmflow.model import ActionItem, Finding, Level, SectionName, State
from pmflow.plan import AssignActionItem, CreateActionItem, Notify, Plan, Refusal, SetDue, SetState, WriteJournal
from pmflow.report import CheckedFile

NINE = dt.datetime(2025, 10, 24, 9, 0, tzinfo=dt.UTC)


class Screen:
    """A console whose output can be looked at: `terminal` wraps at `width`, otherwise it is a pipe; never in colour."""

    def __init__(self, *, terminal: bool, width: int = 80, encoding: str = "utf-8") -> None:
        self._bytes = io.BytesIO()
        file = io.TextIOWrapper(self._bytes, encoding=encoding, newline="\n")
        self.console = Console(
            file=file,
            width=width,
            force_terminal=terminal,
            color_system=None,
            no_color=True,
            highlight=False,
            _environ={},
        )
        self._file = file

    @property
    def text(self) -> str:
        self._file.flush()
        return self._bytes.getvalue().decode(self._file.encoding)


PATH = "postmortems/2025-10-23-pool/postmortem.md"
TEXT = """\
# Checkout down

John's careless deployment broke production, and nobody noticed that the pool of the checkout was smaller in staging.

\tИмя 日本語 blames [red]Sarah[/red] here
"""
FILES = (
    CheckedFile(
        PATH,
        (
            Finding(
                rule="blame-person",
                severity=Level.ERROR,
                line=3,
                column=1,
                end_column=27,
                section=SectionName.SUMMARY,
                message='"John\'s careless deployment" judges a person: say what the system allowed, not who did it',
                suggestion="The deployment process had no check for this.",
            ),
            Finding(
                rule="blame-nobody", severity=Level.WARNING, line=3, column=50, end_column=64, message="names nobody"
            ),
            Finding(
                rule="blame-verb", severity=Level.WARNING, line=5, column=10, end_column=16, message="[b]:x: 100 %[/b]"
            ),
            Finding(
                rule="sections-missing", severity=Level.NOTE, message="no section for lessons learned,\nwhat went well"
            ),
        ),
        TEXT,
    ),
    CheckedFile("fine.md", text="# Fine\n"),
    CheckedFile("old/latin,1.md", error="line 3: is not UTF-8; convert it"),
)

TRACK = Plan(
    "pool",
    effects=(
        CreateActionItem(
            ActionItem(id="AI-1", title="Alert when the pool is 60 % full [red]now[/red], before connections fail")
        ),
        AssignActionItem("AI-1", "sarah"),
        SetDue("AI-1", dt.date(2025, 11, 7)),
        SetState(State.ACTIONS_TRACKED),
        WriteJournal(Entry(key="k", at=NINE, by="jane", what="track", source=State.REVIEWED, to=State.ACTIONS_TRACKED)),
        Notify("n", ("jane", "bob"), "AI-1 is yours\nsecond line", rung="first"),
    ),
    advice=(
        Refusal("actions_dated", ("AI-1: 2025-11-08 is a Saturday; 2025-11-07 would be the working day before it",)),
    ),
    before=State.REVIEWED,
    after=State.ACTIONS_TRACKED,
)
REFUSED = Plan(
    "pool",
    refusals=(
        Refusal("sections_complete", ("add lessons learned", "write something of your own under action items")),
        Refusal("review_held", ("say when it was held: pmflow meeting pool --held 2025-10-24T09:00Z --came Jane",)),
    ),
    before=State.DRAFT,
)
