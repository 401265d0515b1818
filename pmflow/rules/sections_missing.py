"""All eight sections are there, so that none of the five questions stays unanswered.

Why: a post-mortem answers what happened (summary, timeline, impact), why (root cause), how we responded (what went
well, what went poorly), what we learned (lessons) and what we will change (action items). A question without an
answer is what the next reader looks for in vain. All that is missing is one finding. A near-miss, and what the policy
takes lightly, needs fewer sections.

What it cannot see: an answer that stands somewhere under a heading of its own making.

Bad: a document of a summary, a timeline and action items.
Good: the eight sections, in whatever words and order the team likes.

Source: "Five Key Questions Every Post-Mortem Answers", "Essential Sections".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.policy import Policy
from pmflow.questions import QUESTIONS
from pmflow.rules.base import Rule
from pmflow.rules.text import SECTION_WORDS, listed, short


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    postmortem = document.postmortem
    there = postmortem.sections
    asked = policy.sections_required(postmortem.severity_normal, near_miss=postmortem.near_miss)
    missing = [name for name in SectionName if name in asked and name not in there]
    if not missing:
        return
    if not there:
        yield RULE.finding(
            "None of the eight sections of a post-mortem was found; give them headings: "
            + listed(SECTION_WORDS[name] for name in missing)
        )
        return
    silent = [
        question for question, names in QUESTIONS.items() if set(names) & set(missing) and not set(names) & set(there)
    ]
    words = listed(SECTION_WORDS[name] for name in missing)
    what = f"Missing section{'s' if len(missing) > 1 else ''}: {words}."
    if SectionName.LESSONS_LEARNED in missing and (heading := _lessons_heading(document)):
        what += f" “{heading}” holds no lesson of its own: write down what was learned."
        silent = [question for question in silent if question != "What did we learn?"]
    if silent:
        verb = "stays" if len(silent) == 1 else "stay"
        what += f" So {listed(f'“{question}”' for question in silent)} {verb} unanswered."
    yield RULE.finding(what, suggestion="## " + SECTION_WORDS[missing[0]])


def _lessons_heading(document: Document) -> str | None:
    """A heading about lessons below which there are only other sections."""
    for block in document.root.children:
        if block.kind == "heading" and any(word in block.text.lower() for word in ("lesson", "learn")):
            return short(block.text)
    return None


RULE = Rule("sections-missing", "document", Level.WARNING, check, __doc__, about_absence=True)
