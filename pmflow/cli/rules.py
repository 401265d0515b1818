"""`pmflow rules [NAME]`: what the linter looks for, and why."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from pmflow.cli.options import AsJson


def rules(name: Annotated[Optional[str], typer.Argument(metavar="[NAME]", help="One rule, or a family.")] = None, as_json: AsJson = False) -> None:
    """List the rules, or explain one."""
    import difflib

    from pmflow import report
    from pmflow.cli.session import console, print_json
    from pmflow.errors import UsageError
    from pmflow.rules import RULES

    chosen = [rule for rule in RULES.values() if name in (None, rule.id, rule.family)]
    if not chosen:
        near = difflib.get_close_matches(name or "", RULES, 1)
        raise UsageError(f'"{name}" is no rule and no family' + (f'; did you mean "{near[0]}"?' if near else "") + " (pmflow rules lists them)")
    if as_json:
        print_json(report.rules_as_json(chosen))
    else:
        report.show_rules(console(), chosen, whole=name is not None and len(chosen) == 1)
