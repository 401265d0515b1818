"""The folder of Markdown files: names, hand-made files, damage, and what the file system refuses."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import resource
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmflow.adapters import local_files
from pmflow.adapters.incidents_file import read_incident, write_incident
from pmflow.adapters.local import Local, slug
from pmflow.adapters.published import marked
from pmflow.errors import (
    DocumentError,
    TrackerConflict,
    TrackerError,
    TrackerMissing,
    TrackerMisunderstood,
    TrackerRefused,
    TrackerUnavailable,
)
from pmflow.journal import Entry, verify
from pmflow.model import ActionItem, Evidence, Impact, Incident, Severity, State, TimelineEntry
from pmflow.plan import AddLabel, AssignActionItem, Comment, CreateActionItem, Publish, SetState, WriteJournal
from pmflow.tracker import Card

NOW = dt.datetime(2026, 6, 3, 9, 0, tzinfo=dt.UTC)
POOL = "2026-06-02-pool-exhausted"
posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and limits of POSIX")


def entry(key: str) -> Entry:
    return Entry(key=key, at=NOW, by="noor", what="Synced")


def put(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with one post-mortem."""
    put(tmp_path / f"postmortems/{POOL}/postmortem.md", "---\ntitle: Pool exhausted\n---\n\n# Pool exhausted\n")
    return tmp_path


@pytest.fixture
def local(root: Path) -> Local:
    return Local(root)


@pytest.fixture
def document(root: Path) -> Path:
    return root / f"postmortems/{POOL}/postmortem.md"


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """As a user without rights, where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_root() -> Iterator[Path]:
    """A folder that everybody may enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        put(folder / "postmortems/pool.md", "# Pool exhausted\n")
        yield folder
        for path in (folder, *folder.rglob("*")):
            if path.is_dir():
                path.chmod(0o755)


# Names


def test_refs(local: Local, root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A post-mortem is found by name, with or without date, and by the path to its folder or file, from root or not."""
    asked = (POOL, "pool-exhausted", f"postmortems/{POOL}", f"postmortems/{POOL}/", f"postmortems/{POOL}/postmortem.md",
             f"./postmortems/{POOL}", str(root / f"postmortems/{POOL}"), f" {POOL} ")  # fmt: skip
    assert [local.resolve(one) for one in asked] == [POOL] * len(asked)
    outside = put(tmp_path_factory.mktemp("elsewhere") / "old.md", "# Old\n")
    inside = put(root / "docs/old.md", "# Inside\n")
    assert local.resolve(str(outside)) == str(outside)
    assert local.resolve(str(inside)) == local.resolve("docs/old.md") == "docs/old.md"
    assert (local.load(str(outside)).body, local.load("docs/old.md").body) == ("# Old\n", "# Inside\n")


def test_ref_from_here(local: Local, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path is first taken from where the person stands."""
    put(root / "docs/old.md", "# Above\n")
    put(root / "sub/docs/old.md", "# Below\n")
    monkeypatch.chdir(root / "sub")
    assert local.resolve("docs/old.md") == "sub/docs/old.md"
    assert local.resolve("../docs/old.md") == "docs/old.md"


def test_ref_unknown(local: Local, root: Path) -> None:
    """What is not there is answered with the nearest that is, and what to do."""
    put(root / "notes.txt", "x")
    put(root / "postmortems/2026-07-01-dns.md", "# A\n")
    put(root / "postmortems/2026-08-01-dns.md", "# B\n")
    for asked, said in (
        ("pool-exausted", f"did you mean {POOL}?"),
        ("2026-06-02-pol-exhausted", f"did you mean {POOL}?"),
        ("zzz", "`pmflow list` shows what is there"),
        ("", "there is no post-mortem of that name"),
        ("x" * 300, "there is no post-mortem of that name"),
        ("a\0b", "there is no post-mortem of that name"),
        ("dns", "there are 2 post-mortems of that name: 2026-07-01-dns, 2026-08-01-dns; give one in full"),
        ("poo", f"did you mean {POOL}? The beginning of a name is enough from 4 letters on"),
        (str(root / "notes.txt"), "is no Markdown file"),
        (str(root / "postmortems"), "there is no post-mortem of that name"),
    ):
        with pytest.raises(TrackerMissing) as caught:
            local.resolve(asked)
        assert said in str(caught.value)
        assert "\n" not in str(caught.value)


def test_plain_files(tmp_path: Path) -> None:
    """A file without a folder of its own is a post-mortem, journal and comments beside it; other files are none."""
    for name in ("2026-05-01-dns", "README", "index", "_draft", ".hidden"):
        put(tmp_path / f"postmortems/{name}.md", "# Words\n")
    put(tmp_path / "postmortems/empty-folder/notes.md", "# Notes\n")
    local = Local(tmp_path)
    ref = local.resolve("dns")
    local.apply(ref, WriteJournal(entry("a")))
    local.apply(ref, Comment("a", "Said."))
    assert [card.ref for card in local.cards()] == ["2026-05-01-dns"]
    beside = sorted(path.name for path in (tmp_path / "postmortems").glob("2026*"))
    assert beside == ["2026-05-01-dns.comments.md", "2026-05-01-dns.journal.jsonl", "2026-05-01-dns.md"]
    assert (len(local.load(ref).journal), local.load(ref).comments) == (1, {"a"})


def test_file_and_folder_of_one_name(local: Local, root: Path) -> None:
    """Where a file and a folder bear one name, the folder has it and the file goes by its path; none is lost."""
    put(root / f"postmortems/{POOL}.md", "# The file\n")
    cards = [(card.ref, card.title) for card in local.cards()]
    assert cards == [(POOL, "Pool exhausted"), (f"postmortems/{POOL}.md", "The file")]
    assert [local.resolve(ref) for ref, _ in cards] == [ref for ref, _ in cards]
    assert local.load(f"postmortems/{POOL}.md").body == "# The file\n"


# Cards


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("", Card("x", None, None)),
        ("no heading", Card("x", None, None)),
        ("# Post-mortem: **DNS** [down](http://x)\n", Card("x", "Post-mortem: DNS down", None)),
        ("intro\n\nDNS down\n========\n", Card("x", "DNS down", None)),
        ("```\n# no\n```\n## Yes ##\n", Card("x", "Yes", None)),
        ("---\n# a rule above\n", Card("x", "a rule above", None)),
        ("## Summary\n\nDown.\n", Card("x", None, None)),
        (
            "<!-- pmflow:facts -->\n- **Severity**: P1\n- **Authors**: noor, ivo\n\n# T\n",
            Card("x", "T", None, "P1", Severity.P1, authors=("noor", "ivo")),
        ),
        (
            "\ufeff---\r\ntitle: T\r\nseverity: critical\r\nauthor: noor\r\nincident: incidents/dns.yml\r\n"
            "date: 2026-05-04\r\npmflow:\r\n  state: shared\r\n---\r\n# Other\r\n",
            Card("x", "T", State.SHARED, "critical", Severity.P0, dt.date(2026, 5, 4), ("noor",), "dns"),
        ),
        ('+++\ntitle = "T"\n[pmflow]\nstate = "draft"\n+++\n', Card("x", "T", State.DRAFT)),
        (
            "---\nSev: 1\nincident-id: dns\nStarted_At: 2026-05-04T10:00:00Z\n---\n```\n# T\n",
            Card("x", None, None, "1", Severity.P1, dt.date(2026, 5, 4), incident="dns"),
        ),
        ("---\ndate: May 4\ntitle: {a: b}\n---\n#\n\nT\n-\n", Card("x", "T", None)),
        ("---\nauthors:\n  - {name: Noor}\n  - ivo\ntitle: 5\n---\n", Card("x", "5", None, authors=("Noor", "ivo"))),
        ("---\nnote: " + "long " * 2000 + "\ntitle: T\n---\n", Card("x", "T", None)),
        ("# T\n" + "é" * 4000, Card("x", "T", None)),
        ("é" * 4000, Card("x", None, None)),
    ],
)
def test_card(tmp_path: Path, text: str, card: Card) -> None:
    """A card is read from the head of the file: front matter, else the first heading, if that is no section's."""
    put(tmp_path / "postmortems/x.md", text)
    assert list(Local(tmp_path).cards()) == [card]


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (b"---\na: 1\nb: c: d\n---\n", "x:3: front matter is no valid YAML"),
        (b"---\n- a\n---\n", "x:2: front matter is a list"),
        (b"---\na: 1\na: 2\n---\n", "x:3: front matter has the key `a` twice"),
        (b"---\npmflow: {state: [draft, shared]}\n---\n", "x:2: front matter has two states"),
        (b"---\npmflow: {state: done}\n---\n", "x:2: front matter has the state `done`, which is none"),
        (b"# T\n\nCaf\xe9\n", "x:3: is not UTF-8"),
        (b"# T\0\n", "x:1: is no text"),
    ],
)
def test_card_in_trouble(tmp_path: Path, text: bytes, trouble: str) -> None:
    """A file that cannot be read is a card that says why, and loading it says the same as a `DocumentError`."""
    put(tmp_path / "postmortems/a.md", "# A\n")
    put(tmp_path / "postmortems/x.md", text)
    local = Local(tmp_path)
    good, bad = local.cards()
    assert (good, bad.ref, bad.title) == (Card("a", "A", None), "x", None)
    assert bad.trouble is not None
    assert bad.trouble.startswith(trouble)
    with pytest.raises(DocumentError) as caught:
        local.load("x")
    assert str(caught.value) == str(tmp_path / "postmortems/x.md") + bad.trouble.removeprefix("x")


