"""All rules over one document: their findings, at the policy's levels, in the order in which people read.

A suppression in the text belongs between the finding and the weighing: see `_kept`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pmflow.document.document import Document
from pmflow.errors import UsageError
from pmflow.model import Finding
from pmflow.policy import Policy
from pmflow.rules.base import FAMILIES, Rule
from pmflow.rules.registry import RULES
from pmflow.rules.sync_findings import SYNC_FINDINGS


def check(
    document: Document, policy: Policy, *, select: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Findings of all rules, or of those selected; `select` and `ignore` take rules and families.

    A rule that is selected by its own name runs although the policy has it off, at its default level. First what stands
    in the text, from top to bottom, then what is missing from it. Raises `UsageError` for an unknown name.
    """
    known_names(select)
    known_names(ignore)
    found: list[tuple[bool, int, int, int, Finding]] = []
    for order, rule in enumerate(RULES.values()):
        if (select and not _names(rule, select)) or _names(rule, ignore):
            continue
        level = policy.rule_level(rule.id, rule.family, rule.level)
        if level is None:
            if rule.id not in select:
                continue
            level = rule.level
        for finding in _kept(document, rule.check(document, policy)):
            weighed = finding if finding.severity is level else finding.model_copy(update={"severity": level})
            found.append((rule.about_absence, finding.line, finding.column, order, weighed))
    found.sort(key=lambda row: row[:4])
    return tuple(row[4] for row in found)


def _names(rule: Rule, names: Collection[str]) -> bool:
    return rule.id in names or rule.family in names


def _kept(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings that no `<!-- pmflow: allow RULE reason -->` covers."""
    del document  # suppressions come with the blameless rules, which need them
    yield from findings


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
