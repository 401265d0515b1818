"""Times in files that are no post-mortems: logs, chats, exports. What the clocks of prose do not know stands here.

One `Times` goes through a file from its first line to its last: it remembers the day that a line stated, so that the
times below it have one, and it notices midnight. A time without a day or a zone stays as it was written.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from pmflow.document.clocks import FoundClock, find_clock
from pmflow.document.days import DayOrder, find_days, in_reach
from pmflow.document.zones import aware, stated_zone, zone_of
from pmflow.model import TimelineEntry
from pmflow.patterns import lazy

_EPOCH = lazy(r"[\s\[(]*(?P<s>[1-3]\d{9})(?:(?P<ms>\d{3})|[.,]\d{1,9})?(?![\w.-])[\])]?")
_KLOG = lazy(r"[IWEF](?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)\s+(?P<t>[0-2]\d:[0-5]\d:[0-5]\d)(?:\.\d+)?")
_APACHE = lazy(r"\[(?P<d>\d\d)/(?P<m>[A-Z][a-z]{2})/(?P<y>\d{4}):(?P<t>\d\d:\d\d:\d\d)(?:\s(?P<z>[+-]\d{4}))?\]")
_ISO = lazy(
    r"(?P<t>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?"
    r"(?:\s?(?P<z>Z\b|[+-]\d\d:?\d\d(?![\d:]))|\s(?P<u>UTC|GMT)\b)"
)
"""An ISO time with its zone; one without is left to the clocks of prose, which know ranges."""
_ISO_INSIDE = lazy(rf"{_ISO.pattern}|\d{{4}}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{{1,9}})?")
_KEY_BEFORE = lazy(r"\b[\w@.]+=\"?$")
_SYSLOG_PRIORITY = lazy(r"<\d{1,3}>(?:1\s+)?")
_BEHIND = lazy(r"\s*[\])]?\s*(?:[-–—](?=\s)|[:|,])?\s*")
_DAY_LINE_WORDS = frozenset({"day", "changed", "date", "log", "opened", "closed", "today", "the", "on", "of", "utc"})
_NOT_SO_SOON = dt.timedelta(hours=12)
"""A time that is earlier than the one before by more than this is the next day's; by less, a line out of order."""


@dataclass(frozen=True, slots=True)
class When:
    """A time at the head of a line, and where the words behind it begin."""

    raw: str
    end: int
    at: dt.datetime | None = None
    until: dt.datetime | None = None
    local: dt.datetime | None = None
    approximate: bool = False
    before: str = ""
    """Words before the time ("ERROR " in "ERROR 2025-…"), kept."""


