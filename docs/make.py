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
        played = run("demo", "scratch", cwd=here, width=110)
        (HERE / "demo.svg").write_text(picture("pmflow demo", played, width=110), encoding="utf-8")


if __name__ == "__main__":
    main()
