"""A team's own template: its words stay, the incident's go where they belong."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmflow.document.parse import parse
from pmflow.document.write import new_postmortem
from pmflow.errors import PolicyError
from pmflow.model import Evidence, Impact, Incident, State, TimelineEntry

POOL = Incident(
    ref="pool",
    title='Pool: "gone" | again',
    severity="SEV-1",
    started_at=dt.datetime(2025, 10, 23, 15, 15, tzinfo=dt.UTC),
    services=("checkout", "orders"),
    responders=("Jane Doe", "Bob Ray"),
    timeline=(
        TimelineEntry(at=dt.datetime(2025, 10, 23, 14, 32, tzinfo=dt.UTC), text="Deployed | v2"),
        TimelineEntry(at=dt.datetime(2025, 10, 23, 15, 12, tzinfo=dt.UTC), text="Pool full"),
    ),
)
FACTS = """\
title: 'Pool: "gone" | again'
incident: pool
severity: SEV-1
date: 2025-10-23
authors: []
services: [checkout, orders]
categories: []
started: 2025-10-23T15:15:00Z
detected:
resolved:
review:
  held:
  invited: []
  came: []
pmflow:
  state: draft
"""


def fill(template: str) -> str:
    return new_postmortem(POOL, kind="full", template=template, template_name="t.md")


def refused(template: str) -> str:
    with pytest.raises(PolicyError) as raised:
        fill(template)
    return str(raised.value)


def test_plain_markdown() -> None:
    """Without variables, front matter goes before the text and the timeline below its heading; all else stays."""
    assert fill("# Review {#top}\n\n## What we saw\n\n- [ ] look\n\n## Timeline\n\nAll times UTC.\n\n## Cause\n") == (
        f"---\n{FACTS}---\n\n# Review {{#top}}\n\n## What we saw\n\n- [ ] look\n\n## Timeline\n\nAll times UTC.\n\n"
        "- **2025-10-23 14:32 UTC**: Deployed \\| v2\n- **2025-10-23 15:12 UTC**: Pool full\n\n## Cause\n"
    )


def test_empty_table() -> None:
    """An empty timeline table is filled, its time column found by its name."""
    filled = fill("## Timeline\n\n| What | Who | When |\n|---|---|---|\n| | | |\n|  |  |  |\n\n## Cause\n")
    assert filled.endswith(
        "| What | Who | When |\n|---|---|---|\n| Deployed \\| v2 |  | 2025-10-23 14:32 UTC |\n"
        "| Pool full |  | 2025-10-23 15:12 UTC |\n\n## Cause\n"
    )


def test_no_timeline_heading() -> None:
    """Where no heading says where, the timeline stands at the end: nothing is dropped."""
    assert fill("# T\n\ntext\n").endswith(
        "\n# T\n\ntext\n\n## Timeline\n\n"
        "- **2025-10-23 14:32 UTC**: Deployed \\| v2\n- **2025-10-23 15:12 UTC**: Pool full\n"
    )


def test_foreign_heading() -> None:
    """Headings in other words and languages are known."""
    assert "## Zeitverlauf\n\n- **2025-10-23 14:32 UTC**: Dep" in fill("## Zeitverlauf\n\n## Ursache\n")


def test_own_front_matter() -> None:
    """A team's front matter keeps its keys and comments; empty ones are filled, missing ones added."""
    filled = fill("---\nlayout: pm  # for the site\nseverity:\ntitle: Review\ntags: []\n---\n# T\n{{ timeline }}\n")
    assert filled.split("---\n")[1] == (
        "layout: pm  # for the site\nseverity: SEV-1\ntitle: Review\ntags: []\nincident: pool\ndate: 2025-10-23\n"
        "services: [checkout, orders]\nstarted: 2025-10-23T15:15:00Z\npmflow:\n  state: draft\n"
    )


def test_variables_in_front_matter() -> None:
    """A variable in front matter is a value there, with quotes or without: a colon in a title breaks nothing."""
    filled = fill(
        '---\ntitle: {{ title }}\nname: "Review of {{ title }}"\nlist: {{ services }}\nat: {{ started }}  # UTC\n'
        "said: on {{ date }}, by {{ authors }}\ntags:\n{% for s in services %}\n  - the {{ s }}\n{% endfor %}\n---\n"
        "{{ timeline }}\n"
    )
    data = parse(filled).front.data
    assert (data["title"], data["name"]) == (POOL.title, f"Review of {POOL.title}")
    assert (data["list"], data["at"], data["said"]) == (["checkout", "orders"], POOL.started_at, "on 2025-10-23, by")
    assert (data["tags"], data["pmflow"]) == (["the checkout", "the orders"], {"state": "draft"})


def test_toml() -> None:
    """TOML front matter stays TOML."""
    read = parse(fill('+++\nlayout = "x"\ntitle = "{{ title }}"\n[extra]\na = 1\n+++\n# T\n\n## Timeline\n'))
    assert read.front.language == "toml"
    assert (read.postmortem.title, read.postmortem.state) == (POOL.title, State.DRAFT)
    assert read.front.data["extra"] == {"a": 1}
    assert len(read.postmortem.timeline) == 2


