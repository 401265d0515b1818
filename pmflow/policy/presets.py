"""The four phases of a team's growth, each as a piece of policy that the file is laid over.

The merging rule, once and for all: mappings are merged key by key, at every depth; anything else (a word, a number, a
list) in the file replaces what the preset has. So a list such as `ladder` or `required.severities` is always the
file's own, whole. A key without a value is as if it were not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

Phase: TypeAlias = Literal["foundation", "adoption", "maturity", "excellence"]

BASE: Mapping[str, Any] = {
    "severities": {
        "profiles": {"P0": "full", "P1": "full", "P2": "full", "P3": "light", "P4": "light", "near_miss": "light"}
    },
    "required": {"targets": {"P0": 100, "P1": 100, "P2": 80}},
    "deadlines": {"action_days": {"P0": 5, "P1": 10, "P2": 30, "P3": 60}},
    "publishing": {"audiences": {"company": {}}},
}
"""What lies under every phase: the mappings whose keys are the team's, so that naming one key keeps the others."""

PRESETS: Mapping[Phase, Mapping[str, Any]] = {
    # Months 1-3: learn the words, start with incidents that hurt little. Nothing is required, everything advises.
    "foundation": {
        "required": {"severities": []},
        "severities": {
            "profiles": {
                "P0": "advise",
                "P1": "advise",
                "P2": "advise",
                "P3": "advise",
                "P4": "advise",
                "near_miss": "advise",
            }
        },
    },
    # Months 4-6: every P0 and P1 gets one, action items are tracked to the end.
    "adoption": {
        "required": {"severities": ["P0", "P1"]},
    },
    # Months 7-12: automatic, for all that users felt.
    "maturity": {
        "required": {"severities": ["P0", "P1", "P2"]},
    },
    # From the second year: near-misses too, and what can be public is public.
    "excellence": {
        "required": {"severities": ["P0", "P1", "P2", "near_miss"]},
        "publishing": {"audiences": {"public": {"redaction_review": True}}},
    },
}
"""What a phase sets; what it does not name is `BASE`, else the default of `Policy`."""


def effective(phase: Phase, file: Mapping[str, Any]) -> dict[str, Any]:
    """`file` over its phase over the base."""
    return merge(_respelt(merge(BASE, PRESETS[phase]), file), file)


def _respelt(under: dict[str, Any], file: Mapping[str, Any]) -> dict[str, Any]:
    """`under` with its audiences spelt as the file does: their case does not count, so `Public` changes `public`."""
    publishing = file.get("publishing")
    audiences = publishing.get("audiences") if isinstance(publishing, Mapping) else None
    if not isinstance(audiences, Mapping):
        return under
    spelt = {str(name).strip().casefold(): name for name in reversed(list(audiences))}
    known = under["publishing"]["audiences"]
    return {**under, "publishing": {"audiences": {spelt.get(name, name): to for name, to in known.items()}}}


def merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`over` laid over `under` by the rule above; neither is changed."""
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        if value is None and key in merged:
            continue  # an unknown key without a value still has to be complained about, so only known ones go
        merged[key] = merge(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return merged