@posix
def test_link_to_nothing(local: Local, root: Path) -> None:
    """A link that leads nowhere, or back to itself, is said so."""
    (root / "postmortems/2026-02-31-gone.md").symlink_to(root / "gone.md")
    (root / "postmortems/loop.md").symlink_to(root / "postmortems/loop.md")
    said = [card.trouble for card in local.cards() if card.trouble]
    assert said == [
        f"{root}/postmortems/2026-02-31-gone.md: there is no such file; check the name, or see `pmflow list`",
        f"{root}/postmortems/loop.md: is a symbolic link that leads back to itself; mend the link",
    ]


@posix
def test_pipe_where_a_file_should_be(local: Local, root: Path) -> None:
    """A pipe or a device called like a document or an incident is said, and nobody waits for what it never says."""
    (root / "incidents").mkdir()
    for name in ("postmortems/x.md", "incidents/x.yml"):
        os.mkfifo(root / name)
    (root / "postmortems/zero.md").symlink_to("/dev/zero")
    said = {
        name: f"{root}/{name}: is a pipe, a socket or a device where a file should be; move it away"
        for name in ("postmortems/x.md", "postmortems/zero.md", "incidents/x.yml")
    }
    assert [card.trouble for card in local.cards()] == [None, said["postmortems/x.md"], said["postmortems/zero.md"]]
    assert [incident.trouble for incident in local.incidents()] == [said["incidents/x.yml"]]
    assert local.load(POOL).incident is None
    for ref, call in (
        ("x", local.load),
        ("x", lambda ref: local.apply(ref, SetState(State.DRAFT))),
        ("zero", local.load),
    ):
        with pytest.raises(TrackerRefused) as caught:
            call(ref)
        assert str(caught.value) == said[f"postmortems/{ref}.md"]


def test_folder_where_a_file_should_be(tmp_path: Path) -> None:
    """A folder in the document's place is said in one line, in the list and when it is loaded."""
    (tmp_path / "postmortems/dns/postmortem.md").mkdir(parents=True)
    local = Local(tmp_path)
    said = f"{tmp_path}/postmortems/dns/postmortem.md: is a folder where a file should be; move the folder away"
    assert list(local.cards()) == [Card("dns", None, None, trouble=said)]
    for call in (local.load, lambda ref: local.apply(ref, SetState(State.DRAFT))):
        with pytest.raises(TrackerRefused) as caught:
            call("dns")
        assert str(caught.value) == said


# Writing


