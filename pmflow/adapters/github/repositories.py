"""Which repositories there are: those that the policy names, and all of an owner's where it names `owner/*`.

What an owner has is asked for when it is first needed, once. Left out of it is what is archived, disabled or without issues,
and forks: who means one of these names it. A repository that cannot be read is remembered, and does not stop the others.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from pmflow.adapters.github.api import Api
from pmflow.adapters.github.payloads import Payload, read_all
from pmflow.adapters.github.refs import spelled
from pmflow.adapters.github.retry import BadToken
from pmflow.adapters.github.settings import Settings
from pmflow.errors import TrackerMissing, TrackerMisunderstood, TrackerRefused

NO_OWNER = "{owner}/*: there is no such organisation or user, or the token does not see it; look at the name and at GITHUB_TOKEN"
NOBODY = "tracker.repos: {owner}/* has no repository with issues that this token sees; look at `pmflow doctor`"


class Permissions(Payload):
    """What the person (or machine) may do there: https://docs.github.com/en/rest/repos/repos#get-a-repository"""

    admin: bool = False
    maintain: bool = False
    push: bool = False
    triage: bool = False
    pull: bool = False


class Repository(Payload):
    """One repository as GitHub tells it; `permissions` where it was asked for by name."""

    full_name: str
    archived: bool = False
    disabled: bool = False
    fork: bool = False
    has_issues: bool = True
    private: bool = False
    permissions: Permissions | None = None


class Repositories:
    """The repositories of one run."""

    def __init__(self, settings: Settings, api: Api) -> None:
        self._settings, self._api = settings, api
        self._all: tuple[str, ...] | None = None
        self.troubles: dict[str, str] = {}
        """Repository (or `owner/*`) → why it could not be read."""
        self._told: set[str] = set()
        self.watch: Callable[[str, int, int], None] = lambda *_: None
        """Told before each: its name, the how many-th it is, and of how many."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every repository, as named, then owner by owner in order of name. Raises `TrackerError`."""
        if self._all is None:
            named = self._settings.repos
            found = dict.fromkeys(named)
            for owner in self._settings.owners:
                with self.passing(f"{owner}/*"):
                    theirs = sorted(spelled(name, named) for name in self._owned(owner))
                    if not theirs:
                        raise TrackerMissing(NOBODY.format(owner=owner))
                    found |= dict.fromkeys(theirs)
            self._all = tuple(found)
        return self._all

    def each(self) -> Iterator[str]:
        """One after the other, for whoever goes through all of them; those that could not be read before are left out."""
        known = self.all
        for number, repo in enumerate(known, 1):
            if repo not in self.troubles:
                self.watch(repo, number, len(known))
                yield repo

    @contextlib.contextmanager
    def passing(self, repo: str, *, beside: bool = False) -> Iterator[None]:
        """What is read inside may fail for this repository alone: that is remembered. Of one that is the only one (`beside`:
        another was read already), and for a token that GitHub does not accept, it is raised."""
        try:
            yield
        except (TrackerMissing, TrackerRefused) as error:
            named = len(self._settings.repos) + len(self._settings.owners)
            only = not beside and named == 1 and (self._all is None or len(self._all) == 1)
            if only or isinstance(error, BadToken):
                raise
            self.troubles[repo] = str(error).removeprefix(f"{repo}: ")

    def untold(self) -> list[tuple[str, str]]:
        """What could not be read, and why; each once."""
        new = [(repo, why) for repo, why in self.troubles.items() if repo not in self._told]
        self._told.update(self.troubles)
        return new

    def _owned(self, owner: str) -> Iterator[str]:
        for each in self._listed(owner):
            if not (each.archived or each.disabled or each.fork) and each.has_issues:
                yield each.full_name

    def _listed(self, owner: str) -> Iterator[Repository]:
        """https://docs.github.com/en/rest/repos/repos#list-organization-repositories; what an installation reaches, its own
        list tells: https://docs.github.com/en/rest/apps/installations#list-repositories-accessible-to-the-app-installation"""
        where = f"{owner}/*"
        if self._api.installed:
            for page in self._api.pages("/installation/repositories", where=where):
                if not isinstance(page, dict):
                    raise TrackerMisunderstood(f"{where}: GitHub answered no list of repositories")
                for each in read_all(Repository, page.get("repositories"), where=where):
                    if each.full_name.partition("/")[0].casefold() == owner.casefold():
                        yield each
            return
        try:
            for page in self._api.pages(f"/orgs/{owner}/repos", where=where):
                yield from read_all(Repository, page, where=where)
        except TrackerMissing:
            try:
                for page in self._api.pages(f"/users/{owner}/repos", where=where):
                    yield from read_all(Repository, page, where=where)
            except TrackerMissing:
                raise TrackerMissing(NO_OWNER.format(owner=owner)) from None
