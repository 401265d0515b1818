"""What a template can name: plain values, and views that have nothing but their fields.

A word of `pmflow.model` is never given itself: its methods (`parse_file`, `model_construct`) would be a way to run code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum


class View:
    """A word as a template sees it: its fields, and what it is in Markdown. No method, nothing that can be changed."""

    __slots__ = ("__fields", "__markdown", "__name")
    __fields: Mapping[str, object]
    __markdown: str
    __name: str

    def __init__(self, name: str, fields: Mapping[str, object], markdown: str) -> None:
        """`name` is what messages call it; `markdown` stands where a template names the whole of it."""
        object.__setattr__(self, "_View__name", name)
        object.__setattr__(self, "_View__fields", {key: plain(value) for key, value in fields.items()})
        object.__setattr__(self, "_View__markdown", markdown)

    def __getattr__(self, name: str) -> object:
        try:
            return self.__fields[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{name} cannot be removed")

    def __str__(self) -> str:
        return self.__markdown

    __repr__ = __str__


def view_name(view: View) -> str:
    """What a view is called in messages."""
    name: str = object.__getattribute__(view, "_View__name")
    return name


def view_fields(view: View) -> tuple[str, ...]:
    """The names that a view has."""
    return tuple(object.__getattribute__(view, "_View__fields"))


def plain(value: object) -> object:
    """A value without methods of ours: words, numbers, days, views, and tuples of them. Raises `TypeError` for others."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, tuple | list):
        return tuple(map(plain, value))
    if value is None or isinstance(value, str | int | float | dt.date | View):
        return value
    raise TypeError(f"{type(value).__name__} is nothing that a template may have")
