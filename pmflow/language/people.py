"""Who is a person? Names of many cultures, roles, teams, and the words that make a thing of them ("package manager")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from pmflow.language.data import groups_of, text_of

if TYPE_CHECKING:
    from pmflow.language.shape import Token


THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
"""Words for several people, or for things."""


@dataclass(frozen=True)
class People:
    """The words of one language (and one team) that stand for people."""

    marks: Mapping[str, str]
    """Word → `<r>`, `<t>`, `<b>` or `<u>`."""
    made_things: Mapping[str, frozenset[str]]
    """Word → words before it that make it a thing."""
    made_people: Mapping[str, frozenset[str]]
    """Word → words before it that make a person of it: "support agent"."""
    verbs: Mapping[str, frozenset[str]]
    """Word → words behind it with which it is a verb: "leads to"."""
    things_behind: frozenset[str]
    """Words behind a role that make it a modifier: "admin panel"."""
    titles: frozenset[str]
    with_capital: frozenset[str]
    """Words that are teams inside a sentence, with a capital."""
    in_capitals: frozenset[str]
    """Abbreviations of teams."""
    makes_team: frozenset[str]
    """Words that make a team of a capitalised word before them."""
    makes_company: frozenset[str]
    products: frozenset[str]
    """First words of products, of which nothing makes a team."""
    also_machines: frozenset[str]
    """Roles and names that programs bear, too."""
    machine_words: frozenset[str]
    """Words that make a program of them, wherever they stand in the sentence."""
    still_people: frozenset[str]
    """Words before which they are people all the same: "operator error"."""
    given: Mapping[str, frozenset[str]]
    """Given names that are words as well → words behind them that make a name of them at the beginning of a sentence."""

    @cached_property
    def looked_at(self) -> frozenset[str]:
        """Words that need a look at what stands beside them, also without a capital. Of all others (save with a hyphen,
        which may have a role behind it) the mark is the word itself."""
        return frozenset(["<p>", *THEY, *self.titles, *self.marks, *self.made_people])

    def mark(self, token: Token, before: Token | None, following: Token | None, known: Collection[str]) -> str:
        """The mark for a word between two others (marked already, and as written), or the word itself."""
        word = token.text
        left = before.text if before is not None else ""
        right = following.text if following is not None else ""
        if word in self.titles:
            return word
        if (mark := self._role(word, left, right)) is not None:
            return mark
        if not token.capital:
            return "<p>" if not word.isascii() and is_foreign(word) else word
        begins = left in ("", ".", "!", "?", ":")
        if token.upper:
            return "<b>" if word in self.in_capitals else "<p>" if word in known else word
        if self._makes_team(word, before):
            return "<t>"
        if word in self.with_capital and not begins:
            return "<b>"
        if (
            word in known
            or left in self.titles
            or left == "<p>"  # the name behind a first name
            or is_name(word, alone=begins and not _is_surname(following))
            or (begins and right in self.given.get(word, ()))
            or is_foreign(word)
        ):
            return "<p>"
        return word

    def is_machine(self, word: str, following: Token | None, sentence: Iterable[Token]) -> bool:
        """Whether a role or a name is a program here: "the operator reconciles the pods"."""
        if word not in self.also_machines or (following is not None and following.text in self.still_people):
            return False
        return any(token.text in self.machine_words for token in sentence)

    def _makes_team(self, word: str, before: Token | None) -> bool:
        """Whether a capitalised word before makes a team or a company of this one: "Network Engineering"."""
        if before is None or not before.capital or before.text in self.products or before.text.startswith("<p"):
            return False
        return word in self.makes_company or word in self.makes_team

    def _role(self, word: str, left: str, right: str) -> str | None:
        """The mark of a word that is a role, a team or a user by itself; the word where another makes a thing of it."""
        if left in self.made_people.get(word, ()):
            return "<r>"
        if word == "team" and left in ("my", "our"):
            return word  # the author's own: who says "my team" says "we"
        mark = self.marks.get(word) or self.marks.get(word.rpartition("-")[2] if "-" in word else "")
        thing = (
            left in self.made_things.get(word, ()) or right in self.things_behind or right in self.verbs.get(word, ())
        )
        return word if mark is not None and thing else mark


@cache
def people_of(language: str) -> People:
    """The people words of a language."""
    groups = groups_of(language, "people")

    def words(group: str) -> frozenset[str]:
        return frozenset(" ".join(groups[group]).split())

    def with_plurals(group: str) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for line in groups[group]:
            word, _, others = line.partition(":")
            plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
            found[word] = found[plural] = frozenset(others.split())
        return found

    marks: dict[str, str] = {}
    for group, mark in (("bare", "<b>"), ("roles", "<r>"), ("teams", "<t>"), ("users", "<u>")):
        marks |= dict.fromkeys(words(group), mark)
    return People(
        marks=marks,
        made_things=with_plurals("things"),
        made_people=with_plurals("only behind"),
        verbs={line.partition(":")[0]: frozenset(line.partition(":")[2].split()) for line in groups["verbs"]},
        things_behind=words("after"),
        titles=words("titles"),
        with_capital=words("bare capital"),
        in_capitals=words("capitals"),
        makes_team=words("team behind"),
        makes_company=words("company behind"),
        products=words("products"),
        also_machines=words("also machines"),
        machine_words=words("machine words"),
        still_people=words("still people"),
        given={
            name: frozenset(line.partition(":")[0].split())
            for line in groups["given"]
            for name in line.partition(":")[2].split()
        },
    )


def is_foreign(word: str) -> bool:
    """Whether a word among Latin ones is in a script of its own, and short enough for a name: "田中"."""
    return 2 <= len(word) <= 12 and not word.isascii() and not any(letter < "\u0370" for letter in word)


def is_name(word: str, *, alone: bool) -> bool:
    """Whether a capitalised word (given in lower case) names somebody.

    `alone`: it begins a sentence, where every word has a capital, so that words that are no names more often do not count.
    """
    return _is_listed(word) and not _stands_in("never", word) and not (alone and _stands_in("common", word))


def _is_surname(following: Token | None) -> bool:
    """Whether the next word makes a name of this one: "Grace Okafor"."""
    return following is not None and following.capital and is_name(following.text, alone=True)


@cache
def _is_listed(word: str) -> bool:
    """Whether the list of names, which is sorted, has this word. A document asks for a few dozen of 41,000, so that making
    a set of them takes longer than to look."""
    names = _names()
    at = bisect_left(names, word)
    return at < len(names) and names[at] == word


@cache
def _names() -> list[str]:
    return text_of("names", "names").strip("\n").split("\n")


@cache
def _stands_in(name: str, word: str) -> bool:
    """Whether one of the two short lists has a line of this word."""
    return f"\n{word}\n" in text_of("names", name)
