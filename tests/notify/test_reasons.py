"""What went wrong, in words of ours."""

from __future__ import annotations

import pytest

from pmflow.notify.evidence import Watch
from pmflow.notify.reasons import Trouble, trouble


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", Trouble("it was not taken, and it was not said why")),
        ("Failed to send X notification: error=200.", Trouble("it answered that it did not take the message")),
        ("Failed: Bad Request - Unsupported Parameters., error=400.", Trouble("it answered 400 (Bad Request)")),
        ("Failed: error=599.", Trouble("it answered 599", down=True)),
        ("ProxyError('Unable to connect to proxy', timed out)", Trouble("the proxy did not let it through", down=True)),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed", Trouble("its certificate is not trusted", down=True)),
        ("[Errno 113] No route to host", Trouble("its host cannot be reached", down=True)),
        ("('Connection aborted.', RemoteDisconnected(", Trouble("it hung up without an answer", down=True)),
    ],
)
def test_a_known_sign_becomes_a_known_sentence(said: str, found: Trouble) -> None:
    """Nothing else of what the libraries say is repeated."""
    watch = Watch()
    watch.said.append(said)
    assert trouble(watch, personal=False) == found


@pytest.mark.parametrize("code", [401, 403, 404, 410])
def test_a_closed_webhook_is_down_for_all_and_a_closed_door_for_one(code: int) -> None:
    """Where an address is filled in for each person, one who is not found does not stop the others."""
    watch = Watch()
    watch.said.append(f"error={code}.")
    assert (trouble(watch, personal=False).down, trouble(watch, personal=True).down) == (True, False)
