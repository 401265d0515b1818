"""How things look: on a terminal, in a pipe, as JSON, as SARIF, as annotations.

Everything here is given values and a console and decides nothing. Nothing is read, nothing written but to that console.
"""

from __future__ import annotations

from pmflow.explain import Explanation, GuardNow, Happened, Next
from pmflow.report.board import board_as_json, show_board
from pmflow.report.explain import explanation_as_json, show_explain
from pmflow.report.findings import CheckedFile, findings_as_json, show_findings
from pmflow.report.github import findings_as_github
from pmflow.report.plan import plan_as_json, plans_as_json, show_plan, show_plans
from pmflow.report.postmortem import show_postmortem
from pmflow.report.sarif import RuleNote, findings_as_sarif

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
    "show_board",
    "show_explain",
    "show_findings",
    "show_plan",
    "show_plans",
    "show_postmortem",
]
