"""Finding issues, and changing one whose text is known. Sends; what it means, `refs` and `words` know."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from pmflow.adapters.github import items, words
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.bodies import changed
from pmflow.adapters.github.history import History
from pmflow.adapters.github.payloads import Happened, Issue, read, read_all
from pmflow.adapters.github.refs import Ref, read_ref, spelled
from pmflow.adapters.github.repositories import Repositories
from pmflow.adapters.github.settings import Settings
from pmflow.errors import TrackerError, TrackerMissing, TrackerRefused


class Issues:
    """The issues of some repositories."""

    def __init__(self, settings: Settings, api: Api, repositories: Repositories, history: History) -> None:
        self._settings, self._api, self._repositories, self._history = settings, api, repositories, history
        self.places: dict[str, str] = {}
        """Ref → address, as last seen: a sweep asks for each, and it never changes."""

        self._called: dict[str, str] = {}
        """Repository, as some text calls it → what it is called now."""

    # One

    def postmortem_ref(self, text: str) -> Ref:
        """The issue that a person means. Raises `TrackerMissing` with the nearest post-mortem."""
        return self._ref(text, self._settings.names.postmortem, "post-mortem")

    def incident_ref(self, text: str) -> Ref:
        """The same for an incident."""
        return self._ref(text, self._settings.names.incident, "incident")

    def issue(self, ref: Ref) -> Issue:
        return read(Issue, self._api.get(ref.path, where=str(ref)), where=str(ref))

    def named(self, ref: Ref) -> Issue:
        """An issue that a text names. Where it is gone, what belongs there is said elsewhere, and that stays: a single
        404, from a copy of GitHub's that lags behind, is not believed."""
        try:
            return self.issue(ref)
        except TrackerMissing:
            return self.issue(ref)

    def postmortem(self, ref: Ref) -> Issue:
        """The issue, where it is a post-mortem. Raises `TrackerMissing` with the nearest that is."""
        return self._labelled(ref, self._settings.names.postmortem, "post-mortem")

    def incident(self, ref: Ref) -> Issue:
        """The same for an incident."""
        return self._labelled(ref, self._settings.names.incident, "incident", self._settings.incident_type)

    def timeline(self, ref: Ref) -> list[Happened]:
        pages = self._api.pages(f"{ref.path}/timeline", where=str(ref))
        return [each for page in pages for each in read_all(Happened, page, where=str(ref))]

    def repo_of(self, issue: Issue, beside: str) -> Ref:
        """Where an issue is: a sub-issue may be in another repository, and a repository may have been renamed."""
        parts = issue.repository_url.rstrip("/").rsplit("/", 2)
        repo = spelled("/".join(parts[-2:]), (beside, *self._settings.repos)) if len(parts) == 3 else beside
        return Ref(repo, issue.number)

    def spelled(self, repo: str) -> str:
        """A repository as `repos` writes it."""
        return spelled(repo, self._settings.repos)

    def _ref(self, text: str, label: str, what: str) -> Ref:
        found = read_ref(text, self._settings.repos)
        if found is None:
            # Nobody waits for a whole organisation's issues because of a slip of the pen.
            known = () if self._settings.owners else self.list(label)
            near = get_close_matches(text, [str(ref) for ref, _ in known], 1, 0.4)
            hint = f"did you mean {near[0]}?" if near else "write owner/repo#12, or #12 in its own repository"
            raise TrackerMissing(f"{text}: there is no such {what}; {hint}")
        return found

    def _labelled(self, ref: Ref, label: str, what: str, type: str | None = None) -> Issue:
        try:
            issue = self.issue(ref)
        except TrackerMissing as error:
            raise TrackerMissing(f"{error}{self._nearest(ref, label)}") from None
        return self._bearing(ref, issue, label, what, type)

    def as_postmortem(self, ref: Ref, issue: Issue) -> Issue:
        """An issue that was just read, where it is a post-mortem. Raises `TrackerMissing` likewise."""
        return self._bearing(ref, issue, self._settings.names.postmortem, "post-mortem")

    def _bearing(self, ref: Ref, issue: Issue, label: str, what: str, type: str | None = None) -> Issue:
        typed = type is not None and issue.type is not None and issue.type.name.casefold() == type.casefold()
        if issue.pull_request is not None or not (typed or label.casefold() in map(str.casefold, issue.names)):
            if issue.pull_request is None and what == "post-mortem" and (other := self._other(ref, issue)) is not None:
                raise TrackerMissing(f"{ref}: is no post-mortem but {other}")
            kind = "a pull request" if issue.pull_request is not None else f"an issue without the label {label}"
            raise TrackerMissing(f"{ref}: is no {what} but {kind}; label it{self._nearest(ref, label)}")
        self.places[str(ref)] = issue.html_url
        return issue

    def _other(self, ref: Ref, issue: Issue) -> str | None:
        """What of pmflow's it is instead, and which post-mortem is meant: labelled as one, it would be two things at once."""
        if (named := items.named(issue.body)) is not None:
            return f"the action item {named[0]} of {named[1]}; name that"
        if self._settings.names.incident.casefold() not in map(str.casefold, issue.names):
            return None
        linked: str | None = None
        with contextlib.suppress(TrackerError):
            linked = self.links(ref.repo).get(str(ref))
        return f"an incident; its post-mortem is {linked}" if linked else "an incident, which has no post-mortem yet"

    def _nearest(self, ref: Ref, label: str) -> str:
        """A question to end a message with; nothing where nothing is near, or nothing can be listed."""
        known: list[str] = []
        for repo in dict.fromkeys((*self._settings.repos, ref.repo)):
            with contextlib.suppress(TrackerError):
                known += [str(each) for each, _ in self.list(label, repos=(repo,))]
        near = get_close_matches(str(ref), known, 1, 0.4)
        return f"; did you mean {near[0]}?" if near else ""

    # Many

    def list(self, label: str, *, repos: Sequence[str] = (), newest: bool = False) -> Iterator[tuple[Ref, Issue]]:
        """Every issue with a label, open or not, the oldest first, page by page. Of all repositories (`repos` empty), those
        that cannot be read are passed over (`Repositories.troubles`)."""
        if repos:
            for repo in repos:
                yield from self._listed(repo, label, newest)
            return
        for repo in self._repositories.each():
            with self._repositories.passing(repo):
                yield from self._listed(repo, label, newest)

    def _listed(
        self, repo: str, label: str | None, newest: bool, *, type: str | None = None
    ) -> Iterator[tuple[Ref, Issue]]:
        asked = {"labels": label, "type": type, "state": "all", "sort": "created"}
        pages = self._api.pages(
            f"/repos/{repo}/issues", where=repo, direction="desc" if newest else "asc",
            **{key: value for key, value in asked.items() if value is not None},
        )  # fmt: skip
        for page in pages:
            for issue in read_all(Issue, page, where=repo):
                if issue.pull_request is None:
                    yield Ref(repo, issue.number), issue

    def incidents(self) -> Iterator[tuple[Ref, Issue]]:
        """Every incident: those with the label, then those that only their type tells."""
        seen: set[Ref] = set()
        for ref, issue in self.list(self._settings.names.incident):
            seen.add(ref)
            yield ref, issue
        for ref, issue in self.typed():
            if ref not in seen:
                yield ref, issue

    def typed(self) -> Iterator[tuple[Ref, Issue]]:
        """Issues of the policy's type for incidents; none where it names none."""
        if (wanted := self._settings.incident_type) is not None:
            for repo in self._repositories.each():
                with self._repositories.passing(repo):
                    for ref, issue in self._listed(repo, None, False, type=wanted):
                        if issue.type is None or issue.type.name.casefold() != wanted.casefold():
                            break  # a server that knows no types passes the parameter over, and answers everything
                        yield ref, issue

    def postmortems(self) -> Iterator[tuple[Ref, Issue]]:
        """Every post-mortem, repository by repository, in order of number; a hundred in one request."""
        return self.list(self._settings.names.postmortem)

    def links(self, beside: str | None = None) -> dict[str, str]:
        """Incident → its post-mortem; of several the oldest. `beside`: it is one repository's incidents that are asked about,
        so that it and those that the policy names one by one are enough."""
        linked: dict[str, str] = {}
        for ref, issue in self.postmortems() if beside is None else self._postmortems_near(beside):
            if named := words.incident_named(issue.body, ref.repo, self._settings.repos):
                linked.setdefault(self.as_now(named, ref.repo), str(ref))
        return linked

    def as_now(self, named: str, beside: str) -> str:
        """An issue's ref as its repository is called now: text keeps the name that a repository had. Each name that is none of
        the policy's is asked about once."""
        at = read_ref(named, ())
        known = map(str.casefold, (beside, *self._settings.repos))
        if at is None or at.repo.casefold() in known:
            return named
        if at.repo not in self._called:
            self._called[at.repo] = at.repo
            with contextlib.suppress(TrackerMissing, TrackerRefused):
                told = self._api.get(f"/repos/{at.repo}", where=at.repo)
                name = told.get("full_name") if isinstance(told, Mapping) else None
                self._called[at.repo] = name if isinstance(name, str) else at.repo
        return str(Ref(spelled(self._called[at.repo], (beside, *self._settings.repos)), at.number))

    def _postmortems_near(self, repo: str) -> Iterator[tuple[Ref, Issue]]:
        label = self._settings.names.postmortem
        yield from self._listed(repo, label, False)
        for other in dict.fromkeys(self._settings.repos):
            if other != repo and other not in self._repositories.troubles:
                with self._repositories.passing(other, beside=True):
                    yield from self._listed(other, label, False)

    # Writing

    def patch(self, at: Ref, sent: Mapping[str, str], *, expected: str) -> None:
        """Change an issue whose body was `expected`. It is looked at again before it is sent again: what somebody wrote
        meanwhile must not be written over; what they saved in the very moment is put back. Raises `TrackerConflict`."""
        wanted = sent.get("body", expected)

        def there() -> object | None:
            now = self.issue(at)
            if now.body not in (wanted, expected):
                raise changed(at)
            return now if all(getattr(now, key) == value for key, value in sent.items()) else None

        self._api.write("PATCH", at.path, sent, where=str(at), seen=there)
        if (
            wanted != expected
            and (theirs := self._history.overwritten(at, written=wanted, expected=expected)) is not None
        ):
            self.patch(at, {"body": theirs}, expected=wanted)
            raise changed(at)

    def make(self, repo: str, sent: Mapping[str, object], *, where: str, seen: Callable[[], object | None]) -> object:
        """A new issue; what it answers is the payload, or what `seen` found of an earlier try."""
        return self._api.write("POST", f"/repos/{repo}/issues", sent, where=where, seen=seen)
