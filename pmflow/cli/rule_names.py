"""The rules that a policy names. The policy cannot know them, since rules stand above it: a command checks the names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmflow.errors import PolicyError, UsageError

if TYPE_CHECKING:
    from pmflow.policy import Policy


def check_rule_names(policy: Policy, config: Path | None, root: Path) -> None:
    """Raises `PolicyError` with file, line and the nearest known name for each that is none, one a line."""
    from pmflow.policy.load import find_policy
    from pmflow.rules.check import known_names

    problems: list[tuple[int, str]] = []
    file = config or find_policy(root)
    for name in policy.rules.levels:
        try:
            known_names([name])
        except UsageError as error:
            problems.append((_line(file, "rules", "levels", name) if file else 0, str(error)))
    if problems:
        shown = _shown(file, root) if file else "pmflow.yml"
        raise PolicyError(
            "\n".join(f"{shown}{f':{line}' if line else ''}: rules.levels: {said}" for line, said in sorted(problems))
        )


def check_phrases(policy: Policy, config: Path | None, root: Path) -> None:
    """Raises `PolicyError` with file, line, key and phrase for each phrase of the team that is none, one a line."""
    from pmflow.language.own_phrases import problems_of
    from pmflow.policy.load import find_policy

    problems = list(problems_of(policy.language))
    if not problems:
        return
    file = config or find_policy(root)
    shown = _shown(file, root) if file else "pmflow.yml"
    told = []
    for key, phrase, wrong in problems:
        line = _line(file, *f"language.{key}".split("."), phrase) if file else 0
        told.append(f'{shown}{f":{line}" if line else ""}: language.{key}: "{phrase}": {wrong}')
    raise PolicyError("\n".join(told) + "\ndocs/language.md tells how phrases are written")


def _line(file: Path, *path: str) -> int:
    """1-based line of a key, or of an entry of a list, by the keys above it; 0 where it cannot be told. The file was read
    and is a good policy."""
    import yaml

    node = yaml.compose(file.read_text(encoding="utf-8-sig"), yaml.SafeLoader)
    line = 0
    for wanted in path:
        if isinstance(node, yaml.SequenceNode):
            return next((int(each.start_mark.line) + 1 for each in node.value if each.value == wanted), line)
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        found = next(((key, value) for key, value in pairs if str(key.value).strip() == wanted), None)
        if found is None:
            return 0
        key, node = found
        line = int(key.start_mark.line) + 1
    return line


def _shown(file: Path, root: Path) -> str:
    try:
        return file.relative_to(root).as_posix()
    except ValueError:
        return str(file)