@posix
def test_mode_and_link_stay(local: Local, document: Path, root: Path) -> None:
    """A document keeps its mode, and one that is a symbolic link stays one."""
    document.chmod(0o640)
    real = document.rename(root / "real.md")
    document.symlink_to(real)
    local.apply(POOL, SetState(State.DRAFT))
    assert document.is_symlink()
    assert local.load(POOL).states == (State.DRAFT,)
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize(
    "linked", ["postmortems", "postmortems/pool", "postmortems/pool/postmortem.md", "postmortems/x.md"]
)
def test_a_link_that_leads_out_of_the_folder(tmp_path: Path, linked: str) -> None:
    """It can be read; nothing is written behind it, not even a lock, unless the real path is given."""
    outside = tmp_path / "outside"
    real = put(outside / {"postmortems": "pool/postmortem.md"}.get(linked, "postmortem.md"), "# Pool\n")
    root = tmp_path / "inside"
    (root / linked).parent.mkdir(parents=True)
    (root / linked).symlink_to(real if linked.endswith(".md") else outside)
    local, ref = Local(root), "x" if linked.endswith("x.md") else "pool"
    assert local.load(ref).body == "# Pool\n"
    path = root / ("postmortems/x.md" if ref == "x" else "postmortems/pool/postmortem.md")
    for write in (
        lambda: local.apply(ref, SetState(State.DRAFT)),
        lambda: local.apply(ref, WriteJournal(entry("a"))),
        lambda: local.write_body(ref, "# Other\n", expected="# Pool\n"),
    ):
        with pytest.raises(TrackerRefused) as caught:
            write()
        assert str(caught.value) == (
            f"{path}: a symbolic link leads out of {root}, to {real}; nothing is written there. Put the document itself in "
            "its place, or give the path that it really has"
        )
    assert [each for each in outside.rglob("*") if each.is_file()] == [real]
    local.apply(str(real), SetState(State.DRAFT))
    assert "state: draft" in real.read_text()


@posix
def test_no_new_document_behind_a_link(tmp_path: Path) -> None:
    """Where `postmortems/` leads out of the folder, none is made there."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside/postmortems").symlink_to(tmp_path / "outside")
    with pytest.raises(TrackerRefused, match=r"a symbolic link leads out of .*/inside, to "):
        Local(tmp_path / "inside").create(Incident(ref="dns", title="DNS"), "# DNS\n")
    assert list((tmp_path / "outside").iterdir()) == []


def test_bytes_stay(local: Local, document: Path) -> None:
    """Byte order mark and line ends stay as they are through every write."""
    put(document, "\ufeff---\r\ntitle: T\r\n---\r\n\r\n# T  \r\nlast\rline")
    local.apply(POOL, SetState(State.DRAFT))
    local.apply(POOL, AddLabel("pm-overdue"))
    after = document.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf---\r\ntitle: T\r\n")
    assert after.endswith(b"---\r\n\r\n# T  \r\nlast\rline")
    assert b"\n" not in after.replace(b"\r\n", b"")
    body = local.load(POOL).body
    local.write_body(POOL, body + "!", expected=body)
    assert document.read_bytes() == after + b"!"


def test_state_without_front_matter(local: Local, document: Path) -> None:
    """Front matter is made where there is none; the words below stay."""
    put(document, "# T\n\nWords.\n")
    local.apply(POOL, SetState(State.DRAFT))
    loaded = local.load(POOL)
    assert (loaded.states, loaded.body.endswith("# T\n\nWords.\n")) == ((State.DRAFT,), True)


def test_nothing_to_do_writes_nothing(local: Local, document: Path) -> None:
    """An effect that is done already does not touch the file."""
    local.apply(POOL, SetState(State.DRAFT))
    before = document.stat().st_ino
    body = local.load(POOL).body
    local.apply(POOL, SetState(State.DRAFT))
    local.write_body(POOL, body, expected=body)
    assert document.stat().st_ino == before


def test_no_such_row(local: Local) -> None:
    """An action item that has no row in the document cannot be made: pmflow writes no rows of its own."""
    with pytest.raises(TrackerMissing, match=r"has no action item AI-1; write its row"):
        local.apply(POOL, CreateActionItem(ActionItem(id="AI-1", title="Not there")))


@posix
def test_leftovers_go(local: Local, document: Path) -> None:
    """What a killed run left is removed by the next writer."""
    left = put(document.with_name(".postmortem.md.0a1b2c3d.pmflow-tmp"), "half")
    local.load(POOL)
    assert left.exists()
    local.apply(POOL, SetState(State.DRAFT))
    assert sorted(path.name for path in document.parent.iterdir()) == ["postmortem.md"]


@posix
def test_no_permission_to_read(open_root: Path) -> None:
    """A document that may not be read is one clear line in the list, and refused when it is loaded."""
    path = open_root / "postmortems/pool.md"
    path.chmod(0)
    local = Local(open_root)
    said = f"{path}: no permission to read it; give yourself access (chmod, chown) or run as its owner"
    with nobody():
        assert list(local.cards()) == [Card("pool", None, None, trouble=said)]
        with pytest.raises(TrackerRefused) as caught:
            local.load("pool")
    assert str(caught.value) == said


@posix
def test_no_permission_to_write(open_root: Path) -> None:
    """A folder or a file that may not be written is refused, and stays as it is."""
    path = open_root / "postmortems/pool.md"
    local = Local(open_root)
    open_root.chmod(0o555)
    with (
        nobody(),
        pytest.raises(TrackerRefused, match=rf"^{open_root}: no permission to write it; give yourself access"),
    ):
        local.apply("pool", SetState(State.DRAFT))
    open_root.chmod(0o777)
    path.parent.chmod(0o777)
    path.chmod(0o444)
    with nobody(), pytest.raises(TrackerRefused, match=rf"^{path}: no permission to write it; give yourself access"):
        local.apply("pool", SetState(State.DRAFT))
    assert path.read_text() == "# Pool exhausted\n"
    assert sorted(p.name for p in path.parent.iterdir()) == ["pool.md"]


@contextlib.contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes, as on a disk with that much room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@posix
def test_full_disk(local: Local, root: Path, document: Path) -> None:
    """When there is no room left, nothing changes: the document is whole, no temporary file stays, no half entry."""
    local.apply(POOL, WriteJournal(entry("a")))
    before = {path.name: path.read_bytes() for path in document.parent.iterdir()}
    body = local.load(POOL).body
    with no_file_beyond(len(before["journal.jsonl"]) + 20):
        for write in (
            lambda: local.write_body(POOL, body + "x" * 1000, expected=body),
            lambda: local.apply(POOL, WriteJournal(entry("b"))),
            lambda: local.apply(POOL, Comment("a", "x" * 1000)),
            lambda: local.create(Incident(ref="dns", title="DNS"), "---\nincident: dns\n---\n" + "x" * 1000),
        ):
            with pytest.raises(
                TrackerUnavailable, match="so this was left as it was; make room and run the same again, it carries on"
            ):
                write()
    assert {path.name: path.read_bytes() for path in document.parent.iterdir()} == before
    assert [path.name for path in document.parent.parent.iterdir()] == [POOL]
    local.apply(POOL, WriteJournal(entry("b")))
    assert verify(local.load(POOL).journal) == []
    put(root / "postmortems/new.md", "# New\n")
    with no_file_beyond(20), pytest.raises(TrackerUnavailable):
        local.apply("new", WriteJournal(entry("a")))
    assert [path.name for path in (root / "postmortems").glob("new*")] == ["new.md"]


def test_held_by_another(local: Local, root: Path) -> None:
    """Who has to wait too long for another writer is told where and what to do; a reader does not wait."""
    said: list[str] = []

    def other() -> None:
        impatient = Local(root, patience=0.05)
        assert impatient.load(POOL).ref == POOL
        try:
            impatient.apply(POOL, SetState(State.DRAFT))
        except TrackerError as error:
            said.append(str(error))

    with local.hold(POOL):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert said == [
        f"{root}/.pmflow.lock: another pmflow has kept this lock for over 0.05 s; wait for it to end and run this again"
    ]
    local.apply(POOL, SetState(State.DRAFT))


def test_two_trackers_in_one_program(local: Local, root: Path) -> None:
    """Two trackers on one folder in one thread do not wait for each other."""
    with local.hold(POOL):
        Local(root, patience=0.05).apply(POOL, SetState(State.DRAFT))
    assert local.load(POOL).states == (State.DRAFT,)


def test_lock_outside(local: Local, root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A document outside of root is locked beside itself, so that whoever works there sees it."""
    outside = put(tmp_path_factory.mktemp("elsewhere") / "old.md", "# Old\n")
    with local.hold(str(outside)):
        assert (outside.parent / local_files.LOCK).exists()
    assert not (root / local_files.LOCK).exists()


