"""SARIF, judged by its schema."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import Pmflow
from tests.good import GOOD

SCHEMA = json.loads((Path(__file__).parents[1] / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def validator() -> jsonschema.protocols.Validator:
    """Made once: the schema is large."""
    return jsonschema.validators.validator_for(SCHEMA)(SCHEMA)


BAD = GOOD.replace(
    "Search answered", "John's careless deployment\nbroke production. Mike forgot to run the migration. Search answered"
).replace("[Ines Okafor]", "[]")


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"good.md": GOOD.encode()}, id="hardly any findings"),
        pytest.param({"b ä%#?.md": BAD.encode(), "sub/good.md": GOOD.encode()}, id="many, under odd names"),
        pytest.param({"latin.md": b"caf\xe9\n", "empty.md": b""}, id="unreadable and empty"),
    ],
)
def test_the_output_is_valid(
    pmflow: Pmflow, tmp_path: Path, files: dict[str, bytes], validator: jsonschema.protocols.Validator
) -> None:
    """Whatever is found, under whatever name, and also what could not be read."""
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    log = json.loads(pmflow("check", ".", "--format", "sarif").out)
    assert [error.message for error in validator.iter_errors(log)] == []


def test_every_region_is_the_text_that_the_finding_names(pmflow: Pmflow, tmp_path: Path) -> None:
    """Lines and columns count from 1; the end column is the one behind."""
    (tmp_path / "bad.md").write_text(BAD)
    results = json.loads(pmflow("check", "bad.md", "--select", "blameless", "--format", "sarif").out)["runs"][0][
        "results"
    ]
    lines = BAD.split("\n")
    named = []
    for result in results:
        region = result["locations"][0]["physicalLocation"]["region"]
        begin, end = region["startLine"] - 1, region["endLine"] - 1
        text = "\n".join(lines[begin : end + 1])
        tail = len(lines[end]) - region["endColumn"] + 1
        words = " ".join(text[region["startColumn"] - 1 : len(text) - tail].split())
        named.append(words in result["message"]["text"])
    assert named == [True] * len(named) != []


def test_a_file_name_that_is_not_utf8(
    pmflow: Pmflow, tmp_path: Path, validator: jsonschema.protocols.Validator
) -> None:
    """Its bytes are escaped; where there is no way to write them, they are U+FFFD, as everywhere on GitHub."""
    try:
        (tmp_path / os.fsdecode(b"caf\xff.md")).write_bytes(BAD.encode())
        (tmp_path / os.fsdecode(b"gone\xff.md")).write_bytes(b"\xe9")
    except OSError:
        pytest.skip("this file system has no such names")
    log = json.loads(pmflow("check", ".", "--format", "sarif").out)
    assert [error.message for error in validator.iter_errors(log)] == []
    run = log["runs"][0]
    told = [*run["results"], *run["invocations"][0]["toolExecutionNotifications"]]
    uris = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in told}
    assert uris == {"caf%FF.md", "gone%FF.md"}
    lines = pmflow("check", ".", "--format", "github").out.splitlines()
    assert {line.split("file=")[1].split(",")[0] for line in lines} == {"caf\ufffd.md", "gone\ufffd.md"}
