"""What a person at a terminal sees: one message for an expected error, and progress."""

from __future__ import annotations

import functools
import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import ParamSpec, TypeVar

import click

from summarize.errors import DiskFullError, ExitCode, LedgerError, OutputError, SummarizeError
from summarize.inert import log_safe, plain

P = ParamSpec("P")
R = TypeVar("R")


def explain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turn an expected error into `error:` and `hint:` lines on stderr and its exit code; no traceback.

    A stdout that is full or closed is expected too. Where log lines are JSON, so is the error.
    """

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            _demand_stdout()
            return command(*args, **kwargs)
        except SummarizeError as error:
            say_error(error)
            raise SystemExit(int(error.code)) from error
        except BrokenPipeError:
            # the reader of our stdout went away (`| head`): pages are written, nothing more to say
            sys.stderr.close()
            raise SystemExit(int(ExitCode.OUTPUT)) from None
        except OSError as error:
            lost = _lost_stdout(error)
            if lost is None:
                raise
            say_error(lost)
            raise SystemExit(int(lost.code)) from error

    return wrapped


def say_error(error: SummarizeError) -> None:
    """Print an error and its remedy, safe for any terminal; a path in the remedy keeps its letters."""
    hint = _remedy(error)
    if _option("is_log_json"):
        _log_error(error, hint)
        return
    click.echo(f"error: {log_safe(str(error))}", err=True)
    if hint:
        click.echo(f"hint: {plain(hint)}", err=True)


def _option(name: str) -> object:
    """Return the value of an option of the command that runs; `None` where it has no such option."""
    context = click.get_current_context(silent=True)
    return context.params.get(name) if context else None


def _remedy(error: SummarizeError) -> str:
    """Return the hint of an error; the ledger knows only its own path, the command those of its options."""
    output = _option("output")
    if isinstance(error, LedgerError) and output is not None:
        from summarize.batch.audit import remedy
        from summarize.ledger import UnusableLedgerError

        if isinstance(error, UnusableLedgerError):
            return remedy(error, Path(str(output)))
    return error.hint


def _log_error(error: SummarizeError, hint: str) -> None:
    """Log an error as the event `error`, also before the run has begun to log."""
    from summarize.logs import LOGGER, JsonLines, configure, say

    handlers = logging.getLogger(LOGGER).handlers
    if not any(isinstance(handler.formatter, JsonLines) for handler in handlers):
        configure(sys.stderr, is_json=True, level=logging.ERROR)
    say("error", level=logging.ERROR, code=int(error.code), detail=str(error), hint=hint)


def _demand_stdout() -> None:
    """Raise `OutputError` before any work when data are asked for and there is no stdout to take them."""
    if sys.stdout is None and _option("is_json"):
        raise OutputError("stdout is closed", hint="Lead it somewhere, or do without --json.")


def _lost_stdout(error: OSError) -> OutputError | None:
    """Return what to say when `error` is that of printing to stdout, and print no more; else `None`."""
    from summarize.files import FULL

    *_, last = walk_tb(error.__traceback__)
    if last[0].f_code is not click.echo.__code__ or last[0].f_locals["err"]:
        return None
    # what is left in its buffer must not fail once more when the interpreter ends
    with suppress(OSError), Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())
    kind = DiskFullError if error.errno in FULL else OutputError
    return kind(
        f"stdout: {error.strerror}",
        hint="Free space where stdout leads, or lead it elsewhere, then run again. No page is affected.",
    )


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
