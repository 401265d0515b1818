"""Document and tracker, made one: who wins, field by field."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.deciding.items import Merged, merge, next_number, values_of
from pmflow.journal import ItemValues
from pmflow.model import ActionItem, ActionStatus, Priority
from pmflow.plan import AssignActionItem, CreateActionItem, RowChange, SetDue, UpdateActionItem
from pmflow.policy import Policy

POLICY = Policy()
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
NAMES = st.sampled_from(["Ines", "Tariq", "Noor", "Wanda"])
SIDE = st.tuples(
    st.sampled_from([None, "Ines", "Noor"]),
    st.sampled_from([None, dt.date(2025, 6, 2), dt.date(2025, 6, 9)]),
    st.sampled_from([None, Priority.P0, Priority.P1]),
    st.sampled_from(["Bound the queue", "Bound the retry queue", "Bound it"]),
)
STATUSES = st.sampled_from([ActionStatus.PLANNED, ActionStatus.IN_PROGRESS, ActionStatus.DONE, ActionStatus.WONT_DO])
ITEM = ActionItem(
    id="AI-1",
    title="Bound the queue",
    owner="Ines",
    due=dt.date(2025, 6, 2),
    priority=Priority.P1,
    status=ActionStatus.PLANNED,
)


def together(row: ActionItem, other: ActionItem, base: ActionItem | None = ITEM) -> Merged:
    known = {"AI-1": values_of(base)} if base else {}
    return merge((row,), (other,), known, POLICY, items_in_document=False, ready=frozenset())


def test_nothing_changed_means_nothing_to_do() -> None:
    """Both sides as journaled: no effect, no row, no finding."""
    merged = together(ITEM, ITEM)
    assert (merged.rows, merged.effects, merged.findings) == ([], [], [])
    assert merged.values == {"AI-1": values_of(ITEM)}


def test_a_change_in_the_tracker_goes_into_the_row() -> None:
    """Owner, due and status changed over there: the row gets them, the tracker is left alone."""
    other = ITEM.model_copy(update={"owner": "Noor", "due": dt.date(2025, 6, 9), "status": ActionStatus.DONE})
    merged = together(ITEM, other)
    assert merged.effects == []
    assert merged.rows == [
        RowChange(ITEM.title, 0, "AI-1", status=ActionStatus.DONE, owner="Noor", due=dt.date(2025, 6, 9))
    ]


def test_a_change_in_the_document_goes_to_the_tracker() -> None:
    """Owner, due, status, priority and title changed in the row: the tracker's item gets them."""
    row = ITEM.model_copy(
        update={
            "owner": "Noor", "due": dt.date(2025, 6, 9), "status": ActionStatus.IN_PROGRESS, "priority": Priority.P0,
            "title": "Bound the retry queue",
        }
    )  # fmt: skip
    merged = together(row, ITEM)
    assert merged.rows == []
    assert merged.effects == [
        UpdateActionItem("AI-1", title="Bound the retry queue", status=ActionStatus.IN_PROGRESS, priority=Priority.P0),
        AssignActionItem("AI-1", "Noor"),
        SetDue("AI-1", dt.date(2025, 6, 9)),
    ]


def test_when_both_changed_a_field_the_tracker_wins_and_a_finding_says_so() -> None:
    """Two new dates: the tracker's goes into the row, and people are told."""
    row = ITEM.model_copy(update={"due": dt.date(2025, 6, 9)})
    other = ITEM.model_copy(update={"due": dt.date(2025, 6, 16)})
    merged = together(row, other)
    assert merged.rows == [RowChange(ITEM.title, 0, "AI-1", due=dt.date(2025, 6, 16))]
    assert [finding.rule for finding in merged.findings] == ["item-conflict"]


@pytest.mark.parametrize("rows", [(ITEM,), ()])
def test_what_is_open_is_done_before_it_is_verified(rows: tuple[ActionItem, ...]) -> None:
    """A mark in the tracker that says otherwise is left from an earlier time; with a row and without."""
    verified = ITEM.model_copy(update={"status": ActionStatus.VERIFIED})
    merged = merge(rows, (verified,), {"AI-1": values_of(ITEM)}, POLICY, items_in_document=False, ready=frozenset())
    assert merged.effects == [UpdateActionItem("AI-1", status=ActionStatus.DONE)]
    assert merged.values["AI-1"].status is ActionStatus.DONE


