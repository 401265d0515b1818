"""A GitHub to test against: npm `emulate` over real HTTP, and in front of it what it lacks.

`Emulator` starts that stranger's program, pinned, from a cache folder of this repository; nothing is installed globally.
`Front` passes requests on to it and counts them, judges each by GitHub's own description (`tests/data/github`), adds
sub-issues and GraphQL (`github_graphql`), refuses tokens and assignees as GitHub does, and breaks on demand.
"""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from filelock import FileLock
from jsonschema import Draft202012Validator

from tests.adapters import github_graphql
from tests.adapters.github_kept import Kept
from tests.adapters.github_turns import Turns

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "emulate"
PACKAGE = "emulate@0.11.2"
TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"
BOT = "pm-robot"
MACHINE = "github-actions[bot]"
"""Whom a workflow's own token belongs to."""
PEOPLE = ("noor", "ivo", "wanda")
REPOS = 1200
"""Each test has a repository of its own; the emulator makes them when it starts."""
GRAPHQL = "/graphql"
DESCRIPTIONS = sorted((ROOT / "tests" / "data" / "github").glob("openapi*.json"))


class NotThere(Exception):
    """The emulator cannot be had here, and why."""


def installed() -> Path:
    """The emulator's program, installed once into the cache. Raises `NotThere`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NotThere("node and npm are not installed")
    program = CACHE / "node_modules" / ".bin" / "emulate"
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / ".lock", timeout=180):
        if not program.exists():
            command = [npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(CACHE), PACKAGE]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=150, check=False)
            except subprocess.TimeoutExpired:
                raise NotThere(f"npm could not install {PACKAGE} in time") from None
            if done.returncode or not program.exists():
                raise NotThere(f"npm could not install {PACKAGE}")
    return program


def _token(number: int, who: str = "emulator") -> str:
    """One for each test: the emulator, too, allows 5,000 requests an hour."""
    return f"ghp_{who}{number:028}"


class Emulator:
    """The stranger's program, running."""

    def __init__(self, folder: Path) -> None:
        program = installed()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._kept = Kept(self.port)
        logins = {"emulator": BOT, "machine": MACHINE, **{login: login for login in PEOPLE}}
        seed = {
            "tokens": {
                _token(number, who): {"login": login, "scopes": ["repo"]}
                for number in range(1, REPOS + 1)
                for who, login in logins.items()
            },
            "github": {
                "users": [{"login": login} for login in (BOT, MACHINE, *PEOPLE)],
                "orgs": [{"login": "acme"}],
                "repos": [{"owner": "acme", "name": f"shop-{number:03}"} for number in range(1, REPOS + 1)],
            },
        }
        (folder / "seed.json").write_text(json.dumps(seed))
        self._process = subprocess.Popen(
            [str(program), "start", "--service", "github", "--port", str(self.port), "--seed", str(folder / "seed.json")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip
        self._repos = iter(range(1, REPOS + 1))
        self._tokens = iter(range(1, REPOS + 1))
        end = time.monotonic() + 30
        while time.monotonic() < end and self._process.poll() is None:
            with suppress(OSError), socket.create_connection(("localhost", self.port), timeout=1):
                return
            time.sleep(0.05)
        self.stop()
        raise NotThere(f"{PACKAGE} does not start")

    def repo(self) -> str:
        """One that nobody used yet."""
        return f"acme/shop-{next(self._repos):03}"

    def token(self) -> str:
        """One that few requests were made with."""
        return _token(next(self._tokens))

    def tokens(self) -> dict[str, str]:
        """The same, of a workflow (`machine`) and of each of the people."""
        number = next(self._tokens)
        return {who: _token(number, who) for who in ("machine", *PEOPLE)}

    def stop(self) -> None:
        self._kept.close()
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._process.kill()
        self._process.wait()

    def ask(
        self, verb: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        return self._kept.ask(verb, path, body, headers)


@dataclass(frozen=True)
class Request:
    verb: str
    path: str
    query: dict[str, str]
    body: Any

    @property
    def asks(self) -> bool:
        """Whether it is a GraphQL query: a POST that reads."""
        return self.path == GRAPHQL and self.verb == "POST"

    @property
    def writes(self) -> bool:
        return self.verb != "GET" and not self.asks

    def __str__(self) -> str:
        if self.asks:
            return f"QUERY {github_graphql.operation(self.body)}"
        return f"{self.verb} {re.sub(r'^/repos/[^/]+/[^/]+', '', self.path)}"


@dataclass
class Fault:
    """What goes wrong with the `at`-th request from now on (1: the next) that matches."""

    kind: str
    """A status, `drop` (no answer), `late` (after two seconds), each with `done` where the server did the work before;
    `partial`: a query's answer without what stands at the dotted path `body["without"]`."""
    match: str = ""
    at: int = 1
    done: bool = False
    times: int = 1
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=lambda: {"message": "Something went wrong"})


def rate_limited(times: int = 1) -> Fault:
    """How GraphQL says that the limit is used up: in a 200. https://docs.github.com/en/graphql/overview"""
    told = {"type": "RATE_LIMITED", "message": "API rate limit exceeded for installation ID 1."}
    return Fault("200", "^QUERY", times=times, body={"errors": [told]}, headers={"x-ratelimit-remaining": "0"})


class Front:
    """What the adapter talks to: one for each test, before an emulator that all share."""

    def __init__(self, emulator: Emulator, *, sub_issues: bool = True, graphql: bool = True) -> None:
        """`graphql`: whether it has any (without sub-issues it has none of theirs either, so none at all)."""
        self.emulator = emulator
        self.graphql = graphql and sub_issues
        self.latency = 0.0
        """Seconds by which every answer comes later."""
        self.remember: dict[str, Any] | None = None
        """What the emulator answered to what queries are resolved from: a dictionary where measuring should not count that."""
        self.repo = emulator.repo()
        self._headers = {"Authorization": f"token {emulator.token()}", "Content-Type": "application/json"}
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        """Requests that GitHub's own description does not know."""
        self.faults: list[Fault] = []
        self.before: list[tuple[str, Any]] = []
        """What people do just before a request that matches: pattern and a function without arguments; each once."""
        self.sub_issues = sub_issues
        self.former: set[str] = set()
        """What the repository was called before: GitHub redirects."""
        self.silent = True
        """Whether an assignee who may not be one is passed over in silence, as GitHub does."""
        self.permissions = {"noor": "admin", "ivo": "write", "wanda": "read"}
        """Of the repository's people; of whoever is not named here GitHub knows nothing."""
        self.reactions: list[tuple[int, str]] = []
        """What was put to which comment."""
        self.versions: dict[str, list[tuple[str, str]]] = {}
        """What each comment was, by its path: text, and when it was written (whole seconds); the oldest first."""
        self.turns: Turns | None = None
        """In which order it answers runs at once."""
        self.newest_first = True
        """In which order its edits are told."""
        self._editing = threading.Lock()
        self._children: dict[str, list[int]] = {}
        self._ids: dict[int, str] = {}
        self._edits: dict[str, list[str]] = {}
        """What the texts of issues were, the newest first: GitHub keeps that, the emulator does not."""
        self._asked = 0
        front = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 1 << 16  # head and body in one packet: two would wait for an acknowledgement of 40 ms
            disable_nagle_algorithm = True

            def log_message(self, *_: Any) -> None:
                pass

            def _answer(self) -> None:
                front._handle(self)

            do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = _answer

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def renew(self) -> None:
        """Go on with another token: a story of thousands of requests would meet the emulator's limit for one."""
        self._headers = {**self._headers, "Authorization": f"token {self.emulator.token()}"}

    @property
    def writes(self) -> list[str]:
        """The writes so far, in order."""
        return [str(each) for each in self.requests if each.writes]

    @property
    def reads(self) -> list[str]:
        return [str(each) for each in self.requests if not each.writes]

    # What people do behind pmflow's back: past counting and faults

    def ask(self, verb: str, path: str, body: object = None) -> Any:
        """As a person would (the emulator knows one user only); raises `AssertionError` unless it is done."""
        sent = None if body is None else json.dumps(body).encode()
        self._keep_edit(verb, f"/repos/{self.repo}{path}", body)
        status, _, answer = self._pass_on(verb, f"/repos/{self.repo}{path}", sent)
        assert status < 300, f"{verb} {path}: {status} {answer!r}"
        self._forget(verb, f"/repos/{self.repo}{path}")
        return json.loads(answer) if answer else None

    def _keep_edit(self, verb: str, path: str, body: Any) -> None:
        """Before an issue's text is changed: at first, the text that it was made with."""
        if verb == "PATCH" and "body" in (body or {}) and "/comments/" not in path:
            old = json.loads(self.emulator.ask("GET", path, None, self._headers)[2])
            known = self._edits.setdefault(path, [old.get("body") or ""])
            if known[0] != body["body"]:
                known.insert(0, body["body"])

    def comments(self, number: int) -> list[Any]:
        found = self.ask("GET", f"/issues/{number}/comments?per_page=100")
        assert isinstance(found, list)
        return found

    def tie(self, parent: int, child: dict[str, Any]) -> None:
        """Make one issue of this repository a sub-issue of another."""
        self._with_sub_issues(child)
        self._children.setdefault(f"/repos/{self.repo}/issues/{parent}", []).append(child["id"])

    # Answering

    def _handle(self, to: BaseHTTPRequestHandler) -> None:
        sent = to.rfile.read(int(to.headers.get("Content-Length") or 0)) or None
        parts = urllib.parse.urlsplit(to.path)
        body = json.loads(sent) if sent else None
        path = parts.path.removeprefix("/api/v3").removeprefix("/api")  # GitHub Enterprise Server's
        run = re.match(r"/runs/([^/]+)", path)
        path = path.removeprefix(run[0]) if run else path
        request = Request(to.command, path, dict(urllib.parse.parse_qsl(parts.query)), body)
        lives = not run or self.turns is None or self.turns.wait(run[1])
        self.requests.append(request)
        if not request.asks:
            self.complaints.extend(judge(request))
        time.sleep(self.latency)
        for each in [each for each in self.before if re.search(each[0], str(request))][:1]:
            self.before.remove(each)
            each[1]()
        fault = self._fault(request) if lives else Fault("401")
        if fault is None or fault.done:
            status, headers, answer = self._answer(to, request, sent)
        if fault is not None:
            if fault.kind == "late":
                time.sleep(2)
            if fault.kind in ("drop", "late"):
                to.close_connection = True
                with suppress(OSError):
                    to.connection.shutdown(socket.SHUT_RDWR)
                return
            if fault.kind == "partial":
                _, _, whole = self._answer(to, request, sent)
                answer = github_graphql.encoded(github_graphql.without(json.loads(whole), str(fault.body["without"])))
                status, headers = 200, fault.headers
            else:
                status, headers, answer = int(fault.kind), fault.headers, json.dumps(fault.body).encode()
        to.send_response(status)
        for name, value in {"content-type": "application/json", **headers}.items():
            if name in ("content-type", "link", "location") or name.startswith(("x-", "retry")):
                to.send_header(name, value)
        to.send_header("Content-Length", str(len(answer)))
        to.end_headers()
        with suppress(OSError):
            to.wfile.write(answer)

    def _fault(self, request: Request) -> Fault | None:
        for fault in self.faults:
            if re.search(fault.match, str(request)):
                fault.at -= 1
                if fault.at <= 0:
                    fault.times -= 1
                    if fault.times <= 0:
                        self.faults.remove(fault)
                    return fault
        return None

    def _answer(
        self, to: BaseHTTPRequestHandler, request: Request, sent: bytes | None
    ) -> tuple[int, dict[str, str], bytes]:
        if to.headers.get("Authorization") != f"token {TOKEN}":
            return 401, {}, b'{"message": "Bad credentials"}'
        if request.asks:
            return self._query(request)
        for name in self.former:
            if request.path == f"/repos/{name}" or request.path.startswith(f"/repos/{name}/"):
                moved = request.path.replace(name, self.repo, 1)
                return 301, {"location": f"{self.address}{moved}"}, b'{"message": "Moved Permanently"}'
        self._forget(request.verb, request.path)
        if request.path.endswith("/sub_issues"):
            return self._sub_issue(request)
        if request.path.endswith("/sub_issue"):
            return self._untie(request)
        if request.path.endswith("/permission"):
            return self._permission(request)
        if re.search(r"/assignees/[^/]+$", request.path):
            there = request.path.rpartition("/")[2] in PEOPLE
            return (204, {}, b"") if there else (404, {}, b'{"message": "Not Found"}')
        if request.path.endswith("/reactions"):
            return self._react(request)
        query = f"?{urllib.parse.urlencode(request.query)}" if request.query else ""
        self._keep_edit(request.verb, request.path, request.body)
        status, back, answer = self._pass_on(to.command, request.path + query, sent)
        if request.path.endswith("/assignees") and request.verb == "POST" and status == 422 and self.silent:
            status, back, answer = self.emulator.ask(
                "GET", request.path.removesuffix("/assignees"), None, self._headers
            )
            status = 201
        if status == 404 and request.verb == "DELETE" and "/labels/" in request.path:
            answer = b'{"message": "Label does not exist"}'
        if request.path.endswith("/timeline") and status == 200:
            answer = self._with_comments(request.path, json.loads(answer))
        if "application/json" in back.get("content-type", "") and status < 300:
            answer = json.dumps(self._with_sub_issues(json.loads(answer))).encode()
        return status, back, answer

    def _pass_on(self, verb: str, path: str, sent: bytes | None) -> tuple[int, dict[str, str], bytes]:
        """To the emulator; of a comment that is edited, it is kept what it was."""
        if verb != "PATCH" or "/issues/comments/" not in path:
            return self.emulator.ask(verb, path, sent, self._headers)
        with self._editing:
            before = self.emulator.ask("GET", path, None, self._headers)
            done = self.emulator.ask(verb, path, sent, self._headers)
            if done[0] == 200:
                old, new = json.loads(before[2]), json.loads(done[2])
                history = self.versions.setdefault(path, [(old["body"], old["created_at"])])
                history.append((new["body"], time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())))
            return done

    def _history(self, path: str) -> list[tuple[str, str]]:
        told = self.versions.get(path, [])
        return told[::-1] if self.newest_first else list(told)

    def _query(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        if not self.graphql:
            return 404, {}, b'{"message": "Not Found"}'
        found, complaints = github_graphql.answer(
            request.body, self._get, self._children, self._ids, self._edits, self._history
        )
        self.complaints.extend(f"{request}: {each}" for each in complaints)
        return 200, {}, github_graphql.encoded(found)

    def _get(self, path: str) -> Any:
        """What the emulator has there, a list with all its pages; None where there is nothing."""
        if self.remember is not None and path in self.remember:
            return self.remember[path]
        found: Any = None
        for page in range(1, 100):
            asked = f"{path}{'&' if '?' in path else '?'}per_page=100&page={page}"
            self._asked += 1
            if self._asked % 4000 == 0:
                self.renew()
            status, _, answer = self.emulator.ask("GET", asked, None, self._headers)
            if status != 200:
                return None
            part = json.loads(answer)
            if path.endswith("/timeline"):
                part = json.loads(self._with_comments(path, part))
            self._with_sub_issues(part)
            found = part if found is None or not isinstance(part, list) else found + part
            if not isinstance(part, list) or len(part) < 100 or path.endswith("/timeline"):
                break
        if self.remember is not None:
            self.remember[path] = found
        return found

    def _forget(self, verb: str, path: str) -> None:
        """What a write may have changed of what is remembered."""
        if verb == "GET" or not self.remember:
            return
        issue = "/".join(path.split("/")[:6])
        for each in list(self.remember):
            if "?" in each or each == issue or each.startswith(f"{issue}/") or (
                "/issues/comments/" in path and each.endswith("/comments")
            ):  # fmt: skip
                del self.remember[each]

    def _with_comments(self, path: str, events: list[Any]) -> bytes:
        """A timeline tells comments, too; the emulator's does not."""
        path = path.removesuffix("/timeline") + "/comments"
        said = json.loads(self.emulator.ask("GET", path, None, self._headers)[2])
        events += [{"event": "commented", "actor": each["user"], **each} for each in said]
        return json.dumps(sorted(events, key=lambda each: str(each["created_at"]))).encode()

    def _with_sub_issues(self, data: Any) -> Any:
        for each in data if isinstance(data, list) else [data]:
            if isinstance(each, dict) and "issue_url" in each:
                each["node_id"] = f"C:{urllib.parse.urlsplit(each['url']).path}"
            if isinstance(each, dict) and "number" in each and "repository_url" in each:
                path = urllib.parse.urlsplit(each["url"]).path
                self._ids[each["id"]] = path
                if self.sub_issues:
                    each["sub_issues_summary"] = {"total": len(self._children.get(path, ())), "completed": 0}
        return data

    def _permission(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        login = urllib.parse.unquote(request.path.split("/")[-2])
        if login not in self.permissions:
            return 404, {}, b'{"message": "Not Found"}'
        may = self.permissions[login]
        return 200, {}, json.dumps({"permission": may, "role_name": may, "user": {"login": login}}).encode()

    def _react(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        """A reaction that is there already is answered with 200, and not put twice."""
        comment = request.path.removesuffix("/reactions")
        if self.emulator.ask("GET", comment, None, self._headers)[0] != 200:
            return 404, {}, b'{"message": "Not Found"}'
        put = (int(comment.rsplit("/", 1)[1]), request.body["content"])
        there = put in self.reactions
        self.reactions += [] if there else [put]
        made = {"id": len(self.reactions), "content": put[1]}
        return (200 if there else 201), {}, json.dumps(made).encode()

    def _untie(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        children, child = self._children.get(request.path.removesuffix("/sub_issue"), []), request.body["sub_issue_id"]
        if not self.sub_issues or child not in children:
            return 404, {}, b'{"message": "Not Found"}'
        children.remove(child)
        return self.emulator.ask("GET", self._ids[child], None, self._headers)

    def _sub_issue(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        if not self.sub_issues:
            return 404, {}, b'{"message": "Not Found"}'
        parent = request.path.removesuffix("/sub_issues")
        children = self._children.setdefault(parent, [])
        if request.verb == "POST":
            child = request.body["sub_issue_id"]
            if child not in self._ids or any(child in others for others in self._children.values()):
                return 422, {}, b'{"message": "An error occurred while adding the sub-issue to the parent issue."}'
            children.append(child)
            return 201, {}, self.emulator.ask("GET", self._ids[child], None, self._headers)[2]
        page, size = int(request.query.get("page", "1")), int(request.query.get("per_page", "30"))
        shown = children[(page - 1) * size : page * size]
        found = [self.emulator.ask("GET", self._ids[child], None, self._headers) for child in shown]
        link = (
            {"link": f'<{self.address}{request.path}?page={page + 1}>; rel="next"'} if children[page * size :] else {}
        )
        there = [json.loads(answer) for status, _, answer in found if status == 200]
        return 200, link, json.dumps(self._with_sub_issues(there)).encode()


# Judging


@cache
def _described() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    paths = [each for file in DESCRIPTIONS for each in json.loads(file.read_text())["paths"].items()]
    return [
        (re.compile(re.sub(r"\{[a-z_]+\}", r"[^/]+", path.replace("{path}", ".+"))), verbs) for path, verbs in paths
    ]


def judge(request: Request) -> Iterator[str]:
    """What GitHub's description has against a request: path, query and body."""
    verb = request.verb.lower()
    known = next((verbs[verb] for path, verbs in _described() if verb in verbs and path.fullmatch(request.path)), None)
    if known is None:
        yield f"{request}: is not described"
        return
    queries = {each["name"]: each for each in known["parameters"] if each["in"] == "query"}
    for name, value in request.query.items():
        if name not in queries:
            yield f"{request}: has no parameter {name}"
            continue
        number = queries[name]["schema"].get("type") == "integer"
        yield from _wrong(request, int(value) if number else value, queries[name]["schema"])
    if "body" in known:
        yield from _wrong(request, request.body, known["body"])
        extra = set(request.body or ()) - _properties(known["body"])
        if extra:
            yield f"{request}: the body has no {', '.join(sorted(extra))}"
    elif request.body is not None:
        yield f"{request}: takes no body"


def _wrong(request: Request, value: object, schema: dict[str, Any]) -> Iterator[str]:
    for error in Draft202012Validator(schema).iter_errors(value):
        yield f"{request}: {error.message}"


def _properties(schema: dict[str, Any]) -> set[str]:
    inner = [each for each in schema.get("anyOf", ()) if isinstance(each, dict)]
    return set(schema.get("properties", ())).union(*(map(_properties, inner)))
