"""The words and signs in which people say how far an action item is.

Longer phrases win over shorter ones, so "not done" is not "done". A word that is in no table gives None: an unknown
status is kept as written and never guessed. Traffic lights alone (🟢 🟡 🔴) are in no table: green is "done" to some,
"on track" to others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

from pmflow.model import ActionStatus
from pmflow.patterns import lazy

PROPOSED, PLANNED, IN_PROGRESS, DONE, VERIFIED, WONT_DO = ActionStatus

WORDS: dict[ActionStatus, tuple[str, ...]] = {
    PROPOSED: (
        "proposed", "proposal", "suggested", "suggestion", "idea", "candidate", "draft", "under discussion",
        "in discussion",
        "for discussion", "to be discussed", "needs discussion", "to discuss", "under consideration",
        "to be agreed",
        "awaiting approval", "pending approval", "to be decided", "undecided",
    ),
    PLANNED: (
        "planned", "open", "opened", "reopened", "todo", "to do", "not started", "not yet started", "yet to start",
        "not commenced", "not begun", "unstarted", "new", "backlog", "in backlog", "backlogged", "in the backlog",
        "pending",
        "scheduled", "accepted", "agreed", "approved", "ready", "ready to start", "queued", "assigned",
        "outstanding",
        "overdue", "late", "delayed", "on hold", "blocked", "paused", "parked", "deferred", "postponed", "triaged",
        "committed",
        "selected for development", "to start", "to be done", "to be started", "to be scheduled", "still open",
        "not done",
        "not done yet", "not yet", "not complete", "not completed", "not yet done", "incomplete", "not finished",
        "ticketed",
        "ticket created", "ticket raised", "ticket filed", "filed", "waiting", "upcoming", "next", "later",
        "up next", "at risk",
        "no", "unresolved", "not resolved", "not fixed", "not merged",
        "unactioned", "untouched", "to come", "yet to begin", "queued up", "on the list", "on ice", "frozen",
        "stalled", "stuck", "slipped", "carried over", "in the queue", "to follow", "on the backlog", "icebox",
        "still to do", "yet to do", "awaiting start", "waiting to start", "not assigned", "next up", "on our list",
        "promised", "tbd", "still to come", "not begun yet", "scheduled for later", "unassigned", "not yet begun",
    ),
    IN_PROGRESS: (
        "in progress", "inprogress", "wip", "work in progress", "doing", "started", "in work", "ongoing",
        "on going",
        "underway", "under way", "on track", "in review", "in code review", "under review", "in qa", "in test",
        "in testing",
        "pr open", "pr opened", "pr exists", "pr raised", "pr up", "pr in review", "mr open", "partially done",
        "partly done",
        "partial", "partially", "partially complete", "partially completed", "mostly done", "half done",
        "nearly done",
        "almost done", "active", "working on it", "in development", "in dev", "in flight", "in the works",
        "in hand",
        "progressing", "implementing", "rolling out", "being rolled out", "rollout in progress", "work started",
        "begun",
        "running", "commenced", "in implementation", "in delivery",
        "in train", "being worked on", "working", "moving", "on it", "on the go", "in motion", "in performance",
        "in execution", "in action", "under development", "under construction", "under test", "in pilot",
        "in trial", "trialling", "piloting", "drafting", "in draft", "partly finished", "half finished",
        "half way", "halfway", "nearly there", "almost there", "on the way", "afoot", "awaiting review",
        "ready for review", "waiting for review", "in staging", "on staging", "testing", "building", "being built",
        "being written", "being tested", "being done", "continuing", "continued", "continues", "started on",
        "under investigation", "investigating", "cooking", "picked up", "taken up", "in process", "work under way",
        "work in hand", "mid way", "midway", "in the making", "in preparation", "preparing", "in verification",
        "awaiting merge", "awaiting deploy", "pr ready", "we are on it", "begun in part", "progress",
    ),
    DONE: (
        "done", "complete", "completed", "closed", "fixed", "merged", "resolved", "shipped", "finished",
        "implemented",
        "deployed", "released", "delivered", "landed", "rolled out", "live", "achieved", "all done", "yes",
        "already done",
        "done already", "in production",
        "performed", "settled", "satisfied", "fulfilled", "carried out", "accomplished", "executed", "in place",
        "in force", "in use", "in effect", "went live", "gone live", "sorted", "ticked off", "ticked",
        "off the list", "handled", "installed", "up and running", "kept", "discharged", "concluded", "finalised",
        "finalized", "published", "signed off", "adopted", "applied", "addressed", "actioned", "wrapped up",
        "wrapped", "crossed off", "did it", "switched on", "turned on", "enabled", "deployed to production",
        "live in production", "is live", "is done", "was done", "has been done", "we did it", "passed", "built",
        "done and dusted", "remediated", "mitigated", "corrected", "repaired", "rectified", "cleared", "met", "eliminated",
        "introduced", "checked off",
    ),
    VERIFIED: (
        "verified", "done verified", "done and verified", "verified done", "closed verified",
        "completed and verified",
        "complete and verified", "fixed and verified", "verified fixed", "verified in production", "validated",
        "done and validated", "confirmed working",
    ),
    WONT_DO: (
        "wont do", "wontdo", "wont fix", "wontfix", "wont", "will not do", "will not fix", "will not be done",
        "obsolete",
        "dropped", "cancelled", "canceled", "rejected", "declined", "withdrawn", "abandoned", "not doing",
        "not doing this",
        "no longer needed", "no longer required", "no longer relevant", "not needed", "not required", "not pursued",
        "discarded",
        "closed without action", "no action", "no action needed", "no action required", "decided against",
        "decided not to",
        "superseded", "duplicate", "out of scope", "not planned", "descoped", "de scoped", "killed", "scrapped",
        "invalid",
        "closed wont fix", "closed wont do", "closed as wont fix", "closed as not planned", "closed as duplicate",
        "closed not planned", "closed obsolete", "closed no action", "resolved wont fix",
        "resolved wont do", "struck",
        "risk accepted", "accepted risk", "not going to do", "not happening", "void", "nope",
        "not proceeding", "not progressing", "not taken up", "not taken forward", "turned down", "refused",
        "struck out", "struck off", "ruled out", "thrown out", "cut", "no go", "waived", "ditched", "binned",
        "written off", "voted down", "will not happen", "wont happen", "never", "overruled", "not approved",
        "not accepted", "not adopted", "vetoed", "dismissed", "axed", "canned", "nixed", "not worth it",
        "not doing it", "left as is", "no longer planned", "not viable", "not feasible", "skipped", "shot down",
        "we wont", "we will not", "not doing that", "not for us", "not going ahead", "not to be done",
        "closed as rejected", "closed as declined", "resolved as wont do", "set aside for good", "dead",
        "given up", "wont be done", "not being done", "not continuing", "stood down", "not in scope", "nah", "no way",
        "rather not", "better not",
    ),
}  # fmt: skip

FOREIGN: dict[ActionStatus, str] = {
    PROPOSED: """
        vorgeschlagen vorschlag idee proposé proposée proposition propuesto propuesta proposto proposta voorstel voorgesteld
        föreslagen förslag foreslått forslag ehdotettu ehdotus propozycja návrh öneri 提案 建议 제안 предложено
        """,
    PLANNED: """
        offen neu geplant noch_offen nicht_begonnen nicht_gestartet noch_nicht_begonnen ausstehend zu_erledigen in_planung
        verschoben wartet wartend blockiert à_faire ouvert ouverte non_commencé non_commencée non_démarré pas_commencé
        en_attente prévu prévue planifié planifiée reporté abierto abierta pendiente por_hacer sin_empezar no_iniciado
        no_iniciada por_iniciar planificado planificada nuevo aberto aberta pendente a_fazer não_iniciado não_iniciada
        planejado planeado aperto aperta da_fare in_attesa non_iniziato non_iniziata non_avviato non_avviata pianificato
        te_doen nog_te_doen niet_gestart niet_begonnen gepland nieuw uitgesteld öppen öppet att_göra ej_påbörjad ej_påbörjat
        inte_påbörjad inte_påbörjat planerad planerat åpen åben å_gjøre ikke_startet ikke_påbegynt ikke_påbegyndt planlagt
        avoin avoinna ei_aloitettu aloittamatta odottaa suunniteltu otwarte otwarty do_zrobienia nie_rozpoczęto nowe
        zaplanowane otevřeno nezahájeno naplánováno nyitott tervezett açık yapılacak beklemede planlandı başlamadı 未着手
        未対応 未開始 待办 未开始 待处理 미착수 대기 예정 открыто открыта новая запланировано не_начато не_начата відкрито
        заплановано chưa_bắt_đầu belum belum_dimulai nuova à_planifier
        """,
    IN_PROGRESS: """
        in_arbeit in_bearbeitung läuft laufend in_umsetzung begonnen angefangen gestartet teilweise in_prüfung en_cours
        commencé commencée démarré démarrée en_curso en_progreso en_proceso en_marcha iniciado iniciada en_desarrollo
        en_revisión em_andamento em_curso em_progresso in_corso avviato avviata in_lavorazione iniziato iniziata bezig
        in_uitvoering loopt in_behandeling lopend pågår pågående påbörjad påbörjat igång under_arbete under_arbeid i_gang
        påbegynt påbegyndt igangværende startet kesken käynnissä työn_alla aloitettu w_toku w_trakcie rozpoczęte probíhá
        rozpracováno folyamatban devam_ediyor sürüyor başladı 進行中 対応中 着手 着手済み 进行中 处理中 진행중 진행_중
        в_работе в_процессе начато у_роботі đang_làm sedang_dikerjakan berjalan
        """,
    DONE: """
        erledigt fertig abgeschlossen umgesetzt geschlossen behoben gelöst terminé terminée fait faite achevé achevée clos
        clôturé clôturée fermé fermée résolu résolue livré livrée réalisé réalisée hecho hecha terminado terminada
        completado completada cerrado cerrada resuelto resuelta finalizado finalizada feito feita concluído concluída
        fechado fechada encerrado encerrada resolvido fatto fatta completato completata chiuso chiusa concluso conclusa
        terminato gedaan klaar afgerond voltooid gereed gesloten opgelost klar klart färdig färdigt avslutad avslutat
        slutförd slutfört stängd åtgärdad åtgärdat ferdig fullført lukket avsluttet gjort færdig afsluttet udført løst
        valmis tehty suljettu zrobione gotowe ukończone zakończone zamknięte hotovo dokončeno uzavřeno kész lezárva
        befejezve tamamlandı bitti yapıldı kapandı 完了 済 済み 対応済 対応済み 完成 已完成 已关闭 완료 готово выполнено
        сделано закрыто виконано зроблено закрито xong hoàn_thành selesai
        """,
    VERIFIED: "verifiziert geprüft vérifié vérifiée verificado verificada verificato geverifieerd verifierad",
    WONT_DO: """
        verworfen abgelehnt wird_nicht_umgesetzt nicht_umgesetzt entfällt entfallen gestrichen zurückgezogen abandonné
        abandonnée rejeté rejetée annulé annulée refusé refusée sans_suite descartado descartada rechazado rechazada
        cancelado cancelada anulado anulada desestimado não_será_feito rejeitado rejeitada scartato scartata respinto
        respinta annullato annullata rifiutato abbandonato geschrapt afgewezen vervallen geannuleerd wordt_niet_gedaan
        avvisad avvisat avfärdad inställd struken utgår avslått avlyst droppet forkastet avvist afvist annulleret opgivet
        hylätty peruttu ei_tehdä odrzucone anulowane zamítnuto zrušeno elutasítva törölve reddedildi iptal iptal_edildi
        vazgeçildi yapılmayacak 却下 中止 見送り 取消 已取消 不做 거절 취소 отклонено отменено відхилено скасовано hủy
        dibatalkan
        """,
}  # fmt: skip
"""The same in other languages, `_` for a space; accents are optional."""

SIGNS: dict[ActionStatus, str] = {
    PROPOSED: "💡💭🤔",
    PLANNED: "📅📆🗓📋🔜⬜☐🔲◻🔳▢□⭕📌🆕⏰🕐",
    IN_PROGRESS: "◐◑◔◕◒◓⏩🔄🚧⏳⌛🏗🔃👷🔨🛠▶🏃🔁",
    DONE: "👍🏆💯🆗✅☑✔✓🗹🎉🏁🚀",
    WONT_DO: "🛑✕🪦🚫⛔🗑✖✗✘☒❎🙅",
}
CROSSES = "❌"
"""A cross says "not done" where ticks stand beside it, and "will not be done" where another sign already says "not
done"."""

