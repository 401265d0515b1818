"""Whose names the rules know: the document's, and those that the policy lists."""

from __future__ import annotations

import pytest

from pmflow.document.parse import parse
from pmflow.language.judging import language_of
from pmflow.policy import parse_policy
from pmflow.rules import check

SENTENCE = "## Root cause\n\nThe flag was off. Grzelka forgot to check the flag.\n"


def found(policy: str) -> list[tuple[str, int]]:
    """The blameless findings under a policy."""
    findings = check(parse(SENTENCE), parse_policy(policy), select=["blameless"])
    return [(each.rule, each.line) for each in findings]


def test_people_of_the_policy_are_people() -> None:
    """A name that no list has, and that the policy lists, is somebody."""
    assert found("mode: enforce") == []
    assert found("people: [{name: Grzelka Bzyk}]") == [("blameless-neglect", 3)]
    assert found("people: [{name: G. Bzyk, aliases: [Grzelka]}]") == [("blameless-neglect", 3)]


def test_teams_of_the_policy_make_nobody_of_a_thing() -> None:
    """A team that is called Search says nothing of what a search does."""
    policy = parse_policy("teams: {Search: {lead: Ada Park}}")
    text = "## Root cause\n\nThe deploy ran. Search forgot the filter and failed to answer.\n"
    assert check(parse(text), policy, select=["blameless"]) == ()


@pytest.mark.parametrize("name", ["de", "", "../en", "names"])
def test_a_language_that_there_is_not(name: str) -> None:
    """It is said."""
    with pytest.raises(ValueError, match="there is no language"):
        language_of(name)
