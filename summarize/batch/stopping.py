"""The ends that a run may come to before its time: a signal, or a model call that hangs."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
STDERR = 2


class Interruption(BaseException):
    """A signal asked for an end. Not an `Exception`: nothing on the way may take it for a failure."""


class Stopper:
    """Notes the first signal; a second one ends the process at once, as if we had never listened."""

    def __init__(self) -> None:
        self.signal: int | None = None
        self._is_immediate = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen inside the block. Only the main thread can."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._note) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def immediate(self) -> Iterator[None]:
        """Inside the block, where nothing is half done, a signal raises `Interruption` on the spot."""
        self.check()
        self._is_immediate = True
        try:
            yield
        finally:
            self._is_immediate = False

    def check(self) -> None:
        """Raise `Interruption` when a signal came."""
        if self.signal is not None:
            raise Interruption

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.signal = number
        for each in SIGNALS:
            signal.signal(each, signal.SIG_DFL)
        if self._is_immediate:
            raise Interruption


def die_by(number: int) -> None:
    """End this process by a signal's default action, so that a shell or systemd sees what happened."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


class Watchdog:
    """Ends the process by SIGALRM, with a trace on stderr, when no batch was finished for too long.

    The kernel's timer also fires while native code hangs and holds the interpreter.
    """

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._seconds = limit
        self._is_active = threading.current_thread() is threading.main_thread()

    @contextmanager
    def watching(self, n_documents: int) -> Iterator[None]:
        """Allow the block `limit` seconds for each document, anew with each `beat`; trace native crashes."""
        if not self._is_active:
            yield
            return
        self._seconds = self._limit * n_documents
        is_ours = not faulthandler.is_enabled()
        if is_ours:
            faulthandler.enable(file=STDERR)
        faulthandler.register(signal.SIGALRM, file=STDERR, all_threads=True, chain=True)
        try:
            self.beat()
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.unregister(signal.SIGALRM)
            if is_ours:
                faulthandler.disable()

    def beat(self) -> None:
        """Note a sign of life."""
        if self._is_active:
            signal.setitimer(signal.ITIMER_REAL, self._seconds)