def test_one_lock_wherever_one_stands(tmp_path: Path) -> None:
    """A document's lock is in the nearest folder with a policy or a repository, else beside postmortems/, else beside it."""
    for name in ("a/.git/HEAD", "a/b/pmflow.yml", "a/c/.github/pmflow.yml"):
        put(tmp_path / name, "")
    for document, folder in (
        ("a/x.md", "a"),
        ("a/d/postmortems/x/postmortem.md", "a"),
        ("a/b/d/x.md", "a/b"),
        ("a/c/postmortems/x.md", "a/c"),
        ("e/postmortems/x/postmortem.md", "e"),
        ("e/f/x.md", "e/f"),
    ):
        path = put(tmp_path / document, "# X\n")
        (tmp_path / "link").unlink(missing_ok=True)
        (tmp_path / "link").symlink_to(path.parent)
        for given, root in ((path, tmp_path), (path, path.parent), (tmp_path / "link" / path.name, tmp_path / "e")):
            assert local_files.lock_folder(given) == tmp_path / folder
            with Local(root).hold(str(given)):
                pass
    assert sorted(path.parent.relative_to(tmp_path).as_posix() for path in tmp_path.rglob(local_files.LOCK)) == [
        "a", "a/b", "a/c", "e", "e/f"
    ]  # fmt: skip


def test_held_from_another_folder(local: Local, root: Path, document: Path) -> None:
    """Who holds a document keeps out a tracker that begins in another folder, and one that makes a new document."""
    said: list[str] = []

    def other() -> None:
        for write in (
            lambda: Local(document.parent, patience=0.05).apply("postmortem.md", SetState(State.DRAFT)),
            lambda: Local(root, patience=0.05).create(Incident(ref="dns", title="DNS"), "# DNS\n"),
        ):
            try:
                write()
            except TrackerError as error:
                said.append(str(error).partition(": ")[0])

    with local.hold(POOL):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert said == [f"{root}/.pmflow.lock"] * 2
    assert document.read_text() == "---\ntitle: Pool exhausted\n---\n\n# Pool exhausted\n"


@posix
def test_something_else_where_the_lock_is(local: Local, root: Path, document: Path) -> None:
    """A link, a folder or a pipe in the lock's place is refused by its name, and what a link leads to is not touched."""
    lock, elsewhere = root / local_files.LOCK, put(root / "mine", "mine\n")
    for make, what in (
        (lambda: lock.symlink_to(elsewhere), "a symbolic link"),
        (lambda: lock.symlink_to(root / "nothing"), "a symbolic link"),
        (lock.mkdir, "a folder"),
        (lambda: os.mkfifo(lock), "a pipe or a device"),
    ):
        make()
        for write in (
            lambda: local.apply(POOL, SetState(State.DRAFT)),
            lambda: local.create(Incident(ref="dns", title="DNS"), "# DNS\n"),
        ):
            with pytest.raises(TrackerRefused) as caught:
                write()
            assert str(caught.value) == (
                f"{lock}: is {what} where pmflow keeps its lock, which is a file; move it away"
            )
        lock.rmdir() if lock.is_dir() and not lock.is_symlink() else lock.unlink()
    assert (elsewhere.read_text(), (root / "nothing").exists()) == ("mine\n", False)
    assert document.read_text().startswith("---\ntitle")


@posix
def test_somebody_elses_lock(open_root: Path) -> None:
    """A lock file that another user made and keeps for himself is what the message names."""
    lock = put(open_root / local_files.LOCK, "")
    lock.chmod(0)
    with nobody(), pytest.raises(TrackerRefused, match=rf"^{lock}: no permission to write it; give yourself access"):
        Local(open_root).apply("pool", SetState(State.DRAFT))


# The journal's file


def test_torn_last_line(local: Local, document: Path) -> None:
    """A last line that a crash cut short is said, and moved aside by the next write; the rest stays a chain."""
    journal = document.with_name("journal.jsonl")
    for key in ("a", "b"):
        local.apply(POOL, WriteJournal(entry(key)))
    whole = journal.read_bytes()
    for number, torn in enumerate((whole.splitlines()[1][:-1], b"{", b"\0\0\0", b"\xff"), 1):
        put(journal, journal.read_bytes() + torn)
        loaded = local.load(POOL)
        assert [e.key for e in loaded.journal] == ["a", "b"] + [f"n{n}" for n in range(1, number)]
        assert len(loaded.troubles) == 1
        assert f"journal.jsonl:{number + 2}: " in loaded.troubles[0]
        assert journal.read_bytes().endswith(torn)
        local.apply(POOL, WriteJournal(entry(f"n{number}")))
        assert journal.with_name(f"journal.jsonl.torn-{number}").read_bytes() == torn
        assert (local.load(POOL).troubles, verify(local.load(POOL).journal)) == ((), [])
    assert journal.read_bytes().startswith(whole)


