"""What holds of the phrases that are in a sentence, and what something else in it excuses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, Protocol

from pmflow.language.data import is_language
from pmflow.language.notation import classes_of
from pmflow.language.people import People, people_of
from pmflow.language.phrases import EXCUSES, EXPLAINED, LISTS, Found, Phrases, phrases_of, with_words
from pmflow.language.scorer import is_about_somebody, scorer_of
from pmflow.language.shape import Shape, shape_of
from pmflow.model import SectionName

TONE = "tone"
"""The list that is none: the scorer's."""
SURE = 0.95
"""How likely the scorer must find it that a sentence blames: chosen so that it is silent on real post-mortems, and right
98 times in a hundred on authors whose sentences it was not made from."""
SHORTEST = 4
"""Words and signs below which a sentence is none that can be scored."""


class Words(Protocol):
    """A team's own phrases, as `pmflow.yml` has them."""

    @property
    def add(self) -> Mapping[Any, Sequence[str]]:
        """List → phrases; `excuse` for what silences all lists."""
        ...

    @property
    def cut(self) -> Sequence[str]:
        """Phrases that find nothing any more, as they are written in the lists."""
        ...


class _NoWords(NamedTuple):
    add: Mapping[Any, Sequence[str]] = {}
    cut: Sequence[str] = ()


NO_WORDS = _NoWords()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with a sentence."""

    list: str
    phrase: str
    """As it is written in the list; for the scorer, how sure it is."""
    start: int
    end: int
    named: bool = False
    """Whether somebody's name or handle is what the phrase is about; not a role, a team or a pronoun."""


@dataclass(frozen=True)
class Language:
    """Everything that is needed to judge a sentence of one language."""

    name: str
    people: People
    phrases: Phrases

    def judge(self, text: str, known: Collection[str] = (), *, section: SectionName | None = None) -> Judgement | None:
        """The first thing wrong with a sentence, or None. `known` are words (in lower case) that name people."""
        shape = shape_of(text, self.people, known)
        candidates = self.phrases.candidates(shape)
        excuses: Mapping[str, Iterable[int]] | None = None
        excused = False
        for name in (*LISTS, EXPLAINED) if section is SectionName.ROOT_CAUSE else LISTS:
            if name not in candidates:
                continue
            found = sorted(self.phrases.find(name, candidates[name], shape), key=lambda each: (each.begin, -each.end))
            for each in found:
                if section is SectionName.TIMELINE and _is_fact(name, each.phrase, self.name):
                    continue
                excuses = excuses if excuses is not None else self.phrases.excusing(shape)
                if not self._excused(shape, name, each, excuses):
                    return Judgement(
                        "action" if name == EXPLAINED else name,
                        each.phrase,
                        *shape.within(each.begin, each.end),
                        _is_named(shape, each),
                    )
                excused = excused or name != EXPLAINED
        if excused or section is SectionName.TIMELINE or len(shape.tokens) < SHORTEST or not is_about_somebody(shape):
            return None
        chance = scorer_of(self.name).score(shape)
        if chance < SURE:
            return None
        return Judgement(TONE, f"{chance:.2f}", shape.tokens[0].start, shape.tokens[-1].end)

    def _excused(self, shape: Shape, name: str, found: Found, candidates: Mapping[str, Iterable[int]]) -> bool:
        return any(
            where == "sentence" or _stands(where, shape.text, excuse, found)
            for where in EXCUSES
            for place in (f"{name}/{where}", f"*/{where}")
            if place in candidates
            for excuse in self.phrases.find(place, candidates[place], shape)
        )


_ACTS = frozenset(["cause", "human_error"])
_SUBJECTS = frozenset(["DID", "WHO", "WHOB", "SOMEBODY", "PERSON"])


def _is_fact(name: str, phrase: str, language: str) -> bool:
    """Whether a phrase tells what somebody did, and not that it explains anything: in the timeline that is a fact."""
    first = phrase.split()[0]
    if name == "action":
        return not {*classes_of(language).get("explaining", ()), "%label"}.intersection(first.split("/"))
    return name in _ACTS and first in _SUBJECTS


_SOMEBODY = frozenset(
    "<p> <r> <t> <b> he she they him her them his their someone somebody nobody everyone i we".split()
)


def _is_named(shape: Shape, found: Found) -> bool:
    """Whether the first person in a phrase (or the last before it, or the next behind) is a name: "Ana forgot", "the
    engineer, Ana, forgot", but not "Ana's manager forgot"."""
    texts = [token.text for token in shape.tokens]
    begin, end = shape.token_at(found.begin + (shape.text[found.begin] == " ")), shape.token_at(found.end - 1)
    people = [at for at, text in enumerate(texts) if text in _SOMEBODY]
    first = next((at for at in people if begin <= at <= end), None)
    if first is None:
        first = max((at for at in people if at < begin), default=min(people, default=None))
    if first is None:
        return False
    if texts[first : first + 2] == ["<p>", "'s"] and not {"<r>", "<t>"}.isdisjoint(texts[first + 2 : first + 4]):
        return False
    return texts[first] == "<p>" or texts[first + 1 : first + 3] == [",", "<p>"]


_CLAUSE = re.compile(r" (?:[;:.?!—–]|but|--) ")


def _stands(where: str, text: str, excuse: Found, found: Found) -> bool:
    """Whether an excuse stands before (after, inside) a finding, in the same clause."""
    if where == "inside":
        return excuse.begin < found.end and excuse.end > found.begin
    if where == "before":
        return excuse.begin < found.begin + 1 and not _CLAUSE.search(text, excuse.begin, found.begin + 1)
    return excuse.end > found.end and not _CLAUSE.search(text, found.end - 1, excuse.begin)


def language_of(name: str, words: Words = NO_WORDS) -> Language:
    """A language, by the name of its folder, with a team's own phrases. Raises `ValueError` for one that is none."""
    return _language(name, tuple((list_, tuple(lines)) for list_, lines in words.add.items()), tuple(words.cut))


@cache
def _language(name: str, added: tuple[tuple[str, tuple[str, ...]], ...], cut: tuple[str, ...]) -> Language:
    if not is_language(name):
        raise ValueError(f"there is no language {name}: no folder of that name below pmflow/language")
    phrases = phrases_of(name)
    if added or cut:
        phrases = with_words(phrases, dict(added), cut)
    return Language(name, people_of(name), phrases)
