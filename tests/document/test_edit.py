import datetime as dt
import importlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmflow.document.document import Document
from pmflow.document.edit import ItemChange, content_hash, write_item, write_items
from pmflow.document.parse import parse
from pmflow.errors import DocumentError
from pmflow.model import ActionItem, ActionStatus
from tests.document.reading import shown
from tests.document.test_item_styles import STYLES
from tests.document.test_item_tables import TABLES
from tests.document.test_items import NOTATIONS

DAY = dt.date(2027, 11, 25)


def document(actions: str) -> Document:
    return parse(f"# It broke\n\n**Date:** 2025-06-10\n\n## Action items\n\n{actions}\n\n## Lessons learned\n\n- One\n")


def written(actions: str, index: int = 0, **fields: object) -> str:
    """The action items' text after a write."""
    text = write_item(document(actions), index, **fields).text  # type: ignore[arg-type]
    return text.split("## Action items\n\n")[1].split("\n\n## Lessons")[0]


def test_a_cell_is_replaced() -> None:
    """In a table each field has its cell, and the table's other bytes stay."""
    table = (
        "| Action | Owner | Due | Status |\n| --- |:--| --- | --- |\n| Add breaker  | @amy |  | ✅ Done |\n"
        "| Tune alert || 3 May 2025 | 🔄 In Progress |"
    )
    assert written(table, 0, owner="bob", due=DAY) == table.replace(
        "| @amy |  |", "| @bob | 25 November 2027 |".replace("November", "Nov")
    )
    assert written(table, 1, status=ActionStatus.DONE, owner="Bob Ray") == table.replace(
        "|| 3 May 2025 | 🔄 In Progress |", "| Bob Ray | 3 May 2025 | ✅ Done |"
    )
    assert written(table, 0, status=ActionStatus.WONT_DO) == table.replace("✅ Done", "🚫 Won't Do")


@pytest.mark.parametrize(
    ("status", "after"),
    [
        (ActionStatus.DONE, "- [x] Add breaker"),
        (ActionStatus.VERIFIED, "- [x] Add breaker [Status: verified]"),
        (ActionStatus.IN_PROGRESS, "- [ ] Add breaker [Status: in progress]"),
        (ActionStatus.WONT_DO, "- [ ] Add breaker [Status: won't do]"),
        (ActionStatus.PLANNED, "- [ ] Add breaker"),
    ],
)
def test_a_box_is_ticked(status: ActionStatus, after: str) -> None:
    """A box says done or planned; what it cannot say is written behind the title, and nothing is struck out."""
    assert written("- [ ] Add breaker", status=status) == after


def test_a_box_is_unticked() -> None:
    """Work that is taken up again is open again."""
    assert written("- [x] Add breaker", status=ActionStatus.PLANNED) == "- [ ] Add breaker"


def test_what_has_no_place_goes_behind_the_title() -> None:
    """Owner and due stand in one bracket, the id in a comment, each where the title ends."""
    assert written("- Add breaker\n  - it is slow\n- Tune alert", owner="Amy", due=DAY, id="AI-1") == (
        "- Add breaker [Owner: Amy, Due: 2027-11-25] <!-- AI-1 -->\n  - it is slow\n- Tune alert"
    )


def test_fields_are_written_where_they_stand() -> None:
    """A label's value, a handle, a date in a bracket: each is replaced in its own form."""
    assert (
        written("- @amy: add breaker (due 3 Jun 2025)", owner="bob", due=DAY) == "- @bob: add breaker (due 25 Nov 2027)"
    )
    assert written(
        "- Add breaker\n  - Owner: Amy\n  - Due:\n  - Status: open", due=DAY, owner="Bo Ek", status=ActionStatus.DONE
    ) == ("- Add breaker\n  - Owner: Bo Ek\n  - Due: 2027-11-25\n  - Status: done")


def test_a_name_that_would_not_be_read_there_gets_a_label() -> None:
    """Where the new words would be taken for the title, they get a label in the same place."""
    assert written("- @amy: add breaker", owner="Ops, night shift") == "- [Owner: Ops, night shift]: add breaker"


def test_words_of_a_sentence_are_not_written_over() -> None:
    """A name that is the sentence's subject stays, and the new owner is added."""
    assert written("- @amy to add a breaker", owner="bob") == "- @amy to add a breaker [Owner: bob]"


