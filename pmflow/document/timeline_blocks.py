"""The rows of a timeline in headings, lists, lines of a paragraph, raw HTML, and logs in code blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pmflow.document.blocks import Block
from pmflow.document.clocks import FoundClock, find_clocks
from pmflow.document.days import FoundDay, find_days
from pmflow.document.timeline_rows import (
    ANY_DIGIT,
    NOISE,
    NTH_DAY,
    DayMark,
    Gathered,
    Row,
    clock_of,
    day_of_head,
    day_row,
    mark_of,
    note_zone,
    raw_of,
    row_of,
    uncounted,
)
from pmflow.document.timeline_tables import CELL_GAP, GRID_RULE, gather_grid, gather_table, row_of_cells
from pmflow.document.zones import stated_zone
from pmflow.patterns import lazy

_CHAT = lazy(
    r"\b(?:chat|transcript|slack|irc|raw logs?|log (?:excerpt|extract)s?|conversation|verlauf des chats)\b", re.I
)
_VAGUE = lazy(
    r"\b(?:before|after|later|earlier|prior|meanwhile|next|previous|same|shortly|immediately"
    r"|subsequently|unknown|no idea|early|late"
    r"|morning|afternoon|evening|night|noon|midday|midnight|day|days|week|weeks|month|months"
    r"|overnight|dawn|tbc|tbd|time|hours?|minutes"
    r"|vorher|danach|später|nachts|abends|morgens|nachmittags?|vormittags?|avant|après|matin"
    r"|soir|nuit|antes|después|depois|mañana|manhã"
    r"|tarde|noche|noite|prima|dopo|mattina|sera|notte|pomeriggio|ochtend|middag|avond|nacht|ongoing)\b",
    re.I,
)
_BASE_PROSE = lazy(
    r"\b(?:on|of|from|for|date|am|vom|le|du|el|del|em|de|op|all|happened|occurred|night|day)\b|[:(]", re.I
)
_OF_RECORD = lazy(
    r"(?:\b(?:reconstruct|compil|collat|transcri|rekonstruier|zusammengestellt|reconstitu|recopil|samengesteld)\w*\b"
    r"|\b(?:piec(?:ed|ing)|put|bring|brought) together\b|\b(?:drawn|written) up\b|\b(?:as|state) of\b"
    r"|\b(?:entry|entries|times?|timestamps|timeline|chronology|sequence|logs?|list|table|notes|account|report|document|page|this"
    r"|it|record|minutes|lines|rows|angaben|zeiten|einträge|heures|horas)\b[^.;\n]{0,40}"
    r"\b(?:assembl|collect|gather|copied|export|convert|extract|pulled|noted|taken|record|written|wrote|typed|tidied|complet|edit"
    r"|updat|check|confirm|verif|review|agreed|approv|prepar|draft|publish|shared|retriev|download|made|erstellt|établi|elabora"
    r"|redig|opgesteld)\w*\b)[^.;\n]{0,90}$",
    re.I,
)
"""A day on which the entries were put together is none of theirs."""
_TAG_BREAK = lazy(r"<(?:br|/tr|/li|/p|/summary|/h\d|/div|/dt|/dd)\b[^>]*>", re.I)
_TAG_CELL = lazy(r"</(?:td|th)\s*>", re.I)
_TAG = lazy(r"<[^>]+>|<!--.*?-->", re.S)


def gather(blocks: Sequence[Block], got: Gathered) -> None:
    """All rows in these blocks, in order."""
    position = 0
    while position < len(blocks):
        block = blocks[position]
        position += 1
        if block.kind == "heading":
            position = _gather_heading(block, blocks, position, got)
        elif block.kind == "paragraph":
            _gather_lines(block, got)
        elif block.kind == "list":
            _gather_list(block, got)
        elif block.kind == "table":
            gather_table(block, got)
        elif block.kind == "quote":
            got.asides.append(block)
            for inside in block.children:
                if inside.kind == "paragraph":
                    note_zone(inside.text, got)
        elif block.kind == "html":
            _gather_html(block, got)
        elif block.kind == "item":
            _gather_item(block, got)


def gather_log(block: Block, got: Gathered) -> None:
    """A fenced or indented log that is the timeline: most of its lines begin with a time."""
    lines = [
        (line, block.line + i + (1 if block.marker or not line.startswith(" ") else 0))
        for i, line in enumerate(block.source.split("\n"))
    ]
    filled = [(line, number) for line, number in lines if line.strip()]
    if any(GRID_RULE.match(line) for line, _ in filled):
        gather_grid(filled, got)
        return
    head = [clock_of(line, got) for line, _ in filled]
    stamped = sum(c is not None for c in head)
    if stamped < 2 or stamped * 3 < len(filled):
        return
    got.enter()
    current: Row | None = None
    for (line, number), clock in zip(filled, head, strict=True):
        if clock is not None:
            current = row_of(clock, line, number, got)
            cells = CELL_GAP.split(current.text)
            got.rows.append(current)
            if len(cells) > 1 and not cells[0]:
                current.text = " ".join(cells[1:])
        elif (mark := mark_of(line, number, got, whole=True)) is not None:
            got.rows.append(mark)
        elif current is not None and re.match(r"\s{4,}[-*•] ", line):
            got.rows.append(Row(line.strip(" -*•"), number, None, None, None, None, got.place))
        elif current is not None:
            current.text = f"{current.text}\n{line.strip()}"


def gather_anywhere(blocks: Sequence[Block], got: Gathered) -> None:
    """Entries whose time does not stand first: "Detected: 14:02", "dana [10:42 AM]", "Deploy done (14:02)"."""
    current: Row | None = None
    for top in blocks:
        for block in top.walk():
            if block.kind not in ("paragraph", "heading"):
                continue
            current = None
            if len(sentences := _timed_sentences(block.text)) >= _SENTENCES:
                for sentence in sentences:
                    [clock] = find_clocks(sentence, order=got.order, near=got.base or got.near)
                    words = sentence[: clock.start].rstrip(" (,")
                    got.rows.append(Row(words, block.line, clock, clock.day, raw_of(clock), clock.zone, got.place))
                continue
            for number, line in enumerate(block.text.split("\n")):
                if not ANY_DIGIT.search(line) or len(line) > 400:
                    if current is not None:
                        current.text = f"{current.text}\n{line}"
                    continue
                found = find_clocks(line, order=got.order, near=got.base or got.near)
                if not found:
                    mark = mark_of(line, block.line + number, got, whole=True)
                    if mark is not None:
                        got.rows.append(mark)
                    elif current is not None:
                        current.text = f"{current.text}\n{line}"
                    continue
                clock = found[0]
                short_lead = len(line[: clock.start].split()) <= 5
                last = len(line[clock.end :].strip(" .)]*_`:")) == 0
                if (short_lead or last) and not stated_zone(line[: clock.start]):
                    text = (
                        re.sub(r"(?:\s(?:at|on|um|am|à|a las|às|alle))?[\s(\[–—:-]*$", "", line[: clock.start])
                        + " "
                        + NOISE.sub("", line[clock.end :])
                    ).strip()
                    current = Row(text, block.line + number, clock, clock.day, raw_of(clock), clock.zone, got.place)
                    got.rows.append(current)


_SENTENCES = 3
_STOP = lazy(r"(?<=\))[.;,]\s+")


def _timed_sentences(text: str) -> list[str]:
    """The sentences of a paragraph of which each ends in its time: "The page went out (06:35). Bo joined (06:41)."."""
    pieces = [piece.strip(" .;\n") for piece in _STOP.split(text)]
    ends = [piece.endswith(")") and len(find_clocks(piece)) == 1 and "(" in piece[-16:] for piece in pieces]
    return pieces if all(ends) else []


def _gather_heading(block: Block, blocks: Sequence[Block], position: int, got: Gathered) -> int:
    """A heading is an entry when a time stands at its head; a day when a date stands in it; else only a heading."""
    text = block.text
    clock = clock_of(text, got)
    under: list[Block] = []
    for following in blocks[position:]:
        if following.kind == "heading":
            break
        under.append(following)
    if clock is None and _CHAT.search(text):
        got.asides += under
        return position + len(under)
    got.enter()
    if clock is not None:
        row = row_of(clock, text, block.line, got)
        row.heading = True
        timed_below = Gathered(
            got.order, got.near, base=got.base, place=got.place, places=got.places, counted=got.counted
        )
        gather(under, timed_below)
        stamped = [
            r for r in timed_below.rows if isinstance(r, Row) and r.clock is not None and r.clock.hour is not None
        ]
        if clock.until is not None and len(stamped) >= 2:
            got.rows += timed_below.rows  # "### 14:00 - 15:00 Investigation" with its own entries below
        else:
            row.text = "\n".join(t for t in [row.text, *(b.text for b in under if b.kind == "paragraph")] if t)
            got.rows.append(row)
        return position + len(under)
    mark = mark_of(text, block.line, got)
    if mark is None:
        got.zone = got.zone or (stated_zone(text) if ANY_DIGIT.search(text) or "time" in text.lower() else None)
        return position
    if mark.day is not None and mark.day.start <= 1:
        words = [NOISE.sub("", text[mark.day.end :]), *(b.text for b in under if b.kind == "paragraph")]
        mark.row = Row("\n".join(w for w in words if w), block.line, None, mark.day, mark.day.raw, None, -1)
    got.rows.append(mark)
    return position


def _gather_lines(block: Block, got: Gathered) -> None:
    """A paragraph: one entry per line that begins with a time; lines between them belong to the one before."""
    text = block.text
    if not text.strip():
        return
    if not ANY_DIGIT.search(text):
        note_zone(text, got)
        _untimed_line(block, text, got)
        return
    lines = [uncounted(line, got) for line in text.split("\n")]
    if (
        len(lines) > 1
        and any(line.count("|") >= 2 for line in lines[:3])
        and sum(line.count("|") >= 2 for line in lines) * 2 >= len(lines)
    ):
        gather_grid([(line, block.line + i) for i, line in enumerate(lines)], got)
        return
    got.enter()
    head = [clock_of(line, got) for line in lines]
    shapes = _shapes(head)
    found = 0
    current: Row | None = None
    dashed = len(lines) > 1 and all(
        _DASH.match(line[clock.end :].lstrip(" *_`"))
        for line, clock in zip(lines, head, strict=True)
        if clock is not None
    )
    for number, (line, clock) in enumerate(zip(lines, head, strict=True)):
        at = block.line + number
        if clock is not None and (number == 0 or _begins_entry(lines, number, clock, shapes)):
            current = row_of(clock, line, at, got)
            if "  " in current.text:  # a table drawn with spaces
                current.text = max(CELL_GAP.split(current.text), key=len)
            got.rows.append(current)
            found += 1
            continue
        cells = CELL_GAP.split(line.strip())
        if clock is None and len(cells) >= 3 and (drawn := row_of_cells(cells, at, got)) is not None:
            got.rows.append(drawn)
            current = drawn
            found += 1
            continue
        if clock is None and (mark := mark_of(line, at, got, whole=True)) is not None:
            got.rows.append(mark)
            current = None
            continue
        day = day_of_head(line, got) if clock is None and number == 0 else None
        if day is not None and _stands_apart(line, day) and (line[day.end :].strip(" :-–—*") or len(lines) > 1):
            current = day_row(line, at, day, got.place)
            got.rows.append(current)
            found += 1
            continue
        if current is not None and dashed and (untimed := _DASH.match(line)) is not None:
            got.rows.append(Row(line[untimed.end() :], at, None, None, None, None, got.place, guess=True))
            continue
        if current is not None:
            current.text = f"{current.text}\n{line}".strip()
    if not found:
        _gather_vague(block, got)
        note_zone(text, got)
        if not got.timed and got.base is None and len(text) < 400:
            days = [d for d in find_days(text, order=got.order, near=got.near) if d.day is not None]
            if len(days) == 1 and _OF_RECORD.search(text[: days[0].start]) is not None:
                return
            if len(days) == 1 and _BASE_PROSE.search(text[: days[0].start] or ":"):
                got.rows.append(DayMark(days[0], line=block.line))


def _begins_entry(lines: Sequence[str], number: int, clock: FoundClock, shapes: Counter[str]) -> bool:
    """Whether a later line of a paragraph is an entry, not prose that happens to wrap before a time. `shapes` are those
    of all its times, this one's too."""
    after = lines[number][clock.end : clock.end + 3]
    if re.match(r"\s*[-–—:|\])*`]", after) or not after.strip():
        return True
    stamped = shapes.total()
    if stamped < 3 and stamped * 2 < len(lines):
        return False
    if lines[number - 1].rstrip()[-1:] in ".!?:;)":
        return True
    return (shapes[_shape(clock)] - 1) * 2 >= stamped - 1 > 0


