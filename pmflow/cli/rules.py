"""`pmflow rules [NAME]`: what the linter looks for, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmflow.cli.options import AsJson, Config

NARROW = 72
"""Below this width a rule's sentence has lines of its own."""


def rules(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One rule, a family, or `sync`.")] = None,
    phrases: Annotated[
        bool, typer.Option("--phrases", help="Of a blameless rule: the phrases that it listens for.")
    ] = False,
    as_json: AsJson = False,
    config: Config = None,
) -> None:
    """List the rules, or explain one; also what sync finds about action items, by name."""
    from rich.text import Text

    from pmflow.cli.session import console, print_json
    from pmflow.report.screen import columns, say
    from pmflow.rules import RULES, SYNC_FINDINGS
    from pmflow.rules.check import known_names
    from pmflow.rules.sync_findings import FAMILY

    if name is not None and name in (*SYNC_FINDINGS, FAMILY):
        _of_sync(name, as_json=as_json)
        return
    known_names([name] if name else [])
    if phrases:
        _print_phrases(name, config, as_json=as_json)
        return
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
        rule = RULES[name]
        names = f"; {rule.level_of_name} for somebody by name" if rule.level_of_name is not None else ""
        say(out, f"{name} ({rule.family}, {rule.level}{names})")
        for paragraph in paragraphs(rule.text) if out.is_terminal else ["", *rule.text.strip().splitlines()]:
            say(out, paragraph)
        return
    if out.is_terminal and out.width < NARROW:
        for rule in chosen:
            say(out, f"{rule.id} ({rule.level})")
            say(out, rule.summary, indent=4)
        return
    columns(out, [[Text(rule.id), Text(rule.level.value), Text(rule.summary)] for rule in chosen], indent=0, most=40)


def _print_phrases(name: str | None, config: Path | None, *, as_json: bool) -> None:
    """The list behind a rule, a phrase a line, as `language.cut` in the policy wants them; what stands behind ` # ` is
    said of it. Then what the signs in them stand for."""
    from pmflow.cli.session import Session, print_json
    from pmflow.errors import UsageError
    from pmflow.language.phrases import EXPLAINED, LISTS, phrases_of
    from pmflow.language.signs import signs_in

    wanted = (name or "").removeprefix("blameless-").replace("-", "_")
    if wanted not in LISTS:
        listed = ", ".join(f"blameless-{each.replace('_', '-')}" for each in LISTS)
        raise UsageError(f"--phrases wants one of the rules that listen for phrases: {listed}")
    words = Session(config).policy.language
    cut = {" ".join(phrase.split()) for phrase in words.cut}
    added = {str(each): [" ".join(phrase.split()) for phrase in phrases] for each, phrases in words.add.items()}
    own, excuses = added.get(wanted, []), added.get("excuse", [])
    lists = phrases_of("en").lists
    there = lists[EXPLAINED] if wanted == "action" else ()
    ours = (*lists[wanted], *(each for each in there if each not in lists[wanted]))
    signs = signs_in([*ours, *own, *excuses])
    if as_json:
        print_json(
            {
                "rule": name,
                "phrases": [{"phrase": each, "from": "pmflow", "cut": each in cut} for each in ours]
                + [{"phrase": each, "from": "policy", "cut": False} for each in own],
                "excuses": excuses,
                "signs": [{"sign": sign, "stands_for": meaning} for sign, meaning in signs],
            }
        )
        return
    for each in ours:
        notes = ["where the document explains"] * (each in there) + ["cut by the policy"] * (each in cut)
        print(f"{each}  # {', '.join(notes)}" if notes else each)
    for each in own:
        print(f"{each}  # added by the policy")
    for each in excuses:
        print(f"# silenced, as all lists are, by: {each}")
    width = max(len(sign) for sign, _ in signs) + 1
    print("#")
    for sign, meaning in signs:
        print(f"# {sign:{width}} {meaning}")


def _of_sync(name: str, *, as_json: bool) -> None:
    """One of the remarks that a sync makes, or (`sync`) all of them."""
    from rich.text import Text

    from pmflow.cli.session import console, print_json
    from pmflow.report.screen import columns, say
    from pmflow.rules import SYNC_FINDINGS
    from pmflow.rules.sync_findings import FAMILY

    chosen = {id: found for id, found in SYNC_FINDINGS.items() if name in (id, FAMILY)}
    if as_json:
        print_json(
            [
                {"rule": id, "family": FAMILY, "level": f.level.value, "summary": f.summary, "text": f.text}
                for id, f in chosen.items()
            ]
        )
        return
    out = console()
    if name in SYNC_FINDINGS:
        found = SYNC_FINDINGS[name]
        say(out, f"{name} ({FAMILY}, {found.level})")
        for line in ("", found.summary, "", found.text):
            say(out, line)
        return
    columns(out, [[Text(id), Text(f.level.value), Text(f.summary)] for id, f in chosen.items()], indent=0, most=40)


def paragraphs(text: str) -> list[str]:
    """A text whose lines were broken for a file, with each paragraph on one line, an empty one above it.

    `Bad:` and `Good:` begin a line of their own, as does what is indented.
    """
    lines: list[str] = []
    for line in text.strip().splitlines():
        if not lines or not line.strip() or line.startswith(("Bad:", "Good:", "Source:", " ", "- ")):
            lines.append(line)
        elif lines[-1]:
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return ["", *lines]
