"""What a policy says when it is asked."""

import datetime as dt
from typing import get_args

import pytest
from pydantic import ValidationError

from pmflow.model import Level, Priority, SectionName, Severity
from pmflow.policy import Policy, parse_policy
from pmflow.policy.names import COLUMNS, GUARDS, PROFILES, STRUCTURAL
from pmflow.policy.presets import BASE, PRESETS, Phase, merge

LIGHT = {"factors_plural", "review_held", "reviewer_independent", "went_well_named"}


def test_without_a_file_it_observes_and_is_in_adoption() -> None:
    """The default does nothing on its own, and asks for P0 and P1."""
    policy = Policy()
    assert (policy.mode, policy.phase, policy.tracker.kind) == ("observe", "adoption", "local")
    assert [s for s in Severity if policy.requires_postmortem(s, False)] == [Severity.P0, Severity.P1]


def test_the_base_is_what_the_parts_say_alone() -> None:
    """The mappings under every phase and the defaults of the classes are the same figures."""
    policy = Policy()
    alone = Policy.model_construct(phase="adoption")
    assert policy.model_dump(mode="json") == alone.model_dump(mode="json")
    assert set(BASE["severities"]["profiles"]) == set(COLUMNS)


def test_every_profile_weighs_every_guard() -> None:
    """No profile leaves a guard out."""
    assert {name: set(weights) for name, weights in PROFILES.items()} == {name: set(GUARDS) for name in PROFILES}


@pytest.mark.parametrize("severity", [Severity.P0, Severity.P1, Severity.P2, None])
def test_adoption_binds_in_full_down_to_p2(severity: Severity | None) -> None:
    """P0 to P2, and a severity that nobody wrote down, get every guard."""
    policy = Policy(phase="adoption")
    assert {policy.guard_level(g, severity, near_miss=False) for g in GUARDS} == {"error"}


@pytest.mark.parametrize(
    ("severity", "near_miss"), [(Severity.P3, False), (Severity.P4, False), (Severity.P0, True), (None, True)]
)
def test_what_hurt_little_has_a_light_profile(severity: Severity | None, near_miss: bool) -> None:
    """For P3, P4 and a near-miss of whatever severity, four guards advise and five sections are enough."""
    policy = Policy(phase="adoption")
    weights = {g: policy.guard_level(g, severity, near_miss=near_miss) for g in GUARDS}
    assert {g for g, weight in weights.items() if weight == "warning"} == LIGHT
    assert {g for g, weight in weights.items() if weight == "error"} == set(GUARDS) - LIGHT
    assert policy.sections_required(severity, near_miss=near_miss) == (
        SectionName.SUMMARY,
        SectionName.TIMELINE,
        SectionName.ROOT_CAUSE,
        SectionName.ACTION_ITEMS,
        SectionName.LESSONS_LEARNED,
    )


def test_foundation_advises() -> None:
    """In the first phase nothing is required or refused, but what cannot be called back or explained."""
    policy = Policy(phase="foundation")
    binding = {g for g in GUARDS if policy.guard_level(g, Severity.P0) == "error"}
    assert binding == {*STRUCTURAL, "redacted"}
    assert not any(policy.requires_postmortem(s, near) for s in (*Severity, None) for near in (True, False))


def test_the_later_phases_ask_for_more() -> None:
    """Maturity asks for P2, excellence for near-misses too, and knows the public, redacted."""
    maturity, excellence = Policy(phase="maturity"), Policy(phase="excellence")
    assert maturity.required.severities == ("P0", "P1", "P2")
    assert maturity.requires_postmortem(None, False)
    assert not maturity.requires_postmortem(Severity.P0, True)
    assert excellence.requires_postmortem(Severity.P3, near_miss=True)
    assert {name: a.redaction_review for name, a in excellence.publishing.audiences.items()} == {
        "company": False,
        "public": True,
    }


@pytest.mark.parametrize("phase", get_args(Phase))
def test_structural_guards_always_bind(phase: Phase) -> None:
    """No phase loosens them, and no file may."""
    assert {Policy(phase=phase).guard_level(g, Severity.P4, near_miss=True) for g in STRUCTURAL} == {"error"}
    with pytest.raises(ValidationError):
        Policy(phase=phase, guards={"reason_given": "off"})


def test_a_guard_may_be_weighed_for_all_or_by_severity() -> None:
    """One word is for every severity and near-misses; a mapping changes only what it names."""
    policy = parse_policy("guards: {review_held: warn, factors_plural: {SEV3: error, near miss: off}}")
    assert [policy.guard_level("review_held", s) for s in Severity] == ["warning"] * 5
    assert [policy.guard_level("factors_plural", s) for s in Severity] == ["error"] * 4 + ["warning"]
    assert policy.guard_level("factors_plural", Severity.P0, near_miss=True) == "off"


