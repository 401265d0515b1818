"""`--diff BASE`: which lines a branch changed, from wherever it is asked, and what a refusal says."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from pmflow.cli.changed import changed_lines
from pmflow.errors import UsageError
from tests.cli.conftest import Pmflow, Ran

BLAMES = "## Root cause\n\nMike forgot to run the migration.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one file on main, and a branch to work on."""
    begin(tmp_path)
    (tmp_path / "a b.md").write_text("one\ntwo\nthree\nfour\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "begin")
    git(tmp_path, "checkout", "-qb", "work")
    return tmp_path


def begin(folder: Path) -> None:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.email", "ana@example.com")
    git(folder, "config", "user.name", "Ana")


def git(folder: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-C", str(folder), "-c", "protocol.file.allow=always", *words], check=True, capture_output=True
    )


def checked(ran: Ran) -> list[str]:
    """The files that were looked at."""
    assert ran.code in (0, 10), ran.err
    return [file["path"] for file in json.loads(ran.out)["files"]]


def test_lines_that_were_changed_added_and_never_committed(repository: Path) -> None:
    """A deletion alone gives no line; a file that git does not know yet is new from top to bottom."""
    (repository / "a b.md").write_text("one\nTWO\nthree\nmore\nmore\n")
    git(repository, "commit", "-qam", "change")
    (repository / "ä.md").write_text("new\nfile\n")
    assert dict(changed_lines("main", repository).files) == {
        repository / "a b.md": frozenset({2, 4, 5}),
        repository / "ä.md": None,
    }


def test_what_others_did_on_the_base_meanwhile_is_not_ours(repository: Path) -> None:
    """The diff begins where the branch left."""
    git(repository, "checkout", "-q", "main")
    (repository / "a b.md").write_text("other\ntwo\nthree\nfour\n")
    git(repository, "commit", "-qam", "theirs")
    git(repository, "checkout", "-q", "work")
    assert dict(changed_lines("main", repository).files) == {}


@pytest.mark.parametrize("name", ['a "quoted" one.md', "back\\slash.md", "tab\tin it.md", "ä ö.md", "-x.md"])
def test_a_name_that_git_writes_otherwise(repository: Path, name: str) -> None:
    """Quotation marks, backslashes and control characters are escaped in a diff."""
    (repository / name).write_text("one\n")
    git(repository, "add", "-A")
    assert dict(changed_lines("main", repository).files) == {repository / name: frozenset({1})}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("diff.interHunkContext", "9"),
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.relative", "true"),
    ],
)
def test_a_person_s_own_settings_change_nothing(repository: Path, key: str, value: str) -> None:
    """The diff is for pmflow, and not for people."""
    (repository / "a b.md").write_text("ONE\ntwo\nTHREE\nfour\n")
    git(repository, "config", key, value)
    assert dict(changed_lines("main", repository).files) == {repository / "a b.md": frozenset({1, 3})}


def test_a_file_that_git_takes_for_binary_is_compared_as_text(repository: Path) -> None:
    """An attribute for people's diffs hides no sentence."""
    (repository / ".gitattributes").write_text("*.md -diff\n")
    (repository / "a b.md").write_text("one\ntwo\nthree\nFOUR\n")
    assert changed_lines("main", repository).files[repository / "a b.md"] == frozenset({4})


def test_from_any_folder_of_the_repository(pmflow: Pmflow, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that the branch changed is looked at, and shown by the path from here; a folder that is named narrows it."""
    (repository / "docs" / "old").mkdir(parents=True)
    (repository / "docs" / "new.md").write_text(BLAMES)
    (repository / "top.md").write_text(BLAMES)
    assert checked(pmflow("check", "--diff", "main", "--json")) == ["docs/new.md", "top.md"]
    monkeypatch.chdir(repository / "docs" / "old")
    assert checked(pmflow("check", "--diff", "main", "--json")) == ["../new.md", "../../top.md"]
    assert checked(pmflow("check", "..", "--diff", "main", "--json")) == ["../new.md"]
    assert checked(pmflow("check", "../../top.md", "--diff", "main", "--json")) == ["../../top.md"]


def test_a_repository_that_is_entered_through_a_link(
    pmflow: Pmflow, repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its files are the same."""
    (repository / "top.md").write_text(BLAMES)
    link = tmp_path_factory.mktemp("elsewhere") / "link"
    link.symlink_to(repository)
    monkeypatch.chdir(link)
    assert checked(pmflow("check", "top.md", "--diff", "main", "--json")) == ["top.md"]


def test_a_renamed_file_counts_where_it_was_changed(pmflow: Pmflow, repository: Path) -> None:
    """By its new name, with the new lines alone."""
    (repository / "old.md").write_text(BLAMES * 4)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "old")
    git(repository, "branch", "-f", "main")
    git(repository, "mv", "old.md", "new.md")
    (repository / "new.md").write_text(BLAMES * 4 + "\nAna ignored the warning signs.\n")
    [file] = json.loads(pmflow("check", "--diff", "main", "--json").out)["files"]
    assert (file["path"], [f["line"] for f in file["findings"] if f["rule"] == "blameless-neglect"]) == ("new.md", [14])


