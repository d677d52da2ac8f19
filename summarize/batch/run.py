"""The run over a folder: lock, ledger, scan, work, index, report. `run` does it, `plan` only says it."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from summarize import __version__
from summarize.batch.interface import Folders, Options, Processor, Progress, Reader, Task
from summarize.batch.listing import INDEX_NAME, forget_gone, publish_index
from summarize.batch.reader import IsolatedReader
from summarize.batch.scan import Scan, list_names
from summarize.batch.settle import Desk
from summarize.batch.stopping import Interruption, Stopper, Watchdog
from summarize.batch.work import Worker
from summarize.errors import InputError, OutputError, SummarizeError
from summarize.files import check_writable, lock_outputs, prepare_state, write_whole
from summarize.frontmatter import is_pristine
from summarize.ledger import FILE_NAME, Ledger
from summarize.logs import say
from summarize.publish.shelf import PREFIX, Shelf, tidy
from summarize.reading.find import find
from summarize.records import Fingerprint, Outcome, Reason, Status
from summarize.report import Report, Tally

STAMP_NAME = "last-success"
REPORT_NAME = "report.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that a run needs. `load` builds the processor, and is not called on a night without work.

    `content` is standard input, when that is the input. `reader` stands in for the isolated reader in tests.
    """

    folders: Folders
    recipe: Fingerprint
    load: Callable[[], Processor]
    progress: Progress
    options: Options = field(default_factory=Options)
    run: str = ""
    content: bytes | None = None
    reader: Reader | None = None


def run(job: Job) -> Report:
    """Work through a folder. What stops the run at its start is raised; what stops it later is reported."""
    started = time.monotonic()
    job = replace(job, run=job.run or name_run())
    check_input(job.folders)
    check_writable(job.folders.outputs)
    prepare_state(state_of(job))
    with ExitStack() as stack:
        share = job.options.share
        stack.enter_context(lock_outputs(job.folders.outputs, share=share.label if share else ""))
        tally = stack.enter_context(Tally(state_of(job) / REPORT_NAME))
        ledger = stack.enter_context(Ledger(state_of(job) / FILE_NAME))
        check_pages(job.folders, ledger, is_restoring=job.options.restore)
        stopper = Stopper()
        stack.enter_context(stopper.listening())
        ledger.begin_run(job.run, now=_now(), version=__version__)
        error = _attempt(job, ledger, tally, stopper)
        report = Report(
            run=job.run,
            counts=tally.counts,
            findings=tally.findings,
            n_by_rule=tally.n_by_rule,
            seconds=time.monotonic() - started,
            error=error,
            signal=stopper.signal,
            is_strict=job.options.is_strict,
        )
        return _conclude(job, report, ledger, tally)


def plan(job: Job) -> Iterator[Outcome | Task]:
    """Yield what a run would make of each entry: an outcome, or a task. Writes nothing, loads no model.

    Raises `InputError` for an input that a run refuses.
    """
    check_input(job.folders)
    tasks: list[Task] = []
    with Ledger(state_of(job) / FILE_NAME, is_read_only=True) as ledger:
        for portion in _scan(job).sightings(ledger):
            for sighting in portion:
                if sighting.outcome is not None:
                    yield sighting.outcome
                if sighting.task is not None:
                    tasks.append(sighting.task)
    waiting = _in_turn(tasks)
    limit = job.options.limit or len(waiting)
    yield from waiting[:limit]
    yield from map(_unreached, waiting[limit:])


def check_input(folders: Folders) -> None:
    """Raise `InputError` before anything is written when there is no input, or it is the output folder."""
    next(find(folders.inputs, is_recursive=False), None)
    if folders.outputs.exists() and folders.inputs.exists() and folders.outputs.samefile(folders.inputs):
        raise InputError(
            f"{folders.inputs}: is the output folder too, so that pages would be taken for dispatches",
            hint="Name another folder with --output; it may lie inside the input folder.",
        )


