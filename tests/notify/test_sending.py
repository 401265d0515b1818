"""What is sent arrives whole, once, and what became of it is told."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmflow.notify import Delivery, Notifier, Patience, Sent, Target
from pmflow.notify.targets import AddressWrong
from tests.notify.conftest import HASTY, QUICK, Mailbox, Sink

TITLE = "Two promises are overdue"
BODY = """Ana, two promises are **overdue**.

## Overdue

- [Add a limit](https://tracker.example/7?a=1&b=2) to the pool (AI-1), due 2026-11-20; next: your lead, on Wednesday
- Test the *restore* (AI-2); answer with `pmflow action done checkout AI-2`
"""


def notifier(address: str, *, tries: int = 3, patience: Patience = QUICK) -> Notifier:
    return Notifier({"channel": address}, tries=tries, patience=patience)


def send(address: str, *, tries: int = 3, patience: Patience = QUICK) -> Delivery:
    return notifier(address, tries=tries, patience=patience).send("channel", title=TITLE, body=BODY)


SENT = Delivery(Sent.SENT)


def not_sent(why: str) -> Delivery:
    return Delivery(Sent.NOT_SENT, f"notify.channel: {why}; nothing was sent")


def unsure(why: str) -> Delivery:
    return Delivery(Sent.UNSURE, f"notify.channel: {why}; it may have arrived, so it is not sent again")


# -- what arrives ---------------------------------------------------------------------------------------------------


def test_a_webhook_gets_the_markdown(sink: Sink) -> None:
    """JSON: title and body as they were written, in one request."""
    assert send(sink.url("json")) == SENT
    assert [(post.path, post.json) for post in sink.posts] == [
        (
            "/hook",
            {"version": "1.0", "title": TITLE, "message": BODY.strip(), "attachments": [], "type": "info"},
        )
    ]


def test_a_form_gets_the_markdown(sink: Sink) -> None:
    """form://: the same words as fields."""
    assert send(sink.url("form")) == SENT
    assert [parse_qs(post.body.decode()) for post in sink.posts] == [
        {"version": ["1.0"], "title": [TITLE], "message": [BODY.strip()], "type": ["info"]}
    ]


def test_a_chat_of_slack_s_kind_gets_its_markdown(sink: Sink) -> None:
    """Mattermost speaks as Slack's webhooks do, and its host can be ours."""
    assert send(sink.url("mmost", "/3ccdd113474722377935511fc85d3dd4")) == SENT
    [post] = sink.posts
    assert post.path == "/hooks/3ccdd113474722377935511fc85d3dd4"
    assert post.json == {"text": f"{TITLE}\r\n{BODY.strip()}", "username": "pmflow"}


def test_a_mail_is_html_and_text(mailbox: Mailbox) -> None:
    """Who reads mail as text sees the words, and who reads HTML the links."""
    assert send(mailbox.url()) == SENT
    [(sender, recipients, mail)] = mailbox.mails
    assert (sender, recipients) == ("pmflow@example.org", ("ana@example.org",))
    assert (mail["Subject"], mail["To"], mail["From"]) == (TITLE, "ana@example.org", "pmflow@example.org")
    html = mail.get_body(("html",))
    text = mail.get_body(("plain",))
    assert html is not None
    assert text is not None
    link = '<a href="https://tracker.example/7?a=1&amp;b=2">Add a limit</a> to the pool (AI-1), due 2026-11-20; next: '
    assert link in html.get_content()
    assert "<strong>overdue</strong>" in html.get_content()
    assert "Add a limit" in text.get_content()
    assert "<" not in text.get_content()


def test_a_mail_may_be_text_alone(mailbox: Mailbox) -> None:
    """format=text: the Markdown as it was written, links in the open."""
    assert send(mailbox.url("&to=ana@example.org&format=text")) == SENT
    [(_, _, mail)] = mailbox.mails
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n").strip() == BODY.strip()


def test_a_mail_s_title_is_one_line(mailbox: Mailbox) -> None:
    """A line break in a title makes no second header."""
    sent = notifier(mailbox.url()).send("channel", title="One\r\nBcc: all@example.org", body="x")
    [(_, recipients, mail)] = mailbox.mails
    assert sent == SENT
    assert (recipients, mail["Subject"], mail["Bcc"]) == (("ana@example.org",), "One Bcc: all@example.org", None)


def test_a_long_digest_arrives_whole(sink: Sink) -> None:
    """What is too long for one message comes in parts, and no line is lost."""
    lines = [f"- promise number {number} of a very long list of promises that were made" for number in range(1500)]
    sent = notifier(sink.url("json")).send("channel", title=TITLE, body="\n".join(lines))
    assert sent == SENT
    assert len(sink.posts) > 1
    arrived = [line for post in sink.posts for line in post.json["message"].splitlines()]
    assert arrived == lines


def test_an_address_may_say_what_happens_to_what_is_too_long(sink: Sink) -> None:
    """overflow= in the address wins."""
    sent = notifier(sink.url("json", "/hook?overflow=truncate")).send("channel", title=TITLE, body="word " * 20_000)
    assert (sent, len(sink.posts)) == (SENT, 1)


def test_odd_letters_arrive_as_they_are(sink: Sink) -> None:
    """Neither emoji words nor backslashes nor dollar signs are read as anything."""
    body = "C:\\new :smile: ${HOME} Ünï – “x”"
    assert notifier(sink.url("json")).send("channel", title="t", body=body) == SENT
    assert [post.json["message"] for post in sink.posts] == [body]


def test_nothing_is_kept_on_this_machine(
    sink: Sink, mailbox: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """apprise could keep a store, keys and plugins below the home folder; it is given none."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for address in (sink.url("json", "/hook?store=yes"), mailbox.url()):
        assert send(address) == SENT
    assert list(tmp_path.iterdir()) == []


# -- what did not leave ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["json", "mailto"])
def test_a_refused_connection_is_tried_again_and_nothing_was_sent(closed_port: int, kind: str) -> None:
    """Nobody listens: certainly nothing left."""
    address = f"{kind}://127.0.0.1:{closed_port}" + ("?from=a@example.org" if kind == "mailto" else "/hook")
    assert send(address) == not_sent("the connection was refused")


def test_a_channel_that_comes_up_between_two_tries_gets_the_message_once(sink: Sink, closed_port: int) -> None:
    """The second try is the same message; the first left nothing behind."""
    import socketserver
    import threading

    got: list[bytes] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while (line := self.rfile.readline()) not in (b"\r\n", b""):
                got.append(line)
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    socketserver.TCPServer.allow_reuse_address = True
    started = threading.Event()
    done = threading.Event()

    def later() -> None:
        time.sleep(0.3)
        with socketserver.TCPServer(("127.0.0.1", closed_port), Handler) as server:
            started.set()
            server.timeout = 10
            server.handle_request()
        done.set()

    threading.Thread(target=later, daemon=True).start()
    patience = Patience(between=1.0)
    assert send(f"json://127.0.0.1:{closed_port}/hook", patience=patience) == SENT
    assert done.wait(10)
    assert [line for line in got if line.startswith(b"POST")] == [b"POST /hook HTTP/1.1\r\n"]


@pytest.mark.parametrize("address", ["json://nowhere.invalid/hook", "mailto://nowhere.invalid?from=a@example.org"])
def test_an_unknown_host_was_sent_nothing(address: str) -> None:
    """`.invalid` never resolves (RFC 2606); a resolver that is cut off may take its time to say so."""
    assert send(address) in (not_sent("its host is not known"), not_sent("it did not answer in time"))


def test_a_refused_recipient_was_sent_nothing(mailbox: Mailbox) -> None:
    """The server says no before the message, and is not asked a second time now."""
    mailbox.refuse = "recipient"
    assert send(mailbox.url()) == not_sent("the mail server refused the recipient (550)")
    assert (mailbox.asked, mailbox.mails) == (["ana@example.org"], [])


def test_a_server_that_will_not_take_the_message_was_sent_nothing(mailbox: Mailbox) -> None:
    """It says no to DATA, before the first line."""
    mailbox.refuse = "data"
    assert send(mailbox.url()) == not_sent("the mail server would not take the message (451)")
    assert mailbox.mails == []


@pytest.mark.parametrize("kind", ["jsons", "forms"])
def test_without_an_encrypted_connection_nothing_is_sent(sink: Sink, kind: str) -> None:
    """A server that speaks no TLS gets no request."""
    assert send(sink.url(kind)) == not_sent("no encrypted connection came about")
    assert sink.posts == []


def test_a_mail_server_without_encryption_gets_no_password(mailbox: Mailbox) -> None:
    """mailtos:// asks for STARTTLS first."""
    address = f"mailtos://bot:hunter2@127.0.0.1:{mailbox.port}?from=a@example.org&to=ana@example.org"
    assert send(address) == not_sent("the mail server offers no encryption")
    assert mailbox.mails == []


def test_a_refused_recipient_does_not_stop_the_others(mailbox: Mailbox) -> None:
    """One wrong mail address is no reason to leave the channel alone."""
    people = Notifier({"people": mailbox.url("&to={email}")}, patience=QUICK)
    sent = [people.send("people", title="t", body="b", fill={"email": who}) for who in ("nobody@x.org", "ana@x.org")]
    assert [each.outcome for each in sent] == [Sent.NOT_SENT, Sent.SENT]


def test_a_refused_login_was_sent_nothing_and_is_not_repeated(mailbox: Mailbox) -> None:
    """Three wrong logins in a row lock an account, so there is one, and the channel is left alone for a while."""
    mailbox.refuse = "login"
    mails = notifier(mailbox.url(login="bot:hunter2@"))
    assert mails.send("channel", title=TITLE, body=BODY) == not_sent("the mail server refused the login (535)")
    assert mails.send("channel", title=TITLE, body=BODY) == not_sent(
        "not tried, because a moment ago: the mail server refused the login (535)"
    )
    assert mailbox.mails == []


# -- what may have arrived ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (500, "it answered 500 (Internal Server Error)"),
        (404, "it answered 404 (Not Found)"),
        (429, "it answered 429 (Too Many Requests)"),
        ("hang up", "it hung up without an answer"),
        ("hang", "it did not answer in time"),
        ("move", "it answered 301 (Moved Permanently)"),
    ],
)
def test_what_left_is_not_sent_again(sink: Sink, answer: int | str, why: str) -> None:
    """A no, a silence or a new address after the message: one request, and never another."""
    sink.answer = answer
    assert send(sink.url("json"), patience=HASTY if answer == "hang" else QUICK) == unsure(why)
    assert [post.path for post in sink.posts] == ["/hook"]


