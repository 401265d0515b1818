"""What the comments `<!-- pmflow: allow RULE reason -->` of a document allow, and whether they are of any use."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pmflow.document.document import Document
from pmflow.language.sentences import first_lines
from pmflow.model import Finding
from pmflow.rules.allow_comments import Comment, allow_comments
from pmflow.rules.covered_lines import Surroundings


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment, and the lines that it covers."""

    comment: Comment
    first: int
    last: int

    @property
    def rules(self) -> tuple[str, ...]:
        return self.comment.rules

    @property
    def holds(self) -> bool:
        """Whether it is written so that it allows something; without a reason nothing is."""
        return bool(self.comment.reason) and self.comment.misspelt is None and self.comment.closed


def suppressions_of(document: Document) -> list[Suppression]:
    """All suppressions of a document, from top to bottom."""
    comments = allow_comments(document)
    lone = {line for each in comments if each.alone and each.closed for line in range(each.line, each.end_line + 1)}
    around = Surroundings(document, lone)
    begins = first_lines(document, {(each.line, each.column) for each in comments if not each.alone and each.closed})
    return [
        Suppression(each, *around.of(each.line, each.end_line))
        if each.alone and each.closed
        else Suppression(each, begins.get((each.line, each.column), each.line), each.end_line)
        for each in comments
    ]


class Allowed:
    """Suppressions by rule, so that a finding need not be held against each of them."""

    def __init__(self, suppressions: Iterable[Suppression]) -> None:
        places: dict[str, list[tuple[int, int]]] = {}
        for each in suppressions:
            if each.holds:
                for rule in each.rules:
                    places.setdefault(rule, []).append((each.first, each.last))
        self._first: dict[str, list[int]] = {}
        self._farthest: dict[str, list[int]] = {}
        for rule, found in places.items():
            found.sort()
            self._first[rule] = [first for first, _ in found]
            self._farthest[rule] = list(accumulate((last for _, last in found), max))

    def __contains__(self, finding: Finding) -> bool:
        """Whether a suppression of its rule covers its line."""
        before = bisect_right(self._first.get(finding.rule, ()), finding.line)
        return before > 0 and self._farthest[finding.rule][before - 1] >= finding.line


def rules_within(suppression: Suppression, lines: Mapping[str, Sequence[int]], rules: Iterable[str]) -> list[str]:
    """Those of the rules that found something in the lines that it covers; `lines` are theirs, sorted."""
    return [
        rule
        for rule in rules
        if (at := bisect_left(found := lines.get(rule, ()), suppression.first)) < len(found)
        and found[at] <= suppression.last
    ]
