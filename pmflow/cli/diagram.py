"""`pmflow diagram`: the lifecycle as Mermaid, made from the table."""

from __future__ import annotations

from pmflow.cli.options import AsJson


def diagram(as_json: AsJson = False) -> None:
    """Print the lifecycle as a Mermaid state diagram."""
    from pmflow.states.diagram import as_json as lifecycle
    from pmflow.states.diagram import mermaid

    if as_json:
        from pmflow.cli.session import print_json

        print_json(lifecycle())
        return
    print(mermaid())
