"""`check --fix`: what is written, what is refused, and that nothing else changes."""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from pathlib import Path

import pytest

from pmflow.adapters import local_files
from pmflow.cli.fixing import write_fixed
from pmflow.document.source import Source
from pmflow.errors import TrackerConflict
from tests.cli.conftest import Pmflow
from tests.cli.test_check import BLAMES, rules_of

ERROR = "## Root cause\n\n| Cause |\n|---|\n| Human error |\n\nA flag was missing.\n"
UNKNOWN = "not known yet (what made the error possible, and what should have caught it?)"
FIXED = ERROR.replace("Human error", UNKNOWN)


def test_a_safe_fix_is_made_in_the_file_when_asked(pmflow: Pmflow, tmp_path: Path) -> None:
    """Human error as the whole of a cause; every other byte stays."""
    file = tmp_path / "a.md"
    file.write_text(ERROR)
    select = ("--select", "blameless", "--json")
    assert rules_of(pmflow("check", "a.md", *select)) == {"a.md": ["blameless-human-error"]}
    assert file.read_text() == ERROR
    assert rules_of(pmflow("check", "a.md", "--fix", "--json")) == {"a.md": []}
    assert rules_of(pmflow("check", "a.md", *select)) == {"a.md": []}
    assert file.read_text() == ERROR.replace(
        "Human error", "not known yet (what made the error possible, and what should have caught it?)"
    )


@pytest.mark.parametrize(
    "cause",
    [
        "Human error",
        "- Human error.",
        "| Cause |\n|---|\n| Human error |",
    ],
)
def test_what_a_fix_wrote_is_still_no_cause(pmflow: Pmflow, there: Path, cause: str) -> None:
    """The review is refused before and after: nobody has said yet what made the error possible."""
    lines = there.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.lower().startswith("## root cause"))
    behind = next(number for number, line in enumerate(lines) if number > at and line.startswith("#"))
    there.write_text("\n".join([*lines[: at + 1], "", cause, "", *lines[behind:]]), encoding="utf-8")

    def guards() -> set[str]:
        [file] = json.loads(pmflow("check", str(there), "--for", "review", "--json").out)["files"]
        return {each["guard"] for each in file["refusals"]}

    assert "cause_systemic" in guards()
    pmflow("check", str(there), "--fix")
    assert UNKNOWN in there.read_text(encoding="utf-8")
    assert "cause_systemic" not in guards()
    assert "sections_complete" in guards()
    found = pmflow("check", str(there), "--select", "placeholder", "--json").out
    assert "is a placeholder" in found


def test_prose_is_never_rewritten(pmflow: Pmflow, tmp_path: Path) -> None:
    """Not even when asked."""
    (tmp_path / "a.md").write_text(BLAMES)
    assert pmflow("check", "a.md", "--fix").code == 10
    assert (tmp_path / "a.md").read_text() == BLAMES


def test_a_dry_run_shows_the_change_and_writes_nothing(pmflow: Pmflow, tmp_path: Path) -> None:
    """As a diff, then what would be left."""
    file = tmp_path / "a.md"
    file.write_text(ERROR)
    ran = pmflow("check", "a.md", "--fix", "--dry-run", "--select", "blameless")
    assert (ran.code, ran.err) == (0, "would fix a.md\n")
    assert ran.out == (
        f"--- a.md\n+++ a.md\n@@ -4,3 +4,3 @@\n |---|\n-| Human error |\n+| {UNKNOWN} |\n \nno findings in 1 file\n"
    )
    assert file.read_text() == ERROR


PROSE = "Human error. Viktor should have checked."


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("Human error.", f"{UNKNOWN}."),
        ("- Human error", f"- {UNKNOWN}"),
        ("**Root cause:** Human error.", f"**Root cause:** {UNKNOWN}."),
        ("**Root cause:** Human error.\n**Severity:** P2", f"**Root cause:** {UNKNOWN}.\n**Severity:** P2"),
        ("The root cause was human error.", "The root cause was human error."),
        (PROSE, PROSE),
        (f"- {PROSE}", f"- {PROSE}"),
        (f"**Root cause:** {PROSE}", f"**Root cause:** {PROSE}"),
        ("It was late.\nHuman error.\nNobody knew.", "It was late.\nHuman error.\nNobody knew."),
        (f"| Cause |\n|---|\n| {PROSE} |", f"| Cause |\n|---|\n| {PROSE} |"),
    ],
)
def test_only_a_lone_cause_is_fixed(pmflow: Pmflow, tmp_path: Path, written: str, fixed: str) -> None:
    """The whole of a cell, an item, a paragraph or a line with a label; where more is said behind it, it is prose."""
    (tmp_path / "a.md").write_text(f"## Root cause\n\n{written}\n")
    pmflow("check", "a.md", "--fix")
    assert (tmp_path / "a.md").read_text() == f"## Root cause\n\n{fixed}\n"


