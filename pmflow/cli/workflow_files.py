"""The workflow files that `pmflow init` writes: those of `workflows/`, which are shipped with the package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

SHIPPED = Path(__file__).parents[1] / "workflows"
"""Where they are in the package; `workflows/` on top of the repository leads here."""
GITHUB = ".github/workflows"
"""Where GitHub looks for them."""


def workflow_files(tracker: str) -> Iterator[tuple[str, bytes]]:
    """Path and content of what a tracker needs, from the repository's top; nothing for most."""
    if tracker == "github":
        for file in sorted((SHIPPED / tracker).glob("*.yml")):
            yield f"{GITHUB}/{file.name}", file.read_bytes()
