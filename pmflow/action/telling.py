"""What every kind of run tells alike: on paper for the log, and why nothing was written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console

from pmflow.action.runner import Inputs
from pmflow.report.summary import ANSWERED, DRY, NO_POLICY, OBSERVED

if TYPE_CHECKING:
    from pmflow.cli.session import Session


class Paper(Console):
    """A console that keeps what is shown, without colours, for the log."""

    def __init__(self) -> None:
        self._kept = io.StringIO()
        super().__init__(file=self._kept, width=120, highlight=False, no_color=True, soft_wrap=True)

    @property
    def text(self) -> str:
        return self._kept.getvalue()


def why_nothing(inputs: Inputs, session: Session, *, answered: bool = False) -> Iterator[str]:
    """A part of the summary, where the run writes nothing on its own. `answered`: what a person asked for was replied to."""
    if inputs.dry_run:
        yield DRY
    elif session.config is None:
        yield NO_POLICY.replace("nothing was written", "nothing but the reply was written") if answered else NO_POLICY
    elif session.policy.mode == "observe":
        yield ANSWERED if answered else OBSERVED
