"""An address, as a person wrote it into the environment: what is filled in, and what can be wrong with it.

An address is a secret. Nothing in this file repeats any of it: a problem is a sentence about it, and an exception of
apprise's own goes no further than here.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pmflow.notify.evidence import hushed

if TYPE_CHECKING:
    from apprise import OverflowMode
    from apprise.plugins import NotifyBase

PLACEHOLDERS: tuple[str, ...] = ("email", "handle", "account", "name")
"""What an address may ask for of a person, in braces."""

SAMPLES: tuple[Mapping[str, str], ...] = (
    {"email": "someone@example.org", "handle": "someone", "account": "5b10a2844c20165700ede21g", "name": "Someone"},
    # Some services know people by an id of capitals and digits, and take nothing else.
    {"email": "someone@example.org", "handle": "U012AB3CD", "account": "U012AB3CD", "name": "U012AB3CD"},
)
"""Somebody who does not exist, to see whether an address with placeholders can be right. One that fits is enough."""

LOCAL: frozenset[str] = frozenset(
    "dbus qt kde glib gio gnome macosx windows syslog blink1".split()
)  # fmt: skip
"""Kinds that show or log something on this machine, some by running a program. Nobody of the team looks there."""

FILES: frozenset[str] = frozenset("pgp pgppub pgpprv wkd keyfile subfile".split())
"""Options for which apprise reads a file of this machine. `template` is one as well, where its name says path."""

_HOLE = re.compile(r"\{([A-Za-z_ ]*)\}")
_UNFIT = re.compile(r"[\x00-\x1f\x7f,;<>\"]")
"""A comma in a value would make two recipients of one."""
_EMAIL = re.compile(r"[A-Za-z0-9._%+=-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
"""What apprise reads as one mail address, whole. Of o'hara@example.org it would make hara@example.org, somebody else."""
_KIND = re.compile(r"([A-Za-z0-9]{1,32})://")
_NOT_UNDERSTOOD = re.compile(r"(?i)dropped|invalid|unsupported|ignor")


class AddressWrong(Exception):
    """An address that cannot be used. The message says why, and nothing of what it is."""


@dataclass(frozen=True)
class Target:
    """A name in `notify`, and the address behind it."""

    name: str
    address: str = field(repr=False)

    @property
    def placeholders(self) -> tuple[str, ...]:
        """What it asks for, in its order: `("email",)`."""
        return tuple(dict.fromkeys(_HOLE.findall(self.address)))

    def filled(self, fill: Mapping[str, str]) -> str | None:
        """The address of one person; None where they lack what it asks for."""
        if not all(_fits(name, fill.get(name)) for name in self.placeholders):
            return None
        return _HOLE.sub(lambda hole: quote(fill[hole[1]].strip(), safe=""), self.address.strip())

    def problem(self) -> str | None:
        """What is wrong with it, in words that follow "the address"; None where it can be used."""
        wrong = None
        for sample in SAMPLES:
            try:
                self.open(sample)
            except AddressWrong as error:
                wrong = wrong or str(error)
            else:
                return None
        return wrong

    def open(self, fill: Mapping[str, str]) -> Service:
        """Apprise's service behind it, for somebody whom it reaches. Raises `AddressWrong`."""
        _plain(self)
        service = opened(self.filled(fill) or "")
        if service.is_mail and "email" in self.placeholders and fill["email"].strip() not in service.mailboxes:
            raise AddressWrong("would reach somebody else: the mail address was read as another one")
        return service


def _fits(name: str, value: str | None) -> bool:
    """Whether a value can stand in an address. Only a name has spaces."""
    if value is None or not value.strip() or _UNFIT.search(value):
        return False
    if name == "email":
        return _EMAIL.fullmatch(value.strip()) is not None
    return name == "name" or not re.search(r"\s", value.strip())


def _plain(target: Target) -> None:
    """What can be seen without apprise. Raises `AddressWrong`."""
    address = target.address.strip()
    if not address:
        raise AddressWrong("is empty")
    if len(re.findall(r"(?:^|[\s,;])[A-Za-z0-9]{1,32}://", address)) > 1:
        raise AddressWrong("holds several; each needs a name and a variable of its own")
    if re.search(r"[\s\x00-\x1f\x7f]", address):
        raise AddressWrong("holds a space or a line break; write %20 where one belongs")
    if not set(target.placeholders) <= set(PLACEHOLDERS):
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise AddressWrong(f"holds a word in braces that is none of {known}")
    if not _KIND.match(address):
        raise AddressWrong("does not begin with a kind, such as mailtos:// or slack://")


