"""Plans as people and programs see them."""

from __future__ import annotations

from typing import get_args

from pmflow.plan import EFFECT_NAMES, Effect, Plan
from pmflow.report import plan_as_json, plans_as_json, show_plan, show_plans
from tests.report_samples import REFUSED, TRACK, Screen


def test_effects_and_advice() -> None:
    """What would be done, an effect a line, and advice that holds nothing back."""
    screen = Screen(terminal=True)
    show_plan(screen.console, TRACK, applied=False)
    assert screen.text == (
        "pool  reviewed → actions_tracked\n"
        "  would do:\n"
        '    → AI-1 create "Alert when the pool is 60 % full [red]now[/red], before\n'
        '      connections fail"\n'
        "    → AI-1 assign to sarah\n"
        "    → AI-1 set the due date to 2025-11-07\n"
        "    → set the state to actions_tracked\n"
        f"    → {TRACK.effects[4].summary}\n"
        "    → tell jane, bob: AI-1 is yours\n"
        "  advice, holds nothing back:\n"
        "    ! actions_dated - AI-1: 2025-11-08 is a Saturday; 2025-11-07 would be the\n"
        "      working day before it\n"
    )


def test_every_effect_has_a_name() -> None:
    """What may stand in a plan has a name of its own in JSON."""
    assert set(EFFECT_NAMES) == set(get_args(Effect))
    assert len(set(EFFECT_NAMES.values())) == len(EFFECT_NAMES)


def test_refusal() -> None:
    """A refusal names every guard that fails and what to do."""
    screen = Screen(terminal=True)
    show_plan(screen.console, REFUSED, applied=True)
    assert screen.text == (
        "pool  refused, still draft\n"
        "    ✗ sections_complete\n"
        "      - add lessons learned\n"
        "      - write something of your own under action items\n"
        "    ✗ review_held - say when it was held: pmflow meeting pool --held\n"
        "      2025-10-24T09:00Z --came Jane\n"
    )


def test_nothing_to_do() -> None:
    """An empty plan says so."""
    screen = Screen(terminal=True)
    show_plan(screen.console, Plan("pool"), applied=True)
    assert screen.text == "pool\n  nothing to do\n"


def test_ascii_in_a_pipe() -> None:
    """Without our signs ASCII stands in, also inside an effect's own words."""
    screen = Screen(terminal=False, encoding="ascii")
    show_plan(screen.console, TRACK, applied=False)
    lines = screen.text.splitlines()
    assert lines[:3] == [
        "pool  reviewed -> actions_tracked",
        "  would do:",
        '    -> AI-1 create "Alert when the pool is 60 % full [red]now[/red], before connections fail"',
    ]
    assert lines[6] == f"    -> {TRACK.effects[4].summary}".replace("→", "->")


def test_what_goes_without_saying() -> None:
    """Once it is done, the state that the title names and the journal's entry of it are not told again."""
    screen = Screen(terminal=False)
    show_plan(screen.console, TRACK, applied=True)
    assert "set the state" not in screen.text
    assert "record the step" not in screen.text
    assert screen.text.splitlines()[0] == "pool  reviewed → actions_tracked"


def test_many() -> None:
    """Of many plans only those are shown that say something, and how many were looked at."""
    screen = Screen(terminal=True)
    show_plans(screen.console, [Plan("a"), REFUSED], applied=True, examined=2, of=5)
    assert screen.text.startswith("pool  refused, still draft\n")
    assert screen.text.endswith("--came Jane\n\nlooked at 2 of 5, run again for the rest\n")
    screen = Screen(terminal=True)
    show_plans(screen.console, [Plan("a")], applied=True, examined=1, of=1)
    assert screen.text == "nothing to do\nlooked at 1 of 1\n"


def test_json() -> None:
    """The contract of `advance --json`: names of effects, targets with the item, whom something is said to."""
    made = plan_as_json(TRACK, applied=False)
    assert [(one["effect"], one["target"]) for one in made["plan"]] == [
        ("create_action_item", "pool#AI-1"),
        ("assign", "pool#AI-1"),
        ("set_due", "pool#AI-1"),
        ("set_state", "pool"),
        ("journal", "pool"),
        ("notify", "pool"),
    ]
    assert made["plan"][2] == {"effect": "set_due", "target": "pool#AI-1", "summary": "set the due date to 2025-11-07"}
    assert made["plan"][5] == {
        "effect": "notify",
        "target": "pool",
        "summary": "tell jane, bob: AI-1 is yours",
        "rung": "first",
        "to": ["jane", "bob"],
        "text": "AI-1 is yours\nsecond line",
        "at": None,
        "next": None,
    }
    assert {key: made[key] for key in ("refusals", "applied", "examined", "of")} == {
        "refusals": [],
        "applied": False,
        "examined": 1,
        "of": 1,
    }
    assert [one["guard"] for one in made["advice"]] == ["actions_dated"]


def test_json_of_many() -> None:
    """Of many plans all effects and refusals, each with the post-mortem that it is about."""
    made = plans_as_json([TRACK, REFUSED], applied=True, examined=2, of=3)
    assert made["refusals"][0] == {
        "guard": "sections_complete",
        "message": "add lessons learned; write something of your own under action items",
        "target": "pool",
        "reasons": ["add lessons learned", "write something of your own under action items"],
    }
    assert (len(made["plan"]), made["applied"], made["examined"], made["of"]) == (6, True, 2, 3)
