"""The shipped JSON Schema, and the starter that points to it."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from pmflow.policy import SCHEMA_PLACE, Policy, parse_policy, schema_text, starter
from pmflow.policy.parts import LADDER
from pmflow.policy.schema import schema, text

TRACKERS = ["local", "memory", "github", "jira"]


class Core(yaml.SafeLoader):
    """YAML 1.2, as editors read it: only true and false are truth values, and a date is text."""


Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith((":bool", ":timestamp"))]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def complaints(document: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema())
    return [error.message for error in validator.iter_errors(yaml.load(document, Loader=Core))]


def uncommented(document: str) -> str:
    return re.sub(r"(?m)^# (?!yaml-language-server)", "", document)


def test_the_shipped_file_is_up_to_date() -> None:
    """`python -m pmflow.policy.schema` has been run since the models changed, and what `init` copies is that file."""
    assert schema_text() == text()


def test_it_is_a_schema_with_a_sentence_for_every_key() -> None:
    """Editors can read it, and show what each key means."""
    jsonschema.Draft202012Validator.check_schema(schema())
    every: list[dict[str, Any]] = [schema(), *schema()["$defs"].values()]
    silent = [
        key for found in every for key, value in found.get("properties", {}).items() if "description" not in value
    ]
    assert silent == []


@pytest.mark.parametrize("tracker", TRACKERS)
def test_the_starter_is_a_policy(tracker: str) -> None:
    """What `init` writes has no finding, says what DESIGN wants, and begins with the line for editors."""
    document = starter(tracker)
    policy = parse_policy(document)
    assert document.startswith(f"# yaml-language-server: $schema={SCHEMA_PLACE}\n")
    assert (policy.tracker.kind, policy.phase) == (tracker, "adoption")
    assert policy.mode == ("enforce" if tracker in ("local", "memory") else "observe")
    assert complaints(document) == []


@pytest.mark.parametrize("tracker", TRACKERS)
def test_every_example_in_the_starter_holds(tracker: str) -> None:
    """Uncommented, each example is right, for pmflow and for editors; the ladder is the built-in one."""
    document = uncommented(starter(tracker))
    policy = parse_policy(document)
    assert policy.ladder == LADDER
    assert set(yaml.safe_load(document)) == set(Policy.model_fields)
    assert complaints(document) == []


def test_no_other_tracker() -> None:
    """A tracker that does not exist has no starter."""
    with pytest.raises(ValueError, match='no tracker "gitlab"'):
        starter("gitlab")


@pytest.mark.parametrize(
    "document",
    [
        "tracker: github",
        "required: [P0, SEV1, near_miss]",
        "guards: {review_held: off, factors_plural: {SEV2: warn}}",
        "teams: {Ops: Kim}",
        "calendar: {week: sunday-thursday}",
    ],
)
def test_short_forms_are_right_in_editors_too(document: str) -> None:
    """What pmflow reads, an editor does not mark."""
    parse_policy(document)
    assert complaints(document) == []


@pytest.mark.parametrize(
    "document", ["mode: x", "guardz: {}", "guards: {reviw_held: off}", "people: [{nme: A}]", "tracker: svn"]
)
def test_mistakes_are_marked_in_editors_too(document: str) -> None:
    """What pmflow refuses for its shape, an editor marks."""
    assert complaints(document) != []


def test_the_page_names_every_key() -> None:
    """docs/policy.md leaves no key out."""
    page = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")
    every = [json.loads(text()), *json.loads(text())["$defs"].values()]
    keys = {key for found in every for key in found.get("properties", {})}
    assert sorted(key for key in keys if f"`{key}`" not in page) == []
