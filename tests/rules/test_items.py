"""What the rules about action items propose."""

from __future__ import annotations

import pytest

from pmflow.document.parse import parse
from pmflow.policy import Policy
from pmflow.rules import check

TABLE = "## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n| Add a check to the relay | {owner} | {due} |\n"
ITEM = "## Action items\n\n- [ ] Add a check to the relay {rest}\n"
COLUMNS = "## Action items\n\n| Action | {column} |\n|---|---|\n| Add a check to the relay | {cell} |\n"


@pytest.mark.parametrize(
    ("text", "rule", "suggestion"),
    [
        (TABLE.format(owner="", due="2025-11-06"), "owner-missing", "a name in the Owner cell"),
        (TABLE.format(owner="Ops Team", due="2025-11-06"), "owner-is-team", "a name in the Owner cell"),
        (TABLE.format(owner="Ana", due=""), "due-missing", "YYYY-MM-DD in the Due cell"),
        (TABLE.format(owner="Ana", due="soon"), "due-missing", "YYYY-MM-DD in the Due cell"),
        (ITEM.format(rest="[Due: 2025-11-06]"), "owner-missing", "[Owner: NAME]"),
        (ITEM.format(rest="[Owner: Ops Team]"), "owner-is-team", "[Owner: NAME]"),
        (ITEM.format(rest="[Owner: Ana]"), "due-missing", "[Due: YYYY-MM-DD]"),
        (COLUMNS.format(column="Due", cell="2025-11-06"), "owner-missing", "[Owner: NAME]"),
        (COLUMNS.format(column="Owner", cell="Ana"), "due-missing", "[Due: YYYY-MM-DD]"),
    ],
)
def test_a_suggestion_fits_where_the_item_stands(text: str, rule: str, suggestion: str) -> None:
    """A cell where the table has one for it, a label where it has none."""
    assert [found.suggestion for found in check(parse(text), Policy(), select=[rule])] == [suggestion]
