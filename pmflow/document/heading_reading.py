"""What a heading can mean, in words: one of the eight sections, a smaller topic, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pmflow.model import SectionName


class Topic(StrEnum):
    """Smaller headings, inside the eight sections or beside them."""

    FACTORS = "factors"
    CAUSE = "cause"
    SAFEGUARDS = "safeguards"
    FIVE_WHYS = "five_whys"
    LUCKY = "lucky"
    SURPRISED = "surprised"
    EVIDENCE = "evidence"
    REVIEW = "review"
    SHARING = "sharing"
    METADATA = "metadata"
    ASIDE = "aside"
    """Known not to be any of the eight: background, checklists, document history, questions and answers."""


class Sure(StrEnum):
    """How far a wording alone decides."""

    YES = "yes"
    TIMED = "timed"
    """Only where it holds timed entries; `Reading.otherwise` is what it is without them."""
    LISTED = "listed"
    """Only where it holds a list or a table."""
    ALONE = "alone"
    """Only where no other heading is plainly that section."""
    PAIRED = "paired"
    """Only beside its counterpart ("Good" beside "Bad"), or inside a retrospective."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a heading means. `names` is empty where it is none of the eight."""

    names: tuple[SectionName, ...] = ()
    topic: Topic | None = None
    sure: Sure = Sure.YES
    otherwise: SectionName | None = None
    exact: bool = True
    """False where it was recognised by a word in it, not as a whole."""
    beside: SectionName | None = None
    """What it is instead beside a counterpart: "Problem" is a summary, but not after "Keep"."""
    container: bool = False
    """It may be there only to hold went-well and went-poorly ("Lessons learned", "Retrospective")."""