SHORTCODES: dict[str, str] = {
    "white_check_mark": "✅", "heavy_check_mark": "✔", "check_mark": "✔", "check": "✔", "ballot_box_with_check": "☑",
    "checkered_flag": "🏁", "tada": "🎉", "rocket": "🚀", "x": "❌", "cross_mark": "❌",
        "negative_squared_cross_mark": "❎",
    "heavy_multiplication_x": "✖", "no_entry": "⛔", "no_entry_sign": "🚫", "wastebasket": "🗑",
    "construction": "🚧", "building_construction": "🏗", "hourglass": "⌛", "hourglass_flowing_sand": "⏳",
    "arrows_counterclockwise": "🔄", "arrows_clockwise": "🔃", "repeat": "🔁", "construction_worker": "👷",
        "hammer": "🔨",
    "hammer_and_wrench": "🛠", "arrow_forward": "▶", "runner": "🏃",
    "calendar": "📆", "date": "📅", "spiral_calendar": "🗓", "spiral_calendar_pad": "🗓", "clipboard": "📋", "soon": "🔜",
    "white_large_square": "⬜", "black_large_square": "⬜", "white_medium_square": "⬜", "black_square_button": "🔲",
    "white_square_button": "🔳", "o": "⭕", "pushpin": "📌", "new": "🆕", "alarm_clock": "⏰", "bulb": "💡",
        "thinking": "🤔",
}  # fmt: skip

