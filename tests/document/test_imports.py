"""Timelines from elsewhere: exports, tables, logs and chats in the forms that people have them in."""

from __future__ import annotations

import datetime as dt
import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.document.imports import ACCEPTED, read_timeline_file
from pmflow.errors import DocumentError
from pmflow.model import TimelineEntry
from tests.laws import law

DAY = dt.date(2025, 11, 4)
BERLIN = ZoneInfo("Europe/Berlin")
Told = list[tuple[str | None, str]]


def read(text: str, name: str, day: dt.date | None = None, zone: dt.tzinfo | None = None) -> tuple[TimelineEntry, ...]:
    return read_timeline_file(text.encode(), name=name, day=day, zone=zone)


def told(text: str, name: str = "incident.log", day: dt.date | None = None, zone: dt.tzinfo | None = dt.UTC) -> Told:
    """(instant, else local time, else what was written; words) of each entry."""
    entries = read(text, name, day, zone)
    return [((e.at or e.local).isoformat(" ") if e.at or e.local else e.raw, e.text) for e in entries]


def test_iso_lines() -> None:
    """ISO times with and without zone, fractions and blanks, out of order: entries come in order of time."""
    assert told(
        "2025-11-04T10:12:33Z a\n2025-11-04T11:12:34.123+02:00 b\n"
        "2025-11-04 10:12:35,123 INFO c\n2025-11-04 10:13 -0500 d\n"
    ) == [
        ("2025-11-04 11:12:34+02:00", "b"),
        ("2025-11-04 10:12:33+00:00", "a"),
        ("2025-11-04 10:12:35+00:00", "INFO c"),
        ("2025-11-04 10:13:00-05:00", "d"),
    ]


def test_whole_entry() -> None:
    """An entry keeps its time as written and the line it came from."""
    instant = dt.datetime(2025, 11, 4, 10, 12, 33, tzinfo=dt.UTC)
    assert read("# log\n2025-11-04T10:12:33.9Z up\n", "x.log") == (
        TimelineEntry(text="# log", line=1),
        TimelineEntry(at=instant, raw="2025-11-04T10:12:33.9Z", text="up", line=2),
    )


def test_syslog() -> None:
    """Syslog has no year: it is the one nearest to the day that the caller knows."""
    log = "Nov  4 10:12:33 web1 sshd[1]: x\n<34>Nov  4 10:14:33 web1 y\nJan  1 00:00:01 web1 z\n"
    assert told(log, day=DAY) == [
        ("2025-11-04 10:12:33+00:00", "web1 sshd[1]: x"),
        ("2025-11-04 10:14:33+00:00", "web1 y"),
        ("2026-01-01 00:00:01+00:00", "web1 z"),
    ]
    assert told(log)[0] == ("Nov  4 10:12:33", "web1 sshd[1]: x")


@pytest.mark.parametrize(
    ("line", "instant", "words"),
    [
        ("1762252353 a", "2025-11-04 10:32:53+00:00", "a"),
        ("1762252353.123456 a", "2025-11-04 10:32:53+00:00", "a"),
        ("1762252353123 a", "2025-11-04 10:32:53+00:00", "a"),
        ("[1762252353] a", "2025-11-04 10:32:53+00:00", "a"),
        ("I1104 10:12:33.123456       1 f.go:12] a", "2025-11-04 10:12:33+00:00", "I 1 f.go:12] a"),
        ("<165>1 2025-11-04T10:12:33.003Z host app - a", "2025-11-04 10:12:33+00:00", "host app - a"),
        ("ERROR 2025-11-04 10:12:33 a", "2025-11-04 10:12:33+00:00", "ERROR a"),
        ("ts=2025-11-04T10:12:33Z level=info", "2025-11-04 10:12:33+00:00", "level=info"),
        ('9.9.9.9 - - [04/Nov/2025:10:12:33 +0100] "GET /"', "2025-11-04 10:12:33+01:00", '9.9.9.9 - - "GET /"'),
        ("- 10:12 a", "2025-11-04 10:12:00+00:00", "a"),
        ("[10:12] <jane> -5 pods", "2025-11-04 10:12:00+00:00", "<jane> -5 pods"),
        ("10:12 | a", "2025-11-04 10:12:00+00:00", "a"),
        ("10:12 PM: a", "2025-11-04 22:12:00+00:00", "a"),
        ("04.11.2025 10:12 Uhr a", "2025-11-04 10:12:00+00:00", "a"),
        ("13/11/2025, 10:12 - Jane: a", "2025-11-13 10:12:00+00:00", "Jane: a"),
        ("11/13/2025 10:12 AM CET a", "2025-11-13 10:12:00+01:00", "a"),
    ],
)
def test_forms(line: str, instant: str, words: str) -> None:
    """Each of the forms in which machines and people write a time at the head of a line."""
    assert told(line, day=DAY) == [(instant.replace("10:32:53", "10:32:33"), words)]


