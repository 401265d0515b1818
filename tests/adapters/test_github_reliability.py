"""`docs/reliability.md` says what the tests hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.adapters.github_faults import KINDS
from tests.adapters.github_meddling import MEDDLING

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"


@pytest.mark.parametrize(
    ("heading", "names"),
    [("What servers and networks do", KINDS), ("What people do", MEDDLING)],
    ids=["faults", "people"],
)
def test_each_has_its_row(heading: str, names: Iterable[str]) -> None:
    """Every fault of the matrix, in its order, and no other."""
    section = PAGE.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.*?) \|", section, re.M)
    assert rows[1:] == list(names)


def test_what_ends_where() -> None:
    """The page says of each fault whether the same run ends well, as the matrix demands."""
    rows = re.findall(r"^\| (.*?) \| .* \| (the same run|the next run).*? \|$", PAGE.read_text(encoding="utf-8"), re.M)
    assert rows == [(name, "the next run" if kind.gives_up else "the same run") for name, kind in KINDS.items()]
