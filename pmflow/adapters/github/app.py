"""A GitHub App: signs for itself with its key, and is handed a token for an hour, anew before it expires (PyGithub does that).

https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/authenticating-as-a-github-app-installation
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pmflow.adapters.github import retry
from pmflow.errors import TrackerMissing, TrackerRefused, TrackerUnavailable

if TYPE_CHECKING:
    from github.Auth import AppAuth, AppInstallationAuth
    from github.GithubIntegration import GithubIntegration

BEGINS = "-----BEGIN"
WRONG_KEY = (
    "GITHUB_APP_PRIVATE_KEY is no RSA private key ({why}); give the text of the .pem file that GitHub made, or its path"
)
UNSIGNED = (
    "GitHub does not accept the App's signature ({said}): GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY must belong together, and "
    "this machine's clock must be right"
)
NOT_INSTALLED = (
    "the GitHub App {id} is not installed for {place}; install it there, or name another of its installations in "
    "GITHUB_APP_INSTALLATION_ID"
)
SUSPENDED = "the GitHub App {id} gets no token for {place} ({said}); is it suspended there?"


@dataclass(frozen=True, slots=True)
class App:
    """Who the App is, and where it is installed."""

    id: str
    """Its number, or its client id."""
    key: str = field(repr=False)
    """PEM text of its private key."""
    installation: int | None = None
    """None: that of `place`."""
    place: str = ""
    """A repository, `owner/name`, or all of an owner's, `owner/*`."""


def authorised(app: App, address: str, timeout: int) -> AppInstallationAuth:
    """What requests are signed with; a token is fetched when the first is sent. Raises `TrackerError`."""
    import github
    import requests

    auth = _signing(app)
    if app.installation is not None:
        return auth.get_installation_auth(app.installation)
    integration = _integration(auth, address, timeout)
    try:
        return auth.get_installation_auth(_installation(integration, app.place))
    except github.UnknownObjectException:
        raise TrackerMissing(NOT_INSTALLED.format(id=app.id, place=app.place)) from None
    except github.GithubException as error:
        raise _refused(app, error.status, error.data) from None
    except requests.exceptions.RequestException as error:
        raise retry.unsent("GitHub App", type(error).__name__).error from None


def check_handed_out(app: App, auth: AppInstallationAuth) -> None:
    """Fetch the first token: what is wrong with it is no fault of the request that needed it. Raises `TrackerError`."""
    import github
    import requests

    try:
        _ = auth.token
    except github.UnknownObjectException:
        place = f"installation {app.installation}" if app.installation is not None else app.place
        raise TrackerMissing(NOT_INSTALLED.format(id=app.id, place=place)) from None
    except github.GithubException as error:
        raise _refused(app, error.status, error.data) from None
    except requests.exceptions.RequestException as error:
        raise retry.unsent("GitHub App", type(error).__name__).error from None


def granted(app: App, address: str, timeout: int) -> dict[str, str]:
    """What the installation may do, by name (`issues`: `write`). Raises `TrackerError`."""
    import github
    import requests

    integration = _integration(_signing(app), address, timeout)
    try:
        id = app.installation if app.installation is not None else _installation(integration, app.place)
        told = integration.get_app_installation(id).raw_data.get("permissions")
    except github.GithubException as error:
        raise _refused(app, error.status, error.data) from None
    except requests.exceptions.RequestException as error:
        raise retry.unsent("GitHub App", type(error).__name__).error from None
    return {str(name): str(may) for name, may in told.items()} if isinstance(told, dict) else {}


def _integration(auth: AppAuth, address: str, timeout: int) -> GithubIntegration:
    import github

    return github.GithubIntegration(
        auth=auth, base_url=address, timeout=timeout, retry=None, seconds_between_requests=None,
        seconds_between_writes=None, user_agent="pmflow",
    )  # fmt: skip


def _signing(app: App) -> AppAuth:
    import jwt
    from github.Auth import AppAuth

    auth = AppAuth(app.id, app.key)
    try:
        _ = auth.token
    except (ValueError, TypeError, AttributeError, jwt.PyJWTError) as error:
        # What the library says may hold a piece of the key.
        why = "it is locked with a password" if "password" in str(error).lower() else "it cannot be read"
        raise TrackerRefused(WRONG_KEY.format(why=why)) from None
    return auth


def _installation(integration: GithubIntegration, place: str) -> int:
    import github

    owner, _, name = place.partition("/")
    if name and name != "*":
        return integration.get_repo_installation(owner, name).id
    try:
        return integration.get_org_installation(owner).id
    except github.UnknownObjectException:
        return integration.get_user_installation(owner).id


def _refused(app: App, status: int, data: object) -> TrackerRefused | TrackerUnavailable:
    said = retry.message_in(data)
    if status >= 500:
        return TrackerUnavailable(f"GitHub App: GitHub does not answer as it should ({status}); run it again")
    if status == 401:
        return TrackerRefused(UNSIGNED.format(said=said))
    place = f"installation {app.installation}" if app.installation is not None else app.place
    return TrackerRefused(SUSPENDED.format(id=app.id, place=place, said=said))
