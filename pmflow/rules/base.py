"""What a rule is: an id, a family, a default level, its text for people, and a pure check.

Each rule has a file of its own, named after it, and ends in a `RULE = Rule(...)`. Rules do not know each other, have
no clock and read nothing but the document and the policy. What they share stands in `text.py`, `items.py` and
`wording.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pmflow.document.document import Document
from pmflow.document.source import Span
from pmflow.model import Finding, Level, SectionName
from pmflow.policy import Policy

Family: TypeAlias = Literal["document", "actions", "blameless"]

FAMILIES: dict[Family, str] = {
    "document": "Is everything there that a reader needs, and is it fact?",
    "actions": "Is every action item something that somebody will have done by a day?",
    "blameless": "Does the language look at systems, and leave people in peace?",
}

Check: TypeAlias = Callable[[Document, Policy], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `text` is its module's docstring, from which `docs/rules.md` and `pmflow rules NAME` are made."""

    id: str
    family: Family
    level: Level
    check: Check
    text: str
    about_absence: bool = False
    """Its findings are about something that is not in the text; they come after those that point at words."""
    level_of_name: Level | None = None
    """The default level of a finding that blames somebody by name, where that is another one."""

    @property
    def summary(self) -> str:
        """The first sentence of the text: what the rule wants."""
        return self.text.strip().splitlines()[0]

    def finding(
        self,
        message: str,
        *,
        line: int = 1,
        span: Span | None = None,
        section: SectionName | None = None,
        suggestion: str | None = None,
    ) -> Finding:
        """A finding of this rule, in `line`, or on `span`. Columns count from 1; the end is the one behind the last."""
        if span is None:
            return Finding(
                rule=self.id,
                severity=self.level,
                line=max(line, 1),
                section=section,
                message=message,
                suggestion=suggestion,
            )
        return Finding(
            rule=self.id,
            severity=self.level,
            line=span.line,
            column=span.start + 1,
            end_line=span.line,
            end_column=span.end + 1,
            section=section,
            message=message,
            suggestion=suggestion,
        )
