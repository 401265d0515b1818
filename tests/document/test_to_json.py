"""The JSON that other programs read."""

from __future__ import annotations

import datetime as dt
import json

from pmflow.document import as_json
from pmflow.model import ActionItem, Postmortem, Section, SectionName, TimelineEntry


def test_an_empty_post_mortem_says_null_never_a_guess() -> None:
    """What is not known is null or empty, and the promised names are all there."""
    said = as_json(Postmortem(ref="x.md"))
    assert (said["ref"], said["title"], said["state"], said["severity"], said["severity_normal"], said["date"]) == (
        "x.md",
        None,
        None,
        None,
        None,
        None,
    )
    assert (said["duration_minutes"], said["sections"], said["timeline"], said["action_items"]) == (None, {}, [], [])
    assert (said["contributing_factors"], said["root_cause"]) == ([], None)


def test_instants_days_and_words_become_plain_values() -> None:
    """Days and instants are ISO 8601, and the whole is JSON."""
    at = dt.datetime(2025, 3, 1, 10, 0, tzinfo=dt.UTC)
    said = as_json(
        Postmortem(
            sections={SectionName.SUMMARY: Section(heading="TL;DR", line=3, end_line=5)},
            timeline=(TimelineEntry(at=at, raw="10:00", text="deploy", line=7),),
            action_items=(ActionItem(title="Fix", due=dt.date(2025, 4, 1), due_raw="1 April"),),
        )
    )
    assert json.loads(json.dumps(said)) == said
    assert said["sections"] == {"summary": {"heading": "TL;DR", "line": 3}}
    assert said["timeline"][0] == {
        "at": "2025-03-01T10:00:00+00:00",
        "until": None,
        "raw": "10:00",
        "text": "deploy",
        "line": 7,
        "approximate": False,
        "local": None,
    }
    assert (said["action_items"][0]["due"], said["action_items"][0]["due_raw"]) == ("2025-04-01", "1 April")
