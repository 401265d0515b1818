"""What a command works with: policy, tracker, clock, identity. The only place that reads the environment for them."""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmflow.errors import REFUSED, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from pmflow.engine import Outcome
    from pmflow.events import Event
    from pmflow.plan import Plan
    from pmflow.policy import Policy
    from pmflow.tracker import Tracker
    from pmflow.voice import Voice


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds a policy file or is a repository's top, else `start`."""
    return next((folder for folder in (start, *start.parents) if is_top(folder)), start)


def is_top(folder: Path) -> bool:
    """Whether a policy file or a repository's `.git` is there."""
    from pmflow.policy import PLACES

    return any((folder / name).is_file() for name in PLACES) or (folder / ".git").exists()


@dataclass(frozen=True)
class Session:
    """One command's surroundings."""

    config: Path | None = None
    tracker_name: str | None = None
    now_given: str | None = None
    dry_run: bool = False
    by_given: str | None = None

    about: str | None = None
    """The post-mortem that it is about, where that is given as a path: its own repository's policy holds, wherever one
    stands."""

    whole_day: bool = False
    """Whether a `--now` that is a day alone means its working hours: what will that day bring?"""
    folder: Path | None = None
    """Where to look, given by hand: a folder with `postmortems/` in it, or one with post-mortems."""
    policy_given: Policy | None = None
    """The policy that holds, in place of the file's."""

    @cached_property
    def root(self) -> Path:
        """Where `pmflow.yml` and the folders of the local tracker are."""
        if self.folder is not None:
            return find_root(self.folder.resolve())
        here = find_root(Path.cwd())
        if self.about and "/" in self.about and (path := Path(self.about).resolve()).exists():
            there = find_root(path.parent)
            if not path.is_relative_to(here.resolve()) or there.is_relative_to(here.resolve()):
                return there if there != path.parent else here
        return here

    @cached_property
    def policy(self) -> Policy:
        from pmflow.policy import load_policy

        if self.policy_given is not None:
            return self.policy_given
        policy = load_policy(self.config, self.root)
        if policy.rules.levels:
            from pmflow.cli.rule_names import check_rule_names

            check_rule_names(policy, self.config, self.root)
        if policy.language.add or policy.language.cut:
            from pmflow.cli.rule_names import check_phrases

            check_phrases(policy, self.config, self.root)
        return policy

    def carry_out(self, ref: str, event: Event, *, as_json: bool) -> None:
        """Resolve the ref, decide on the event, and report; leaves with `REFUSED` where something is refused."""

        full = self.tracker.resolve(ref)
        self.check_now(full)
        outcome = self.happen(full, event)
        self.report_plan(outcome.plan, applied=outcome.applied, as_json=as_json)

    def happen(self, ref: str, event: Event) -> Outcome:
        """Decide on an event and carry the plan out, unless this is a dry run."""
        from pmflow.engine import run

        outcome = run(self.tracker, ref, event, self.policy, now=self.now, dry_run=self.dry_run, key=self.key)
        self.keep_status(ref, outcome)
        return outcome

    def keep_status(self, ref: str, outcome: Outcome) -> None:
        """What people see of it in the tracker follows what was done here."""
        if outcome.applied and outcome.plan.effects and not self.tracker.items_in_document:
            from pmflow.showing import show_status

            show_status(self.tracker, ref, self.policy, now=self.now, key=self.key)

    def check_now(self, ref: str) -> None:
        """A time given by hand must not lie before what the journal has already: a chain does not run backwards.

        Raises `UsageError`; what only asks what would be may look back.
        """
        if self.now_given is None or self.dry_run:
            return
        last = max((entry.at for entry in self.tracker.load(ref).journal), default=None)
        if last is not None and self.now < last:
            raise UsageError(
                f"--now {self.now_given} is before the last entry of {ref}'s journal "
                f"({last.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}); give that time or a later one"
            )

    def report_plan(self, plan: Plan, *, applied: bool, as_json: bool) -> None:
        """Show a plan and what comes next; leave with `REFUSED` where something was refused."""
        import typer

        from pmflow import report
        from pmflow.cli.hints import next_command

        if as_json:
            print_json(report.plan_as_json(plan, applied=applied))
        else:
            out = console()
            report.show_plan(out, plan, applied=applied)
            if applied and not plan.refusals and (hint := next_command(self, plan)):
                out.print(f"next: {hint}", style="dim", markup=False)
        if plan.refusals:
            raise typer.Exit(REFUSED)

    @cached_property
    def tracker(self) -> Tracker:
        from pmflow.adapters import adapter

        name = self.tracker_name or self.policy.tracker.kind
        refuse_tracker(name)
        if self.now_given and name != "local" and not self.dry_run:
            raise UsageError(f"--now changes nothing at {name}: use it with --dry-run, or with the local tracker")
        make = adapter(name)
        made: Tracker
        if name == "local":
            root, where = self.root, self.folder.resolve() if self.folder else None
            # A repository's own top is no folder of documents, whatever Markdown lies there.
            holds = where is not None and not is_top(where) and not (where / "postmortems").is_dir()
            named = {"postmortems": where.name} if where is not None and holds and any(where.glob("*.md")) else {}
            root = root if where is None else where.parent if named else where
            made = make(root, secret=self.key, aliases=self.policy.severities.aliases, **named)
        elif name == "github":
            from pmflow.cli.github_tracker import github_tracker

            made = github_tracker(self.policy, self.root, key=self.key)
        else:
            made = make()
        return made

    @cached_property
    def voice(self) -> Voice | None:
        """What carries messages to the targets in `notify`; None where there are none, so that the tracker is told.

        Raises `UsageError` for an address that cannot be used.
        """
        if not self.policy.notify:
            return None
        from pmflow.cli.targets import notifier

        return notifier(self.policy)

    @cached_property
    def key(self) -> bytes | None:
        """The key with which journals are sealed: the tracker writes with it, the engine judges by it."""
        return journal_key()

    @cached_property
    def now(self) -> dt.datetime:
        """Aware UTC."""
        if self.now_given is None:
            return dt.datetime.now(dt.UTC).replace(microsecond=0)
        if (opening := self._day_named(self.now_given)) is not None:
            return opening
        return parse_instant(self.now_given, "--now")

    def _day_named(self, text: str) -> dt.datetime | None:
        """`monday`: the next one, when the team begins to work; so that one can ask what it will bring."""
        from pmflow.policy.names import WEEKDAYS

        word, calendar = text.strip().casefold(), self.policy.working_calendar
        if self.whole_day and len(word) == len("2026-11-30"):
            with contextlib.suppress(ValueError):
                day = dt.date.fromisoformat(word)
                # At either end of the calendar there is no room for an hour of another zone; `parse_instant` says so.
                return calendar.working_hours(day)[0] if dt.MINYEAR < day.year < dt.MAXYEAR else None
        if word not in (*WEEKDAYS, "tomorrow"):
            return None
        today = calendar.day_of(dt.datetime.now(dt.UTC))
        ahead = 1 if word == "tomorrow" else (WEEKDAYS.index(word) - today.weekday() - 1) % 7 + 1
        return calendar.working_hours(today + dt.timedelta(days=ahead))[0]

    @cached_property
    def by(self) -> str:
        """Who acts: as given, else the git identity, else the login name. Asserted, not proven."""
        if self.by_given is not None:
            if not self.by_given.strip():
                raise UsageError("--by names nobody")
            return " ".join(self.by_given.split())
        try:
            asked = subprocess.run(
                # Of the repository that the post-mortem is in: a person may have another name in each.
                ["git", "config", "user.name"],
                cwd=self.root,
                capture_output=True,
                text=True,
                timeout=5,
                check=False,
            )
            name = asked.stdout.strip()
        except (OSError, subprocess.SubprocessError):
            name = ""
        with contextlib.suppress(KeyError, OSError):  # a container without a user database
            return name or os.environ.get("GIT_AUTHOR_NAME") or getpass.getuser()
        raise UsageError("nobody knows who does this: say --by NAME, or set git's user.name")


