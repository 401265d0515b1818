"""A handle before the words for a due date."""

from __future__ import annotations

import datetime as dt

import pytest

from pmflow.document.parse import parse

HEAD = "# The drain\n\nDate: 2026-04-10\n\n## Action items\n\n"


@pytest.mark.parametrize(
    ("line", "title", "owner", "due"),
    [
        ("Fix the drain @bob by 20 April", "Fix the drain", "bob", dt.date(2026, 4, 20)),
        ("Fix the drain @bob by 2026-04-20", "Fix the drain", "bob", dt.date(2026, 4, 20)),
        ("Fix the drain @bob by Friday", "Fix the drain", "bob", dt.date(2026, 4, 17)),
        ("Fix the drain @bob due 2026-04-20", "Fix the drain", "bob", dt.date(2026, 4, 20)),
        ("Hand the drain over to @bob by Friday", "Hand the drain over to @bob", None, dt.date(2026, 4, 17)),
        ("Ask @bob by Friday", "Ask @bob", None, dt.date(2026, 4, 17)),
    ],
)
def test_a_handle_before_the_due_words_is_the_owner(line: str, title: str, owner: str | None, due: dt.date) -> None:
    """Unless the sentence needs it: "hand over to @bob"."""
    item = parse(f"{HEAD}- {line}\n- Add an alert on the queue (@ana, 2026-04-22)\n").postmortem.action_items[0]
    assert (item.title, item.owner, item.due) == (title, owner, due)
