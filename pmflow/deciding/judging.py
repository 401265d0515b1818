"""Do the guards of a row hold? Sorted into refusals, advice, and what was overridden."""

from __future__ import annotations

from dataclasses import dataclass, field

from pmflow.plan import Refusal
from pmflow.states.case import Case
from pmflow.states.guards import GUARDS, STRUCTURAL
from pmflow.states.table import Transition


@dataclass(slots=True)
class Verdict:
    """What the guards of one row said."""

    refusals: list[Refusal] = field(default_factory=list)
    advice: list[Refusal] = field(default_factory=list)
    overridden: list[str] = field(default_factory=list)
    """Guards that failed and were passed over on purpose."""

    @property
    def holds(self) -> bool:
        return not self.refusals


@dataclass(frozen=True, slots=True)
class Judged:
    """One guard, looked at: for `explain`."""

    guard: str
    level: str
    reasons: tuple[str, ...]


def look_at(row: Transition, case: Case) -> list[Judged]:
    """Every guard of the row with its level by policy and the reasons why it does not hold (none: it holds)."""
    looked: list[Judged] = []
    for name in row.guards:
        level = (
            "error" if name in STRUCTURAL else case.policy.guard_level(name, case.severity, near_miss=case.near_miss)
        )
        reasons = tuple(GUARDS[name](case)) if level != "off" else ()
        looked.append(Judged(name, level, reasons))
    return looked


def judge(row: Transition, case: Case, overrides: tuple[str, ...] = ()) -> Verdict:
    """The verdict on one row. An override of a guard that holds, or only advises, is not used, and so not recorded."""
    verdict = Verdict()
    for looked in look_at(row, case):
        if not looked.reasons:
            continue
        if looked.level != "error":
            verdict.advice.append(Refusal(looked.guard, looked.reasons))
        elif looked.guard in overrides and looked.guard not in STRUCTURAL:
            verdict.overridden.append(looked.guard)
        else:
            verdict.refusals.append(Refusal(looked.guard, looked.reasons))
    if verdict.overridden:
        if not (case.reason or "").strip() and not any(r.guard == "reason_given" for r in verdict.refusals):
            verdict.refusals.append(Refusal("reason_given", ("an override needs a reason: --reason",)))
        if not case.policy.allows_override(case.by):
            allowed = ", ".join(case.policy.may_override)
            verdict.refusals.append(Refusal("override_permitted", (f"{case.by} may not override; ask {allowed}",)))
    return verdict
