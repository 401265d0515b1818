"""One incident as a YAML file: what may stand in it, and how it is read. Pure: bytes ⇄ `Incident`.

The id is the file's name without `.yml`. Every time bears its own zone, or the file states one under `timezone:`;
a time without any is refused, because nobody can say later what was meant. A complaint names file, line and key.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple, NoReturn, get_args

from pydantic import ValidationError

from pmflow.document.zones import aware, zone_of
from pmflow.errors import TrackerMisunderstood
from pmflow.model import Evidence, Impact, Incident, Severity, TimelineEntry
from pmflow.severity import normal_severity

DEEPEST = 16
"""Levels of YAML; an incident has four."""
YEARS = range(1900, 3000)
"""Years in which things can have happened: further out, reckoning with time zones and deadlines leaves the calendar."""
MOST_DIGITS = 8
"""Of a number of minutes: two centuries."""

KINDS: tuple[str, ...] = get_args(Evidence.model_fields["kind"].annotation)
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?)[ ]*(.*)$")
_YES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class _File(NamedTuple):
    """What every reader of a value needs to know besides the value."""

    path: str
    zone: str | None

    def refuse(self, node: Any, key: str, said: str) -> NoReturn:
        raise TrackerMisunderstood(f"{self.path}:{node.start_mark.line + 1}: `{key}` {said}")


_Reader = Callable[[Any, str, _File], Any]


def read_incident(data: bytes, *, id: str, path: str, aliases: Mapping[str, Severity] | None = None) -> Incident:
    """The incident in a file's bytes. Raises `TrackerMisunderstood` with file, line and key."""
    pairs = _pairs_of(_root(data, path), "", _File(path, None), KEYS)
    zone_node = pairs.pop("timezone", None)
    file = _File(path, None)
    if zone_node is not None and (zone := _text(zone_node, "timezone", file)) is not None:
        if zone_of(zone) is None:
            file.refuse(
                zone_node,
                "timezone",
                f"is no time zone that is known: {_short(zone)}; write UTC, +02:00 or Europe/Berlin",
            )
        file = _File(path, zone)
    fields = {key: KEYS[key](node, key, file) for key, node in pairs.items()}
    fields = {key: value for key, value in fields.items() if value is not None}
    if "title" not in fields:
        raise TrackerMisunderstood(f"{path}:1: `title` is missing; write what happened in one line: `title: …`")
    severity = normal_severity(fields.get("severity"), aliases)
    try:
        return Incident(ref=id, severity_normal=severity, **fields)
    except ValidationError as error:  # the readers above let nothing else through, as far as is known
        wrong = error.errors(include_url=False)[0]
        key = ".".join(map(str, wrong["loc"]))
        raise TrackerMisunderstood(f"{path}:1: `{key}` is not what it should be ({wrong['msg']}); mend it") from None


def write_incident(incident: Incident) -> bytes:
    """The file for an incident; read again it gives the same one."""
    import yaml

    impact = incident.impact.model_dump(exclude_none=True)
    fields: dict[str, object] = {
        "title": incident.title,
        "severity": incident.severity or (incident.severity_normal.value if incident.severity_normal else None),
        "started_at": incident.started_at,
        "detected_at": incident.detected_at,
        "resolved_at": incident.resolved_at,
        "near_miss": incident.near_miss or None,
        "services": list(incident.services),
        "categories": list(incident.categories),
        "responders": list(incident.responders),
        "impact": impact,
        "timeline": [
            {key: value for key, value in _written(entry).items() if value is not None} for entry in incident.timeline
        ],
        "evidence": [proof.model_dump(exclude_none=True) for proof in incident.evidence],
        "postmortem": incident.postmortem,
    }
    given = {key: value for key, value in fields.items() if value not in (None, [], {})}

    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            del data  # one time in two places is written twice: `&id001` says nothing to people
            return True

    return yaml.dump(given, Dumper=Plain, sort_keys=False, allow_unicode=True, width=100).encode()


def _written(entry: TimelineEntry) -> dict[str, object]:
    """An entry's keys; where no zone is known, its time goes as `raw`: made an instant, it would be invented."""
    raw = entry.local.isoformat(" ") if entry.local else entry.raw
    return {"at": entry.at, "until": entry.until, "raw": None if entry.at else raw, "text": entry.text}


