"""A Slack export, or the answer of `conversations.history`, as a timeline.

https://docs.slack.dev/messaging/formatting-message-text (what stands between `<` and `>`),
https://docs.slack.dev/reference/events/message (the subtypes).
"""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Mapping
from typing import Any

from pmflow.model import TimelineEntry
from pmflow.patterns import lazy


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TS = lazy(r"\d{9,10}\.\d+")
_LEFT_OUT = _set(
    "channel_join channel_leave group_join group_leave bot_add bot_remove tombstone message_deleted reminder_add "
    "channel_archive channel_unarchive channel_convert_to_private channel_convert_to_public"
)
_ANGLE = lazy(r"<([^<>]+)>")


def slack_messages(read: object) -> list[Mapping[str, Any]] | None:
    """The messages in what was read from JSON, None where it is nothing of Slack's."""
    found = read.get("messages") if isinstance(read, Mapping) else read
    if not isinstance(found, list):
        return None
    messages = [one for one in found if isinstance(one, Mapping)]
    timed = [one for one in messages if _TS.fullmatch(str(one.get("ts", "")))]
    return timed if timed and len(timed) * 2 > len(found) else None


def read_slack(messages: Iterable[Mapping[str, Any]]) -> list[TimelineEntry]:
    """One entry for each message, "who: what", in order of time, replies in a thread among the others.

    Who came and went is left out, and what a message looked like (blocks). A mention is a name where the export has it.
    """
    messages = list(messages)
    names = {str(one["user"]): name for one in messages if one.get("user") and (name := _profile_name(one))}
    entries: list[TimelineEntry] = []
    seen: set[tuple[str, str]] = set()
    for one in sorted(messages, key=lambda m: float(m["ts"])):
        ts = str(one["ts"])
        text = _words(one, names)
        if one.get("subtype") in _LEFT_OUT or not text or (ts, text) in seen:
            continue
        seen.add((ts, text))
        who = _author(one, names)
        at = dt.datetime.fromtimestamp(int(ts.partition(".")[0]), dt.UTC)
        entries.append(TimelineEntry(at=at, raw=ts, text=f"{who}: {text}" if who else text))
    return entries


def _profile_name(message: Mapping[str, Any]) -> str:
    profile = message.get("user_profile")
    if not isinstance(profile, Mapping):
        return ""
    return str(profile.get("real_name") or profile.get("display_name") or profile.get("name") or "").strip()


def _author(message: Mapping[str, Any], names: Mapping[str, str]) -> str:
    bot = message.get("bot_profile")
    bot_name = bot.get("name") if isinstance(bot, Mapping) else None
    user = str(message.get("user") or "")
    return str(_profile_name(message) or names.get(user) or message.get("username") or bot_name or user).strip()


def _words(message: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The message's text; of an alert or an upload without any, what was attached."""
    parts = [_plain(str(message.get("text") or ""), names)]
    for attached in _mappings(message.get("attachments")):
        if not parts[0]:
            title, text = (_plain(str(attached.get(key) or ""), names) for key in ("title", "text"))
            parts.append(
                " - ".join(p for p in (title, text) if p) or _plain(str(attached.get("fallback") or ""), names)
            )
    for file in _mappings(message.get("files")):
        if label := str(file.get("title") or file.get("name") or "").strip():
            parts.append(f"[file: {label}]")
    return " ".join(" ".join(parts).split())


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _plain(text: str, names: Mapping[str, str]) -> str:
    """Slack's own markup as words. `&amp;` and its like stand for characters only outside `<…>`, and are read last."""
    return html.unescape(_ANGLE.sub(lambda found: _angle(found[1], names), text))


def _angle(inside: str, names: Mapping[str, str]) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return f"@{label or names.get(target[1:]) or target[1:]}".replace("@@", "@")
    if target.startswith("#"):
        return f"#{label or target[1:]}".replace("##", "#")
    if target.startswith("!"):
        if label:
            return label
        return f"@{target[1:].partition('^')[0]}"
    address = target.removeprefix("mailto:")
    if (
        not label
        or label == address
        or address.removeprefix("https://").removeprefix("http://").rstrip("/") == label.rstrip("/")
    ):
        return address
    return f"{label} ({address})"
