"""The core asks for no time and opens no file: what it needs comes in as arguments."""

from __future__ import annotations

import re
from pathlib import Path

import pmflow

PACKAGE = Path(pmflow.__file__).parent
SHELL = ("cli/", "action/", "adapters/", "demo/", "__main__.py")
"""What is no core: it meets people, trackers and files."""

IMPURE = re.compile(
    r"\b(?:datetime|date)\.(?:now|utcnow|today)\(|\btime\.time\(|(?<![\w.])(?<!def )open\(|\.open\(\"|os\.environ"
    r"|\bgetenv\(|\.(?:read|write)_(?:text|bytes)\("
)

EXCEPTIONS = {
    "plain_file.py": "reads a file for whoever names one, without being held up",
    "policy/starting.py": "reads the JSON Schema that is shipped",
    "policy/schema.py": "writes that schema, when a developer runs it",
    "document/write.py": "reads the templates that are shipped",
    "opening.py": "reads a team's own templates, for whoever opens post-mortems",
    "language/data.py": "reads the lists, their index and the weights that are shipped",
    "language/phrases.py": "writes that index, when a developer runs it",
}


def test_the_core_reads_no_clock_and_opens_no_file() -> None:
    """Below the entry points and adapters, only the named files read or write anything, and none knows the time."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if not path.relative_to(PACKAGE).as_posix().startswith(SHELL)
        and IMPURE.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(EXCEPTIONS)


def test_what_is_looked_for_is_found() -> None:
    """The pattern sees a clock, a file and an environment, and takes a method of that name for what it is."""
    impure = ("dt.datetime.now(dt.UTC)", "dt.date.today()", "with open(path)", "os.environ", 'path.read_text("utf-8")')
    assert [line for line in impure if not IMPURE.search(line)] == []
    pure = ("walk.open(10, label.text)", "def open(self, level)", "draft.opened(now)", "is_open(item)")
    assert [line for line in pure if IMPURE.search(line)] == []
