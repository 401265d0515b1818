"""A team's own template: any Markdown, in which variables may stand.

What the template names (`{{ title }}`, `{{ incident.services }}`) is put there. What it does not name and pmflow needs
is put where its headings say: missing keys into its front matter, the timeline below its timeline heading (into its
empty table, where it has one). All else stays as the team wrote it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

from pmflow.document.escape import one_line, toml_string, yaml_scalar
from pmflow.document.frontmatter import split_front_matter
from pmflow.document.template_values import View
from pmflow.document.write import DAY_FORMAT, environment, facts, front_matter, variables, yaml_fact
from pmflow.document.zones import in_utc
from pmflow.errors import DocumentError, PolicyError
from pmflow.model import Incident, SectionName, State, TimelineEntry
from pmflow.patterns import lazy

if TYPE_CHECKING:
    from pmflow.document.blocks import Block
    from pmflow.document.template_sandbox import Sandbox

_PAIR = lazy(r"^(\s*(?:-\s+)?(?:[\w.-]+\s*[:=]\s*)?)(.*?)(\s+#[^{}]*|\s*)$")
_EXPRESSION = lazy(r"\{\{(.*?)\}\}")
_EMPTY_YAML = lazy(r"^([\w-]+):[ \t]*(?:\"\"|''|~|null|\[\])?[ \t]*(?:#.*)?$")
_EMPTY_TOML = lazy(r"^([\w-]+)[ \t]*=[ \t]*(?:\"\"|''|\[\])[ \t]*(?:#.*)?$")
_TIME_WORDS = ("time", "when", "date", "uhrzeit", "zeit", "heure", "hora", "ora", "tijd")


def fill_template(
    template: str,
    incident: Incident,
    *,
    authors: Sequence[str] = (),
    name: str = "template",
    day_format: str = DAY_FORMAT,
) -> str:
    """The template with the incident in it. Raises `PolicyError` with `name` and line where it cannot be used."""
    text = template.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    head, body = _split(text)
    values = variables(incident, authors, day_format)
    env = environment(day_format)
    above = head.count("\n")
    named = _named(env, head, name, 0) | _named(env, body, name, above)
    if head:
        head = _head(head, values, name)
    body = _render(env, body, values, name, above)
    if "front_matter" not in named:
        head = _complete(head, incident, authors, name) if head else front_matter(incident, authors)
        if not _split(text)[0] and body and not body.startswith("\n"):
            head += "\n"
    whole = head + body
    if "timeline" not in named and incident.timeline:
        whole = _with_timeline(whole, incident.timeline, day_format)
    return whole


def _split(text: str) -> tuple[str, str]:
    """Front matter with its fences, and the rest; variables in it may make it no YAML yet, so it is not read here."""
    lines = text.splitlines(keepends=True)
    fence = lines[0].rstrip() if lines else ""
    if fence not in ("---", "+++") or len(lines) < 2 or not lines[1].strip():
        return "", text
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == fence:
            head = "".join(lines[:number])
            return (head if head.endswith("\n") else head + "\n"), text[len("".join(lines[:number])) :]
    return "", text


def _named(env: Sandbox, source: str, name: str, lines_before: int) -> set[str]:
    """The variables that a template names; `incident.timeline` counts as `timeline`."""
    from jinja2 import TemplateSyntaxError, nodes

    from pmflow.document.template_sandbox import TooMuchError

    try:
        tree = env.parse(source)
    except TemplateSyntaxError as error:
        _refuse(
            name,
            error.lineno + lines_before,
            f"{error.message}; to show braces as they are: {{% raw %}}…{{% endraw %}}",
        )
    except (RecursionError, TooMuchError) as error:
        _refuse(name, lines_before + 1, "it is nested too deep" if isinstance(error, RecursionError) else f"{error}")
    found = {node.name for node in tree.find_all(nodes.Name)}
    return found | {node.attr for node in tree.find_all(nodes.Getattr) if _is_incident(node)}


def _is_incident(node: object) -> bool:
    inner = getattr(node, "node", None)
    return getattr(inner, "name", None) == "incident"


def _render(env: Sandbox, source: str, values: Mapping[str, object], name: str, lines_before: int) -> str:
    from jinja2 import UndefinedError

    try:
        return env.text_of(source, values)
    except UndefinedError as error:
        _refuse(name, _line_of(error) + lines_before, _undefined(str(error.message), values))
    except PolicyError:
        raise
    except Exception as error:  # the template is a program of somebody else's: whatever it does is a fault in that file
        _refuse(name, _line_of(error) + lines_before, f"{error}")


def _line_of(error: BaseException) -> int:
    """The template's line: Jinja puts a frame for it into the traceback."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _undefined(message: str, values: Mapping[str, object]) -> str:
    """Jinja's complaint in our words, with the nearest name that there is, or all of them."""
    from pmflow.document.template_sandbox import no_variable

    found = re.fullmatch(r"'(\w+)' is undefined", message)
    return no_variable(found[1], values) if found else message


def _refuse(name: str, line: int, why: str) -> NoReturn:
    raise PolicyError(f"{name}:{line}: this template cannot be used: {why}") from None


# Front matter.


def _head(head: str, values: Mapping[str, object], name: str) -> str:
    """Front matter with its variables filled in, as values of its language: a title with a colon stays one title."""
    env = environment(finalize=_toml_value if head.startswith("+++") else _yaml_value)
    env.filters |= {"words": _words, "joined": _joined}
    return _render(env, "\n".join(_one_value(line) for line in head.split("\n")), values, name, 0)


