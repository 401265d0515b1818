"""What set the workflow off, and whether it is pmflow's business. The standard library only: most events are not, and
each of them is a start of Python and nothing more.

Trigger data come from the file that GitHub writes, never from the command line or an expression: nothing in a title or a
branch's name can be anything but text.
https://docs.github.com/en/actions/reference/workflows-and-actions/variables
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pmflow.adapters.github_events import concerns, label_names, taken_off, type_of
from pmflow.errors import UsageError

Work = Literal["issues", "sweep", "pull_request"]
"""What is to be done about an event."""

WORK: Mapping[str, Work] = {
    "issues": "issues",
    "issue_comment": "issues",
    "schedule": "sweep",
    "workflow_dispatch": "sweep",
    "pull_request": "pull_request",
}
LABELS = ("incident", "postmortem", "postmortem-action")
"""What the policy calls them where it does not say. (The policy itself is made of pydantic, which is too dear here.)"""
PLACES = ("pmflow.yml", ".github/pmflow.yml")
"""`pmflow.policy.PLACES`."""
LARGEST = 26_214_400
"""Bytes; GitHub sends no larger payload."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One event of GitHub's, by which a run began. (pmflow's own events are `pmflow.events`.)"""

    name: str
    payload: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def work(self) -> Work | None:
        """None for an event that pmflow does nothing about."""
        return WORK.get(self.name)

    @property
    def told(self) -> str:
        """`issues labeled`: for the log."""
        action = self.payload.get("action")
        return f"{self.name} {action}" if isinstance(action, str) else self.name


def read_trigger(name: str, path: str) -> Trigger:
    """The event as the runner wrote it. Raises `UsageError` outside of a workflow."""
    if not name or not path:
        raise UsageError(
            "this is the GitHub Action's entry point, and GITHUB_EVENT_NAME and GITHUB_EVENT_PATH are not set"
        )
    try:
        with Path(path).open("rb") as file:
            payload = json.loads(_whole_letters(file.read(LARGEST)))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"the event cannot be read from GITHUB_EVENT_PATH ({type(error).__name__})") from None
    if not isinstance(payload, dict):
        raise UsageError("the event in GITHUB_EVENT_PATH is no mapping")
    return Trigger(name, payload)


def _whole_letters(text: bytes) -> bytes:
    """JSON without halves of surrogate pairs, which it can write and no file or request takes."""
    if b"\\ud" not in text.lower():
        return text
    return json.dumps(json.loads(text), ensure_ascii=False).encode("utf-8", "replace")


def is_ours(trigger: Trigger, root: Path, config: str = "") -> bool:
    """Whether there may be something to do. In doubt there is: what follows reads the policy, and looks again."""
    if trigger.work != "issues":
        return trigger.work is not None
    text = policy_text(root, config)
    if text is None:
        return True
    issue = trigger.payload.get("issue")
    about = issue if isinstance(issue, Mapping) else {}
    # A name that the policy has for a label, or a type, stands in it.
    bears = (*label_names(about.get("labels")), *taken_off(trigger.payload))
    named = [name for name in bears if _plain(name) in text]
    kind = type_of(about)
    return concerns(trigger.payload, trigger.name, (*LABELS, *named), kind if kind and _plain(kind) in text else None)


def policy_text(root: Path, config: str = "") -> str | None:
    """The policy's text as names are looked for in it; empty where it has no names of its own. None: who knows."""
    for place in [root / config] if config else [root / name for name in PLACES]:
        try:
            lines = place.read_bytes().decode("utf-8", "replace").splitlines()
        except FileNotFoundError:
            continue
        except OSError:
            return None
        text = _plain("\n".join(line for line in lines if not line.lstrip().startswith("#")))
        if "\\" in text:
            return None  # YAML can write any letter by it
        return text.replace("''", "'") if any(key in text for key in OWN_NAMES) else ""
    return ""


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


OWN_NAMES = ("labels", "incident_type")
"""The keys of a policy below which it may have names of its own."""
