"""The facts about an incident that people put at the top: severity, date, duration, who, when found, when over.

They stand in front matter, in tables of two columns, in `Key: value` lines, bullets, bold labels, or as a heading
with one
line below it. Each is first gathered as a pair of words and value, then looked up in one table. Nothing is computed
here
that is not said, save the duration between a stated start and a stated end.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Any

from pmflow.document.blocks import Block
from pmflow.document.clocks import find_clock, find_clocks
from pmflow.document.days import DayOrder, find_days, in_reach
from pmflow.document.document import FrontMatter
from pmflow.document.durations import parse_duration, whole_duration, window_times
from pmflow.document.headings import Topic, plain_words
from pmflow.document.label_blocks import bare_pieces, definition_lines, html_lines, indented_lines
from pmflow.document.pandoc_tables import is_grid_border, is_simple_border, read_line_table
from pmflow.document.sections import Outline, Part
from pmflow.document.severity_labels import BARE as BARE_SEVERITY
from pmflow.document.severity_labels import (
    looks_like_a_step,
    read_severity_label,
    severity_among_tags,
    severity_in_prose,
    severity_in_title,
    severity_tag,
    severity_value,
)
from pmflow.document.time_labels import LABEL_UNITS, may_time_the_incident, names_the_incident, read_time_label
from pmflow.document.zones import aware, find_zone
from pmflow.model import SectionName, Severity, State
from pmflow.patterns import lazy
from pmflow.severity import normal_severity


class Fact(StrEnum):
    """What a key says something about."""

    TITLE = "title"
    INCIDENT = "incident"
    SEVERITY = "severity"
    SOME_SEVERITY = "some_severity"
    """Under a label that may mean something else: "Class", "Rating"."""
    PRIORITY = "priority"
    DATE = "date"
    WEAK_DATE = "weak_date"
    EFFECT = "effect"
    STARTED = "started"
    DETECTED = "detected"
    RESOLVED = "resolved"
    DURATION = "duration"
    TIME_TO_RESOLVE = "time_to_resolve"
    SOME_LENGTH = "some_length"
    """A length under a label that nobody here knows ("Customers without the map: 4 hours")."""
    SOME_DAY = "some_day"
    ZONE = "zone"
    AUTHORS = "authors"
    SERVICES = "services"
    CATEGORIES = "categories"
    PEOPLE = "people"
    RESPONDERS = "responders"
    AFFECTED = "affected"
    EXPERTS = "experts"
    STAKEHOLDERS = "stakeholders"
    CAME = "came"
    INVITED = "invited"
    HELD = "held"
    PLANNED = "planned"
    NEAR_MISS = "near_miss"
    USERS = "users"
    REVENUE = "revenue"
    REPUTATION = "reputation"
    SUPPORT = "support"
    EVIDENCE = "evidence"
    AUDIENCE = "audience"
    PLACE = "place"
    SHARED = "shared"


_KEYS: dict[Fact, str] = {
    Fact.TITLE: """
        re | concerning | betreff | betrifft | objet | asunto | oggetto | assunto | onderwerp | regarding
        name of incident | name of the incident | title of incident | title of the incident
        title | name | incident title | incident name | subject | headline | titel | titre | titulo
        postmortem title | post mortem title | issue title | short title
    """,
    Fact.INCIDENT: """
        incident | incident id | incident number | incident no | incident ref | incident reference | id | inc
        incident key | ticket | incident ticket | jira | jira ticket | issue | tracking | tracking issue
        tracking ticket | tracker | pir reference | reference | reference number | ref | report number
        incident link | incident issue | vorfall | vorfallnummer | ticketnummer | numero d incident
        numero de incidente | incident record | case | case number | pd incident | pagerduty incident
        related incident | bug
    """,
    Fact.SEVERITY: """
        level | severity | sev | incident severity | severity level | sev level | incident level | impact level
        severity rating | final severity | max severity | highest severity | severity at peak | incident sev
        schweregrad | schwere | kritikalitat | severite | gravite | niveau de severite | niveau de gravite
        severidad | gravedad | severidade | gravita | ernst | allvarlighetsgrad | incident class | severity class
        criticality | incident classification | severity and priority
    """,
    Fact.PRIORITY: """
        priority | incident priority | prio | prioritat | priorite | prioridad | prioridade | priorita | prioriteit
        urgency
    """,
    Fact.DATE: """
        date | incident date | date of incident | date of outage | outage date | day | dates | incident dates | when
        date of event | event date | date of occurrence | occurrence date | occurred | occurred on | occurred at
        date occurred | happened | happened on | incident day | date and time | date time | when did it happen
        date of issue | day of incident | datum | datum des vorfalls | vorfallsdatum | tag | date de l incident
        date de survenue | fecha | fecha del incidente | data | data do incidente | data dell incidente
        incident window | window | outage window | date s | incident period | period | zeitraum | datetime
        night of | evening of | morning of | afternoon of | weekend of | night | weekend | nacht vom | nuit du
        date affected | tag des vorfalls | datum der storung
    """,
    Fact.WEAK_DATE: "published date | pubdate",
    Fact.EFFECT: """
        impact start | impact started | impact began | start of impact | impact start time | user impact start
        customer impact start | customer impact began | customer impact started | outage start | outage started
        outage began | start of outage | first impact | first user impact | first customer impact | first effect
        first effect on users | users affected from | impact from | downtime start | start of downtime
        beginn der auswirkung | degradation started | degradation start
    """,
    Fact.STARTED: """
        start | started | start time | started at | incident start | incident started | incident start time
        start of incident | time started | began | begin | beginning | from | begin time | fault occurs
        fault occurred | fault started | time of incident | incident began | start date | opened | opened at
        incident opened | time | beginn | anfang | debut | debut de l incident | inicio | hora de inicio
        inicio del incidente | inizio | aanvang | start utc | started on | incident started at | start datetime
        starttime
    """,
    Fact.DETECTED: """
        detected | detection | detected at | first detected | time detected | detection time | time of detection
        incident detected | fault detected | discovered | discovered at | noticed | first noticed | first alert
        first report | first reported | reported | reported at | identified at | alerted | alerted at | detected on
        erkannt | entdeckt | detecte | detectado | detection date | incident declared | declared | declared at
    """,
    Fact.RESOLVED: """
        resolved | resolved at | resolution time | time resolved | time of resolution | end | ended | end time
        ended at | end of incident | incident end | incident ended | incident resolved | incident end time
        fully resolved | service restored | restored | restored at | recovered | recovery | recovered at
        impact end | impact ended | end of impact | outage end | outage ended | end of outage | closed at | until
        to | all clear | resolution date | date resolved | end date | fixed at | fixed | mitigated | mitigated at
        ende | behoben | gelost | entstorung | fin | fin de l incident | resolu | resuelto | hora de fin | fine
        resolved on | resolution | endtime | end datetime | time of recovery | finished
    """,
    Fact.DURATION: """
        duration | incident duration | outage duration | total duration | impact duration | duration of impact
        duration of incident | duration of outage | total time of impact | time of impact | total impact time
        downtime | total downtime | outage | outage time | outage length | length | length of outage
        length of incident | lasted | how long | how long did it last | total outage | total outage time | time down
        dauer | gesamtdauer | ausfalldauer | ausfallzeit | storungsdauer | duree | duree totale
        duree de l incident | duracion | duracion total | duracao | durata | duur | varaktighet
        user impact duration | customer impact duration | service downtime | total time | length of impact
        duration of degradation | incident length | total incident duration | time of outage | unavailability
    """,
    Fact.TIME_TO_RESOLVE: """
        time to resolve | time to resolution | time to mitigate | time to mitigation | time to restore
        time to recover | time to recovery | time to fix | ttr | ttm | mttr | time until resolved
        start to resolution | time to repair
    """,
    Fact.ZONE: "timezone | time zone | tz | zeitzone | fuseau horaire | zona horaria | times | all times",
    Fact.AUTHORS: """
        author | authors | written by | prepared by | created by | author s | postmortem author | post mortem author
        postmortem authors | report author | reporter | report by | write up by | writeup by | writer | drafted by
        compiled by | document author | by | autor | autoren | autorin | verfasser | verfasst von | erstellt von
        auteur | auteurs | auteur rice s | redige par | autores | redactado por | autore | submitted by
        author of report
    """,
    Fact.SERVICES: """
        service | services | affected service | affected services | affected system | affected systems
        affected product | affected products | affected component | affected components | impacted service
        impacted services | impacted system | impacted systems | services affected | services impacted
        systems affected | components | component | system | systems | business service | which service
        products affected | product | products | application | applications | services involved | dienst | dienste
        betroffene dienste | betroffene systeme | betroffener dienst | service affecte | services affectes
        services impactes | servicio | servicios | servicios afectados | servicos | servicos afetados | service s
        affected service s | area
    """,
    Fact.CATEGORIES: """
        category | categories | tags | tag s | labels | root cause category | cause category | incident type
        type of incident | type | incident category | kategorie | kategorien | categorie | categoria
        classification tags | keywords | topics | themes
    """,
    Fact.PEOPLE: """
        owner | owners | postmortem owner | post mortem owner | owner of review process | document owner
        postmortem lead | pm owner | review owner | dri | incident commander | ic | commander | incident lead | lead
        incident manager | im | scribe | comms | comms lead | communications lead | communications | ops lead
        operations lead | tech lead | technical lead | on call | oncall | on call engineer | primary on call
        secondary on call | reported by | facilitator | moderator | incident owner | deputy | liaison
        customer liaison | einsatzleiter | einsatzleitung | pilote | coordinator | incident coordinator
        point of contact | duty manager | who | problem manager | engineers on call | reviewers | reviewer
        reviewed by | approver | approved by | sponsor
    """,
    Fact.RESPONDERS: """
        responders | responder | incident responders | incident team | response team | people on shift | involved
        people involved | persons involved | who was involved | team members | responding engineers | people
        beteiligte | intervenants | responded by | resolved by | engineers
    """,
    Fact.AFFECTED: "affected teams | affected people",
    Fact.EXPERTS: "sme | smes | subject matter experts | experts | domain experts | subject matter expert",
    Fact.STAKEHOLDERS: "stakeholders | stakeholder",
    Fact.CAME: """
        attendees | attended | attended by | participants | present | came | meeting attendees | review attendees
        people present | in attendance | attendance | who came | who attended | teilnehmer | anwesend | anwesende
        participants a la revue | asistentes | participantes | review came | meeting came | retro attendees
        review participants | postmortem attendees | meeting participants
    """,
    Fact.INVITED: """
        invited | invitees | invited to review | eingeladen | invites | convidados | invitados | review invited
        meeting invited | invited attendees
    """,
    Fact.HELD: """
        meeting | meeting date | review meeting | review date | meeting held | review held | held | held on
        retro date | retrospective date | postmortem meeting | post mortem meeting | postmortem date
        post mortem date | review meeting held | meeting held on | date of review | date of meeting
        review meeting date | postmortem meeting date | post mortem meeting date | retro held | debrief
        debrief held | debrief date | reviewed on | review held on | postmortem held | post mortem held | review
        termin | besprechung | reunion | discussed on | postmortem review | incident review held
        incident review meeting | date of postmortem
    """,
    Fact.PLANNED: """
        meeting planned | review planned | meeting scheduled | review scheduled | scheduled for | planned for
        review due | meeting scheduled for | postmortem scheduled
    """,
    Fact.NEAR_MISS: "near miss | nearmiss | is near miss",
    Fact.USERS: """
        users affected | affected users | customers affected | affected customers | customers impacted
        users impacted | impacted users | impacted customers | user impact | customer impact | users | customers
        number of users affected | number of users | no of users affected | number of customers affected
        clients affected | accounts affected | who was affected | people affected | user accounts affected
        betroffene nutzer | betroffene kunden | kunden | nutzer | clients impactes | utilisateurs impactes
        utilisateurs | utilisateurs affectes | clients touches | usuarios afectados | clientes afectados | usuarios
        utenti | tenants affected | subscribers | subscribers affected | affected accounts | guests | patients
        students | merchants | partners affected | players affected | customers concerned | users concerned
        members affected | orders affected
    """,
    Fact.REVENUE: """
        revenue | revenue impact | revenue loss | lost revenue | financial impact | financial | financial loss
        cost | costs | financial cost | estimated cost | estimated loss | estimated revenue loss
        estimated revenue impact | money | umsatz | umsatzverlust | umsatzausfall | finanzielle auswirkungen | perte
        pertes financieres | impact financier | chiffre d affaires | ingresos | perdida | perdidas
        impacto economico | impacto financiero | impacto en ingresos | lost sales | sales | business cost | gmv
        gmv loss | revenue lost | loss of revenue
    """,
    Fact.REPUTATION: """
        reputation | reputation impact | reputational impact | trust | trust impact | reputation and trust
        reputation trust | reputation trust impact | brand | brand impact | reputational | press | social media
        public perception | reputational damage | ruf | image | reputacion | customer trust | media
        impact on trust | pr | vertrauen | reputationsschaden
    """,
    Fact.SUPPORT: """
        support tickets | tickets | support | customer support | support impact | support load | support volume
        tickets filed | complaints | customer complaints | support cases | support contacts | support requests
        support calls | calls | customer tickets | customer contacts | helpdesk tickets | tickets opened
        number of tickets | cases | anfragen | supportanfragen | support anfragen | tickets de support
        tickets de soporte | chamados | zendesk tickets | service desk tickets | inbound tickets | chats
    """,
    Fact.EVIDENCE: """
        status page | dashboard | dashboards | grafana | logs | log | screenshots | screenshot | slack channel
        slack | incident channel | channel | chat | slack thread | war room | evidence | graphs | graph | statuspage
        recording | traces | trace | metrics link | metrics | zoom recording | links | link
    """,
    Fact.AUDIENCE: "audience | shared with | distribution | distribution list | verteiler",
    Fact.PLACE: "published at | published in | published to | shared in | published on blog",
    Fact.SHARED: "shared on | shared at | date shared",
}  # fmt: skip
_FACTS: dict[str, Fact] = {
    phrase.strip(): fact
    for fact, text in _KEYS.items()
    for phrase in text.replace("\n", "|").split("|")
    if phrase.strip()
}
_KEY_LIMIT = max(len(phrase) for phrase in _FACTS) + 12

_NOTHING = frozenset(
    [
        *(
            "",
            "none",
            "n a",
            "na",
            "tbd",
            "tba",
            "tbc",
            "unknown",
            "pending",
            "unassigned",
            "no response",
            "not known",
            "null",
        ),
        *(
            "to be determined",
            "to be confirmed",
            "not applicable",
            "not available",
            "not set",
            "not yet",
            "yet to be determined",
        ),
        *(
            "to do",
            "todo",
            "nil",
            "unclear",
            "open",
            "keine",
            "unbekannt",
            "offen",
            "aucun",
            "aucune",
            "inconnu",
            "ninguno",
        ),
        *("ninguna", "desconocido"),
    ]
)
"""Values that say that there is none."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One fact as written."""

    fact: Fact
    value: str
    key: str
    line: int
    front: bool = False
    given: Any = None
    """The front matter's own value: a date is a date there."""


