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


RUNNING = "title: Cache stampede\nseverity: P1\nstarted_at: 2026-03-10T10:00:00Z\n"
OVER = f"{RUNNING}resolved_at: 2026-03-10T11:05:00Z\n"


def test_opening_again_after_the_incident_brings_a_stub_up_to_date(pmflow: Pmflow, tmp_path: Path) -> None:
    """The end of the incident and the sections of the full template are added to what was written meanwhile."""
    incident = tmp_path / "incidents" / "2026-03-10-cache.yml"
    incident.parent.mkdir()
    incident.write_text(RUNNING)
    assert pmflow("open", "2026-03-10-cache", "--by", "Ines").code == 0
    [file] = (tmp_path / "postmortems").glob("*/postmortem.md")
    file.write_text(file.read_text().replace("## Timeline\n", "We could not sell.\n\n## Timeline\n"))
    incident.write_text(OVER)
    shown = pmflow("open", "2026-03-10-cache", "--by", "Ines", "--dry-run")
    assert "would do" in shown.out
    assert "Five whys" not in file.read_text()
    assert pmflow("open", "2026-03-10-cache", "--by", "Ines").code == 0
    text = file.read_text()
    assert "resolved: 2026-03-10T11:05:00Z" in text
    assert "### Five whys" in text
    assert "We could not sell." in text
    again = pmflow("open", "2026-03-10-cache", "--by", "Ines")
    assert (again.code, again.out) == (0, "2026-03-10-cache has its post-mortem already: 2026-03-10-cache-stampede\n")
    assert file.read_text() == text


def test_a_timeline_file_goes_into_a_post_mortem_that_is_there(pmflow: Pmflow, tmp_path: Path) -> None:
    """Its entries stand in order between those that are known."""
    assert (
        pmflow("open", "Search is blank", "--severity", "P1", "--started", "2026-03-10T10:00Z", "--by", "Ines").code
        == 0
    )
    [incident] = (tmp_path / "incidents").glob("*.yml")
    (tmp_path / "log.txt").write_text("2026-03-10 10:30 UTC Paged the search team\n")
    ran = pmflow("open", incident.stem, "--timeline", "log.txt", "--by", "Ines")
    assert (ran.code, "add 1 timeline entry" in ran.out) == (0, True)
    [file] = (tmp_path / "postmortems").glob("*/postmortem.md")
    assert "- **2026-03-10 10:30 UTC**: Paged the search team\n" in file.read_text()
