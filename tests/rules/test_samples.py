"""Every rule on its own samples: silent on good documents, and bad ones say what they expect.

A bad document ends in `<!-- expect LINE:COLUMN beginning or part of the message -->`, one for each finding, in order.
"""

import re
from pathlib import Path

import pytest

from pmflow.document.parse import parse
from pmflow.policy import Policy
from pmflow.rules import RULES

SAMPLES = Path(__file__).parent / "samples"
EXPECT = re.compile(r"<!-- expect (\d+):(\d+) (.*?) -->")
OF_NAME = re.compile(r"“(Mike|Sarah) ")
"""What a finding on somebody's name says in the documents of rules that weigh names more."""


def _documents(kind: str) -> list[str]:
    return sorted(str(path.relative_to(SAMPLES)) for path in SAMPLES.glob(f"*/{kind}*.md"))


@pytest.mark.parametrize("name", _documents("good"))
def test_a_good_document_is_left_alone(name: str) -> None:
    """The rule finds nothing in a good document."""
    document = parse((SAMPLES / name).read_bytes())
    assert list(RULES[name.split("/")[0]].check(document, Policy())) == []


@pytest.mark.parametrize("name", _documents("bad"))
def test_a_bad_document_gives_the_findings_that_it_states(name: str) -> None:
    """The rule finds what the document expects, there and no more, at its default level, or at that for names."""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    rule = RULES[name.split("/")[0]]
    found = list(rule.check(parse(text), Policy()))
    expected = [(int(line), int(column), words) for line, column, words in EXPECT.findall(text)]
    assert [
        (f.line, f.column, words if words in f.message else f.message)
        for f, (_, _, words) in zip(found, expected + [(0, 0, "\n")] * len(found), strict=False)
    ] == expected
    assert [(f.rule, f.severity) for f in found] == [
        (rule.id, (OF_NAME.match(f.message) and rule.level_of_name) or rule.level) for f in found
    ]


def test_every_rule_has_a_good_and_a_bad_document() -> None:
    """No rule without samples, no samples without a rule."""
    folders = {path.name for path in SAMPLES.iterdir() if path.is_dir()}
    assert folders == set(RULES)
    for rule in RULES:
        kinds = {path.name.split("_")[0].split(".")[0] for path in (SAMPLES / rule).iterdir()}
        assert kinds == {"good", "bad"}, rule