_NOISE = lazy(r"[^\w%]+")


def _fold(text: str) -> str:
    if not text.isascii():
        text = "".join([char for char in normalize("NFKD", text) if not combining(char)])
    return _NOISE.sub(" ", text.lower().replace("'", "").replace("’", "").replace("_", " ")).strip()


WORD_OF: dict[str, ActionStatus] = {
    _fold(word): status for status, words in FOREIGN.items() for word in words.split()
} | {word: status for status, words in WORDS.items() for word in words}
CLOSED_AS: dict[str, ActionStatus] = {
    f"{closed} {word}": WONT_DO
    for closed in ("closed", "closed as", "resolved", "resolved as", "marked", "marked as", "set to", "tagged")
    for word in (
        "wont do", "wontdo", "wont fix", "wontfix", "rejected", "declined", "obsolete", "duplicate", "cancelled",
        "canceled", "invalid", "not planned", "superseded", "not needed", "out of scope", "withdrawn",
    )
}  # fmt: skip
"""What trackers write when somebody closes an item that was not done."""
WORD_OF |= CLOSED_AS
SIGN_OF: dict[str, ActionStatus] = {sign: status for status, signs in SIGNS.items() for sign in signs}

IN_A_SENTENCE = frozenset(
    """
    no yes new next later live open opened ready late active running started idea draft struck void wont partial waiting
    agreed approved accepted assigned filed outstanding upcoming candidate begun partially nope working moving testing
    building kept handled enabled applied published passed concluded continues continuing continued addressed installed
    adopted settled performed promised investigating piloting preparing drafting built introduced cut never refused waived
    skipped dead stuck frozen icebox progress tbd unassigned satisfied executed ticked sorted installed neu klar fait clos
    gjort bezig loopt hecho fatto feito idee fertig offen aperto ouvert nuovo nova nuova belum commence data startet kesken
    avoin valmis gereed klaar wrapped cooking afoot
    """.split()
) | frozenset(
    phrase.strip()
    for phrase in """
    pr exists, pr open, pr opened, pr up, pr raised, pr ready, mr open, ticket created, ticket raised, ticket filed,
    in place, in use, in force, in effect, in action, in process, in motion, in draft, on the way, on the list, to come,
    to follow, half way, in staging, on staging, picked up, taken up, switched on, turned on, written off, no go,
    in the making, in pilot, in trial, on the go, on it, is live, is done, was done
    """.split(",")
)
"""Statuses in a status column, but too common as plain words to be one at the end of a sentence."""

