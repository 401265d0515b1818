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
            problems.append((_line(file, name) if file else 0, str(error)))
    if problems:
        shown = _shown(file, root) if file else "pmflow.yml"
        raise PolicyError(
            "\n".join(f"{shown}{f':{line}' if line else ''}: rules.levels: {said}" for line, said in sorted(problems))
        )


def check_phrases(policy: Policy, config: Path | None, root: Path) -> None:
    """Raises `PolicyError` with the file for a phrase of the team that is none."""
    from pmflow.language.judging import language_of
    from pmflow.policy.load import find_policy

    try:
        language_of("en", policy.language)
    except ValueError as error:
        file = config or find_policy(root)
        shown = _shown(file, root) if file else "pmflow.yml"
        raise PolicyError(f"{shown}: language: {error}; docs/language.md tells how phrases are written") from None


def _line(file: Path, name: str) -> int:
    """1-based line of a key below `rules.levels`; 0 where it cannot be told. The file was read and is a good policy."""
    import yaml

    node = yaml.compose(file.read_text(encoding="utf-8-sig"), yaml.SafeLoader)
    for wanted in ("rules", "levels", name):
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        found = next(((key, value) for key, value in pairs if str(key.value).strip() == wanted), None)
        if found is None:
            return 0
        key, node = found
    return int(key.start_mark.line) + 1


def _shown(file: Path, root: Path) -> str:
    try:
        return file.relative_to(root).as_posix()
    except ValueError:
        return str(file)