@pytest.mark.parametrize(
    ("rest", "cut_short"),
    [
        (b'{"key": "b", "reason": "caf\xc3', True),
        (b"{", True),
        (b'{"a": ' + b"[" * 100_000, True),
        (b"<<<<<<< HEAD", False),
        (b"\0\0\0", False),
        (b"\xff\xfe", False),
        (b"{} and more", False),
        (b'{"key": "b"}', False),
        (b"[" * 100_000, False),
    ],
)
def test_what_is_said_of_the_last_line(local: Local, document: Path, rest: bytes, cut_short: bool) -> None:
    """Only the beginning of an entry is said to be cut short; anything else is no entry, and no reassurance is given."""
    local.apply(POOL, WriteJournal(entry("a")))
    journal = document.with_name("journal.jsonl")
    put(journal, journal.read_bytes() + rest)
    (trouble,) = local.load(POOL).troubles
    assert trouble.startswith(
        f"{journal}:2: the last line was cut short by a crash; nothing that was finished is lost, and the next write"
        if cut_short
        else f"{journal}:2: the last line is no journal entry; look whose it is, the next write moves it to"
    )
    local.apply(POOL, WriteJournal(entry("b")))
    assert journal.with_name("journal.jsonl.torn-1").read_bytes() == rest
    assert ([e.key for e in local.load(POOL).journal], local.load(POOL).troubles) == (["a", "b"], ())


@posix
@pytest.mark.parametrize(("name", "kept"), [("journal.jsonl", "journal"), ("comments.md", "comments")])
def test_something_else_where_pmflow_writes(local: Local, root: Path, document: Path, name: str, kept: str) -> None:
    """A link, a folder or a pipe in the place of journal or comments is refused, and what a link leads to stays."""
    path, mine = document.with_name(name), put(root / "mine", "mine\n")
    for make, what in (
        (lambda: path.symlink_to(mine), "a symbolic link"),
        (lambda: path.symlink_to(root / "nothing"), "a symbolic link"),
        (lambda: path.symlink_to(path), "a symbolic link"),
        (path.mkdir, "a folder"),
        (lambda: os.mkfifo(path), "a pipe or a device"),
    ):
        make()
        effect = WriteJournal(entry("a")) if kept == "journal" else Comment("a", "Said.")
        for call in (lambda: local.load(POOL), lambda effect=effect: local.apply(POOL, effect)):
            with pytest.raises(TrackerRefused) as caught:
                call()
            assert str(caught.value) == (
                f"{path}: is {what} where pmflow keeps its {kept}, which is a file; move it away"
            )
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    assert (mine.read_text(), (root / "nothing").exists()) == ("mine\n", False)


@posix
def test_append_follows_no_link(root: Path) -> None:
    """Also not one that was put there a moment ago."""
    mine = put(root / "mine", "mine\n")
    (root / "journal.jsonl").symlink_to(mine)
    with pytest.raises(TrackerRefused):
        local_files.append(root / "journal.jsonl", b"entry\n")
    assert mine.read_text() == "mine\n"


@pytest.mark.parametrize("text", ["root:x:0:0:root\nme:x:1:1:me\n", "no line end", '[]\n{"a": 1', "{}\n"])
def test_a_file_that_is_no_journal(local: Local, document: Path, text: str) -> None:
    """Nothing is added to it, and nothing cut off it."""
    journal = put(document.with_name("journal.jsonl"), text)
    with pytest.raises(TrackerMisunderstood) as caught:
        local.apply(POOL, WriteJournal(entry("a")))
    assert str(caught.value) == (
        f"{journal}: none of its lines is a journal entry, so nothing is added; look whose file it is and move it away, or "
        "restore the journal from version control"
    )
    assert (journal.read_text(), list(document.parent.glob("*torn*"))) == (text, [])


def test_a_first_entry_that_was_cut_short(local: Local, document: Path) -> None:
    """It is a journal nevertheless: a crash may come in the first write."""
    journal = put(document.with_name("journal.jsonl"), '{"key": "a", "at"')
    local.apply(POOL, WriteJournal(entry("b")))
    assert [e.key for e in local.load(POOL).journal] == ["b"]
    assert journal.with_name("journal.jsonl.torn-1").read_text() == '{"key": "a", "at"'


def test_a_post_mortem_that_lost_its_incident_is_found_by_its_journal(local: Local, root: Path, document: Path) -> None:
    """Its opening names the incident; a second one is not made. Front matter goes before the journal."""
    put(root / "incidents/2026-06-02-pool.yml", "title: Pool\n")
    local.apply(
        POOL, WriteJournal(entry("o").model_copy(update={"what": "PostmortemOpened", "reason": "2026-06-02-pool"}))
    )
    for text in ("", "# Pool\n", "---\ntitle: [\n---\n"):
        put(document, text)
        assert local.incident("2026-06-02-pool").postmortem == POOL
        assert [each.postmortem for each in local.incidents()] == [POOL]
        assert local.create(Incident(ref="2026-06-02-pool", title="Pool"), "# Pool\n") == POOL
    put(document, "# Pool\n")
    found = local.load(POOL).incident
    assert found is not None
    assert (found.ref, found.postmortem) == ("2026-06-02-pool", POOL)
    put(root / "postmortems/other.md", "---\nincident: 2026-06-02-pool\n---\n")
    assert local.incident("2026-06-02-pool").postmortem == "other"


@posix
def test_the_folder_that_refuses_is_named(open_root: Path) -> None:
    """And not the one that cannot be made in it."""
    open_root.chmod(0o555)
    with nobody(), pytest.raises(TrackerRefused) as caught:
        local_files.make_folder(open_root / "a/b")
    assert str(caught.value) == (
        f"{open_root}: no permission to write it; give yourself access (chmod, chown) or run as its owner"
    )


def test_missing_line_end(local: Local, document: Path) -> None:
    """An editor that dropped the last line end has torn nothing."""
    journal = document.with_name("journal.jsonl")
    local.apply(POOL, WriteJournal(entry("a")))
    put(journal, journal.read_bytes().rstrip(b"\n"))
    assert (len(local.load(POOL).journal), local.load(POOL).troubles) == (1, ())
    local.apply(POOL, WriteJournal(entry("b")))
    assert ([e.key for e in local.load(POOL).journal], verify(local.load(POOL).journal)) == (["a", "b"], [])


