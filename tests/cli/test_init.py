"""`pmflow init`: whole files or none, and a second try carries on."""

from __future__ import annotations

import json
import resource
from pathlib import Path

import pytest

from pmflow.cli.workflow_files import workflow_files
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


def test_for_github(pmflow: Pmflow, tmp_path: Path) -> None:
    """A policy that only watches, and three workflow files; one that is there already stays as people made it."""
    mine = tmp_path / ".github" / "workflows" / "pmflow-sweep.yml"
    mine.parent.mkdir(parents=True)
    mine.write_text("on: workflow_dispatch\n")
    ran = pmflow("init", "--tracker", "github", "--json")
    made = {name: data.decode() for name, data in workflow_files("github")}
    policy = {SCHEMA_PLACE: schema_text(), "pmflow.yml": starter("github")}
    assert files(tmp_path) == {**policy, **made, ".github/workflows/pmflow-sweep.yml": "on: workflow_dispatch\n"}
    assert "\nmode: observe\n" in starter("github")
    assert [effect["target"] for effect in json.loads(ran.out)["plan"]] == [
        SCHEMA_PLACE, ".github/workflows/pmflow-check.yml", ".github/workflows/pmflow.yml", "pmflow.yml",
    ]  # fmt: skip
    assert "give an issue the label incident" in pmflow("init", "--tracker", "github").out


def test_for_github_from_within(pmflow: Pmflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workflows count on top of a repository only, so that is where everything goes; a policy for another tracker is pointed
    out, and stays."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "services").mkdir()
    (tmp_path / "pmflow.yml").write_text("tracker: local\n")
    monkeypatch.chdir(tmp_path / "services")
    ran = pmflow("init", "--tracker", "github")
    assert (ran.code, list((tmp_path / "services").iterdir())) == (0, [])
    assert "wrote ../.pmflow/pmflow.schema.json, ../.github/workflows/pmflow-check.yml" in ran.out
    assert "../pmflow.yml is here already and stays as it is" in ran.out
    assert "for github, write into it: tracker: github (not local)" in ran.out


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


PATTERNS = b".pmflow.lock\n*.pmflow-tmp\n"


def test_in_a_git_repository_the_lock_is_ignored(pmflow: Pmflow, tmp_path: Path) -> None:
    """`.gitignore` is written and said, in a folder below the repository's top as well; a second time nothing is added."""
    (tmp_path / ".git").mkdir()
    tried = pmflow("init", "--dry-run")
    assert (tried.code, (tmp_path / ".gitignore").exists()) == (0, False)
    assert "git would ignore .pmflow.lock and *.pmflow-tmp (.gitignore)\n" in tried.out
    ran = pmflow("init")
    assert (ran.code, (tmp_path / ".gitignore").read_bytes()) == (0, PATTERNS)
    assert "git now ignores .pmflow.lock and *.pmflow-tmp (.gitignore)\n" in ran.out
    again = pmflow("init")
    assert ("nothing to do" in again.out, (tmp_path / ".gitignore").read_bytes()) == (True, PATTERNS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"dist/", b"dist/\n" + PATTERNS),
        (b"caf\xe9/\r\n", b"caf\xe9/\r\n.pmflow.lock\r\n*.pmflow-tmp\r\n"),
        (b"/.pmflow.lock\n/*.pmflow-tmp\n", b"/.pmflow.lock\n/*.pmflow-tmp\n*.pmflow-tmp\n"),
        (PATTERNS + b"dist/\n", PATTERNS + b"dist/\n"),
    ],
)
def test_a_gitignore_that_is_there_is_extended(pmflow: Pmflow, tmp_path: Path, before: bytes, after: bytes) -> None:
    """What people wrote stays, byte for byte; only what is missing is added, with their line ends."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_bytes(before)
    ran = pmflow("init", "--json")
    plan = [effect["summary"] for effect in json.loads(ran.out)["plan"] if effect["target"] == ".gitignore"]
    assert (ran.code, (tmp_path / ".gitignore").read_bytes()) == (0, after)
    assert plan == ([] if before == after else ["add .pmflow.lock, *.pmflow-tmp to .gitignore"])


def test_what_is_missing_beside_a_policy(pmflow: Pmflow, tmp_path: Path) -> None:
    """A policy that is there stays; a folder that is gone is made, and then it is not said that there was nothing to do."""
    pmflow("init")
    (tmp_path / "incidents").rmdir()
    ran = pmflow("init")
    assert ran.out.splitlines()[:2] == ["pmflow.yml is here already and stays as it is", "wrote incidents/"]
    assert "nothing to do" not in ran.out
