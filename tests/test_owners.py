"""Owners: who is somebody, and who is nobody in particular."""

import time

import pytest

from pmflow.owners import is_bot, is_nobody, looks_like_team, same_name, team_reason, whom
from pmflow.policy import Policy

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


MAYA = (
    "maya lindqvist", "@maya", "Maya.", "M. Lindqvist", "Maya L.", "Lindqvist, Maya", "Maya (SRE)", "SRE (Maya Lindqvist)",
    "maya-lindqvist", "mayalindqvist", "mlindqvist", "mayal", "ML", "maya.lindqvist@example.org", "Maya <x@example.org>",
    "Maya K. Lindqvist", "ma\u200bya lind\u00adqvist", "Ｍａｙａ Ｌｉｎｄｑｖｉｓｔ", "Maya Líndqvist",
    "m.lindqvist+git@example.org",
)  # fmt: skip
TWO = (
    ("Ana Ruiz", "Ana Silva"), ("Ana Ruiz", "Alba Ruiz"), ("Dan Abel", "Dana"), ("Dan Abel", "Adan"), ("Li", "Lena Ivanova"),
    ("Maya (SRE)", "Bob (SRE)"), ("Tariq Noor", "Ines Noor"), ("Tariq", "Wanda"), ("maya@example.org", "bob@example.org"),
)  # fmt: skip


@pytest.mark.parametrize("spelling", MAYA)
def test_one_person_under_many_spellings(spelling: str) -> None:
    """Case, width, order, signs, brackets, initials, handles and addresses make nobody somebody else."""
    assert same_name("Maya Lindqvist", spelling)
    assert same_name(spelling, "Maya Lindqvist")


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_people_who_share_a_part_of_their_names(one: str, other: str) -> None:
    """A given name or a surname in common is not enough where another word says otherwise."""
    assert not same_name(one, other)
    assert not same_name(other, one)


def test_machines_by_their_names() -> None:
    """However they are spelled; people called Bot are people."""
    bots = (
        "pmflow",
        "@pmflow",
        "pmflow-bot",
        "pmflow [bot]",
        "ｐｍｆｌｏｗ",
        "pm\u200bflow",
        "github-actions[bot]",
        "ci-bot",
    )
    assert [is_bot(name) for name in (*bots, "Jan Bot", "Talbot", "Maya")] == [True] * len(bots) + [False] * 3


def test_names_that_are_none() -> None:
    """Signs, numbers and words that stand where a name should."""
    nobody = ("", "-", ".", "?", "n/a", "N.A.", "TBD", "nobody", "no one", "\u200b", "42")
    assert [is_nobody(name) for name in (*nobody, "Na Li", "Jo", "李雷")] == [True] * len(nobody) + [False] * 3


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Noa", "Noa Barak"), ("noab", "Noa Barak"), ("@noab", "Noa Barak"), ("Ben", None),
        ("B", None), ("Ben Ash", "Ben Ash"), ("Zoe", None), ("Noa and Ben", None), ("n/a", None), ("pmflow", None),
        ("Wim", None),
    ],
)  # fmt: skip
def test_whom_a_name_means_among_some(name: str, meant: str | None) -> None:
    """By all that the policy knows, else the only one whose name it can be; a letter, two people and nobody mean nobody."""
    people = [{"name": "Noa Barak", "handle": "noab"}, {"name": "Wim de Boer", "aliases": ["Wim"]}]
    policy = Policy.model_validate({"people": people})
    assert whom(name, ("Noa Barak", "Ben Ash", "Ben Oz", "Wim Kok"), policy) == meant


def test_a_very_long_name_takes_no_longer_than_its_length() -> None:
    """100,000 letters without a blank are looked through once for an address."""
    begin = time.process_time()
    assert not same_name("x" * 100_000, "Ines")
    assert time.process_time() - begin < 5
