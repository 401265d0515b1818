"""A team's own phrases: what is wrong with one is told, and the page tells how they are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmflow.document.parse import parse
from pmflow.language.notation import macros_of
from pmflow.language.own_phrases import problems_of, wrong_with
from pmflow.language.signs import SIGNS, signs_in, signs_table
from pmflow.policy import Policy, parse_policy
from pmflow.rules import check

PAGE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
[EXAMPLE] = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
SENTENCES = re.findall(r"^\| (.*) \| (silent|a finding) \| (silent|a finding) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(
    "phrase",
    ["DID go+ full cowboy", "WHO (was/were) asleep", "because of <r>/<t>", "did not ? .. the %careless", "Ana", "é"],
)
def test_a_phrase_that_a_sentence_could_hold(phrase: str) -> None:
    """Nothing is wrong with it."""
    assert wrong_with(phrase.lower() if phrase == "Ana" else phrase) is None


@pytest.mark.parametrize(
    ("phrase", "wrong"),
    [
        ("?", "it holds nothing but signs; a phrase needs one word at least"),
        ("(maybe) ..", "it holds nothing but signs; a phrase needs one word at least"),
        ("The cat", '"The" has a capital; words are in lower case'),
        ("WHOM forgot", 'there is no sign "WHOM"; did you mean WHO?'),
        ("XYZZY forgot", 'there is no sign "XYZZY"; words are in lower case'),
        ("he/WHO forgot", '"WHO" in "he/WHO" stands alone, between blanks'),
        ("%careles ball", 'there is no class "%careles"; did you mean %careless?'),
        ("%xyzzy ball", 'there is no class "%xyzzy"'),
        ("cat (sat", '"(sat" is no word; brackets hold one word, and several are joined by _'),
        ("(was there) late", '"(was" is no word; brackets hold one word, and several are joined by _'),
        ("check//test it", '"check//test" has a "/" with nothing on one side of it'),
        ("+ the ball", '"+" is no word; brackets hold one word, and several are joined by _'),
        ("did it, again", '"it," is no word; a comma, a stop or another sign stands alone, between blanks'),
        (
            "didn't look",
            "\"didn't\": a contraction is taken apart in a sentence; write it out (did not, is not, Ana 's)",
        ),
        ("at 9 o clock", '"9": a number in a sentence is <n>; write that'),
        ("<z> forgot", 'there is no mark "<z>"; there are <p> <r> <t> <b> <u> <x> <n> <it>'),
    ],
)
def test_a_phrase_that_no_sentence_could_hold(phrase: str, wrong: str) -> None:
    """What is wrong, and the nearest right thing."""
    assert wrong_with(phrase) == wrong


def test_every_problem_names_its_key_and_phrase() -> None:
    """In the order of the policy."""
    words = parse_policy("language: {add: {neglect: [good, The, Cat], hunt: ['?']}, cut: [as never was]}").language
    assert [(key, phrase) for key, phrase, _ in problems_of(words)] == [
        ("add.neglect", "The"),
        ("add.neglect", "Cat"),
        ("add.hunt", "?"),
        ("cut", "as never was"),
    ]


def test_every_macro_is_explained() -> None:
    """Save those that stand inside of others only; and nothing is explained that there is not."""
    public = {name for name in macros_of("en") if not name.startswith("_")}
    assert {sign for sign in SIGNS if sign.isalpha() and sign.isupper()} == public


def test_the_page_has_the_table() -> None:
    """After a change in `pmflow/language/signs.py`: copy what `signs_table` gives."""
    assert f"\n\n{signs_table()}\n\n" in PAGE


def test_the_signs_of_a_phrase() -> None:
    """Those that it uses, in the order of the table."""
    told = signs_in(["DID skip+ (the) <r>/it", "as ? HEAD good_luck"])
    assert [sign for sign, _ in told] == ["forget+", "check/test+", "given_up", "(simply)", "?", "DID", "HEAD", "<r>"]


def test_the_page_s_example_has_sentences_for_all_its_phrases() -> None:
    """For two that are added, one that excuses, one that is cut."""
    assert [tuple(row[1:]) for row in SENTENCES] == [("silent", "a finding")] * 2 + [("a finding", "silent")] * 2


@pytest.mark.parametrize(("sentence", "without", "with_it"), SENTENCES)
def test_the_page_s_example_does_what_it_says(sentence: str, without: str, with_it: str) -> None:
    """Each of its phrases changes something."""

    def told(policy: Policy) -> str:
        return "a finding" if check(parse(sentence), policy, select=["blameless"]) else "silent"

    assert (told(Policy()), told(parse_policy(EXAMPLE))) == (without, with_it)
