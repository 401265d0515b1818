"""Reading pmflow.yml: what is obeyed, and what is refused with file, line and key."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmflow.errors import PolicyError
from pmflow.policy import Policy, find_policy, load_policy, parse_policy
from pmflow.policy.parts import LADDER


def refusal(text: str) -> list[str]:
    with pytest.raises(PolicyError) as refused:
        parse_policy(text)
    return str(refused.value).splitlines()


@pytest.mark.parametrize("text", ["", "\ufeff", "# nothing\n", "---\n", "~", "{}", "guards:\npeople:\nmode:\n"])
def test_nothing_said_is_the_default(text: str) -> None:
    """An empty file, and keys whose values are commented out, are the default."""
    assert parse_policy(text) == Policy()


def test_scalars_are_what_one_reads() -> None:
    """`off` is no False, `NO` is Norway, `9:30` is a time, and a number can be a name."""
    policy = parse_policy(
        "guards: {went_well_named: off}\n"
        "calendar: {country: NO, hours: 9:30-17, week: Mon-Thu, holidays: [2026-05-18]}\n"
        "people: [{name: 007, handle: 42}]\n"
        "verify_actions: yes\r\n"
    )
    assert set(policy.guards["went_well_named"].values()) == {"off"}
    assert (policy.calendar.country, policy.calendar.hours) == ("NO", "09:30-17:00")
    assert policy.calendar.week == ("monday", "tuesday", "wednesday", "thursday")
    assert (policy.people[0].name, policy.people[0].handle, policy.verify_actions) == ("007", "42", True)


def test_a_tracker_may_be_one_word() -> None:
    """`tracker: github` is short for its kind."""
    assert parse_policy("tracker: github").tracker.kind == "github"


def test_a_ladder_replaces_the_built_in_one() -> None:
    """A list in the file is the whole list, and a rung may speak to a target of notify."""
    policy = parse_policy(
        "notify: {ops-room: PMFLOW_OPS}\nladder: [{name: late, day: 2, to: ops-room, label: overdue}]"
    )
    assert [(r.name, r.day, r.to, r.label) for r in policy.ladder] == [("late", 2, "ops-room", "overdue")]
    assert [(r.day, r.to) for r in LADDER] == [
        (-2, "owner"),
        (0, "owner"),
        (1, "owner"),
        (3, "lead"),
        (5, "channel"),
        (10, "accountable"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mode: observe\n\n\n\n\n\nguardz: {}", 'pmflow.yml:7: unknown key "guardz"; did you mean "guards"?'),
        ("xyzzy:", 'pmflow.yml:1: unknown key "xyzzy"'),
        (
            "mode: obsrve",
            'pmflow.yml:1: mode: expected observe or enforce, got "obsrve"; did you mean "observe"?',
        ),
        (
            "tracker: gitlab",
            'pmflow.yml:1: tracker: expected local, github, jira or memory, got "gitlab"; did you mean "github"?',
        ),
        (
            "phase: adopted",
            "pmflow.yml:1: phase: expected foundation, adoption, maturity or excellence, "
            'got "adopted"; did you mean "adoption"?',
        ),
        (
            "guards:\n  review-held: warn",
            'pmflow.yml:2: unknown guard "review-held"; did you mean "review_held"?',
        ),
        ("guards: {review_held: fatal}", 'pmflow.yml:1: guards.review_held: expected error, warn or off, got "fatal"'),
        (
            "guards: {review_held: {P7: warn}}",
            'pmflow.yml:1: guards.review_held: unknown key "P7"; expected P0, P1, P2, P3, P4 or near_miss',
        ),
        ("guards: {step_allowed: off}", "pmflow.yml:1: guards.step_allowed: always binds; take it out"),
        ("guards: warn", 'pmflow.yml:1: guards: expected keys with values, got "warn"'),
        ("deadlines: {share_days: soon}", 'pmflow.yml:1: deadlines.share_days: expected a whole number, got "soon"'),
        ("deadlines: {share_days: 0}", 'pmflow.yml:1: deadlines.share_days: expected 1 or more, got "0"'),
        (
            "deadlines:\n  action_days: {P4: 90}",
            'pmflow.yml:2: deadlines.action_days: unknown key "P4"; expected P0, P1, P2 or P3',
        ),
        (
            "deadlines: {review_after_hours: 48}",
            "pmflow.yml:1: deadlines: review_after_hours (48) must be less than review_within_hours (48)",
        ),
        (
            "calendar: {timezone: Europe/Berln}",
            "pmflow.yml:1: calendar.timezone: expected an IANA time zone such as Europe/Berlin, "
            'got "Europe/Berln"; did you mean "Europe/Berlin"?',
        ),
        (
            "calendar: {timezone: tokyo}",
            "pmflow.yml:1: calendar.timezone: expected an IANA time zone such as Europe/Berlin, "
            'got "tokyo"; did you mean "Asia/Tokyo"?',
        ),
        (
            "calendar: {timezone: ../../etc/passwd}",
            'pmflow.yml:1: calendar.timezone: expected an IANA time zone such as Europe/Berlin, got "../../etc/passwd"',
        ),
        (
            "calendar: {week: [mon, thrsday]}",
            'pmflow.yml:1: calendar.week: expected days such as monday, got "thrsday"; did you mean "thursday"?',
        ),
        ("calendar: {week: []}", "pmflow.yml:1: calendar.week: expected at least one, got an empty list"),
        (
            "calendar: {hours: 17-9}",
            "pmflow.yml:1: calendar.hours: expected hours of one day such as 09:00-17:00, "
            'got "17-9"; the end must be later than the start',
        ),
        (
            "calendar: {hours: 9-25}",
            'pmflow.yml:1: calendar.hours: expected hours of one day such as 09:00-17:00, got "9-25"',
        ),
        (
            "calendar: {country: Germany}",
            'pmflow.yml:1: calendar.country: expected an ISO 3166 code such as DE, got "GERMANY"; did you mean "DE"?',
        ),
        ("calendar: {subdivision: BY}", "pmflow.yml:1: calendar.subdivision: needs a country beside it"),
        (
            "calendar:\n  country: AU\n  subdivision: NSV",
            'pmflow.yml:3: calendar.subdivision: "NSV" is not a part of AU; did you mean "NSW"?; '
            "AU has ACT, NSW, NT, QLD, SA, TAS, VIC, WA or NSW Western",
        ),
        (
            "calendar:\n  holidays:\n    - 2026-12-24\n    - 2026-02-31",
            "pmflow.yml:4: calendar.holidays[2]: there is no 2026-02-31; expected a date such as 2026-12-24",
        ),
        (
            "calendar: {holidays: [24.12.2026]}",
            'pmflow.yml:1: calendar.holidays[1]: expected a date such as 2026-12-24, got "24.12.2026"',
        ),
        ("people:\n  - handle: bo", 'pmflow.yml:2: people[1]: the key "name" is missing'),
        (
            "people:\n  - name: Bo\n    hndle: bo",
            'pmflow.yml:3: unknown key "hndle" in people[1]; did you mean "handle"?',
        ),
        ("people: [{name: [Bo]}]", "pmflow.yml:1: people[1].name: expected text, got a list"),
        ("people: [{name: ''}]", 'pmflow.yml:1: people[1].name: expected text, got ""'),
        ("required: {targets: {P0: 101}}", 'pmflow.yml:1: required.targets.P0: expected 100 or less, got "101"'),
        ("calendar: {timezone: [UTC]}", "pmflow.yml:1: calendar.timezone: expected text, got a list"),
        ("calendar: {week: {a: b}}", "pmflow.yml:1: calendar.week: expected a list, got a mapping"),
        (
            "calendar: {holidays: [[]]}",
            "pmflow.yml:1: calendar.holidays[1]: expected a date such as 2026-12-24, got an empty list",
        ),
        ("severities: red", 'pmflow.yml:1: severities: expected keys with values, got "red"'),
        ("people: [Bo]", 'pmflow.yml:1: people[1]: expected keys with values, got "Bo"'),
        ("people: Bo", 'pmflow.yml:1: people: expected a list, got "Bo"'),
        (
            "people: [{name: Bo, away: [{first: 2026-05-02, last: 2026-05-01}]}]",
            "pmflow.yml:1: people[1].away[1]: last (2026-05-01) is before first (2026-05-02)",
        ),
        (
            "ladder: [{name: a, day: 1, to: ownr}]",
            "pmflow.yml:1: ladder[1].to: expected owner, lead, accountable or channel, "
            'got "ownr"; did you mean "owner"?',
        ),
        (
            "ladder:\n  - {name: a, day: 1, to: owner}\n  - {name: a, day: 2, to: lead}",
            'pmflow.yml:3: ladder[2].name: two rungs are called "a"; each fires once, by its name',
        ),
        ("verify_actions: maybe", 'pmflow.yml:1: verify_actions: expected true or false, got "maybe"'),
        (
            "templates: {full: ../x.md}",
            'pmflow.yml:1: templates.full: expected a path below the root: "../x.md" leads out of it',
        ),
        (
            "publishing: {audiences: {all: {to: /etc}}}",
            "pmflow.yml:1: publishing.audiences.all.to: expected a folder below the root, or an issue such as acme/handbook#7: "
            '"/etc" leads out of it',
        ),
        (
            "publishing:\n  audiences:\n    all: {to: ./Postmortems/new}",
            'pmflow.yml:3: publishing.audiences.all.to: "./Postmortems/new" is where postmortems are kept; '
            "choose another, such as published/company",
        ),
        (
            "publishing: {audiences: {all: {to: incidents}}}",
            'pmflow.yml:1: publishing.audiences.all.to: "incidents" is where incidents are kept; '
            "choose another, such as published/company",
        ),
        (
            'publishing: {audiences: {all: {to: "x\\0y"}}}',
            "pmflow.yml:1: publishing.audiences.all.to: expected a folder below the root, or an issue such as acme/handbook#7: "
            '"x y" holds a control character',
        ),
        (
            "people: [{name: Ada Park}]\npublishing: {audiences: {all: {tell: [Ada Prak]}}}",
            'pmflow.yml:2: publishing.audiences.all.tell[1]: "Ada Prak" is none of people, teams and notify, and no @login such '
            'as @acme/sre; did you mean "Ada Park"?',
        ),
        (
            'templates: {full: "x\\0y"}',
            'pmflow.yml:1: templates.full: expected a path below the root: "x y" holds a control character',
        ),
        (
            "publishing:\n  audiences:\n    all: {to: a}\n    ALL: {to: b}",
            'pmflow.yml:4: publishing.audiences.ALL: is the same audience as "all", case does not count; keep one',
        ),
        ("people: [{name: ' '}]", 'pmflow.yml:1: people[1].name: expected a name, got " "'),
        ("people: [{name: Bo, lead: '@'}]", 'pmflow.yml:1: people[1].lead: expected a name, got "@"'),
        ("people: [{name: Bo, aliases: [B, ' ']}]", 'pmflow.yml:1: people[1].aliases[2]: expected a name, got " "'),
        ("teams: {a: {lead: ' '}}", 'pmflow.yml:1: teams.a.lead: expected a name, got " "'),
        ("teams: {a: ' '}", 'pmflow.yml:1: teams.a: expected a name, got " "'),
        ("teams:\n  '': x", 'pmflow.yml:2: teams."": expected a name before the colon, got ""'),
        (
            "severities:\n  aliases: {'': P0}",
            'pmflow.yml:2: severities.aliases."": expected a name before the colon, got ""',
        ),
        (
            "publishing: {audiences: {' ': {to: a}}}",
            'pmflow.yml:1: publishing.audiences." ": expected a name before the colon, got " "',
        ),
        ("may_override: ['']", 'pmflow.yml:1: may_override[1]: expected text, got ""'),
        ("severities: {accountable: {P0: ' '}}", 'pmflow.yml:1: severities.accountable.P0: expected a name, got " "'),
        (
            "mode: observe\nphase: adoption\nmode: enforce",
            "pmflow.yml:3: mode: is there twice, first in line 1",
        ),
        ("- mode", "pmflow.yml:1: expected keys with values such as `mode: observe`, got a list"),
        ("just a sentence", 'pmflow.yml:1: expected keys with values such as `mode: observe`, got "just a sentence"'),
        (
            "mode: observe\n\tphase: x",
            "pmflow.yml:2: this is not YAML: while scanning for the next token, "
            r"found character '\t' that cannot start any token; indent with spaces",
        ),
        (
            "---\nmode: observe\n---\nmode: enforce",
            "pmflow.yml:3: this is not YAML: expected a single document in the stream, but found another document",
        ),
        (
            "may_override: [Ada]\nmode: \x07",
            "pmflow.yml:2: this is not YAML: it holds a control character; save it as plain text",
        ),
        (
            "may_override: &a [Ada]\npeople: *a",
            "pmflow.yml:2: people: YAML aliases (*x) are not read here; write it out",
        ),
        (
            "may_override: !!python/name:os.system [Ada]",
            "pmflow.yml:1: may_override: a YAML tag (!…) is not read here; take it out",
        ),
        ("{mode: observe}: x", "pmflow.yml:1: expected a name before the colon, got a list or a mapping"),
        ("[" * 2000, "pmflow.yml:1: this is nested too deep to be a policy"),
        ("may_override: " + "[" * 60 + "]" * 60, "pmflow.yml:1: this is nested too deep to be a policy"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(text: str, message: str) -> None:
    """Each mistake is told with file, line, key, and what was expected."""
    assert refusal(text) == [message]


def test_all_mistakes_are_told_at_once() -> None:
    """Several mistakes are listed in the order of the file."""
    text = "mdoe: enforce\nphase: x\ndeadlines:\n  share_days: soon\n  share_day: 3\n"
    assert refusal(text) == [
        'pmflow.yml:1: unknown key "mdoe"; did you mean "mode"?',
        'pmflow.yml:2: phase: expected foundation, adoption, maturity or excellence, got "x"',
        'pmflow.yml:4: deadlines.share_days: expected a whole number, got "soon"',
        'pmflow.yml:5: unknown key "share_day" in deadlines; did you mean "share_days"?',
    ]


@pytest.mark.parametrize(
    "secret",
    [
        "https://hooks.example.org/services/T0/B0/abcdefsecret",
        "mailto://me:abcdefsecret@example.org",
        "ghp_abcdefsecret0123456789",
        "xoxb-1234-abcdefsecret",
        "AKIAABCDEFGH12345678",
        "Abcdefsecret",
        "$SLACK_abcdefsecret",
    ],
)
def test_a_secret_is_refused_and_never_repeated(secret: str) -> None:
    """Where the name of a variable belongs, anything else is refused without showing it, wherever it stands."""
    for text in (
        f'notify: {{ok: PMFLOW_OK, channel: "{secret}"}}',
        f'notify:\n  "{secret}": PMFLOW_CHANNEL',
        f'notify: {{"{secret}": A, "{secret}": B}}',
    ):
        lines = refusal(text)
        assert all("notify" in line for line in lines)
        assert "bcdefsecret" not in "".join(lines)
        assert "AKIAABCD" not in "".join(lines)


def test_a_secret_elsewhere_is_not_repeated_either() -> None:
    """Also as an unknown key, or as the value of another key, it is not shown."""
    token = "ghp_abcdefsecret0123456789"
    lines = refusal(f"{token}: 1\nmode: {token}\ntemplates: {{full: 'https://u:abcdefsecret@h/x'}}\n")
    assert len(lines) == 3
    assert "abcdefsecret" not in "".join(lines)


@given(st.text(max_size=200) | st.from_regex(r"(?s)(mode|guards|people|notify): .{0,60}"))
def test_any_text_is_a_policy_or_a_refusal(text: str) -> None:
    """Nothing but PolicyError leaves, whatever the file holds, and each line of it names the file."""
    lines: list[str] = []
    try:
        parse_policy(text)
    except PolicyError as refused:
        lines = str(refused).split("\n")
    assert all(line.startswith("pmflow.yml:") for line in lines)


def test_the_file_is_found(tmp_path: Path) -> None:
    """pmflow.yml comes first, then .github/pmflow.yml; without either the defaults hold."""
    assert find_policy(tmp_path) is None
    assert load_policy(None, tmp_path) == Policy()
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/pmflow.yml").write_text("phase: maturity")
    assert load_policy(None, tmp_path).phase == "maturity"
    (tmp_path / "pmflow.yml").write_bytes(b"\xef\xbb\xbfphase: excellence\r\n")
    assert load_policy(None, tmp_path).phase == "excellence"
    (tmp_path / "own.yml").write_text("phase: foundation")
    assert load_policy(tmp_path / "own.yml", tmp_path).phase == "foundation"


def test_a_mistake_names_the_file_from_the_root(tmp_path: Path) -> None:
    """The message says which of the two files it is about."""
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/pmflow.yml").write_text("mode: x")
    with pytest.raises(PolicyError, match=r"^\.github/pmflow\.yml:1: mode: expected observe or enforce"):
        load_policy(None, tmp_path)


@pytest.mark.parametrize("phase", ["adoption", "excellence"])
@pytest.mark.parametrize("name", ["public", "Public", "PUBLIC", "' public '"])
def test_the_public_is_redacted_however_it_is_spelt(phase: str, name: str) -> None:
    """An audience called public needs a redaction review, in whatever case, unless the file says no in as many words."""
    text = f"phase: {phase}\npublishing: {{audiences: {{{name}: {{to: site%s}}}}}}"
    for more, redacted in (("", True), (", redaction_review: false", False)):
        policy = parse_policy(text % more)
        found = [policy.audience(asked) for asked in ("public", "Public", " PUBLIC ")]
        assert [(one.to, one.redaction_review) for one in found if one] == [("site", redacted)] * 3
        assert len(policy.publishing.audiences) == 2


def test_an_audience_of_the_preset_is_changed_in_any_spelling() -> None:
    """`Company` is the company that every phase knows, and no second one beside it."""
    policy = parse_policy("publishing: {audiences: {Company: {to: site}}}")
    assert {name: audience.to for name, audience in policy.publishing.audiences.items()} == {"Company": "site"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_policy_is_a_file(tmp_path: Path) -> None:
    """A pipe, a device without an end and a link to one are refused at once."""
    os.mkfifo(tmp_path / "pipe.yml")
    (tmp_path / "link.yml").symlink_to("/dev/zero")
    for file in (tmp_path / "pipe.yml", tmp_path / "link.yml", Path("/dev/zero")):
        with pytest.raises(PolicyError) as refused:
            load_policy(file, tmp_path)
        name = file.name if file.parent == tmp_path else str(file)
        assert str(refused.value).endswith(f"{name}: this is a pipe or a device; write the policy into a file")


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    """A missing file, a folder, Latin-1 and a huge file each get a line that says what to do, by the path from the root."""
    folder, latin, huge = tmp_path / "folder.yml", tmp_path / "latin.yml", tmp_path / "huge.yml"
    folder.mkdir()
    latin.write_bytes("mode: observe\n# größer\n".encode("latin-1"))
    huge.write_bytes(b"#" * 1_200_000)
    messages = []
    for file in (tmp_path / "none.yml", folder, latin, huge):
        with pytest.raises(PolicyError) as refused:
            load_policy(file, tmp_path)
        messages.append(str(refused.value))
    assert messages == [
        "none.yml: there is no such file; `pmflow init` writes one",
        "folder.yml: this is a folder, not a policy file; write the policy into pmflow.yml",
        "latin.yml:2: this is not UTF-8; save the file as UTF-8",
        "huge.yml: more than 256 kB is no policy; is this the right file?",
    ]