@dataclass(frozen=True)
class Service:
    """Apprise's service behind an address."""

    plugin: NotifyBase = field(repr=False)
    asks: frozenset[str]
    """The names of what the address says itself: `cto`, `overflow`."""

    @property
    def is_mail(self) -> bool:
        """Whether it speaks to a mail server."""
        return hasattr(self.plugin, "smtp_host")

    @property
    def mailboxes(self) -> frozenset[str]:
        """Every mail address that it holds, as apprise understood it."""
        plugin: Any = self.plugin
        return frozenset(
            {plugin.from_addr[1], *(each for _, each in plugin.targets), *plugin.cc, *plugin.bcc, *plugin.reply_to}
        )

    @property
    def host(self) -> str:
        """Whom it connects to; a secret, for comparing only."""
        return str(getattr(self.plugin, "smtp_host", None) or self.plugin.host or "")

    @property
    def is_followed(self) -> bool:
        """Whether it speaks by modules whose sending can be seen: requests (over http.client), or smtplib."""
        return self.is_mail or hasattr(sys.modules.get(type(self.plugin).__module__), "requests")


def opened(address: str) -> Service:
    """Apprise's service behind a filled address, with all that pmflow does not want switched off.

    Raises `AddressWrong`. Importing apprise and its plugins costs 400 ms, once.
    """
    with hushed() as complaints, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of apprise's plugins, about what they themselves use
        try:
            return _opened(address, complaints)
        except AddressWrong:
            raise
        except Exception:  # apprise's messages hold the address
            raise AddressWrong("cannot be read") from None


def _opened(address: str, complaints: list[str]) -> Service:
    from apprise import Apprise, AppriseAsset
    from apprise.manager_plugins import NotificationManager
    from apprise.plugins import url_to_dict

    kinds = NotificationManager()  # type: ignore[no-untyped-call]
    kind = match[1].lower() if (match := _KIND.match(address)) else ""
    known = kind in kinds
    if known:
        _refuse(kind, kinds[kind])
    parts: dict[str, Any] | None = url_to_dict(address)  # type: ignore[no-untyped-call]
    if parts is None:
        if known:
            raise AddressWrong(_incomplete(kinds[kind]))
        if kind in ("http", "https"):
            raise AddressWrong(
                "is a web address of no service that is known; for a webhook of your own it begins with json:// or jsons://"
            )
        raise AddressWrong("is of a kind that is not known; it begins with one such as mailtos:// or slack://")
    service = kinds[parts["schema"]]
    _refuse(parts["schema"], service)
    for option in {*(parts.get("qsd") or {})} & {*FILES, "template"}:
        if option in FILES or "path" in str(service.template_args.get("template", {}).get("name", "")).lower():
            raise AddressWrong(f"asks for a file of this machine ({option}=); pmflow sends words only")
    asset = AppriseAsset(
        app_id="pmflow",
        app_desc="pmflow",
        app_url="",
        image_url_mask="",  # no pictures from elsewhere
        image_url_logo="",
        language="en",
        async_mode=False,
        service_timeout=0,  # ours is kept outside, and one that is over its time cannot send any more
        storage_mode="memory",
        # A redirected POST becomes a GET without the message, and its answer 200 would look like success.
        http_redirects=False,
        interpret_emojis=False,
        pgp_autogen=False,
        pem_autogen=False,
    )
    plugin: NotifyBase | None = Apprise.instantiate({**parts}, asset=asset)
    if plugin is None or any(_NOT_UNDERSTOOD.search(line) for line in complaints):
        raise AddressWrong(_incomplete(service))
    # What an address may not ask for: to be sent twice, and to have failure called success.
    plugin.retry, plugin.optional, plugin.persistent_storage = 0, False, False
    if "overflow" not in parts:
        plugin.overflow_mode = _overflow(plugin)
    return Service(plugin, frozenset(parts))


def _refuse(kind: str, service: type[NotifyBase]) -> None:
    """Raises `AddressWrong` for what is not for a team, or not there."""
    if kind in LOCAL:
        raise AddressWrong(f"is of the kind {kind}, which shows its messages on this machine only")
    if service.category != "native":
        raise AddressWrong("is of a kind that somebody's own code adds to apprise; pmflow runs none")
    if not service.enabled:
        needed = service.requirements.get("packages_required") or []
        words = " and ".join([needed] if isinstance(needed, str) else [str(each) for each in needed])
        raise AddressWrong(f"needs a Python package that is not installed{f' ({words})' if words else ''}")


def _incomplete(service: type[NotifyBase]) -> str:
    see = f"; see {service.setup_url}" if service.setup_url else ""
    return f"lacks something, or has something misspelt, that {service.service_name} asks for{see}"


def _overflow(plugin: NotifyBase) -> OverflowMode:
    """A digest that is too long comes in parts; where a part is a text message that somebody pays for, its beginning."""
    from apprise import OverflowMode

    return OverflowMode.SPLIT if plugin.body_maxlen >= 1000 else OverflowMode.TRUNCATE


def problems(targets: Mapping[str, Target]) -> Iterator[tuple[str, str]]:
    """Each target that cannot be used, with what is wrong."""
    for name, target in targets.items():
        if wrong := target.problem():
            yield name, wrong
