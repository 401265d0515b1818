"""How a phrase is written, and what it becomes: words to look it up by, and patterns to find it with.

A phrase is words, as they stand in a shape, with these signs:

    forget+          every form of the verb (forget, forgets, forgot, forgotten, forgetting)
    check/test+      one of these
    (simply)         may be there
    ?                one word, whatever it is;  ..  up to four words within a clause;  …  up to ten
    WHO, DID, …      one of the macros in `macros.txt`: who it is about, what may stand between a person and the verb
    %careless        one of the words of that class in `classes.txt`
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from pmflow.language.data import groups_of, lines_of

_SIGNS: Mapping[str, str] = {"?": r"\S+ ", "..": r"(?:[^\s,.;:?!]+ ){0,4}?", "…": r"(?:[^\s.;:?!]+ ){0,10}?"}
_GAPS = frozenset(["..", "…"])
_CLASS = re.compile(r"%([a-z]+)")
_INNER = re.compile(r"\{([A-Z_]+)\}")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a phrase, between two blanks."""

    text: str
    """Without the brackets of what is optional."""
    optional: bool

    @property
    def is_sign(self) -> bool:
        return self.text in _SIGNS


def parts_of(phrase: str) -> list[Part]:
    """The parts of a phrase."""
    return [
        Part(word[1:-1], True) if len(word) > 2 and word[0] == "(" and word[-1] == ")" else Part(word, False)
        for word in phrase.split()
    ]


def words_of(part: Part, language: str) -> list[str]:
    """The words that a part stands for; none for a sign or a macro."""
    if part.is_sign or part.text in macros_of(language):
        return []
    if "+" not in part.text and "%" not in part.text:
        return part.text.split("/") if len(part.text) > 1 else [part.text]
    return sorted({form for option in part.text.split("/") for form in _forms(option, language)})


def keys_of(phrase: str, language: str = "en") -> frozenset[str]:
    """Words of which one stands in every sentence that the phrase is in: those of its rarest part.

    Raises `ValueError` for a phrase that holds nothing but signs.
    """
    if not (order := order_of(phrase, language)):
        raise ValueError(f'the phrase "{phrase}" has no word to look it up by')
    return _keys(parts_of(phrase)[order[0]].text, language)


def order_of(phrase: str, language: str = "en") -> tuple[int, ...]:
    """The numbers of the parts of which one word must stand in every sentence that the phrase is in; the rarest first."""
    costs = [
        (sum(_cost(key, language) for key in sorted(keys)), number)
        for number, part in enumerate(parts_of(phrase))
        if not part.optional and (keys := _keys(part.text, language))
    ]
    return tuple(number for _, number in sorted(costs))


@cache
def _keys(text: str, language: str) -> frozenset[str]:
    """Of the words that a part stands for, those to look for; none for a sign or a macro."""
    return frozenset(_key(word, language) for word in words_of(Part(text, optional=False), language))


def refuse_unfit(phrase: str, language: str = "en") -> None:
    """Raises `ValueError` for a phrase that no sentence could ever hold: capitals and signs are not in shapes."""
    for part in parts_of(phrase):
        if part.text in macros_of(language) or part.is_sign:
            continue
        if part.text != part.text.lower():
            raise ValueError(f'"{part.text}" in "{phrase}" has a capital; phrases are in lower case')
        if part.text.strip("+%/_") == "" or part.text.count("(") != part.text.count(")"):
            raise ValueError(f'"{part.text}" in "{phrase}" is no word')


def needs_somebody(phrase: str, language: str = "en") -> bool:
    """Whether the phrase can only be in a sentence that names somebody."""
    about = frozenset(" ".join(groups_of(language, "classes")["about somebody"]).split())
    return any(not part.optional and part.text in about for part in parts_of(phrase))


def _key(words: str, language: str) -> str:
    """The rarest of several words that stand together (`given_his_notice`)."""
    if "_" not in words:
        return words
    return min(words.split("_"), key=lambda word: (_cost(word, language), -len(word)))


def _cost(word: str, language: str) -> float:
    """In how many of 1,000 sentences a word stands, roughly."""
    return _frequencies(language).get(word, RARE)


RARE = 0.5
"""What a word costs that is not among the frequent ones."""


@cache
def _frequencies(language: str) -> Mapping[str, float]:
    return {
        word: float(often) for word, _, often in (line.rpartition(" ") for line in lines_of(language, "frequencies"))
    }


