"""The wordings by which many houses head the eight sections, as data.

Add a wording to its table in plain words (`plain_words.py`): lower case, without accents, articles, punctuation or
numbering. What it means beside another table's is said by `heading_index.py`.
"""

from __future__ import annotations

from pmflow.model import SectionName

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

# Wordings that alone decide nothing; `heading_reading.Sure` says what each needs besides.

TIMED_ELSE_SUMMARY = """
    what happened | what happened exactly | what nearly happened | what almost happened | so what happened
    what actually happened | story | narrative | incident narrative | what went on | incident | incident details
    what happened today | que paso | que s est il passe | que sucedio | o que aconteceu | cosa e successo
    wat is er gebeurd | wat gebeurde er | was geschah | vorfall | hvad skete der | vad hande | los hechos | faits
    the facts | facts
"""
TIMED_ONLY = """
    context | events | key events | details | incident response | response | investigation | log | notes
    how it was caught | how was it caught | how it was found | how it was discovered | how it unfolded | how it went
    how we responded | how did we respond | what we did | what did we do | actions taken | steps taken | detection
    detection and response | response and recovery | resolution | resolution and recovery | recovery | mitigation
    mitigation and resolution | milestones | history | incident details | body | full story | kontext | ereignisse
    evenements | eventos | contexte | our response | troubleshooting | incident report | report | meldung
    escalation | walkthrough | how it played out | how events unfolded | how things unfolded
"""
LISTED_ACTIONS = """
    remediation | mitigations | improvements | improvement | enhancements | long term fixes | short term fixes
    long term fix | short term fix | permanent fix | fixes | what s being done | hardening | open items
    open points | open issues | outstanding items | outstanding work | outstanding | remaining work
    remaining items | plan | our plan | the plan | decisions | next | later | solutions | proposals | follow through
    suggestions | ideas | resolution plan | roadmap | abhilfe | losungen | verbesserungen | ameliorations | mejoras
    immediate actions | short term actions | long term actions | medium term actions | short term | long term
    medium term | immediate
"""
ALONE: dict[SectionName, str] = {
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
PAIRED: dict[SectionName, str] = {
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
BOTH_WELL_AND_POORLY = """
    what went well and what did not | what went well and what didn t | what went well and what went wrong
    what went well and wrong | what went well and what went poorly | what went well and not so well
    what went well and badly | went well and went wrong | pros and cons | good and bad | good bad | well and poorly
    plus delta | plus deltas | plus minus | successes and failures | strengths and weaknesses
    what worked and what didn t | what worked and what did not | good bad and ugly | highs and lows
    roses and thorns | rose thorn bud | start stop continue | keep stop start | keep improve
    good the bad and the ugly | was lief gut was lief schlecht | positives and negatives
"""
CONTAINERS = """
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
