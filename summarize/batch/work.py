"""Shards of documents through the models: read ahead, process, settle; blame one document, not its shard."""

from __future__ import annotations

import logging
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice, repeat
from pathlib import Path

from summarize.batch.interface import Processed, Processor, Reader, Refusal, Task, refuse
from summarize.batch.settle import NO_SOURCE, Desk
from summarize.batch.stopping import Stopper, Watchdog
from summarize.errors import DocumentError, SummarizeError
from summarize.logs import say
from summarize.records import Document, Reason, Status

SIZES = (2, 8, 32, 64)
"""The first page soon, full batches later; the last size repeats."""

Pair = tuple[Task, Document]


def cut_shards(tasks: Sequence[Task]) -> Iterator[Sequence[Task]]:
    """Yield the shards of a night. What a dead run was at comes last and alone, the least suspect first."""
    calm = iter([task for task in tasks if not task.attempts])
    for size in chain(SIZES, repeat(SIZES[-1])):
        shard = list(islice(calm, size))
        if not shard:
            break
        yield shard
    for suspect in sorted((task for task in tasks if task.attempts), key=lambda task: task.attempts):
        yield [suspect]


@dataclass(slots=True, kw_only=True)
class Worker:
    """Takes tasks to their ends. The models are loaded when the first readable document is there."""

    desk: Desk
    reader: Reader
    load: Callable[[], Processor]
    stopper: Stopper
    watchdog: Watchdog
    processor: Processor | None = None

    def work(self, tasks: Sequence[Task]) -> None:
        """Work through all tasks; the shard after the one at the models is being read meanwhile."""
        ahead: deque[tuple[Sequence[Task], Sequence[Callable[[], Document | Refusal]]]] = deque()
        for shard in cut_shards(tasks):
            ahead.append((shard, self.reader.submit(shard)))
            if len(ahead) > 1:
                self._work_shard(*ahead.popleft())
        while ahead:
            self._work_shard(*ahead.popleft())

    def _work_shard(self, tasks: Sequence[Task], results: Sequence[Callable[[], Document | Refusal]]) -> None:
        pairs = []
        for task, wait in zip(tasks, results, strict=True):
            with self.stopper.immediate():
                found = wait()
            if isinstance(found, Document):
                pairs.append((task, found))
            else:
                self.desk.refuse(task, NO_SOURCE, found)
        if pairs:
            self._process(pairs)
        self.desk.flush()

    def _process(self, pairs: Sequence[Pair]) -> None:
        if self.processor is None:
            with self.stopper.immediate():
                self.processor = self.load()
        self.desk.begin(pairs)
        unsettled = deque(pairs)
        try:
            with self.watchdog.watching(len(pairs)):
                for result in self._results(self.processor, [document for _, document in pairs]):
                    self._settle(*unsettled.popleft(), result)
        except _ShardFailure as failure:
            self._blame(list(unsettled), failure.refusal)

    def _blame(self, pairs: Sequence[Pair], refusal: Refusal) -> None:
        """Find out which of the documents the failure of a shard belongs to."""
        if len(pairs) == 1:
            ((task, document),) = pairs
            self.desk.refuse(task, document.fingerprint, refusal)
            return
        say("shard is repeated one by one", level=logging.WARNING, detail=refusal.detail)
        # none is under suspicion any more; each comes under it alone
        self.desk.release()
        for pair in pairs:
            self._process([pair])

    def _settle(self, task: Task, document: Document, result: Processed | DocumentError) -> None:
        if isinstance(result, DocumentError):
            self.desk.refuse(task, document.fingerprint, refuse(result))
        else:
            self.desk.finish(task, document, result)
        self.stopper.check()

    def _results(
        self, processor: Processor, documents: Sequence[Document]
    ) -> Iterator[Processed | DocumentError]:
        """Yield a result for each document; a failure of the shard as a whole is a `_ShardFailure`."""
        with self.stopper.immediate(), _as_shard_failure():
            results = iter(processor.process(documents, on_batch=self._beat))
        for _ in documents:
            with self.stopper.immediate(), _as_shard_failure():
                result = next(results)
            yield result

    def _beat(self, n_segments: int) -> None:
        self.watchdog.beat()
        self.stopper.check()


class _ShardFailure(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail)
        self.refusal = refusal


@contextmanager
def _as_shard_failure() -> Iterator[None]:
    """Turn what the processor raises into a `_ShardFailure`, except what ends the run."""
    try:
        yield
    except DocumentError as error:
        raise _ShardFailure(refuse(error)) from error
    except SummarizeError:
        raise
    except Exception as error:
        raise _ShardFailure(_explain_bug(error)) from error


def _explain_bug(error: Exception) -> Refusal:
    """Describe an unexpected error by type and place: its message might quote the dispatch."""
    reason = Reason.MODEL_ERROR if isinstance(error, MemoryError) else Reason.BUG
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return Refusal(
        status=Status.FAILED,
        reason=reason,
        detail=f"{type(error).__name__}{place}",
        hint="Please report it; `-v` shows where it comes from.",
    )
