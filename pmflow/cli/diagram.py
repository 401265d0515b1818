"""`pmflow diagram`: the lifecycle as Mermaid, made from the table."""

from __future__ import annotations


def diagram() -> None:
    """Print the lifecycle as a Mermaid state diagram."""
    from pmflow.states.diagram import mermaid

    print(mermaid())