def test_the_id_goes_into_its_column() -> None:
    """An empty ref cell takes the id; people's own references are left alone."""
    table = "| ID | Action |\n|---|---|\n| | Add breaker |\n| R2 | Tune alert |"
    assert written(table, 0, id="AI-1") == table.replace("| | Add", "| AI-1 | Add")
    assert written(table, 1, id="AI-2") == table.replace("Tune alert |", "Tune alert <!-- AI-2 --> |")


def test_the_notation_of_statuses_is_kept() -> None:
    """A new status looks like the others of its table: signs, capitals, shortcodes."""
    assert "| DONE |" in written(
        "| Action | Status |\n|---|---|\n| Add breaker | WIP |\n| Tune alert | OPEN |", status=ActionStatus.DONE
    )
    assert "| ✅ |" in written(
        "| Action | Status |\n|---|---|\n| Add breaker | 🔄 |\n| Tune alert | 📅 |", status=ActionStatus.DONE
    )
    assert "| Closed |" in written(
        "| Action | Status |\n|---|---|\n| Add breaker | Open |\n| Tune alert | Closed |", status=ActionStatus.DONE
    )
    assert written("- :date: add breaker", status=ActionStatus.DONE) == "- :white_check_mark: add breaker"


def test_columns_of_a_table_made_of_lines_stay_in_line() -> None:
    """In a grid table the borders stay where they are as long as there is room."""
    grid = (
        "+--------------+----------+-------------+\n| Action       | Owner    | Status      |\n"
        "+==============+==========+=============+\n"
        "| Add breaker  | Amy      | Open        |\n| to client    |          |             |\n"
        "+--------------+----------+-------------+"
    )
    assert written(grid, owner="Bob Ray", status=ActionStatus.IN_PROGRESS) == grid.replace(
        "Amy     ", "Bob Ray "
    ).replace("Open       ", "In progress")


def test_line_ends_and_mark_are_kept() -> None:
    """CRLF and a byte order mark survive."""
    text = b"\xef\xbb\xbf# T\r\n\r\n## Action items\r\n\r\n- [ ] Add breaker\r\n- Tune alert\r\n"
    after = write_item(parse(text), 0, status=ActionStatus.DONE, owner="amy")
    assert after.encoded == text.replace(b"[ ] Add breaker", b"[x] Add breaker [Owner: amy]")


def test_writing_what_is_there_changes_nothing() -> None:
    """The same values again give the same source."""
    before = document("- [x] Add breaker (@amy, due 2025-07-01) <!-- AI-1 -->")
    assert (
        write_item(before, 0, status=ActionStatus.DONE, owner="amy", due=dt.date(2025, 7, 1), id="AI-1")
        is before.source
    )


def test_what_cannot_be_read_back_is_refused() -> None:
    """An owner that no reader could tell from none is not forced into the text, and the message says where."""
    with pytest.raises(
        DocumentError, match=r"line 7: owner 'TBD' cannot be written into the action item “Add breaker”"
    ):
        write_item(document("- Add breaker"), 0, owner="TBD")


@pytest.mark.parametrize("name", [*NOTATIONS, *TABLES])
def test_notations_are_understood_in_a_whole_document(name: str) -> None:
    """What a section's blocks give, the whole document gives."""
    text, expected = {**NOTATIONS, **TABLES}[name]
    assert [shown(item) for item in document(text).postmortem.action_items] == expected


OWNERS = st.sampled_from(
    ["amy", "Amy Ek", "platform-team", "Zoë Ångström", "H. Lindqvist", "Ops Team", "t.abara", "Manager, Payments"]
)
DUES = st.dates(dt.date(2025, 6, 11), dt.date(2028, 12, 31))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    notation=st.sampled_from(sorted([text for text, _ in NOTATIONS.values()] + [text for text, _ in TABLES.values()])),
    at=st.integers(0, 5),
    status=st.none() | st.sampled_from(ActionStatus),
    owner=st.none() | OWNERS,
    due=st.none() | DUES,
    id=st.none() | st.just("AI-41"),
)
def test_a_write_is_read_back_and_changes_nothing_else(
    notation: str, at: int, status: ActionStatus | None, owner: str | None, due: dt.date | None, id: str | None
) -> None:
    """In every notation: the item has exactly the new values, all other items and words read as before, also for
    approvals."""
    before = document(notation)
    index = at % len(before.postmortem.action_items)
    try:
        source = write_item(before, index, status=status, owner=owner, due=due, id=id)
    except DocumentError:
        if owner is None or "," not in owner:  # the one thing that some places cannot hold
            raise
        return
    after = parse(source.encoded)
    values = {"status": status, "owner": owner, "due": due, "id": id}
    for position, (was, now) in enumerate(
        zip(before.postmortem.action_items, after.postmortem.action_items, strict=True)
    ):
        if position != index:
            assert now == was
        else:
            wanted = {name: getattr(was, name) if value is None else value for name, value in values.items()}
            assert {name: getattr(now, name) for name in values} == wanted
            assert rest(now) == rest(was)
    assert content_hash(after) == content_hash(before)
    assert write_item(after, index, status=status, owner=owner, due=due, id=id) is after.source