def check_pages(folders: Folders, ledger: Ledger, *, is_restoring: bool = False) -> None:
    """Raise `OutputError` when state kept elsewhere knows pages and the output folder has nothing at all.

    A disk that is not mounted looks like a folder from which somebody removed every page.
    """
    if is_restoring or folders.state.resolve().is_relative_to(folders.outputs.resolve()):
        return
    names = list_names(folders.outputs)
    known = [row.page for row in ledger.rows() if row.page and row.reason is not Reason.REMOVED]
    if known and INDEX_NAME not in names and names.isdisjoint(known):
        raise OutputError(
            f"{folders.outputs}: has none of the {len(known)} pages that {folders.state} knows",
            hint="Mount the folder, or name the --state that belongs to it; --restore makes the pages anew.",
        )


def name_run() -> str:
    """Return a name for a run that begins now."""
    return f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"


def state_of(job: Job) -> Path:
    """Return the folder of this run's ledger: shares of one input keep ledgers of their own."""
    share = job.options.share
    return job.folders.state / share.label if share else job.folders.state


def _scan(job: Job) -> Scan:
    return Scan(
        folders=job.folders,
        options=job.options,
        recipe=job.recipe,
        run=job.run,
        pages=list_names(job.folders.outputs),
        content=job.content,
    )


def _attempt(job: Job, ledger: Ledger, tally: Tally, stopper: Stopper) -> SummarizeError | None:
    """Do the work of a run. Returns what stopped it; whatever happens, every entry seen is accounted for."""
    desk = Desk(
        ledger=ledger,
        shelf=_shelf(job),
        tally=tally,
        recipe=job.recipe,
        run=job.run,
        progress=job.progress,
    )
    try:
        _recover(desk)
        _see(job, desk, stopper)
        _work(job, desk, stopper)
        forget_gone(desk, job.folders)
        if job.options.share is None:
            publish_index(desk, job.folders)
    except SummarizeError as error:
        return error
    except Interruption:
        return None
    finally:
        for task in desk.open.values():
            tally.add(_unreached(task))
        # a ledger that cannot be written now tells the next run of documents that were begun: no harm done
        with suppress(SummarizeError):
            desk.release()
    return None


def _recover(desk: Desk) -> None:
    for name in tidy(desk.shelf):
        say("edit recovered from a killed run", level=logging.WARNING, page=name)
    n_dead = desk.ledger.bury()
    if n_dead:
        say("a run died at its work", level=logging.WARNING, documents=n_dead)


def _see(job: Job, desk: Desk, stopper: Stopper) -> None:
    for portion in _scan(job).sightings(desk.ledger):
        stopper.check()
        desk.learn(sighting.row for sighting in portion if sighting.row)
        for sighting in portion:
            if sighting.outcome is not None:
                desk.count(sighting.outcome)
            if sighting.task is not None:
                desk.open[sighting.task.id] = sighting.task


def _work(job: Job, desk: Desk, stopper: Stopper) -> None:
    tasks = _in_turn(desk.open.values())[: job.options.limit]
    if not tasks:
        return
    job.progress.start(len(tasks))
    with IsolatedReader(job.options.reading, time_limit=job.options.time_limit) as isolated:
        worker = Worker(
            desk=desk,
            reader=job.reader or isolated,
            load=job.load,
            stopper=stopper,
            watchdog=Watchdog(job.options.time_limit),
        )
        worker.work(tasks)


def _in_turn(tasks: Iterable[Task]) -> list[Task]:
    """What failed before comes last, or the same bad files would use up a limit every night."""
    return sorted(tasks, key=lambda task: task.is_again)


def _unreached(task: Task) -> Outcome:
    return Outcome(id=task.id, status=Status.DEFERRED, detail="not reached in this run")


def _shelf(job: Job) -> Shelf:
    share = job.options.share
    return Shelf(
        folder=job.folders.outputs,
        history=state_of(job) / "history",
        is_pristine=is_pristine,
        prefix=f"{PREFIX}{share.label}-" if share else PREFIX,
    )


def _conclude(job: Job, report: Report, ledger: Ledger, tally: Tally) -> Report:
    """Leave the traces that monitoring looks at."""
    try:
        if report.is_complete:
            write_whole(state_of(job) / STAMP_NAME, f"{_now()} {job.run}\n")
        counts = json.dumps({status.value: n for status, n in report.counts.items()})
        ledger.end_run(job.run, now=_now(), exit_code=report.exit_code(), counts=counts)
    except SummarizeError as error:
        report = replace(report, error=report.error or error)
    file = tally.finish(report.as_json())
    report = replace(report, file=file)
    say("summary", level=logging.INFO, **report.as_json())
    return report


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
