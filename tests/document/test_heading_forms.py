"""Forms of headings: a question or clause speaks for a section, whatever its nouns are."""

from __future__ import annotations

import pytest

from pmflow.document.heading_words import weigh_heading
from pmflow.model import SectionName as S

SPOKEN = {
    S.SUMMARY: ["In one gulp", "OK, so basically", "To put it plainly", "What you should know"],
    S.TIMELINE: ["Shift by shift", "How the matinee went", "How it developed"],
    S.IMPACT: ["What it did to the bakeries", "What callers heard", "Those we kept waiting", "Guests turned away",
               "Readers who left without a book", "Vessels held at the roads"],
    S.ROOT_CAUSE: ["What sank the ferry", "How the key came to open nothing", "What failed, and why",
                   "The bolt that gave way", "How could it come to this?"],
    S.WENT_WELL: ["For which we give thanks", "Matters to the credit of the crew", "Care that met the standard",
                  "Drills which proved adequate"],
    S.WENT_POORLY: ["Points that left much to be desired", "We were slower than we ought to be",
                    "Drills which proved inadequate", "Care that did not meet the standard"],
    S.ACTION_ITEMS: ["What I have asked of whom", "By summer we want to have", "What is now to be done",
                     "Stuff we ship so it doesn't happen again", "Recommendations, and to whom addressed"],
    S.LESSONS_LEARNED: ["What I would tell my successor", "For whoever comes next", "If we could start again",
                        "Experience gained"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in SPOKEN.items() for text in texts])
def test_a_form_speaks_for_its_section(name: S, text: str) -> None:
    """The turn of speech says which section it is, more than any word in it."""
    weights = weigh_heading(text)
    assert max(weights, key=lambda section: weights[section]) is name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What the monitoring saw", S.IMPACT),
        ("What fixed the outage", S.ROOT_CAUSE),
        ("How it came to light", S.ROOT_CAUSE),
        ("For those who only read the top", S.LESSONS_LEARNED),
        ("Things we missed", S.IMPACT),
        ("Measures that failed", S.ACTION_ITEMS),
        ("What we need to know", S.ACTION_ITEMS),
    ],
)
def test_what_only_looks_like_a_form_does_not(text: str, name: S) -> None:
    """Watchers are not the affected, a fix is no cause, and what failed is no work to come."""
    assert weigh_heading(text).get(name, 0.0) < 3


def test_a_heading_as_long_as_a_page_says_nothing() -> None:
    """Nobody heads a section with a page of text."""
    assert weigh_heading("cause " * 10_000) == {} == weigh_heading("x" * 10_000)
