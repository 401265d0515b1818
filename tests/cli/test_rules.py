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
