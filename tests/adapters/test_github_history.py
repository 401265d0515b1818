"""Words that a person saves in the moment in which pmflow writes."""

from __future__ import annotations

import pytest

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.history import overwritten_in
from pmflow.errors import TrackerConflict
from tests.adapters.github_server import TOKEN, Front


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([], None),
        (["ours"], None),
        (["ours\r\n", "read"], None),
        (["ours", "theirs", "read"], "theirs"),
        (["ours", "ours", "theirs", "read"], "theirs"),
        (["theirs", "ours", "read"], None),
        (["@@ -1 +1 @@", "@@ -1 +2 @@"], None),
    ],
)
def test_what_was_written_over(texts: list[str], found: str | None) -> None:
    """The text that stood there last, where it is not what was read; nothing where the history is not understood."""
    assert overwritten_in(texts, written="ours", expected="read\n") == found


def test_words_saved_in_the_very_moment(github: Front) -> None:
    """They are put back, and the event is decided anew on them; also where two people save one after the other."""
    github.ask("POST", "/issues", {"title": "Search", "body": "Before.", "labels": ["postmortem"]})
    here = GitHub([github.repo], token=TOKEN, address=github.address, between_writes=0, sleep=lambda _: None)
    ref = f"{github.repo}#1"
    for text in ("Theirs.", "Another's."):
        github.before.append(("^PATCH /issues/1$", lambda text=text: github.ask("PATCH", "/issues/1", {"body": text})))
    with pytest.raises(TrackerConflict, match="changed by somebody else"):
        here.write_body(ref, "Before. Ours.", expected="Before.")
    assert here.load(ref).body == "Another's."
    here.write_body(ref, "Another's. Ours.", expected="Another's.")
    assert here.load(ref).body == "Another's. Ours."


def test_without_a_history_nothing_is_put_back(github: Front) -> None:
    """A server without GraphQL tells nothing of what was."""
    github.graphql = False
    github.ask("POST", "/issues", {"title": "Search", "body": "Before.", "labels": ["postmortem"]})
    here = GitHub([github.repo], token=TOKEN, address=github.address, between_writes=0, sleep=lambda _: None)
    here.write_body(f"{github.repo}#1", "Ours.", expected="Before.")
    assert github.writes == ["PATCH /issues/1"]
