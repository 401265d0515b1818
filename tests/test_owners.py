"""Owners: who is somebody, and who is nobody in particular."""

import pytest

from pmflow.owners import looks_like_team, team_reason

SOMEBODY = (
    "Jane",
    "Jane Doe",
    "@jane",
    "jane.doe@example.org",
    "Dev Patel",
    "Dev",
    "Li",
    "Nguyễn Văn An",
    "D. O'Brien",
    "José María",
    "van der Berg",
    "Anders Holm",
    "Team Lead",
    "Web team lead",
    "Engineering Manager",
    "Support lead",
    "Incident commander",
    "CTO",
    "Jane Doe (SRE)",
    "SRE (Jane Doe)",
    "Platform team (Jane)",
    "QA: Priya",
    "Ahmed Al-Infra",
    "Andy Webb",
    "Grace Ops-Hansen",
)

NOBODY = {
    "the team": "is a team",
    "Ops Team": "is a team",
    "Team Kestrel": "is a team",
    "kestrel-team": "is a team",
    "Payments squad": "is a team",
    "DevOps": "is a team",
    "Infra": "is a team",
    "QA": "is a team",
    "SRE": "is a team",
    "SREs": "is a team",
    "Platform": "is a team",
    "Platform Engineering": "is a team",
    "Data Platform": "is a team",
    "devs": "is a team",
    "DEV": "is a team",
    "@acme/ops": "is a team",
    "team_payments": "is a team",
    "チーム": "is a team",
    "on-call": "is a rota, not a person",
    "the on-call engineer": "is a rota, not a person",
    "SRE on-call": "is a rota, not a person",
    "everyone": "is nobody in particular",
    "us": "is nobody in particular",
    "all teams": "is nobody in particular",
    "nobody": "is nobody in particular",
    "Jane and Bob": "is more than one person",
    "Jane & Bob": "is more than one person",
    "Jane/Bob": "is more than one person",
    "Jane, Bob": "is more than one person",
    "Jane, Bob, Ahmed": "is more than one person",
    "QA and Ops": "is more than one team",
    "SRE + Jane": "is a person and a team",
}


@pytest.mark.parametrize("owner", SOMEBODY)
def test_a_person_is_no_team(owner: str) -> None:
    """One name, with or without a role or team beside it, is somebody, and so is a role that one person holds."""
    assert team_reason(owner) is None
    assert not looks_like_team(owner)


@pytest.mark.parametrize("owner", NOBODY)
def test_nobody_in_particular_is_said_to_be_so(owner: str) -> None:
    """Teams, rotas, everybody and pairs are nobody in particular, and the reason says which."""
    assert team_reason(owner) == NOBODY[owner]
    assert looks_like_team(owner)


@pytest.mark.parametrize("owner", ["", " ", "@", "*", "()", "[]", "(,)"])
def test_no_name_at_all_is_no_team(owner: str) -> None:
    """What holds no words is missing, which is another complaint; it never crashes."""
    assert not looks_like_team(owner)
