"""Files that move while they are read, and files that would take the reader down with them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from fake_night import FakeProcessor, build_job
from harness import Scene

from summarize.batch.interface import Refusal, Task
from summarize.batch.reader import IsolatedReader
from summarize.batch.run import run
from summarize.errors import DocumentError
from summarize.reading.options import ReadOptions
from summarize.records import Document, DocumentId, Reason, Status


class Meddler(FakeProcessor):
    """Changes the input folder while the first shard is at the model."""

    def __init__(self, recipe: str, action: Callable[[], object]) -> None:
        super().__init__(recipe)
        self.action = action

    def process(
        self, documents: Sequence[Document], *, on_batch: Callable[[int], None]
    ) -> Iterator[Any | DocumentError]:
        if not self.shards:
            self.action()
        yield from super().process(documents, on_batch=on_batch)


def meddle(scene: Scene, action: Callable[[], object]) -> int:
    scene.write(a="un", b="deux", z="trois")
    job = build_job(scene.inputs, scene.outputs, lambda: Meddler(job.recipe, action))
    return run(job).exit_code()


def test_a_file_that_vanishes_after_the_scan_is_deferred(scene: Scene) -> None:
    assert meddle(scene, (scene.inputs / "z.txt").unlink) == 3
    assert scene.rows()["z.txt"] == ("deferred", "vanished")
    assert scene.run() == 0
    assert "z.txt" not in scene.rows()
    scene.check_final("first")


def test_a_file_that_becomes_a_link_after_the_scan_is_not_followed(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")

    def swap() -> None:
        (scene.inputs / "z.txt").unlink()
        (scene.inputs / "z.txt").symlink_to(tmp_path / "secret")

    assert meddle(scene, swap) == 0
    assert scene.rows()["z.txt"] == ("skipped", "symlink")


def test_a_file_that_becomes_a_pipe_after_the_scan_does_not_block(scene: Scene) -> None:
    def swap() -> None:
        (scene.inputs / "z.txt").unlink()
        os.mkfifo(scene.inputs / "z.txt")

    assert meddle(scene, swap) == 0
    assert scene.rows()["z.txt"] == ("skipped", "not-regular")


def test_a_file_that_changes_after_the_scan_is_done_as_it_was_read(scene: Scene) -> None:
    assert meddle(scene, lambda: scene.write(z="quatre")) == 0
    scene.check_final("first")


def test_a_folder_that_becomes_a_link_after_the_scan_is_not_followed(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "z.txt").write_text("secret")
    (scene.inputs / "x").mkdir()
    (scene.inputs / "x" / "z.txt").write_text("trois")

    def swap() -> None:
        (scene.inputs / "x" / "z.txt").unlink()
        (scene.inputs / "x").rmdir()
        (scene.inputs / "x").symlink_to(tmp_path / "elsewhere")

    meddle(scene, swap)
    assert scene.rows()["x/z.txt"] == ("skipped", "symlink")


def read_badly(task: Task, options: ReadOptions) -> Document | Refusal:
    """Stands in for parsers that meet their match."""
    match task.id:
        case "hang":
            time.sleep(60)
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "memory":
            bytearray(8 << 30)
        case "bug":
            raise ZeroDivisionError("secret")
    return Refusal(status=Status.SKIPPED, reason=Reason.EMPTY, detail=task.id)


def test_a_file_that_takes_its_reader_down_costs_itself_alone() -> None:
    names = ["fine 1", "hang", "fine 2", "crash", "memory", "bug", "fine 3"]
    with IsolatedReader(ReadOptions(), time_limit=2.0, read=read_badly) as reader:
        results = reader.submit([Task(root=Path(), id=DocumentId(name)) for name in names])
        found = dict(zip(names, [wait() for wait in results], strict=True))
    reasons = {name: result.reason for name, result in found.items() if isinstance(result, Refusal)}
    assert reasons == {
        "fine 1": Reason.EMPTY,
        "hang": Reason.TIMEOUT,
        "fine 2": Reason.EMPTY,
        "crash": Reason.CRASHED,
        "memory": Reason.CRASHED,
        "bug": Reason.BUG,
        "fine 3": Reason.EMPTY,
    }
    assert "secret" not in str(found)


PARENT = """
import multiprocessing, time
from pathlib import Path
from summarize.batch.interface import Task
from summarize.batch.reader import IsolatedReader
from summarize.reading.options import ReadOptions
from test_inputs import read_badly

if __name__ == "__main__":
    with IsolatedReader(ReadOptions(), read=read_badly) as reader:
        fine, hang = reader.submit([Task(root=Path(), id="fine"), Task(root=Path(), id="hang")])
        fine()
        print(multiprocessing.active_children()[0].pid, flush=True)
        hang()
"""


def test_a_reader_in_a_hang_dies_with_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    here = Path(__file__).resolve().parent
    path = os.pathsep.join([str(here), str(here.parent / "unit"), *sys.path])
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
    ) as parent:
        assert parent.stdout
        worker = Path(f"/proc/{parent.stdout.readline().strip()}")
        assert worker.exists()
        time.sleep(0.1)
        parent.kill()
    deadline = time.monotonic() + 10
    while (worker / "cmdline").exists() and (worker / "cmdline").read_text():
        assert time.monotonic() < deadline, "an orphan is left"
        time.sleep(0.01)


@pytest.mark.parametrize("bomb", [b"<a " * 20_000 + b"<![" * 20_000, b"&" * 300_000])
def test_bombs_in_markup_end_in_time(scene: Scene, bomb: bytes) -> None:
    (scene.inputs / "bomb.html").write_bytes(b"<html><body>" + bomb)
    scene.write(a="un")
    begun = time.monotonic()
    assert scene.run(reader="isolated", time_limit=5.0) in {0, 3}
    assert time.monotonic() - begun < 15
    assert scene.rows()["a.txt"] == ("done", "")
    assert scene.rows()["bomb.html"][0] in {"done", "skipped", "failed"}