def test_chat_over_midnight() -> None:
    """A chat that states its zone once and goes through midnight; lines without a time join the entry before."""
    chat = "All times in CET\n[23:58] jane: it is down\n  really\n[00:03] bob: looking\n[00:02] eve: me too\n"
    assert told(chat, day=DAY, zone=None) == [
        ("2025-11-04 23:58:00+01:00", "jane: it is down really"),
        ("2025-11-05 00:02:00+01:00", "eve: me too"),
        ("2025-11-05 00:03:00+01:00", "bob: looking"),
    ]


def test_days_between_lines() -> None:
    """A line that is only a day is the day of the lines below it."""
    assert told("--- Day changed Tue Nov 04 2025\n10:12 <a> x\n--- Day changed Wed Nov 05 2025\n10:13 <b> y\n") == [
        ("2025-11-04 10:12:00+00:00", "<a> x"),
        ("2025-11-05 10:13:00+00:00", "<b> y"),
    ]


def test_nothing_invented() -> None:
    """Without a zone times are local, without a day they stay as written, in the order of the file."""
    assert told("2025-11-04 10:12 a\n", zone=None) == [("2025-11-04 10:12:00", "a")]
    assert told("[10:12] a\n[09:00] b\n") == [("10:12", "a"), ("09:00", "b")]
    assert told("03/04/2025 10:12 a\n") == [("03/04/2025 10:12", "a")]


def test_callers_zone() -> None:
    """The caller's zone counts where the file states none, summer time included."""
    log = "2025-07-04 10:12 a\n2025-11-04 10:12 b\n2025-11-04 10:13 UTC c\n"
    assert [when for when, _ in told(log, zone=BERLIN)] == [
        "2025-07-04 10:12:00+02:00",
        "2025-11-04 10:12:00+01:00",
        "2025-11-04 10:13:00+00:00",
    ]


TABLES = {
    "comma": ("a.csv", "Time,Event\n2025-11-04 10:12,Deployed\n2025-11-04 10:15,Errors\n"),
    "out of order": ("a.csv", "Time,Event\n2025-11-04 10:15,Errors\n2025-11-04 10:12,Deployed\n"),
    "semicolons, BOM, CRLF": ("a.csv", "\ufeffWas;Zeit\r\nDeployed;04.11.2025 10:12\r\nErrors;04.11.2025 10:15\r\n"),
    "sep line": ("a.csv", "sep=;\nTime;Event\n2025-11-04 10:12;Deployed\n2025-11-04 10:15;Errors\n"),
    "tabs": ("a.tsv", "Event\tTime\nDeployed\t2025-11-04 10:12\nErrors\t2025-11-04 10:15\n"),
    "pipes, another name": ("a.txt", "Time|Event\n2025-11-04 10:12|Deployed\n2025-11-04 10:15|Errors\n"),
    "day apart": ("a.csv", "Date,Time,What\n2025-11-04,10:12,Deployed\n2025-11-04,10:15,Errors\n"),
    "day behind": ("a.csv", "Heure,Description,Jour\n10h12,Deployed,04/11/2025\n10h15,Errors,14/11/2025\n"),
    "zone in header": ("a.csv", "Time (CET),Event\n2025-11-04 11:12,Deployed\n2025-11-04 11:15,Errors\n"),
    "zone column": ("a.csv", "Time,TZ,Event\n2025-11-04 11:12,CET,Deployed\n2025-11-04 10:15,UTC,Errors\n"),
    "epoch, unknown names": ("a.csv", "foo,sev,bar\nDeployed,P1,1762251120\nErrors,P2,1762251300\n"),
    "no header": ("a.csv", "2025-11-04 10:12,Deployed\n2025-11-04 10:15,Errors\n"),
    "empty rows, quotes": ("a.csv", 'Time,Event\n\n"2025-11-04 10:12","Deployed"\n,\n"2025-11-04 10:15","Errors"\n'),
    "other columns": ("a.csv", "id,ts,sev,Msg\n7,2025-11-04T10:12:00Z,low,Deployed\n8,2025-11-04T10:15:00Z,,Errors\n"),
    "rows of JSON": (
        "a.json",
        '[{"t": "2025-11-04T10:12:00Z", "msg": "Deployed"}, {"t": "2025-11-04T10:15:00Z", "msg": "Errors"}]',
    ),
    "JSON lines": ("a.log", '{"ts":1762251120,"msg":"Deployed"}\n{"ts":1762251300.5,"msg":"Errors","ok":true}\n'),
    "JSON below a key": (
        "a.json",
        '{"all": [{"at": 1762251120, "text": "Deployed"}, {"at": 1762251300, "text": "Errors"}]}',
    ),
}


