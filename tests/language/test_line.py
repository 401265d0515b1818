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


TOLD = [
    ("Action items", "Train Viktor on relay configs", "blameless-punishment"),
    ("Action items", "Train Viktor on relay configs.", "blameless-punishment"),
    ("Action items", "Viktor needs more training", "blameless-punishment"),
    ("Summary", "Viktor needs more training.", "blameless-punishment"),
    ("Action items", "Train @viktor on the rollback.", "blameless-punishment"),
    ("Action items", "Give Viktor a refresher on relay configs.", "blameless-punishment"),
    ("Action items", "Send Viktor on a training course.", "blameless-punishment"),
    ("Action items", "The on-call engineer needs retraining.", "blameless-punishment"),
    ("Action items", "Viktor to be trained on relay configs.", "blameless-punishment"),
    ("Action items", "Additional training for Viktor.", "blameless-punishment"),
    ("Action items", "Train the engineer who did it.", "blameless-cause"),
    ("Action items", "Viktor will be retrained.", "blameless-punishment"),
    ("Action items", "More training for the on-call engineer.", "blameless-punishment"),
    ("Root cause", "Viktor pushed a relay config.", "blameless-action"),
    ("Root cause", "Viktor pushed a relay config and did not lint it.", "blameless-neglect"),
    ("Root cause", "Viktor pushed a relay config, which he did not lint.", "blameless-neglect"),
    ("Root cause", "Viktor pushed a bad relay config, which took the site down.", "blameless-action"),
    ("Root cause", "Viktor pushed a bad relay config and nobody was told.", "blameless-action"),
    ("Root cause", "Viktor pushed a relay config, and the relay did not start.", "blameless-action"),
    ("Root cause", "The intern deleted the table, and CI was red.", "blameless-action"),
    ("Summary", "The operators failed to read the procedure.", "blameless-neglect"),
    ("Summary", "The operators failed to start the pump.", "blameless-neglect"),
    ("Summary", "The operator failed to start the generator.", "blameless-neglect"),
    ("Summary", "Operators failed to check the gauge.", "blameless-neglect"),
    ("Summary", "The Flink team failed to start the rollback.", "blameless-neglect"),
    ("Summary", "Nobody owned up.", "blameless-hunt"),
    ("Summary", "Nobody owned up to it.", "blameless-hunt"),
    ("Summary", "Nobody took ownership.", "blameless-passive"),
    ("Summary", "Nobody owns anything in that team.", "blameless-group"),
    ("Summary", "If the on-call had not slept, the outage would have been shorter.", "blameless-hindsight"),
    ("Summary", "If Viktor had not pushed the config, there would have been no outage.", "blameless-hindsight"),
    ("Summary", "If only the on-call had not been asleep.", "blameless-sarcasm"),
    ("Summary", "The manager let Priya skip the check.", "blameless-neglect"),
    ("Summary", "Viktor let the intern skip the check.", "blameless-neglect"),
    ("Action items", "Remind the team to read the runbook", "blameless-punishment"),
    ("Action items", "Remind everybody to read the runbook", "blameless-punishment"),
    ("Summary", "Really, who deploys on a Saturday?", "blameless-sarcasm"),
    ("Summary", "Who deploys on a Saturday?", "blameless-sarcasm"),
    ("Summary", "Who pushes on a Friday afternoon?", "blameless-sarcasm"),
    ("Summary", "Who even runs that in production?", "blameless-sarcasm"),
    ("Summary", "Brilliant idea, Viktor.", "blameless-sarcasm"),
    ("Summary", "Brilliant idea, Ops.", "blameless-sarcasm"),
    ("Summary", "Viktor will lose his production access.", "blameless-punishment"),
    ("Summary", "Viktor loses his production access.", "blameless-punishment"),
    ("Summary", "The intern will lose her admin access.", "blameless-punishment"),
    ("Summary", "Whoever wrote this did not think.", "blameless-neglect"),
    ("Summary", "Whoever wrote this was not thinking.", "blameless-neglect"),
    ("Summary", "Whoever built that never tested it.", "blameless-neglect"),
    ("Summary", "Not our fault, the platform team changed it.", "blameless-passed-on"),
    ("Summary", "Not our fault: the vendor changed it.", "blameless-passed-on"),
    ("Summary", "Not our problem, networking broke it.", "blameless-cause"),
    ("Summary", "Who is to blame?", "blameless-cause"),
    ("Summary", "We were let down by Viktor.", "blameless-neglect"),
    ("Root cause", "Root cause: Viktor pushed a config.", "blameless-action"),
    ("Summary", "If Ana had read the page, it would have been over at nine.", "blameless-cause"),
    ("Summary", "If Viktor had been awake, the outage would have been shorter.", "blameless-hindsight"),
    ("Summary", "The operators did not start the pump.", "blameless-neglect"),
]
SILENT = [
    ("Action items", "Schedule rollback drill for team"),
    ("Action items", "Train the team on the new tool"),
    ("Action items", "Train the on-call engineers on the new tool."),
    ("Action items", "Train two more engineers on the relay so that the rota has five."),
    ("Action items", "Train new engineers with the shadow rota."),
    ("Summary", "The model needs more training."),
    ("Summary", "Train the model on more data."),
    ("Summary", "New on-call engineers receive training on the relay."),
    ("Action items", "Run a rollback drill with Viktor"),
    ("Action items", "Viktor trains the team on the relay."),
    ("Action items", "The train to Vienna was late."),
    ("Summary", "Ana had no training on the relay, as there is none."),
    ("Action items", "Training for the team on the new tool."),
    ("Root cause", "Viktor pushed a relay config, which the pipeline did not lint."),
    ("Root cause", "Viktor pushed a relay config and no check caught it."),
    ("Root cause", "Viktor pushed a relay config, and no check caught it."),
    ("Root cause", "Viktor pushed a relay config, and CI did not lint it."),
    ("Root cause", "The intern deleted the table, and nothing stopped it."),
    ("Root cause", "The intern deleted the table, which the console allowed."),
    ("Root cause", "Viktor pushed a bad config, which passed all tests."),
    ("Root cause", "Viktor pushed a bad config that no test covers."),
    ("Root cause", "Viktor pushed a bad config, and the canary did not catch it."),
    ("Root cause", "The intern deleted the table, since deletion needs no second person."),
    ("Summary", "The Flink operators failed to start."),
    ("Summary", "Operators failed to start after the node drained."),
    ("Summary", "The workers failed to acknowledge the message."),
    ("Summary", "The agents failed to start."),
    ("Summary", "The operators failed to start after the pod was evicted."),
    ("Summary", "The schedulers failed to start."),
    ("Summary", "Two operators failed to reconcile."),
    ("Summary", "Nobody owned the runbook."),
    ("Summary", "Nobody owns the relay."),
    ("Summary", "Nobody owns the alert."),
    ("Summary", "Nobody on the team owned the runbook."),
    ("Summary", "No one owns the certificate."),
    ("Summary", "No team owned the job."),
    ("Root cause", "Nobody owned the runbook."),
    ("Summary", "If the on-call had not been paged, the outage would have lasted longer."),
    ("Summary", "If Ana had not noticed, the outage would have lasted longer."),
    ("Summary", "Had Ana not noticed, it would have been worse."),
    ("Summary", "Without the page the outage would have lasted longer."),
    ("Summary", "The deployment tool let Priya skip the check."),
    ("Summary", "The console let the intern delete the table."),
    ("Summary", "The pipeline allowed Viktor to skip the review."),
    ("Root cause", "The deployment tool let Priya skip the check."),
    ("Summary", "Who deploys on a Saturday when the release manager is away?"),
    ("Summary", "Who deploys the relay?"),
    ("Summary", "Who is on call on Saturday?"),
    ("Summary", "Who owns the relay?"),
    ("Summary", "Who releases on call days?"),
    ("Summary", "Great job, Viktor."),
    ("Summary", "Great work, Viktor!"),
    ("Summary", "Great idea by Viktor: the alert now fires."),
    ("Summary", "Good idea, Ana: we added the check."),
    ("Summary", "Viktor lost access to production when the VPN failed."),
    ("Summary", "The pods will lose their access."),
    ("Summary", "Users will lose their access until the tokens are renewed."),
    ("Summary", "Whoever writes the runbook is asked by the template."),
    ("Summary", "Whoever is on call gets the page."),
    ("Summary", "It was nobody's fault; the platform changed."),
    ("Summary", "The Flink operator ignored the savepoint."),
    ("Summary", "The console let the intern skip the confirmation."),
    ("Summary", "It is not the engineer's fault."),
    ("Summary", "It was not Viktor's fault."),
    ("Summary", "This is not about fault."),
    ("Summary", "Who is on the bridge?"),
    ("Summary", "Nobody on the team was paged."),
    ("Summary", "Nobody in the database team had access."),
    ("Root cause", "Root cause: Viktor pushed a config that no check covers."),
    ("Root cause", "The site went down because Viktor pushed a config, which the pipeline did not lint."),
    ("Summary", "If we had not been paged, it would have lasted longer."),
    ("Summary", "Viktor gives the training on relays."),
    ("Action items", "Offer training on relays to everybody."),
    ("Action items", "Train Viktor as a second owner of the relay."),
    ("Summary", "If Ana had not restarted it, the outage would have lasted until noon."),
    ("Summary", "Who approves releases on a Saturday?"),
    ("Summary", "Who deploys on Saturdays is written in the rota."),
    ("Action items", "Document who deploys on a Saturday."),
    ("Summary", "Viktor lost his production access when the token expired."),
    ("Action items", "Rotate Viktor's keys."),
    ("Summary", "Whoever wrote the script did not have a test cluster."),
    ("Summary", "The operators did not start."),
    ("Summary", "Not our region, the provider's region was down."),
]


@pytest.mark.parametrize(("heading", "said", "rule"), TOLD)
def test_what_blames_is_told_by_its_rule(heading: str, said: str, rule: str) -> None:
    """Training as the remedy, rights that are lost, sneers, "not ours", and acts with nothing that let them through."""
    assert [each.rule for each in under(heading, said)] == [rule]


@pytest.mark.parametrize(("heading", "said"), SILENT)
def test_its_innocent_twin_is_not(heading: str, said: str) -> None:
    """A team's drill, guards that let an act through, programs in the plural, things that nobody owned, what was averted."""
    assert under(heading, said) == ()


LEFT_UNDONE = [
    "Ana lied about the test.",
    "Ana was in a hurry.",
    "The on-call took an hour to wake.",
    "Ana forgot the flag.",
]


@pytest.mark.parametrize("said", LEFT_UNDONE)
def test_the_reason_holds_for_what_was_done_and_for_what_was_not(said: str) -> None:
    """One sentence for all of `blameless-neglect`."""
    (found,) = under("Summary", said)
    assert found.rule == "blameless-neglect"
    assert found.message.endswith(
        "” faults somebody for what they did or left undone; it does not say what would have helped"
    )
