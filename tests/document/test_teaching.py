"""What holds in general is a lesson; what happened is an account."""

from __future__ import annotations

import pytest

from pmflow.document.blocks import read_blocks
from pmflow.document.teaching import teaches


@pytest.mark.parametrize(
    "text",
    [
        "An alarm must reach a person, not a mailbox. What is done by hand once a year is forgotten.",
        "- A limit in a design is load-bearing even if nobody wrote it down\n- When a fix only moves the crash, stop",
        "> Test with old data, not only with new.",
    ],
)
def test_statements_in_the_present_teach(text: str) -> None:
    """The main clause decides: what stands behind "even if" may be of the past."""
    assert teaches(read_blocks(text).children)


@pytest.mark.parametrize(
    "text",
    [
        "- The alarm went to a mailbox\n- Nobody knew who owned the proxy",
        "The proxy is old. It was restarted at 10:40. Ana found the log.",
        "Ask Jelena Petrova if the map is old. Thiago Costa has the keys when Ngaire is away.",
        "",
    ],
)
def test_accounts_and_names_do_not(text: str) -> None:
    """What happened, or is about a day or a person, is no lesson."""
    assert not teaches(read_blocks(text).children)