@pytest.mark.parametrize(("name", "text"), TABLES.values(), ids=TABLES.keys())
def test_tables(name: str, text: str) -> None:
    """Tables with their columns in any order and under any name, delimited by anything."""
    entries = read(text, name, DAY, dt.UTC)
    found = [(e.at.astimezone(dt.UTC).strftime("%H:%M") if e.at else e.raw, e.text) for e in entries]
    assert found == [("10:12", "Deployed"), ("10:15", "Errors")]


def test_table_of_a_spreadsheet() -> None:
    """Who did it goes before the words; a row without a time stays one; an end is an end."""
    text = "Start,End,Who,Event,Details\n2025-11-04 10:12,10:30,Jane,Deploy,v2\n,,Bob,helped,\n2025-11-04 10:40,,,Ok,\n"
    assert [(e.until and e.until.isoformat(), e.text, e.line) for e in read(text, "a.csv", None, dt.UTC)] == [
        ("2025-11-04T10:30:00+00:00", "Jane: Deploy - v2", 2),
        (None, "Bob: helped", 3),
        (None, "Ok", 4),
    ]


def test_log_with_commas_is_no_table() -> None:
    """`10:12:33,123 INFO` is a fraction of a second, not a second column."""
    log = "2025-11-04 10:12:33,123 INFO a, b\n2025-11-04 10:12:34,456 WARN c, d\n"
    assert told(log) == [("2025-11-04 10:12:33+00:00", "INFO a, b"), ("2025-11-04 10:12:34+00:00", "WARN c, d")]


SLACK = [
    {"type": "message", "subtype": "channel_join", "user": "U1", "text": "<@U1> has joined", "ts": "1762251000.000100"},
    {
        "user": "U1",
        "user_profile": {"real_name": "Jane Doe"},
        "text": "Deploy &amp; pray: <https://ci.example/7|build 7> <@U2> <@U3> <#C1|ops> <!here> <https://a.example>",
        "ts": "1762251120.000200",
        "thread_ts": "1762251120.000200",
    },
    {"user": "U2", "text": "later\non &lt;@U1&gt;", "ts": "1762251400.1", "user_profile": {"real_name": "Bob Ray"}},
    {"user": "U3", "text": "in the thread", "ts": "1762251180.5", "thread_ts": "1762251120.000200"},
    {"bot_profile": {"name": "Alerts"}, "attachments": [{"title": "P1", "text": "pool full"}], "ts": "1762251190.0"},
    {"user": "U2", "text": "", "files": [{"title": "graph.png"}], "ts": "1762251200.0"},
    {"user": "U2", "subtype": "channel_leave", "text": "<@U2> has left", "ts": "1762251999.0"},
    {"user": "U2", "text": "", "ts": "1762251999.1"},
]
SLACK_TOLD = [
    (
        "2025-11-04 10:12:00+00:00",
        "Jane Doe: Deploy & pray: build 7 (https://ci.example/7) @Bob Ray @U3 #ops @here https://a.example",
    ),
    ("2025-11-04 10:13:00+00:00", "U3: in the thread"),
    ("2025-11-04 10:13:10+00:00", "Alerts: P1 - pool full"),
    ("2025-11-04 10:13:20+00:00", "Bob Ray: [file: graph.png]"),
    ("2025-11-04 10:16:40+00:00", "Bob Ray: later on <@U1>"),
]