@dataclass(frozen=True)
class Moment:
    """A day, a time of day, or both, and the zone written beside them."""

    day: dt.date | None = None
    clock: dt.time | None = None
    zone: str | None = None
    instant: dt.datetime | None = None
    """Where the text itself was an aware time."""


@dataclass(frozen=True)
class Metadata:
    """What is stated about the incident as a whole; None where it is not."""

    title: str | None = None
    incident: str | None = None
    state: State | None = None
    severity: str | None = None
    severity_normal: Severity | None = None
    near_miss: bool = False
    date: dt.date | None = None
    """Stated by a key."""
    weak_date: dt.date | None = None
    """The front matter's bare `date`: the incident's, or that of a blog post about it."""
    some_day: dt.date | None = None
    """A day at the top under a label that only names the incident."""
    some_length: str | None = None
    """A length at the top under a label that is not known."""
    zone: str | None = None
    effect: Moment = Moment()
    started: Moment = Moment()
    detected: Moment = Moment()
    resolved: Moment = Moment()
    duration_raw: str | None = None
    duration_minutes: int | None = None
    authors: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    roles: tuple[tuple[Fact, tuple[str, ...]], ...] = ()
    held: str | None = None
    planned: str | None = None
    impact: Mapping[Fact, str] = field(default_factory=dict)
    evidence: tuple[tuple[str, str], ...] = ()
    """Label and text of keys that point at evidence."""
    audience: str | None = None
    place: str | None = None
    shared: str | None = None


