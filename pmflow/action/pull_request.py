"""`pull_request`: the post-mortems kept as files that it changes, and what a change of pmflow.yml would do to what is open.

Nothing is written, and nothing of the pull request is carried out: its documents and its policy are read as text, by the code
of the action's own tag. The token may be a fork's, which reads and no more.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pmflow.action.result import Result, listed
from pmflow.action.runner import Inputs
from pmflow.action.telling import Paper
from pmflow.action.trigger import Trigger
from pmflow.cli.changed import Changed, changed_lines
from pmflow.cli.checking import Asked, check_all
from pmflow.errors import PmflowError
from pmflow.policy import PLACES
from pmflow.report.findings import CheckedFile, show_findings
from pmflow.report.github import annotations_of
from pmflow.report.summary import checked_parts

if TYPE_CHECKING:
    from pmflow.cli.session import Session
    from pmflow.policy import Policy

POSTMORTEMS = re.compile(r"(?:.*/)?post-?mortems?/.*", re.I)
"""Where files are post-mortems; as in pmflow-check.yml and .pre-commit-hooks.yaml."""


def look_at(trigger: Trigger, inputs: Inputs, session: Session) -> Result:
    """Raises `PmflowError` for a policy that cannot be read, and where git does not tell what changes."""
    changed = changed_lines(_base(trigger, inputs.root), inputs.root)
    files = list(check_all(session, [str(path) for path in _documents(changed)], _asked(changed)))
    show_findings(paper := Paper(), files)
    told = _policy_parts(trigger, inputs, session, changed)
    parts = [*(checked_parts(files) if files or not told else ()), *told]
    annotations = [each for file in files for each in annotations_of(file)]
    return Result(
        parts=parts,
        log=paper.text,
        annotations=tuple(annotations),
        outputs={
            "findings": listed([entry for file in files for entry in _entries(file)]),
            "refusals": "[]",
            "plan": "[]",
        },
        levels=frozenset(finding.severity for file in files for finding in file.findings),
        exit_code=max((file.exit_code for file in files if file.error is not None), default=0),
    )


def _base(trigger: Trigger, root: Path) -> str:
    """The commit that the pull request is compared with. Of the merge that GitHub checks out, what it merges into; where the
    branch itself is checked out, the base that the event names."""
    merged = _git(root, "rev-parse", "--verify", "--quiet", "HEAD^2")
    head = _commit(trigger, "head")
    if merged is not None and head in (None, merged.decode().strip()):
        return "HEAD^1"
    return _commit(trigger, "base") or "HEAD^1"


def _commit(trigger: Trigger, side: str) -> str | None:
    request = trigger.payload.get("pull_request")
    named = request.get(side) if isinstance(request, dict) else None
    commit = named.get("sha") if isinstance(named, dict) else None
    return commit if isinstance(commit, str) and re.fullmatch(r"[0-9a-f]{40,64}", commit) else None


def _git(root: Path, *words: str) -> bytes | None:
    try:
        ran = subprocess.run(["git", "-C", str(root), *words], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return ran.stdout if ran.returncode == 0 else None


def _documents(changed: Changed) -> Iterator[Path]:
    for path in changed.documents():
        # A link may lead out of what the pull request shows, to a file of the machine's.
        if POSTMORTEMS.fullmatch(path.as_posix()) and path.resolve().is_relative_to(changed.top):
            yield path


def _asked(changed: Changed) -> Asked:
    return Asked(step=None, audience=None, select=(), ignore=(), changed=changed)


def _entries(file: CheckedFile) -> Iterator[object]:
    for each in file.findings:
        yield {
            "rule": each.rule, "severity": each.severity.value, "line": each.line, "message": each.message,
            "path": file.path,
        }  # fmt: skip


# The policy


def _policy_parts(trigger: Trigger, inputs: Inputs, session: Session, changed: Changed) -> list[str]:
    """What a change of the policy would do; nothing where it does not change."""
    from pmflow.action.policy_change import by, parts

    places = (inputs.config,) if inputs.config else PLACES
    name = next((place for place in places if inputs.root / place in changed.files), None)
    if name is None:
        return []
    before = _policy_before(trigger, inputs.root, name)
    if before is None:
        return ["The policy that is in force cannot be read, so that nobody knows what changes.\n"]
    return parts(by(session, before), session.policy)


def _policy_before(trigger: Trigger, root: Path, name: str) -> Policy | None:
    """The policy without the change; None where that cannot be read."""
    from pmflow.policy import Policy, parse_policy

    text = _git(root, "show", f"{_base(trigger, root)}:{name}")
    try:
        return Policy() if text is None else parse_policy(text.decode("utf-8-sig"), path=name)
    except (PmflowError, UnicodeDecodeError):
        return None
