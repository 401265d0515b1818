"""Connections to the emulator that are kept from one request to the next: making one costs more than most requests."""

from __future__ import annotations

import http.client
import select
import time
from contextlib import suppress

KEPT = 2.0
"""Seconds: the emulator closes an idle one after five."""


class Kept:
    """To one port of this machine, for any number of threads."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[tuple[float, http.client.HTTPConnection]] = []
        """Connections that nobody uses at the moment, and since when."""

    def ask(
        self, verb: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by their names in small letters, and what was answered. Raises `ConnectionError`.

        A write is sent once, whatever becomes of it: where no answer came, it may have been done.
        """
        connection, used = self._connection()
        try:
            connection.request(verb, path, body, headers)
            answer = connection.getresponse()
            told = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        except ConnectionError:
            connection.close()
            if not used or verb != "GET":
                raise
            return self.ask(verb, path, body, headers)
        self._idle.append((time.monotonic(), connection))
        return told

    def close(self) -> None:
        for _, connection in self._idle:
            connection.close()

    def _connection(self) -> tuple[http.client.HTTPConnection, bool]:
        """One that was used before and is open still, or a new one."""
        with suppress(IndexError):
            while True:
                since, connection = self._idle.pop()
                if time.monotonic() - since < KEPT and _is_open(connection):
                    return connection, True
                connection.close()
        return http.client.HTTPConnection("localhost", self._port, timeout=30), False


def _is_open(connection: http.client.HTTPConnection) -> bool:
    """An idle one that has something to read was closed at the other end, or says what nobody asked for."""
    return connection.sock is not None and not select.select([connection.sock], [], [], 0)[0]