def test_a_dry_run_points_into_the_file_as_it_is(pmflow: Pmflow, tmp_path: Path) -> None:
    """What is left is shown where it stands now, also behind words that would be fixed."""
    (tmp_path / "a.md").write_text(
        "## Root cause\n\n| Cause | What | Cause |\n|---|---|---|\n| Human error | Bo forgot the flag. | Human error |\n"
    )
    ran = pmflow("check", "a.md", "--fix", "--dry-run", "--select", "blameless")
    assert "a.md:5:17 error blameless-neglect" in ran.out
    assert "    | | Human error | Bo forgot the flag. | Human error |\n    |                 ^^^^^^^^^^^^^\n" in ran.out
    (file,) = json.loads(pmflow("check", "a.md", "--fix", "--dry-run", "--select", "blameless", "--json").out)["files"]
    assert [(found["line"], found["column"]) for found in file["findings"]] == [(5, 17)]


def test_a_dry_run_for_programs_keeps_the_diff_off_its_output(pmflow: Pmflow, tmp_path: Path) -> None:
    """JSON stays JSON."""
    (tmp_path / "a.md").write_text(ERROR)
    ran = pmflow("check", "a.md", "--fix", "--dry-run", "--json")
    assert rules_of(ran) == {"a.md": []}
    assert f"+| {UNKNOWN} |\n" in ran.err


def test_a_dry_run_leaves_no_lock_behind(pmflow: Pmflow, tmp_path: Path) -> None:
    """Nothing at all is written."""
    (tmp_path / "a.md").write_text(ERROR)
    pmflow("check", "a.md", "--fix", "--dry-run")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(("\ufeff" + ERROR).encode(), id="byte order mark"),
        pytest.param(ERROR.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(ERROR.replace("\n", "\r").encode(), id="CR"),
        pytest.param(ERROR.rstrip("\n").encode(), id="no final newline"),
        pytest.param(ERROR.replace("A flag", "A\tflag  \u2028 \x0c").encode(), id="other blanks"),
        pytest.param(ERROR.replace("missing.\n", "missing.\r\n\nEnd.").encode(), id="mixed line ends"),
    ],
)
def test_every_other_byte_stays(pmflow: Pmflow, tmp_path: Path, data: bytes) -> None:
    """Only the words of the fix are other ones."""
    (tmp_path / "a.md").write_bytes(data)
    assert pmflow("check", "a.md", "--fix").err == "fixed a.md\n"
    assert (tmp_path / "a.md").read_bytes() == data.replace(b"Human error", UNKNOWN.encode())


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o664])
def test_the_permissions_stay(pmflow: Pmflow, tmp_path: Path, mode: int) -> None:
    """Whatever the umask is."""
    (tmp_path / "a.md").write_text(ERROR)
    (tmp_path / "a.md").chmod(mode)
    pmflow("check", "a.md", "--fix")
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == mode


def test_a_link_stays_a_link(pmflow: Pmflow, tmp_path: Path) -> None:
    """The file that it leads to is fixed."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_text(ERROR)
    (tmp_path / "b.md").symlink_to("real/a.md")
    assert pmflow("check", "b.md", "--fix").err == "fixed b.md\n"
    assert (tmp_path / "b.md").is_symlink()
    assert (tmp_path / "real" / "a.md").read_text() == FIXED


def test_a_link_out_of_the_folder_is_refused(
    pmflow: Pmflow, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As the local tracker refuses it."""
    outside = tmp_path_factory.mktemp("outside") / "a.md"
    outside.write_text(ERROR)
    (tmp_path / "b.md").symlink_to(outside)
    ran = pmflow("check", "b.md", "--fix")
    assert (ran.code, outside.read_text()) == (3, ERROR)
    assert f"a symbolic link leads out of {tmp_path}, to {outside}; nothing is written there" in ran.out


def test_a_file_that_was_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    """Nothing of what somebody saved in between is lost."""
    file = tmp_path / "a.md"
    file.write_text(ERROR + "Saved meanwhile.\n")
    with pytest.raises(TrackerConflict) as refused:
        write_fixed(file, Source.of(ERROR), Source.of(FIXED), tmp_path)
    assert str(refused.value) == "was changed by somebody else meanwhile, nothing was written; run it again"
    assert file.read_text() == ERROR + "Saved meanwhile.\n"


