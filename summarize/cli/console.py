"""What a person at a terminal sees: one message for an expected error, and progress."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import TracebackType
from typing import ParamSpec, TypeVar

import click

from summarize.errors import ExitCode, SummarizeError
from summarize.inert import log_safe

P = ParamSpec("P")
R = TypeVar("R")


def explain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turn an expected error into `error:` and `hint:` lines on stderr and its exit code; no traceback."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except SummarizeError as error:
            say_error(error)
            raise SystemExit(int(error.code)) from error
        except BrokenPipeError:
            # the reader of our stdout went away (`| head`): pages are written, nothing more to say
            sys.stderr.close()
            raise SystemExit(int(ExitCode.OUTPUT)) from None

    return wrapped


def say_error(error: SummarizeError) -> None:
    """Print an error and its remedy, safe for any terminal."""
    click.echo(f"error: {log_safe(str(error))}", err=True)
    if error.hint:
        click.echo(f"hint: {log_safe(error.hint)}", err=True)


class Bar:
    """Progress on a terminal: one bar that counts documents."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("dispatches", total=None)

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def start(self, total: int) -> None:
        """Say how many documents there are to do."""
        self._progress.update(self._task, total=total)

    def advance(self, count: int = 1) -> None:
        """Count `count` more documents as done."""
        self._progress.advance(self._task, count)


class Silence:
    """Progress where nobody watches: the log lines say it all."""

    def __enter__(self) -> Silence:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def start(self, total: int) -> None:
        """Say nothing."""

    def advance(self, count: int = 1) -> None:
        """Say nothing."""


def watch(*, quiet: bool) -> Bar | Silence:
    """Return a bar on a terminal, silence in a log file or when asked for."""
    return Silence() if quiet or not sys.stderr.isatty() else Bar()
