"""PMFLOW_JOURNAL_KEY, set when there is a journal already."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Pmflow

OLDER = (
    "not sealed with PMFLOW_JOURNAL_KEY: 2 of 2 entries, older than the key, or replaced by somebody without it; compare "
    "the journal with version control. If it is as it was, go on: the next entry is sealed and vouches for those before it"
)
OTHER = (
    "not sealed with PMFLOW_JOURNAL_KEY: 3 of 3 entries, sealed with another key, or written by somebody without it; "
    "compare the journal with version control, and set PMFLOW_JOURNAL_KEY to the key that they were sealed with"
)


def test_entries_without_the_key_s_seal_are_one_line(
    pmflow: Pmflow, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts them, and says what that means and what to do; the next entry vouches for the others."""
    for name in ("Tariq", "Raj"):
        pmflow("approve", "search-blank", "--by", name)
    monkeypatch.setenv("PMFLOW_JOURNAL_KEY", "first")
    ran = pmflow("audit", "verify", "search-blank")
    assert (ran.code, ran.out) == (10, f"✗ {OLDER}\n")
    assert f"✗ 2025-06-03-search-blank journal: {OLDER}\n" in pmflow("doctor").out
    pmflow("approve", "search-blank", "--by", "Wanda")
    assert pmflow("audit", "verify", "search-blank").code == 0
    monkeypatch.setenv("PMFLOW_JOURNAL_KEY", "second")
    assert pmflow("audit", "verify", "search-blank").out == f"✗ {OTHER.replace('3 of 3', '1 of 3')}\n"
