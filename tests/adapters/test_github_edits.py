"""What of a journal comment stands, by its edit history."""

from __future__ import annotations

import pytest

from pmflow.adapters.github.edits import Edit, History, Standing, standing
from pmflow.adapters.github.journal_comment import BEGUN_TWICE, Page, read_journal, written
from pmflow.adapters.github.payloads import Comment
from pmflow.journal import Entry, to_line
from tests.good import NOW

MINUTES = ("10:00:00", "10:00:01", "10:05:00", "10:05:01", "10:05:02", "10:05:03")


def text(lines: str, status: str | None = None) -> str:
    """`ab`: with the entries a and b; `ab.`: and no more come."""
    return written(Page(1, 0, tuple(lines.removesuffix(".")), status, full=lines.endswith(".")))


def history(*versions: str, whole: bool = True) -> History:
    made = (Edit(text(lines), f"2026-01-12T{at}Z") for lines, at in zip(versions, MINUTES, strict=False))
    return History(tuple(made), whole)


@pytest.mark.parametrize(
    ("versions", "wrote", "expected"),
    [
        (["a", "ab"], "ab", Standing(("a", "b"), False, True, True)),
        (["a", "ab", "ac"], "ac", Standing(("a", "b"), False, False, False)),
        (["a", "ab", "ac"], "ab", Standing(("a", "b"), False, True, False)),
        (["a", "ab", "ac", "acd"], "acd", Standing(("a", "b"), False, False, False)),
        (["a", "ab", "ac", "ab", "abc"], "abc", Standing(("a", "b", "c"), False, True, True)),
        (["a", "ab", "ac", "ab", "abc", "ab"], "ab", Standing(("a", "b", "c"), False, True, False)),
        (["a", "a.", "ab"], "ab", Standing(("a",), True, False, False)),
        (["a", "a.", "a"], "a.", Standing(("a",), True, True, False)),
        (["a", "ab"], "ac", None),
        ([], "a", None),
    ],
)  # fmt: skip
def test_the_first_counts(versions: list[str], wrote: str, expected: Standing | None) -> None:
    """A version counts that keeps all that stood before it; one that was written after others lost stays lost with them."""
    assert standing(history(*versions), text(wrote)) == expected


@pytest.mark.parametrize(
    ("versions", "stands"),
    [
        # ab is of people who were done long before the rest; ax was never taken.
        (["ax", "ab", "abc", "axd"], "abc"),
        # Nothing is quiet here: it begins with what is also in the newest.
        (["ax", "abc"], "abc"),
    ],
)
def test_the_beginning_is_not_known(versions: list[str], stands: str) -> None:
    """The oldest after which nobody wrote for minutes stands; where none is, the oldest of which all is in the newest."""
    found = standing(history(*versions, whole=False), text(versions[-1]))
    assert found is not None
    assert found.lines == tuple(stands)


def test_an_edit_by_hand_is_believed() -> None:
    """Whatever was done there shows by itself, and is not undone."""
    by_hand = text("abc").replace("\nb\n", "\n")
    made = History((Edit(text("abc"), MINUTES[0]), Edit(by_hand, MINUTES[1])), True)
    assert standing(made, by_hand) == Standing(("a", "c"), False, True, True)


def test_begun_twice() -> None:
    """Of two comments that begin a journal the older counts, and the other is shown to people; nobody misses what is in both."""
    lines = {key: to_line(Entry(key=key, at=NOW, by="noor", what="review")) for key in "ab"}
    comments = [
        Comment(id=id, body=written(Page(1, 0, (lines[key],))), created_at=NOW)
        for id, key in ((7, "a"), (9, "b"), (11, "a"))
    ]
    found = read_journal(reversed(comments), where="acme/shop#1")
    told = BEGUN_TWICE.format(place="acme/shop#1, comment 9", number=1)
    assert ([each.key for each in found.entries], found.troubles) == (["a"], (told,))
