from pmflow.document.kinds import read_improves, read_kind
from pmflow.model import ActionKind, Improves


def test_kinds_are_read() -> None:
    """Prevent, detect, mitigate and process in the forms that headings and columns use."""
    texts = ["Prevent", "Preventive actions", "Detection", "Mitigation", "process improvements", "Tactical"]
    assert [read_kind(text) for text in texts] == [
        ActionKind.PREVENT, ActionKind.PREVENT, ActionKind.DETECT, ActionKind.MITIGATE, ActionKind.PROCESS, None,
    ]  # fmt: skip


def test_what_is_improved_is_read() -> None:
    """Playbooks, alerting, change management, on-call, testing, other."""
    texts = ["Runbook", "Alerting", "Deployments", "On-call", "Testing", "Other", "Morale"]
    assert [read_improves(text) for text in texts] == [
        Improves.PLAYBOOK, Improves.ALERTING, Improves.CHANGE_MANAGEMENT, Improves.ON_CALL,
        Improves.TESTING, Improves.OTHER, None,
    ]  # fmt: skip
