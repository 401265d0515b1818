"""The names beside the guards, and the code that says them, are one."""

from __future__ import annotations

import re
from pathlib import Path

import pmflow
from pmflow.states.answer_guards import ANSWER_GUARDS, PASSED_OVER
from pmflow.states.diagram import lifecycle_page
from pmflow.states.guards import GUARDS, STRUCTURAL
from pmflow.states.remarks import REMARKS

SAID = re.compile(r"\bRefusal\(\s*\"(\w+)\"")


def test_every_name_that_is_said_is_a_guard_or_a_remark() -> None:
    """No refusal and no advice bears a name that the page does not tell, and the page tells none that is never said."""
    found = {
        name for path in Path(pmflow.__file__).parent.rglob("*.py") for name in SAID.findall(path.read_text("utf-8"))
    }
    assert found - set(GUARDS) == {*REMARKS, *ANSWER_GUARDS}
    assert set(ANSWER_GUARDS) & {*GUARDS, *REMARKS} == set()
    assert set(PASSED_OVER) <= set(ANSWER_GUARDS)
    assert set(GUARDS) & set(REMARKS) == set()


def test_the_page_tells_each() -> None:
    """docs/lifecycle.md has a row for each remark and guard of answers; what no override takes is a guard or a remark."""
    told = {**REMARKS, **ANSWER_GUARDS}
    assert [f"\n| `{name}` | {meaning} |" in lifecycle_page() for name, meaning in told.items()] == [True] * len(told)
    assert STRUCTURAL - set(GUARDS) - set(REMARKS) == set()
