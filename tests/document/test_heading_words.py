"""What the words of headings that nobody has listed speak for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.heading_words import weigh_heading
from pmflow.model import SectionName as S


def strongest(heading: str) -> S | None:
    weights = weigh_heading(heading)
    return max(weights, key=lambda name: weights[name], default=None)


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("The affair in two sentences", S.SUMMARY),
        ("Forty-second read", S.SUMMARY),
        ("Ward by ward", S.TIMELINE),
        ("How the shift went", S.TIMELINE),
        ("Who lost an afternoon", S.IMPACT),
        ("Harm to guests", S.IMPACT),
        ("How it could slip through and break", S.ROOT_CAUSE),
        ("Mechanism of the jam", S.ROOT_CAUSE),
        ("Deserves praise", S.WENT_WELL),
        ("We are glad that", S.WENT_WELL),
        ("What did not hold", S.WENT_POORLY),
        ("Nothing to be proud of", S.WENT_POORLY),
        ("Snags", S.WENT_POORLY),
        ("Pledges, with names", S.ACTION_ITEMS),
        ("What will be rebuilt", S.ACTION_ITEMS),
        ("Worth remembering", S.LESSONS_LEARNED),
        ("Advice for other yards", S.LESSONS_LEARNED),
        ("Who runs what", None),
        ("Abbreviations", None),
        ("How the billing system normally works", None),
        ("Massnahmenliste des Werks", S.ACTION_ITEMS),
        ("Ce que nous retenons", S.LESSONS_LEARNED),
        ("Хронология сбоя", S.TIMELINE),
        ("影響範囲", S.IMPACT),
    ],
)
def test_words_speak_for_a_section(heading: str, section: S | None) -> None:
    """Stems, phrases and turns of speech in many languages; None for headings that are none of the eight."""
    weights = weigh_heading(heading)
    assert weights
    assert strongest(heading) is section


def test_nothing_known_weighs_nothing() -> None:
    """Names and times are evidence for nothing, and a heading of many words is a sentence."""
    assert dict(weigh_heading("Elif Kaya")) == {}
    assert dict(weigh_heading("")) == {}
    assert dict(weigh_heading("timeline " * 20)) == {}


def test_a_picture_is_worth_a_word() -> None:
    """An emoji adds to what the words say."""
    assert weigh_heading("👍 Rolled back")[S.WENT_WELL] == weigh_heading("👍 Zyx")[S.WENT_WELL] > 0


@given(st.text(max_size=120))
def test_any_text_is_weighed(text: str) -> None:
    """No heading breaks it, and no weight is below zero."""
    assert all(weight > 0 for weight in weigh_heading(text).values())