@pytest.mark.parametrize("row", [True, False])
def test_what_was_verified_and_is_open_is_told_so(row: bool) -> None:
    """Once, though the tracker knows: a mark of the former time may be left there."""
    verified = ITEM.model_copy(update={"status": ActionStatus.VERIFIED})
    rows = (verified,) if row else ()
    merged = merge(rows, (ITEM,), {"AI-1": values_of(verified)}, POLICY, items_in_document=False, ready=frozenset())
    assert merged.effects == [UpdateActionItem("AI-1", status=ActionStatus.PLANNED)]
    rows = tuple(merged.items[: len(rows)])
    assert merge(rows, (ITEM,), merged.values, POLICY, items_in_document=False, ready=frozenset()).effects == []


def test_pmflow_does_not_rewrite_titles() -> None:
    """A title changed in the tracker is reported; the row keeps people's words."""
    merged = together(ITEM, ITEM.model_copy(update={"title": "Something else"}))
    assert (merged.rows, merged.effects) == ([], [])
    assert [finding.rule for finding in merged.findings] == ["item-title"]


def test_a_row_that_disappears_deletes_nothing() -> None:
    """The item stays among the promises, and is put to the people."""
    merged = merge((), (ITEM,), {"AI-1": values_of(ITEM)}, POLICY, items_in_document=False, ready=frozenset())
    assert (merged.rows, merged.effects, merged.gone, merged.items) == ([], [], [ITEM], [ITEM])


def test_an_item_that_disappears_from_the_tracker_is_reported() -> None:
    """Somebody deleted the issue: it is not made again, and the row is not touched."""
    merged = merge((ITEM,), (), {"AI-1": values_of(ITEM)}, POLICY, items_in_document=False, ready=frozenset())
    assert (merged.rows, merged.effects) == ([], [])
    assert [finding.rule for finding in merged.findings] == ["item-gone"]


def test_tracking_gives_each_row_the_next_number_that_was_never_used() -> None:
    """Numbers of items that are gone are not given again."""
    row = ITEM.model_copy(update={"id": None, "status": None})
    base = {"AI-4": ItemValues(title="Old")}
    merged = merge((row, row), (), base, POLICY, items_in_document=False, ready=None)
    assert [change.new_id for change in merged.rows] == ["AI-5", "AI-6"]
    assert [change.nth for change in merged.rows] == [0, 1]
    made = [effect.item for effect in merged.effects if isinstance(effect, CreateActionItem)]
    assert [(item.id, item.status) for item in made] == [("AI-5", ActionStatus.PLANNED), ("AI-6", ActionStatus.PLANNED)]


def test_a_proposal_promises_nothing() -> None:
    """Without `track`, a row without a number is left alone."""
    row = ITEM.model_copy(update={"id": None, "status": ActionStatus.PROPOSED})
    merged = merge((row,), (), {}, POLICY, items_in_document=False, ready=frozenset())
    assert (merged.rows, merged.effects, merged.values, merged.untracked) == ([], [], {}, [0])


def test_an_interrupted_track_is_finished() -> None:
    """A row that has its number, but no item in the tracker and no journal entry: the item is made, once."""
    merged = merge((ITEM,), (), {}, POLICY, items_in_document=False, ready=None)
    assert merged.effects == [CreateActionItem(ITEM)]
    assert merged.rows == []


def test_a_copied_number_is_reported() -> None:
    """Two rows with one number: the first counts; the second is a finding, and a proposal that guards see."""
    merged = merge(
        (ITEM, ITEM.model_copy(update={"title": "Copy"})),
        (ITEM,),
        {},
        POLICY,
        items_in_document=False,
        ready=frozenset(),
    )
    assert [finding.rule for finding in merged.findings] == ["item-id-twice"]
    assert [item.id for item in merged.items] == ["AI-1", None]
    assert merged.untracked == [1]


def test_a_number_that_nobody_gave_is_a_proposal() -> None:
    """A row with an id typed by hand is tracked only when it is its turn, and keeps its id then."""
    row = ITEM.model_copy(update={"id": "AI-9"})
    waiting = merge((row,), (), {}, POLICY, items_in_document=False, ready=frozenset())
    assert (waiting.effects, waiting.untracked, waiting.values) == ([], [0], {})
    tracked = merge((row,), (), {}, POLICY, items_in_document=False, ready=None)
    assert (tracked.effects, tracked.rows) == ([CreateActionItem(row)], [])


