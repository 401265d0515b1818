"""The line between fact and blame: the table of docs/language.md, the rules' own examples, and levels, in both directions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmflow.document.parse import parse
from pmflow.model import Finding, Level
from pmflow.policy import Policy, parse_policy
from pmflow.rules import RULES, check

DOCS = Path(__file__).parents[2] / "docs" / "language.md"
ROW = re.compile(r"^\| (.+?) \| (.+?) \|$", re.MULTILINE)
NOTE = re.compile(r" *\*\((.*?)\)\*")
EXAMPLE = re.compile(r"^(Bad|Good): `(.+?)`$", re.MULTILINE | re.DOTALL)


def line() -> list[tuple[str, str]]:
    """The rows of the table below "The line": what is silent, and what is a finding."""
    part = DOCS.read_text(encoding="utf-8").split("## The line")[1].split("\n\n", 2)[1]
    return ROW.findall(part)[1:]


def examples(kind: str) -> list[tuple[str, str]]:
    """Rule and its own sentence; `blameless-allow` is about comments, and has its own test."""
    found = [(rule.id, said) for rule in RULES.values() for which, said in EXAMPLE.findall(rule.text) if which == kind]
    return [each for each in found if each[0].startswith("blameless") and each[0] != "blameless-allow"]


def under(heading: str, *sentences: str) -> tuple[Finding, ...]:
    """The findings of the blameless rules in a section of these sentences."""
    return check(parse("\n\n".join([f"## {heading}", *sentences])), Policy(), select=["blameless"])


def read(cell: str) -> tuple[Finding, ...]:
    """The findings in a cell of the table, in the section that its note names."""
    note = " ".join(NOTE.findall(cell))
    section = "Timeline" if "in the timeline" in note else "Root cause" if "under the root cause" in note else "Summary"
    return under(section, NOTE.sub("", cell).strip())


def test_the_table_is_read() -> None:
    """So that no change of its place or shape leaves nothing to test."""
    assert len(line()) >= 13


@pytest.mark.parametrize("cell", [silent for silent, _ in line()])
def test_what_the_documentation_calls_silent_is(cell: str) -> None:
    """The left side of the line."""
    assert read(cell) == ()


@pytest.mark.parametrize("cell", [told for _, told in line()])
def test_what_the_documentation_calls_a_finding_is(cell: str) -> None:
    """The right side of the line."""
    assert len(read(cell)) == 1


@pytest.mark.parametrize(("rule", "said"), examples("Bad"))
def test_a_rule_finds_what_it_calls_bad(rule: str, said: str) -> None:
    """That rule and no other; under the root cause, where an act is a finding as well, at least one of them, once."""
    for section in ("Summary", "What went poorly", "Lessons learned"):
        assert [each.rule for each in under(section, said)] == [rule]
    assert len(under("Root cause", said)) == 1


@pytest.mark.parametrize(("rule", "said"), examples("Good"))
def test_no_rule_finds_anything_in_what_one_calls_good(rule: str, said: str) -> None:
    """Neither this rule nor another one, in any section."""
    for section in ("Summary", "Timeline", "Root cause", "Lessons learned"):
        assert under(section, said) == (), rule


HARMFUL = [
    "The intern deleted the table.",
    "The DBA dropped the index.",
    "The contractor pushed to main.",
    "Ana merged the branch.",
    "The on-call engineer restarted the primary.",
    "The DBA ran the migration in prod.",
    "Ana disabled the alert.",
    "The on-call engineer overwrote the config.",
    "She pointed the script at production.",
    "The platform team applied the manifest to the old cluster.",
    "An admin rotated the key.",
    "The security team expired the tokens.",
    "At 14:02 the intern deleted the table.",
    "During the upgrade, an engineer dropped the index.",
    "When the disk filled, the on-call deleted the log volume.",
    "The intern opened a shell and deleted the table.",
    "Somebody from networking unplugged the switch.",
    "@kdrews set the limit to 0.",
    "Иван deleted the table.",
    "Will disabled the alert.",
]
HARMLESS = [
    "The on-call engineer rolled back at 16:15.",
    "Ana found the bug.",
    "Ana was paged.",
    "The on-call noticed the graph and wrote to the channel.",
    "Ana asked for help.",
    "Ana deployed the fix.",
    "Ana applied the hotfix.",
    "The on-call restarted the pods to restore the service.",
    "I deleted the table.",
    "We restarted the primary.",
    "The cleanup job deleted the table.",
    "The script that the intern wrote deleted the table.",
    "The table the intern deleted held the balances.",
    "The tool let the intern delete the table.",
    "When the intern deleted the table, nothing asked for a confirmation.",
    "The server dropped the connection.",
    "The team noticed that Redis dropped connections.",
    "If an engineer deletes the table, there is no backup.",
    "The DBA deleted the table because the console showed the wrong host.",
    "The operator was locked out of the console.",
    "An engineer deployed a new version of the service.",
    "Why did the intern delete the table?",
]


@pytest.mark.parametrize("said", HARMFUL)
@pytest.mark.parametrize("heading", ["Root cause", "Contributing factors", "Five whys"])
def test_a_harmful_act_is_a_warning_where_the_document_explains(heading: str, said: str) -> None:
    """And a fact in the timeline."""
    assert [(each.rule, each.severity) for each in under(heading, said)] == [("blameless-action", Level.WARNING)]
    assert under("Timeline", said) == ()


@pytest.mark.parametrize("said", HARMLESS)
def test_what_helped_or_was_no_person_s_act_explains_in_peace(said: str) -> None:
    """Neutral and helpful acts, machines, the author, conditions."""
    assert under("Root cause", said) == ()


@pytest.mark.parametrize(
    ("said", "rule", "level"),
    [
        ("Root cause: the intern deleted the table.", "blameless-action", Level.WARNING),
        ("Root cause: Bo deleted the table.", "blameless-action", Level.WARNING),
        ("Contributing factor: the contractor pushed to main.", "blameless-action", Level.WARNING),
        ("Root cause: human error.", "blameless-human-error", Level.ERROR),
        ("Root cause: the intern.", "blameless-cause", Level.ERROR),
        ("Root cause: the on-call's decision.", "blameless-cause", Level.ERROR),
        ("Sarah ignored the warning signs.", "blameless-neglect", Level.ERROR),
        ("@kdrews forgot the flag.", "blameless-neglect", Level.ERROR),
        ("The on-call engineer, John, ignored it.", "blameless-neglect", Level.ERROR),
        ("The DBA ignored the warning signs.", "blameless-neglect", Level.WARNING),
        ("Sarah saw the alert and she ignored it.", "blameless-neglect", Level.WARNING),
        ("John should have caught this.", "blameless-hindsight", Level.ERROR),
        ("The database team should have caught this.", "blameless-hindsight", Level.WARNING),
        ("Ana's manager should have told her.", "blameless-hindsight", Level.WARNING),
        ("The DBA should have told Ana.", "blameless-hindsight", Level.WARNING),
        ("Maria is careless.", "blameless-character", Level.ERROR),
        ("The night shift is careless.", "blameless-character", Level.WARNING),
        ("Mike must be more careful in future.", "blameless-punishment", Level.ERROR),
        ("Developers must be more careful in future.", "blameless-punishment", Level.WARNING),
    ],
)
def test_a_name_weighs_more_than_a_role(said: str, rule: str, level: Level) -> None:
    """Error where somebody's name or handle is blamed; a role, a team and a pronoun are warnings."""
    assert [(each.rule, each.severity) for each in under("Summary", said)] == [(rule, level)]


