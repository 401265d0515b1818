"""Human error as a cause: what says so, and what only speaks about it."""

import pytest

from pmflow.document.parse import parse
from pmflow.policy import Policy
from pmflow.rules.human_error_cause import RULE, STEMS

BLAMING = (
    "Human error.",
    "The cause was human failure",
    "User error",
    "Operator mistake during the switch",
    "A pilot error",
    "Manual error while copying the file",
    "Developer error in the template",
    "On-call mistake",
    "A mistake made by the network engineer",
    "An error on the part of the operator",
    "Mistake by Kevin during the deploy",
    "Carelessness on the part of Maria",
    "The technician made a mistake",
    "Somebody made an error",
    "Aisha made a mistake",
    "PEBKAC",
    "Fat-fingered command",
    "Lack of attention",
    "Menschliches Versagen",
    "Bedienungsfehler",
    "Une erreur humaine",
    "Un error humano",
    "Erro humano",
)

SPEAKING = (
    "We do not accept human error as a cause",
    "Human error is never the answer",
    "The procedure is prone to human error",
    "Nothing guards against operator error",
    'The vendor writes "human error" and stops there',
    "The error-prone manual step has no check",
    "Beyond human error, the tool lacks a dry run",
    "User errors are shown in the form",
    "The user error rate rose to 12 %",
    "The Kubernetes operator error was logged as `OperatorError`",
    "The on-call engineer rolled back at 16:15",
    "I made a mistake: I deployed before the backup had ended",
    "We made an error in the template, and no test covers it",
    "The error by the load balancer hid the timeout",
    "A mistake in the configuration was not caught by review",
    "The layout makes human error likely",
)


def _found(line: str) -> int:
    document = parse(f"# T\n\n## Root cause\n\n{line}\n")
    return len(list(RULE.check(document, Policy())))


@pytest.mark.parametrize("line", SPEAKING)
def test_speaking_of_human_error_is_fine(line: str) -> None:
    """Conditions that invite errors, denials, quotations, systems and honest first persons are left alone."""
    assert _found(line) == 0


@pytest.mark.parametrize("line", BLAMING)
def test_human_error_as_a_cause_is_found(line: str) -> None:
    """In its many names, with a role or with a name."""
    assert _found(line) == 1


@pytest.mark.parametrize("line", BLAMING)
def test_the_quick_look_loses_nothing(line: str) -> None:
    """Whatever is found holds one of the stems without which a line is not searched."""
    assert any(stem in line.lower() for stem in STEMS)


def test_outside_of_the_analysis_it_must_be_given_as_the_cause() -> None:
    """A summary that says "caused by human error" is found, a lesson about human error is not."""
    document = parse(
        "# T\n\n## Summary\nCaused by human error.\n\n## Lessons learned\n- Human error is caused by bad tools\n"
    )
    assert [f.line for f in RULE.check(document, Policy())] == [4]
