"""What a promise must not be: vague. Most titles of real post-mortems are fine, and must stay so."""

import pytest

from pmflow.rules.action_vague import vague_reason

FINE = (
    "Add connection leak detection to code review checklist",
    "Create playbook for DB connection exhaustion",
    "Update staging to match production config",
    "Schedule rollback drill for team",
    "Lower alert threshold to 60%",
    "Host the status page elsewhere",
    "Publish this document",
    "Set up notifications of downtime",
    "Automate scale-down",
    "Improve the checkout alert: page at a burn rate of 14",
    "Improve handling of spawners that are slow to stop (#1677)",
    "Investigate why the pool does not shrink after a failover",
    "Investigate fluent-bit 'failed to flush chunk'",
    "Look into moving the proxy to HAProxy 2.8",
    "Consider one queue per tenant, and write the decision into ADR 12",
    "Find three people in three time zones for a light on-call rota",
    "Document how to recycle nodes properly",
    "Review the on-call rota with payments so that two people have the keys",
    "Write up 'fail closed after 90 s' in the public docs",
    "Check certificate expiry of all ingress hosts daily",
    "Test the restore of the ledger backup every month",
    "Make kubespawner more robust to pod-reflector failure",
    "Ask the vendor to announce breaking changes",
    "Prevent this from happening again by asking before a deletion",
    "Reduce pages per week from 40 to 10",
    "",
)

TRY_HARDER = (
    "Be more careful",
    "Everyone should be more careful with migrations",
    "Engineers must pay more attention to warnings",
    "We should make sure this doesn't happen again",
    "Prevent similar incidents in the future",
    "Communicate better",
    "Maintainers should be careful with new releases",
)

THOUGHTS = (
    "Look into alerting",
    "Consider alternatives",
    "Consider whether reviews are useful to us",
    "Discuss the incident",
    "Investigate the issue",
    "Explore options",
    "Think about better processes",
    "Reflect on how our announcements can become more visible",
    "Evaluate monitoring solutions",
    "Follow up with the team",
)

UNSPECIFIC = (
    "Improve testing",
    "improve testing.",
    "Better monitoring",
    "More tests",
    "Update documentation",
    "Improve our deployment process",
    "Set up better monitoring and alerting",
    "Enhance communication between teams",
    "Fix the issue",
    "Training",
    "Add more tests",
)

QUESTIONS = (
    "Could the image job move to mornings?",
    "Can we search the audit logs without an admin?",
    "Something about spreading out clicks",
)


@pytest.mark.parametrize("title", FINE)
def test_a_title_that_says_what_will_be_different_is_fine(title: str) -> None:
    """A specific object, a figure or an outcome saves an item, whatever its verb."""
    assert vague_reason(title) is None


@pytest.mark.parametrize(
    ("titles", "beginning"),
    [
        (TRY_HARDER, "asks people to try harder"),
        (THOUGHTS, "promises a thought"),
        (UNSPECIFIC, "does not say what exactly"),
        (QUESTIONS, "asks a question"),
    ],
)
def test_a_vague_title_is_said_to_be_so_and_why(titles: tuple[str, ...], beginning: str) -> None:
    """Admonitions, thoughts, generic things and questions each get their own reason."""
    assert {title: (vague_reason(title) or "")[: len(beginning)] for title in titles} == dict.fromkeys(
        titles, beginning
    )