def test_an_address_cannot_ask_for_repeats_nor_for_failure_to_look_well(sink: Sink) -> None:
    """apprise's retry= and optional= are off."""
    sink.answer = 500
    assert send(sink.url("json", "/hook?retry=3&wait=0&optional=yes")).outcome is Sent.UNSURE
    assert len(sink.posts) == 1


def test_a_server_that_dribbles_holds_nobody(sink: Sink) -> None:
    """Each byte comes in time, and the whole does not."""
    sink.answer = "dribble"
    before = time.monotonic()
    patience = Patience(whole=1.0, between=0.0)
    assert send(sink.url("json"), patience=patience) == unsure("it did not answer in time")
    assert time.monotonic() - before < 2.9
    assert len(sink.posts) == 1


def test_a_mail_that_is_refused_after_its_text_is_not_sent_again(mailbox: Mailbox) -> None:
    """The server has it, whatever it says."""
    mailbox.refuse = "message"
    assert send(mailbox.url()) == unsure("the mail server did not accept the message (554)")
    assert len(mailbox.mails) == 1


def test_a_mail_of_which_one_recipient_got_a_copy_is_not_sent_again(mailbox: Mailbox) -> None:
    """Some have it."""
    sent = send(mailbox.url("&to=nobody@example.org,ana@example.org"))
    assert sent.outcome is Sent.UNSURE
    assert [recipients for _, recipients, _ in mailbox.mails] == [("ana@example.org",)]


