"""A document's sentences, judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmflow.document.document import Document
from pmflow.language.judging import Judgement, Words, language_of
from pmflow.language.sentences import Sentence, sentences_of
from pmflow.model import Postmortem

Judged = tuple[Sentence, Judgement, str, str]
"""A sentence, what is wrong with it, the telling words, and the rest of their clause."""


def judged_sentences(document: Document, words: Words, people: Iterable[str] = ()) -> Iterator[Judged]:
    """The sentences of a document that blame, from top to bottom. `people` are names that a team has listed."""
    language = language_of("en", words)
    known = names_in(document.postmortem) | name_words(people)
    for sentence in sentences_of(document):
        judgement = language.judge(sentence.text, known, section=sentence.section)
        if judgement is not None:
            text = sentence.text
            yield sentence, judgement, text[judgement.start : judgement.end], _rest(text, judgement.end)


def _rest(text: str, at: int) -> str:
    """The words up to the next sign that ends a clause."""
    end = min((found for sign in ".,;:!?(—–" if (found := text.find(sign, at)) >= 0), default=len(text))
    return " ".join(text[at:end].split())


def names_in(postmortem: Postmortem) -> frozenset[str]:
    """The words (in lower case) that name people of this post-mortem: who wrote it, took part or has something to do."""
    people = [*postmortem.authors, *postmortem.people]
    people += [item.owner for item in postmortem.action_items if item.owner]
    return name_words(people)


def name_words(names: Iterable[str]) -> frozenset[str]:
    """The words (in lower case) of people's names: those with a capital."""
    return frozenset(word.lower() for name in names for word in name.lstrip("@").split() if word[:1].isupper())
