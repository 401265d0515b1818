"""An owner is one person, or a team that the policy maps to a lead.

Why: in a team everybody believes that somebody else has it. One name can be asked, can say no, and can be away.

What it cannot see: that "Kestrel" is a team; nor that "Doe, Jane" is one person (list her in `people`).

Bad: `[Owner: Ops Team]`, `[Owner: everyone]`, `[Owner: Jane and Bob]`
Good: `[Owner: Jane]`, or `teams: {Ops Team: Jane}` in pmflow.yml

Source: "Clear owners", "Accountability without blame".
"""

from __future__ import annotations

from collections.abc import Iterator

from pmflow.document.document import Document
from pmflow.model import Finding, Level, SectionName
from pmflow.owners import team_reason
from pmflow.placeholders import is_placeholder
from pmflow.policy import Policy
from pmflow.rules.base import Rule
from pmflow.rules.items import Placed, name_an_owner, promised
from pmflow.rules.text import listed


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    by_owner: dict[str, list[tuple[Placed, str]]] = {}
    for placed in promised(document):
        owner = placed.item.owner
        if owner is None or is_placeholder(owner) or policy.is_person(owner) or policy.maps_team(owner):
            continue
        if reason := team_reason(owner):
            by_owner.setdefault(owner, []).append((placed, reason))
    if len(by_owner) > 2:
        first = next(iter(by_owner.values()))[0][0]
        yield RULE.finding(
            f"{listed(by_owner)} are nobody in particular: name a person for each, or map the team to a lead in "
            "pmflow.yml (teams)",
            span=first.span(document, "owner"),
            section=SectionName.ACTION_ITEMS,
        )
        return
    for owner, found in by_owner.items():
        placed, reason = found[0]
        items = f" ({len(found)} action items)" if len(found) > 1 else ""
        what = (
            "one of them"
            if "more than one" in reason or "and" in reason
            else "a person, or map the team to a lead in pmflow.yml (teams)"
        )
        yield RULE.finding(
            f"{owner} {reason}{items}: name {what}",
            span=placed.span(document, "owner"),
            section=SectionName.ACTION_ITEMS,
            suggestion=name_an_owner(placed),
        )


RULE = Rule("owner-is-team", "actions", Level.WARNING, check, __doc__)