def read_metadata(front: FrontMatter, outline: Outline, lines: Sequence[str], *, order: DayOrder | None) -> Metadata:
    """What the document states about its incident. `lines` are its own, `order` reads `7/3/2025`."""
    pairs = list(_front_pairs(front.data)) if front.data else []
    limit = outline.second_incident or 1 << 60
    pairs += _line_table_pairs(outline, lines)
    for part in outline.loose:
        if part.line < limit:
            pairs += _part_pairs(part, outline)
    summary_tables = [
        block
        for name in (SectionName.SUMMARY, SectionName.IMPACT)
        for section in outline.sections.get(name, ())
        for block in section.blocks
        if block.kind == "table" and section.line < limit
    ]
    for table in summary_tables:
        pairs += _table_pairs(table)
    first: dict[Fact, Pair] = {}
    for pair in pairs:
        if _is_given(pair.value):
            first.setdefault(pair.fact, pair)
    impact = {fact: pair.value for fact, pair in first.items() if fact in _IMPACT}
    impact |= {fact: value for fact, value in _impact_pairs(outline) if fact not in impact or fact in _IMPACT}

    title = _title(front, outline, first)
    severity = _severity_pair(pairs) or _severity_in_words(front, outline, lines)
    duration = (
        next((p for p in pairs if p.fact is Fact.DURATION and length_of(p) is not None), None)
        or _time_to_resolve(pairs)
        or first.get(Fact.DURATION)
    )
    top = min([section.line for found in outline.sections.values() for section in found], default=60)
    some_length = next((p for p in pairs if p.fact is Fact.SOME_LENGTH and p.line < top), None)
    some_day = next((p for p in pairs if p.fact is Fact.SOME_DAY and p.line < top), None)
    near_miss = _is_near_miss(outline, pairs, title)
    moments = {}
    for fact in (Fact.EFFECT, Fact.STARTED, Fact.DETECTED, Fact.RESOLVED):
        read = (read_moment(p, order) for p in pairs if p.fact is fact and _is_given(p.value))
        if (moment := next((m for m in read if m.day is not None or m.clock is not None), None)) is not None:
            moments[fact] = moment
    stated = next((p for p in pairs if p.fact is Fact.DATE and read_moment(p, order).day is not None), None)
    window = next(
        (w for p in pairs if p.fact in (Fact.DATE, Fact.STARTED, Fact.EFFECT) and (w := _window(p, order)) is not None),
        None,
    )
    if window is not None:
        moments = moments | {Fact.STARTED: window[0]} | {Fact.RESOLVED: moments.get(Fact.RESOLVED) or window[1]}
    date = read_moment(stated, order).day if stated is not None else None
    weak = read_moment(first[Fact.WEAK_DATE], order).day if Fact.WEAK_DATE in first else None
    return Metadata(
        title=title,
        incident=_reference(first.get(Fact.INCIDENT)),
        state=_state(front),
        severity=severity,
        severity_normal=normal_severity(severity) if severity else None,
        near_miss=near_miss,
        date=date,
        weak_date=weak,
        some_day=read_moment(some_day, order).day if some_day is not None else None,
        some_length=some_length.value if some_length is not None else None,
        zone=next((zone for p in pairs if p.fact is Fact.ZONE and (zone := find_zone(p.value)) is not None), None),
        effect=moments.get(Fact.EFFECT, Moment()),
        started=moments.get(Fact.STARTED, Moment()),
        detected=moments.get(Fact.DETECTED, Moment()),
        resolved=moments.get(Fact.RESOLVED, Moment()),
        duration_raw=duration.value if duration else None,
        duration_minutes=length_of(duration) if duration else None,
        authors=_names(pairs, Fact.AUTHORS),
        services=_names(pairs, Fact.SERVICES),
        categories=_names(pairs, Fact.CATEGORIES),
        roles=tuple((fact, names) for fact in _ROLES if (names := _names(pairs, fact))),
        held=first[Fact.HELD].value if Fact.HELD in first else None,
        planned=first[Fact.PLANNED].value if Fact.PLANNED in first else None,
        impact=impact,
        evidence=tuple((p.key, p.value) for p in pairs if p.fact is Fact.EVIDENCE and _is_given(p.value)),
        audience=first[Fact.AUDIENCE].value if Fact.AUDIENCE in first else None,
        place=first[Fact.PLACE].value if Fact.PLACE in first else None,
        shared=first[Fact.SHARED].value if Fact.SHARED in first else None,
    )


