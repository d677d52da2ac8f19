"""One document after the other to its end: page first, row second, then the count."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from summarize.batch.interface import Processed, Progress, Refusal, Task
from summarize.errors import CircuitBreakerError
from summarize.ledger import Ledger, Row
from summarize.logs import say
from summarize.publish.place import publish
from summarize.publish.shelf import Shelf, page_name
from summarize.records import Document, DocumentId, Finding, Fingerprint, Outcome, Reason, Severity, Status
from summarize.report import Tally

# the same text may well fail again: counted towards quarantine
COUNTED = frozenset({Reason.MODEL_ERROR, Reason.TIMEOUT, Reason.CRASHED, Reason.BUG})
# signs of an ill machine rather than of a bad document
ILL = COUNTED | {Reason.UNREADABLE}
# said before the content is known
_UNREAD = frozenset(
    {
        *(Reason.TOO_YOUNG, Reason.CHANGED, Reason.VANISHED, Reason.TOO_LARGE, Reason.PATH_TOO_LONG),
        *(Reason.PERMISSION, Reason.UNREADABLE, Reason.SYMLINK, Reason.NOT_REGULAR),
    }
)
MANY = 16
"""Rows in one transaction: each waits for the disk three times."""
MAX_STREAK = 20
MIN_SAMPLE = 40
_SHOWN = ("title", "date", "errors", "warnings", "notes", "sentences", "sure")
_LEVELS = {
    Status.UNCHANGED: logging.DEBUG,
    Status.FAILED: logging.ERROR,
    Status.QUARANTINED: logging.ERROR,
}
NO_SOURCE = Fingerprint("")


@dataclass(slots=True)
class Breaker:
    """Stops a run in which everything fails, before ten thousand documents are called failures."""

    streak: list[Row] = field(default_factory=list)
    n_settled: int = 0
    n_ill: int = 0

    def note(self, row: Row) -> None:
        """Take in how a document ended."""
        self.n_settled += 1
        if row.status is Status.FAILED and row.reason in ILL:
            self.n_ill += 1
            self.streak.append(row)
        else:
            self.streak.clear()

    @property
    def has_tripped(self) -> bool:
        """Say whether the machine rather than the documents must be to blame."""
        return len(self.streak) >= MAX_STREAK or (
            self.n_settled >= MIN_SAMPLE and 2 * self.n_ill > self.n_settled
        )


@dataclass(slots=True, kw_only=True)
class Desk:
    """Where documents are settled. `open` are those that are not yet."""

    ledger: Ledger
    shelf: Shelf
    tally: Tally
    recipe: Fingerprint
    run: str
    progress: Progress
    breaker: Breaker = field(default_factory=Breaker)
    open: dict[DocumentId, Task] = field(default_factory=dict)
    unwritten: list[Row] = field(default_factory=list)

    def learn(self, rows: Iterable[Row]) -> None:
        """Enter rows, soon: a page whose row was not written yet when a run died is adopted by the next."""
        self.unwritten += rows
        if len(self.unwritten) >= MANY:
            self.flush()

    def flush(self) -> None:
        """Write the rows that wait, in one transaction."""
        if self.unwritten:
            self.ledger.put_many(self.unwritten)
            self.unwritten.clear()

    def release(self) -> None:
        """Take every document that was begun and has no row yet off suspicion."""
        self.flush()
        self.ledger.release()

    def begin(self, pairs: Sequence[tuple[Task, Document]]) -> None:
        """Enter that the models are about to see these documents, in case they do not survive it."""
        known = self.ledger.get_many([task.id for task, _ in pairs])
        # together with the rows that wait: who is settled must not be under suspicion any more
        self.unwritten += (
            replace(
                self._row(task, document.fingerprint, known.get(task.id)),
                status=Status.FAILED,
                reason=Reason.CRASHED,
                attempts=task.attempts,
                started=self.run,
            )
            for task, document in pairs
        )
        self.flush()

    def finish(self, task: Task, document: Document, processed: Processed) -> None:
        """Publish a page, then enter it."""
        publication = publish(self.shelf, page_name(task.id), processed.text)
        severities = Counter(finding.severity for finding in processed.findings)
        row = replace(
            self._row(task, document.fingerprint),
            status=Status.CONFLICT if publication.is_beside else Status.DONE,
            reason=Reason.EDITED if publication.is_beside else None,
            detail=f"the new version is {publication.name}" if publication.is_beside else "",
            page=page_name(task.id),
            title=processed.title,
            date=processed.date,
            errors=severities[Severity.ERROR],
            warnings=severities[Severity.WARNING],
            notes=severities[Severity.NOTE],
            sentences=processed.sentences,
            sure=processed.sure,
        )
        self._enter(row, findings=processed.findings)

    def refuse(self, task: Task, source: Fingerprint, refusal: Refusal) -> None:
        """Enter why a document has no new page. `source` may be unknown (empty).

        What the index says of the page that it has stays. So does what is known of a page that somebody
        removed, until its source was read: that alone tells whether the page may come back.
        """
        known = self.ledger.get_many([task.id]).get(task.id)
        if known and known.page and not task.page and refusal.reason in _UNREAD:
            row = replace(known, run=self.run)
        else:
            attempts = task.attempts + (refusal.reason in COUNTED)
            row = replace(self._row(task, source, known), attempts=attempts)
        row = replace(row, status=refusal.status, reason=refusal.reason, detail=refusal.detail)
        self._enter(row, hint=refusal.hint)

    def count(self, outcome: Outcome) -> None:
        """Take an entry that needed no work."""
        self.tally.add(outcome)
        _say(outcome, level=_LEVELS.get(outcome.status, logging.INFO))

    def _enter(self, row: Row, *, findings: tuple[Finding, ...] = (), hint: str = "") -> None:
        self.learn([row])
        self.open.pop(row.id, None)
        outcome = Outcome(
            id=row.id,
            status=row.status,
            reason=row.reason,
            detail=row.detail,
            hint=hint,
            page=row.page,
            findings=findings,
        )
        self.tally.add(outcome)
        _say(outcome, level=_LEVELS.get(row.status, logging.INFO))
        self.progress.advance()
        self.breaker.note(row)
        if self.breaker.has_tripped:
            self._trip()

    def _trip(self) -> None:
        """Stop, without a mark against the documents of the last streak: they were in the wrong place."""
        streak = self.breaker.streak
        self.flush()
        self.ledger.put_many(
            replace(row, attempts=row.attempts - 1 if row.reason in COUNTED else row.attempts)
            for row in streak
        )
        raise CircuitBreakerError(
            f"{self.breaker.n_ill} of {self.breaker.n_settled} documents failed, {len(streak)} in a row"
            f" (the last: {streak[-1].detail if streak else 'see the report'})",
            hint="The machine or the model is ill: run `summarize doctor`. The next run tries them again.",
        )

    def _row(self, task: Task, source: Fingerprint, known: Row | None = None) -> Row:
        """Return a row for a task, with what is `known` of the page that it has."""
        row = Row(
            id=task.id,
            source=source,
            recipe=self.recipe,
            size=task.size,
            mtime_ns=task.mtime_ns,
            status=Status.DEFERRED,
            page=task.page,
            run=self.run,
        )
        return replace(row, **{name: getattr(known, name) for name in _SHOWN}) if known and task.page else row


def _say(outcome: Outcome, *, level: int) -> None:
    severities = Counter(finding.severity.value for finding in outcome.findings)
    say(
        "document",
        level=level,
        path=outcome.id,
        status=outcome.status.value,
        reason=outcome.reason.value if outcome.reason else "",
        page=outcome.page,
        detail=outcome.detail,
        hint=outcome.hint,
        **{f"{name}s": n for name, n in severities.items()},
    )
