"""`pmflow sync`: of named post-mortems, and of all."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Pmflow


def broken(folder: Path) -> str:
    """A post-mortem that cannot be read; its name."""
    path = folder / "postmortems" / "2025-06-01-torn" / "postmortem.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"# Caf\xe9\n")
    return path.parent.name


def test_a_ref_that_is_none(pmflow: Pmflow, there: Path) -> None:
    """One line and exit 3, as with every command; the others that were named are left alone."""
    for words in (("nothing-like-it",), ("search-blank", "nothing-like-it")):
        ran = pmflow("sync", *words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
        assert ran.err.startswith("pmflow: nothing-like-it: there is no post-mortem of that name in ")


def test_an_unreadable_document(pmflow: Pmflow, there: Path, tmp_path: Path) -> None:
    """Exit 4 where it was named, also beside others; with --all it only was not looked at, which is 11."""
    name = broken(tmp_path)
    alone = pmflow("sync", name)
    assert (alone.code, alone.out, "is not UTF-8" in alone.err) == (4, "", True)
    both = pmflow("sync", name, "search-blank")
    assert (both.code, "looked at 1 of 2" in both.out, "is not UTF-8" in both.err) == (4, True, True)
    assert pmflow("sync", "--all").code == 11