def test_an_unknown_guard_is_a_mistake_of_the_caller() -> None:
    """Asking for a guard that does not exist is not answered."""
    with pytest.raises(KeyError):
        Policy().guard_level("review_hold", Severity.P1)


def test_a_phase_is_overridden_key_by_key() -> None:
    """Mappings are merged with what is below, lists and words replace it."""
    policy = parse_policy(
        "phase: excellence\nrequired: {severities: [P0]}\nseverities: {profiles: {P3: full}}\n"
        "deadlines: {action_days: {P0: 3}}\npublishing: {audiences: {public: {to: site}}}"
    )
    assert policy.required.severities == ("P0",)
    assert policy.required.targets == {Severity.P0: 100, Severity.P1: 100, Severity.P2: 80}
    assert policy.severities.profiles == {**BASE["severities"]["profiles"], "P3": "full"}
    assert policy.deadlines.action_days == {Priority.P0: 3, Priority.P1: 10, Priority.P2: 30, Priority.P3: 60}
    assert policy.publishing.audiences["public"].model_dump() == {
        "to": "site",
        "tell": (),
        "redaction_review": True,
    }
    assert list(policy.publishing.audiences) == ["company", "public"]


def test_merging_changes_neither_side() -> None:
    """The presets stay as they are whatever is laid over them."""
    before = repr(PRESETS)
    assert merge({"a": {"b": [1], "c": 2}}, {"a": {"b": [3], "c": None}, "d": None}) == {
        "a": {"b": [3], "c": 2},
        "d": None,
    }
    Policy(phase="foundation", required={"severities": ["P0"]}, severities={"profiles": {"P0": "full"}})
    assert repr(PRESETS) == before


def test_the_first_due_date_counts_business_days() -> None:
    """P0 within five, P1 ten, P2 thirty, P3 sixty business days of the resolution."""
    start = dt.date(2025, 10, 23)  # a Thursday
    assert [Policy().action_limit(p, start) for p in Priority] == [
        dt.date(2025, 10, 30),
        dt.date(2025, 11, 6),
        dt.date(2025, 12, 4),
        dt.date(2026, 1, 15),
    ]


def test_the_template_follows_severity() -> None:
    """A stub while it runs, then the full, the short or the near-miss one."""
    policy = Policy()
    assert [policy.template(s) for s in (*Severity, None)] == ["full", "full", "full", "short", "short", "full"]
    assert policy.template(Severity.P0, near_miss=True) == "near_miss"
    assert policy.template(Severity.P0, running=True) == "stub"


def test_a_rule_wins_over_its_family() -> None:
    """Levels are looked up by rule, then by family, then the rule's own default holds."""
    policy = parse_policy("rules: {levels: {blameless: warn, blameless-who: off, timeline-order: note}}")
    assert policy.rule_level("blameless-who", "blameless", Level.ERROR) is None
    assert policy.rule_level("blameless-hindsight", "blameless", Level.ERROR) is Level.WARNING
    assert policy.rule_level("timeline-order", "document", Level.ERROR) is Level.NOTE
    assert policy.rule_level("title-missing", None, Level.ERROR) is Level.ERROR


def test_own_severities_are_read_everywhere() -> None:
    """A team's own name for a severity may be used for it in documents and in the file itself."""
    policy = parse_policy("severities: {aliases: {red: P0, amber: SEV2}}\nrequired: [red, amber]")
    assert policy.required.severities == ("P0", "P2")
    assert [policy.normal_severity(t) for t in ("Red", "amber (slow)", "SEV1", "odd", None)] == [
        Severity.P0,
        Severity.P2,
        Severity.P1,
        None,
        None,
    ]


def test_the_hash_is_of_what_is_meant() -> None:
    """Order, comments and spelled-out defaults do not change it; a decision does; so does a copy with another one."""
    policy = parse_policy("mode: enforce\nphase: adoption\n")
    same = parse_policy("# ours\nphase: adoption\nmode: enforce\ndeadlines: {share_days: 7}\n")
    assert policy.hash == same.hash
    assert len(policy.hash) == 12
    assert policy.hash != parse_policy("mode: observe").hash
    assert policy.model_copy(update={"verify_actions": True}).hash != policy.hash
    assert Policy.model_validate(policy.model_dump(mode="json")) == policy
