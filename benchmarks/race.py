"""The race: every contender in a process of its own, told in turn to do one round."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.contenders import KINDS, Lane
from benchmarks.material import Dispatch
from benchmarks.models import Model
from benchmarks.table import DISTURBED, Row

QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
PATIENCE_S = 900.0
ATTEMPTS, PAUSE_S = 2, 10.0
"""How often a round is tried that other processes disturb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a contender says after a round; the processor time is of all its threads."""

    seconds: float
    cpu_seconds: float
    peak_mib: float
    n_target_words: int


def race(
    lanes: Sequence[Lane],
    model: Model,
    dispatches: Sequence[Dispatch],
    *,
    rounds: int,
    say: Callable[[str], None],
) -> Iterator[Row]:
    """Yield a row a round and a contender; the order rotates so that nobody always follows the same one.

    A round that other processes disturbed is done again, and the least disturbed attempt counts.
    """
    starters = [_Runner(lane, model, dispatches) for lane in lanes]
    runners = []
    try:
        for runner in starters:
            problem = runner.wait_ready()
            if problem:
                say(f"  left out: {runner.lane.label}: {problem}")
            else:
                runners.append(runner)
        for number in range(rounds):
            for runner in runners[number % len(runners) :] + runners[: number % len(runners)]:
                row = {"model": model.name, "round": number, **_run_undisturbed(runner)}
                say(f"  {model.name} {number + 1}/{rounds} {row['label']}: {row['words_per_s']:.0f} words/s")
                yield row
    finally:
        for runner in starters:
            runner.stop()


def _run_undisturbed(runner: _Runner) -> Row:
    attempts: list[Row] = []
    while len(attempts) < ATTEMPTS and all(row["others_share"] > DISTURBED for row in attempts):
        if attempts:
            time.sleep(PAUSE_S)  # what disturbed may be over then
        attempts.append(runner.run())
    return {**min(attempts, key=lambda row: row["others_share"]), "attempts": len(attempts)}


class _Runner:
    """The near end of a contender's process. Loading is one at a time too: it is measured."""

    def __init__(self, lane: Lane, model: Model, dispatches: Sequence[Dispatch]) -> None:
        self.lane = lane
        self._material = list(dispatches[: lane.n_dispatches])
        self._words = sum(dispatch.n_words for dispatch in self._material)
        context = multiprocessing.get_context("spawn")
        self._pipe, self._far = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(self._far, lane, model, self._material), daemon=True
        )
        self._load_s = 0.0

    def wait_ready(self) -> str:
        """Start, load and warm up; return what went wrong, or nothing."""
        self._process.start()
        self._far.close()
        answer = self._receive()
        if isinstance(answer, str):
            return answer
        self._load_s = answer if isinstance(answer, float) else 0.0
        return ""

    def run(self) -> Row:
        """Have one round done."""
        before, started = _busy_seconds(), time.perf_counter()
        self._pipe.send("round")
        done = self._receive()
        if not isinstance(done, Round):
            raise RuntimeError(f"{self.lane.label}: {done}")
        wall = time.perf_counter() - started
        others = _busy_seconds() - before - done.cpu_seconds
        return {
            "key": self.lane.key,
            "label": self.lane.label,
            "compute_type": self.lane.compute_type,
            "n_dispatches": len(self._material),
            "n_words": self._words,
            "words_per_s": self._words / done.seconds,
            "words_per_cpu_s": self._words / done.cpu_seconds,
            "load_s": self._load_s,
            "others_share": max(0.0, others / wall / len(os.sched_getaffinity(0))),
            **asdict(done),
        }

    def stop(self) -> None:
        """Let the process end; one that does not is ended."""
        if self._process.is_alive():
            self._pipe.send("stop")
            self._process.join(20)
        if self._process.is_alive():
            self._process.terminate()

    def _receive(self) -> object:
        if not self._pipe.poll(PATIENCE_S):
            return f"no answer in {PATIENCE_S:.0f} s"
        try:
            return self._pipe.recv()
        except EOFError:
            return "the process ended"


def _serve(pipe: Connection, lane: Lane, model: Model, material: Sequence[Dispatch]) -> None:
    """The far end: load, warm up, then a round for every message."""
    os.environ.update({**QUIET, **lane.environment})
    started = time.perf_counter()
    try:
        contender = KINDS[lane.kind](lane, model)
        contender.load()
    except Exception as error:  # whatever keeps a contender from starting is reported as such
        pipe.send(f"{type(error).__name__}: {error}")
        return
    load_s = time.perf_counter() - started
    contender.take(_warm_up(material))
    contender.run()
    contender.take(material)
    pipe.send(load_s)
    while pipe.recv() == "round":
        pipe.send(_time_round(contender))


def _warm_up(material: Sequence[Dispatch]) -> list[Dispatch]:
    first = material[0]
    return [Dispatch(name=first.name, paragraphs=first.paragraphs[:2])]


def _time_round(contender: Any) -> Round:
    cpu, started = time.process_time(), time.perf_counter()
    texts = contender.run()
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - cpu
    return Round(
        seconds=seconds,
        cpu_seconds=cpu_seconds,
        peak_mib=read_peak_mib(),
        n_target_words=sum(len(text.split()) for text in texts),
    )


def read_peak_mib() -> float:
    """Return the peak resident memory of this process; `ru_maxrss` would count its parent's before exec."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(peak) / 1024


def _busy_seconds() -> float:
    """Return the processor seconds that anybody has used on this machine."""
    import psutil  # type: ignore[import-untyped]

    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0))
