"""The text of `pmflow.yml` → Policy, or one PolicyError that lists all that is wrong with it, each with file, line and
key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from pmflow.errors import PolicyError
from pmflow.model import Severity
from pmflow.policy.check import Several, one_of, shown
from pmflow.policy.names import GUARDS, meant
from pmflow.policy.policy import Policy
from pmflow.policy.reading import Place, Reading, Value, path, read
from pmflow.severity import normal_severity


def parse(text: str, name: str) -> Policy:
    """The policy that `text` states; `name` is how messages call the file. PolicyError with one line for each problem."""
    reading = read(text.removeprefix("\ufeff"))
    problems = list(reading.problems)
    policy = None
    if reading.value is None:
        policy = Policy()
    elif isinstance(reading.value, dict):
        try:
            policy = Policy.model_validate(reading.value, context={"aliases": _aliases(reading.value)})
        except ValidationError as error:
            problems += _complaints(error, reading)
    else:
        problems.append((1, f"expected keys with values such as `mode: observe`, got {shown(reading.value)}"))
    if problems or policy is None:
        lines = dict.fromkeys(f"{name}:{line}: {what}" for line, what in sorted(problems))
        raise PolicyError("\n".join(lines))
    return policy


def _aliases(value: Mapping[str, Value]) -> dict[str, Severity]:
    """The team's own words for severities, as far as they are right, for the keys that use them."""
    severities = value.get("severities")
    aliases = severities.get("aliases") if isinstance(severities, dict) else None
    if not isinstance(aliases, dict):
        return {}
    named = {name: normal_severity(to) for name, to in aliases.items() if isinstance(to, str)}
    return {name: severity for name, severity in named.items() if severity}


# -- what pydantic says, in a person's words --------------------------------------------------------------------------


def _complaints(error: ValidationError, reading: Reading) -> Iterator[tuple[int, str]]:
    for detail in error.errors(include_url=False):
        place = tuple(part for part in detail["loc"] if part != "[key]")
        inner = detail.get("ctx", {}).get("error")
        if isinstance(inner, Several):
            for below, what in inner.problems:
                yield _at((*place, *below), what, reading)
        elif detail["type"] == "extra_forbidden":
            key = str(place[-1])
            of = f" in {path(place[:-1])}" if len(place) > 1 else ""
            yield reading.line(place), f"unknown key {shown(key)}{of}{meant(key, _keys(place[:-1]))}"
        elif detail["type"] == "missing":
            yield _at(place[:-1], f'the key "{place[-1]}" is missing', reading)
        elif place[:1] == ("guards",) and len(place) == 2 and "[key]" in detail["loc"]:
            name = str(place[1])
            yield reading.line(place), f"unknown guard {shown(name)}{meant(name, GUARDS)}"
        elif "[key]" in detail["loc"]:
            expected = _expected(detail)
            yield _at(place[:-1], f"unknown key {shown(place[-1])}; {expected}", reading, line=reading.line(place))
        else:
            given = detail["input"]
            what = str(inner) if inner else f"{_expected(detail)}, got {shown(given)}{_meant(detail, given)}"
            yield _at(place, what, reading)


def _at(place: Place, what: str, reading: Reading, line: int | None = None) -> tuple[int, str]:
    line = line or reading.line(place)
    while place and place not in reading.lines:
        place = place[:-1]  # the key as the file has it: `tracker: jria`, not tracker.kind
    return line, f"{path(place)}: {what}" if place else what


def _expected(detail: Any) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "literal_error" | "enum":
            return f"expected {one_of(_choices(detail))}"
        case "int_parsing" | "int_type" | "int_from_float":
            return "expected a whole number"
        case "greater_than_equal":
            return f"expected {context['ge']} or more"
        case "less_than_equal":
            return f"expected {context['le']} or less"
        case "bool_parsing" | "bool_type":
            return "expected true or false"
        case "string_type":
            return "expected text"
        case "tuple_type" | "list_type":
            return "expected a list"
        case "dict_type" | "model_type" | "model_attributes_type":
            return "expected keys with values"
        case "too_short":
            return "expected at least one"
        case "string_too_short":
            return "expected text"
        case "date_type":
            return "expected a date such as 2026-12-24"
        case _:
            return f"expected something else ({detail['msg']})"


def _choices(detail: Any) -> list[str]:
    words = detail["ctx"]["expected"].replace(" or ", ", ").split(", ")
    return [word.strip("'") for word in words]


def _meant(detail: Any, given: object) -> str:
    known = _choices(detail) if detail["type"] in ("literal_error", "enum") else []
    return meant(given, known) if isinstance(given, str) else ""


def _keys(place: Place) -> list[str]:
    """The keys that the mapping at `place` may have."""
    model: type[BaseModel] = Policy
    for part in place:
        if isinstance(part, str) and part in model.model_fields:
            model = _model(model.model_fields[part].annotation) or model
    return list(model.model_fields)


def _model(annotation: object) -> type[BaseModel] | None:
    """The model inside `tuple[Person, ...]`, `dict[str, Team]`, `Place | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model(inner))), None)