def _save_under_lock(folder: Path, taken: Path) -> None:
    with local_files.locked(folder, seconds=10):
        taken.touch()
        time.sleep(0.7)
        local_files.replace(folder / "a.md", (ERROR + "Saved meanwhile.\n").encode())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a second process that shares what is imported")
def test_another_writer_is_waited_for_and_its_text_kept(
    pmflow: Pmflow, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The lock is the local tracker's: what it wrote is seen, and the fix refused with the tracker's exit code."""
    (tmp_path / "a.md").write_text(ERROR)
    taken = tmp_path_factory.mktemp("signs") / "taken"
    other = multiprocessing.get_context("fork").Process(target=_save_under_lock, args=(tmp_path, taken))
    other.start()
    while not taken.exists():
        time.sleep(0.01)
    ran = pmflow("check", "a.md", "--fix")
    other.join()
    assert ran.code == 3
    assert "a.md: error was changed by somebody else meanwhile, nothing was written; run it again\n" in ran.out
    assert (tmp_path / "a.md").read_text() == ERROR + "Saved meanwhile.\n"


def test_one_file_that_cannot_be_written_does_not_hide_the_others(
    pmflow: Pmflow, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """They are fixed, and the exit code says that something was not."""
    outside = tmp_path_factory.mktemp("outside") / "a.md"
    outside.write_text(ERROR)
    (tmp_path / "a.md").symlink_to(outside)
    (tmp_path / "b.md").write_text(ERROR)
    assert pmflow("check", "a.md", "b.md", "--fix").code == 3
    assert (tmp_path / "b.md").read_text() == FIXED


def test_a_post_mortem_of_the_tracker_is_refused_by_its_name(pmflow: Pmflow, there: Path, tmp_path: Path) -> None:
    """Before anything is written; the file's name is offered."""
    (tmp_path / "a.md").write_text(ERROR)
    ran = pmflow("check", "a.md", "search-blank", "--fix")
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        "pmflow: --fix writes into files, and search-blank is a post-mortem of the tracker; name its file: "
        "postmortems/2025-06-03-search-blank/postmortem.md\n",
    )
    assert (tmp_path / "a.md").read_text() == ERROR


@pytest.mark.parametrize(
    ("word", "called"), [("-", "standard input"), ("/dev/stdin", "/dev/stdin"), ("/dev/fd/63", "/dev/fd/63")]
)
def test_what_is_no_file_is_refused(pmflow: Pmflow, word: str, called: str) -> None:
    """Also what the shell opens."""
    ran = pmflow("check", word, "--fix")
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        f"pmflow: --fix writes into files, and {called} is none; name the document's file\n",
    )


def test_the_guards_of_a_step_are_asked_about_the_fixed_text(pmflow: Pmflow, tmp_path: Path) -> None:
    """In earnest as in a dry run."""
    (tmp_path / "a.md").write_text(ERROR)

    def guards(*words: str) -> set[str]:
        ran = pmflow("check", "a.md", "--for", "review", "--json", *words)
        return {each["guard"] for each in json.loads(ran.out)["files"][0]["refusals"]}

    assert {"cause_systemic", "language_blameless"} & guards() != set()
    assert {"cause_systemic", "language_blameless"} & guards("--fix", "--dry-run") == set()
    assert (tmp_path / "a.md").read_text() == ERROR
    assert {"cause_systemic", "language_blameless"} & guards("--fix") == set()
    assert (tmp_path / "a.md").read_text() == FIXED


def test_two_rules_with_one_fix_make_it_once(pmflow: Pmflow, tmp_path: Path) -> None:
    """Where the policy weighs them differently, both find the words."""
    (tmp_path / "pmflow.yml").write_text("rules: {levels: {human-error-cause: warning}}\n")
    (tmp_path / "a.md").write_text(ERROR)
    assert pmflow("check", "a.md", "--fix").err == "fixed a.md\n"
    assert (tmp_path / "a.md").read_text() == FIXED


def test_only_the_rules_that_are_selected_are_fixed(pmflow: Pmflow, tmp_path: Path) -> None:
    """What is ignored stays."""
    (tmp_path / "a.md").write_text(ERROR)
    pmflow("check", "a.md", "--fix", "--ignore", "blameless", "--ignore", "human-error-cause")
    assert (tmp_path / "a.md").read_text() == ERROR
