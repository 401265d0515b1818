"""Findings as people, programs and GitHub see them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmflow.model import Finding, Level
from pmflow.report import CheckedFile, RuleNote, findings_as_github, findings_as_json, findings_as_sarif, show_findings
from tests.report_samples import FILES, PATH, Screen


def shown(*files: CheckedFile, terminal: bool = True, width: int = 80, encoding: str = "utf-8") -> str:
    screen = Screen(terminal=terminal, width=width, encoding=encoding)
    show_findings(screen.console, files)
    return screen.text


def test_on_a_terminal() -> None:
    """At 80 columns: the place first, then the message, the source line with a caret under the place, a suggestion."""
    assert shown(*FILES) == (
        "postmortems/2025-10-23-pool/postmortem.md:3:1 error blame-person\n"
        '    "John\'s careless deployment" judges a person: say what the system allowed,\n'
        "    not who did it\n"
        "    | John's careless deployment broke production, and nobody noticed that the …\n"
        "    | ^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "    better: The deployment process had no check for this.\n"
        "postmortems/2025-10-23-pool/postmortem.md:3:50 warning blame-nobody names nobody\n"
        "    | …t broke production, and nobody noticed that the pool of the checkout was…\n"
        "    |                          ^^^^^^^^^^^^^^\n"
        "postmortems/2025-10-23-pool/postmortem.md:5:10 warning blame-verb\n"
        "    [b]:x: 100 %[/b]\n"
        "    | Имя 日本語 blames [red]Sarah[/red] here\n"
        "    |            ^^^^^^\n"
        "postmortems/2025-10-23-pool/postmortem.md:1:1 note sections-missing\n"
        "    no section for lessons learned, what went well\n"
        "\n"
        "old/latin,1.md: error line 3: is not UTF-8; convert it\n"
        "\n"
        "1 error, 2 warnings, 1 note in 2 files; 1 file could not be read\n"
    )


def test_in_a_pipe() -> None:
    """In a pipe a finding is one line of `path:line:col level rule message`, however long."""
    lines = shown(*FILES, terminal=False).splitlines()
    message = FILES[0].findings[0].message
    assert [line for line in lines if line.startswith(PATH)] == [
        f"{PATH}:3:1 error blame-person {message}",
        f"{PATH}:3:50 warning blame-nobody names nobody",
        f"{PATH}:5:10 warning blame-verb [b]:x: 100 %[/b]",
        f"{PATH}:1:1 note sections-missing no section for lessons learned, what went well",
    ]


def test_ascii() -> None:
    """An encoding without our signs, or the people's letters, gets others, and the caret stays in its place."""
    text = shown(*FILES, encoding="ascii")
    assert "    | ??? ??? blames [red]Sarah[/red] here\n    |         ^^^^^^\n" in text
    assert "| ...t broke production, and nobody" in text


def test_nothing_found() -> None:
    """Nothing to say is said, too."""
    assert shown(CheckedFile("a.md", text=""), CheckedFile("b.md", text="")) == "no findings in 2 files\n"


def test_control_characters() -> None:
    """A document cannot steer the terminal, nor turn the line round."""
    finding = Finding(
        rule="r", severity=Level.ERROR, line=1, column=3, message="a\x1b[31mb\u202ec\x07", suggestion="\x9bx"
    )
    text = shown(CheckedFile("p\x1b.md", (finding,), "x\x1b]0;title\x07\u202ey\n"))
    assert text == "p.md:1:3 error r a[31mbc\n    | x ]0;title  y\n    |   ^\n    better: x\n\n1 error in 1 file\n"


@given(
    st.lists(st.text(max_size=120), min_size=1, max_size=3),
    st.integers(1, 5),
    st.integers(1, 200),
    st.none() | st.integers(1, 300),
    st.none() | st.integers(1, 6),
    st.integers(20, 130),
)
def test_any_place(lines: list[str], line: int, column: int, end: int | None, end_line: int | None, width: int) -> None:
    """Any place in any text is shown or left out, never a crash, and no excerpt is wider than the terminal."""
    finding = Finding(
        rule="r", severity=Level.NOTE, line=line, column=column, end_column=end, end_line=end_line, message="[/] m"
    )
    text = shown(CheckedFile("p.md", (finding,), "\n".join(lines)), width=max(width, 40))
    assert text.endswith("1 note in 1 file\n")
    assert sum(row.startswith("    |") for row in text.splitlines()) in (0, 1, 2)


