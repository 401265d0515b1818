"""Promises in a notation of the document's own: a name and a date, each set off from the rest."""

from __future__ import annotations

import pytest

from pmflow.document.blocks import read_blocks
from pmflow.document.promised import promised_below

PROMISES = [
    "- Draw the map (Ana → 2025-06-30)\n- Refuse a ring (Bo → 2025-07-15)\n- Count the hops (Cem → merged)",
    "- Ana / fit an arrestor / Fri 22/08\n- Bo / test card / done Sunday\n- Studio manager / batteries / end of August",
    "- Ana de Wit - stop on an empty list - 26-09-2025 (done)\n- Bo Chen - alarm at ten minutes - 15-10-2025\n"
    "- Team Desk - always P2 - end of October",
    "- Keep a spare; Liis Oja; 28-Feb-25\n- Say the age; API team; end of Q2\n- Compare; Maarja Kask; in 10 working days",
    "| What | Who | By |\n|---|---|---|\n| Old data in tests | Dee | 14 June |\n| Alarm | Eli | 30 June |\n"
    "| Owner | Fay | 7 June |",
]
NONE = [
    "- 10:05 – Ana – restarts the proxy – done\n- 10:20 – Bo – calls the vendor – open",
    "- Fri 22/08 / Ana / page goes off\n- Sat 23/08 / Bo / proxy replaced\n- Sun 24/08 / Cem / all clear",
    "- 63 patients, of whom 9 on the ward\n- Two operations moved, one of them to May",
    "- The alarm was late\n- Nobody knew who owned it",
    "| Role | Person |\n|---|---|\n| Lead | Ana |\n| Scribe | Bo |",
    "- Ana, 2 May, done",
]


@pytest.mark.parametrize("text", PROMISES)
def test_a_name_and_a_date_set_off_are_a_promise(text: str) -> None:
    """Whatever stands between them, and in whatever order after the work or before it."""
    assert promised_below(read_blocks(text).children) == 3.0


@pytest.mark.parametrize("text", NONE)
def test_times_figures_and_people_alone_are_none(text: str) -> None:
    """A log has its dates in front, figures have no owner, a list of people no dates, and one entry is no list."""
    assert promised_below(read_blocks(text).children) == 0.0


def test_a_list_of_which_half_is_promised_is_likely_one() -> None:
    """Half the entries with a name and a date speak for action items, less plainly."""
    text = "- Draw the map (Ana → 2025-06-30)\n- Count the hops (Bo → merged)\n- Look around\n- Ask the vendor"
    assert promised_below(read_blocks(text).children) == 2.0
