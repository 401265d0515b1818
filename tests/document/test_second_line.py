"""Documents whose headings nobody has listed: judged by their words, by what stands below and beside, and together."""

from __future__ import annotations

import pytest

from pmflow.document.parse import parse
from pmflow.model import SectionName as S

BODIES = {
    S.SUMMARY: "For two hours on Tuesday the order service refused most requests, because a queue had filled up.\n"
    "A restart of the workers helped at once, and no order was lost.",
    S.IMPACT: "- 4,200 customers could not pay\n- 310 calls to the service desk\n- about EUR 18,000 of late orders",
    S.TIMELINE: "- 09:12 first alert\n- 09:48 workers restarted, no change\n- 10:31 queue purged\n- 11:02 normal",
    S.ROOT_CAUSE: "The worker answers a message only after it has written to the store. The store had a lock that was\n"
    "not released since the upgrade, because the default had changed.",
    S.WENT_WELL: "- The monitor fired within a minute\n- Support had a text ready",
    S.WENT_POORLY: "- Nobody knew the second host\n- The runbook named a server that is gone",
    S.ACTION_ITEMS: "- [ ] Release the lock (owner: Dana, due 2025-07-11)\n"
    "- [x] Mend the runbook (owner: Ana, due 2025-07-01)",
    S.LESSONS_LEARNED: "A full queue looks the same as a stuck one. We should watch the age of the oldest message.",
}
ODD = {
    S.SUMMARY: "The affair in two lines",
    S.IMPACT: "Whom it kept waiting",
    S.TIMELINE: "Bell by bell",
    S.ROOT_CAUSE: "The jammed gear",
    S.WENT_WELL: "Feathers",
    S.WENT_POORLY: "Splinters",
    S.ACTION_ITEMS: "In the workshop",
    S.LESSONS_LEARNED: "Worth keeping on the wall",
}


def written(headings: dict[S, str], notation: str = "atx", aside: str = "") -> str:
    """A document of these headings, in the order of the table, each with a body that fits."""
    parts = []
    for number, (name, heading) in enumerate(headings.items(), 1):
        body = BODIES[name]
        lines = body.split("\n")
        listed = body.startswith("-")
        parts.append(
            {
                "atx": f"## {heading}\n\n{body}\n",
                "setext": f"{heading}\n{'-' * len(heading)}\n\n{body}\n",
                "numbered": f"### {number}. {heading}\n\n{body}\n",
                "paragraph sign": f"## § {number} {heading}\n\n{body}\n",
                "bold": f"**{heading}**\n\n{body}\n",
                "bold run-in": f"**{number}. {heading}.**" + (f"\n\n{body}\n" if listed else f" {body}\n"),
                "capitals": f"{heading.upper()}\n\n{body}\n",
                "wiki": f"h2. {heading}\n\n{body}\n",
                "underlined": f"{heading}\n{'^' * len(heading)}\n\n{body}\n",
                "mkdocs": f'!!! note "{heading}"\n\n' + "".join(f"    {line}\n" for line in lines),
                "alert": f"> [!NOTE] {heading}\n" + "".join(f"> {line}\n" for line in lines),
                "container": f"::: info {heading}\n\n{body}\n\n:::\n",
                "toggle": f"<details>\n<summary><b>{heading}</b></summary>\n\n{body}\n\n</details>\n",
                "item": f"- **{heading}**:\n" + "".join(f"  {line}\n" for line in lines),
                "row": ("" if number > 1 else "| | |\n|---|---|\n") + f"| **{heading}** | {'<br>'.join(lines)} |",
            }[notation]
        )
    between = "\n" if notation != "row" else ""
    return f"# Orders stuck\n\nDate: 2025-06-10\n\n{between}" + "\n".join(parts) + f"\n{aside}"


def sections(text: str) -> dict[S, str]:
    return {name: section.heading for name, section in parse(text).postmortem.sections.items()}


def test_headings_without_a_listed_word() -> None:
    """Where all eight stand in their usual order, what stands below them is enough."""
    assert sections(written(ODD)) == ODD


SPOKEN = ODD | {
    S.ROOT_CAUSE: "Why the gear jammed",
    S.WENT_WELL: "What held",
    S.WENT_POORLY: "What did not hold",
    S.ACTION_ITEMS: "Pledges",
}
NOTATIONS = "atx setext numbered bold capitals wiki underlined mkdocs alert container toggle item row".split()


@pytest.mark.parametrize("notation", [*NOTATIONS, "paragraph sign", "bold run-in"])
def test_every_notation(notation: str) -> None:
    """Sections are found however they are set off from each other, with entries and items in them."""
    read = parse(written(SPOKEN, notation)).postmortem
    found = {
        name: section.heading.lower().partition(". ")[2] or section.heading for name, section in read.sections.items()
    }
    wanted = {
        name: f"§ {n} {h}" if notation == "paragraph sign" else h for n, (name, h) in enumerate(SPOKEN.items(), 1)
    }
    assert {name: h.lower() for name, h in found.items()} == {name: h.lower() for name, h in wanted.items()}
    assert (len(read.timeline), len(read.action_items)) == (4, 2)


