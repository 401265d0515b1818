"""A suppression says why, and suppresses something.

Why: `<!-- pmflow: allow RULE reason -->` silences a rule where the team has looked and decided. The reason is for the next
reader; without it nobody can tell a decision from a shortcut. A suppression that no longer suppresses anything hides the
next finding, and one that is nearly written right is believed to work.

What it cannot see: whether the reason is a good one. In a line with words the comment covers that line, alone below a
heading the section, and alone above or below a paragraph, list or table that one.

Bad: `Mike forgot the flag. <!-- pmflow: allow blameless-neglect -->`
Good: `Mike forgot the flag. <!-- pmflow: allow blameless-neglect he wants it told so -->`

Source: "Shut it down immediately", and how linters are kept honest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from pmflow.document.document import Document
from pmflow.document.source import Span
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import FAMILIES, Rule
from pmflow.rules.suppressions import Suppression, suppressions_of
from pmflow.rules.text import listed, section_at, short


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    """What is wrong with a comment by itself; what is wrong with it among the other rules is `remark`."""
    del policy
    for found in suppressions_of(document):
        comment, rules = found.comment, listed(found.rules)
        if not comment.closed:
            message = "this comment is never closed, so it allows nothing: end it with -->"
        elif comment.misspelt is not None:
            message = f"“{short(comment.misspelt)}” allows nothing: it is written “pmflow: allow RULE reason”"
        elif not found.rules:
            message = "this allows nothing: name the rule, and say why"
        elif not comment.reason:
            message = f"say why {rules} may be broken here"
        else:
            continue
        yield _finding(document, found, message, _right(found, found.rules or ("RULE",)))


def remark(document: Document, found: Suppression, known: Collection[str], here: Sequence[str]) -> Finding | None:
    """The finding for a suppression that names what there is not; `known` are the rules that there are, `here` those that
    find something where it stands."""
    strange = [name for name in found.rules if name not in known]
    if not strange:
        return None
    near = {name: _nearest(name, known, here) for name in strange}
    told = [_told(name, near[name]) for name in strange]
    names = dict.fromkeys(right for name in found.rules for right in near.get(name, [name]))
    return _finding(document, found, f"{'; '.join(told)} (see: pmflow rules)", _right(found, names or ("RULE",)))


def unused(document: Document, found: Suppression) -> Finding:
    """The finding for a suppression that suppresses nothing."""
    verb = "find" if len(found.rules) > 1 else "finds"
    more = found.comment.reason.split(maxsplit=1)[0].rstrip(",:;").lower()
    if more.startswith("blameless-"):
        return _finding(
            document,
            found,
            f"{listed(found.rules)} {verb} nothing here; several rules have commas between them",
            _right(found, (*found.rules, more), found.comment.reason.partition(" ")[2]),
        )
    return _finding(document, found, f"{listed(found.rules)} {verb} nothing here any more: take this away", None)


def _nearest(name: str, known: Collection[str], here: Sequence[str]) -> list[str]:
    """The rules that are most likely meant."""
    if name in FAMILIES:
        return list(here)
    if (whole := f"blameless-{name}") in known:
        return [whole]
    return get_close_matches(name, known, 1) or list(here)


def _told(name: str, near: list[str]) -> str:
    if name in FAMILIES:
        return f'"{name}" is a family: name the rule' + (f", here {listed(near)}" if near else "")
    return f'there is no rule "{name}"' + (f"; did you mean {listed(near, 'or')}?" if near else "")


def _right(found: Suppression, rules: Collection[str], reason: str | None = None) -> str:
    reason = found.comment.reason if reason is None else reason
    return f"<!-- pmflow: allow {', '.join(rules)} {reason or 'because …'} -->"


def _finding(document: Document, found: Suppression, message: str, suggestion: str | None) -> Finding:
    comment = found.comment
    same = comment.end_line == comment.line
    span = Span(comment.line, comment.column, comment.end_column if same else comment.column + 1)
    finding = RULE.finding(message, span=span, section=section_at(document, comment.line), suggestion=suggestion)
    if same:
        return finding
    return finding.model_copy(update={"end_line": comment.end_line, "end_column": comment.end_column + 1})


RULE = Rule("blameless-allow", "blameless", Level.WARNING, check, __doc__)
