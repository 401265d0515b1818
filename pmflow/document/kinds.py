"""The words for what an action item does about the next incident, and for what it improves."""

from __future__ import annotations

from pmflow.model import ActionKind, Improves
from pmflow.patterns import lazy

KINDS: dict[str, ActionKind] = {
    **dict.fromkeys(
        ("prevent", "prevention", "preventive", "preventative", "avoid", "harden", "hardening"), ActionKind.PREVENT
    ),
    **dict.fromkeys(("detect", "detection", "detective", "monitoring", "observability", "alerting"), ActionKind.DETECT),
    **dict.fromkeys(
        ("mitigate", "mitigation", "mitigative", "contain", "containment", "respond", "response", "recover",
        "recovery", "repair"),
        ActionKind.MITIGATE,
    ),
    **dict.fromkeys(("process", "procedural", "organisational", "organizational"), ActionKind.PROCESS),
}  # fmt: skip

IMPROVES: dict[str, Improves] = {
    **dict.fromkeys(("playbook", "playbooks", "runbook", "runbooks"), Improves.PLAYBOOK),
    **dict.fromkeys(("alerting", "alert", "alerts", "monitoring", "observability", "detection"), Improves.ALERTING),
    **dict.fromkeys(
        ("change management", "change", "release", "releases", "deployment", "deploy", "deployments", "rollout"),
        Improves.CHANGE_MANAGEMENT,
    ),
    **dict.fromkeys(("on call", "oncall", "paging", "escalation"), Improves.ON_CALL),
    **dict.fromkeys(("testing", "test", "tests", "qa"), Improves.TESTING),
    "other": Improves.OTHER,
}

_NOISE = lazy(r"[^a-z]+")
_TAILS = (" actions", " action", " items", " measures", " improvements", " work")


def _words(text: str) -> str:
    words = _NOISE.sub(" ", text.lower()).strip()
    for tail in _TAILS:
        words = words.removesuffix(tail)
    return words


def read_kind(text: str) -> ActionKind | None:
    """`prevent` for "Prevent", "Prevention", "Preventive actions"; None for what is no kind ("Tactical")."""
    return KINDS.get(_words(text))


def read_improves(text: str) -> Improves | None:
    """What a column or label "Improves" says."""
    return IMPROVES.get(_words(text))