def test_damaged_line(local: Local, document: Path) -> None:
    """A damaged line is said with its number; the others are used, the chain shows the gap, and writing goes on."""
    journal = document.with_name("journal.jsonl")
    for key in ("a", "b", "c"):
        local.apply(POOL, WriteJournal(entry(key)))
    lines = journal.read_bytes().splitlines(keepends=True)
    put(journal, lines[0] + b"<<<<<<< HEAD\n" + lines[2])
    local.apply(POOL, WriteJournal(entry("d")))
    loaded = local.load(POOL)
    assert [e.key for e in loaded.journal] == ["a", "c", "d"]
    assert loaded.troubles == (
        f"{journal}:2: this line is no JSON; "
        "restore the file from version control, or move it away to begin a new journal",
    )
    assert verify(loaded.journal) == [
        "entry 2 (Synced): does not follow the entry before it; one was removed, added or moved"
    ]


def test_journal_secret(root: Path) -> None:
    """With a key, entries are sealed with it."""
    local = Local(root, secret=b"key")
    local.apply(POOL, WriteJournal(entry("a")))
    assert verify(local.load(POOL).journal, secret=b"key") == []
    assert verify(local.load(POOL).journal, secret=b"other") == [
        "entry 1 (Synced): was not sealed with the configured key"
    ]


def test_comments_keep_what_people_wrote(local: Local, document: Path) -> None:
    """What people added to the file of comments stays, in whatever encoding."""
    path = put(document.with_name("comments.md"), b"Caf\xe9, no line end")
    local.apply(POOL, Comment("a", "Said."))
    assert path.read_bytes() == b"Caf\xe9, no line end\n\n<!-- pmflow:comment a -->\nSaid.\n"


# Publishing


def test_publish_stays_inside(local: Local, root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A place that leads out of root is refused unless it is meant: absolute."""
    elsewhere = tmp_path_factory.mktemp("site")
    (root / "link").symlink_to(elsewhere)
    for place in ("../out", "a/../../out", "link"):
        with pytest.raises(TrackerRefused, match="leads out of"):
            local.apply(POOL, Publish("public", place, "# T\n"))
    local.apply(POOL, Publish("public", str(elsewhere), "# T\n"))
    local.apply(POOL, Publish("public", "a/b", "# T\n"))
    signed = f"# T\n\n<!-- pmflow:published {POOL} -->\n"
    assert [path.read_text() for path in (elsewhere / f"{POOL}.md", root / f"a/b/{POOL}.md")] == [signed, signed]
    put(root / "taken", "x")
    with pytest.raises(TrackerRefused, match="a file stands where a folder should be"):
        local.apply(POOL, Publish("public", "taken", "# T\n"))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("# T\n", "> under revision\n\n# T\n"),
        ("---\ntitle: T\n---\n\n# T\n", "---\ntitle: T\n---\n\n> under revision\n\n# T\n"),
        ("---\r\ntitle: T\r\n---\r\n# T\r\n", "---\r\ntitle: T\r\n---\r\n\r\n> under revision\r\n\r\n# T\r\n"),
        ("---\na: b: c\n---\n", "> under revision\n\n---\na: b: c\n---\n"),
        ("", "> under revision\n\n"),
    ],
)
def test_note(text: str, after: str) -> None:
    """A note stands first, below front matter, which has to stay at the top."""
    assert (marked(text, "under\nrevision"), marked(after, "under\nrevision")) == (after, after)


# Incidents


FULL = """\
title: Connection pool exhausted
severity: SEV1
timezone: Europe/Berlin
started_at: 2026-06-02 00:14
detected_at: 2026-06-02T00:20:30+02:00
resolved_at: 2026-06-01 23:40 UTC
near_miss: no
services: [checkout, payments]
categories: database
responders:
  - noor
  - ivo
impact:
  users: 40 % of checkouts
  duration_minutes: 86
timeline:
  - at: 2026-06-02 0:14
    text: "Errors: rising"
  - text: Somebody restarts it
evidence:
  - https://grafana.example.com/d/1
  - {kind: log, label: checkout.log}
"""


def test_incident(tmp_path: Path) -> None:
    """A hand-written incident is read whole; times without a zone of their own have the file's."""
    put(tmp_path / "incidents/pool.yml", FULL)
    summer = dt.timezone(dt.timedelta(hours=2))
    found = Local(tmp_path).incident("pool")
    assert found == Incident(
        ref="pool",
        title="Connection pool exhausted",
        severity="SEV1",
        severity_normal=Severity.P1,
        started_at=dt.datetime(2026, 6, 2, 0, 14, tzinfo=summer),
        detected_at=dt.datetime(2026, 6, 2, 0, 20, 30, tzinfo=summer),
        resolved_at=dt.datetime(2026, 6, 1, 23, 40, tzinfo=dt.UTC),
        services=("checkout", "payments"),
        categories=("database",),
        responders=("noor", "ivo"),
        impact=Impact(users="40 % of checkouts", duration_minutes=86),
        timeline=(
            TimelineEntry(
                at=dt.datetime(2026, 6, 2, 0, 14, tzinfo=summer), raw="2026-06-02 0:14", text="Errors: rising", line=17
            ),
            TimelineEntry(text="Somebody restarts it", line=19),
        ),
        evidence=(
            Evidence(label="https://grafana.example.com/d/1", url="https://grafana.example.com/d/1"),
            Evidence(kind="log", label="checkout.log"),
        ),
    )
    assert found.started_at is not None
    assert found.started_at.date() == dt.date(2026, 6, 2)
    again = read_incident(write_incident(found), id="pool", path="x")
    bare = {"timeline": tuple(e.model_copy(update={"raw": None, "line": 0}) for e in found.timeline)}
    assert again.model_copy(update={"timeline": bare["timeline"]}) == found.model_copy(update=bare)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1: is no incident: write `key: value` lines, first of all `title: …`"),
        ("- a", "1: is no incident"),
        ("severity: P1", "1: `title` is missing; write what happened in one line"),
        ("title: T\nseverty: P1", "2: `severty` is not a key that pmflow knows; did you mean `severity`?"),
        ("title: T\nxyzzy: 1", "2: `xyzzy` is not a key that pmflow knows; the keys are title, severity,"),
        ("title: T\ntitle: U", "2: `title` stands twice; keep one"),
        ("title: T\nstarted_at: 2026-06-02 10:00", "2: `started_at` has no time zone: 2026-06-02 10:00; add one"),
        ("title: T\nstarted_at: 2026-06-02", "2: `started_at` is no day and time: 2026-06-02; write it like"),
        (
            "title: T\nstarted_at: 2026-02-31 10:00Z",
            "2: `started_at` is no day and time that exists: 2026-02-31 10:00Z",
        ),
        ("title: T\nstarted_at: 2026-06-02 10:00 Mars", "2: `started_at` has a time zone that is not known: Mars"),
        ("title: T\ntimezone: Mars", "2: `timezone` is no time zone that is known: Mars"),
        ("title: [T]", "1: `title` is not a single value"),
        ("title: T\nnear_miss: maybe", "2: `near_miss` is neither true nor false: maybe"),
        ("title: T\nimpact: big", "2: `impact` is not made of `key: value` lines; write some of users, revenue,"),
        ("title: T\nimpact: {user: 1}", "2: `impact.user` is not a key that pmflow knows; did you mean `users`?"),
        ("title: T\nimpact: {duration_minutes: an hour}", "2: `impact.duration_minutes` is no whole number of minutes"),
        (
            "title: T\nimpact: {duration_minutes: " + "9" * 5000 + "}",
            "2: `impact.duration_minutes` is more minutes than anything can last: 9999999999999999999999999999999999999...;",
        ),
        (
            "title: T\nimpact: {duration_minutes: " + "9" * 400 + "}",
            "2: `impact.duration_minutes` is more minutes than",
        ),
        ("title: T\nimpact:\n  duration_minutes: |\n    1\n    2", "3: `impact.duration_minutes` is no whole number"),
        (
            "title: T\nstarted_at: 0001-01-01 00:00+02:00",
            "2: `started_at` is no time at which something can have happened",
        ),
        ("title: T\nresolved_at: 9999-12-31 23:59-12:00", "2: `resolved_at` is no time at which something can have"),
        ("title: T\ntimeline:\n- {at: 0001-01-01 00:00Z, text: x}", "3: `timeline[1].at` is no time at which"),
        ("title: " + "[" * 100_000, "1: is nested too deep to be read; make it flat"),
        ("title: T\nservices:\n" + "- " * 50_000 + "a", "3: is nested too deep to be read; make it flat"),
        ("title: T\n" + "".join(f"{' ' * n}a:\n" for n in range(30)), "18: is nested too deep to be read"),
        ("title: T\nservices: &a [*a]", "2: `services` is not a single value; write it on one line"),
        ("title: T\nservices: *a", "2: is no valid YAML: found undefined alias; mend that line"),
        ("title: T\ntimeline: soon", "2: `timeline` is not a list; begin each of its lines with `- `"),
        ("title: T\ntimeline:\n- at: 2026-06-02 10:00Z", "3: `timeline[1]` has no `text`; write what happened"),
        ("title: T\ntimeline:\n- {at: '10:00', text: x}", "3: `timeline[1].at` is no day and time: 10:00"),
        ("title: T\nevidence: [{kind: film, label: x}]", "2: `evidence[1].kind` is none that is known: film"),
        ("title: T\nevidence: [{kind: log}]", "2: `evidence[1]` has neither `label` nor `url`"),
        ("title: T\nevidence: ['']", "2: `evidence[1]` is empty"),
        ("title: T\n a: b", "2: is no valid YAML"),
        ("title: \x01", "1: holds a character that YAML does not allow"),
        (b"title: T\nservices: caf\xe9", "2: is not UTF-8; convert it with"),
    ],
)
def test_bad_incident(tmp_path: Path, text: str | bytes, said: str) -> None:
    """A file that is not understood is refused with file, line, key and the way out; in the list it is in trouble."""
    path = put(tmp_path / "incidents/bad.yml", text)
    put(tmp_path / "incidents/good.yml", "title: Good")
    local = Local(tmp_path)
    with pytest.raises(TrackerMisunderstood) as caught:
        local.incident("bad")
    message = str(caught.value)
    assert message.startswith(f"{path}:{said}")
    assert "\n" not in message
    bad = Incident(ref="bad", title="bad", trouble=message)
    assert list(local.incidents()) == [bad, Incident(ref="good", title="Good")]


