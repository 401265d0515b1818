"""Write the generated pages and pictures anew: docs/lifecycle.md, docs/rules.md, docs/policy's schema, docs/demo.svg."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    from pmflow.states.diagram import lifecycle_page

    (HERE / "lifecycle.md").write_text(lifecycle_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
