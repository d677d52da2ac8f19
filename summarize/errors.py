"""The errors of the package, each with a hint that says what to do next, and the exit codes they lead to."""

from __future__ import annotations

from enum import IntEnum

from summarize.records import Reason


class ExitCode(IntEnum):
    """What the process says to the scheduler. Meanings never change; an unknown code is a failure."""

    OK = 0
    BUG = 1
    USAGE = 2
    INCOMPLETE = 3
    CONFLICT = 4
    INPUT = 10
    LOCKED = 11
    MODEL = 12
    OUTPUT = 13
    DISK_FULL = 14
    LEDGER = 15
    DEVICE = 16
    CIRCUIT_BREAKER = 17


class SummarizeError(Exception):
    """An expected failure: `str(error)` names the thing and the cause, `hint` the remedy."""

    code = ExitCode.BUG

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InputError(SummarizeError):
    """The input folder or the configuration is missing or unreadable."""

    code = ExitCode.INPUT


class LockedError(SummarizeError):
    """Another run is writing to the same output folder."""

    code = ExitCode.LOCKED


class ModelError(SummarizeError):
    """A model is missing, altered, refused or cannot be loaded."""

    code = ExitCode.MODEL


class OutputError(SummarizeError):
    """The output folder cannot be written."""

    code = ExitCode.OUTPUT


class DiskFullError(OutputError):
    """Disk, inodes or quota ran out; everything published so far is valid."""

    code = ExitCode.DISK_FULL


class LedgerError(SummarizeError):
    """The ledger is corrupt or was written by a newer version."""

    code = ExitCode.LEDGER


class DeviceError(SummarizeError):
    """The accelerator is absent, lost, or out of memory even for one segment."""

    code = ExitCode.DEVICE


class CircuitBreakerError(SummarizeError):
    """Too many documents failed in a row: the machine is ill, not the documents."""

    code = ExitCode.CIRCUIT_BREAKER


class DocumentError(SummarizeError):
    """One document cannot be processed; the others are not affected."""

    code = ExitCode.INCOMPLETE

    def __init__(self, message: str, *, reason: Reason, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.reason = reason


class SkipDocument(DocumentError):  # noqa: N818 - a decision, not a failure
    """A rule says that this document is not for us (empty, not French, a link…)."""


class DeferDocument(DocumentError):  # noqa: N818 - a decision, not a failure
    """The document is still changing, or vanished; the next run will look again."""


class EngineError(DocumentError):
    """A model failed on this document's text."""

    def __init__(self, message: str, *, hint: str = "", reason: Reason = Reason.MODEL_ERROR) -> None:
        super().__init__(message, reason=reason, hint=hint)
