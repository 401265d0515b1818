"""The metadata block at the top of a file: YAML between `---` lines or TOML between `+++` lines.

Only finds and reads it; what its keys mean is said in `metadata.py`. Dates stay dates. A block that cannot be trusted
(bad YAML or TOML, a key twice, no mapping, two states) is refused with its line: to guess here would be to lose
something.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NoReturn

from pmflow.document.document import FrontMatter
from pmflow.errors import DocumentError
from pmflow.model import State

# The loader and its nodes are untyped in C; `Any` stops at this module's edge.
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_STATE_VALUES = frozenset(state.value for state in State)


def split_front_matter(lines: list[str]) -> FrontMatter:
    """The front matter of a document given as its lines, empty where there is none.

    A first line `---` that is followed by a blank line, or that is never closed, is a rule and no front matter.
    Raises `DocumentError` with the line in the document.
    """
    fence = lines[0].rstrip() if lines else ""
    if fence == "---":
        closing: tuple[str, ...] = ("---", "...")
    elif fence == "+++":
        closing = ("+++",)
    else:
        return FrontMatter()
    if len(lines) < 2 or not lines[1].strip():
        return FrontMatter()
    end = next((i for i, line in enumerate(lines[1:], start=1) if line.rstrip() in closing), None)
    if end is None:
        return FrontMatter()
    raw = "".join(f"{line}\n" for line in lines[1:end])
    if fence == "+++":
        data = _toml(raw)
        language = "toml"
    else:
        data = _yaml(raw)
        language = "yaml"
    _one_state(data, lines[:end])
    return FrontMatter("toml" if language == "toml" else "yaml", data, raw, end + 1)


def _toml(raw: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        said = _TOML_PLACE.sub("", str(error))
        line = int(place[1]) + 1 if place and place[1] else raw.count("\n") + 1
        raise DocumentError(f"front matter is no valid TOML: {_lower(said)}; mend it or remove it", line=line) from None
    except RecursionError:
        raise DocumentError("front matter is nested too deep to be read; make it flat", line=1) from None


def _yaml(raw: str) -> Mapping[str, Any]:
    import yaml

    loader = _yaml_loader()(raw)
    try:
        try:
            node = loader.get_single_node()
            if node is None:
                return {}
            if not isinstance(node, yaml.MappingNode):
                said = "a list" if isinstance(node, yaml.SequenceNode) else "a single value"
                raise DocumentError(
                    f"front matter is {said}, not `key: value` pairs; write pairs, or remove the `---` lines", line=2
                )
            _refuse_duplicates(node)
            data = loader.construct_document(node)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            said = error.problem or error.context or "it cannot be read"
            _refuse_yaml(said, mark.line + 2 if mark else 2)
        except yaml.reader.ReaderError as error:
            code = error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "?")
            line = raw.count("\n", 0, error.position) + 2 if error.position else 2
            _refuse_yaml(f"it holds the control character U+{code:04X}, which YAML does not allow", line)
        except RecursionError:
            raise DocumentError("front matter is nested too deep to be read; make it flat", line=1) from None
        except ValueError as error:  # 31 February: a date by its shape, but no day
            _refuse_yaml(str(error), _line_of_bad_value(node))
    finally:
        loader.dispose()
    return {str(key): value for key, value in data.items()}


def _refuse_yaml(said: str, line: int) -> NoReturn:
    raise DocumentError(f"front matter is no valid YAML: {_lower(said)}; mend it or remove it", line=line) from None


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


@cache
def _yaml_loader() -> Any:
    """The safe loader, in C if there is one, that leaves `1:30` a text: YAML 1.1 would make it the number 90."""
    import yaml

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[valid-type, misc]
        pass

    resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for first, pairs in base.yaml_implicit_resolvers.items():
        resolvers[first] = [pair for pair in pairs if pair[0] not in (_YAML_INT, _YAML_FLOAT)]
    Loader.yaml_implicit_resolvers = resolvers
    Loader.add_implicit_resolver(_YAML_INT, re.compile(r"^[-+]?(?:0|[1-9][0-9_]*)$"), list("-+0123456789"))
    Loader.add_implicit_resolver(
        _YAML_FLOAT, re.compile(r"^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$"), list("-+0123456789.")
    )
    return Loader


_YAML_INT = "tag:yaml.org,2002:int"
_YAML_FLOAT = "tag:yaml.org,2002:float"


def _refuse_duplicates(root: Any) -> None:
    """YAML readers keep the last of two equal keys without a word; which one was meant only a person knows."""
    import yaml

    todo, seen = [root], set()
    while todo:
        node = todo.pop()
        if id(node) in seen:  # an alias
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            keys: dict[str, int] = {}
            for key, value in node.value:
                todo.append(value)
                if not isinstance(key, yaml.ScalarNode) or key.value == "<<":
                    continue
                line = key.start_mark.line + 2
                if key.value in keys:
                    raise DocumentError(
                        f"front matter has the key `{key.value}` twice (also in line {keys[key.value]}); keep one",
                        line=line,
                    )
                keys[key.value] = line
        elif isinstance(node, yaml.SequenceNode):
            todo.extend(node.value)


def _line_of_bad_value(root: Any) -> int:
    """The line of the first value that has a date's shape and is none."""
    import yaml

    todo = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, yaml.MappingNode):
            todo.extend(value for _, value in reversed(node.value))
        elif isinstance(node, yaml.SequenceNode):
            todo.extend(reversed(node.value))
        elif node.tag == "tag:yaml.org,2002:timestamp":
            try:
                yaml.safe_load(node.value)
            except ValueError:
                return int(node.start_mark.line) + 2
    return 2


def _one_state(data: Mapping[str, Any], lines: list[str]) -> None:
    """A post-mortem is in one state: a list of them, or two places that disagree, is refused."""
    own = data.get("pmflow")
    found: list[str] = []
    if isinstance(own, Mapping) and "state" in own:
        value = own["state"]
        found = [str(v) for v in value] if isinstance(value, list) else [str(value)] if value is not None else []
        for name in found:
            if name not in _STATE_VALUES:
                raise DocumentError(
                    f"front matter has the state `{name}`, which is none; the states are {', '.join(State)}",
                    line=_line_of("state", lines),
                )
    beside = data.get("state")
    if found and isinstance(beside, str) and beside in _STATE_VALUES:
        found.append(beside)
    if len(set(found)) > 1:
        raise DocumentError(
            f"front matter has two states, {' and '.join(dict.fromkeys(found))}; keep the one under `pmflow:`",
            line=_line_of("state", lines),
        )


def _line_of(key: str, lines: list[str]) -> int:
    for number, line in enumerate(lines, start=1):
        if re.search(rf"\b{key}\b", line):
            return number
    return 1
