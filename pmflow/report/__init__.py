"""How things look: on a terminal, in a pipe, as JSON, as SARIF, as annotations.

Everything here is given values and a console and decides nothing. Nothing is read, nothing written but to that console.

The names are imported when they are asked for: `check` needs a tenth of what `explain` does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmflow.explain import Explanation, GuardNow, Happened, Next
    from pmflow.report.board import board_as_json, show_board
    from pmflow.report.explain import explanation_as_json, show_explain
    from pmflow.report.findings import CheckedFile, findings_as_json, show_findings
    from pmflow.report.github import findings_as_github
    from pmflow.report.meeting import proposal_as_json, show_proposal
    from pmflow.report.plan import plan_as_json, plans_as_json, show_plan, show_plans
    from pmflow.report.postmortem import show_postmortem
    from pmflow.report.sarif import RuleNote, findings_as_sarif
    from pmflow.report.sweep import show_sweep, sweep_as_json
    from pmflow.report.tour import show_tour, tour_as_json

__all__ = [
    "CheckedFile",
    "Explanation",
    "GuardNow",
    "Happened",
    "Next",
    "RuleNote",
    "board_as_json",
    "explanation_as_json",
    "findings_as_github",
    "findings_as_json",
    "findings_as_sarif",
    "plan_as_json",
    "plans_as_json",
    "proposal_as_json",
    "show_board",
    "show_explain",
    "show_findings",
    "show_plan",
    "show_plans",
    "show_postmortem",
    "show_proposal",
    "show_sweep",
    "show_tour",
    "sweep_as_json",
    "tour_as_json",
]

_HOME = {
    "CheckedFile": "pmflow.report.findings",
    "Explanation": "pmflow.explain",
    "GuardNow": "pmflow.explain",
    "Happened": "pmflow.explain",
    "Next": "pmflow.explain",
    "RuleNote": "pmflow.report.sarif",
    "board_as_json": "pmflow.report.board",
    "explanation_as_json": "pmflow.report.explain",
    "findings_as_github": "pmflow.report.github",
    "findings_as_json": "pmflow.report.findings",
    "findings_as_sarif": "pmflow.report.sarif",
    "plan_as_json": "pmflow.report.plan",
    "plans_as_json": "pmflow.report.plan",
    "proposal_as_json": "pmflow.report.meeting",
    "show_board": "pmflow.report.board",
    "show_explain": "pmflow.report.explain",
    "show_findings": "pmflow.report.findings",
    "show_plan": "pmflow.report.plan",
    "show_plans": "pmflow.report.plan",
    "show_postmortem": "pmflow.report.postmortem",
    "show_proposal": "pmflow.report.meeting",
    "show_sweep": "pmflow.report.sweep",
    "show_tour": "pmflow.report.tour",
    "sweep_as_json": "pmflow.report.sweep",
    "tour_as_json": "pmflow.report.tour",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(import_module(_HOME[name]), name)