def test_a_new_file_that_git_does_not_know_counts_whole(pmflow: Pmflow, repository: Path) -> None:
    """Unless it is ignored."""
    (repository / ".gitignore").write_text("draft.md\n")
    (repository / "draft.md").write_text(BLAMES)
    (repository / "new.md").write_text(BLAMES)
    [file] = json.loads(pmflow("check", "--diff", "main", "--json").out)["files"]
    assert (file["path"], [f["line"] for f in file["findings"] if f["rule"] == "blameless-neglect"]) == ("new.md", [3])


def test_what_was_deleted_and_what_is_no_document_is_left_out(pmflow: Pmflow, repository: Path) -> None:
    """Also what stands in a hidden folder, as where a folder is named."""
    (repository / "a b.md").unlink()
    (repository / "a.py").write_text("Mike forgot\n")
    (repository / ".github").mkdir()
    (repository / ".github" / "a.md").write_text(BLAMES)
    assert checked(pmflow("check", "--diff", "main", "--json")) == []


def test_a_file_that_is_not_there_is_said(pmflow: Pmflow, repository: Path) -> None:
    """As without --diff: it is not taken for an unchanged one."""
    assert pmflow("check", "nowhere.md", "--diff", "main").code == 4


def test_a_post_mortem_by_its_name(pmflow: Pmflow, repository: Path) -> None:
    """Its file counts."""
    (repository / "postmortems").mkdir()
    (repository / "postmortems" / "outage.md").write_text(BLAMES)
    assert checked(pmflow("check", "outage", "--diff", "main", "--json")) == ["postmortems/outage.md"]
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "outage")
    assert checked(pmflow("check", "outage", "--diff", "HEAD", "--json")) == []


