"""`summarize run` as users start it: a subprocess, watched from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.material import Dispatch, make_dispatches

WORDS = 40
"""Words of a dispatch where many are needed: growth shows in their number, not in their length."""

SIZES, QUICK_SIZES = (10, 100, 1000), (10, 100)
UNCHANGED, QUICK_UNCHANGED = 10_000, 1_000
TINY = 25
POLL_S = 0.02
STARTS = 9
FIRST = 3
"""Dispatches where the first page is waited for: its shard and another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One run as seen from outside: the peak of the main process, and of all processes together."""

    n_dispatches: int
    seconds: float
    cpu_seconds: float
    first_page_s: float | None
    main_peak_mib: float
    peak_mib: float
    exit_code: int


def measure_growth(work: Path, *, quick: bool) -> Iterator[dict[str, Any]]:
    """Yield a row for each number of dispatches, each a fresh folder and a fresh memory."""
    for count in QUICK_SIZES if quick else SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            dispatches = make_dispatches(count, words=WORDS)
            write(folder / "in", dispatches)
            watched = run(folder, work)
            yield {**asdict(watched), "n_words": sum(one.n_words for one in dispatches)}


def measure_unchanged(work: Path, *, quick: bool) -> dict[str, Any]:
    """Return how long a run takes that finds nothing to do, and its memory."""
    count = QUICK_UNCHANGED if quick else UNCHANGED
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in", make_dispatches(count, words=TINY))
        first = run(folder, work, "--engine", "fake")
        again = [run(folder, work, "--engine", "fake") for _ in range(3)]
    return {
        "n_dispatches": count,
        "first_seconds": first.seconds,
        "seconds": median(one.seconds for one in again),
        "peak_mib": max(one.peak_mib for one in again),
        "exit_code": max(one.exit_code for one in again),
    }


def measure_starts(work: Path) -> dict[str, Any]:
    """Return the time of `summarize --help`, and of the first page with nothing converted yet."""
    helps = []
    for _ in range(STARTS):
        started = time.perf_counter()
        subprocess.run(_command("--help"), check=True, capture_output=True)
        helps.append(time.perf_counter() - started)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in", make_dispatches(FIRST))
        cold = run(folder, folder / "cache")
        warm = [_first_page(work) for _ in range(3)]
    return {
        "help_s": median(helps),
        "first_page_cold_s": cold.first_page_s,
        "first_page_s": median(warm),
    }


def _first_page(work: Path) -> float:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in", make_dispatches(FIRST))
        return run(folder, work).first_page_s or float("nan")


def write(folder: Path, dispatches: Sequence[Dispatch]) -> None:
    """Write one file a dispatch."""
    folder.mkdir(exist_ok=True)
    for dispatch in dispatches:
        (folder / f"{dispatch.name}.txt").write_text(dispatch.text, encoding="utf-8")


def run(folder: Path, work: Path, *options: str) -> Watched:
    """Run over `folder/in` into `folder/out` with `work` as the cache, and watch."""
    outputs = folder / "out"
    command = _command("run", str(folder / "in"), "-o", str(outputs), "--quiet", *options)
    environment = {**os.environ, "XDG_CACHE_HOME": str(work)}
    started = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        first_page, peak = _watch(process.pid, outputs, started)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Watched(
        n_dispatches=sum(1 for _ in (folder / "in").iterdir()),
        seconds=time.perf_counter() - started,
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        first_page_s=first_page,
        main_peak_mib=usage.ru_maxrss / 1024,
        peak_mib=peak,
        exit_code=process.returncode,
    )


def _watch(pid: int, outputs: Path, started: float) -> tuple[float | None, float]:
    """Return when the first page was there, and the largest sum of resident memory, as long as it runs."""
    import psutil  # type: ignore[import-untyped]

    process = psutil.Process(pid)
    first_page, peak, waits = None, 0.0, 0
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        if first_page is None and _has_page(outputs):
            first_page = time.perf_counter() - started
        if waits % 5 == 0:
            peak = max(peak, _resident_mib(process))
        waits += 1
        time.sleep(POLL_S)
    return first_page, peak


def _has_page(outputs: Path) -> bool:
    return any(path.name != "index.md" and not path.name.startswith(".") for path in outputs.glob("*.md"))


def _resident_mib(process: Any) -> float:
    import psutil

    total = 0
    for one in [process, *_children(process)]:
        try:
            total += one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 2**20


def _children(process: Any) -> list[Any]:
    import psutil

    try:
        return list(process.children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "summarize", *arguments]