def _shapes(clocks: Iterable[FoundClock | None]) -> Counter[str]:
    return Counter(_shape(clock) for clock in clocks if clock is not None)


def _shape(clock: FoundClock) -> str:
    """How a time is written, whatever its figures: entries of one paragraph are written alike."""
    if clock.day is not None:
        return "day"
    first = re.search(r"\d[^\s–-]*", clock.raw)
    return f"{re.sub('[0-9]+', '9', first[0])}{clock.has_meridian}" if first else clock.raw


def _stands_apart(line: str, day: FoundDay) -> bool:
    """ "2025-04-02: We published" is an entry, "2025-04-02 was a Wednesday" is prose."""
    return bool(re.match(r"[\s*_`)\]]*(?:[:|–—-]|$)|[)\]`]", line[day.end :]))


def _untimed_line(block: Block, text: str, got: Gathered) -> None:
    """A paragraph without any figure: a day mark ("Tuesday"), or more words of the entry before."""
    mark = mark_of(text, block.line, got, whole=True)
    if mark is not None:
        got.rows.append(mark)
    else:
        _gather_vague(block, got)


def _gather_vague(block: Block, got: Gathered) -> None:
    """A paragraph that begins with bold words about a time ("**Shortly after midnight** - the queue grew")."""
    set_off = bool(block.pieces) and (block.pieces[0].strong or block.pieces[0].emphasis)
    if got.timed and set_off and (label := _label(block)) is not None:
        rest = NOISE.sub("", block.text[len(label) :] if block.text.startswith(label) else block.text)
        if rest:
            got.rows.append(Row(rest, block.line, None, None, label, None, got.place, guess=True))


