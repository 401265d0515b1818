"""What came of what happened: one `Reacted` for each post-mortem (or incident) that was touched."""

from __future__ import annotations

from dataclasses import dataclass

from pmflow.document.document import Document
from pmflow.happenings import Happening
from pmflow.model import Finding, State
from pmflow.plan import Plan, Refusal
from pmflow.tracker import Sign


@dataclass(frozen=True, slots=True)
class Reply:
    """A command, and what pmflow replied to it."""

    line: str
    """As it was given: `/pmflow advance review`."""
    by: str
    sign: Sign
    text: str
    """Markdown: one line, or more where it is a list, as of `explain`, `help`, and a refusal with several reasons."""


@dataclass(frozen=True, slots=True)
class Reacted:
    """What came of what happened to one post-mortem, or to an incident that has none."""

    ref: str
    """The post-mortem's; the incident's where there is none, or none yet."""
    happened: tuple[Happening, ...] = ()
    place: str = ""
    """Where people find it."""
    title: str | None = None
    opened: bool = False
    """It was opened now; where `applied` is false, it would be."""
    draft: str | None = None
    """The text with which it is opened."""
    plans: tuple[Plan, ...] = ()
    """What was decided, in order."""
    applied: bool = False
    """False: nothing was written (mode `observe`, a dry run), or there was nothing to write."""
    state: State | None = None
    """As it stands now."""
    findings: tuple[Finding, ...] = ()
    """The linter's, on the text as it is now; lines are the body's."""
    replies: tuple[Reply, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences for people: why nothing was opened, when the review could be."""
    document: Document | None = None
    """The text that was decided on or read last, so that a remark's line can be told by its words."""
    status: str | None = None
    """How it stands, in Markdown, as people see it in the tracker."""
    trouble: str | None = None
    """What stopped it half way. The next run carries on."""
    exit_code: int = 0
    """Of that trouble: 3 where it was the tracker, 4 where it was the document."""

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Guards that hold back what was asked for."""
        return tuple(dict.fromkeys(refusal for plan in self.plans for refusal in plan.refusals))


@dataclass(frozen=True, slots=True)
class Reaction:
    """What came of it all."""

    reacted: tuple[Reacted, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 also where something was refused: whether that counts is the caller's to say."""
        return max((each.exit_code for each in self.reacted), default=0)
