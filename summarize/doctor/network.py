"""Connections that are tried while models are at work: there should be none."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def watched_network() -> Iterator[list[str]]:
    """Refuse connections while the models are at work, and tell what was refused."""
    calls: list[str] = []
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family == socket.AF_UNIX:
            return connect(self, address)  # type: ignore[arg-type]
        calls.append(str(address))
        raise OSError("no connections while the doctor looks")

    socket.socket.connect = refuse  # type: ignore[method-assign, assignment]
    try:
        yield calls
    finally:
        socket.socket.connect = connect  # type: ignore[method-assign]
