"""Wordings: what a heading means, by its words alone."""

from __future__ import annotations

import pytest

from pmflow.document.headings import Sure, Topic, plain_words, read_heading
from pmflow.model import SectionName as S

ONE_SECTION = {
    S.SUMMARY: ["Summary", "1. Executive Summary", "TL;DR", "🧭 Overview", "Abstract", "what's this about", "Zusammenfassung",
                "Résumé", "Resumen ejecutivo", "Problem Statement", "The short version", "[]{#x}Summary {#summary}"],
    S.TIMELINE: ["Timeline (UTC)", "⏱️ Timeline (all times in CEST)", "Sequence of Events", "4 Chronology", "Course of events",
                 "what happened when", "Zeitlicher Ablauf", "Chronologie", "Línea de tiempo", "Detailed incident timeline",
                 "How things unfolded: a timeline", "What happened, by the clock (JST)", "What happened: in chronological order",
                 "What happened - hour by hour"],
    S.IMPACT: ["Impact", "3. Customer and Regulatory Impact", "Who was affected, and how?", "How bad was it", "Blast radius",
               "Auswirkungen", "Conséquences", "Impacto en los clientes", "Impact on Services", "What our customers noticed"],
    S.ROOT_CAUSE: ["Root Cause(s)", "RCA", "Root cause & trigger", "Why did it happen?", "So, why?", "Contributing Factors",
                   "Five Whys", "5 Whys", "Grundursache", "Cause racine", "Causa raíz", "What caused the outage?"],
    S.WENT_WELL: ["What went well?", "👍 What went well", "What worked", "6.1 What worked", "Where things went right",
                  "Was lief gut", "Ce qui a bien fonctionné", "¿Qué salió bien?", "Things we're proud of"],
    S.WENT_POORLY: ["What went wrong", "What Didn't Go So Well?", "👎 What didn't", "What could have gone better",
                    "Areas for improvement", "Was lief schlecht?", "Ce qui a mal fonctionné", "¿Qué salió mal?",
                    "Things we'd like to be better at"],
    S.ACTION_ITEMS: ["Action Items", "✅ Next steps", "Corrective & Preventive Actions (CAPA)", "Follow-ups", "TODO",
                     "What we're going to do about it", "7. Remediation Plan", "Maßnahmen", "Plan d'action", "Próximos pasos",
                     "Things to fix", "Action items (with owners)"],
    S.LESSONS_LEARNED: ["Lessons Learned", "Lessons learnt", "🎓 Learnings", "Key Takeaways", "What did we learn?",
                        "Erkenntnisse", "Leçons apprises", "Lecciones aprendidas", "What we're taking away"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in ONE_SECTION.items() for text in texts])
def test_a_wording_names_its_section(name: S, text: str) -> None:
    """However a house writes, numbers and decorates it, a heading is read as its section."""
    reading = read_heading(text)
    assert (reading.names, reading.sure) == ((name,), Sure.YES)


@pytest.mark.parametrize(
    "text",
    ["Resolution of the ticket", "Trigger", "Background", "Glossary", "Thanks", "Sign-off", "Document history", "Appendix",
     "Questions we got", "Actions taken so far", "Alice", "Tuesday, 4 November 2025", "Incident channel summary template",
     "Where we got lucky", "", "🚀", "x" * 500],
)  # fmt: skip
def test_other_wordings_are_no_section(text: str) -> None:
    """What is none of the eight is not taken for one."""
    reading = read_heading(text)
    assert reading.names == () or reading.sure is not Sure.YES


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Root Cause and Impact", {S.ROOT_CAUSE, S.IMPACT}),
        ("What went well / What went wrong", {S.WENT_WELL, S.WENT_POORLY}),
        ("What went right, what went wrong", {S.WENT_WELL, S.WENT_POORLY}),
        ("The good, the bad", {S.WENT_WELL, S.WENT_POORLY}),
        ("What happened and why", {S.SUMMARY, S.ROOT_CAUSE}),
        ("Summary & Impact", {S.SUMMARY, S.IMPACT}),
        ("Lessons learned and action items", {S.LESSONS_LEARNED, S.ACTION_ITEMS}),
    ],
)
def test_one_heading_may_hold_two_sections(text: str, names: set[S]) -> None:
    """Two sections under one heading are both there."""
    assert set(read_heading(text).names) == names


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Contributing Factors", Topic.FACTORS),
        ("Five whys", Topic.FIVE_WHYS),
        ("Why existing safeguards failed", Topic.SAFEGUARDS),
        ("🍀 Where we got lucky", Topic.LUCKY),
        ("What surprised us?", Topic.SURPRISED),
        ("Attendees", Topic.REVIEW),
        ("Dashboards", Topic.EVIDENCE),
        ("Parking lot", Topic.ASIDE),
    ],
)
def test_smaller_headings_have_a_topic(text: str, topic: Topic) -> None:
    """The headings inside the eight sections and beside them are known, too."""
    assert read_heading(text).topic is topic


@pytest.mark.parametrize(
    ("text", "sure", "otherwise"),
    [
        ("What happened?", Sure.TIMED, S.SUMMARY),
        ("Context", Sure.TIMED, None),
        ("Remediation", Sure.LISTED, None),
        ("Good", Sure.PAIRED, None),
        ("Symptoms", Sure.ALONE, None),
    ],
)
def test_ambiguous_words_say_what_would_decide(text: str, sure: Sure, otherwise: S | None) -> None:
    """A wording that decides nothing alone names what must be looked at."""
    reading = read_heading(text)
    assert (reading.sure, reading.otherwise) == (sure, otherwise)


def test_plain_words_drop_accents_punctuation_and_emoji() -> None:
    """Wordings are compared in one plain form."""
    assert plain_words("  ⏱️ Línea de TIEMPO – Maßnahmen, what's up?! ") == "linea de tiempo massnahmen what s up"


@pytest.mark.parametrize("text", ["What failed, and why", "3. What went wrong – and why"])
def test_what_failed_and_why_asks_for_the_cause(text: str) -> None:
    """The "why" behind it turns a question for what went poorly into one for the cause."""
    assert read_heading(text).names == (S.ROOT_CAUSE,)


@pytest.mark.parametrize(
    "text", ["Looking back", "6 Assessment of our handling", "How did we cope?", "Our response: a review"]
)
def test_a_look_back_may_hold_others(text: str) -> None:
    """A heading that looks back on people's own doing is none of the eight, and may hold two of them."""
    reading = read_heading(text)
    assert (reading.names, reading.container) == ((), True)


def test_a_review_of_the_incident_is_no_look_back() -> None:
    """It is the title of a whole document."""
    assert not read_heading("Review of the outage of 4 May").container
