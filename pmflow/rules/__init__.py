"""The linter: one rule per file, a registry, and `check`, which runs them all."""

from pmflow.rules.base import FAMILIES, Family, Rule
from pmflow.rules.check import check
from pmflow.rules.registry import RULES
from pmflow.rules.sync_findings import SYNC_FINDINGS

__all__ = ["FAMILIES", "RULES", "SYNC_FINDINGS", "Family", "Rule", "check"]