def _root(data: bytes, path: str) -> Any:
    """The mapping at the top, as nodes, so that every complaint has its line."""
    import yaml

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TrackerMisunderstood(
            f"{path}:{line}: is not UTF-8; convert it with: iconv -f ISO-8859-1 -t UTF-8 FILE > NEW"
        ) from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if deep := _too_deep(text, loader):
            raise TrackerMisunderstood(f"{path}:{deep}: is nested too deep to be read; make it flat")
        root = yaml.compose(text, loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = error.problem or error.context or "it cannot be read"
        raise TrackerMisunderstood(
            f"{path}:{mark.line + 1 if mark else 1}: is no valid YAML: {said}; mend that line"
        ) from None
    except yaml.YAMLError:
        raise TrackerMisunderstood(
            f"{path}:1: holds a character that YAML does not allow; retype or remove it"
        ) from None
    if not isinstance(root, yaml.MappingNode):
        raise TrackerMisunderstood(f"{path}:1: is no incident: write `key: value` lines, first of all `title: …`")
    return root


def _too_deep(text: str, loader: Any) -> int | None:
    """The line at which it gets deeper than any incident. Asked first: libyaml's composer would crash the process."""
    import yaml

    depth = 0
    for event in yaml.parse(text, loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                return event.start_mark.line + 1 if event.start_mark else 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _pairs_of(node: Any, inside: str, file: _File, known: Iterable[str]) -> dict[str, Any]:
    """A mapping's keys and value nodes. An unknown key and a key twice are refused."""
    if node.id != "mapping":
        file.refuse(node, inside, f"is not made of `key: value` lines; write some of {', '.join(known)}")
    pairs: dict[str, Any] = {}
    for key_node, value in node.value:
        key = str(key_node.value) if key_node.id == "scalar" else "?"
        name = f"{inside}.{key}" if inside else key
        if key not in known:
            near = get_close_matches(key, list(known), 1, 0.5)
            hint = f"did you mean `{near[0]}`?" if near else f"the keys are {', '.join(known)}"
            file.refuse(key_node, name, f"is not a key that pmflow knows; {hint}")
        if key in pairs:
            file.refuse(key_node, name, "stands twice; keep one")
        pairs[key] = value
    return pairs


def _text(node: Any, key: str, file: _File) -> str | None:
    if node.id != "scalar":
        file.refuse(node, key, "is not a single value; write it on one line")
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return str(node.value).strip() or None


def _short(text: str) -> str:
    """As a message may show it, which is one line."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:37]}..."


def _texts(node: Any, key: str, file: _File) -> tuple[str, ...]:
    nodes = node.value if node.id == "sequence" else [node]
    return tuple(text for each in nodes if (text := _text(each, key, file)))


def _boolean(node: Any, key: str, file: _File) -> bool | None:
    text = _text(node, key, file)
    if text is not None and text.lower() not in _YES:
        file.refuse(node, key, f"is neither true nor false: {_short(text)}; write one of them")
    return None if text is None else _YES[text.lower()]


def _number(node: Any, key: str, file: _File) -> int | None:
    text = _text(node, key, file)
    if text is not None and not (text.isascii() and text.isdigit()):
        file.refuse(node, key, f"is no whole number of minutes: {_short(text)}")
    if text is not None and len(text.lstrip("0")) > MOST_DIGITS:
        file.refuse(node, key, f"is more minutes than anything can last: {_short(text)}; write a smaller number")
    return None if text is None else int(text)


def _time(node: Any, key: str, file: _File) -> dt.datetime | None:
    """An instant, in the zone as written."""
    text = _text(node, key, file)
    if text is None:
        return None
    found = _STAMP.match(text)
    if not found:
        file.refuse(node, key, f"is no day and time: {_short(text)}; write it like 2026-03-01T14:05:00Z")
    try:
        local = dt.datetime.fromisoformat(re.sub(r"([T ])(\d):", r"\g<1>0\2:", found[1]).replace(",", "."))
    except ValueError:
        file.refuse(node, key, f"is no day and time that exists: {_short(text)}; write it like 2026-03-01T14:05:00Z")
    if local.year not in YEARS:
        file.refuse(node, key, f"is no time at which something can have happened: {_short(text)}; mend the year")
    if not found[2] and file.zone is None:
        file.refuse(
            node,
            key,
            f"has no time zone: {_short(text)}; add one (14:05Z, 14:05+02:00), or `timezone: …` once for the file",
        )
    zone = found[2] or file.zone or ""
    instant = aware(local, zone)
    if instant is None:
        file.refuse(node, key, f"has a time zone that is not known: {_short(zone)}; write Z, +02:00 or Europe/Berlin")
    return instant


def _impact(node: Any, key: str, file: _File) -> Impact | None:
    if node.id == "scalar" and node.tag == "tag:yaml.org,2002:null":
        return None
    pairs = _pairs_of(node, key, file, IMPACT)
    return Impact(**{name: IMPACT[name](value, f"{key}.{name}", file) for name, value in pairs.items()})


def _timeline(node: Any, key: str, file: _File) -> tuple[TimelineEntry, ...]:
    return tuple(_entry(each, f"{key}[{number}]", file) for number, each in enumerate(_list(node, key, file), 1))


def _entry(node: Any, key: str, file: _File) -> TimelineEntry:
    pairs = _pairs_of(node, key, file, ("at", "until", "raw", "text"))
    text = _text(pairs["text"], f"{key}.text", file) if "text" in pairs else None
    if text is None:
        file.refuse(node, key, "has no `text`; write what happened")
    at = _time(pairs["at"], f"{key}.at", file) if "at" in pairs else None
    written = next((name for name in ("at", "raw") if name in pairs), None)
    raw = _text(pairs[written], f"{key}.{written}", file) if written else None
    return TimelineEntry(
        at=at,
        until=_time(pairs["until"], f"{key}.until", file) if "until" in pairs else None,
        raw=raw,
        local=_local(raw) if raw and at is None else None,
        text=text,
        line=node.start_mark.line + 1,
    )


def _local(raw: str) -> dt.datetime | None:
    """The day and time that are written, where nothing else is: no zone makes an instant of them."""
    try:
        local = dt.datetime.fromisoformat(raw)
    except ValueError:
        return None
    return local if local.tzinfo is None and local.year in YEARS else None


def _evidence(node: Any, key: str, file: _File) -> tuple[Evidence, ...]:
    return tuple(_proof(each, f"{key}[{number}]", file) for number, each in enumerate(_list(node, key, file), 1))


def _proof(node: Any, key: str, file: _File) -> Evidence:
    """A plain text stands for itself: a link, or the words for something."""
    if node.id == "scalar":
        text = _text(node, key, file)
        if text is None:
            file.refuse(node, key, "is empty; write a link or remove the line")
        return Evidence(label=text, url=text if "://" in text else None)
    pairs = _pairs_of(node, key, file, ("kind", "label", "url"))
    given = {name: _text(value, f"{key}.{name}", file) for name, value in pairs.items()}
    kind = given.get("kind") or "other"
    if kind not in KINDS:
        file.refuse(
            pairs["kind"], f"{key}.kind", f"is none that is known: {_short(kind)}; write one of {', '.join(KINDS)}"
        )
    label = given.get("label") or given.get("url")
    if label is None:
        file.refuse(node, key, "has neither `label` nor `url`; write one of them")
    return Evidence.model_validate({"kind": kind, "label": label, "url": given.get("url")})


def _list(node: Any, key: str, file: _File) -> list[Any]:
    if node.id == "scalar" and node.tag == "tag:yaml.org,2002:null":
        return []
    if node.id != "sequence":
        file.refuse(node, key, "is not a list; begin each of its lines with `- `")
    return list(node.value)


KEYS: Mapping[str, _Reader] = {
    "title": _text,
    "severity": _text,
    "started_at": _time,
    "detected_at": _time,
    "resolved_at": _time,
    "timezone": _text,
    "near_miss": _boolean,
    "services": _texts,
    "categories": _texts,
    "responders": _texts,
    "impact": _impact,
    "timeline": _timeline,
    "evidence": _evidence,
    "postmortem": _text,
}
"""Every key of an incident file, and who reads it."""

IMPACT: Mapping[str, _Reader] = {
    "users": _text,
    "revenue": _text,
    "reputation": _text,
    "duration": _text,
    "support_tickets": _text,
    "duration_minutes": _number,
}
"""Every key below `impact`."""
