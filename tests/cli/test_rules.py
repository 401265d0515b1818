"""`pmflow rules`: also of what a sync finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmflow.rules import RULES, SYNC_FINDINGS
from pmflow.rules.page import rules_page
from tests.cli.conftest import Pmflow


@pytest.mark.parametrize("id", SYNC_FINDINGS)
def test_the_command_and_the_page_tell_it(id: str, pmflow: Pmflow) -> None:
    """`pmflow rules NAME` says what it means and what to do, as text and as JSON; the page has a section of that name."""
    found = SYNC_FINDINGS[id]
    ran = pmflow("rules", id)
    assert (ran.code, ran.out) == (0, f"{id} (sync, {found.level})\n\n{found.summary}\n\n{found.text}\n")
    assert json.loads(pmflow("rules", id, "--json").out) == [
        {"rule": id, "family": "sync", "level": found.level.value, "summary": found.summary, "text": found.text}
    ]
    assert f"\n### {id}\n\n{found.summary} Level: `{found.level}`.\n\n{found.text}\n" in rules_page()


def test_all_of_them_are_listed_together(pmflow: Pmflow) -> None:
    """`pmflow rules sync` lists them; the list of rules does not, since it is what a policy may weigh."""
    assert [line.split()[0] for line in pmflow("rules", "sync").out.splitlines()] == list(SYNC_FINDINGS)
    assert [found["rule"] for found in json.loads(pmflow("rules", "--json").out)] == list(RULES)


def test_no_policy_weighs_them(pmflow: Pmflow, tmp_path: Path) -> None:
    """Named in pmflow.yml it is refused, with the reason."""
    told = '"item-row-gone" is found by pmflow sync, not by a rule, and has no level of its own to set'
    (tmp_path / "pmflow.yml").write_text("rules: {levels: {item-row-gone: off}}\n")
    ran = pmflow("list")
    assert (ran.code, ran.err) == (2, f"pmflow: pmflow.yml:1: rules.levels: {told}\n")


OWN = """
language:
  add: {neglect: ["DID leave+  the ? on"], hunt: [the long knives], excuse: [as drilled]}
  cut: [DID rubber-stamp+]
"""


def test_the_phrases_behind_a_rule_with_those_of_the_policy(pmflow: Pmflow, tmp_path: Path) -> None:
    """What was added and cut is marked; what excuses all lists is told as well."""
    before = pmflow("rules", "blameless-neglect", "--phrases").out.splitlines()
    (tmp_path / "pmflow.yml").write_text(OWN)
    after = pmflow("rules", "blameless-neglect", "--phrases").out.splitlines()
    assert [line for line in after if line not in before] == [
        "DID rubber-stamp+  # cut by the policy",
        "DID leave+ the ? on  # added by the policy",
        "# silenced, as all lists are, by: as drilled",
    ]
    assert [line for line in before if line not in after] == ["DID rubber-stamp+"]


def test_a_policy_in_another_place(pmflow: Pmflow, tmp_path: Path) -> None:
    """--config names it, as for every command."""
    (tmp_path / "other.yml").write_text(OWN)
    assert "# added by the policy" in pmflow("rules", "blameless-neglect", "--phrases", "--config", "other.yml").out


def test_the_signs_of_the_phrases_are_explained(pmflow: Pmflow) -> None:
    """Each that is used, behind the phrases, with the first words of a class; and none that is not."""
    lines = pmflow("rules", "blameless-neglect", "--phrases").out.splitlines()
    told = dict(line[2:].split(maxsplit=1) for line in lines if line.startswith("# "))
    assert told["WHO"].startswith("somebody as a subject")
    assert told["<r>"] == "a person by role"
    assert told["%queue"].startswith("one of queue, inbox, backlog")
    assert {
        word for line in lines if line[0] != "#" for word in line.split() if word.isupper() and word.isalpha()
    } <= set(told)
    assert "SUPPLIER" not in told


def test_the_phrases_for_programs(pmflow: Pmflow, tmp_path: Path) -> None:
    """Where each is from, whether it is cut, and the signs."""
    (tmp_path / "pmflow.yml").write_text(OWN)
    told = json.loads(pmflow("rules", "blameless-neglect", "--phrases", "--json").out)
    assert {"phrase": "DID rubber-stamp+", "from": "pmflow", "cut": True} in told["phrases"]
    assert told["phrases"][-1] == {"phrase": "DID leave+ the ? on", "from": "policy", "cut": False}
    assert (told["rule"], told["excuses"]) == ("blameless-neglect", ["as drilled"])
    assert {"sign": "<r>", "stands_for": "a person by role"} in told["signs"]


def test_a_rule_that_listens_for_no_phrase(pmflow: Pmflow) -> None:
    """It says which do."""
    ran = pmflow("rules", "blameless-allow", "--phrases")
    assert (ran.code, ran.out) == (2, "")
    assert "--phrases wants one of the rules that listen for phrases: blameless-cause, " in ran.err


def test_a_rule_tells_its_level_for_names(pmflow: Pmflow) -> None:
    """Where that is another one."""
    assert pmflow("rules", "blameless-neglect").out.startswith(
        "blameless-neglect (blameless, warning; error for somebody by name)\n"
    )
    assert pmflow("rules", "blameless-group").out.startswith("blameless-group (blameless, warning)\n")


def test_the_phrases_of_acts_are_those_under_the_root_cause_as_well(pmflow: Pmflow) -> None:
    """Marked, since they count only where the document explains."""
    shown = pmflow("rules", "blameless-action", "--phrases").out.splitlines()
    assert "ACTOR %hurt  # where the document explains" in shown
    assert "explained/explains/explanation : .. DID %act" in shown
