"""Facts in the blocks of a document: paragraphs, lists, tables of two columns, a heading with one line below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pmflow.document.blocks import Block
from pmflow.document.fact_words import Fact
from pmflow.document.facts import Pair, fact_of, is_given
from pmflow.document.headings import Topic
from pmflow.document.label_blocks import definition_lines, html_lines, indented_lines
from pmflow.document.pairs import BEFORE_DIGIT, SEPARATOR, pairs_in, unnamed, without_gaps
from pmflow.document.pandoc_tables import is_grid_border, is_simple_border, read_line_table
from pmflow.document.parts import Part
from pmflow.document.plain_words import plain_words
from pmflow.document.sections import Outline
from pmflow.model import SectionName
from pmflow.patterns import lazy

IMPACT = (Fact.USERS, Fact.REVENUE, Fact.REPUTATION, Fact.SUPPORT)


def part_pairs(part: Part, outline: Outline) -> Iterator[Pair]:
    head = part is outline.top or part is outline.title or part.topic in (Topic.METADATA, Topic.REVIEW)
    fact = fact_of(part.heading) if part.heading and part is not outline.title else None
    if fact is not None:
        value = _first_words(part.blocks)
        if value is not None and (len(value) <= 200 or fact in (Fact.CAME, Fact.INVITED)):
            yield Pair(fact, value, part.heading, part.line)
    for block in part.blocks:
        if block.kind == "paragraph":
            yield from line_pairs(block)
        elif block.kind == "list" and (head or part.line < outline.top.line + 400):
            yield from list_pairs(block)
        elif block.kind == "table":
            yield from table_pairs(block)
        elif block.kind == "html" and (head or part.line < outline.top.line + 60):
            for line, number in html_lines(block.source, block.line):
                yield from pairs_in(line, number)
        elif block.kind == "code" and head:
            for line, number in indented_lines(block.source, block.line):
                yield from pairs_in(line, number)
        elif block.kind == "quote" and head:
            for inner in block.children:
                if inner.kind == "paragraph":
                    yield from line_pairs(inner)
                elif inner.kind == "list":
                    yield from list_pairs(inner)


def _first_words(blocks: Iterable[Block]) -> str | None:
    for block in blocks:
        if block.kind == "paragraph":
            return block.text.strip()
        if block.kind == "list":
            return ", ".join([item.own.text.strip().replace("\n", " ") for item in block.children])
        if block.kind not in ("rule", "html", "quote"):
            return None
    return None


_DASH = lazy(r"^[^\n]{3,44}?\s(?:[—–=→]|[-=]*>)\s", re.MULTILINE)


def line_pairs(block: Block) -> Iterator[Pair]:
    text = block.text
    if (
        ":" not in text
        and "?" not in text
        and "**" not in block.raw
        and SEPARATOR.search(text) is None
        and _DASH.search(text) is None
    ):
        return
    if is_mail_header(text):
        for offset, line in enumerate(text.split("\n")):
            name, _, value = line.partition(":")
            if value.strip() and (said := _MAIL_FACTS.get(plain_words(name))) is not None:
                yield Pair(said, value.strip(), name.strip(), block.line + offset)
            elif plain_words(name) not in _HEADERS:
                yield from pairs_in(line, block.line + offset)  # "Class: 1", in a memo
        return
    text = _WRAPPED_LENGTH.sub(" ", text)
    for offset, line in enumerate(text.split("\n")):
        yield from pairs_in(line, block.line + offset)
    if "\n:" in text:
        for line, number in definition_lines(text, block.line):
            yield from pairs_in(line, number)
    if "**" in block.raw and len(block.pieces) > 1:
        first, second = block.pieces[0], block.pieces[1]
        if first.strong and not second.strong and ":" not in first.text and not second.text.lstrip().startswith(":"):
            fact = fact_of(first.text)
            if fact is not None and "\n" not in second.text[:1]:
                value = second.text.split("\n")[0].strip(" –—-=\t")
                if value:
                    yield Pair(fact, value, first.text.strip(), block.line)


_WRAPPED_LENGTH = lazy(
    r"(?<=\d)\n(?=(?:hours?|hrs?|minutes?|mins?|days?|Stunden|Minuten|heures?|horas?|minutos?)\b)"
    r"|(?<=[hd]ours|.hour|.days)\n(?=and (?:\d|an? (?:half|quarter)))"
)
"""A line end in the midst of a length."""


def is_mail_header(text: str) -> bool:
    """Whether a paragraph is the header of a mail or a memo, whose date is the letter's."""
    if text.count(":") < 3:
        return False
    names = [plain_words(line.partition(":")[0]) for line in text.split("\n")]
    own = sum(name in _HEADERS for name in names)
    return (
        (
            own == len(names)
            or (
                own >= _MAIL_LINES
                and all(":" in line and len(line.partition(":")[0]) <= _LONGEST_KEY for line in text.split("\n"))
            )
        )
        and not _SENDERS.isdisjoint(names)
        and not (_RECEIVERS | _SUBJECTS).isdisjoint(names)
    )


