"""A sentence with its people as marks, so that one phrase serves names, roles and teams.

    "On Friday Maya's on-call engineer didn't read it"  →  on <n>riday … <p> 's <r> did not read it

Marks: `<p>` a person by name or handle, `<r>` by role, `<t>` a team or vendor, `<b>` a bare word that may be a team
("networking"), `<u>` users and customers, `<x>` code, `<n>` a number, `<it>` a "they" that is about things. Pronouns
stay words. All else is in lower case, contractions are taken apart, and several marks for one person are one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from pmflow.document.author_words import CODE
from pmflow.language.people import THEY, People
from pmflow.patterns import lazy

_WORD = lazy(
    rf"(?P<word>[^\W\d_]+(?:[-’'][^\W\d_]+)*)|@[\w.-]*\w|(?P<number>\d(?:[\d:.,/-]*\d)?[a-z%]{{0,3}})|{CODE}+"
    r"|[?!.;:,()—–…]|--"
)
_LINK = lazy(r"\]\(\s*\)")
"""What is left of a link behind its words."""
_NEGATED = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_ENDINGS = {"re": "are", "ve": "have", "ll": "will", "m": "am"}
_SOMEBODY = frozenset(
    """
    <p> <r> <t> <b> he she they him her them his their who whoever whose someone somebody anyone anybody everyone everybody
    nobody one people which whom
    """.split()
)
PERSONAL = frozenset({"<p>", "<r>", "<t>", "<u>"})
_STOPS = frozenset({".", "?", "!", ";", ":", "(", ")", "—", "–", "--"})


class Token(NamedTuple):
    """One word of a shape, and where it stands in the sentence: a tuple, since a document makes many thousands."""

    text: str
    start: int
    end: int
    capital: bool = False
    upper: bool = False
    """All of it is in capitals."""


@dataclass(frozen=True)
class Shape:
    """A sentence as the phrases see it."""

    tokens: tuple[Token, ...]

    @cached_property
    def text(self) -> str:
        """The tokens, each between blanks."""
        return f" {' '.join([token.text for token in self.tokens])} "

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset([token.text for token in self.tokens])

    @property
    def names_somebody(self) -> bool:
        """Whether somebody is in it, be it as a pronoun."""
        return not _SOMEBODY.isdisjoint(self.words)

    @cached_property
    def _offsets(self) -> list[int]:
        offsets, at = [], 1
        for token in self.tokens:
            offsets.append(at)
            at += len(token.text) + 1
        return offsets

    def token_at(self, offset: int) -> int:
        """The number of the token at this offset of `text`."""
        return max(0, bisect_right(self._offsets, offset) - 1)

    def within(self, begin: int, end: int) -> tuple[int, int]:
        """Where the stretch of `text` between two offsets stands in the sentence."""
        first = self.token_at(begin + (self.text[begin : begin + 1] == " "))
        last = self.token_at(max(begin, end - 1 - (self.text[end - 1 : end] == " ")))
        return self.tokens[first].start, self.tokens[last].end


def shape_of(text: str, people: People, known: Collection[str] = ()) -> Shape:
    """The shape of a sentence; `known` are words (in lower case) that name people of this document."""
    if "](" in text:
        text = _LINK.sub(lambda match: " " * len(match[0]), text)
    tokens: list[Token] = []
    add, new = tokens.append, tuple.__new__  # a third of the time of `Token(…)`, and this is the innermost loop
    for found in _WORD.finditer(text):
        start = found.start()
        kind = found.lastgroup
        if kind == "word":
            for low, begin, end, capital, upper in _words(found[0]):
                add(new(Token, (low, start + begin, start + end, capital, upper)))
        elif kind == "number":
            add(Token("<n>", start, found.end()))
        elif text[start] == "@":
            add(Token("<p>", start, found.end()))
        elif text[start] == CODE:
            add(Token("<x>", start, found.end()))
        else:
            add(Token(found[0], start, found.end()))
    return Shape(tuple(_marked(tokens, people, known)))


@lru_cache(maxsize=20_000)
def _words(written: str) -> tuple[Token, ...]:
    """A word as a token at 0, or the two that a contraction is."""
    low = written.lower()
    end = len(written)
    capital = written[0].isupper()
    if "'" not in low and "’" not in low:
        return (Token(low, 0, end, capital, end > 1 and written.isupper()),)
    low = low.replace("’", "'")
    head, _, tail = low.rpartition("'")
    middle = len(head)
    upper = len(head) > 1 and written[:middle].isupper()
    first = Token(head, 0, middle, capital, upper)
    if tail == "t" and head.endswith("n"):
        first = Token(_NEGATED.get(head[:-1], head[:-1]), 0, middle - 1, capital)
        return first, Token("not", middle - 1, end)
    if tail in _ENDINGS:
        return first, Token(_ENDINGS[tail], middle, end)
    if tail == "d":
        return first, Token("'d", middle, end)
    if tail in ("s", ""):
        return first, Token("'s", middle, end)
    return (Token(low, 0, end, capital),)


def _marked(tokens: list[Token], people: People, known: Collection[str]) -> list[Token]:
    """People as marks; several words for one person are one mark."""
    made: list[Token] = []
    personal = False
    for index, token in enumerate(tokens):
        word = token.text
        if not token.capital and word not in people.looked_at and "-" not in word and word.isascii():
            made.append(token)  # most words: nothing beside it makes anything else of it
            continue
        last = made[-1] if made else None
        before = last
        if last is not None and last.text == "." and len(made) > 1:
            if made[-2].text in people.titles:
                before = made[-2]  # "Dr. Meyer"
            elif _is_initial(made[-2]) and token.capital and not token.upper:
                made[-2:] = [Token("<p>", made[-2].start, token.end, capital=True)]  # "J. Petrosyan"
                personal = True
                continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        mark = people.mark(token, before, following, known) if token.text[0].isalpha() else token.text
        left = last.text if last is not None else ""
        if mark in ("<p>", "<r>") and people.is_machine(token.text, following, tokens):
            mark = token.text
        if mark in THEY:
            mark = mark if personal or last is None or left in _STOPS or left in (",", "if", "had") else "<it>"
        elif mark in PERSONAL and last is not None:
            gap = token.start - last.end
            same = left == mark and mark != "<u>" and gap <= 2
            joined = mark in ("<r>", "<t>") and left in ("<r>", "<b>") and gap <= 1
            named = mark == "<t>" and last.capital and left[0] != "<" and gap == 1  # "Network Engineering"
            if same or joined or named:
                made[-1] = Token(mark, last.start, token.end, capital=True)
                personal = True
                continue
        elif mark == token.text and last is not None and _is_named(last, token):
            made[-1] = Token("<r>", last.start, token.end, capital=True)  # "Technician Abara"
            continue
        personal = personal or mark in PERSONAL
        made.append(token if mark == token.text else Token(mark, token.start, token.end, token.capital, token.upper))
    return made


def _is_named(role: Token, token: Token) -> bool:
    """Whether a word is the name of the role before it."""
    return (
        role.text == "<r>" and token.capital and not token.upper and len(token.text) > 2 and token.start - role.end == 1
    )


def _is_initial(token: Token) -> bool:
    return len(token.text) == 1 and token.capital