_DASH = lazy(r"\s*[–—-]\s")


def _gather_list(block: Block, got: Gathered) -> None:
    got.enter()
    for item in block.children:
        _gather_item(item, got)


def _gather_item(item: Block, got: Gathered) -> None:
    own, place = item.own, got.place
    text = uncounted(own.text, got) if own.kind != "list" else ""
    lines = text.split("\n")
    clock = clock_of(text, got) if text else None
    if clock is None and own.kind == "code" and (first := clock_of(own.source, got)) is not None:
        clock, text = first, own.source  # an item indented so far that Markdown takes it for code
        lines = text.split("\n")
    nested = [child for child in item.rest if child.kind in ("list", "table")]
    if clock is not None:
        head = [clock_of(line, got) for line in lines[1:]] if len(lines) > 1 else []
        stamped = 1 + sum(c is not None for c in head)
        shapes = _shapes([clock, *head])
        row = row_of(clock, text if stamped == 1 else lines[0], own.line, got)
        got.rows.append(row)
        for number, (line, later) in enumerate(zip(lines[1:], head, strict=True), 1):
            if stamped > 1 and later is not None and _begins_entry(lines, number, later, shapes):
                row = row_of(later, line, own.line + number, got)
                got.rows.append(row)
            elif stamped > 1:
                row.text = f"{row.text}\n{line}"
        more = [child.text for child in item.rest if child.kind == "paragraph"]
        if more:
            row.text = "\n".join([row.text, *more])
        before = len(got.rows)
        gather([c for c in item.rest if c.kind in ("list", "paragraph")], got)
        inner = got.rows[before:]
        del got.rows[before:]
        if any(isinstance(r, Row) and r.clock is not None for r in inner):
            got.rows += [r for r in inner if isinstance(r, DayMark) or r.clock is not None or r.day is not None]
        got.place = place
        return
    if clock is None and (late := _late_clock(text, got)) is not None:
        words = f"{text[: late.start]} {text[late.end :]}" if text[late.end : late.end + 1] in ",)" else text
        words = re.sub(r"\s*[(,]\s*[),]\s*", " ", words)
        got.rows.append(Row(words.strip(), own.line, late, None, raw_of(late), late.zone, place))
        return
    day = day_of_head(text, got) if text else None
    mark = mark_of(lines[0], own.line, got, whole=True) if text else None
    if mark is None and nested and text and len(lines[0]) < 90:
        mark = mark_of(lines[0], own.line, got) if day is not None or NTH_DAY.match(lines[0]) else None
    if mark is not None or day is not None:
        entry = day_row(text, own.line, day, place) if day is not None else None
        if nested:
            before = len(got.rows)
            gather(nested, got)
            if any(isinstance(r, Row) and r.clock is not None for r in got.rows[before:]):
                got.rows.insert(before, mark or DayMark(day, line=own.line))
                got.place = place
                return
            del got.rows[before:]
        if entry is not None and (entry.text or mark is None):
            got.rows.append(entry)
        elif mark is not None:
            mark.row = entry
            got.rows.append(mark)
        got.place = place
        return
    before = len(got.rows)
    if item.rest:
        if text:
            note_zone(text, got)
        gather(item.rest, got)
    got.place = place
    if len(got.rows) == before and text:
        note_zone(text, got)
        label = _label(own)
        if label is not None and text.startswith(label):
            text = NOISE.sub("", text[len(label) :])
        got.rows.append(Row(text, own.line, None, None, label, None, place))