_MAIL_LINES = 3
_LONGEST_KEY = 30
"""Lines of a mail's own and letters of a key, with which others ("Class", "File no.") may stand among them."""


def is_letter(pairs: Iterable[Pair]) -> bool:
    """Whether the first facts are those of a mail or memo, each in a paragraph of its own: from whom, on what."""
    keys = {plain_words(pair.key) for pair in pairs if not any(c.isdigit() for c in pair.value)}
    return not _SENDERS.isdisjoint(keys) and not _SUBJECTS.isdisjoint(keys)


def is_letters_date(pair: Pair) -> bool:
    return pair.fact is Fact.DATE and _MAIL_FACTS.get(plain_words(pair.key)) is Fact.WEAK_DATE


_SENDERS = frozenset("from von de da van fra".split())
_RECEIVERS = frozenset("to an a para aan til".split())
_SUBJECTS = frozenset("subject subj re betreff objet asunto oggetto assunto onderwerp".split())
_MAIL_FACTS = dict.fromkeys(_SUBJECTS, Fact.TITLE) | dict.fromkeys(
    ("date", "sent", "datum", "fecha", "data", "gesendet"), Fact.WEAK_DATE
)
_HEADERS = (
    _SENDERS | _RECEIVERS | _SUBJECTS | frozenset(_MAIL_FACTS) | {"cc", "kopie", "copy", "through", "thru", "reply to"}
)


def list_pairs(block: Block) -> Iterator[Pair]:
    stack = list(reversed(block.children))
    while stack:
        item = stack.pop()
        if item.own is not item:
            text = item.own.text
            line, _, more = text.partition("\n")
            line = without_gaps(line)
            found = list(pairs_in(line, item.line))
            if not found and (before := BEFORE_DIGIT.match(line)) and (fact := fact_of(before[1])) is not None:
                found = [Pair(fact, before[2].strip(), before[1].strip(), item.line)]
            key, mark, value = line.partition(":")
            fact = fact_of(key)
            if mark and fact is not None and not value.strip():  # the value stands below
                below = more.strip() or ", ".join(
                    [inner.own.text.strip() for child in item.rest if child.kind == "list" for inner in child.children]
                )
                found = [Pair(fact, below, key.strip(), item.line)] if below else []
            yield from found
        for child in reversed(item.rest):
            if child.kind == "list" and child.level <= 4:
                stack.extend(reversed(child.children))


def table_pairs(table: Block) -> Iterator[Pair]:
    """A table of two columns (or four: key, value, key, value), or one with a row of keys and a single row of
    values."""
    header = [cell.text.strip() for cell in table.header]
    rows = table.rows
    if len(rows) == 1 and len(header) > 2:
        facts = [fact_of(text) for text in header]
        paired = len(header) == 4 and facts[0] and facts[2] and fact_of(rows[0].children[0].text.strip()) is not None
        if not paired and sum(fact is not None for fact in facts) >= 2:
            for fact, key, cell in zip(facts, header, rows[0].children, strict=False):
                if fact is not None:
                    yield Pair(fact, cell.text.strip(), key, cell.line)
            return
    if len(header) not in (2, 4):
        return
    for row in [table.children[0], *rows]:
        cells = row.children
        for at in range(0, len(cells) - 1, 2):
            fact = fact_of(cells[at].text.strip().rstrip(":"))
            if fact is not None:
                yield Pair(fact, cells[at + 1].text.strip(), cells[at].text.strip(), row.line)
            else:
                yield from unnamed(cells[at].text, cells[at + 1].text.strip(), row.line)


def line_table_pairs(outline: Outline, lines: Sequence[str]) -> Iterator[Pair]:
    """Pairs from a pandoc table before the first section; Markdown sees paragraphs and rules there."""
    starts = [section.line for found in outline.sections.values() for section in found]
    number, last = outline.top.line, min([*starts, len(lines) + 1, outline.top.line + 80])
    while number < last:
        line = lines[number - 1]
        if (
            "--" not in line
            or not (is_simple_border(line) or is_grid_border(line))
            or (table := read_line_table(lines, number)) is None
        ):
            number += 1
            continue
        for row in (table.header, *table.rows):
            if len(row) == 2 and (fact := fact_of(row[0].text.strip("*_: "))) is not None:
                yield Pair(
                    fact,
                    row[1].text.strip(),
                    row[0].text.strip("*_: "),
                    row[0].parts[0].line if row[0].parts else number,
                )
        number = max(table.end_line, number) + 1


def impact_pairs(outline: Outline) -> Iterator[tuple[Fact, str]]:
    """Labelled lines of the impact section: "Users affected: 15,000"."""
    seen: set[Fact] = set()
    for section in outline.sections.get(SectionName.IMPACT, ()):
        for block in section.blocks:
            if block.kind == "list":
                found: Iterable[Pair] = list_pairs(block)
            elif block.kind == "table":
                found = table_pairs(block)
            elif block.kind == "paragraph":
                found = line_pairs(block)
            else:
                continue
            for pair in found:
                if pair.fact in (*IMPACT, Fact.DURATION) and pair.fact not in seen and is_given(pair.value):
                    seen.add(pair.fact)
                    yield pair.fact, pair.value
