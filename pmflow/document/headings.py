"""What headings mean: the wordings of many houses, as data, and one function that looks them up.

`read_heading` says which of the eight sections a heading names, which smaller topic, and how sure that is. It knows
words
only: an ambiguous wording ("What happened?", "Remediation") is judged by `sections.py`, which sees what stands
below it.
Add a wording to its table, in lower case, without accents, articles, punctuation or numbering.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from pmflow.document.time_labels import TimeLabel, read_time_label
from pmflow.model import SectionName
from pmflow.patterns import lazy


class Topic(StrEnum):
    """Smaller headings, inside the eight sections or beside them."""

    FACTORS = "factors"
    CAUSE = "cause"
    SAFEGUARDS = "safeguards"
    FIVE_WHYS = "five_whys"
    LUCKY = "lucky"
    SURPRISED = "surprised"
    EVIDENCE = "evidence"
    REVIEW = "review"
    SHARING = "sharing"
    METADATA = "metadata"
    ASIDE = "aside"
    """Known not to be any of the eight: background, checklists, document history, questions and answers."""


class Sure(StrEnum):
    """How far a wording alone decides."""

    YES = "yes"
    TIMED = "timed"
    """Only where it holds timed entries; `Reading.otherwise` is what it is without them."""
    LISTED = "listed"
    """Only where it holds a list or a table."""
    ALONE = "alone"
    """Only where no other heading is plainly that section."""
    PAIRED = "paired"
    """Only beside its counterpart ("Good" beside "Bad"), or inside a retrospective."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a heading means. `names` is empty where it is none of the eight."""

    names: tuple[SectionName, ...] = ()
    topic: Topic | None = None
    sure: Sure = Sure.YES
    otherwise: SectionName | None = None
    exact: bool = True
    """False where it was recognised by a word in it, not as a whole."""
    beside: SectionName | None = None
    """What it is instead beside a counterpart: "Problem" is a summary, but not after "Keep"."""
    container: bool = False
    """It may be there only to hold went-well and went-poorly ("Lessons learned", "Retrospective")."""


_S = SectionName