_SHORTCODE = lazy(r":([a-z][a-z_]*):")
_PERCENT = lazy(r"^(\d{1,3}) ?%")


def without_shortcodes(text: str) -> str:
    """`text` with `:white_check_mark:` and its like as the signs themselves; unknown ones stay."""
    if ":" not in text:
        return text
    return _SHORTCODE.sub(lambda m: SHORTCODES.get(m[1], m[0]), text)


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """Lower case, without apostrophes, hyphens, accents, signs and doubled spaces: "Won't-fix ❌" is "wont fix"."""
    return _fold(text)


@lru_cache(maxsize=1024)
def read_status(text: str, *, cross: ActionStatus = PLANNED) -> ActionStatus | None:
    """The status that a status field says, also with more beside it ("Done in #12", "✅ Done",
        "Obsolete (won't fix)").

    `cross` is what ❌ means here.
    """
    words = plain_words(text)
    found = WORD_OF.get(words)
    if found is None and words:
        found = _leading(words)
    if found is None and words:
        found = _by_form(words)
    if found is None and words and len(parts := _PARTS.split(text)) > 1:
        found = next((status for part in parts if (status := WORD_OF.get(plain_words(part)))), None)
    if found is None:
        for sign in without_shortcodes(text):
            if sign in CROSSES:
                return cross
            if (by_sign := SIGN_OF.get(sign)) is not None:
                return by_sign
    return found


