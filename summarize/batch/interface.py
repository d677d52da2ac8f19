"""What the run needs from outside, what it may be told, and what it hands to its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from summarize.errors import DeferDocument, DocumentError, SkipDocument
from summarize.files import fingerprint_text
from summarize.reading.options import ReadOptions
from summarize.records import Document, DocumentId, Finding, Reason, Status

MAX_ATTEMPTS = 3
"""After so many deaths, hangs or failures of a model on one text, it is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed:
    """One finished page: sealed text, and what the index says about it. `date` is ISO or empty.

    Of `sentences` that the translator's confidence rates, `sure` should be right as they stand.
    """

    text: str
    title: str
    date: str = ""
    findings: tuple[Finding, ...] = ()
    sentences: int = 0
    sure: int = 0


class Processor(Protocol):
    """Makes pages of documents with loaded models."""

    def process(
        self, documents: Sequence[Document], *, on_batch: Callable[[int], None]
    ) -> Iterable[Processed | DocumentError]:
        """Yield a page or an error for each document, same length, same order, each as soon as it is there.

        `on_batch` is called as work goes on; it may raise to interrupt. What fails for the shard as a whole
        is raised: the run repeats it one document at a time.
        """


class Progress(Protocol):
    """Whoever watches the run."""

    def start(self, total: int) -> None:
        """`total` documents have to be worked on."""

    def advance(self, count: int = 1) -> None:
        """`count` more documents are settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The part of the input that this machine works on: `index` of `count`, from 1."""

    index: int
    count: int

    def __post_init__(self) -> None:
        if not 1 <= self.index <= self.count:
            raise ValueError(f"share {self.index} of {self.count}")

    @property
    def label(self) -> str:
        """A name for files of this share."""
        return f"{self.index}of{self.count}"

    def holds(self, document: DocumentId) -> bool:
        """Say whether a document is ours; decided by its path alone, on every machine alike."""
        return int(fingerprint_text(document)[:8], 16) % self.count == self.index - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where dispatches come from, where pages go, and where the run keeps its state."""

    inputs: Path
    outputs: Path
    state: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a run may be told.

    `force` works on unchanged documents too, `restore` on those whose page somebody removed; `rehash` trusts
    no modification time. `limit` is a number of documents, `time_limit` seconds a document. `is_strict`
    makes findings that are errors a failure of the run.
    """

    force: bool = False
    restore: bool = False
    rehash: bool = False
    limit: int | None = None
    is_strict: bool = False
    share: Share | None = None
    is_recursive: bool = True
    patterns: tuple[str, ...] = ()
    time_limit: float = 300.0
    reading: ReadOptions = field(default_factory=ReadOptions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document that needs work. `page` is the name of its page, if it has one by now.

    `is_again` says that the same text had no page after an earlier run.

    `content` is there for standard input, which has no file to read from.
    """

    root: Path
    id: DocumentId
    size: int = 0
    mtime_ns: int = 0
    attempts: int = 0
    page: str = ""
    is_again: bool = False
    content: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no page for a document. Unlike the error behind it, it travels between processes."""

    status: Status
    reason: Reason
    detail: str
    hint: str = ""


def refuse(error: DocumentError) -> Refusal:
    """Return the class, reason and remedy of an error."""
    if isinstance(error, SkipDocument):
        status = Status.SKIPPED
    elif isinstance(error, DeferDocument):
        status = Status.DEFERRED
    else:
        status = Status.FAILED
    return Refusal(status=status, reason=error.reason, detail=str(error), hint=error.hint)


class Reader(Protocol):
    """Reads documents ahead of their use."""

    def submit(self, tasks: Sequence[Task]) -> Sequence[Callable[[], Document | Refusal]]:
        """Begin to read; each call of a result waits for one document, same length, same order."""
