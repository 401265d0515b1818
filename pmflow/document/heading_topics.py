"""The wordings of headings that are none of the eight sections, or a smaller topic inside one of them, as data.

Plain words (`plain_words.py`), no articles or numbering.
"""

from __future__ import annotations

from pmflow.document.heading_reading import Topic

TOPICS: dict[Topic, str] = {
    Topic.FACTORS: """
        contributing factors | contributing factor | contributory factors | contributing causes | contributing
        factors | causal factors | contributing conditions | contributors | conditions | other factors
        additional factors | further factors | aggravating factors | other causes | secondary causes
        latent conditions | enabling conditions | what made it worse | beitragende faktoren | mitwirkende faktoren
        begunstigende faktoren | facteurs contributifs | facteurs aggravants | factores contribuyentes
        fatores contribuintes | fattori contribuenti | bijdragende factoren | underlying factors
        contributing factors include | contributing factors were
    """,
    Topic.CAUSE: """
        root cause | root causes | primary cause | main cause | direct cause | technical root cause
        underlying cause | technical cause | immediate cause | proximate cause | grundursache | hauptursache
        ursache | cause racine | cause principale | causa raiz | technical root causes | root cause analysis | cause
        rca
    """,
    Topic.SAFEGUARDS: """
        barriers that failed | controls that failed | defences that failed | defenses that failed
        why existing safeguards failed | why safeguards failed | why did safeguards fail
        why did existing safeguards fail | safeguards | failed safeguards | existing safeguards
        safeguards that failed | why our safeguards failed | why it was not caught | why was it not caught
        why wasn t it caught | why wasn t this caught | why was this not caught | why it wasn t caught
        why did we not catch it | why didn t we catch it | why didn t we catch this | why tests did not catch it
        why didn t tests catch it | why didn t our tests catch this | why controls failed | control failures
        failed controls | control effectiveness | control gaps
        failed defenses | failed defences | barriers | failed barriers | what should have stopped it
        what should have prevented it | what should have caught it | what should have caught this | detection gaps
        why monitoring did not catch it | why nothing stopped it | why guards failed | escape analysis
        escape point | why sicherungen versagten | warum schutzmassnahmen versagten | sicherungen
        pourquoi les protections ont echoue | por que fallaron las protecciones | guard rails | guardrails
    """,
    Topic.FIVE_WHYS: """
        five whys | 5 whys | 5 why | five why | 5 whys analysis | five whys analysis | why analysis | whys | 5xwhy
        5 x why | 5x why | five whys technique | 5 whys technique | five why analysis | 5 why analysis
        funf mal warum | 5 mal warum | 5 pourquoi | cinq pourquoi | los cinco porques | cinco porques
        root cause 5 whys | root cause five whys | why why why | ask why
    """,
    Topic.LUCKY: """
        where we got lucky | where did we get lucky | where we were lucky | lucky | luck | got lucky | we got lucky
        things that were lucky | how we got lucky | how did we get lucky | good luck | pure luck | lucky breaks
        good fortune | fortune | what was luck | by luck | wo wir gluck hatten | gluck | gluck gehabt
        wo hatten wir gluck | ou nous avons eu de la chance | chance | donde tuvimos suerte | suerte
        where luck helped | saved by luck | we were lucky | what was lucky | what went well by luck
        onde tivemos sorte | geluk
    """,
    Topic.SURPRISED: """
        what surprised us | surprises | surprised | what was surprising | surprising | what surprised you
        where we were surprised | unexpected | what was unexpected | things that surprised us
        was uns uberrascht hat | was hat uns uberrascht | uberraschungen | ce qui nous a surpris | surpris
        lo que nos sorprendio | sorpresas | what puzzled us | what confused us | surprising behaviour
        surprising behavior
    """,
    Topic.EVIDENCE: """
        evidence | evidence list | logs | attachments | attachment | screenshots | graphs | dashboards | links
        references | reference | further reading | related | related links | related incidents | related issues
        related documents | supporting information | supporting documents | supporting material | supporting data
        sources | resources | appendix | appendices | annex | annexes | chat log | chat logs | chat transcript
        transcript | data | metrics | charts | raw notes | raw data | indicators | indicators of compromise | iocs
        belege | nachweise | anhang | anhange | preuves | pieces jointes | liens | annexe | evidencia | enlaces
        anexos | adjuntos | evidences | see also | bibliography | glossary | appendinx | further information
        more information | useful links | relevant links | incident channel | log excerpts | log output
    """,
    Topic.REVIEW: """
        review meeting | postmortem meeting | post mortem meeting | meeting | meeting notes | attendees
        participants | review attendees | attendance | present | invited | who was there | who attended
        review participants | meeting attendees | retro attendees | teilnehmer | anwesende | participants a la revue
        asistentes | participantes | people present | meeting details | review details | in attendance
        review board
    """,
    Topic.SHARING: """
        sharing | shared with | distribution | distribution list | audience | communication | communications
        publication | announcement | messaging | external communication | internal communication
        external messaging | internal messaging | status page updates | status updates | comms
        customer communication | verteiler | kommunikation | diffusion | communication plan | difusion
        public communication | where this was shared | published
    """,
    Topic.METADATA: """
        metadata | incident | meta | incident data | incident metadata | general information | general info
        basic information | basic info | incident information | incident info | incident details | details | header
        facts | key data | key facts | basics | at a glance | overview table | document information | incident facts
        stats | statistics | key metrics | incident metrics | date | dates | when | severity | status | duration
        owner | author | authors | roles | incident team | team | people | people involved | persons involved
        responders | incident roles | who | service | services | which service | date of incident
        how long did it last | incident date | when did it happen | stammdaten | allgemeine informationen
        allgemeines | eckdaten | informations generales | datos generales | informacion general | incident commander
        key people | response team | incident record | classification | facts and figures | detection time
        start time | end time | cast | who was involved | who was on call | involved people | involved | beteiligte
        priority | level | incident level | start | end | started | ended | resolved | detected | title | name
        incident id | incident number | tags | labels | categories | category | type
    """,
    Topic.ASIDE: """
        background | background information | context for readers | prerequisites | before you submit
        anything else | additional notes | additional information | additional context | questions
        questions and answers | q and a | q a | faq | parking lot | thanks | acknowledgements | acknowledgments
        credits | document history | version history | change history | revision history | change log | changelog
        sign off | sign offs | approvals | approval | approved by | endorsement | reviewer checklist
        review checklist | checklist | readiness checklist | template | instructions | guidelines
        how to use this template | table of contents | contents | toc | terminology | definitions
        legend | disclaimer | contact | call to action | verification | validation | inhaltsverzeichnis | freigabe
        dokumenthistorie | remerciements | agradecimientos | danksagung | open questions | unanswered questions
        what is it | affected versions
    """,
}