def test_incident_nothing_said(tmp_path: Path) -> None:
    """Keys without a value say nothing."""
    keys = ["severity", "started_at", "near_miss", "services", "impact", "timeline", "evidence", "timezone"]
    put(tmp_path / "incidents/a.yaml", "title: T\n" + "".join(f"{key}:\n" for key in keys))
    assert Local(tmp_path).incident("incidents/a.yaml") == Incident(ref="a", title="T")


def test_incident_and_postmortem_find_each_other(local: Local, root: Path, document: Path) -> None:
    """The incident's file may name the post-mortem, or it the incident; a name that leads nowhere is none."""
    put(root / "postmortems/2026-07-01-dns.md", "---\nincident: dns\n---\n# DNS\n")
    put(root / "incidents/bad.yml", "postmortem: a: b")
    put(root / "incidents/dns.yml", "title: DNS")
    put(root / "incidents/gone.yml", "title: Gone\npostmortem: not-there")
    put(root / "incidents/pool.yml", f"title: Pool\npostmortem: postmortems/{POOL}")
    links = {incident.ref: incident.postmortem for incident in local.incidents()}
    assert links == {"bad": None, "dns": "2026-07-01-dns", "gone": None, "pool": POOL}
    for id in ("dns", "pool"):
        incident = local.incident(id)
        assert incident.postmortem == links[id]
        assert local.load(links[id]).incident == incident
    put(document, "---\nincident: bad\n---\n# Pool\n")
    loaded = local.load(POOL)
    unread = str(loaded.incident_unread).split(": ")[0]
    assert (loaded.incident, loaded.troubles, unread) == (None, (), f"{root}/incidents/bad.yml:1")
    assert local.create(local.incident("pool"), "# Another\n") == POOL


def test_create_name(tmp_path: Path) -> None:
    """The folder bears the day on which it began there, and the title's words; names that are taken are counted."""
    local = Local(tmp_path)
    west, utc = dt.timezone(-dt.timedelta(hours=7)), dt.UTC
    at = dt.datetime(2026, 6, 1, 23, 30, tzinfo=west)
    made = [
        local.create(Incident(ref="a", title="Größe: DB `down`!", started_at=at), "---\nincident: a\n---\n# T\n"),
        local.create(Incident(ref="b", title="Größe: DB `down`!", started_at=at), "---\nincident: b\n---\n# T\n"),
        local.create(Incident(ref="c", title="…", detected_at=at.astimezone(utc)), "---\nincident: c\n---\n# T\n"),
        local.create(Incident(ref="d", title="No day"), "---\nincident: d\n---\n# T\n"),
    ]
    assert made == ["2026-06-01-groe-db-down", "2026-06-01-groe-db-down-2", "2026-06-02-c", "no-day"]
    assert [path.name for path in sorted((tmp_path / "postmortems").iterdir())] == sorted(made)
    assert slug(Incident(ref="x", title="word " * 40)) == "-".join(["word"] * 12)


