"""Tiny models of every class, built once, and articles to summarise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tiny_checkpoints import ENGLISH, FRENCH, make_bart, make_chat, make_marian, make_t5, specify

from summarize.engines.interface import Summarizer, Translator
from summarize.engines.options import EngineOptions, Kind, ModelSpec
from summarize.engines.processor import has_exact_int8
from summarize.engines.registry import FAKE, build_summarizer, build_translator
from summarize.prompts import load_prompts
from summarize.records import Article, Sentence

SHIPPED = Path(__file__).resolve().parents[2] / "summarize" / "models" / "compact"
MAKERS: dict[str, Callable[[Path], ModelSpec]] = {
    "marian": make_marian,
    "bytes-free": lambda folder: make_marian(folder, has_tasks=False, byte_fallback=False),
    "bart": make_bart,
    "t5": lambda folder: make_t5(folder, is_v1_1=False),
    "t5-v1.1": lambda folder: make_t5(folder, is_v1_1=True),
    "llama": lambda folder: make_chat(folder, "llama"),
    "qwen3": lambda folder: make_chat(folder, "qwen3"),
    "shipped": lambda _: specify(SHIPPED, Kind.COMPACT),
}
"""Checkpoints by short name."""

EXACT = "int8" if has_exact_int8() else "float32"
"""Where 8-bit products overflow, conversion refuses models that answer differently, as it should."""

TRANSLATORS = (
    "fake",
    "marian:transformers:float32",
    "marian:ct2:float32",
    "marian:ct2:int8",
    "shipped:ct2:int8",
)
SUMMARIZERS = (
    "fake",
    "marian:ct2:int8",
    "bart:transformers:float32",
    "bart:ct2:float32",
    f"t5-v1.1:ct2:{EXACT}",
    "llama:transformers:float32",
    "qwen3:ct2:float32",
    "shipped:ct2:int8",
)


class Zoo:
    """Makes each checkpoint and each engine once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._specs: dict[str, ModelSpec] = {}
        self._translators: dict[tuple[str, int], Translator] = {}
        self._summarizers: dict[str, Summarizer] = {}

    def spec(self, name: str) -> ModelSpec:
        if name not in self._specs:
            self._specs[name] = MAKERS[name](self.folder / name)
        return self._specs[name]

    def options(self, engine: str, compute_type: str, batch_tokens: int = 0) -> EngineOptions:
        return EngineOptions(
            engine=engine,
            device="cpu",
            compute_type=compute_type,
            threads=1 if engine == "transformers" else 2,
            batch_tokens=batch_tokens,
            cache=self.folder / "cache",
        )

    def build(self, spec: ModelSpec, engine: str) -> Translator:
        return build_translator(spec, self.options(engine, "float32"))

    def translator(self, name: str, *, batch_tokens: int = 0) -> Translator:
        if name == "fake":
            return build_translator(FAKE, EngineOptions())
        checkpoint, engine, compute_type = name.split(":")
        key = (name, batch_tokens)
        if key not in self._translators:
            options = self.options(engine, compute_type, batch_tokens)
            self._translators[key] = build_translator(self.spec(checkpoint), options)
        return self._translators[key]

    def summarizer(self, name: str) -> Summarizer:
        if name == "fake":
            return build_summarizer(FAKE, EngineOptions())
        checkpoint, engine, compute_type = name.split(":")
        if name not in self._summarizers:
            spec, options = self.spec(checkpoint), self.options(engine, compute_type)
            if spec.kind is Kind.MARIAN:
                spec = replace(spec, kind=Kind.COMPACT)
            self._summarizers[name] = build_summarizer(spec, options, prompts=load_prompts())
        return self._summarizers[name]


def require(name: str) -> None:
    """Skip what the shipped weights are needed for while there are none."""
    if name.startswith("shipped") and not (SHIPPED / "model.safetensors").exists():
        pytest.skip("the compact weights are not in this checkout")


def build_article(start: int, stop: int, *, first: int = 0, headline: bool = False) -> Article:
    return Article(
        headline_source=FRENCH[0] if headline else "",
        headline_target=ENGLISH[0] if headline else "",
        sentences=tuple(
            Sentence(
                segment=first + place,
                paragraph=place // 3,
                source=FRENCH[place],
                target=ENGLISH[place % len(ENGLISH)],
            )
            for place in range(start, stop)
        ),
    )
