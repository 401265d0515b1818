"""What a change of pmflow.yml would do, as the page of a pull request's run shows it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmflow.policy_change import Differs, KeyChanged
from pmflow.report.markdown import listed, table, words

ROWS = 200
"""Of a table; of the rest it is told how many there are."""


def policy_parts(
    keys: Sequence[KeyChanged], found: Sequence[Differs], *, looked: int, troubles: Sequence[str]
) -> Iterator[str]:
    """The keys, then what becomes of each post-mortem that is open."""
    yield "### What this change of the policy would do\n"
    if not keys:
        yield "Nothing: in effect, the policy stays as it is.\n"
        return
    yield table(
        ("key", "is", "would be"), ((f"`{each.key}`", _value(each.before), _value(each.after)) for each in keys[:ROWS])
    )
    if troubles:
        yield "> [!WARNING]\n> Not everything that is open could be looked at.\n\n" + listed(
            map(words, troubles[:ROWS])
        )
    if found:
        head = ("what is open", "would be so no more", "would be so from now on")
        rows = ((_name(each), _facts(each.no_more), _facts(each.from_now)) for each in found[:ROWS])
        yield table(head, rows) + (f"\n… and {len(found) - ROWS} more\n" if len(found) > ROWS else "")
    yield f"Of {looked} open post-mortem{'' if looked == 1 else 's'}, {_counted(found)}.\n"


def _counted(found: Sequence[Differs]) -> str:
    incidents = sum(not each.postmortem for each in found)
    told = f"{len(found) - incidents} would be treated differently"
    return f"{told}; so would {incidents} incident{'' if incidents == 1 else 's'} without one" if incidents else told


def _name(each: Differs) -> str:
    return f"{words(each.ref)}<br>{words(each.title)}" if each.title else words(each.ref)


def _facts(facts: Sequence[str]) -> str:
    return "<br>".join(map(words, facts)) or "-"


def _value(value: str | None) -> str:
    return words(value) if value is not None else "-"