def test_create_after_a_crash(local: Local, root: Path) -> None:
    """A folder that a killed run had not finished is no post-mortem, and goes."""
    put(root / "postmortems/.dns.0a1b2c3d.pmflow-tmp/postmortem.md", "# Half")
    assert [card.ref for card in local.cards()] == [POOL]
    assert local.create(Incident(ref="dns", title="DNS"), "---\nincident: dns\n---\n") == "dns"
    assert sorted(path.name for path in (root / "postmortems").iterdir()) == [POOL, "dns"]


def test_files_in_the_way(tmp_path: Path) -> None:
    """Files where pmflow's folders should be are named, and left alone."""
    put(tmp_path / "postmortems", "x")
    put(tmp_path / "incidents", "x")
    local = Local(tmp_path)
    for call in (
        lambda: list(local.cards()),
        lambda: list(local.incidents()),
        lambda: local.record_incident(Incident(ref="a", title="T")),
        lambda: local.create(Incident(ref="a", title="T"), "---\nincident: a\n---\n"),
    ):
        with pytest.raises(TrackerRefused, match=r"(postmortems|incidents): a file stands where a folder should be"):
            call()


def test_item_that_cannot_be_written(local: Local, document: Path) -> None:
    """A value that would not read back is refused with file and line, and nothing is written."""
    text = "# T\n\n## Action items\n\n| Ref | Action | Owner |\n|---|---|---|\n| AI-1 | Do it | noor |\n"
    put(document, text)
    with pytest.raises(DocumentError, match=rf"^{document}:7: "):
        local.apply(POOL, AssignActionItem("AI-1", "two\nlines"))
    assert document.read_bytes() == text.encode()


def test_front_matter_in_the_way(local: Local, document: Path) -> None:
    """Front matter that cannot be trusted or cannot take the state stops every write, with file and line."""
    for text in ("---\na: b: c\n---\n# T\n", "---\npmflow: a word\n---\n# T\n"):
        put(document, text)
        with pytest.raises(DocumentError, match=rf"^{document}:[12]: .*front matter"):
            local.apply(POOL, SetState(State.DRAFT))
        assert document.read_bytes() == text.encode()
    put(document, "---\na: b: c\n---\n# T\n")
    with pytest.raises(DocumentError, match=rf"^{document}:2: front matter"):
        local.apply(POOL, AssignActionItem("AI-1", "noor"))


def test_create_names_the_incident(tmp_path: Path) -> None:
    """A body that does not name its incident gets the name, so that the same again is recognised."""
    local = Local(tmp_path)
    incident = Incident(ref="dns", title="DNS down")
    ref = local.create(incident, "# DNS down\n")
    assert local.load(ref).body.endswith("# DNS down\n")
    assert [card.incident for card in local.cards()] == ["dns"]
    assert local.create(incident, "# DNS down\n") == ref


def test_record_incident(tmp_path: Path) -> None:
    """The id of an incident becomes a file's name, whatever is in it; another's file is not overwritten."""
    local = Local(tmp_path)
    assert local.record_incident(Incident(ref="../INC 7", title="DNS down")) == "INC-7"
    assert local.record_incident(Incident(ref="", title="DNS down")) == "dns-down"
    assert local.record_incident(Incident(ref="", title="DNS down")) == "dns-down"
    assert local.record_incident(Incident(ref="", title="DNS DOWN")) == "dns-down-2"
    with pytest.raises(TrackerConflict, match="is another incident already"):
        local.record_incident(Incident(ref="INC-7", title="Other"))
    assert [incident.title for incident in local.incidents()] == ["DNS down", "DNS DOWN", "DNS down"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".pmflow.lock", "incidents"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Größe der DB fällt", "groe-der-db-fallt"),
        ("Сбой оплаты (API)", "сбой-оплаты-api"),
        ("भुगतान विफल", "भुगतान-विफल"),
        ("支付故障", "支付故障"),
        ("🔥", "pool"),
        ("結" * 200, "結" * 50),
    ],
)
def test_a_slug_keeps_letters_that_have_no_likeness_in_latin(title: str, name: str) -> None:
    """Accents go, other scripts stay, a date is never there twice, and a file system's bytes suffice."""
    assert slug(Incident(ref="2026-11-23-pool", title=title)) == name


def test_a_time_without_a_zone_is_kept_in_an_incident_s_file() -> None:
    """As it was written, never as an instant; read again it gives the same one."""
    local = TimelineEntry(raw="2026-03-10 10:12:00", local=dt.datetime(2026, 3, 10, 10, 12), text="Paged", line=4)  # noqa: DTZ001
    found = Incident(
        ref="pool",
        title="Pool",
        timeline=(local, TimelineEntry(raw="around noon", text="Up", line=6), TimelineEntry(text="Called", line=8)),
    )
    data = write_incident(found)
    assert data.decode() == (
        "title: Pool\n"
        "timeline:\n"
        "- raw: '2026-03-10 10:12:00'\n"
        "  text: Paged\n"
        "- raw: around noon\n"
        "  text: Up\n"
        "- text: Called\n"
    )
    again = read_incident(data, id="pool", path="x")
    assert [entry.model_copy(update={"line": 0}) for entry in again.timeline] == [
        entry.model_copy(update={"line": 0}) for entry in found.timeline
    ]


def test_an_incident_is_named_as_short_as_a_post_mortem(tmp_path: Path) -> None:
    """Whole, without its date, by its beginning; several are refused, and what is none stays what it is."""
    for name in ("2026-11-20-mail-queue", "2026-11-21-mail-relay", "2026-11-22-dns"):
        put(tmp_path / f"incidents/{name}.yml", f"title: {name}\n")
    local = Local(tmp_path)
    asked = ("2026-11-22-dns", "dns", "mail-q", "2026-11-22", "Mail queue is full", "dn")
    assert [local.resolve_incident(one) for one in asked] == [
        "2026-11-22-dns",
        "2026-11-22-dns",
        "2026-11-20-mail-queue",
        "2026-11-22-dns",
        "Mail queue is full",
        "dn",
    ]
    with pytest.raises(TrackerMissing, match="mail: there are 2 incidents of that name"):
        local.resolve_incident("mail")
