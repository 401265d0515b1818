"""The words that people put before each fact about an incident, in whatever house's language: `Fact` and its keys.

Keys are plain words (`plain_words`): lower case, no accents, no punctuation.
"""

from __future__ import annotations

from enum import StrEnum


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


KEYS: dict[Fact, str] = {
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
        author of report | scribe | recorder | editor | edited by | note taker | notetaker | notes by | minutes by
        minutes taken by | recorded by | documented by | penned by | schriftfuhrer | schriftfuhrerin | protokoll
        protokollant | protokollantin
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
        incident manager | im | comms | comms lead | communications lead | communications | ops lead
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


_NOTHING = (
    "none|n a|na|tbd|tba|tbc|unknown|pending|unassigned|no response|not known|null|to be determined|to be confirmed"
    "|not applicable|not available|not set|not yet|yet to be determined|to do|todo|nil|unclear|open|keine|unbekannt|offen"
    "|aucun|aucune|inconnu|ninguno|ninguna|desconocido"
)
NOTHING = frozenset(["", *_NOTHING.split("|")])
"""Values that say that there is none."""
