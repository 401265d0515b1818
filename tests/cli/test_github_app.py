"""A GitHub App: signed for, handed a token, handed another before it expires; and what is wrong is said without the key."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from pmflow.adapters.github import GitHub
from pmflow.adapters.github.app import App
from pmflow.cli.github_login import login
from pmflow.errors import TrackerError, UsageError
from tests.adapters.github_wide import Wide
from tests.cli.conftest import Pmflow

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PEM = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
).decode()
LOCKED = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"secret")
).decode()
SECRETS = tuple(line for line in (PEM + LOCKED).splitlines() if not line.startswith("-"))


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, wide: Wide) -> None:
    for name in ("GITHUB_TOKEN", "GITHUB_REPOSITORY", "GITHUB_APP_INSTALLATION_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GITHUB_API_URL", wide.address)
    monkeypatch.setenv("GITHUB_APP_ID", "4711")
    monkeypatch.setenv("GITHUB_APP_PRIVATE_KEY", PEM)
    wide.app, wide.public = ("4711", KEY.public_key()), False


def github(wide: Wide, app: App) -> GitHub:
    return GitHub((wide.repo,), token=app, address=wide.address, between_writes=0, sleep=lambda _: None)


def test_a_command(pmflow: Pmflow, wide: Wide, tmp_path: Path) -> None:
    """The installation is found by the repository, and one token does for the whole command."""
    (tmp_path / "pmflow.yml").write_text(f"tracker: {{kind: github, repos: [{wide.repo}]}}\n")
    wide.make("Search went blank", "incident")
    ran = pmflow("list")
    assert (ran.code, "#1" in ran.out, ran.err) == (0, True, "")
    assert [str(each) for each in wide.requests[:2]] == ["GET /installation", "POST /app/installations/7/access_tokens"]
    assert wide.handed == 1


@pytest.mark.parametrize("user_owned", [False, True])
def test_all_of_an_owner(wide: Wide, user_owned: bool) -> None:
    """Where the policy names an owner only, the installation is the owner's, whoever that is; it says what it reaches."""
    wide.user_owned = user_owned
    found = GitHub(("acme/*",), token=App("4711", PEM, place="acme/*"), address=wide.address)
    assert found.repositories.all == (wide.repo,)
    assert str(wide.requests[-1]) == "GET /installation/repositories"


def test_before_it_expires(wide: Wide) -> None:
    """A token that will not last is replaced; the work goes on."""
    wide.make("Down", "postmortem")
    wide.token_lasts = 15  # PyGithub replaces them 20 seconds before their end
    tracker = github(wide, App("4711", PEM, installation=7))
    assert [card.ref for card in tracker.cards()] == [f"{wide.repo}#1"]
    assert tracker.load(f"{wide.repo}#1").ref == f"{wide.repo}#1"
    assert wide.handed >= 3


def test_where_the_key_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As text, as text with its line ends spelled, or in a file."""
    (tmp_path / "key.pem").write_text(PEM)
    for value in (PEM, PEM.replace("\n", "\\n"), str(tmp_path / "key.pem")):
        monkeypatch.setenv("GITHUB_APP_PRIVATE_KEY", value)
        found = login(("acme/shop",))
        assert isinstance(found, App)
        assert (found.key.strip(), found.place, found.installation) == (PEM.strip(), "acme/shop", None)
        assert not [line for line in SECRETS if line in repr(found)]


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("GITHUB_APP_ID", "", "GITHUB_APP_PRIVATE_KEY is set and GITHUB_APP_ID is not"),
        ("GITHUB_APP_PRIVATE_KEY", "", "GITHUB_APP_ID is set and GITHUB_APP_PRIVATE_KEY is not"),
        ("GITHUB_APP_PRIVATE_KEY", "spoiled", "neither the text of a .pem file nor the path"),
        ("GITHUB_APP_PRIVATE_KEY", "/nowhere/key.pem", "neither the text of a .pem file nor the path"),
        ("GITHUB_APP_INSTALLATION_ID", "acme", "GITHUB_APP_INSTALLATION_ID is no number"),
    ],
)
def test_half_an_app(monkeypatch: pytest.MonkeyPatch, name: str, value: str, why: str) -> None:
    """What is missing is named; the key is not shown."""
    monkeypatch.setenv(name, SECRETS[0] if value == "spoiled" else value)
    with pytest.raises(UsageError, match=why) as caught:
        login(("acme/shop",))
    assert SECRETS[0] not in str(caught.value)


@pytest.mark.parametrize(
    ("app", "why"),
    [
        (App("4711", PEM.replace(SECRETS[3], "AAAA" + SECRETS[3][4:]), 7), "(no RSA private key|must belong together)"),
        (App("4711", LOCKED, 7), "is no RSA private key \\(it is locked with a password\\)"),
        (App("4711", "-----BEGIN NONSENSE-----", 7), "is no RSA private key \\(it cannot be read\\)"),
        (App("4712", PEM, 7), "does not accept the App's signature .* must belong together"),
        (App("4711", PEM, 8), "the GitHub App 4711 is not installed for installation 8"),
        (App("4711", PEM, place="other/repo"), "the GitHub App 4711 is not installed for other/repo"),
        (App("4711", PEM, place="other/*"), "the GitHub App 4711 is not installed for other/\\*"),
    ],
)
def test_what_is_wrong(wide: Wide, app: App, why: str) -> None:
    """Said before anything else is tried, in words that help, without key, signature or token."""
    with pytest.raises(TrackerError, match=why) as caught:
        list(github(wide, app).cards())
    said = "".join(map(str, (caught.value, caught.value.__cause__, caught.value.__context__)))
    assert not [each for each in (*SECRETS, "eyJ", "ghs_") if each in said]


def test_suspended(wide: Wide) -> None:
    """The owner may have suspended it."""
    wide.suspended = True
    with pytest.raises(TrackerError, match=r"gets no token for installation 7 .*is it suspended there"):
        list(github(wide, App("4711", PEM, 7)).cards())


def test_nobody_there() -> None:
    """A network that is down is no fault of the App's."""
    down = GitHub(
        ("acme/shop",), token=App("4711", PEM, place="acme/shop"), address="http://127.0.0.1:1", sleep=lambda _: None
    )
    with pytest.raises(TrackerError, match="GitHub cannot be reached"):
        list(down.cards())
