"""Reading in a process of its own: a bomb or a crash in a parser costs one document."""

from __future__ import annotations

import ctypes
import multiprocessing
import resource
import signal
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any

from pebble import ProcessExpired, ProcessPool

from summarize.batch.interface import Refusal, Task, refuse
from summarize.errors import DocumentError
from summarize.reading.contents import check_size
from summarize.reading.options import ReadOptions
from summarize.reading.read import guess_suffix, read_bytes, read_file
from summarize.records import Document, Reason, Status

PR_SET_PDEATHSIG = 1
MAX_MEMORY = 4 << 30
READ_SECONDS = 30.0


class IsolatedReader:
    """One worker reads ahead while the models compute. It starts with the first document."""

    def __init__(
        self,
        options: ReadOptions,
        *,
        time_limit: float = READ_SECONDS,
        read: Callable[[Task, ReadOptions], Document | Refusal] | None = None,
    ) -> None:
        self._read = read or read_one
        self._options = options
        self._time_limit = min(time_limit, READ_SECONDS)
        self._pool: Any = None

    def __enter__(self) -> IsolatedReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()

    def submit(self, tasks: Sequence[Task]) -> Sequence[Callable[[], Document | Refusal]]:
        """Begin to read; each result waits for one document."""
        if self._pool is None:
            # spawned, not forked: the worker must inherit neither the lock nor a model's threads
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPool(max_workers=1, context=context, initializer=_prepare_worker)
        return [self._read_ahead(task) for task in tasks]

    def _read_ahead(self, task: Task) -> Callable[[], Document | Refusal]:
        future = self._pool.schedule(self._read, args=(task, self._options), timeout=self._time_limit)

        def wait() -> Document | Refusal:
            try:
                answer: Document | Refusal = future.result()
            except TimeoutError:
                return _fail(Reason.TIMEOUT, f"reading took more than {self._time_limit:g} s")
            except ProcessExpired as error:
                return _fail(Reason.CRASHED, f"the reading process died ({error.exitcode})")
            except MemoryError:
                return _fail(Reason.CRASHED, "reading took too much memory")
            except Exception as error:
                return _fail(Reason.BUG, f"reading raised {type(error).__name__}")
            return answer

        return wait


def read_one(task: Task, options: ReadOptions) -> Document | Refusal:
    """Read one document; an expected error comes back as a value, because errors do not pickle."""
    try:
        if task.content is None:
            return read_file(task.root, task.id, options)
        # of standard input that is too long we have one byte more than the limit, not all of it
        check_size(task.id, len(task.content), options)
        return read_bytes(task.content, id=task.id, suffix=guess_suffix(task.content), options=options)
    except DocumentError as error:
        return refuse(error)


def _fail(reason: Reason, detail: str) -> Refusal:
    return Refusal(
        status=Status.FAILED,
        reason=reason,
        detail=detail,
        hint="Look at the file; leave it out if it is hostile.",
    )


def _prepare_worker() -> None:
    """Die with the parent, leave Ctrl-C to it, and never eat all memory."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
