"""`pmflow rules [NAME]`: what the linter looks for, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from pmflow.cli.options import AsJson


def rules(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One rule, or a family.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the rules, or explain one."""
    from pmflow.cli.session import console, print_json
    from pmflow.rules import RULES
    from pmflow.rules.check import known_names

    known_names([name] if name else [])
    chosen = [rule for rule in RULES.values() if name in (None, rule.id, rule.family)]
    if as_json:
        print_json(
            [
                {"rule": r.id, "family": r.family, "level": r.level.value, "summary": r.summary, "text": r.text}
                for r in chosen
            ]
        )
        return
    out = console()
    if name in RULES:
        out.print(f"{name} ({RULES[name].family}, {RULES[name].level})\n\n{RULES[name].text.strip()}", markup=False)
        return
    width = max(len(rule.id) for rule in chosen) if chosen else 0
    for rule in chosen:
        out.print(f"{rule.id:{width}}  {rule.level.value:7}  {rule.summary}", markup=False, soft_wrap=True)