_IMPACT = (Fact.USERS, Fact.REVENUE, Fact.REPUTATION, Fact.SUPPORT)
_ROLES = (Fact.PEOPLE, Fact.RESPONDERS, Fact.AFFECTED, Fact.EXPERTS, Fact.STAKEHOLDERS, Fact.CAME, Fact.INVITED)


# Gathering pairs.


@lru_cache(maxsize=4096)
def fact_of(key: str) -> Fact | None:
    """What a key in front of a value says something about, in whatever house's words."""
    if not key or len(key) > _KEY_LIMIT:
        return None
    words = plain_words(key.partition("(")[0] or key)
    if (fact := _FACTS.get(words)) is not None:
        return fact
    if (timed := read_time_label(words)) is not None:
        return Fact(timed.value)
    if (severe := read_severity_label(words)) is not None:
        return Fact.SEVERITY if severe else Fact.SOME_SEVERITY
    return _of_two_languages(key) if "/" in key or "(" in key else None


_OTHER_NAME = lazy(r"[/()\[\]]")


def _of_two_languages(key: str) -> Fact | None:
    """ "Ngày / Date", "Störungsklasse (severity)": the one fact that the parts of such a label name."""
    facts = {fact for part in _OTHER_NAME.split(key) if (fact := _FACTS.get(plain_words(part))) is not None}
    return facts.pop() if len(facts) == 1 else None


def _is_given(value: str) -> bool:
    return len(value) > 24 or plain_words(value) not in _NOTHING


def _front_pairs(data: Mapping[str, Any], prefix: str = "") -> Iterator[Pair]:
    for key, value in data.items():
        name = f"{prefix}{key}".replace("_", " ").replace("-", " ")
        if isinstance(value, Mapping):
            if not prefix.count(" ") > 2 and key != "pmflow":
                yield from _front_pairs(value, f"{name} ")
            continue
        fact = fact_of(name) or (fact_of(str(key).replace("_", " ")) if prefix and "meeting" not in prefix else None)
        if fact is None and isinstance(value, str) and not prefix:
            yield from _unnamed(name, value, 1)
        if fact is None or value is None:
            continue
        if fact is Fact.DATE and name == "date":
            fact = Fact.WEAK_DATE
        yield Pair(fact, _front_text(value), name, 1, True, value)


def _front_text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(
            str(v.get("name", next(iter(v.values()), ""))) if isinstance(v, Mapping) and v else str(v) for v in value
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).strip()


def _part_pairs(part: Part, outline: Outline) -> Iterator[Pair]:
    head = part is outline.top or part is outline.title or part.topic in (Topic.METADATA, Topic.REVIEW)
    fact = fact_of(part.heading) if part.heading and part is not outline.title else None
    if fact is not None:
        value = _first_words(part.blocks)
        if value is not None and (len(value) <= 200 or fact in (Fact.CAME, Fact.INVITED)):
            yield Pair(fact, value, part.heading, part.line)
    for block in part.blocks:
        if block.kind == "paragraph":
            yield from _line_pairs(block)
        elif block.kind == "list" and (head or part.line < outline.top.line + 400):
            yield from _list_pairs(block)
        elif block.kind == "table":
            yield from _table_pairs(block)
        elif block.kind == "html" and (head or part.line < outline.top.line + 60):
            for line, number in html_lines(block.source, block.line):
                yield from _pairs_in(line, number)
        elif block.kind == "code" and head:
            for line, number in indented_lines(block.source, block.line):
                yield from _pairs_in(line, number)
        elif block.kind == "quote" and head:
            for inner in block.children:
                if inner.kind == "paragraph":
                    yield from _line_pairs(inner)
                elif inner.kind == "list":
                    yield from _list_pairs(inner)


