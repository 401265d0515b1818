"""Where the walk over an action section stands: the groups that are open, and the drafts gathered so far."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pmflow.document.blocks import Block
from pmflow.document.item_draft import Draft
from pmflow.document.item_groups import Group, read_group
from pmflow.document.item_words import NO_WORDS
from pmflow.document.marked import Marked, marked_block
from pmflow.document.source import Source


class Walk:
    """What the readers of blocks share while they go through one section after the other."""

    def __init__(self, source: Source, people: Collection[str]) -> None:
        self.source = source
        self.people = people
        self.drafts: list[Draft] = []
        self.words = NO_WORDS
        self.loose_labels: set[str] = set()
        """Headings that say nothing by themselves: with their neighbours they may be owners."""
        self.nobody = False
        """True where a heading says that nobody has what is below it."""
        self.groups: list[tuple[int, Group]] = []
        self.before: Block | None = None
        """The heading or line to which fields below it would belong."""
        self.head: Block | None = None
        """The heading above the last paragraph."""
        self.numbers: dict[int, int] = {}
        """The paragraphs that are numbered like a list: their line, and the length of the number."""
        self.until = 0
        """The last line that was read with what stands above it."""
        self.end = -1
        """The last line of an item that was a paragraph or a heading: labels in the next line are its own."""
        self.closed_tables = True
        """False once an HTML table had no end: no later one is looked for, which keeps reading linear."""

    @property
    def group(self) -> Group:
        """The innermost group that is open."""
        return self.groups[-1][1] if self.groups else Group()

    def enter(self) -> None:
        """Begin a section: no group is open, and nothing stands before."""
        self.groups.clear()
        self.before = self.head = None
        self.until = 0

    def open(self, level: int, text: str) -> None:
        """A heading or label of that level: groups of its level and below end here."""
        while self.groups and self.groups[-1][0] >= level:
            self.groups.pop()
        group = read_group(text, self.people)
        self.note_label(group)
        self.groups.append((level, group.within(self.group)))

    def note_label(self, group: Group) -> None:
        """Remember a heading that says nothing by itself."""
        self.nobody = self.nobody or group.nobody
        if group.label and not group.aside and not (group.priority or group.status or group.kind or group.nobody):
            self.loose_labels.add(group.label)

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.before = self.head = None

    def take(self, block: Block, *, details: Iterable[Marked] = (), skip: int = 0) -> None:
        """The block's own text is an item; its first `skip` characters are a number."""
        marked = marked_block(block, self.source)
        self.add(Draft(marked, block.line, self.group, details=tuple(details), skip=skip))

    def source_line(self, line: int) -> str:
        """A line as it stands in the file, empty where there is none."""
        lines = self.source.plain_lines
        return lines[line - 1] if 0 < line <= len(lines) else ""
