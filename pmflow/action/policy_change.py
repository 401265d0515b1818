"""A pull request that changes pmflow.yml: looks at everything that is open by the policy as it is and as it would be.

By the tracker of the policy that is in force: that of a pull request could name any repository that the token reaches.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from pmflow.document.parse import parse
from pmflow.engine import snapshot_of
from pmflow.errors import DocumentError, PmflowError, TrackerError
from pmflow.model import State
from pmflow.policy_change import Differs, differs, incident_differs, keys_changed
from pmflow.report.policy_change import policy_parts
from pmflow.tracker import Surveyed

if TYPE_CHECKING:
    from pmflow.cli.session import Session
    from pmflow.policy import Policy


def parts(before: Session, after: Policy) -> list[str]:
    """The summary's. `before` is the session by the policy in force. What cannot be looked at is said there, and stops
    nothing: a fork's token may not read, and a tracker may be down."""
    found: list[Differs] = []
    troubles: list[str] = []
    looked = 0
    try:
        survey = before.tracker.survey()
        for each in survey.postmortems:
            if each.card.state is State.CLOSED:
                continue
            try:
                difference = _one(each, before, after)
                looked += 1
            except (TrackerError, DocumentError) as error:
                troubles.append(f"{each.card.ref}: {error}")
                continue
            found += [difference] if difference else []
        for incident in survey.incidents:
            if incident.postmortem is None and (difference := incident_differs(incident, before.policy, after)):
                found.append(difference)
    except PmflowError as error:
        troubles.append(str(error))
    return list(policy_parts(keys_changed(before.policy, after), found, looked=looked, troubles=troubles))


def _one(each: Surveyed, before: Session, after: Policy) -> Differs | None:
    loaded = each.load()
    document = parse(loaded.body, ref=loaded.ref)
    in_document = before.tracker.items_in_document
    snapshot = snapshot_of(loaded, document, before.policy, items_in_document=in_document, key=before.key)
    return differs(snapshot, before.policy, after, now=before.now, key=before.key)


def by(session: Session, policy: Policy) -> Session:
    """The session by another policy."""
    return dataclasses.replace(session, policy_given=policy)
