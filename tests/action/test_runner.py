"""What goes out to the runner: whatever people wrote is text there and nothing else, and no secret is in it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.action.runner import SUMMARY, Inputs, Runner, read_inputs, secrets_in
from pmflow.errors import UsageError

EVIL = (
    "::set-output name=state::closed",
    "  ::add-mask::hello",
    "fine\n::error file=x::no\n",
    "\r::stop-commands::x",
    "##[set-env name=PATH]/tmp",
    "%0A::warning::x",
    "$(touch /tmp/owned) `id` ${{ github.token }} \\",
    "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- -->",
    "@everyone [x](javascript:alert(1)) | a | b | ``` ~~~ # **x**",
    "\x1b[31m\x00\u2028\u202e half \ud800",
)
TOKEN = "ghs_abcdefghijklmnopqrstuvwxyz0123456789"


def obeyed(log: str) -> list[str]:
    """The lines of a log that GitHub's runner would obey, as its source does it: blanks before a command do not matter,
    `##[` counts anywhere in a line, and nothing counts between a stop and its end."""
    found: list[str] = []
    until = None
    for line in re.split(r"\r\n|\r|\n", log):
        told = line.lstrip()
        if until is not None:
            until = None if told == f"::{until}::" else until
        elif told.startswith("::stop-commands::"):
            until = told.removeprefix("::stop-commands::")
            assert re.fullmatch(r"[0-9a-f]{32}", until)
        elif told.startswith("::") or "##[" in line:
            found.append(line)
    assert until is None
    return found


def outputs(text: str) -> dict[str, str]:
    """The runner's reading of GITHUB_OUTPUT."""
    found: dict[str, str] = {}
    lines = iter(text.split("\n"))
    for line in lines:
        if not line:
            continue
        name, _, end = line.partition("<<")
        value: list[str] = []
        for each in lines:
            if each == end:
                break
            value.append(each)
        found[name] = "\n".join(value)
    return found


@pytest.mark.parametrize("words", EVIL)
def test_the_log_obeys_nobody(words: str) -> None:
    """Whatever stands in the log's lines, the runner obeys none of it, and obeys again afterwards."""
    log = io.StringIO()
    runner = Runner(log=log)
    runner.say(words)
    runner.annotate("notice", "after")
    assert obeyed(log.getvalue()) == ["::notice::after"]


@given(st.lists(st.text()))
def test_the_log_obeys_nobody_ever(said: list[str]) -> None:
    """… and so for any text at all."""
    log = io.StringIO()
    runner = Runner(log=log)
    for words in said:
        runner.say(words)
    assert obeyed(log.getvalue()) == []


@given(st.text(), st.text())
def test_an_annotation_is_one_command(words: str, file: str) -> None:
    """People's words in an annotation end neither its line nor its properties."""
    log = io.StringIO()
    Runner(log=log).annotate("warning", words, file=file, line=3)
    [line] = obeyed(log.getvalue())
    properties, _, message = line.removeprefix("::warning ").partition("::")
    assert properties.count(",") == (1 if file else 0)
    assert properties.endswith("line=3")
    assert (message.count("\n"), message.count("\r")) == (0, 0)


def test_ten_of_each_kind() -> None:
    """GitHub shows no more of a step; the rest is in the summary."""
    log = io.StringIO()
    runner = Runner(log=log)
    for number in range(12):
        runner.annotate("error", f"{number}")
        runner.annotate("notice", f"{number}")
    assert len(log.getvalue().splitlines()) == 20


@given(st.text())
def test_an_output_holds_what_it_was_given(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    """Also where it holds line ends, another output's beginning, or what looks like a delimiter."""
    file = tmp_path_factory.mktemp("out") / "output"
    runner = Runner(str(file))
    runner.output("plan", words)
    runner.output("state", "draft")
    assert outputs(file.read_bytes().decode()) == {"plan": runner.clean(words), "state": "draft"}


def test_a_delimiter_that_was_seen_is_of_no_use(tmp_path: Path) -> None:
    """Each output has one of its own, which nobody can know before it is written."""
    file = tmp_path / "output"
    runner = Runner(str(file))
    runner.output("plan", "[]")
    before = file.read_text().splitlines()[0].partition("<<")[2]
    runner.output("findings", f"[]\n{before}\nstate<<x\nclosed\nx\n")
    assert set(outputs(file.read_text())) == {"plan", "findings"}


def test_a_summary_that_is_too_long(tmp_path: Path) -> None:
    """GitHub takes a megabyte: parts that do not fit are left out, that is said, and the log has them."""
    file, log = tmp_path / "summary", io.StringIO()
    runner = Runner(summary=str(file), log=log)
    runner.summarise(["first", "x" * SUMMARY, "last"])
    assert file.read_text() == (
        "first\n\n\n*The summary ends here: GitHub shows no more than 1 MiB. The rest is in the log.*\n"
    )
    assert ("x" * 1000 in log.getvalue(), "last" in log.getvalue()) == (True, True)
    assert len(file.read_bytes()) < 1 << 20


def test_no_secret_goes_out(tmp_path: Path) -> None:
    """Wherever a token or an address would appear, three stars stand; each line of a key counts, too."""
    key = "-----BEGIN KEY-----\\nMIIEabcdefgh\\n-----END KEY-----"
    environment = {
        "GITHUB_TOKEN": TOKEN, "PMFLOW_JOURNAL_KEY": "sealed-with-this", "GITHUB_APP_PRIVATE_KEY": key, "CHANNEL": "slack://a/b/c",
        "PMFLOW_CONFIG": "pmflow.yml", "PMFLOW_FAIL_ON": "never", "OTHER": "visible",
    }  # fmt: skip
    output, summary, log = tmp_path / "o", tmp_path / "s", io.StringIO()
    runner = Runner(str(output), str(summary), log=log, secrets=secrets_in(environment))
    runner.hide(secrets_in(environment, ["CHANNEL"]))
    words = " ".join(environment.values()) + f" Bearer {TOKEN}{TOKEN} {key}"
    runner.say(words)
    runner.annotate("error", words, file=words)
    runner.output("plan", words)
    runner.summarise([words])
    seen = log.getvalue() + output.read_text() + summary.read_text()
    for secret in (TOKEN, "sealed-with-this", "MIIEabcdefgh", "slack://a/b/c"):
        assert secret not in seen
    assert ("pmflow.yml never visible" in seen, "add-mask" in seen) == (True, False)


def test_inputs(tmp_path: Path) -> None:
    """They are read from the environment; what is none of what they can be is refused by name."""
    (tmp_path / "team.yml").write_text("")
    given = {"GITHUB_WORKSPACE": str(tmp_path)}
    assert read_inputs(given) == Inputs(tmp_path)
    said = {"PMFLOW_CONFIG": "team.yml", "PMFLOW_DRY_RUN": "True", "PMFLOW_FAIL_ON": "Refusal"}
    assert read_inputs({**given, **said}) == Inputs(tmp_path, "team.yml", True, "refusal")
    for name, value, told in (
        ("PMFLOW_DRY_RUN", "yes", "dry-run is true or false"),
        ("PMFLOW_FAIL_ON", "x\n::error::", "fail-on is one of never, refusal, error, warning"),
        ("PMFLOW_CONFIG", "none.yml", "config names no file"),
    ):
        with pytest.raises(UsageError, match=told):
            read_inputs({**given, name: value})
