"""Workflow commands of GitHub Actions: one on one line, whatever is in its words. The standard library only.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

AnnotationKind = Literal["error", "warning", "notice"]
"""The commands that make an annotation, as GitHub names them."""


def workflow_command(name: str, message: str, properties: Mapping[str, str] | None = None) -> str:
    """`::error file=a.md,line=3::words`, without a line end."""
    told = ",".join(f"{key}={_property(value)}" for key, value in (properties or {}).items())
    return f"::{name}{' ' if told else ''}{told}::{_data(message)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
