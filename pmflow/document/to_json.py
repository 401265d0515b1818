"""A post-mortem as the JSON that `pmflow show --json` prints: additions are fine, renames break people's scripts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pmflow.model import ActionItem, Person, Postmortem, TimelineEntry


def as_json(postmortem: Postmortem) -> dict[str, Any]:
    """Plain values only: instants and days are ISO 8601, what the document does not say is None or empty."""
    return {
        "ref": postmortem.ref,
        "title": postmortem.title,
        "incident": postmortem.incident,
        "state": postmortem.state,
        "severity": postmortem.severity,
        "severity_normal": postmortem.severity_normal,
        "near_miss": postmortem.near_miss,
        "date": _iso(postmortem.date),
        "started_at": _iso(postmortem.started_at),
        "detected_at": _iso(postmortem.detected_at),
        "resolved_at": _iso(postmortem.resolved_at),
        "resolved_on": _iso(postmortem.resolved_on),
        "duration_minutes": postmortem.duration_minutes,
        "duration_raw": postmortem.duration_raw,
        "authors": list(postmortem.authors),
        "services": list(postmortem.services),
        "categories": list(postmortem.categories),
        "people": list(postmortem.people),
        "sections": {
            name.value: {"heading": section.heading, "line": section.line}
            for name, section in postmortem.sections.items()
        },
        "timezone": postmortem.timezone,
        "timeline": [_entry(entry) for entry in postmortem.timeline],
        "impact": postmortem.impact.model_dump(mode="json"),
        "root_cause": postmortem.root_cause,
        "contributing_factors": list(postmortem.contributing_factors),
        "safeguards": list(postmortem.safeguards),
        "five_whys": [{"question": why.question, "answer": why.answer} for why in postmortem.five_whys],
        "went_well": list(postmortem.went_well),
        "went_poorly": list(postmortem.went_poorly),
        "lucky": list(postmortem.lucky),
        "surprised": list(postmortem.surprised),
        "lessons": list(postmortem.lessons),
        "action_items": [_item(item) for item in postmortem.action_items],
        "no_actions_reason": postmortem.no_actions_reason,
        "evidence": [{"kind": e.kind, "label": e.label, "url": e.url} for e in postmortem.evidence],
        "review": {
            "planned": _iso(postmortem.review.planned),
            "held": _iso(postmortem.review.held),
            "invited": [_person(person) for person in postmortem.review.invited],
            "came": [_person(person) for person in postmortem.review.came],
            "approvals": [
                {"by": a.by, "at": _iso(a.at), "content_hash": a.content_hash, "asserted": a.asserted}
                for a in postmortem.review.approvals
            ],
        },
        "sharing": {
            "audience": postmortem.sharing.audience,
            "place": postmortem.sharing.place,
            "at": _iso(postmortem.sharing.at),
        },
        "unread": [{"line": u.line, "end_line": u.end_line, "reason": u.reason} for u in postmortem.unread],
    }


def _iso(moment: dt.date | dt.datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _entry(entry: TimelineEntry) -> dict[str, Any]:
    return {
        "at": _iso(entry.at),
        "until": _iso(entry.until),
        "raw": entry.raw,
        "text": entry.text,
        "line": entry.line,
        "approximate": entry.approximate,
        "local": _iso(entry.local),
    }


def _item(item: ActionItem) -> dict[str, Any]:
    return {
        "ref": item.id,
        "title": item.title,
        "owner": item.owner,
        "due": _iso(item.due),
        "due_raw": item.due_raw,
        "priority": item.priority,
        "priority_raw": item.priority_raw,
        "status": item.status,
        "status_raw": item.status_raw,
        "kind": item.kind,
        "improves": item.improves,
        "done_when": item.done_when,
        "evidence": item.evidence,
        "link": item.link,
        "reason": item.reason,
        "line": item.line,
    }


def _person(person: Person) -> dict[str, Any]:
    return {"name": person.name, "role": person.role}
