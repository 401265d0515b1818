"""The `pmflow` command. One file for each verb, put together in `app`; what the Action needs of it (`session`, `targets`) loads
neither the verbs nor the library that reads command lines."""

from __future__ import annotations


def main() -> None:
    """Entry point."""
    from pmflow.cli.app import main as run

    run()
