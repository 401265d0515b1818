"""Publishing into folders: nobody's file is replaced, nothing leads elsewhere, and documents are no place for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pmflow.adapters.local import Local
from pmflow.adapters.published import signed, signed_by
from pmflow.errors import TrackerRefused
from pmflow.model import State
from pmflow.plan import MarkPublished, Publish, SetState


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with two post-mortems of one stem, one of them listed."""
    root = tmp_path / "root"
    for name in ("postmortems/pool.md", "docs/pool.md"):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text("# Pool\n")
    return root


def refusal(root: Path, place: str, ref: str = "pool") -> str:
    """Why neither publishing nor marking is done there, which is one line, and the same for both."""
    said = []
    for effect in (Publish("all", place, "# New\n"), MarkPublished("all", place, "under revision")):
        with pytest.raises(TrackerRefused) as caught:
            Local(root).apply(ref, effect)
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert "\n" not in said[0]
    return said[0]


def test_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    """A published file that is a link is refused, and what it leads to stays as it was, or away."""
    (root / "published").mkdir()
    outside = tmp_path / "outside.txt"
    for text in ("mine\n", signed("# Old\n", "pool"), None):
        outside.unlink(missing_ok=True)
        if text is not None:
            outside.write_text(text)
        (root / "published/pool.md").unlink(missing_ok=True)
        (root / "published/pool.md").symlink_to(outside)
        assert refusal(root, "published") == (
            f"{root}/published/pool.md: is a symbolic link, which is not followed; remove it or choose another place"
        )
        assert (outside.read_text() if outside.exists() else None) == text


def test_a_linked_folder_leads_out_only_when_it_is_meant(root: Path, tmp_path: Path) -> None:
    """A folder inside root that is a link to the outside is refused, also further up; an absolute place is meant."""
    (tmp_path / "site/deep").mkdir(parents=True)
    (root / "published").symlink_to(tmp_path / "site")
    for place in ("published", "published/deep", "published/new"):
        assert refusal(root, place).startswith(f"{place}: leads out of {root}; ")
    assert list((tmp_path / "site/deep").iterdir()) == []
    Local(root).apply("pool", Publish("all", str(root / "published/deep"), "# T\n"))
    assert (tmp_path / "site/deep/pool.md").read_text() == signed("# T\n", "pool")


def test_documents_are_kept_for_themselves(root: Path) -> None:
    """The folders of post-mortems and incidents are no place to publish, by whatever path one comes to them."""
    (root / "link").symlink_to(root / "postmortems")
    for place in ("postmortems", "postmortems/new", "./docs/../postmortems", "link", str(root / "postmortems")):
        assert "is where postmortems are kept" in refusal(root, place)
    assert "is where incidents are kept" in refusal(root, "incidents/shared")
    with pytest.raises(TrackerRefused, match="is where essays are kept"):
        Local(root, postmortems="essays").apply("docs/pool.md", Publish("all", "essays", "# T\n"))
    assert sorted(path.name for path in (root / "postmortems").iterdir()) == ["pool.md"]
    assert (root / "postmortems/pool.md").read_text() == "# Pool\n"


def test_somebodys_own_file_stays(root: Path) -> None:
    """A file that pmflow did not write there, the document itself included, is refused and stays to the byte."""
    (root / "site").mkdir()
    for text in (b"mine\n", b"", b"caf\xe9\n", signed("# T\n", "pool").encode() + b"And mine.\n"):
        (root / "site/pool.md").write_bytes(text)
        assert refusal(root, "site") == (
            f"{root}/site/pool.md: is somebody's own file; move it or choose another place"
        )
        assert (root / "site/pool.md").read_bytes() == text
    assert "is somebody's own file" in refusal(root, "docs", "docs/pool.md")
    (root / "site/pool.md").unlink()
    (root / "site/pool.md").mkdir()
    assert "is a folder where a file should be" in refusal(root, "site")


def test_two_documents_of_one_name_do_not_replace_each_other(root: Path) -> None:
    """The second of two that would be published under one name is refused; the first goes on."""
    local = Local(root)
    local.apply("pool", Publish("all", "site", "# One\n"))
    said = f"{root}/site/pool.md: is what was published of pool; move it or choose another place"
    assert refusal(root, "site", "docs/pool.md") == said
    local.apply("pool", Publish("all", "site", "# Two\n"))
    local.apply("pool", MarkPublished("all", "site", "under revision"))
    local.apply("pool", MarkPublished("all", "site", "under revision"))
    assert (root / "site/pool.md").read_text() == signed("> under revision\n\n# Two\n", "pool")


def test_what_is_gone_is_not_marked(root: Path) -> None:
    """Where nothing was published, or somebody took it away, a note has no place, and no file is made for it."""
    Local(root).apply("pool", MarkPublished("all", "site", "under revision"))
    assert not (root / "site").exists()


def test_a_place_that_no_disk_has(root: Path) -> None:
    """A NUL in a place is refused in words."""
    assert "NUL" in refusal(root, "a\0b")


@pytest.mark.parametrize("ref", ["pool", "docs/a b.md", "--> %0A\n<!-- x", "\u2028", "/tmp/x.md"])
@pytest.mark.parametrize("text", ["", "# T", "# T\n", "# T\r\n", "# T\n\n", "<!-- pmflow:published other -->\n"])
def test_the_mark_is_known_again(text: str, ref: str) -> None:
    """Whatever ref and text are, the last line says whose it is, and the text stands before it."""
    assert signed(text, ref).startswith(text)
    assert signed_by(signed(text, ref)) == ref
    assert signed_by(signed(text, ref).rstrip("\r\n")) == ref
    assert signed_by(signed(text, ref) + "More.\n") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_the_way(root: Path) -> None:
    """A pipe where the published file should be is refused at once, and holds nobody up."""
    (root / "site").mkdir()
    os.mkfifo(root / "site/pool.md")
    assert "is a pipe, a socket or a device where a file should be" in refusal(root, "site")
    Local(root).apply("pool", SetState(State.DRAFT))
