"""A wrong address is refused with what is wrong, and nobody gets to see it."""

from __future__ import annotations

import pytest

from pmflow.notify import Notifier, Sent, Target

ELSEWHERE = "which shows its messages on this machine only"


def problem(address: str) -> str | None:
    return next((wrong for _, wrong in Notifier({"channel": address}).problems()), None)


@pytest.mark.parametrize(
    "address",
    [
        "mailtos://bot:Q2nb7Xsecret@example.org?to=ops@example.org",
        "mailtos://bot:Q2nb7Xsecret@example.org?smtp=mail.example.org&to={email}",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#incidents",
        "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
        "slack://xoxb-1234-1234-abc124/{account}",
        "workflows://prod-00.westeurope.logic.azure.com:443/0123456789abcdef0123456789abcdef/sig-nature_1",
        "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
        "tgram://123456789:AAbcdefghijklmnopqrstuvwxyz012345/12315544",
        "ntfys://ntfy.example.org/{handle}",
        "json://hooks.example.org/x?+X-Token=Q2nb7Xsecret",
        "jsons://hooks.example.org/{name}\n",
        "mmosts://chat.example.org/3ccdd113474722377935511fc85d3dd4",
    ],
)
def test_a_right_address_is_silent(address: str) -> None:
    """The usual ones, with and without placeholders; a line end after it (a secret from a file) does no harm."""
    assert problem(address) is None


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("Q2nb7Xsecret", "does not begin with a kind, such as mailtos:// or slack://"),
        ("hooks.example.org/Q2nb7Xsecret", "does not begin with a kind, such as mailtos:// or slack://"),
        (
            "q2nb7xsecret://example.org",
            "is of a kind that is not known; it begins with one such as mailtos:// or slack://",
        ),
        (
            "https://example.org/Q2nb7Xsecret",
            "is a web address of no service that is known; for a webhook of your own it begins with json:// or jsons://",
        ),
        ("json://a.example/Q2nb7Xsecret x", "holds a space or a line break; write %20 where one belongs"),
        (
            "json://a.example/Q2nb7Xsecret json://b.example",
            "holds several; each needs a name and a variable of its own",
        ),
        (
            "json://a.example/Q2nb7Xsecret,json://b.example",
            "holds several; each needs a name and a variable of its own",
        ),
        (
            "slack://Q2nb7Xsecret",
            "lacks something, or has something misspelt, that Slack asks for; see https://appriseit.com/services/slack/",
        ),
        (
            "json://",
            "lacks something, or has something misspelt, that JSON asks for; see https://appriseit.com/services/json/",
        ),
        (
            "mailto://127.0.0.1",
            "lacks something, or has something misspelt, that E-Mail asks for; see https://appriseit.com/services/email/",
        ),
        (
            "mailtos://bot:Q2nb7Xsecret@example.org?to=nonsense",
            "lacks something, or has something misspelt, that E-Mail asks for; see https://appriseit.com/services/email/",
        ),
        (
            "json://a.example/Q2nb7Xsecret?format=banana",
            "lacks something, or has something misspelt, that JSON asks for; see https://appriseit.com/services/json/",
        ),
        (
            "mailtos://bot:Q2nb7Xsecret@example.org?to={mail}",
            "holds a word in braces that is none of {email}, {handle}, {account}, {name}",
        ),
        ("dbus://", f"is of the kind dbus, {ELSEWHERE}"),
        ("gnome://", f"is of the kind gnome, {ELSEWHERE}"),
        ("macosx://?click=Q2nb7Xsecret", f"is of the kind macosx, {ELSEWHERE}"),
        ("syslog://", f"is of the kind syslog, {ELSEWHERE}"),
        ("WINDOWS://", f"is of the kind windows, {ELSEWHERE}"),
        (
            "mailtos://bot:Q2nb7Xsecret@example.org?pgp=encrypt",
            "asks for a file of this machine (pgp=); pmflow sends words only",
        ),
        (
            "mailtos://bot:Q2nb7Xsecret@example.org?pgpprv=/etc/passwd",
            "asks for a file of this machine (pgpprv=); pmflow sends words only",
        ),
        (
            "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/?template=/etc/passwd",
            "asks for a file of this machine (template=); pmflow sends words only",
        ),
        (
            "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ?template=/etc/passwd",
            "asks for a file of this machine (template=); pmflow sends words only",
        ),
        ("mqtt://broker.example/topic", "needs a Python package that is not installed (paho-mqtt >= 2.1.0)"),
    ],
)
def test_a_wrong_address_says_what_is_wrong(address: str, wrong: str) -> None:
    """In words that follow "the address", with nothing of it."""
    assert problem(address) == wrong
    sent = Notifier({"channel": address}).send(
        "channel", title="t", body="b", fill={"email": "a@x.org", "handle": "a", "account": "a", "name": "a"}
    )
    assert sent.outcome is Sent.NOT_SENT
    assert "Q2nb7Xsecret" not in f"{wrong}{sent}"


def test_every_problem_is_named() -> None:
    """One target's trouble does not hide the next."""
    targets = {"channel": "nonsense", "ops": "json://hooks.example.org/x", "people": ""}
    assert [name for name, _ in Notifier(targets).problems()] == ["channel", "people"]


def test_kinds_of_somebody_s_own_are_refused() -> None:
    """A function that was decorated for apprise is code, and pmflow runs none for an address."""
    from apprise.decorators import notify
    from apprise.manager_plugins import NotificationManager

    ran: list[str] = []

    @notify(on="homegrown", name="Home")  # type: ignore[untyped-decorator]
    def _(body: str, *_: object, **__: object) -> None:
        ran.append(body)

    try:
        assert problem("homegrown://x") == "is of a kind that somebody's own code adds to apprise; pmflow runs none"
        assert Notifier({"channel": "homegrown://x"}).send("channel", title="t", body="b").outcome is Sent.NOT_SENT
    finally:
        NotificationManager().remove("homegrown")
    assert ran == []


def test_every_option_that_names_a_file_is_known() -> None:
    """A new version of apprise may bring another; here one sees it."""
    from apprise.manager_plugins import NotificationManager

    from pmflow.notify.targets import FILES, LOCAL

    found = {
        option
        for service in NotificationManager().plugins()
        for option, told in service.template_args.items()
        if any(word in f"{option} {told.get('name', '')}".lower() for word in ("file", "path", "pgp", "directory"))
    }
    web = {"profile", "filename", "attach-as", "file_url", "path", "prefix", "workflow_path"}
    assert found <= FILES | web | {"template"}
    kinds = {
        kind
        for service in NotificationManager().plugins()
        if any(word in service.__module__ for word in ("dbus", "glib", "gnome", "macosx", "windows", "blink1"))
        or service.__module__.endswith(".syslog")
        for kinds in (service.protocol, service.secure_protocol)
        for kind in ([kinds] if isinstance(kinds, str) else kinds or [])
    }
    assert kinds == LOCAL


def test_a_target_s_placeholders_are_what_it_asks_for() -> None:
    """Each once, in its order."""
    assert Target("people", "json://x/{handle}/{email}/{handle}").placeholders == ("handle", "email")