_SET_OFF = lazy(r"[(,]\s*(?:at\s+)?(?=\d{1,2}[:h.]\d\d)")


def _late_clock(text: str, got: Gathered) -> FoundClock | None:
    """The one time that stands a few words in, set off by commas or brackets, in a list that has timed entries already
    ("Shortly after, 06:41, Bo joins")."""
    if not got.timed or (opened := _SET_OFF.search(text[:_FEW_LETTERS])) is None:
        return None
    clock = clock_of(text[opened.end() :], got)
    if clock is None or clock.time is None or text[opened.end() + clock.end :].lstrip()[:1] not in (",", ")"):
        return None
    if len(find_clocks(text)) != 1:
        return None
    shift = opened.end()
    return replace(clock, start=clock.start + shift, end=clock.end + shift)


_FEW_LETTERS = 48


def _label(own: Block) -> str | None:
    """The bold words at an item's head where a time could stand, if they speak of time ("Before the incident")."""
    pieces = own.pieces
    if (
        pieces
        and (pieces[0].strong or pieces[0].emphasis)
        and _VAGUE.search(pieces[0].text)
        and len(pieces[0].text) < 60
    ):
        return pieces[0].text.strip(" :-–—") or None
    match = re.match(r"([^.:–—]{2,40}?)\s*(?:[:–—]|\s-\s)", own.text)
    if match and len(match[1].split()) <= 4 and _VAGUE.search(match[1]):
        return match[1].strip()
    return None


def _gather_html(block: Block, got: Gathered) -> None:
    """Raw HTML: `<summary>` as a day, tables and lists as lines."""
    source = block.source
    if "<!--" in source:
        source = re.sub(r"<!--.*?-->", "", source, flags=re.S)
    if "<" not in source or not ANY_DIGIT.search(source):
        return
    table = "<td" in source.lower()
    if table:
        source = re.sub(r"\s*\n\s*", " ", source)
    text = _TAG.sub("", _TAG_CELL.sub(" | ", _TAG_BREAK.sub("\n", source)))
    lines = [(line.strip(), block.line) for line in text.split("\n") if line.strip()]
    if table:
        gather_grid(lines, got)
        return
    current: Row | None = None
    for line, number in lines:
        if (clock := clock_of(line, got)) is not None:
            current = row_of(clock, line, number, got)
            got.rows.append(current)
        elif (mark := mark_of(line, number, got, whole=len(line) > 60)) is not None:
            got.rows.append(mark)
        elif current is not None:
            current.text = f"{current.text}\n{line}".strip()
