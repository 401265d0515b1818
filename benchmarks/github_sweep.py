"""`pmflow sweep` against a GitHub on this machine, as a process of its own: requests on the wire, and seconds.

    python benchmarks/github_sweep.py        prints the table of benchmarks/README.md

The yardstick: 200 open action items of 20 post-mortems, 50 of them due, then the same with nothing left to do. The GitHub is
npm `emulate` behind the tests' own server, which answers GraphQL from memory after the first time, so that its own work is not
counted; latency is added there to every answer. Between two writes pmflow waits a second, as GitHub asks: those seconds are
told apart.

actions/stale, measured in the same way elsewhere: 107 reads and 100 writes for 200 issues of which 50 are due, and 107 reads
again where nothing is due, 6.6 s at 50 ms. The floor: 2 reads and 100 writes, then 2 reads.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.adapters.github_many import fill  # noqa: E402
from tests.adapters.github_server import TOKEN, Emulator, Front  # noqa: E402

POSTMORTEMS, EACH, DUE = 20, 10, 50
POLICY = """\
mode: enforce
tracker: {{kind: github, repos: [{repo}]}}
calendar: {{hours: "00:00-23:59", week: [mon, tue, wed, thu, fri, sat, sun]}}
ladder:
  - {{name: late, day: 1, to: owner, label: overdue}}
"""
LIMITS = {"50 due": (5 + DUE, 2 * DUE + POSTMORTEMS), "nothing due": (5, 0)}
"""Reads and writes that are allowed."""


@dataclass(frozen=True)
class Run:
    """One sweep."""

    seconds: float
    cpu: float
    """Of the process alone; on a busy machine it says more than the clock."""
    reads: int
    writes: int


def swept(front: Front, folder: Path) -> Run:
    """One process, start to end."""
    front.requests.clear()
    environment = {**os.environ, "GITHUB_TOKEN": TOKEN, "GITHUB_API_URL": front.address, "PYTHONPATH": str(ROOT)}
    # An installed package has its bytecode; the first sweep makes it, and is not timed.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun, spent = time.perf_counter(), _cpu()
    ran = subprocess.run(
        [sys.executable, "-m", "pmflow", "sweep", "--json"], cwd=folder, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    took, cpu = time.perf_counter() - begun, _cpu() - spent
    assert ran.returncode == 0, ran.stderr + ran.stdout[-2000:]
    assert json.loads(ran.stdout)["examined"] == POSTMORTEMS, ran.stdout
    return Run(took, cpu, len(front.reads), len(front.writes))


def beside() -> tuple[float, float]:
    """What Python alone takes to start, and what it takes to import the library that speaks to GitHub (best of five)."""
    took = []
    for code in ("pass", "import github"):
        runs = []
        for _ in range(5):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            runs.append(time.perf_counter() - begun)
        took.append(min(runs))
    return took[0], took[1]


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(emulator: Emulator, latency: float) -> list[tuple[str, Run]]:
    """A fresh repository, swept when 50 are due, and again."""
    front = Front(emulator)
    today = dt.datetime.now(dt.UTC).date()
    try:
        fill(
            front, POSTMORTEMS, EACH, DUE, soon=today - dt.timedelta(days=2), later=today + dt.timedelta(days=60),
            began=dt.datetime.now(dt.UTC) - dt.timedelta(days=4),
        )  # fmt: skip
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "pmflow.yml").write_text(POLICY.format(repo=front.repo), encoding="utf-8")
            front.remember, front.latency = {}, latency
            first = swept(front, folder)
            swept(front, folder)  # what the server remembers from now on costs nothing
            again = min((swept(front, folder) for _ in range(5)), key=lambda run: run.seconds)
            assert front.complaints == []
    finally:
        front.stop()
    return [("50 due", first), ("nothing due", again)]


def main() -> None:
    """Measure, and print Markdown."""
    empty, library = beside()
    print(f"Python alone starts in {empty * 1000:.0f} ms here, and imports PyGithub in {library * 1000:.0f} ms.\n")
    print("| sweep over 200 open items | latency | reads | writes | seconds | CPU | pauses between writes |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        emulator = Emulator(Path(name))
        try:
            for latency in (0.0, 0.05):
                for what, run in measured(emulator, latency):
                    reads, writes = LIMITS[what]
                    paused = max(0, run.writes - 1) * 1.0
                    print(
                        f"| {what} | {latency * 1000:.0f} ms | {run.reads} (≤ {reads}) | {run.writes} (≤ {writes}) | "
                        f"{run.seconds:.2f} | {run.cpu:.2f} | {paused:.0f} |",
                        flush=True,
                    )
        finally:
            emulator.stop()


if __name__ == "__main__":
    main()
