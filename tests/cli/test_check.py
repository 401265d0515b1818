"""`pmflow check`: of a post-mortem of the tracker, of a loose file, of standard input."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Pmflow, Ran
from tests.good import GOOD

REF = "search-blank"
PATH = "postmortems/2025-06-03-search-blank/postmortem.md"
BAD = GOOD.replace("## Lessons learned", "## Lessons learned\n\nTBD\n\n## Appendix")
CLOSE = {"guard": "step_allowed", "message": "close does not lead on from draft; from here: review, waive"}


@pytest.mark.parametrize(
    "ref", [REF, f"{REF}/", "2025-06-03-search-blank", PATH, "postmortems/2025-06-03-search-blank"]
)
def test_a_ref_is_shown_as_the_path_of_its_file(pmflow: Pmflow, there: Path, ref: str) -> None:
    """Whatever it is called by, every format says where its text is."""
    there.write_text(BAD)
    [line] = [n for n, text in enumerate(BAD.splitlines(), 1) if text == "TBD"]
    assert [file["path"] for file in json.loads(pmflow("check", ref, "--json").out)["files"]] == [PATH]
    assert f"{PATH}:{line}:1 warning placeholder " in pmflow("check", ref).out
    assert f"::warning file={PATH},line={line},col=1," in pmflow("check", ref, "--format", "github").out
    results = json.loads(pmflow("check", ref, "--format", "sarif").out)["runs"][0]["results"]
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert places == {PATH}


def test_a_ref_from_below_is_shown_relative_to_there(
    pmflow: Pmflow, there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The path is one that can be opened from where the command was typed."""
    (tmp_path / "pmflow.yml").write_text("mode: enforce\n")
    (tmp_path / "src").mkdir()
    monkeypatch.chdir(tmp_path / "src")
    assert [file["path"] for file in json.loads(pmflow("check", REF, "--json").out)["files"]] == [f"../{PATH}"]


@pytest.mark.parametrize("word", [REF, PATH])
def test_a_step_that_does_not_lead_on_is_among_the_refusals(pmflow: Pmflow, there: Path, word: str) -> None:
    """As `advance` refuses it, whether the post-mortem is named or its file."""
    ran = pmflow("check", word, "--for", "close", "--json")
    first, *others = json.loads(ran.out)["files"][0]["refusals"]
    assert (ran.code, first, [each["guard"] for each in others]) == (10, CLOSE, ["actions_settled"])
    refused = json.loads(pmflow("advance", REF, "close", "--json").out)["refusals"]
    assert [{"guard": each["guard"], "message": each["message"]} for each in refused] == [CLOSE]


def test_a_loose_file_has_no_state(pmflow: Pmflow, tmp_path: Path) -> None:
    """Every step may be asked about."""
    (tmp_path / "old.md").write_text(GOOD)
    ran = pmflow("check", "old.md", "--for", "track")
    assert (ran.code, "✓ nothing stands in the way of track\n" in ran.out) == (0, True)


