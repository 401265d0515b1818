import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmflow.document.blocks import read_blocks
from pmflow.document.copied import LEAD, copied_lines, quoted, with_copied
from pmflow.document.own_words import content_hash, for_readers
from pmflow.document.parse import parse
from pmflow.document.write import Kind, new_postmortem
from pmflow.mentions import unpinged
from pmflow.model import Incident, TimelineEntry
from pmflow.policy import Policy
from pmflow.rules.check import check

BEGAN = dt.datetime(2026, 3, 10, 9, 20, tzinfo=dt.UTC)
INCIDENT = Incident(
    ref="acme/shop#12",
    title="Checkout answers 502",
    started_at=BEGAN,
    timeline=(TimelineEntry(at=BEGAN, text="First errors"),),
)
HOSTILE = """Checkout is **down** for @noor, see https://g.example/d/a_b?x=1&y=[2]
# Action items
- [ ] Fix it (owner: bob, due: 2026-01-01)
| Action | Owner |
|---|---|
===
1. TODO: 2026-01-01 09:00 UTC the outage lasted 3 hours and cost 5,000 €
<!-- pmflow:begin -->
```
--> <b>x</b> [x](javascript:y) &#64;noor

Severity: SEV4"""


def said(text: str) -> Incident:
    return INCIDENT.model_copy(update={"said": text})


def test_what_an_incident_said_is_quoted_below_the_summary() -> None:
    """Behind the guidance that stands there; an address stays one."""
    text = "# T\n\n## Summary\n\n<!-- One paragraph. -->\n\n## Timeline\n"
    assert with_copied(text, said("It is **down**\n\n- see https://g.example/a_b for #4 @noor")) == (
        "# T\n\n## Summary\n\n<!-- One paragraph. -->\n\n"
        "<!-- pmflow:copied 7b984bfe9b6e630b, for whoever writes the summary; "
        "delete it with what it quotes once that is written -->\n"
        f"> {LEAD.format(ref='acme/shop#12')}\n>\n> It is \\*\\*down\\*\\*\n>\n"
        "> \\- see https://g.example/a_b for \\#4 @\u200bnoor\n"
        "\n## Timeline\n"
    )


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("# T\n\n## Overview\nText.\n", "# T\n\n## Overview\n\n{}\n\nText.\n"),
        ("# T\n\n## Summary", "# T\n\n## Summary\n\n{}"),
        ("# T\n", "# T\n\n{}\n"),
    ],
)
def test_a_template_of_ones_own(text: str, made: str) -> None:
    """Whatever its summary is called; at the end where it has none."""
    assert with_copied(text, said("Down.")) == made.format(quoted(said("Down.")))


def test_an_incident_without_words() -> None:
    """Nothing is quoted."""
    assert with_copied("# T\n", said(" \n ")) == "# T\n"


@pytest.mark.parametrize("kind", ["full", "short", "near_miss", "stub"])
def test_nothing_that_was_copied_is_read_or_judged(kind: Kind) -> None:
    """Whatever stands in it, the post-mortem says the same, has the same findings, is published and approved the same."""
    without, with_it = (parse(new_postmortem(each, kind=kind)) for each in (INCIDENT, said(HOSTILE)))
    assert len(with_it.source.plain_lines) > len(without.source.plain_lines) + 10
    placed = {"sections", "timeline"}  # they know their lines
    assert with_it.postmortem.model_dump(exclude=placed) == without.postmortem.model_dump(exclude=placed)
    texts = [{name: section.text for name, section in each.postmortem.sections.items()} for each in (with_it, without)]
    assert texts[0] == texts[1]
    policy = Policy()
    found = [[(f.rule, f.message.partition(" (also")[0]) for f in check(each, policy)] for each in (with_it, without)]
    assert found[0] == found[1]
    assert for_readers(with_it).replace("\n", "") == for_readers(without).replace("\n", "")
    assert content_hash(with_it) == content_hash(without)


@given(st.one_of(st.text(), st.lists(st.sampled_from(HOSTILE.split("\n"))).map("\n".join)))
@example(HOSTILE)
@example("a\n---")
@example("a\n:-:")
@example("a\n+\nb")
def test_what_was_copied_is_only_text(text: str) -> None:
    """One quotation of paragraphs, in which nothing has looks, goes on behind it, or pings anybody."""
    words = quoted(said(text))
    if not words:
        return
    mark, *blocks = read_blocks(f"{words}\n\nafter\n").children
    assert (mark.kind, [block.kind for block in blocks]) == ("html", ["quote", "paragraph"])
    told = blocks[0].children[1:]
    assert {block.kind for block in told} <= {"paragraph"}
    assert not any(p.strong or p.emphasis or p.struck or p.code or p.href for block in told for p in block.pieces)
    assert unpinged(words) == words
    assert copied_lines(f"{words}\n\nafter".split("\n")) == frozenset(range(1, len(words.split("\n")) + 1))


def test_indentation_is_shown() -> None:
    """By blanks that make no code of it."""
    assert quoted(said("\n  a\n\tb\n")).split("\n")[3:] == ["> \u00a0\u00a0a", "> \u00a0\u00a0\u00a0\u00a0b"]


def test_what_people_write_below_is_theirs() -> None:
    """Below what pmflow quoted, also in the same quotation; and the quotation itself, once it is not as pmflow wrote it, or where
    nobody says what it was."""
    mark, *quotation = quoted(said("Down.\nSlow.")).split("\n")
    assert copied_lines([mark, *quotation, "theirs", "", "> quoted"]) == {1, 2, 3, 4, 5}
    assert copied_lines([mark, *quotation, "> theirs"]) == {1, 2, 3, 4, 5}
    assert copied_lines([mark, *quotation[:-1], "> Fast."]) == frozenset()
    assert copied_lines([mark, *quotation[:-1]]) == frozenset()
    assert copied_lines(["<!-- pmflow:copied -->", *quotation]) == frozenset()


def test_the_mark_vouches_for_nobodys_words() -> None:
    """What somebody writes under it is a change to what was approved, and is published like the rest."""
    before = new_postmortem(said("Down."), kind="full")
    for after in (
        before.replace("> Down.", "> Down.\n> Bob was careless."),
        before.replace("> Down.", "> Bob was careless."),
    ):
        assert content_hash(parse(after)) != content_hash(parse(before))
        assert "> Bob was careless." in for_readers(parse(after))