def _by_form(words: str) -> ActionStatus | None:
    """The status of words in no table, by their form: "being remediated", "not remediated yet", "coding"."""
    for pattern, status in _FORMS:
        if pattern.match(words) is not None:
            return status
    return None


_FORMS: tuple[tuple[re.Pattern[str], ActionStatus], ...] = (
    (lazy(r"(?:is |are |now )?being \w+"), IN_PROGRESS),
    (lazy(r"(?:still |yet )?to be \w+|(?:has |have )?not (?:yet |been )*\w+(?:ed|en|un)\b|yet to \w+"), PLANNED),
    (lazy(r"(?:half|partly|partially|nearly|almost|mostly|roughly) \w+"), IN_PROGRESS),
    (
        lazy(r"(?:currently |now |still )?(?!wait|pend|outstand|miss|noth|someth)\w{2,}ing(?: now| it)?$"),
        IN_PROGRESS,
    ),
)
_PARTS = lazy(r"[,;:(]\s*|\s[–—-]\s")


def exact_status(text: str) -> ActionStatus | None:
    """The status that these words are, and nothing else: for words that may as well be a sentence's."""
    words = plain_words(text)
    return None if words in IN_A_SENTENCE and not text.isupper() else WORD_OF.get(words)


def _leading(words: str) -> ActionStatus | None:
    """The status that the first words say: the longest phrase wins, and a doubt that follows "done" is heard."""
    if percent := _PERCENT.match(words):
        share = int(percent[1])
        return DONE if share == 100 else IN_PROGRESS if 0 < share < 100 else PLANNED
    parts = words.split()
    for count in range(min(5, len(parts)), 0, -1):
        found = WORD_OF.get(" ".join(parts[:count]))
        if found is None:
            continue
        rest = " ".join(parts[count:])
        if found is DONE and rest:
            if any(
                phrase in rest
                for phrase in ("wont", "obsolete", "no action", "without action", "duplicate", "not planned")
            ):
                return WONT_DO
            if "verified" in rest and "not verified" not in rest and "be verified" not in rest:
                return VERIFIED
        return found
    return None


def sign_status(sign: str, *, cross: ActionStatus = PLANNED) -> ActionStatus | None:
    """The status that one sign says."""
    return cross if sign in CROSSES else SIGN_OF.get(sign)
