"""Property tests draw the same examples in every run, so that a red suite is a change's fault; `HYPOTHESIS_PROFILE=explore`
draws new ones. A GitHub for the tests that want one; where it cannot be had they are skipped, and say why."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import urllib3
from hypothesis import settings

from pmflow.adapters.github import GitHub
from tests.adapters.github_server import Emulator, Front, NotThere
from tests.adapters.github_wide import Wide

settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """One for the whole session."""
    try:
        made = Emulator(tmp_path_factory.mktemp("emulate"))
    except NotThere as error:
        pytest.skip(f"no GitHub emulator: {error}")
    yield made
    made.stop()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands and the Action wait for nothing: not a second between two writes, nor before asking again. How long they would,
    `tests/adapters/test_github_api.py` knows."""
    monkeypatch.setitem(GitHub.__init__.__kwdefaults__, "sleep", lambda _: None)
    monkeypatch.setattr(urllib3.Retry, "sleep", lambda *_: None)


@pytest.fixture
def github(emulator: Emulator, at_once: None) -> Iterator[Front]:
    """A GitHub with a fresh repository. Whatever is sent to it must be as GitHub's own description says."""
    front = Front(emulator)
    yield front
    front.stop()
    assert front.complaints == []


@pytest.fixture
def wide(emulator: Emulator, at_once: None) -> Iterator[Wide]:
    """A GitHub with an organisation of several repositories."""
    front = Wide(emulator)
    yield front
    front.stop()
    assert front.complaints == []
