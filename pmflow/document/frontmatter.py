"""The metadata block at the top of a file: YAML between `---` lines, TOML between `+++` lines, or a list of facts below its
mark (`facts_list.py`).

Only finds and reads it; what its keys mean is said in `metadata.py`. Dates stay dates. A block that cannot be trusted
(bad YAML or TOML, a key twice, no mapping, two states) is refused with its line: to guess here would be to lose
something. So are anchors, aliases and merge keys: a key that pmflow takes out may not bear what another one needs, and
nine lines of aliases may stand for a billion values.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from pmflow.document.document import FrontMatter
from pmflow.document.facts_list import is_mark, list_end, read_list
from pmflow.errors import DocumentError
from pmflow.model import State
from pmflow.patterns import lazy

if TYPE_CHECKING:
    import yaml

# The loader and its nodes are untyped in C; `Any` stops at this module's edge.
_TOML_PLACE = lazy(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_STATE_VALUES = frozenset(state.value for state in State)


def front_end(lines: Sequence[str]) -> int | None:
    """The line (1-based) with which the front matter ends; 0 where there is none, None where nothing closes it.

    A first line `---` that is followed by a blank line, or that is never closed, is a rule and no front matter.
    """
    if lines and is_mark(lines[0]):
        return list_end(lines)
    closing = _CLOSING.get(lines[0].rstrip() if lines else "")
    if closing is None or len(lines) < 2 or not lines[1].strip():
        return 0
    return next((number for number, line in enumerate(lines[1:], start=2) if line.rstrip() in closing), None)


_CLOSING = {"---": ("---", "..."), "+++": ("+++",)}


def split_front_matter(lines: list[str]) -> FrontMatter:
    """The front matter of a document given as its lines, empty where there is none.

    Raises `DocumentError` with the line in the document.
    """
    end = front_end(lines)
    if not end:
        return FrontMatter()
    if is_mark(lines[0]):
        raw = "\n".join(lines[1:end])
        return FrontMatter("list", read_list(raw), raw, end)
    raw = "".join(f"{line}\n" for line in lines[1 : end - 1])
    language: Literal["yaml", "toml"] = "toml" if lines[0].startswith("+") else "yaml"
    data = read_front_matter(raw, language)
    _one_state(data, lines[: end - 1])
    return FrontMatter(language, data, raw, end)


def read_front_matter(raw: str, language: Literal["yaml", "toml"]) -> Mapping[str, Any]:
    """What stands between the fences. Raises `DocumentError` with the line in the document."""
    data = _toml(raw) if language == "toml" else _yaml(raw)
    _refuse_excess(data)
    return data


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
    except ValueError:
        # The only other thing that `tomllib` lets through is Python's own limit to the digits of a number.
        found = _MANY_DIGITS.search(raw)
        line = raw.count("\n", 0, found.start()) + 2 if found else 2
        raise DocumentError("front matter has a number with too many digits; shorten it", line=line) from None


_MANY_DIGITS = lazy(r"\d[\d_]{1000}")
_BITS = 12_000
"""Longer numbers could not be written again: Python refuses to print what has more than 4300 digits."""


def _refuse_excess(data: Mapping[str, Any]) -> None:
    """Refuses what is read but cannot be handled: mappings in mappings without end, numbers that cannot be printed."""
    todo: list[tuple[Any, int]] = [(data, 1)]
    while todo:
        value, depth = todo.pop()
        if depth > _DEPTH:
            raise DocumentError("front matter is nested too deep to be read; make it flat", line=1)
        if isinstance(value, Mapping):
            todo += [(part, depth + 1) for pair in value.items() for part in pair]
        elif isinstance(value, list | tuple | set):
            todo += [(part, depth + 1) for part in value]
        elif isinstance(value, int) and value.bit_length() > _BITS:
            raise DocumentError("front matter has a number with too many digits; shorten it", line=1)


_DEPTH = 600


def _yaml(raw: str) -> Mapping[str, Any]:
    import yaml

    node = compose(raw)
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        said = "a list" if isinstance(node, yaml.SequenceNode) else "a single value"
        raise DocumentError(
            f"front matter is {said}, not `key: value` pairs; write pairs, or remove the `---` lines", line=2
        )
    _refuse_duplicates(node, raw)
    loader = _yaml_loader()("")
    try:
        data = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse_yaml(error.problem or error.context or "it cannot be read", _line_at(raw, mark))
    except _BAD_VALUES:
        # PyYAML's constructors check little: 31 February, `!!bool q`, `!!int ""`, a number of 5000 digits.
        _refuse_value(node, raw)
    finally:
        loader.dispose()
    return {str(key): value for key, value in data.items()}


_BAD_VALUES = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError)


def compose(raw: str) -> yaml.Node | None:
    """The nodes of YAML with their places, by the loader that reads it too: the one in C and the one in Python do not
    take the same texts for YAML. None for an empty one. Raises `DocumentError` with the line in the document.
    """
    import yaml

    loader = None
    try:
        _refuse_anchors(raw)
        loader = _yaml_loader()(raw)
        node: yaml.Node | None = loader.get_single_node()
        return node
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse_yaml(error.problem or error.context or "it cannot be read", _line_at(raw, mark))
    except yaml.reader.ReaderError as error:
        code = error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "?")
        line = raw.count("\n", 0, error.position) + 2 if error.position else 2
        _refuse_yaml(f"it holds the control character U+{code:04X}, which YAML does not allow", line)
    except RecursionError:
        raise DocumentError("front matter is nested too deep to be read; make it flat", line=1) from None
    finally:
        if loader is not None:
            loader.dispose()


def _refuse_anchors(raw: str) -> None:
    """Refuses anchors, aliases and deep nesting before anything is built of them."""
    import yaml

    depth = 0
    for event in yaml.parse(raw, Loader=_yaml_loader()):
        if (anchor := getattr(event, "anchor", None)) is not None:
            raise DocumentError(
                f"front matter has the anchor or alias `{anchor}`; write the value out, or put it in quotes",
                line=_line_at(raw, event.start_mark),
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEPTH:
                raise DocumentError(
                    "front matter is nested too deep to be read; make it flat", line=_line_at(raw, event.start_mark)
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _line_at(raw: str, mark: Any) -> int:
    """The line in the document. YAML also ends lines at U+0085, U+2028 and U+2029, so its own count is of no use."""
    return raw.count("\n", 0, mark.index) + 2 if mark is not None else 2


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
    Loader.add_implicit_resolver(_YAML_INT, lazy(r"^[-+]?(?:0|[1-9][0-9_]*)$"), list("-+0123456789"))
    Loader.add_implicit_resolver(
        _YAML_FLOAT, lazy(r"^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$"), list("-+0123456789.")
    )
    return Loader


_YAML_INT = "tag:yaml.org,2002:int"
_YAML_FLOAT = "tag:yaml.org,2002:float"


def _refuse_duplicates(root: yaml.Node, raw: str) -> None:
    """YAML readers keep the last of two equal keys without a word; which one was meant only a person knows."""
    import yaml

    todo = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, yaml.MappingNode):
            keys: dict[str, int] = {}
            for key, value in node.value:
                todo.append(value)
                if not isinstance(key, yaml.ScalarNode):
                    continue
                line = _line_at(raw, key.start_mark)
                if key.tag == "tag:yaml.org,2002:merge":
                    raise DocumentError("front matter has a merge key `<<`; write the keys out", line=line)
                if key.value in keys:
                    raise DocumentError(
                        f"front matter has the key `{key.value}` twice (also in line {keys[key.value]}); keep one",
                        line=line,
                    )
                keys[key.value] = line
        elif isinstance(node, yaml.SequenceNode):
            todo.extend(node.value)


def _refuse_value(root: yaml.Node, raw: str) -> NoReturn:
    """Names the first value that has the shape of a date or a number and is none."""
    import yaml

    todo = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, yaml.MappingNode):
            todo.extend(part for pair in reversed(node.value) for part in reversed(pair))
        elif isinstance(node, yaml.SequenceNode):
            todo.extend(reversed(node.value))
        else:
            loader = _yaml_loader()("")
            try:
                loader.construct_object(node)
            except _BAD_VALUES as error:
                kind = node.tag.rpartition(":")[2]
                day = kind == "timestamp" and isinstance(error, ValueError)
                said = str(error) if day else f"`{node.value[:40]}` is no {kind}"
                _refuse_yaml(said, _line_at(raw, node.start_mark))
            finally:
                loader.dispose()
    _refuse_yaml("one of its values cannot be read", 2)


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
