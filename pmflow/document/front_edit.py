"""Setting one key of a front matter, and leaving every other byte of it alone.

YAML is edited in its text where PyYAML's marks say the value stands, so that comments, order and quotes stay; TOML
by tomlkit, which keeps them itself. Each edit is read again before it is returned. Of the marks only the offset counts:
their lines also end at U+0085, U+2028 and U+2029, which are characters like others to everybody else.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pmflow.document.document import FrontMatter
from pmflow.document.facts_list import OWN, fact_edit, read_list, without_fact, written
from pmflow.document.frontmatter import compose, read_front_matter, split_front_matter
from pmflow.document.source import Source
from pmflow.errors import DocumentError
from pmflow.patterns import lazy

if TYPE_CHECKING:
    import yaml
    from tomlkit import TOMLDocument


def set_front_matter(source: Source, front: FrontMatter, path: tuple[str, ...], value: Any) -> Source:
    """`source` with `value` at `path` (("pmflow", "state")) of its front matter, which is made where there is none.

    `value` is plain data: text, numbers, booleans, dates, None, and lists and mappings of these. Raises
    `DocumentError` where
    a part of `path` holds something else than a mapping.
    """
    if not path:
        raise ValueError("a path has at least one key")
    if front.language is None:
        text = f"---\n{_dumped(_nested(path, value), 0)}\n---\n".replace("\n", source.newline)
        gap = source.newline if source.plain_lines[0].strip() else ""
        made = Source(text + gap + source.text, source.bom)
        split_front_matter(made.plain_lines)  # refuses what no reader would take (a state that is none)
        return made
    if front.language == "list":
        return _set_listed(source, front, path, value)
    _refuse_no_mapping(front, path)
    raw = _set_toml(front.raw, path, value) if front.language == "toml" else _set_yaml(front.raw, path, value)
    begin = source.starts[1]
    end = source.starts[front.end_line - 1]
    body = raw.rstrip("\n") + "\n" if raw.strip("\n") else ""
    if front.raw.rstrip("\n") == raw.rstrip("\n"):
        return source
    changed = Source(source.text[:begin] + body.replace("\n", source.newline) + source.text[end:], source.bom)
    read = split_front_matter(changed.plain_lines).data
    if not _equal(_get(read, path), _plain(value)) or not _same_elsewhere(front.data, read, path):
        raise DocumentError(
            f"the front matter cannot be edited at {'.'.join(path)}; write the key there by hand, in a line of its own",
            line=1,
        )
    return changed


def _set_listed(source: Source, front: FrontMatter, path: tuple[str, ...], value: Any) -> Source:
    changed = source.edited([fact_edit(source.plain_lines, front.end_line, path, value)])
    said = read_list(written(_nested(path, value)))
    wanted = {**front.data, **said}
    if OWN in front.data and OWN in said:
        wanted[OWN] = {**front.data[OWN], **said[OWN]}
    if not _equal(split_front_matter(changed.plain_lines).data, wanted):
        raise DocumentError(
            f"the list at the top cannot be edited at {' '.join(path)}; write it there by hand, in a line of its own",
            line=1,
        )
    return changed


def without_key(front: FrontMatter, key: str) -> str:
    """The front matter's text without the top-level `key` and all that is below it.

    Raises `DocumentError` where the text without it would say something else.
    """
    if key not in front.data or front.language is None:
        return front.raw
    if front.language == "list":
        return without_fact(front.raw, key)
    left = _without_toml(front.raw, key) if front.language == "toml" else _without_yaml(front.raw, key)
    try:
        same = _equal(read_front_matter(left, front.language), {k: v for k, v in front.data.items() if k != key})
    except DocumentError:
        same = False
    if not same:
        raise DocumentError(
            f"the key `{key}` of the front matter cannot be told from the others; write it in lines of its own", line=1
        )
    return left


def kept_words(front: FrontMatter, key: str) -> str:
    """What approvals are bound to: the front matter without `key`, in its own words.

    Of a mapping in braces the data: `{a: 1}` and `{a: 1, pmflow: {}}` without its key must be the same, and which commas
    and line ends came with the key nobody can tell.
    """
    if front.language == "yaml" and front.raw.strip():
        root = _mapping(front.raw)
        if root is not None and root.flow_style:
            left = {k: v for k, v in front.data.items() if k != key}
            return json.dumps(left, default=str, ensure_ascii=False, skipkeys=True) if left else ""
    return without_key(front, key)


def _without_toml(raw: str, key: str) -> str:
    import tomlkit

    document = _toml_document(raw)
    document.remove(key)
    return tomlkit.dumps(document)


def _without_yaml(raw: str, key: str) -> str:
    root = _mapping(raw)
    for key_node, value_node in root.value if root is not None else ():
        if key_node.value != key or root is None:
            continue
        if root.flow_style:
            before, after = raw[: key_node.start_mark.index], raw[value_node.end_mark.index :]
            if (comma := re.match(r"\s*,[ \t]*", after)) is not None:
                return before + after[comma.end() :]
            return before.rstrip().removesuffix(",").rstrip() + after
        lines = _lines(raw)
        first = _line_at(lines, key_node.start_mark.index)
        return "".join(lines[:first] + lines[_last_line(raw, key_node, value_node) + 1 :])
    return raw


def _lines(raw: str) -> list[str]:
    """The lines as YAML counts them, with their ends."""
    return _LINE.findall(raw)


_LINE = lazy(r"[^\n\x85\u2028\u2029]*[\n\x85\u2028\u2029]|[^\n\x85\u2028\u2029]+")


def _line_at(lines: list[str], index: int) -> int:
    """The line (0-based) of a character."""
    begin = 0
    for number, line in enumerate(lines):
        begin += len(line)
        if index < begin:
            return number
    return len(lines)


def _nested(path: tuple[str, ...], value: Any) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _get(data: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        if not isinstance(data, Mapping) or key not in data:
            return None
        data = data[key]
    return data


def _equal(one: Any, other: Any) -> bool:
    """Equality of plain data in which a number that is none (`nan`) equals itself."""
    todo = [(one, other)]
    while todo:
        one, other = todo.pop()
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            if one.keys() != other.keys():
                return False
            todo += [(value, other[key]) for key, value in one.items()]
        elif isinstance(one, list) and isinstance(other, list):
            if len(one) != len(other):
                return False
            todo += zip(one, other, strict=True)
        elif isinstance(one, float) and isinstance(other, float) and math.isnan(one) and math.isnan(other):
            continue
        elif one != other:
            return False
    return True


def _same_elsewhere(before: Any, after: Any, path: tuple[str, ...]) -> bool:
    if not path:
        return True
    if not isinstance(before, Mapping):
        before = {}
    if not isinstance(after, Mapping):
        return False
    rest = {k: v for k, v in before.items() if k != path[0]}
    return _equal(rest, {k: v for k, v in after.items() if k != path[0]}) and _same_elsewhere(
        before.get(path[0]), after.get(path[0]), path[1:]
    )


def _refuse_no_mapping(front: FrontMatter, path: tuple[str, ...]) -> None:
    data: Any = front.data
    for depth, key in enumerate(path[:-1], 1):
        data = data.get(key)
        if data is None:
            return
        if not isinstance(data, Mapping):
            raise DocumentError(
                f"{'.'.join(path[:depth])} in the front matter is no mapping, so {'.'.join(path)} cannot be set; "
                f"make it `{key}: {{}}`",
                line=1,
            )


def _set_toml(raw: str, path: tuple[str, ...], value: Any) -> str:
    import tomlkit

    document = _toml_document(raw)
    container: Any = document
    for key in path[:-1]:
        if key not in container:
            container[key] = tomlkit.table()
        container = container[key]
    if value is None:
        # TOML has no null: what is not there is None.
        if path[-1] in container:
            container.remove(path[-1])
    else:
        container[path[-1]] = _plain(value)
    return tomlkit.dumps(document)


def _toml_document(raw: str) -> TOMLDocument:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(raw)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise DocumentError(
            f"the front matter cannot be edited, for its TOML is not understood ({error}); write it more simply", line=1
        ) from None


def _mapping(raw: str) -> yaml.MappingNode | None:
    import yaml

    root = compose(raw)
    return root if isinstance(root, yaml.MappingNode) else None


def _set_yaml(raw: str, path: tuple[str, ...], value: Any) -> str:
    import yaml

    mapping = _mapping(raw)
    if mapping is None:
        lead = raw.rstrip("\n") + "\n" if raw.strip() else ""
        return lead + _dumped(_nested(path, value), 0)
    for depth, key in enumerate(path):
        found = next(((k, v) for k, v in mapping.value if k.value == key), None)
        if found is None:
            return _inserted(raw, mapping, _nested(path[depth:], value))
        key_node, value_node = found
        if depth == len(path) - 1:
            return _replaced(raw, key_node, value_node, value)
        if not isinstance(value_node, yaml.MappingNode):
            return _replaced(raw, key_node, value_node, _nested(path[depth + 1 :], value))
        mapping = value_node
    return raw


def _inserted(raw: str, mapping: yaml.MappingNode, value: Mapping[str, Any]) -> str:
    """`raw` with one more entry at the end of `mapping`."""
    if mapping.flow_style:
        end = mapping.end_mark.index - 1
        entry = _flow(value)[1:-1]
        before = raw[:end].rstrip()
        comma = "" if before.endswith(("{", ",")) else ","
        space = "" if before.endswith("{") else " "
        return before + comma + space + entry + raw[end:]
    last_key, last_value = mapping.value[-1]
    line = _last_line(raw, last_key, last_value)
    lines = _lines(raw)
    lines[line] = lines[line].removesuffix("\n") + "\n"
    lines.insert(line + 1, _dumped(value, last_key.start_mark.column) + "\n")
    return "".join(lines)


def _replaced(raw: str, key: yaml.Node, node: yaml.Node, value: Any) -> str:
    """`raw` with the value behind `key` replaced."""
    import yaml

    begin, end = node.start_mark.index, node.end_mark.index
    scalar = not isinstance(value, (Mapping, list, tuple))
    block = isinstance(node, yaml.CollectionNode) and not node.flow_style
    literal = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    inside_flow = _inside_flow(raw, key)
    if block or literal:
        begin = key.end_mark.index + raw[key.end_mark.index :].index(":") + 1
        last = _last_line(raw, key, node)
        end = len("".join(_lines(raw)[: last + 1]).removesuffix("\n"))
    elif begin == end:
        begin = end = key.end_mark.index + raw[key.end_mark.index :].index(":") + 1
    if scalar:
        text = _scalar(value)
    elif inside_flow or not value:
        text = _flow(value)
    else:
        text = "\n" + _dumped(value, key.start_mark.column + 2)
    if text.startswith("\n"):
        begin = key.end_mark.index + raw[key.end_mark.index :].index(":") + 1
        rest = raw[end:].split("\n", 1)[0]
        if rest.strip().startswith("#"):  # a comment in the key's line stays there
            comment = rest.rstrip()
            return raw[:begin] + comment + text + raw[end + len(rest) :]
    elif raw[begin - 1 : begin] == ":":
        text = " " + text
    return raw[:begin] + text + raw[end:]


def _inside_flow(raw: str, key: yaml.Node) -> bool:
    return raw[: key.start_mark.index].count("{") > raw[: key.start_mark.index].count("}")


def _last_line(raw: str, key: yaml.Node, node: yaml.Node) -> int:
    """The last line (0-based) on which the entry has words: PyYAML ends a block where the next token begins."""
    import yaml

    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _last_line(raw, *node.value[-1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _last_line(raw, node.value[-1], node.value[-1])
    lines = _lines(raw)
    if node.start_mark.index == node.end_mark.index:
        return _line_at(lines, key.end_mark.index - 1)
    first, last = _line_at(lines, node.start_mark.index), _line_at(lines, node.end_mark.index - 1)
    while last > first and not lines[last].strip():
        last -= 1
    return last


def _scalar(value: Any) -> str:
    import yaml

    if isinstance(value, dt.datetime) and value.utcoffset() == dt.timedelta(0):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"  # as the templates have it
    text = yaml.safe_dump(value, allow_unicode=True, width=10_000, default_flow_style=True)
    return text.removesuffix("\n").removesuffix("\n...").strip()


def _flow(value: Any) -> str:
    import yaml

    return yaml.safe_dump(
        _lists(value), allow_unicode=True, width=10_000, default_flow_style=True, sort_keys=False
    ).strip()


def _dumped(value: Any, indent: int) -> str:
    """Block style, each line indented."""
    import yaml

    text = yaml.safe_dump(_lists(value), allow_unicode=True, width=10_000, default_flow_style=False, sort_keys=False)
    return "\n".join(" " * indent + line for line in text.rstrip("\n").split("\n"))


def _lists(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _lists(inner) for key, inner in value.items()}
    return [_lists(inner) for inner in value] if isinstance(value, (list, tuple)) else value
