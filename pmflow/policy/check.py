"""Single values of a policy: what they may be, and what to say when they are something else.

Each function takes what the file has and gives it back in its one spelling, or raises ValueError with the end of a
sentence that began with the key's name ("expected …"). Nothing that looks like a secret is ever repeated.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias
from zoneinfo import ZoneInfo

from pmflow.policy.names import WEEKDAYS, Weekday, meant

Problem: TypeAlias = tuple[tuple[str | int, ...], str]
"""Where, from the value that was checked downwards, and what."""


class Several(ValueError):
    """More than one thing is wrong, or one that is further down."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{'.'.join(map(str, place))}: {what}" for place, what in self.problems))


# -- showing ----------------------------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"gh[pousr]_\w{8}|github_pat_|glpat-|xox[a-z]-|xapp-|sk-\w|eyJ[\w-]{8}|ATATT|(?:AKIA|ASIA)[A-Z0-9]{8}|-----BEGIN",
)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:/{1,2}|@[^@\s]*:", re.IGNORECASE)


def looks_secret(text: str) -> bool:
    """Whether `text` may hold a password or a token: an address, a known token, a long heap of letters and digits."""
    if _TOKEN.search(text) or _ADDRESS.search(text):
        return True
    return any(
        len(word) >= 20 and len(re.findall(r"\d", word)) >= 4 and re.search(r"[A-Za-z]", word)
        for word in re.split(r"[\s/.,;:_-]+", text)
    )


def shown(value: object) -> str:
    """`value` as a message may show it: in quotes, short, on one line, and never a secret."""
    match value:
        case None:
            return "nothing"
        case Mapping():
            return "a mapping"
        case list() | tuple():
            return "a list" if value else "an empty list"
    text = str(value)
    if looks_secret(text):
        return "something that looks like a secret"
    text = "".join(c if c.isprintable() else " " for c in text)
    return f'"{text}"' if len(text) <= 40 else f'"{text[:37]}..."'


def one_of(names: Iterable[str]) -> str:
    """`a, b or c`"""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


# -- names of people --------------------------------------------------------------------------------------------------


def who(name: str) -> str:
    """A person's or team's name as it is compared: case, width, a leading @ or "the", and spacing do not count."""
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split()).lstrip("@")
    return folded.removeprefix("the ").strip()


_IDENTITY = re.compile(r"(.*\S)\s*<([^<>]+)>\s*")
_ADDRESS = re.compile(r"\s*<?https?://[^/\s]+/@?([^/\s?#@>]+)/?(?:[?#][^\s>]*)?>?\s*", re.I)
_LINK = re.compile(r"\s*\[([^\[\]]+)\]\(([^()\s]+)\)\s*")


def spellings(name: str) -> tuple[str, ...]:
    """The ways in which `name` may be listed: a git identity `Ada Park <ada@example.org>` is a name and an e-mail, the address
    of somebody's page, `https://github.com/adapark`, ends with a handle."""
    if page := _ADDRESS.fullmatch(name):
        return who(name), who(page[1])
    if link := _LINK.fullmatch(name):
        return who(name), who(link[1]), *spellings(link[2])
    if identity := _IDENTITY.fullmatch(name):
        return who(name), who(identity[1]), who(identity[2])
    return (who(name),)


def name(value: str) -> str:
    """A name by which somebody or something can be called; not one of spaces."""
    if not who(value):
        raise ValueError(f"expected a name, got {shown(value)}")
    return value


def keys(named: Mapping[str, object]) -> Iterator[Problem]:
    """Names that stand before a colon."""
    for key in named:
        if not who(key):
            yield (key,), f"expected a name before the colon, got {shown(key)}"


def audience(name: object) -> str:
    """An audience's name as it is compared: case and the spaces around it do not count."""
    return str(name).strip().casefold()


LOGIN = re.compile(r"@[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?")
"""Somebody, or an organisation's team, as one mentions them on GitHub."""
ISSUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}#[1-9]\d{0,9}")
"""An issue by its full name: acme/handbook#7."""


def handle(value: object) -> object:
    return value.lstrip("@") if isinstance(value, str) else value


# -- days and hours ---------------------------------------------------------------------------------------------------


