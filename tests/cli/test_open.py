"""`pmflow open`: from an incident, a title, a team's own template."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Pmflow


def test_a_team_s_own_template(pmflow: Pmflow, tmp_path: Path) -> None:
    """Its words stand in the new document, with the title filled in."""
    (tmp_path / "ours.md").write_text("# {{ title }}\n\n## What we saw\n")
    (tmp_path / "pmflow.yml").write_text("templates: {full: ours.md, stub: ours.md}\n")
    assert pmflow("open", "Search is blank", "--severity", "P1", "--by", "Ines").code == 0
    text = next((tmp_path / "postmortems").glob("*/postmortem.md")).read_text()
    assert "## What we saw" in text
    assert "# Search is blank" in text


def test_a_template_outside_of_the_folder_is_refused(pmflow: Pmflow, tmp_path: Path) -> None:
    """A link must not bring a file of the machine into a document."""
    (tmp_path / "link.md").symlink_to("/etc/hostname")
    (tmp_path / "pmflow.yml").write_text("templates: {stub: link.md}\n")
    ran = pmflow("open", "Search is blank", "--severity", "P1", "--by", "Ines")
    assert (ran.code, ran.out) == (2, "")
    assert "templates.stub: link.md leads out of" in ran.err
    assert not list(tmp_path.glob("postmortems/*"))
