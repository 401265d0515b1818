"""Markdown text as a tree of blocks with source positions.

The only file that knows markdown-it-py. Everything that reads a document walks these blocks, never a regular expression
over the whole text. Lines are 1-based and inclusive; positions inside a line are 0-based character offsets.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pmflow.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Kind = Literal["root", "heading", "paragraph", "list", "item", "table", "row", "cell", "quote", "code", "html", "rule"]


class Piece(NamedTuple):
    """A run of inline text that looks the same: bold or not, struck out or not, code or not, link or not."""

    text: str
    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    code: bool = False
    href: str | None = None


@dataclass
class Block:
    """One block of Markdown; `children` are the blocks inside it, `inline` its own text (headings, paragraphs,
    cells)."""

    kind: Kind
    line: int
    end_line: int
    level: int = 0
    """Heading level 1-6; for items and lists the nesting depth from 1."""
    marker: str = ""
    """`-`, `*`, `1.` for items; the info string for fenced code; `=`/`-`/`#` runs for headings."""
    inline: Token | None = None
    """Own inline text as it came from the block parser; read it as `raw`, `pieces` and `text`."""
    source: str = ""
    """Literal content of code and html blocks."""
    children: list[Block] = field(default_factory=list)
    links: MutableMapping[str, Any] | None = field(default=None, repr=False, compare=False)
    """The document's link definitions, which inline text may refer to."""

    @cached_property
    def raw(self) -> str:
        """Own inline text as written in Markdown, without the block's marker and indentation."""
        return self.inline.content if self.inline is not None else self.source

    @cached_property
    def pieces(self) -> list[Piece]:
        """Own inline text as runs of one look; line breaks (soft, hard and `<br>`) are `\\n` in the text."""
        if self.inline is None:
            return []
        raw = self.inline.content
        # Most text is plain, and the inline parser takes half of the whole time.
        if _MARKED.search(raw) is None or is_crowded(raw):
            if "\n" not in raw:
                return [Piece(raw)] if raw else []
            first, *more = raw.split("\n")
            pieces = [Piece(text)] if (text := first.rstrip(" ")) else []
            for at, line in enumerate(more, start=1):
                text = line.lstrip(" \t") if at == len(more) else line.lstrip(" \t").rstrip(" ")
                pieces.append(_NEWLINE)
                if text:
                    pieces.append(Piece(text))
            return pieces
        return _pieces(_inline_tokens(raw, self.links))

    @cached_property
    def text(self) -> str:
        """Own inline text as a reader sees it: links are their words, code without backticks, comments gone."""
        if self.inline is not None and "\n" not in (raw := self.inline.content) and _MARKED.search(raw) is None:
            return raw
        return "".join([p.text for p in self.pieces])

    @cached_property
    def own(self) -> Block:
        """The block that bears this one's first text: an item's first paragraph, else itself."""
        if self.kind == "item" and self.children and self.children[0].kind == "paragraph":
            return self.children[0]
        return self

    @property
    def rest(self) -> list[Block]:
        """An item's blocks after its first paragraph (nested lists, more paragraphs)."""
        return self.children[1:] if self.own is not self else self.children

    def walk(self) -> Iterator[Block]:
        """This block and all below it, in document order."""
        stack = [self]
        while stack:
            block = stack.pop()
            yield block
            stack.extend(reversed(block.children))

    @property
    def header(self) -> list[Block]:
        """The header cells of a table."""
        return self.children[0].children if self.kind == "table" and self.children else []

    @property
    def rows(self) -> list[Block]:
        """The body rows of a table."""
        return self.children[1:] if self.kind == "table" else []


_MARKED = lazy(r"[\\`~*_<&]|\[(?! \](?![(\[]))")
"""What may be markup; an unticked box is plain text."""
_NEWLINE = Piece("\n")
_CROWDED = 400
"""Opening brackets in one block from which on its markup is not read: the inline parser looks from each of them to the
end of the block, so that a line of 20,000 takes minutes."""


def is_crowded(raw: str) -> bool:
    """Whether a text holds so many openings that reading its markup would take time out of all proportion."""
    return len(raw) > _CROWDED and raw.count("[") + raw.count("<") + raw.count("`") > _CROWDED


