"""Each guard on one post-mortem that it lets pass, and on what it does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pmflow.deciding.draft import Draft
from pmflow.document.parse import parse
from pmflow.engine import snapshot_of
from pmflow.events import StepAsked
from pmflow.journal import Entry, ItemValues, Meeting, seal
from pmflow.model import ActionItem, ActionStatus, Approval, Finding, Incident, Level, Person, Severity, Step
from pmflow.policy import Policy
from pmflow.states.case import Case
from pmflow.states.guards import GUARDS
from pmflow.tracker import Loaded
from tests.good import GOOD, NOW

AUDIENCES = {"company": {"to": "shared"}, "public": {"to": "public"}}
POLICY = Policy.model_validate({"teams": {"Core team": "Wanda"}, "publishing": {"audiences": AUDIENCES}})


def case(body: str = GOOD, *, entries: tuple[Entry, ...] = (), policy: Policy = POLICY, **asked: Any) -> Case:
    """What the guards see of a document before a step."""
    document = parse(body, ref="search-blank")
    loaded = Loaded("search-blank", body, journal=chain(*entries))
    draft = Draft.of(snapshot_of(loaded, document, policy, items_in_document=True), policy, now=NOW)
    event = StepAsked(step=Step.REVIEW, **asked)
    return draft.case(event, document.postmortem.action_items)


def chain(*entries: Entry) -> tuple[Entry, ...]:
    sealed: list[Entry] = []
    for one in entries:
        sealed.append(seal(one, sealed[-1] if sealed else None))
    return tuple(sealed)


def entry(**facts: Any) -> Entry:
    return Entry.model_validate({"key": str(facts), "at": NOW, "by": "Ines", "what": "x", **facts})


def approved(by: str, body: str = GOOD, kind: str = "approval") -> tuple[Entry, ...]:
    seen = case(body)
    bound = seen.readers_hash if kind == "redaction" else seen.content_hash
    return (entry(**{kind: Approval(by=by, at=NOW, content_hash=bound)}),)


def met(*came: str, held: dt.date = dt.date(2025, 6, 4)) -> tuple[Entry, ...]:
    return (entry(meeting=Meeting(held=held, came=tuple(Person(name=name) for name in came))),)


def without(words: str, instead: str = "") -> str:
    assert words in GOOD
    return GOOD.replace(words, instead, 1)


def table(row: str) -> str:
    """The good document with one action item."""
    head, _, rest = GOOD.partition("|---|---|---|---|---|\n")
    return f"{head}|---|---|---|---|---|\n{row}\n{rest[rest.index(chr(10) + '## Lessons') :]}"


PASSES: dict[str, Callable[[], Case]] = {
    "sections_complete": case,
    "timeline_ordered": case,
    "factors_plural": case,
    "cause_systemic": case,
    "language_blameless": case,
    "went_well_named": case,
    "review_held": lambda: case(entries=met("Tariq")),
    "reviewer_independent": lambda: case(entries=approved("Tariq")),
    "actions_present": lambda: case(
        GOOD[: GOOD.index("| Priority")] + "None needed, because the filter goes away in July.\n"
    ),
    "actions_owned": lambda: case(table("| P1 | Bound the queue | Core team | 2025-06-10 | Planned |")),
    "actions_dated": case,
    "actions_prioritised": case,
    "actions_specific": case,
    "audience_named": lambda: case(audience="company"),
    "destination_known": lambda: case(audience="company"),
    "redacted": lambda: case(audience="public", entries=approved("Tariq", kind="redaction")),
    "actions_settled": lambda: case(without("| In progress |", "| Done |").replace("| Planned |", "| Done |")),
    "reason_given": lambda: case(reason="the numbers were wrong"),
    "postmortem_optional": lambda: case(without("severity: P1", "severity: P3")),
    "approver_named": lambda: case(approver="Wanda"),
}

FAILS: dict[str, list[tuple[Callable[[], Case], str]]] = {
    "sections_complete": [
        (lambda: case(GOOD.partition("## Lessons")[0]), '"What did we learn?" stays unanswered: add lessons learned'),
        (lambda: case(without("A filter that matches nothing looks like an empty result; count what it removes", "TBD")),
         "write something of your own under lessons learned"),
    ],
    "timeline_ordered": [
        (lambda: case(without("Timeline (UTC)", "Timeline")), "say which time zone"),
        (lambda: case(without("**09:40**", "**09:12**")), "line"),
        (lambda: case(GOOD.partition("- **09:14**")[0] + "\n\n## Impact" + GOOD.partition("## Impact")[2]), "at least two"),
    ],
    "factors_plural": [(lambda: case(without("2. Staging has one user, who is in no group\n")), "only one is listed")],
    "cause_systemic": [
        (lambda: case(without("Build 118 wrote the group names in lower case, and", "Human error: somebody wrote it so that")),
         "no cause"),
    ],
    "language_blameless": [
        (lambda: _with(case(), Finding(rule="blameless-named", severity=Level.ERROR, line=3, message="names John")),
         "line 3: names John"),
    ],
    "went_well_named": [(lambda: case(without("- The alert fired four minutes after the change\n")), "at least one thing")],
    "review_held": [
        (case, "record it: pmflow meeting search-blank"),
        (lambda: case(entries=met()), "record who came"),
        (lambda: case(entries=met("Tariq", held=dt.date(2031, 1, 1))), "still to come"),
        (lambda: case(entries=met("Tariq", held=dt.date(2025, 1, 1))), "before the incident began"),
    ],
    "reviewer_independent": [
        (case, "somebody other than Ines Okafor must approve it (pmflow approve search-blank --by NAME)"),
        (lambda: case(entries=approved("Ines Okafor")), "is an author"),
        (lambda: case(entries=approved("Ines")), "is an author"),
        (lambda: case(entries=approved("pmflow")), "somebody other than"),
        (lambda: case(entries=approved("pmflow [bot]")), "somebody other than"),
        (lambda: case(entries=approved("n/a")), "somebody other than"),
        (lambda: case(entries=approved("iokafor")), "is an author"),
        (lambda: case(without("[Ines Okafor]", "[https://github.com/ines]"), entries=approved("ines")), "is an author"),
        (lambda: case(without("[Ines Okafor]", "[TBD]"), entries=approved("Tariq")), "say who wrote it"),
        (lambda: case(entries=approved("Tariq", without("50 minutes, until", "5 minutes, until"))),
         "the text changed after Tariq"),
        (lambda: case(without("authors: [Ines Okafor]\n")), "say who wrote it"),
    ],
    "actions_present": [(lambda: case(GOOD[: GOOD.index("| Priority")]), "at least one action item")],
    "actions_owned": [
        (lambda: case(table("| P1 | Bound the queue | | 2025-06-10 | Planned |")), 'row "Bound the queue": write its'),
        (lambda: case(table("| P1 | Bound the queue | Ops team | 2025-06-10 | Planned |")), "nobody in particular"),
    ],
    "actions_dated": [
        (lambda: case(table("| P1 | Bound the queue | Noor | | Planned |")), "give it a due date"),
        (lambda: case(table("| P1 | Bound the queue | Noor | soon | Planned |")), '"soon" is no date'),
        (lambda: case(table("| P1 | Bound the queue | Noor | 2025-06-18 | Planned |")), "past the limit for P1, 2025-06-17"),
    ],
    "actions_prioritised": [
        (lambda: case(table("| | Bound the queue | Noor | 2025-06-10 | Planned |")), "give it a priority, P0 to P3"),
    ],
    "actions_specific": [(lambda: case(table("| P1 | Improve testing | Noor | 2025-06-10 | Planned |")), "Improve testing")],
    "audience_named": [(case, "one of company"), (lambda: case(audience="aliens"), '"aliens" is no audience')],
    "destination_known": [
        (lambda: case(audience="company", policy=Policy.model_validate(
            {"notify": {"news": "NEWS_URL"}, "publishing": {"audiences": {"company": {"to": "news"}}}})),
         "into a folder"),
    ],
    "redacted": [
        (lambda: case(audience="public"), "pmflow approve search-blank --redaction --by NAME"),
        (lambda: case(without("| Wanda |", "| Wanda 555-0147 |"), audience="public",
                      entries=approved("Tariq", kind="redaction")),
         "the text that would be published changed since"),
        (lambda: case(audience="public", entries=approved("pmflow-bot", kind="redaction")), "have somebody check it"),
        (lambda: case(audience="public", entries=approved("Tariq", without("50 minutes, un", "5 minutes, un"), "redaction")),
         "the text that would be published changed since"),
    ],
    "actions_settled": [
        (case, "still in progress, Tariq, due 2025-06-10"),
        (lambda: _items(case(), ActionItem(id="AI-1", title="T", status=ActionStatus.WONT_DO)), "say why it will not be done"),
        (lambda: _items(case(policy=Policy.model_validate({"verify_actions": True})),
                        ActionItem(id="AI-1", title="T", status=ActionStatus.DONE)), "nobody verified it"),
    ],
    "reason_given": [(case, "--reason"), (lambda: case(reason="  "), "--reason")],
    "postmortem_optional": [
        (case, "for P1; it cannot be waived"),
        (lambda: case(without("severity: P1\n")), "say how severe it was"),
    ],
    "approver_named": [(case, "--approver NAME"), (lambda: case(approver="Ines"), "is an author"),
                       (lambda: case(approver="-"), '"-" is nobody who could agree'),
                       (lambda: case(approver="@pmflow"), '"@pmflow" is nobody who could agree'),
                       (lambda: case(approver="Okafor, Ines"), "is an author")],
}  # fmt: skip


def _with(seen: Case, finding: Finding) -> Case:
    return replace(seen, findings=(finding,))


def _items(seen: Case, *items: ActionItem) -> Case:
    return replace(seen, items=items)


@pytest.mark.parametrize("guard", GUARDS)
def test_what_is_earned_passes(guard: str) -> None:
    """No reason where there is nothing to do."""
    assert list(GUARDS[guard](PASSES[guard]())) == []


FAILING = [(guard, number) for guard in GUARDS for number in range(len(FAILS[guard]))]


@pytest.mark.parametrize(("guard", "number"), FAILING, ids=lambda value: str(value))
def test_what_is_not_earned_is_refused_with_what_to_do(guard: str, number: int) -> None:
    """The reason says what is missing, in words that one can act on."""
    made, words = FAILS[guard][number]
    reasons = list(GUARDS[guard](made()))
    assert any(words in reason for reason in reasons), reasons


def test_a_reason_in_the_journal_settles_an_item() -> None:
    """Why it will not be done may stand in the journal only."""
    told = entry(
        items={"AI-1": ItemValues(title="T", status=ActionStatus.WONT_DO, reason="too costly, agreed with Wanda")}
    )
    seen = _items(case(entries=(told,)), ActionItem(id="AI-1", title="T", status=ActionStatus.WONT_DO))
    assert list(GUARDS["actions_settled"](seen)) == []


def test_a_rule_that_the_policy_has_off_still_counts_for_its_guard() -> None:
    """Lint levels are about lint; what binds a step is set under `guards`."""
    quiet = Policy.model_validate({"rules": {"levels": {"human-error-cause": "off"}}})
    body = without("Build 118 wrote the group names in lower case, and", "Human error: somebody wrote it so that")
    assert list(GUARDS["cause_systemic"](case(body, policy=quiet))) != []


def test_who_the_policy_lists_is_who_it_says() -> None:
    """A handle stands for its name, and two listed people are two, also where one is called like a part of the other."""
    people = [{"name": "Ines Okafor", "handle": "ok7"}, {"name": "Ines Silva", "aliases": ["Ines S"]}]
    seen = case(policy=Policy.model_validate({"people": people}))
    names = ("@ok7", "OK7.", "I. Okafor", "Ines", "Ines Silva", "Ines S", "Tariq")
    assert [seen.is_author(name) for name in names] == [True, True, True, True, False, False, False]


def test_commands_in_reasons_can_be_typed() -> None:
    """A ref with a blank is quoted."""
    seen = case()
    spaced = replace(seen, postmortem=seen.postmortem.model_copy(update={"ref": "docs/my notes.md"}))
    reasons = [*GUARDS["review_held"](spaced), *GUARDS["reviewer_independent"](spaced)]
    assert ["'docs/my notes.md'" in reason for reason in reasons] == [True, True]


@pytest.mark.parametrize(
    ("said_here", "incident", "counts"),
    [(True, None, True), (True, False, False), (False, True, True), (False, False, False)],
)
def test_a_near_miss_is_one_by_its_incident(said_here: bool, incident: bool | None, counts: bool) -> None:
    """The document's word counts only where no incident is known."""
    body = without("severity: P1", "severity: P4\nnear_miss: true") if said_here else GOOD
    known = None if incident is None else Incident(ref="x", title="T", severity_normal=Severity.P0, near_miss=incident)
    document = parse(body, ref="search-blank")
    loaded = Loaded("search-blank", body, incident=known)
    draft = Draft.of(snapshot_of(loaded, document, POLICY, items_in_document=True), POLICY, now=NOW)
    seen = draft.case(StepAsked(step=Step.WAIVE), ())
    assert (seen.near_miss, bool(list(GUARDS["postmortem_optional"](seen)))) == (counts, not counts)
