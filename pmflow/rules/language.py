"""What the blameless rules share: the document's judged sentences, and findings made of them.

A sentence is pointed at once, by the most telling rule; the others stay silent about it.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pmflow.document.author_words import CODE
from pmflow.document.document import Document
from pmflow.document.source import Span
from pmflow.language.reading import judged_sentences
from pmflow.language.sentences import Sentence
from pmflow.model import Finding
from pmflow.patterns import lazy
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import short


class Blamed(NamedTuple):
    """One sentence that blames: by which list, and where its words stand."""

    list: str
    said: str
    """The telling words, as written."""
    rest: str
    """What follows them in their clause, as written."""
    span: Span
    end: Span
    """Where the words end: another line than `span` where they go over a line end."""
    sentence: Sentence
    named: bool
    """Whether it is somebody's name or handle that they are about."""


_latest: tuple[weakref.ref[Document], str, list[Blamed]] | None = None
"""All blameless rules look at one document after the other, so one place in the cache is enough."""


def blamed(document: Document, policy: Policy) -> list[Blamed]:
    """Every sentence of a document that blames, worked out once for all rules."""
    global _latest
    if _latest is None or _latest[0]() is not document or _latest[1] != policy.hash:
        found = [
            Blamed(
                judgement.list, said, rest, *_spans(sentence, judgement.start, judgement.end), sentence, judgement.named
            )
            for sentence, judgement, said, rest in judged_sentences(document, policy.language, _listed(policy))
        ]
        _latest = (weakref.ref(document), policy.hash, found)
    return _latest[2]


def _listed(policy: Policy) -> Iterator[str]:
    """People whom the policy lists. No teams: one that is called Search would make somebody of every search."""
    for person in policy.people:
        yield from (person.name, *person.aliases)


def _spans(sentence: Sentence, start: int, end: int) -> tuple[Span, Span]:
    line, column = sentence.place(start)
    last, behind = sentence.place(end - 1)
    return Span(line, column, behind + 1 if last == line else column + 1), Span(last, behind, behind + 1)


def clean(words: str) -> str:
    """Words of a document without their markup, code as `…`."""
    return " ".join(_MARKUP.sub("", _CODE.sub("…", words)).split())


_CODE = lazy(rf"{CODE}+")
_MARKUP = lazy(r"[*~]+|\]\([^)]*\)|\](?:\s*[(:\[].*)?$|\[(?=[^\]]*(?:$|\]\())|(?<!\w)_+|_+(?!\w)")


def findings_of(
    rule: Rule,
    list_name: str,
    document: Document,
    policy: Policy,
    *,
    why: str,
    better: Callable[[Blamed], str] | str,
    fix: Callable[[Blamed], str | None] = lambda _: None,
) -> Iterator[Finding]:
    """The findings of the rule for one list. `why` is its sentence for people, behind the words that it points at."""
    for found in blamed(document, policy):
        if found.list != list_name:
            continue
        finding = rule.finding(
            f"“{short(clean(found.said))}” {why}",
            span=found.span,
            section=found.sentence.section,
            suggestion=better if isinstance(better, str) else better(found),
        )
        if (words := fix(found)) is not None:
            finding = finding.model_copy(update={"fix": words})
        if found.named and rule.level_of_name is not None:
            finding = finding.model_copy(update={"severity": rule.level_of_name})
        if found.end.line != found.span.line:
            finding = finding.model_copy(update={"end_line": found.end.line, "end_column": found.end.end + 1})
        yield finding
