"""The words and phrases that speak for a section wherever they stand in a heading, weighted, as data.

Plain words (`plain_words.py`: lower case, no accents). `word*` is any word that begins so; a phrase counts where its words
stand in a row. 3 all but decides, 2 is strong, 1 needs help. English first, then other languages in which headings are
written, mixed: a stem is a stem.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmflow.model import SectionName

_S = SectionName


EVIDENCE: Mapping[SectionName | None, Mapping[int, str]] = {
    _S.SUMMARY: {
        3: """
            summar* | abstract | precis | gist | nutshell | synops* | digest | bluf | tldr | tl dr | recap | snapshot
            short version | short story | short one | short answer | in brief | in short | at a glance
            in a few words | in few words | in a word | in other words | second version | second read | minute version
            minute read | minute summary | executive | busy people | busy reader* | for the impatient | big picture
            bottom line | long story short | essence | essential* | the gist | what broke | what this was about
            what it was about | what was it about | what is this about | in plain words | in plain english
            in plain language | in simple terms | in one paragraph | in one line | in a sentence | elevator pitch
            if you only read | if you read one | whole thing in | key message* | headline* | capsule
            the whole story in
            kurz* | zusammenfass* | uberblick | ubersicht | auf einen blick | en bref | en resume | resume | apercu
            en un coup d oeil | l essentiel | resumen | en breve | en pocas palabras | resumo | em resumo | sintes*
            riepilog* | in sintesi | in breve | samenvatt* | kortom | in het kort | sammanfatt* | sammendrag
            kort fortalt | i korthet | streszczen* | podsumowan* | w skrocie | ringkasan | ozet | kratko* | rezyume
            tom tat | lyhyesti | yhteenveto | tiivist* | deux mots | esencial | aan de hand | need to know
            in one breath | in a breath | in one go | in a tweet | in one slide | on one slide | on a page | on one page
            one paragraph | paragraph tale | in a hurry | fast facts | cover note | flash report | this page tells
            кратко* | резюме | сводка | краткое
        """,
        2: """
            outline | overview | intro* | brief | briefly | briefing | sentences | three line | two line | one line
            one page | what happened | what went down | what occurred | what was it | what is it about
            what is this | the facts in | short | quick | headlines | opening | description of | general description
            general information | situation | the story in | was ist passiert | was geschah | que paso
            que s est il passe | o que aconteceu | cosa e successo | wat is er gebeurd | vad hande | hva skjedde
            hvad skete | co sie stalo | apa yang terjadi | ne oldu | chuyen gi | что случилось | что произошло
        """,
        1: """
            tale | account | lead | pitch | description | describe* | happened | about | version | statement | problem
            issue | outset | words | story
        """,
    },
    _S.TIMELINE: {
        3: """
            timeline* | time line* | chronolog* | chronicl* | sequence | logbook | running sheet | running log | diary
            unfold* | played out | play out | blow by blow | minute book | how the night went | how the day went
            how it all went | course of events | course of the | event log | log of | film of | story of the day
            what happened when | who did what when | as it happened | hours and minutes | journal of | ship s log
            ships log | by the clock | against the clock | clock | timestamp* | time stamp* | stopwatch | step by step
            zeitverlauf | zeitlich* | verlauf | ablauf | hergang | deroul* | fil des | horodat* | cronolog* | cronica
            linea de tiempo | linha do tempo | desarrollo | desenrolar | svolgimento | tijdlijn | tijdsverloop | verloop
            tidslinj* | forlop* | handelsefor* | hendelsesfor* | przebieg | os czasu | kronolog* | zaman cizelge*
            dien bien | aikajana | tapahtumien kulku | tapahtuma* | tidspunkt* | хронолог* | ход событии | таимлаин
        """,
        2: """
            log | record | diary of | journal | take me through | walk me through | walk us through | talk me through
            run through | story of | narrative | flow of | events | event | history | minutes | sequence of | progress
            the story | order of | order in which | went on the day | the day | the night | the evening | the morning
            the afternoon | the weekend | the shift | evolution | hour | scenes | what was seen | who saw what
            rundown | run down | course | flow | ereignisse | evenements | eventos | eventi | gebeurtenissen | dzialo
            kejadian | olaylar | события
        """,
        1: """
            observations in order | in order | tick tock | tape | ticker | day | night | morning | evening | afternoon
            weekend | shift | when | unroll* | steps | moments | story
            hours | incident response
        """,
    },
    _S.IMPACT: {
        3: """
            detriment* | inconvenience* | hardship* | grief
            impact* | affect* | effect on | effects on | effects of | effect to | effects to | effect | effects
            blast radius | fallout | damage* | harm* | consequen* | toll | who felt | felt | suffer* | repercussion*
            ramification* | casualt* | victim* | what it meant for | meant for | what it was like for | bill | price tag
            price of | who noticed | who was hit | who got hit | who was hurt | who got hurt | who lost | cost us
            what it cost | what did it cost | how bad | how big | how many | how much | how far | footprint | aftermath
            could not work | couldn t work | what users saw | what customers saw | who paid | collateral
            auswirk* | folgen | schaden* | betroffen* | beeintracht* | retentiss* | incidence* | touche* | degat*
            impatt* | impacto* | afect* | afeta* | alcance | consecuen* | danos | perjuic* | prejuiz* | danni | gevolg*
            getroffen | schade | paverk* | pavirk* | wen es | wem es | quien sintio | quem sentiu | siapa yang
            terdampak | last van | karsi* | berort*
            rammet | ramte | drabbad* | kogo | konsekven* | foljd* | skutk* | wplyw* | dampak | etki* | anh huong
            vaikutu* | влиян* | последств* | ущерб | затронут* | пострада*
        """,
        2: """
            noticed | cost | costs | loss* | lost | saw | see | seen | experienc* | pain | exposure | extent | influence
            touched | reached | hit | who couldn t | bite mark* | where it hurt | where this hurt | where that hurt
            where it pinched | where it stung | where it ached | bruises | wounds | scars | dents | ripples | shock wave*
            shockwave* | knock on | spillover | spill over | what it did | who could not | meant | money | severity of
            range of | size of
            magnitude | disruption to | disruption for | cases | broken for | broke for | outage for | left out
            left standing | felt by | for whom
            to whom | a quien | qui a ete | wer war | portata | kosten | cout* | costo* | custo* | hvem
        """,
        1: """
            customer* | user* | player* | passenger* | patient* | member* | reader* | student* | seller* | buyer*
            creator* | guest* | client* | rider* | driver* | subscriber* | merchant* | consumer* | citizen* | audience
            your | you | tenant* | shopper* | traveller* | traveler* | people | public | campus | business
            production | revenue
            figures | numbers | scope | reach | scale | operations | care | service | services | who | whom | kunden
            nutzer | usuarios | clientes | utilisateurs | clienti | utenti | klanten | partner*
        """,
    },
    _S.ROOT_CAUSE: {
        3: """
            root cause* | cause* | because | causa* | why | culprit* | diagnos* | mechanism* | contributing | contributor*
            how could | how it could | how that could | how this could | how come | come to this | came to this
            come about | came about | actually wrong | really wrong | under the hood | root of | factors | what led to
            led to | lead to | led up to it | what lay | lay beneath | lay behind | was behind | is behind | behind it
            what made it possible | was possible | what was actually | what was really | what really happened
            what actually happened | underlying | anatomy | origin* | smoking gun | post mortem findings | pathology
            ursach* | grund | grunde | wie konnte | wieso | weshalb | warum | ausloser | raison* | pourquoi | origine
            por que | motivo* | raiz | origen | perche | oorzak* | oorzaak | waarom | orsak* | arsak* | arsag* | hvorfor
            varfor | przyczyn* | dlaczego | penyebab | mengapa | neden* | sebep* | nguyen nhan | tai sao | syy
            juurisyy | miksi | johtui* | akar masalah | caus* | woran | woher | d ou | provoc* | hoe het kon | hoe kon
            hoe kwam
            hvordan kunne | hur kunde | tripped it | set it off | sparked | roots | where it came from | came from
            autops* | postulate* | причин* | почему
        """,
        2: """
            faults | fault lay | spoil*
            reason* | trigger* | explanation* | assessment | seat of | chain behind | explain* | fault | bug | defect*
            flaw | beneath | underneath
            behind the | possible | technical analysis | analysis of | analysis | forensic* | came together | root
            roots
            source of | wiring | what went on inside | inside the machine | technical story | technical part | deep dive
            what we found | findings on | finding as to | mechanics | how it broke | how it happened | how it came
            what was wrong | chain of | conditions | five whys | explication* | explicacion | spiegazione | erklarung
            verklaring | forklaring | analyse | analisis | analisi | analiza
        """,
        1: """
            technical | behind | wrong | how | investigation | findings | finding | made | story behind | weakness
            caused by | inside | detail
        """,
    },
    _S.WENT_WELL: {
        3: """
            sturdy | steady | adequate* | sufficien* | dependab* | reliab* | proven | proved its | proved their
            to expectation* | came off | came good | came through | stood firm | stood up | did its job
            did their job | earned its | earned their | admirab* | merit* | virtue* | bravo
            well played | well done | nailed | the same way | same again | exactly as before | all over again
            do the same | in our corner | wind in our | on our feet | to be repeated | worth repeating | repeat gladly
            spoke for us | tailwind | aced
            that held | that worked | which held | which worked | as they should | supported us | what supported
            what aided | aided us | what eased | what sped | sped us | what backed | backed us
            what protected | protected us | that protected | that helped | worked for us
            went well | went right | went ok | went fine | kudos | praise* | proud | glad | commend* | high five*
            gold star* | bright spot* | bright side | sunny side | yay | hooray | hurrah | hurray | win | wins | won
            positive* | strength* | thumbs up | silver lining* | applause | bouquet* | to our credit | shout out*
            shoutout* | worked well | did well | good point* | good part* | good thing* | good news | the good
            went our way | pats on the back | pat on the back | hats off | worth keeping | do again | keep doing
            saved the day | saved us | safe us | kept us safe | kept safe | gut lief | lief gut | lobenswert* | positiv*
            points forts | bien fonctionne | bien passe | bien marche | lo bueno | salio bien | puntos fuertes
            acierto* | deu certo | correu bem | pontos fortes | punti di forza | andato bene | ging goed | sterke punten
            gick bra | gikk bra | gikk godt | gik godt | poszlo dobrze | mocne strony | berjalan baik | iyi giden*
            lam tot | hyvin | onnistu* | gerettet | geholfen | gelukt | lekker | a tenu | ont tenu | fonctionn*
            funciono | ajudou
            ajudaram | ha funzionato | fungerade | virket | hjalp* | top marks | feather* | favourable | favorable
            хорошо | удал* | сильные стороны | ka pai
        """,
        2: """
            firm | sound | nicely | neatly | gladly | thanks to | performed | in our favour | delight* | blessing*
            bless*
            well | good | great | right | ok | worked | works | helped | helps | help | helpful | thankful | grateful
            credit | success* | smooth* | keep | kept | held | hold | holds | held up | saved | save | safe | mitigators
            sustain* | liked | love | loved | happy | relief | favour | favor | asset* | effective | as intended
            as planned | as designed | as it should | as hoped | the way it should | hero* | heroes | best | better
            made it better | roses | again | star | stars | cheer* | pleased | pleasant* | satisf* | upside* | bright
            plus | pluses | pros | highlight* | celebrat* | strong | stronger | paid off | rescued | rescue | lucky
            sunshine | smile* | tailwind* | green | gut | bien | bon | bueno* | bom | bene | goed | bra | godt | dobrze
        """,
        1: """
            for us | resilien* | robust* | solid | fine | nice | in place | our side | safeguards | on our side
            clear*
        """,
    },
    _S.WENT_POORLY: {
        3: """
            shaky | brittle | fragil* | sand in | grit | spanner* | fly in the | against the grain
            found wanting | another way | differently next | do otherwise | otherwise next | other way round | chafed
            wore thin | thin ice | rubbed | ground to | deaf ear* | dead end* | detour* | ballast | drag on | millstone*
            weighed on us | spoke against us | our own way | cold feet | left to chance | fumbles | slip up*
            missteps | flims* | wobbl* | inadequa* | insufficien* | shortfall* | underperform*
            under performed | fell apart | fell flat | fell through | broke down | came apart | came undone
            creak* | falter* | fumbl* | botch* | flop* | fail to meet | not up to | oof | lament* | grievance*
            remorse* | complaint*
            that failed | which failed | that gave way | against us | worked against | what hindered
            what hampered | what impeded | impede* | what delayed | what obstructed | what slowed | what cost us
            that didn t hold | that did not hold | that didn t work | that did not work | did not work | didn t work
            went wrong | went badly | went poorly | went sideways | went awry | regret* | sorry | stumbl* | friction
            difficult* | struggl* | deficien* | shortcom* | weak* | negative* | criticis* | criticiz* | slowed
            let us down | let down | our way | face palm* | facepalm* | thumbs down | nay | boo | boos | worse | worst
            held us back | hinder* | hamper* | obstacle* | frustrat* | rough | rough edge* | trip us | tripped
            snag* | hiccup* | blind spot* | brickbat* | pain point* | cost us time | wasted time | lost time | got stuck
            gap | gaps | failed us | failings | not so good | bad point* | bad part* | bad thing* | the bad | bad news
            to improve | could have | should have | could be better | can be better | improvable | better next time
            room for | growth area* | growing pain* | low point* | lowlight* | headache* | thorn* | stones in | pothole*
            bump* | ashamed | embarrass* | unhappy | unlucky | dissatisf* | schlecht | schief | verbesser* | negativ*
            points faibles | mal fonctionne | mal passe | a ameliorer | lo malo | salio mal | puntos debiles | a mejorar
            deu errado | correu mal | a melhorar | pontos fracos | punti deboli | andato male | da migliorare
            ging fout | ging mis | kon beter | zwakke punten | gick daligt | gick fel | gikk galt | gik galt
            poszlo zle | slabe strony | berjalan buruk | kotu giden* | chua tot | huonosti | epaonnistu* | aufgehalten
            gehindert | gebremst | coinc* | frein* | fallo | fallos | atrapalh*
            schuurde | schuurt | kurang | hindrad* | jeer* | ouch | unfavourable | unfavorable | fell down | do better
            плохо | слабые стороны
        """,
        2: """
            gave way | gave out | wanting | lagged | lagging | burnt | burned | dropped | cracked | broken | rusty
            blunder* | clums* | neglect*
            poor* | bad | badly | hurt* | hard | wrong | slow* | against | lack* | missing | missed | miss | improve*
            trouble* | mistake* | sour | ugly | delta | minus | minuses | cons | drawback* | downside* | pain | painful
            sore | cracks | stuck | blocked | blockers | barriers | confus* | unhelpful | held up by | fell short
            fall short | open to improvement | differently | delayed us | cost time | disappoint* | worr* | stung
            bit us | tripping | headwind* | gray | grey | red | mal | mauvais | malo | mau | male | slecht | daligt
            darligt | zle
        """,
        1: "problem* | challenge* | risk* | fail* | issue* | next time | improvement | criticism | error* | broke",
    },
    _S.ACTION_ITEMS: {
        3: """
            agreements | arrangements | undertaken | what we undertook | took upon | signed up for | agreed in
            agreed at | agreed by | shook hands on | handshake* | made of it to do | for the diary
            in the diary to do | errand* | duties | quest | quests | resolved to | assigned | responsible
            action* | to do | todo* | to dos | task | tasks | tasking* | follow up* | followup* | follow through
            following up | followed up | to be followed | remed* | corrective | preventive | prevent* | commitment*
            commit to | committed to | promise* | pledge* | undertaking* | obligation* | measures | countermeasure*
            homework | chores | work order* | job order* | next step* | next up | now what | and now | what now
            work item* | fix list | fixes
            take on | takes on | taking on | way forward | path forward | from here | who does what | by when
            improvement plan | reduction plan | what will be | will be done | will be different | we go and do
            going to do | we will | we ll | we re changing | we are changing | is changing | changes ahead | vow*
            never again | does not happen again | doesn t happen again | not happen again | assignments | deliverable*
            on our plate | our plate | owed | i o u | iou* | debts to pay | making good | make good | put right
            putting it right | putting right | make it right | set right | fixing it | shopping list | work ahead
            work to come | ahead of us | plan of | done about | do about | doing about | marching orders | repair list
            repairs | punch list | resolutions | massnahm* | aufgabe* | nachste schritte | schritte | korrektur*
            plan d action | mesures | engagements | a faire | suites | prochain* | accion* | compromisos | medidas
            proximos pasos | tareas | pendientes | acoes | compromissos | tarefas | medidas | azioni | impegni
            prossimi passi | misure | acties | maatregel* | vervolg* | atgard* | nasta steg | tiltak | oppfolg*
            handlinger | dzialani* | zadania | nastepne kroki | tindakan | rencana aksi | aksiyon* | onlem* | yapilacak*
            hanh dong | viec can lam | was jetzt | was nun | was tun | was wir tun | werden wir | allons faire
            ferons | haremos | vamos a
            faremos | vamos fazer | gaan doen | doen we | afspraken | afspraak | jatkotoim* | tindak lanjut | skal vi
            vi skal | ska vi | we owe | debts | takes care | job list | jobs to do | toimenpite* | меры | деистви*
            задачи | следующие шаги | план работ
        """,
        2: """
            amendment* | accord | accords | orders | prep list | training plan
            plan | planned | plans | change | changes | changing | will | going to | next | recommend* | owner*
            assign*
            deadline* | due | mitigations | backlog | roadmap | arising | repair* | harden* | improvements | works
            measure | decisions | decided | agreed | prescri* | proposals | proposed | steps | outstanding | resolve
            work package* | tickets | jobs | list of work | treatment | therapy | cure* | remaining work | invest*
            experiments | forward | later | afterwards | list
        """,
        1: "fix | fixed | try | different | ahead | now | work | start | future | resolution | recovery plan | we do",
    },
    _S.LESSONS_LEARNED: {
        3: """
            lesson* | learn* | takeaway* | take away* | take aways | take home | moral | morals | insight* | wisdom
            taught | teach* | know now | now know | knew then | wish we had known | wish we knew | wished we
            carry forward | carry with | carry away | carry on from | take with | take from | taking with | take along
            taking away | keep in memory | keep in mind | remember* | future selves | future self | pass it on
            pass on | passed on | would you tell | tell other* | tell others | make of it | makes of it | hindsight
            food for thought | next time | advice | worth remembering | worth knowing | stays with us | stay with us
            stick with us
            now understand | understand better | understand now | eye opener* | for other* | for others | note to self
            notes to self | note to our | if you remember | wiser | to share | erkennt* | lehre* | gelernt* | lektion*
            mitnehmen | lecon* | enseign* | appris | retenir | retenons | leccion* | lecciones | aprend* | ensena*
            licoes | licao | lezion* | imparat* | lessen | geleerd | lardom* | lart* | laert | laerdom | laerte
            wniosk*
            nauczyl* | pelajaran | dersler | cikarilan* | bai hoc | rut ra | opit* | opim* | bleibt | bleiben | hangen
            mitnehm* | llevamos | levamos | meenemen | neem we mee | tar vi med
            ricord* | stuck with | sticks with | now believe | wish we | chalk it up | words to the wise
            worth keeping | on the wall | to the wise
            teachable | doctrine | can use | carried away | rule of | rules we | whisper | урок* | вывод* | научил*
            поняли
        """,
        2: """
            reflect* | conclusion* | realis* | realiz* | understood | afterthought* | parting | closing thought*
            rule of thumb | rules of thumb | principles | memory | tell | stays | remains | perspective | what it means
            think about | thinking about | thoughts | observations
        """,
        1: "findings | know | keep | carry | memo | sense | notes for | meaning | bigger picture",
    },
    None: {
        3: """
            loose thoughts | loose notes | stray thoughts | stray notes | random thoughts | random notes | idle thoughts
            unsorted | jotting* | musing* | odds and ends | brain dump | braindump | scratchpad | scratch pad | someday
            leadup | lead up | run up | prelude | accept* | concurr* | consent* | ratif*
            countersign*
            dri | on duty | glossar* | terms | terminology | definitions | abbreviations | acronyms | vocabular*
            words used
            words we use | words we used | distribution | circulat* | approv* | sign off | signed off | signatur*
            signator* | attend* | present | people present | who was there | participants | point of contact | contact*
            compensation | refund* | money back | reimburs* | side note* | side notes | chat | transcript | component*
            raci | responsibilit* | checklist* | check list | before closing | before close | before this goes
            before you | commands | cheat sheet | thank* | thanks | acknowledg* | credits | appendi* | annex*
            attachment* | references | legend | current status | status of | status | roles | who runs | who owns
            dashboard* | open question* | questions | unanswered | is it over | really over | confirmation | edition
            of this report | of this document | about this | this document | this page | how to read | reading guide
            regulat* | notices | background* | context | setting | where we were | stage | prerequisite* | architecture
            detection | detected | detect | how we found | how it was found | how it was noticed | who was on
            on call | readiness | said in the room | left in the room | lucky | luck | fortune | key info | contents
            further reading | see also | links | related | similar incidents | earlier incidents | version | revision
            changelog | legal | disclaimer | faq | parking lot | mood | press | media | statement to | letter to
            announcement* | how it works | how the system works | normally works | normally | supposed to work
            is supposed to | evidence | raw | data sources | sources | method | methodology | how we wrote | review of
            review meeting | next review | meeting | interviews | ausgangslage | hintergrund | glossaire | contexte
            contexto | antecedentes | danksagung | verteiler | freigabe | anhang | annexe | glosario | anexo* | allegat*
            bijlage* | bakgrund | bakgrunn | baggrund | ordlista | ordliste | slownik | zalacznik* | lampiran | ek | eki
            phu luc | приложен* | глоссарии | контекст | согласован*
        """,
        2: """
            notes | note | glossary | useful | closing | handling | controls | control | document
            resolution | recovery | recover* | mitigation | response | escalation* | communications | communication
            comms | communicat* | team | teams | staff | cast | names | questions | form | template | map | diagram
            environment | systems | versions | vendor | supplier | correspondence | inventory | monitoring | appendix
            get back | claim* | apolog* | said | left | bits | extra* | bonus | trivia | footnote* | misc* | other
            rest
            restart | restored | restoration | workaround | immediate fix | how we fixed | how it was fixed
            how we stopped | what fixed it | stopgap | first aid | testimon* | voices | quotes | confirm*
        """,
        1: """
            info | information | what is | which | where | how do | runbook | service | key | basic | facts | data
            details | scope | people
        """,
    },
}

# Words in the scripts that put no blank between words: found anywhere in the heading.
INSIDE: Mapping[SectionName | None, str] = {
    _S.SUMMARY: "概要 概述 摘要 要約 サマリ 总结 요약 개요",
    _S.TIMELINE: "タイムライン 時系列 経緯 经过 经過 时间线 時間線 时间轴 타임라인 경과",
    _S.IMPACT: "影響 影响 被害 영향 피해",
    _S.ROOT_CAUSE: "原因 根因 원인",
    _S.WENT_WELL: "良かった うまくいった 做得好 优点 잘한 좋았던",
    _S.WENT_POORLY: "悪かった 改善点 課題 不足 做得不好 아쉬운 개선점",
    _S.ACTION_ITEMS: "再発防止 対策 アクション 改进措施 行动项 行动计划 后续 후속 조치 재발 액션",
    _S.LESSONS_LEARNED: "教訓 学び 学んだ 经验教训 教训 교훈 배운",
    None: "用語 背景 体制 术语 용어 배경",
}  # fmt: skip

# A picture in front of a heading is worth a word or so.
PICTURES: Mapping[SectionName, str] = {
    _S.SUMMARY: "📌🧾🎯📝📄📃📖🗞📰",
    _S.TIMELINE: "⏱🕰📅🎬⏰🕒⌛⏳🗓🕐🕓🕘",
    _S.IMPACT: "💥📉👥💸🎮🌍😱🚨",
    _S.ROOT_CAUSE: "🔍🔎🔬🐛🧠🕵🧩🧬🪲",
    _S.WENT_WELL: "👍⭐🙌💪🎉🟢😀😊🏆🌟✨👏🌈☀🙆💚😄🥇",
    _S.WENT_POORLY: "👎❌🪨😞🔴🙅🌧🙁☹😬🤦👻🐌⛈🩹💔😕",
    _S.ACTION_ITEMS: "🛠🔧📋🚀🔨☑🧰✅➡🏗",
    _S.LESSONS_LEARNED: "💡🎓📚🎒🧭🌱",
}  # fmt: skip