@dataclass(frozen=True)
class Finder:
    """A phrase, ready to be searched for. Patterns are made when they are first needed; what stands in front is looked
    at only where the rest was found, since it is long, and the same for hundreds of phrases."""

    phrase: str
    language: str

    order: tuple[int, ...]
    """What `order_of` says of it: the index has it, since working it out takes longer than to use it."""

    @cached_property
    def second(self) -> frozenset[str]:
        """The words of its rarest part but one, by which it is not looked up; of nearly all sentences, none is in them."""
        return _keys(parts_of(self.phrase)[self.order[min(1, len(self.order) - 1)]].text, self.language)

    @cached_property
    def others(self) -> tuple[frozenset[str], ...]:
        """The words of the other parts that must be there."""
        parts = parts_of(self.phrase)
        return tuple(_keys(parts[number].text, self.language) for number in self.order[2:])

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
        parts = parts_of(self.phrase)
        front = None
        if parts[0].text in macros_of(self.language) and not parts[0].optional and len(parts) > 1:
            front = _front(parts[0].text, self.language)
            parts = parts[1:]
        body = "".join(_pattern(part, self.language) for part in parts).rstrip(" ")
        return front, re.compile(f"(?:^|(?<= )){body}(?:(?= |$)|(?<= ))")

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the phrase stands in a shape's text; places may overlap."""
        front, body = self._patterns
        found = body.search(text)
        while found is not None:
            if front is None:
                yield found.span()
            elif (before := front.search(text, 0, found.start())) is not None:
                yield before.start(), found.end()
            found = body.search(text, found.start() + 1)


@cache
def _front(macro: str, language: str) -> re.Pattern[str]:
    inner = macros_of(language)[macro]
    blank = "" if inner.startswith(("(?<=", "(?:(?<=")) else " "
    return re.compile(f"(?<= ){inner}{blank}$")


def _pattern(part: Part, language: str) -> str:
    """A part as a pattern that ends in a blank."""
    if part.is_sign:
        sign = _SIGNS[part.text]
        return f"(?:{sign})?" if part.optional and part.text not in _GAPS else sign
    macros = macros_of(language)
    if part.text in macros:
        inner = macros[part.text]
        if inner.startswith(("(?<=", "(?:(?<=")):
            return inner
        inner = f"{inner} "
    else:
        words = [re.escape(word.replace("_", " ")) for word in words_of(part, language)]
        inner = f"(?:{'|'.join(words)}) " if len(words) > 1 else f"{words[0]} "
    return f"(?:{inner})?" if part.optional else inner


@cache
def macros_of(language: str) -> Mapping[str, str]:
    """The macros of a language as patterns, those inside of others put in."""
    whole_lines: list[str] = []
    for line in lines_of(language, "macros"):
        if line.startswith("    "):
            whole_lines[-1] += line[4:]
        else:
            whole_lines.append(line)
    raw = {
        name.strip(): pattern.removeprefix(" ") for name, _, pattern in (line.partition("=") for line in whole_lines)
    }

    def whole(name: str) -> str:
        return _INNER.sub(lambda inner: whole(inner[1]), raw[name])

    return {name: whole(name) for name in raw}


def _forms(word: str, language: str) -> Iterator[str]:
    if (found := _CLASS.search(word)) is not None:
        classes = classes_of(language)
        if found[1] not in classes:
            raise ValueError(f'there is no class "%{found[1]}"')
        for each in classes[found[1]]:
            yield from _forms(f"{word[: found.start()]}{each}{word[found.end() :]}", language)
    elif word.endswith("+") and len(word) > 1:
        yield from verb_forms(word[:-1], language)
    else:
        yield word


@cache
def classes_of(language: str) -> Mapping[str, tuple[str, ...]]:
    """The word classes of a language, by name."""
    groups = groups_of(language, "classes")
    return {name[1:]: tuple(" ".join(lines).split()) for name, lines in groups.items() if name.startswith("%")}


@cache
def _irregular(language: str) -> Mapping[str, tuple[str, ...]]:
    return {line.split()[0]: tuple(line.split()) for line in groups_of(language, "irregular")[""]}


@cache
def verb_forms(verb: str, language: str = "en") -> tuple[str, ...]:
    """A verb's forms: those listed in `irregular.txt`, else by the endings. `skipp` is skip with its last letter doubled;
    of `drop_off` the first word changes."""
    verb, _, rest = verb.partition("_")
    tail = f"_{rest}" if rest else ""
    irregular = _irregular(language).get(verb)
    if irregular:
        return tuple(form + tail for form in irregular)
    if len(verb) > 3 and verb[-1] == verb[-2] and verb[-1] in "bdgklmnprt":
        base = verb[:-1]
        forms: Iterable[str] = (base, base + "s", verb + "ed", verb + "ing", verb, verb + "s")
    elif verb.endswith("e"):
        forms = (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        forms = (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    elif verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms = (verb, verb + "es", verb + "ed", verb + "ing")
    else:
        forms = (verb, verb + "s", verb + "ed", verb + "ing")
    return tuple(form + tail for form in forms)
