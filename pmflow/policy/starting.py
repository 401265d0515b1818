"""The `pmflow.yml` that `pmflow init` writes: two decisions made, every other one explained and commented out.

Lines with `##` explain; lines with `#` are examples: uncomment them and they hold. A test does so with all of them.
"""

from __future__ import annotations

from pathlib import Path

SCHEMA_PLACE = ".pmflow/pmflow.schema.json"
"""Where `pmflow init` puts a copy of the schema, from the root: the first line points an editor there. No address on
the web: a policy must be editable without one, and by the schema of the version that reads it."""


def starter(tracker: str) -> str:
    """The commented `pmflow.yml` for a tracker: local, github, jira or memory. ValueError for another word."""
    if tracker not in _TRACKER:
        raise ValueError(f'there is no tracker "{tracker}"; expected {", ".join(_TRACKER)}')
    hand, reason = _MODE[tracker in ("local", "memory")]
    return _TEXT.format(
        schema=SCHEMA_PLACE,
        mode=hand,
        reason=reason,
        tracker=_TRACKER[tracker],
        publishing=_PUBLISHING[tracker == "github"],
    )


def schema_text() -> str:
    """The shipped JSON Schema, for `SCHEMA_PLACE`. (`schema.py` makes it; reading it costs no models.)"""
    return Path(__file__).with_name("pmflow.schema.json").read_text(encoding="utf-8")


_MODE = {
    True: ("enforce", "This folder is yours, and nobody is pinged."),
    False: ("observe", "Nothing is written until this says enforce; runs show what would be done."),
}

_TRACKER = {
    "local": """\
tracker:
  kind: local
""",
    "memory": """\
tracker:
  kind: memory
""",
    "github": """\
tracker:
  kind: github
#   repos: [acme/shop, acme/payments]   # from the command line; in a workflow it is its own repository
#   labels: {incident: incident, postmortem: postmortem, action_item: postmortem-action}
""",
    "jira": """\
tracker:
  kind: jira
#   project: OPS
#   statuses: {draft: To Do, reviewed: In Review, actions_tracked: In Progress, shared: Shared, closed: Done}
""",
}

_PUBLISHING = {
    True: """\
## Who reads a finished post-mortem, where it is, and who is told beside those who took part: people, teams, names in notify,
## @logins.
# publishing:
#   audiences:
#     company: {tell: ["@acme/sre", Infra]}
#     public: {redaction_review: true}""",
    False: """\
## Who reads a finished post-mortem, in which folder, and who is told.
# publishing:
#   audiences:
#     company: {to: published/company, tell: [channel]}
#     public: {to: published/public, redaction_review: true}""",
}

_TEXT = """\
# yaml-language-server: $schema={schema}
## What this team has decided about its post-mortems. Every key: docs/policy.md.
## Lines with ## explain, lines with # are examples: uncomment what you need.

## {reason}
mode: {mode}

## foundation: everything advises. adoption: P0 and P1 need a post-mortem; maturity: P2 too; excellence: near-misses.
phase: adoption

{tracker}
## Own names for severities; SEV1, S2, critical, "Priority 3" are understood already.
# severities:
#   aliases: {{red: P0, amber: P2}}
#   accountable: {{P0: Ada Park}}

## Which incidents need a post-mortem, by severity; near_miss counts as one.
# required:
#   severities: [P0, P1]
#   targets: {{P0: 100, P1: 100, P2: 80}}

## How much a guard weighs: error refuses the step, warn advises, off is silent; for all, or by severity.
# guards:
#   reviewer_independent: warn
#   review_held: {{P2: warn, P3: off}}

## What a rule of `pmflow check` weighs, or a family of them.
# rules:
#   levels: {{factors-plural: warning}}

## Phrases that the blameless rules listen for besides their own (docs/language.md), and those that you do not want.
# language:
#   add: {{neglect: [DID go+ full cowboy], excuse: [as drilled]}}
#   cut: [DID improvise+]

## By when: hours after the resolution, calendar days after the review, business days by priority.
# deadlines:
#   review_after_hours: 24
#   review_within_hours: 48
#   share_days: 7
#   open_days: 1
#   review_days: 5
#   stale_days: 10
#   action_days: {{P0: 5, P1: 10, P2: 30, P3: 60}}

## When people work.
# calendar:
#   timezone: Europe/Berlin
#   week: monday-friday
#   hours: 09:00-17:00
#   country: DE
#   subdivision: BY
#   holidays: [2026-12-24, 2026-12-31]

## Who is who in documents and trackers, and who answers when they do not.
# people:
#   - name: Ada Park
#     handle: adapark
#   - name: Sarah Okafor
#     handle: sarah-ok
#     aliases: [Sarah]
#     lead: Ada Park
#     away: [{{first: 2026-12-20, last: 2027-01-05}}]
#     email: sarah@example.org
# teams:
#   Infra: {{lead: Sarah Okafor, aliases: [Ops Team, DevOps]}}

## Names for notification targets, each with the environment variable that holds its address. Never the address itself.
## `people` reaches everybody: {{email}}, {{handle}} and {{account}} in its address are filled in.
# notify:
#   channel: PMFLOW_NOTIFY_CHANNEL
#   people: PMFLOW_NOTIFY_PEOPLE

## Whom to remind of an action item, in business days around its due date. This table replaces the built-in one.
# ladder:
#   - {{name: heads-up, day: -2, to: owner}}
#   - {{name: due, day: 0, to: owner}}
#   - {{name: overdue, day: 1, to: owner, label: overdue}}
#   - {{name: lead, day: 3, to: lead, label: escalated}}
#   - {{name: channel, day: 5, to: channel, label: escalated}}
#   - {{name: accountable, day: 10, to: accountable, label: escalated}}

## How often people are spoken to, and how far their answers reach.
# messages:
#   per_week: 5
# answers:
#   moves: 2
#   move_days: 20
#   snoozes: 2
#   snooze_days: 5

{publishing}

## Own templates.
# templates: {{full: docs/templates/postmortem.md}}

## A state set by hand that the guards do not allow: revert, or warn.
# state_changes: revert
## When a post-mortem is opened by itself: incident, severity, resolved (of those that need one), or request.
# opens_on: incident
## The issue of a post-mortem is closed while work is left: reopen, warn or accept.
# closed_early: reopen
## Who may override a guard; empty: anyone with write permission.
# may_override: [Ada Park]
## Whether an action item must be verified before the post-mortem can close.
# verify_actions: true
"""