def test_a_file_of_a_submodule(pmflow: Pmflow, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Its changes are another repository's: it says where to ask."""
    other = tmp_path_factory.mktemp("other")
    begin(other)
    (other / "a.md").write_text("one\n")
    git(other, "add", "-A")
    git(other, "commit", "-qm", "begin")
    git(repository, "submodule", "add", "-q", str(other), "sub")
    (repository / "sub" / "a.md").write_text(BLAMES)
    assert checked(pmflow("check", "--diff", "main", "--json")) == []
    ran = pmflow("check", "sub/a.md", "--diff", "main")
    assert (ran.code, ran.err) == (
        2,
        "pmflow: --diff: sub/a.md is in sub, a repository of its own (a submodule perhaps); run it in there, with a base "
        "of that repository: cd sub && pmflow check a.md --diff main\n",
    )
    assert "cd sub && pmflow check --diff main" in pmflow("check", "sub", "--diff", "main").err


def test_a_file_outside_of_the_repository(
    pmflow: Pmflow, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """It is not passed over in silence."""
    other = tmp_path_factory.mktemp("other") / "a.md"
    other.write_text(BLAMES)
    ran = pmflow("check", str(other), "--diff", "main")
    assert (ran.code, ran.err) == (
        2,
        f"pmflow: --diff: {other} is not in the repository {repository}; go to the folder it is in (cd) and check it there\n",
    )


def test_a_base_that_there_is_not(repository: Path) -> None:
    """It says which, and what to do."""
    with pytest.raises(UsageError) as refused:
        changed_lines("mian", repository)
    assert str(refused.value) == (
        '--diff: git knows no "mian" here; fetch it (git fetch origin mian:mian), or name another branch, tag or commit'
    )


@pytest.mark.parametrize(
    ("base", "one"), [("main..f", "main"), ("main...f", "main"), ("main..", "main"), ("..main", "main"), ("..", "main")]
)
def test_a_range_is_no_base(repository: Path, base: str, one: str) -> None:
    """It is not fetched: one base is wanted."""
    with pytest.raises(UsageError) as refused:
        changed_lines(base, repository)
    assert str(refused.value) == (
        f'--diff: "{base}" is a range, and one base is wanted: what changed since this branch left it; give --diff {one}'
    )


def test_a_base_that_only_the_remote_has(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """As in a fresh clone of a branch: its name there is offered."""
    clone = tmp_path_factory.mktemp("clones") / "clone"
    git(repository, "clone", "-q", str(repository), str(clone))
    with pytest.raises(UsageError) as refused:
        changed_lines("main", clone)
    assert str(refused.value) == '--diff: git knows no "main" here; did you mean origin/main?'


@pytest.mark.parametrize(
    ("base", "fetch"),
    [("main", "origin main:main"), ("origin/main", "origin main:refs/remotes/origin/main")],
)
def test_a_shallow_clone_without_the_base(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, base: str, fetch: str
) -> None:
    """The command that it names brings the base."""
    git(repository, "commit", "-q", "--allow-empty", "-m", "more")
    clone = tmp_path_factory.mktemp("clones") / "clone"
    git(repository, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    with pytest.raises(UsageError) as refused:
        changed_lines(base, clone)
    command = f"git fetch --unshallow {fetch}"
    assert str(refused.value) == (
        f'--diff: git knows no "{base}" here; this clone is shallow: {command} (for actions/checkout, fetch-depth: 0)'
    )
    git(clone, *command.split()[1:])
    assert dict(changed_lines(base, clone).files) == {}


def test_a_shallow_clone_in_which_the_branches_do_not_meet(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """It is not called another history."""
    git(repository, "commit", "-q", "--allow-empty", "-m", "more")
    clone = tmp_path_factory.mktemp("clones") / "clone"
    git(repository, "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{repository}", str(clone))
    with pytest.raises(UsageError, match="no commit in common here; this clone is shallow: git fetch --unshallow"):
        changed_lines("origin/main", clone)


def test_a_base_of_another_history(repository: Path) -> None:
    """It says what to name."""
    git(repository, "checkout", "-q", "--orphan", "alone")
    git(repository, "commit", "-qm", "alone")
    with pytest.raises(UsageError, match="have no commit in common here; name the branch that this one came from"):
        changed_lines("main", repository)


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    """There is nothing to compare with."""
    begin(tmp_path)
    with pytest.raises(UsageError, match="there is no commit here yet, so nothing to compare with; leave --diff away"):
        changed_lines("main", tmp_path)


def test_no_repository(tmp_path: Path) -> None:
    """It says so, and where to go."""
    with pytest.raises(UsageError) as refused:
        changed_lines("main", tmp_path)
    assert str(refused.value) == (
        f"--diff works in a git repository, and {tmp_path} is in none; go into the one of your documents (cd), or leave "
        "--diff away"
    )


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what is missing."""
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    with pytest.raises(UsageError, match="--diff needs git, and there is none; install it, or leave --diff away"):
        changed_lines("main", tmp_path)


@pytest.mark.parametrize("base", ["--output=x", "", " "])
def test_a_base_that_is_none(base: str) -> None:
    """No word of a person becomes an option of git."""
    with pytest.raises(UsageError, match="is no branch, tag or commit"):
        changed_lines(base, Path())


def test_a_file_whose_lines_git_counts_otherwise_is_looked_at_whole(pmflow: Pmflow, repository: Path) -> None:
    """A lone carriage return ends a line for readers, and not for git."""
    (repository / "old.md").write_bytes(b"## Root cause\r\rThe index was stale.\r")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "old")
    (repository / "old.md").write_bytes(b"## Root cause\r\rThe index was stale.\r\rMike forgot to run the migration.\r")
    ran = pmflow("check", "--diff", "HEAD", "--select", "blameless", "--json")
    assert [finding["line"] for finding in json.loads(ran.out)["files"][0]["findings"]] == [5]
