"""`docs/rules.md`, made from the rules: `python -m pmflow.rules.page > docs/rules.md`. A test keeps the two equal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmflow.patterns import lazy
from pmflow.rules.base import FAMILIES, Rule
from pmflow.rules.registry import RULES
from pmflow.rules.sync_findings import QUESTION, SYNC_FINDINGS

_LABEL = lazy(r"^(Why|What it cannot see|Bad|Good|Source): ", re.MULTILINE)

_HEAD = """\
# Rules

What `pmflow check` looks for, in what order it says it, and how to make it say less. This page is made from the rules
themselves (`python -m pmflow.rules.page`); `pmflow rules NAME` shows one section of it.

A finding has a level: `error` makes `check` exit with 10 and can hold back a step, `warning` is advice, `note` is
worth a glance. What stands in the text comes first, from top to bottom; what is missing from it comes last. Findings
that are alike become one: a document in which no action item has an owner gets one line, not twelve.

In `pmflow.yml` a rule, or a whole family, gets another level or is switched off; a rule wins over its family:

```yaml
rules:
  levels:
    authors-missing: off
    timeline-zone: error
    actions: note
```

On the command line, `--select` and `--ignore` take rules and families. A rule that is selected by name runs although
the policy has it off.

`--diff BASE` keeps to the lines that this branch changed since it left BASE, in the whole repository from wherever it is
asked, or in the files and folders that are named; a renamed file counts where it was changed, and a file that git does
not know yet counts whole. In CI, BASE has to be fetched as well (`fetch-depth: 0`); a submodule is asked in its own folder.

`--fix` makes the few fixes that are safe to make unseen, such as human error as the whole of a cause: in the place of those
words, and nothing else. `--fix --dry-run` shows them as a diff and writes nothing. What is found is what is left after it.
A file that was saved meanwhile is left alone (exit 3)."""

_SYNC = (
    "These stand among the `findings` of `pmflow sync`, and of a step that\nreconciles. They are about two places that "
    "differ, not about a text: `check` never says them, and `pmflow.yml` sets no\nlevel for them."
)


def rules_page() -> str:
    """The whole page."""
    return "\n".join(_page())


def rule_section(rule: Rule) -> str:
    """One rule's section: its id, family, default level, and its text."""
    first, _, rest = rule.text.strip().partition("\n")
    text = _LABEL.sub(r"**\1:** ", rest.strip())
    text = text.replace("\n**Good:** ", "  \n**Good:** ")  # a line of its own below "Bad"
    named = f", `{rule.level_of_name}` where somebody is named" if rule.level_of_name else ""
    return f"### {rule.id}\n\n{first} Default level: `{rule.level}`{named}.\n\n{text}\n"


def _page() -> Iterator[str]:
    yield _HEAD
    yield "| rule | level | wants |\n|---|---|---|"
    for rule in RULES.values():
        yield f"| [{rule.id}](#{rule.id}) | {rule.level} | {rule.summary} |"
    yield ""
    for family, question in FAMILIES.items():
        rules = [rule for rule in RULES.values() if rule.family == family]
        if rules:
            yield f"## The family `{family}`\n\n{question}\n"
            yield from (rule_section(rule) for rule in rules)
    yield f"## What `sync` finds\n\n{QUESTION} {_SYNC}\n"
    for id, found in SYNC_FINDINGS.items():
        yield f"### {id}\n\n{found.summary} Level: `{found.level}`.\n\n{found.text}\n"


if __name__ == "__main__":
    print(rules_page(), end="")
