"""A hundred thousand files: time and memory of a night without work; memory that does not grow with work."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import Scene

from summarize.files import fingerprint_bytes, fingerprint_text
from summarize.ledger import Ledger, Row
from summarize.publish.shelf import page_name
from summarize.records import DocumentId, Status

pytestmark = pytest.mark.soak

N_FILES = 100_000


def measure(scene: Scene, **given: object) -> tuple[float, float]:
    """Seconds and mebibytes of a run in a program of its own."""
    begun = time.monotonic()
    done = scene.spawn(**given)
    seconds = time.monotonic() - begun
    assert done.returncode == 0, done.stderr
    # not from getrusage: that would count the memory of the process that forked it
    return seconds, int(done.stderr.rpartition("peak ")[2].split()[0]) / 1024


def fill(scene: Scene, *, n_files: int) -> None:
    """A folder on the morning after: dispatches, names of pages, and a ledger that knows them."""
    scene.state.mkdir(parents=True)
    rows = []
    for number in range(n_files):
        document = DocumentId(f"{number % 100:02}/dispatch {number:06}.txt")
        path = scene.inputs / document
        path.parent.mkdir(exist_ok=True)
        content = f"Le ministre a dit {number}.".encode()
        path.write_bytes(content)
        found = path.stat()
        (scene.outputs / page_name(document)).touch()
        row = Row(
            id=document,
            source=fingerprint_bytes(content),
            recipe=fingerprint_text("first"),
            size=found.st_size,
            mtime_ns=found.st_mtime_ns,
            status=Status.DONE,
            page=page_name(document),
            title="Le ministre",
        )
        rows.append(row)
    with Ledger(scene.state / "ledger.db") as ledger:
        ledger.put_many(rows)
    (scene.outputs / "index.md").touch()


def test_a_hundred_thousand_unchanged_files_take_under_a_minute_and_300_mib(
    scene: Scene, figures: Callable[[str], None]
) -> None:
    fill(scene, n_files=N_FILES)
    for name, given in (("by time and size", {}), ("by content", {"rehash": True})):
        seconds, memory = measure(scene, **given)
        figures(f"{N_FILES} unchanged files, {name}: {seconds:.1f} s, {memory:.0f} MiB")
        assert scene.summary()["unchanged"] == N_FILES
        assert seconds < 60
        assert memory < 300


def test_memory_does_not_grow_with_the_number_of_documents(
    tmp_path: Path, scene: Scene, figures: Callable[[str], None]
) -> None:
    memory = {}
    for n_files in (100, 3000):
        night = Scene(tmp_path / str(n_files), scene.zygote)
        night.write(**{f"d{number:05}": f"texte {number}" for number in range(n_files)})
        seconds, memory[n_files] = measure(night)
        figures(f"{n_files} new files: {seconds:.1f} s, {memory[n_files]:.0f} MiB")
        assert night.summary()["done"] == n_files
    assert memory[3000] < 1.2 * memory[100]
