"""Scores what is read against what careful readers noted: documents in `tests/documents/`, written for this project by
several independent writers in as many house styles.

`seen` was open to those who wrote the readers; `held` was frozen before, and was opened once its first figures had been
measured and noted (see `test_corpus.py`). What was learned from it since is grammar, but it is no stranger any more.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pmflow.document.parse import parse
from pmflow.document.to_json import as_json

HERE = Path(__file__).parents[1] / "documents"
FIELDS = ("owner", "due", "priority", "status")
OPEN = {"proposed": "open", "planned": "open", "in_progress": "in progress", "verified": "done", None: "open"}


def fold(text: object) -> str:
    """Letters and figures only, links as their words."""
    words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", str(text or ""))
    return " ".join(re.findall(r"\w+", words.casefold().replace("_", " ")))


@dataclass
class Score:
    """Hits and chances for each thing that is judged, and the misses by name."""

    hits: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    of: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    misses: list[str] = field(default_factory=list)

    def count(self, what: str, good: bool, miss: str) -> None:
        self.of[what] += 1
        self.hits[what] += good
        if not good:
            self.misses.append(f"{what}: {miss}")

    def ratio(self, what: str) -> float:
        return self.hits[what] / self.of[what] if self.of[what] else 1.0


def documents(part: str) -> list[Path]:
    """The documents of one part, in order."""
    return sorted((HERE / part).glob("*.md"))


def score(part: str) -> Score:
    """Read every document of a part and compare it with its truth."""
    total = Score()
    for path in documents(part):
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        got = as_json(parse(path.read_bytes(), ref=path.name).postmortem)
        _sections(total, path.name, truth, got)
        _timeline(total, path.name, truth["timeline"], got["timeline"])
        _items(total, path.name, truth["action_items"], got["action_items"])
        day = truth["date"]
        if day["score"] and day["value"]:
            total.count("date", str(got["date"]) == day["value"], f"{path.name} {got['date']} is {day['value']}")
    return total


def _sections(total: Score, name: str, truth: dict[str, Any], got: dict[str, Any]) -> None:
    for section, noted in truth["sections"].items():
        if noted["score"]:
            found = section in got["sections"]
            total.count("sections", found == noted["present"], f"{name} {'+' if found else '-'}{section}")


def _timeline(total: Score, name: str, truth: dict[str, Any], got: list[dict[str, Any]]) -> None:
    if not truth.get("score", True) or truth.get("count") is None:
        return
    allowed = {truth["count"], *truth.get("accept_counts", [])}
    total.count("timeline", len(got) in allowed, f"{name} {len(got)} is {truth['count']}")
    if truth.get("at"):
        noted, found = [_instant(at) for at in truth["at"]], [_instant(entry["at"]) for entry in got]
        same = sum(
            run.size for run in difflib.SequenceMatcher(None, noted, found, autojunk=False).get_matching_blocks()
        )
        total.of["times"] += len(noted)
        total.hits["times"] += same
        if same < len(noted):
            total.misses.append(f"times: {name} {same} of {len(noted)}")


def _instant(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC).replace(second=0, microsecond=0) if text else None


def _items(total: Score, name: str, truth: dict[str, Any], got: list[dict[str, Any]]) -> None:
    if not truth.get("score", True) or truth.get("count") is None:
        return
    left = list(got)
    for noted in truth["items"]:
        words = fold(noted["text_contains"])
        found = next((item for item in left if words[:40] in fold(item["title"])), None)
        total.count("items", found is not None, f"{name} -{noted['text_contains'][:40]}")
        if found is None:
            continue
        left.remove(found)
        for what in FIELDS:
            if what not in noted.get("unscored", ()):
                _field(total, name, what, noted, found)
    for extra in left if truth.get("items_complete", True) and len(truth["items"]) == truth["count"] else ():
        total.count("items", False, f"{name} +{extra['title'][:40]}")


def _field(total: Score, name: str, what: str, noted: dict[str, Any], found: dict[str, Any]) -> None:
    wanted, have = noted.get(what), found[what]
    if what == "due" and noted.get("relative_due"):
        total.count("relative due", bool(have) or not noted.get("resolvable", True), f"{name} {noted['relative_due']}")
        return
    if what == "status":
        wanted, have = fold(wanted or "open").replace("wont do", "wont_do"), OPEN.get(have, have)
    elif what == "priority":
        wanted, have = fold(wanted), fold(found["priority_raw"] or have)
    elif what == "owner":
        wanted, have = fold(wanted), fold(have)
    total.count(what, (wanted or None) == (have or None), f"{name} {found['title'][:30]!r}: {have} is {wanted}")