@pytest.mark.parametrize("ready", [None, frozenset({0}), frozenset[int]()])
def test_a_number_that_was_changed_by_hand(ready: frozenset[int] | None) -> None:
    """The row's item has another: nothing is tracked under the new one, and a finding says which to put back."""
    row, base = ITEM.model_copy(update={"id": "AI-99"}), {"AI-1": values_of(ITEM)}
    merged = merge((row,), (ITEM,), base, POLICY, items_in_document=False, ready=ready)
    assert (merged.effects, merged.rows, merged.untracked, merged.values) == ([], [], [], base)
    assert merged.items == [row, ITEM]
    told = [finding.message for finding in merged.findings if finding.rule == "item-ids-exchanged"]
    assert told == [f'AI-99 is no id that pmflow gave: "{ITEM.title}" was AI-1; put that back']


@given(
    base=st.tuples(NAMES, DAYS, STATUSES),
    mine=st.tuples(NAMES, DAYS, STATUSES),
    theirs=st.tuples(NAMES, DAYS, STATUSES),
)
def test_two_sided_edits_merge_as_who_wins_says(base, mine, theirs) -> None:
    """For each field: only one side changed, its value; both changed, the tracker's. Afterwards both sides agree."""

    def item(values: tuple[str, dt.date, ActionStatus]) -> ActionItem:
        return ITEM.model_copy(update=dict(zip(("owner", "due", "status"), values, strict=True)))

    merged = together(item(mine), item(theirs), item(base))
    wanted = tuple(m if t == b else t for b, m, t in zip(base, mine, theirs, strict=True))
    conflicts = sum(m != b and t != b and m != t for b, m, t in zip(base, mine, theirs, strict=True))
    values = merged.values["AI-1"]
    assert (values.owner, values.due, values.status) == wanted
    assert len(merged.findings) == conflicts
    row, other = item(mine), item(theirs)
    for change in merged.rows:
        row = row.model_copy(update={n: v for n in ("owner", "due", "status") if (v := getattr(change, n)) is not None})
    for effect in merged.effects:
        match effect:
            case AssignActionItem(owner=owner):
                other = other.model_copy(update={"owner": owner})
            case SetDue(due=due):
                other = other.model_copy(update={"due": due})
            case UpdateActionItem(status=status) if status is not None:
                other = other.model_copy(update={"status": status})
    assert (row.owner, row.due, row.status) == (other.owner, other.due, other.status) == wanted
    again = together(row, other, ITEM.model_copy(update=values.model_dump(include={"owner", "due", "status"})))
    assert (again.rows, again.effects, again.findings) == ([], [], [])


@given(base=SIDE, mine=SIDE, theirs=SIDE)
def test_deciding_again_is_empty(base, mine, theirs) -> None:
    """Also where a side says nothing: what was merged once is merged, and an emptied field does not come back."""

    def item(values: tuple[object, ...]) -> ActionItem:
        return ITEM.model_copy(update=dict(zip(("owner", "due", "priority", "title"), values, strict=True)))

    merged = together(item(mine), item(theirs), item(base))
    row, other = item(mine), item(theirs)
    for change in merged.rows:
        row = row.model_copy(update={n: v for n in ("owner", "due") if (v := getattr(change, n)) is not None})
    for effect in merged.effects:
        match effect:
            case AssignActionItem(owner=owner):
                other = other.model_copy(update={"owner": owner})
            case SetDue(due=due):
                other = other.model_copy(update={"due": due})
            case UpdateActionItem():
                said = {n: v for n in ("priority", "title") if (v := getattr(effect, n)) is not None}
                other = other.model_copy(update=said)
    again = merge((row,), (other,), merged.values, POLICY, items_in_document=False, ready=frozenset())
    assert (again.rows, again.effects, again.values) == ([], [], merged.values)


