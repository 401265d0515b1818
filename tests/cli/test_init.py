"""`pmflow init`: whole files or none, and a second try carries on."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from pmflow.policy import SCHEMA_PLACE, schema_text, starter
from tests.cli.conftest import Pmflow


def files(folder: Path) -> dict[str, str]:
    """All files below a folder, with what is in them."""
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


WHOLE = {SCHEMA_PLACE: schema_text(), "pmflow.yml": starter("local")}


def test_what_it_writes(pmflow: Pmflow, tmp_path: Path) -> None:
    """A policy, its schema and two folders; a second time there is nothing to do."""
    assert pmflow("init").code == 0
    assert files(tmp_path) == WHOLE
    assert (tmp_path / "postmortems").is_dir()
    assert (tmp_path / "incidents").is_dir()
    ran = pmflow("init")
    assert (ran.code, "nothing to do" in ran.out) == (0, True)


def test_a_failed_one_leaves_nothing_half_written(pmflow: Pmflow, tmp_path: Path) -> None:
    """When the disk is full at any point, every file is whole or absent, the policy comes last, and a repeat carries on."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for room in (10, len(WHOLE["pmflow.yml"].encode()) - 1, len(WHOLE[SCHEMA_PLACE].encode()) - 1):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            ran = pmflow("init")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert (ran.code, len(ran.err.splitlines())) == (3, 1)
        assert "was left as it was; make room and run the same again, it carries on" in ran.err
        assert files(tmp_path) == {}
    assert pmflow("init").code == 0
    assert files(tmp_path) == WHOLE


def test_after_one_that_died(pmflow: Pmflow, tmp_path: Path) -> None:
    """Whatever a run that was killed had done already stays, and the rest is made."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / ".pmflow").mkdir()
    (tmp_path / SCHEMA_PLACE).write_text("{}")
    assert pmflow("init").code == 0
    assert files(tmp_path) == {**WHOLE, SCHEMA_PLACE: "{}"}
    assert (tmp_path / "postmortems").is_dir()


@pytest.mark.parametrize("name", ["incidents", ".pmflow"])
def test_a_file_where_a_folder_should_be(pmflow: Pmflow, tmp_path: Path, name: str) -> None:
    """It is named, it stays, and no policy is written."""
    (tmp_path / name).write_text("mine")
    ran = pmflow("init")
    assert ran.code == 3
    assert ran.err == f"pmflow: {tmp_path}/{name}: a file stands where a folder should be; move that file away\n"
    assert files(tmp_path) == {name: "mine"}


def test_a_policy_that_is_none(pmflow: Pmflow, tmp_path: Path) -> None:
    """A link to nothing is not written through, nor is a folder taken for a policy."""
    (tmp_path / "pmflow.yml").symlink_to(tmp_path / "elsewhere.yml")
    ran = pmflow("init")
    assert (ran.code, "pmflow.yml: is no file; a policy goes there, move this away" in ran.err) == (3, True)
    assert files(tmp_path) == {}
    (tmp_path / "pmflow.yml").unlink()
    (tmp_path / "pmflow.yml").mkdir()
    assert pmflow("init").code == 3