def _first_words(blocks: Iterable[Block]) -> str | None:
    for block in blocks:
        if block.kind == "paragraph":
            return block.text.strip()
        if block.kind == "list":
            return ", ".join([item.own.text.strip().replace("\n", " ") for item in block.children])
        if block.kind not in ("rule", "html", "quote"):
            return None
    return None


_DASH = lazy(r"^[^\n]{3,44}?\s(?:[—–=→]|[-=]*>)\s", re.MULTILINE)


def _line_pairs(block: Block) -> Iterator[Pair]:
    text = block.text
    if ":" not in text and "**" not in block.raw and _SEPARATOR.search(text) is None and _DASH.search(text) is None:
        return
    if is_mail_header(text):
        for name, said in (("Subject", Fact.TITLE), ("Date", Fact.WEAK_DATE), ("Sent", Fact.WEAK_DATE)):
            if value := text.partition(f"\n{name}:")[2].partition("\n")[0].strip():
                yield Pair(said, value, name, block.line)
        return
    text = _WRAPPED_LENGTH.sub(" ", text)
    for offset, line in enumerate(text.split("\n")):
        yield from _pairs_in(line, block.line + offset)
    if "\n:" in text:
        for line, number in definition_lines(text, block.line):
            yield from _pairs_in(line, number)
    if "**" in block.raw and len(block.pieces) > 1:
        first, second = block.pieces[0], block.pieces[1]
        if first.strong and not second.strong and ":" not in first.text and not second.text.lstrip().startswith(":"):
            fact = fact_of(first.text)
            if fact is not None and "\n" not in second.text[:1]:
                value = second.text.split("\n")[0].strip(" –—-=\t")
                if value:
                    yield Pair(fact, value, first.text.strip(), block.line)


_WRAPPED_LENGTH = lazy(
    r"(?<=\d)\n(?=(?:hours?|hrs?|minutes?|mins?|days?|Stunden|Minuten|heures?|horas?|minutos?)\b)"
    r"|(?<=[hd]ours|.hour|.days)\n(?=and (?:\d|an? (?:half|quarter)))"
)
"""A line end in the midst of a length."""
_SHORTCODE = lazy(r"^\W*(?::[a-z0-9_+-]+:\s*)+")
"""Pictures in front of a label, as chats write them (`:stopwatch:`)."""


def is_mail_header(text: str) -> bool:
    """Whether a paragraph is the header of a mail, whose date is the letter's."""
    return text.startswith("From:") and "\nSubject:" in text


def _pairs_in(line: str, number: int) -> Iterator[Pair]:
    """`Key: value`, also several in one line (`Severity: SEV-2 | Status: open`)."""
    line = _without_gaps(line)
    if line.count(":") > 2:
        line = _SHORTCODE.sub("", line)
    bare_line = [] if _CELLS.search(line) else bare_pieces(line)
    pieces = bare_line or _CELLS.split(line)
    if bare_line and not any(BARE_SEVERITY.match(piece) or find_days(piece) for piece in bare_line):
        pieces = [line]  # a sentence with commas
    if len(pieces) == 1 and line.count(":") > 1 and " / " in line:
        pieces = line.split(" / ")  # "4 June 2025 / impact: 47 min / class: Blocker"
    for piece in pieces:
        key, mark, value = piece.partition(":")
        if not mark and (dashed := _DASHED.match(piece)) is not None and fact_of(dashed[1]) is not None:
            key, mark, value = dashed[1], ":", dashed[2]  # "Severidad — Alta", "severity = SEV-3"
        if not mark:
            if len(pieces) > 1 and len(piece) <= 40:  # "Severity 3 · 12 Feb 2025 · 90 minutes"
                bare = piece.strip(" *_()")
                if BARE_SEVERITY.match(bare):
                    yield Pair(Fact.SEVERITY, bare, "", number)
                elif whole_duration(bare) is not None:
                    yield Pair(Fact.DURATION, bare, "", number)
            continue
        fact = fact_of(key.lstrip("-*•> "))
        if fact is not None:
            value = value.strip().strip("*").strip()
            if value or fact is Fact.CAME:
                yield Pair(fact, value, key.strip(), number)
            continue
        if (found := _BEFORE_DIGIT.match(piece)) and (fact := fact_of(found[1])) is not None:
            yield Pair(fact, found[2].strip(), found[1].strip(), number)
            continue
        yield from _unnamed(key, value.strip(" *"), number)


def _unnamed(key: str, value: str, number: int) -> Iterator[Pair]:
    """A length or a day under a label that is not known, and that does not say that it times something else."""
    if not value or len(value) > 70 or len(key) > 60:
        return
    words = plain_words(key)
    if may_time_the_incident(words) and whole_duration(value) is not None:
        yield Pair(Fact.SOME_LENGTH, value, key.strip(), number)
    elif names_the_incident(words) and (days := find_days(value)) and len(value) - len(days[0].raw) <= 8:
        yield Pair(Fact.SOME_DAY, value, key.strip(), number)


def _without_gaps(line: str) -> str:
    """The line with a short gap for each very long one, over which the expressions below would take too long."""
    return _GAP.sub(lambda gap: "\t" if "\t" in gap[0] else "   ", line)


_GAP = lazy(r"\s{20,}")
_CELLS = lazy(r"\s+[|·•]\s+|\t+|\s{3,}(?=[A-Z][\w ]{2,30}:)|(?<=[.;,])\s+(?=[A-Z][\w() ]{1,30}:\s)")
_SEPARATOR = lazy(r" [·|=–—-] |\.{3}|\d[^\n]{0,60}[,/`] ")
_DASHED = lazy(r"^\W{0,4}([^\W\d][^:—–=→|]{2,40}?)\s+(?:[—–=]+|[-=]*[>→])\s+(\S.{0,80})$")
_BEFORE_DIGIT = lazy(r"^\W*([^\W\d][^\d:|,.]{2,40}?)\s*(?:[-–—(=]|\.{3,}|…)?\s*(\d.*)$")


