"""The words and signs in which people say how far an action item is.

Longer phrases win over shorter ones, so "not done" is not "done". A word that is in no table gives None: an unknown
status is kept as written and never guessed. Traffic lights alone (🟢 🟡 🔴) are in no table: green is "done" to some,
"on track" to others.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pmflow.model import ActionStatus

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
    ),
    DONE: (
        "done", "complete", "completed", "closed", "fixed", "merged", "resolved", "shipped", "finished",
        "implemented",
        "deployed", "released", "delivered", "landed", "rolled out", "live", "achieved", "all done", "yes",
        "already done",
        "done already", "in production",
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
    ),
}  # fmt: skip

SIGNS: dict[ActionStatus, str] = {
    PROPOSED: "💡💭🤔",
    PLANNED: "📅📆🗓📋🔜⬜☐🔲◻🔳▢□⭕📌🆕⏰🕐",
    IN_PROGRESS: "🔄🚧⏳⌛🏗🔃👷🔨🛠▶🏃🔁",
    DONE: "✅☑✔✓🗹🎉🏁🚀",
    WONT_DO: "🚫⛔🗑✖✗✘☒❎🙅",
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

WORD_OF: dict[str, ActionStatus] = {word: status for status, words in WORDS.items() for word in words}
SIGN_OF: dict[str, ActionStatus] = {sign: status for status, signs in SIGNS.items() for sign in signs}

IN_A_SENTENCE = frozenset(
    [
        "no",
        "yes",
        "new",
        "next",
        "later",
        "live",
        "open",
        "opened",
        "ready",
        "late",
        "active",
        "running",
        "started",
        "idea",
        "draft",
        "struck",
        "void",
        "wont",
        "partial",
        "waiting",
        "agreed",
        "approved",
        "accepted",
        "assigned",
        "active",
        "filed",
        "outstanding",
        "upcoming",
        "candidate",
        "begun",
        "partially",
        "nope",
    ]
) | {
    "pr exists",
    "pr open",
    "pr opened",
    "pr up",
    "pr raised",
    "mr open",
    "ticket created",
    "ticket raised",
    "ticket filed",
}
"""Statuses in a status column, but too common as plain words to be one at the end of a sentence."""

_SHORTCODE = re.compile(r":([a-z][a-z_]*):")
_NOISE = re.compile(r"[^\w%]+")
_PERCENT = re.compile(r"^(\d{1,3}) ?%")


def without_shortcodes(text: str) -> str:
    """`text` with `:white_check_mark:` and its like as the signs themselves; unknown ones stay."""
    if ":" not in text:
        return text
    return _SHORTCODE.sub(lambda m: SHORTCODES.get(m[1], m[0]), text)


def plain_words(text: str) -> str:
    """Lower case, without apostrophes, hyphens, signs and doubled spaces: "Won't-fix ❌" is "wont fix"."""
    return _NOISE.sub(" ", text.lower().replace("'", "").replace("’", "").replace("_", " ")).strip()


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
    if found is None:
        for sign in without_shortcodes(text):
            if sign in CROSSES:
                return cross
            if (by_sign := SIGN_OF.get(sign)) is not None:
                return by_sign
    return found


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