WORDINGS: dict[SectionName, str] = {
    _S.SUMMARY: """
        summary | executive summary | exec summary | management summary | incident summary | issue summary
        summary of incident
        summary of events | short summary | brief summary | brief | in brief | brief description | short description
        description
        incident description | problem description | description of incident | description of problem
        problem statement
        problem summary | problem | issue | abstract | overview | incident overview | outage overview
        high level overview | high level summary
        high level description | synopsis | tl dr | tldr | short version | story in short | too long didn t read
        recap | incident recap | nutshell | in a nutshell | at a glance
        in short | in short words | what this is about | whats this about | what s this about | what is this about
        what is this | what readers need to know | what you need to know | what do readers need to know | key facts
        bottom line
        bottom line up front | bluf | what happened in short | what happened in brief | what happened tl dr
        what was incident
        what was problem | what went down | what broke | incident synopsis | situation | statement
        incident statement
        zusammenfassung | kurzfassung | kurze zusammenfassung | uberblick | kurzbeschreibung | beschreibung
        ubersicht | kurzuberblick
        management zusammenfassung | was ist passiert | worum geht es | storungsbeschreibung | vorfallbeschreibung
        problembeschreibung
        resume | synthese | resume executif | resume de l incident | description de l incident | en bref | apercu
        vue d ensemble | sommaire
        resumen | resumen ejecutivo | resumen del incidente | descripcion | descripcion del incidente | sintesis
        panorama general
        resumo | resumo executivo | descricao | visao geral | riepilogo | sommario | sintesi | riassunto
        descrizione
        samenvatting | overzicht | omschrijving | sammanfattning | sammendrag | resume af haendelsen | podsumowanie
        streszczenie
    """,
    _S.TIMELINE: """
        timeline | time line | timelines | incident timeline | timeline of events | timeline of incident
        event timeline | events timeline
        detailed timeline | chronology | chronology of events | chronological order of events
        chronological timeline | chronological log | chronicle
        sequence of events | course of events | order of events | response timeline | timeline of response
        incident log | event log | log of events
        logbook | incident chronology | what happened when | what happened and when | when did what happen
        when what happened | events as they happened | blow by blow
        minute by minute | hour by hour | play by play | key timeline | key timestamps | timestamps
        timeline and response | history of events
        events in order | events chronology | incident history | history of incident | running log | timetable
        timeline of outage | times
        zeitverlauf | zeitleiste | zeitstrahl | zeitachse | chronologie | zeitlicher ablauf | ablauf
        zeitlicher verlauf | verlauf | ablauf der ereignisse
        ereignisablauf | chronologischer ablauf | storungsverlauf | vorfallverlauf | ablauf des vorfalls
        chronologie des evenements | chronologie de l incident | deroulement | deroulement des faits | deroule
        frise chronologique | ligne de temps
        deroulement de l incident | deroule de l incident | historique | fil des evenements
        cronologia | cronologia de eventos | cronologia del incidente | linea de tiempo | linea temporal
        linha do tempo | cronologia dos eventos
        sequenza degli eventi | cronologia degli eventi | secuencia de eventos | sequencia de eventos
        tijdlijn | tijdslijn | verloop | tidslinje | handelseforlopp | os czasu | przebieg | przebieg zdarzen
        aikajana
    """,
    _S.IMPACT: """
        impact | impacts | regulatory impact | reputational impact | user impact | customer impact | business impact
        impact assessment | impact analysis
        impact statement | impact summary
        impact on users | impact on customers | impact on services | impact to users | impact to customers
        impact of incident | service impact
        financial impact | user facing impact | customer facing impact | external impact | scope of impact
        impact and scope | scope and impact | impact scope
        severity and impact | impact and severity | effect | effects | effect on users | effects on users
        user effects | user visible effect
        user visible effects | user visible impact | consequences | consequence | damage | damages | damage report
        damage assessment | blast radius
        who was affected | who was impacted | who was affected and how | who was hit | who got hurt | who was hurt
        who felt it | who felt this
        who suffered | what was affected | what was impacted | what was impact | what users saw | what customers saw
        what users experienced | what customers experienced | what did users see
        what did customers see | what did users experience | what did customers experience | how users were affected
        how were users affected | how were customers affected
        how customers were affected | how did this affect users | how did it affect users
        how did this affect customers | how did it affect customers | how did this affect you | how bad was it
        how bad | how big was it | how many people were affected | how many users were affected
        who did this affect | who did it affect | what did it cost
        cost | costs | cost of incident | losses | loss | toll | fallout | extent | extent of damage
        extent of impact | repercussions | ramifications | customer experience
        what it cost us | what did this cost us | what it cost | affected users | affected customers
        users affected | customers affected | people affected
        symptoms and impact | impact and symptoms | numbers | impact metrics | impact by numbers | impact in numbers
        harm
        auswirkung | auswirkungen | folgen | schaden | konsequenzen | auswirkungen auf kunden
        auswirkung auf kunden | kundenauswirkung | betroffene | betroffene nutzer | betroffene kunden
        geschaftsauswirkung | geschaftsauswirkungen | wer war betroffen | schadensbild | beeintrachtigung
        beeintrachtigungen | auswirkungen auf nutzer
        consequences pour les utilisateurs | impact client | impact clients | impact utilisateur
        impact utilisateurs | impact metier | repercussion | effets | qui a ete touche | portee
        impacto | impactos | consecuencias | impacto en usuarios | impacto en clientes | impacto en los usuarios
        impacto en los clientes | impacto al cliente | afectacion | alcance | efectos | impacto nos usuarios
        impacto aos clientes | consequencias
        impatto | impatti | conseguenze | gevolgen | impact op klanten | effecten | konsekvenser | paverkan | wplyw
        skutki | vaikutus | vaikutukset
    """,
    _S.ROOT_CAUSE: """
        root cause | root causes | rootcause | root cause analysis | rca | root cause s | cause | causes
        causal analysis | cause analysis | analysis of cause | cause of incident
        cause of outage | causes of outage | root cause of outage | root cause of incident | root cause of problem
        technical root cause | technical root causes | underlying cause
        underlying causes | primary cause | main cause | direct cause | probable cause | immediate cause
        proximate cause | true cause | real cause | original cause | cause summary | root cause summary
        root cause description | contributing factors | contributing factor | contributory factors
        contributing causes | contributing | factors | causal factors | contributing conditions | contributors
        conditions | enabling conditions | contributing factors and root cause | cause and contributing factors
        five whys | 5 whys | the five whys | 5 why | five why | 5 whys analysis | five whys analysis | why analysis
        whys | 5xwhy | 5 x why | 5x why
        why | why did it happen | why did this happen | why it happened | why this happened | why did that happen
        why did incident happen | why it could happen | why could it happen | why could this happen
        how could this happen | how could it happen
        how did this happen | how did it happen | how it happened | how this happened | why did it break
        why it broke | why did it fail | why it failed | why things broke | what caused it | what caused this
        what caused incident | what caused outage | what caused problem | what was cause | what was root cause
        what led to this
        what led to it | what led to incident | what led up to it | reason | reasons | reason for outage
        reasons for outage | cause and trigger | trigger and root cause | technical cause
        technical analysis of cause | fault analysis | failure analysis | diagnosis
        what made it possible | what made this possible | why was it possible | why was this possible
        why we think it happened | causation | origin | root problem | core problem
        ursache | ursachen | grundursache | hauptursache | ursachenanalyse | fehlerursache | storungsursache
        grundursachen | beitragende faktoren | mitwirkende faktoren | begunstigende faktoren | warum
        warum ist es passiert | wie konnte das passieren | ursache der storung | funf mal warum | 5 mal warum
        kernursache
        cause racine | causes racines | cause profonde | causes profondes | cause principale | analyse des causes
        analyse de la cause | facteurs contributifs | facteurs aggravants | pourquoi | les 5 pourquoi | 5 pourquoi
        cinq pourquoi | origine | analyse causale | analyse des causes racines
        causa raiz | causas raiz | causas | causa | causa principal | analisis de causa raiz | analisis de causas
        factores contribuyentes | por que | por que ocurrio | por que paso | los cinco porques | cinco porques
        origen
        analise de causa raiz | fatores contribuintes | causas raizes | por que aconteceu | cause principali
        causa radice | causa scatenante | fattori contribuenti | perche | analisi delle cause
        oorzaak | oorzaken | hoofdoorzaak | kernoorzaak | grondoorzaak | grundorsak | orsak | orsaker | rotarsak
        arsag | przyczyna | przyczyny | przyczyna zrodlowa | juurisyy
    """,
    _S.WENT_WELL: """
        worked as it should | worked as they should | worked as intended | worked as designed | worked as planned
        what held | what held up | controls that held | controls that worked | safeguards that held | defences that held
        defenses that held | barriers that held
        what went well | went well | what went ok | went ok | what went fine | things that went well | what worked
        what worked well | what has worked
        worked well | things that worked | what went right | went right | what did go well | what did we do well
        what we did well | what we did right | what did we do right
        what s gone well | what has gone well | what was good | what was done well | that went well
        which went well | how it went well | positives | what helped | what helped us | that helped
        things that helped | successes | wins | strengths | highlights | good things | the good | bright spots
        what saved us | what stopped it | what prevented worse | what was effective | effective responses
        successful mitigations | what we liked | what we should keep doing | keep doing | what we want to keep
        what to keep | what we will keep | continue doing | things to keep | what went smoothly | went smoothly
        kudos | celebrate | celebrations | what to celebrate | glad | where we did well | things we did well
        what we got right | things we got right | what response got right
        was lief gut | was gut lief | was ist gut gelaufen | gut gelaufen | das lief gut | was gut gelaufen ist
        was gut funktioniert hat | was hat gut funktioniert | lief gut | was hat geholfen | was hat funktioniert
        was funktioniert hat
        ce qui a bien fonctionne | ce qui s est bien passe | ce qui a bien marche | qu est ce qui a bien fonctionne
        points positifs | points forts | ce qui a fonctionne | ce qui a marche
        que salio bien | lo que salio bien | que funciono bien | lo que funciono | lo que funciono bien
        que fue bien | lo que fue bien | aspectos positivos | puntos fuertes | aciertos
        o que deu certo | o que correu bem | o que funcionou | o que funcionou bem | o que foi bem
        pontos positivos
        cosa e andato bene | cosa ha funzionato | punti di forza | wat ging goed | wat goed ging | ging goed
        vad gick bra | hva gikk bra | hvad gik godt | co poszlo dobrze | mika meni hyvin
    """,
    _S.WENT_POORLY: """
        did not work | did not work well | things that did not work | what worked against us | against us
        did not work as it should | did not work as intended | what did not hold | what didn t hold
        what went poorly | went poorly | what sucked | what stank | what was painful | what went wrong | went wrong
        things that went wrong
        things that went poorly | what went badly | went badly | what did not go well | what didn t go well
        what did not go so well | what didn t go so well | didn t go well | did not go well | what didn t
        what did not | what didn t work
        what did not work | what didn t work well | what did not work well | didn t work
        things that didn t go well | things that did not go well | things that didn t work | what went less well
        what did go wrong | what has gone wrong | what could have gone better | could have gone better
        what could have been better | what could be better
        what could have been done better | what could we have done better | what can we do better
        what could we do better | what we could have done better | what we can do better
        what should have gone better | what could go better | what could be improved | could be improved
        what could have been improved | what can be improved | what should be improved
        what needs improvement | needs improvement | what needs work | what needs improving | areas for improvement
        areas of improvement | improvement areas | areas to improve | room for improvement
        opportunities for improvement | opportunity for improvement | improvement opportunities | what to improve
        where we can improve | where we could improve | where we can do better
        what hurt | what hurt us | that hurt | things that hurt | what slowed us down | what held us back
        what made it worse | what made things worse | what failed | failures | not so good | not so well
        what was bad | what was hard | what was difficult | what was not good | what wasn t good | weaknesses
        negatives | pain points | bad things | challenges | difficulties | obstacles
        gaps | gaps identified | shortcomings | problems encountered | issues encountered | what we did wrong
        what did we do wrong | what did we do poorly | what we did poorly | what we got wrong | things we got wrong
        what got in way | what got in our way | where we struggled | what we struggled with | where we fell short
        lowlights | the bad | what was lacking | what was missing | missed opportunities
        ineffective responses | what we would do differently | what would we do differently
        what could we have done differently | what should we have done differently | what we wish had gone better
        what went not so well | less well | not well | opportunities to improve
        was lief schlecht | was schlecht lief | was lief nicht gut | was nicht gut lief | was ist schlecht gelaufen
        nicht gut gelaufen | schlecht gelaufen | was schief lief | was lief schief | was ging schief
        was nicht gut gelaufen ist | lief schlecht | lief nicht gut | was hatte besser laufen konnen
        was besser laufen konnte | verbesserungspotential | verbesserungspotenzial | verbesserungspotenziale
        was nicht funktioniert hat | was hat nicht funktioniert | verbesserungsbedarf | was wir besser machen konnen
        ce qui a mal fonctionne | ce qui s est mal passe | ce qui n a pas fonctionne
        ce qui n a pas bien fonctionne | ce qui n a pas marche | ce qui a moins bien fonctionne
        ce qui a mal tourne | points negatifs | points faibles | points a ameliorer | axes d amelioration
        ce qui peut etre ameliore | ce qui aurait pu etre mieux
        que salio mal | lo que salio mal | que fue mal | lo que fue mal | que no funciono | lo que no funciono
        que se puede mejorar | que podria mejorar | aspectos a mejorar | areas de mejora | puntos de mejora
        aspectos negativos | oportunidades de mejora | que podemos mejorar | puntos debiles
        o que deu errado | o que correu mal | o que nao funcionou | o que pode melhorar
        o que podia ter corrido melhor | pontos negativos | pontos de melhoria | pontos a melhorar
        cosa e andato storto | cosa e andato male | cosa non ha funzionato | punti di debolezza
        aree di miglioramento | wat ging fout | wat ging mis | wat ging niet goed | wat kon beter | wat kan beter
        wat niet goed ging | ging fout | vad gick daligt | vad gick fel | hva gikk galt | hvad gik galt
        co poszlo zle | mika meni huonosti
    """,
    _S.ACTION_ITEMS: """
        action items | action item | actions | action | action points | action plan | action list | actionables
        actionable items | actions to take | actions to be taken | actions required | required actions
        agreed actions | open actions | planned actions | proposed actions | future actions | next actions
        our actions | review actions | post incident actions | postmortem actions
        follow ups | follow up | followups | followup | follow up actions | follow up items | follow up tasks
        follow up work | follow up action items | followup actions | followup items | followup tasks
        actions and follow ups | corrective actions | corrective action | preventive actions | preventative actions
        preventive action | corrective and preventive actions | corrective preventive actions
        corrective and preventative actions | corrective and preventive action | corrective and preventive measures
        corrective and preventative measures | corrective measures | preventive measures | preventative measures
        countermeasures | counter measures | capa | corrective action plan | remediation plan | remediation items
        remediation actions | remediation action items | remediation tasks | remedial actions | remedial measures
        remediation steps | remediation and follow up
        remediations | mitigation plan | prevention | prevention plan | prevention measures | preventing recurrence
        prevention of recurrence | preventing this in future | preventing future incidents | how we prevent this
        how will we prevent this | how do we prevent this | how we will prevent this | how to prevent this
        how do we stop this from happening again | how do we prevent this from happening again
        how will we prevent this from happening again | how can we prevent this
        next steps | next step | whats next | what s next | what comes next | what is next | what next
        what happens next | what now | where do we go from here | looking forward | looking ahead | moving forward
        going forward | way forward | path forward | future work | future steps | future improvements
        planned improvements | planned work | improvement plan | improvement actions | improvement items
        improvement tasks | proposed improvements | planned changes
        to do | todo | todos | to dos | to do list | todo list | tasks | task list | work items | tickets
        jira tickets | follow up tickets | action tickets | issues filed | issues to file | bugs filed | promises
        commitments | our commitments | what we promise | deliverables | repair items | fixes to make | homework
        chores
        what will we change | what we will change | what we ll change | what we re changing | what we are changing
        what are we changing | what will change | what s changing | what changes | what will we do | what we will do
        what we ll do | what we ll do about it | what we re going to do | what we re going to do about it
        what we are going to do | what we are going to do about it | what are we going to do about it
        what are we going to do | what will we do about it | what we will do about it | what will we do next
        what we re doing about it | what we are doing about it | what are we doing about it | what we re doing
        what we are doing | what are we doing | what are we doing to fix it | what we re doing next
        what we are doing next | what will we do differently | what we will do differently
        what we ll do differently | what needs to be done | what needs to happen | what needs doing
        what has to happen | what must change | what should change | what we do now | what we do next
        what do we do now | what do we do about it | what is being done | what remains to be done
        what s left to do | what is left
        changes | changes to make | changes we are making | changes we re making | changes we will make
        recommendations | recommendations and action items | recommended actions | recommendation | who does what
        who does what by when | who will do what | who what when | decisions and actions | measures
        measures taken and planned | planned measures | fixing it for good | making it right
        making sure it doesn t happen again | so it doesn t happen again | so that it doesn t happen again
        so that it does not happen again | never again | ais | ai s
        massnahmen | massnahme | massnahmenplan | korrekturmassnahmen | vorbeugende massnahmen | gegenmassnahmen
        folgemassnahmen | praventionsmassnahmen | verbesserungsmassnahmen | nachste schritte | aufgaben
        offene punkte | offene aufgaben | aktionen | aktionspunkte | folgeaktionen | was andern wir | was wir andern
        was tun wir | was wir tun | weiteres vorgehen | handlungsbedarf | korrektur und vorbeugemassnahmen
        massnahmen und nachste schritte | was wir jetzt tun
        plan d action | plan d actions | actions correctives | actions correctrices | actions preventives
        actions a mener | actions a entreprendre | actions de suivi | points d action | mesures correctives
        mesures preventives | mesures | prochaines etapes | prochaines actions | suites a donner | taches | a faire
        suivi | actions correctives et preventives | que va t on changer | recommandations
        acciones | acciones a tomar | acciones correctivas | acciones preventivas | acciones de seguimiento
        plan de accion | elementos de accion | puntos de accion | proximos pasos | siguientes pasos | tareas
        medidas correctivas | medidas | medidas preventivas | seguimiento | acciones correctivas y preventivas
        recomendaciones | tareas pendientes | pendientes
        acoes | itens de acao | plano de acao | acoes corretivas | acoes preventivas | acoes de acompanhamento
        tarefas | medidas corretivas | recomendacoes | azioni | azioni correttive | azioni da intraprendere
        piano d azione | piano di azione | prossimi passi | misure correttive | attivita
        acties | actiepunten | actielijst | vervolgacties | vervolgstappen | maatregelen | verbeteracties
        volgende stappen | atgarder | atgardspunkter | nasta steg | tiltak | handlinger | dzialania
        dzialania naprawcze | zadania | toimenpiteet
    """,
    _S.LESSONS_LEARNED: """
        lessons learned | lessons learnt | lesson learned | lessons | learnings | learning | key learnings
        key learning | our learnings | learning points | key lessons | lessons we learned | lessons identified
        lessons from this incident | lessons for future | what we learned | what did we learn | what we learnt
        what did we learn from this | what we ve learned | what have we learned | what was learned
        what we learned from this | things we learned | what we take away | what we took away
        what we take from this | what we take from it
        takeaways | take aways | takeaway | key takeaways | key takeaway | main takeaways | our takeaways | insights
        key insights | reflections | reflection | wisdom gained | morals | moral of story | moral
        what this taught us | what it taught us | what did this teach us | what this incident taught us
        what do we know now | what we know now | findings and lessons | conclusions and lessons
        lessons and takeaways | lessons and conclusions
        erkenntnisse | lehren | gelernte lektionen | was wir gelernt haben | was haben wir gelernt | gelerntes
        lernpunkte | gewonnene erkenntnisse | lektionen | lehren aus dem vorfall | unsere lehren
        lecons apprises | lecons tirees | lecons | enseignements | enseignements tires | ce que nous avons appris
        ce que l on retient | ce qu on a appris | retour d experience | apprentissages | qu avons nous appris
        lecciones aprendidas | lecciones | aprendizajes | que aprendimos | lo que aprendimos | que hemos aprendido
        lo aprendido | licoes aprendidas | licoes | aprendizados | o que aprendemos | lezioni apprese
        lezioni imparate | cosa abbiamo imparato | geleerde lessen | lessen | wat hebben we geleerd | lardomar
        laerdom | wnioski | czego sie nauczylismy | opitut asiat
    """,
}

