"""The garbage collector while a large document is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from pmflow.document.parse import parse
from pmflow.document.resting import LARGE, collector_at_rest
from pmflow.errors import DocumentError


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


@pytest.mark.parametrize(("size", "at_work"), [(LARGE - 1, True), (LARGE, False)])
def test_the_collector_rests_for_large_inputs_only(size: int, at_work: bool) -> None:
    """Small documents are read as ever."""
    with collector_at_rest(size):
        assert gc.isenabled() is at_work
    assert gc.isenabled()


def test_the_collector_is_at_work_again_after_an_error() -> None:
    """A document that cannot be read leaves no trace."""
    with pytest.raises(DocumentError):
        parse(b"\xff\xfe\x00\x01" * LARGE)
    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_off() -> None:
    """It is restored to what it was."""
    gc.disable()
    with collector_at_rest(LARGE):
        pass
    assert not gc.isenabled()
