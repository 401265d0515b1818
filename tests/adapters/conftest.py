"""What the tests of faults share: an emulator of their own, and how a story looks in which nothing goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.github_right import Right, right
from tests.adapters.github_server import Emulator, NotThere


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Emulator]:
    """One for each test: it becomes slow with what is in it."""
    try:
        made = Emulator(tmp_path)
    except NotThere as error:
        pytest.skip(f"no GitHub emulator: {error}")
    yield made
    made.stop()


@pytest.fixture(scope="session")
def wanted(emulator: Emulator) -> Right:
    """How it looks after each scene, and what was asked for."""
    return right(emulator)