def test_a_mail_server_that_says_nothing_was_sent_nothing(silent_port: int) -> None:
    """It takes the connection and does not greet."""
    assert send(f"mailto://127.0.0.1:{silent_port}?from=a@example.org", patience=HASTY) == not_sent(
        "it did not answer in time"
    )


def test_a_host_that_is_silent_is_tried_once(deaf_port: int) -> None:
    """It was waited for; two more waits would hold the sweep."""
    before = time.monotonic()
    patience = Patience(connect=0.6, between=0.0)
    assert send(f"json://127.0.0.1:{deaf_port}/hook", patience=patience) == not_sent("it did not answer in time")
    assert time.monotonic() - before < 1.7


def test_a_web_server_that_says_nothing_was_sent_something(silent_port: int) -> None:
    """The request is in its hands."""
    assert send(f"json://127.0.0.1:{silent_port}/hook", patience=HASTY) == unsure("it did not answer in time")


def test_what_cannot_be_followed_is_unsure() -> None:
    """A datagram gets no answer, so nobody knows."""
    assert send("rsyslog://127.0.0.1:9").outcome in (Sent.SENT, Sent.UNSURE)


# -- a channel that is down blocks nothing --------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [500, "hang up", "hang"])
def test_a_channel_that_is_down_costs_one_message(sink: Sink, answer: int | str) -> None:
    """The first may be lost; the others wait for the next sweep, and take no time."""
    sink.answer = answer
    chat = notifier(sink.url("json"), patience=HASTY if answer == "hang" else QUICK)
    outcomes = [chat.send("channel", title=TITLE, body=BODY).outcome for _ in range(20)]
    assert outcomes == [Sent.UNSURE, *[Sent.NOT_SENT] * 19]
    assert len(sink.posts) == 1


