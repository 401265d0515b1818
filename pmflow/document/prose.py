"""The prose of a post-mortem: its cause, its factors, its whys, what went well and what did not, in its own words.

Lists become tuples, one element each; running text is kept in paragraphs. Marks that only decorate ("✅", "[x]",
"(a)") go.
A placeholder ("None.", "TBD", "_No response_") is nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pmflow.document.blocks import Block
from pmflow.document.document import SectionBlocks
from pmflow.document.durations import parse_duration
from pmflow.document.fact_words import Fact
from pmflow.document.headings import Topic, plain_words, read_heading
from pmflow.document.metadata import Metadata
from pmflow.document.sections import Outline
from pmflow.model import Evidence, Impact, SectionName, Why
from pmflow.patterns import lazy

_NOTHING = frozenset(
    [
        *(
            "",
            "none",
            "n a",
            "na",
            "nothing",
            "tbd",
            "tba",
            "todo",
            "to do",
            "to be done",
            "to be determined",
            "no response",
        ),
        *(
            "not applicable",
            "unknown",
            "pending",
            "none yet",
            "nothing yet",
            "none known",
            "to be written",
            "to be filled in",
        ),
        *("fill in", "fill me in", "placeholder", "keine", "nichts", "aucun", "rien", "ninguno", "nada"),
    ]
)
_ENUMERATED = lazy(r"^\s*(?:[(\[]?(?:[a-z]|[ivx]{1,4}|\d{1,2})[)\].:]|[•·▪◦‣–—-]|:[a-z0-9_+-]+:)\s+", re.IGNORECASE)
_NUMBERED_PARAGRAPH = lazy(r"^\d{1,2}\.\d{1,2}\.?\s+")
_MARKS = lazy(r"^(?:\[[ xX]\]\s+|:[a-z0-9_+-]+:\s*|[(\[]?(?:[a-z]|[ivx]{1,4}|\d{1,2})[)\]]\s+|[+−–—]\s+)+")


def first_letter(text: str) -> str:
    """`text` without the emoji, check boxes and enumerators before its first word."""
    text = _MARKS.sub("", text.strip())
    at = 0
    while at < len(text) and (
        text[at] in " \u200d\ufe0f•·▪◦‣✓✔✗✘❌✅❎➕➖⚠☑☒→➡★☆●○■□▶►"
        or ord(text[at]) > 0x1F000
        or 0x2600 <= ord(text[at]) <= 0x27BF
    ):
        at += 1
    return _MARKS.sub("", text[at:]).strip() if at else text


def is_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing to say."""
    return len(text) < 40 and plain_words(text) in _NOTHING


def one_line(text: str) -> str:
    return " ".join(text.split())


def points(blocks: Iterable[Block]) -> tuple[str, ...]:
    """One element for each list item, row, marked line or paragraph."""
    found: list[str] = []
    every = [block for block in blocks if block.kind in ("list", "paragraph", "table", "quote")]
    listed = any(block.kind in ("list", "table") for block in every)
    for block in every:
        if block.kind == "list":
            found += [one_line(item.own.text) for item in block.children]
        elif block.kind == "table":
            found += [_row_words(row) for row in block.rows]
        elif block.kind == "paragraph":
            lines = _marked_lines(block.text)
            if len(lines) > 1 or not listed or _is_marked(lines[0]):
                found += lines
    cleaned = [first_letter(text) for text in found]
    return tuple(text for text in cleaned if text and not is_nothing(text))


def _row_words(row: Block) -> str:
    """A row of a two-column table by its longer cell, of a wider one by all its words."""
    cells = [text for cell in row.children if (text := one_line(cell.text)) and not text.rstrip(".").isdigit()]
    return max(cells, key=len) if len(cells) == 2 else " - ".join(cells)


def _is_marked(line: str) -> bool:
    return bool(line) and (bool(_ENUMERATED.match(line)) or first_letter(line) != line)


def _marked_lines(text: str) -> list[str]:
    """The lines of a paragraph that is a list in all but markup; lines that bear no mark belong to the one before."""
    lines = text.split("\n")
    if len(lines) == 1 or not any(_is_marked(line.strip()) for line in lines):
        return [one_line(text)]
    found: list[str] = []
    for line in lines:
        if _is_marked(line.strip()) or not found:
            found.append(one_line(line))
        else:
            found[-1] = f"{found[-1]} {one_line(line)}"
    return found


