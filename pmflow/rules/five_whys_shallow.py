"""The five whys are five, and do not end at a person.

Why: the first two answers are symptoms. Whoever stops there, or at somebody's name, has found who was nearest, not
what to change. A document without five whys is fine; this is about one that began them.

What it cannot see: an answer that only repeats the question in other words.

Bad: `Why was the disk full? Because the on-call engineer forgot to rotate the logs.`
Good: `Why was the disk full? Because rotation failed.` … `Because no one monitors whether cron jobs run.`

Source: "Ask 'why' five times to get to root cause".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.document.source import Span
from pmflow.model import Finding, Level, SectionName, Why
from pmflow.patterns import lazy
from pmflow.placeholders import is_placeholder
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.text import heading_of, short, whole_line
from pmflow.rules.wording import ROLE

_PERSON = lazy(
    rf"^\W*(?:because|as|since|due to)?\s*(?:of\s+)?(?:"
    rf"(?:human|user|operator|manual) (?:error|mistake)"
    rf"|(?:the |an? |our |one of (?:the|our) )?(?:[\w-]+ ){{0,2}}?(?:{ROLE}|he|she|someone|somebody|"
    rf"(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?))"
    rf"(?:'s mistake| (?:had |has |just |simply |also |accidentally |again ){{0,2}}"
    rf"(?:forg[oe]t\w*|ignored|neglected|skipped|overlooked|missed|misread|misunderstood|mistyped|made an?|failed to|"
    rf"didn['’]t (?!have|know|get|receive)"
    rf"|did not (?!have|know|get|receive)|was careless|was not careful|wasn['’]t careful|was tired|was in a hurry|"
    rf"should have|thought|assumed)))",
    re.IGNORECASE,
)


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    del policy
    whys = document.postmortem.five_whys
    answered = [why for why in whys if why.answer and not is_placeholder(why.answer)]
    if not answered:
        return
    last = answered[-1]
    if _PERSON.match(last.answer or ""):
        yield RULE.finding(
            f"The whys end at a person (“{short(last.answer or '')}”): ask once more what made that possible",
            span=_place(document, last),
            section=SectionName.ROOT_CAUSE,
        )
    elif len(answered) < 5:
        yield RULE.finding(
            f"Only {len(answered)} of five whys {'has' if len(answered) == 1 else 'have'} an answer: go on asking "
            "until a condition comes up that can be changed",
            span=_place(document, last),
            section=SectionName.ROOT_CAUSE,
        )


def _place(document: Document, why: Why) -> Span:
    """The line where the question (or the answer) stands; the section's heading when it is not found as one line."""
    for words in (why.question, why.answer or ""):
        beginning = words.strip()[:24]
        for number, line in enumerate(document.source.plain_lines, 1):
            if beginning and beginning in line:
                return whole_line(document, number)
    if SectionName.ROOT_CAUSE in document.sections:
        return heading_of(document, SectionName.ROOT_CAUSE)
    return Span(1, 0, 0)


RULE = Rule("five-whys-shallow", "document", Level.WARNING, check, __doc__)
