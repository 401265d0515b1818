"""A GitHub of several repositories: what an owner has, searching, limits, permissions, Apps and issue fields.

`Wide` adds to `Front` what the emulator lacks of these; issues, labels and comments are still the emulator's.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import time
import urllib.parse
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import jwt

from tests.adapters.github_server import TOKEN, Emulator, Front, Request

Answer = tuple[int, dict[str, str], bytes]


def _json(data: object, status: int = 200, **headers: str) -> Answer:
    return status, {name.replace("_", "-"): value for name, value in headers.items()}, json.dumps(data).encode()


NOT_FOUND = _json({"message": "Not Found"}, 404)


@dataclass
class Limit:
    """So many in so many seconds."""

    limit: int
    seconds: int
    used: int = 0

    def headers(self, resource: str) -> dict[str, str]:
        ends = int(time.time()) + self.seconds
        return {
            "x-ratelimit-limit": str(self.limit), "x-ratelimit-remaining": str(max(0, self.limit - self.used)),
            "x-ratelimit-reset": str(ends), "x-ratelimit-resource": resource, "x-ratelimit-used": str(self.used),
        }  # fmt: skip


@dataclass
class Repo:
    """What the emulator does not know of a repository."""

    facts: dict[str, Any] = field(default_factory=dict)
    """Over what GitHub says of it: `archived`, `has_issues`, `permissions`…"""
    gone: int | None = None
    """The status that every request below it gets: 404, 403, 410."""
    files: dict[str, bytes] = field(default_factory=dict)
    """What stands in it, by path."""


class Wide(Front):
    """One for each test; `owner` is the organisation."""

    owner = "acme"

    def __init__(self, emulator: Emulator) -> None:
        super().__init__(emulator)
        self.repos: dict[str, Repo] = {self.repo: Repo()}
        self.public = True
        """Whether reads without a token are answered."""
        self.limits = {"core": Limit(60, 3600), "search": Limit(10, 60)}
        """Without a token."""
        self.user_owned = False
        self.fields: list[dict[str, Any]] | None = None
        """The organisation's issue fields; None: it has none."""
        self.fields_seen = True
        """Whether the token may ask for them."""
        self.passes_over = False
        """Whether values are taken in silence, and forgotten."""
        self.values: dict[str, dict[int, Any]] = {}
        """Issue (its path) → field → value."""
        self.types: dict[str, str] = {}
        """Issue (its path) → its type."""
        self.listed: list[Any] | None = None
        """What an owner has, made up; None: `repos`."""
        self.installation_token = "ghs_0123456789abcdefghijklmnopqrstuvwxyz"
        self.app: tuple[str, Any] | None = None
        """A GitHub App that is installed at the owner's (number 7): its id and public key."""
        self.token_lasts = 3600
        """Seconds, for the tokens that the App is handed."""
        self.handed = 0
        self.rates: dict[str, tuple[int, int]] | None = {"core": (5000, 4990), "graphql": (5000, 5000)}
        self.scopes: str | None = None
        """Of a classic token."""
        self.suspended = False
        self.app_may = "write"
        self.large = False
        """Whether the list of all issues says that there are thousands."""
        self.tells_last = True

    def another(self, *, gone: int | None = None, **facts: Any) -> str:
        """One more repository of the owner's."""
        name = self.emulator.repo()
        self.repos[name] = Repo(facts, gone)
        return name

    def make(self, title: str, *labels: str, body: str = "", repo: str | None = None, closed: bool = False) -> int:
        """An issue that people made; its number."""
        made = self.of(repo or self.repo, "POST", "/issues", {"title": title, "labels": labels, "body": body})
        number = made["number"]
        assert isinstance(number, int)
        if closed:
            self.of(repo or self.repo, "PATCH", f"/issues/{number}", {"state": "closed"})
        return number

    def of(self, repo: str, verb: str, path: str, body: object = None) -> Any:
        """As a person would, in any repository."""
        sent = None if body is None else json.dumps(body).encode()
        status, _, answer = self.emulator.ask(verb, f"/repos/{repo}{path}", sent, self._headers)
        assert status < 300, f"{verb} {path}: {status} {answer!r}"
        return json.loads(answer) if answer else None

    # Answering

    def _get(self, path: str) -> Any:
        there = self.repos.get("/".join(path.split("/")[2:4]), Repo())
        return None if there.gone else super()._get(path)

    def _answer(self, to: BaseHTTPRequestHandler, request: Request, sent: bytes | None) -> Answer:
        known = to.headers.get("Authorization")
        if self.app is not None and (known or "").startswith("Bearer "):
            return self._app(request, (known or "").removeprefix("Bearer "))
        if known == f"token {self.installation_token}":
            del to.headers["Authorization"]
            to.headers["Authorization"] = f"token {TOKEN}"
            return self._wide(to, request, sent)
        if known is None and self.public and not request.writes:
            if request.path == "/user":
                return _json({"message": "Requires authentication"}, 401)
            to.headers["Authorization"] = f"token {TOKEN}"
            resource = "search" if request.path.startswith("/search/") else "core"
            limit = self.limits[resource]
            if limit.used >= limit.limit and request.path != "/rate_limit":
                said = {"message": "API rate limit exceeded for 192.0.2.1. (But here's the good news: …)"}
                return _json(said, 403)[0], limit.headers(resource), json.dumps(said).encode()
            limit.used += 1
            status, headers, answer = self._wide(to, request, sent)
            return status, {**headers, **limit.headers(resource)}, answer
        return self._wide(to, request, sent)

    def _app(self, request: Request, signed: str) -> Answer:
        """What an App does in its own name; the signature is checked."""
        assert self.app is not None
        id, key = self.app
        try:
            said = jwt.decode(signed, key, algorithms=["RS256"], issuer=id, options={"require": ["iat", "exp"]})
        except jwt.PyJWTError:
            return _json({"message": "A JSON web token could not be decoded"}, 401)
        assert said["exp"] - said["iat"] <= 660
        owners = {f"GET /repos/{repo}/installation" for repo in self.repos} | {
            f"GET /{'users' if self.user_owned else 'orgs'}/{self.owner}/installation"
        }
        asked = f"{request.verb} {request.path}"
        told = {"id": 7, "account": {"login": self.owner}, "permissions": {"issues": self.app_may}}
        if asked in owners or asked == "GET /app/installations/7":
            return _json(told)
        if asked == "POST /app/installations/7/access_tokens":
            if self.suspended:
                return _json({"message": "This installation has been suspended"}, 403)
            self.handed += 1
            self.installation_token = f"ghs_handed{self.handed:030}"
            ends = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=self.token_lasts)
            made = {"token": self.installation_token, "expires_at": f"{ends:%Y-%m-%dT%H:%M:%SZ}"}
            return _json({**made, "permissions": told["permissions"]}, 201)
        return NOT_FOUND

    def _wide(self, to: BaseHTTPRequestHandler, request: Request, sent: bytes | None) -> Answer:
        if to.headers.get("Authorization") == f"token {TOKEN}":
            parts = request.path.split("/")
            repo = "/".join(parts[2:4]) if parts[1] == "repos" else ""
            if repo in self.repos and (status := self.repos[repo].gone) is not None:
                return _json({"message": "Gone" if status == 410 else "Not Found"}, status)
            for pattern, answer in self._more():
                if (found := re.fullmatch(pattern, f"{request.verb} {request.path}")) is not None:
                    made: Answer | None = answer(request, *found.groups())
                    if made is not None:
                        return made
        wanted = request.query.get("type")
        if wanted is not None and self.types:
            path = request.path
            found = self._with_sub_issues(
                json.loads(self.emulator.ask("GET", f"{path}?state=all&per_page=100", None, self._headers)[2])
            )
            return self._paged(request, [each for each in found if (each.get("type") or {}).get("name") == wanted])
        values = request.body.get("issue_field_values") if isinstance(request.body, dict) else None
        made = request.verb == "POST" and request.path.endswith("/issues") and values is not None
        if made:  # the emulator refuses nothing that it does not know
            status, headers, body = super()._answer(to, request, sent)
            if status == 201 and self.fields is not None and not self.passes_over:
                path = urllib.parse.urlsplit(json.loads(body)["url"]).path
                for each in values or ():
                    self.values.setdefault(path, {})[each["field_id"]] = each["value"]
                body = json.dumps(self._with_sub_issues(json.loads(body))).encode()
            return status, headers, body
        status, headers, body = super()._answer(to, request, sent)
        if self.scopes is not None:
            headers = {**headers, "x-oauth-scopes": self.scopes}
        return status, headers, body

    def _more(self) -> list[tuple[str, Any]]:
        return [
            (r"GET /orgs/([^/]+)/repos", self._owned),
            (r"GET /users/([^/]+)/repos", self._owned),
            (r"GET /installation/repositories", self._installation),
            (r"GET /search/issues", self._search),
            (r"GET /repos/([^/]+/[^/]+)", self._repository),
            (r"GET /repos/([^/]+/[^/]+)/issues", self._many),
            (r"GET /rate_limit", self._rates),
            (r"GET /orgs/([^/]+)/issue-fields", self._issue_fields),
            (r"POST (/repos/[^/]+/[^/]+/issues/\d+)/issue-field-values", self._set_fields),
            (r"GET /repos/([^/]+/[^/]+)/contents/(.+)", self._content),
        ]

    def _get(self, path: str) -> Any:
        """For GraphQL: of a repository that is gone there is nothing, and it tells what the emulator does not know."""
        name = "/".join(path.split("/")[2:4])
        known = self.repos.get(name)
        if known is not None and known.gone in (403, 404):
            return None
        if known is not None and path == f"/repos/{name}":
            return {**self._described(name), **({"has_issues": False} if known.gone == 410 else {})}
        return super()._get(path)

    def _described(self, name: str) -> dict[str, Any]:
        told = json.loads(self.emulator.ask("GET", f"/repos/{name}", None, self._headers)[2])
        facts = {"archived": False, "disabled": False, "fork": False, "has_issues": True}
        return {**told, **facts, **self.repos[name].facts}

    def _repository(self, _: Request, name: str) -> Answer | None:
        return _json(self._described(name)) if name in self.repos else None

    def _many(self, request: Request, name: str) -> Answer | None:
        if not self.large or "labels" in request.query:
            return None
        link = f'<{self.address}{request.path}?page=2>; rel="next"'
        link += f', <{self.address}{request.path}?page=40>; rel="last"' if self.tells_last else ""
        return _json(self.of(name, "GET", "/issues?state=all&sort=created&direction=desc"), link=link)

    def _rates(self, _: Request) -> Answer:
        if self.rates is None:
            return _json({"message": "Rate limiting is not enabled."}, 404)
        ends = int(time.time()) + 1800
        told = {
            name: {"limit": limit, "remaining": left, "reset": ends, "used": limit - left}
            for name, (limit, left) in self.rates.items()
        }
        return _json({"resources": told, "rate": told["core"]})

    def _issue_fields(self, _: Request, _owner: str) -> Answer:
        return _json(self.fields) if self.fields is not None and self.fields_seen else NOT_FOUND

    def _set_fields(self, request: Request, path: str) -> Answer:
        """As GitHub does, silence where there are none; an option that is none is refused."""
        if self.fields is not None and not self.passes_over:
            known = {field["id"]: field for field in self.fields}
            for each in request.body["issue_field_values"]:
                field = known.get(each["field_id"])
                options = [option["name"] for option in (field or {}).get("options", ())]
                if field is None or (options and each["value"] not in options):
                    return _json({"message": "Validation Failed"}, 422)
                self.values.setdefault(path, {})[each["field_id"]] = each["value"]
        return _json(self._told(path))

    def _told(self, path: str) -> list[dict[str, Any]]:
        known = {field["id"]: field for field in self.fields or ()}
        return [
            {
                "issue_field_id": id, "issue_field_name": known[id]["name"], "node_id": f"IF_{id}",
                "data_type": known[id]["data_type"], "value": 1 if known[id].get("options") else value,
                **({"single_select_option": {"id": 1, "name": value, "color": "red"}} if known[id].get("options") else {}),
            }
            for id, value in self.values.get(path, {}).items()
        ]  # fmt: skip

    def _with_sub_issues(self, data: Any) -> Any:
        """With what its fields and its type tell, too."""
        data = super()._with_sub_issues(data)
        for each in data if isinstance(data, list) else [data]:
            if isinstance(each, dict) and "number" in each and "repository_url" in each:
                path = urllib.parse.urlsplit(each["url"]).path
                if self.fields is not None:
                    each["issue_field_values"] = self._told(path)
                if path in self.types:
                    each["type"] = {"id": 1, "node_id": "IT_1", "name": self.types[path], "description": None}
        return data

    def _content(self, _: Request, name: str, path: str) -> Answer:
        data = self.repos[name].files.get(path) if name in self.repos else None
        if data is None:
            return NOT_FOUND
        return _json({"path": path, "encoding": "base64", "content": base64.encodebytes(data).decode()})

    def _owned(self, request: Request, owner: str) -> Answer:
        if owner.casefold() != self.owner or request.path.startswith("/orgs/") is self.user_owned:
            return NOT_FOUND
        return self._paged(request, self.listed or [self._described(name) for name in sorted(self.repos)])

    def _installation(self, request: Request) -> Answer:
        found = self.listed or [self._described(name) for name in sorted(self.repos)]
        return self._paged(request, found, under="repositories")

    def _paged(self, request: Request, found: list[Any], *, under: str | None = None) -> Answer:
        page, size = int(request.query.get("page", "1")), int(request.query.get("per_page", "30"))
        shown = found[(page - 1) * size : page * size]
        last = max(1, -(-len(found) // size))
        query = urllib.parse.urlencode({**request.query, "page": page + 1})
        ends = urllib.parse.urlencode({**request.query, "page": last})
        at = f"{self.address}{request.path}"
        link = {"link": f'<{at}?{query}>; rel="next", <{at}?{ends}>; rel="last"'} if page < last else {}
        status, headers, answer = _json(
            shown if under is None else {"total_count": len(found), "incomplete_results": False, under: shown}
        )
        return status, {**headers, **link}, answer

    def _search(self, request: Request) -> Answer:
        """As far as pmflow asks: `user:`, `repo:`, `is:issue`, `state:`, `archived:`, `label:` (several with commas) and one
        text in the title."""
        query = request.query["q"]
        said = dict(re.findall(r'(?<!\S)(user|repo|is|state|archived|in|label):((?:"[^"]*"|[^\s"])+)', query))
        text = re.sub(r'(?<!\S)[a-z]+:(?:"[^"]*"|[^\s"])+', "", query).strip().strip('"').casefold()
        if said.get("user", self.owner) != self.owner or said.get("repo", self.repo) not in self.repos:
            return _json({"message": "Validation Failed", "errors": [{"message": "cannot be searched"}]}, 422)
        labels = {each.strip('"').casefold() for each in said.get("label", "").split(",")} - {""}
        names = [said["repo"]] if "repo" in said else sorted(self.repos)
        found = []
        for name in names:
            facts = self.repos[name].facts
            if self.repos[name].gone or (said.get("archived") == "false" and facts.get("archived")):
                continue
            for issue in self.of(name, "GET", f"/issues?state={said.get('state', 'all')}&per_page=100"):
                own = {label["name"].casefold() for label in issue["labels"]}
                if (not labels or labels & own) and text in issue["title"].casefold():
                    found.append(issue)
        return self._paged(request, found, under="items")