def rendered(blocks: Iterable[Block]) -> str:
    """What a reader sees, one line per block, without code and comments."""
    lines: list[str] = []
    stack = list(blocks)[::-1]
    while stack:
        block = stack.pop()
        kind = block.kind
        if kind in ("code", "html", "rule"):
            continue
        if kind == "row":
            cells = [one_line(cell.text) for cell in block.children]
            lines.append(" | ".join([cell for cell in cells if cell]))
            continue
        if block.inline is not None and (text := block.text.strip()):
            lines.append(text)
        if block.children:
            stack.extend(reversed(block.children))
    return "\n".join([line for line in lines if line])


def _paragraphs(blocks: Iterable[Block]) -> str | None:
    text = rendered(blocks)
    return None if not text or is_nothing(text) else text


@dataclass(frozen=True)
class Prose:
    """The fields of a post-mortem that are people's words."""

    impact: Impact
    root_cause: str | None
    contributing_factors: tuple[str, ...]
    safeguards: tuple[str, ...]
    five_whys: tuple[Why, ...]
    went_well: tuple[str, ...]
    went_poorly: tuple[str, ...]
    lucky: tuple[str, ...]
    surprised: tuple[str, ...]
    lessons: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def read_prose(outline: Outline, facts: Metadata) -> Prose:
    """The prose fields of a document whose parts are known."""
    well, poorly = _well_and_poorly(outline.sections)
    cause, factors, safeguards = _cause(outline)
    return Prose(
        impact=_impact(facts),
        root_cause=cause,
        contributing_factors=factors,
        safeguards=safeguards,
        five_whys=_whys(outline),
        went_well=well,
        went_poorly=poorly,
        lucky=_topic_points(outline, Topic.LUCKY),
        surprised=_topic_points(outline, Topic.SURPRISED),
        lessons=_all_points(outline.sections.get(SectionName.LESSONS_LEARNED, ())),
        evidence=_evidence(outline, facts),
    )


def _all_points(sections: Iterable[SectionBlocks]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(point for section in sections for point in points(section.blocks)))


def _topic_points(outline: Outline, topic: Topic) -> tuple[str, ...]:
    return _all_points(outline.topics.get(topic, ()))


# What went well, what went poorly.


