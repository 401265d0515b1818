"""Trackers that pmflow can work with, by name. Imported only when asked for: a vendor's library is heavy."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

ADAPTERS: Mapping[str, str] = {
    "local": "pmflow.adapters.local:Local",
    "github": "pmflow.adapters.github:GitHub",
    "memory": "pmflow.adapters.memory:Memory",
}
"""Name in `pmflow.yml` → module and class."""


def adapter(name: str) -> Any:
    """The class of an adapter, whose arguments are its own. Raises `KeyError` for a name that is not in `ADAPTERS`."""
    module, _, attribute = ADAPTERS[name].partition(":")
    return getattr(import_module(module), attribute)
