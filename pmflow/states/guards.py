"""The guards: what must hold before a step, each a named pure predicate.

A guard answers with its reasons, each a sentence that says what to do; no reason means that it holds. The docstrings are
for the person who owns the process: `docs/lifecycle.md` is made from them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from pmflow.model import ActionItem, ActionStatus, Approval, SectionName
from pmflow.owners import is_bot, is_nobody, looks_like_team
from pmflow.placeholders import is_placeholder
from pmflow.policy.check import ISSUE, path_problem
from pmflow.policy.names import STRUCTURAL as POLICY_STRUCTURAL
from pmflow.questions import QUESTIONS
from pmflow.states.case import Case

Guard = Callable[[Case], Iterator[str]]


def _named(names: list[SectionName]) -> str:
    return ", ".join(name.value.replace("_", " ") for name in names)


def sections_complete(case: Case) -> Iterator[str]:
    """All eight sections (fewer in the policy's light profile) have content of one's own, and no placeholder is left. The
    reason names the question that stays unanswered."""
    have = case.postmortem.sections
    required = case.policy.sections_required(case.severity, near_miss=case.near_miss)
    for question, sections in QUESTIONS.items():
        names = [name for name in sections if name in required]
        missing = [name for name in names if name not in have]
        empty = [name for name in names if name in have and is_placeholder(have[name].text)]
        if missing:
            yield f'"{question}" stays unanswered: add {_named(missing)}'
        if empty:
            yield f'"{question}" stays unanswered: write something of your own under {_named(empty)}'
    left = case.found("placeholder")
    if left:
        lines = ", ".join(str(f.line) for f in left[:5]) + (", …" if len(left) > 5 else "")
        yield f"replace the placeholder{'s' if len(left) > 1 else ''} in line {lines}"


def timeline_ordered(case: Case) -> Iterator[str]:
    """The timeline has at least two timed entries, its time zone is known, and it runs forwards."""
    timed = [e for e in case.postmortem.timeline if e.raw]
    if len(timed) < 2:
        yield f"write at least two timeline entries with a time ({len(timed)} found)"
        return
    unzoned = next((e for e in timed if e.at is None and e.local is not None), None)
    if unzoned is not None and case.postmortem.timezone is None:
        yield 'say which time zone the timeline is in, for example "Timeline (UTC)"'
    elif unzoned is not None:
        yield f"line {unzoned.line}: say which time zone {unzoned.raw} is in"
    elif not any(e.at for e in timed):
        yield "say on which day the timeline begins" + (", and in which zone" if not case.postmortem.timezone else "")
    for finding in case.found("timeline-order"):
        yield f"line {finding.line}: {finding.message}"


def factors_plural(case: Case) -> Iterator[str]:
    """At least two contributing factors are named: it is never just one thing."""
    count = len(case.postmortem.contributing_factors)
    if count < 2:
        found = "none is" if count == 0 else "only one is"
        yield f"name at least two contributing factors ({found} listed); ask what conditions made it possible"


def cause_systemic(case: Case) -> Iterator[str]:
    """No "human error" stands as a cause: the question is what made the error possible."""
    for finding in case.found("human-error-cause"):
        yield f"line {finding.line}: {finding.message}"


def language_blameless(case: Case) -> Iterator[str]:
    """No sentence names a person, role or team as the culprit (error-level findings of the `blameless` rules)."""
    for finding in case.errors_of("blameless"):
        yield f"line {finding.line}: {finding.message}"


def went_well_named(case: Case) -> Iterator[str]:
    """At least one thing that went well is named: good responses are worth repeating."""
    if not case.postmortem.went_well:
        yield "name at least one thing that went well"


def review_held(case: Case) -> Iterator[str]:
    """The review meeting took place, and who came is recorded. Who was invited is worth recording, too, but does not bind."""
    meeting = case.meeting
    if meeting is None:
        yield f"hold the review, then record it: pmflow meeting {case.ref} --held {case.now:%Y-%m-%dT%H:%MZ} --came NAME"
        return
    if _begins(meeting.held) > case.now:
        yield f"the review is said to be held on {str(meeting.held)[:10]}, which is still to come"
    elif (began := case.began) is not None and _begins(meeting.held) < began:
        yield f"the review is said to be held on {str(meeting.held)[:10]}, before the incident began"
    elif not meeting.came:
        yield f"record who came: pmflow meeting {case.ref} --held {str(meeting.held)[:16].replace(' ', 'T')} --came NAME"


def _begins(held: dt.datetime | dt.date) -> dt.datetime:
    if isinstance(held, dt.datetime):
        return held if held.tzinfo else held.replace(tzinfo=dt.UTC)
    return dt.datetime.combine(held, dt.time(), dt.UTC)


def reviewer_independent(case: Case) -> Iterator[str]:
    """Somebody who is not an author approved this very content. Approvals of an earlier text do not count."""
    authors = case.authors
    if not authors:
        yield "say who wrote it: fill in the authors at the top of the document, or --author NAME"
        return
    command = f"pmflow approve {case.ref} --by NAME"
    approvals = case.approvals
    others = [a for a in approvals if not case.is_author(a.by)]
    if any(a.content_hash == case.content_hash for a in others):
        return
    if others:
        yield f"the text changed after {_last(others).by} approved it; ask for a new approval ({command})"
    elif approvals:
        yield f"{_last(approvals).by} is an author; somebody else must approve it ({command})"
    else:
        yield f"somebody other than {', '.join(authors)} must approve it ({command})"


def _last(approvals: list[Approval] | tuple[Approval, ...]) -> Approval:
    return max(approvals, key=lambda approval: approval.at)


def _open(case: Case) -> list[ActionItem]:
    return [item for item in case.items if item.status is None or item.status.is_open]


def _call(item: ActionItem) -> str:
    title = item.title if len(item.title) <= 48 else item.title[:47].rstrip() + "…"
    return f'{item.id} "{title}"' if item.id else f'"{title}"'


def actions_present(case: Case) -> Iterator[str]:
    """At least one action item, or a reason why none is needed."""
    if not case.items and not case.postmortem.no_actions_reason:
        yield 'write at least one action item, or "None needed, because …"'


def actions_owned(case: Case) -> Iterator[str]:
    """Every open action item has one owner: a person, or a team that the policy maps to a lead."""
    for item in _open(case):
        if item.owner is None or is_placeholder(item.owner):
            if item.id in case.record.items:
                yield f"{_call(item)}: give it an owner"
            else:  # its id, if it has one here, does not exist before it is tracked
                yield f"the row {_call(item.model_copy(update={'id': None}))}: write its owner into the row"
        elif (
            not case.policy.is_person(item.owner)
            and not case.policy.maps_team(item.owner)
            and looks_like_team(item.owner)
        ):
            told = "is nobody in particular; name a person, or map the team to a lead in pmflow.yml (teams)"
            yield f"{_call(item)}: {item.owner} {told}"


def actions_dated(case: Case) -> Iterator[str]:
    """Every open action item has a real due date, within the policy's limit for its priority: so many business days from
    the resolution, else from the incident's date."""
    start = case.resolved_on or case.postmortem.date
    for item in _open(case):
        if item.due is None:
            words = f' ("{item.due_raw}" is no date)' if item.due_raw else ""
            yield f"{_call(item)}: give it a due date{words}"
        elif item.priority is not None and start is not None:
            limit = case.policy.action_limit(item.priority, start)
            if item.due > limit and item.id not in case.record.first_due:
                told = f"is past the limit for {item.priority}, {limit}; move it up or lower the priority"
                yield f"{_call(item)}: due {item.due} {told}"


def actions_prioritised(case: Case) -> Iterator[str]:
    """Every open action item has a priority, P0 to P3."""
    for item in _open(case):
        if item.priority is None:
            words = f' ("{item.priority_raw}" is none)' if item.priority_raw else ""
            yield f"{_call(item)}: give it a priority, P0 to P3{words}"


def actions_specific(case: Case) -> Iterator[str]:
    """No action item is vague: "improve testing" cannot be done, so it never is."""
    for finding in case.found("action-vague"):
        yield f"line {finding.line}: {finding.message}"


def audience_named(case: Case) -> Iterator[str]:
    """It is said for whom: one of the policy's audiences. Where it is read in the tracker itself, the only one that there is
    goes without saying."""
    known = ", ".join(case.policy.publishing.audiences)
    if case.audience is None:
        if not (case.read_in_place and case.policy.goes_without_saying()):
            yield f"say for whom: --audience, one of {known}"
    elif case.policy.audience(case.audience) is None:
        yield f'"{case.audience}" is no audience of the policy; one of {known}'


def destination_known(case: Case) -> Iterator[str]:
    """That audience can read it: in the tracker itself, or at the place that the policy names and the tracker reaches."""
    name = case.named_audience
    audience = case.policy.audience(name or "")
    if audience is None:
        return
    key = f"publishing.audiences.{name}.to"
    if case.read_in_place:
        if audience.to and audience.to not in case.policy.notify and not ISSUE.fullmatch(audience.to):
            yield (
                f"{key} names the folder {audience.to}, and here nothing is put into folders: take it out of pmflow.yml, "
                f"and {name} reads it where it is; or name an issue, such as acme/handbook#7"
            )
    elif audience.to in case.policy.notify:
        yield (
            f"{key} names the notification target {audience.to}, and a post-mortem is published into a folder: name one "
            "there, and the target under tell"
        )
    elif wrong := path_problem(case.policy.folder_for(name or "") or ""):
        yield f"say in pmflow.yml in which folder {name} reads: {key} ({wrong})"


def redacted(case: Case) -> Iterator[str]:
    """For an audience that asks for it (public): somebody looked for what is confidential and accepted this very text, to
    the letter: also an owner, a due date or a status that changed since asks for a new look."""
    audience = case.policy.audience(case.named_audience or "")
    if audience is None or not audience.redaction_review:
        return
    if not any(r.content_hash == case.readers_hash for r in case.redactions):
        stale = "the text that would be published changed since; " if case.redactions else ""
        command = f"pmflow approve {case.ref} --redaction --by NAME"
        yield f"{stale}have somebody check it for confidential matter: {command}"


def actions_settled(case: Case) -> Iterator[str]:
    """Every action item is done (verified, where the policy asks for it), or will not be done, with a reason."""
    for item in case.items:
        if item.status is ActionStatus.WONT_DO:
            if not item.reason and not (item.id and (known := case.record.items.get(item.id)) and known.reason):
                yield f"{_call(item)}: say why it will not be done, and who agreed"
        elif item.status is ActionStatus.DONE and case.policy.verify_actions:
            yield f"{_call(item)}: is done, but nobody verified it"
        elif item.status not in (ActionStatus.DONE, ActionStatus.VERIFIED):
            status = (item.status or ActionStatus.PLANNED).value.replace("_", " ")
            owner = f", {item.owner}" if item.owner else ""
            due = f", due {item.due}" if item.due else ""
            yield f"{_call(item)}: still {status}{owner}{due}"


def reason_given(case: Case) -> Iterator[str]:
    """A step back, or around a guard, says why."""
    if not (case.reason or "").strip():
        yield "say why: --reason"


def postmortem_optional(case: Case) -> Iterator[str]:
    """The policy does not ask for a post-mortem at this severity. Where none is stated, it might."""
    near_miss = case.near_miss
    if case.record.retracted:
        return  # it was no incident, so that none is asked for
    if case.severity is None and not near_miss and case.policy.required.severities:
        yield "say how severe it was: the policy asks for a post-mortem for " + ", ".join(
            case.policy.required.severities
        )
    elif case.policy.requires_postmortem(case.severity, near_miss=near_miss):
        name = "a near-miss" if near_miss else case.severity
        yield f"the policy asks for a post-mortem for {name}; it cannot be waived"


def approver_named(case: Case) -> Iterator[str]:
    """Somebody who is not an author agreed that no post-mortem is needed."""
    approver = (case.approver or "").strip()
    if not approver:
        yield "say who agreed: --approver NAME"
    elif is_nobody(approver) or is_bot(approver):
        yield f'"{approver}" is nobody who could agree; name a person: --approver NAME'
    elif case.is_author(approver):
        yield f"{case.approver} is an author; somebody else must agree (--approver NAME)"


GUARDS: Mapping[str, Guard] = {
    "sections_complete": sections_complete,
    "timeline_ordered": timeline_ordered,
    "factors_plural": factors_plural,
    "cause_systemic": cause_systemic,
    "language_blameless": language_blameless,
    "went_well_named": went_well_named,
    "review_held": review_held,
    "reviewer_independent": reviewer_independent,
    "actions_present": actions_present,
    "actions_owned": actions_owned,
    "actions_dated": actions_dated,
    "actions_prioritised": actions_prioritised,
    "actions_specific": actions_specific,
    "audience_named": audience_named,
    "destination_known": destination_known,
    "redacted": redacted,
    "actions_settled": actions_settled,
    "reason_given": reason_given,
    "postmortem_optional": postmortem_optional,
    "approver_named": approver_named,
}
"""Every guard by its name; `tests/states/test_guards.py` holds this, the table and the policy's names together."""

STRUCTURAL = frozenset({*POLICY_STRUCTURAL, "override_permitted", "journal_whole"})
"""What no policy and no override can switch off."""

LOOKS_AT = ("placeholder", "timeline-order", "human-error-cause", "action-vague", "due-non-working-day")
"""The rules whose findings guards look at; they run for the guards also where a policy has them off as lint."""
