"""What people call an action item's fields: the words before a colon, and the headers of columns.

One table for both. A header of several words is read from its end first ("Action owner" is an owner), then from its
front ("Status as at 31 Jan").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, get_args
from unicodedata import combining, normalize

from pmflow.patterns import lazy

Name = Literal[
    "title", "owner", "due", "priority", "status", "ref", "link", "kind", "improves", "done_when",
        "evidence", "note",
    "completed", "ignored",
]  # fmt: skip

LABELS: dict[Name, tuple[str, ...]] = {
    "title": (
        "action", "action item", "action items", "actions", "task", "tasks", "follow up", "followup", "follow ups",
        "what",
        "corrective action", "preventive action", "preventative action", "remediation action",
        "remediation", "measure",
        "countermeasure", "item", "todo", "to do", "improvement", "recommendation", "activity", "deliverable",
        "commitment",
        "next step", "step", "fix", "proposed action", "mitigation", "action description", "change", "work",
        "title", "name",
        "description", "summary", "detail", "details", "finding",
        "required work", "content", "promise", "pledge", "undertaking", "obligation", "tasking", "chore", "chores",
        "requirement", "thing", "job", "measures", "corrective measure", "preventive measure", "action required",
        "improvement action", "activity description", "what we will do", "what we do", "what will change",
        "things to do", "follow up action", "corrective actions",
    ),
    "owner": (
        "owner", "owners", "owner s", "assignee", "assignees", "assigned to", "assigned", "responsible",
        "responsibility",
        "responsible person", "responsible party", "responsible team", "dri", "who", "lead", "poc",
        "point of contact", "contact",
        "driver", "accountable", "accountable executive", "accountable person", "person", "resp",
        "owned by", "by whom",
        "led by", "pic", "person in charge", "team", "squad", "action owner", "champion", "delegate", "executive",
        "raci",
        "actioned by", "actionee", "holder", "engineer", "sponsor", "action by", "whom", "in charge", "manager",
        "prime", "answerable", "obligor", "addressee", "opr", "taken by", "taken on by", "picked up by",
        "allocated to", "given to", "named person", "owner name", "custodian", "steward", "task owner",
        "responsible owner", "accountable owner", "lead person", "action lead", "assigned person", "assigned team",
        "owning team", "owner team", "person responsible", "doer", "who does it", "who is on it", "who s on it", "whose",
        "whose job", "whose plate", "who will", "who s doing it", "on whose plate", "in whose hands",
        "on the hook", "responsible role", "accountable team", "promised by", "carried by", "in the hands of",
        "directly responsible individual", "pilot", "caretaker", "action owner s",
    ),
    "due": (
        "due", "due date", "due by", "due on", "deadline", "eta", "target", "target date", "when", "by when", "by",
        "finish by", "complete by", "to be done by", "expected", "expected by", "expected date",
        "expected completion",
        "target completion", "planned for", "planned date", "planned completion", "timeframe", "time frame",
        "end date", "ecd",
        "date", "delivery", "delivery date", "completion date", "target quarter", "timeline", "term", "needed by",
        "committed date",
        "commit date", "commitment date", "agreed date", "forecast", "done by", "until", "timescale", "duedate",
        "suspense", "suspense date", "cut off", "promised for", "closing date", "ready by", "target week",
        "sprint", "iteration", "complete on", "planned closure", "target closure", "estimated completion",
        "est completion", "estimated date", "planned end", "planned finish", "no later than", "not later than",
        "latest by", "latest", "due week", "due in", "finish", "finish date", "target sprint", "target milestone",
        "milestone", "target release", "date due", "date for completion", "implementation date",
        "expected by when", "no later", "horizon", "before",
    ),
    "priority": (
        "priority", "prio", "pri", "severity", "sev", "moscow", "importance", "urgency", "rating", "rank",
        "criticality",
        "risk rating", "risk", "p", "priority level", "impact",
        "how bad", "how urgent", "how important", "urgency level", "importance level", "action priority",
        "prio level", "priority class", "p level", "moscow priority",
    ),
    "status": ("status", "state", "progress", "current status", "done", "complete", "stage", "rag",
        "action status", "compl", "completed y n",
        "where we are", "where it is", "standing", "disposition", "state of play", "condition", "situation",
        "progress so far", "completion status", "current state", "now", "status today", "status now",
    ),
    "ref": ("ref", "reference", "id", "no", "nr", "ai", "action id", "ai id", "item id", "item no", "num",
        "number", "key"),
    "link": (
        "ticket", "tickets", "bug", "bugs", "issue", "issues", "link", "links", "jira", "tracking", "tracking bug",
        "tracking issue", "tracking ticket", "tracking item", "pr", "prs", "mr", "github issue", "github", "gitlab",
        "story",
        "epic", "url", "tracker", "tracked in", "tracked by", "tracked", "jira ticket", "jira issue", "jira link",
        "ticket link",
        "work order", "change request", "case", "record", "card", "ticket id", "issue link", "ado",
        "linear", "asana",
    ),
    "kind": ("type", "kind", "category", "action type", "class", "classification", "nature"),
    "improves": ("improves", "area", "theme", "practice"),
    "done_when": (
        "done when", "acceptance", "acceptance criteria", "acceptance criterion", "success criteria",
        "success criterion",
        "definition of done", "dod", "success metric", "success measure", "measure of success", "exit criteria",
        "measurable outcome", "measured by", "how we will know", "how we ll know",
        "we know it is done when", "outcome",
        "verification", "how verified", "verify by", "verified when", "complete when", "expected outcome",
        "success looks like",
        "closure criteria", "effectiveness check",
    ),
    "evidence": ("evidence", "proof", "evidence link", "evidence of completion"),
    "note": (
        "note", "notes", "comment", "comments", "remark", "remarks", "update", "updates", "reason",
        "rationale", "why",
        "agreed by", "context", "justification", "background", "latest update", "decision",
    ),
    "completed": (
        "completed", "completed on", "completion", "completion date", "cancelled on",
        "closed on", "closed", "date closed", "date completed", "done on",
        "closed date",
        "completed date", "finished", "finished on", "actual", "actual date", "actual completion", "implemented on",
        "done date",
        "resolved on", "delivered", "date done",
    ),
    "ignored": (
        "opened", "created", "raised", "date raised", "raised on", "created on", "date opened", "opened on",
        "raised by", "start",
        "start date", "effort", "estimate", "size", "points", "cost", "reviewer", "approver", "source",
        "root cause", "factor",
        "contributing factor", "component", "service", "system", "effort estimate", "confidence", "value",
        "addresses", "control",
        "location", "department", "days", "last updated", "updated", "sla",
    ),
}  # fmt: skip
FOREIGN: dict[Name, str] = {
    "title": """
        massnahme massnahmen maßnahme maßnahmen aufgabe aufgaben was aktion schritt beschreibung vorhaben mesure mesures
        tâche quoi correctif acción acciones medida medidas tarea tareas qué actividad compromiso ação ações tarefa tarefas
        o_que atividade descrição azione azioni misura misure attività compito cosa actie acties maatregel maatregelen taak
        wat omschrijving åtgärd åtgärder uppgift vad tiltak oppgave hva handling opgave hvad aktivitet toimenpide
        toimenpiteet tehtävä mitä działanie zadanie opatření úkol co intézkedés feladat aksiyon eylem görev 対応 対策 内容
        アクション 措施 任务 行动 조치 내용 할일 действие задача мера что дія завдання acțiune măsură tindakan hành_động
        công_việc
        """,
    "owner": """
        verantwortlich verantwortliche verantwortlicher verantwortlichkeit zuständig zuständigkeit bearbeiter bearbeiterin
        besitzer inhaber wer übernimmt erledigt_von umsetzung_durch responsable responsables porteur porteuse pilote qui
        assigné_à attribué_à affecté_à propriétaire encargado encargada a_cargo_de a_cargo quién asignado_a asignada_a
        asignado dueño dueña responsável responsáveis quem atribuído_a dono encarregado responsabile responsabili chi
        assegnato_a incaricato referente eigenaar verantwoordelijke verantwoordelijk wie toegewezen_aan uitvoerder ansvarig
        ansvariga ansvarlig ansvarlige ansvar hvem vem tilldelad tildelt tildelt_til ägare eier ejer utförare vastuuhenkilö
        vastuu vastuussa omistaja tekijä kuka odpowiedzialny odpowiedzialna osoba_odpowiedzialna właściciel kto zodpovědný
        odpovědný odpovědná_osoba kdo felelős sorumlu sorumlusu kim atanan 担当 担当者 责任人 负责人 負責人 담당자 담당
        ответственный исполнитель кто відповідальний виконавець responsabil υπεύθυνος penanggung_jawab người_phụ_trách
        """,
    "due": """
        frist fällig fällig_am fällig_bis fälligkeit bis bis_wann termin zieltermin zieldatum datum wann fertig_bis
        erledigt_bis umsetzung_bis zu_erledigen_bis stichtag échéance date_limite date_butoir date_cible délai quand pour_le
        avant_le pour_quand livraison fecha fecha_límite plazo vencimiento vence cuándo fecha_objetivo fecha_compromiso
        para_cuándo prazo data_limite data data_prevista quando até até_quando vencimento scadenza entro entro_il
        entro_quando termine data_di_scadenza consegna vervaldatum streefdatum wanneer uiterlijk gereed_op deadline_datum
        opleverdatum förfallodatum förfaller senast klart_senast klar_senast när slutdatum måldatum forfallsdato forfall når
        dato forfaldsdato senest tidsfrist innen määräaika eräpäivä milloin takaraja valmis_viimeistään termin_wykonania
        do_kiedy kiedy data_wykonania termín do_kdy kdy határidő son_tarih bitiş_tarihi tarih 期限 期日 納期 日付 截止日期
        截止 完成日期 마감 기한 마감일 срок сроки дедлайн до когда термін termen tenggat batas_waktu hạn hạn_chót
        """,
    "priority": """
        priorität prioriteit prioritet prioriteetti priorité prioridad prioridade priorità dringlichkeit wichtigkeit urgence
        urgencia urgência urgenza urgentie criticité criticidad criticidade gravité gravedad gravità tärkeys kiireellisyys
        priorytet priorita prioritás öncelik 優先度 优先级 優先級 우선순위 приоритет пріоритет prioritate prioritas
        """,
    "status": """
        stand zustand bearbeitungsstand umsetzungsstand statut état avancement estado situação stato situazione avance
        voortgang läge tila tilanne stan stav állapot durum 状態 状況 ステータス 状态 진행상황 상태 статус состояние стан
        erledigt fait hecho feito fatto gedaan stadiu trạng_thái
        """,
    "ref": "lfd_nr pos nº n° numéro número numero nummer номер 番号 编号 번호 lp kennung",
    "link": "vorgang lien enlace verweis billet tiquete",
    "kind": "art typ tipo catégorie kategorie categoría categoria soort type_d_action",
    "note": """
        bemerkung bemerkungen anmerkung anmerkungen hinweis kommentar kommentare remarque remarques commentaire commentaires
        nota notas observación observaciones comentario comentarios observação observações opmerking opmerkingen anteckning
        merknad bemærkning huomautus huomiot uwagi poznámka megjegyzés begründung motif motivo 備考
        """,
    "done_when": "fertig_wenn erledigt_wenn critère_de_succès criterio_de_aceptación critério_de_aceite",
    "completed": "erledigt_am abgeschlossen_am terminé_le fait_le completado concluído_em chiuso_il avsluttad",
}  # fmt: skip
"""The same in other languages, `_` for a space; accents are optional."""


def _fold(text: str) -> str:
    """Lower case words only, without accents: "Fällig:" is "fallig", "Follow-up" is "follow up"."""
    if not text.isascii():
        text = "".join([char for char in normalize("NFKD", text) if not combining(char)])
    return _NOISE.sub(" ", text.lower()).strip()


_NOISE = lazy(r"[\W_]+")
FIELD_OF: dict[str, Name] = {_fold(label): name for name, labels in FOREIGN.items() for label in labels.split()} | {
    label: name for name, labels in LABELS.items() for label in labels
}
"""Where two languages differ about a word, English wins: "handling" is no action."""

TITLE_ORDER = LABELS["title"]
"""Where several columns could be the title, the one that stands first here is it."""

_NEVER_INLINE = frozenset(
    """
    by p no date term key number num ai impact card value closed finished done complete completed delivered mitigation why
    context background verification case record github pr prs mr manager engineer name actual stage rag target expected work
    update when until delivery contact issue issues tracked person holder driver champion delegate executive sponsor squad
    raci whom step rank importance story epic lead team theme class nature risk decision now latest finish horizon standing
    condition situation pilot prime suspense sprint iteration milestone steward custodian caretaker doer datum data dato
    stand stato staat ansvar pos art typ tipo soort nota notas numero nummer termine motif lien vastuu quand quando wanneer
    situacao tarih hecho feito fatto tila status_now cut_off before
    """.split()
)
INLINE_LABELS: dict[str, Name] = {
    label: name
    for label, name in FIELD_OF.items()
    if name not in ("title", "ignored")
    and label.replace(" ", "_") not in _NEVER_INLINE
    and (len(label) > 3 or label in LABELS[name] or not label.isascii())
}
"""Labels that are one also in the middle of a line, where a sentence may have the same words before a colon."""

_MOST_WORDS = max(label.count(" ") for label in INLINE_LABELS)
_LAST_WORDS = frozenset(label.rsplit(" ", 1)[-1] for label in INLINE_LABELS)
_LONGEST_WORD = 2 * max(map(len, _LAST_WORDS))
"""Letters of the longest word before a colon that is looked up; twice what the table has, since accents are folded."""
_MARK = lazy(r"[:=]")
_WORDS_BEFORE = lazy(r"(?:[^\W_][\w.'’]*[ -])*[^\W_]+$")
_VALUE = lazy(r"\s?(?:::?|=)\s*")
_NUMBER_SIGN = lazy(r"^\s*(?:#|№|no\.?|nr\.?)\s*$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def plain_label(text: str) -> str:
    """Lower case words only, without accents: "Bug #" is "bug", "Follow-up" is "follow up", "Priorität" "prioritat"."""
    return _fold(text)


def label_field(text: str) -> Name | None:
    """The field that a label of its own line means: "Due date" of "Due date: 3 May"."""
    return FIELD_OF.get(plain_label(text)) if len(text) <= 60 else None


@lru_cache(maxsize=512)
def header_field(text: str) -> Name | None:
    """The field that a column's header means; None for a header that says nothing about action items.

    A header in two languages ("Responsable / Owner") means what one half of it means.
    """
    words = plain_label(text)
    if not words:
        return "ref" if _NUMBER_SIGN.match(text) else None
    found = FIELD_OF.get(words)
    if found is not None:
        return found
    bare = plain_label(_ASIDE.sub(" ", text))
    if bare != words and bare and (found := FIELD_OF.get(bare)) is not None:
        return found
    for half in _HALVES.split(text):
        if half != text and (found := FIELD_OF.get(plain_label(half))) is not None:
            return found
    parts = (bare or words).split()
    for cut in range(1, len(parts)):
        if (found := FIELD_OF.get(" ".join(parts[cut:]))) is not None:
            return found
    for cut in range(len(parts) - 1, 0, -1):
        if (found := FIELD_OF.get(" ".join(parts[:cut]))) is not None:
            return found
    return None


_ASIDE = lazy(r"\([^()]*\)|\[[^\[\]]*\]")
_HALVES = lazy(r"\s*[/|·]\s*")


def label_starts(scan: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where in `scan` an inline label begins, and where its value does: one with a capital, or one without but with its
    value hard behind it (`owner=alice`), or one of the few that no sentence has before a colon ("owner: alice").
    """
    found: list[tuple[int, int]] = []
    for match in _MARK.finditer(scan, start, end):
        stop = first = match.start() - (match.start() > start and scan[match.start() - 1].isspace())
        while first > max(start, stop - _LONGEST_WORD - 1) and scan[first - 1].isalnum():
            first -= 1
        last = scan[first:stop]
        if not 0 < len(last) <= _LONGEST_WORD:
            continue
        if scan[stop : stop + 2] == "::" and not scan[stop + 2 : stop + 3].isspace():
            continue  # a tool's label: priority::1
        if (last.lower() if last.isascii() else _fold(last)) not in _LAST_WORDS:
            continue
        ahead = _WORDS_BEFORE.search(scan, max(start, first - 40), stop)
        begin = ahead.start() if ahead is not None else first
        words = scan[begin:stop]
        offsets = [0, *[m.end() for m in re.finditer(r"[ -]", words)]]
        for offset in offsets[-_MOST_WORDS - 1 :]:
            label = words[offset:]
            plain = label.lower() if label.isascii() and label.isalpha() else _fold(label)
            if plain not in INLINE_LABELS:
                continue
            value = _VALUE.match(scan, stop)
            at = value.end() if value is not None else stop
            hard = scan[stop : stop + 1] in (":", "=") and not scan[stop + 1 : stop + 2].isspace()
            if label[0].isupper() or not label[0].isascii() or hard or plain in _SURE:
                found.append((begin + offset, at))
            break
    return found


_SURE = frozenset(
    ["owner", "owners", "assignee", "due", "due date", "deadline", "priority", "prio", "dri", "assigned to"]
)


def label_at(text: str) -> tuple[Name, int] | None:
    """The inline label with which `text` begins, and where its value does."""
    colon = _COLON.search(text)
    if colon is None:
        return None
    name = INLINE_LABELS.get(plain_label(text[: colon.start()].strip("*_ ")))
    return (name, colon.end()) if name is not None else None


_COLON = lazy(r"\s?(?:::?|=)\s*")
LINE_LABEL = lazy(r"\s*((?:[^\W\d_]|#)[\w /()'’#.-]{0,40}?)\s?(?:::?|=)\s*")

assert set(LABELS) == set(get_args(Name))
