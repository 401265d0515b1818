"""The JSON Schema of `pmflow.yml`, for editors: made from the models, shipped as `pmflow.schema.json`.

`python -m pmflow.policy.schema` writes that file anew; a test fails while it is out of date.

It is a little more lenient than the models: what only they can check (a time zone, a lead who is one of people) is text
here, because an editor that marks what is right is worse than one that misses a mistake.
"""

from __future__ import annotations

import ast
import inspect
import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pmflow.model import Severity
from pmflow.policy import parts, policy
from pmflow.policy.names import COLUMNS
from pmflow.policy.policy import Policy

FILE = Path(__file__).with_name("pmflow.schema.json")

_ALSO: dict[tuple[str, str], dict[str, Any]] = {
    ("Policy", "tracker"): {"enum": ["local", "github", "jira", "memory"]},
    ("Policy", "required"): {"type": "array", "items": {"anyOf": [{"enum": list(COLUMNS)}, {"type": "string"}]}},
    ("Calendar", "week"): {"type": "string"},
}
"""Short forms that a model accepts beside its own, by class and key."""


def schema() -> dict[str, Any]:
    """The schema, as JSON values."""
    made = Policy.model_json_schema()
    classes = {"Policy": made, **made["$defs"]}
    for name, found in classes.items():
        model = getattr(policy, name, None) or getattr(parts, name, None)
        if isinstance(model, type) and issubclass(model, BaseModel):
            for key, sentence in _sentences(model).items():
                found["properties"][key]["description"] = sentence
        for (owner, key), short in _ALSO.items():
            if owner == name:
                found["properties"][key] = _either(found["properties"][key], short)
    guards = made["properties"]["guards"]
    guards["additionalProperties"] = _either(guards["additionalProperties"], {"enum": ["error", "warn", "off"]})
    teams = made["properties"]["teams"]
    teams["additionalProperties"] = _either(teams["additionalProperties"], {"type": "string"})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pmflow.yml",
        **{key: value for key, value in _lenient(made).items() if key != "title"},
    }


def text() -> str:
    """The schema as the shipped file has it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _either(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    outer = {key: one[key] for key in one if key in ("default", "description")}
    inner = {key: one[key] for key in one if key not in outer}
    return {"anyOf": [inner, other], **outer}


_SEVERITIES = (list(COLUMNS), list(Severity))


def _lenient(value: Any) -> Any:
    """Severities may be written in any of their names, so ours are a proposal only; pydantic's titles say nothing."""
    match value:
        case list():
            return [_lenient(inner) for inner in value]
        case dict():
            kept = {key: _lenient(inner) for key, inner in value.items() if key != "title" or isinstance(inner, dict)}
            if kept.get("enum") in _SEVERITIES:
                return {"anyOf": [{"enum": kept["enum"]}, {"type": "string"}]}
            return kept
        case _:
            return value


@cache
def _sentences(model: type[BaseModel]) -> dict[str, str]:
    """The sentence below each key of a model, its parents' included."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if not (issubclass(base, BaseModel) and base.__module__.startswith("pmflow.")):
            continue
        (body,) = ast.parse(inspect.getsource(base)).body
        assert isinstance(body, ast.ClassDef)
        for key, below in zip(body.body, body.body[1:], strict=False):
            match key, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(sentence))):
                    found[name] = inspect.cleandoc(sentence)
    return found


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