def _one_value(line: str) -> str:
    """`a: "Review of {{ title }}"` as `a: {{ ["Review of ", (title) | words] | joined }}`: one value, made of parts."""
    if "{{" not in line or "{%" in line:
        return line
    found = _PAIR.match(line)
    assert found is not None
    lead, value, tail = found.groups()
    quoted = value[:1] in "\"'" and value[-1:] == value[:1] and len(value) > 1
    parts = _EXPRESSION.split(value[1:-1] if quoted else value)
    if not quoted and parts[::2] == ["", ""]:
        return line
    shown = [f"({part.strip('-+ ')}) | words" if at % 2 else json.dumps(part) for at, part in enumerate(parts) if part]
    return f"{lead}{{{{ [{', '.join(shown)}] | joined }}}}{tail}"


def _joined(parts: list[object]) -> str:
    return "".join(str(part) for part in parts)


def _words(value: object) -> object:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, tuple | list):
        return ", ".join(one_line(str(one)) for one in value)
    if isinstance(value, View):
        return one_line(str(value))
    return _utc(value) if isinstance(value, dt.datetime) else "" if value is None else value


def _utc(moment: dt.datetime) -> str:
    shown = in_utc(moment) if moment.tzinfo else None
    return f"{shown:%Y-%m-%dT%H:%M:%SZ}" if shown else moment.isoformat()


def _yaml_value(value: object) -> object:
    if isinstance(value, dt.datetime):
        return _utc(value)
    if isinstance(value, tuple | list):
        value = [one_line(str(one)) for one in value]
    if isinstance(value, str | View):
        value = one_line(str(value))
    return yaml_scalar(value) if isinstance(value, str | list | dt.date | bool | int | float | None) else value


def _toml_value(value: object) -> object:
    if isinstance(value, dt.datetime):
        return _utc(value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(toml_string(str(one)) for one in value)}]"
    if value is None:
        return '""'
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, dt.date) else toml_string(str(value))


def _complete(head: str, incident: Incident, authors: Sequence[str], name: str) -> str:
    """The team's front matter with pmflow's facts where their keys are empty or missing, and the state."""
    lines = head.rstrip("\n").split("\n")
    try:
        front = split_front_matter(lines)
    except DocumentError as error:
        _refuse(name, error.line or 1, error.message)
    toml = front.language == "toml"
    write = _toml_value if toml else yaml_fact
    sign, empty = (" = ", _EMPTY_TOML) if toml else (": ", _EMPTY_YAML)
    inner = lines[1:-1]
    added: list[str] = []
    for key, value in facts(incident, authors).items():
        if value is None or value == []:
            continue
        if key not in front.data:
            added.append(f"{key}{sign}{write(value)}")
        elif front.data[key] in (None, "", []):
            for at, line in enumerate(inner):
                if (found := empty.match(line)) is not None and found[1] == key:
                    inner[at] = f"{key}{sign}{write(value)}"
    own = front.data.get("pmflow")
    if toml:
        state = [] if own else [f'pmflow.state = "{State.DRAFT}"']
        return "\n".join([lines[0], *added, *state, *inner, lines[-1], ""])
    if not own:
        inner = [line for line in inner if not re.match(r"pmflow:\s*(?:#.*)?$", line)]
        added += ["pmflow:", f"  state: {State.DRAFT}"]
    elif isinstance(own, Mapping) and "state" not in own:
        at = next(number for number, line in enumerate(inner) if line.startswith("pmflow:"))
        inner.insert(at + 1, f"  state: {State.DRAFT}")
    return "\n".join([lines[0], *inner, *added, lines[-1], ""])


# The timeline.


def _with_timeline(text: str, entries: Sequence[TimelineEntry], day_format: str) -> str:
    """The text with the timeline below its heading; at the end, below a new heading, where the template has none."""
    from pmflow.document.blocks import read_blocks
    from pmflow.document.sections import read_sections
    from pmflow.document.write import timeline_lines

    lines = text.split("\n")
    head = len(_split(text)[0].splitlines())
    outline = read_sections(read_blocks("\n".join(lines[head:]), head + 1))
    block = timeline_lines(entries, day_format)
    found = outline.sections.get(SectionName.TIMELINE)
    if not found:
        levels = [section[0].level for section in outline.sections.values() if section[0].level <= 6]
        mark = "#" * (min(levels) if levels else 2)
        return f"{text.rstrip()}\n\n{mark} Timeline\n\n{block}\n"
    section = found[0]
    for table in section.blocks:
        if (
            table.kind == "table"
            and len(table.header) > 1
            and not any(c.text.strip() for r in table.rows for c in r.children)
        ):
            return "\n".join(_in_table(lines, table, entries, day_format))
    after = section.line
    for inner in section.blocks:
        if inner.kind == "heading":
            break
        after = max(after, inner.end_line)
    while after > section.line and not lines[after - 1].strip():
        after -= 1
    following = lines[after:]
    gap = [""] if following and following[0].strip() else []
    return "\n".join([*lines[:after], "", *block.split("\n"), *gap, *following])


def _in_table(lines: list[str], table: Block, entries: Sequence[TimelineEntry], day_format: str) -> list[str]:
    """The template's empty rows replaced by the entries: the time under its header, what happened beside it."""
    from pmflow.document.write import timeline_cells

    names = [cell.text.strip().lower() for cell in table.header]
    time = next((at for at, name in enumerate(names) if any(word in name for word in _TIME_WORDS)), 0)
    words = next(at for at in range(len(names)) if at != time)
    rows = []
    for entry in entries:
        cells = [""] * len(names)
        cells[time], cells[words] = timeline_cells(entry, day_format)
        rows.append("| " + " | ".join(cells) + " |")
    first = table.line + 2 - 1
    return [*lines[:first], *rows, *lines[table.end_line :]]