def _inline_tokens(raw: str, links: MutableMapping[str, Any] | None) -> list[Token]:
    markdown = _markdown()
    [token] = markdown.parseInline(raw, links if links is not None else {})
    return token.children or []


def _pieces(tokens: Sequence[Token]) -> list[Piece]:
    found: list[Piece] = []
    strong = emphasis = struck = 0
    href: str | None = None
    for token in tokens:
        kind = token.type
        if kind == "text":
            if token.content:
                found.append(Piece(token.content, strong > 0, emphasis > 0, struck > 0, False, href))
        elif kind in ("softbreak", "hardbreak"):
            found.append(Piece("\n", strong > 0, emphasis > 0, struck > 0, False, href))
        elif kind == "code_inline":
            found.append(Piece(token.content, strong > 0, emphasis > 0, struck > 0, True, href))
        elif kind == "strong_open":
            strong += 1
        elif kind == "strong_close":
            strong -= 1
        elif kind == "em_open":
            emphasis += 1
        elif kind == "em_close":
            emphasis -= 1
        elif kind == "s_open":
            struck += 1
        elif kind == "s_close":
            struck -= 1
        elif kind == "link_open":
            href = str(token.attrs.get("href", ""))
        elif kind == "link_close":
            href = None
        elif kind == "image":
            found.append(
                Piece(token.content, strong > 0, emphasis > 0, struck > 0, False, str(token.attrs.get("src", "")))
            )
        elif kind == "html_inline":
            tag = token.content.lower()
            if tag.startswith("<br"):
                found.append(Piece("\n", strong > 0, emphasis > 0, struck > 0, False, href))
            elif tag.startswith(("<del", "<s>", "<strike")):
                struck += 1
            elif tag.startswith(("</del", "</s>", "</strike")):
                struck -= 1
            elif tag.startswith(("<b>", "<strong")):
                strong += 1
            elif tag.startswith(("</b>", "</strong")):
                strong -= 1
    return found


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])


@cache
def _blocks_only() -> MarkdownIt:
    """The block parser without the inline one, which runs on the text that somebody asks for."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table"])
    markdown.core.ruler.disable(["inline", "text_join"])
    return markdown


_OPENS: dict[str, Kind] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "table_open": "table",
    "tr_open": "row",
    "th_open": "cell",
    "td_open": "cell",
    "blockquote_open": "quote",
}
_LEAVES: dict[str, Kind] = {"fence": "code", "code_block": "code", "html_block": "html", "hr": "rule"}


def read_blocks(text: str, first_line: int = 1) -> Block:
    """The tree of blocks of `text`, whose first line is line `first_line` of the document.

    `text` has `\\n` line ends. Never raises: what Markdown does not know is a paragraph.
    """
    root = Block("root", first_line, first_line + text.count("\n"))
    stack = [root]
    depth = 0
    links: MutableMapping[str, Any] = {}
    for token in _blocks_only().parse(text, links):
        kind = token.type
        if kind == "inline":
            stack[-1].inline = token
            stack[-1].links = links
        elif (opened := _OPENS.get(kind)) is not None:
            start, end = token.map or (stack[-1].line - first_line, stack[-1].end_line - first_line + 1)
            block = Block(
                opened, start + first_line, max(start + first_line, end + first_line - 1), marker=token.markup
            )
            if opened == "heading":
                block.level = int(token.tag[1])
            elif opened == "list":
                depth += 1
                block.level = depth
            elif opened == "item":
                block.level = depth
                block.marker = token.info + token.markup
            stack[-1].children.append(block)
            stack.append(block)
        elif (leaf := _LEAVES.get(kind)) is not None:
            start, end = token.map or (0, 1)
            stack[-1].children.append(
                Block(leaf, start + first_line, end + first_line - 1, marker=token.info, source=token.content)
            )
        elif kind.endswith("_close") and kind not in ("thead_close", "tbody_close"):
            closed = stack.pop()
            if closed.kind == "list":
                depth -= 1
    return root


def inline_block(raw: str, line: int, kind: Kind = "paragraph") -> Block:
    """A block of its own for a stretch of inline Markdown that stands in line `line`: one line of a paragraph, say."""
    from markdown_it.token import Token

    return Block(kind, line, line + raw.count("\n"), inline=Token("inline", "", 0, content=raw))
