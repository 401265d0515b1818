import datetime as dt

import pytest

from pmflow.document.days import DayOrder
from pmflow.document.parse import parse
from pmflow.model import ActionStatus
from tests.document.reading import read, said

BREAKER = {"title": "Add breaker"}
ALERT = {"title": "Tune alert"}


def two(first: dict[str, str], second: dict[str, str]) -> list[dict[str, str]]:
    return [BREAKER | first, ALERT | second]


NOTATIONS: dict[str, tuple[str, list[dict[str, str]]]] = {
    "brackets behind boxes": (
        "- [ ] Add breaker [Owner: Jane, Due: 2 weeks]\n- [x] Tune alert [Owner: Team Lead, Due: 3 days]",
        two({"owner": "Jane", "due": "2025-06-24", "status": "planned"}, {"owner": "Team Lead",
            "due": "2025-06-13", "status": "done"}),
    ),
    "name and date in brackets": (
        "- Add breaker (Priya Nair, 2025-08-15)\n- Tune alert (Platform team, due 22 Aug 2025) (Done)",
        two({"owner": "Priya Nair", "due": "2025-08-15"}, {"owner": "Platform team", "due": "2025-08-22",
            "status": "done"}),
    ),
    "dashes": (
        "1. **Add breaker** – *Priya Nair* – 15 Aug 2025 – In Progress\n"
        "2. **Tune alert** – *Chen Wei* – TBD – Not started",
        two({"owner": "Priya Nair", "due": "2025-08-15", "status": "in_progress"}, {"owner": "Chen Wei",
            "status": "planned"}),
    ),
    "labels in a sentence": (
        "- Add breaker. Owner: alice. Due: 29 Mar 2026. Priority: P1. Status: done\n- Tune alert. DRI: tbd. Open",
        two({"owner": "alice", "due": "2026-03-29", "priority": "P1", "status": "done"}, {"status": "planned"}),
    ),
    "labels in brackets": (
        "- Add breaker (Owner: Priya; Due: 2025-08-15; Priority: High; Status: In progress)\n"
        "- Tune alert (Owner: @marcus | Due: Q3 2025 | P2)",
        two(
            {"owner": "Priya", "due": "2025-08-15", "priority": "P1", "status": "in_progress"},
            {"owner": "marcus", "due": "2025-09-30", "priority": "P2"},
        ),
    ),
    "verbs for labels": (
        "1. Add breaker - assigned to Idris Rahman, by Friday - High\n"
        "2. Tune alert - assigned to (Crane team), 31 Oct 2025 - Low",
        two({"owner": "Idris Rahman", "due": "2025-06-13", "priority": "P1"}, {"owner": "Crane team",
            "due": "2025-10-31", "priority": "P3"}),
    ),
    "handles in front": (
        "- [x] @suraya: Add breaker, merged in #1191\n- [ ] @obi-tan: Tune alert, due 2025-11-22",
        two(
            {"owner": "suraya", "status": "done", "link": "#1191"},
            {"owner": "obi-tan", "due": "2025-11-22", "status": "planned"},
        ),
    ),
    "handles behind": (
        "- Add breaker — @alice — by 2025-08-15\n- Tune alert @bob",
        two({"owner": "alice", "due": "2025-08-15"}, {"owner": "bob"}),
    ),
    "arrows": (
        "- :white_check_mark: Add breaker → marcus\n- :black_square_button: Tune alert -> priya, 7/3/2025\n"
        "- :x: Drop vendor → nope, talked it over, too costly",
        [
            *two({"owner": "marcus", "status": "done"}, {"owner": "priya", "due": "2025-07-03", "status": "planned"}),
            {"title": "Drop vendor", "status": "wont_do", "reason": "talked it over; too costly"},
        ],
    ),
    "priorities in front": (
        "- [P0] Add breaker. DRI: Samira Haidari. **Done** 2025-11-10\n"
        "- [P2] Tune alert. DRI: Legal (M. Ashdown). Open, due next sprint",
        two(
            {"owner": "Samira Haidari", "priority": "P0", "status": "done"},
            {"owner": "Legal (M. Ashdown)", "due_raw": "next sprint", "priority": "P2", "status": "planned"},
        ),
    ),
    "priority words in front": (
        "- High: Add breaker\n- (Low) Tune alert",
        two({"priority": "P1"}, {"priority": "P3"}),
    ),
    "tickets in front": (
        "1. **P1** OPS-200: Add breaker (owner: alice; done)\n"
        "2. [OPS-201](https://jira.example/browse/OPS-201) Tune alert",
        two(
            {"owner": "alice", "priority": "P1", "status": "done", "link": "OPS-200"},
            {"link": "https://jira.example/browse/OPS-201"},
        ),
    ),
    "tickets behind": (
        "- **Add breaker** - DRI: Jun-ho Park, due 2025-11-15 (TW-5120)\n"
        "- **Tune alert** - DRI: Liaison desk, no date yet (#45)",
        two({"owner": "Jun-ho Park", "due": "2025-11-15", "link": "TW-5120"}, {"owner": "Liaison desk", "link": "#45"}),
    ),
    "status words in front": (
        "* DONE: Add breaker\n* WIP: Tune alert\n* WONTFIX: Drop vendor",
        [*two({"status": "done"}, {"status": "in_progress"}), {"title": "Drop vendor", "status": "wont_do"}],
    ),
    "struck out": (
        "- [ ] ~~@suraya: Add breaker~~ decided against, two places to keep in step\n- ~~Tune alert~~ (done)",
        two(
            {"owner": "suraya", "status": "wont_do", "reason": "decided against, two places to keep in step"},
            {"status": "done"},
        ),
    ),
    "boxes of more than two states": (
        "- [-] Add breaker\n- [~] Tune alert\n- [X] Drop vendor",
        [*two({"status": "wont_do"}, {"status": "in_progress"}), {"title": "Drop vendor", "status": "done"}],
    ),
    "unicode boxes": (
        "☑ Add breaker (Priya)\n☐ Tune alert (Marcus)",
        two({"owner": "Priya", "status": "done"}, {"owner": "Marcus", "status": "planned"}),
    ),
    "signs": (
        "- 🚧 Add breaker 👤 Priya 📅 2025-08-15\n- ❌ Tune alert",
        two({"owner": "Priya", "due": "2025-08-15", "status": "in_progress"}, {"status": "planned"}),
    ),
    "tokens without separators": (
        "- [ ] Add breaker **@priya** *2025-08-15* `P1`\n- [x] Tune alert @marcus",
        two({"owner": "priya", "due": "2025-08-15", "priority": "P1",
            "status": "planned"}, {"owner": "marcus", "status": "done"}),
    ),
    "sub-bullets": (
        "- [ ] Add breaker\n  - Owner: Yui Tanabe\n  - Due date: end of October\n  - Ticket: PLV-811\n"
        "  - Done when: a slow host stops nobody. Shown by a drill.\n"
        "- [ ] Tune alert\n  - **Owner:** (Billing Platform team)\n  - **Priority:** high\n"
        "  - **Status:** in progress, waits for a vendor\n  - a note",
        two(
            {
                "owner": "Yui Tanabe", "due": "2025-10-31", "link": "PLV-811", "status": "planned",
                "done_when": "a slow host stops nobody. Shown by a drill.",
            },
            {"owner": "Billing Platform team", "priority": "P1", "status": "in_progress"},
        ),
    ),
    "lines below the title": (
        "1. Add breaker\n   Owner: Priya\n   Due: 2025-08-15\n2. Tune alert\n\n"
        "   _Owner_: Marcus — _Due_: 22 Aug — _Priority_: low",
        two({"owner": "Priya", "due": "2025-08-15"}, {"owner": "Marcus", "due": "2025-08-22", "priority": "P3"}),
    ),
    "headings with labels below": (
        "### 1. Add breaker\n\n- **Owner:** Priya\n- **Due:** August 15th\n\n### 2. Tune alert\n\n"
        "- **Owner:** Marcus\n- **Status:** Completed",
        two({"owner": "Priya", "due": "2025-08-15"}, {"owner": "Marcus", "status": "done"}),
    ),
    "paragraphs of labels": (
        "**Action:** Add breaker\n**Owner:** Priya\n**Due:** 2025-08-15\n\n**Action:** Tune alert\n"
        "**Owner:** Marcus\n**Due:** tomorrow\n**Status:** Open",
        two({"owner": "Priya", "due": "2025-08-15"}, {"owner": "Marcus", "due": "2025-06-11", "status": "planned"}),
    ),
    "owners as headings": (
        "**Alice**\n- Add breaker\n\n**Platform team**\n- Tune alert",
        two({"owner": "Alice"}, {"owner": "Platform team"}),
    ),
    "priorities as headings": (
        "#### P0 - this week\n- [ ] Add breaker\n#### P1\n- [x] Tune alert",
        two({"priority": "P0", "status": "planned"}, {"priority": "P1", "status": "done"}),
    ),
    "statuses as headings": (
        "**Completed**\n\n- Add breaker\n\n**In progress (next 2 weeks)**\n\n- Tune alert",
        two({"status": "done"}, {"status": "in_progress"}),
    ),
    "kinds as headings": (
        "### Prevention\n- Add breaker\n### Detect\n- Tune alert",
        two({"kind": "prevent"}, {"kind": "detect"}),
    ),
    "groups as bullets": (
        "- **Prevent**\n  - Add breaker (P1)\n- **Infra**\n  - Tune alert",
        two({"kind": "prevent", "priority": "P1"}, {}),
    ),
    "the same shape in most items": (
        "* Add breaker (mhb), merged in #2224\n* Tune alert (ana), in progress, #2230\n"
        "* Third key holder: volunteers? (nobody so far)",
        [
            *two({"owner": "mhb", "status": "done", "link": "#2224"}, {"owner": "ana",
                "status": "in_progress", "link": "#2230"}),
            {"title": "Third key holder: volunteers?"},
        ],
    ),
    "ids": (
        "- AI-1: Add breaker\n- Tune alert <!-- AI-2 -->",
        two({"id": "AI-1"}, {"id": "AI-2"}),
    ),
    "labels in front": (
        "- [ ] **Owner:** Priya — Add breaker — **Due:** 15.08.2025\n- Responsible: Marcus. Tune alert by end of July.",
        two({"owner": "Priya", "due": "2025-08-15", "status": "planned"}, {"owner": "Marcus", "due": "2025-07-31"}),
    ),
    "names as sentences": (
        "- Add breaker. Priya, Aug 15.\n- Tune alert. Marcus, Aug 22.",
        two({"owner": "Priya", "due": "2025-08-15"}, {"owner": "Marcus", "due": "2025-08-22"}),
    ),
    "a bracket for each field": (
        "1) Add breaker [P1][Priya][2025-08-15]\n2) Tune alert **[Marcus]** **[22 Aug 2025]** **[P2]** **[Open]**",
        two(
            {"owner": "Priya", "due": "2025-08-15", "priority": "P1"},
            {"owner": "Marcus", "due": "2025-08-22", "priority": "P2", "status": "planned"},
        ),
    ),
    "words for labels in brackets": (
        "- Add breaker (owner: Priya, ticket PAY-1, by 15th August, status WIP)\n"
        "- Tune alert (Marcus Bell, no ticket, 22 Aug)",
        two({"owner": "Priya", "due": "2025-08-15", "status": "in_progress",
            "link": "PAY-1"}, {"owner": "Marcus Bell", "due": "2025-08-22"}),
    ),
    "a to-do tool's tags": (
        "- [ ] Add breaker @priya !high due:2025-08-15\n- [x] #124 Tune alert (@marcus)",
        two(
            {"owner": "priya", "due": "2025-08-15", "priority": "P1", "status": "planned"},
            {"owner": "marcus", "status": "done", "link": "#124"},
        ),
    ),
    "italic labels": (
        "- Add breaker. _Owner: Priya Nair_. _Target: 15 Aug_. _Ticket: [PAY-1](https://jira.example/browse/PAY-1)_\n"
        "- Tune alert. _Owner: nobody_. _Target: none_.",
        two({"owner": "Priya Nair", "due": "2025-08-15", "link": "https://jira.example/browse/PAY-1"}, {}),
    ),
    "headings with ids": (
        "#### AI-1: Add breaker\nOwner: Priya  \nDue: 15 Aug 2025\n\n#### AI-2: Tune alert\n"
        "Owner: Marcus | Status: Done",
        two({"id": "AI-1", "owner": "Priya", "due": "2025-08-15"}, {"id": "AI-2", "owner": "Marcus", "status": "done"}),
    ),
    "an intro that ends with a colon": (
        "Example action items:\n- [ ] Add breaker [Owner: Bob, Due: 1 week]\n"
        "- [ ] Tune alert [Owner: Team Lead, Due: 1 week]",
        two(
            {"owner": "Bob", "due": "2025-06-17", "status": "planned"}, {"owner": "Team Lead",
                "due": "2025-06-17", "status": "planned"}
        ),
    ),
    "a quote": (
        "> - [ ] Add breaker (@priya)\n> - Tune alert (@marcus, 2025-08-22)",
        two({"owner": "priya", "status": "planned"}, {"owner": "marcus", "due": "2025-08-22"}),
    ),
    "a mail's indented list": (
        "    - Add breaker (@alice)\n    - Tune alert (@bob)",
        two({"owner": "alice"}, {"owner": "bob"}),
    ),
    "bullets of a word processor": (
        "• Add breaker – @alice\n• Tune alert – @bob",
        two({"owner": "alice"}, {"owner": "bob"}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTATIONS)
def test_notations_are_understood(name: str) -> None:
    """Each notation gives every field that is written, and no other."""
    text, expected = NOTATIONS[name]
    assert said(text) == expected


SENTENCES = [
    "Keep logs for longer, 30 days instead of 7",
    "Set the alert to Low, High and Critical",
    "Retain snapshots (30 days)",
    "Upgrade Postgres to 15 (done in staging, prod pending)",
    "Move the jobs off Friday",
    "Document who is on call, done right this time",
    "Ask vendor for logs - they may keep 90 days",
    "Check the cron on the 1st of May",
    "Disable text-to-speech on Discord globally (if possible)",
    "We need a Security Operation Centre (SOC) to help with detecting issues.",
    "Exponential back-off in the kiosk agent (vendor case)",
    "Fix the pipeline: in the tool, compare the cluster's name with the workspace",
    "Monitoring the cert - Kubehealthy monitors key things including cert",
    "Reduce retries, timeouts and backoff",
    "Revisit the on-call rotation to make sure everyone on it has the permissions",
    "Start autoscaler automatically. It is manually started at the moment.",
    "Tell @oncall",
    "Increase capacity by 20 %",
    'Say "key expired on DATE" in place of "signature problem (9)"',
    "Use f(a, b) and a[0], not g(c)",
    "Improve high level alerting from outside of clusters. We should know first.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_of_a_sentence_stay_in_the_title(sentence: str) -> None:
    """What only looks like an owner, a date or a status is neither, and no word is lost."""
    assert said(f"- {sentence}\n") == [{"title": sentence}]


@pytest.mark.parametrize(
    "text",
    [
        "None.",
        "- None at this time",
        "None needed, because the fix was in place before the review.",
        "We talked about a managed cluster and decided against it. Anika is writing up options next week.",
        "_No response_",
        "- [ ] ",
        "First, every key gets a TTL. Lupe did this the same afternoon.",
        "```\n- Add breaker\n```",
        "### Reviewer checklist\n\n- [x] Numbers have a source\n- [ ] Linked",
        "| Reviewer | Approved |\n|---|---|\n| storage | [x] |",
    ],
)
def test_these_are_no_items(text: str) -> None:
    """Prose, "none", empty boxes, code and other sections' checklists hold no action items."""
    assert said(text) == []


def test_sub_bullets_are_details() -> None:
    """Only top-level entries are items, also where what is below has boxes of its own."""
    text = "- [ ] Ensure that alerting is in place for:\n  - [ ] Warp speed\n  - [x] Claims\n- Other"
    assert [item["title"] for item in said(text)] == ["Ensure that alerting is in place for:", "Other"]


def test_links_become_their_words() -> None:
    """A title is rendered text; the first ticket that it links is the item's link."""
    text = "- Add `retry` to [the client](https://example.org/docs), see [issue](https://github.com/o/r/issues/7)."
    assert said(text) == [{"title": "Add retry to the client, see issue.", "link": "https://github.com/o/r/issues/7"}]


def test_known_people_are_owners() -> None:
    """A name that the document mentions in a role is an owner where a stranger's would be a topic."""
    text = "- Priya: add breaker by 2025-08-15\n- Search: tune alert\n- Marcus to write the runbook"
    assert said(text, people=["Priya Nair", "marcus"]) == [
        {"title": "add breaker", "owner": "Priya", "due": "2025-08-15"},
        {"title": "Search: tune alert"},
        {"title": "Marcus to write the runbook", "owner": "Marcus"},
    ]


def test_the_order_of_day_and_month_is_the_document_s() -> None:
    """`3/4/2026` is read as the document writes its dates, and not at all where nothing says how."""
    text = "- Add breaker, due 3/4/2026"
    assert said(text, order=DayOrder.DMY) == [BREAKER | {"due": "2026-04-03"}]
    assert said(text, order=DayOrder.MDY) == [BREAKER | {"due": "2026-03-04"}]


def test_words_for_a_date_are_kept_where_nothing_resolves_them() -> None:
    """Without a day to count from, relative words stay words."""
    [item] = [found.item for found in read("- Add breaker (due: 2 weeks)", anchor=None)]
    assert (item.due, item.due_raw) == (None, "2 weeks")


def test_a_cross_means_what_its_neighbours_leave_to_it() -> None:
    """Beside ticks alone ❌ is "not done"; beside a sign for "not done" it is "will not be done"."""
    assert [i.item.status for i in read("- ✅ a thing\n- ❌ b thing")] == [ActionStatus.DONE, ActionStatus.PLANNED]
    assert [i.item.status for i in read("- ⬜ a thing\n- ❌ b thing")] == [ActionStatus.PLANNED, ActionStatus.WONT_DO]


def test_places_are_those_of_the_words() -> None:
    """Each field's span covers exactly its words in the source, through bold, links and comments."""
    text = (
        "- [ ] **Add [breaker](https://x.example/a_(b))**, owner: [Priya](https://x.example/p), due 15 Aug"
        " 2025 <!-- AI-7 -->\n"
    )
    [found] = read(text)
    line = text.split("\n")[0]
    assert {name: line[span.start : span.end] for name, span in found.place.spans.items()} == {
        "owner": "[Priya](https://x.example/p)",
        "due": "15 Aug 2025",
        "ref": "AI-7",
    }
    assert found.place.checkbox is not None
    assert line[found.place.checkbox.start] == " "
    assert found.place.append.start == len(line)
    assert found.place.day_format == "%-d %b %Y"


def test_an_example_list_is_understood_completely() -> None:
    """A table with a priority, an owner, a date and a status in each row gives all of them."""
    text = (
        "| Priority | Action | Owner | Due Date | Status |\n|---|---|---|---|---|\n"
        "| P0 | Check for leaks in review | Sarah | 2025-10-25 | ✅ Done |\n"
        "| P1 | Roll back on pool exhaustion | DevOps | 2025-11-06 | 🔄 In Progress |\n"
        "| P2 | Longer load tests | QA | 2025-11-06 | 📅 Planned |\n"
    )
    assert said(text) == [
        {
            "title": "Check for leaks in review",
            "owner": "Sarah",
            "due": "2025-10-25",
            "priority": "P0",
            "status": "done",
        },
        {
            "title": "Roll back on pool exhaustion",
            "owner": "DevOps",
            "due": "2025-11-06",
            "priority": "P1",
            "status": "in_progress",
        },
        {"title": "Longer load tests", "owner": "QA", "due": "2025-11-06", "priority": "P2", "status": "planned"},
    ]


def test_dates_of_completion_are_no_due_dates() -> None:
    """ "Done on 3 August" is a status."""
    [item] = [found.item for found in read("- Tune alert. Assigned to Marcus. Completed 3 August 2025.")]
    assert (item.owner, item.due, item.status) == ("Marcus", None, ActionStatus.DONE)
    assert item.line == 1


def test_no_sections_no_items() -> None:
    """A document without the section has no items."""
    from pmflow.document.items import read_items
    from pmflow.document.source import Source

    assert read_items((), source=Source(""), anchor=dt.date(2025, 1, 1), order=None) == ()


def test_the_next_number_ends_the_section() -> None:
    """In a form, a line in bold or in capitals that numbers on from the section's own label begins what comes after it."""
    text = (
        "# Quay\n\n**1. SUMMARY**\n\nA boat hit the quay.\n\n**2. ACTION ITEMS**\n\n- Fence the old quay\n\n"
        "**1. In June**\n\n- Paint the bollards\n\n**3. MEASURES WE DO NOT TAKE**\n\n- Close the port\n\n"
        "**4. ROUTING**\n\n- [x] Copy to the archive\n"
    )
    assert [item.title for item in parse(text).postmortem.action_items] == ["Fence the old quay", "Paint the bollards"]


def test_a_numbered_line_in_capitals_is_a_label() -> None:
    """Among numbered sentences a line in capitals is no item, and it can end the list."""
    text = "(1) Fence the old quay\n\n(2) Paint the bollards\n\n(3) CONCURRENCE\n\n(4) J. Lukas agrees\n"
    assert [found["title"] for found in said(text)] == ["Fence the old quay", "Paint the bollards"]


def test_stamps_of_tasks_are_no_words_of_the_title() -> None:
    """What Obsidian's Tasks stamp behind the name is when it was cancelled, written or begun."""
    items = read(
        "- [x] Deduplicate [[Kwame Asante]] 📅 2025-06-05 ✅ 2025-06-05\n- [-] Claw back points [[Aoi Fukuda]] ❌ 2025-06-05\n"
        "- [ ] Write to members [[Aoi Fukuda]] 🛫 2025-06-01 📅 2025-06-09\n- [ ] Fail above 1 % [[Mei Hsu]] ➕ 2025-06-05\n"
    )
    assert [(i.item.title, i.item.owner, str(i.item.due), i.item.status) for i in items] == [
        ("Deduplicate", "Kwame Asante", "2025-06-05", ActionStatus.DONE),
        ("Claw back points", "Aoi Fukuda", "None", ActionStatus.WONT_DO),
        ("Write to members", "Aoi Fukuda", "2025-06-09", ActionStatus.PLANNED),
        ("Fail above 1 %", "Mei Hsu", "None", ActionStatus.PLANNED),
    ]


def test_names_before_a_dash_may_be_teams_and_nobody() -> None:
    """Where items begin with names, a team and "not yet assigned" stand for the owner too."""
    items = read(
        "- Plamen Dimitrov — a directory for each run — done\n- Akiko Tanabe — the screen shows the age — 13 June 2025\n"
        "- Customer Care — complaints go to the engineer — 20 June 2025\n- not yet assigned — a rehearsal — to be fixed\n"
    )
    assert [(i.item.title, i.item.owner) for i in items] == [
        ("a directory for each run", "Plamen Dimitrov"), ("the screen shows the age", "Akiko Tanabe"),
        ("complaints go to the engineer", "Customer Care"), ("a rehearsal", None),
    ]  # fmt: skip


def test_priorities_may_head_groups() -> None:
    """Words that are too common in a sentence are a priority above items."""
    items = read("**Urgent**\n\n1. Second key\n\n**Important**\n\n2. Restart\n\n**Desirable**\n\n3. Second system\n")
    assert [(i.item.title, i.item.priority, i.item.priority_raw) for i in items] == [
        ("Second key", "P0", "Urgent"), ("Restart", "P1", "Important"), ("Second system", "P3", "Desirable"),
    ]  # fmt: skip


def test_labels_of_trackers_and_fields_of_notes_are_read_whole() -> None:
    """`~"priority::1"` is the priority as written, and `[[Name]]` is who is named."""
    items = read(
        '- [ ] Count bids, @dkaplan, ~"priority::1"\n- [ ] Test it [owner:: [[Ofer Lavi]]] [completion:: 2025-01-28]\n'
    )
    assert [(i.item.title, i.item.owner, i.item.priority_raw) for i in items] == [
        ("Count bids", "dkaplan", "priority::1"), ("Test it", "Ofer Lavi", None),
    ]  # fmt: skip