@pytest.mark.parametrize(
    "aside",
    [
        "## Words used here\n\n- **Tile**: a square of the map\n- **Run**: one computation\n",
        "## Who runs what\n\n| Component | Owner |\n|---|---|\n| queue | Ana |\n",
        "## Before this goes out\n\n- [ ] numbers checked\n- [ ] spelling checked\n",
        "## Chat bits\n\n```\n09:12 ana: huh\n09:13 bo: oh no\n09:14 ana: on it\n```\n",
        "## Do I get money back?\n\nA week's fee, if you want it. Write to the office and we will see to it soon.\n",
    ],
)
@pytest.mark.parametrize("missing", [S.SUMMARY, S.IMPACT, S.ROOT_CAUSE, S.ACTION_ITEMS, S.LESSONS_LEARNED])
def test_an_aside_takes_no_empty_place(missing: S, aside: str) -> None:
    """Glossaries, checklists, components, chats and questions are none of the eight, also where one is missing."""
    headings = {name: heading for name, heading in SPOKEN.items() if name is not missing}
    assert sections(written(headings, aside=aside)) == headings


def test_partners() -> None:
    """Beside praise, the same words turned round are regret; a paired word alone is nothing."""
    text = "# T\n\n## Summary\n\nx\n\n## Ran like clockwork\n\n- a\n\n## Ran like treacle\n\n- b\n"
    assert sections(text) == {S.SUMMARY: "Summary"}
    text = "# T\n\n## Summary\n\nx\n\n## Worked like clockwork\n\n- it was quick\n\n"
    text += "## Worked like treacle\n\n- nobody knew\n"
    assert sections(text) == {
        S.SUMMARY: "Summary",
        S.WENT_WELL: "Worked like clockwork",
        S.WENT_POORLY: "Worked like treacle",
    }


def test_keep_problem_try() -> None:
    """ "Problem" is a summary, but not beside "Keep"."""
    text = (
        "# T\n\n## Gist\n\nx\n\n## Keep\n\n- a\n\n## Problem\n\n- b\n\n## Try\n\n- [ ] c (owner: Ana, due 2025-05-01)\n"
    )
    assert sections(text) == {
        S.SUMMARY: "Gist",
        S.WENT_WELL: "Keep",
        S.WENT_POORLY: "Problem",
        S.ACTION_ITEMS: "Try",
    }
    assert sections("# T\n\n## Problem\n\nIt broke.\n") == {S.SUMMARY: "Problem"}


def test_a_phrase_in_a_heading_yields_to_its_other_words() -> None:
    """One phrase of the grammar does not decide against the rest of the heading, nor against what stands below."""
    text = "# T\n\n## Summary\n\nx\n\n## Why\n\nbecause\n\n## What we are proud of\n\n- a\n\n"
    text += "## What we are not proud of\n\n- b\n"
    assert sections(text)[S.WENT_POORLY] == "What we are not proud of"
    text = (
        "# T\n\n## Summary\n\nx\n\n## Actions and observations in order\n\n- 09:01 a\n- 09:02 b\n- 09:03 c\n- 09:04 d\n"
    )
    assert sections(text)[S.TIMELINE] == "Actions and observations in order"


def test_people_below_the_actions_are_groups_of_them() -> None:
    """A bold name below a bold "Action items" is no section."""
    text = (
        "# T\n\n**Impact**\n\nmany\n\n**Root cause**\n\nx\n\n**Timeline**\n\n- 09:01 a\n- 09:02 b\n\n"
        "**Action items**\n\n**Ana Ruiz**\n\n- fix it by 2025-05-01\n\n**Bo Lee**\n\n- mend it by 2025-05-02\n"
    )
    assert [item.title for item in parse(text).postmortem.action_items] == ["fix it", "mend it"]


def test_without_any_heading() -> None:
    """A timeline or a list of owned items under no heading is read, and named as no section."""
    read = parse("# T\n\n- 09:12 UTC a failed\n- 09:20 UTC b looked\n- 09:30 UTC c done\n").postmortem
    assert (len(read.timeline), dict(read.sections)) == (3, {})
    text = "# T\n\nIt broke.\n\n- [ ] Fix a (owner: Ana, due 2025-05-03)\n- [ ] Fix b (owner: Bo, due 2025-05-04)\n"
    read = parse(text).postmortem
    assert ([item.owner for item in read.action_items], dict(read.sections)) == (["Ana", "Bo"], {})


