"""`pmflow tour`: what somebody sees who looks around, and that nothing is changed by it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from tests.cli.conftest import Pmflow

NOW = "--now=2026-01-20T10:00Z"
ROW = """\
---
title: Outage {n} with a title that is long enough to wrap on a narrow screen, as those of many teams are
severity: P1
date: 2025-11-{n:02}
---

# Outage {n}

## Action items

| Action | Owner | Due | Status |
|---|---|---|---|
| Take apart the monolith that everybody is afraid of, piece by piece, and say so {n} | Sarah | 2026-01-{n:02} | Planned |
| Think about it | | | Planned |
| Was done | Bo | 2026-01-02 | Done |
"""


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def forty(folder: Path) -> None:
    for n in range(1, 41):
        path = folder / "postmortems" / f"2025-11-{n:02}-outage" / "postmortem.md"
        path.parent.mkdir(parents=True)
        path.write_text(ROW.format(n=n % 28 + 1), encoding="utf-8")
    incidents = folder / "incidents"
    incidents.mkdir()
    for n in range(1, 21):
        text = f"title: Something broke {n}\nseverity: P1\nresolved_at: 2026-01-{n:02}T10:00:00Z\nresponders: [Omar]\n"
        (incidents / f"2026-01-{n:02}-something-broke.yml").write_text(text, encoding="utf-8")


def test_an_empty_folder(pmflow: Pmflow, tmp_path: Path) -> None:
    """Nothing is here, and nothing is made."""
    ran = pmflow("tour", NOW)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"{tmp_path.name}\n0 incidents, 0 without a post-mortem; 0 post-mortems, 0 promises open\n\n"
        "What pmflow would say  until Sun 2026-02-01, if nothing is done\n  nothing\n"
        "  begin with: pmflow open TITLE, or: pmflow check OLD-POSTMORTEM.md\n"
    )
    assert snapshot(tmp_path) == {}


def test_a_folder_of_foreign_markdown(pmflow: Pmflow, tmp_path: Path) -> None:
    """A team's own old documents, in a folder of any name, are read; a README and notes promise nothing."""
    old = tmp_path / "old"
    old.mkdir()
    (old / "outage.md").write_text(ROW.format(n=12), encoding="utf-8")
    (old / "notes.md").write_text("Nothing to see.\n", encoding="utf-8")
    (old / "README.md").write_text("# Here be documents\n", encoding="utf-8")
    before = snapshot(tmp_path)
    ran = pmflow("tour", "old", NOW)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1] == (
        "0 incidents, 0 without a post-mortem; 2 post-mortems, 2 promises open, 1 overdue, the oldest by 8 days, "
        "1 without a date, 1 without an owner"
    )
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("where", ["nowhere", "file.md"])
def test_a_folder_that_is_none(pmflow: Pmflow, tmp_path: Path, where: str) -> None:
    """Said, with what to give."""
    (tmp_path / "file.md").write_text("x", encoding="utf-8")
    ran = pmflow("tour", where)
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err
        == f"pmflow: {where}: there is no such folder; give one with postmortems/, or with post-mortems in it, or OWNER/REPO on "
        "GitHub\n"
    )


def test_what_cannot_be_read_is_one_line(pmflow: Pmflow, tmp_path: Path) -> None:
    """The rest is told; a tour that looked does not fail."""
    folder = tmp_path / "postmortems"
    folder.mkdir()
    (folder / "good.md").write_text(ROW.format(n=12), encoding="utf-8")
    (folder / "bad.md").write_bytes("Grüße".encode("utf-16"))
    ran = pmflow("tour", NOW)
    assert ran.code == 0
    assert "1 post-mortem, 2 promises open" in ran.out
    assert [line[:7] for line in ran.out.splitlines() if line.startswith("! ")] == ["! bad: "]


def test_forty_post_mortems_in_json(pmflow: Pmflow, tmp_path: Path) -> None:
    """All of it, in the contract's words; nothing is written."""
    forty(tmp_path)
    before = snapshot(tmp_path)
    ran = pmflow("tour", "--json", NOW)
    told = json.loads(ran.out)
    assert {key: told[key] for key in ("incidents", "without_postmortem", "postmortems", "promises", "until", "troubles")} == {
        "incidents": 20, "without_postmortem": 20, "postmortems": {"draft": 40},
        "promises": {"open": 80, "overdue": 31, "oldest_days": 19, "undated": 40, "unowned": 40},
        "until": "2026-02-01", "troubles": [],
    }  # fmt: skip
    assert len(told["missing"]) == 20
    assert told["missing"][0] == {
        "ref": "2026-01-01-something-broke", "title": "Something broke 1", "severity": "P1", "resolved": "2026-01-01",
    }  # fmt: skip
    assert {"at", "to", "rung", "target", "text"} == set(told["coming"][0])
    assert snapshot(tmp_path) == before


def test_it_fits_one_screen(pmflow: Pmflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty post-mortems, twenty incidents and things that cannot be read: 80 columns, 40 lines."""
    forty(tmp_path)
    for n in range(9):
        (tmp_path / "postmortems" / f"bad-{n}.md").write_bytes("Grüße".encode("utf-16"))
    shown = io.StringIO()
    screen = Console(file=shown, force_terminal=True, width=80, height=40, color_system=None, highlight=False)
    monkeypatch.setattr("pmflow.cli.session.console", lambda: screen)
    assert pmflow("tour", NOW).code == 0
    lines = shown.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 39, shown.getvalue()
    for part in ("No post-mortem yet", "Overdue", "What pmflow would say"):
        assert any(line.startswith(part) for line in lines)
    assert sum("(--json has all)" in line for line in lines) == 4
