"""What is wrong with a team's own phrases, so that a mistake in one is told and not a phrase that never finds anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from pmflow.language.judging import Words
from pmflow.language.notation import classes_of, keys_of, macros_of, parts_of
from pmflow.language.phrases import phrases_of

_MARK = re.compile(r"<(?:[prtbuxn]|it)>")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|'s|'d|<\w+>|[?!.;:,()—–…]|--")
_CLASS = re.compile(r"%[a-z]+")

Problem = tuple[str, str, str]
"""The key below `language`, the phrase, and what is wrong with it."""


def problems_of(words: Words, language: str = "en") -> Iterator[Problem]:
    """All that is wrong with the phrases of a policy, in their order."""
    for name, phrases in words.add.items():
        for phrase in phrases:
            if (wrong := wrong_with(phrase, language)) is not None:
                yield f"add.{name}", phrase, wrong
    if not words.cut:
        return
    known = dict.fromkeys(phrase for phrases in phrases_of(language).lists.values() for phrase in phrases)
    for phrase in words.cut:
        if " ".join(phrase.split()) not in known:
            near = get_close_matches(" ".join(phrase.split()), known, 1, 0.8)
            hint = f'did you mean "{near[0]}"?' if near else "write it as pmflow rules NAME --phrases shows it"
            yield "cut", phrase, f"it is in no list, so it cannot be cut; {hint}"


def wrong_with(phrase: str, language: str = "en") -> str | None:
    """Why no sentence could ever hold a phrase; None for a good one."""
    for part in parts_of(phrase):
        if part.is_sign or part.text in macros_of(language):
            continue
        for option in part.text.split("/") if len(part.text) > 1 else [part.text]:
            if (wrong := _wrong_option(option, part.text, language)) is not None:
                return wrong
    try:
        keys_of(phrase, language)
    except ValueError:
        return "it holds nothing but signs; a phrase needs one word at least"
    return None


def _wrong_option(option: str, part: str, language: str) -> str | None:
    """What is wrong with one word of a part."""
    if not option:
        return f'"{part}" has a "/" with nothing on one side of it'
    for found in _CLASS.finditer(option):
        if found[0][1:] not in (known := classes_of(language)):
            near = get_close_matches(found[0][1:], known, 1)
            return f'there is no class "{found[0]}"' + (f"; did you mean %{near[0]}?" if near else "")
    if option in macros_of(language):
        return f'"{option}" in "{part}" stands alone, between blanks'
    if option.isupper() and option.isalpha() and len(option) > 1:
        near = get_close_matches(option, [name for name in macros_of(language) if name[0] != "_"], 1)
        return f'there is no sign "{option}"' + (f"; did you mean {near[0]}?" if near else "; words are in lower case")
    if option.lower() != option:
        return f'"{option}" has a capital; words are in lower case'
    for word in _CLASS.sub("x", option).removesuffix("+").split("_"):
        if re.search(r"\w['’]\w", word):
            return f'"{option}": a contraction is taken apart in a sentence; write it out (did not, is not, Ana \'s)'
        if any(letter.isdigit() for letter in word):
            return f'"{option}": a number in a sentence is <n>; write that'
        if not word or word == "+" or (len(word) > 1 and ("(" in word or ")" in word)):
            return f'"{option}" is no word; brackets hold one word, and several are joined by _'
        if word[0] == "<" and not _MARK.fullmatch(word):
            return f'there is no mark "{word}"; there are <p> <r> <t> <b> <u> <x> <n> <it>'
        if not _WORD.fullmatch(word):
            return f'"{option}" is no word; a comma, a stop or another sign stands alone, between blanks'
    return None
