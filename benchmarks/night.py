"""A realistic night: 500 dispatches; later 30 % of them come again as updates of the same story."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.apart import measure_apart
from benchmarks.contenders import BEAM, SHARD
from benchmarks.material import Dispatch, make_dispatches, update
from benchmarks.models import Model

COUNT, QUICK_COUNT = 500, 50
WORDS = 200
UNAIDED_SHARE = 1 / 3
"""Of the updates, how many are done without the memory as well: that is slow."""

UPDATED_SHARE = 0.3


def measure_night(model: Model, *, quick: bool) -> dict[str, Any]:
    """Return the times of the first run, of the updates with its memory, and of the updates without."""
    return dict(measure_apart(_measure, model, QUICK_COUNT if quick else COUNT))


def _measure(model: Model, count: int) -> dict[str, Any]:
    dispatches = make_dispatches(count, words=WORDS)
    updates = [update(one, salt=1) for one in dispatches[: int(count * UPDATED_SHARE)]]
    with tempfile.TemporaryDirectory() as name:
        full = _run(model, dispatches, Path(name) / "memory.db")
        again = _run(model, updates, Path(name) / "memory.db")
        some = updates[: max(1, int(len(updates) * UNAIDED_SHARE))]
        unaided = _run(model, some, Path(name) / "other.db")
        unaided["seconds"] *= _count_words(updates) / _count_words(some)
    return {
        "n_dispatches": count,
        "n_updates": len(updates),
        "n_unaided": len(some),
        "n_words": _count_words(dispatches),
        "n_update_words": _count_words(updates),
        "full": full,
        "updates": again,
        "updates_without_memory": unaided,
        "speed_up": unaided["seconds"] / again["seconds"],
    }


def _count_words(dispatches: Sequence[Dispatch]) -> int:
    return sum(one.n_words for one in dispatches)


def _run(model: Model, dispatches: Sequence[Dispatch], path: Path) -> dict[str, float]:
    """Return seconds and the share of answers that the memory gave, model loading left out."""
    from summarize.engines.options import EngineOptions
    from summarize.engines.registry import build_summarizer, build_translator
    from summarize.memory import Memory
    from summarize.names import NamesTable
    from summarize.pipeline import Stages, process
    from summarize.records import Decoding

    options = EngineOptions(engine="ct2", device="cpu", cache=model.cache)
    translator = build_translator(model.spec, options)
    with Memory(path) as memory:
        counted = _Counted(memory)
        stages = Stages(
            translator=translator,
            summarizer=build_summarizer(model.spec, options, writer=translator),
            names=NamesTable.load(),
            memory=counted,  # type: ignore[arg-type]
            decoding=Decoding(beam=BEAM),
        )
        started = time.perf_counter()
        for shard in _shards(dispatches):
            process([one.document for one in shard], stages)
        seconds = time.perf_counter() - started
    return {"seconds": seconds, "asked": counted.n_asked, "hit_rate": counted.n_found / counted.n_asked}


def _shards(dispatches: Sequence[Dispatch]) -> Iterator[Sequence[Dispatch]]:
    for start in range(0, len(dispatches), SHARD):
        yield dispatches[start : start + SHARD]


class _Counted:
    """A memory that counts what it is asked and what it finds."""

    def __init__(self, memory: Any) -> None:
        self._memory = memory
        self.n_asked = 0
        self.n_found = 0

    def get_many(self, keys: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = self._memory.get_many(keys)
        self.n_asked += len(keys)
        self.n_found += len(found)
        return found

    def put_many(self, answers: Mapping[str, str]) -> None:
        self._memory.put_many(answers)
