"""Writing a new post-mortem from an incident: from the shipped template for its kind, or from a team's own.

What the incident knows is filled in: front matter, timeline, impact, evidence, responders; what it says in its own words is
quoted. All else is guidance in comments, so that a section that nobody wrote is empty. Reading the result gives back what went
in; times are kept to the second, words on one line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from pmflow.document.copied import with_copied
from pmflow.document.days import write_day
from pmflow.document.escape import markdown_link, markdown_words, one_line, yaml_scalar
from pmflow.document.template_values import View, plain
from pmflow.document.zones import in_utc
from pmflow.model import Evidence, Impact, Incident, IncidentStatus, Severity, State, TimelineEntry

if TYPE_CHECKING:
    from pmflow.document.template_sandbox import Sandbox

Kind = Literal["stub", "full", "short", "near_miss"]
DAY_FORMAT = "%Y-%m-%d"

_LIGHT = (Severity.P3, Severity.P4)


class Markdown(str):
    """Text that is Markdown already, and is put into a template as it is; all other words are made safe."""

    __slots__ = ()


def choose_template(incident: Incident, severity: Severity | None = None) -> Kind:
    """The template that fits: a near miss has its own, a running incident gets the stub, P3 and P4 the short one.

    `severity` is the policy's reading of it, else the incident's own. One that nobody has rated gets the full one.
    """
    if incident.near_miss:
        return "near_miss"
    if incident.status is IncidentStatus.RUNNING:
        return "stub"
    return "short" if (severity or incident.severity_normal) in _LIGHT else "full"


def new_postmortem(
    incident: Incident,
    *,
    kind: Kind,
    authors: Sequence[str] = (),
    template: str | None = None,
    template_name: str = "template",
    day_format: str = DAY_FORMAT,
) -> str:
    """The Markdown of a new post-mortem, with `\\n` line ends.

    `template` is a team's own, `template_name` the file it came from; days in the body are written by `day_format` (as
    `strftime`), days in front matter always as ISO. Raises `PolicyError` with file and line for a template that cannot
    be used: bad syntax, or a variable that does not exist.
    """
    from pmflow.document.imports import sorted_by_time

    incident = incident.model_copy(update={"timeline": sorted_by_time(incident.timeline)})
    if template is not None:
        from pmflow.document.team_template import fill_template

        text = fill_template(template, incident, authors=authors, name=template_name, day_format=day_format)
    else:
        text = environment(day_format).text_of(_shipped(kind), variables(incident, authors, day_format))
    return with_copied(text, incident)


@cache
def _shipped(kind: Kind) -> str:
    return (files("pmflow.document") / "templates" / f"{kind}.md.j2").read_text(encoding="utf-8")


def environment(day_format: str = DAY_FORMAT, finalize: Callable[[object], object] | None = None) -> Sandbox:
    """Where a template runs; every value is made safe for Markdown on its way out, or by `finalize`."""
    from pmflow.document.template_sandbox import Sandbox

    return Sandbox(finalize or (lambda value: _shown(value, day_format)))


def variables(incident: Incident, authors: Sequence[str] = (), day_format: str = DAY_FORMAT) -> dict[str, object]:
    """What a template can name, all of it plain. `timeline`, `impact`, `evidence`, `responders` are lists in Markdown."""
    seen = incident_view(incident, day_format)
    return {
        "front_matter": Markdown(front_matter(incident, authors)),
        "incident": seen,
        "title": incident.title.strip() or incident.ref,
        "severity": plain(incident.severity or incident.severity_normal),
        "date": incident_day(incident),
        "authors": tuple(authors),
        "services": incident.services,
        "categories": incident.categories,
        "started": incident.started_at,
        "detected": incident.detected_at,
        "resolved": incident.resolved_at,
        "timeline": timeline_lines(incident.timeline, day_format),
        "impact": impact_lines(incident.impact),
        "evidence": evidence_lines(incident.evidence),
        "responders": Markdown("\n".join(f"- {markdown_words(name)}" for name in incident.responders)),
    }


def incident_view(incident: Incident, day_format: str = DAY_FORMAT) -> View:
    """The incident as a template sees it: every field of people's, and `status`; the whole of it is its title."""
    fields = {name: value for name, value in dict(incident).items() if name != "comments"}  # keys of pmflow's own
    fields["status"] = incident.status
    fields["impact"] = View("incident.impact", dict(incident.impact), impact_lines(incident.impact))
    fields["timeline"] = tuple(
        View("entry", dict(entry), timeline_lines([entry], day_format)) for entry in incident.timeline
    )
    fields["evidence"] = tuple(View("evidence", dict(one), evidence_lines([one])) for one in incident.evidence)
    return View("incident", fields, markdown_words(incident.title))


def incident_day(incident: Incident) -> dt.date | None:
    """The day (UTC) on which it began, else on which it was noticed; None where neither is known."""
    moment = incident.started_at or incident.detected_at
    moment = in_utc(moment)
    return moment.date() if moment else None