def rest(item: ActionItem) -> ActionItem:
    """An item without the fields that a write may change (a reason comes and goes with "won't do")."""
    gone = dict.fromkeys(("status", "status_raw", "owner", "due", "due_raw", "id", "reason", "evidence"))
    return item.model_copy(update=gone)


@pytest.mark.parametrize("style", STYLES)
def test_house_styles_take_writes(style: str) -> None:
    """HTML, YAML, definition lists, ditto marks: every item takes every field, and nothing else changes."""
    before = document(STYLES[style][0])
    values: dict[str, object] = {"status": ActionStatus.DONE, "owner": "Bob Ray", "due": DAY, "id": "AI-3"}
    assert len(before.postmortem.action_items) == len(STYLES[style][1])
    for index in range(len(before.postmortem.action_items)):
        after = parse(write_item(before, index, **values).encoded)  # type: ignore[arg-type]
        items = [*before.postmortem.action_items]
        items[index] = items[index].model_copy(update=values)
        assert [rest(item) for item in after.postmortem.action_items] == [rest(item) for item in items]
        assert {name: getattr(after.postmortem.action_items[index], name) for name in values} == values
        assert content_hash(after) == content_hash(before)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[bytes | str]:
    """The texts that were read since the test began."""
    reader, texts = importlib.import_module("pmflow.document.parse"), []

    def counted(data: bytes | str, *, ref: str = "") -> Document:
        texts.append(data)
        return parse(data, ref=ref)

    monkeypatch.setattr(reader, "parse", counted)
    return texts


MANY = {
    "boxes": "\n".join(f"- [ ] Warm cache {n}" for n in range(60)),
    "table": "| Action | Owner | Due | Status |\n|---|---|---|---|\n"
    + "\n".join(f"| Warm cache {n} | amy |  | open |" for n in range(60)),
    "labels": "\n".join(f"- Warm cache {n} [Owner: amy, Due: 2 weeks]" for n in range(60)),
}


@pytest.mark.parametrize("style", MANY)
def test_many_rows_are_read_back_once(style: str, reads: list[bytes | str]) -> None:
    """Sixty rows are written together and verified by one reading, not by one each."""
    before = document(MANY[style])
    changes = [
        ItemChange(n, status=ActionStatus.DONE, owner="Bob Ray", due=DAY + dt.timedelta(n), id=f"AI-{n + 1}")
        for n in range(60)
    ]
    after = parse(write_items(before, changes).encoded).postmortem.action_items
    assert [(i.id, i.status, i.owner, i.due) for i in after] == [(c.id, c.status, c.owner, c.due) for c in changes]
    assert [i.title for i in after] == [i.title for i in before.postmortem.action_items]
    assert len(reads) == 1


def test_a_row_that_cannot_be_written_is_named(reads: list[bytes | str]) -> None:
    """One bad row among many is found without writing each of the others alone, and the error has its line."""
    before = document(MANY["boxes"])
    changes = [ItemChange(n, owner="TBD" if n == 41 else "amy") for n in range(60)]
    with pytest.raises(DocumentError, match="Warm cache 41") as error:
        write_items(before, changes)
    assert error.value.line == before.postmortem.action_items[41].line
    assert len(reads) < 8


def test_a_row_that_needs_another_spelling_gets_it(reads: list[bytes | str]) -> None:
    """Rows whose first spelling does not read back are written by themselves, behind the others."""
    rows = [f"- Warm cache {n} [Owner: amy]" for n in range(20)]
    rows[7] = "- Warm cache 7 — waiting for the vendor"
    changes = [ItemChange(n, owner="Bob Ray", status=ActionStatus.IN_PROGRESS) for n in range(20)]
    after = parse(write_items(document("\n".join(rows)), changes).encoded).postmortem.action_items
    assert [(i.owner, i.status) for i in after] == [("Bob Ray", ActionStatus.IN_PROGRESS)] * 20
    assert len(reads) < 12
