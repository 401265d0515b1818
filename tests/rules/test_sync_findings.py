"""What a sync finds is told like a rule, and weighed by no policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmflow.deciding import items
from pmflow.errors import UsageError
from pmflow.rules import FAMILIES, RULES, SYNC_FINDINGS
from pmflow.rules.check import known_names
from pmflow.rules.sync_findings import FAMILY

SAID = re.compile(r"_finding\(\s*\"([a-z-]+)\"(.*?)\)\n", re.DOTALL)


def test_every_id_that_is_said_is_told_with_its_level() -> None:
    """The merge says these ids and no others, at the levels that the page gives; none is a rule's."""
    source = Path(items.__file__).read_text("utf-8")
    found = {id: "note" if "Level.NOTE" in rest else "warning" for id, rest in SAID.findall(source)}
    assert found == {id: finding.level.value for id, finding in SYNC_FINDINGS.items()}
    assert set(SYNC_FINDINGS) & set(RULES) == set()
    assert FAMILY not in FAMILIES


def test_no_policy_weighs_them() -> None:
    """Named as a rule, it is refused with the reason."""
    with pytest.raises(UsageError, match='"item-row-gone" is found by pmflow sync, not by a rule'):
        known_names(["item-row-gone"])
