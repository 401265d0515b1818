"""A team's own template: its words stay, the incident's go where they belong."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.parse import parse
from pmflow.document.write import new_postmortem
from pmflow.errors import PolicyError
from pmflow.model import Evidence, Impact, Incident, State, TimelineEntry
from tests.laws import law

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


WORD_METHODS = sorted({name for word in (Incident, TimelineEntry, Impact) for name in dir(word)} - set(Incident.model_fields)
    - set(TimelineEntry.model_fields) - set(Impact.model_fields) - {"status"})  # fmt: skip


@pytest.mark.parametrize("name", WORD_METHODS)
def test_a_template_gets_no_method_of_a_word(name: str) -> None:
    """Whatever way it asks: through one of them it could run code."""
    for path in ("incident", "incident.impact", "incident.timeline[0]"):
        for asked in (f"{path}.{name}", f'{path}["{name}"]', f'[{path}]|map(attribute="{name}")|first'):
            assert refused(f"# x\n{{{{ {asked} }}}}").startswith("t.md:2: this template cannot be used: ")


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("incident", 'Pool: "gone" \\| again'),
        ('incident["ref"]', "pool"),
        ("incident.status", "running"),
        ("incident.timeline[1].text|upper", "POOL FULL"),
        ('incident.timeline|map(attribute="text")|join(" + ")', "Deployed \\| v2 + Pool full"),
        ('title.replace("Pool", "Sink").split(":")[0]', "Sink"),
        ('" and ".join(services).title()', "Checkout And Orders"),
        ("started.year ~ started.strftime(' %H:%M')", "2025 15:15"),
        ('"a" * 3 + "b"', "aaab"),
        ("7 % 4 * 2 ** 3", "24"),
        ('nothing|default("none")', "none"),
        ('{"a": 1}.get("a")', "1"),
    ],
)
def test_what_a_template_may_do(expression: str, shown: str) -> None:
    """Fields, words put together, times, small sums, and filters that neither pad nor repeat."""
    assert fill(f"{{{{ timeline and '' }}}}{{{{ {expression} }}}}").split("---\n\n")[1] == shown


def test_loops() -> None:
    """A loop knows where it is, and what it remembers."""
    filled = fill(
        "{{ timeline and '' }}{% set seen = namespace(n=0) %}{% for s in services %}{% set seen.n = seen.n + 1 %}"
        "{{ loop.index }}/{{ loop.length }} {{ s }}{{ ', ' if not loop.last }}{% endfor %}; {{ seen.n }}"
    )
    assert filled.split("---\n\n")[1] == "1/2 checkout,2/2 orders; 2"


LONG = "it makes a value of more than 100000 characters"
STEPS = "it takes more than 50000 steps"
LARGE = "it reckons with numbers that are too large"
GROWING = '{% set ns = namespace(x="aa") %}{% for i in range(60) %}{% set ns.x = GROWN %}{% endfor %}'


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ('{{ "x" * 9999999999 }}', LONG),
        ("{{ 9999999999 * [1] }}", LONG),
        ('{{ "%9999999999d" % 1 }}', "% is for numbers only"),
        ('{{ "{:9999999999}".format(1) }}', "access to attribute 'format' of 'str' object is unsafe."),
        ('{{ "x".zfill(9999999999) }}', "access to attribute 'zfill' of 'str' object is unsafe."),
        ('{{ started.strftime("%9999999999d") }}', "strftime takes plain directives only, such as %d %B %Y"),
        ("{{ range(99999999) | list }}", "a range has at most 10000 numbers"),
        ("{{ 10 ** 10 ** 10 }}", LARGE),
        ("{{ 10 ** 18 * 10 }}", LARGE),
        ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", STEPS),
        ("{% set r = range(999) %}{% for a in r %}{% for b in r %}{% endfor %}{% endfor %}", STEPS),
        ("{% for a in range(9999) %}" + "x" * 200 + "{% endfor %}", "it makes more than 1000000 characters"),
        (GROWING.replace("GROWN", "ns.x ~ ns.x"), LONG),
        (GROWING.replace("GROWN", "ns.x + ns.x"), LONG),
        (GROWING.replace("GROWN", "[ns.x, ns.x]"), STEPS),
        (GROWING.replace("GROWN", "dict(a=ns.x, b=ns.x)"), STEPS),
        (GROWING.replace("GROWN", 'ns.x.replace("a", "aa")'), LONG),
        (GROWING.replace("GROWN", 'ns.x | replace("a", "aa")'), LONG),
        (GROWING.replace("GROWN", "ns.x.join([ns.x, ns.x])"), LONG),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "it is nested too deep"),
        ("x" * 1_000_001, "it has more than 1000000 characters itself"),
    ],
    ids=lambda text: text[:30],
)
def test_a_template_that_makes_too_much(template: str, why: str) -> None:
    """It is stopped before it takes the machine's time or memory, with file and line."""
    assert refused(template) == f"t.md:1: this template cannot be used: {why}"


@pytest.mark.parametrize("name", ["lipsum", "cycler", "joiner"])
def test_jinja_s_own_toys_are_not_there(name: str) -> None:
    """A post-mortem needs none of them."""
    assert refused(f"{{{{ {name} }}}}").startswith(f"t.md:1: this template cannot be used: `{name}` is no variable; ")


@pytest.mark.parametrize(
    "tag", ["macro f()", "include 'x'", "import 'x' as x", "extends 'x'", "block b", "filter upper"]
)
def test_tags_that_are_refused(tag: str) -> None:
    """What calls itself, reads other files or gathers text out of sight."""
    end = {"macro f()": "{% endmacro %}", "block b": "{% endblock %}", "filter upper": "{% endfilter %}"}.get(tag, "")
    assert refused(f"a\n{{% {tag} %}}{end}") == (
        f"t.md:2: this template cannot be used: {{% {tag.split()[0]} %}} is not for these templates; "
        "to show braces as they are: {% raw %}…{% endraw %}"
    )


def test_a_long_timeline_is_no_fault_of_the_template() -> None:
    """What the incident has to say counts for no limit, in whatever way it is written."""
    entries = tuple(POOL.timeline[0].model_copy(update={"text": f"Line {n} " + "x" * 100}) for n in range(12_000))
    incident = POOL.model_copy(update={"timeline": entries})
    for template in ("{{ timeline }}", "{% for e in incident.timeline %}\n{{ e.at }} {{ e.text }}\n{% endfor %}"):
        assert f"Line 11999 {'x' * 100}" in new_postmortem(incident, kind="full", template=template)
    assert f"Line 11999 {'x' * 100}" in new_postmortem(incident, kind="full")


def test_unknown_variable_lists_the_known() -> None:
    """Where no name is near, all that there are are listed."""
    known = "front_matter, incident, title, severity, date, authors, services, categories, started, detected, resolved"
    assert refused("{{ nope }}") == (
        f"t.md:1: this template cannot be used: `nope` is no variable; there are: {known}, timeline, impact, evidence, "
        "responders"
    )


@law(40, of=100)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip))
def test_any_title_in_front_matter(title: str) -> None:
    """Any title can be put into YAML and TOML front matter, bare or in quotes, and is that title there."""
    incident = POOL.model_copy(update={"title": title})
    wanted = " ".join(title.replace("\ufeff", "").split())
    for template in ("---\nt: {{ title }}\n---\n", '---\nt: "{{ title }}"\n---\n', '+++\nt = "{{ title }}"\n+++\n'):
        read = parse(new_postmortem(incident, kind="full", template=template + "{{ timeline }}"))
        assert read.front.data["t"] == wanted