@pytest.mark.parametrize("export", [SLACK, {"ok": True, "messages": SLACK[::-1]}], ids=["export", "history"])
def test_slack(export: object) -> None:
    """A Slack export: names for ids, words for markup, threads in order, and nobody who came or went."""
    assert told(json.dumps(export), "2025-11-04.json", zone=BERLIN) == SLACK_TOLD


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.csv", f"a.csv:1: is empty; {ACCEPTED}"),
        (b"\xef\xbb\xbf \r\n", "a.log", f"a.log:1: is empty; {ACCEPTED}"),
        (b"hello\nworld\n", "a.txt", f"a.txt:1: has no times in it; {ACCEPTED}"),
        (b"a,b\n1,2\n", "a.csv", f"a.csv:1: has no times in it; {ACCEPTED}"),
        (b'{"a": 1}', "a.json", f"a.json:1: has no times in it; {ACCEPTED}"),
        (
            b'"Time","Event\n' + b"x" * 140_000,
            "a.csv",
            "a.csv:1: cannot be read as CSV: field larger than field limit (131072); check its quotes",
        ),
        (
            b"time,event\n2026-03-10 10:12,down\ntomorrowish,up\n",
            "a.csv",
            "a.csv:3: the time “tomorrowish” cannot be read; write it like 2026-03-10 10:12Z, or leave it empty",
        ),
        (
            b'[{"time": "soon", "text": "down"}]',
            "a.json",
            "a.json: row 1: the time “soon” cannot be read; write it like 2026-03-10 10:12Z, or leave it empty",
        ),
        (b"[1, 2]", "a.json", f"a.json:1: is JSON, but no list of messages or rows; {ACCEPTED}"),
        (
            b'[{"ts":\n}]',
            "a.json",
            "a.json:2: is no valid JSON: expecting value; export it again, or mend it",
        ),
        (
            b"10:12 a\ncaf\xe9",
            "a.log",
            "a.log:2: is not UTF-8 (Latin-1 perhaps); convert it with: iconv -f ISO-8859-1 -t UTF-8 FILE > NEW",
        ),
    ],
    ids=[
        "empty",
        "blank",
        "no times",
        "table without times",
        "other JSON",
        "open quote",
        "no time in a row",
        "no time in a row of JSON",
        "JSON numbers",
        "broken JSON",
        "Latin-1",
    ],
)
def test_refused(data: bytes, name: str, message: str) -> None:
    """What cannot be read is refused with file and line, and with what would be accepted."""
    with pytest.raises(DocumentError) as raised:
        read_timeline_file(data, name=name, day=None, zone=None)
    assert str(raised.value) == message


@pytest.mark.parametrize("nothing", ["", "-", "n/a"])
def test_a_row_with_an_empty_time_is_an_entry_without_one(nothing: str) -> None:
    """It is not glued to the row before, and stays behind it when rows are put in order."""
    text = f"time,event\n2026-03-10 10:30,Rolled back\n{nothing},Somebody called\n2026-03-10 10:12,Paged\n"
    assert [(e.raw, e.local, e.text, e.line) for e in read_timeline_file(text.encode(), name="a.csv")] == [
        ("2026-03-10 10:12", dt.datetime(2026, 3, 10, 10, 12), "Paged", 4),  # noqa: DTZ001
        ("2026-03-10 10:30", dt.datetime(2026, 3, 10, 10, 30), "Rolled back", 2),  # noqa: DTZ001
        (None, None, "Somebody called", 3),
    ]


def test_refuses_nesting() -> None:
    """JSON nested a hundred thousand deep is refused, not a crash."""
    with pytest.raises(DocumentError):
        read("[" * 100_000, "a.json")


TIMELIKE = r"\[?[0-9]{1,4}[-:/. ][0-9]{1,2}[-:/. ,][0-9]{1,4}[T ]?[0-9:.]{0,8}[Z+-]?[0-9]{0,4}\]? ?[a-z,;|]{0,5}"
LINE = st.one_of(st.text(max_size=30), st.from_regex(TIMELIKE, fullmatch=True))


@law(150, of=400)
@given(st.lists(LINE, max_size=6), st.sampled_from(["a.log", "a.csv", "a.json", "a.tsv"]), st.sampled_from([None, DAY]))
def test_any_text(lines: list[str], name: str, day: dt.date | None) -> None:
    """Whatever stands in a file: entries in order of time, or one clear refusal."""
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    try:
        entries = read_timeline_file(data, name=name, day=day, zone=dt.UTC)
    except DocumentError:
        return
    instants = [entry.at for entry in entries if entry.raw]
    if all(instants):
        assert instants == sorted(i for i in instants if i)


@pytest.mark.parametrize("time", ["9" * 5000, "1e999", '"0001-01-01T00:00:00+14:00"', '"9999-12-31T23:59:59-14:00"'])
def test_times_beyond_the_calendar_are_no_instants(time: str) -> None:
    """A number without end is refused; a time at an edge of the calendar stays as it was written."""
    try:
        entries = read_timeline_file(f'[{{"time": {time}, "text": "x"}}]'.encode(), name="t.json")
    except DocumentError:
        return
    assert [(entry.at, entry.local, entry.raw) for entry in entries] == [(None, None, time.strip('"'))]


def test_a_day_at_the_edge_of_the_calendar_dates_nothing() -> None:
    """Lines without a day keep their times raw when the given day leaves no room to count."""
    for day in (dt.date(1, 1, 1), dt.date(9999, 12, 31)):
        entries = read_timeline_file(b"23:58 a\n00:12 b\n", name="t.log", day=day, zone=dt.UTC)
        assert [(entry.at, entry.raw) for entry in entries] == [(None, "23:58"), (None, "00:12")]
