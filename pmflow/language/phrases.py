"""Many phrases in their lists, and the way to find those that may be in a sentence.

A phrase is tried only in sentences that hold one of the words of its rarest part, so the filter in front of the search
comes from the phrases themselves and cannot lose any. The look-up by words is kept beside the lists (`index.json`), since
making it takes longer than reading a document; it bears the sum of what it was made from, and is made anew where that
differs.

    python -m pmflow.language.phrases          write the index of every language anew
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from pmflow.language.data import groups_of
from pmflow.language.notation import Finder, keys_of, needs_somebody, refuse_unfit
from pmflow.language.shape import Shape

LISTS = (
    "cause",
    "human_error",
    "sarcasm",
    "group",
    "hunt",
    "hindsight",
    "neglect",
    "passive",
    "punishment",
    "passed_on",
    "character",
    "action",
)
"""The lists of a language, the most telling first: a sentence is pointed at once, for the first that holds."""
EXPLAINED = "explained"
"""No list of its own: what `action` has against a sentence only where the document explains."""
EXCUSES = ("before", "after", "inside", "sentence")
"""Where an excuse may stand: before a finding in its clause, after it, over it, or anywhere in the sentence."""
_SOURCES = ("classes", "frequencies", "irregular", "macros", "excuses", *LISTS, EXPLAINED)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a shape, as offsets in the shape's text."""

    phrase: str
    begin: int
    end: int


Index = Mapping[str, Mapping[str, list[int]]]
"""Word → list → numbers of the phrases to try."""


@dataclass(frozen=True)
class Phrases:
    """The phrases of a language, by list; `neglect/before` is what excuses the list `neglect`, `*/before` all of them."""

    language: str
    lists: Mapping[str, tuple[str, ...]]
    by_key: Index
    about_somebody: Index
    """The same for phrases that can only be in a sentence that names somebody."""
    excuses: Index
    """The same for what excuses: looked at only where there is something to excuse."""
    _finders: dict[tuple[str, int], Finder] = field(default_factory=dict, compare=False, repr=False)

    def candidates(self, shape: Shape) -> Mapping[str, set[int]]:
        """For each list the phrases that may be in a sentence; mostly there are none."""
        found: dict[str, set[int]] = {}
        _collect(self.by_key, shape.words, found)
        if shape.names_somebody:
            _collect(self.about_somebody, shape.words, found)
        return found

    def excusing(self, shape: Shape) -> Mapping[str, set[int]]:
        """For each list of excuses those that may be in a sentence."""
        found: dict[str, set[int]] = {}
        _collect(self.excuses, shape.words, found)
        return found

    def find(self, name: str, numbers: Iterable[int], shape: Shape) -> Iterator[Found]:
        """Those of the phrases that are in the sentence, at each of their places."""
        words, finders = shape.words, self._finders
        for number in numbers:
            finder = finders.get((name, number))
            if finder is None:
                finder = finders[name, number] = Finder(self.lists[name][number], self.language)
            for keys in finder.others:
                if keys.isdisjoint(words):
                    break
            else:
                for place in finder.places(shape.text):
                    yield Found(finder.phrase, *place)


def _collect(index: Index, words: Iterable[str], found: dict[str, set[int]]) -> None:
    for word in words:
        if (lists := index.get(word)) is not None:
            for name, numbers in lists.items():
                if name in found:
                    found[name].update(numbers)
                else:
                    found[name] = set(numbers)


@cache
def phrases_of(language: str) -> Phrases:
    """The phrases of a language, from its index."""
    index = json.loads((files("pmflow.language") / language / "index.json").read_text(encoding="utf-8"))
    if index["sum"] != sum_of(language):
        return make_phrases(language, lists_of(language))
    lists = {name: tuple(phrases) for name, phrases in index["lists"].items()}
    return Phrases(language, lists, index["keys"], index["about"], index["excuses"])


def with_words(phrases: Phrases, add: Mapping[str, Iterable[str]], cut: Iterable[str]) -> Phrases:
    """The phrases with a team's own; `excuse` in `add` stands for what excuses every list, anywhere in the sentence.

    Raises `ValueError` for a phrase that is none.
    """
    gone = frozenset(" ".join(phrase.split()) for phrase in cut)
    known_phrases = {phrase for known in phrases.lists.values() for phrase in known}
    for phrase in gone - known_phrases:
        raise ValueError(f'"{phrase}" is in no list, so it cannot be cut; see: pmflow rules NAME --phrases')
    for each in (phrase for more in add.values() for phrase in more):
        refuse_unfit(each, phrases.language)
    lists = {name: tuple(p for p in known if p not in gone) for name, known in phrases.lists.items()}
    for name, more in add.items():
        place = "*/sentence" if name == "excuse" else str(name)
        lists[place] = (*lists.get(place, ()), *(" ".join(phrase.split()) for phrase in more))
    return make_phrases(phrases.language, lists)


def make_phrases(language: str, lists: Mapping[str, tuple[str, ...]]) -> Phrases:
    """Phrases with their look-up. Raises `ValueError` with the phrase that has no word to look it up by."""
    by_key: dict[str, dict[str, list[int]]] = {}
    about: dict[str, dict[str, list[int]]] = {}
    excuses: dict[str, dict[str, list[int]]] = {}
    for name, phrases in lists.items():
        for number, phrase in enumerate(phrases):
            index = excuses if "/" in name else about if needs_somebody(phrase, language) else by_key
            for key in sorted(keys_of(phrase, language)):
                index.setdefault(key, {}).setdefault(name, []).append(number)
    return Phrases(language, lists, by_key, about, excuses)


def lists_of(language: str) -> Mapping[str, tuple[str, ...]]:
    """The phrases as the lists have them, each in the frame of its group."""
    found: dict[str, tuple[str, ...]] = {}
    for where in EXCUSES:
        found[f"*/{where}"] = tuple(line.strip() for line in groups_of(language, "excuses").get(where, ()))
    for name in (*LISTS, EXPLAINED):
        groups = groups_of(language, name)
        framed = [
            " ".join((group or "{}").replace("{}", line).split())
            for group, lines in groups.items()
            if not group.startswith("not ")
            for line in lines
        ]
        found[name] = tuple(dict.fromkeys(framed))
        for where in EXCUSES:
            found[f"{name}/{where}"] = tuple(" ".join(line.split()) for line in groups.get(f"not {where}", ()))
    return {name: phrases for name, phrases in found.items() if phrases}


def sum_of(language: str) -> int:
    """A sum over all files that the index is made from."""
    folder = files("pmflow.language") / language
    total = 0
    for name in _SOURCES:
        total = zlib.crc32((folder / f"{name}.txt").read_bytes(), total)
    return total


def index_text(language: str) -> str:
    """The content of `index.json`."""
    phrases = make_phrases(language, lists_of(language))
    index = {
        "sum": sum_of(language),
        "lists": phrases.lists,
        "keys": phrases.by_key,
        "about": phrases.about_somebody,
        "excuses": phrases.excuses,
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    for language in ("en",):
        Path(str(files("pmflow.language") / language / "index.json")).write_text(index_text(language), encoding="utf-8")
