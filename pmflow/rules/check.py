"""All rules over one document: their findings, at the policy's levels, in the order in which people read.

Suppressions in the text are honoured here, so that no rule needs to know of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pmflow.document.document import Document
from pmflow.errors import UsageError
from pmflow.model import Finding, Level
from pmflow.policy import Policy
from pmflow.rules.base import FAMILIES, Rule
from pmflow.rules.blameless_allow import remark, unused
from pmflow.rules.registry import RULES
from pmflow.rules.suppressions import Allowed, Suppression, rules_within, suppressions_of
from pmflow.rules.sync_findings import SYNC_FINDINGS

ALLOW = "blameless-allow"
SAME = {"blameless-human-error": "human-error-cause"}
"""Rules that say the same as another one: where both find something in a line, people need it once."""


def check(
    document: Document, policy: Policy, *, select: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Findings of all rules, or of those selected; `select` and `ignore` take rules and families.

    A rule that is selected by its own name runs although the policy has it off, at its default level. First what stands
    in the text, from top to bottom, then what is missing from it. Raises `UsageError` for an unknown name.
    """
    known_names(select)
    known_names(ignore)
    levels = dict(_levels(policy, select, ignore))
    set_levels = policy.rules.levels.keys()
    suppressions = suppressions_of(document)
    allowed = Allowed(suppressions)
    lines: dict[str, list[int]] = {}
    found: list[tuple[bool, int, int, int, Finding]] = []
    for order, rule in enumerate(RULES.values()):
        if rule.id not in levels:
            continue
        raw = [*rule.check(document, policy)]
        if rule.id == ALLOW:  # the last one: by now it is known which suppressions were of use
            raw = [*_among_others(document, suppressions, raw, levels, lines)]
        elif suppressions:
            lines[rule.id] = sorted(finding.line for finding in raw)
        for finding in raw:
            if finding not in allowed:
                is_set = rule.id in set_levels or rule.family in set_levels
                level = levels[rule.id] if is_set else finding.severity
                weighed = finding if finding.severity is level else finding.model_copy(update={"severity": level})
                found.append((rule.about_absence, finding.line, finding.column, order, weighed))
    found.sort(key=lambda row: row[:4])
    return tuple(_once([row[4] for row in found]))


def _among_others(
    document: Document,
    suppressions: list[Suppression],
    raw: list[Finding],
    levels: Collection[str],
    lines: Mapping[str, Sequence[int]],
) -> Iterator[Finding]:
    """What is wrong with suppressions, one finding each: that they name what there is not, `raw` (what is wrong with them
    by themselves), or that they are of no use. `lines` are those of all other rules' findings."""
    alone = {(finding.line, finding.column): finding for finding in raw}
    family = [rule.id for rule in RULES.values() if rule.family == RULES[ALLOW].family]
    for each in suppressions:
        told = alone.get((each.comment.line, each.comment.column + 1))
        if each.comment.closed and each.comment.misspelt is None and any(name not in RULES for name in each.rules):
            told = remark(document, each, RULES, rules_within(each, lines, family))
        elif told is None and _was_run(each, levels) and not rules_within(each, lines, each.rules):
            told = unused(document, each)
        if told is not None:
            yield told


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """Findings without those that another rule has made, no less severe, of the same words; a safe fix goes over to it."""
    doubled = {*SAME, *SAME.values()}
    beside: dict[tuple[str, int], list[Finding]] = {}
    for each in findings:
        if each.rule in doubled:
            beside.setdefault((each.rule, each.line), []).append(each)
    for each in findings:
        if each.rule in doubled:
            others = [o for rule in SAME if SAME[rule] == each.rule for o in beside.get((rule, each.line), ())]
            twins = [other for other in others if _overlap(other, each)]
            fix = next((fix for twin in twins if (fix := _fix_for(each, twin)) is not None), None)
            if fix is not None and each.fix is None:
                each = each.model_copy(update={"fix": fix})
            told = [o for o in beside.get((SAME.get(each.rule, ""), each.line), ()) if _overlap(o, each)]
            if any(each.severity is not Level.ERROR or other.severity is Level.ERROR for other in told):
                continue
        yield each


def _fix_for(finding: Finding, twin: Finding) -> str | None:
    """The twin's fix for the words of a finding; a label that only the twin has in front is left out, since it stays."""
    if twin.fix is None or twin.column > finding.column or twin.end_column != finding.end_column:
        return None
    return twin.fix[finding.column - twin.column :]


def _overlap(one: Finding, other: Finding) -> bool:
    """Whether two findings stand on the same words of a line."""
    if one.line != other.line or one.end_column is None or other.end_column is None:
        return False
    return one.column < other.end_column and other.column < one.end_column


def _levels(policy: Policy, select: Collection[str], ignore: Collection[str]) -> Iterator[tuple[str, Level]]:
    """The rules to run, each with its level."""
    for rule in RULES.values():
        if (select and not _names(rule, select)) or _names(rule, ignore):
            continue
        level = policy.rule_level(rule.id, rule.family, rule.level)
        if level is not None:
            yield rule.id, level
        elif rule.id in select:
            yield rule.id, rule.level


def _was_run(suppression: Suppression, levels: Collection[str]) -> bool:
    """Whether the rules that it names had the chance to find something."""
    return suppression.holds and bool(suppression.rules) and all(name in levels for name in suppression.rules)


def _names(rule: Rule, names: Collection[str]) -> bool:
    return rule.id in names or rule.family in names


def known_names(names: Collection[str]) -> None:
    """Raises `UsageError`, with the nearest known name, where one is neither a rule nor a family."""
    for name in names:
        if name in SYNC_FINDINGS:
            raise UsageError(f'"{name}" is found by pmflow sync, not by a rule, and has no level of its own to set')
        if name not in RULES and name not in FAMILIES:
            from difflib import get_close_matches

            near = get_close_matches(name, [*RULES, *FAMILIES], 1)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            raise UsageError(f'"{name}" is no rule and no family{hint} (see: pmflow rules)')