def _list_pairs(block: Block) -> Iterator[Pair]:
    stack = list(reversed(block.children))
    while stack:
        item = stack.pop()
        if item.own is not item:
            text = item.own.text
            line, _, more = text.partition("\n")
            line = _without_gaps(line)
            found = list(_pairs_in(line, item.line))
            if not found and (before := _BEFORE_DIGIT.match(line)) and (fact := fact_of(before[1])) is not None:
                found = [Pair(fact, before[2].strip(), before[1].strip(), item.line)]
            key, mark, value = line.partition(":")
            fact = fact_of(key)
            if mark and fact is not None and not value.strip():  # the value stands below
                below = more.strip() or ", ".join(
                    [inner.own.text.strip() for child in item.rest if child.kind == "list" for inner in child.children]
                )
                found = [Pair(fact, below, key.strip(), item.line)] if below else []
            yield from found
        for child in reversed(item.rest):
            if child.kind == "list" and child.level <= 4:
                stack.extend(reversed(child.children))


def _table_pairs(table: Block) -> Iterator[Pair]:
    """A table of two columns (or four: key, value, key, value), or one with a row of keys and a single row of
    values."""
    header = [cell.text.strip() for cell in table.header]
    rows = table.rows
    if len(rows) == 1 and len(header) > 2:
        facts = [fact_of(text) for text in header]
        paired = len(header) == 4 and facts[0] and facts[2] and fact_of(rows[0].children[0].text.strip()) is not None
        if not paired and sum(fact is not None for fact in facts) >= 2:
            for fact, key, cell in zip(facts, header, rows[0].children, strict=False):
                if fact is not None:
                    yield Pair(fact, cell.text.strip(), key, cell.line)
            return
    if len(header) not in (2, 4):
        return
    for row in [table.children[0], *rows]:
        cells = row.children
        for at in range(0, len(cells) - 1, 2):
            fact = fact_of(cells[at].text.strip().rstrip(":"))
            if fact is not None:
                yield Pair(fact, cells[at + 1].text.strip(), cells[at].text.strip(), row.line)
            else:
                yield from _unnamed(cells[at].text, cells[at + 1].text.strip(), row.line)


def _line_table_pairs(outline: Outline, lines: Sequence[str]) -> Iterator[Pair]:
    """Pairs from a pandoc table before the first section; Markdown sees paragraphs and rules there."""
    starts = [section.line for found in outline.sections.values() for section in found]
    number, last = outline.top.line, min([*starts, len(lines) + 1, outline.top.line + 80])
    while number < last:
        line = lines[number - 1]
        if (
            "--" not in line
            or not (is_simple_border(line) or is_grid_border(line))
            or (table := read_line_table(lines, number)) is None
        ):
            number += 1
            continue
        for row in (table.header, *table.rows):
            if len(row) == 2 and (fact := fact_of(row[0].text.strip("*_: "))) is not None:
                yield Pair(
                    fact,
                    row[1].text.strip(),
                    row[0].text.strip("*_: "),
                    row[0].parts[0].line if row[0].parts else number,
                )
        number = max(table.end_line, number) + 1


def _window(pair: Pair, order: DayOrder | None) -> tuple[Moment, Moment] | None:
    """Start and end of a date that is a window: "3 Nov 2025, 14:00 to 15:30 IST"."""
    clocks = find_clocks(pair.value, order=order)
    first = clocks[0] if clocks else None
    last = (first.until or (clocks[1] if len(clocks) == 2 else None)) if first is not None else None
    if first is None or last is None:
        if (times := window_times(pair.value)) is None:
            return None
        day, zone = read_moment(pair, order).day, find_zone(pair.value)
        over = day + dt.timedelta(days=1) if day is not None and times[1] < times[0] else day
        return Moment(day, times[0], zone), Moment(over, times[1], zone)
    start, end = first.time, last.time if last is not None else None
    if last is None or start is None or end is None:
        return None
    day = (first.day.day if first.day else None) or read_moment(pair, order).day
    end_day = (last.day.day if last.day else None) or day
    if day is not None and end_day == day and end < start:
        end_day = day + dt.timedelta(days=1)
    zone = last.zone or first.zone
    return Moment(day, start, first.zone or zone), Moment(end_day, end, zone)


def length_of(pair: Pair) -> int | None:
    """The minutes of a stated length; of a bare number, in the unit of its label ("Duration (min): 68")."""
    value = pair.value.strip(" *~")
    if _BARE_NUMBER.fullmatch(value):
        units = [LABEL_UNITS[word] for word in plain_words(pair.key).split() if word in LABEL_UNITS]
        return round(float(value.replace(",", ".")) * units[-1]) if units and units[-1] else None
    return parse_duration(value)


_BARE_NUMBER = lazy(r"\d{1,5}(?:[.,]\d{1,2})?")


def _time_to_resolve(pairs: Iterable[Pair]) -> Pair | None:
    """ "Time to resolve" before "time to repair": the repair is a part of it."""
    found = [p for p in pairs if p.fact is Fact.TIME_TO_RESOLVE and length_of(p) is not None]
    return min(found, key=lambda p: "repair" in p.key.lower(), default=None)


def _impact_pairs(outline: Outline) -> Iterator[tuple[Fact, str]]:
    """Labelled lines of the impact section: "Users affected: 15,000"."""
    seen: set[Fact] = set()
    for section in outline.sections.get(SectionName.IMPACT, ()):
        for block in section.blocks:
            if block.kind == "list":
                found: Iterable[Pair] = _list_pairs(block)
            elif block.kind == "table":
                found = _table_pairs(block)
            elif block.kind == "paragraph":
                found = _line_pairs(block)
            else:
                continue
            for pair in found:
                if pair.fact in (*_IMPACT, Fact.DURATION) and pair.fact not in seen and _is_given(pair.value):
                    seen.add(pair.fact)
                    yield pair.fact, pair.value


# Reading values.


def read_day(value: str, order: DayOrder | None) -> Moment:
    """The first day and time of day in a text that was given for one."""
    return read_moment(Pair(Fact.DATE, value, "", 0), order)