def test_variables_in_the_text() -> None:
    """Values are made safe for Markdown; lists, times and loops work; what is named is not added again."""
    filled = fill(
        "# {{ title }}\n\n{{ incident.responders }}, {{ started }}, {{ date }}, {{ severity }}.{{ detected }}\n"
        "{% for entry in incident.timeline %}\n| {{ entry.at }} | {{ entry.text }} |\n{% endfor %}\n"
    )
    assert filled.split("---\n\n")[1] == (
        '# Pool: "gone" \\| again\n\nJane Doe, Bob Ray, 2025-10-23 15:15 UTC, 2025-10-23, SEV-1.\n'
        "| 2025-10-23 14:32 UTC | Deployed \\| v2 |\n| 2025-10-23 15:12 UTC | Pool full |\n"
    )


def test_values_of_every_sort() -> None:
    """Yes and no, nothing, numbers, impact and evidence are written as a reader would write them."""
    incident = POOL.model_copy(
        update={
            "impact": Impact(users="all | of them", duration_minutes=5),
            "evidence": (Evidence(kind="log", label="app", url="https://e.example/1"),),
        }
    )
    filled = new_postmortem(
        incident,
        kind="full",
        template="{{ incident.near_miss }} [{{ incident.detected_at }}] {{ incident.impact.duration_minutes }}\n"
        "{{ incident.impact }}\n{{ incident.evidence }}\n{{ incident.timeline }}\n",
    )
    assert filled.split("---\n\n")[1] == (
        "no [] 5\n- **Users affected**: all \\| of them\n- **Duration**: 5 minutes\n- Log: [app](https://e.example/1)\n"
        "- **2025-10-23 14:32 UTC**: Deployed \\| v2\n- **2025-10-23 15:12 UTC**: Pool full\n"
    )


def test_state_is_added_once() -> None:
    """A template that has its own `pmflow:` keeps it; the state is added where it is missing."""
    for own, wanted in (
        ("pmflow:\n", "pmflow:\n  state: draft\n"),
        ("pmflow:\n  audience: all\n", "pmflow:\n  state: draft\n  audience: all\n"),
        ("pmflow:\n  state: draft\n", "pmflow:\n  state: draft\n"),
    ):
        head = fill(f"---\na: b\n{own}---\n{{{{ timeline }}}}\n").split("---\n")[1]
        assert head.count("pmflow:") == 1
        assert wanted in head


def test_whole_blocks() -> None:
    """`front_matter` and the lists can be named, and stand where they are named."""
    assert fill("{{ front_matter }}\n# T\n\n{{ timeline }}\n\n{{ responders }}{{ impact }}{{ evidence }}\n") == (
        f"---\n{FACTS}---\n\n# T\n\n- **2025-10-23 14:32 UTC**: Deployed \\| v2\n"
        "- **2025-10-23 15:12 UTC**: Pool full\n\n- Jane Doe\n- Bob Ray\n"
    )


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("# x\n\n{{ titel }}\n", "t.md:3: this template cannot be used: `titel` is no variable; did you mean `title`?"),
        (
            "---\na: b\n---\n# x\n\n{{ incident.servces }}\n",
            "t.md:6: this template cannot be used: `incident.servces` is no variable; "
            "did you mean `incident.services`?",
        ),
        (
            "---\nx: y\na: {{ titl }}\n---\n",
            "t.md:3: this template cannot be used: `titl` is no variable; did you mean `title`?",
        ),
        (
            "# x\n{% if %}\n",
            "t.md:2: this template cannot be used: Expected an expression, got 'end of statement block'; "
            "to show braces as they are: {% raw %}…{% endraw %}",
        ),
        ("# x\n\n\n{{ 1 / 0 }}\n", "t.md:4: this template cannot be used: division by zero"),
        (
            "{{ ''.__class__ }}",
            "t.md:1: this template cannot be used: access to attribute '__class__' of 'str' object is unsafe.",
        ),
        (
            "---\na: 1\na: 2\n---\n",
            "t.md:3: this template cannot be used: front matter has the key `a` twice (also in line 2); keep one",
        ),
    ],
)
def test_refused(template: str, message: str) -> None:
    """A template that cannot be used is refused with its file and line, and what to do."""
    assert refused(template) == message


def test_unknown_variable_lists_the_known() -> None:
    """Where no name is near, all that there are are listed."""
    known = "front_matter, incident, title, severity, date, authors, services, categories, started, detected, resolved"
    assert refused("{{ nope }}") == (
        f"t.md:1: this template cannot be used: `nope` is no variable; there are: {known}, timeline, impact, evidence, "
        "responders"
    )


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip))
def test_any_title_in_front_matter(title: str) -> None:
    """Any title can be put into YAML and TOML front matter, bare or in quotes, and is that title there."""
    incident = POOL.model_copy(update={"title": title})
    wanted = " ".join(title.replace("\ufeff", "").split())
    for template in ("---\nt: {{ title }}\n---\n", '---\nt: "{{ title }}"\n---\n', '+++\nt = "{{ title }}"\n+++\n'):
        read = parse(new_postmortem(incident, kind="full", template=template + "{{ timeline }}"))
        assert read.front.data["t"] == wanted