def test_what_is_taken_away_in_the_tracker_stays_away() -> None:
    """It is said; and what somebody says next, on either side, counts."""
    bare = ITEM.model_copy(update={"owner": None, "due": None, "due_raw": "2025-13-45", "priority": None})
    merged = together(ITEM, bare)
    assert (merged.rows, merged.effects) == ([], [])
    assert [finding.message for finding in merged.findings] == [
        "AI-1: its owner was taken away in the tracker, where the row still says Ines; give it one, here or there",
        'AI-1: its due date in the tracker, "2025-13-45", is no date (the row says 2025-06-02); mend it there',
        "AI-1: its priority was taken away in the tracker, where the row still says P1; give it one, here or there",
    ]
    [item] = merged.items
    assert (item.owner, item.due, item.priority) == (None, None, None)

    def then(row: ActionItem, other: ActionItem) -> Merged:
        return merge((row,), (other,), merged.values, POLICY, items_in_document=False, ready=frozenset())

    here = then(ITEM.model_copy(update={"owner": "Noor"}), bare)
    assert here.effects == [AssignActionItem("AI-1", "Noor")]
    there = then(ITEM, bare.model_copy(update={"owner": "Noor"}))
    assert (there.effects, there.rows) == ([], [RowChange(ITEM.title, 0, "AI-1", owner="Noor")])


def test_numbers_count_on_from_the_highest() -> None:
    """AI-9 and AI-10 lead to 11; other ids do not count."""
    assert next_number(["AI-9"], ["AI-10", "X-40", "AI-x"], []) == 11


def test_a_huge_number_typed_by_hand_leads_nowhere() -> None:
    """The next number counts on from those that pmflow gave, and passes over what is taken."""
    assert next_number(["AI-4", "AI-999999999"]) == 5
    assert next_number(["AI-99999", "AI-100000"]) == 100_001
    rows = (ITEM.model_copy(update={"id": "AI-999999999"}), ITEM.model_copy(update={"id": None}))
    merged = merge(rows, (), {}, POLICY, items_in_document=True, ready=None)
    assert [item.id for item in merged.items] == ["AI-999999999", "AI-1"]


def test_ids_that_changed_places_are_a_finding() -> None:
    """Each of the two rows bears the title that the other's id had; a new title is none."""
    one, two = (
        ITEM.model_copy(update={"line": 3}),
        ITEM.model_copy(update={"id": "AI-2", "title": "Drain it", "line": 4}),
    )
    base = {"AI-1": values_of(one), "AI-2": values_of(two)}

    def findings(first: str, second: str) -> list[tuple[str, int]]:
        rows = (one.model_copy(update={"title": first}), two.model_copy(update={"title": second}))
        merged = merge(rows, (), base, POLICY, items_in_document=True, ready=frozenset())
        return [(finding.rule, finding.line) for finding in merged.findings]

    assert findings("Drain it", "Bound the queue") == [("item-ids-exchanged", 3), ("item-ids-exchanged", 4)]
    assert findings("Bound the queue", "Drain it") == findings("Bound the retry queue", "Drain it") == []


PEOPLE = Policy.model_validate(
    {"people": [{"name": "Ines Okafor", "handle": "ines"}, {"name": "Tom", "handle": "tom"}]}
)
NAMED = ITEM.model_copy(update={"owner": "Ines Okafor"})


def known(row: ActionItem, other: ActionItem) -> Merged:
    return merge((row,), (other,), {"AI-1": values_of(NAMED)}, PEOPLE, items_in_document=False, ready=frozenset())


def test_a_name_and_a_login_are_one() -> None:
    """The document has a name, the tracker a login: whoever looks first after tracking finds nothing changed, and the journal
    keeps its spelling."""
    there = NAMED.model_copy(update={"owner": "ines"})
    for row in (NAMED, NAMED.model_copy(update={"owner": None}), NAMED.model_copy(update={"owner": "@ines"})):
        merged = known(row, there)
        assert (merged.effects, merged.findings, merged.values) == ([], [], {"AI-1": values_of(NAMED)})
    gone = merge((), (there,), {"AI-1": values_of(NAMED)}, PEOPLE, items_in_document=False, ready=frozenset())
    assert gone.values == {"AI-1": values_of(NAMED)}


def test_who_moved_it_where_one_side_has_logins() -> None:
    """A new owner on one side goes over to the other, whatever the one before is called there; no conflict is made of it."""
    there = NAMED.model_copy(update={"owner": "ines"})
    merged = known(NAMED.model_copy(update={"owner": "Tom"}), there)
    assert (merged.effects, merged.findings) == ([AssignActionItem("AI-1", "Tom")], [])
    merged = known(NAMED, there.model_copy(update={"owner": "tom"}))
    assert (merged.effects, merged.rows) == ([], [RowChange(NAMED.title, 0, "AI-1", owner="tom")])