def test_a_header_is_no_timeline() -> None:
    """Facts with times, and a lead without a heading, are no sections."""
    text = "# T\n\nIt broke for an hour.\n\n- Began: 2025-05-03 09:00\n- Noticed: 2025-05-03 09:10\n"
    text += "- Over: 2025-05-03 10:00\n"
    read = parse(text).postmortem
    assert (dict(read.sections), read.timeline) == ({}, ())


STRANGE = """# The week without statements

## {0}

For most of Friday our members saw an empty page where their statements should be. The data was safe; the page was not.

## {1}

Around 1,900 members could not open a statement. 61 wrote to us, and two branches turned people away.

## {2}

- 18:05 first empty page seen
- 18:31 support writes to the team
- 20:10 reader restarted, no change
- 21:40 old reader put back

## {3}

The new reader expects a field that old statements do not have. The tests used new ones, so the difference was not seen.

## {4}

- The old reader was still there and could be put back quickly
- Nobody lost data

## {5}

- The first alarm came from members, not from us
- The status page stayed green

## {6}

- Ana / old statements as test data / 14 June
- Bo / alarm on empty pages / 30 June
- Cem / an owner for the reader / done

## {7}

An empty page looks the same as no page. Test with old data, not only with new.
"""
VOICES = [
    ["To put it plainly", "The parishioners it touched", "Saturday, as the vestry remembers it", "Wherein the fault lay",
     "For which we give thanks", "For which we ask pardon", "What each of us has taken upon himself",
     "What we shall carry with us"],
    ["The match report", "What it did to the scoreboard", "Quarter by quarter", "Why we lost the ball",
     "Plays that came off", "Plays that broke down", "Training plan for next month", "What the coach now knows"],
    ["OK, so basically", "Who got hit", "The play-by-play", "The actual reason", "Stuff that slapped",
     "Stuff that flopped", "Stuff we're shipping so it doesn't happen again", "Big brain moments"],
    ["The long and short of it", "Who went without", "From cockcrow to dusk", "What rotted the fence post",
     "Good ground", "Stony ground", "Chores before winter", "What the old folk would say"],
]  # fmt: skip


@pytest.mark.parametrize("headings", VOICES, ids=[voice[0] for voice in VOICES])
def test_a_strangers_eight_are_found(headings: list[str]) -> None:
    """Where all eight stand in their order, their forms, their content and their places name them."""
    assert _headed(STRANGE.format(*headings)) == dict(zip(ODD, headings, strict=True))


def test_two_lists_side_by_side_are_praise_and_regret_only_among_the_other_sections() -> None:
    """Two short lists under words that say nothing are a pair between the cause and the work, and nothing in a note."""
    pair = "## Porridge\n\n- Uploads live apart\n- Two people hold the keys\n\n## Gruel\n\n- A user told us\n- One had the map\n"
    around = "# T\n\n## Summary\n\nx\n\n## Impact\n\nx\n\n## Timeline\n\nx\n\n## Root cause\n\nx\n\n"
    whole = _headed(f"{around}{pair}\n## Action items\n\n- x\n")
    assert (whole[S.WENT_WELL], whole[S.WENT_POORLY]) == ("Porridge", "Gruel")
    assert _headed(f"# T\n\n{pair}") == {}


@pytest.mark.parametrize("outer", ["Looking back", "Assessment of our handling", "How we coped", "Debrief"])
@pytest.mark.parametrize("mark", ["### {}", "**{}**"])
def test_the_pair_in_a_look_back_is_praise_and_regret(outer: str, mark: str) -> None:
    """Under a heading that only looks back, two headings or bold lines are what went well and what went poorly."""
    well, poorly = mark.format("Proven in practice"), mark.format("Weak points")
    around = "# T\n\n## Summary\n\nx\n\n## Impact\n\nx\n\n## Timeline\n\nx\n\n## Root cause\n\nx\n\n"
    pair = f"{well}\n\n- Help came within minutes\n\n{poorly}\n\n- The alarm was late\n"
    found = _headed(f"{around}## {outer}\n\n{pair}\n## Actions\n\n- x\n")
    assert (found[S.WENT_WELL], found[S.WENT_POORLY]) == ("Proven in practice", "Weak points")


def test_groups_of_a_section_do_not_take_its_place() -> None:
    """However plainly a group holds promises, the heading around it that speaks for action items is the section."""
    item = "- DONE – Remove it; Ana Lopez; 14-Feb-25\n- Keep a spare; Bo Chen; 28-Feb-25\n- Test it; Cem Ay; 1-Mar-25\n"
    loose = "- Look into the drawing, which is old\n- Ask the vendor what it means\n- Think of a better way\n"
    text = f"# T\n\n## Summary\n\nx\n\n## 6. Corrective programme\n\n### Prevent\n\n{item}\n### Process\n\n{loose}"
    assert _headed(text)[S.ACTION_ITEMS] == "6. Corrective programme"


def _headed(text: str) -> dict[S, str]:
    found = parse(text.encode()).postmortem.sections
    return {name: section.heading for name, section in found.items()}
