"""What the words of a heading speak for, where nobody has listed its wording: weighted evidence, as data.

`weigh_heading` adds up the weights of the words and phrases it finds, section by section, and for headings that are
none of the eight. It never decides: `second_line.py` weighs this against what stands below the heading and beside it.

The tables hold plain words (`headings.plain_words`: lower case, no accents). `word*` is any word that begins so; a
phrase counts where its words stand in a row. 3 all but decides, 2 is strong, 1 needs help. English first, then other
languages in which headings are written, mixed: a stem is a stem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from pmflow.document.headings import plain_words
from pmflow.model import SectionName
from pmflow.patterns import lazy

_S = SectionName
Weights = Mapping[SectionName | None, float]
"""Evidence for each section; None is the evidence that a heading is none of the eight."""

_EVIDENCE: Mapping[SectionName | None, Mapping[int, str]] = {
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
            dien bien | aikajana | tapahtumien kulku | tapahtuma* | tidspunkt* | хронолог* | ход событий | таймлайн
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
            touched | reached | hit | who couldn t | who could not | meant | money | severity of | range of | size of
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
            root cause* | cause* | causa* | why | culprit* | diagnos* | mechanism* | contributing | contributor*
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
            reason* | trigger* | explanation* | explain* | fault | bug | defect* | flaw | beneath | underneath
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
            vi skal | ska vi | we owe | debts | takes care | job list | jobs to do | toimenpite* | меры | действи*
            задачи | следующие шаги | план работ
        """,
        2: """
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
            mitnehm* | llevamos | levamos | meenemen | neem* we mee | tar vi med
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
            phu luc | приложен* | глоссарий | контекст | согласован*
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
_INSIDE: Mapping[SectionName | None, str] = {
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
_PICTURES: Mapping[SectionName, str] = {
    _S.SUMMARY: "📌🧾🎯📝📄📃📖🗞📰",
    _S.TIMELINE: "⏱🕰📅🎬⏰🕒⌛⏳🗓🕐🕓🕘",
    _S.IMPACT: "💥📉👥💸🎮🌍😱🚨",
    _S.ROOT_CAUSE: "🔍🔎🔬🐛🧠🕵🧩🧬🪲",
    _S.WENT_WELL: "👍⭐🙌💪🎉🟢😀😊🏆🌟✨👏🌈☀🙆💚😄🥇",
    _S.WENT_POORLY: "👎❌🪨😞🔴🙅🌧🙁☹😬🤦👻🐌⛈🩹💔😕",
    _S.ACTION_ITEMS: "🛠🔧📋🚀🔨☑🧰✅➡🏗",
    _S.LESSONS_LEARNED: "💡🎓📚🎒🧭🌱",
}  # fmt: skip
_PICTURE_OF = {picture: name for name, pictures in _PICTURES.items() for picture in pictures}
_PICTURE_WEIGHT = 1.0

_NEGATIONS = frozenset(
    "not no t never didn doesn don wasn weren isn couldn less nothing without non ikke inte niet nicht kein pas "
    "nunca nao nem nie tidak degil khong ei не".split()
)  # "didn't" is "didn t" in plain words
_PARTY = frozenset("us our we it they".split())
_TWICE = lazy(r"\b(\w{4,}) by \1\b")
_COUNTED = lazy(
    r"\bin (?:a |the )?(?:one|two|three|four|five|\d+|few|couple of)\s+(?:\w+ )?(?:sentences?|lines?|words?|minutes?|"
    r"seconds?|paragraphs?|bullets?|points?)\b|"
    r"\b\w+ (?:seconds?|minutes?|lines?|sentences?) (?:version|read|summary|digest|story)\b"
)
_HOW_IT_WENT = lazy(
    r"\bhow (?:the |it |this |that |our |things |all )?(?:\w+ )?(?:went|unfolded|developed|evolved|ran)\b"
)
_WHO_FELT = lazy(
    r"^(?:so )?who(?:m)?\b(?! (?:does|do|did what|runs|owns|was there|was involved|is|will|said|worked|fixed|found|"
    r"responded))"
)
_WILL = lazy(r"^(?:so )?what (?:will|are we|is going|happens next|we will|we ll|each|comes next|changes)\b")
_HOW_COULD = lazy(
    r"^(?:so |and )?how (?:could|did|was|come|can|it|that|this)\b.* (?:happen\w*|possible|come|came|break|broke)\b"
)
_QUESTION_WEIGHT = 2.0


def _entries() -> Iterator[tuple[str, SectionName | None, float]]:
    for name, weights in _EVIDENCE.items():
        for weight, text in weights.items():
            for line in text.strip().splitlines():
                for entry in line.split("|"):
                    if words := plain_words(entry):
                        yield words + "*" * entry.strip().endswith("*"), name, float(weight)


def _tables() -> tuple[
    dict[str, list[tuple[SectionName | None, float]]],
    dict[str, list[tuple[SectionName | None, float]]],
    dict[str, list[tuple[str, SectionName | None, float]]],
]:
    whole: dict[str, list[tuple[SectionName | None, float]]] = {}
    stems: dict[str, list[tuple[SectionName | None, float]]] = {}
    phrases: dict[str, list[tuple[str, SectionName | None, float]]] = {}
    for words, name, weight in _entries():
        first, blank, _ = words.partition(" ")
        if blank:
            phrases.setdefault(first, []).append((words.removesuffix("*"), name, weight))
        elif words.endswith("*"):
            stems.setdefault(words[:-1], []).append((name, weight))
        else:
            whole.setdefault(words, []).append((name, weight))
    return whole, stems, phrases


_WHOLE, _STEMS, _PHRASES = _tables()
_SHORTEST, _LONGEST = min(map(len, _STEMS)), max(map(len, _STEMS))
_NONE: Weights = MappingProxyType({})
_MANY_WORDS = 14
"""A heading of more words is a sentence: its words say what it talks of, not what stands below."""


@lru_cache(maxsize=2048)
def weigh_heading(text: str) -> Weights:
    """Evidence for each section in a heading's (rendered) words; of a section's words only the two strongest count."""
    words = plain_words(text)
    tokens = words.split()
    if not tokens or len(tokens) > _MANY_WORDS:
        return _NONE
    found: dict[SectionName | None, dict[str, float]] = {}

    def note(name: SectionName | None, said: str, weight: float) -> None:
        seen = found.setdefault(name, {})
        seen[said] = max(weight, seen.get(said, 0.0))

    for at, token in enumerate(tokens):
        for name, weight in _WHOLE.get(token, ()):
            note(name, token, weight)
        for length in range(_SHORTEST, min(len(token), _LONGEST) + 1):
            for name, weight in _STEMS.get(token[:length], ()):
                note(name, token, weight)
        if token in _PHRASES:
            rest = " ".join(tokens[at : at + 6])
            for phrase, name, weight in _PHRASES[token]:
                if rest.startswith(phrase):
                    note(name, phrase.partition(" ")[0], weight)
    if _TWICE.search(words) or _HOW_IT_WENT.search(words):
        note(_S.TIMELINE, "?", 3.0)
    if _COUNTED.search(words):
        note(_S.SUMMARY, "?", 3.0)
    if _WHO_FELT.search(words):
        note(_S.IMPACT, "?", _QUESTION_WEIGHT)
    if _WILL.search(words):
        note(_S.ACTION_ITEMS, "?", _QUESTION_WEIGHT)
    if _HOW_COULD.search(words):
        note(_S.ROOT_CAUSE, "?", 3.0)
    if not text.isascii():
        for name, inside in _INSIDE.items():
            for part in inside.split():
                if part in text:
                    note(name, part, 3.0)
        if (pictured := next((_PICTURE_OF[c] for c in text if c in _PICTURE_OF), None)) is not None:
            note(pictured, "picture", _PICTURE_WEIGHT)
    weights = {name: _sum(seen.values()) for name, seen in found.items()}
    return _turned(weights, tokens)


def _sum(weights: Iterable[float]) -> float:
    first, *more = sorted(weights, reverse=True)[:2]
    return first + 0.5 * sum(more)


def _turned(weights: dict[SectionName | None, float], tokens: list[str]) -> Weights:
    """A "not" turns praise round: "What did not hold", "Things to be less glad about"."""
    if _NEGATIONS.intersection(tokens) and (praised := weights.get(_S.WENT_WELL, 0.0)) > 0:
        blamed = weights.get(_S.WENT_POORLY, 0.0)
        weights[_S.WENT_POORLY] = max(praised + 0.5, blamed)
        weights[_S.WENT_WELL] = 0.0
    return MappingProxyType({name: weight for name, weight in weights.items() if weight > 0})