def _well_and_poorly(
    sections: Mapping[SectionName, tuple[SectionBlocks, ...]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    well = sections.get(SectionName.WENT_WELL, ())
    poorly = sections.get(SectionName.WENT_POORLY, ())
    shared = {section.line for section in well} & {section.line for section in poorly}
    sides: tuple[list[str], list[str]] = ([], [])
    for side, found in ((0, well), (1, poorly)):
        for section in found:
            if section.line not in shared:
                sides[side].extend(points(section.blocks))
                continue
            for said, text in _by_side(section.blocks):
                if said == side:
                    sides[side].append(text)
    return tuple(dict.fromkeys(sides[0])), tuple(dict.fromkeys(sides[1]))


def _by_side(blocks: Iterable[Block]) -> Iterator[tuple[int | None, str]]:
    """The points of a section that holds both sides, each with its side where the text names it.

    "Right: …", "✅ …" and "- [good] …" name it; so does a column of a table, or a label of its own above a list.
    """
    side: int | None = None
    for block in blocks:
        if block.kind == "table":
            columns = [_side_of(cell.text) for cell in block.header]
            if any(column is not None for column in columns):
                for row in block.rows:
                    for column, cell in zip(columns, row.children, strict=False):
                        if column is not None and (text := first_letter(one_line(cell.text))) and not is_nothing(text):
                            yield column, text
                continue
        texts = [item.own.text for item in block.children] if block.kind == "list" else [block.text]
        if (
            block.kind in ("paragraph", "heading")
            and len(block.text) < 60
            and (found := _side_of(block.text)) is not None
        ):
            side = found
            continue
        for text in texts:
            for line in _marked_lines(text):
                label, mark, rest = line.partition(":")
                own = _side_of(label) if mark and rest.strip() else None
                if own is not None:
                    yield own, first_letter(rest)
                    continue
                marked = _side_of_mark(line)
                if (cleaned := first_letter(line)) and not is_nothing(cleaned):
                    yield (marked if marked is not None else side), cleaned


def _side_of(words: str) -> int | None:
    if len(words) > 60:
        return None
    names = set(read_heading(words).names) & {SectionName.WENT_WELL, SectionName.WENT_POORLY}
    return None if len(names) != 1 else int(SectionName.WENT_POORLY in names)


def _side_of_mark(line: str) -> int | None:
    head = line.strip()[:2]
    if head[:1] in "✅👍✔✓☑➕🟢😀🙂😊🎉" and head:
        return 0
    if head[:1] in "❌👎✗✘✖⛔🔴➖😞🙁☹⚠🚫" and head:
        return 1
    return {"+ ": 0, "- ": 1, "− ": 1, "– ": 1}.get(head)


# Cause, factors, safeguards, five whys.


def _cause(outline: Outline) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    factors = _topic_points(outline, Topic.FACTORS)
    safeguards = _topic_points(outline, Topic.SAFEGUARDS)
    apart = {
        id(block)
        for topic in (Topic.FACTORS, Topic.SAFEGUARDS, Topic.FIVE_WHYS, Topic.LUCKY, Topic.SURPRISED)
        for section in outline.topics.get(topic, ())
        for block in (*section.blocks, *([section.label] if section.label else []))
    }
    named = outline.topics.get(Topic.CAUSE, ())
    begins = sorted(section.line for section in named)
    stated = [
        text
        for section in named
        if not _is_between(begins, section.line, section.end_line)  # "RCA" around "Root cause"
        and (text := _paragraphs(_without(section, apart))) is not None
    ]
    if not stated:
        for section in outline.sections.get(SectionName.ROOT_CAUSE, ()):
            if read_heading(section.heading).topic in (Topic.FACTORS, Topic.FIVE_WHYS, Topic.SAFEGUARDS):
                continue
            text = _paragraphs(_without(section, apart))
            if text is not None:
                stated.append(text)
    cause = "\n".join(dict.fromkeys(stated)) or None
    if not factors:
        factors = _factor_list(outline, apart)
    return cause, factors, safeguards


def _is_between(numbers: list[int], above: int, last: int) -> bool:
    """Whether one of the sorted numbers is greater than `above` and at most `last`."""
    at = bisect_right(numbers, above)
    return at < len(numbers) and numbers[at] <= last


def _without(section: SectionBlocks, apart: set[int]) -> list[Block]:
    return [
        block
        for block in section.blocks
        if id(block) not in apart and block.kind != "heading" and not (block.kind == "list" and _asks_why(block))
    ]


def _asks_why(block: Block) -> bool:
    return bool(block.children) and all(_split_why(first_letter(one_line(item.own.text)))[0] for item in block.children)


def _factor_list(outline: Outline, apart: set[int]) -> tuple[str, ...]:
    """Without a heading of their own, the factors are the list in the cause section, if that is plural."""
    for section in outline.sections.get(SectionName.ROOT_CAUSE, ()):
        lists = [b for b in section.blocks if b.kind == "list" and id(b) not in apart]
        if len(lists) == 1 and not _asks_why(lists[0]) and len(found := points(lists)) >= 2:
            return found
    return ()


_WHY = lazy(r"^(?:why\b|warum\b|wieso\b|pourquoi\b|por ?qu[eé]\b|perch[eé]\b|waarom\b|how come\b)", re.IGNORECASE)
_WHY_LABEL = lazy(
    r"^(?:(?:the\s+)?(?:\d\w{0,2}|first|second|third|fourth|fifth|sixth)\s+why|why\s*#?\d+|w\d|"
    r"\d+\s*why)\b[\s:.)–—-]*",
    re.IGNORECASE,
)
_ANSWER = lazy(r"^(?:because|answer|a\d?|weil|parce que|porque|antwort|réponse)\b\s*[:.–—-]\s*", re.IGNORECASE)


def _whys(outline: Outline) -> tuple[Why, ...]:
    sections = outline.topics.get(Topic.FIVE_WHYS, ())
    found: list[Why] = []
    for section in sections or outline.sections.get(SectionName.ROOT_CAUSE, ()):
        whys = list(_whys_in(section.blocks, strict=not sections))
        if len(whys) >= (1 if sections else 2):
            found += whys
    return tuple(found)


def _whys_in(blocks: Iterable[Block], *, strict: bool) -> Iterator[Why]:
    waiting: str | None = None
    for block in blocks:
        if block.kind == "list":
            yield from _whys_in_list(block, strict)
        elif block.kind == "table":
            for row in block.rows:
                cells = [text for cell in row.children if (text := one_line(cell.text))]
                cells = [c for c in cells if not re.fullmatch(r"\W*\d+\W*|(?i:why\s*#?\d+)", c)] or cells
                if cells and not (strict and not _WHY.match(cells[0])):
                    yield Why(question=first_letter(cells[0]), answer=cells[1] if len(cells) > 1 else None)
        elif block.kind in ("paragraph", "heading"):
            for text in _marked_lines(block.text) if block.kind == "paragraph" else [one_line(block.text)]:
                question, answer = _split_why(first_letter(text))
                if question is None:
                    if waiting is not None:
                        yield Why(question=waiting, answer=_answer(text))
                        waiting = None
                    continue
                if waiting is not None:
                    yield Why(question=waiting)
                waiting = None
                if answer:
                    yield Why(question=question, answer=answer)
                else:
                    waiting = question
    if waiting is not None:
        yield Why(question=waiting)


def _whys_in_list(block: Block, strict: bool) -> Iterator[Why]:
    for item in block.children:
        text = one_line(item.own.text)
        question, answer = _split_why(first_letter(text))
        nested = [child for child in item.rest if child.kind in ("list", "paragraph")]
        if question is None:
            if strict or not text:
                continue
            question, answer = first_letter(text), None
        if answer is None and nested:
            first = nested[0]
            inner = first.children[0] if first.kind == "list" and first.children else first
            said = one_line(inner.own.text)
            if _split_why(said)[0] is None:
                answer = _answer(said)
        yield Why(question=question, answer=answer or None)
        for child in nested:  # whys nested inside each other, one deeper each time
            if child.kind == "list" and child.level <= 12:
                inner_whys = list(_whys_in_list(child, True))
                yield from inner_whys
                if not inner_whys:
                    for deeper in child.children:
                        for more in deeper.rest:
                            if more.kind == "list" and more.level <= 12:
                                yield from _whys_in_list(more, True)


def _split_why(text: str) -> tuple[str | None, str | None]:
    """("Why did it stop?", "It ran out of disk"), (None, None) where the text asks nothing."""
    text = _WHY_LABEL.sub("", text).strip() or text
    mark = text.find("?")
    if mark >= 0 and (_WHY.match(text) or mark == len(text) - 1 or _WHY_LABEL.match(text)):
        return text[: mark + 1], _answer(text[mark + 1 :]) or None
    if _WHY.match(text) and mark < 0:
        for separator in (" - ", " – ", " — ", ": ", " → ", " -> "):
            question, found, answer = text.partition(separator)
            if found:
                return question.strip(), _answer(answer) or None
    return None, None


def _answer(text: str) -> str:
    return one_line(_ANSWER.sub("", first_letter(text.strip().lstrip(":–—-→> ")), count=1))


# Impact and evidence.


def _impact(facts: Metadata) -> Impact:
    said = facts.impact
    duration = said.get(Fact.DURATION)
    return Impact(
        users=said.get(Fact.USERS),
        revenue=said.get(Fact.REVENUE),
        reputation=said.get(Fact.REPUTATION),
        support_tickets=said.get(Fact.SUPPORT),
        duration=duration,
        duration_minutes=parse_duration(duration) if duration else None,
    )


_KINDS: dict[str, str] = {
    "screenshot": "screenshot .png .jpg .gif image",
    "dashboard": "dashboard grafana datadog kibana graph chart",
    "chat": "slack chat channel thread teams irc war-room",
    "log": "log trace .csv .txt",
}
_SIGNS = tuple((sign, kind) for kind, signs in _KINDS.items() for sign in signs.split())


def _evidence(outline: Outline, facts: Metadata) -> tuple[Evidence, ...]:
    found: dict[tuple[str, str | None], Evidence] = {}
    for key, value in facts.evidence:
        url = value if "://" in value and " " not in value else None
        label = f"{key}: {value}" if url is None else key
        found.setdefault((label, url), evidence_of(label, url, key))
    for section in outline.topics.get(Topic.EVIDENCE, ()):
        for block in section.blocks:
            for label in _unlinked(block) if _IS_EVIDENCE.search(section.heading) else ():
                found.setdefault((label, None), evidence_of(label, None, section.heading))
            for inner in block.walk():
                if inner.inline is None:
                    continue
                for piece in inner.pieces:
                    if piece.href and not piece.href.startswith("#"):
                        label = one_line(piece.text) or piece.href
                        found.setdefault((label, piece.href), evidence_of(label, piece.href, section.heading))
    return tuple(found.values())


_IS_EVIDENCE = lazy(
    r"evidenc|\blogs?\b|screenshot|dashboard|attach|graph|chart|belege|nachweis|preuves|evidencia|pruebas|prove\b|bewijs",
    re.IGNORECASE,
)
"""Headings of lists of evidence; others of that topic ("Appendix", "Further reading") hold much that is none."""


def _unlinked(block: Block) -> Iterator[str]:
    """The entries of a list that link to nothing: "Dashboard of the order queue, panel 3"."""
    if block.kind != "list":
        return
    for item in block.children:
        label = first_letter(one_line(item.own.text))
        if label and len(label) <= 200 and not is_nothing(label) and not any(piece.href for piece in item.own.pieces):
            yield label


def evidence_of(label: str, url: str | None, near: str) -> Evidence:
    """One proof, of the kind that its words and its address speak for."""
    words = f"{label} {url or ''} {near}".lower()
    for sign, kind in _SIGNS:
        if sign in words:
            return Evidence.model_validate({"kind": kind, "label": label, "url": url})
    return Evidence(label=label, url=url)
