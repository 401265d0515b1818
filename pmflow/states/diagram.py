"""The lifecycle drawn and told, from the table alone: Mermaid, JSON, and `docs/lifecycle.md`.

`transitions` can draw Mermaid, too, but brings colours and style classes that GitHub renders badly; the dozen lines that
the table needs are written here.
"""

from __future__ import annotations

import inspect
from typing import Any

from pmflow.model import State
from pmflow.states.answer_guards import ANSWER_GUARDS, PASSED_OVER
from pmflow.states.guards import GUARDS
from pmflow.states.remarks import REMARKS
from pmflow.states.table import TRANSITIONS

HEAD = """\
# The lifecycle

Made from `pmflow/states/` by `make docs`; do not edit. A step is refused when a guard at level *error* does not hold, and
the refusal lists every one that fails, with what to do. Policy sets each guard's level by severity (`docs/policy.md`); a
person with the right may pass one over by name, with a reason, which is journaled.
"""

REMARKS_HEAD = """\
Refusals and advice, also in JSON (`"guard"`), can bear these names, too. They say how things stand and are asked before no
step: no policy weighs them, and `--override` does not take them."""

ANSWERS_HEAD = f"""\
An answer about an action item (`pmflow action`, see [answers](answers.md)) is refused under these names, or under those of
guards that mean the same there (`actions_owned`, `reason_given`, `approver_named`). No policy weighs them; `--override` takes
{", ".join(f"`{name}`" for name in PASSED_OVER)}."""


def mermaid() -> str:
    """The diagram's source."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT}"]
    for row in TRANSITIONS:
        when = f" ({row.when})" if row.when else ""
        lines.append(f"    {row.source} --> {row.to}: {row.step}{when}")
    lines.append(f"    {State.CLOSED} --> [*]")
    return "\n".join(lines)


def as_json() -> dict[str, Any]:
    """The table as data: `diagram --json`."""
    return {
        "states": [state.value for state in State],
        "transitions": [
            {"from": row.source, "step": row.step, "to": row.to, "guards": list(row.guards), "when": row.when}
            for row in TRANSITIONS
        ],
        "mermaid": mermaid(),
    }


def lifecycle_page() -> str:
    """The whole of `docs/lifecycle.md`."""
    parts = [HEAD, f"```mermaid\n{mermaid()}\n```\n", "| from | step | to | guards |\n|---|---|---|---|"]
    rows = []
    for row in TRANSITIONS:
        when = f" (when {row.when})" if row.when else ""
        rows.append(f"| {row.source} | {row.step}{when} | {row.to} | {', '.join(f'`{name}`' for name in row.guards)} |")
    parts[-1] += "\n" + "\n".join(rows) + "\n"
    parts.append("A step that the table does not allow from a state is refused as `step_allowed`.\n\n## Guards\n")
    for name, guard in GUARDS.items():
        parts.append(f"**`{name}`** {' '.join((inspect.getdoc(guard) or '').split())}\n")
    parts.append(f"## Remarks that are no guards\n\n{REMARKS_HEAD}\n\n| name | means |\n|---|---|")
    parts[-1] += "".join(f"\n| `{name}` | {meaning} |" for name, meaning in REMARKS.items()) + "\n"
    parts.append(f"## Guards of answers\n\n{ANSWERS_HEAD}\n\n| name | what holds |\n|---|---|")
    parts[-1] += "".join(f"\n| `{name}` | {meaning} |" for name, meaning in ANSWER_GUARDS.items()) + "\n"
    return "\n".join(parts)
