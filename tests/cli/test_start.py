"""What a start costs, counted in modules, since machines are noisy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "pydantic",
    "github",
    "jira",
    "requests",
    "yaml",
    "markdown_it",
    "rich",
    "jinja2",
    "holidays",
    "icalendar",
    "transitions",
    "tomlkit",
    "apprise",
    "tenacity",
}


def loaded(*words: str) -> set[str]:
    """Top-level modules that a command loads."""
    script = (
        "import sys; sys.argv = ['pmflow', *sys.argv[1:]]\n"
        "from pmflow.cli.app import _run\n"
        "code = _run()\n"
        "print('\\n'.join({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=True)
    return set(ran.stderr.split())


@pytest.mark.parametrize("words", [("--help",), ("--version",)], ids=" ".join)
def test_help_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    """Asking for help reads no document and no policy, so it loads no library for that."""
    assert loaded(*words) & HEAVY == set()


def test_showing_how_to_answer_loads_nothing_heavy() -> None:
    """`pmflow action` alone tells how it is typed, and no more. (typer itself looks for pydantic when it runs a command.)"""
    assert loaded("action") & (HEAVY - {"pydantic"}) == set()


def test_the_diagram_needs_no_tracker() -> None:
    """Only what a command needs is loaded."""
    assert loaded("diagram") & {"github", "jira", "requests", "holidays", "jinja2", "tomlkit"} == set()


def test_only_a_target_loads_what_sends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """apprise and its 150 services take 400 ms, so a command that sends nothing does not load them."""
    sending = {"apprise", "requests", "tenacity", "smtplib"}
    monkeypatch.chdir(tmp_path)
    Path("pmflow.yml").write_text("notify: {channel: PM_CHANNEL}\n")
    Path("a.md").write_text("# Search was blank\n")
    monkeypatch.setenv("PM_CHANNEL", "json://hooks.example.org/x")
    assert loaded("check", "a.md") & sending == set()
    assert "apprise" in loaded("doctor")
    monkeypatch.delenv("PM_CHANNEL")
    assert loaded("doctor") & sending == set()


def test_the_action_loads_no_command_line() -> None:
    """Each of its runs compiles what it loads anew, so the verbs and what reads them are left where they are."""
    script = (
        "import sys, pmflow.action.work, pmflow.action.issues, pmflow.action.sweep\n"
        "print(*{'typer', 'click', 'pmflow.cli.app'} & sys.modules.keys())\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