def test_standard_input_gets_no_command_with_a_ref(pmflow: Pmflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to put into `pmflow approve REF`."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode()), encoding="utf-8"))
    ran = pmflow("check", "-", "--for", "review", "--json")
    assert {each["guard"]: each["message"] for each in json.loads(ran.out)["files"][0]["refusals"]} == {
        "review_held": "hold the review",
        "reviewer_independent": "somebody other than Ines Okafor must approve it",
    }


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--now", "soon"), 2, 'pmflow: --now: "soon" is no ISO time; write it like 2025-10-24T10:00Z\n'),
        (
            ("--json", "--format", "sarif"),
            2,
            "pmflow: --json and --format sarif exclude each other; give one of them\n",
        ),
    ],
)
def test_an_option_that_cannot_be_obeyed_is_said(
    pmflow: Pmflow, there: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    """Neither a time that is none nor one format beside another is passed over."""
    ran = pmflow("check", PATH, *words)
    assert (ran.code, ran.out, ran.err) == (code, "", said)


@pytest.mark.parametrize("path", ["/no/such/folder", "no/such"])
def test_a_word_with_a_slash_that_is_not_there_is_a_missing_file(pmflow: Pmflow, there: Path, path: str) -> None:
    """It is no REF that nobody knows: exit 4, as for any file."""
    ran = pmflow("show", path)
    assert (ran.code, ran.out, ran.err) == (
        4,
        "",
        f"pmflow: {path}: there is no such file or folder; check the path\n",
    )
    assert pmflow("check", path).code == 4


BLAMES = "## Root cause\n\nMike forgot to run the migration.\n"


def rules_of(ran: Ran) -> dict[str, list[str]]:
    """The blameless rules that found something, by file."""
    files = json.loads(ran.out)["files"]
    return {f["path"]: [x["rule"] for x in f["findings"] if x["rule"].startswith("blameless-")] for f in files}


def test_only_what_a_branch_changed(pmflow: Pmflow, tmp_path: Path) -> None:
    """Old findings in other lines and other files are not this branch's."""

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("config", "user.email", "ana@example.com")
    git("config", "user.name", "Ana")
    (tmp_path / "old.md").write_text(BLAMES)
    (tmp_path / "both.md").write_text(BLAMES)
    git("add", "-A")
    git("commit", "-qm", "begin")
    (tmp_path / "both.md").write_text(BLAMES + "\nAna ignored the warning signs.\n")
    ran = pmflow("check", "--diff", "main", "--json")
    assert rules_of(ran) == {"both.md": ["blameless-neglect"]}
    assert [f["line"] for f in json.loads(ran.out)["files"][0]["findings"] if f["rule"] == "blameless-neglect"] == [5]
    git("commit", "-qam", "more")
    assert json.loads(pmflow("check", "--diff", "HEAD", "--json").out)["files"] == []


def test_nothing_named(pmflow: Pmflow) -> None:
    """It says what one can name."""
    ran = pmflow("check")
    assert (ran.code, ran.out) == (2, "")
    assert "name a document, a folder (. is this one) or a post-mortem; - is standard input" in ran.err


def test_a_phrase_of_the_policy_that_is_none(pmflow: Pmflow, tmp_path: Path) -> None:
    """It is refused with file, line, key and phrase, as every other mistake in the policy; all of them at once."""
    (tmp_path / "pmflow.yml").write_text(
        "language:\n  add:\n    neglect:\n      - DID go+ full cowboy\n      - The Cat\n    excuse: ['?']\n"
        "  cut: [DID rubber-stamp]\n"
    )
    (tmp_path / "a.md").write_text(BLAMES)
    ran = pmflow("check", "a.md")
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        'pmflow: pmflow.yml:5: language.add.neglect: "The Cat": "The" has a capital; words are in lower case\n'
        'pmflow.yml:6: language.add.excuse: "?": it holds nothing but signs; a phrase needs one word at least\n'
        'pmflow.yml:7: language.cut: "DID rubber-stamp": it is in no list, so it cannot be cut; did you mean '
        '"DID rubber-stamp+"?\n'
        "docs/language.md tells how phrases are written\n",
    )


def test_a_long_line_with_many_findings_is_shown(pmflow: Pmflow, tmp_path: Path) -> None:
    """Each with a cut of the line around it."""
    (tmp_path / "a.md").write_text("Mike forgot to run the migration. " * 500 + "\n")
    out = pmflow("check", "a.md", "--select", "blameless").out
    assert out.endswith("500 errors in 1 file\n")
    assert max(map(len, out.splitlines())) < 400


def test_a_renamed_file_is_not_a_change(pmflow: Pmflow, tmp_path: Path) -> None:
    """Its sentences are as old as before."""

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("config", "user.email", "ana@example.com")
    git("config", "user.name", "Ana")
    (tmp_path / "old.md").write_text(BLAMES * 3)
    git("add", "-A")
    git("commit", "-qm", "begin")
    git("checkout", "-qb", "work")
    git("mv", "old.md", "new.md")
    git("commit", "-qm", "rename")
    assert json.loads(pmflow("check", "--diff", "main", "--json").out)["files"] == []