def read_moment(pair: Pair, order: DayOrder | None) -> Moment:
    """The first day and time of day in a value."""
    given = pair.given
    if isinstance(given, dt.date) and in_reach(given) is None:
        return Moment()
    if isinstance(given, dt.datetime):
        if given.tzinfo is not None:
            return Moment(given.date(), given.time().replace(tzinfo=None), _offset_name(given), given)
        return Moment(given.date(), given.time())
    if isinstance(given, dt.date):
        return Moment(given)
    value = pair.value
    days = [found.day for found in find_days(value, order=order) if found.day is not None]
    day = days[0] if days else _first_of_range(value, order)
    if days and (first := _first_of_range(value, order)) is not None and first < days[0]:
        day = first
    clock = find_clock(value) if ":" in value or "." in value or "h" in value.lower() or "m" in value.lower() else None
    if (clock is None or clock.time is None) and any(c in value for c in ":hH"):
        clock = next(iter(find_clocks(value)), None)
    time = clock.time if clock is not None else None
    if clock is not None and clock.day is not None and clock.day.day is not None:
        day = clock.day.day
    zone = (clock.zone if clock is not None and clock.zone else None) or (
        find_zone(value) if time is not None else None
    )
    return Moment(day, time, zone)


def _offset_name(moment: dt.datetime) -> str:
    """The zone of an aware time as people write it: "UTC", "+02:00"."""
    offset = moment.strftime("%z")
    return f"{offset[:3]}:{offset[3:5]}" if moment.utcoffset() else "UTC"


_DAY_RANGE = lazy(
    r"\b(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:to|into|-|–|—|/|and|&|bis|until|through|au|al|a)\s*"
    r"(?:(?:the\s+)?[^\W\d_]{2,10}\.?,?\s+)?(\d{1,2}(?:st|nd|rd|th|"
    r"\.)?\s+(?:of\s+)?[^\W\d_]{3,}\.?,?\s+\d{4})",
    re.I,
)
_DAY_RANGE_US = lazy(
    r"\b([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*(?:to|-|–|—|/|and|&|"
    r"through)\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})",
    re.I,
)


def _first_of_range(value: str, order: DayOrder | None) -> dt.date | None:
    """The first day of "4 to 7 November 2025" or "Nov 4-7, 2025", whose month and year are written once."""
    if (found := _DAY_RANGE.search(value)) is not None:
        last = next((f.day for f in find_days(found[2], order=order) if f.day), None)
        if last is not None and 1 <= int(found[1]) <= last.day:
            return last.replace(day=int(found[1]))
    if (found := _DAY_RANGE_US.search(value)) is not None:
        first = find_days(f"{found[1]} {found[2]}, {found[4]}", order=order)
        return first[0].day if first else None
    return None


def instant_of(moment: Moment, day: dt.date | None, zone: str | None) -> dt.datetime | None:
    """The moment as an aware time, where its day and zone are known (its own, else the document's)."""
    if moment.instant is not None:
        return moment.instant
    own = moment.day or day
    name = moment.zone or zone
    if own is None or moment.clock is None or name is None:
        return None
    return aware(dt.datetime.combine(own, moment.clock), name)


def _severity_pair(pairs: Iterable[Pair]) -> str | None:
    found: dict[Fact, str] = {}
    for pair in pairs:
        if (
            pair.fact in (Fact.SEVERITY, Fact.SOME_SEVERITY, Fact.PRIORITY)
            and pair.value
            and len(severity_value(pair.value)) <= 120
        ):
            words = plain_words(pair.value)
            if (words and words in _NOTHING) or words.startswith(("n a", "none", "near miss", "no ")):
                continue
            if pair.fact is not Fact.SEVERITY and not looks_like_a_step(severity_value(pair.value)):
                continue
            found.setdefault(pair.fact, severity_value(pair.value))
        elif pair.fact is Fact.CATEGORIES and (tag := severity_among_tags(pair.value)) is not None:
            found.setdefault(Fact.SOME_SEVERITY, tag)
        elif pair.fact is Fact.INCIDENT and "," in pair.value:  # "TDX 1184420, P1"
            for part in pair.value.split(",")[1:]:
                if BARE_SEVERITY.match(part):
                    found.setdefault(Fact.SOME_SEVERITY, severity_value(part))
    return found.get(Fact.SEVERITY) or found.get(Fact.PRIORITY) or found.get(Fact.SOME_SEVERITY)


def _severity_in_words(front: FrontMatter, outline: Outline, lines: Sequence[str]) -> str | None:
    """A severity in the title ("[SEV1] …"), plainly said in the first lines ("sev: SEV2"), or a tracker's label."""
    own = front.data.get("title")
    for title in (own if isinstance(own, str) else "", outline.title.heading if outline.title is not None else ""):
        if found := severity_in_title(title):
            return found
    blocks = [*outline.top.blocks, *(outline.title.blocks if outline.title is not None else [])]
    for name in (SectionName.SUMMARY, SectionName.IMPACT):
        for section in outline.sections.get(name, ()):
            blocks += section.blocks[:3]
    for block in blocks[:16]:
        for inner in islice(block.walk(), 40):
            if inner.kind == "paragraph" and (found := severity_in_prose(inner.text)):
                return found
            if inner.kind == "paragraph" and len(inner.text) <= 40 and BARE_SEVERITY.match(inner.text):
                return severity_value(inner.text)
    return next((tag for line in lines if (tag := severity_tag(line))), None)


_NEAR_MISS = lazy(
    r"\bnear[ -]?miss(?:es)?\b|\bbeinahe(?:-?vorfall|unfall)\b|\bpresque accident\b|"
    r"\bcuasi ?incidente\b",
    re.I,
)


def _is_near_miss(outline: Outline, pairs: Iterable[Pair], title: str | None) -> bool:
    for pair in pairs:
        if pair.fact is Fact.NEAR_MISS:
            return plain_words(pair.value) in ("yes", "true", "y", "x", "ja", "oui", "si", "1")
        if pair.fact in (Fact.SEVERITY, Fact.CATEGORIES, Fact.TITLE) and _NEAR_MISS.search(pair.value):
            return True
    heading = outline.title.heading if outline.title is not None else ""
    return bool(_NEAR_MISS.search(heading) or (title and _NEAR_MISS.search(title)))


def _names(pairs: Iterable[Pair], fact: Fact) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for pair in pairs:
        if pair.fact is not fact or not _is_given(pair.value):
            continue
        for name in split_names(pair.value):
            names.setdefault(name)
    return tuple(names)


_NAME_SEPARATOR = lazy(r"\s*(?:[,;\n•]|\s/\s|\s\|\s|\s&\s|\s\+\s|\s(?:and|und|et)\s)\s*")


