"""docs/meeting.md: the files that it shows, and its commands with what they print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.cli.conftest import Pmflow, pmflow  # noqa: F401 (the fixture)

PAGE = (Path(__file__).parents[2] / "docs" / "meeting.md").read_text(encoding="utf-8")


def test_the_page_shows_what_happens(pmflow: Pmflow, tmp_path: Path) -> None:  # noqa: F811
    """In a folder with these files, each command prints what the page says it does."""
    for name, text in re.findall(r"^`([\w./-]+)`\n\n```yaml\n(.*?)```", PAGE, re.M | re.S):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    examples = [
        example
        for block in re.findall(r"```console\n(.*?)```", PAGE, re.S)
        for example in re.split(r"^\$ ", block, flags=re.M)
    ]
    ran = 0
    for example in filter(None, examples):
        command, _, printed = example.partition("\n")
        assert pmflow(*shlex.split(command)[1:]).out == printed
        ran += 1
    assert ran == 4
