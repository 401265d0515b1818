"""Issue fields: an organisation's own columns, where the policy says that they tell an action item's date and priority. Pure.

https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/managing-issue-fields-in-your-organization
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pmflow.adapters.github.payloads import FieldValue, Issue, Payload
from pmflow.model import Priority

DUE, PRIORITY = "due", "priority"
"""What a field can be for."""

PRIORITIES: Mapping[str, Priority] = {
    "p0": Priority.P0, "urgent": Priority.P0, "critical": Priority.P0,
    "p1": Priority.P1, "high": Priority.P1,
    "p2": Priority.P2, "medium": Priority.P2, "normal": Priority.P2,
    "p3": Priority.P3, "low": Priority.P3,
}  # fmt: skip
"""Options of a priority field, in small letters; GitHub's own are Urgent, High, Medium and Low."""


class Option(Payload):
    name: str


class Field(Payload):
    """A field of an organisation: https://docs.github.com/en/rest/orgs/issue-fields"""

    id: int
    name: str
    data_type: str = "text"
    options: tuple[Option, ...] | None = None


def priority_named(option: str) -> Priority | None:
    """The priority that an option says: `P1`, `P1 - High`, `Urgent`."""
    word = option.strip().casefold()
    return PRIORITIES.get(word) or PRIORITIES.get(word[:2])


def with_fields(issue: Issue, names: Mapping[str, str], fields: Iterable[Field] = ()) -> Issue:
    """The issue with what its fields tell under `own_fields`; unset ones tell nothing."""
    if not names or issue.issue_field_values is None:
        return issue
    by_id = {field.id: field.name for field in fields}
    told: dict[str, str] = {}
    for each in issue.issue_field_values:
        name = (each.issue_field_name or by_id.get(each.issue_field_id) or "").casefold()
        for what, wanted in names.items():
            if name == wanted.casefold() and (text := _text(each)):
                told[what] = text
    return issue.model_copy(update={"own_fields": told})


def _text(value: FieldValue) -> str:
    if value.single_select_option is not None:
        return value.single_select_option.name
    return str(value.value) if isinstance(value.value, str | int | float) else ""


def value_for(what: str, text: str, field: Field) -> str | None:
    """What is sent so that a field says it; None where the field cannot."""
    if what == DUE:
        return text if field.data_type in ("date", "text") else None
    if field.data_type == "text":
        return text
    wanted = Priority(text)
    return next((each.name for each in field.options or () if priority_named(each.name) is wanted), None)


def sent_for(
    changed: Mapping[str, str], names: Mapping[str, str], fields: Iterable[Field]
) -> dict[str, dict[str, Any]]:
    """The values to send, by what they are for; left out is what no field can take."""
    by_name = {field.name.casefold(): field for field in fields}
    found: dict[str, dict[str, Any]] = {}
    for what, text in changed.items():
        field = by_name.get(names[what].casefold()) if what in names else None
        if field is not None and (value := value_for(what, text, field)) is not None:
            found[what] = {"field_id": field.id, "value": value}
    return found


def taken(issue: Issue, changed: Mapping[str, str]) -> frozenset[str]:
    """What of a change the fields of an issue tell now."""
    told = issue.own_fields
    same = {
        what
        for what, text in changed.items()
        if what in told and (told[what][:10] == text if what == DUE else priority_named(told[what]) is Priority(text))
    }
    return frozenset(same)
