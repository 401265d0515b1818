"""`docs/rules.md` and the rules' own texts."""

from pathlib import Path

import pytest

from pmflow.rules import RULES
from pmflow.rules.page import rules_page

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_what_the_rules_say() -> None:
    """After a change in a docstring: python -m pmflow.rules.page > docs/rules.md"""
    assert PAGE.read_text(encoding="utf-8") == rules_page()


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_explains_itself(rule: str) -> None:
    """Why it matters, what it cannot see, a bad and a good example, and where the practice says so."""
    labels = ("\nWhy: ", "\nWhat it cannot see: ", "\nBad: ", "\nGood: ", "\nSource: ")
    text = RULES[rule].text
    assert [label for label in labels if text.count(label) != 1] == []
    assert RULES[rule].summary.endswith(".")
