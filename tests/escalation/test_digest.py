"""One message of all that there is to say, compared whole; and what hostile words cannot do to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import markdown
import pytest

from pmflow.escalation.digest import MOST, About, message_of, plain
from pmflow.model import Severity
from pmflow.plan import Notify

ABOUT = About("2026-01-05-search", "Search went blank", "/home/me/x.md", Severity.P1)
OTHER = About("shop#7", "Cart | lost", "https://example.org/shop/7")
DUE = dt.date(2026, 1, 16)


def notice(text: str = "AI-1 “Fix it” is due today", **more: Any) -> Notify:
    given: dict[str, Any] = {"id": "AI-1", "due": DUE, "rung": "due", "task": "coming", **more}
    return Notify("k", ("Sarah",), text, **given)


def test_one_promise() -> None:
    """The title says it all, the commands are ready to be copied."""
    found = message_of([(ABOUT, notice(after="on Mon 2026-01-19 Sarah is asked (overdue)"))])
    assert found.title == "pmflow: AI-1 “Fix it” is due today"
    assert (
        found.body
        == """\
**Coming up**

- AI-1 “Fix it” is due today
  of: Search went blank (P1), 2026-01-05-search
  then: on Mon 2026-01-19 Sarah is asked (overdue)

Answer: `pmflow action done 2026-01-05-search AI-1 --evidence URL` · `pmflow action due 2026-01-05-search AI-1 DATE` · \
`pmflow action snooze 2026-01-05-search AI-1 DAYS` · `pmflow action assign 2026-01-05-search AI-1 NAME` · \
`pmflow action wont-do 2026-01-05-search AI-1 "WHY" --approver NAME`
"""
    )


def test_three_promises_are_grouped_by_what_to_do() -> None:
    """The most pressing first, then by severity and date; an address of the web leads there, a path does not."""
    found = message_of(
        [
            (ABOUT, notice("c", task="coming")),
            (OTHER, notice("b", id="AI-2", task="overdue")),
            (ABOUT, notice("a", id="shared", task="overdue")),
        ],
        name="@sarah",
    )
    assert found.title == "pmflow: 3 promises need you, 2 of them overdue"
    assert (
        found.body
        == """\
@sarah:

**Overdue: finish it, or say what becomes of it**

- a
  of: Search went blank (P1), 2026-01-05-search
- b
  of: Cart | lost, https://example.org/shop/7

**Coming up**

- c
  of: Search went blank (P1), 2026-01-05-search

Answer: `pmflow action done REF AI-n --evidence URL` · `pmflow action due REF AI-n DATE` · \
`pmflow action snooze REF AI-n DAYS` · `pmflow action assign REF AI-n NAME` · \
`pmflow action wont-do REF AI-n "WHY" --approver NAME`
For 2026-01-05-search: `pmflow advance 2026-01-05-search share --audience AUDIENCE`
"""
    )


def test_a_hundred_promises_are_not_all_spelled_out() -> None:
    """The most pressing forty, and how many there are."""
    said = [(ABOUT, notice(f"line {n}", id=f"AI-{n}", task="overdue" if n >= 50 else "coming")) for n in range(100)]
    found = message_of(said)
    assert found.title == "pmflow: 100 promises need you, 50 of them overdue"
    assert [line for line in found.body.splitlines() if line.startswith("- ")] == [
        f"- line {n}" for n in range(50, 50 + MOST)
    ]
    assert "… and 60 more: `pmflow tour` shows all." in found.body
    assert "Coming up" not in found.body


def test_every_deadline_has_its_command() -> None:
    """Refs with a space are quoted for the shell."""
    of = About("my notes/x.md")
    body = message_of([(of, notice("x", id=id)) for id in ("open", "meeting", "reviewed", "shared")]).body
    assert [line for line in body.splitlines() if line.startswith("For ")] == [
        "For my notes/x.md: `pmflow open 'my notes/x.md'`",
        "For my notes/x.md: `pmflow meeting 'my notes/x.md'`",
        "For my notes/x.md: `pmflow explain 'my notes/x.md'`",
        "For my notes/x.md: `pmflow advance 'my notes/x.md' share --audience AUDIENCE`",
    ]


HOSTILE = {
    "ping": "@channel @here @everyone",
    "slack": "<!here> <!channel> <@U123> <#C1|x>",
    "link": "[reset your password](https://evil.example) ![x](https://evil.example/x.png)",
    "reference": "[a][b] ![a][b]",
    "html": "<img src=x onerror=alert(1)> <b>x</b> <https://evil.example>",
    "code": "`x` ``` y",
    "lines": "one\n\n# two\r\n- three\x0b\u2028four\u2029five\x85six",
    "direction": "\u202egnp.exe\u2066\u200f",
    "nul": "a\x00b\x1b[31mred",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_words_are_only_words(words: str) -> None:
    """Nobody is pinged, no line is begun, nothing is linked, shown or turned round: in the text, and in what mail makes of it."""
    of = About("ref", words, "https://example.org/1")
    found = message_of([(of, notice(words, after=words))])
    assert len(found.body.splitlines()) == 7
    for text in (found.title, found.body):
        assert all(letter.isprintable() or letter in "\n\u200b" for letter in text)
        assert "\u200f" not in text
        assert not [word for word in ("@c", "@h", "@e", "@U", "<", "](", "][") if word in text]
    assert found.body.count("`") == 10  # of our own commands
    html = markdown.markdown(found.body)
    assert not [tag for tag in ("<a", "<img", "<h1", "<b>", "<pre") if tag in html]


def test_words_of_any_script_stay_as_they_are() -> None:
    """Hebrew, Arabic, Chinese, accents, an emoji of one character."""
    words = "לתקן את המסנן · أصلح · 修复过滤器 · Zoë’s naïve café ✓"
    assert plain(words) == words


def test_long_words_are_cut() -> None:
    """A subject is short, a title is not a page."""
    found = message_of([(About("r", "t" * 10_000), notice("x" * 10_000))])
    assert found.title == f"pmflow: {'x' * 141}…"
    assert f"  of: {'t' * 199}…, r\n" in found.body


def test_a_comment_is_answered_by_comments() -> None:
    """Who reads it in the tracker has no command line; what no comment says, the document does."""
    of = About("acme/shop#2")
    body = message_of(
        [(of, notice("x", id=id)) for id in ("AI-2", "open", "meeting", "reviewed", "shared")], commented=True
    ).body
    assert [line for line in body.splitlines() if line.startswith(("Answer:", "For "))] == [
        "Answer: `/pmflow done AI-2 --evidence URL` · `/pmflow due AI-2 DATE` · `/pmflow snooze AI-2 DAYS` · "
        '`/pmflow assign AI-2 NAME` · `/pmflow wont-do AI-2 "WHY" --approver NAME`',
        "For acme/shop#2: `/pmflow open`",
        "For acme/shop#2: write at the top of the text when it was held (Review held) and who came (Came)",
        "For acme/shop#2: `/pmflow explain`",
        "For acme/shop#2: `/pmflow share AUDIENCE`",
    ]