@pytest.mark.parametrize("set_for", ["blameless-neglect", "blameless"])
def test_the_policy_s_level_holds_for_names_too(set_for: str) -> None:
    """Also where it is the level that the rule has anyway."""
    policy = parse_policy(f"rules: {{levels: {{{set_for}: warning}}}}")
    (found,) = check(parse("Sarah ignored the warning signs."), policy, select=["blameless"])
    assert found.severity is Level.WARNING


PEOPLE = [
    "Nguyễn failed to check the graph.",
    "Jürgen forgot to check the graph.",
    "Søren ignored the warning.",
    "Łukasz should have asked.",
    "田中 failed to check the backup.",
    "Иван Петров ignored the alert.",
    "محمد forgot to rotate the key.",
    "Will forgot the flag.",
    "Mark should have known better.",
    "Grace ignored the warning signs.",
    "May forgot to rotate the key.",
    "Julia forgot to rotate the key.",
    "The operator failed to read the procedure.",
    "The supervisor should have checked the work.",
    "The manager ignored the engineers.",
]
PROGRAMS = [
    "The supervisor failed to restart the child.",
    "Consul should have known.",
    "Vault failed to unseal.",
    "Jenkins forgot the credentials.",
    "Nomad ignored the constraint.",
    "Puppet ignored the manifest.",
    "Chef failed to converge.",
    "Salt failed to apply the state.",
    "Julia failed to compile the package.",
    "Ruby ignored the encoding header.",
    "The agent ignored the new configuration.",
    "The scheduler forgot about the task.",
    "The master failed to replicate.",
    "The controller should have detached the volume.",
    "The controller manager ignored the taint.",
    "The manager failed to renew the lease.",
    "The leader ignored the vote of the follower.",
    "The witness failed to vote.",
    "The arbiter should have broken the tie.",
    "The driver ignored the interrupt.",
    "The guard failed to reject the null value.",
    "The watcher missed the event.",
    "The worker failed to acknowledge the message.",
    "The handler should have closed the socket.",
    "The owner of the lock failed to release it.",
    "The dispatcher failed to route the packet to the thread.",
    "The coordinator failed to commit the transaction.",
    "The committer failed to fsync the log.",
    "The librarian failed to resolve the gem.",
    "Pilot should have pushed the config to Envoy.",
    "The elected member failed to join the cluster.",
    "Gatekeeper should have denied the pod.",
    "The director should have marked the backend as sick.",
    "What stands in code is not the author's, and is left out.",
]


@pytest.mark.parametrize("said", PEOPLE)
def test_somebody_is_found_by_any_name(said: str) -> None:
    """In other scripts, by names that are words, and by roles that programs have, too."""
    assert len(under("Summary", said)) == 1


@pytest.mark.parametrize("said", PROGRAMS)
def test_a_program_is_nobody(said: str) -> None:
    """Whatever it is called."""
    assert under("Summary", said) == ()
    assert under("Root cause", said) == ()
