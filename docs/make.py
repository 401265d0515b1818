"""Write the generated pages and pictures anew: lifecycle.md, rules.md, and the terminal pictures from real runs.

The pages are compared with what the code says by tests; the pictures are for people, and made when they have changed.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
OLD = """\
# Outage of the image proxy, 14 May

Thanks to a bad deploy all product pictures were gone for a while. Severity: SEV2.

## What happened

- 14:02 new proxy version live
- 14:20 customers write to support, no pictures in the shop
- 14:15 alert for the proxy's error rate
- 15:10 old version live again, unfortunately only after a long search

## Cause

Human error during the deployment.

## To do

- [ ] Improve monitoring
- [ ] Bob: add a smoke test that loads ten product pages after each deployment
- [ ] be more careful with deployments
"""


PEOPLE = """\
mode: enforce
calendar: {timezone: Europe/Berlin}
severities: {accountable: {P1: Ada Park}}
people:
  - {name: Ada Park}
  - {name: Sarah Okafor, lead: Ada Park}
  - {name: Bo Lind, lead: Ada Park, away: [{first: 2026-11-23, last: 2026-11-27}]}
"""
"""The policy of the team that the tour's picture shows."""

PROMISES = {
    "2026-03-10-checkout-pool": (
        "Checkout answered 502 while the connection pool was empty",
        "P1",
        "| AI-1 | Bound the wait for a connection at two seconds | Sarah Okafor | 2026-04-24 | Planned |\n"
        "| AI-2 | Alert on pool usage above 80 % | Bo Lind | 2026-11-24 | In progress |\n",
    ),
    "2026-10-27-search-blank": (
        "Search went blank for signed-in users",
        "P2",
        "| AI-1 | Put a signed-in search into the smoke test | Sarah Okafor | 2026-11-20 | Planned |\n"
        "| AI-2 | Rewrite the roll-back page for the new cluster | Bo Lind | 2026-12-04 | Planned |\n",
    ),
}
INCIDENTS = {
    "2026-11-18-payments-rejected": "title: Payments rejected cards of one bank\nseverity: P1\n"
    "started_at: 2026-11-18T07:40Z\nresolved_at: 2026-11-18T09:05Z\nresponders: [Sarah Okafor]\n",
}


def team(folder: Path) -> None:
    """A small team's folder: two post-mortems with promises, and an incident that has none."""
    (folder / "pmflow.yml").write_text(PEOPLE, encoding="utf-8")
    (folder / "incidents").mkdir()
    for name, text in INCIDENTS.items():
        (folder / "incidents" / f"{name}.yml").write_text(text, encoding="utf-8")
    for name, (title, severity, rows) in PROMISES.items():
        place = folder / "postmortems" / name
        place.mkdir(parents=True)
        text = (
            f"---\nseverity: {severity}\ndate: {name[:10]}\nauthors: [Sarah Okafor]\n---\n\n# {title}\n\n## Action items\n\n"
            f"| ID | Action | Owner | Due | Status |\n|---|---|---|---|---|\n{rows}"
        )
        (place / "postmortem.md").write_text(text, encoding="utf-8")


def picture(title: str, output: str, *, width: int) -> str:
    """Terminal output with its colours as an SVG of its own (no fonts from elsewhere)."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=width, file=io.StringIO())
    console.print(Text.from_ansi(output.rstrip("\n")))
    svg = console.export_svg(title=title)
    svg = re.sub(r"\s*@font-face \{.*?\}\n", "\n", svg, flags=re.DOTALL)
    return re.sub(r"terminal-\d+", "terminal", svg)


def run(*words: str, cwd: Path, width: int) -> str:
    """What a command prints on a terminal of that width."""
    shown = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(width), "TERM": "xterm-256color"}
    ran = subprocess.run(
        [str(Path(sys.executable).parent / "pmflow"), *words],
        cwd=cwd,
        env=shown,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout


def main() -> None:
    """Everything that is generated."""
    from pmflow.rules.page import rules_page
    from pmflow.states.diagram import lifecycle_page

    (HERE / "lifecycle.md").write_text(lifecycle_page(), encoding="utf-8")
    (HERE / "rules.md").write_text(rules_page(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "OLD.md").write_text(OLD, encoding="utf-8")
        checked = run("check", "OLD.md", cwd=here, width=96)
        (HERE / "check.svg").write_text(picture("pmflow check OLD.md", checked, width=96), encoding="utf-8")
        acme = here / "acme-shop"
        acme.mkdir()
        team(acme)
        toured = run("tour", "--now", "2026-11-23", cwd=acme, width=110)
        (HERE / "tour.svg").write_text(picture("pmflow tour", toured, width=110), encoding="utf-8")
        played = run("demo", "scratch", cwd=here, width=110)
        (HERE / "demo.svg").write_text(picture("pmflow demo", played, width=110), encoding="utf-8")


if __name__ == "__main__":
    main()
