"""The linter: one rule per file, a registry, and `check`, which runs them all."""

from pmflow.rules.base import FAMILIES, Family, Rule
from pmflow.rules.check import check
from pmflow.rules.registry import RULES

__all__ = ["FAMILIES", "RULES", "Family", "Rule", "check"]
