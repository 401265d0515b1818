"""Many phrases in their lists, and the way to find those that may be in a sentence.

A phrase is tried only in sentences that hold one of the words of its rarest part, so the filter in front of the search
comes from the phrases themselves and cannot lose any. The look-up by words is kept beside the lists (`index.txt`), since
making it takes longer than reading a document; it bears the sum of what it was made from, and is made anew where that
differs.

    python -m pmflow.language.phrases          write the index of every language anew
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pmflow.language.data import groups_of, read
from pmflow.language.notation import Finder, keys_of, needs_somebody, order_of, refuse_unfit
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
INDEXES = ("words", "about somebody", "excuses")
"""The parts of the look-up, as `index.txt` calls them."""
_SOURCES = ("classes", "frequencies", "irregular", "macros", "excuses", *LISTS, EXPLAINED)


class Found(NamedTuple):
    """A phrase in a shape, as offsets in the shape's text."""

    phrase: str
    begin: int
    end: int


Index = Mapping[str, str]
"""Word → the phrases to try, as the file has them: `cause 6 263;group 190` are three phrases of two lists. Read where the
word is met, which few of them are."""
Tries = list[tuple[frozenset[str], Finder, str, int]]
"""What is to be tried where a word stands: the other words of which a phrase needs one, it, its list, its number."""


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
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    """For the phrases that come from an index: which of their parts to look for first."""
    _known: dict[str, Finder] = field(default_factory=dict, compare=False, repr=False)
    _tried: dict[int, dict[str, Tries]] = field(default_factory=dict, compare=False, repr=False)

    def candidates(self, shape: Shape) -> Mapping[str, Iterable[int]]:
        """For each list the phrases of which every part that must be there has a word in the sentence; mostly there are none."""
        found = self._with_words(self.by_key, shape)
        if shape.names_somebody:
            for name, numbers in self._with_words(self.about_somebody, shape).items():
                found.setdefault(name, set()).update(numbers)
        return found

    def excusing(self, shape: Shape) -> Mapping[str, Iterable[int]]:
        """For each list of excuses those that may be in a sentence."""
        return self._with_words(self.excuses, shape)

    def find(self, name: str, numbers: Iterable[int], shape: Shape) -> Iterator[Found]:
        """Those of the phrases that are in the sentence, at each of their places."""
        for number in sorted(numbers):
            finder = self._finder(name, number)
            for begin, end in finder.places(shape.text):
                yield Found(finder.phrase, begin, end)

    def _with_words(self, index: Index, shape: Shape) -> dict[str, set[int]]:
        words = shape.words
        found: dict[str, set[int]] = {}
        tried = self._tried.setdefault(id(index), {})
        for word in words & index.keys():
            tries = tried.get(word)
            if tries is None:
                tries = tried[word] = self._tries(index[word])
            for second, finder, name, number in tries:
                if second.isdisjoint(words):
                    continue
                for keys in finder.others:
                    if keys.isdisjoint(words):
                        break
                else:
                    found.setdefault(name, set()).add(number)
        return found

    def _tries(self, line: str) -> Tries:
        tries = []
        for entry in line.split(";"):
            name, *numbers = entry.split(" ")
            for number in map(int, numbers):
                finder = self._finder(name, number)
                tries.append((finder.second, finder, name, number))
        return tries

    def _finder(self, name: str, number: int) -> Finder:
        phrase = self.lists[name][number]
        finder = self._known.get(phrase)
        if finder is None:
            if self.orders:
                order = tuple(map(int, self.orders[name][number].split()))
            else:
                order = order_of(phrase, self.language)
            finder = self._known[phrase] = Finder(phrase, self.language, order)
        return finder


@cache
def phrases_of(language: str) -> Phrases:
    """The phrases of a language, from its index."""
    # Taken apart as bytes: nearly all parts are ASCII, of which Python makes text in no time.
    head, *parts = (part.decode() for part in read(language, "index.txt").strip().split(b"\n\n"))
    if head != str(sum_of(language)):
        return make_phrases(language, lists_of(language))
    lists: dict[str, tuple[str, ...]] = {}
    orders: dict[str, tuple[str, ...]] = {}
    indexes: dict[str, Index] = {}
    for part in parts:
        title, _, body = part.partition("\n")
        cells = body.replace("\n", "\t").split("\t")
        if title in INDEXES:
            indexes[title] = dict(zip(cells[::2], cells[1::2], strict=True))
        else:
            lists[title], orders[title] = tuple(cells[1::2]), tuple(cells[::2])
    words, about, excuses = (indexes[title] for title in INDEXES)
    return Phrases(language, lists, words, about, excuses, orders)


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
    made: dict[str, dict[str, dict[str, list[str]]]] = {title: {} for title in INDEXES}
    for name, phrases in lists.items():
        for number, phrase in enumerate(phrases):
            title = "excuses" if "/" in name else "about somebody" if needs_somebody(phrase, language) else "words"
            for key in sorted(keys_of(phrase, language)):
                made[title].setdefault(key, {}).setdefault(name, []).append(str(number))
    words, about, excuses = (
        {
            key: ";".join(" ".join([name, *numbers]) for name, numbers in found.items())
            for key, found in made[title].items()
        }
        for title in INDEXES
    )
    return Phrases(language, lists, words, about, excuses)


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
    total = 0
    for name in _SOURCES:
        total = zlib.crc32(read(language, f"{name}.txt"), total)
    return total


def index_text(language: str) -> str:
    """The content of `index.txt`: the sum; each list, of each phrase its order and itself; the look-up, by word."""
    phrases = make_phrases(language, lists_of(language))
    parts = [str(sum_of(language))]
    for name, each in phrases.lists.items():
        rows = [f"{' '.join(map(str, order_of(phrase, language)))}\t{phrase}" for phrase in each]
        parts.append("\n".join([name, *rows]))
    for title, index in zip(INDEXES, (phrases.by_key, phrases.about_somebody, phrases.excuses), strict=True):
        parts.append("\n".join([title, *(f"{key}\t{index[key]}" for key in sorted(index))]))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    for language in ("en",):
        Path(__file__).with_name(language).joinpath("index.txt").write_text(
            index_text(language), encoding="utf-8", newline="\n"
        )
