"""Twice the text takes twice the work, not four times: what is counted is calls, and characters looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsIndex

import pytest

from pmflow import placeholders
from pmflow.document.parse import parse
from pmflow.language.sentences import sentences_of
from pmflow.model import Finding, Level
from pmflow.placeholders import bare
from pmflow.report import CheckedFile, findings
from tests.language.work import work_of
from tests.report_samples import Screen


def grows(work: Callable[[int], int], size: int) -> float:
    work(1)  # patterns are compiled when they are first used
    return work(2 * size) / work(size)


@pytest.mark.parametrize("terminal", [True, False])
def test_many_findings_in_one_long_line(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    """Each excerpt is a window: the whole line is made ready once."""

    def work(number: int) -> int:
        seen = 0

        def counting(made: Callable[[str], object]) -> Callable[[str], object]:
            def counted(words: str) -> object:
                nonlocal seen
                seen += len(words)
                return made(words)

            return counted

        line = "\t " + "Bob forgot 日本. " * number
        found = tuple(
            Finding(rule="r", severity=Level.NOTE, line=1, column=3 + 15 * at, end_column=13 + 15 * at, message="m")
            for at in range(number)
        )
        with monkeypatch.context() as patched:
            for name in ("plain", "cell_len"):
                patched.setattr(findings, name, counting(getattr(findings, name)))
            screen = Screen(terminal=terminal)
            findings.show_findings(screen.console, [CheckedFile("p.md", found, line)])
        assert screen.text.count("^^^^^^^^^^\n") == number
        return seen

    assert grows(work, 200) < 2.2


def test_a_paragraph_of_many_lines() -> None:
    """The lines of a sentence are looked up, not searched for from the end of the paragraph."""

    def work(number: int) -> int:
        document = parse("It broke, and\nwe mended it.\n" * number)
        found = []
        made = work_of(lambda: found.extend(sentences_of(document)))
        assert found[0].place(found[0].text.index("mended")) == (2, 3)
        return made

    assert grows(work, 300) < 2.2


@pytest.mark.parametrize("text", ["**Root cause**: the queue was full\n\n", "# Root cause\n\nThe queue was full.\n\n"])
def test_many_causes(text: str) -> None:
    """Whether a section of a cause holds another one is looked up."""
    assert grows(lambda number: work_of(lambda: parse(text * number)), 100) < 2.2


class Counted(str):
    """Counts the characters that are taken from it, and from what was taken from it."""

    taken = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        part = Counted(super().__getitem__(key))
        Counted.taken += len(part)
        return part

    def strip(self, chars: str | None = None, /) -> str:
        part = Counted(super().strip(chars))
        Counted.taken += len(part)
        return part


@pytest.mark.parametrize("text", ['" ', "( ", "**"])
def test_a_line_of_marks(text: str) -> None:
    """The pairs are passed over, and cut off once."""

    def work(number: int) -> int:
        Counted.taken = 0
        placeholders._unwrapped(Counted(text * number + "x" + text[::-1].replace("(", ")") * number))
        return Counted.taken

    assert grows(work, 200) < 2.2


@pytest.mark.parametrize(
    ("line", "words"), [('" " " "', ""), ("“( x )”.", "x )"), ("_( x )_", "x"), ('"  "', ""), ('" x', '" x')]
)
def test_what_is_bare(line: str, words: str) -> None:
    """Pairs go, with the blanks between them."""
    assert bare(line) == words
