"""A run in a process of its own, with a processor that needs no model. Started by the fault tests.

usage: driver.py INPUTS OUTPUTS [JSON]

JSON holds options of the run, and for the tests: `recipe`, `state`, `delay` (seconds a document), `reader`
("inline" spares the start of a worker), `mutant` (a fault planted into the code, see `mutants.py`).
Words in a dispatch make the processor misbehave: KILL, SEGV, HANG, ENGINE, BUG, DEVICE.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from summarize.batch.interface import Folders, Options, Processed, Share, Task
from summarize.batch.reader import read_one
from summarize.batch.run import Job, run
from summarize.batch.stopping import die_by
from summarize.errors import DeviceError, DocumentError, EngineError, SummarizeError
from summarize.files import fingerprint_text
from summarize.frontmatter import dump, encode_source, seal
from summarize.logs import configure
from summarize.reading.options import ReadOptions
from summarize.records import Document


def render(document: Document, recipe: str) -> str:
    """A page that is a function of source and recipe, long enough for a partial write to show."""
    head = dump(
        {
            "title": document.blocks[0].text[:40],
            "source": encode_source(document.id),
            "source_sha256": document.fingerprint,
            "recipe_sha256": recipe,
        }
    )
    lines = [f"{number} {recipe[:8]} {document.fingerprint[:16]}" for number in range(200)]
    return seal(head + "\n" + "\n".join(lines) + "\nEND\n")


class FakeProcessor:
    def __init__(self, recipe: str, delay: float = 0.0) -> None:
        self.recipe = recipe
        self.delay = delay

    def process(
        self, documents: Sequence[Document], *, on_batch: Callable[[int], None]
    ) -> Iterator[Processed | DocumentError]:
        for document in documents:
            time.sleep(self.delay)
            text = " ".join(block.text for block in document.blocks)
            misbehave(text)
            on_batch(1)
            if "REFUSE" in text:
                yield EngineError(f"{document.id}: cannot be translated")
                continue
            yield Processed(text=render(document, self.recipe), title=document.blocks[0].text)


def misbehave(text: str) -> None:
    if "KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "SEGV" in text:
        faulthandler._sigsegv()
    if "HANG" in text:
        time.sleep(600)
    if "ENGINE" in text:
        raise EngineError("the model failed")
    if "BUG" in text:
        raise ZeroDivisionError("secret text")
    if "DEVICE" in text:
        raise DeviceError("the accelerator is lost")


class InlineReader:
    def __init__(self, options: ReadOptions) -> None:
        self.options = options

    def submit(self, tasks: Sequence[Task]) -> list[Callable[[], object]]:
        return [lambda task=task: read_one(task, self.options) for task in tasks]


class Nobody:
    def start(self, total: int) -> None: ...

    def advance(self, count: int = 1) -> None: ...


def build_job(inputs: Path, outputs: Path, given: dict) -> Job:
    recipe = fingerprint_text(given.pop("recipe", "first"))
    state = Path(given.pop("state", outputs / ".summarize"))
    delay = given.pop("delay", 0.0)
    reading = ReadOptions(has_language_gate=False, min_age_s=given.pop("min_age", 0.0))
    reader = InlineReader(reading) if given.pop("reader", "inline") == "inline" else None
    share = given.pop("share", None)

    def load() -> FakeProcessor:
        print("models loaded", file=sys.stderr, flush=True)
        return FakeProcessor(recipe, delay)

    return Job(
        folders=Folders(inputs=inputs, outputs=outputs, state=state),
        recipe=recipe,
        load=load,
        progress=Nobody(),
        options=Options(
            reading=reading, share=Share(index=share[0], count=share[1]) if share else None, **given
        ),
        reader=reader,
    )


def main() -> int:
    given = json.loads(sys.argv[3]) if len(sys.argv) > 3 else {}
    mutant = given.pop("mutant", "")
    if mutant:
        import mutants

        mutants.plant(mutant)
    configure(sys.stderr, is_json=True, level=logging.INFO)
    try:
        report = run(build_job(Path(sys.argv[1]), Path(sys.argv[2]), given))
    except SummarizeError as error:
        print(f"error: {error}\nhint: {error.hint}", file=sys.stderr)
        return int(error.code)
    if report.error is not None:
        print(f"error: {report.error}\nhint: {report.error.hint}", file=sys.stderr)
    if report.signal is not None:
        die_by(report.signal)
    return report.exit_code()


if __name__ == "__main__":
    sys.exit(main())
