"""What messages say to do, as one does it in a tracker: whoever reads them there has no command line, and sees no line numbers.

Messages are written in words of the command line; the tables below turn them. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pmflow.document.blocks import read_blocks
from pmflow.document.document import Document
from pmflow.document.escape import one_line
from pmflow.document.facts_list import MARK as FACTS
from pmflow.model import Step
from pmflow.policy import Policy

_REF = r"(?:'[^']*'|\S+)"
_HISTORY = "that comment's edit history has what was there: put it back, or delete the comment to begin a new one"

SPOKEN: tuple[tuple[str, str], ...] = (
    # Whole sentences first: they hold commands.
    (rf"Restore the journal from version control, or move it away to begin a new one \(pmflow audit verify {_REF} says more\)",
     f"It stands in a comment of pmflow's; {_HISTORY}"),
    (r"restore the file from version control, or move it away to begin a new journal", _HISTORY),
    (rf"Compare it with version control, and restore it, or vouch for it: pmflow audit accept ({_REF}) --reason WHY",
     r"Compare it with the edit history of pmflow's comment; who has the key vouches for it on a command line: pmflow audit "
     r"accept \1 --reason WHY"),
    (r"(?:entries are missing, or the block was edited; )compare both with version control", "entries are missing"),
    (rf"; `?pmflow sync {_REF}`? judges it", "; pmflow judges it at the next event here: a label set, the text edited"),
    (rf"; pmflow sync {_REF} begins a new one", "; the next event there begins a new one: a label set, the text edited"),
    (rf"change its status by hand, then: pmflow sync {_REF}", "reopen its issue"),
    (rf"pmflow audit verify {_REF} says more", "pmflow audit verify says more on a command line"),
    (rf"pmflow meeting {_REF} --held \S+(?: --\w+ NAME)*",
     "write at the top of the text when it was held (Review held) and who came (Came)"),
    (r" \(--by NAME\)", ""),
    # Commands.
    (rf"pmflow advance {_REF} (\w+)", r"/pmflow \1"),
    (rf"pmflow action ([\w-]+) {_REF} (AI-\d+)", r"/pmflow \1 \2"),
    (r"pmflow action ([\w-]+)", r"/pmflow \1"),
    (rf"pmflow approve {_REF}(?: --by NAME)?", "/pmflow approve"),
    (rf"pmflow open\b(?: (?!for\b){_REF})?", "/pmflow open"),
    (rf"pmflow explain {_REF}", "/pmflow explain"),
    # Options, where they stand without their command.
    (r"(?<=or )(--author NAME)$", r"\1 behind the command"),
    (r"(?<=: )(--reason)$", r"\1 WHY behind the command"),
    (r"(?<=: )(--approver NAME)(?=$| \()", r"\1 behind the command"),
)  # fmt: skip
"""Words of the command line → what one says in a comment; what no comment can say, the document does, or the command line."""

_SPOKEN = tuple(
    (re.compile(rf"(?<!/){words}" if words.startswith("pmflow") else words), there) for words, there in SPOKEN
)
_AUDIENCE = re.compile(r"--audience, one of (.+)")
_LINES = re.compile(
    r"^line (?P<first>\d+)(?=: )|\bin line (?P<several>\d+(?:, \d+)*)(?=, …$|$| already)|\(line (?P<beside>\d+)\)"
)
_LEAD = re.compile(r"^(?:[\s>|#]|[-*+](?=\s)|\d+[.)](?=\s)|\[[ xX]\])+")
LONGEST = 60
"""Characters of a line that are quoted."""


def typed(step: Step, policy: Policy) -> str:
    """The command for a step, with the word without which it would be refused: `/pmflow share company`."""
    audience = usual_audience(policy) if step is Step.SHARE else None
    return f"/pmflow {step} {audience}" if audience else f"/pmflow {step}"


def usual_audience(policy: Policy) -> str | None:
    """For whom a post-mortem is shared where nobody says it: the first audience of the policy."""
    return next(iter(policy.publishing.audiences), None)


def in_comments(message: str, document: Document | None = None) -> str:
    """A message as it is said in a tracker. Of a `document`, the words that stand in a line are told in place of its number."""
    if document is not None:
        message = _LINES.sub(_places(document), message)
    message = _AUDIENCE.sub(
        lambda found: " or ".join(f"/pmflow share {name}" for name in found[1].split(", ")), message
    )
    for words, there in _SPOKEN:
        message = words.sub(there, message)
    return message.replace(" --by NAME", "") if "/pmflow" in message else message


def words_in(document: Document, line: int) -> str:
    """The words of a line (from 1), in quotes, as a reader may search for them; else where it is."""
    lines = document.source.plain_lines
    words = _shown(lines[line - 1]) if 0 < line <= len(lines) else ""
    if words == FACTS:
        return "the facts at the top"
    if words:
        words = words.replace("”", '"')
        return f"“{words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + '…'}”"
    return section_at(document, line) or "the text"


def _shown(line: str) -> str:
    """A line's words as a reader sees them."""
    words = one_line(_LEAD.sub("", line)).rstrip("| ")
    blocks = read_blocks(words).children
    return one_line(blocks[0].text) if len(blocks) == 1 and blocks[0].kind == "paragraph" else words


def section_at(document: Document, line: int) -> str | None:
    """The heading of the section in which a line is."""
    inside = [each for each in document.postmortem.sections.values() if each.line <= line <= each.end_line]
    return max(inside, key=lambda each: each.line).heading if inside else None


def _places(document: Document) -> Callable[[re.Match[str]], str]:
    def told(found: re.Match[str]) -> str:
        if found["first"]:
            line = int(found["first"])
            section = section_at(document, line)
            words = words_in(document, line)
            return f"{words} under {section}" if section and words != section else words
        if found["several"]:
            return "in " + ", ".join(words_in(document, int(line)) for line in found["several"].split(", "))
        return f"({words_in(document, int(found['beside']))})"

    return told
