"""What was read of a post-mortem while it is held. It is believed there for a few seconds, and nowhere else.

Nobody is kept away by holding (GitHub has no locks), so what is believed is what would otherwise be read again just before each
write. A write of which nobody knows what it did ends the belief, and so does time.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmflow.adapters.github.payloads import Comment, Issue
from pmflow.adapters.github.refs import Ref

BELIEVED = 10.0
"""Seconds."""
JUST = 4.0
"""Seconds after which a journal is looked at again before it is written: that writes the whole of it, and over whatever came in
between."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One post-mortem as it was read, and as writing has changed it since."""

    at: float
    """When it was read, in seconds."""
    issue: Issue
    comments: Sequence[Comment]
    """pmflow's own."""
    items: Mapping[str, tuple[Ref, Issue]]
    loose: Sequence[tuple[Ref, Issue]] | None = None
    """What bears the label of action items and was made after the post-mortem; None: not asked yet."""


class Holding:
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._held: dict[Ref, Seen | None] = {}

    @contextlib.contextmanager
    def hold(self, ref: Ref) -> Iterator[None]:
        """Believe what is read of it meanwhile. Held in a hold, it is let go with the outer one."""
        if ref in self._held:
            yield
            return
        self._held[ref] = None
        try:
            yield
        finally:
            del self._held[ref]

    def saw(self, ref: Ref, issue: Issue, comments: Sequence[Comment], items: Mapping[str, tuple[Ref, Issue]]) -> Seen:
        """It was just read."""
        seen = Seen(self._clock(), issue, comments, items)
        self.keep(ref, seen)
        return seen

    def seen(self, ref: Ref) -> Seen | None:
        """What may be believed of it now."""
        seen = self._held.get(ref)
        return seen if seen is not None and 0 <= self._clock() - seen.at <= BELIEVED else None

    def is_fresh(self, seen: Seen) -> bool:
        """Whether it was read just now."""
        return self._clock() - seen.at <= JUST

    def keep(self, ref: Ref, seen: Seen) -> None:
        """A write changed it, and this is how it stands since; for how long that is believed counts from the reading."""
        if ref in self._held:
            self._held[ref] = seen

    def doubt(self, ref: Ref) -> None:
        """Nobody knows how it stands now."""
        if ref in self._held:
            self._held[ref] = None
