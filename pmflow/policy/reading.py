"""YAML as a policy uses it, with the line of everything, so that each complaint can point.

A small, plain part of YAML: mappings, lists and text. Every scalar is kept as the text it is, and the model decides
what it means; so `off` is off, `NO` is Norway, `9:30` is a time and `007` keeps its zeros. Anchors, tags and several
documents are refused: they are ways to say something else than what one reads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from pmflow.policy.check import TARGET, looks_secret, shown

Place: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

_DEEPEST = 20


@dataclass
class Reading:
    """What a file holds, where it holds it, and what is wrong with its YAML."""

    value: Value = None
    lines: dict[Place, int] = field(default_factory=dict)
    """1-based line of each key (of each value in a list), by its path."""
    problems: list[tuple[int, str]] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class _Plain(yaml.SafeLoader):
    """A loader for which nothing but "nothing" has a type."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way to set them
        first: [(tag, pattern) for tag, pattern in pairs if tag.endswith(":null")]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(text: str) -> Reading:
    """The YAML of `text`; problems are in the result, nothing is raised."""
    reading = Reading()
    try:
        node = yaml.compose(text, Loader=_Plain)
        reading.value = None if node is None else _value(node, (), reading, set())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = ", ".join(part for part in (error.context, error.problem) if part)
        what = "what stands here cannot be read" if looks_secret(what) else what + _tab(text, mark)
        reading.problems.append((mark.line + 1 if mark else 1, f"this is not YAML: {what}"))
    except yaml.YAMLError as error:  # a character that no YAML may hold
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1
        reading.problems.append((line, "this is not YAML: it holds a control character; save it as plain text"))
    except RecursionError:
        reading.problems.append((1, "this is nested too deep to be a policy"))
    return reading


def _tab(text: str, mark: yaml.Mark | None) -> str:
    lines = text.splitlines()
    if mark and mark.line < len(lines) and "\t" in lines[mark.line][: mark.column + 1]:
        return "; indent with spaces"
    return ""


def _value(node: yaml.Node, place: Place, reading: Reading, seen: set[int]) -> Value:
    line = node.start_mark.line + 1
    reading.lines.setdefault(place, line)
    if id(node) in seen:
        reading.problems.append(
            (reading.line(place), f"{_path(place)}YAML aliases (*x) are not read here; write it out")
        )
        return None
    seen.add(id(node))
    if len(place) > _DEEPEST:
        raise RecursionError
    if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.rpartition(":")[2] not in _TAGS:
        reading.problems.append((line, f"{_path(place)}a YAML tag (!…) is not read here; take it out"))
        return None
    match node:
        case yaml.MappingNode():
            return _mapping(node, place, reading, seen)
        case yaml.SequenceNode():
            return [_value(item, (*place, i), reading, seen) for i, item in enumerate(node.value)]
        case _:
            return None if node.tag.endswith(":null") else str(node.value)


_TAGS = ("null", "str", "seq", "map")


def _mapping(node: yaml.MappingNode, place: Place, reading: Reading, seen: set[int]) -> dict[str, Value]:
    result: dict[str, Value] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            reading.problems.append((line, f"{_path(place)}expected a name before the colon, got a list or a mapping"))
            continue
        key = key_node.value
        here = (*place, key)
        if key in result:
            first = reading.lines[here]
            reading.problems.append((line, f"{path(here)}: is there twice, first in line {first}"))
            continue
        reading.lines[here] = line
        result[key] = _value(value_node, here, reading, seen)
    return result


def _path(place: Place) -> str:
    return f"{path(place)}: " if place else ""


def path(place: Place) -> str:
    """`people[2].lead`, without what could be a secret."""
    text = ""
    for part in place:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            # In notify, what is no name of a target may be what should have been in the environment.
            hidden = shown(part) != f'"{part}"' or (text == "notify" and not TARGET.fullmatch(part))
            text += ("." if text else "") + ("…" if hidden else part if part.strip() else shown(part))
    return text
