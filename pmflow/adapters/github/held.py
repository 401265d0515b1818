"""What was read of a post-mortem while it is held. It is believed there for a few seconds, and nowhere else.

Nobody is kept away by holding (GitHub has no locks), so what is believed is what would otherwise be read again just before each
write. A write of which nobody knows what it did ends the belief, and so does time. A write of the journal rests on what is
younger still (`young`), and goes by what the run decided on (`basis`), however old that is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pmflow.adapters.github.payloads import Comment, Issue
from pmflow.adapters.github.refs import Ref

BELIEVED = 10.0
"""Seconds."""
YOUNG = 1.0
"""Seconds for which a read is as good as one that is made just before a write."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One post-mortem as it was read, and as writing has changed it since."""

    at: float
    """When it was read, in seconds."""
    issue: Issue
    comments: Sequence[Comment]
    """pmflow's own."""
    items: Mapping[str, tuple[Ref, Issue]]
    writes: int = 0
    """How many writes this run had sent by then."""
    loose: Sequence[tuple[Ref, Issue]] | None = None
    """What bears the label of action items and was made after the post-mortem; None: not asked yet."""


class Holding:
    """What is held now, and what was read of it. Sends nothing."""

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        turn: Callable[[], None] = lambda: None,
        writes: Callable[[], int] = lambda: 0,
    ) -> None:
        """`turn` waits until a write may be sent: before reading, so that it need not be waited between reading and writing.
        `writes`: how many were sent."""
        self._clock, self._turn, self._writes = clock, turn, writes
        self._held: dict[Ref, Seen | None] = {}
        self._basis: dict[Ref, Sequence[Comment]] = {}

    @contextlib.contextmanager
    def hold(self, ref: Ref) -> Iterator[None]:
        """Believe what is read of it meanwhile. Held in a hold, it is let go with the outer one."""
        if ref in self._held:
            yield
            return
        self._turn()
        self._held[ref] = None
        try:
            yield
        finally:
            del self._held[ref]
            self._basis.pop(ref, None)

    def saw(self, ref: Ref, issue: Issue, comments: Sequence[Comment], items: Mapping[str, tuple[Ref, Issue]]) -> Seen:
        """It was just read."""
        seen = Seen(self._clock(), issue, comments, items, self._writes())
        self.keep(ref, seen)
        return seen

    def seen(self, ref: Ref) -> Seen | None:
        """What may be believed of it now."""
        seen = self._held.get(ref)
        return seen if seen is not None and 0 <= self._clock() - seen.at <= BELIEVED else None

    def young(self, ref: Ref) -> Seen | None:
        """The same where it was read a moment ago, and nothing was written since."""
        seen = self.seen(ref)
        return seen if seen and seen.writes == self._writes() and self._clock() - seen.at <= YOUNG else None

    def basis(self, ref: Ref) -> Sequence[Comment] | None:
        """pmflow's comments on which this run decided, with what it wrote since; None where nothing was read under hold."""
        return self._basis.get(ref)

    def again(self, ref: Ref, comments: Sequence[Comment]) -> None:
        """The comments were just read again."""
        if (seen := self._held.get(ref)) is not None:
            self.keep(ref, replace(seen, at=self._clock(), comments=comments, writes=self._writes()))

    def keep(self, ref: Ref, seen: Seen) -> None:
        """A write changed it, and this is how it stands since; for how long that is believed counts from the reading."""
        if ref in self._held:
            self._held[ref] = seen
            # What is read again later in the same hold is no basis: nothing was decided on it.
            self._basis.setdefault(ref, seen.comments)

    def rests_on(self, ref: Ref, comments: Sequence[Comment]) -> None:
        """What this run goes by from now on."""
        if ref in self._basis:
            self._basis[ref] = tuple(comments)

    def wrote(self, ref: Ref, made: Comment) -> None:
        """This comment stands there as the run itself just wrote it."""
        if (basis := self._basis.get(ref)) is not None:
            self._basis[ref] = sorted((*(each for each in basis if each.id != made.id), made), key=lambda each: each.id)

    def doubt(self, ref: Ref) -> None:
        """Nobody knows how it stands now."""
        if ref in self._held:
            self._held[ref] = None