def test_a_channel_is_tried_again_after_a_rest(sink: Sink) -> None:
    """Down is not for ever."""
    sink.answer = 503
    chat = notifier(sink.url("json"), patience=Patience(between=0.0, rest=0.05, spacing=0.0))
    assert chat.send("channel", title=TITLE, body=BODY).outcome is Sent.UNSURE
    sink.answer = 200
    time.sleep(0.06)
    assert chat.send("channel", title=TITLE, body=BODY) == SENT


def test_a_chat_is_not_flooded(sink: Sink) -> None:
    """A service that asks for a pause gets one, also between two messages; others do not."""
    patience = Patience(spacing=0.2)
    taken: list[float] = []
    for address in (sink.url("ntfy", "/topic"), sink.url("json")):
        chat = notifier(address, patience=patience)
        before = time.monotonic()
        assert [chat.send("channel", title=TITLE, body=BODY) for _ in range(3)] == [SENT] * 3
        taken.append(time.monotonic() - before)
    assert taken[0] >= 0.4
    assert taken[1] < taken[0]


def test_another_channel_does_not_wait(sink: Sink, closed_port: int) -> None:
    """Each target is by itself."""
    both = Notifier({"channel": f"json://127.0.0.1:{closed_port}/x", "ops": sink.url("json")}, patience=QUICK)
    outcomes = [both.send(name, title=TITLE, body=BODY).outcome for name in ("channel", "ops")]
    assert outcomes == [Sent.NOT_SENT, Sent.SENT]


# -- whom it reaches ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("email", ["ana@example.org", "ana+pm@example.org", "a%b@example.org", "a_b.c=d@ex-ample.org"])
def test_a_person_s_mail_address_is_filled_in(mailbox: Mailbox, email: str) -> None:
    """Letter by letter, as it is in the policy."""
    people = Notifier({"people": mailbox.url("&to={email}")}, patience=QUICK)
    assert people.send("people", title=TITLE, body=BODY, fill={"email": email}) == SENT
    assert [recipients for _, recipients, _ in mailbox.mails] == [(email,)]


def test_a_handle_is_filled_into_a_path(sink: Sink) -> None:
    """What would end a path or begin a query does not."""
    people = Notifier({"people": sink.url("json", "/to/{handle}?-who={name}")}, patience=QUICK)
    assert people.send("people", title="t", body="b", fill={"handle": "a/b?c=d&e", "name": "Ada Park"}) == SENT
    [post] = sink.posts
    assert post.path == "/to/a%2Fb%3Fc=d&e?who=Ada+Park"


@pytest.mark.parametrize(
    ("fill", "reached"),
    [
        ({"email": "ana@example.org"}, True),
        ({}, False),
        ({"email": ""}, False),
        ({"email": "  "}, False),
        ({"handle": "ana"}, False),
        ({"email": "ana@example.org, all@example.org"}, False),
        ({"email": "ana@example.org,all@example.org"}, False),
        ({"email": "ana@example.org all@example.org"}, False),
        ({"email": "ana@example.org\nBcc: x"}, False),
        ({"email": "o'hara@example.org"}, False),  # apprise would write to hara@example.org
    ],
)
def test_who_lacks_what_an_address_asks_for_is_not_reached(
    mailbox: Mailbox, fill: dict[str, str], reached: bool
) -> None:
    """Nor does one value become two recipients."""
    people = Notifier({"people": mailbox.url("&to={email}")}, patience=QUICK)
    assert people.reaches("people", fill) is reached
    assert (people.send("people", title="t", body="b", fill=fill) == SENT) is reached
    assert len(mailbox.mails) == int(reached)


@given(st.text(max_size=30) | st.from_regex(r"[a-zA-Z0-9.'\"+%=_-]{1,12}@[a-z.,]{1,12}", fullmatch=True))
@example("a%40b@example.org")
@example("a%2Cb@example.org")
def test_whatever_is_filled_in_is_one_recipient_or_none(email: str) -> None:
    """The one that was given, letter by letter; never somebody else."""
    target = Target("people", "mailto://mail.example.org?from=pmflow@example.org&to={email}")
    fill = {"email": email}
    if target.filled(fill) is None:
        return
    try:
        service = target.open(fill)
    except AddressWrong:
        return  # it looked like an address and is none, such as a@b
    assert [address for _, address in service.plugin.targets] == [email.strip()]


def test_an_unknown_name_reaches_nobody() -> None:
    """A name without an address is known to be none."""
    nothing = Notifier({})
    assert (nothing.knows("channel"), nothing.reaches("channel", {}), nothing.placeholders("channel")) == (
        False,
        False,
        (),
    )
    assert nothing.send("channel", title="t", body="b") == not_sent("it has no address")
