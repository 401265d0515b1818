"""The words that a policy may use: guards, profiles, templates, roles. Literals, to be found by grep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, get_args

from pmflow.model import SectionName

Guard: TypeAlias = Literal[
    "step_allowed",
    "reason_given",
    "sections_complete",
    "timeline_ordered",
    "factors_plural",
    "cause_systemic",
    "language_blameless",
    "went_well_named",
    "review_held",
    "reviewer_independent",
    "actions_present",
    "actions_owned",
    "actions_dated",
    "actions_prioritised",
    "actions_specific",
    "audience_named",
    "destination_known",
    "redacted",
    "actions_settled",
    "postmortem_optional",
    "approver_named",
]
"""A condition of a step. `pmflow/states` has one predicate for each of these."""

GUARDS: tuple[Guard, ...] = get_args(Guard)

STRUCTURAL: tuple[Guard, ...] = (
    "step_allowed",
    "reason_given",
    "audience_named",
    "destination_known",
    "postmortem_optional",
    "approver_named",
)
"""Guards that no policy loosens and nobody passes over: without them the lifecycle is not a lifecycle, the journal has no
reasons, what is shared goes nowhere, and what must be written can be waived away."""

Weight: TypeAlias = Literal["error", "warn", "off"]
"""How much a guard weighs: it binds, it advises, it is silent."""

RuleWeight: TypeAlias = Literal["error", "warning", "note", "off"]
"""How much a rule's finding weighs."""

Column: TypeAlias = Literal["P0", "P1", "P2", "P3", "P4", "near_miss"]
"""What a post-mortem is weighed by. A near-miss has a column of its own: nothing broke, so its severity is a guess."""

COLUMNS: tuple[Column, ...] = get_args(Column)

Profile: TypeAlias = Literal["full", "light", "advise"]

PROFILES: dict[Profile, dict[Guard, Weight]] = {
    # Everything binds.
    "full": dict.fromkeys(GUARDS, "error"),
    # For what hurt little: an hour's work, not a meeting. What makes people learn still binds: a systemic cause,
    # blameless words, action items with an owner and a date.
    "light": {
        **dict.fromkeys(GUARDS, "error"),
        "factors_plural": "warn",
        "review_held": "warn",
        "reviewer_independent": "warn",
        "went_well_named": "warn",
    },
    # For a team that begins: everything is said, nothing is refused. `redacted` is the exception, because what was
    # published to the public by mistake cannot be called back.
    "advise": {
        **dict.fromkeys(GUARDS, "warn"),
        **dict.fromkeys(STRUCTURAL, "error"),
        "redacted": "error",
    },
}
"""What each guard weighs in each profile; `guards` in the file overrides single ones."""

SECTIONS: dict[Profile, tuple[SectionName, ...]] = {
    "full": tuple(SectionName),
    "light": (
        SectionName.SUMMARY,
        SectionName.TIMELINE,
        SectionName.ROOT_CAUSE,
        SectionName.ACTION_ITEMS,
        SectionName.LESSONS_LEARNED,
    ),
    "advise": tuple(SectionName),
}
"""Which sections `sections_complete` asks for."""

Template: TypeAlias = Literal["stub", "full", "short", "near_miss"]

TEMPLATES: dict[Column, Template] = {
    "P0": "full",
    "P1": "full",
    "P2": "full",
    "P3": "short",
    "P4": "short",
    "near_miss": "near_miss",
}
"""The template for a resolved incident. While it runs, it is the stub."""

ROLES: tuple[str, ...] = ("owner", "lead", "accountable", "channel")
"""Who a rung may speak to, beside the names in `notify`: the action item's owner, the owner's lead, who is accountable
for the severity, and the notification target that is called `channel`."""

Weekday: TypeAlias = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
"""In the order of `date.weekday()`."""


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known name that `word` was probably meant to be, or None."""
    import difflib  # 5 ms that only a mistake should cost

    folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold().replace("-", "_"), folded, n=1, cutoff=0.6)
    found = found or difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def meant(word: str, known: Sequence[str]) -> str:
    """The end of a message: `; did you mean "guards"?`, or nothing."""
    near = nearest(word, known)
    return f'; did you mean "{near}"?' if near else ""


BlameList = Literal[
    "cause", "human_error", "neglect", "hindsight", "action", "character", "punishment", "hunt", "sarcasm",
    "passed_on", "passive", "group", "excuse",
]  # fmt: skip
"""The lists of phrases that the blameless rules listen for, by the rule; `excuse` is what silences all of them."""
