"""A repository full of incidents, post-mortems and action items, made past pmflow, for counting requests.

Post-mortem `n` is of incident `n`, is shared, and has `each` open action items, each another person's. Of all items the first
`due` are promised for `soon`, the others for `later`.
"""

from __future__ import annotations

import datetime as dt

from pmflow.adapters.github import items as facts
from pmflow.adapters.github.journal_comment import Journal, added
from pmflow.journal import Entry, ItemValues
from pmflow.model import ActionItem, ActionStatus, State
from tests.adapters.github_server import Front

BODY = "---\ntitle: Incident {number}\nincident: {incident}\nseverity: P1\n---\n\n# Incident {number}\n\n## Summary\n\nIt hurt.\n"
INCIDENT = "---\nstarted_at: {at}\nresolved_at: {at}\n---\nIt hurt.\n"


def fill(
    front: Front, postmortems: int, each: int, due: int, *, soon: dt.date, later: dt.date, began: dt.datetime
) -> list[str]:
    """Make them, and answer the refs of the post-mortems."""
    refs = []
    for number in range(postmortems):
        about = front.ask(
            "POST",
            "/issues",
            {
                "title": f"Incident {number}",
                "labels": ["incident", "SEV1"],
                "body": INCIDENT.format(at=began.isoformat()),
            },
        )["number"]
        body = BODY.format(number=number, incident=f"{front.repo}#{about}")
        sent = {"title": f"Post-mortem: Incident {number}", "labels": ["postmortem", "pm:shared"], "body": body}
        parent = front.ask("POST", "/issues", sent)["number"]
        ref = f"{front.repo}#{parent}"
        values = {}
        for n in range(each):
            day = soon if number + n * postmortems < due else later
            item = ActionItem(
                id=f"AI-{n + 1}", title=f"Promise {n + 1} of {number}", owner=f"person{n + 1}", due=day,
                status=ActionStatus.PLANNED,
            )  # fmt: skip
            text = facts.with_facts(facts.body_for(item, ref), f"AI-{n + 1}", ref, {"owner": item.owner})
            made = front.ask("POST", "/issues", {"title": item.title, "labels": ["postmortem-action"], "body": text})
            front.tie(parent, made)
            values[f"AI-{n + 1}"] = ItemValues(title=item.title, owner=item.owner, due=day)
        entry = Entry(
            key="s", at=began, by="noor", what="share", source=State.ACTIONS_TRACKED, to=State.SHARED, items=values
        )
        page = added(Journal(), entry)
        assert page is not None
        front.ask("POST", f"/issues/{parent}/comments", {"body": page.body})
        refs.append(ref)
    return refs