def test_json() -> None:
    """The contract of `check --json`."""
    made = findings_as_json(FILES)
    assert made["summary"] == {"errors": 1, "warnings": 2}
    files = made["files"]
    assert isinstance(files, list)
    assert [file["path"] for file in files] == [PATH, "fine.md", "old/latin,1.md"]
    assert files[0]["findings"][0] == {
        "rule": "blame-person",
        "severity": "error",
        "line": 3,
        "column": 1,
        "section": "summary",
        "message": '"John\'s careless deployment" judges a person: say what the system allowed, not who did it',
        "suggestion": "The deployment process had no check for this.",
    }
    assert files[2] == {"path": "old/latin,1.md", "findings": [], "error": "line 3: is not UTF-8; convert it"}


def test_github() -> None:
    """Workflow commands with everything escaped that would end a property or the message."""
    assert findings_as_github(FILES) == (
        f'::error file={PATH},line=3,col=1,endColumn=27,title=blame-person::"John\'s careless deployment" judges a '
        "person: say what the system allowed, not who did it%0Abetter: The deployment process had no check for this.\n"
        f"::warning file={PATH},line=3,col=50,endColumn=64,title=blame-nobody::names nobody\n"
        f"::warning file={PATH},line=5,col=10,endColumn=16,title=blame-verb::[b]:x: 100 %25[/b]\n"
        f"::notice file={PATH},line=1,col=1,title=sections-missing::no section for lessons learned,%0Awhat went well\n"
        "::error file=old/latin%2C1.md,title=unreadable::line 3: is not UTF-8; convert it\n"
    )


def test_github_over_lines() -> None:
    """Over more than one line there are no columns: GitHub would ignore the place."""
    finding = Finding(rule="r", severity=Level.ERROR, line=3, column=7, end_line=5, end_column=2, message="m")
    assert (
        findings_as_github([CheckedFile("a:b.md", (finding,))]) == "::error file=a%3Ab.md,line=3,endLine=5,title=r::m\n"
    )


def test_sarif() -> None:
    """SARIF 2.1.0: rules with their help, results that point at them, regions in characters, relative paths."""
    rules = [
        RuleNote("blame-person", "No person is judged.", "Why, and an example.", Level.ERROR, "https://x.example/r")
    ]
    made = findings_as_sarif(FILES, rules=rules, version="1.2", url="https://x.example")
    assert (made["version"], len(made["runs"])) == ("2.1.0", 1)
    run = made["runs"][0]
    driver = run["tool"]["driver"]
    assert {key: driver[key] for key in driver if key != "rules"} == {
        "name": "pmflow",
        "version": "1.2",
        "informationUri": "https://x.example",
    }
    assert driver["rules"][0] == {
        "id": "blame-person",
        "shortDescription": {"text": "No person is judged."},
        "help": {"text": "Why, and an example.", "markdown": "Why, and an example."},
        "helpUri": "https://x.example/r",
        "defaultConfiguration": {"level": "error"},
    }
    assert [rule["id"] for rule in driver["rules"]] == [
        "blame-person",
        "blame-nobody",
        "blame-verb",
        "sections-missing",
    ]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0] == {
        "ruleId": "blame-person",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": '"John\'s careless deployment" judges a person: say what the system allowed, not who did it '
            "Better: The deployment process had no check for this."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": PATH},
                    "region": {"startLine": 3, "startColumn": 1, "endColumn": 27},
                }
            }
        ],
        "properties": {"section": "summary"},
    }
    assert [result["ruleIndex"] for result in run["results"]] == [0, 1, 2, 3]
    assert run["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {
                    "level": "error",
                    "message": {"text": "line 3: is not UTF-8; convert it"},
                    "locations": [{"physicalLocation": {"artifactLocation": {"uri": "old/latin%2C1.md"}}}],
                }
            ],
        }
    ]


def test_sarif_paths() -> None:
    """Blanks and letters outside ASCII are escaped, absolute paths are file URIs, the standard input has a name."""
    finding = Finding(rule="r", severity=Level.NOTE, message="m")
    files = [CheckedFile(path, (finding,)) for path in ("a b/ü.md", "/a/b.md", "-", "https://x.example/i/1")]
    results = findings_as_sarif(files)["runs"][0]["results"]
    assert [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results] == [
        "a%20b/%C3%BC.md",
        "file:///a/b.md",
        "stdin",
        "https://x.example/i/1",
    ]


def test_sarif_of_nothing() -> None:
    """A clean run is a run, so that a scanner closes old alerts."""
    run = findings_as_sarif([])["runs"][0]
    assert (run["results"], run["invocations"]) == ([], [{"executionSuccessful": True}])
