"""The five questions that every post-mortem answers, and the sections that answer them."""

from __future__ import annotations

from collections.abc import Mapping

from pmflow.model import SectionName

QUESTIONS: Mapping[str, tuple[SectionName, ...]] = {
    "What happened?": (SectionName.SUMMARY, SectionName.TIMELINE, SectionName.IMPACT),
    "Why did it happen?": (SectionName.ROOT_CAUSE,),
    "How did we respond?": (SectionName.WENT_WELL, SectionName.WENT_POORLY),
    "What did we learn?": (SectionName.LESSONS_LEARNED,),
    "What will we change?": (SectionName.ACTION_ITEMS,),
}
