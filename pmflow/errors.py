"""What can stop a run, each with the exit code a shell sees.

Values are for people, exceptions stop the run: a refused step or a missing owner is never raised, it stands in the plan.
Every message says what is wrong, where, and what to do; none carries a token.
"""

from __future__ import annotations

REFUSED = 10
"""The exit code where a run did its work and there is something to mend: a refused step, a finding at error level."""
NOT_WHOLE = 11
"""The exit code where not everything could be looked at or said; the next run carries on."""


class PmflowError(Exception):
    """The base of all that pmflow raises on purpose."""

    exit_code = 1


class UsageError(PmflowError):
    """The call's words are off: an unknown REF, a step that is no step, options that exclude each other."""

    exit_code = 2


class PolicyError(UsageError):
    """`pmflow.yml` cannot be obeyed; the message names file, line and key."""


class DocumentError(PmflowError):
    """A document cannot be read or written; the message names the file, the line if there is one, and the way out."""

    exit_code = 4

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None) -> None:
        self.path = path
        self.line = line
        place = f"{path}:{line}: " if path and line else f"{path}: " if path else f"line {line}: " if line else ""
        super().__init__(place + message)
        self.message = message

    def at(self, path: str) -> DocumentError:
        """The same complaint with the file that it is about (the parser knows text only)."""
        return type(self)(self.message, path=path, line=self.line)


class DocumentUnwritable(DocumentError):
    """The document can be read, but what was to be written would not be read back from it."""


class TrackerError(PmflowError):
    """The tracker did not do what was asked; subclasses say what the caller can do next."""

    exit_code = 3


class TrackerRefused(TrackerError):
    """Not allowed: the token or the file's permissions do not reach. Asking again will not help."""


class TrackerForbidden(TrackerRefused):
    """Not allowed there: the place is locked, or the token does not reach so far. In another place it may be."""


class TrackerMissing(TrackerError):
    """What was asked for is not there."""


class TrackerConflict(TrackerError):
    """Somebody else wrote in between. Load again and decide again."""


class TrackerThrottled(TrackerError):
    """Too many requests. Come back after `retry_after` seconds."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TrackerUnavailable(TrackerError):
    """Down, or the disk is full. The next run carries on."""


class TrackerMisunderstood(TrackerError):
    """It answered something that we cannot read: a damaged journal, a payload of another shape."""
