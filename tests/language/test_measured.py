"""How well blame is found, on sentences by many writers. The floors are a little below what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmflow.document.parse import parse
from pmflow.language.judging import NO_WORDS
from pmflow.language.reading import judged_sentences

HERE = Path(__file__).parent / "sentences"


def rows(folder: str) -> list[dict[str, str]]:
    return [
        json.loads(line)
        for file in sorted((HERE / folder).glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def is_flagged(text: str) -> bool:
    return any(judged_sentences(parse(text), NO_WORDS))


@pytest.mark.parametrize(
    ("folder", "precision", "recall"), [("frozen", 0.97, 0.94), ("last", 0.95, 0.78), ("unread", 0.94, 0.76)]
)
def test_blame_is_found_and_nothing_else(folder: str, precision: float, recall: float) -> None:
    """Of what is flagged nearly all blames, and of what blames most is flagged."""
    flagged = [(row["label"] == "blame") for row in rows(folder) if is_flagged(row["text"])]
    blameful = sum(row["label"] == "blame" for row in rows(folder))
    assert sum(flagged) / len(flagged) >= precision
    assert sum(flagged) / blameful >= recall


def test_honest_ownership_is_never_blame() -> None:
    """The first person may say what it did, in all the words that blame others."""
    owned = [
        row["text"] for folder in ("frozen", "last", "unread") for row in rows(folder) if row["kind"] == "first_person"
    ]
    assert [text for text in owned if is_flagged(text)] == []