@dataclass
class Times:
    """How one file's times are read. `day` is that of the first time without one, `zone` that of times without one."""

    day: dt.date | None = None
    zone: dt.tzinfo | None = None
    order: DayOrder | None = None
    stated: str | None = None
    """The zone that the file itself states; it wins over `zone`."""
    _last: dt.time | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.day = in_reach(self.day)

    def read(self, line: str) -> When | None:
        """The time with which a line begins, None where it begins with none."""
        if (epoch := _EPOCH.match(line)) is not None:
            at = dt.datetime.fromtimestamp(int(epoch["s"]), dt.UTC)
            return When(epoch[0].strip(" \t[]()"), _behind(line, epoch.end()), at)
        if (iso := _ISO.match(line.lstrip(" \t[(-*•"))) is not None:
            shift = len(line) - len(line.lstrip(" \t[(-*•"))
            found = self._when_iso(iso)
            if found is not None:
                return When(found.raw, _behind(line, shift + iso.end()), found.at)
        start = priority.end() if (priority := _SYSLOG_PRIORITY.match(line)) else 0
        if (klog := _KLOG.match(line, start)) is not None:
            return self._made(line, klog, f"{klog['m']}-{klog['d']} {klog['t']}", line[start : start + 1] + " ")
        if start and (inside := _ISO_INSIDE.match(line, start)) is not None:
            return self._made(line, inside, inside[0], "")
        clock = find_clock(line[start:], order=self.order, near=self.day)
        if clock is not None and _leads(line[start:], clock):
            return self._when(line[start:], clock, start)
        if (apache := _APACHE.search(line, 0, 120)) is not None:
            raw = f"{apache['d']} {apache['m']} {apache['y']} {apache['t']} {apache['z'] or ''}".strip()
            return self._made(line, apache, raw, line[: apache.start()])
        if (inside := _ISO_INSIDE.search(line, 0, 90)) is not None:
            before = _KEY_BEFORE.sub("", line[: inside.start()])
            return self._made(line, inside, inside[0], before)
        return None

    def _when_iso(self, match: re.Match[str]) -> When | None:
        """An ISO time that states its zone: `2025-11-04 10:13 -0500` is no range until 05:00."""
        offset = "+00:00" if match["u"] or match["z"] == "Z" else match["z"]
        try:
            at = dt.datetime.fromisoformat(match["t"] + offset)
        except ValueError:
            return None
        if in_reach(at) is None:
            return When(match[0], match.end())
        self.day, self._last = at.date(), at.time()
        return When(match[0], match.end(), at)

    def _made(self, line: str, match: re.Match[str], words: str, before: str) -> When | None:
        when: When | None
        if (iso := _ISO.fullmatch(words)) is not None:
            when = self._when_iso(iso)
        else:
            clock = find_clock(words, order=self.order, near=self.day)
            when = self._when(words, clock, 0) if clock is not None else None
        if when is None:
            return None
        return When(
            match[0].strip("[]"), _behind(line, match.end()), when.at, when.until, when.local, when.approximate, before
        )

    def _when(self, text: str, clock: FoundClock, shift: int) -> When:
        end = shift + _behind(text, clock.end)
        raw = clock.raw.strip()
        if clock.time is None:
            return When(raw, end)
        if clock.day is not None:
            day = clock.day.day
            self.day = day or self.day
        else:
            day = self._day_of(clock.time)
        self._last = clock.time
        if day is None:
            return When(raw, end, approximate=clock.approximate)
        begin = dt.datetime.combine(day, clock.time) + dt.timedelta(days=clock.next_day)
        until = self._until(clock, begin)
        at = self.aware(begin, clock.zone)
        if at is None:
            return When(raw, end, local=begin, approximate=clock.approximate)
        ended = self.aware(until, clock.zone) if until else None
        return When(raw, end, at, ended, approximate=clock.approximate)

    def _day_of(self, time: dt.time) -> dt.date | None:
        if self.day is not None and self._last is not None:
            base = dt.date(2000, 1, 1)
            if dt.datetime.combine(base, self._last) - dt.datetime.combine(base, time) > _NOT_SO_SOON:
                self.day += dt.timedelta(days=1)
        return self.day

    def _until(self, clock: FoundClock, begin: dt.datetime) -> dt.datetime | None:
        last = clock.until
        if last is None or last.time is None:
            return None
        day = last.day.day if last.day is not None and last.day.day is not None else begin.date()
        until = dt.datetime.combine(day, last.time) + dt.timedelta(days=last.next_day)
        return until + dt.timedelta(days=1) if until < begin else until

    def aware(self, local: dt.datetime, zone: str | None = None) -> dt.datetime | None:
        """A local time as an instant: by the zone beside it, else the file's, else the caller's; None without any."""
        name = zone or self.stated
        if name is not None and (instant := aware(local, name)) is not None:
            return instant
        if zone is None and self.zone is not None:
            return local.replace(tzinfo=self.zone)
        return None

    def take_note(self, line: str) -> bool:
        """A line without a time that states a day or a zone for those below it; True where it says nothing else."""
        noted = False
        days = find_days(line, order=self.order, near=self.day)
        if len(days) == 1 and days[0].day is not None and _says_only(line, days[0].raw):
            self.day, self._last, noted = days[0].day, None, True
        if (zone := stated_zone(line)) is not None and zone_of(zone) is not None:
            self.stated, noted = zone, True
        return noted


def _leads(line: str, clock: FoundClock) -> bool:
    """Whether what was found is a machine's or a writer's time stamp, and no word of the sentence ("T+5", "???")."""
    return clock.hour is not None and not any(c.isalnum() for c in line[: clock.start] if c not in "xX")


def _behind(line: str, end: int) -> int:
    found = _BEHIND.match(line, end)
    return found.end() if found else end


def _says_only(line: str, raw: str) -> bool:
    words = re.findall(r"\w+", line.replace(raw, " ").lower())
    return all(word in _DAY_LINE_WORDS for word in words)


@dataclass
class Draft:
    """An entry while lines still join it."""

    when: When | None
    lines: list[str]
    line: int = 0

    def entry(self) -> TimelineEntry:
        """The finished entry; instants and local times to the second."""
        text = " ".join(part for part in self.lines if part)
        if self.when is None:
            return TimelineEntry(text=text, line=self.line)
        when = self.when
        return TimelineEntry(
            at=when.at,
            until=when.until,
            raw=when.raw,
            text=text,
            line=self.line,
            approximate=when.approximate,
            local=when.local,
        )
