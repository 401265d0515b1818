"""Action lists in the house styles of `item_styles/`."""

import pytest

from pmflow.document.days import DayOrder
from tests.document.item_styles import Style, groups, languages, lists, tables, unusual
from tests.document.reading import read

STYLES: dict[str, Style] = {**languages.STYLES, **tables.STYLES, **lists.STYLES, **groups.STYLES, **unusual.STYLES}
DAY_FIRST = frozenset(["owner column By", "table no owner names lower", "initials under By", "by in other languages"])


@pytest.mark.parametrize("style", STYLES)
def test_house_styles_are_understood(style: str) -> None:
    """Columns and labels in other words and languages, owners by shape, ditto marks, legends: fields and titles are right."""
    text, noted = STYLES[style]
    found = [one.item for one in read(text, order=DayOrder.DMY if style in DAY_FIRST else None)]
    assert [
        (i.title, i.owner, i.due.isoformat() if i.due else None, i.priority_raw, i.status.value if i.status else None)
        for i in found
    ] == noted