# Wordings that alone decide nothing: (how sure, with what below, what otherwise).
UNSURE: dict[str, tuple[SectionName, Sure, SectionName | None]] = {}

_TIMED_ELSE_SUMMARY = """
    what happened | what happened exactly | what nearly happened | what almost happened | so what happened
    what actually happened | story | narrative | incident narrative | what went on | incident | incident details
    what happened today | que paso | que s est il passe | que sucedio | o que aconteceu | cosa e successo
    wat is er gebeurd | wat gebeurde er | was geschah | vorfall | hvad skete der | vad hande | los hechos | faits
    the facts | facts
"""
_TIMED_ONLY = """
    context | events | key events | details | incident response | response | investigation | log | notes
    how it was caught | how was it caught | how it was found | how it was discovered | how it unfolded | how it went
    how we responded | how did we respond | what we did | what did we do | actions taken | steps taken | detection
    detection and response | response and recovery | resolution | resolution and recovery | recovery | mitigation
    mitigation and resolution | milestones | history | incident details | body | full story | kontext | ereignisse
    evenements | eventos | contexte | our response | troubleshooting | incident report | report | meldung
    escalation | walkthrough | how it played out | how events unfolded | how things unfolded
"""
_LISTED_ACTIONS = """
    remediation | mitigations | improvements | improvement | enhancements | long term fixes | short term fixes
    long term fix | short term fix | permanent fix | fixes | what s being done | hardening | open items
    open points | open issues | outstanding items | outstanding work | outstanding | remaining work
    remaining items | plan | our plan | the plan | decisions | next | later | solutions | proposals | follow through
    suggestions | ideas | resolution plan | roadmap | abhilfe | losungen | verbesserungen | ameliorations | mejoras
    immediate actions | short term actions | long term actions | medium term actions | short term | long term
    medium term | immediate
"""
_ALONE: dict[SectionName, str] = {
    _S.IMPACT: """
        symptoms | symptom | scope | affected services | affected systems | services affected | affected components
        affected products | who noticed | affected packages | user experience | reach | exposure
        customer reports | customers | revenue | numbers affected | what customers noticed
        what users noticed | umfang | betroffene systeme | betroffene dienste | services impactes
    """,
    _S.ROOT_CAUSE: """
        analysis | technical analysis | technical details | what was wrong | technical explanation | explanation
        technical background | how it broke | fault | defect | bug | analyse | analisis | the bug
        trigger and cause | why we were exposed | root
    """,
    _S.LESSONS_LEARNED: """
        observations | findings | key findings | conclusion | conclusions | closing thoughts | final thoughts
        thoughts | discussion | beobachtungen | fazit | conclusiones | assessment | evaluation
    """,
    _S.SUMMARY: """
        incident at a glance | outcome | key information | introduction | intro | general description
        about this incident | about | einleitung
    """,
}
_PAIRED: dict[SectionName, str] = {
    _S.WENT_WELL: """
        good | well | right | positive | keep | plus | pros | pro | up | thumbs up | worked | ok | liked | continue
        rose | roses | yay | happy | green | loved | helped | sweet | gut | bien | positiv | behalten | best
        better | bon | bem | goed | bra | success | start of good | smooth | sunny | sun | wind | wind in our sails
        start doing more | more of | helpful | in our favour | in our favor | for us
    """,
    _S.WENT_POORLY: """
        bad | poor | poorly | badly | wrong | negative | improve | minus | cons | con | contra | down | thumbs down
        failed | not ok | disliked | stop | thorn | thorns | nay | sad | red | hated | hurt | sour | delta | deltas
        to improve | schlecht | mal | negativ | verbessern | worst | worse | ugly | mauvais | fout | daligt | change
        start | anchor | anchors | rough | rain | clouds | problem | problems | issue | issues | less of | unhelpful
        against us
        lacked | did not | didn t | not | less good | so so
    """,
}
_BOTH_WELL_AND_POORLY = """
    what went well and what did not | what went well and what didn t | what went well and what went wrong
    what went well and wrong | what went well and what went poorly | what went well and not so well
    what went well and badly | went well and went wrong | pros and cons | good and bad | good bad | well and poorly
    plus delta | plus deltas | plus minus | successes and failures | strengths and weaknesses
    what worked and what didn t | what worked and what did not | good bad and ugly | highs and lows
    roses and thorns | rose thorn bud | start stop continue | keep stop start | keep improve
    good the bad and the ugly | was lief gut was lief schlecht | positives and negatives
"""
_CONTAINERS = """
    round table | roundtable | round of table | tour de table | discussion round | open round
    retrospective | retro | retrospection | incident retrospective | how d we do | how did we do | how we did
    how did it go | how did response go | evaluation | assessment | observations | response evaluation
    response assessment | evaluation of response | reflection | reflections | learning review | review | analysis
    post incident review | discussion | debrief | lessons learned | lessons learnt | lessons | learnings
    what we learned | what did we learn | insights | bewertung | ruckblick | retrospektive | bilan | retrospectiva
    retrospektiv | response review | incident review | postmortem | post mortem | what did we learn from this
    what we learnt | takeaways | key takeaways | conclusion | conclusions | learning | key learnings
    how did we respond | how we responded
"""
_TOPICS: dict[Topic, str] = {
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
        how to use this template | table of contents | contents | toc | glossary | terminology | definitions
        legend | disclaimer | contact | call to action | verification | validation | inhaltsverzeichnis | freigabe
        dokumenthistorie | remerciements | agradecimientos | danksagung | open questions | unanswered questions
        what is it | affected versions
    """,
}

# Words that only describe; without them "Detailed incident timeline" is "timeline".
# fmt: off
_FILLERS = frozenset([
    "the", "a", "an", "our", "this", "that", "these", "of", "for", "from", "to", "in", "on", "at", "by",
    "with", "s", "incident", "incidents", "outage", "issue", "event", "events", "service", "detailed",
    "full", "complete", "overall", "general", "initial", "preliminary", "final", "brief", "short",
    "quick", "basic", "key", "main", "major", "important", "primary", "technical", "business", "customer",
    "customers", "user", "users", "client", "clients", "operational", "external", "internal", "public",
    "postmortem", "post", "mortem", "pm", "sev", "system", "platform", "production", "so", "and", "then",
    "well", "actually", "exactly", "please", "section", "draft", "proposed", "identified", "all", "we",
    "us", "der", "die", "das", "des", "dem", "den", "ein", "eine", "und", "von", "zum", "zur", "le", "la",
    "les", "l", "du", "de", "d", "el", "los", "las", "del", "y", "e", "o", "os", "as", "do", "da",
])
# fmt: on

# The grammar behind the wordings, for those that nobody has written down: tried in this order on the plain words.
_GRAMMAR: tuple[tuple[SectionName, str], ...] = (
    (_S.WENT_POORLY, r"\bwent (?:wrong|poorly|badly|sideways|south|awry)\b|\b(?:did not|didn t|not) (?:go|work|"
        r"so)\b.*|\b(?:be|been|do|done|gone|go) better\b|\b(?:be|been) improved\b|\b(?:for|of|need\w*) improvement\b"
                     r"|^(?:what|where|things|which)\b.* (?:hurt|failed us|slowed us\w*|held us back|worse|"
                         r"struggled|fell short|got in (?:the |our )?way|hampered us|hindered us|let us down|"
                             r"was missing|we missed|frustrat\w+|was (?:hard|slow|confusing|painful))\b"),
    (_S.WENT_WELL, r"\bwent (?:well|right|smoothly|great|fine|as planned)\b|\bworked (?:well|as intended|"
        r"as designed|for us)\b|^(?:what|where|things|which)\b.* (?:proud of|helped|worked|saved (?:us|the day)|"
            r"did (?:well|right)|got right|paid off|were good at)\b"),
    (_S.LESSONS_LEARNED, r"\b(?:lessons?|learn(?:ed|t|ings?)?|take ?aways?|taking away|taught us|"
        r"take(?:s)? (?:with|home))\b"),
    (_S.ACTION_ITEMS, r"\baction (?:items?|plan|points?|list|table|register|log)\b|\b(?:corrective|preventive|"
        r"preventative|remedial|follow up|improvement|remediation|future|planned|agreed|next|review|our|"
            r"open) (?:actions?|measures?|steps?|tasks?|work|plan)\b"
                      r"|\bfollow ups?\b|\bnext steps?\b|\bhappen(?:s|ing)? (?:again|next|from here)\b|"
                          r"\bprevent(?:ing)? (?:recurrence|a (?:repeat|recurrence)|this|it|that|another)\b|"
                              r"^(?:things?|stuff|what|work) (?:\w+ ){0,4}(?:to (?:fix|change|improve|do)|"
                                  r"will (?:do|fix|change|improve)|ll (?:do|fix|change|improve)|going to (?:do|fix|"
                                      r"change|improve)|plan to \w+|doing about (?:it|this)|are (?:fixing|changing|"
                                          r"improving)|re (?:fixing|changing|improving))\b"
                      r"|\b(?:actions?|tasks?|tickets?) (?:and|or|with) (?:owners?|follow ups?|due dates?|"
                          r"deadlines?)\b|\bto ?dos?\b|\bmassnahmen\w*"),
    (_S.TIMELINE, r"\btime ?lines?\b|\bchronolog\w+|\bsequence of\b|\b(?:minute|hour|step|blow|play) by (?:minute|"
        r"hour|step|blow|play)\b|\bhow (?:it|things|events|this|the \w+) (?:unfolded|played out)\b|"
            r"\bwhat happened when\b|\bzeit(?:verlauf|leiste|strahl|linie)\w*"),
    (_S.ROOT_CAUSE, r"\broot ?causes?\b|\bcontributing (?:factors?|causes?)\b|\b(?:five|5) whys?\b|^(?:so )?(?:why|"
        r"how come|how (?:could|did|was|were))\b(?!.*\b(?:respond|react|notic|detect|find|found|discover|fix|"
            r"resolve|recover|affect|impact)\w*).*\b(?:happen\w*|fail\w*|broke\w*|break|possible|wrong|occur\w*|"
                r"down|outage|unavailable|slow|lost|leak\w*|crash\w*)\b"
                    r"|^what (?:caused|led|made it|made this|made that)\b|\bcaus(?:e|es|ed|al)\b(?! by\b)|"
                        r"\bursachen?\w*"),
    (_S.IMPACT, r"\bimpact(?:s|ed)?\b|\b(?:who|what|which|how|were|was)\b.* (?:affected|impacted|hurt|felt|"
        r"suffered|experienced|notice[ds]?|saw|see)\b|\bauswirkung\w*|\bblast radius\b|\bconsequences\b|"
            r"\beffects? (?:on|for) \w+"),
    (_S.SUMMARY, r"\bsummar(?:y|ies)\b|\b(?:short|quick|one minute|30 second|elevator) (?:version|story|summary|"
        r"answer|pitch)\b|\bin (?:one|a few|two|three|plain) (?:sentences?|words?|paragraphs?|lines?|english)\b|"
            r"\boverview\b|\btl ?dr\b|\bzusammenfassung\b"),
)  # fmt: skip
_PATTERNS = tuple((name, lazy(pattern)) for name, pattern in _GRAMMAR)
_NOT_YET_DONE = lazy(
    r"\bactions? (?:already )?(?:taken|performed|completed)\b|\b(?:taken|"
    r"performed)\b.*\bactions?\b"
)
"""What was done during the incident is no action item."""
_TOO_LONG = 9
"""Words from which on a heading is a sentence, and one phrase in it says nothing."""

# fmt: off
_NEGATIONS = frozenset([
    "template", "example", "guide", "guideline", "guidelines", "checklist", "meeting", "no", "without",
    "channel", "ticket",
])
# fmt: on


def _table(text: str) -> list[str]:
    return [phrase for line in text.strip().splitlines() for part in line.split("|") if (phrase := part.strip())]


_same = cache(Reading)
"""Thousands of wordings, a few dozen readings."""


def _known() -> dict[str, Reading]:
    known: dict[str, Reading] = {}
    containers = set(_table(_CONTAINERS))
    topics = {phrase: topic for topic, text in _TOPICS.items() for phrase in _table(text)}
    for name, text in _PAIRED.items():
        for phrase in _table(text):
            known[phrase] = _same((name,), sure=Sure.PAIRED)
    for small, text in _TOPICS.items():
        for phrase in _table(text):
            known.setdefault(phrase, _same((), small, container=phrase in containers))
    for phrase in containers:
        known.setdefault(phrase, _same((), None, container=True))
    for name, text in _ALONE.items():
        for phrase in _table(text):
            known[phrase] = _same((name,), topics.get(phrase), Sure.ALONE, container=phrase in containers)
    for phrase in _table(_LISTED_ACTIONS):
        known[phrase] = _same((SectionName.ACTION_ITEMS,), topics.get(phrase), Sure.LISTED)
    for phrase in _table(_TIMED_ONLY):
        known[phrase] = _same((SectionName.TIMELINE,), topics.get(phrase), Sure.TIMED, container=phrase in containers)
    for phrase in _table(_TIMED_ELSE_SUMMARY):
        known[phrase] = _same(
            (SectionName.TIMELINE,), topics.get(phrase), Sure.TIMED, SectionName.SUMMARY, container=phrase in containers
        )
    for name, text in WORDINGS.items():
        for phrase in _table(text):
            topic = topics.get(phrase)
            if topic in (Topic.METADATA, Topic.ASIDE):
                topic = None
            paired = next((side for side, words in _PAIRED.items() if phrase in _table(words)), None)
            beside = paired if paired is not name else None
            known[phrase] = _same((name,), topic, beside=beside, container=phrase in containers)
    for phrase in _table(_BOTH_WELL_AND_POORLY):
        known[phrase] = _same((SectionName.WENT_WELL, SectionName.WENT_POORLY))
    return known


_KNOWN: dict[str, Reading] = _known()
_NOTHING = Reading(exact=False)

_MARKUP = lazy(r"\{[^}]*\}|\[\]|:[a-z0-9_+-]+:|<[^>]*>|`")
_PARENTHESES = lazy(r"\([^)]*\)|\[[^\]]*\]")
_NUMBERING = lazy(
    r"^(?:(?:section|part|step|abschnitt|kapitel|teil|chapter|question)\s+)?"
    r"(?:[0-9]+(?:\.[0-9]+)*|[a-z][-.]?[0-9]{1,2}(?:\.[0-9]+)*(?=[.):])|[ivx]{1,4}(?=[.):])|[a-z](?=[.):]))"
    r"[\s.):–—-]+(?=\S)"
)
_SEPARATORS = lazy(r"\s*[/|,;+:]\s*|\s+[-–—]+\s+|\s+(?:&|and|und|et|y|e|en|och|og|i|vs)\s+|\s*&\s*")
_NO_WORD = lazy(r"[^\w\s]+|_+")
_SPACES = lazy(r"\s+")


def plain_words(text: str) -> str:
    """Lower case, without accents, punctuation and emoji, single spaces: the form in which wordings are compared."""
    text = text.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("æ", "ae")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join([c for c in text if not unicodedata.combining(c)])
    return _SPACES.sub(" ", _NO_WORD.sub(" ", text.lower())).strip()


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Reading:
    """What a heading or label with this (rendered) text means. Never raises; unknown wordings have no names."""
    text = _MARKUP.sub(" ", text.strip().lower()).strip()
    if not text or len(text) > 120:
        return _NOTHING
    words = plain_words(text)
    if (found := _KNOWN.get(words)) is not None:
        return found
    bare = _NUMBERING.sub("", text.lstrip("#*->•· \t"), count=1)
    bare_out = _PARENTHESES.sub(" ", bare)
    for form in (bare, bare_out):
        words = plain_words(form)
        if (found := _look_up(words)) is not None:
            return found
    for inside in re.findall(r"[(\[]([^)\]]*)[)\]]", bare):
        found = _KNOWN.get(plain_words(inside))
        if found is not None and found.names and found.sure is Sure.YES and not plain_words(bare_out):
            return found
    found = _in_parts(bare_out if plain_words(bare_out) else bare, words) or _by_phrase(words)
    if (
        found is None
        and not words.endswith(" for")
        and read_time_label(plain_words(bare_out)) in (TimeLabel.DURATION, TimeLabel.TIME_TO_RESOLVE)
    ):
        return Reading(topic=Topic.METADATA)
    return found or _NOTHING


def _look_up(words: str) -> Reading | None:
    found = _KNOWN.get(words)
    if found is not None:
        return found
    core = " ".join([w for w in words.split() if w not in _FILLERS])
    if core and core != words and (found := _KNOWN.get(core)) is not None and found.sure is not Sure.PAIRED:
        return found
    return None


def _in_parts(text: str, words: str) -> Reading | None:
    """One heading for two sections ("Impact & Root Cause"), or one of the eight beside something else ("Cause &
    trigger")."""
    parts = [part for part in _SEPARATORS.split(text) if part]
    if len(parts) < 2 or len(words.split()) > _TOO_LONG + 3:
        return None
    readings = [_look_up(plain_words(part)) for part in parts]
    readings = [
        replace(r, names=(r.otherwise,), sure=Sure.YES) if r is not None and r.otherwise is not None else r
        for r in readings
    ]  # "What happened and why": beside another section, the first is the summary
    sure = [r for r in readings if r is not None and r.names and r.sure is Sure.YES]
    pairs = [r for r in readings if r is not None and r.sure is Sure.PAIRED]
    names = dict.fromkeys(name for r in sure for name in r.names)
    if pairs and (sure or len(pairs) > 1):
        names |= dict.fromkeys(name for r in pairs for name in r.names)
    if names:
        topic = next((r.topic for r in sure if r.topic not in (None, Topic.CAUSE)), None) if len(names) == 1 else None
        return Reading(
            tuple(names),
            topic if len(sure) == 1 else None,
            exact=all(r is not None for r in readings),
            container=any(r.container for r in sure),
        )
    if (found := _by_phrase(words)) is not None:
        return found
    rest = [r for r in readings if r is not None]
    if rest and rest[0].sure is not Sure.PAIRED:
        return replace(rest[0], exact=len(rest) == len(parts))
    return None


def _by_phrase(words: str) -> Reading | None:
    parts = words.split()
    if not 1 < len(parts) <= _TOO_LONG or _NEGATIONS.intersection(parts):
        return None
    if _NOT_YET_DONE.search(words):
        return None
    for name, pattern in _PATTERNS:
        if pattern.search(words):
            return Reading((name,), exact=False, container=name is SectionName.LESSONS_LEARNED)
    return None
