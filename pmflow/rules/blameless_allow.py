"""A suppression says why, and suppresses something.

Why: `<!-- pmflow: allow RULE reason -->` silences a rule where the team has looked and decided. The reason is for the next
reader; without it nobody can tell a decision from a shortcut. A suppression that no longer suppresses anything hides the
next finding.

What it cannot see: whether the reason is a good one. In a line with words the comment covers that line, alone below a
heading the section, and alone above or below a paragraph, list or table that one.

Bad: `Mike forgot the flag. <!-- pmflow: allow blameless-neglect -->`
Good: `Mike forgot the flag. <!-- pmflow: allow blameless-neglect he wants it told so -->`

Source: "Shut it down immediately", and how linters are kept honest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.suppressions import Suppression, suppressions_of
from pmflow.rules.text import section_at


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    for found in suppressions_of(document):
        if not found.rules:
            yield _finding(
                document, found, "this allows nothing: name the rule, and say why", "<!-- pmflow: allow RULE reason -->"
            )
        elif not found.reason:
            yield _finding(
                document,
                found,
                f"say why {' and '.join(found.rules)} may be broken here",
                f"<!-- pmflow: allow {', '.join(found.rules)} because … -->",
            )


def unused(document: Document, found: Suppression, known: Collection[str]) -> Finding:
    """The finding for a suppression that suppresses nothing; `known` are the rules that there are."""
    strange = [name for name in found.rules if name not in known]
    if strange:
        return _finding(document, found, f"there is no rule {' and no rule '.join(strange)}; see: pmflow rules", None)
    return _finding(
        document,
        found,
        f"{' and '.join(found.rules)} find nothing here any more: take this away"
        if len(found.rules) > 1
        else f"{found.rules[0]} finds nothing here any more: take this away",
        None,
    )


def _finding(document: Document, found: Suppression, message: str, suggestion: str | None) -> Finding:
    return RULE.finding(message, span=found.span, section=section_at(document, found.span.line), suggestion=suggestion)


RULE = Rule("blameless-allow", "blameless", Level.WARNING, check, __doc__)
