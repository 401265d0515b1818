"""What is wrong with a file or a call is said in one line, with the right exit code, and the file stays as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Pmflow
from tests.good import GOOD

UNREADABLE = {
    "latin-1": ("# Störung\n\nEs ging schief.\n".encode("latin-1"), ":1:", "iconv"),
    "latin-1 in line 3": ("# A\n\nStörung\n".encode("latin-1"), ":3:", "iconv"),
    "utf-16": ("# A\n".encode("utf-16"), ":1:", "iconv -f UTF-16"),
    "binary": (b"\x7fELF\x00\x01", ":1:", "is no text"),
    "front matter that is no mapping": (b"---\n- a\n- b\n---\n# T\n", ":2:", "key: value"),
    "a key twice": (b"---\ntitle: a\ntitle: b\n---\n# T\n", ":3:", "title"),
    "two states": (b"---\npmflow:\n  state: [draft, reviewed]\n---\n# T\n", ":", "state"),
    "an unknown state": (b"---\npmflow:\n  state: finished\n---\n# T\n", ":3:", "finished"),
    "yaml that is none": (b"---\ntitle: [\n---\n# T\n", ":", ""),
}


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("verb", ["check", "show"])
def test_an_unreadable_document_is_exit_4_and_one_line(pmflow: Pmflow, tmp_path: Path, verb: str, name: str) -> None:
    """The line says which file, which line, what, and what to do; nothing is printed beside it."""
    data, place, words = UNREADABLE[name]
    file = tmp_path / "odd.md"
    file.write_bytes(data)
    ran = pmflow(verb, "odd.md")
    assert ran.code == 4, ran
    said = (ran.err + ran.out).strip()
    assert "odd.md" in said
    assert words.lower() in said.lower()
    assert "Traceback" not in said
    assert file.read_bytes() == data
    if verb == "show":
        assert len(said.splitlines()) == 1
        assert f"odd.md{place}" in said


def test_a_folder_where_a_file_should_be(pmflow: Pmflow, tmp_path: Path) -> None:
    """show wants a file, or the folder of a post-mortem."""
    (tmp_path / "folder.md").mkdir()
    ran = pmflow("show", "folder.md")
    assert (ran.code, ran.out) == (3, "")
    assert "folder.md: is a folder where a file should be" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_the_folder_of_a_post_mortem_is_its_name(pmflow: Pmflow, there: Path) -> None:
    """What the shell completes is a folder with a slash."""
    assert pmflow("show", "postmortems/2025-06-03-search-blank/").code == 0


def test_a_file_that_is_not_there(pmflow: Pmflow) -> None:
    """The path is repeated."""
    ran = pmflow("check", "nowhere.md")
    assert ran.code == 4
    assert "nowhere.md" in ran.out + ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(pmflow: Pmflow, tmp_path: Path) -> None:
    """The way out is named."""
    file = tmp_path / "closed.md"
    file.write_text(GOOD)
    file.chmod(0)
    ran = pmflow("show", "closed.md")
    assert (ran.code, ran.err) == (4, "pmflow: closed.md: may not be read; check its permissions (chmod u+r)\n")


NOTES = "\nA line of notes that nobody needs, but that is kept.\n"
READABLE = {
    "empty": b"",
    "blank": b"\n\n  \n",
    "with a byte order mark": b"\xef\xbb\xbf" + GOOD.encode(),
    "with CRLF": GOOD.replace("\n", "\r\n").encode(),
    "with CR": GOOD.replace("\n", "\r").encode(),
    "500 KB": (GOOD + NOTES * 10_000).encode(),
    "5 MB": (GOOD + NOTES * 100_000).encode(),
    "lists 500 deep": GOOD.encode() + b"\n" + b"".join(b"  " * depth + b"- deeper\n" for depth in range(500)),
    "quotes 500 deep": GOOD.encode() + b"\n" + b"> " * 500 + b"deep\n",
    "brackets 5,000 deep": GOOD.encode() + b"\n" + b"[" * 5_000 + b"x" + b"]" * 5_000 + b"\n",
    "31 February": GOOD.replace("2025-06-10", "2025-02-31").encode(),
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name == "5 MB" else name for name in READABLE]
)
def test_odd_but_readable_documents_are_read(pmflow: Pmflow, tmp_path: Path, name: str) -> None:
    """Size, depth, line ends and impossible dates are no reason to refuse a document."""
    file = tmp_path / "odd.md"
    file.write_bytes(READABLE[name])
    ran = pmflow("show", "--json", "odd.md")
    assert (ran.code, ran.err) == (0, "")
    assert pmflow("check", "odd.md").code in (0, 10)
    assert file.read_bytes() == READABLE[name]


def test_31_february_is_a_finding_and_no_date(pmflow: Pmflow, tmp_path: Path) -> None:
    """The words are kept, the date is null, and check points at the cell."""
    (tmp_path / "odd.md").write_bytes(READABLE["31 February"])
    ran = pmflow("check", "odd.md", "--select", "due-impossible")
    assert "2025-02-31" in ran.out
    assert '"due_raw": "2025-02-31"' in pmflow("show", "--json", "odd.md").out


CALLS = {
    ("advance", "search-blank", "reveiw"): 'pmflow: "reveiw" is no step; did you mean "review"?',
    ("advance", "search-blank", "review", "--override", "reviw_held", "--reason", "x"): 'did you mean "review_held"?',
    ("advance", "nothing-like-it", "review"): "nothing-like-it",
    ("rules", "factors-plurl"): 'did you mean "factors-plural"?',
    ("check", ".", "--select", "blamless"): 'did you mean "blameless"?',
    ("check", ".", "--format", "xml"): "one of text, json, sarif, github",
    ("sync",): "--all",
    ("audit", "burn", "search-blank"): "pmflow audit verify REF",
    ("list", "--state", "finished"): "draft",
    ("list", "--tracker", "trello"): "one of local",
    ("meeting", "search-blank", "--held", "yesterday"): "2025-10-24T10:00Z",
    ("meeting", "search-blank", "--held", "2999-01-01"): "future",
    ("meeting", "search-blank", "--held", "2025-06-04", "--came", "Jo:boss"): "responder",
    ("init", "--tracker", "trello"): "local",
    ("explain", "search-blank", "--now", "someday"): "--now",
}


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_a_call_that_is_off_is_answered_with_what_to_write(pmflow: Pmflow, there: Path, words: tuple[str, ...]) -> None:
    """Exit 2 (3 where the tracker has no such thing), one line, the nearest right word in it."""
    ran = pmflow(*words)
    assert ran.code == (3 if "nothing-like-it" in words else 2)
    assert CALLS[words] in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert ran.out == ""


def test_an_unknown_option_is_a_usage_error(pmflow: Pmflow) -> None:
    """Typer's own errors are exit 2, too."""
    assert pmflow("list", "--colour").code == 2


def test_a_bad_policy_names_file_line_key_and_the_nearest_one(pmflow: Pmflow, tmp_path: Path, there: Path) -> None:
    """The post-mortem is not touched by a run that cannot begin."""
    (tmp_path / "pmflow.yml").write_text("mode: enforce\nguardz: {}\n")
    ran = pmflow("advance", "search-blank", "review")
    assert ran.code == 2
    assert "pmflow.yml:2" in ran.err
    assert 'did you mean "guards"?' in ran.err
    assert there.read_text() == GOOD
