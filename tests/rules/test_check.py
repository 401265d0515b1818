"""All rules together: levels, selection, order, and what holds for every finding."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmflow.document.parse import parse
from pmflow.errors import UsageError
from pmflow.model import Level
from pmflow.policy import Policy
from pmflow.rules import FAMILIES, RULES, check

SAMPLES = Path(__file__).parent / "samples"
WHOLE = (Path(__file__).parent / "whole.md").read_text(encoding="utf-8")
OLD = (Path(__file__).parent / "old.md").read_text(encoding="utf-8")
DOCUMENTS = {
    **{f"{path.parent.name}/{path.stem}": path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*/*.md"))},
    "whole": WHOLE,
    "old": OLD,
}


def test_a_post_mortem_by_the_book_has_no_error() -> None:
    """Eight sections, facts, factors and dated items: what is left is advice about teams as owners."""
    found = check(parse(WHOLE), Policy())
    assert [(f.rule, f.severity) for f in found] == [("owner-is-team", Level.WARNING)]


def test_a_team_with_a_lead_is_somebody() -> None:
    """The policy maps the teams, and the last advice is gone."""
    policy = Policy(teams={"DevOps": "Ines", "Infra": "Tomasz", "QA": "Priya"})
    assert check(parse(WHOLE), policy) == ()


def test_an_old_document_gets_a_few_true_things_said() -> None:
    """A post-mortem from another template: first what is in the text, then what is missing from it."""
    found = check(parse(OLD), Policy())
    assert [(f.rule, f.line) for f in found] == [
        ("timeline-zone", 7),
        ("factors-plural", 13),
        ("safeguards-missing", 13),
        ("human-error-cause", 15),
        ("owner-missing", 18),
        ("due-missing", 18),
        ("priority-missing", 18),
        ("action-vague", 19),
        ("sections-missing", 1),
        ("severity-missing", 1),
        ("authors-missing", 1),
    ]


def test_the_policy_sets_the_level_of_a_rule_and_of_a_family() -> None:
    """A rule wins over its family, and `off` silences."""
    policy = Policy(
        rules={"levels": {"actions": "note", "due-missing": "error", "document": "off", "blameless": "note"}}
    )
    found = check(parse(OLD), policy)
    assert {(f.rule, f.severity) for f in found} == {
        ("blameless-human-error", Level.NOTE),
        ("owner-missing", Level.NOTE),
        ("due-missing", Level.ERROR),
        ("priority-missing", Level.NOTE),
        ("action-vague", Level.NOTE),
    }


def test_only_what_is_selected_runs() -> None:
    """`select` and `ignore` take rules and families; what is ignored is ignored although it is selected."""
    found = check(parse(OLD), Policy(), select=("actions", "timeline-zone"), ignore=("owner-missing",))
    assert {f.rule for f in found} == {"timeline-zone", "due-missing", "priority-missing", "action-vague"}


def test_a_rule_that_is_off_runs_when_it_is_selected_by_name() -> None:
    """Naming a rule is stronger than the policy, naming its family is not."""
    policy = Policy(rules={"levels": {"timeline-zone": "off"}})
    assert [f.severity for f in check(parse(OLD), policy, select=("timeline-zone",))] == [Level.WARNING]
    assert "timeline-zone" not in {f.rule for f in check(parse(OLD), policy, select=("document",))}


@pytest.mark.parametrize("where", ["select", "ignore"])
def test_an_unknown_rule_is_refused_with_the_nearest_one(where: str) -> None:
    """A typing error must not silently check nothing."""
    with pytest.raises(UsageError, match='"factor-plural" is no rule and no family; did you mean "factors-plural"'):
        check(parse(OLD), Policy(), **{where: ("factor-plural",)})


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_finding_lies_in_the_text(name: str) -> None:
    """Lines and columns exist, spans run forwards, and the rule, its level and its message are whole."""
    document = parse(DOCUMENTS[name])
    lines = document.source.plain_lines
    for finding in check(document, Policy()):
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
        if finding.end_column is not None:
            assert finding.end_line is not None
            assert (finding.line, finding.column) <= (finding.end_line, finding.end_column)
            assert finding.end_column <= len(lines[finding.end_line - 1]) + 1
        rule = RULES[finding.rule]
        assert finding.severity in (rule.level, rule.level_of_name)
        assert "\n" not in finding.message
        assert finding.message[-1] not in " :;"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_missing_comes_last_and_the_rest_in_order_of_lines(name: str) -> None:
    """People read from top to bottom, and then what is not there."""
    found = check(parse(DOCUMENTS[name]), Policy())
    keys = [(RULES[f.rule].about_absence, f.line, f.column) for f in found]
    assert keys == sorted(keys)
    assert len([f for f in found if f.rule == "sections-missing"]) <= 1


@pytest.mark.parametrize("name", DOCUMENTS)
def test_code_and_comments_change_nothing(name: str) -> None:
    """What stands in a fenced block or a comment below another heading is not the author's sentence."""
    text = DOCUMENTS[name]
    more = "\n\n## Appendix\n\n<!-- TODO: human error, unfortunately -->\n\n```\nTBD: caused by human error\n```\n"
    assert check(parse(text + more), Policy()) == check(parse(text), Policy())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(sorted({line for text in DOCUMENTS.values() for line in text.splitlines()})), max_size=30)
)
def test_any_mixture_of_lines_has_an_answer(lines: list[str]) -> None:
    """No document makes a rule fail, and asking twice gives the same answer."""
    document = parse("\n".join(lines))
    assert check(document, Policy()) == check(document, Policy())


@pytest.mark.parametrize(
    "line", ["because ", "`", "`` ` ", "](", "“", "no human error ", "TBD ", "| ", "a mistake by ", "x-"]
)
def test_a_very_long_line_takes_no_longer_than_its_length(line: str) -> None:
    """100,000 characters of what is worst for a pattern: anything that backtracks would not come back."""
    long = line * (100_000 // len(line))
    check(parse(f"# T\n\n## Timeline (UTC)\n\n{long}\n\n## Root cause\n\nx {long}"), Policy())


def test_the_registry_is_in_order() -> None:
    """Each rule stands under its own id, in a known family, and its file bears its name."""
    for name, rule in RULES.items():
        assert rule.id == name
        assert rule.family in FAMILIES
        assert rule.check.__module__ == f"pmflow.rules.{name.replace('-', '_')}"
