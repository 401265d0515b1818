"""Who is who, and who answers."""

import datetime as dt

import pytest

from pmflow.errors import PolicyError
from pmflow.model import Severity
from pmflow.policy import Policy, parse_policy

TEXT = """
people:
  - {name: Ada Park, handle: "@adapark", email: ada@example.org}
  - name: Sarah Okafor
    handle: sarah-ok
    account: 5b10a2844c20165700ede21g
    aliases: [Sarah]
    lead: adapark
    away: [{first: 2026-12-20, last: 2027-01-05}]
teams:
  Infra: {lead: Sarah, aliases: [Ops Team, acme/ops]}
  Payments: Ada Park
severities: {accountable: {SEV1: Ada Park}}
may_override: [Ada Park]
"""


@pytest.fixture
def policy() -> Policy:
    return parse_policy(TEXT)


@pytest.mark.parametrize(
    "name",
    [
        "Sarah Okafor",
        "sarah  okafor",
        "@sarah-ok",
        "SARAH-OK",
        "Sarah",
        "5b10a2844c20165700ede21g",
        "Sarah <s@home.org>",
        "https://github.com/sarah-ok",
        "<https://github.example/Sarah-OK/>",
        "[S. O.](https://github.com/sarah-ok?tab=repositories)",
    ],
)
def test_a_person_is_found_by_every_name(policy: Policy, name: str) -> None:
    """Name, alias, handle, account, git identity and the address of their page mean the same person."""
    assert policy.person(name) == policy.people[1]
    assert policy.is_person(name)
    assert policy.same_person(name, "sarah-ok")


def test_who_is_not_listed_is_nobody_known(policy: Policy) -> None:
    """An unknown name is no person, no team, and nobody answers for it; it is still the same as itself."""
    assert policy.person("Jo") is None
    assert not policy.is_person("Jo")
    assert not policy.maps_team("Jo")
    assert policy.lead_of("Jo") is None
    assert policy.same_person("@Jo", "jo")
    assert policy.same_person("https://github.com/Jo", "jo")
    assert not policy.same_person("https://github.com/acme/jo", "jo")
    assert not policy.same_person("Jo", "Sarah")
    assert not policy.same_person("Jo", "Flo")


@pytest.mark.parametrize("name", ["Infra", "the infra", "ops team", "@acme/ops"])
def test_a_team_is_mapped_to_its_lead(policy: Policy, name: str) -> None:
    """A team may own an action item, because somebody answers for it."""
    assert policy.maps_team(name)
    assert not policy.is_person(name)
    assert policy.lead_of(name) == policy.people[1]


def test_people_have_leads(policy: Policy) -> None:
    """A person's lead is a person; who leads has nobody above unless it is said."""
    assert policy.lead_of("Sarah") == policy.people[0]
    assert policy.lead_of("Ada Park") is None
    assert policy.accountable_for(Severity.P1) == policy.people[0]
    assert policy.accountable_for(Severity.P2) is None


def test_absences_include_both_ends(policy: Policy) -> None:
    """Away from the first to the last day."""
    days = [dt.date(2026, 12, 19), dt.date(2026, 12, 20), dt.date(2027, 1, 5), dt.date(2027, 1, 6)]
    assert [policy.people[1].is_away(day) for day in days] == [False, True, True, False]


def test_overriding_may_be_kept_to_some(policy: Policy) -> None:
    """Who may override is found by any of their names; without a list it is anyone."""
    assert policy.allows_override("@adapark")
    assert not policy.allows_override("Sarah")
    assert Policy().allows_override("anyone")


def test_without_people_a_lead_is_a_name() -> None:
    """A small team need not list everybody to map a team."""
    policy = parse_policy("teams: {Ops: Kim}")
    lead = policy.lead_of("ops")
    assert lead is not None
    assert lead.name == "Kim"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "people:\n  - {name: Ada, lead: Bo}\n  - {name: Bo, lead: Cy}\n  - {name: Cy, lead: Ada}",
            "pmflow.yml:2: people[1].lead: leads go round in a circle: Ada -> Bo -> Cy -> Ada",
        ),
        (
            "people:\n  - {name: Top, lead: Ada}\n  - {name: Ada, lead: Ada}",
            "pmflow.yml:3: people[2].lead: leads go round in a circle: Ada -> Ada",
        ),
        (
            "people: [{name: Ada Park}]\nteams: {Ops: Ada Prak}",
            'pmflow.yml:2: teams.Ops: "Ada Prak" is not one of people; did you mean "Ada Park"?',
        ),
        (
            "people: [{name: Ada}, {name: Bo, aliases: ['@ada']}]",
            'pmflow.yml:1: people[2]: "@ada" is already a name of "Ada"; a name must mean one owner',
        ),
        (
            "people: [{name: Ops}]\nteams: {ops: Ops}",
            'pmflow.yml:2: teams.ops: "ops" is already a name of "Ops"; a name must mean one owner',
        ),
    ],
)
def test_people_must_make_sense_together(text: str, message: str) -> None:
    """A circle of leads, a lead who is nobody, and a name for two are refused where they stand."""
    with pytest.raises(PolicyError) as refused:
        parse_policy(text)
    assert str(refused.value) == message