def timezone(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        ZoneInfo(value)
        return value
    except (KeyError, ValueError, OSError):  # not found; not a name; a folder of names ("Europe")
        pass
    from zoneinfo import available_timezones

    known = sorted(available_timezones())
    by_city = {name.rpartition("/")[2]: name for name in known}
    hint = meant(value, known) or meant(value, list(by_city))
    for city, name in by_city.items():
        hint = hint.replace(f'"{city}"', f'"{name}"')
    raise ValueError(f"expected an IANA time zone such as Europe/Berlin, got {shown(value)}{hint}")


_RANGE = re.compile(r"\s*(\w+)\s*(?:-|–|to|\.\.)\s*(\w+)\s*")


def week(value: object) -> object:
    """Working days: a list of names, or a range such as `sunday-thursday`; short names do too."""
    if isinstance(value, str):
        if span := _RANGE.fullmatch(value):
            first, last = (WEEKDAYS.index(_weekday(day)) for day in span.groups())
            return tuple(day for i, day in enumerate(WEEKDAYS) if (i - first) % 7 <= (last - first) % 7)
        value = value.replace(",", " ").split()
    if not isinstance(value, list | tuple):
        return value
    named = {_weekday(day) for day in value}
    return tuple(day for day in WEEKDAYS if day in named)


def _weekday(value: object) -> Weekday:
    text = str(value).strip().casefold()
    for day in WEEKDAYS:
        if len(text) >= 2 and day.startswith(text):
            return day
    raise ValueError(f"expected days such as monday, got {shown(value)}{meant(text, WEEKDAYS)}")


_HOURS = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d{2}))?")


def hours(value: object) -> object:
    """`9-17`, `09:00-17:30` → `09:00-17:30`."""
    if not isinstance(value, str):
        return value
    expected = f"expected hours of one day such as 09:00-17:00, got {shown(value)}"
    found = _HOURS.fullmatch(value.strip())
    if not found:
        raise ValueError(expected)
    try:
        opens = dt.time(int(found[1]), int(found[2] or 0))
        closes = dt.time(int(found[3]), int(found[4] or 0))
    except ValueError:
        raise ValueError(expected) from None
    if closes <= opens:
        raise ValueError(f"{expected}; the end must be later than the start")
    return f"{opens:%H:%M}-{closes:%H:%M}"


def day(value: object) -> object:
    """Only `2026-12-24`: pydantic would read a bare number as a Unix time."""
    if not isinstance(value, str):
        return value
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return dt.date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"there is no {value}; expected a date such as 2026-12-24") from None
    raise ValueError(f"expected a date such as 2026-12-24, got {shown(value)}")


def upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def country(code: str | None, subdivision: str | None) -> None:
    """Refuse a country, or a part of it, whose holidays nobody here knows."""
    if code is None:
        if subdivision is not None:
            raise Several([(("subdivision",), "needs a country beside it")])
        return
    import holidays  # 50 ms; only teams that set a country pay for it

    try:
        holidays.country_holidays(code, subdiv=subdivision)
    except NotImplementedError:
        known = holidays.list_supported_countries(include_aliases=True)
    else:
        return
    if code not in known:
        from holidays.registry import COUNTRIES

        names = {module: codes[1] for module, codes in COUNTRIES.items()}
        by_name = names.get(code.casefold().replace(" ", "_"))
        hint = f'; did you mean "{by_name}"?' if by_name else meant(code, sorted(known))
        raise Several([(("country",), f"expected an ISO 3166 code such as DE, got {shown(code)}{hint}")])
    parts = known[code]
    listed = f"; {code} has {one_of(parts)}" if parts else f"; {code} has none"
    problem = f"{shown(subdivision)} is not a part of {code}{meant(str(subdivision), parts)}"
    raise Several([(("subdivision",), problem if len(parts) > 40 else problem + listed)])


# -- places -----------------------------------------------------------------------------------------------------------


def path_problem(path: str) -> str | None:
    """Why `path` is no relative path that stays below the root; None where it is one."""
    if looks_secret(path):
        return "got an address"
    if any(unicodedata.category(character) == "Cc" for character in path):
        return f"{shown(path)} holds a control character"
    if re.match(r"[\\/~]|[A-Za-z]:", path) or ".." in re.split(r"[\\/]", path):
        return f"{shown(path)} leads out of it"
    return None if path.strip() else "got nothing"


def relative_path(value: object) -> object:
    if isinstance(value, str) and (wrong := path_problem(value)):
        raise ValueError(f"expected a path below the root: {wrong}")
    return value


_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,63}")
TARGET = re.compile(r"[a-z][a-z0-9_-]{0,39}")
"""Names of notification targets."""


def notify(targets: Mapping[str, str]) -> Iterator[Problem]:
    """Names of targets, and of environment variables; nothing of what stands there is repeated, it may be a secret."""
    for name, variable in targets.items():
        if name in ("owner", "lead", "accountable"):
            yield (name,), "is what a rung calls a person; choose another name"
        elif not TARGET.fullmatch(name) or looks_secret(name):
            yield (name,), "expected a name such as channel: small letters, digits, - and _"
        elif looks_secret(variable):
            yield (
                (name,),
                "expected the name of an environment variable, got what looks like an address or a secret: put it into "
                "the environment and write the variable's name here; if this file was ever shared, change the secret",
            )
        elif not _VARIABLE.fullmatch(variable):
            yield (name,), "expected the name of an environment variable in capitals, such as PMFLOW_CHANNEL"