def facts(incident: Incident, authors: Sequence[str] = ()) -> dict[str, object]:
    """The flat part of the front matter, in its order; None and empty where the incident does not say."""
    known: dict[str, object] = {
        "title": one_line(incident.title) or one_line(incident.ref),
        "incident": one_line(incident.ref),
        "severity": incident.severity or (incident.severity_normal and incident.severity_normal.value),
        "date": incident_day(incident),
        "authors": [one_line(name) for name in authors],
        "services": [one_line(name) for name in incident.services],
        "categories": [one_line(name) for name in incident.categories],
        "started": _instant(incident.started_at),
        "detected": _instant(incident.detected_at),
        "resolved": _instant(incident.resolved_at),
    }
    if incident.near_miss:
        known["near_miss"] = True
    return known


def front_matter(incident: Incident, authors: Sequence[str] = ()) -> str:
    """The whole front matter as YAML between its fences, with a line end."""
    lines = [f"{key}: {yaml_fact(value)}".rstrip() for key, value in facts(incident, authors).items()]
    review = ["review:", "  held:", "  invited: []", "  came: []"]
    return "\n".join(["---", *lines, *review, "pmflow:", f"  state: {State.DRAFT}", "---", ""])


def yaml_fact(value: object) -> str:
    """One of `facts` as YAML: instants as ISO in UTC, with a Z."""
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return yaml_scalar(value)


def timeline_lines(entries: Sequence[TimelineEntry], day_format: str = DAY_FORMAT) -> Markdown:
    """One item for each entry: day, time and zone in bold, then what happened.

    A time whose zone or day is not known is written as it was found, without a zone: it is never made UTC.
    """
    return Markdown("\n".join(_entry(entry, day_format) for entry in entries))


def _entry(entry: TimelineEntry, day_format: str) -> str:
    when, words = timeline_cells(entry, day_format)
    return f"- **{when}**: {words}" if when else f"- {words}"


def timeline_cells(entry: TimelineEntry, day_format: str = DAY_FORMAT) -> tuple[str, str]:
    """When and what, each in Markdown on one line; the time is empty where none is known."""
    words = markdown_words(entry.text)
    about = "~" if entry.approximate else ""
    if (begin := in_utc(entry.at)) is not None:
        when = f"{about}{write_day(begin.date(), day_format)} {_clock(begin)}"
        if (end := in_utc(entry.until)) is not None:
            day = f"{write_day(end.date(), day_format)} " if end.date() != begin.date() else ""
            when += f" - {day}{_clock(end)}"
        return f"{when} UTC", words
    if entry.local is not None:
        return f"{about}{write_day(entry.local.date(), day_format)} {_clock(entry.local)}", words
    return markdown_words(entry.raw or ""), words


def _clock(moment: dt.datetime) -> str:
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


_IMPACT = {
    "Users affected": "users",
    "Duration": "duration",
    "Revenue": "revenue",
    "Reputation": "reputation",
    "Support tickets": "support_tickets",
}


def impact_lines(impact: Impact) -> Markdown:
    """One item for each thing that is known."""
    known: Mapping[str, str | None] = {label: getattr(impact, name) for label, name in _IMPACT.items()}
    if impact.duration_minutes is not None and not impact.duration:
        known = {**known, "Duration": f"{impact.duration_minutes} minutes"}
    return Markdown("\n".join(f"- **{label}**: {markdown_words(words)}" for label, words in known.items() if words))


def evidence_lines(evidence: Sequence[Evidence]) -> Markdown:
    """One item for each, with its kind."""
    return Markdown(
        "\n".join(
            f"- {'' if one.kind == 'other' else one.kind.capitalize() + ': '}{markdown_link(one.label, one.url)}"
            for one in evidence
        )
    )


def _instant(moment: dt.datetime | None) -> dt.datetime | None:
    moment = in_utc(moment)
    return moment.replace(microsecond=0) if moment else None


def _shown(value: object, day_format: str) -> object:
    """A template's value as Markdown."""
    match value:
        case Markdown():
            return value
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return markdown_words(value)
        case dt.datetime():
            aware = value.tzinfo is not None
            moment = in_utc(value) if aware else value
            if moment is None:
                return value.isoformat()
            return f"{write_day(moment.date(), day_format)} {_clock(moment)}{' UTC' if aware else ''}"
        case dt.date():
            return write_day(value, day_format)
        case View():
            return str(value)
        case tuple() | list():
            if value and all(isinstance(one, View) for one in value):
                return "\n".join(map(str, value))
            return ", ".join(str(_shown(one, day_format)) for one in value)
        case int() | float():
            return value
        case _ if type(value).__module__.startswith("jinja2"):
            return value  # an undefined variable: Jinja says which
        case _:
            return markdown_words(str(value))
