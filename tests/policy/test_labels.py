"""Names of labels that cannot be told apart."""

from __future__ import annotations

import pytest

from pmflow.errors import PolicyError
from pmflow.policy import parse_policy


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ("{incident: PostMortem}", ': incident and postmortem have one label, "postmortem"; give each a name of its own'),
        ("{overdue: late, escalated: Late}", ': overdue and escalated have one label, "Late"; give each a name of its own'),
        ("{incident: ''}", ".incident: expected the name of a label, got "),
        ("{action_item: '  '}", ".action_item: expected the name of a label, got "),
        ("{state_prefix: ''}", ".state_prefix: expected a prefix, such as pm:, got "),
        ("{state_prefix: 'is ', incident: is Draft}", ': the state draft and incident have one label, "is Draft"; '),
    ],
)  # fmt: skip
def test_labels_that_cannot_be_told_apart(labels: str, told: str) -> None:
    """An error that names the key and says what to do."""
    with pytest.raises(PolicyError) as caught:
        parse_policy(f"tracker: {{kind: github, labels: {labels}}}\n", "pmflow.yml")
    assert f"pmflow.yml:1: tracker.labels{told}" in str(caught.value)
    assert caught.value.exit_code == 2


def test_names_of_a_teams_own() -> None:
    """That differ are theirs to choose."""
    labels = parse_policy("tracker: {labels: {incident: outage, state_prefix: p}}\n", "pmflow.yml").tracker.labels
    assert (labels.incident, labels.state_prefix) == ("outage", "p")
