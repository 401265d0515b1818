"""What the signs in phrases stand for, in words for people: `docs/language.md` and `pmflow rules NAME --phrases` tell it
from this table, and tests hold it to `macros.txt` and the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pmflow.language.notation import classes_of, parts_of

SIGNS: Mapping[str, str] = {
    "forget+": "every form of the verb; `skipp+` doubles its last letter (skipped)",
    "check/test+": "one of these",
    "given_up": "several words that stand together, where one word may stand",
    "(simply)": "may be there",
    "?": "one word, whatever it is",
    "..": "up to four words, with no comma or stop between",
    "…": "up to ten words, with no stop between",
    "%careless": "one of the words in the class of that name",
    "WHO": "somebody as a subject: a name, a handle, a role, a team, he, she, they, who, nobody, people",
    "WHOB": "the same, or a bare word that may be a team (networking)",
    "ACTOR": "somebody at the beginning of a sentence, who did something",
    "DID": "somebody, and what may stand before the verb: “the engineer on call simply …”, “Ana shrugged and …”",
    "SOMEBODY": "somebody with the words in front (one of the senior engineers), not as a part of a thing (vendor firmware)",
    "PERSON": "somebody with the words in front, also as a part of a thing",
    "SOMEBODYS": "what is somebody's: “Ana's …”, “the vendor's late …”",
    "WHOS": "somebody's, or his, her, their, whose",
    "BY": "by, from, of, with, on, to, at somebody",
    "ANYBODY": "somebody, users, or you, we, I",
    "NAME": "a name or a handle",
    "ROLE": "a role: the engineer, the on-call",
    "TEAM": "a team, a vendor or a role",
    "USER": "users and customers",
    "SUPPLIER": "a vendor or a team, also by its kind: the hosting provider, our ISP",
    "FOLK": "a group of people with what it is called: that lot upstairs, the network crowd",
    "NOT": "not, never, no longer, cannot (contractions are taken apart: `didn't` is `did not`)",
    "SO": "very, too, simply, completely, … or several words like it",
    "A": "the, a, his, our, this, any, … or several words like it",
    "BE": "is, was, were, being, seems, looked, …",
    "DOES": "a verb in the present behind one person: forgets",
    "PAST": "a verb in the past, save what people got, knew, felt or were: deleted, ran",
    "ED": "a word that ends in -ed",
    "ING": "a verb that ends in -ing, save what is no act: being, knowing, monitoring",
    "HEAD": "the beginning of the sentence, or the place behind a colon, a stop, a dash or a bracket",
    "START": "the beginning of the sentence",
    "END": "the end of the sentence or clause",
    "QUESTION": "a question mark",
    "SYSTEM": "a thing as a subject: the console, nothing, it",
    "THING": "a word that begins something other than a person or a time",
    "GIVEN": "the same behind a word that may mean a time, too (since March)",
    "REAL": "a word of a condition that may come true (not “if only she had”)",
    "MINE": "what I or we go on to say of ourselves",
    "OURS": "the same, without what we only think or call it",
    "PLAIN": "a word of an act that nothing in the sentence calls wrong",
    "NEAR": "one to nine words of one clause",
    "SANS": "one to four words of one clause, none of them somebody",
    "WELL": "a word, but none that goes on to what went wrong",
    "<p>": "a person by name or handle",
    "<r>": "a person by role",
    "<t>": "a team or a vendor",
    "<b>": "a bare word that may be a team (networking)",
    "<u>": "users and customers",
    "<x>": "code",
    "<n>": "a number",
    "<it>": "a “they” that is about things",
}
"""Sign → what it stands for. What is no macro and no mark is told by an example."""

_WAYS: Mapping[str, str] = {
    "forget+": r"\+", "check/test+": "/", "given_up": "_", "(simply)": r"^\(.+\)$", "%careless": "%",
}  # fmt: skip
"""How those that are told by an example are seen in a part of a phrase."""
WORDS_SHOWN = 8


def signs_table() -> str:
    """The table of the page."""
    rows = (f"| `{sign}` | {meaning} |" for sign, meaning in SIGNS.items())
    return "\n".join(["| sign | stands for |", "|---|---|", *rows])


def signs_in(phrases: Iterable[str], language: str = "en") -> list[tuple[str, str]]:
    """The signs that the phrases use, each with what it stands for; classes with their first words."""
    used: dict[str, None] = {}
    classes: set[str] = set()
    for part in {part for phrase in phrases for part in phrase.split()}:
        used |= dict.fromkeys(sign for sign, way in _WAYS.items() if len(part) > 1 and re.search(way, part))
        for inner in parts_of(part):
            used |= dict.fromkeys(each for each in inner.text.split("/") if each in SIGNS)
        classes.update(re.findall(r"%([a-z]+)", part))
    told = [(sign, meaning) for sign, meaning in SIGNS.items() if sign in used and sign != "%careless"]
    known = classes_of(language)
    return told + [(f"%{name}", _first(known[name])) for name in sorted(classes & known.keys())]


def _first(words: tuple[str, ...]) -> str:
    words = tuple(dict.fromkeys(words))
    some = ", ".join(word.replace("_", " ") for word in words[:WORDS_SHOWN])
    return f"one of {some}" + (f" … ({len(words)} in all)" if len(words) > WORDS_SHOWN else "")
