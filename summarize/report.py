"""What became of a run: counts, the exit code that follows from them, and the report file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TextIO

from summarize.errors import ExitCode, SummarizeError
from summarize.files import output_errors
from summarize.records import Outcome, Reason, Severity, Status

SCHEMA = 1
SIGNAL_BASE = 128
INCOMPLETE = frozenset({Status.FAILED, Status.DEFERRED, Status.QUARANTINED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The end of a run. `error` is what stopped it early, `signal` the signal that did.

    `file` has a line for every directory entry that was seen. `n_by_rule` of the deferred ones were only not
    asked for this time, or are too young: no failure. With `is_strict` a finding that is an error is one.
    """

    run: str
    counts: Mapping[Status, int]
    findings: Mapping[Severity, int]
    seconds: float
    error: SummarizeError | None = None
    signal: int | None = None
    file: Path | None = None
    n_by_rule: int = 0
    is_strict: bool = False

    @property
    def seen(self) -> int:
        """Return the number of directory entries that the run saw: the sum of all classes."""
        return sum(self.counts.values())

    @property
    def is_complete(self) -> bool:
        """Say whether the run came to its end, whatever became of single documents."""
        return self.error is None and self.signal is None

    def exit_code(self) -> int:
        """Return the gravest of the codes that apply: signal, error, incomplete, conflict, all done."""
        if self.signal is not None:
            return SIGNAL_BASE + self.signal
        if self.error is not None:
            return int(self.error.code)
        if sum(self.counts[status] for status in INCOMPLETE) > self.n_by_rule:
            return ExitCode.INCOMPLETE
        if self.is_strict and self.findings[Severity.ERROR]:
            return ExitCode.INCOMPLETE
        return ExitCode.CONFLICT if self.counts[Status.CONFLICT] else ExitCode.OK

    def as_json(self) -> dict[str, object]:
        """Return the summary for machines. Fields are only ever added."""
        return {
            "schema": SCHEMA,
            "run": self.run,
            "exit": self.exit_code(),
            "seen": self.seen,
            **{status.value: self.counts[status] for status in Status},
            "findings": {severity.value: self.findings[severity] for severity in Severity},
            "seconds": round(self.seconds, 3),
            "report": str(self.file) if self.file else None,
        }


def outcome_json(outcome: Outcome) -> dict[str, object]:
    """Return one line of the report file."""
    findings = Counter(finding.severity for finding in outcome.findings)
    return {
        "path": outcome.id,
        "status": outcome.status.value,
        "reason": outcome.reason.value if outcome.reason else "",
        "detail": outcome.detail,
        "hint": outcome.hint,
        "page": outcome.page,
        "findings": {severity.value: findings[severity] for severity in Severity if findings[severity]},
    }


class Tally:
    """Counts outcomes as they come and writes each to the report file at once: memory does not grow.

    The file gets its name when the run ends. Where it cannot be written, the run goes on without it.
    """

    def __init__(self, path: Path) -> None:
        self.counts: Counter[Status] = Counter()
        self.findings: Counter[Severity] = Counter()
        self.n_by_rule = 0
        self._path = path
        self._part = path.with_name(f".{path.name}.part")
        self._stream: TextIO | None = None

    def __enter__(self) -> Tally:
        with output_errors(self._part):
            self._stream = self._part.open("w", encoding="ascii")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        self._give_up()

    def add(self, outcome: Outcome) -> None:
        """Count one directory entry."""
        self.counts[outcome.status] += 1
        self.n_by_rule += outcome.status is Status.DEFERRED and outcome.reason in (None, Reason.TOO_YOUNG)
        self.findings.update(finding.severity for finding in outcome.findings)
        self._write(outcome_json(outcome))

    def finish(self, summary: Mapping[str, object]) -> Path | None:
        """Write the last line and give the file its name; `None` where the disk did not take it."""
        self._write({"summary": summary})
        self._close()
        try:
            self._part.replace(self._path)
        except OSError:
            return None
        return self._path

    def _write(self, line: Mapping[str, object]) -> None:
        if self._stream is None:
            return
        try:
            self._stream.write(json.dumps(line, ensure_ascii=True) + "\n")
        except OSError:
            self._give_up()

    def _close(self) -> None:
        stream, self._stream = self._stream, None
        try:
            if stream is not None:
                stream.close()
        except OSError:
            self._give_up()

    def _give_up(self) -> None:
        stream, self._stream = self._stream, None
        with suppress(OSError):
            self._part.unlink()
        with suppress(OSError):
            if stream is not None:
                stream.close()
