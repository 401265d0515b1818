"""pmflow's own comments, and what it said in them. Of people's comments none is touched."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import replace

from pmflow.adapters.github import journal_comment, markers
from pmflow.adapters.github.api import Api
from pmflow.adapters.github.contested import Contested
from pmflow.adapters.github.held import Holding
from pmflow.adapters.github.payloads import Comment, User, read, read_all
from pmflow.adapters.github.refs import Ref
from pmflow.adapters.github.retry import BadToken
from pmflow.adapters.github.settings import Settings
from pmflow.errors import TrackerMissing, TrackerRefused

STRANGER = (
    "{place}: looks like pmflow's journal, but {who} is no member of the repository as far as this token sees; it is passed "
    "over. If it is the journal, name them under `people` in the policy (`handle`)"
)
LEFT = (
    "{place}: looks like pmflow's journal, but the account of whoever wrote it was deleted, so that nobody knows whose words "
    "they are; it is passed over. If it is the journal, post its text, copied from Edit, as a comment of your own, and delete "
    "this one and any that was begun since"
)


def keys(comments: Iterable[Comment]) -> frozenset[str]:
    """The keys of what pmflow said."""
    found = (markers.key_of("comment", each.body) for each in comments)
    return frozenset(key for key in found if key is not None)


def words_of_people(comment: Comment) -> bool:
    """Whether a person wrote it: neither a machine nor, with a person's token, pmflow."""
    return not (comment.user is not None and comment.user.is_bot) and markers.marked(comment.body) is None


class Comments:
    """Everything here raises `TrackerError`: `TrackerRefused` for what GitHub does not take, `TrackerConflict` where another run
    wrote at the same time."""

    def __init__(self, settings: Settings, api: Api, holding: Holding, contested: Contested) -> None:
        self._settings, self._api, self._holding, self._contested = settings, api, holding, contested
        self._login: str | None = None

    # Reading

    def ours(self, ref: Ref, count: int | None = None) -> list[Comment]:
        """The comments that speak for pmflow, as they are now or, while it is held, as they were read.
        `count`: how many comments there are, where that is known."""
        seen = self._holding.seen(ref)
        return list(seen.comments) if seen else self.fresh(ref, count)

    def fresh(self, ref: Ref, count: int | None = None) -> list[Comment]:
        """The same as they are now."""
        return self.trusted(ref, self.all(ref, count))[0]

    def all(self, ref: Ref, count: int | None = None) -> list[Comment]:
        """Everybody's."""
        if count == 0:
            return []
        pages = self._api.pages(f"{ref.path}/comments", where=str(ref))
        return [each for page in pages for each in read_all(Comment, page, where=str(ref))]

    def trusted(self, ref: Ref, comments: Iterable[Comment]) -> tuple[list[Comment], tuple[str, ...]]:
        """Of these, what was written by somebody whom the repository trusts, with a marker of pmflow's, as it stands; and
        what is to be said of journals that a stranger wrote: anybody may comment in public."""
        ours = [each for each in comments if markers.marked(each.body) is not None]
        own = frozenset[str]() if all(each.trusted(frozenset()) for each in ours) else self._me()
        strangers = [each for each in ours if not each.trusted(own) and markers.key_of(journal_comment.KIND, each.body)]
        told = tuple(
            LEFT.format(place=each.html_url or ref)
            if each.user is None or each.is_nobodys
            else STRANGER.format(place=each.html_url or ref, who=each.user.login)
            for each in strangers
        )
        return self._contested.as_it_stands(ref, [each for each in ours if each.trusted(own)]), told

    def login(self) -> str:
        """Whose token it is, in small letters; empty for a workflow's, which is no user's. Asked once, and only in doubt."""
        if self._login is None:
            try:
                login = read(User, self._api.get("/user", where="the token"), where="the token").login.casefold()
            except BadToken:
                raise  # nobody's comments would be its own, not even the journal
            except (TrackerRefused, TrackerMissing):
                login = ""  # the token of a workflow may not ask who it is, and is known as a machine anyhow
            self._login = login
        return self._login

    def _me(self) -> frozenset[str]:
        """Logins that speak for pmflow: this token's own, and the people of the policy."""
        return frozenset({*map(str.casefold, self._settings.logins.values()), self.login()} - {""})

    # Writing

    def say_alone(self, ref: Ref, key: str, text: str) -> None:
        """Once for each key, also where two runs say it in the same moment: the younger is taken away."""
        made = self.say(ref, key, text)
        if made is not None and any(each.id < made.id and key in keys((each,)) for each in self.fresh(ref)):
            self.delete(ref, made.id)

    def say(self, ref: Ref, key: str, text: str, count: int | None = None) -> Comment | None:
        """Once for each key; answers what it left there, where that is new and sure."""

        def there() -> object | None:
            return True if key in keys(self.fresh(ref)) else None

        if count == 0 or key not in keys(self.ours(ref)):
            return self.post(ref, markers.mark("comment", key, markers.fitting(text)), seen=there)
        return None

    def post(self, ref: Ref, body: str, *, seen: Callable[[], object | None]) -> Comment | None:
        """Answers what it left there, where that is sure; so do the others."""
        return self._write(ref, "POST", f"{ref.path}/comments", body, seen)

    def edit(
        self, ref: Ref, comment: int, body: str, *, seen: Callable[[], object | None] = lambda: None
    ) -> Comment | None:
        return self._write(ref, "PATCH", f"/repos/{ref.repo}/issues/comments/{comment}", body, seen)

    def delete(self, ref: Ref, comment: int) -> None:
        """Take away what this run made a moment ago."""
        with contextlib.suppress(TrackerMissing):
            self._api.write("DELETE", f"/repos/{ref.repo}/issues/comments/{comment}", None, where=str(ref))

    def _write(self, ref: Ref, verb: str, path: str, body: str, seen: Callable[[], object | None]) -> Comment | None:
        held = self._holding.seen(ref)
        self._holding.doubt(ref)
        made = self._api.write(verb, path, {"body": body}, where=str(ref), seen=seen)
        if not isinstance(made, dict):
            return None
        now = read(Comment, made, where=str(ref))
        self._holding.wrote(ref, now)
        if held is not None:
            others = [each for each in held.comments if each.id != now.id]
            self._holding.keep(ref, replace(held, comments=sorted((*others, now), key=lambda each: each.id)))
        return now