def split_names(text: str) -> list[str]:
    """The names in a list of people or services, without @, brackets and addresses."""
    depth, cleaned = 0, []
    for char in text:
        depth += (char in "([<") - (char in ")]>")
        if depth == 0 and char not in ")]>":
            cleaned.append(char)
    names = []
    for part in _NAME_SEPARATOR.split("".join(cleaned)):
        name = part.strip().strip("\"'`*_.:- ").removeprefix("@").removesuffix("@").strip()
        if name and len(name) <= 80 and plain_words(name) not in _NOTHING:
            names.append(name)
    return names


def _reference(pair: Pair | None) -> str | None:
    """An incident's own number or key; a sentence about it is none."""
    if pair is None or len(pair.value) > 120:
        return None
    return pair.value if len(pair.value.split()) == 1 or any(c.isdigit() for c in pair.value) else None


def _state(front: FrontMatter) -> State | None:
    own = front.data.get("pmflow")
    value = own.get("state") if isinstance(own, Mapping) else None
    value = value[0] if isinstance(value, list) and value else value
    return State(value) if isinstance(value, str) and value in State._value2member_map_ else None


# The title.

_KIND = (
    r"(?:(?:blameless|draft|final|public|internal|mini|full)\s+)?"
    r"(?:(?:incident|outage|service|production|security)\s+)?"
    r"(?:post[\s-]?mortem|postmortem|post[\s-]incident\s+(?:review|report|analysis)|pir|rca|root\s+cause\s+analysis|"
    r"incident\s+(?:report|review|retrospective|retro|summary|analysis|write-?up)|retrospective|retro|"
    r"after[\s-]action\s+(?:review|report)|aar|"
    r"incident|incidente|vorfall|störung|outage|near[\s-]?miss|post-?incident|rfo|reason\s+for\s+outage|debrief|"
    r"learning\s+review|memorandum|memo|minutes|letter|briefing\s+note|file\s+note|major\s+incident\s+report|incident\s+postmortem\s+report|relatório\s+de\s+incidente|"
    r"störungsbericht|vorfallbericht|rapport\s+d[’']incident|"
    r"informe\s+de\s+incidente|informe\s+postmortem|coe|correction\s+of\s+errors?|review|report)"
)
_NUMBER = r"(?:#\d+|[A-Z]{2,10}-\d[\w-]*|\d{1,6}|(?:19|20)\d\d-\d+(?:-\d+)?)"
_DECORATION = lazy(
    rf"^\W*(?:{_KIND}(?:\s+(?:for|on|of))?(?:\s+(?:no\.?\s*)?{_NUMBER})?\s*(?:\([^)]*\)\s*)?(?:[:|–—]|\s-)\s*"
    rf"|\[[^\]]{{1,40}}\]\s*[:–—-]?\s*"
    rf"|{_NUMBER}\s*(?:[:|–—]|\s-)\s+"
    r"|(?:inc(?:ident)?)[-\s](?:19|20)\d\d-\d\d-\d\d\s*[:–—-]?\s+"
    r"|(?:19|20)\d\d-\d\d-\d\d\s*(?:[:|–—]|\s-)\s*)",
    re.IGNORECASE,
)
_TAIL = lazy(r"\s*(?:\s#\d+|\(#\d+\)|\[#\d+\]|\{#[^}]*\})\s*$")
_GENERIC = lazy(rf"^\W*{_KIND}(?:\s+(?:template|{_NUMBER}))?\W*$", re.IGNORECASE)


def clean_title(text: str) -> str:
    """A title without "Post-mortem:", a number in front or an issue number behind."""
    title = " ".join(text.split())
    title = _TAIL.sub("", title)
    for _ in range(3):
        shorter = _DECORATION.sub("", title, count=1)
        if shorter == title or len(shorter) < 4:
            break
        title = shorter
    start = 0
    while start < len(title) and not (title[start].isalnum() or title[start] in "\"'`([<*#@$&“‘«¿¡/.+-~"):
        start += 1
    return title[start:].strip()


def _title(front: FrontMatter, outline: Outline, first: Mapping[Fact, Pair]) -> str | None:
    candidates: list[str] = []
    own = front.data.get("title")
    if isinstance(own, str) and own.strip() and "pmflow" in front.data:
        return " ".join(own.split())  # pmflow wrote it, or somebody over it: nothing in it is decoration
    if isinstance(own, str | int):
        candidates.append(str(own))
    if outline.title is not None:
        candidates.append(outline.title.heading)
    else:
        lone = _bold_title(outline)
        if lone is not None:
            candidates.append(lone)
    if len(candidates) == 1 and Fact.TITLE in first and outline.title is not None and _is_letterhead(outline.title):
        return clean_title(first[Fact.TITLE].value)
    for candidate in candidates:
        if candidate.strip() and not _GENERIC.match(candidate):
            return clean_title(candidate)
    if Fact.TITLE in first:
        return clean_title(first[Fact.TITLE].value)
    if outline.title is not None:
        for child in outline.title.children[:2]:
            if child.level <= 6 and not child.names and child.topic is None and not child.reading.container:
                return clean_title(child.heading)
    stated = first.get(Fact.INCIDENT)
    if stated is not None and len(stated.value.split()) > 1:
        return clean_title(stated.value)
    return clean_title(candidates[0]) if candidates else None


def _is_letterhead(title: Part) -> bool:
    """Whether a first heading only names the house or the form: nothing is below it but another one of its level."""
    beside = title.parent.children if title.parent is not None else []
    after = beside[title.place + 1] if title.place + 1 < len(beside) else None
    return not title.blocks and not title.children and after is not None and after.level == title.level


def _bold_title(outline: Outline) -> str | None:
    """Where no heading is the title: a first paragraph that is nothing but bold, or a line "Post-mortem: …"."""
    for block in outline.top.blocks[:2]:
        if block.kind != "paragraph":
            continue
        text = block.text.strip()
        bold = block.raw.startswith("**") and all(piece.strong for piece in block.pieces)
        if bold and "\n" not in text and len(text) <= 150 and not text.endswith(":"):
            return text
        for line in text.split("\n")[:2]:
            found = _DECORATION.match(line) if len(line) <= 150 else None
            if found is not None and found[0].strip() and len(line) > found.end():
                if fact_of(line.partition(":")[0]) is not None:
                    continue
                return line
    return None
