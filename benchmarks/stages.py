"""What an article costs by stage, and what of our own code shows in a profile."""

from __future__ import annotations

import cProfile
import pstats
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.apart import measure_apart
from benchmarks.contenders import BEAM
from benchmarks.material import Dispatch
from benchmarks.models import Model

T = TypeVar("T")

STAGES = ("read", "segment", "translate", "summarise", "facts", "check", "render", "write")
PACKAGE = "/summarize/"
MODEL_CALLS = ("translate_batch", "result", "Translator")
SHOWN = 0.01
DEEPEST = 40
"""Library frames between a function and the one of ours that it works for."""

Function = tuple[str, int, str]


def measure_stages(model: Model, dispatches: Sequence[Dispatch]) -> dict[str, Any]:
    """Return milliseconds an article for each stage, and the profile of the whole."""
    return dict(measure_apart(_measure, model, list(dispatches)))


def _measure(model: Model, dispatches: Sequence[Dispatch]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for dispatch in dispatches:
            (folder / f"{dispatch.name}.txt").write_text(dispatch.text, encoding="utf-8")
        names = [f"{dispatch.name}.txt" for dispatch in dispatches]
        watch = _Watch()
        _work(model, folder, names, watch)
        seconds = dict(watch.seconds)
        profile, wall = _profile(lambda: _work(model, folder, names, _Watch()))
    return {
        "n_dispatches": len(dispatches),
        "n_words": sum(dispatch.n_words for dispatch in dispatches),
        "ms_per_article": {stage: 1000 * seconds[stage] / len(dispatches) for stage in STAGES},
        "profile_seconds": wall,
        "profile": _own_costs(profile, wall),
    }


class _Watch:
    """Adds up the time of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - started

    def each(self, name: str, function: Callable[..., T], *rows: Sequence[Any], **fixed: Any) -> list[T]:
        """Return `function` of each row of arguments, as one stage."""
        with self.stage(name):
            return [function(*row, **fixed) for row in zip(*rows, strict=True)]


def _work(model: Model, folder: Path, names: Sequence[str], watch: _Watch) -> None:
    """Do what `summarize.pipeline.process` and the run do for one shard, stage by stage."""
    from summarize.files import write_whole
    from summarize.memory import Memory
    from summarize.names import NamesTable
    from summarize.page.render import render_page
    from summarize.pipeline import build_article
    from summarize.reading.read import read_file
    from summarize.records import Decoding, DocumentId, Translation
    from summarize.segments import split_document
    from summarize.translation import translate_segments

    table, engine = NamesTable.load(), _engine(model)
    outputs = folder / "pages"
    outputs.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as state, Memory(Path(state) / "memory.db") as memory:
        documents = watch.each("read", lambda name: read_file(folder, DocumentId(name)), names)
        segments = watch.each("segment", split_document, documents)
        with watch.stage("translate"):
            flat = [segment for one in segments for segment in one]
            targets = iter(translate_segments(flat, engine, Decoding(beam=BEAM), memory=memory, names=table))
            translations = [
                Translation(segments=one, targets=tuple(next(targets) for _ in one)) for one in segments
            ]
            articles = [build_article(translation) for translation in translations]
        written = _summarise(model, engine, memory, articles, watch)
        briefs = _assemble(documents, translations, articles, written, table, watch)
        provenance = _provenance(engine.signature)
        pages = watch.each("render", render_page, briefs, provenance=provenance)
        watch.each("write", write_whole, [outputs / f"{name}.md" for name in names], pages)


def _engine(model: Model) -> Any:
    from summarize.engines.options import EngineOptions
    from summarize.engines.registry import build_translator

    return build_translator(model.spec, EngineOptions(engine="ct2", device="cpu", cache=model.cache))


def _summarise(model: Model, engine: Any, memory: Any, articles: Sequence[Any], watch: _Watch) -> Any:
    from summarize.engines.options import EngineOptions
    from summarize.engines.registry import build_summarizer
    from summarize.remembered import RememberedSummarizer

    built = build_summarizer(model.spec, EngineOptions(cache=model.cache), writer=engine)
    summarizer = RememberedSummarizer(built, memory)
    with watch.stage("summarise"):
        return (
            summarizer.headlines(articles),
            summarizer.summaries(articles),
            summarizer.key_facts(articles),
        )


def _assemble(
    documents: Sequence[Any],
    translations: Sequence[Any],
    articles: Sequence[Any],
    written: Any,
    table: Any,
    watch: _Watch,
) -> list[Any]:
    from summarize.checks.registry import run_checks
    from summarize.facts import build_facts
    from summarize.records import Brief
    from summarize.summary import choose_headline, choose_summary

    headlines, summaries, drafts = written
    passages = (
        watch.each("facts", choose_headline, articles, headlines, names=table),
        watch.each("facts", choose_summary, articles, summaries, names=table),
        watch.each("facts", build_facts, articles, drafts, names=table),
    )
    briefs = [
        Brief(document=document, translation=translation, headline=headline, summary=summary, facts=facts)
        for document, translation, headline, summary, facts in zip(
            documents, translations, *passages, strict=True
        )
    ]
    findings = watch.each("check", lambda brief: run_checks(brief, table), briefs)
    return [replace(brief, findings=found) for brief, found in zip(briefs, findings, strict=True)]


def _provenance(signature: str) -> Any:
    from summarize.page.provenance import ModelNote, Provenance
    from summarize.records import Fingerprint

    note = ModelNote(name="compact", signature=signature)
    return Provenance(
        tool="summarize", translator=note, summarizer=note, recipe=Fingerprint("0" * 64), checks=("numbers",)
    )


def _profile(work: Callable[[], None]) -> tuple[pstats.Stats, float]:
    profiler = cProfile.Profile()
    started = time.perf_counter()
    profiler.runcall(work)
    return pstats.Stats(profiler), time.perf_counter() - started


def _own_costs(profile: pstats.Stats, wall: float) -> list[dict[str, Any]]:
    """Return our functions above one per cent, each with the library code that it makes run, but no model.

    The profiler slows Python down and the model not, so the shares are upper bounds.
    """
    costs = _charge_callers(profile.stats)  # type: ignore[attr-defined]
    return [
        {"function": _name(function), "seconds": seconds, "share": seconds / wall}
        for function, seconds in sorted(costs.items(), key=lambda pair: -pair[1])
        if seconds / wall >= SHOWN
    ]


def _charge_callers(stats: Mapping[Function, Any]) -> dict[Function, float]:
    """Hand the own time of library functions up to whoever called them, until it is at functions of ours."""
    costs: dict[Function, float] = defaultdict(float)
    waiting = {function: row[2] for function, row in stats.items() if not _is_free(function)}
    for _ in range(DEEPEST):
        handed: dict[Function, float] = defaultdict(float)
        for function, seconds in waiting.items():
            callers = stats[function][4]
            total = sum(edge[3] for edge in callers.values())
            if _is_ours(function):
                costs[function] += seconds
            elif total:
                for caller, edge in callers.items():
                    handed[caller] += seconds * edge[3] / total
        waiting = handed
    return costs


def _is_ours(function: Function) -> bool:
    return PACKAGE in function[0] and "site-packages" not in function[0]


def _is_free(function: Function) -> bool:
    """Loading and the model itself are nobody's hot spot."""
    path, _, name = function
    is_model = path == "~" and any(call in name for call in MODEL_CALLS)
    return is_model or "importlib" in path or "__import__" in name


def _name(function: Function) -> str:
    path, line, name = function
    return f"{path.partition(PACKAGE)[2]}:{line} {name}"
