"""What the runner gives a step, and what it takes from one: inputs, log, annotations, outputs, summary. The standard
library only; the one place of the Action that reads the environment for these and writes to those.

What goes out may hold people's words. In the log they stand where commands are switched off; in an output, behind a delimiter
that nobody can guess; in an annotation, escaped. A secret is replaced wherever it would appear, also where a server echoed it.
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO

from pmflow.errors import UsageError
from pmflow.report.workflow_commands import AnnotationKind, workflow_command

FailOn = Literal["never", "refusal", "error", "warning"]
FAIL_ON: tuple[FailOn, ...] = ("never", "refusal", "error", "warning")
"""What makes a run red, each with all before it."""
ANNOTATIONS = 10
"""Of each kind, GitHub shows no more of one step."""
SUMMARY = 1_000_000
"""Bytes. GitHub throws a summary away that is larger than 1 MiB."""
SHORTEST = 6
"""Characters. What is shorter is no secret, and replacing it would spoil the words."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the workflow file says under `with:`, and where the run takes place."""

    root: Path
    config: str = ""
    dry_run: bool = False
    fail_on: FailOn = "never"


def read_inputs(environment: Mapping[str, str]) -> Inputs:
    """Raises `UsageError`, by the input's name in action.yml."""
    dry_run = environment.get("PMFLOW_DRY_RUN", "").strip().lower()
    if dry_run not in ("", "true", "false"):
        raise UsageError("dry-run is true or false")
    fail_on = environment.get("PMFLOW_FAIL_ON", "").strip().lower() or "never"
    known = next((each for each in FAIL_ON if each == fail_on), None)
    if known is None:
        raise UsageError(f"fail-on is one of {', '.join(FAIL_ON)}")
    config = environment.get("PMFLOW_CONFIG", "").strip()
    root = Path(environment.get("GITHUB_WORKSPACE") or ".").resolve()
    if config and not (root / config).is_file():
        raise UsageError("config names no file of the repository; is it checked out, and its folder with it?")
    return Inputs(root, config, dry_run == "true", known)


def secrets_in(environment: Mapping[str, str], names: Iterable[str] = ()) -> tuple[str, ...]:
    """What must not be seen: the token, keys, and the addresses of `names` (the longest first); each line of them, too."""
    ours = {name for name in environment if name.startswith("PMFLOW_") and name not in INPUTS}
    # Some stores of secrets keep a key on one line, with `\\n` in it.
    values = [environment.get(name, "").replace("\\n", "\n") for name in {*SECRETS, *ours, *names}]
    lines = {part.strip() for value in values for part in (value, *value.splitlines())}
    return tuple(sorted((line for line in lines if len(line) >= SHORTEST), key=len, reverse=True))


SECRETS = frozenset({"GITHUB_TOKEN", "GITHUB_APP_PRIVATE_KEY"})
INPUTS = frozenset({"PMFLOW_CONFIG", "PMFLOW_DRY_RUN", "PMFLOW_FAIL_ON", "PMFLOW_PYTHON", "PMFLOW_DEBUG"})


class Runner:
    """Takes what a step has to say."""

    def __init__(
        self, output: str = "", summary: str = "", *, log: TextIO | None = None, secrets: tuple[str, ...] = ()
    ) -> None:
        """`output` and `summary` are the paths of the runner's files; empty: there are none."""
        self._output, self._summary, self._log = output, summary, log or sys.stdout
        self._secrets = secrets
        self._shown: dict[AnnotationKind, int] = {}
        self._left = SUMMARY

    def hide(self, secrets: tuple[str, ...]) -> None:
        """From now on, these too."""
        self._secrets = tuple(sorted({*self._secrets, *secrets}, key=len, reverse=True))

    def clean(self, text: str) -> str:
        """Without secrets, and without half letters, which no file takes."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text.encode("utf-8", "replace").decode("utf-8")

    def say(self, text: str) -> None:
        """Lines for the log. Nothing in them is a command, whatever they begin with."""
        with self._quiet():
            self._log.write("".join(f"{line}\n" for line in self.clean(text).splitlines()))

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        """Between these lines the runner obeys none. https://docs.github.com/…/workflow-commands: stopping commands"""
        end = os.urandom(16).hex()
        self._log.write(f"::stop-commands::{end}\n")
        try:
            yield
        finally:
            self._log.write(f"::{end}::\n")
            self._log.flush()

    def annotate(self, kind: AnnotationKind, message: str, **place: str | int | None) -> None:
        """One annotation, with `file`, `line`, `endLine`, `col`, `title` as far as they are known; those above what GitHub
        shows are left out, the summary has them."""
        self._shown[kind] = self._shown.get(kind, 0) + 1
        if self._shown[kind] > ANNOTATIONS:
            return
        self._log.write(
            workflow_command(kind, self.clean(message), {k: self.clean(str(v)) for k, v in place.items() if v}) + "\n"
        )
        self._log.flush()

    def output(self, name: str, value: str) -> None:
        """One of the outputs in action.yml."""
        if not self._output:
            return
        end = f"pmflow-{os.urandom(16).hex()}"
        with Path(self._output).open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{name}<<{end}\n{self.clean(value)}\n{end}\n")

    def summarise(self, parts: Iterable[str]) -> None:
        """Markdown for the run's page, part by part; what does not fit is left out, and that is said."""
        cut = "\n*The summary ends here: GitHub shows no more than 1 MiB. The rest is in the log.*\n"
        left_out = 0
        for part in parts:
            text = self.clean(part).rstrip("\n") + "\n\n"
            size = len(text.encode())
            if left_out or size > self._left:
                left_out += 1
                self.say(text)
                continue
            self._left -= size
            self._write_summary(text)
        if left_out:
            self._write_summary(cut)

    def _write_summary(self, text: str) -> None:
        if self._summary:
            with Path(self._summary).open("a", encoding="utf-8", newline="\n") as file:
                file.write(text)