def refuse_tracker(name: str) -> None:
    """Raises `UsageError` for a tracker that no command of this version can work with, and says why."""
    from pmflow.adapters import ADAPTERS

    offered = [known for known in ADAPTERS if known != "memory"]
    if name in offered:
        return
    why = {
        "memory": "is for tests in Python: it forgets everything when the command ends",
        "jira": "is no tracker of this version yet",
    }.get(name, "is no tracker")
    raise UsageError(f'"{name}" {why}; one of {", ".join(offered)}')


def journal_key() -> bytes | None:
    """The key with which journals are sealed, from PMFLOW_JOURNAL_KEY; None where there is none."""
    key = os.environ.get("PMFLOW_JOURNAL_KEY")
    return key.encode() if key else None


def parse_instant(text: str, option: str, zone: dt.tzinfo = dt.UTC) -> dt.datetime:
    """An ISO time as aware UTC; without an offset it is one of `zone`. Raises `UsageError`."""
    try:
        moment = dt.datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        raise UsageError(f'{option}: "{text}" is no ISO time; write it like 2025-10-24T10:00Z') from None
    try:
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(dt.UTC)
    except OverflowError:
        moment = dt.datetime.max.replace(tzinfo=dt.UTC)
    # A day at either end of the calendar leaves no room for deadlines.
    if not dt.MINYEAR < moment.year < dt.MAXYEAR:
        raise UsageError(f'{option}: "{text}" is out of the calendar; write it like 2025-10-24T10:00Z')
    return moment


def console() -> Console:
    """Where people read: no colour where NO_COLOR is set or the output is no terminal."""
    from rich.console import Console

    class Out(Console):
        def on_broken_pipe(self) -> None:
            # rich would leave with 1; a reader that has seen enough is no failure (`pmflow list | head`).
            raise BrokenPipeError

    return Out(highlight=False, soft_wrap=not sys.stdout.isatty())


def print_json(data: Any) -> None:
    """JSON for programs: two-space indent, people's letters as they are."""
    letters = (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf8sig")
    print(json.dumps(data, indent=2, ensure_ascii=not letters))
