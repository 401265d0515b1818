"""CONTRIBUTING points to what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
POINTERS = sorted(set(re.findall(r"`([\w./-]+(?:\.py|\.md|\.toml|/run|/))`", PAGE)))
FOLDERS = (ROOT, ROOT / "pmflow" / "document")


@pytest.mark.parametrize("pointer", POINTERS)
def test_every_file_that_it_names_is_there(pointer: str) -> None:
    """From the top of the repository, or a table of the reader by its bare name."""
    assert any((folder / pointer).exists() for folder in FOLDERS)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("RULES", "pmflow/rules/registry.py"),
        ("GUARDS", "pmflow/states/guards.py"),
        ("TRANSITIONS", "pmflow/states/table.py"),
        ("EFFECT_NAMES", "pmflow/plan.py"),
        ("Effect", "pmflow/plan.py"),
        ("Event", "pmflow/events.py"),
        ("ADAPTERS", "pmflow/adapters/__init__.py"),
        ("BENCHES", "tests/adapters/test_contract.py"),
        ("COMMANDS", "pmflow/cli/app.py"),
        ("RIGHTS", "pmflow/commands.py"),
        ("OPTIONS", "pmflow/commands.py"),
        ("Happening", "pmflow/happenings.py"),
        ("WORK", "pmflow/action/trigger.py"),
    ],
)
def test_every_table_that_it_names_is_in_that_file(name: str, file: str) -> None:
    """The table is named in the page and begins a line of the file."""
    assert f"`{name}`" in PAGE
    assert re.search(rf"^{name}\b.*=", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
