"""A folder run without models: what the tests of the run and of its faults share.

Words in a dispatch make the processor misbehave: KILL, SEGV, HANG, ENGINE, BUG, DEVICE, REFUSE.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from summarize.batch.interface import Folders, Options, Processed, Share, Task
from summarize.batch.reader import read_one
from summarize.batch.run import Job
from summarize.errors import DeviceError, DocumentError, EngineError
from summarize.files import fingerprint_text
from summarize.frontmatter import dump, encode_source, seal
from summarize.reading.options import ReadOptions
from summarize.records import Document, Finding, Severity
from summarize.report import Report


def render(document: Document, recipe: str) -> str:
    """A page that is a function of source and recipe alone, long enough for a partial write to show."""
    head = dump(
        {
            "title": document.blocks[0].text[:40],
            "source": encode_source(document.id),
            "source_sha256": document.fingerprint,
            "recipe_sha256": recipe,
        }
    )
    n_lines = 5000 if "LONG" in document.blocks[0].text else 200
    lines = [f"{number} {recipe[:8]} {document.fingerprint[:16]}" for number in range(n_lines)]
    return seal(head + "\n" + "\n".join(lines) + "\nEND\n")


def counts(report: Report) -> dict[str, int]:
    """How many documents ended in each class, without the empty ones."""
    return {status.value: n for status, n in report.counts.items() if n}


def misbehave(text: str) -> None:
    if "KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "SEGV" in text:
        faulthandler._sigsegv()  # type: ignore[attr-defined]
    if "HANG" in text:
        time.sleep(600)
    if "ENGINE" in text:
        raise EngineError("the model failed")
    if "BUG" in text:
        raise ZeroDivisionError("secret text")
    if "DEVICE" in text:
        raise DeviceError("the accelerator is lost")


class FakeProcessor:
    """Counts what it is asked for in `shards`."""

    def __init__(self, recipe: str, delay: float = 0.0) -> None:
        self.recipe = recipe
        self.delay = delay
        self.shards: list[list[str]] = []

    def process(
        self, documents: Sequence[Document], *, on_batch: Callable[[int], None]
    ) -> Iterator[Processed | DocumentError]:
        self.shards.append([document.id for document in documents])
        for document in documents:
            time.sleep(self.delay)
            text = " ".join(block.text for block in document.blocks)
            misbehave(text)
            on_batch(1)
            if "REFUSE" in text:
                yield EngineError(f"{document.id}: cannot be translated")
                continue
            findings = (
                (Finding(check="numbers", severity=Severity.ERROR, message="7"),) if "7" in text else ()
            )
            yield Processed(
                text=render(document, self.recipe), title=document.blocks[0].text, findings=findings
            )


class InlineReader:
    def __init__(self, options: ReadOptions) -> None:
        self.options = options

    def submit(self, tasks: Sequence[Task]) -> list[Callable[[], Any]]:
        return [lambda task=task: read_one(task, self.options) for task in tasks]


class Nobody:
    def start(self, total: int) -> None: ...

    def advance(self, count: int = 1) -> None: ...


def build_job(inputs: Path, outputs: Path, load: Callable[[], Any] | None = None, **given: Any) -> Job:
    """A job with a fake processor. `given` are options of the run, and a few for the tests."""
    recipe = fingerprint_text(given.pop("recipe", "first"))
    state = Path(given.pop("state", outputs / ".summarize"))
    delay = given.pop("delay", 0.0)
    reading = ReadOptions(
        has_language_gate=False,
        min_age_s=given.pop("min_age", 0.0),
        max_bytes=given.pop("max_bytes", 5_000_000),
        now=given.pop("now", None),
    )
    reader = InlineReader(reading) if given.pop("reader", "inline") == "inline" else None
    share = given.pop("share", None)
    content = given.pop("content", None)
    return Job(
        folders=Folders(inputs=inputs, outputs=outputs, state=state),
        recipe=recipe,
        load=load or (lambda: FakeProcessor(recipe, delay)),
        progress=Nobody(),
        options=Options(
            reading=reading, share=Share(index=share[0], count=share[1]) if share else None, **given
        ),
        content=content,
        reader=reader,
    )
